//! What the loop has to do: handles in the ready queue, and timers.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::engine::futures::done_callbacks::Gatherer;
use crate::engine::futures::state::AnyFuture;
use crate::engine::tasks::task::AnyTask;
use crate::trace::{CallbackRole, EventIndex, EventKind, FutureId, GroupId, TimerId};

use super::{EventLoop, LoopInner};

/// An entry of the ready queue (CPython: `events.Handle`).
pub(in crate::engine) struct Handle {
    pub job: Job,
    /// The event that put it there.
    pub cause: Option<EventIndex>,
}

/// What a handle does when its turn comes.
pub(in crate::engine) enum Job {
    /// `Task.__step()`.
    Step(Rc<dyn AnyTask>),
    /// `Task.__step(exc)`.
    Throw(Box<(Rc<dyn AnyTask>, Exception)>),
    /// `Task.__wakeup(future)`; the future is what the task waits on.
    Wakeup(Rc<dyn AnyTask>),
    /// A done callback of asyncio's own.
    Done(Internal, Box<dyn FnOnce()>),
    /// That of a gathering: a child is done.
    Gathered(Rc<dyn Gatherer>, u32),
    /// Any other callback. It and what is thrown are in a box: handles are moved often, and most of them are steps.
    Call(Box<Callback>),
    /// A callback that can be taken back.
    Soon(Rc<SoonCell>),
    /// A timer that was due; nothing if it has been cancelled meanwhile.
    Timer(Rc<TimerCell>),
    /// Stands for a handle that has run already.
    Nothing,
}

/// What a callback of asyncio's own is for: a [`CallbackRole`] that takes no more than eight bytes.
#[derive(Clone, Copy)]
pub(in crate::engine) enum Internal {
    Gather(FutureId),
    Shield(FutureId),
    /// What is left of a shield that was cancelled.
    ShieldLog(FutureId),
    Wait(FutureId),
    AsCompleted,
    Group(GroupId),
    Thread,
    Stop,
}

impl Internal {
    /// Its name in `repr()`, and the place of its `def` unless it is a bound method; `of` is the future that it waits for.
    pub fn shown(self, of: FutureId) -> (&'static str, &'static str) {
        match self {
            Self::Gather(_) => ("gather.<locals>._done_callback", "tasks.py:810"),
            Self::Shield(outer) if outer == of => ("shield.<locals>._outer_done_callback", "tasks.py:991"),
            Self::Shield(_) => ("shield.<locals>._inner_done_callback", "tasks.py:978"),
            Self::ShieldLog(_) => ("_log_on_exception", "tasks.py:911"),
            Self::Wait(_) => ("_wait.<locals>._on_completion", "tasks.py:503"),
            Self::AsCompleted => ("_AsCompletedIterator._handle_completion", ""),
            Self::Group(_) => ("TaskGroup._on_task_done", ""),
            Self::Thread => ("_chain_future.<locals>._call_check_cancel", "futures.py:393"),
            Self::Stop => ("_run_until_complete_cb", "base_events.py:181"),
        }
    }

    /// Whether it makes its task one that waits for the future to which it was added.
    pub fn awaits(self, of: FutureId) -> bool {
        match self {
            Self::Shield(outer) => outer != of,
            Self::Wait(_) | Self::AsCompleted | Self::Group(_) => true,
            Self::Gather(_) | Self::ShieldLog(_) | Self::Thread | Self::Stop => false,
        }
    }

    fn role(self) -> CallbackRole {
        match self {
            Self::Gather(gather) => CallbackRole::Gather { gather },
            Self::Shield(outer) | Self::ShieldLog(outer) => CallbackRole::Shield { outer },
            Self::Wait(waiter) => CallbackRole::Wait { waiter },
            Self::AsCompleted => CallbackRole::AsCompleted,
            Self::Group(group) => CallbackRole::Group { group },
            Self::Thread => CallbackRole::Thread,
            Self::Stop => CallbackRole::Stop,
        }
    }
}

impl Job {
    /// What it is for if it is a callback that shows in the trace.
    pub fn callback_role(&self) -> Option<CallbackRole> {
        match self {
            Self::Done(internal, _) => Some(internal.role()),
            Self::Gathered(gathering, _) => Some(CallbackRole::Gather { gather: gathering.id() }),
            Self::Call(callback) => Some(CallbackRole::Program { name: callback.name.clone() }),
            Self::Soon(cell) => {
                let callback = cell.callback.borrow();
                let callback = callback.as_ref().filter(|callback| callback.visible)?;
                Some(CallbackRole::Program { name: callback.name.clone() })
            }
            Self::Timer(timer) => Some(CallbackRole::Timer { timer: timer.id }),
            Self::Step(_) | Self::Throw(_) | Self::Wakeup(_) | Self::Nothing => None,
        }
    }
}

/// A callback with the name that messages about it use.
pub(in crate::engine) struct Callback {
    pub name: Rc<str>,
    /// Whether it is a program's own and shows in the trace, and not part of asyncio.
    pub visible: bool,
    /// The context it runs in; `None` for an empty one.
    pub context: Option<Context>,
    pub run: Box<dyn Run>,
}

/// What a callback does, once.
pub trait Run {
    /// Does it.
    ///
    /// # Errors
    ///
    /// What it raises.
    fn run(self: Box<Self>) -> Result<(), Exception>;

    /// What a language on top of the engine knows it by.
    fn subject(&self) -> Option<Rc<dyn Any>> {
        None
    }
}

impl<F: FnOnce() -> Result<(), Exception>> Run for F {
    fn run(self: Box<Self>) -> Result<(), Exception> {
        self()
    }
}

/// A callback in the ready queue that can be taken back.
pub(in crate::engine) struct SoonCell {
    /// `None` once it has run or was cancelled.
    callback: RefCell<Option<Callback>>,
    cancelled: Cell<bool>,
}

impl SoonCell {
    pub fn new(callback: Callback) -> Rc<Self> {
        Rc::new(Self { callback: RefCell::new(Some(callback)), cancelled: Cell::new(false) })
    }

    /// What it is known by, unless it has run or was taken back.
    pub fn subject(&self) -> Option<Rc<dyn Any>> {
        self.callback.borrow().as_ref().and_then(|callback| callback.run.subject())
    }

    pub fn take(&self) -> Option<Callback> {
        self.callback.take()
    }

    pub fn name(&self) -> Rc<str> {
        self.callback.borrow().as_ref().map_or_else(|| "callback".into(), |callback| callback.name.clone())
    }
}

/// A callback of `call_soon()`, which can be taken back (`asyncio.Handle`).
#[derive(Clone)]
pub struct CallHandle(pub(in crate::engine) Rc<SoonCell>);

impl CallHandle {
    /// Takes it back; the callback will not run. Nothing happens if it has run already.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        let callback = self.0.take();
        drop(callback);
    }

    /// What is the same for the same callback.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// Whether it was taken back.
    pub fn cancelled(&self) -> bool {
        self.0.cancelled.get()
    }
}

/// A callback with a deadline (CPython: `events.TimerHandle`).
pub(in crate::engine) struct TimerCell {
    pub id: TimerId,
    pub deadline: Cell<f64>,
    /// Taken out for a moment by whoever looks at it. Invariant: there if it has neither run nor been cancelled.
    job: Cell<Option<TimerJob>>,
    is_over: Cell<bool>,
    cancelled: Cell<bool>,
    /// Whether it is still in the loop's queue of timers.
    pub scheduled: Cell<bool>,
    /// The event that armed it.
    pub cause: Option<EventIndex>,
}

/// What a timer does.
pub(in crate::engine) enum TimerJob {
    /// `futures._set_result_unless_cancelled`.
    Resolve(Rc<dyn AnyFuture>),
    /// `tasks._release_waiter`.
    Release(Rc<dyn AnyFuture>),
    Call(Callback),
}

impl TimerCell {
    pub fn new(id: TimerId, deadline: f64, job: TimerJob, cause: Option<EventIndex>) -> Rc<Self> {
        Rc::new(Self {
            id,
            deadline: Cell::new(deadline),
            job: Cell::new(Some(job)),
            is_over: Cell::new(false),
            cancelled: Cell::new(false),
            scheduled: Cell::new(false),
            cause,
        })
    }

    pub fn is_cancelled(&self) -> bool {
        self.is_over.get()
    }

    pub fn name(&self) -> Rc<str> {
        let job = self.job.take();
        let name = match &job {
            Some(TimerJob::Call(callback)) => callback.name.clone(),
            Some(TimerJob::Release(_)) => "_release_waiter".into(),
            _ => "_set_result_unless_cancelled".into(),
        };
        self.job.set(job);
        name
    }

    /// What its callback is known by, unless it has run or was taken back.
    pub fn subject(&self) -> Option<Rc<dyn Any>> {
        let job = self.job.take();
        let subject = match &job {
            Some(TimerJob::Call(callback)) => callback.run.subject(),
            _ => None,
        };
        self.job.set(job);
        subject
    }

    pub fn take_job(&self) -> Option<TimerJob> {
        self.is_over.set(true);
        self.job.take()
    }
}

/// A timer that can be taken back.
#[derive(Clone)]
pub struct TimerHandle {
    pub(in crate::engine) event_loop: EventLoop,
    pub(in crate::engine) timer: Rc<TimerCell>,
}

impl TimerHandle {
    /// Takes the timer back; its callback will not run. Nothing happens if it has run already.
    pub fn cancel(&self) {
        self.event_loop.inner().cancel_timer(&self.timer);
    }

    /// Whether [`cancel`](Self::cancel) was called.
    pub fn cancelled(&self) -> bool {
        self.timer.cancelled.get()
    }

    /// What is the same for the same timer.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.timer).addr()
    }

    /// When it is due, in virtual seconds.
    pub fn when(&self) -> f64 {
        self.timer.deadline.get()
    }

    /// Whether the loop has it still, taken back or not.
    pub fn is_scheduled(&self) -> bool {
        self.timer.scheduled.get()
    }
}

impl LoopInner {
    pub(in crate::engine) fn cancel_timer(&self, timer: &Rc<TimerCell>) {
        timer.cancelled.set(true);
        // What is dropped here may run code of a program, so nothing may be borrowed by now.
        let Some(job) = timer.take_job() else { return };
        if timer.scheduled.get() {
            self.count_cancelled_timer();
        }
        self.tracer().emit(|| EventKind::TimerDropped { timer: timer.id });
        if self.own_names.get().timers {
            self.cancel_by_own(timer);
        }
        drop(job);
    }
}

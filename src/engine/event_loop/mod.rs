//! The loop itself: what `base_events.BaseEventLoop` keeps, and what a program asks it.

mod closing;
pub(super) mod give_way;
pub(super) mod handle;
pub(super) mod handlers;
pub(super) mod machine;
pub(super) mod own;
mod ready_queue;
pub(super) mod running;
mod steps;
mod timer_queue;
mod timers;
mod tracer;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::engine::exception::Exception;
use crate::engine::futures::future::Future;
use crate::engine::futures::state::{AnyFuture, Plain};
use crate::engine::limits::{Limit, Limits, Stop};
use crate::engine::runner::AsyncgenHook;
use crate::engine::signals::SignalHandler;
use crate::engine::tasks::handles::TaskRef;
use crate::engine::tasks::task::AnyTask;
use crate::engine::threads::pool::ThreadPool;
use crate::trace::{EventIndex, EventKind, FutureId, Log, LoopId, Origin, ThreadId};

use handle::Job;
use handlers::ExceptionHandler;
use machine::{Describe, EndHook, Machine, NeverAwaitedHook, OwnMethods, Traces};
use own::{OwnLoop, OwnNames};
use ready_queue::ReadyQueue;
use steps::TooDeep;
use timer_queue::TimerQueue;
use tracer::Tracer;

/// How deep gatherings may nest, and how long the chains may be along which a cancellation travels: what is nested is
/// walked on the host's stack.
pub(super) const MOST_NESTED: u32 = 1000;

thread_local! {
    pub(super) static CURRENT: RefCell<Option<EventLoop>> = const { RefCell::new(None) };
}

/// An event loop. Clones are the same loop.
#[derive(Clone)]
pub struct EventLoop(pub(super) Rc<LoopInner>);

pub(super) struct LoopInner {
    pub machine: Rc<Machine>,
    pub ready: RefCell<ReadyQueue>,
    pub scheduled: RefCell<TimerQueue>,
    /// How many timers in `scheduled` have been cancelled.
    pub cancelled_timers: Cell<usize>,
    pub stopping: Cell<bool>,
    pub closed: Cell<bool>,
    /// Its number, once something has happened in it.
    number: Cell<Option<LoopId>>,
    /// The thread in which it goes round, if that is not the main thread.
    pub thread: Cell<Option<ThreadId>>,
    /// Whether callbacks of a future were to be scheduled since it was closed.
    pub scheduled_too_late: Cell<bool>,
    /// Whether what runs now stops the loop, by what `raised` or `stopped_below` says.
    pub interrupted: Cell<bool>,
    pub raised: RefCell<Option<Exception>>,
    /// How the loop stopped while it ran below a thread.
    pub stopped_below: RefCell<Option<Stop>>,

    /// The task whose step is running.
    pub current: RefCell<Option<Rc<dyn AnyTask>>>,
    /// What the running step has suspended itself on. Invariant: `None` outside of a step.
    pub suspension: SuspensionCell,
    /// What is to be thrown at the await where the running step is resumed. Invariant: `None` outside of a step.
    pub throw: RefCell<Option<Exception>>,

    /// Every task, in order of creation; those that are gone are swept out now and then.
    pub tasks: RefCell<Vec<Weak<dyn AnyTask>>>,
    pub live_tasks: Cell<u32>,
    pub swept_at: Cell<usize>,
    /// Futures, other than tasks, whose callbacks own other futures or themselves: nobody else breaks such a circle
    /// if they never come to be done.
    pub kept_alive: RefCell<Vec<Weak<dyn AnyFuture>>>,
    pub kept_alive_swept_at: Cell<usize>,

    /// How many calls of `cancel()` that were passed on are nested in each other now.
    pub cancels_nested: Cell<u32>,
    /// What becomes of a request that goes on without end.
    pub too_deep: Cell<TooDeep>,
    /// What the program's own `cancel()` of a future has raised, for whoever asked.
    pub cancel_raised: RefCell<Option<Exception>>,
    /// How many eager tasks take their first step within each other now.
    pub eager_nested: Cell<u32>,
    /// Whether new tasks are eager unless told otherwise.
    pub eager_tasks: Cell<bool>,

    pub debug: Cell<bool>,
    pub slow_callback_duration: Cell<f64>,
    pub exception_handler: RefCell<Option<ExceptionHandler>>,
    pub signal_handlers: RefCell<Vec<SignalHandler>>,
    pub default_executor: RefCell<Option<ThreadPool>>,
    /// What ends the asynchronous generators that are left, for a language that has them.
    pub asyncgen_hook: RefCell<Option<AsyncgenHook>>,
    /// What it does that has methods of its own, and which these are.
    pub own: RefCell<Option<Rc<dyn OwnLoop>>>,
    pub own_names: Cell<OwnNames>,
}

/// How a leaf of a coroutine has suspended its task: what `coro.send()` returns in CPython.
pub(super) enum Suspension {
    /// A bare `yield`.
    Turn,
    /// A future, to be woken when that is done.
    On(Rc<dyn AnyFuture>),
}

/// Where a suspension is kept until its step is over. Every step fills and empties it, so its parts are cells of their
/// own: each of them is in one register.
#[derive(Default)]
pub(super) struct SuspensionCell {
    turn: Cell<bool>,
    on: RefCell<Option<Rc<dyn AnyFuture>>>,
}

impl SuspensionCell {
    #[inline]
    pub fn is_some(&self) -> bool {
        self.turn.get() || self.on.borrow().is_some()
    }

    #[inline]
    pub fn take(&self) -> Option<Suspension> {
        match self.on.take() {
            Some(future) => Some(Suspension::On(future)),
            None => self.turn.replace(false).then_some(Suspension::Turn),
        }
    }

    #[inline]
    pub fn set(&self, suspension: Option<Suspension>) {
        self.turn.set(matches!(suspension, Some(Suspension::Turn)));
        let before = self.on.replace(match suspension {
            Some(Suspension::On(future)) => Some(future),
            Some(Suspension::Turn) | None => None,
        });
        drop(before);
    }
}

/// What a new loop is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Whether to keep a trace. It costs time and memory for every event.
    pub trace: bool,
    /// What a run may use up.
    pub limits: Limits,
}

impl EventLoop {
    /// A loop at second 0 of its virtual clock, with nothing to do.
    pub fn new(options: Options) -> Self {
        Self::on_machine(Rc::new(Machine::new(options)))
    }

    /// Another loop of the same program (`asyncio.new_event_loop()`): it goes on with the same clock, trace and
    /// numbers, and has nothing to do yet. One loop runs at a time.
    pub fn sibling(&self) -> Self {
        Self::on_machine(self.0.machine.clone())
    }

    fn on_machine(machine: Rc<Machine>) -> Self {
        Self(Rc::new(LoopInner {
            machine,
            ready: RefCell::default(),
            scheduled: RefCell::default(),
            cancelled_timers: Cell::new(0),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            number: Cell::new(None),
            thread: Cell::new(None),
            scheduled_too_late: Cell::new(false),
            interrupted: Cell::new(false),
            raised: RefCell::default(),
            stopped_below: RefCell::default(),
            current: RefCell::default(),
            suspension: SuspensionCell::default(),
            throw: RefCell::default(),
            tasks: RefCell::default(),
            live_tasks: Cell::new(0),
            swept_at: Cell::new(1024),
            kept_alive: RefCell::default(),
            kept_alive_swept_at: Cell::new(1024),
            cancels_nested: Cell::new(0),
            too_deep: Cell::default(),
            cancel_raised: RefCell::default(),
            eager_nested: Cell::new(0),
            eager_tasks: Cell::new(false),
            debug: Cell::new(false),
            slow_callback_duration: Cell::new(0.1),
            exception_handler: RefCell::default(),
            signal_handlers: RefCell::default(),
            default_executor: RefCell::default(),
            asyncgen_hook: RefCell::default(),
            own: RefCell::default(),
            own_names: Cell::default(),
        }))
    }

    /// The loop that is running (`asyncio.get_running_loop()`).
    ///
    /// # Panics
    ///
    /// If no loop is running on this thread: the engine's futures work inside of one only.
    pub fn current() -> Self {
        Self::try_current().expect("no running event loop: this works only inside of EventLoop::run")
    }

    /// The loop that is running, if one is.
    pub fn try_current() -> Option<Self> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// The loop that is running; the RuntimeError of `asyncio.get_running_loop()` if none is. A coroutine can be resumed
    /// without one when it is destroyed.
    pub(super) fn running() -> Result<Self, Exception> {
        Self::try_current().ok_or_else(|| Exception::runtime("no running event loop"))
    }

    pub(super) fn inner(&self) -> &LoopInner {
        &self.0
    }

    pub(super) fn machine(&self) -> &Rc<Machine> {
        &self.0.machine
    }

    /// Whether both are the same loop.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// Whether it runs now (`loop.is_running()`).
    pub fn is_running(&self) -> bool {
        self.0.thread.get().is_some() || Self::try_current().is_some_and(|running| running.is(self))
    }

    /// Whether it stops at the end of this iteration, or of its first one.
    pub fn is_stopping(&self) -> bool {
        self.0.stopping.get()
    }

    /// Whether it was closed (`loop.is_closed()`).
    pub fn is_closed(&self) -> bool {
        self.0.closed.get()
    }

    /// For what does not work on a closed loop (`BaseEventLoop._check_closed()`).
    ///
    /// # Errors
    ///
    /// RuntimeError if it was closed.
    pub fn check_closed(&self) -> Result<(), Exception> {
        match self.is_closed() {
            true => Err(Exception::runtime("Event loop is closed")),
            false => Ok(()),
        }
    }

    /// What `loop.time()` says: the virtual clock, unless the loop has a way of its own to tell the time.
    pub fn time(&self) -> f64 {
        if self.0.own_names.get().time { self.own_time() } else { self.clock() }
    }

    /// The virtual clock, in seconds since the program began.
    pub fn clock(&self) -> f64 {
        self.0.machine.clock.get()
    }

    /// The number of the iteration that runs or has run last, from 1; 0 before the first one.
    pub fn iteration(&self) -> u32 {
        self.0.machine.iteration.get()
    }

    /// A blocking call (`time.sleep()`): the clock moves on by so many seconds, and nobody else gets to run. In a
    /// worker thread it takes that thread's time.
    pub fn block(&self, secs: f64) {
        let machine = self.machine();
        if let Some(mut thread) = machine.thread.get() {
            thread.time += secs.max(0.0);
            machine.thread.set(Some(thread));
            return;
        }
        machine.tracer.emit(|| EventKind::LoopBlocked { secs });
        if secs > 0.0 {
            machine.advance(machine.clock.get() + secs);
        } else if !machine.standing.borrow().is_empty() {
            machine.begin_turn();
            machine.advance(machine.clock.get());
        }
    }

    /// A future for whoever will resolve it (`loop.create_future()`).
    pub fn create_future<T: Clone + 'static>(&self) -> Future<T> {
        Plain::create(self, crate::trace::FutureRole::Plain)
    }

    /// A future that a part of the library makes for itself.
    pub(crate) fn internal_future<T: Clone + 'static>(&self) -> Future<T> {
        Plain::create(self, crate::trace::FutureRole::Internal)
    }

    /// Every task that is not done, in order of creation (`asyncio.all_tasks()`).
    pub fn all_tasks(&self) -> Vec<TaskRef> {
        let tasks = self.0.tasks.borrow();
        tasks.iter().filter_map(Weak::upgrade).filter(|task| !task.head().is_done()).map(TaskRef).collect()
    }

    /// The task whose step is running (`asyncio.current_task()`).
    pub fn current_task(&self) -> Option<TaskRef> {
        self.0.current.borrow().clone().map(TaskRef)
    }

    /// Says which instruction is being carried out from now on in the current task; events are marked with it.
    pub fn set_origin(&self, origin: Option<Origin>) -> Option<Origin> {
        self.0.machine.tracer.set_origin(origin)
    }

    /// The instruction that is being carried out.
    pub fn origin(&self) -> Option<Origin> {
        self.0.machine.tracer.origin()
    }

    /// To be asked after a future may have been given its result: the callbacks of one whose loop is closed are lost.
    ///
    /// # Errors
    ///
    /// RuntimeError if that has happened, and what the loop's own `call_soon()` has raised.
    pub fn check_scheduled(&self) -> Result<(), Exception> {
        self.raise_by_own()?;
        match self.0.scheduled_too_late.replace(false) {
            true => Err(Exception::runtime("Event loop is closed")),
            false => Ok(()),
        }
    }

    /// Adds an event that only a language on top of the engine can know of.
    pub fn emit(&self, kind: impl FnOnce() -> EventKind) -> Option<EventIndex> {
        self.0.machine.tracer.emit(kind)
    }

    /// Has messages show tasks and futures as a language on top of the engine does (`repr(task)`).
    pub fn describe_futures(&self, describe: Option<Describe>) {
        let before = self.0.machine.describe.replace(describe);
        drop(before);
    }

    /// Sets what futures do whose classes have methods of their own.
    pub fn set_own_methods(&self, own: Option<Rc<dyn OwnMethods>>) {
        let before = self.0.machine.own_methods.replace(own);
        drop(before);
    }

    /// Sets what knows of tracebacks: a future whose result is asked for raises its exception with the traceback that this had
    /// when it was set, and with none if that is asked for again.
    pub fn set_traces(&self, traces: Traces) {
        self.0.machine.traces.set(Some(traces));
    }

    /// Sets what hears of the end of futures that tell of it ([`Future::tell_of_end`](crate::engine::Future::tell_of_end)).
    pub fn set_end_hook(&self, hook: Option<EndHook>) {
        let before = self.0.machine.end_hook.replace(hook);
        drop(before);
    }

    /// Sets what hears of coroutines that were never awaited.
    pub fn set_never_awaited_hook(&self, hook: Option<NeverAwaitedHook>) {
        let before = self.0.machine.never_awaited.replace(hook);
        drop(before);
    }

    /// The program is over, and what is left is taken down: from now on (or not any more) only warnings are told.
    pub fn set_over(&self, over: bool) {
        self.0.machine.tracer.set_over(over);
    }

    /// Whether events are recorded.
    pub fn is_tracing(&self) -> bool {
        self.0.machine.tracer.enabled()
    }

    /// How many events there are by now.
    pub fn trace_len(&self) -> usize {
        self.0.machine.tracer.len()
    }

    /// Has the trace handed out in segments of so many events, or a little more: see
    /// [`drive_forever`](Self::drive_forever). The limit of events is one of each segment then.
    pub fn set_segment(&self, events: usize) {
        self.0.machine.tracer.set_segment(events);
    }

    /// Whether there is a segment to be handed out.
    pub fn has_segment(&self) -> bool {
        self.0.machine.tracer.is_full()
    }

    /// Hands out the events since the last segment, and forgets what was warned of.
    pub fn take_segment(&self) -> Log {
        self.0.machine.warnings.borrow_mut().clear();
        self.0.machine.tracer.hand_out()
    }

    /// Ends the trace and hands it out. What happens from then on leaves no events.
    pub fn take_trace(&self) -> Log {
        self.0.machine.tracer.take()
    }

    /// Says what an interpreter would warn of.
    pub fn warn(&self, text: impl Into<Rc<str>>, about: Option<FutureId>) {
        self.machine().warn(text.into(), about);
    }

    /// What the loop has warned of so far, in order.
    pub fn warnings(&self) -> Vec<Rc<str>> {
        self.0.machine.warnings.borrow().clone()
    }

    /// Ends the run: a budget of a language on top of the engine is used up. The loop stops after the current step.
    pub fn exceed(&self, limit: Limit) {
        self.0.exceed(limit);
    }

    /// The budget that is used up, if one is. The loop sees to that between steps; a language on top asks within them,
    /// since a single step can create tasks and events without end.
    pub fn used_up(&self) -> Option<Limit> {
        self.machine().exceeded.get().or_else(|| self.machine().tracer.check().err())
    }

    /// What is to be thrown in where the running step is resumed, for a coroutine that was made with
    /// [`TaskBuilder::takes_throw`](crate::engine::TaskBuilder::takes_throw).
    pub fn take_thrown(&self) -> Option<Exception> {
        self.0.take_throw()
    }

    /// Whether an exception was thrown in where a step was resumed since this was asked before: one that somebody threw
    /// (`cancel()`), or what the future has come to that was awaited there (`Task.__wakeup`).
    pub fn take_threw(&self) -> bool {
        self.machine().threw.take()
    }

    /// The exception that was to leave the loop at the end of the running step: an eager task has raised it, and it goes
    /// on from where that was created.
    pub fn take_raised(&self) -> Option<Exception> {
        self.0.take_raised()
    }

    /// After a budget was used up: the task that did it, or the one whose turn it would be.
    pub fn runaway(&self) -> Option<TaskRef> {
        let next = || match self.0.ready.borrow().next()?.job {
            Job::Step(ref task) | Job::Wakeup(ref task) => Some(task.clone()),
            Job::Throw(ref thrown) => Some(thrown.0.clone()),
            _ => None,
        };
        self.0.machine.exceeded_by.borrow().clone().or_else(next).map(TaskRef)
    }
}

impl LoopInner {
    pub fn tracer(&self) -> &Tracer {
        &self.machine.tracer
    }

    /// Which loop of the program it is, by the order in which something happened in them.
    pub fn number(&self) -> LoopId {
        self.number.get().unwrap_or_else(|| {
            let number = self.machine.next_loop_id();
            self.number.set(Some(number));
            number
        })
    }

    pub fn register_task(&self, task: &Rc<dyn AnyTask>) {
        let live = self.live_tasks.get() + 1;
        self.live_tasks.set(live);
        if live > self.machine.limits.tasks {
            self.exceed(Limit::Tasks(self.machine.limits.tasks));
        }
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() >= self.swept_at.get() {
            tasks.retain(|task| task.strong_count() > 0);
            self.swept_at.set((tasks.len() * 2).max(1024));
        }
        tasks.push(Rc::downgrade(task));
    }

    pub fn task_is_done(&self) {
        self.live_tasks.set(self.live_tasks.get().saturating_sub(1));
    }

    /// A pending future gets a callback that owns it, or owns what owns it.
    pub fn keep_alive(&self, future: Rc<dyn AnyFuture>) {
        if future.head().is_done() || future.clone().as_task().is_some() {
            return;
        }
        let mut kept_alive = self.kept_alive.borrow_mut();
        if kept_alive.len() >= self.kept_alive_swept_at.get() {
            kept_alive.retain(|future| future.upgrade().is_some_and(|future| !future.head().is_done()));
            self.kept_alive_swept_at.set((kept_alive.len() * 2).max(1024));
        }
        kept_alive.push(Rc::downgrade(&future));
    }

    pub fn exceed(&self, limit: Limit) {
        if self.machine.exceeded.get().is_none() {
            self.machine.exceeded.set(Some(limit));
            *self.machine.exceeded_by.borrow_mut() = self.current.borrow().clone();
            // Tasks stand where they stood: how they unwind, in which nothing is caught, is nothing that the program did.
            self.machine.tracer.set_over(true);
        }
    }

    /// The exception that is to leave the loop, for whoever can raise it at once.
    pub fn take_raised(&self) -> Option<Exception> {
        let raised = self.raised.take();
        if raised.is_some() {
            self.interrupted.set(self.stopped_below.borrow().is_some());
        }
        raised
    }

    /// An exception leaves the loop when what runs now has ended.
    pub fn raise_out(&self, exception: Exception) {
        self.raised.replace(Some(exception));
        self.interrupted.set(true);
    }

    /// The loop stops when what runs now has ended: it has stopped below a thread already.
    pub fn stop_by(&self, stop: Stop) {
        self.stopped_below.replace(Some(stop));
        self.interrupted.set(true);
    }
}

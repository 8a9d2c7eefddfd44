//! Loops with methods of their own (`class Loop(asyncio.SelectorEventLoop)`), for a language on top of the engine that has such.
//! The loop calls them wherever CPython's calls `self.call_soon()` and its like; any other loop asks nobody.

use std::any::Any;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::engine::futures::park::Parked;
use crate::engine::limits::Stop;
use crate::engine::tasks::handles::TaskRef;
use crate::engine::tasks::task::AnyTask;
use crate::trace::{EventIndex, FutureId, TimerPurpose};

use super::handle::{CallHandle, Internal, Job, TimerCell, TimerHandle, TimerJob};
use super::{EventLoop, LoopInner};

/// What a loop does whose class, or which itself, has methods in place of the engine's.
pub trait OwnLoop {
    /// `loop.call_soon(..)` with what the engine puts into the ready queue, or `loop.call_soon_threadsafe(..)`.
    ///
    /// # Errors
    ///
    /// What that raises.
    fn call_soon(&self, call: OwnCall, threadsafe: bool) -> Result<(), Exception>;

    /// `loop.call_later(delay, ..)` or `loop.call_at(when, ..)` with a timer of the engine's.
    ///
    /// # Errors
    ///
    /// What that raises.
    fn call_at(&self, timer: OwnTimer, due: Due) -> Result<(), Exception>;

    /// The timer is taken back (`handle.cancel()`).
    fn cancel_timer(&self, timer: &OwnTimer);

    /// `loop.time()`
    ///
    /// # Errors
    ///
    /// What that raises.
    fn time(&self) -> Result<f64, Exception>;

    /// `loop._run_once()`
    ///
    /// # Errors
    ///
    /// What stops the loop.
    fn run_once(&self) -> Result<(), Stop>;

    /// `loop.run_forever()`
    ///
    /// # Errors
    ///
    /// What stops the loop.
    fn run_forever(&self) -> Result<(), Stop>;

    /// `loop.stop()`
    ///
    /// # Errors
    ///
    /// What that raises.
    fn stop(&self) -> Result<(), Exception>;
}

/// Which methods a loop has of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnNames {
    /// `call_soon()`, `call_soon_threadsafe()`.
    pub soon: bool,
    /// `call_later()`, `call_at()`.
    pub timers: bool,
    /// `time()`
    pub time: bool,
    /// `_run_once()`
    pub run_once: bool,
    /// `run_forever()`
    pub run_forever: bool,
    /// `stop()`
    pub stop: bool,
    /// `call_at()`, which `call_later()` calls.
    pub call_at: bool,
    /// `create_future()`
    pub create_future: bool,
    /// `create_task()`
    pub create_task: bool,
}

/// When a timer is due.
#[derive(Debug, Clone, Copy)]
pub enum Due {
    /// After so many seconds.
    Later(f64),
    /// At a time of the loop's.
    At(f64),
}

/// What is to be put into the ready queue, once.
pub struct OwnCall {
    job: RefCell<Option<Job>>,
    cause: Option<EventIndex>,
}

/// What it is for.
pub enum CallKind {
    /// `Task.__step()`
    Step(TaskRef),
    /// `Task.__wakeup()`, of a task that waits for a future.
    Wakeup(TaskRef, Option<Parked>),
    /// A callback of asyncio's own, by its name.
    Own(&'static str),
    /// Any other, if it is known by something.
    Other(Option<Rc<dyn Any>>),
}

impl CallKind {
    fn of(job: &Job) -> Self {
        match job {
            Job::Step(task) => Self::Step(TaskRef(task.clone())),
            Job::Throw(thrown) => Self::Step(TaskRef(thrown.0.clone())),
            Job::Wakeup(task) => {
                let task = TaskRef(task.clone());
                let on = task.parked_on();
                Self::Wakeup(task, on)
            }
            Job::Done(internal, _) => Self::Own(internal.shown(FutureId(u32::MAX)).0),
            Job::Gathered(..) => Self::Own("gather.<locals>._done_callback"),
            Job::Timer(timer) => Self::of_timer(timer),
            Job::Call(callback) => Self::Other(callback.run.subject()),
            Job::Soon(call) => Self::Other(call.subject()),
            Job::Nothing => Self::Other(None),
        }
    }

    fn of_timer(timer: &TimerCell) -> Self {
        match (timer.subject(), &*timer.name()) {
            (None, "_set_result_unless_cancelled") => Self::Own("_set_result_unless_cancelled"),
            (None, "_release_waiter") => Self::Own("_release_waiter"),
            (None, "_AsCompletedIterator._handle_timeout") => {
                Self::Own("_AsCompletedIterator._handle_timeout")
            }
            (None, _) => Self::Own("Timeout._on_timeout"),
            (subject, _) => Self::Other(subject),
        }
    }
}

impl OwnCall {
    /// What it is for; nothing once it was put into the queue or called.
    pub fn kind(&self) -> CallKind {
        CallKind::of(self.job.borrow().as_ref().unwrap_or(&Job::Nothing))
    }

    /// The context that it is to run in.
    pub fn context(&self) -> Option<Context> {
        match &*self.job.borrow() {
            Some(Job::Step(task) | Job::Wakeup(task)) => Some(TaskRef(task.clone()).context()),
            Some(Job::Throw(thrown)) => Some(TaskRef(thrown.0.clone()).context()),
            Some(Job::Call(callback)) => callback.context.clone(),
            _ => None,
        }
    }
}

/// A timer of the engine's.
#[derive(Clone)]
pub struct OwnTimer(pub(in crate::engine) Rc<TimerCell>);

impl OwnTimer {
    /// Its number.
    pub fn id(&self) -> u32 {
        self.0.id.0
    }

    /// What it calls, by its name.
    pub fn name(&self) -> Rc<str> {
        self.0.name()
    }
}

impl EventLoop {
    /// Has the loop go by methods of its own; those of `names` are asked.
    pub fn set_own_loop(&self, own: Option<Rc<dyn OwnLoop>>, names: OwnNames) {
        let inner = &self.0;
        inner.own_names.set(if own.is_some() { names } else { OwnNames::default() });
        let before = inner.own.replace(own);
        drop(before);
    }

    /// Which methods it has of its own.
    pub fn own_names(&self) -> OwnNames {
        self.0.own_names.get()
    }

    /// What is in the ready queue, in order (`loop._ready`): what each is for, and what takes it back if anything can.
    pub fn ready_now(&self) -> Vec<(CallKind, Option<CallHandle>)> {
        let ready = self.0.ready.borrow();
        let shown = |job: &Job| {
            let handle = if let Job::Soon(call) = job { Some(CallHandle(call.clone())) } else { None };
            (CallKind::of(job), handle)
        };
        ready.iter().map(|handle| shown(&handle.job)).collect()
    }

    /// The timers that are set, in the order in which they were (`loop._scheduled`).
    pub fn scheduled_now(&self) -> Vec<(CallKind, TimerHandle)> {
        let scheduled = self.0.scheduled.borrow();
        let mut timers: Vec<Rc<TimerCell>> = Vec::new();
        for timer in scheduled.timers() {
            let at = timers.partition_point(|other| other.id.0 < timer.id.0);
            timers.insert(at, timer.clone());
        }
        let shown = |timer: Rc<TimerCell>| {
            (CallKind::of_timer(&timer), TimerHandle { event_loop: self.clone(), timer })
        };
        timers.into_iter().map(shown).collect()
    }

    /// Puts something into the ready queue, where it was to go: `BaseEventLoop.call_soon()`.
    pub fn push_own(&self, call: &OwnCall) -> bool {
        let Some(job) = call.job.take() else { return false };
        self.0.tracer().caused_by(call.cause, || self.0.push_now(|| job));
        true
    }

    /// Does at once what was to be put into the ready queue: somebody has called it.
    ///
    /// # Errors
    ///
    /// RuntimeError if that cannot be done now.
    pub fn run_own(&self, call: &OwnCall) -> Result<(), Exception> {
        let Some(job) = call.job.take() else { return Ok(()) };
        let tracer = self.0.tracer();
        let before = tracer.cause();
        tracer.set_cause(call.cause);
        let ran = match job {
            Job::Step(task) => task.wake_at_once(None),
            Job::Wakeup(task) => {
                let raised = TaskRef(task.clone()).raised_for_woken();
                task.wake_at_once(raised)
            }
            Job::Throw(thrown) => thrown.0.wake_at_once(Some(thrown.1)),
            Job::Done(_, callback) => {
                callback();
                Ok(())
            }
            Job::Gathered(gathering, child) => {
                gathering.child_is_done(child as usize);
                Ok(())
            }
            Job::Timer(timer) => {
                self.fire(&timer);
                Ok(())
            }
            Job::Call(callback) => callback.run.run(),
            Job::Soon(_) | Job::Nothing => Ok(()),
        };
        tracer.set_cause(before);
        ran
    }

    /// Sets a timer of the engine's: `BaseEventLoop.call_at()`.
    pub fn schedule_own(&self, timer: &OwnTimer, when: f64) -> TimerHandle {
        let timer = timer.0.clone();
        timer.deadline.set(if when.is_nan() { f64::INFINITY } else { when });
        if !timer.scheduled.replace(true) {
            self.0.scheduled.borrow_mut().push(timer.clone());
        }
        TimerHandle { event_loop: self.clone(), timer }
    }

    /// Does at once what a timer does: somebody has called it.
    pub fn fire_own(&self, timer: &OwnTimer) {
        self.fire(&timer.0);
    }

    /// One iteration, whatever `loop._run_once()` is.
    ///
    /// # Errors
    ///
    /// What stops the loop.
    pub fn run_once_itself(&self) -> Result<(), Stop> {
        super::give_way::to_end(self.drive_once())
    }

    /// When the clock shows what a loop's own time is a time of that loop's.
    pub(super) fn on_the_clock(&self, deadline: f64) -> f64 {
        if !self.0.own_names.get().time {
            return deadline;
        }
        let (now, time) = (self.clock(), self.own_time());
        if time == now { deadline } else { now + (deadline - time).max(0.0) }
    }

    /// What its own `time()` says, if it has one.
    #[cold]
    pub(super) fn own_time(&self) -> f64 {
        let own = self.0.own.borrow().clone();
        match own.map(|own| own.time()) {
            Some(Ok(time)) => time,
            Some(Err(exception)) => {
                self.0.raise_out(exception);
                self.clock()
            }
            None => self.clock(),
        }
    }

    /// Sets a timer by the loop's own `call_later()` or `call_at()`.
    #[cold]
    pub(super) fn schedule_by_own(&self, due: Due, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let deadline = match due {
            Due::Later(delay) => self.clock() + delay,
            Due::At(when) => when,
        };
        let timer = self.0.make_timer(deadline, job, purpose);
        let own = self.0.own.borrow().clone();
        if let Some(own) = own
            && let Err(exception) = own.call_at(OwnTimer(timer.clone()), due)
        {
            self.0.raise_out(exception);
        }
        TimerHandle { event_loop: self.clone(), timer }
    }

    /// A task that could not be scheduled is none of the loop's.
    pub fn forget_task(&self, task: &TaskRef) {
        let is_other =
            |known: &Weak<dyn AnyTask>| known.upgrade().is_none_or(|known| known.head().id() != task.id());
        self.0.tasks.borrow_mut().retain(is_other);
        self.0.task_is_done();
    }

    /// Raises what the loop's own `call_soon()` has raised, where somebody can hear of it.
    #[inline]
    pub(super) fn raise_by_own(&self) -> Result<(), Exception> {
        match self.0.own_names.get().soon {
            true => self.0.take_raised().map_or(Ok(()), Err),
            false => Ok(()),
        }
    }

    /// `loop.stop()`, as its class has it.
    pub(in crate::engine) fn ask_to_stop(&self) {
        let own = self.0.own.borrow().clone().filter(|_| self.0.own_names.get().stop);
        match own.map(|own| own.stop()) {
            None => self.stop(),
            Some(Ok(())) => {}
            Some(Err(exception)) => self.0.raise_out(exception),
        }
    }

    /// `loop.run_forever()`, as its class has it.
    pub(in crate::engine) async fn asked_to_run_forever(&self) -> Result<(), Stop> {
        let own = self.0.own.borrow().clone().filter(|_| self.0.own_names.get().run_forever);
        match own {
            None => self.drive_forever().await,
            Some(own) => own.run_forever(),
        }
    }
}

impl LoopInner {
    /// Hands what is to be put into the ready queue to the loop's own `call_soon()`.
    #[cold]
    pub fn push_by_own(&self, job: Job) {
        let own = self.own.borrow().clone();
        let Some(own) = own else { return self.push_now(|| job) };
        let threadsafe = matches!(job, Job::Done(Internal::Thread, _));
        let call = OwnCall { job: RefCell::new(Some(job)), cause: self.machine.tracer.cause() };
        let cause = call.cause;
        let called = own.call_soon(call, threadsafe);
        self.machine.tracer.set_cause(cause);
        if let Err(exception) = called {
            self.raise_out(exception);
        }
    }

    /// Tells the loop's own handle of a timer that it was taken back.
    #[cold]
    pub fn cancel_by_own(&self, timer: &Rc<TimerCell>) {
        let own = self.own.borrow().clone();
        if let Some(own) = own {
            own.cancel_timer(&OwnTimer(timer.clone()));
        }
    }
}

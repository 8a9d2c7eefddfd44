//! The loop itself: a port of `base_events.BaseEventLoop` with a virtual clock for a selector.

use std::cell::{Cell, RefCell};
use std::collections::{BinaryHeap, VecDeque};
use std::rc::{Rc, Weak};

use crate::trace::{
    Canceller, EventIndex, EventKind, FutureId, Log, Origin, TimeoutId, TimerId, TimerPurpose,
};

use super::exception::Exception;
use super::future::{AnyFuture, Future, Plain};
use super::handle::{Callback, Handle, Job, Scheduled, TimerCell, TimerHandle, TimerJob};
use super::limits::{Limit, Limits, Stop};
use super::task::{AnyTask, TaskRef};
use super::tracer::Tracer;

/// Timers due less than this much later fire in the same iteration (`BaseEventLoop._clock_resolution`).
const CLOCK_RESOLUTION_SECS: f64 = 1e-9;
/// `base_events._MIN_SCHEDULED_TIMER_HANDLES`.
const MIN_SCHEDULED_TIMERS: usize = 100;
/// How deep gatherings may nest, and how long the chains may be along which a cancellation travels: what is nested is
/// walked on the host's stack.
pub(super) const MOST_NESTED: u32 = 1000;
/// How often a loop that is closed looks for what was added by what it has dropped.
const MOST_CLOSING_ROUNDS: u32 = 100;

thread_local! {
    static CURRENT: RefCell<Option<EventLoop>> = const { RefCell::new(None) };
}

/// An event loop. Clones are the same loop.
#[derive(Clone)]
pub struct EventLoop(Rc<LoopInner>);

pub(super) struct LoopInner {
    ready: RefCell<VecDeque<Handle>>,
    scheduled: RefCell<BinaryHeap<Scheduled>>,
    /// How many timers in `scheduled` have been cancelled.
    cancelled_timers: Cell<usize>,
    clock: Cell<f64>,
    iteration: Cell<u32>,
    stopping: Cell<bool>,
    raised: RefCell<Option<Exception>>,

    /// The task whose step is running.
    current: RefCell<Option<Rc<dyn AnyTask>>>,
    /// What the running step has suspended itself on. Invariant: `None` outside of a step.
    suspension: RefCell<Option<Suspension>>,
    /// What is to be thrown at the await where the running step is resumed. Invariant: `None` outside of a step.
    throw: RefCell<Option<Exception>>,

    /// Every task, in order of creation; those that are gone are swept out now and then.
    tasks: RefCell<Vec<Weak<dyn AnyTask>>>,
    live_tasks: Cell<u32>,
    swept_at: Cell<usize>,
    /// Futures, other than tasks, whose callbacks own other futures or themselves: nobody else breaks such a circle
    /// if they never come to be done.
    kept_alive: RefCell<Vec<Weak<dyn AnyFuture>>>,
    kept_alive_swept_at: Cell<usize>,

    next_future: Cell<u32>,
    next_timer: Cell<u32>,
    next_timeout: Cell<u32>,
    next_task_name: Cell<u32>,
    next_callback: Cell<u64>,
    handles_run: Cell<u64>,

    limits: Limits,
    exceeded: Cell<Option<Limit>>,
    /// The task that used up the budget in `exceeded`.
    exceeded_by: RefCell<Option<Rc<dyn AnyTask>>>,
    tracer: Tracer,
    warnings: RefCell<Vec<Rc<str>>>,
    /// What a coroutine is called that was given no name.
    unnamed: Rc<str>,
    /// How many calls of `cancel()` that were passed on are nested in each other now.
    cancels_nested: Cell<u32>,
    /// On whose behalf `cancel()` is called now, where that is not the current task.
    acting: Cell<Option<Canceller>>,
}

/// How a leaf of a coroutine has suspended its task: what `coro.send()` returns in CPython.
pub(super) enum Suspension {
    /// A bare `yield`.
    Turn,
    /// A future, to be woken when that is done.
    On(Rc<dyn AnyFuture>),
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
        Self(Rc::new(LoopInner {
            ready: RefCell::default(),
            scheduled: RefCell::default(),
            cancelled_timers: Cell::new(0),
            clock: Cell::new(0.0),
            iteration: Cell::new(0),
            stopping: Cell::new(false),
            raised: RefCell::default(),
            current: RefCell::default(),
            suspension: RefCell::default(),
            throw: RefCell::default(),
            tasks: RefCell::default(),
            live_tasks: Cell::new(0),
            swept_at: Cell::new(1024),
            kept_alive: RefCell::default(),
            kept_alive_swept_at: Cell::new(1024),
            next_future: Cell::new(0),
            next_timer: Cell::new(0),
            next_timeout: Cell::new(0),
            next_task_name: Cell::new(1),
            next_callback: Cell::new(0),
            handles_run: Cell::new(0),
            limits: options.limits,
            exceeded: Cell::new(None),
            exceeded_by: RefCell::default(),
            tracer: Tracer::new(options.trace, options.limits.events),
            warnings: RefCell::default(),
            unnamed: "coroutine".into(),
            cancels_nested: Cell::new(0),
            acting: Cell::new(None),
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

    /// The virtual clock, in seconds since the loop was made (`loop.time()`).
    pub fn time(&self) -> f64 {
        self.0.clock.get()
    }

    /// The number of the iteration that runs or has run last, from 1; 0 before the first one.
    pub fn iteration(&self) -> u32 {
        self.0.iteration.get()
    }

    /// A blocking call: the clock moves on by so many seconds, and nobody else gets to run.
    pub fn block(&self, secs: f64) {
        self.0.tracer.emit(|| EventKind::LoopBlocked { secs });
        if secs > 0.0 {
            self.0.set_clock(self.0.clock.get() + secs);
        }
    }

    /// A future for whoever will resolve it (`loop.create_future()`).
    pub fn create_future<T: Clone + 'static>(&self) -> Future<T> {
        Plain::create(self, crate::trace::FutureRole::Plain)
    }

    /// Has a callback run in the next iteration (`loop.call_soon()`). `name` is for messages and the trace.
    pub fn call_soon(
        &self,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) {
        let callback = Callback { name: name.into(), visible: true, run: Box::new(callback) };
        self.0.push_ready(Job::Call(callback));
    }

    /// Has a callback run at a virtual time (`loop.call_at()`).
    pub fn call_at(
        &self,
        deadline: f64,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) -> TimerHandle {
        let name = name.into();
        let purpose = TimerPurpose::Callback { name: name.clone() };
        let callback = Callback { name, visible: true, run: Box::new(callback) };
        self.schedule(deadline, TimerJob::Call(callback), purpose)
    }

    /// Has a callback run after so many seconds (`loop.call_later()`).
    pub fn call_later(
        &self,
        delay: f64,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) -> TimerHandle {
        self.call_at(self.time() + delay, name, callback)
    }

    /// Has somebody outside act at a virtual time: what `action` cancels was cancelled from outside.
    pub fn intervene_at(&self, deadline: f64, action: impl FnOnce() + 'static) {
        let event_loop = Rc::downgrade(&self.0);
        let run = Box::new(move || {
            if let Some(inner) = event_loop.upgrade() {
                inner.acting_as(Canceller::Outside, action);
            }
            Ok(())
        });
        let callback = Callback { name: "intervention".into(), visible: false, run };
        self.schedule(deadline, TimerJob::Call(callback), TimerPurpose::Intervention);
    }

    pub(super) fn schedule(&self, deadline: f64, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let timer = self.0.make_timer(deadline, job, purpose);
        timer.scheduled.set(true);
        self.0.scheduled.borrow_mut().push(Scheduled::new(timer.clone()));
        TimerHandle { event_loop: self.clone(), timer }
    }

    /// A callback for the next iteration that can be taken back: `loop.call_soon()` where its handle is kept.
    pub(super) fn schedule_soon(&self, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let timer = self.0.make_timer(self.time(), job, purpose);
        let tracer = self.0.tracer();
        tracer.caused_by(timer.cause, || self.0.push_ready(Job::Timer(timer.clone())));
        TimerHandle { event_loop: self.clone(), timer }
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
        self.0.tracer.set_origin(origin)
    }

    /// Adds an event that only a language on top of the engine can know of.
    pub fn emit(&self, kind: impl FnOnce() -> EventKind) -> Option<EventIndex> {
        self.0.tracer.emit(kind)
    }

    /// Whether events are recorded.
    pub fn is_tracing(&self) -> bool {
        self.0.tracer.enabled()
    }

    /// How many events there are by now.
    pub fn trace_len(&self) -> usize {
        self.0.tracer.len()
    }

    /// Ends the trace and hands it out. What happens from then on leaves no events.
    pub fn take_trace(&self) -> Log {
        self.0.tracer.take()
    }

    /// Says what an interpreter would warn of.
    pub fn warn(&self, text: impl Into<Rc<str>>, about: Option<FutureId>) {
        self.0.warn(text.into(), about);
    }

    /// What the loop has warned of so far, in order.
    pub fn warnings(&self) -> Vec<Rc<str>> {
        self.0.warnings.borrow().clone()
    }

    /// Ends the run: a budget of a language on top of the engine is used up. The loop stops after the current step.
    pub fn exceed(&self, limit: Limit) {
        self.0.exceed(limit);
    }

    /// After a budget was used up: the task that did it, or the one whose turn it would be.
    pub fn runaway(&self) -> Option<TaskRef> {
        let next = || match self.0.ready.borrow().front()?.job {
            Job::Step(ref task, _) | Job::Wakeup(ref task) => Some(task.clone()),
            _ => None,
        };
        self.0.exceeded_by.borrow().clone().or_else(next).map(TaskRef)
    }

    /// Runs until [`stop`](Self::stop) is called (`loop.run_forever()`).
    ///
    /// # Errors
    ///
    /// If nothing is left to wait for, a budget is used up, or an exception left the loop.
    ///
    /// # Panics
    ///
    /// If a loop is running on this thread already.
    pub fn run_forever(&self) -> Result<(), Stop> {
        let _running = Running::enter(self);
        let ran = loop {
            let ran = self.run_once();
            if ran.is_err() || self.0.stopping.get() {
                break ran;
            }
        };
        self.0.stopping.set(false);
        ran
    }

    /// Lets the loop end after the current iteration (`loop.stop()`).
    pub fn stop(&self) {
        self.0.stopping.set(true);
    }

    /// One iteration (`BaseEventLoop._run_once`): moves the timers that are due to the ready queue, after letting time
    /// pass if nothing is ready, and then runs exactly the handles that were ready at that moment, in FIFO order. What
    /// these add runs in the next iteration, so that nobody who keeps adding can starve the timers.
    fn run_once(&self) -> Result<(), Stop> {
        let inner = &*self.0;
        inner.drop_cancelled_timers();
        let idle = inner.ready.borrow().is_empty() && !inner.stopping.get();
        let iteration = inner.iteration.get().saturating_add(1);
        if iteration > inner.limits.iterations || iteration == u32::MAX {
            return Err(Stop::Limit(Limit::Iterations(inner.limits.iterations)));
        }
        inner.iteration.set(iteration);
        inner.tracer.set_moment(inner.clock.get(), iteration);
        if idle {
            let next = inner.scheduled.borrow().peek().map(|next| next.timer.deadline);
            let Some(deadline) = next.filter(|deadline| *deadline < f64::INFINITY) else {
                return Err(Stop::Deadlock);
            };
            if deadline > inner.clock.get() {
                inner.set_clock(deadline);
            }
        }
        inner.move_due_timers();

        let ready = inner.ready.borrow().len();
        inner.tracer.set_cause(None);
        inner.tracer.emit(|| EventKind::IterationBegan { ready: ready as u32 });
        for _ in 0..ready {
            if inner.handles_run.get() >= inner.limits.handles {
                return Err(Stop::Limit(Limit::Handles(inner.limits.handles)));
            }
            inner.tracer.check().map_err(Stop::Limit)?;
            let Some(handle) = inner.ready.borrow_mut().pop_front() else { break };
            inner.handles_run.set(inner.handles_run.get() + 1);
            inner.tracer.set_cause(handle.cause);
            inner.tracer.set_origin(None);
            self.run_handle(handle.job)?;
        }
        inner.tracer.set_cause(None);
        inner.tracer.set_origin(None);
        Ok(())
    }

    fn run_handle(&self, job: Job) -> Result<(), Stop> {
        let inner = &*self.0;
        match job {
            Job::Step(task, exception) => task.step(exception),
            Job::Wakeup(task) => task.wakeup(),
            Job::Done(callback) => callback(),
            Job::Call(callback) => self.run_callback(callback),
            Job::Timer(timer) => {
                if let Some(job) = timer.take_job() {
                    let fired = inner.tracer.emit(|| EventKind::TimerFired { timer: timer.id });
                    inner.tracer.set_cause(fired);
                    match job {
                        TimerJob::Resolve(future) => future.resolve_from_timer(),
                        TimerJob::Call(callback) => self.run_callback(callback),
                    }
                }
            }
        }
        if let Some(limit) = inner.exceeded.get() {
            return Err(Stop::Limit(limit));
        }
        match inner.raised.take() {
            Some(exception) => Err(Stop::Raised(exception)),
            None => Ok(()),
        }
    }

    fn run_callback(&self, callback: Callback) {
        let Callback { name, visible, run } = callback;
        if visible {
            let ran = self.0.tracer.emit(|| EventKind::CallbackRan { name: name.clone() });
            self.0.tracer.set_cause(ran);
        }
        if let Err(exception) = run() {
            if exception.leaves_the_loop() {
                self.0.raised.replace(Some(exception));
            } else {
                self.0.warn(format!("Exception in callback {name} {exception}").into(), None);
            }
        }
    }

    /// Forgets everything that is left to do (`loop.close()`). Tasks that have not ended are destroyed then: they are
    /// warned of, and GeneratorExit is thrown into their coroutines.
    pub fn close(&self) {
        self.clear(|task| task.destroy());
    }

    /// Forgets everything that is left to do, and drops the coroutines that have not ended where they stand: for a run
    /// that was cut short.
    pub fn abandon(&self) {
        self.clear(|task| task.abandon());
    }

    fn clear(&self, end: impl Fn(&dyn AnyTask)) {
        let running = Self::try_current().is_some_and(|running| Rc::ptr_eq(&running.0, &self.0));
        assert!(!running, "cannot close a running event loop");
        for _ in 0..MOST_CLOSING_ROUNDS {
            if !self.clear_once(&end) {
                break;
            }
        }
    }

    /// Whether there was anything left. Nothing may be borrowed while it is dropped: that runs code of the program,
    /// which may add more.
    fn clear_once(&self, end: impl Fn(&dyn AnyTask)) -> bool {
        let inner = &*self.0;
        let tasks: Vec<_> = inner.tasks.take().iter().filter_map(Weak::upgrade).collect();
        let pending = tasks.iter().filter(|task| !task.head().is_done());
        let ready = inner.ready.take();
        let scheduled = inner.scheduled.take();
        scheduled.iter().for_each(|entry| entry.timer.scheduled.set(false));
        inner.cancelled_timers.set(0);
        let pending: Vec<_> = pending.collect();
        pending.iter().for_each(|task| end(&***task));
        inner.live_tasks.set(0);
        let kept_alive: Vec<_> = inner.kept_alive.take().iter().filter_map(Weak::upgrade).collect();
        kept_alive.iter().for_each(|future| future.head().drop_callbacks());
        let runaway = inner.exceeded_by.take();
        let was_left =
            !pending.is_empty() || !ready.is_empty() || !scheduled.is_empty() || !kept_alive.is_empty();
        drop((ready, scheduled, runaway, kept_alive));
        was_left
    }
}

/// Marks a loop as the running one for as long as it lives.
struct Running;

impl Running {
    fn enter(event_loop: &EventLoop) -> Self {
        CURRENT.with_borrow_mut(|current| {
            assert!(current.is_none(), "a loop is running on this thread already");
            *current = Some(event_loop.clone());
        });
        Self
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        CURRENT.set(None);
    }
}

impl LoopInner {
    pub fn tracer(&self) -> &Tracer {
        &self.tracer
    }

    pub fn push_ready(&self, job: Job) {
        let cause = self.tracer.cause();
        self.ready.borrow_mut().push_back(Handle { job, cause });
    }

    fn make_timer(&self, deadline: f64, job: TimerJob, purpose: TimerPurpose) -> Rc<TimerCell> {
        // A time that is none never comes.
        let deadline = if deadline.is_nan() { f64::INFINITY } else { deadline };
        let id = TimerId(next(&self.next_timer));
        let armed = self.tracer.emit(|| EventKind::TimerArmed { timer: id, deadline, purpose });
        TimerCell::new(id, deadline, job, armed)
    }

    fn set_clock(&self, time: f64) {
        debug_assert!(time >= self.clock.get(), "the clock never goes back");
        self.clock.set(time);
        self.tracer.set_moment(time, self.iteration.get());
    }

    pub fn count_cancelled_timer(&self) {
        self.cancelled_timers.set(self.cancelled_timers.get() + 1);
    }

    /// Cancelled timers stay in the heap until they come to its top, or until they are more than half of it.
    fn drop_cancelled_timers(&self) {
        if self.cancelled_timers.get() == 0 {
            return;
        }
        let mut scheduled = self.scheduled.borrow_mut();
        if scheduled.len() > MIN_SCHEDULED_TIMERS && self.cancelled_timers.get() * 2 > scheduled.len() {
            scheduled.retain(|entry| !entry.timer.is_cancelled());
            self.cancelled_timers.set(0);
            return;
        }
        while scheduled.peek().is_some_and(|entry| entry.timer.is_cancelled()) {
            scheduled.pop();
            self.cancelled_timers.set(self.cancelled_timers.get() - 1);
        }
    }

    fn move_due_timers(&self) {
        let now = self.clock.get();
        let end = now + CLOCK_RESOLUTION_SECS;
        // Far from 0 the resolution is less than the distance of two numbers.
        let is_due = |deadline: f64| deadline < end || deadline <= now;
        let mut scheduled = self.scheduled.borrow_mut();
        while scheduled.peek().is_some_and(|entry| is_due(entry.timer.deadline)) {
            let Some(Scheduled { timer, .. }) = scheduled.pop() else { break };
            timer.scheduled.set(false);
            if timer.is_cancelled() {
                self.cancelled_timers.set(self.cancelled_timers.get() - 1);
            }
            let cause = timer.cause;
            self.ready.borrow_mut().push_back(Handle { job: Job::Timer(timer), cause });
        }
    }

    pub fn next_future_id(&self) -> FutureId {
        FutureId(next(&self.next_future))
    }

    pub fn next_timeout_id(&self) -> TimeoutId {
        TimeoutId(next(&self.next_timeout))
    }

    pub fn next_callback_token(&self) -> u64 {
        let token = self.next_callback.get();
        self.next_callback.set(token + 1);
        token
    }

    /// `tasks._task_name_counter`.
    pub fn next_task_name(&self) -> Rc<str> {
        format!("Task-{}", next(&self.next_task_name)).into()
    }

    pub fn default_coroutine_name(&self) -> Rc<str> {
        self.unnamed.clone()
    }

    pub fn register_task(&self, task: &Rc<dyn AnyTask>) {
        let live = self.live_tasks.get() + 1;
        self.live_tasks.set(live);
        if live > self.limits.tasks {
            self.exceed(Limit::Tasks(self.limits.tasks));
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
        if self.exceeded.get().is_none() {
            self.exceeded.set(Some(limit));
            *self.exceeded_by.borrow_mut() = self.current.borrow().clone();
        }
    }

    pub fn raise_out(&self, exception: Exception) {
        self.raised.replace(Some(exception));
    }

    /// Makes a task the running one, and says which one was before.
    pub fn swap_current(&self, task: Option<Rc<dyn AnyTask>>) -> Option<Rc<dyn AnyTask>> {
        self.tracer.set_task(task.as_ref().map(|task| task.head().id()));
        self.current.replace(task)
    }

    pub fn suspend(&self, suspension: Suspension) -> Result<(), Exception> {
        let mut suspended = self.suspension.borrow_mut();
        if suspended.is_some() {
            return Err(Exception::runtime(
                "a task can await one thing at a time: await several with gather()",
            ));
        }
        *suspended = Some(suspension);
        Ok(())
    }

    /// Whether a step of one of this loop's tasks is running.
    pub fn in_step(&self) -> bool {
        self.current.borrow().is_some()
    }

    pub fn take_suspension(&self) -> Option<Suspension> {
        self.suspension.take()
    }

    pub fn set_throw(&self, exception: Option<Exception>) {
        let before = self.throw.replace(exception);
        drop(before);
    }

    /// What is to be thrown at the await that is resumed now.
    pub fn take_throw(&self) -> Option<Exception> {
        self.throw.take()
    }

    pub fn acting_as<R>(&self, who: Canceller, action: impl FnOnce() -> R) -> R {
        let before = self.acting.replace(Some(who));
        let result = action();
        self.acting.set(before);
        result
    }

    /// Passes a request to cancel on to what `from` waits for. In CPython a chain that is too long for that is a
    /// RecursionError out of `cancel()`; here it ends the run, and so does a request that multiplies on its way.
    pub fn pass_cancel_on(&self, to: &dyn AnyFuture, message: Option<&Rc<str>>, from: FutureId) -> bool {
        let nested = self.cancels_nested.get();
        if nested >= MOST_NESTED {
            self.exceed(Limit::Recursion(MOST_NESTED));
        }
        if !self.charge() {
            return false;
        }
        self.cancels_nested.set(nested + 1);
        let accepted = to.request_cancel(message, Canceller::PassedOn { from });
        self.cancels_nested.set(nested);
        accepted
    }

    /// Takes from the budget of handles for work that may multiply within one of them. Whether there was any left.
    pub fn charge(&self) -> bool {
        let run = self.handles_run.get();
        if run >= self.limits.handles {
            self.exceed(Limit::Handles(self.limits.handles));
        }
        if self.exceeded.get().is_some() {
            return false;
        }
        self.handles_run.set(run + 1);
        true
    }

    /// Who calls `cancel()` now.
    pub fn canceller(&self) -> Canceller {
        if let Some(who) = self.acting.get() {
            return who;
        }
        match &*self.current.borrow() {
            Some(task) => Canceller::Task { task: task.head().id() },
            None => Canceller::Callback,
        }
    }

    /// `loop.call_exception_handler()` and the `warnings` module.
    pub fn warn(&self, text: Rc<str>, about: Option<FutureId>) {
        self.tracer.emit(|| EventKind::Warned { text: text.clone(), about });
        self.warnings.borrow_mut().push(text);
    }
}

fn next(counter: &Cell<u32>) -> u32 {
    let value = counter.get();
    counter.set(value + 1);
    value
}

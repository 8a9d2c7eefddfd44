//! `call_soon`, `call_later` and `call_at`, and the timers behind them.

use std::rc::Rc;

use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::trace::{Canceller, EventKind, TimerId, TimerPurpose};

use super::handle::{CallHandle, Callback, Job, Run, SoonCell, TimerCell, TimerHandle, TimerJob};
use super::machine::next;
use super::own::Due;
use super::{EventLoop, LoopInner};

/// Timers due less than this much later fire in the same iteration (`BaseEventLoop._clock_resolution`).
const CLOCK_RESOLUTION_SECS: f64 = 1e-9;
/// `base_events._MIN_SCHEDULED_TIMER_HANDLES`.
const MIN_SCHEDULED_TIMERS: usize = 100;

impl EventLoop {
    /// Has a callback run in the next iteration (`loop.call_soon()`). `name` is for messages and the trace.
    pub fn call_soon(
        &self,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) -> CallHandle {
        self.call_soon_in(self.copy_context(), name, callback)
    }

    /// As [`call_soon`](Self::call_soon), in a context of its own (`loop.call_soon(..., context=...)`).
    pub fn call_soon_in(
        &self,
        context: Option<Context>,
        name: impl Into<Rc<str>>,
        callback: impl Run + 'static,
    ) -> CallHandle {
        let callback = Callback { name: name.into(), visible: true, context, run: Box::new(callback) };
        let handle = CallHandle(SoonCell::new(callback));
        self.0.push_now(|| Job::Soon(handle.0.clone()));
        handle
    }

    /// Has a callback run at a virtual time (`loop.call_at()`).
    pub fn call_at(
        &self,
        deadline: f64,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) -> TimerHandle {
        self.call_at_in(self.copy_context(), deadline, name, callback)
    }

    /// As [`call_at`](Self::call_at), in a context of its own.
    pub fn call_at_in(
        &self,
        context: Option<Context>,
        deadline: f64,
        name: impl Into<Rc<str>>,
        callback: impl Run + 'static,
    ) -> TimerHandle {
        let name = name.into();
        let purpose = TimerPurpose::Callback { name: name.clone() };
        let callback = Callback { name, visible: true, context, run: Box::new(callback) };
        self.schedule_itself(deadline, TimerJob::Call(callback), purpose)
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
        self.intervene_by(deadline, 0, move || {
            action();
            Ok(())
        });
    }

    /// As [`intervene_at`](Self::intervene_at), so many turns of the loop after the timer has fired, with an action that can fail
    /// as a callback can.
    pub(crate) fn intervene_by(
        &self,
        deadline: f64,
        turns: u32,
        action: impl FnOnce() -> Result<(), Exception> + 'static,
    ) {
        let callback = intervention(self, turns, Box::new(action));
        self.schedule_itself(deadline, TimerJob::Call(callback), TimerPurpose::Intervention);
    }

    /// `loop.call_at()` for a timer of asyncio's own, or `loop.call_later()`.
    pub(in crate::engine) fn schedule(&self, due: Due, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let names = self.0.own_names.get();
        if names.timers {
            return self.schedule_by_own(due, job, purpose);
        }
        let deadline = match due {
            Due::Later(delay) => self.time() + delay,
            Due::At(when) => when,
        };
        self.schedule_itself(deadline, job, purpose)
    }

    fn schedule_itself(&self, deadline: f64, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let timer = self.0.make_timer(deadline, job, purpose);
        timer.scheduled.set(true);
        self.0.scheduled.borrow_mut().push(timer.clone());
        TimerHandle { event_loop: self.clone(), timer }
    }

    /// A callback for the next iteration that can be taken back: `loop.call_soon()` where its handle is kept.
    pub(in crate::engine) fn schedule_soon(&self, job: TimerJob, purpose: TimerPurpose) -> TimerHandle {
        let timer = self.0.make_timer(self.time(), job, purpose);
        let tracer = self.0.tracer();
        tracer.caused_by(timer.cause, || self.0.push_ready(|| Job::Timer(timer.clone())));
        TimerHandle { event_loop: self.clone(), timer }
    }
}

/// What is called to let turns pass and then act.
fn intervention(
    event_loop: &EventLoop,
    turns: u32,
    action: Box<dyn FnOnce() -> Result<(), Exception>>,
) -> Callback {
    let event_loop = Rc::downgrade(&event_loop.0);
    let run = Box::new(move || {
        let Some(inner) = event_loop.upgrade() else { return Ok(()) };
        if turns == 0 {
            return inner.acting_as(Canceller::Outside, action);
        }
        let next = intervention(&EventLoop(inner.clone()), turns - 1, action);
        inner.push_now(|| Job::Soon(SoonCell::new(next)));
        Ok(())
    });
    Callback { name: "intervention".into(), visible: false, context: None, run }
}

impl LoopInner {
    /// Adds a handle to the ready queue. `job` is called at its place there, so that most of them are nowhere else before.
    #[inline]
    pub fn push_ready(&self, job: impl FnOnce() -> Job) {
        if self.own_names.get().soon {
            return self.push_by_own(job());
        }
        self.push_now(job);
    }

    /// The same, whatever `call_soon()` is.
    #[inline]
    pub fn push_now(&self, job: impl FnOnce() -> Job) {
        let tracer = &self.machine.tracer;
        let mut ready = self.ready.borrow_mut();
        let handle = ready.push(tracer.cause(), job);
        if tracer.enabled() {
            self.tell_of_callback(&handle.job);
        }
    }

    #[inline(never)]
    fn tell_of_callback(&self, job: &Job) {
        if let Some(callback) = job.callback_role() {
            let tracer = &self.machine.tracer;
            let scheduled = EventKind::CallbackScheduled { callback };
            tracer.for_loop(self.number(), || tracer.emit(|| scheduled));
        }
    }

    pub(super) fn make_timer(&self, deadline: f64, job: TimerJob, purpose: TimerPurpose) -> Rc<TimerCell> {
        // A time that is none never comes.
        let deadline = if deadline.is_nan() { f64::INFINITY } else { deadline };
        let id = TimerId(next(&self.machine.next_timer));
        let tracer = &self.machine.tracer;
        let armed = EventKind::TimerArmed { timer: id, deadline, purpose };
        let armed = tracer.for_loop(self.number(), || tracer.emit(|| armed));
        TimerCell::new(id, deadline, job, armed)
    }

    pub fn count_cancelled_timer(&self) {
        self.cancelled_timers.set(self.cancelled_timers.get() + 1);
    }

    /// Cancelled timers stay in the queue until they come to its front, or until they are more than half of it.
    pub fn drop_cancelled_timers(&self) {
        if self.cancelled_timers.get() == 0 {
            return;
        }
        let mut scheduled = self.scheduled.borrow_mut();
        if scheduled.len() > MIN_SCHEDULED_TIMERS && self.cancelled_timers.get() * 2 > scheduled.len() {
            scheduled.drop_cancelled();
            self.cancelled_timers.set(0);
            return;
        }
        while scheduled.next_is_cancelled() {
            scheduled.pop();
            self.cancelled_timers.set(self.cancelled_timers.get() - 1);
        }
    }

    /// Those that are due now go into the ready queue.
    pub fn move_due_timers(&self, now: f64) {
        let end = now + CLOCK_RESOLUTION_SECS;
        // Far from 0 the resolution is less than the distance of two numbers.
        let is_due = |deadline: f64| deadline < end || deadline <= now;
        let mut scheduled = self.scheduled.borrow_mut();
        while scheduled.next_deadline().is_some_and(is_due) {
            let Some(timer) = scheduled.pop() else { break };
            timer.scheduled.set(false);
            if timer.is_cancelled() {
                self.cancelled_timers.set(self.cancelled_timers.get() - 1);
            }
            let cause = timer.cause;
            self.ready.borrow_mut().push(cause, || Job::Timer(timer));
        }
    }
}

//! Going round: `BaseEventLoop.run_forever` and `_run_once`, with a virtual clock for a selector.

use crate::trace::EventKind;

use super::event_loop::{CURRENT, EventLoop};
use super::handle::{Callback, Job, TimerJob};
use super::limits::{Limit, Stop};

impl EventLoop {
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

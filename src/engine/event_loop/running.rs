//! Going round: `BaseEventLoop.run_forever` and `_run_once`, with a virtual clock for a selector.

use std::rc::Rc;

use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::engine::limits::{Limit, Stop};
use crate::engine::threads::standing::may_stand;
use crate::trace::EventKind;

use super::give_way::{GiveWay, to_end};
use super::handle::{Callback, Job, TimerCell, TimerJob};
use super::handlers::ErrorContext;
use super::{CURRENT, EventLoop};

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
        to_end(self.drive_forever())
    }

    /// As [`run_forever`](Self::run_forever), giving way to the host between two iterations when there is a
    /// [segment](Self::set_segment) of the trace to be handed out. It stays the running loop meanwhile.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever).
    ///
    /// # Panics
    ///
    /// As for [`run_forever`](Self::run_forever).
    pub async fn drive_forever(&self) -> Result<(), Stop> {
        if let Some(thread) = may_stand(self.machine()).await {
            return self.drive_in_thread(thread.id).await;
        }
        let thread = self.machine().thread.take();
        if let Some(thread) = thread {
            self.machine().advance(thread.time);
        }
        let _running = Running::enter(self);
        let outer = self.machine().tracer.enter_loop((self.0.number(), None));
        let ran = loop {
            let own = self.0.own.borrow().clone().filter(|_| self.0.own_names.get().run_once);
            let ran = match own {
                None => self.drive_once().await,
                Some(own) => own.run_once(),
            };
            if ran.is_err() || self.0.stopping.get() {
                break ran;
            }
            if self.machine().tracer.is_full() {
                GiveWay { has_given: false }.await;
            }
        };
        self.0.stopping.set(false);
        if thread.is_some() {
            self.machine().tracer.leave_loop(outer);
        }
        self.machine().set_thread_back(thread);
        ran
    }

    /// Lets the loop end after the current iteration (`loop.stop()`).
    pub fn stop(&self) {
        self.0.stopping.set(true);
    }

    /// One iteration (`BaseEventLoop._run_once`): moves the timers that are due to the ready queue, after letting time
    /// pass if nothing is ready, and then runs exactly the handles that were ready at that moment, in FIFO order. What
    /// these add runs in the next iteration, so that nobody who keeps adding can starve the timers.
    pub(in crate::engine) fn run_once(&self) -> Result<(), Stop> {
        to_end(self.drive_once())
    }

    /// The same, giving way to the host while it waits and threads do things.
    pub(super) async fn drive_once(&self) -> Result<(), Stop> {
        let idle = self.begin_iteration()?;
        while idle && !self.let_time_pass(&|| false)? {
            GiveWay { has_given: false }.await;
        }
        self.run_ready()
    }

    /// Counts the iteration, and says whether nothing is ready, so that time has to pass first.
    fn begin_iteration(&self) -> Result<bool, Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        // Its own `call_soon()` may have raised where nobody could.
        self.raise_by_own().map_err(Stop::Raised)?;
        inner.drop_cancelled_timers();
        let idle = inner.ready.borrow().is_empty() && !inner.stopping.get();
        let iteration = machine.iteration.get().saturating_add(1);
        if iteration > machine.limits.iterations || iteration == u32::MAX {
            return Err(Stop::Limit(Limit::Iterations(machine.limits.iterations)));
        }
        machine.iteration.set(iteration);
        machine.tracer.set_moment(machine.clock.get(), iteration);
        // Who has a loop in a thread go on does that by itself.
        if inner.thread.get().is_none() {
            machine.begin_turn();
            machine.advance(machine.clock.get());
            machine.check_main()?;
        }
        Ok(idle)
    }

    /// The rest of the iteration, when time has passed: runs the handles that are ready by now.
    fn run_ready(&self) -> Result<(), Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        inner.move_due_timers(self.time());
        if machine.tracer.iteration() != machine.iteration.get() {
            // Loops in threads went round meanwhile: no two iterations have one number.
            let iteration = machine.iteration.get().saturating_add(1);
            machine.iteration.set(iteration);
            machine.tracer.set_moment(machine.clock.get(), iteration);
        }

        let ready = inner.ready.borrow().len();
        machine.tracer.set_cause(None);
        machine.tracer.emit(|| EventKind::IterationBegan { ready: ready as u32 });
        for _ in 0..ready {
            if machine.handles_run.get() >= machine.limits.handles {
                return Err(Stop::Limit(Limit::Handles(machine.limits.handles)));
            }
            machine.tracer.check().map_err(Stop::Limit)?;
            let Some(handle) = inner.ready.borrow_mut().pop() else { break };
            machine.handles_run.set(machine.handles_run.get() + 1);
            machine.tracer.set_cause(handle.cause);
            machine.tracer.set_origin(None);
            if inner.debug.get() {
                self.run_timed(handle.job)?;
            } else {
                self.run_handle(handle.job)?;
            }
        }
        machine.tracer.set_cause(None);
        machine.tracer.set_origin(None);
        Ok(())
    }

    /// Moves the clock to the next timer, or to what a thread does before that if it makes something ready, or `done`.
    /// False if that is not all, and there is a segment of the trace to be handed out.
    fn let_time_pass(&self, done: &dyn Fn() -> bool) -> Result<bool, Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        while inner.ready.borrow().is_empty() && !done() {
            let timer = inner.scheduled.borrow_mut().next_deadline();
            let timer = timer.filter(|deadline| *deadline < f64::INFINITY);
            let timer = timer.map(|deadline| self.on_the_clock(deadline));
            if timer.is_some_and(|deadline| deadline <= machine.clock.get()) {
                break;
            }
            let outside = machine.next_outside().filter(|when| *when < f64::INFINITY);
            let next = match (timer, outside) {
                (Some(timer), Some(outside)) => timer.min(outside),
                (Some(when), None) | (None, Some(when)) => when,
                (None, None) => return Err(Stop::Deadlock),
            };
            machine.advance(next);
            machine.check_main()?;
            if machine.tracer.is_full() {
                return Ok(false);
            }
            // By its own time it may still be too early.
            if timer == Some(next) && inner.own_names.get().time {
                break;
            }
        }
        Ok(true)
    }

    #[inline]
    fn run_handle(&self, job: Job) -> Result<(), Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        match job {
            Job::Step(task) => task.step(None),
            Job::Throw(thrown) => thrown.0.step(Some(thrown.1)),
            Job::Wakeup(task) => task.wakeup(),
            Job::Done(_, callback) => callback(),
            Job::Gathered(gathering, child) => gathering.child_is_done(child as usize),
            Job::Call(callback) => self.run_callback(*callback),
            Job::Soon(call) => {
                if let Some(callback) = call.take() {
                    self.run_callback(callback);
                }
            }
            Job::Timer(timer) => self.fire(&timer),
            Job::Nothing => {}
        }
        if let Some(limit) = machine.exceeded.get() {
            return Err(Stop::Limit(limit));
        }
        match inner.interrupted.get() {
            true => self.interrupted(),
            false => Ok(()),
        }
    }

    /// What a timer does, unless it was taken back.
    pub(super) fn fire(&self, timer: &TimerCell) {
        let Some(job) = timer.take_job() else { return };
        let tracer = &self.machine().tracer;
        let fired = tracer.emit(|| EventKind::TimerFired { timer: timer.id });
        tracer.set_cause(fired);
        match job {
            TimerJob::Resolve(future) | TimerJob::Release(future) => future.resolve_from_timer(),
            TimerJob::Call(callback) => self.run_callback(callback),
        }
    }

    /// What the step or callback that has just run stops the loop by.
    #[cold]
    fn interrupted(&self) -> Result<(), Stop> {
        self.0.interrupted.set(false);
        let below = self.0.stopped_below.take();
        match self.0.raised.take() {
            // The loop's own `call_soon()` has raised it, and the handle that called that has failed.
            Some(exception) if self.0.own_names.get().soon && !exception.leaves_the_loop() => {
                self.callback_failed("callback".into(), None, exception);
                Ok(())
            }
            Some(exception) => Err(Stop::Raised(exception)),
            None => Err(below.unwrap_or(Stop::Deadlock)),
        }
    }

    /// As [`run_handle`](Self::run_handle), in debug mode.
    #[cold]
    fn run_timed(&self, job: Job) -> Result<(), Stop> {
        let name: Rc<str> = match &job {
            Job::Step(task) | Job::Wakeup(task) => task.part().name.get(),
            Job::Throw(thrown) => thrown.0.part().name.get(),
            Job::Call(callback) => callback.name.clone(),
            Job::Soon(call) => call.name(),
            Job::Timer(timer) => timer.name(),
            Job::Done(..) | Job::Gathered(..) | Job::Nothing => "callback".into(),
        };
        let began = self.time();
        let ran = self.run_handle(job);
        let secs = self.time() - began;
        if secs >= self.slow_callback_duration() && ran.is_ok() {
            // Formatting a float would bring tables of 8 kB into the page.
            let millis = (secs * 1000.0).round() as u64;
            let took = format!("Executing {name} took {}.{:03} seconds", millis / 1000, millis % 1000);
            self.machine().warn(took.into(), None);
        }
        ran
    }

    fn run_callback(&self, callback: Callback) {
        let Callback { name, visible, context, run } = callback;
        let machine = self.machine();
        if visible {
            let ran = machine.tracer.emit(|| EventKind::CallbackRan { name: name.clone() });
            machine.tracer.set_cause(ran);
        }
        let (ended, context) = if machine.has_contexts.get() {
            let context = context.unwrap_or_default();
            (self.run_in_context(&context, || run.run()), Some(context))
        } else {
            (run.run(), None)
        };
        if let Err(exception) = ended {
            self.callback_failed(name, context, exception);
        }
    }

    /// What `Handle._run()` does with what a callback raises.
    pub(in crate::engine) fn callback_failed(
        &self,
        name: Rc<str>,
        context: Option<Context>,
        exception: Exception,
    ) {
        if exception.leaves_the_loop() {
            self.0.raise_out(exception);
            return;
        }
        let message = format!("Exception in callback {name}");
        self.call_exception_handler(&ErrorContext {
            exception: Some(exception),
            callback: Some(name),
            context,
            ..ErrorContext::new(message)
        });
    }

    /// Lets the loop run below a thread that waits, until `done`: the thread and the step in which it was started
    /// stand still on the host's stack meanwhile.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever); the loop below stops by the same.
    pub(in crate::engine) fn run_below(&self, done: &dyn Fn() -> bool) -> Result<(), Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        let thread = machine.thread.take();
        let outer = inner.swap_current(None);
        let suspension = inner.take_suspension();
        let context = machine.context.take();
        let (cause, origin) = (machine.tracer.cause(), machine.tracer.set_origin(None));
        let unfinished = inner.ready.borrow().len();
        let mut ran = Ok(());
        while ran.is_ok() && !done() {
            inner.drop_cancelled_timers();
            machine.tracer.set_moment(machine.clock.get(), machine.iteration.get().saturating_add(1));
            // What it waits for may be another thread's doing, of which the loop hears nothing.
            ran = match self.let_time_pass(done) {
                Ok(true) if !done() => self.run_once(),
                passed => passed.map(drop),
            };
        }
        machine.tracer.set_origin(origin);
        machine.tracer.set_cause(cause);
        machine.context.replace(context);
        inner.suspension.set(suspension);
        inner.swap_current(outer);
        if let Some(mut thread) = thread {
            thread.time = thread.time.max(machine.clock.get());
            machine.thread.set(Some(thread));
        }
        // The iteration in which we are still counts on them.
        inner.ready.borrow_mut().put_back(unfinished);
        if let Err(stop) = &ran {
            inner.stop_by(stop.clone());
        }
        ran
    }
}

/// Marks a loop as the running one for as long as it lives; then it is the one again that was.
pub(in crate::engine) struct Running(Option<EventLoop>);

impl Running {
    fn enter(event_loop: &EventLoop) -> Self {
        let running = Self::instead(event_loop);
        assert!(running.0.is_none(), "a loop is running on this thread already");
        running
    }

    /// Another one may be running, which stands still meanwhile.
    pub fn instead(event_loop: &EventLoop) -> Self {
        Self(CURRENT.replace(Some(event_loop.clone())))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

//! Tasks: a port of `tasks.Task`. A task drives a coroutine, here a Rust future that yields a `Result`.

use std::any::Any;
use std::cell::Cell;
use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context as PollContext, Poll, Waker};

use crate::engine::context::Context;
use crate::engine::event_loop::Suspension;
use crate::engine::event_loop::handle::Job;
use crate::engine::event_loop::handlers::{ErrorContext, ErrorKind};
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::state::{AnyFuture, Core, Head, TypedFuture, peek};
use crate::trace::{Canceller, EventIndex, EventKind, FutureId, Origin};

use super::coroutine::CoroutineObject;
use super::name::TaskName;

/// What can be done with a task whatever its result is.
pub(in crate::engine) trait AnyTask: AnyFuture {
    fn part(&self) -> &TaskPart;

    /// Whether it holds its coroutine.
    fn has_coroutine(&self) -> bool;

    /// The part of a step in which the coroutine runs, and what its end or its suspension makes of the task.
    fn poll_coroutine(self: Rc<Self>, exception: Option<Exception>);

    /// Ends the task as CPython does when nothing refers to it any more (`Task.__del__`, `coroutine.close()`).
    fn destroy(&self);

    /// Drops the coroutine where it stands, and says nothing.
    fn abandon(&self);

    fn into_any(self: Rc<Self>) -> Rc<dyn Any>;
}

pub(in crate::engine) type Coroutine<T> = Pin<Box<dyn RustFuture<Output = Result<T, Exception>>>>;

pub(in crate::engine) struct TaskCell<T> {
    pub core: Core<T>,
    pub part: TaskPart,
    /// Invariant: `None` from the step that ends the task on, and during a step.
    pub coroutine: Cell<Option<Coroutine<T>>>,
}

/// What a task has beyond a future. Of these one always holds while it is not done (`tasks.py`):
///
/// 1. `waiting_on` is a pending future, one of whose callbacks wakes the task;
/// 2. `waiting_on` is `None` or done, and a step is in the ready queue;
/// 3. the step is running.
pub(in crate::engine) struct TaskPart {
    pub name: TaskName,
    /// What stands for its coroutine, if anything does: set once, when the task begins to be one.
    pub coroutine_object: Cell<Option<Rc<dyn CoroutineObject>>>,
    pub started: Cell<bool>,
    /// Whether its loop was closed, and its coroutine dropped with that.
    pub abandoned: Cell<bool>,
    /// Whether its first step was eager, and its last: then it knows its coroutine no more.
    pub ended_eagerly: Cell<bool>,
    pub waiting_on: Cell<Option<Rc<dyn AnyFuture>>>,
    /// A request to cancel is to be thrown in at the next step: nothing that the task waits on has taken it.
    pub must_cancel: Cell<bool>,
    /// The event of the request behind `must_cancel`.
    pub cancel_cause: Cell<Option<EventIndex>>,
    pub cancels_requested: Cell<u32>,
    /// The instruction at which it is suspended.
    pub origin: Cell<Option<Origin>>,
    /// The context of its coroutine, while no step runs; `None` for an empty one.
    pub context: Cell<Option<Context>>,
    /// `Task._log_destroy_pending`: whether to warn if it is destroyed before it has ended.
    pub log_destroy_pending: Cell<bool>,
}

/// What does not depend on the type of a task's result exists once.
impl dyn AnyTask {
    /// `Task.__step(exc)`.
    pub fn step(self: Rc<Self>, mut exception: Option<Exception>) {
        let head = self.head();
        let (part, inner) = (self.part(), head.inner());
        let tracer = inner.tracer();
        debug_assert!(!head.is_done(), "a step of a task that is done");
        if part.abandoned.get() {
            // Somebody has resolved afterwards what the task was waiting on.
            return;
        }

        let mut request = None;
        if part.must_cancel.replace(false) {
            request = part.cancel_cause.take();
            if !exception.as_ref().is_some_and(Exception::is_cancelled) {
                exception = Some(head.make_cancelled_error());
            }
        }
        let waited_on = part.waiting_on.take();
        drop(waited_on);

        let before = inner.swap_current(Some(self.clone()));
        let outer_context = inner.machine.enter_context(&part.context);
        let outer_origin = tracer.set_origin(part.origin.get());
        let began = tracer.emit(|| EventKind::StepBegan { task: head.id() });
        tracer.set_cause(began);
        if exception.as_ref().is_some_and(Exception::is_cancelled) && tracer.enabled() {
            let cause = request.or(began);
            let delivered = tracer.emit_caused(cause, EventKind::CancelDelivered { task: head.id() });
            tracer.set_cause(delivered);
        }

        // Who throws an exception in has it until the step is over.
        let thrown = exception.clone();
        self.clone().poll_coroutine(exception);

        self.assert_invariants();
        tracer.emit_caused(began, EventKind::StepEnded { task: head.id() });
        part.origin.set(tracer.set_origin(outer_origin));
        inner.machine.leave_context(&part.context, outer_context);
        inner.swap_current(before);
        drop(thrown);
    }

    /// `Task.__wakeup(future)`.
    pub fn wakeup(self: Rc<Self>) {
        // The step begins by forgetting what it waits on.
        let waiting_on = self.part().waiting_on.take();
        let raised = waiting_on.as_ref().and_then(|future| future.head().raise_for_woken().err());
        self.step(raised);
        // The handle that wakes has the future as its argument until then.
        drop(waiting_on);
    }

    /// `Task.__wakeup(future)`, called by somebody else than the loop: takes a step at once.
    pub fn wake_at_once(self: Rc<Self>, exception: Option<Exception>) -> Result<(), Exception> {
        let (head, machine) = (self.head(), &self.head().inner().machine);
        let described = |task: &Rc<Self>| machine.described(task.clone());
        if head.is_done() {
            let text = format!("__step(): already done: {} ", described(&self));
            let raised = exception.map_or_else(|| "None".to_owned(), |exception| exception.to_string());
            return Err(Exception::invalid_state(text + &raised));
        }
        let current = head.inner().current.borrow().clone();
        if let Some(current) = current {
            let (own, other) = (described(&self), described(&current));
            return Err(Exception::runtime(format!(
                "Cannot enter into task {own} while another task {other} is being executed."
            )));
        }
        let cause = head.inner().tracer().cause();
        let waiting_on = self.part().waiting_on.take();
        self.clone().step(exception);
        drop(waiting_on);
        self.head().inner().tracer().set_cause(cause);
        Ok(())
    }

    /// What stands for its coroutine.
    pub fn coroutine_object(&self) -> Rc<dyn CoroutineObject> {
        peek(&self.part().coroutine_object).unwrap_or_else(|| self.head().inner().machine.unnamed.clone())
    }

    /// The rest of `Task.__step_run_and_handle_result` for a coroutine that has suspended.
    fn suspended(self: &Rc<Self>, on: Option<Suspension>) {
        let head = self.head();
        let (part, inner) = (self.part(), head.inner());
        let tracer = inner.tracer();
        let waiting = |on: Option<FutureId>| tracer.emit(|| EventKind::Waiting { task: head.id(), on });
        match on {
            Some(Suspension::Turn) => {
                let waits = waiting(None);
                tracer.caused_by(waits, || inner.push_ready(|| Job::Step(self.clone())));
            }
            Some(Suspension::On(future)) if future.head().id() == head.id() => {
                let shown = inner.machine.described(self.clone());
                self.fail(format!("Task cannot await on itself: {shown}"));
            }
            Some(Suspension::On(future)) if !future.head().event_loop().is(head.event_loop()) => {
                let shown = inner.machine.described(self.clone());
                let future = inner.machine.described(future);
                self.fail(format!("Task {shown} got Future {future} attached to a different loop"));
            }
            Some(Suspension::On(future)) => {
                waiting(Some(future.head().id()));
                if let Err(exception) = future.head().wake_when_done(self) {
                    inner.push_ready(|| Job::Throw(Box::new((self.clone(), exception))));
                    return;
                }
                part.waiting_on.set(Some(future.clone()));
                if part.must_cancel.get() {
                    let message = head.cancel_message();
                    let cancel = || inner.pass_cancel_on(&*future, message.as_ref(), head.id());
                    if tracer.caused_by(part.cancel_cause.get(), cancel) {
                        part.must_cancel.set(false);
                    }
                }
            }
            None => {
                self.fail("Task got bad yield: it awaits something that is not of this event loop".into());
            }
        }
    }

    /// What it has suspended on is wrong: its next step throws a RuntimeError in.
    fn fail(self: &Rc<Self>, message: String) {
        let thrown = Box::new((self.clone(), Exception::runtime(message)));
        self.head().inner().push_ready(|| Job::Throw(thrown));
    }

    fn assert_invariants(&self) {
        let done = self.head().is_done();
        debug_assert_eq!(done, !self.has_coroutine(), "a task has a coroutine until it is done");
        debug_assert!(
            !done || peek(&self.part().waiting_on).is_none(),
            "a task that is done waits on nothing"
        );
    }
}

impl<T: Clone + 'static> TaskCell<T> {
    /// `Task.__eager_start()`: takes the first step at once, within the step of whoever creates the task.
    pub(in crate::engine) fn eager_start(self: &Rc<Self>) {
        let inner = self.core.head.inner();
        let (suspension, throw) = (inner.take_suspension(), inner.take_throw());
        let cause = inner.tracer().cause();
        inner.eager_nested.set(inner.eager_nested.get() + 1);
        let task: Rc<dyn AnyTask> = self.clone();
        task.step(None);
        inner.eager_nested.set(inner.eager_nested.get() - 1);
        self.part.ended_eagerly.set(self.core.head.is_done());
        inner.tracer().set_cause(cause);
        inner.suspension.set(suspension);
        inner.set_throw(throw);
    }

    /// The rest of `Task.__step_run_and_handle_result` for a coroutine that has ended.
    fn ended(&self, result: Result<T, Exception>) {
        let head = &self.core.head;
        head.inner().task_is_done();
        match result {
            Ok(_) if self.part.must_cancel.replace(false) => {
                let message = head.cancel_message();
                head.inner().tracer().caused_by(self.part.cancel_cause.take(), || head.cancel(message));
            }
            Ok(value) => self.core.set_result(value),
            Err(exception) if exception.is_cancelled() => {
                head.set_cancelled_exception(exception);
                head.cancel(None);
            }
            Err(exception) => {
                head.set_exception(exception.clone());
                if exception.leaves_the_loop() {
                    head.inner().raise_out(exception);
                }
            }
        }
    }
}

impl<T: Clone + 'static> AnyFuture for TaskCell<T> {
    fn head(&self) -> &Head {
        &self.core.head
    }

    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool {
        request_cancel(&self.core.head, &self.part, message, by)
    }

    fn as_task(self: Rc<Self>) -> Option<Rc<dyn AnyTask>> {
        Some(self)
    }
}

/// `Task.cancel()`.
fn request_cancel(head: &Head, part: &TaskPart, message: Option<&Rc<str>>, by: Canceller) -> bool {
    head.forget_traceback();
    if head.is_done() {
        head.emit_cancel_request(message, by, false, part.cancels_requested.get());
        return false;
    }
    let requests = part.cancels_requested.get() + 1;
    part.cancels_requested.set(requests);
    let requested = head.emit_cancel_request(message, by, true, requests);
    head.inner().tracer().caused_by(requested, || {
        let waiting_on = peek(&part.waiting_on);
        if let Some(future) = waiting_on
            && head.inner().pass_cancel_on(&*future, message, head.id())
        {
            // It stays in `waiting_on`: it may be a task that ignores the request, and be asked again later.
            return;
        }
        if head.inner().gave_up_cancelling() {
            return;
        }
        part.must_cancel.set(true);
        part.cancel_cause.set(requested);
        head.set_cancel_message(message.cloned());
    });
    true
}

impl<T: Clone + 'static> TypedFuture<T> for TaskCell<T> {
    fn core(&self) -> &Core<T> {
        &self.core
    }
}

impl<T: Clone + 'static> AnyTask for TaskCell<T> {
    fn part(&self) -> &TaskPart {
        &self.part
    }

    fn has_coroutine(&self) -> bool {
        let coroutine = self.coroutine.take();
        let has_one = coroutine.is_some();
        self.coroutine.set(coroutine);
        has_one
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }

    fn poll_coroutine(self: Rc<Self>, exception: Option<Exception>) {
        let inner = self.core.head.inner();
        let Some(mut coroutine) = self.coroutine.take() else { return };
        let polled = match exception {
            // Thrown into a coroutine that has not begun, an exception comes out again at once: the body never runs.
            Some(exception) if !self.part.started.get() => {
                if let Some(object) = peek(&self.part.coroutine_object) {
                    object.begun();
                }
                Poll::Ready(Err(exception))
            }
            exception => {
                self.part.started.set(true);
                inner.set_throw(exception);
                coroutine.as_mut().poll(&mut PollContext::from_waker(Waker::noop()))
            }
        };
        let (suspension, not_thrown) = (inner.take_suspension(), inner.take_throw());
        match polled {
            Poll::Pending => {
                if suspension.is_none()
                    && let Some(exception) = not_thrown
                {
                    // It hangs in an await that is not ours: there is no way to throw anything in there.
                    drop(coroutine);
                    self.ended(Err(exception));
                    return;
                }
                self.coroutine.set(Some(coroutine));
                let task: Rc<dyn AnyTask> = self;
                task.suspended(suspension);
            }
            Poll::Ready(result) => {
                drop(coroutine);
                self.ended(result);
            }
        }
    }

    fn destroy(&self) {
        self.destroy_pending();
        self.abandon();
    }

    fn abandon(&self) {
        self.part.log_destroy_pending.set(false);
        self.part.abandoned.set(true);
        let coroutine = self.coroutine.take();
        let waiting_on = self.part.waiting_on.take();
        self.core.head.drop_callbacks();
        drop((coroutine, waiting_on));
    }
}

impl<T> TaskCell<T> {
    /// Warns of a task that is destroyed before it has ended, and throws GeneratorExit into its coroutine, so that what
    /// stands in `finally` is done. What comes of that nobody can catch.
    fn destroy_pending(&self) {
        destroy_pending(&self.core.head, &self.part, &mut || {
            let mut coroutine = self.coroutine.take()?;
            if !self.part.started.get() {
                return None;
            }
            let inner = self.core.head.inner();
            let generator_exit = Exception::new(Class::GeneratorExit);
            inner.set_throw(Some(generator_exit));
            let closed = coroutine.as_mut().poll(&mut PollContext::from_waker(Waker::noop()));
            let suspended = inner.take_suspension();
            inner.set_throw(None);
            drop((coroutine, suspended));
            Some(closed.map(|result| result.map(drop)))
        });
    }
}

/// `close` throws GeneratorExit into the coroutine, if it has begun, and tells what came of it.
fn destroy_pending(
    head: &Head,
    part: &TaskPart,
    close: &mut dyn FnMut() -> Option<Poll<Result<(), Exception>>>,
) {
    if head.is_done() || !part.log_destroy_pending.replace(false) {
        return;
    }
    let (machine, id) = (&head.inner().machine, head.id());
    let name = part.name.get();
    head.event_loop().call_exception_handler(&ErrorContext {
        kind: ErrorKind::Destroyed,
        future: Some(id),
        task: Some(name),
        context: peek(&part.context),
        ..ErrorContext::new("Task was destroyed but it is pending!")
    });
    let closed = close();
    if head.event_loop().check_scheduled().is_err() {
        machine.warn("unraisable RuntimeError: Event loop is closed".into(), Some(id));
        return;
    }
    match closed {
        Some(Poll::Ready(Err(exception))) if *exception.class() != Class::GeneratorExit => {
            let message = exception.message().cloned().unwrap_or_default();
            machine.warn(format!("unraisable {}: {message}", exception.class().name()).into(), Some(id));
        }
        Some(Poll::Pending) => {
            machine.warn("unraisable RuntimeError: coroutine ignored GeneratorExit".into(), Some(id));
        }
        Some(Poll::Ready(_)) | None => {}
    }
}

impl<T> Drop for TaskCell<T> {
    fn drop(&mut self) {
        self.destroy_pending();
        self.core.head.report_never_retrieved("Task", Some(&self.part));
    }
}

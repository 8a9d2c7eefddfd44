//! Tasks: a port of `tasks.Task`. A task drives a coroutine, here a Rust future that yields a `Result`.

use std::cell::{Cell, RefCell};
use std::future::{Future as RustFuture, IntoFuture};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::trace::{Canceller, EventIndex, EventKind, FutureId, Origin};

use super::event_loop::{EventLoop, Suspension};
use super::exception::{Class, Exception};
use super::future::{AnyFuture, Awaiting, Core, DoneCallback, Future, Head, TypedFuture};
use super::handle::Job;

/// A running coroutine: `asyncio.Task`. It is a [`Future`] of the coroutine's result; clones are the same task.
///
/// Dropping it does not stop it; the loop keeps it going.
pub struct Task<T>(Rc<TaskCell<T>>);

impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// A task whose result's type is not known.
#[derive(Clone)]
pub struct TaskRef(pub(super) Rc<dyn AnyTask>);

/// What can be done with a task whatever its result is.
pub(super) trait AnyTask: AnyFuture {
    fn part(&self) -> &TaskPart;

    /// `Task.__step(exc)`.
    fn step(self: Rc<Self>, exception: Option<Exception>);

    /// `Task.__wakeup(future)`.
    fn wakeup(self: Rc<Self>);

    /// Ends the task as CPython does when nothing refers to it any more (`Task.__del__`, `coroutine.close()`).
    fn destroy(&self);

    /// Drops the coroutine where it stands, and says nothing.
    fn abandon(&self);
}

type Coroutine<T> = Pin<Box<dyn RustFuture<Output = Result<T, Exception>>>>;

struct TaskCell<T> {
    core: Core<T>,
    part: TaskPart,
    /// Invariant: `None` from the step that ends the task on, and during a step.
    coroutine: RefCell<Option<Coroutine<T>>>,
}

/// What a task has beyond a future. Of these one always holds while it is not done (`tasks.py`):
///
/// 1. `waiting_on` is a pending future, one of whose callbacks wakes the task;
/// 2. `waiting_on` is `None` or done, and a step is in the ready queue;
/// 3. the step is running.
pub(super) struct TaskPart {
    pub name: RefCell<Rc<str>>,
    coroutine_name: Rc<str>,
    started: Cell<bool>,
    waiting_on: RefCell<Option<Rc<dyn AnyFuture>>>,
    /// A request to cancel is to be thrown in at the next step: nothing that the task waits on has taken it.
    must_cancel: Cell<bool>,
    /// The event of the request behind `must_cancel`.
    cancel_cause: Cell<Option<EventIndex>>,
    cancels_requested: Cell<u32>,
    /// The instruction at which it is suspended.
    origin: Cell<Option<Origin>>,
    /// `Task._log_destroy_pending`: whether to warn if it is destroyed before it has ended.
    log_destroy_pending: Cell<bool>,
}

/// Starts a task with a name and other settings; [`spawn`] is the short form.
#[derive(Debug, Clone, Default)]
pub struct TaskBuilder {
    name: Option<Rc<str>>,
    coroutine: Option<Rc<str>>,
}

impl TaskBuilder {
    /// A task with a default name, `Task-N`.
    pub fn new() -> Self {
        Self::default()
    }

    /// The task's name.
    pub fn name(mut self, name: impl Into<Rc<str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The name of the coroutine function, for the trace.
    pub fn coroutine(mut self, name: impl Into<Rc<str>>) -> Self {
        self.coroutine = Some(name.into());
        self
    }

    /// Creates the task: it takes its first step in the next iteration (`loop.create_task()`).
    pub fn spawn_on<T, C>(self, event_loop: &EventLoop, coroutine: C) -> Task<T>
    where
        T: Clone + 'static,
        C: RustFuture<Output = Result<T, Exception>> + 'static,
    {
        let inner = event_loop.inner();
        let name = self.name.unwrap_or_else(|| inner.next_task_name());
        let coroutine_name = self.coroutine.unwrap_or_else(|| inner.default_coroutine_name());
        let task = Rc::new(TaskCell {
            core: Core::new(event_loop),
            part: TaskPart {
                name: RefCell::new(name.clone()),
                coroutine_name: coroutine_name.clone(),
                started: Cell::new(false),
                waiting_on: RefCell::default(),
                must_cancel: Cell::new(false),
                cancel_cause: Cell::new(None),
                cancels_requested: Cell::new(0),
                origin: Cell::new(inner.tracer().origin()),
                log_destroy_pending: Cell::new(true),
            },
            coroutine: RefCell::new(Some(Box::pin(coroutine))),
        });
        let id = task.core.head.id();
        let any: Rc<dyn AnyTask> = task.clone();
        let created =
            inner.tracer().emit(|| EventKind::TaskCreated { task: id, name, coroutine: coroutine_name });
        inner.tracer().caused_by(created, || inner.push_ready(Job::Step(any.clone(), None)));
        inner.register_task(&any);
        Task(task)
    }

    /// Creates the task on the loop that is running (`asyncio.create_task()`).
    ///
    /// # Panics
    ///
    /// If no loop is running.
    pub fn spawn<T, C>(self, coroutine: C) -> Task<T>
    where
        T: Clone + 'static,
        C: RustFuture<Output = Result<T, Exception>> + 'static,
    {
        self.spawn_on(&EventLoop::current(), coroutine)
    }
}

/// Starts a coroutine as a task on the loop that is running (`asyncio.create_task()`).
///
/// # Panics
///
/// If no loop is running.
pub fn spawn<T, C>(coroutine: C) -> Task<T>
where
    T: Clone + 'static,
    C: RustFuture<Output = Result<T, Exception>> + 'static,
{
    TaskBuilder::new().spawn(coroutine)
}

impl<T: Clone + 'static> TaskCell<T> {
    fn run_step(self: Rc<Self>, mut exception: Option<Exception>) {
        let head = &self.core.head;
        let (part, inner) = (&self.part, head.inner());
        let tracer = inner.tracer();
        debug_assert!(!head.is_done(), "a step of a task that is done");
        if self.coroutine.borrow().is_none() {
            // The loop was closed, and somebody has resolved afterwards what the task was waiting on.
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
        let outer_origin = tracer.set_origin(part.origin.get());
        let began = tracer.emit(|| EventKind::StepBegan { task: head.id() });
        tracer.set_cause(began);
        if exception.as_ref().is_some_and(Exception::is_cancelled) && tracer.enabled() {
            let cause = request.or(began);
            let delivered = tracer.emit_caused(cause, EventKind::CancelDelivered { task: head.id() });
            tracer.set_cause(delivered);
        }

        self.poll_coroutine(exception);

        self.assert_invariants();
        tracer.emit_caused(began, EventKind::StepEnded { task: head.id() });
        part.origin.set(tracer.set_origin(outer_origin));
        inner.swap_current(before);
    }

    fn poll_coroutine(self: &Rc<Self>, exception: Option<Exception>) {
        let inner = self.core.head.inner();
        let Some(mut coroutine) = self.coroutine.take() else { return };
        let polled = match exception {
            // Thrown into a coroutine that has not begun, an exception comes out again at once: the body never runs.
            Some(exception) if !self.part.started.get() => Poll::Ready(Err(exception)),
            exception => {
                self.part.started.set(true);
                inner.set_throw(exception);
                coroutine.as_mut().poll(&mut Context::from_waker(Waker::noop()))
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
                *self.coroutine.borrow_mut() = Some(coroutine);
                self.suspended(suspension);
            }
            Poll::Ready(result) => {
                drop(coroutine);
                self.ended(result);
            }
        }
    }

    /// The rest of `Task.__step_run_and_handle_result` for a coroutine that has suspended.
    fn suspended(self: &Rc<Self>, on: Option<Suspension>) {
        let head = &self.core.head;
        let (part, inner) = (&self.part, head.inner());
        let tracer = inner.tracer();
        let waiting = |on: Option<FutureId>| tracer.emit(|| EventKind::Waiting { task: head.id(), on });
        match on {
            Some(Suspension::Turn) => {
                let waits = waiting(None);
                tracer.caused_by(waits, || inner.push_ready(Job::Step(self.clone(), None)));
            }
            Some(Suspension::On(future)) if future.head().id() == head.id() => {
                let name = part.name.borrow().clone();
                let error = Exception::runtime(format!("Task cannot await on itself: {name}"));
                inner.push_ready(Job::Step(self.clone(), Some(error)));
            }
            Some(Suspension::On(future)) => {
                waiting(Some(future.head().id()));
                future.head().add_callback(DoneCallback::Wakeup(self.clone()));
                *part.waiting_on.borrow_mut() = Some(future.clone());
                if part.must_cancel.get() {
                    let message = head.cancel_message();
                    let cancel = || inner.pass_cancel_on(&*future, message.as_ref(), head.id());
                    if tracer.caused_by(part.cancel_cause.get(), cancel) {
                        part.must_cancel.set(false);
                    }
                }
            }
            None => {
                let error = Exception::runtime(
                    "Task got bad yield: it awaits something that is not of this event loop",
                );
                inner.push_ready(Job::Step(self.clone(), Some(error)));
            }
        }
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

    fn assert_invariants(&self) {
        let done = self.core.head.is_done();
        debug_assert_eq!(done, self.coroutine.borrow().is_none(), "a task has a coroutine until it is done");
        debug_assert!(
            !done || self.part.waiting_on.borrow().is_none(),
            "a task that is done waits on nothing"
        );
    }
}

impl<T: Clone + 'static> AnyFuture for TaskCell<T> {
    fn head(&self) -> &Head {
        &self.core.head
    }

    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool {
        let (head, part) = (&self.core.head, &self.part);
        head.forget_traceback();
        if head.is_done() {
            head.emit_cancel_request(message, by, false, part.cancels_requested.get());
            return false;
        }
        let requests = part.cancels_requested.get() + 1;
        part.cancels_requested.set(requests);
        let requested = head.emit_cancel_request(message, by, true, requests);
        head.inner().tracer().caused_by(requested, || {
            let waiting_on = part.waiting_on.borrow().clone();
            if let Some(future) = waiting_on
                && head.inner().pass_cancel_on(&*future, message, head.id())
            {
                // It stays in `waiting_on`: it may be a task that ignores the request, and be asked again later.
                return;
            }
            part.must_cancel.set(true);
            part.cancel_cause.set(requested);
            head.set_cancel_message(message.cloned());
        });
        true
    }

    fn as_task(self: Rc<Self>) -> Option<Rc<dyn AnyTask>> {
        Some(self)
    }
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

    fn step(self: Rc<Self>, exception: Option<Exception>) {
        self.run_step(exception);
    }

    fn wakeup(self: Rc<Self>) {
        let waiting_on = self.part.waiting_on.borrow().clone();
        let raised = waiting_on.and_then(|future| future.head().raise_for_result().err());
        self.run_step(raised);
    }

    fn destroy(&self) {
        self.destroy_pending();
        self.abandon();
    }

    fn abandon(&self) {
        self.part.log_destroy_pending.set(false);
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
        let head = &self.core.head;
        if head.is_done() || !self.part.log_destroy_pending.replace(false) {
            return;
        }
        let (inner, id) = (head.inner(), head.id());
        let name = self.part.name.borrow().clone();
        inner.warn(format!("Task was destroyed but it is pending! {name}").into(), Some(id));
        let Some(mut coroutine) = self.coroutine.take() else { return };
        if !self.part.started.get() {
            return;
        }
        let generator_exit = Exception::new(Class::GeneratorExit);
        inner.set_throw(Some(generator_exit));
        let closed = coroutine.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let suspended = inner.take_suspension();
        inner.set_throw(None);
        drop((coroutine, suspended));
        match closed {
            Poll::Ready(Err(exception)) if *exception.class() != Class::GeneratorExit => {
                let message = exception.message().cloned().unwrap_or_default();
                inner.warn(format!("unraisable {}: {message}", exception.class().name()).into(), Some(id));
            }
            Poll::Ready(_) => {}
            Poll::Pending => {
                inner.warn("unraisable RuntimeError: coroutine ignored GeneratorExit".into(), Some(id));
            }
        }
    }
}

impl<T> Drop for TaskCell<T> {
    fn drop(&mut self) {
        self.destroy_pending();
        let name = self.part.name.borrow().clone();
        self.core.head.report_never_retrieved("Task", Some(&name));
    }
}

impl<T: Clone + 'static> Task<T> {
    /// The task as a future of its result.
    pub fn as_future(&self) -> Future<T> {
        Future(self.0.clone())
    }

    /// The task without the type of its result.
    pub fn as_ref(&self) -> TaskRef {
        TaskRef(self.0.clone())
    }

    /// Its name in the trace.
    pub fn id(&self) -> FutureId {
        self.0.core.head.id()
    }

    /// Its asyncio name.
    pub fn name(&self) -> Rc<str> {
        self.as_ref().name()
    }

    /// Whether it has ended.
    pub fn done(&self) -> bool {
        self.0.core.head.is_done()
    }

    /// Whether it has ended by a CancelledError.
    pub fn cancelled(&self) -> bool {
        self.0.core.head.is_cancelled()
    }

    /// Asks it to cancel itself (`Task.cancel()`): CancelledError is thrown in at the await where it is suspended, in a
    /// later iteration. Whether it was not done yet.
    pub fn cancel(&self) -> bool {
        self.as_future().cancel()
    }

    /// As [`cancel`](Self::cancel), with a message for the CancelledError.
    pub fn cancel_with(&self, message: Option<Rc<str>>) -> bool {
        self.as_future().cancel_with(message)
    }

    /// How many requests to cancel it has had, less those taken back (`Task.cancelling()`).
    pub fn cancelling(&self) -> u32 {
        self.as_ref().cancelling()
    }

    /// Takes one request to cancel back and says how many are left (`Task.uncancel()`).
    pub fn uncancel(&self) -> u32 {
        self.as_ref().uncancel()
    }

    /// Its result; see [`Future::result`].
    ///
    /// # Errors
    ///
    /// As for [`Future::result`].
    pub fn result(&self) -> Result<T, Exception> {
        self.as_future().result()
    }

    /// Its exception; see [`Future::exception`].
    ///
    /// # Errors
    ///
    /// As for [`Future::exception`].
    pub fn exception(&self) -> Result<Option<Exception>, Exception> {
        self.as_future().exception()
    }
}

impl<T: Clone + 'static> IntoFuture for Task<T> {
    type Output = Result<T, Exception>;
    type IntoFuture = Awaiting<T>;

    fn into_future(self) -> Awaiting<T> {
        self.as_future().into_future()
    }
}

impl<T: Clone + 'static> IntoFuture for &Task<T> {
    type Output = Result<T, Exception>;
    type IntoFuture = Awaiting<T>;

    fn into_future(self) -> Awaiting<T> {
        self.as_future().into_future()
    }
}

impl<T: Clone + 'static> From<Task<T>> for Future<T> {
    fn from(task: Task<T>) -> Self {
        task.as_future()
    }
}

impl TaskRef {
    /// Its name in the trace.
    pub fn id(&self) -> FutureId {
        self.0.head().id()
    }

    /// Its asyncio name.
    pub fn name(&self) -> Rc<str> {
        self.0.part().name.borrow().clone()
    }

    /// The name of its coroutine function.
    pub fn coroutine_name(&self) -> Rc<str> {
        self.0.part().coroutine_name.clone()
    }

    /// Gives it another name.
    pub fn set_name(&self, name: impl Into<Rc<str>>) {
        *self.0.part().name.borrow_mut() = name.into();
    }

    /// Whether it has ended.
    pub fn done(&self) -> bool {
        self.0.head().is_done()
    }

    /// Whether it has ended by a CancelledError.
    pub fn cancelled(&self) -> bool {
        self.0.head().is_cancelled()
    }

    /// Asks it to cancel itself; see [`Task::cancel`].
    pub fn cancel(&self) -> bool {
        let by = self.0.head().inner().canceller();
        self.0.request_cancel(None, by)
    }

    /// How many requests to cancel it has had, less those taken back.
    pub fn cancelling(&self) -> u32 {
        self.0.part().cancels_requested.get()
    }

    /// Takes one request to cancel back and says how many are left.
    pub fn uncancel(&self) -> u32 {
        let part = self.0.part();
        let left = part.cancels_requested.get();
        if left == 0 {
            return 0;
        }
        part.cancels_requested.set(left - 1);
        let head = self.0.head();
        head.inner().tracer().emit(|| EventKind::Uncancelled { task: head.id(), cancelling: left - 1 });
        if left == 1 {
            part.must_cancel.set(false);
        }
        left - 1
    }

    /// Its exception, if it has one; see [`Future::exception`].
    ///
    /// # Errors
    ///
    /// As for [`Future::exception`].
    pub fn exception(&self) -> Result<Option<Exception>, Exception> {
        self.0.head().exception()
    }
}

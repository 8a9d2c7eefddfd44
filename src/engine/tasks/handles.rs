//! Tasks as a program sees them: [`Task`], [`TaskRef`], and how they are started.

use std::any::Any;
use std::cell::Cell;
use std::future::{Future as RustFuture, IntoFuture};
use std::rc::Rc;

use crate::engine::context::Context;
use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::handle::Job;
use crate::engine::exception::Exception;
use crate::engine::futures::future::{Awaiting, Future};
use crate::engine::futures::park::Parked;
use crate::engine::futures::state::{Core, Plain, peek};
use crate::trace::{EventKind, FutureId};

use super::coroutine::{CoroutineObject, Named};
use super::name::TaskName;
use super::task::{AnyTask, Coroutine, TaskCell, TaskPart};

/// A running coroutine: `asyncio.Task`. It is a [`Future`] of the coroutine's result; clones are the same task.
///
/// Dropping it does not stop it; the loop keeps it going.
pub struct Task<T>(pub(in crate::engine) Rc<TaskCell<T>>);

impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// A task whose result's type is not known.
#[derive(Clone)]
pub struct TaskRef(pub(in crate::engine) Rc<dyn AnyTask>);

impl std::fmt::Debug for TaskRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<Task {}>", self.name())
    }
}

/// Starts a task with a name and other settings; [`spawn`] is the short form.
#[derive(Clone, Default)]
pub struct TaskBuilder {
    name: Option<Rc<str>>,
    coroutine: Option<Rc<dyn CoroutineObject>>,
    context: Option<Context>,
    eager: Option<bool>,
    takes_throw: bool,
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
        self.coroutine = Some(Rc::new(Named(name.into())));
        self
    }

    /// The coroutine object of a language on top of the engine, whose name is the coroutine's.
    pub fn coroutine_object(mut self, coroutine: Rc<dyn CoroutineObject>) -> Self {
        self.coroutine = Some(coroutine);
        self
    }

    /// The context it runs in; a copy of the current one unless it is set.
    pub fn context(mut self, context: Context) -> Self {
        self.context = Some(context);
        self
    }

    pub(in crate::engine) fn context_unless_set(mut self, context: &Context) -> Self {
        self.context.get_or_insert_with(|| context.clone());
        self
    }

    /// Whether it takes its first step at once, within the step of whoever creates it, if its loop is running
    /// (`eager_start=True`).
    pub fn eager(mut self, eager: bool) -> Self {
        self.eager = Some(eager);
        self
    }

    /// What is thrown into it before its first step goes to the coroutine, which asks for it
    /// ([`EventLoop::take_thrown`]); all others never begin then.
    pub fn takes_throw(mut self) -> Self {
        self.takes_throw = true;
        self
    }

    /// Creates the task: it takes its first step in the next iteration, unless it is eager (`loop.create_task()`).
    pub fn spawn_on<T, C>(self, event_loop: &EventLoop, coroutine: C) -> Task<T>
    where
        T: Clone + 'static,
        C: RustFuture<Output = Result<T, Exception>> + 'static,
    {
        self.spawn_boxed(event_loop, boxed(coroutine))
    }

    /// As [`spawn_on`](Self::spawn_on), for a coroutine that is in a box already.
    pub fn spawn_boxed<T: Clone + 'static>(self, event_loop: &EventLoop, coroutine: Coroutine<T>) -> Task<T> {
        let task = event_loop.reserve_task();
        self.begin(&task, coroutine);
        task
    }

    /// Makes a task of one that was [reserved](EventLoop::reserve_task), as `Task.__init__()` does.
    pub fn begin<T: Clone + 'static>(self, reserved: &Task<T>, coroutine: Coroutine<T>) {
        let Task(task) = reserved;
        let event_loop = task.core.head.event_loop();
        let inner = event_loop.inner();
        let part = &task.part;
        match self.name {
            Some(name) => part.name.set(name),
            None => part.name.set_number(inner.machine.next_task_number()),
        }
        if let Some(object) = self.coroutine {
            part.coroutine_object.set(Some(object));
        }
        part.started.set(self.takes_throw);
        part.origin.set(inner.tracer().origin());
        part.context.set(self.context.or_else(|| event_loop.copy_context()));
        part.log_destroy_pending.set(true);
        task.coroutine.set(Some(coroutine));
        let any: Rc<dyn AnyTask> = task.clone();
        let tracer = inner.tracer();
        let created = || {
            tracer.emit(|| EventKind::TaskCreated {
                task: task.core.head.id(),
                name: part.name.get(),
                coroutine: any.coroutine_object().name(),
            })
        };
        let created = tracer.for_loop(inner.number(), created);
        inner.register_task(&any);
        let eager = self.eager.unwrap_or_else(|| inner.eager_tasks.get());
        if eager
            && EventLoop::try_current().is_some_and(|running| running.is(event_loop))
            && inner.may_nest_eagerly()
        {
            inner.tracer().caused_by(created, || task.eager_start());
        } else {
            inner.tracer().caused_by(created, || inner.push_ready(|| Job::Step(any)));
        }
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

/// The coroutine in a box; as it is if it is in one already.
fn boxed<T: 'static>(coroutine: impl RustFuture<Output = Result<T, Exception>> + 'static) -> Coroutine<T> {
    let mut coroutine = Some(coroutine);
    let any: &mut dyn Any = &mut coroutine;
    match any.downcast_mut::<Option<Coroutine<T>>>().and_then(Option::take) {
        Some(boxed) => boxed,
        None => Box::pin(coroutine.expect("nothing has taken it")),
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

    /// Whether it is more than [reserved](EventLoop::reserve_task).
    pub fn has_begun(&self) -> bool {
        self.0.part.name.is_set()
    }

    /// Gives it another name (`Task.set_name()`).
    pub fn set_name(&self, name: impl Into<Rc<str>>) {
        self.as_ref().set_name(name);
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
        self.0.part().name.get()
    }

    /// Whether its first step was eager, and its last.
    pub fn ended_eagerly(&self) -> bool {
        self.0.part().ended_eagerly.get()
    }

    /// What was given as [`TaskBuilder::coroutine_object`] (`Task.get_coro()`).
    pub fn coroutine_object(&self) -> Rc<dyn CoroutineObject> {
        self.0.coroutine_object()
    }

    /// The task with the type of its result, if that is `T`.
    pub fn downcast<T: 'static>(&self) -> Option<Task<T>> {
        self.0.clone().into_any().downcast().ok().map(Task)
    }

    /// Whether to warn if it is destroyed before it has ended; yes unless told otherwise.
    pub fn warn_if_destroyed(&self, warn: bool) {
        self.0.part().log_destroy_pending.set(warn);
    }

    /// What [`warn_if_destroyed`](Self::warn_if_destroyed) was told last.
    pub fn warns_if_destroyed(&self) -> bool {
        self.0.part().log_destroy_pending.get()
    }

    /// What it waits on, if it waits.
    pub fn parked_on(&self) -> Option<Parked> {
        peek(&self.0.part().waiting_on).map(Parked::of)
    }

    /// Whether a request to cancel is to be thrown in at its next step.
    pub fn must_cancel(&self) -> bool {
        self.0.part().must_cancel.get()
    }

    /// Gives it another name.
    pub fn set_name(&self, name: impl Into<Rc<str>>) {
        let (head, name) = (self.0.head(), name.into());
        head.inner().tracer().emit(|| EventKind::TaskRenamed { task: head.id(), name: name.clone() });
        self.0.part().name.set(name);
    }

    /// What it waits on; nothing if its next step is in the ready queue, or runs.
    pub fn waiting_on(&self) -> Option<FutureId> {
        peek(&self.0.part().waiting_on).map(|future| future.head().id())
    }

    /// The context of its coroutine (`Task.get_context()`).
    pub fn context(&self) -> Context {
        let event_loop = self.0.head().event_loop();
        if event_loop.current_task().is_some_and(|current| current.is(self)) {
            return event_loop.context();
        }
        event_loop.machine().has_contexts.set(true);
        let context = self.0.part().context.take().unwrap_or_default();
        self.0.part().context.set(Some(context.clone()));
        context
    }

    /// Takes a step now, which throws an exception in if there is one: what the callback does that wakes it.
    ///
    /// # Errors
    ///
    /// InvalidStateError if it is done, RuntimeError while another task's step runs.
    pub fn wake(&self, exception: Option<Exception>) -> Result<(), Exception> {
        self.0.clone().wake_at_once(exception)
    }

    /// What is thrown in that was woken by what it waits on, if anything is.
    pub(in crate::engine) fn raised_for_woken(&self) -> Option<Exception> {
        let waiting_on = peek(&self.0.part().waiting_on);
        waiting_on.and_then(|future| future.head().raise_for_woken().err())
    }

    /// Whether both are the same task.
    pub fn is(&self, other: &Self) -> bool {
        self.id() == other.id()
    }

    /// The loop that it runs on.
    pub fn event_loop(&self) -> EventLoop {
        self.0.head().event_loop().clone()
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
        let inner = self.0.head().inner();
        inner.ask_to_cancel(&*self.0, None, inner.canceller(), false)
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

impl EventLoop {
    /// What stands for a task that is being destroyed, for those who are told of it: its name, and its exception if it
    /// has ended by one. Nothing happens to it any more.
    pub fn stand_in<T: Clone + 'static>(
        &self,
        name: Rc<str>,
        exception: Option<Exception>,
        coroutine: Option<Rc<dyn CoroutineObject>>,
    ) -> Task<T> {
        let task = self.reserve_task();
        if let Some(exception) = exception {
            task.0.core.head.put_exception(exception);
        }
        task.0.part.name.set(name);
        task.0.part.coroutine_object.set(coroutine);
        task.0.part.started.set(true);
        task
    }

    /// A task that nobody knows of and that does nothing, until [`TaskBuilder::begin`] makes it one.
    pub fn reserve_task<T: Clone + 'static>(&self) -> Task<T> {
        let part = TaskPart {
            name: TaskName::default(),
            coroutine_object: Cell::default(),
            started: Cell::new(false),
            abandoned: Cell::new(false),
            ended_eagerly: Cell::new(false),
            waiting_on: Cell::default(),
            must_cancel: Cell::new(false),
            cancel_cause: Cell::new(None),
            cancels_requested: Cell::new(0),
            origin: Cell::new(None),
            context: Cell::default(),
            log_destroy_pending: Cell::new(false),
        };
        Task(Rc::new(TaskCell { core: Core::new(self), part, coroutine: Cell::new(None) }))
    }

    /// As [`stand_in`](Self::stand_in), for a future that is no task.
    pub fn stand_in_future<T: Clone + 'static>(&self, exception: Option<Exception>) -> Future<T> {
        let future = Plain { core: Core::new(self), timer_value: None };
        if let Some(exception) = exception {
            future.core.head.put_exception(exception);
        }
        Future(Rc::new(future))
    }

    /// Whether new tasks take their first step at once (`loop.set_task_factory(asyncio.eager_task_factory)`).
    ///
    /// ```
    /// use awaitscope::engine::{EventLoop, Options, sleep, spawn};
    ///
    /// let event_loop = EventLoop::new(Options::default());
    /// let result = event_loop.run(async {
    ///     EventLoop::current().set_eager_tasks(true);
    ///     let (quick, slow) = (spawn(async { Ok(1) }), spawn(sleep(1.0)));
    ///     Ok((quick.done(), slow.done()))
    /// });
    /// assert_eq!(result.unwrap().unwrap(), (true, false));
    /// ```
    pub fn set_eager_tasks(&self, eager: bool) {
        self.0.eager_tasks.set(eager);
    }
}

//! `asyncio.TaskGroup`: a port of `taskgroups.py`.

use std::cell::{Cell, RefCell};
use std::future::Future as RustFuture;
use std::rc::Rc;

use crate::trace::{Canceller, EventKind, FutureRole, GroupId};

use super::event_loop::EventLoop;
use super::event_loop::handle::Internal;
use super::event_loop::handlers::ErrorContext;
use super::exception::{Base, Exception};
use super::futures::done_callbacks::Waiter;
use super::futures::future::Future;
use super::futures::state::Plain;
use super::tasks::handles::{Task, TaskBuilder, TaskRef};

/// What `async with asyncio.TaskGroup()` does around a block. [`task_group`] is the usual way to use it. Clones are the
/// same group.
#[derive(Clone)]
pub struct TaskGroup(Rc<GroupCell>);

struct GroupCell {
    event_loop: EventLoop,
    id: GroupId,
    entered: Cell<bool>,
    exiting: Cell<bool>,
    aborting: Cell<bool>,
    /// Invariant: `Some` from `enter` until the end of `exit`.
    parent: RefCell<Option<TaskRef>>,
    /// Whether the group has cancelled its parent, to get it out of its body.
    parent_cancel_requested: Cell<bool>,
    /// Those that are not done, in order of creation.
    tasks: RefCell<Vec<TaskRef>>,
    errors: RefCell<Vec<Exception>>,
    /// A KeyboardInterrupt or SystemExit, which goes out by itself.
    base_error: RefCell<Option<Exception>>,
    /// What the parent waits on until there are no tasks any more.
    completed: RefCell<Option<Future<()>>>,
}

impl TaskGroup {
    /// A group that is not entered.
    ///
    /// # Panics
    ///
    /// If no loop is running.
    pub fn new() -> Self {
        let event_loop = EventLoop::current();
        Self(Rc::new(GroupCell {
            id: event_loop.machine().next_group_id(),
            event_loop,
            entered: Cell::new(false),
            exiting: Cell::new(false),
            aborting: Cell::new(false),
            parent: RefCell::default(),
            parent_cancel_requested: Cell::new(false),
            tasks: RefCell::default(),
            errors: RefCell::default(),
            base_error: RefCell::default(),
            completed: RefCell::default(),
        }))
    }

    /// Its name in the trace.
    pub fn id(&self) -> GroupId {
        self.0.id
    }

    /// Its tasks that are not done, in order of creation.
    pub fn tasks(&self) -> Vec<TaskRef> {
        self.0.tasks.borrow().clone()
    }

    /// `repr()`.
    fn shown(&self) -> String {
        let cell = &self.0;
        let mut text = "<TaskGroup".to_owned();
        for (what, count) in [("tasks", cell.tasks.borrow().len()), ("errors", cell.errors.borrow().len())] {
            if count > 0 {
                text += &format!(" {what}={count}");
            }
        }
        if cell.aborting.get() {
            text += " cancelling";
        } else if cell.entered.get() {
            text += " entered";
        }
        text + ">"
    }

    fn refuse(&self, why: &str) -> Exception {
        Exception::runtime(format!("TaskGroup {} {why}", self.shown()))
    }

    /// Enters its block (`TaskGroup.__aenter__`).
    ///
    /// # Errors
    ///
    /// RuntimeError if it was entered before, or outside of a task.
    pub fn enter(&self) -> Result<(), Exception> {
        let cell = &self.0;
        if cell.entered.get() {
            return Err(self.refuse("has already been entered"));
        }
        let Some(parent) = cell.event_loop.current_task() else {
            return Err(self.refuse("cannot determine the parent task"));
        };
        let (group, task) = (cell.id, parent.id());
        cell.event_loop.emit(|| EventKind::GroupEntered { group, task });
        cell.parent.replace(Some(parent));
        cell.entered.set(true);
        Ok(())
    }

    /// Starts a task in it (`TaskGroup.create_task()`).
    ///
    /// # Errors
    ///
    /// RuntimeError unless its block runs, or tasks are left in it, and none of them has failed.
    pub fn spawn<T: Clone + 'static>(
        &self,
        coroutine: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Task<T>, Exception> {
        self.spawn_as(TaskBuilder::new(), coroutine)
    }

    /// Whether a task may be started in it now: for a language whose coroutines have to be told when they are not.
    ///
    /// # Errors
    ///
    /// As for [`spawn`](Self::spawn).
    pub fn check_open(&self) -> Result<(), Exception> {
        let cell = &self.0;
        if !cell.entered.get() {
            return Err(self.refuse("has not been entered"));
        }
        if cell.exiting.get() && cell.tasks.borrow().is_empty() {
            return Err(self.refuse("is finished"));
        }
        if cell.aborting.get() {
            return Err(self.refuse("is shutting down"));
        }
        Ok(())
    }

    /// As [`spawn`](Self::spawn), with a name for the task or its coroutine.
    ///
    /// # Errors
    ///
    /// As for [`spawn`](Self::spawn).
    pub fn spawn_as<T: Clone + 'static>(
        &self,
        settings: TaskBuilder,
        coroutine: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Task<T>, Exception> {
        self.check_open()?;
        let task = settings.spawn_on(&self.0.event_loop, coroutine);
        self.add(&task);
        Ok(task)
    }

    /// Has a task belong to it that was just created elsewhere; see [`check_open`](Self::check_open).
    pub fn add<T: Clone + 'static>(&self, task: &Task<T>) {
        let group = self.0.id;
        self.0.event_loop.emit(|| EventKind::GroupJoined { group, task: task.id() });
        self.0.tasks.borrow_mut().push(task.as_ref());
        let what = Internal::Group(group);
        let parent = self.0.parent.borrow().as_ref().map(|parent| Waiter::new(parent.id()));
        let (group, child) = (self.clone(), task.as_ref());
        let waiter = parent.unwrap_or(Waiter::NOBODY);
        task.0.core.head.add_callback_for(waiter, what, move || group.child_is_done(&child));
    }

    /// How many tasks are left in it, how many errors it has gathered, whether it cancels what is left, and whether it
    /// was entered.
    pub fn progress(&self) -> (usize, usize, bool, bool) {
        let cell = &self.0;
        let (tasks, errors) = (cell.tasks.borrow().len(), cell.errors.borrow().len());
        (tasks, errors, cell.aborting.get(), cell.entered.get())
    }

    /// The task that it belongs to, while that is in it.
    pub fn parent(&self) -> Option<TaskRef> {
        self.0.parent.borrow().clone()
    }

    /// Whether its block has ended, and whether it has cancelled its parent.
    pub fn ending(&self) -> (bool, bool) {
        (self.0.exiting.get(), self.0.parent_cancel_requested.get())
    }

    /// The errors that it has gathered.
    pub fn errors(&self) -> Vec<Exception> {
        self.0.errors.borrow().clone()
    }

    /// `_abort`: cancels what is left.
    fn abort(&self) {
        let cell = &self.0;
        cell.aborting.set(true);
        let inner = cell.event_loop.inner();
        let aborting = inner.tracer().emit(|| EventKind::GroupAborting { group: cell.id });
        inner.tracer().caused_by(aborting, || {
            inner.acting_as(Canceller::Group { group: cell.id }, || {
                self.tasks().iter().filter(|task| !task.done()).for_each(|task| _ = task.cancel());
            });
        });
    }

    /// `_on_task_done`.
    fn child_is_done(&self, child: &TaskRef) {
        let cell = &self.0;
        cell.tasks.borrow_mut().retain(|task| !task.is(child));
        if cell.tasks.borrow().is_empty()
            && let Some(completed) = &*cell.completed.borrow()
            && !completed.done()
        {
            completed.0.core().set_result(());
        }
        if child.cancelled() {
            return;
        }
        let Ok(Some(exception)) = child.exception() else { return };
        cell.errors.borrow_mut().push(exception.clone());
        if is_base_error(&exception) && cell.base_error.borrow().is_none() {
            cell.base_error.replace(Some(exception.clone()));
        }
        let Some(parent) = cell.parent.borrow().clone() else { return };
        if parent.done() {
            let message = format!(
                "Task {} has errored out but its parent task {} is already completed",
                child.name(),
                parent.name()
            );
            cell.event_loop.call_exception_handler(&ErrorContext {
                exception: Some(exception),
                ..ErrorContext::about(child, message)
            });
            return;
        }
        if !cell.aborting.get() && !cell.parent_cancel_requested.get() {
            // The parent is in its body, or waits in exit(): either way a cancellation gets it out of there.
            self.abort();
            cell.parent_cancel_requested.set(true);
            let inner = cell.event_loop.inner();
            inner.acting_as(Canceller::Group { group: cell.id }, || parent.cancel());
        }
    }

    /// Leaves its block, which ended with `exception` if it raised one, when all of its tasks have ended
    /// (`TaskGroup.__aexit__`).
    ///
    /// # Errors
    ///
    /// An exception group of what its tasks and its block have raised; the CancelledError that came from elsewhere; a
    /// KeyboardInterrupt or SystemExit by itself.
    pub async fn exit(&self, exception: Option<&Exception>) -> Result<(), Exception> {
        let left = self.leave(exception).await;
        let cell = &self.0;
        let (group, errors) = (cell.id, cell.errors.borrow().len() as u32);
        cell.event_loop.emit(|| EventKind::GroupLeft { group, errors });
        let parent = cell.parent.take();
        let (errors, base_error) = (cell.errors.take(), cell.base_error.take());
        drop((parent, errors, base_error));
        left
    }

    /// `_aexit`.
    async fn leave(&self, exception: Option<&Exception>) -> Result<(), Exception> {
        let cell = &self.0;
        let Some(parent) = cell.parent.borrow().clone() else {
            return Err(self.refuse("has not been entered"));
        };
        cell.exiting.set(true);
        if let Some(exception) = exception
            && is_base_error(exception)
            && cell.base_error.borrow().is_none()
        {
            cell.base_error.replace(Some(exception.clone()));
        }
        let mut cancelled = exception.filter(|exception| exception.is_cancelled()).cloned();
        if exception.is_some() && !cell.aborting.get() {
            self.abort();
        }
        while !cell.tasks.borrow().is_empty() {
            let waiting = cell.completed.borrow().clone();
            let completed = waiting
                .unwrap_or_else(|| Plain::create(&cell.event_loop, FutureRole::GroupEnd { group: cell.id }));
            cell.completed.replace(Some(completed.clone()));
            match completed.await {
                Err(exception) if exception.is_cancelled() => {
                    if !cell.aborting.get() {
                        // Cancelled from elsewhere: pass it on, and raise it when the tasks have ended.
                        cancelled = Some(exception);
                        self.abort();
                    }
                }
                other => other?,
            }
            let over = cell.completed.take();
            drop(over);
        }
        if let Some(error) = cell.base_error.borrow().clone() {
            return Err(error);
        }
        if cell.parent_cancel_requested.get() && parent.uncancel() == 0 {
            cancelled = None;
        }
        let has_errors = !cell.errors.borrow().is_empty();
        if let Some(cancelled) = cancelled
            && !has_errors
        {
            return Err(cancelled);
        }
        if let Some(exception) = exception
            && !exception.is_cancelled()
        {
            cell.errors.borrow_mut().push(exception.clone());
        }
        let errors = cell.errors.borrow().clone();
        if errors.is_empty() {
            return Ok(());
        }
        if parent.cancelling() > 0 {
            // A cancellation from elsewhere gives way to the errors, and is to be heard of at the next await.
            parent.uncancel();
            parent.cancel();
        }
        Err(Exception::group("unhandled errors in a TaskGroup", errors))
    }
}

impl Default for TaskGroup {
    fn default() -> Self {
        Self::new()
    }
}

/// `_is_base_error`.
fn is_base_error(exception: &Exception) -> bool {
    matches!(exception.class().base(), Some(Base::KeyboardInterrupt | Base::SystemExit))
}

/// Runs `body` and waits for all tasks that it starts in the group (`async with asyncio.TaskGroup()`). If one of them
/// fails the others are cancelled, and so is the body.
///
/// ```
/// use awaitscope::engine::{EventLoop, Exception, Options, sleep, task_group};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(task_group(async |group| {
///     group.spawn(sleep(60.0))?;
///     group.spawn(async {
///         sleep(1.0).await?;
///         Err::<(), _>(Exception::runtime("too bad"))
///     })?;
///     sleep(60.0).await
/// }));
/// let error = result.unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)");
/// assert_eq!(event_loop.time(), 1.0);
/// ```
///
/// # Errors
///
/// As for [`TaskGroup::exit`].
pub async fn task_group<T>(
    body: impl AsyncFnOnce(TaskGroup) -> Result<T, Exception>,
) -> Result<T, Exception> {
    EventLoop::running()?;
    let group = TaskGroup::new();
    group.enter()?;
    let result = body(group.clone()).await;
    group.exit(result.as_ref().err()).await?;
    result
}

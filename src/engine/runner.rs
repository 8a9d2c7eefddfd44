//! `asyncio.run()` and `asyncio.Runner`: a port of `runners.py`.

use std::cell::Cell;
use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::Rc;

use crate::trace::{Canceller, FutureId, FutureRole};

use super::context::Context;
use super::event_loop::EventLoop;
use super::event_loop::give_way::to_end;
use super::event_loop::handle::Internal;
use super::event_loop::handlers::ErrorContext;
use super::exception::{Class, Exception};
use super::futures::future::Future;
use super::futures::state::Plain;
use super::limits::Stop;
use super::signals::SigintHandler;
use super::tasks::handles::{Task, TaskBuilder, TaskRef};

/// What ends the asynchronous generators that are left when a loop is closed.
pub type AsyncgenHook = Rc<dyn Fn() -> Pin<Box<dyn RustFuture<Output = Result<(), Exception>>>>>;

/// Runs several coroutines on one loop, one after the other (`asyncio.Runner`). Tasks live on between them.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, Runner, sleep};
///
/// let runner = Runner::new(EventLoop::new(Options::default()));
/// for n in [2.0, 1.0] {
///     runner.run(async move { sleep(n).await }).unwrap().unwrap();
/// }
/// assert_eq!(runner.event_loop().time(), 3.0);
/// runner.close().unwrap();
/// assert!(runner.event_loop().is_closed());
/// ```
pub struct Runner {
    event_loop: EventLoop,
    /// The context in which coroutines run that are given none.
    context: Option<Context>,
    interrupts: Rc<Cell<u32>>,
    /// The CancelledError that came out of a run that was interrupted.
    interrupted: Cell<Option<Exception>>,
    closed: Cell<bool>,
}

impl Runner {
    /// A runner with a loop of its own.
    pub fn new(event_loop: EventLoop) -> Self {
        let context = event_loop.copy_context();
        Self {
            event_loop,
            context,
            interrupts: Rc::default(),
            interrupted: Cell::default(),
            closed: Cell::new(false),
        }
    }

    /// A runner whose coroutines all run in one context, also if there are no others yet.
    #[must_use]
    pub fn keeping_context(mut self) -> Self {
        self.event_loop.machine().has_contexts.set(true);
        self.context.get_or_insert_default();
        self
    }

    /// Its loop (`Runner.get_loop()`).
    pub fn event_loop(&self) -> &EventLoop {
        &self.event_loop
    }

    /// Runs a coroutine to its end (`Runner.run()`). The inner result is the coroutine's own; KeyboardInterrupt if it
    /// was cancelled by Ctrl-C.
    ///
    /// # Errors
    ///
    /// If nothing is left to wait for, a budget is used up, or an exception left the loop.
    ///
    /// # Panics
    ///
    /// If a loop is running on this thread already.
    pub fn run<T: Clone + 'static>(
        &self,
        main: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Result<T, Exception>, Stop> {
        self.run_as(TaskBuilder::new().coroutine("main"), main)
    }

    /// As [`run`](Self::run), with a name for the task or its coroutine.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// As for [`run`](Self::run).
    pub fn run_as<T: Clone + 'static>(
        &self,
        settings: TaskBuilder,
        main: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Result<T, Exception>, Stop> {
        if self.closed.get() {
            return Ok(Err(Exception::runtime("Runner is closed")));
        }
        let event_loop = &self.event_loop;
        let settings = match &self.context {
            Some(context) => settings.context_unless_set(context),
            None => settings,
        };
        let task = settings.spawn_on(event_loop, main);
        self.run_task(&task)
    }

    /// As [`run`](Self::run), for a task of its loop that was just created.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// As for [`run`](Self::run).
    pub fn run_task<T: Clone + 'static>(&self, task: &Task<T>) -> Result<Result<T, Exception>, Stop> {
        to_end(self.drive_task(task))
    }

    /// As [`run_task`](Self::run_task), giving way to the host as [`EventLoop::drive_forever`] does.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// As for [`run`](Self::run).
    pub async fn drive_task<T: Clone + 'static>(&self, task: &Task<T>) -> Result<Result<T, Exception>, Stop> {
        let event_loop = &self.event_loop;
        let is_free = event_loop.sigint_handler().is_none() && event_loop.thread().is_none();
        let ours = is_free.then(|| self.on_sigint(task.as_ref()));
        if let Some(handler) = &ours {
            event_loop.set_sigint_handler(Some(handler.clone()));
        }
        self.interrupts.set(0);
        let ran = event_loop.drive_until_complete(&task.as_future()).await;
        if let Some(ours) = ours
            && event_loop.sigint_handler().is_some_and(|handler| Rc::ptr_eq(&handler, &ours))
        {
            event_loop.set_sigint_handler(None);
        }
        match ran {
            Ok(Err(exception))
                if exception.is_cancelled() && self.interrupts.get() > 0 && task.uncancel() == 0 =>
            {
                self.interrupted.set(Some(exception));
                Ok(Err(Exception::new(Class::KeyboardInterrupt)))
            }
            Err(Stop::Raised(exception)) => Ok(Err(exception)),
            ran => ran,
        }
    }

    /// `Runner._on_sigint`: the first Ctrl-C cancels the main task, the second one leaves the loop.
    fn on_sigint(&self, main: TaskRef) -> SigintHandler {
        let interrupts = self.interrupts.clone();
        Rc::new(move |event_loop| {
            interrupts.set(interrupts.get() + 1);
            if interrupts.get() == 1 && !main.done() {
                main.cancel();
                event_loop.wake();
                return Ok(());
            }
            Err(Exception::new(Class::KeyboardInterrupt))
        })
    }

    /// Cancels what is left, ends the generators and threads that are left, and closes the loop (`Runner.close()`).
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run). After an exception that left the loop it is closed all the same.
    ///
    /// # Panics
    ///
    /// As for [`run`](Self::run).
    pub fn close(&self) -> Result<(), Stop> {
        if self.closed.replace(true) {
            return Ok(());
        }
        let ended = self.event_loop.finish();
        if matches!(ended, Ok(()) | Err(Stop::Raised(_))) {
            self.event_loop.close();
        }
        ended
    }

    /// The CancelledError that came out of the last run, if its KeyboardInterrupt has taken the place of that.
    pub fn take_interrupted(&self) -> Option<Exception> {
        self.interrupted.take()
    }

    /// The context in which coroutines run that are given none.
    pub fn context(&self) -> Option<&Context> {
        self.context.as_ref()
    }
}

impl EventLoop {
    /// Runs a coroutine to its end, cancels what is left and closes the loop (`asyncio.run()`).
    ///
    /// The inner result is the coroutine's own; RuntimeError if the loop was closed before
    /// (`BaseEventLoop._check_closed()`).
    ///
    /// # Errors
    ///
    /// If nothing is left to wait for or a budget is used up, or a KeyboardInterrupt or SystemExit left the loop while
    /// the rest was being cancelled. After the first two what is left can still be asked for; [`abandon`](Self::abandon)
    /// frees it.
    ///
    /// # Panics
    ///
    /// If a loop is running on this thread already.
    pub fn run<T: Clone + 'static>(
        &self,
        main: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Result<T, Exception>, Stop> {
        if let Err(closed) = self.check_closed() {
            return Ok(Err(closed));
        }
        let ran = self.run_as(TaskBuilder::new().coroutine("main"), main);
        if matches!(ran, Ok(_) | Err(Stop::Raised(_))) {
            self.close();
        }
        ran
    }

    /// As [`run`](Self::run), with a name for the task or its coroutine, and without closing the loop: tasks that were
    /// created while the rest was being cancelled are still there.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// As for [`run`](Self::run).
    pub fn run_as<T: Clone + 'static>(
        &self,
        settings: TaskBuilder,
        main: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> Result<Result<T, Exception>, Stop> {
        let result = Runner::new(self.clone()).run_as(settings, main)?;
        self.finish()?;
        Ok(result)
    }

    /// Runs the loop until a future is done (`loop.run_until_complete()`).
    ///
    /// # Errors
    ///
    /// If nothing is left to wait for, a budget is used up, or an exception left the loop.
    ///
    /// # Panics
    ///
    /// If a loop is running on this thread already.
    pub fn run_until_complete<T: Clone + 'static>(
        &self,
        future: &Future<T>,
    ) -> Result<Result<T, Exception>, Stop> {
        to_end(self.drive_until_complete(future))
    }

    /// As [`run_until_complete`](Self::run_until_complete), giving way to the host as
    /// [`drive_forever`](Self::drive_forever) does.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever).
    ///
    /// # Panics
    ///
    /// As for [`run_forever`](Self::run_forever).
    pub async fn drive_until_complete<T: Clone + 'static>(
        &self,
        future: &Future<T>,
    ) -> Result<Result<T, Exception>, Stop> {
        let (event_loop, watched) = (self.clone(), future.clone());
        let token = future.0.head().add_internal_callback(Internal::Stop, move || {
            let raised = (!watched.cancelled()).then(|| watched.exception().ok().flatten()).flatten();
            if !raised.is_some_and(|exception| exception.leaves_the_loop()) {
                event_loop.ask_to_stop();
            }
        });
        let ran = self.asked_to_run_forever().await;
        future.0.head().remove_callback(token);
        ran?;
        if !future.done() {
            return Ok(Err(Exception::runtime("Event loop stopped before Future completed.")));
        }
        Ok(future.retrieve())
    }

    /// Sets what ends the asynchronous generators that are left when the loop is closed, for a language that has them:
    /// it runs in the task `shutdown_asyncgens`.
    pub fn set_asyncgen_hook(&self, hook: Option<AsyncgenHook>) {
        let before = self.0.asyncgen_hook.replace(hook);
        drop(before);
    }

    /// What was set by [`set_asyncgen_hook`](Self::set_asyncgen_hook).
    pub fn asyncgen_hook(&self) -> Option<AsyncgenHook> {
        self.0.asyncgen_hook.borrow().clone()
    }

    /// What `Runner.close()` does before it closes the loop: cancels what is left, and ends the generators and threads
    /// that are left.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever).
    ///
    /// # Panics
    ///
    /// As for [`run_forever`](Self::run_forever).
    pub fn finish(&self) -> Result<(), Stop> {
        to_end(self.drive_finish())
    }

    /// As [`finish`](Self::finish), giving way to the host as [`drive_forever`](Self::drive_forever) does.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever).
    ///
    /// # Panics
    ///
    /// As for [`run_forever`](Self::run_forever).
    pub async fn drive_finish(&self) -> Result<(), Stop> {
        self.drive_cancel_all().await?;
        let hook = self.0.asyncgen_hook.borrow().clone();
        let asyncgens = async move {
            match hook {
                Some(hook) => hook().await,
                None => Ok(()),
            }
        };
        self.run_last("shutdown_asyncgens", asyncgens).await?;
        let event_loop = self.clone();
        self.run_last(
            "shutdown_default_executor",
            async move { event_loop.shutdown_default_executor().await },
        )
        .await
    }

    /// Cancels the tasks that are left, which are handed out.
    ///
    /// # Errors
    ///
    /// RecursionError for a chain of tasks that wait for each other that is too long.
    pub fn ask_all_to_cancel(&self) -> Result<Vec<TaskRef>, Exception> {
        let left = self.all_tasks();
        for task in &left {
            let ask = || self.inner().acting_as(Canceller::FinalCancel, || task.cancel());
            self.inner().cancelling(ask)?;
        }
        Ok(left)
    }

    /// `runners._cancel_all_tasks`: the first thing that [`drive_finish`](Self::drive_finish) does.
    ///
    /// # Errors
    ///
    /// As for [`run_forever`](Self::run_forever).
    ///
    /// # Panics
    ///
    /// As for [`run_forever`](Self::run_forever).
    pub async fn drive_cancel_all(&self) -> Result<(), Stop> {
        let left = self.ask_all_to_cancel().map_err(Stop::Raised)?;
        match left.is_empty() {
            true => Ok(()),
            false => self.drive_left(left).await,
        }
    }

    /// Runs until these have ended. Apart from what every run ends with, so that it is fetched when it is needed.
    #[inline(never)]
    fn drive_left(&self, left: Vec<TaskRef>) -> Pin<Box<dyn RustFuture<Output = Result<(), Stop>> + '_>> {
        Box::pin(self.drive_until_ended(left))
    }

    async fn drive_until_ended(&self, left: Vec<TaskRef>) -> Result<(), Stop> {
        // What gather(*left, return_exceptions=True) does with tasks whose results do not matter.
        let children: Rc<[FutureId]> = left.iter().map(TaskRef::id).collect();
        let all: Future<()> = Plain::create(self, FutureRole::Gather { children });
        let unfinished = Rc::new(Cell::new(left.len()));
        for task in &left {
            let (unfinished, all) = (unfinished.clone(), all.clone());
            task.0.head().add_internal_callback(Internal::Gather(all.id()), move || {
                unfinished.set(unfinished.get() - 1);
                if unfinished.get() == 0 {
                    all.0.core().set_result(());
                }
            });
        }
        let _ = self.drive_until_complete(&all).await?;
        for task in left.iter().filter(|task| !task.cancelled()) {
            if let Ok(Some(exception)) = task.exception() {
                self.call_exception_handler(&ErrorContext {
                    exception: Some(exception),
                    ..ErrorContext::about(task, "unhandled exception during asyncio.run() shutdown")
                });
            }
        }
        Ok(())
    }

    /// One of the coroutines with which `Runner.close()` ends.
    async fn run_last(
        &self,
        coroutine: &str,
        body: impl RustFuture<Output = Result<(), Exception>> + 'static,
    ) -> Result<(), Stop> {
        let task = TaskBuilder::new().coroutine(coroutine).eager(false).spawn_on(self, body);
        let _ = self.drive_until_complete(&task.as_future()).await?;
        Ok(())
    }
}

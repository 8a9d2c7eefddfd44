//! `asyncio.run()`: a port of `runners.Runner`.

use std::cell::Cell;
use std::future::Future as RustFuture;
use std::rc::Rc;

use crate::trace::{Canceller, FutureId, FutureRole};

use super::event_loop::EventLoop;
use super::exception::Exception;
use super::future::Future;
use super::future_state::Plain;
use super::limits::Stop;
use super::task_handles::{TaskBuilder, TaskRef};

impl EventLoop {
    /// Runs a coroutine to its end, cancels what is left and closes the loop (`asyncio.run()`).
    ///
    /// The inner result is the coroutine's own.
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
        let task = settings.spawn_on(self, main);
        let result = match self.run_until_complete(&task.as_future()) {
            Err(Stop::Raised(exception)) => Err(exception),
            other => other?,
        };
        drop(task);
        self.cancel_all_tasks()?;
        self.run_last("shutdown_asyncgens")?;
        self.run_last("shutdown_default_executor")?;
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
        let (event_loop, watched) = (self.clone(), future.clone());
        let token = future.0.head().add_internal_callback(move || {
            let raised = (!watched.cancelled()).then(|| watched.exception().ok().flatten()).flatten();
            if !raised.is_some_and(|exception| exception.leaves_the_loop()) {
                event_loop.stop();
            }
        });
        let ran = self.run_forever();
        future.0.head().remove_callback(token);
        ran?;
        if !future.done() {
            return Ok(Err(Exception::runtime("Event loop stopped before Future completed.")));
        }
        Ok(future.result())
    }

    /// `runners._cancel_all_tasks`.
    fn cancel_all_tasks(&self) -> Result<(), Stop> {
        let left = self.all_tasks();
        if left.is_empty() {
            return Ok(());
        }
        self.inner().acting_as(Canceller::FinalCancel, || left.iter().for_each(|task| _ = task.cancel()));
        // What gather(*left, return_exceptions=True) does with tasks whose results do not matter.
        let children: Rc<[FutureId]> = left.iter().map(TaskRef::id).collect();
        let all: Future<()> = Plain::create(self, FutureRole::Gather { children });
        let unfinished = Rc::new(Cell::new(left.len()));
        for task in &left {
            let (unfinished, all) = (unfinished.clone(), all.clone());
            task.0.head().add_internal_callback(move || {
                unfinished.set(unfinished.get() - 1);
                if unfinished.get() == 0 {
                    all.0.core().set_result(());
                }
            });
        }
        let _ = self.run_until_complete(&all)?;
        for task in left.iter().filter(|task| !task.cancelled()) {
            if let Ok(Some(exception)) = task.exception() {
                let text =
                    format!("unhandled exception during asyncio.run() shutdown {} {exception}", task.name());
                self.warn(text, Some(task.id()));
            }
        }
        Ok(())
    }

    /// One of the coroutines with which `Runner.close()` ends: what they would shut down does not exist here.
    fn run_last(&self, coroutine: &str) -> Result<(), Stop> {
        let task = TaskBuilder::new().coroutine(coroutine).spawn_on(self, async { Ok(()) });
        let _ = self.run_until_complete(&task.as_future())?;
        Ok(())
    }
}

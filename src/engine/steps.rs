//! What the loop knows of the step that runs: its task, what it suspends on, what is thrown into it, and who cancels.

use std::rc::Rc;

use crate::trace::{Canceller, FutureId};

use super::event_loop::{LoopInner, MOST_NESTED, Suspension};
use super::exception::Exception;
use super::future_state::AnyFuture;
use super::limits::Limit;
use super::task::AnyTask;

/// How many eager tasks may take their first step within each other: every one of them is on the host's stack.
const MOST_EAGER: u32 = 100;

impl LoopInner {
    /// Whether one more eager task may begin within the others. In CPython too many of them are a RecursionError.
    pub fn may_nest_eagerly(&self) -> bool {
        let may = self.eager_nested.get() < MOST_EAGER;
        if !may {
            self.exceed(Limit::Recursion(MOST_EAGER));
        }
        may
    }

    /// Makes a task the running one, and says which one was before.
    pub fn swap_current(&self, task: Option<Rc<dyn AnyTask>>) -> Option<Rc<dyn AnyTask>> {
        self.machine.tracer.set_task(task.as_ref().map(|task| task.head().id()));
        self.current.replace(task)
    }

    pub fn suspend(&self, suspension: Suspension) -> Result<(), Exception> {
        if self.suspension.is_some() {
            return Err(Exception::runtime(
                "a task can await one thing at a time: await several with gather()",
            ));
        }
        self.suspension.set(Some(suspension));
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
        let before = self.machine.acting.replace(Some(who));
        let result = action();
        self.machine.acting.set(before);
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
        let accepted = self.ask_to_cancel(to, message, Canceller::PassedOn { from }, true);
        self.cancels_nested.set(nested);
        accepted
    }

    /// Calls `cancel()` of a future, which its class may have overridden.
    pub fn ask_to_cancel(
        &self,
        to: &dyn AnyFuture,
        message: Option<&Rc<str>>,
        by: Canceller,
        passed_on: bool,
    ) -> bool {
        let hook = self.machine.cancel_hook.borrow().clone();
        hook.and_then(|hook| self.acting_as(by, || hook(to.head().id(), message, passed_on)))
            .unwrap_or_else(|| to.request_cancel(message, by))
    }

    /// Takes from the budget of handles for work that may multiply within one of them. Whether there was any left.
    pub fn charge(&self) -> bool {
        let run = self.machine.handles_run.get();
        if run >= self.machine.limits.handles {
            self.exceed(Limit::Handles(self.machine.limits.handles));
        }
        if self.machine.exceeded.get().is_some() {
            return false;
        }
        self.machine.handles_run.set(run + 1);
        true
    }

    /// Who calls `cancel()` now.
    pub fn canceller(&self) -> Canceller {
        if let Some(who) = self.machine.acting.get() {
            return who;
        }
        match &*self.current.borrow() {
            Some(task) => Canceller::Task { task: task.head().id() },
            None => Canceller::Callback,
        }
    }
}

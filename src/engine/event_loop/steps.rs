//! What the loop knows of the step that runs: its task, what it suspends on, what is thrown into it, and who cancels.

use std::rc::Rc;

use crate::engine::exception::{Class, Exception};
use crate::engine::futures::state::AnyFuture;
use crate::engine::limits::Limit;
use crate::engine::tasks::task::AnyTask;
use crate::trace::{Canceller, FutureId};

use super::{LoopInner, MOST_NESTED, Suspension};

/// How many eager tasks may take their first step within each other: every one of them is on the host's stack.
const MOST_EAGER: u32 = 100;

/// What becomes of a request to cancel that goes on without end.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::engine) enum TooDeep {
    /// It ends the run.
    #[default]
    Stops,
    /// Whoever asked raises.
    Raises,
    /// It was given up, and whoever asked is about to raise.
    Raised,
}

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
        let thrown = self.throw.take();
        if thrown.is_some() {
            self.machine.threw.set(true);
        }
        thrown
    }

    pub fn acting_as<R>(&self, who: Canceller, action: impl FnOnce() -> R) -> R {
        let before = self.machine.acting.replace(Some(who));
        let result = action();
        self.machine.acting.set(before);
        result
    }

    /// Does what asks for cancellations on behalf of somebody who can raise: a chain of those who wait for each other that
    /// is too long, or that is a circle, is a RecursionError.
    pub fn cancelling<R>(&self, ask: impl FnOnce() -> R) -> Result<R, Exception> {
        let before = self.too_deep.replace(TooDeep::Raises);
        let asked = ask();
        match self.too_deep.replace(before) {
            TooDeep::Raised => {
                if let Some(exception) = self.cancel_raised.take() {
                    return Err(exception);
                }
                let class = Class::Other("RecursionError".into());
                Err(Exception::with_message(class, "maximum recursion depth exceeded"))
            }
            _ => Ok(asked),
        }
    }

    /// Whether a request to cancel was given up that went on without end: nobody does anything for it any more.
    pub fn gave_up_cancelling(&self) -> bool {
        self.too_deep.get() == TooDeep::Raised
    }

    /// Passes a request to cancel on to what `from` waits for. One that goes on without end ends the run if nobody can
    /// raise what `cancel()` raises then, and so does one that multiplies on its way.
    pub fn pass_cancel_on(&self, to: &dyn AnyFuture, message: Option<&Rc<str>>, from: FutureId) -> bool {
        let nested = self.cancels_nested.get();
        if nested >= MOST_NESTED {
            match self.too_deep.get() {
                TooDeep::Stops => self.exceed(Limit::Recursion(MOST_NESTED)),
                _ => self.too_deep.set(TooDeep::Raised),
            }
        }
        if self.gave_up_cancelling() || !self.charge() {
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
        let own = self.machine.own_methods.borrow().clone();
        match own.and_then(|own| self.acting_as(by, || own.cancel(to.head().id(), message, passed_on))) {
            Some(Ok(accepted)) => accepted,
            Some(Err(exception)) => {
                // Whoever asked raises what it has raised, if that can be said to them.
                if self.too_deep.get() != TooDeep::Stops {
                    self.too_deep.set(TooDeep::Raised);
                    self.cancel_raised.replace(Some(exception));
                }
                false
            }
            None => to.request_cancel(message, by),
        }
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

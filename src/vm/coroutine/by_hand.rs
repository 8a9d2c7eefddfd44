//! Coroutines that a program drives itself, with `send()`, `throw()` and `close()`.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::engine::{EventLoop, Parked};
use crate::trace::FutureId;
use crate::vm::exceptions::{new_exception, runtime_error, stop_iteration, type_error, value_error};
use crate::vm::iteration::generator;
use crate::vm::machine::Vm;
use crate::vm::types::exception as classes;
use crate::vm::value::{Result, Value};

use super::parked::PARKED;
use super::{Body, Coroutine, Resume, State};

impl Coroutine {
    /// `send()` and `throw()`: drives it by hand to its next suspension.
    ///
    /// # Errors
    ///
    /// What it raises; StopIteration with its result when it ends.
    pub fn resume(self: &Rc<Self>, vm: &Vm, how: Resume) -> Result {
        let begun = matches!(&*self.state.borrow(), State::Suspended(_));
        let mut body = match self.take_body() {
            Ok(body) => body,
            Err(_) if self.is_driven() => {
                return Err(value_error("coroutine already executing"));
            }
            Err(error) => return Err(error),
        };
        let passed_in = match &how {
            Resume::Send(value) => Resume::Send(value.clone()),
            Resume::Throw(exception) => Resume::Throw(exception.clone()),
        };
        let throw = match how {
            Resume::Send(value) if !begun && !value.is_none() => {
                self.state.replace(State::New(body));
                return Err(type_error("can't send non-None value to a just-started coroutine"));
            }
            Resume::Send(_) => None,
            Resume::Throw(exception) if !begun => {
                self.state.replace(State::Done);
                drop(body);
                return Err(exception);
            }
            Resume::Throw(exception) => Some(exception),
        };
        let mut context = Context::from_waker(Waker::noop());
        let by_hand = vm.state::<ByHand>();
        let passed = Passed { task: task_that_runs(), how: Some(passed_in), yielded: None };
        let outer = by_hand.0.replace(Some(passed));
        let (polled, parked) = EventLoop::poll_apart(throw, || body.poll(vm, false, &mut context));
        let passed = by_hand.0.replace(outer);
        match polled {
            Poll::Pending => {
                if let Body::Python(execution) = &body {
                    self.holds(execution);
                }
                self.state.replace(State::Suspended(body));
                if let Some(yielded) = passed.and_then(|passed| passed.yielded) {
                    return Ok(yielded);
                }
                let parked = parked.unwrap_or_else(Parked::turn);
                if parked.is_turn() {
                    return Ok(Value::None);
                }
                Ok(match parked.task().and_then(|task| task.downcast::<Value>()) {
                    Some(task) => task.as_future().into(),
                    None => Value::native(PARKED.class(), parked),
                })
            }
            Poll::Ready(result) => {
                self.state.replace(State::Done);
                drop(body);
                Err(match result {
                    Ok(value) => stop_iteration(value),
                    Err(exception) => vm.leaving_coroutine(&exception).unwrap_or(exception),
                })
            }
        }
    }

    /// `close()`
    ///
    /// # Errors
    ///
    /// What its `finally` clauses raise; RuntimeError if it awaits something in them.
    pub fn close(self: &Rc<Self>, vm: &Vm) -> Result<()> {
        let mut is_tasks = false;
        match self.state.replace(State::Running) {
            State::Done => {
                self.state.replace(State::Done);
                return Ok(());
            }
            // A task that is to go on with it finds that it has ended.
            State::Driven(Body::Python(execution)) => {
                is_tasks = true;
                let begun = execution.has_begun();
                let body = Body::Python(execution);
                self.state.replace(if begun { State::Suspended(body) } else { State::New(body) });
            }
            driven @ (State::Driven(_) | State::Running) => {
                self.state.replace(driven);
                return Err(value_error("coroutine already executing"));
            }
            by_hand => _ = self.state.replace(by_hand),
        }
        let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
        match self.resume(vm, Resume::Throw(exit)) {
            Ok(_) => {
                if is_tasks && let State::Suspended(body) = self.state.replace(State::Running) {
                    self.state.replace(State::Driven(body));
                }
                Err(runtime_error("coroutine ignored GeneratorExit"))
            }
            Err(exception) => generator::unless_exit(exception),
        }
    }

    fn is_driven(&self) -> bool {
        matches!(&*self.state.borrow(), State::Driven(_) | State::Running)
    }
}

/// What passes between a coroutine and the code that drives it with `send()`.
pub(super) struct Passed {
    /// The task that runs, in case another one does meanwhile.
    task: Option<FutureId>,
    pub(super) how: Option<Resume>,
    pub(super) yielded: Option<Value>,
}

/// The innermost of the coroutines that are driven by hand and run now.
#[derive(Default)]
pub(super) struct ByHand(RefCell<Option<Passed>>);

impl ByHand {
    pub(super) fn with<R>(&self, act: impl FnOnce(&mut Passed) -> R) -> Option<R> {
        self.0.borrow_mut().as_mut().filter(|passed| passed.task == task_that_runs()).map(act)
    }
}

fn task_that_runs() -> Option<FutureId> {
    Some(EventLoop::try_current()?.current_task()?.id())
}

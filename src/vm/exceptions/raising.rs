//! Raising, matching and handling exceptions.

use crate::engine::Exception;
use crate::vm::code::Span;
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::types::exception as classes;
use crate::vm::value::{Result, Value};

use super::{Flight, data_of, type_error};

impl Vm {
    /// The exception that `raise value` raises: a class is called.
    pub(in crate::vm) fn to_exception(&self, value: &Value) -> Result<Exception> {
        match value {
            Value::Exception(exception) => Ok(exception.clone()),
            Value::Class(class) if class.is_subclass(&classes::BASE_EXCEPTION.class()) => {
                match self.call(value, &[])? {
                    Value::Exception(exception) => Ok(exception),
                    other => Err(type_error(format!(
                        "calling {} should have returned an instance of BaseException, not {}",
                        class.name(),
                        other.type_name()
                    ))),
                }
            }
            _ => Err(type_error("exceptions must derive from BaseException")),
        }
    }

    /// The exception that `raise value from cause` raises.
    #[inline(never)]
    pub(in crate::vm) fn to_exception_from(&self, value: &Value, cause: &Value) -> Result<Exception> {
        let exception = self.to_exception(value)?;
        let cause = match cause {
            Value::None => None,
            Value::Exception(cause) => Some(cause.clone()),
            Value::Class(class) if class.is_subclass(&classes::BASE_EXCEPTION.class()) => {
                Some(self.to_exception(cause)?)
            }
            _ => return Err(type_error("exception causes must derive from BaseException")),
        };
        let data = data_of(&exception);
        data.suppress_context.set(true);
        data.cause.replace(cause);
        Ok(exception)
    }

    /// Sets `__context__` of an exception that sets out while another one is handled (`_PyErr_SetObject`).
    pub(in crate::vm) fn add_context(&self, exception: &Exception) {
        let data = data_of(exception);
        let before = data.flight.replace(Flight::Raised);
        let Some(handled) = self.handled.borrow().clone() else { return };
        if before == Flight::Raised || handled.is(exception) || self.is_stopped() {
            return;
        }
        if before == Flight::Fresh && data.context.borrow().is_some() {
            return;
        }
        // No chain may come back to where it began.
        let mut link = handled.clone();
        for walked in 0..1000 {
            if walked % 64 == 63 {
                // Long chains take longer than what raises. If that was the last of the budget, the run is over.
                _ = self.charge(256);
            }
            let next = data_of(&link).context.borrow().clone();
            match next {
                Some(next) if next.is(exception) => {
                    data_of(&link).context.replace(None);
                    break;
                }
                Some(next) => link = next,
                None => break,
            }
        }
        data.context.replace(Some(handled));
    }

    /// A `raise` statement: it gives an exception its context even if that has one, or is on its way.
    pub(in crate::vm) fn raised_by_statement(exception: Exception) -> Exception {
        data_of(&exception).flight.set(Flight::Landed);
        exception
    }

    /// Whether an `except` clause for a class, or a tuple of classes, is for an exception.
    pub(in crate::vm) fn exception_matches(&self, exception: &Value, class: &Value) -> Result<bool> {
        let Value::Exception(exception) = exception else { return Ok(false) };
        match class {
            Value::Class(class) if class.is_subclass(&classes::BASE_EXCEPTION.class()) => {
                Ok(data_of(exception).class.borrow().is_subclass(class))
            }
            Value::Tuple(classes) => {
                let value = Value::Exception(exception.clone());
                for class in classes.iter() {
                    if self.exception_matches(&value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }

    /// An exception is handled from now on; the one that was so far stands below it.
    pub(in crate::vm) fn push_handled(&self, execution: &mut Execution) {
        let exception = execution.pop();
        if let Value::Exception(handled) = &exception {
            let outer = self.handled.replace(Some(handled.clone()));
            execution.push(outer.map_or(Value::None, Value::Exception));
            execution.clauses += 1;
        }
        execution.push(exception);
    }

    /// The handling of an exception ends, and goes on of the one on top of the stack; `raises` if what was handled is raised
    /// again.
    pub(in crate::vm) fn pop_handled(&self, execution: &mut Execution, raises: bool) {
        execution.clauses = execution.clauses.saturating_sub(1);
        let outer = match execution.pop() {
            Value::Exception(outer) => Some(outer),
            _ => None,
        };
        // What is handled further out may have come into sight meanwhile, or gone out of it.
        let outer = match (outer, execution.enclosing.last()) {
            (None, Some((_, enclosing))) if execution.thrown == 0 => Some(enclosing.clone()),
            (Some(outer), Some((at, enclosing))) if *at < execution.thrown && enclosing.is(&outer) => None,
            (outer, _) => outer,
        };
        let before = self.handled.replace(outer);
        if !execution.caught.is_empty() {
            self.tell_left(execution, before.as_ref(), raises);
        }
        drop(before);
    }

    /// Something was thrown in: what is handled further out is no context of it, nor of what is raised before the step ends.
    /// Whether that was the innermost that is handled.
    pub(in crate::vm) fn hide_enclosing(&self, execution: &Execution) -> bool {
        let Some((_, enclosing)) = execution.enclosing.last().filter(|_| execution.thrown > 0) else {
            return false;
        };
        let is_innermost = self.handled.borrow().as_ref().is_some_and(|handled| handled.is(enclosing));
        if is_innermost {
            self.handled.replace(None);
        }
        is_innermost
    }

    /// The frame of an awaited coroutine has ended. If it is one of those that something was thrown into, whoever awaited it
    /// is run apart from those further out; whether that is so.
    pub(in crate::vm) fn leave_awaited(&self, execution: &mut Execution) -> bool {
        let at = execution.frames.len();
        let own = execution.enclosing.pop_if(|(enclosed, _)| *enclosed >= at).map(|(_, own)| own);
        let was_thrown_into = at < execution.thrown;
        if was_thrown_into {
            execution.thrown = at;
            let before = self.handled.replace(own);
            drop(before);
        }
        was_thrown_into
    }

    /// `except* class`: of the exception and the class on top of the stack, what does not match and what does, which is
    /// handled from now on.
    #[inline(never)]
    pub(in crate::vm) fn take_group(&self, execution: &mut Execution, span: Option<&Span>) -> Result<()> {
        let class = execution.pop();
        let exception = execution.pop();
        let (matching, rest) = self.match_group(&exception, &class, span)?;
        if let Value::Exception(matching) = &matching {
            let before = self.handled.replace(Some(matching.clone()));
            drop(before);
        }
        execution.push(rest);
        execution.push(matching);
        Ok(())
    }
}

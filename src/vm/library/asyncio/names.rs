//! What callbacks are called in messages, and how they are called.

use std::any::Any;
use std::rc::Rc;

use crate::engine::Run;
use crate::vm::code::BinaryOp;
use crate::vm::machine::Vm;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// The name of a callback in warnings and in the trace: that of its function.
pub fn callback_name(vm: &Vm, callback: &Value) -> Rc<str> {
    match callback {
        Value::Function(function) => function.name.borrow().clone(),
        Value::Method(method) => match &method.receiver {
            Value::Future(future) if future.is_task() => {
                future.task.as_ref().map_or_else(|| "callback".into(), |task| task.name())
            }
            _ => callback_name(vm, &method.function),
        },
        Value::Native(native) => native.native.name.into(),
        Value::Class(class) => class.name(),
        other => {
            // functools.partial, or an object with __call__
            let inner = vm.find_attr(other, Symbol::new("func")).ok().flatten();
            let callable = inner.as_ref().unwrap_or(other);
            match vm.find_attr(callable, Symbol::new("__name__")) {
                Ok(Some(name)) => name.as_str().map_or_else(|| callable.type_name(), Into::into),
                _ => callable.type_name(),
            }
        }
    }
}

/// A key that is the same for callbacks that are equal.
pub(super) fn callback_key(callback: &Value) -> u64 {
    let key = match callback {
        Value::Method(method) => method.function.id().wrapping_mul(31) ^ method.receiver.id(),
        other => other.id(),
    };
    key as u64 & (u64::MAX >> 1)
}

/// A callback of the program's, and what it is called with.
pub(super) struct Called {
    pub callback: Value,
    pub args: Vec<Value>,
}

/// What calls a callback.
pub(super) struct Caller(Rc<Called>);

/// What calls a callback.
pub(super) fn caller(callback: Value, args: Vec<Value>) -> Caller {
    Caller(Rc::new(Called { callback, args }))
}

impl Run for Caller {
    fn run(self: Box<Self>) -> Result<()> {
        let Some(vm) = Vm::try_current() else { return Ok(()) };
        let Called { callback, args } = &*self.0;
        match vm.call(callback, args) {
            Ok(result) => {
                drop(result);
                Ok(())
            }
            Err(exception) => {
                vm.settle(&exception);
                super::errors::note_failed(&vm, callback, args);
                Err(exception)
            }
        }
    }

    fn subject(&self) -> Option<Rc<dyn Any>> {
        Some(self.0.clone())
    }
}

/// `callable(value)`, for the checks of `set_task_factory()` and its like.
pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        other => vm.special(other, "__call__").is_some(),
    }
}

/// A number of seconds.
///
/// # Errors
///
/// TypeError for what is no number.
pub(super) fn seconds(vm: &Vm, value: &Value) -> Result<f64> {
    match value.plain() {
        Value::Float(secs) => Ok(*secs),
        Value::Int(secs) => Ok(*secs as f64),
        Value::Bool(secs) => Ok(f64::from(*secs)),
        other => {
            let sum = vm.binary(BinaryOp::Add, &Value::Float(0.0), other)?;
            match sum {
                Value::Float(secs) => Ok(secs),
                Value::Int(secs) => Ok(secs as f64),
                other => Err(vm.cannot(&other, "is no number of seconds")),
            }
        }
    }
}

/// `loop.time() + delay`, as Python adds it.
pub(super) fn deadline(vm: &Vm, now: f64, delay: &Value) -> Result<Value> {
    match delay {
        Value::Float(secs) => Ok(Value::Float(now + secs)),
        Value::Int(secs) => Ok(Value::Float(now + *secs as f64)),
        other => vm.binary(BinaryOp::Add, &Value::Float(now), other),
    }
}

//! Exceptions: their classes, methods and attributes.

mod base;
mod classes;
mod groups;
mod kinds;

pub use classes::*;

use crate::engine::Exception;
use crate::vm::exceptions::{ExceptionData, data_of, type_error};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub(in crate::vm) use groups::{derived_part, is_group};

/// The exception that a method was called on.
fn exception(value: &Value) -> Result<&Exception> {
    match value {
        Value::Exception(exception) => Ok(exception),
        other => Err(type_error(format!(
            "descriptor requires a 'BaseException' object but received a '{}'",
            other.type_name()
        ))),
    }
}

fn data(value: &Value) -> Result<&ExceptionData> {
    exception(value).map(data_of)
}

/// An attribute that CPython keeps outside `__dict__`: its name begins with a dot here.
fn hidden(value: &Value, name: &str) -> Result<Option<Value>> {
    Ok(data(value)?.attributes.get(Symbol::new(name)))
}

/// The items of `args`.
fn args_of(data: &ExceptionData) -> Vec<Value> {
    match &*data.args.borrow() {
        Value::Tuple(args) => args.to_vec(),
        _ => Vec::new(),
    }
}

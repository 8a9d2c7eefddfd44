//! What variables hold.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{EventLoop, Exception, Future, NeverAwaited, Timeout};

use super::ast::{Attribute, Builtin, Function, FunctionId, Program};
use super::number::repr_float;
use super::repr::repr_str;

/// A value of a running program.
#[derive(Clone)]
pub enum Value {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    Str(Rc<str>),
    /// A list.
    List(Rc<[Value]>),
    /// `range(n)`
    Range(i64),
    /// A function of the program.
    Function(FunctionId),
    /// Something built in or imported.
    Builtin(Builtin),
    /// A coroutine that may not have begun.
    Coroutine(Rc<Coroutine>),
    /// A future or task.
    Future(Future<Value>),
    /// An exception.
    Exception(Exception),
    /// `asyncio.timeout()`
    Timeout(Timeout),
    /// The running loop.
    EventLoop(EventLoop),
    /// A method of an object.
    Method(Rc<(Value, Attribute)>),
}

/// A coroutine object: what is called, until somebody awaits it.
pub struct Coroutine {
    pub(super) name: Rc<str>,
    /// `None` once it has begun.
    pub(super) call: RefCell<Option<CoroutineCall>>,
    pub(super) never_awaited: NeverAwaited,
}

/// What a coroutine does once it begins.
pub(super) enum CoroutineCall {
    Function(FunctionId, Vec<Value>),
    Sleep(f64),
    WaitFor(Value, Option<f64>),
}

impl Coroutine {
    /// What it is to do, now that somebody awaits it.
    pub(super) fn begin(&self) -> Result<CoroutineCall, Exception> {
        self.never_awaited.awaited();
        self.call.take().ok_or_else(|| Exception::runtime("cannot reuse already awaited coroutine"))
    }
}

impl Value {
    /// `str()`
    pub fn to_text(&self, program: &Program) -> String {
        match self {
            Self::Str(text) => text.to_string(),
            Self::Exception(exception) => {
                exception.message().map(|message| message.to_string()).unwrap_or_default()
            }
            other => other.repr(program),
        }
    }

    /// `repr()`
    pub fn repr(&self, program: &Program) -> String {
        match self {
            Self::None => "None".into(),
            Self::Bool(true) => "True".into(),
            Self::Bool(false) => "False".into(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => repr_float(*value),
            Self::Str(text) => repr_str(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.repr(program)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Range(end) => format!("range(0, {end})"),
            Self::Exception(exception) => {
                let message = exception.message().map(|message| repr_str(message)).unwrap_or_default();
                format!("{}({message})", exception.class().name())
            }
            Self::Function(id) => format!("<function {}>", function_name(program, *id)),
            Self::Builtin(builtin) => format!("<{}>", builtin.name()),
            Self::Coroutine(coroutine) => format!("<coroutine object {}>", coroutine.name),
            Self::Future(future) => match future.as_task() {
                Some(task) => format!("<Task {}>", task.name()),
                None => "<Future>".into(),
            },
            Self::Timeout(_) => "<Timeout>".into(),
            Self::EventLoop(_) => "<EventLoop>".into(),
            Self::Method(_) => "<method>".into(),
        }
    }

    /// `bool()`
    pub fn is_true(&self) -> bool {
        match self {
            Self::None => false,
            Self::Bool(value) => *value,
            Self::Int(value) | Self::Range(value) => *value != 0,
            Self::Float(value) => *value != 0.0,
            Self::Str(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            _ => true,
        }
    }

    /// The name of its type, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::None => "NoneType",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Str(_) => "str",
            Self::List(_) => "list",
            Self::Range(_) => "range",
            Self::Function(_) => "function",
            Self::Builtin(_) => "builtin_function_or_method",
            Self::Coroutine(_) => "coroutine",
            Self::Future(future) => future.as_task().map_or("Future", |_| "Task"),
            Self::Exception(_) => "exception",
            Self::Timeout(_) => "Timeout",
            Self::EventLoop(_) => "EventLoop",
            Self::Method(_) => "method",
        }
    }
}

pub(super) fn function_name(program: &Program, id: FunctionId) -> &str {
    program.functions.get(id.0 as usize).map_or("?", |function: &Function| &function.name)
}

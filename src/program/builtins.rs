//! What the names that every program has do when they are called: Python's builtins, and asyncio's names.

use std::rc::Rc;

use crate::engine::{Class, EventLoop, Exception, Future, Timeout, gather_into, shield};
use crate::trace::EventKind;

use super::ast::{Attribute, Builtin, ExceptionName, Keyword};
use super::interpreter::{Machine, other};
use super::value::{CoroutineCall, Value, function_name};

type Keywords<'a> = &'a [(Keyword, Value)];

impl Machine {
    pub(super) fn call_value(
        &self,
        function: &Value,
        arguments: Vec<Value>,
        keywords: Keywords<'_>,
        depth: u32,
    ) -> Result<Value, Exception> {
        match function {
            Value::Function(function) => self.call_program_function(*function, arguments, depth),
            Value::Builtin(builtin) => self.call_builtin(*builtin, arguments, keywords),
            Value::Method(method) => self.call_method(&method.0, method.1, arguments),
            value => Err(self.type_error(format!("'{}' object is not callable", value.type_name()))),
        }
    }

    pub(super) fn type_error(&self, message: String) -> Exception {
        self.raised(Exception::with_message(other("TypeError"), message))
    }

    fn call_builtin(
        &self,
        builtin: Builtin,
        arguments: Vec<Value>,
        keywords: Keywords<'_>,
    ) -> Result<Value, Exception> {
        let needs_loop = matches!(
            builtin,
            Builtin::CreateTask
                | Builtin::Gather
                | Builtin::Shield
                | Builtin::Timeout
                | Builtin::GetRunningLoop
        );
        if needs_loop && EventLoop::try_current().is_none() {
            return Err(self.raised(Exception::runtime("no running event loop")));
        }
        match builtin {
            Builtin::Print => {
                self.print(&arguments);
                Ok(Value::None)
            }
            Builtin::Range => match arguments.as_slice() {
                [Value::Int(end)] => Ok(Value::Range(*end)),
                _ => Err(self.type_error("range() takes a whole number here".into())),
            },
            Builtin::TimeSleep => {
                let secs = self.seconds(&arguments, "sleep")?;
                if secs < 0.0 || secs.is_nan() {
                    let message = "sleep length must be non-negative";
                    return Err(self.raised(Exception::with_message(Class::ValueError, message)));
                }
                self.event_loop.block(secs);
                Ok(Value::None)
            }
            Builtin::Sleep => {
                let secs = self.seconds(&arguments, "sleep")?;
                Ok(self.coroutine("sleep".into(), CoroutineCall::Sleep(secs)))
            }
            Builtin::CreateTask => {
                let name = keywords.iter().find(|(name, _)| *name == Keyword::Name);
                let name = name.map(|(_, name)| name.to_text(&self.program).into());
                match arguments.as_slice() {
                    [Value::Coroutine(coroutine)] => self.spawn(coroutine, name),
                    [value] => Err(self
                        .type_error(format!("a coroutine was expected, got {}", value.repr(&self.program)))),
                    _ => Err(self.type_error("create_task() takes one coroutine".into())),
                }
            }
            Builtin::Gather => {
                let return_exceptions = keywords
                    .iter()
                    .any(|(name, value)| *name == Keyword::ReturnExceptions && value.is_true());
                let children: Result<Vec<_>, _> =
                    arguments.into_iter().map(|argument| self.ensure_future(argument)).collect();
                let gathered = gather_into(children?, return_exceptions, |results| {
                    Value::List(
                        results.into_iter().map(|result| result.unwrap_or_else(Value::Exception)).collect(),
                    )
                });
                Ok(Value::Future(gathered))
            }
            Builtin::Shield => match <[Value; 1]>::try_from(arguments) {
                Ok([argument]) => Ok(Value::Future(shield(self.ensure_future(argument)?))),
                Err(_) => Err(self.type_error("shield() takes one awaitable".into())),
            },
            Builtin::Timeout => match arguments.as_slice() {
                [delay] => Ok(Value::Timeout(Timeout::after(self.optional_seconds(delay)?))),
                _ => Err(self.type_error("timeout() takes one delay".into())),
            },
            Builtin::WaitFor => match <[Value; 2]>::try_from(arguments) {
                Ok([awaited, delay]) => {
                    let delay = self.optional_seconds(&delay)?;
                    Ok(self.coroutine("wait_for".into(), CoroutineCall::WaitFor(awaited, delay)))
                }
                Err(_) => Err(self.type_error("wait_for() takes an awaitable and a timeout".into())),
            },
            Builtin::GetRunningLoop => Ok(Value::EventLoop(self.event_loop.clone())),
            Builtin::Exception(class) => {
                let message = arguments.first().map(|message| message.to_text(&self.program));
                Ok(Value::Exception(match message {
                    Some(message) => Exception::with_message(class.class(), message),
                    None => Exception::new(class.class()),
                }))
            }
        }
    }

    fn call_method(&self, value: &Value, name: Attribute, arguments: Vec<Value>) -> Result<Value, Exception> {
        match (value, name) {
            (Value::Future(future), Attribute::Cancel) => Ok(Value::Bool(future.cancel())),
            (Value::Future(future), Attribute::Done) => Ok(Value::Bool(future.done())),
            (Value::Future(future), Attribute::Cancelled) => Ok(Value::Bool(future.cancelled())),
            (Value::Future(future), Attribute::Cancelling | Attribute::Uncancel) => match future.as_task() {
                Some(task) if name == Attribute::Cancelling => Ok(Value::Int(task.cancelling().into())),
                Some(task) => Ok(Value::Int(task.uncancel().into())),
                None => Err(self.no_attribute(value, name)),
            },
            (Value::EventLoop(event_loop), Attribute::CallAt) => {
                let mut arguments = arguments.into_iter();
                let (Some(deadline), Some(callback)) = (arguments.next(), arguments.next()) else {
                    return Err(self.type_error("call_at() takes a time and a callback".into()));
                };
                let deadline = self.seconds(&[deadline], "call_at")?;
                let (name, run) = self.callback(callback, arguments.collect());
                event_loop.call_at(deadline, name, run);
                Ok(Value::None)
            }
            (Value::EventLoop(event_loop), Attribute::CallSoon) => {
                let mut arguments = arguments.into_iter();
                let Some(callback) = arguments.next() else {
                    return Err(self.type_error("call_soon() takes a callback".into()));
                };
                let (name, run) = self.callback(callback, arguments.collect());
                event_loop.call_soon(name, run);
                Ok(Value::None)
            }
            _ => Err(self.no_attribute(value, name)),
        }
    }

    fn no_attribute(&self, value: &Value, name: Attribute) -> Exception {
        let message = format!("'{}' object has no attribute '{}'", value.type_name(), name.name());
        self.raised(Exception::with_message(other("AttributeError"), message))
    }

    /// A callback for the loop, and its name in messages.
    fn callback(
        &self,
        function: Value,
        arguments: Vec<Value>,
    ) -> (Rc<str>, impl FnOnce() -> Result<(), Exception> + 'static) {
        let name: Rc<str> = match &function {
            Value::Function(function) => function_name(&self.program, *function).into(),
            Value::Method(method) => method.1.name().into(),
            value => value.type_name().into(),
        };
        let machine = self.myself();
        (name, move || machine.call_value(&function, arguments, &[], 0).map(|_| ()))
    }

    /// `asyncio.ensure_future()`
    pub(super) fn ensure_future(&self, value: Value) -> Result<Future<Value>, Exception> {
        let value = match value {
            Value::Coroutine(coroutine) => self.spawn(&coroutine, None)?,
            value => value,
        };
        match value {
            Value::Future(future) => Ok(future),
            _ => Err(self.type_error("An asyncio.Future, a coroutine or an awaitable is required".into())),
        }
    }

    fn print(&self, values: &[Value]) {
        if self.is_cleared() {
            return;
        }
        let text: Vec<String> = values.iter().map(|value| value.to_text(&self.program)).collect();
        for line in text.join(" ").split('\n') {
            self.event_loop.emit(|| EventKind::Printed { text: line.into() });
        }
    }

    fn optional_seconds(&self, value: &Value) -> Result<Option<f64>, Exception> {
        match value {
            Value::None => Ok(None),
            value => self.seconds(std::slice::from_ref(value), "timeout").map(Some),
        }
    }

    fn seconds(&self, arguments: &[Value], function: &str) -> Result<f64, Exception> {
        match arguments {
            [Value::Int(secs)] => Ok(*secs as f64),
            [Value::Float(secs)] => Ok(*secs),
            [Value::Bool(secs)] => Ok(f64::from(u8::from(*secs))),
            [value] => {
                Err(self.type_error(format!("'{}' object is no number of seconds", value.type_name())))
            }
            _ => Err(self.type_error(format!("{function}() takes one number of seconds"))),
        }
    }
}

impl Builtin {
    /// How a program calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Range => "range",
            Self::TimeSleep => "time.sleep",
            Self::Sleep => "asyncio.sleep",
            Self::CreateTask => "asyncio.create_task",
            Self::Gather => "asyncio.gather",
            Self::Shield => "asyncio.shield",
            Self::Timeout => "asyncio.timeout",
            Self::WaitFor => "asyncio.wait_for",
            Self::GetRunningLoop => "asyncio.get_running_loop",
            Self::Exception(ExceptionName::CancelledError) => "asyncio.CancelledError",
            Self::Exception(name) => name.name(),
        }
    }

    /// The module from which a program gets it; `None` for Python's own builtins.
    pub fn module(self) -> Option<&'static str> {
        match self {
            Self::Print | Self::Range => None,
            Self::Exception(ExceptionName::CancelledError) => Some("asyncio"),
            Self::Exception(_) => None,
            Self::TimeSleep => Some("time"),
            Self::Sleep
            | Self::CreateTask
            | Self::Gather
            | Self::Shield
            | Self::Timeout
            | Self::WaitFor
            | Self::GetRunningLoop => Some("asyncio"),
        }
    }
}

impl Attribute {
    /// Its name in Python.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cancel => "cancel",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Cancelling => "cancelling",
            Self::Uncancel => "uncancel",
            Self::CallAt => "call_at",
            Self::CallSoon => "call_soon",
        }
    }
}

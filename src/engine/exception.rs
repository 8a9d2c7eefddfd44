//! Exceptions, as the engine sees them: a class, a message, and an identity.

use std::any::Any;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

use crate::trace::Failure;

/// An exception object: clones are the same object, as two names for one object are in Python.
#[derive(Clone)]
pub struct Exception(Rc<Object>);

struct Object {
    class: Class,
    message: Option<Rc<str>>,
    payload: OnceCell<Box<dyn Any>>,
}

/// The class of an exception: those that asyncio itself raises or treats in a special way, and all others by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Class {
    /// `asyncio.CancelledError`, a BaseException but no Exception.
    CancelledError,
    /// `TimeoutError`.
    TimeoutError,
    /// `asyncio.InvalidStateError`.
    InvalidStateError,
    /// `RuntimeError`.
    RuntimeError,
    /// `ValueError`.
    ValueError,
    /// `KeyboardInterrupt`: leaves the loop at once.
    KeyboardInterrupt,
    /// `SystemExit`: leaves the loop at once.
    SystemExit,
    /// `GeneratorExit`: thrown into a coroutine that is destroyed before it has ended.
    GeneratorExit,
    /// Any other class.
    Other(Rc<str>),
}

impl Class {
    /// The class's `__name__`.
    pub fn name(&self) -> &str {
        match self {
            Self::CancelledError => "CancelledError",
            Self::TimeoutError => "TimeoutError",
            Self::InvalidStateError => "InvalidStateError",
            Self::RuntimeError => "RuntimeError",
            Self::ValueError => "ValueError",
            Self::KeyboardInterrupt => "KeyboardInterrupt",
            Self::SystemExit => "SystemExit",
            Self::GeneratorExit => "GeneratorExit",
            Self::Other(name) => name,
        }
    }
}

impl Exception {
    /// An exception without arguments.
    pub fn new(class: Class) -> Self {
        Self(Rc::new(Object { class, message: None, payload: OnceCell::new() }))
    }

    /// An exception with a message.
    pub fn with_message(class: Class, message: impl Into<Rc<str>>) -> Self {
        Self(Rc::new(Object { class, message: Some(message.into()), payload: OnceCell::new() }))
    }

    /// A CancelledError with the message that was given to `cancel()`, if one was.
    pub fn cancelled(message: Option<Rc<str>>) -> Self {
        Self(Rc::new(Object { class: Class::CancelledError, message, payload: OnceCell::new() }))
    }

    /// A RuntimeError.
    pub fn runtime(message: impl Into<Rc<str>>) -> Self {
        Self::with_message(Class::RuntimeError, message)
    }

    /// An InvalidStateError.
    pub fn invalid_state(message: impl Into<Rc<str>>) -> Self {
        Self::with_message(Class::InvalidStateError, message)
    }

    /// Its class.
    pub fn class(&self) -> &Class {
        &self.0.class
    }

    /// The message it was made with; `None` if it has no arguments.
    pub fn message(&self) -> Option<&Rc<str>> {
        self.0.message.as_ref()
    }

    /// Whether it is a CancelledError.
    pub fn is_cancelled(&self) -> bool {
        self.0.class == Class::CancelledError
    }

    /// Whether it leaves the loop at once instead of staying with the task that raised it.
    pub(super) fn leaves_the_loop(&self) -> bool {
        matches!(self.0.class, Class::KeyboardInterrupt | Class::SystemExit)
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// What a language on top of the engine keeps with the exception: set at the first call, the same ever after.
    pub fn payload(&self, make: impl FnOnce() -> Box<dyn Any>) -> &dyn Any {
        &**self.0.payload.get_or_init(make)
    }

    /// The exception as the trace tells it.
    pub fn failure(&self) -> Failure {
        Failure { class: self.class().name().into(), message: self.message().cloned().unwrap_or_default() }
    }
}

impl fmt::Display for Exception {
    /// `TYPE: MESSAGE`, or `TYPE` where there is no message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            Some(message) if !message.is_empty() => write!(f, "{}: {message}", self.class().name()),
            _ => f.write_str(self.class().name()),
        }
    }
}

impl fmt::Debug for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for Exception {}

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
    message: OnceCell<Rc<str>>,
    /// In a box, since hardly any exception has it and there may be one for every task.
    group: Option<Box<Group>>,
    cause: OnceCell<Exception>,
    payload: OnceCell<Box<dyn Any>>,
}

/// What an ExceptionGroup has beyond an exception.
struct Group {
    message: Rc<str>,
    exceptions: Rc<[Exception]>,
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
    /// `asyncio.QueueEmpty`.
    QueueEmpty,
    /// `asyncio.QueueFull`.
    QueueFull,
    /// `asyncio.QueueShutDown`.
    QueueShutDown,
    /// `asyncio.BrokenBarrierError`.
    BrokenBarrierError,
    /// `ExceptionGroup`; made by [`Exception::group`].
    ExceptionGroup,
    /// `BaseExceptionGroup`; made by [`Exception::group`].
    BaseExceptionGroup,
    /// A class of the program's that asyncio treats as the one it is derived from.
    Derived {
        /// Its `__name__`.
        name: Rc<str>,
        /// What it is derived from.
        base: Base,
    },
    /// Any other class: an Exception.
    Other(Rc<str>),
}

/// The classes that asyncio treats in a special way wherever they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// `asyncio.CancelledError`.
    CancelledError,
    /// `KeyboardInterrupt`.
    KeyboardInterrupt,
    /// `SystemExit`.
    SystemExit,
    /// `BaseException`, but not `Exception` nor any of the others.
    BaseException,
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
            Self::QueueEmpty => "QueueEmpty",
            Self::QueueFull => "QueueFull",
            Self::QueueShutDown => "QueueShutDown",
            Self::BrokenBarrierError => "BrokenBarrierError",
            Self::ExceptionGroup => "ExceptionGroup",
            Self::BaseExceptionGroup => "BaseExceptionGroup",
            Self::Derived { name, .. } | Self::Other(name) => name,
        }
    }

    /// What it is derived from, if that is not `Exception`.
    pub fn base(&self) -> Option<Base> {
        match self {
            Self::CancelledError => Some(Base::CancelledError),
            Self::KeyboardInterrupt => Some(Base::KeyboardInterrupt),
            Self::SystemExit => Some(Base::SystemExit),
            Self::GeneratorExit | Self::BaseExceptionGroup => Some(Base::BaseException),
            Self::Derived { base, .. } => Some(*base),
            _ => None,
        }
    }
}

impl Exception {
    fn make(class: Class, message: Option<Rc<str>>, group: Option<Box<Group>>) -> Self {
        let message = message.map_or_else(OnceCell::new, OnceCell::from);
        Self(Rc::new(Object { class, message, group, cause: OnceCell::new(), payload: OnceCell::new() }))
    }

    /// Several exceptions as one (`BaseExceptionGroup(message, exceptions)`): an ExceptionGroup if each of them is an
    /// Exception, else a BaseExceptionGroup.
    ///
    /// ```
    /// use awaitscope::engine::{Class, Exception};
    ///
    /// let group = Exception::group("it went wrong", vec![Exception::runtime("here"), Exception::runtime("there")]);
    /// assert_eq!(*group.class(), Class::ExceptionGroup);
    /// assert_eq!(group.to_string(), "ExceptionGroup: it went wrong (2 sub-exceptions)");
    /// assert_eq!(group.exceptions().len(), 2);
    /// ```
    pub fn group(message: impl Into<Rc<str>>, exceptions: Vec<Self>) -> Self {
        let plain = exceptions.iter().all(|exception| exception.class().base().is_none());
        let class = if plain { Class::ExceptionGroup } else { Class::BaseExceptionGroup };
        Self::group_of(class, message, exceptions)
    }

    /// The same, of a class that is said: one that a program derives from a group's.
    pub fn group_of(class: Class, message: impl Into<Rc<str>>, exceptions: Vec<Self>) -> Self {
        let message = message.into();
        let plural = if exceptions.len() == 1 { "" } else { "s" };
        let text = format!("{message} ({} sub-exception{plural})", exceptions.len());
        Self::make(class, Some(text.into()), Some(Box::new(Group { message, exceptions: exceptions.into() })))
    }

    /// What a group consists of; nothing if it is none.
    pub fn exceptions(&self) -> &[Self] {
        self.0.group.as_ref().map_or(&[], |group| &group.exceptions)
    }

    /// The message of a group, without the number of its exceptions.
    pub fn group_message(&self) -> Option<&Rc<str>> {
        self.0.group.as_ref().map(|group| &group.message)
    }

    /// Those in a group that are such, and the others, both in groups like this one (`BaseExceptionGroup.split()`). An
    /// exception that is no group is all of one side.
    pub fn split(&self, is_such: &dyn Fn(&Self) -> bool) -> (Option<Self>, Option<Self>) {
        let Some(group) = &self.0.group else {
            return if is_such(self) { (Some(self.clone()), None) } else { (None, Some(self.clone())) };
        };
        if is_such(self) {
            return (Some(self.clone()), None);
        }
        let (mut such, mut others) = (Vec::new(), Vec::new());
        for exception in &*group.exceptions {
            let (some, rest) = exception.split(is_such);
            such.extend(some);
            others.extend(rest);
        }
        let part = |exceptions: Vec<Self>| {
            (!exceptions.is_empty()).then(|| Self::group(group.message.clone(), exceptions))
        };
        (part(such), part(others))
    }

    /// The same exception, raised from another (`raise ... from cause`). Nothing changes if it has a cause already.
    pub fn because_of(self, cause: &Self) -> Self {
        if !self.is(cause) {
            _ = self.0.cause.set(cause.clone());
        }
        self
    }

    /// What it was raised from, if that was said (`__cause__`).
    pub fn cause(&self) -> Option<&Self> {
        self.0.cause.get()
    }

    /// A ValueError.
    pub fn value(message: impl Into<Rc<str>>) -> Self {
        Self::with_message(Class::ValueError, message)
    }

    /// An exception without arguments.
    pub fn new(class: Class) -> Self {
        Self::make(class, None, None)
    }

    /// An exception with a message.
    pub fn with_message(class: Class, message: impl Into<Rc<str>>) -> Self {
        Self::make(class, Some(message.into()), None)
    }

    /// A CancelledError with the message that was given to `cancel()`, if one was.
    pub fn cancelled(message: Option<Rc<str>>) -> Self {
        Self::make(Class::CancelledError, message, None)
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
        self.0.message.get()
    }

    /// Gives it its message, for a language on top of the engine that knows it only later. Nothing changes if it has one.
    pub fn set_message(&self, message: impl Into<Rc<str>>) {
        _ = self.0.message.set(message.into());
    }

    /// A number that no other exception has that lives.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    /// Whether it is a CancelledError.
    pub fn is_cancelled(&self) -> bool {
        self.0.class == Class::CancelledError || self.0.class.base() == Some(Base::CancelledError)
    }

    /// Whether it leaves the loop at once instead of staying with the task that raised it.
    pub(super) fn leaves_the_loop(&self) -> bool {
        matches!(self.0.class.base(), Some(Base::KeyboardInterrupt | Base::SystemExit))
    }

    /// How many refer to it.
    pub fn references(&self) -> usize {
        Rc::strong_count(&self.0)
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

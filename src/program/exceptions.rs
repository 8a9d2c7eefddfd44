//! Python's exception classes: which engine class each one is, and which is a kind of which.

use crate::engine::{Class, Exception};

use super::ast::ExceptionName;

impl ExceptionName {
    /// All classes that a program can name.
    pub const ALL: [Self; 9] = [
        Self::BaseException,
        Self::Exception,
        Self::CancelledError,
        Self::TimeoutError,
        Self::ValueError,
        Self::RuntimeError,
        Self::LookupError,
        Self::OSError,
        Self::ConnectionError,
    ];

    /// The class's `__name__`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BaseException => "BaseException",
            Self::Exception => "Exception",
            Self::CancelledError => "CancelledError",
            Self::TimeoutError => "TimeoutError",
            Self::ValueError => "ValueError",
            Self::RuntimeError => "RuntimeError",
            Self::LookupError => "LookupError",
            Self::OSError => "OSError",
            Self::ConnectionError => "ConnectionError",
        }
    }

    pub(super) fn class(self) -> Class {
        match self {
            Self::CancelledError => Class::CancelledError,
            Self::TimeoutError => Class::TimeoutError,
            Self::ValueError => Class::ValueError,
            Self::RuntimeError => Class::RuntimeError,
            other => Class::Other(other.name().into()),
        }
    }

    /// Whether `except` with this class catches an exception.
    pub(super) fn catches(self, exception: &Exception) -> bool {
        let mut class = Some(exception.class().name());
        while let Some(name) = class {
            if name == self.name() {
                return true;
            }
            class = base_of(name);
        }
        false
    }
}

/// The class from which an exception class inherits (the exception hierarchy of Python's `builtins`, and asyncio's).
fn base_of(class: &str) -> Option<&'static str> {
    Some(match class {
        "BaseException" => return None,
        "Exception" | "CancelledError" | "KeyboardInterrupt" | "SystemExit" | "GeneratorExit" => {
            "BaseException"
        }
        "TimeoutError" | "ConnectionError" => "OSError",
        "RecursionError" => "RuntimeError",
        "UnboundLocalError" => "NameError",
        _ => "Exception",
    })
}

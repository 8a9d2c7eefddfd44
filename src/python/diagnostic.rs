//! What is wrong with a text.

use std::fmt;

use crate::vm::code::Span;

/// Something in a text that Python does not allow, or that is not supported here: what it is, where, and what to write
/// instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is.
    pub span: Span,
    /// What it is. For a syntax error that CPython has too, in CPython's words.
    pub message: String,
    /// What to write instead, if there is anything to say.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.span.line, self.span.column, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}

//! Tracebacks: as objects, and as the text that CPython prints for an exception that nobody caught.

mod carets;
mod meant;
mod objects;
mod print;

pub(super) use meant::keep;
pub use objects::{CODE, FRAME, Frame, TRACEBACK, assign, code_object, entries, entry_of, frames, of};
pub use print::{exception_lines, limited_lines, only_lines, stack_lines, summary, within};

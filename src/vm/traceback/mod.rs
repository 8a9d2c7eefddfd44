//! Tracebacks: as objects, and as the text that CPython prints for an exception that nobody caught.

mod carets;
mod objects;
mod print;

pub use objects::{CODE, FRAME, TRACEBACK, assign, frames, of};
pub use print::{exception_lines, only_lines, stack_lines, summary};

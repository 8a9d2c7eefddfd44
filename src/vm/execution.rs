//! The interpreter's loop.

use super::value::Value;

/// Frames that run on one stack: a coroutine with those that it awaits, a generator, or a call from Rust.
pub struct Execution {
    pub(super) stack: Vec<Value>,
}

//! The builtin functions.

use super::native::Native;

/// All of them.
pub static FUNCTIONS: &[Native] = &[];

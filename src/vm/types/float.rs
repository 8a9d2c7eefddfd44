//! float.

use crate::vm::native::NativeType;

/// `float`
pub static FLOAT: NativeType = NativeType::new("float", "builtins", &[]).value();

//! dict.

use crate::vm::native::NativeType;

/// `dict`
pub static DICT: NativeType = NativeType::new("dict", "builtins", &[]).value();

//! list.

use crate::vm::native::NativeType;

/// `list`
pub static LIST: NativeType = NativeType::new("list", "builtins", &[]).value();

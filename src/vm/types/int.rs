//! int and bool.

use crate::vm::native::NativeType;

/// `int`
pub static INT: NativeType = NativeType::new("int", "builtins", &[]).value();

/// `bool`
pub static BOOL: NativeType = NativeType::new("bool", "builtins", &[]).value().base(&INT);

//! `type`, the class of classes.

use crate::vm::native::NativeType;

/// `type`
pub static TYPE: NativeType = NativeType::new("type", "builtins", &[]);

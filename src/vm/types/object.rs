//! `object`, what every class is derived from, and the types of single values.

use crate::vm::native::NativeType;

/// `object`
pub static OBJECT: NativeType = NativeType::new("object", "builtins", &[]);

/// `NoneType`
pub static NONE: NativeType = NativeType::new("NoneType", "builtins", &[]);

/// `NotImplementedType`
pub static NOT_IMPLEMENTED: NativeType = NativeType::new("NotImplementedType", "builtins", &[]);

/// `ellipsis`
pub static ELLIPSIS: NativeType = NativeType::new("ellipsis", "builtins", &[]);

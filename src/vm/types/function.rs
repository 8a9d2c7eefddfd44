//! Functions, methods and modules.

use crate::vm::native::NativeType;

/// `function`
pub static FUNCTION: NativeType = NativeType::new("function", "builtins", &[]);

/// `builtin_function_or_method`
pub static NATIVE_FUNCTION: NativeType = NativeType::new("builtin_function_or_method", "builtins", &[]);

/// `method`
pub static METHOD: NativeType = NativeType::new("method", "builtins", &[]);

/// `module`
pub static MODULE: NativeType = NativeType::new("module", "builtins", &[]);

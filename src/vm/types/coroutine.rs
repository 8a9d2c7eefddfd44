//! Generators and coroutines.

use crate::vm::native::NativeType;

/// `generator`
pub static GENERATOR: NativeType = NativeType::new("generator", "builtins", &[]);

/// `coroutine`
pub static COROUTINE: NativeType = NativeType::new("coroutine", "builtins", &[]);

/// `async_generator`
pub static ASYNC_GENERATOR: NativeType = NativeType::new("async_generator", "builtins", &[]);

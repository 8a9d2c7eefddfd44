//! bytes.

use crate::vm::native::NativeType;

/// `bytes`
pub static BYTES: NativeType = NativeType::new("bytes", "builtins", &[]).value();

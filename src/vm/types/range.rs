//! range and slice.

use crate::vm::native::NativeType;

/// `range`
pub static RANGE: NativeType = NativeType::new("range", "builtins", &[]);

/// `slice`
pub static SLICE: NativeType = NativeType::new("slice", "builtins", &[]);

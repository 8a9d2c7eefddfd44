//! `ast`, of which there is `literal_eval()` alone.

use crate::vm::builtins::texts::literal;
use crate::vm::native::{Native, NativeModule};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("ast")
    .functions(&[Native::new("_literal", "text", literal)])
    .python(include_str!("python/ast.py"));

//! `json`: texts are read and written here; what is around that is Python.

mod decode;
mod encode;

use crate::vm::native::{Native, NativeModule};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("json")
    .functions(&[
        Native::new("_decode", "text, at, hooks, error, /", decode::decode),
        Native::new("_encode", "value, options, /", encode::encode),
    ])
    .python(include_str!("../python/json.py"));

/// How deep values may be nested.
const DEEPEST: usize = 900;

//! bytes.

use crate::vm::native::NativeType;

/// `bytes`
pub static BYTES: NativeType = NativeType::new("bytes", "builtins", &[]).value();

/// The bytes of a bytes-like object.
pub fn bytes_of(value: &crate::vm::value::Value) -> Option<Vec<u8>> {
    match value.plain() {
        crate::vm::value::Value::Bytes(bytes) => Some(bytes.to_vec()),
        _ => None,
    }
}

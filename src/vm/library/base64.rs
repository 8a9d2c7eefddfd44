//! `base64`, for the usual alphabets.

use crate::vm::exceptions::value_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::{Result, Value};

use super::arguments::bytes;

/// The module.
pub static MODULE: NativeModule =
    NativeModule::new("base64").functions(FUNCTIONS).python(include_str!("python/base64.py"));

static FUNCTIONS: &[Native] = &[
    Native::new("_encode", "data, bits, alphabet, group", |vm, args| {
        let (data, bits) = (bytes(&args[0])?, number(&args[1]));
        let alphabet = bytes(&args[2])?;
        charge(vm, data)?;
        let mut text = Vec::new();
        let (mut kept, mut count) = (0usize, 0);
        for byte in data {
            kept = (kept << 8 | usize::from(*byte)) & 0xffff;
            count += 8;
            while count >= bits {
                count -= bits;
                text.push(alphabet[kept >> count & ((1 << bits) - 1)]);
            }
        }
        if count > 0 {
            text.push(alphabet[kept << (bits - count) & ((1 << bits) - 1)]);
        }
        while text.len() % number(&args[3]) != 0 {
            text.push(b'=');
        }
        Ok(Value::bytes(text))
    }),
    Native::new("_decode", "data, bits, alphabet, strict", |vm, args| {
        let (data, bits) = (bytes(&args[0])?, number(&args[1]));
        let alphabet = bytes(&args[2])?;
        charge(vm, data)?;
        let mut decoded = Vec::new();
        let (mut kept, mut count, mut seen, mut padding) = (0usize, 0, 0, 0);
        for byte in data {
            if *byte == b'=' {
                padding += 1;
                continue;
            }
            let Some(value) = alphabet.iter().position(|known| known == byte) else {
                if vm.truth(&args[3])? {
                    return Err(value_error(if bits == 6 {
                        "Only base64 data is allowed"
                    } else {
                        "Non-base32 digit found"
                    }));
                }
                continue;
            };
            seen += 1;
            kept = (kept << bits | value) & 0xffff;
            count += bits;
            if count >= 8 {
                count -= 8;
                decoded.push((kept >> count) as u8);
            }
        }
        if bits == 6 && seen % 4 == 1 {
            return Err(value_error(format!(
                "Invalid base64-encoded string: number of data characters ({seen}) cannot be 1 more than a \
                 multiple of 4"
            )));
        }
        let whole = if bits == 6 { 4 } else { 8 };
        if bits != 4 && seen % whole != 0 && (seen + padding) % whole != 0 && (seen % whole) + padding < whole
        {
            return Err(value_error("Incorrect padding"));
        }
        Ok(Value::bytes(decoded))
    }),
];

fn charge(vm: &Vm, data: &[u8]) -> Result<()> {
    vm.charge(data.len())?;
    vm.charge_bytes(data.len() as u64 * 2)
}

fn number(value: &Value) -> usize {
    match value {
        Value::Int(number) => *number as usize,
        _ => 1,
    }
}

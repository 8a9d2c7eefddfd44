//! Builtin functions of numbers.

use num_bigint::BigInt;

use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::Native;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] = &[
    Native::new("abs", "x, /", |vm, args| vm.absolute(&args[0])),
    Native::new("bin", "number, /", |vm, args| in_base(vm, &args[0], 2, "0b")),
    Native::new("chr", "i, /", chr),
    Native::new("divmod", "x, y, /", |vm, args| vm.divmod(&args[0], &args[1])),
    Native::new("hex", "number, /", |vm, args| in_base(vm, &args[0], 16, "0x")),
    Native::new("oct", "number, /", |vm, args| in_base(vm, &args[0], 8, "0o")),
    Native::new("ord", "c, /", ord),
    Native::new("pow", "base, exp, mod=None", |vm, args| match args[2].given() {
        None => vm.binary(BinaryOp::Pow, &args[0], &args[1]),
        Some(modulus) => vm.power_modulo(&args[0], &args[1], modulus),
    }),
    Native::new("round", "number, ndigits=None", |vm, args| vm.round(&args[0], &args[1])),
    Native::new("sum", "iterable, /, start=0", |vm, args| sum(vm, &args[0], &args[1])),
];

fn in_base(vm: &Vm, value: &Value, base: u32, prefix: &str) -> Result {
    let number = match vm.as_index(value)? {
        Value::Int(number) => BigInt::from(number),
        Value::Big(number) => {
            vm.charge_bytes(number.bits())?;
            vm.charge((number.bits() / 2) as usize)?;
            (*number).clone()
        }
        _ => BigInt::ZERO,
    };
    let sign = if number < BigInt::ZERO { "-" } else { "" };
    Ok(Value::str(format!("{sign}{prefix}{}", number.magnitude().to_str_radix(base))))
}

fn chr(vm: &Vm, args: &[Value]) -> Result {
    let number = vm.index_clamped(&args[0])?;
    if !(0..0x11_0000).contains(&number) {
        return Err(value_error("chr() arg not in range(0x110000)"));
    }
    match char::from_u32(number as u32) {
        Some(char) => Ok(Value::str(&*char.encode_utf8(&mut [0; 4]))),
        None => Err(crate::vm::exceptions::not_supported("halves of surrogate pairs are not supported here")),
    }
}

fn ord(_: &Vm, args: &[Value]) -> Result {
    let len = match args[0].plain() {
        Value::Str(text) => {
            let mut chars = text.as_str().chars();
            if let (Some(char), None) = (chars.next(), chars.next()) {
                return Ok(Value::Int(i64::from(u32::from(char))));
            }
            text.len()
        }
        Value::Bytes(bytes) => match &bytes[..] {
            [byte] => return Ok(Value::Int(i64::from(*byte))),
            bytes => bytes.len(),
        },
        other => {
            let class = other.type_name();
            return Err(type_error(format!("ord() expected string of length 1, but {class} found")));
        }
    };
    Err(type_error(format!("ord() expected a character, but string of length {len} found")))
}

/// A sum of floats with what was lost in rounding (Neumaier's algorithm, as CPython from 3.12 on).
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, number: f64) {
        let sum = self.high + number;
        self.low += if self.high.abs() >= number.abs() {
            (self.high - sum) + number
        } else {
            (number - sum) + self.high
        };
        self.high = sum;
    }

    fn total(&self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// `sum(iterable, start)`
///
/// # Errors
///
/// TypeError for strs, and what the additions raise.
pub fn sum(vm: &Vm, iterable: &Value, start: &Value) -> Result {
    let refused = match start.plain() {
        Value::Str(_) => "strings [use ''.join(seq)",
        Value::Bytes(_) => "bytes [use b''.join(seq)",
        _ => "",
    };
    if !refused.is_empty() {
        return Err(type_error(format!("sum() can't sum {refused} instead]")));
    }
    let mut total = start.clone();
    let mut floats = match start {
        Value::Float(start) => Some(Compensated { high: *start, low: 0.0 }),
        _ => None,
    };
    vm.for_each(iterable, |vm, item| {
        if let Some(sum) = &mut floats {
            match &item {
                Value::Float(number) => sum.add(*number),
                Value::Int(number) => sum.add(*number as f64),
                _ => {
                    total = vm.binary(BinaryOp::Add, &Value::Float(sum.total()), &item)?;
                    floats = None;
                }
            }
            if floats.is_some() {
                return Ok(());
            }
        } else {
            total = vm.binary(BinaryOp::Add, &total, &item)?;
        }
        if let Value::Float(number) = total {
            floats = Some(Compensated { high: number, low: 0.0 });
        }
        Ok(())
    })?;
    Ok(floats.map_or(total, |sum| Value::Float(sum.total())))
}

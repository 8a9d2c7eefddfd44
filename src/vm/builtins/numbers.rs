//! Builtin functions of numbers.

use num_bigint::BigInt;

use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::Native;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] = &[
    Native::new("abs", "x, /", abs),
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
    Native::new("round", "number, ndigits=None", |vm, args| round(vm, &args[0], &args[1])),
    Native::new("sum", "iterable, /, start=0", |vm, args| sum(vm, &args[0], &args[1])),
];

fn abs(vm: &Vm, args: &[Value]) -> Result {
    if let Value::Instance(_) = &args[0]
        && let Some(result) = vm.call_special(&args[0], "__abs__", &[])?
    {
        return Ok(result);
    }
    match args[0].plain() {
        Value::Int(number) => Ok(match number.checked_abs() {
            Some(number) => Value::Int(number),
            None => Value::big(-BigInt::from(*number)),
        }),
        Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
        Value::Float(number) => Ok(Value::Float(number.abs())),
        Value::Big(number) => Ok(Value::big(BigInt::from(number.magnitude().clone()))),
        other => Err(type_error(format!("bad operand type for abs(): '{}'", other.type_name()))),
    }
}

fn in_base(vm: &Vm, value: &Value, base: u32, prefix: &str) -> Result {
    let number = match vm.as_index(value)? {
        Value::Int(number) => BigInt::from(number),
        Value::Big(number) => {
            vm.charge_bytes(number.bits())?;
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

/// `round(number, digits)`
///
/// # Errors
///
/// TypeError for what cannot be rounded; ValueError or OverflowError for a NaN or an infinity.
pub fn round(vm: &Vm, number: &Value, digits: &Value) -> Result {
    if let Value::Instance(_) = number {
        let args: &[Value] = if digits.is_none() { &[] } else { std::slice::from_ref(digits) };
        if let Some(result) = vm.call_special(number, "__round__", args)? {
            return Ok(result);
        }
    }
    match number.plain() {
        Value::Float(float) if digits.is_none() => round_to_int(*float),
        Value::Float(float) => round_float(*float, vm.index_clamped(digits)?),
        plain @ (Value::Int(_) | Value::Big(_) | Value::Bool(_)) => {
            let number = vm.as_index(plain)?;
            match digits.is_none() {
                true => Ok(number),
                false => round_int(vm, number, vm.index_clamped(digits)?),
            }
        }
        _ => Err(type_error(format!("type {} doesn't define __round__ method", number.type_name()))),
    }
}

fn round_to_int(float: f64) -> Result {
    if float.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(overflow_error("cannot convert float infinity to integer"));
    }
    let rounded = float.round_ties_even();
    if rounded.abs() < 9e18 {
        return Ok(Value::Int(rounded as i64));
    }
    let text = format!("{rounded:.0}");
    Ok(text.parse().map_or(Value::None, Value::big))
}

/// Rounds as CPython does: the exact decimal digits of the float are rounded, half to even.
fn round_float(float: f64, digits: i64) -> Result {
    // Beyond these nothing changes, or nothing is left.
    if !float.is_finite() || digits > 323 {
        return Ok(Value::Float(float));
    }
    if digits < -308 {
        return Ok(Value::Float(0.0_f64.copysign(float)));
    }
    let text = if digits >= 0 {
        format!("{float:.*}", digits as usize)
    } else {
        // As many digits of the mantissa as lie before that place.
        let exponent = format!("{float:e}");
        let exponent: i64 = exponent.rsplit('e').next().and_then(|text| text.parse().ok()).unwrap_or(0);
        let kept = exponent + digits;
        match kept {
            0.. => format!("{float:.*e}", kept as usize),
            // Half of the last place, or less, goes to zero: a tie goes to the even one, which is zero.
            -1 if float.abs() > 5.0 * 10_f64.powi(exponent as i32) => {
                format!("{}1e{}", if float < 0.0 { "-" } else { "" }, exponent + 1)
            }
            _ => "0".to_owned(),
        }
    };
    match text.parse::<f64>() {
        Ok(rounded) if rounded.is_finite() => Ok(Value::Float(rounded.abs().copysign(float))),
        _ => Err(overflow_error("rounded value too large to represent")),
    }
}

fn round_int(vm: &Vm, number: Value, digits: i64) -> Result {
    if digits >= 0 {
        return Ok(number);
    }
    let places = digits.unsigned_abs();
    let bits = match &number {
        Value::Big(number) => number.bits(),
        _ => 64,
    };
    if places > bits {
        return Ok(Value::Int(0));
    }
    vm.charge_bytes(places)?;
    let number = match number {
        Value::Big(number) => (*number).clone(),
        Value::Int(number) => BigInt::from(number),
        _ => return Ok(Value::Int(0)),
    };
    let unit = BigInt::from(10).pow(places as u32);
    let (mut quotient, rest) = (&number / &unit, &number % &unit);
    let twice = BigInt::from(rest.magnitude().clone()) * 2;
    let odd = quotient.bit(0);
    if twice > unit || (twice == unit && odd) {
        quotient += if number < BigInt::ZERO { -1 } else { 1 };
    }
    Ok(Value::big(quotient * unit))
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

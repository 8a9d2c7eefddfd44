//! What the library's functions make of their arguments.

use num_bigint::BigInt;

use crate::vm::exceptions::{overflow_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

/// A number as a float, as `float.__float__` would give it; ints are rounded to the nearest.
///
/// # Errors
///
/// TypeError for what is no number, OverflowError for an int that is too large.
pub fn float(vm: &Vm, value: &Value) -> Result<f64> {
    match value.plain() {
        Value::Float(number) => Ok(*number),
        Value::Int(number) => Ok(*number as f64),
        Value::Bool(flag) => Ok(f64::from(u8::from(*flag))),
        Value::Big(number) => big_to_float(number),
        Value::Instance(_) => {
            if let Some(Value::Float(number)) = vm.call_special(value, "__float__", &[])? {
                return Ok(number);
            }
            if vm.special(value, "__index__").is_some() {
                return big_to_float(&int(vm, value)?);
            }
            Err(no_real(value))
        }
        _ => Err(no_real(value)),
    }
}

fn no_real(value: &Value) -> crate::engine::Exception {
    type_error(format!("must be real number, not {}", value.type_name()))
}

/// The nearest float to a large int.
///
/// # Errors
///
/// OverflowError if there is none.
pub fn big_to_float(number: &BigInt) -> Result<f64> {
    let shift = number.bits().saturating_sub(64);
    let magnitude = number.magnitude();
    let mut top = (magnitude >> shift).iter_u64_digits().next().unwrap_or(0);
    if magnitude.trailing_zeros().is_some_and(|zeros| zeros < shift) {
        // What is cut off decides between two floats that are equally near.
        top |= 1;
    }
    let float = if shift > 1000 { f64::INFINITY } else { top as f64 * 2f64.powi(shift as i32) };
    if float.is_infinite() {
        return Err(overflow_error("int too large to convert to float"));
    }
    Ok(if number.sign() == num_bigint::Sign::Minus { -float } else { float })
}

/// An integer, as `operator.index()` gives it: an int, a bool, or something with `__index__`.
///
/// # Errors
///
/// TypeError for anything else.
pub fn index(vm: &Vm, value: &Value) -> Result {
    match value.plain() {
        number @ (Value::Int(_) | Value::Big(_)) => Ok(number.clone()),
        Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
        Value::Instance(_) => match vm.call_special(value, "__index__", &[])? {
            Some(number @ (Value::Int(_) | Value::Big(_))) => Ok(number),
            Some(Value::Bool(flag)) => Ok(Value::Int(i64::from(flag))),
            Some(other) => {
                Err(type_error(format!("__index__ returned non-int (type {})", other.type_name())))
            }
            None => Err(no_integer(value)),
        },
        _ => Err(no_integer(value)),
    }
}

fn no_integer(value: &Value) -> crate::engine::Exception {
    type_error(format!("'{}' object cannot be interpreted as an integer", value.type_name()))
}

/// An integer of any size.
///
/// # Errors
///
/// As [`index`].
pub fn int(vm: &Vm, value: &Value) -> Result<BigInt> {
    Ok(match index(vm, value)? {
        Value::Big(number) => (*number).clone(),
        Value::Int(number) => BigInt::from(number),
        _ => BigInt::default(),
    })
}

/// An integer that fits.
///
/// # Errors
///
/// As [`index`], and OverflowError.
pub fn small(vm: &Vm, value: &Value) -> Result<i64> {
    match index(vm, value)? {
        Value::Int(number) => Ok(number),
        _ => Err(overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// A str.
///
/// # Errors
///
/// TypeError for anything else.
pub fn text<'a>(value: &'a Value, what: &str) -> Result<&'a str> {
    value.as_str().ok_or_else(|| type_error(format!("{what} must be str, not {}", value.type_name())))
}

/// The bytes of a bytes object.
///
/// # Errors
///
/// TypeError for anything else.
pub fn bytes(value: &Value) -> Result<&[u8]> {
    match value.plain() {
        Value::Bytes(bytes) => Ok(bytes),
        _ => Err(type_error(format!("a bytes-like object is required, not '{}'", value.type_name()))),
    }
}

/// The items of a tuple: what `*args` are given as.
pub fn items(value: &Value) -> &[Value] {
    match value.plain() {
        Value::Tuple(items) => items,
        _ => &[],
    }
}

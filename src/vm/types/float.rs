//! float.

use num_bigint::BigInt;

use crate::program::number::parse_float;
use crate::vm::exceptions::{overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::bytes::bytes_of;
use crate::vm::types::int::float_to_int;
use crate::vm::value::numbers::{Number, decompose, scale};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `float`
pub static FLOAT: NativeType = NativeType::new(
    "float",
    "builtins",
    &[
        Native::new("__new__", "cls, x=?, /", |vm, args| match &args[1] {
            Value::Unbound => Ok(Value::Float(0.0)),
            value => vm.to_float(value).map(Value::Float),
        }),
        Native::new("__int__", "self, /", |_, args| float_to_int(float(args)?.trunc())),
        Native::new("__trunc__", "self, /", |_, args| float_to_int(float(args)?.trunc())),
        Native::new("__floor__", "self, /", |_, args| float_to_int(float(args)?.floor())),
        Native::new("__ceil__", "self, /", |_, args| float_to_int(float(args)?.ceil())),
        Native::new("__round__", "self, ndigits=None, /", |vm, args| vm.round(&args[0], &args[1])),
        Native::new("__getnewargs__", "self, /", |_, args| Ok(Value::tuple([args[0].plain().clone()]))),
        Native::new("conjugate", "self, /", |_, args| float(args).map(Value::Float)),
        Native::new("is_integer", "self, /", |_, args| {
            let float = float(args)?;
            Ok(Value::Bool(float.is_finite() && float.fract() == 0.0))
        }),
        Native::new("as_integer_ratio", "self, /", as_integer_ratio),
        Native::new("hex", "self, /", |vm, args| {
            vm.charge(16)?;
            Ok(hex(float(args)?).into())
        }),
        Native::of_class("fromhex", "cls, string, /", |vm, args| {
            let Some(text) = args[1].as_str() else {
                return Err(type_error("bad argument type for built-in operation"));
            };
            let Some(float) = from_hex(text) else {
                return Err(value_error("invalid hexadecimal floating-point string"));
            };
            match &args[0] {
                Value::Class(class) if class.number != FLOAT.class().number => {
                    vm.call(&args[0], &[Value::Float(float)])
                }
                _ => Ok(Value::Float(float)),
            }
        }),
        Native::of_class("from_number", "cls, number, /", |vm, args| vm.as_float(&args[1]).map(Value::Float)),
    ],
)
.value()
.properties(&[
    Property {
        name: "real",
        get: |_, value| float(std::slice::from_ref(value)).map(Value::Float),
        set: None,
    },
    Property { name: "imag", get: |_, _| Ok(Value::Float(0.0)), set: None },
]);

fn float(args: &[Value]) -> Result<f64> {
    match args[0].plain() {
        Value::Float(float) => Ok(*float),
        other => Err(type_error(format!("'{}' object is not a float", other.type_name()))),
    }
}

impl Vm {
    /// `float(value)`
    fn to_float(&self, value: &Value) -> Result<f64> {
        let text = match value.as_str() {
            Some(text) => Some(text.to_owned()),
            None => bytes_of(value).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        };
        if let Some(text) = text {
            self.charge(text.len() + 64)?;
            return match parse(&text) {
                Some(float) => Ok(float),
                None => {
                    let shown = self.repr(value.plain())?;
                    Err(value_error(format!("could not convert string to float: {shown}")))
                }
            };
        }
        let knows = |name| self.own_special(value, Symbol::new(name)).is_some();
        if Number::of(value).is_none() && !knows("__float__") && !knows("__index__") {
            let name = value.type_name();
            let text = format!("float() argument must be a string or a real number, not '{name}'");
            return Err(type_error(text));
        }
        self.as_float(value)
    }
}

/// The float that a text says.
fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(super::str::is_space);
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    match unsigned.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return Some(f64::INFINITY * sign),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    if !unsigned.contains('_') {
        return parse_float(text);
    }
    // Between digits alone.
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let misplaced =
        (0..bytes.len()).any(|at| bytes[at] == b'_' && (at == 0 || !digit(at - 1) || !digit(at + 1)));
    if misplaced { None } else { parse_float(&text.replace('_', "")) }
}

fn as_integer_ratio(_: &Vm, args: &[Value]) -> Result {
    let float = float(args)?;
    if !float.is_finite() {
        return Err(if float.is_nan() {
            value_error("cannot convert NaN to integer ratio")
        } else {
            overflow_error("cannot convert Infinity to integer ratio")
        });
    }
    let (mut mantissa, mut exponent) = decompose(float.abs());
    if mantissa == 0 {
        return Ok(Value::tuple([Value::Int(0), Value::Int(1)]));
    }
    while mantissa & 1 == 0 && exponent < 0 {
        mantissa >>= 1;
        exponent += 1;
    }
    let (above, below) = match exponent {
        0.. => (BigInt::from(mantissa) << exponent, BigInt::from(1)),
        _ => (BigInt::from(mantissa), BigInt::from(1) << -exponent),
    };
    Ok(Value::tuple([Value::big(if float < 0.0 { -above } else { above }), Value::big(below)]))
}

fn hex(float: f64) -> String {
    let sign = if float.is_sign_negative() { "-" } else { "" };
    if !float.is_finite() {
        return crate::vm::text::float_repr(float);
    }
    if float == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = float.abs().to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let (first, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{first}.{fraction:013x}p{exponent:+}")
}

fn from_hex(text: &str) -> Option<f64> {
    let text = text.trim_matches(super::str::is_space).to_ascii_lowercase();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    match unsigned {
        "inf" | "infinity" => return Some(f64::INFINITY * sign),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let digits = unsigned.strip_prefix("0x").unwrap_or(unsigned);
    let (digits, exponent) = match digits.split_once('p') {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().ok()?),
        None => (digits, 0),
    };
    let (mut mantissa, mut power, mut seen, mut after_point) = (0_u64, exponent, false, false);
    for c in digits.chars() {
        if c == '.' && !after_point {
            after_point = true;
            continue;
        }
        let digit = u64::from(c.to_digit(16)?);
        seen = true;
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
            power = power.saturating_sub(if after_point { 4 } else { 0 });
        } else {
            // What is cut off counts when the rest lies half way.
            mantissa |= u64::from(digit != 0);
            power = power.saturating_add(if after_point { 0 } else { 4 });
        }
    }
    seen.then(|| scale(mantissa as f64, power) * sign)
}

//! int and bool.

use num_bigint::{BigInt, BigUint, Sign};

use crate::vm::exceptions::{overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::text::decimal::too_many_digits;
use crate::vm::types::bytes::{Decimal, bytes_of};
use crate::vm::value::numbers::{Number, float_to_big};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `int`
pub static INT: NativeType = NativeType::new(
    "int",
    "builtins",
    &[
        Native::new("__new__", "cls, x=?, /, base=?", new),
        Native::new("__int__", "self, /", itself),
        Native::new("__trunc__", "self, /", itself),
        Native::new("__floor__", "self, /", itself),
        Native::new("__ceil__", "self, /", itself),
        Native::new("__round__", "self, ndigits=None, /", |vm, args| vm.round(&args[0], &args[1])),
        Native::new("__getnewargs__", "self, /", |_, args| Ok(Value::tuple([args[0].plain().clone()]))),
        Native::new("conjugate", "self, /", itself),
        Native::new("is_integer", "self, /", |_, _| Ok(Value::Bool(true))),
        Native::new("bit_length", "self, /", |_, args| Ok(Value::Int(big(&args[0])?.bits() as i64))),
        Native::new("bit_count", "self, /", |vm, args| {
            vm.charge_big(args[0].plain())?;
            let big = big(&args[0])?;
            Ok(Value::Int(big.iter_u64_digits().map(|digit| i64::from(digit.count_ones())).sum()))
        }),
        Native::new("as_integer_ratio", "self, /", |vm, args| {
            Ok(Value::tuple([itself(vm, args)?, Value::Int(1)]))
        }),
        Native::new("to_bytes", "self, /, length=1, byteorder=\"big\", *, signed=False", to_bytes),
        Native::of_class("from_bytes", "cls, /, bytes, byteorder=\"big\", *, signed=False", from_bytes),
    ],
)
.value()
.properties(&[
    Property { name: "real", get: |vm, value| vm.as_index(value), set: None },
    Property { name: "imag", get: |_, _| Ok(Value::Int(0)), set: None },
    Property { name: "numerator", get: |vm, value| vm.as_index(value), set: None },
    Property { name: "denominator", get: |_, _| Ok(Value::Int(1)), set: None },
]);

/// `bool`
pub static BOOL: NativeType = NativeType::new(
    "bool",
    "builtins",
    &[Native::new("__new__", "cls, object=False, /", |vm, args| vm.truth(&args[1]).map(Value::Bool))],
)
.value()
.base(&INT);

fn itself(vm: &Vm, args: &[Value]) -> Result {
    vm.as_index(&args[0])
}

fn big(value: &Value) -> Result<BigInt> {
    match Number::of(value).and_then(Number::big) {
        Some(big) => Ok(big.into_owned()),
        None => Err(type_error(format!("'{}' object is not an int", value.type_name()))),
    }
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let (value, base) = (&args[1], &args[2]);
    if !base.is_bound() {
        return if value.is_bound() { vm.as_int(value) } else { Ok(Value::Int(0)) };
    }
    if !value.is_bound() {
        return Err(type_error("int() missing string argument"));
    }
    let base = vm.index_clamped(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match (value.as_str(), bytes_of(value)) {
        (Some(text), _) => parse_int(vm, value, text, base as u32),
        (_, Some(bytes)) => parse_int(vm, value, &String::from_utf8_lossy(&bytes), base as u32),
        _ => Err(type_error("int() can't convert non-string with explicit base")),
    }
}

impl Vm {
    /// `int(value)`
    fn as_int(&self, value: &Value) -> Result {
        match Number::of(value) {
            Some(Number::Float(float)) if self.own_special(value, Symbol::new("__int__")).is_none() => {
                return float_to_int(float.trunc());
            }
            Some(_) if !matches!(value, Value::Instance(_)) => return self.as_index(value),
            _ => {}
        }
        for name in ["__int__", "__index__"] {
            if let Some(int) = self.call_own(value, Symbol::new(name), &[])? {
                return match int.plain() {
                    Value::Int(_) | Value::Big(_) | Value::Bool(_) => self.as_index(&int),
                    other => {
                        let name = other.type_name();
                        Err(type_error(format!("__int__ returned non-int (type {name})")))
                    }
                };
            }
        }
        if Number::of(value).is_some() {
            return self.as_index(value);
        }
        match (value.as_str(), bytes_of(value)) {
            (Some(text), _) => parse_int(self, value, text, 10),
            (_, Some(bytes)) => parse_int(self, value, &String::from_utf8_lossy(&bytes), 10),
            _ => Err(type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                value.type_name()
            ))),
        }
    }

    /// `round(value, digits)`
    pub fn round(&self, value: &Value, digits: &Value) -> Result {
        if let Some(method) = self.own_special(value, Symbol::new("__round__")) {
            let args = digits.given().map_or(&[][..], std::slice::from_ref);
            return self.call_found(method, value, args);
        }
        let Some(number) = Number::of(value) else {
            return Err(type_error(format!("type {} doesn't define __round__ method", value.type_name())));
        };
        let places = match digits.given() {
            Some(digits) => Some(self.index_clamped(digits)?),
            None => None,
        };
        if let (Number::Big(big), Some(_)) = (&number, places) {
            // By divisions of numbers of this size.
            let limbs = big.bits() as usize / 64 + 1;
            self.charge(limbs.saturating_mul(limbs) / 2)?;
        }
        match (number, places) {
            (Number::Float(float), None) => float_to_int(float.round_ties_even()),
            (Number::Float(float), Some(places)) => match crate::vm::text::round_float(float, places) {
                rounded if rounded.is_infinite() && float.is_finite() => {
                    Err(overflow_error("rounded value too large to represent"))
                }
                rounded => Ok(Value::Float(rounded)),
            },
            (_, Some(places)) if places < 0 => {
                let big = big(value)?;
                // From here on everything is rounded to 0.
                if places.unsigned_abs() > big.bits() {
                    return Ok(Value::Int(0));
                }
                let unit = BigInt::from(10).pow(places.unsigned_abs() as u32);
                let half = &unit / 2;
                let mut rest = &big % &unit;
                if rest.sign() == Sign::Minus {
                    rest += &unit;
                }
                let below = big - &rest;
                let odd = (&below / &unit).bit(0);
                let up = rest > half || (rest == half && odd);
                Ok(Value::big(if up { below + unit } else { below }))
            }
            _ => self.as_index(value),
        }
    }
}

/// The int that a float without a fraction is.
pub fn float_to_int(float: f64) -> Result {
    if float.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(overflow_error("cannot convert float infinity to integer"));
    }
    if float.abs() < 9e18 {
        return Ok(Value::Int(float as i64));
    }
    Ok(Value::big(float_to_big(float)))
}

/// The int that a text says, in a base; base 0 goes by the text's prefix.
fn parse_int(vm: &Vm, value: &Value, text: &str, base: u32) -> Result {
    match parse(vm, text, base)? {
        Some(int) => Ok(int),
        None => {
            let shown = vm.repr(value.plain())?;
            let shown: String = shown.chars().take(200).collect();
            Err(value_error(format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

fn parse(vm: &Vm, text: &str, mut base: u32) -> Result<Option<Value>> {
    let text = text.trim_matches(super::str::is_space);
    let negative = text.starts_with('-');
    let mut digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut chars = digits.chars();
    let prefix = match (chars.next(), chars.next()) {
        (Some('0'), Some('b' | 'B')) => 2,
        (Some('0'), Some('o' | 'O')) => 8,
        (Some('0'), Some('x' | 'X')) => 16,
        _ => 0,
    };
    if prefix != 0 && (base == 0 || base == prefix) {
        base = prefix;
        digits = &digits[2..];
        digits = digits.strip_prefix('_').unwrap_or(digits);
    } else if base == 0 {
        if digits.starts_with('0') && digits.contains(|c| !matches!(c, '0' | '_')) {
            return Ok(None);
        }
        base = 10;
    }
    let mut plain = Vec::with_capacity(digits.len());
    let mut after_digit = false;
    for c in digits.chars() {
        match c {
            '_' if after_digit => after_digit = false,
            c => match c.to_digit(base).or_else(|| c.decimal().filter(|digit| *digit < base)) {
                Some(digit) => {
                    plain.push(digit as u8);
                    after_digit = true;
                }
                None => return Ok(None),
            },
        }
    }
    if !after_digit {
        return Ok(None);
    }
    vm.charge_digits(plain.len() as u64 * 4)?;
    if plain.len() > vm.most_digits.get() && !base.is_power_of_two() {
        return Err(too_many_digits(plain.len(), vm.most_digits.get()));
    }
    vm.charge(plain.len())?;
    let small = plain
        .iter()
        .try_fold(0_i64, |int, digit| int.checked_mul(i64::from(base))?.checked_add(i64::from(*digit)));
    if let Some(small) = small {
        return Ok(Some(Value::Int(if negative { -small } else { small })));
    }
    let size = BigUint::from_radix_be(&plain, base).unwrap_or_default();
    Ok(Some(Value::big(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, size))))
}

fn is_little(value: &Value) -> Result<bool> {
    match value.as_str() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        _ => Err(value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(vm: &Vm, args: &[Value]) -> Result {
    let (big, length) = (big(&args[0])?, vm.index_i64(&args[1])?);
    let (little, signed) = (is_little(&args[2])?, vm.truth(&args[3])?);
    let Ok(length) = usize::try_from(length) else {
        return Err(value_error("length argument must be non-negative"));
    };
    vm.charge_text(length)?;
    let negative = big.sign() == Sign::Minus;
    if negative && !signed {
        return Err(overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { big.to_signed_bytes_le() } else { big.magnitude().to_bytes_le() };
    if big.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(overflow_error("int too big to convert"));
    }
    bytes.resize(length, if negative { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(vm: &Vm, args: &[Value]) -> Result {
    if let Value::Str(_) = args[1] {
        return Err(type_error("cannot convert 'str' object to bytes"));
    }
    let mut bytes = vm.to_byte_vec(&args[1])?;
    vm.charge(bytes.len() * 2)?;
    let (little, signed) = (is_little(&args[2])?, vm.truth(&args[3])?);
    if !little {
        bytes.reverse();
    }
    let big =
        if signed { BigInt::from_signed_bytes_le(&bytes) } else { BigInt::from_bytes_le(Sign::Plus, &bytes) };
    match &args[0] {
        Value::Class(class) if class.number != INT.class().number => vm.call(&args[0], &[Value::big(big)]),
        _ => Ok(Value::big(big)),
    }
}

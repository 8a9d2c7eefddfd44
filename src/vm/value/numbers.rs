//! Numbers of any type as Rust's.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use crate::vm::exceptions::{overflow_error, type_error};
use crate::vm::machine::Vm;

use super::symbol::Symbol;
use super::{Result, Value};

/// A number: a bool counts as an int.
#[derive(Clone, Copy)]
pub enum Number<'a> {
    /// An int that fits.
    Int(i64),
    /// Any other int.
    Big(&'a BigInt),
    /// A float.
    Float(f64),
}

impl<'a> Number<'a> {
    /// The number that a value is (of a class derived from int or float, too), if it is one.
    pub fn of(value: &'a Value) -> Option<Self> {
        match value.plain() {
            Value::Int(int) => Some(Self::Int(*int)),
            Value::Bool(bool) => Some(Self::Int(i64::from(*bool))),
            Value::Float(float) => Some(Self::Float(*float)),
            Value::Big(big) => Some(Self::Big(big)),
            _ => None,
        }
    }

    /// The int, if it is one.
    pub fn big(self) -> Option<Cow<'a, BigInt>> {
        match self {
            Self::Int(int) => Some(Cow::Owned(BigInt::from(int))),
            Self::Big(big) => Some(Cow::Borrowed(big)),
            Self::Float(_) => None,
        }
    }

    /// The nearest float.
    ///
    /// # Errors
    ///
    /// OverflowError if it is beyond all floats.
    pub fn float(self) -> Result<f64> {
        match self {
            Self::Int(int) => Ok(int as f64),
            Self::Float(float) => Ok(float),
            Self::Big(big) => match big_to_float(big) {
                float if float.is_finite() => Ok(float),
                _ => Err(overflow_error("int too large to convert to float")),
            },
        }
    }

    /// How it compares with another one, exactly; nothing if one is no number at all.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(&b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Big(a), Self::Big(b)) => Some(a.cmp(b)),
            (Self::Int(_), Self::Big(b)) => {
                Some(if b.sign() == Sign::Minus { Ordering::Greater } else { Ordering::Less })
            }
            (Self::Big(_), Self::Int(_)) | (Self::Float(_), _) => other.compare(self).map(Ordering::reverse),
            (Self::Int(a), Self::Float(b)) if a.unsigned_abs() <= 1 << 53 => (a as f64).partial_cmp(&b),
            (_, Self::Float(b)) => {
                if !b.is_finite() {
                    return 0.0.partial_cmp(&b);
                }
                let whole = float_to_big(b.trunc());
                let order = self.big()?.as_ref().cmp(&whole);
                Some(order.then_with(|| 0.0.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
            }
        }
    }
}

/// The nearest float; infinite if it is beyond all.
pub fn big_to_float(big: &BigInt) -> f64 {
    let bits = big.bits();
    let shift = bits.saturating_sub(64);
    let top = big.magnitude() >> shift;
    let mut top = top.iter_u64_digits().next().unwrap_or(0);
    if shift > 0 && big.magnitude().trailing_zeros().unwrap_or(0) < shift {
        // What is cut off counts when the rest lies half way.
        top |= 1;
    }
    let float = if bits > 1100 { f64::INFINITY } else { scale(top as f64, shift as i64) };
    if big.sign() == Sign::Minus { -float } else { float }
}

/// The int that a finite float without a fraction is.
pub fn float_to_big(float: f64) -> BigInt {
    let (mantissa, exponent) = decompose(float.abs());
    let big = BigInt::from(mantissa);
    let big = if exponent >= 0 { big << exponent } else { big >> -exponent };
    if float < 0.0 { -big } else { big }
}

/// A finite float that is not negative as `mantissa * 2**exponent`.
pub fn decompose(float: f64) -> (u64, i32) {
    let bits = float.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let mantissa = bits & ((1 << 52) - 1);
    if exponent == 0 { (mantissa, -1074) } else { (mantissa | 1 << 52, exponent - 1075) }
}

/// `float * 2**power`
pub fn scale(mut float: f64, mut power: i64) -> f64 {
    let two = |power: i64| f64::from_bits(((power + 1023) as u64) << 52);
    if float == 0.0 || !float.is_finite() {
        return float;
    }
    power = power.clamp(-3000, 3000);
    while power > 1000 {
        float *= two(1000);
        power -= 1000;
    }
    while power < -900 {
        float *= two(-900);
        power += 900;
    }
    float * two(power)
}

impl Vm {
    /// The int that a value stands for as an index (`operator.index()`).
    ///
    /// # Errors
    ///
    /// TypeError if it is no int and has no `__index__`.
    pub fn as_index(&self, value: &Value) -> Result {
        match value.plain() {
            Value::Int(int) => return Ok(Value::Int(*int)),
            Value::Bool(bool) => return Ok(Value::Int(i64::from(*bool))),
            Value::Big(big) => return Ok(Value::Big(big.clone())),
            _ => {}
        }
        match self.call_own(value, Symbol::new("__index__"), &[])? {
            None => Err(self.cannot(value, "cannot be interpreted as an integer")),
            Some(index) => match index.plain() {
                Value::Int(_) | Value::Big(_) => Ok(index.plain().clone()),
                Value::Bool(bool) => Ok(Value::Int(i64::from(*bool))),
                other => Err(type_error(format!("__index__ returned non-int (type {})", other.type_name()))),
            },
        }
    }

    /// As [`as_index`](Self::as_index), for a count or an index.
    ///
    /// # Errors
    ///
    /// OverflowError if it does not fit.
    pub fn index_i64(&self, value: &Value) -> Result<i64> {
        match self.as_index(value)? {
            Value::Int(int) => Ok(int),
            _ => Err(overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// As [`as_index`](Self::as_index); what does not fit becomes the last number that does.
    pub fn index_clamped(&self, value: &Value) -> Result<i64> {
        Ok(match self.as_index(value)? {
            Value::Int(int) => int,
            Value::Big(big) if big.sign() == Sign::Minus => i64::MIN,
            _ => i64::MAX,
        })
    }

    /// The float that a value stands for: a number, or an object with `__float__` or `__index__`.
    ///
    /// # Errors
    ///
    /// TypeError if it is neither; OverflowError for an int that is too large.
    pub fn as_float(&self, value: &Value) -> Result<f64> {
        if let Some(number) = Number::of(value) {
            return number.float();
        }
        if let Some(float) = self.call_own(value, Symbol::new("__float__"), &[])? {
            return match float.plain() {
                Value::Float(float) => Ok(*float),
                other => Err(type_error(format!(
                    "{}.__float__ returned non-float (type {})",
                    value.type_name(),
                    other.type_name()
                ))),
            };
        }
        if self.own_special(value, Symbol::new("__index__")).is_some()
            && let Some(number) = Number::of(&self.as_index(value)?)
        {
            return number.float();
        }
        Err(type_error(format!("must be real number, not {}", value.type_name())))
    }
}

//! Operators with one operand.

use num_bigint::BigInt;

use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::value::numbers::Number;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

impl Vm {
    /// `-value`
    #[inline(never)]
    pub fn negative(&self, value: &Value) -> Result {
        match value {
            Value::Int(int) if *int != i64::MIN => Ok(Value::Int(-int)),
            Value::Float(float) => Ok(Value::Float(-float)),
            _ => self.unary(value, "__neg__", "-"),
        }
    }

    /// `+value`
    #[inline(never)]
    pub fn positive(&self, value: &Value) -> Result {
        self.unary(value, "__pos__", "+")
    }

    /// `~value`
    #[inline(never)]
    pub fn invert(&self, value: &Value) -> Result {
        if let Value::Bool(_) = value {
            self.warn_deprecated(
                "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
                 inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
                 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
            )?;
        }
        self.unary(value, "__invert__", "~")
    }

    /// `abs(value)`
    pub fn absolute(&self, value: &Value) -> Result {
        match value {
            Value::Int(int) if *int != i64::MIN => Ok(Value::Int(int.abs())),
            Value::Float(float) => Ok(Value::Float(float.abs())),
            _ => self.unary(value, "__abs__", "abs()"),
        }
    }

    fn unary(&self, value: &Value, name: &str, sign: &str) -> Result {
        if let Some(result) = self.call_own(value, Symbol::new(name), &[])? {
            return Ok(result);
        }
        self.charge_big(value)?;
        match unary_number(value, sign) {
            Some(result) => Ok(result),
            None => Err(type_error(format!(
                "bad operand type for {}{sign}: '{}'",
                if sign.len() == 1 { "unary " } else { "" },
                value.type_name()
            ))),
        }
    }
}

/// Of a number, if it is one.
pub(super) fn unary_number(value: &Value, sign: &str) -> Option<Value> {
    let number = Number::of(value)?;
    Some(match (sign, number) {
        ("+", Number::Float(float)) => Value::Float(float),
        ("-", Number::Float(float)) => Value::Float(-float),
        ("~", Number::Float(_)) => return None,
        (_, Number::Float(float)) => Value::Float(float.abs()),
        ("~", Number::Int(int)) => Value::Int(!int),
        (sign, number) => {
            let big: BigInt = number.big()?.into_owned();
            Value::big(match sign {
                "+" => big,
                "-" => -big,
                "~" => !big,
                _ => BigInt::from(big.magnitude().clone()),
            })
        }
    })
}

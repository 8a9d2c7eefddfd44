//! Operators, comparisons, truth and hashes of any values: fast for numbers, by special methods for all else.

mod comparison;
mod hashing;
pub mod items;
mod numeric;
mod sequence;
pub(super) mod slices;
pub(super) mod slots;
pub mod sorting;
mod special;
mod unary;

use crate::engine::Exception;
use crate::vm::class::class_of;
use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::exceptions::type_error;
use crate::vm::machine::{Vm, owe};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub(super) use comparison::holds;
pub use hashing::{hash_identity, hash_str};
pub(super) use special::known;

impl Vm {
    /// `left op right`
    #[inline]
    pub fn binary(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => {
                let (a, b) = (*a, *b);
                let result = match op {
                    BinaryOp::Add => a.checked_add(b),
                    BinaryOp::Sub => a.checked_sub(b),
                    BinaryOp::Mul => a.checked_mul(b),
                    BinaryOp::FloorDiv if b > 0 => Some(a.div_euclid(b)),
                    BinaryOp::Mod if b > 0 => Some(a.rem_euclid(b)),
                    BinaryOp::And => Some(a & b),
                    BinaryOp::Or => Some(a | b),
                    BinaryOp::Xor => Some(a ^ b),
                    _ => None,
                };
                if let Some(result) = result {
                    return Ok(Value::Int(result));
                }
            }
            (Value::Float(a), Value::Float(b)) => match op {
                BinaryOp::Add => return Ok(Value::Float(a + b)),
                BinaryOp::Sub => return Ok(Value::Float(a - b)),
                BinaryOp::Mul => return Ok(Value::Float(a * b)),
                BinaryOp::Div if *b != 0.0 => return Ok(Value::Float(a / b)),
                _ => {}
            },
            _ => {}
        }
        self.binary_slow(op, left, right)
    }

    #[inline(never)]
    fn binary_slow(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        // Floats with ints, and what is not as simple as sums of floats.
        let floats = match (left, right) {
            (Value::Float(a), Value::Float(b)) => Some((*a, *b)),
            (Value::Int(a), Value::Float(b)) => Some((*a as f64, *b)),
            (Value::Float(a), Value::Int(b)) => Some((*a, *b as f64)),
            _ => None,
        };
        if let Some((a, b)) = floats
            && let Some(result) = self.float_operation(op, a, b)?
        {
            return Ok(result);
        }
        match self.binary_any(op, left, right)? {
            Some(result) => Ok(result),
            None => self.unsupported(op, left, right, special::BINARY[op as usize].0),
        }
    }

    /// `left op right`; nothing if neither knows how.
    fn binary_any(&self, op: BinaryOp, left: &Value, right: &Value) -> Result<Option<Value>> {
        if special::is_simple(left) && special::is_simple(right) {
            return self.binary_builtin(op, left, right);
        }
        let (forward, reflected, _) = special::names(op);
        let (class, other) = (class_of(left), class_of(right));
        let mut by_right =
            if class.number == other.number { None } else { self.own_special(right, reflected) };
        if special::is_proper_subclass(&other, &class)
            && let Some(method) = &by_right
            && !class.lookup(reflected).is_some_and(|known| known.is(method))
        {
            let result = self.call_found(method.clone(), right, std::slice::from_ref(left))?;
            by_right = None;
            if !matches!(result, Value::NotImplemented) {
                return Ok(Some(result));
            }
        }
        let by_left = match self.own_special(left, forward) {
            Some(method) => {
                let result = self.call_found(method, left, std::slice::from_ref(right))?;
                Some(result).filter(|result| !matches!(result, Value::NotImplemented))
            }
            None => {
                // The items of a mapping are asked of the object itself.
                let keeps = op == BinaryOp::Mod && matches!(left.plain(), Value::Str(_));
                self.binary_builtin(op, left.plain(), if keeps { right } else { right.plain() })?
            }
        };
        match (by_left, by_right) {
            (None, Some(method)) => {
                let result = self.call_found(method, right, std::slice::from_ref(left))?;
                Ok(Some(result).filter(|result| !matches!(result, Value::NotImplemented)))
            }
            (result, _) => Ok(result),
        }
    }

    /// `left op right` as the builtin types do it; nothing if they do not.
    fn binary_builtin(&self, op: BinaryOp, left: &Value, right: &Value) -> Result<Option<Value>> {
        match self.binary_numbers(op, left, right)? {
            None => self.binary_sequences(op, left, right),
            result => Ok(result),
        }
    }

    /// `left op= right`
    #[inline]
    pub fn in_place(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        match (left, right) {
            (Value::Int(_), Value::Int(_)) if op != BinaryOp::MatMul => self.binary(op, left, right),
            // What they do not know is told with the operator's own sign.
            (Value::Float(_), Value::Float(_)) if (op as u8) < BinaryOp::MatMul as u8 => {
                self.binary(op, left, right)
            }
            _ => self.in_place_slow(op, left, right),
        }
    }

    #[inline(never)]
    fn in_place_slow(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        let (_, _, in_place) = special::names(op);
        if let Some(method) = self.own_special(left, in_place) {
            let result = self.call_found(method, left, std::slice::from_ref(right))?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        } else if self.in_place_builtin(op, left, right)? {
            return Ok(left.clone());
        }
        match self.binary_any(op, left, right)? {
            Some(result) => Ok(result),
            None => {
                let sign = match op {
                    BinaryOp::Pow => "**=".to_owned(),
                    _ => format!("{}=", special::BINARY[op as usize].0),
                };
                self.unsupported(op, left, right, &sign)
            }
        }
    }

    /// The TypeError for operands that do not know how; or the result, if the right one stands for a number of times.
    #[cold]
    fn unsupported(&self, op: BinaryOp, left: &Value, right: &Value, sign: &str) -> Result {
        let (plain, name) = (left.plain(), right.full_type_name());
        let is_sequence = |value: &Value| {
            matches!(value, Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_))
        };
        // Whose class adds in its own way no longer joins sequences.
        if op == BinaryOp::Add && self.own_special(left, special::names(op).0).is_none() {
            match plain {
                Value::Str(_) | Value::List(_) | Value::Tuple(_) => {
                    let class = types_name(plain);
                    return Err(type_error(format!(
                        "can only concatenate {class} (not \"{name}\") to {class}"
                    )));
                }
                Value::Bytes(_) => {
                    return Err(type_error(format!("can't concat {name} to {}", left.type_name())));
                }
                _ => {}
            }
        }
        if op == BinaryOp::Mul {
            for (sequence, count) in [(plain, right), (right.plain(), left)] {
                if is_sequence(sequence) {
                    if self.own_special(count, Symbol::new("__index__")).is_some() {
                        let count = self.as_index(count)?;
                        return self.binary(op, sequence, &count);
                    }
                    let name = count.full_type_name();
                    let text = format!("can't multiply sequence by non-int of type '{name}'");
                    return Err(type_error(text));
                }
            }
        }
        Err(unsupported_operands(sign, left, right))
    }

    /// `left op right`, for a comparison.
    #[inline]
    pub fn compare(&self, op: CompareOp, left: &Value, right: &Value) -> Result {
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => Ok(Value::Bool(holds(op, a, b))),
            (Value::Float(a), Value::Float(b)) => Ok(Value::Bool(holds(op, a, b))),
            _ => self.compare_slow(op, left, right),
        }
    }

    /// Whether both are equal (`==`).
    #[inline]
    pub fn eq(&self, left: &Value, right: &Value) -> Result<bool> {
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => Ok(a == b),
            (Value::Str(a), Value::Str(b)) => {
                owe(a.as_str().len().min(b.as_str().len()) / 4);
                Ok(a.as_str() == b.as_str())
            }
            _ => {
                let result = self.compare_slow(CompareOp::Eq, left, right)?;
                self.truth(&result)
            }
        }
    }

    /// Whether the left one is less (`<`).
    pub fn less(&self, left: &Value, right: &Value) -> Result<bool> {
        let result = self.compare(CompareOp::Lt, left, right)?;
        self.truth(&result)
    }

    /// Whether it counts as true (`bool(value)`).
    #[inline]
    pub fn truth(&self, value: &Value) -> Result<bool> {
        match value {
            Value::Bool(value) => Ok(*value),
            Value::None => Ok(false),
            Value::Int(value) => Ok(*value != 0),
            _ => self.truth_slow(value),
        }
    }
}

/// The TypeError for operands that do not go together.
#[cold]
pub(super) fn unsupported_operands(sign: &str, left: &Value, right: &Value) -> Exception {
    let (left, right) = (left.full_type_name(), right.full_type_name());
    type_error(format!("unsupported operand type(s) for {sign}: '{left}' and '{right}'"))
}

fn types_name(plain: &Value) -> &'static str {
    match plain {
        Value::Str(_) => "str",
        Value::List(_) => "list",
        _ => "tuple",
    }
}

//! Constants: which expressions are, and which two are the same.

use num_bigint::BigInt;
use ruff_python_ast::{Expr, ExprNumberLiteral, Number, UnaryOp};

use super::Compiler;
use crate::vm::code::Op;
use crate::vm::value::Value;

/// What makes two constants the same one: type and value.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum ConstKey {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(u64),
    Str(Box<str>),
    Bytes(Box<[u8]>),
    Tuple(Vec<ConstKey>),
}

impl ConstKey {
    /// Nothing for a constant that is not to be shared.
    pub(super) fn new(value: &Value) -> Option<Self> {
        Some(match value {
            Value::None => Self::None,
            Value::Ellipsis => Self::Ellipsis,
            Value::Bool(value) => Self::Bool(*value),
            Value::Int(value) => Self::Int(*value),
            Value::Float(value) => Self::Float(value.to_bits()),
            Value::Str(text) => Self::Str(text.as_str().into()),
            Value::Bytes(bytes) => Self::Bytes((**bytes).clone()),
            Value::Tuple(items) => Self::Tuple(items.iter().map(Self::new).collect::<Option<_>>()?),
            _ => return None,
        })
    }
}

/// The value of an expression, if it is a constant.
pub(super) fn constant(expr: &Expr) -> Option<Value> {
    match expr {
        Expr::NoneLiteral(_) => Some(Value::None),
        Expr::EllipsisLiteral(_) => Some(Value::Ellipsis),
        Expr::BooleanLiteral(literal) => Some(Value::Bool(literal.value)),
        Expr::NumberLiteral(literal) => number(&literal.value),
        Expr::StringLiteral(literal) => Some(Value::str(literal.value.to_str())),
        Expr::BytesLiteral(literal) => Some(Value::bytes(literal.value.bytes().collect::<Vec<_>>())),
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(Value::Bool(true)),
        Expr::Tuple(tuple) => {
            let items: Option<Vec<_>> = tuple.elts.iter().map(constant).collect();
            items.map(Value::tuple)
        }
        Expr::UnaryOp(unary) => folded(unary.op, &unary.operand),
        _ => None,
    }
}

fn folded(op: UnaryOp, operand: &Expr) -> Option<Value> {
    let value = constant(operand)?;
    match (op, value) {
        (UnaryOp::USub, Value::Int(value)) => Some(Value::big(-BigInt::from(value))),
        (UnaryOp::USub, Value::Big(value)) => Some(Value::big(-&*value)),
        (UnaryOp::USub, Value::Float(value)) => Some(Value::Float(-value)),
        (UnaryOp::UAdd, value @ (Value::Int(_) | Value::Big(_) | Value::Float(_))) => Some(value),
        (UnaryOp::Invert, Value::Int(value)) => Some(Value::Int(!value)),
        (UnaryOp::Not, Value::Bool(value)) => Some(Value::Bool(!value)),
        _ => None,
    }
}

/// How many decimal digits an int may have in the text.
const MOST_DIGITS: usize = 4300;

fn number(number: &Number) -> Option<Value> {
    match number {
        Number::Float(value) => Some(Value::Float(*value)),
        Number::Complex { .. } => None,
        Number::Int(int) => match int.as_u64() {
            Some(small) => Some(Value::big(small.into())),
            None => {
                let (digits, radix) = digits(&int.to_string());
                if radix == 10 && digits.len() > MOST_DIGITS {
                    return None;
                }
                BigInt::parse_bytes(digits.as_bytes(), radix).map(Value::big)
            }
        },
    }
}

/// What is wrong with a number, if anything is: a message and a hint.
pub(super) fn wrong_number(number: &Number) -> Option<(String, &'static str)> {
    match number {
        Number::Int(int) => {
            let (digits, _) = digits(&int.to_string());
            let message = format!(
                "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {} digits",
                digits.len()
            );
            Some((message, "consider hexadecimal for huge integer literals"))
        }
        _ => None,
    }
}

impl<'a> Compiler<'a> {
    /// Pushes a complex number.
    pub(super) fn complex(&mut self, literal: &'a ExprNumberLiteral) {
        let Number::Complex { real, imag } = literal.value else { return };
        self.push_from("_complex", "complex", literal.range);
        self.load_const(Value::Float(real), literal.range);
        self.load_const(Value::Float(imag), literal.range);
        self.emit(Op::Call(2), literal.range);
    }
}

/// The digits of an int literal, and their base.
fn digits(literal: &str) -> (String, u32) {
    let plain = literal.replace('_', "").to_ascii_lowercase();
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = plain.strip_prefix(prefix) {
            return (digits.to_owned(), radix);
        }
    }
    (plain, 10)
}

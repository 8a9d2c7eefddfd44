//! Operators, comparisons, truth and hashes of any values: fast for numbers, by special methods for all else.

use super::code::{BinaryOp, CompareOp};
use super::machine::Vm;
use super::value::{Result, Value};

impl Vm {
    /// `left op right`
    pub fn binary(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        let _ = (op, left, right);
        todo!()
    }

    /// `left op= right`
    pub fn in_place(&self, op: BinaryOp, left: &Value, right: &Value) -> Result {
        let _ = (op, left, right);
        todo!()
    }

    /// `left op right`, for a comparison.
    pub fn compare(&self, op: CompareOp, left: &Value, right: &Value) -> Result {
        let _ = (op, left, right);
        todo!()
    }

    /// Whether both are equal (`==`).
    pub fn eq(&self, left: &Value, right: &Value) -> Result<bool> {
        let _ = (left, right);
        todo!()
    }

    /// Whether the left one is less (`<`).
    pub fn less(&self, left: &Value, right: &Value) -> Result<bool> {
        let _ = (left, right);
        todo!()
    }

    /// `-value`
    pub fn negative(&self, value: &Value) -> Result {
        let _ = value;
        todo!()
    }

    /// `+value`
    pub fn positive(&self, value: &Value) -> Result {
        let _ = value;
        todo!()
    }

    /// `~value`
    pub fn invert(&self, value: &Value) -> Result {
        let _ = value;
        todo!()
    }

    /// Whether it counts as true (`bool(value)`).
    pub fn truth(&self, value: &Value) -> Result<bool> {
        let _ = value;
        todo!()
    }

    /// `hash(value)`: equal values have equal hashes. Those of numbers are CPython's.
    pub fn hash(&self, value: &Value) -> Result<i64> {
        let _ = value;
        todo!()
    }
}

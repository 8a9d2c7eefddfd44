//! Operators of str, bytes, list, tuple, set, dict and classes.

use std::rc::Rc;

use crate::vm::code::BinaryOp;
use crate::vm::machine::{MOST_OF_ONE, Vm};
use crate::vm::types::{set, union};
use crate::vm::value::dict::Dict;
use crate::vm::value::set::Set;
use crate::vm::value::{Result, Value};

impl Vm {
    /// `left op right` of values of builtin types that are no numbers; nothing if it is not for them.
    #[inline(never)]
    pub(super) fn binary_sequences(
        &self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>> {
        match (op, left, right) {
            (BinaryOp::Add, Value::Str(a), Value::Str(b)) => {
                self.charge_text(a.as_str().len() + b.as_str().len())?;
                Ok(Some(Value::str([a.as_str(), b.as_str()].concat())))
            }
            (BinaryOp::Add, Value::List(a), Value::List(b)) => {
                self.charge_items(a.items.borrow().len() + b.items.borrow().len())?;
                Ok(Some(Value::list([&a.items.borrow()[..], &b.items.borrow()[..]].concat())))
            }
            (BinaryOp::Add, Value::Tuple(a), Value::Tuple(b)) => {
                self.charge_items(a.len() + b.len())?;
                Ok(Some(Value::tuple([&a[..], &b[..]].concat())))
            }
            (BinaryOp::Add, Value::Bytes(a), Value::Bytes(b)) => {
                self.charge_text(a.len() + b.len())?;
                Ok(Some(Value::bytes([&a[..], &b[..]].concat())))
            }
            (BinaryOp::Add, Value::Bytes(a), other) => match crate::vm::types::bytes::bytes_of(other) {
                Some(b) => Ok(Some(Value::bytes([&a[..], &b[..]].concat()))),
                None => Ok(None),
            },
            (BinaryOp::Mul, sequence, Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
                self.repeat(sequence, right)
            }
            (BinaryOp::Mul, Value::Int(_) | Value::Bool(_) | Value::Big(_), sequence) => {
                self.repeat(sequence, left)
            }
            (BinaryOp::Mod, Value::Str(template), _) => {
                self.percent_format(template.as_str(), right).map(|text| Some(Value::str(text)))
            }
            (BinaryOp::Mod, Value::Bytes(template), _) => {
                self.percent_format_bytes(template, right).map(Some)
            }
            (_, Value::Set(a), Value::Set(b)) => self.binary_sets(op, a, b),
            (BinaryOp::Or, Value::Dict(a), Value::Dict(b)) => {
                let result = a.copy();
                self.charge(b.len())?;
                self.update_dict(&result, b)?;
                Ok(Some(Value::dict(result)))
            }
            (BinaryOp::Or, _, _) => union::join(self, left, right),
            _ => Ok(None),
        }
    }

    fn update_dict(&self, dict: &Dict, from: &Dict) -> Result<()> {
        for (key, value) in from.items() {
            dict.set(self, key, value)?;
        }
        Ok(())
    }

    fn repeat(&self, sequence: &Value, count: &Value) -> Result<Option<Value>> {
        let count = usize::try_from(self.index_clamped(count)?.max(0)).unwrap_or(usize::MAX);
        Ok(Some(match sequence {
            Value::Str(text) => {
                self.charge_text(text.as_str().len().saturating_mul(count))?;
                Value::str(text.as_str().repeat(if text.is_empty() { 0 } else { count }))
            }
            Value::Bytes(bytes) => {
                self.charge_text(bytes.len().saturating_mul(count))?;
                Value::bytes(bytes.repeat(if bytes.is_empty() { 0 } else { count }))
            }
            Value::List(list) => {
                let items = list.items.borrow();
                self.charge_items(items.len().saturating_mul(count))?;
                Value::list(repeat_items(&items, count))
            }
            Value::Tuple(items) => {
                self.charge_items(items.len().saturating_mul(count))?;
                Value::tuple(repeat_items(items, count))
            }
            _ => return Ok(None),
        }))
    }

    /// Takes making a text of so many bytes from the budget.
    pub(in crate::vm) fn charge_text(&self, bytes: usize) -> Result<()> {
        if bytes > 1 << 16 {
            self.charge_bytes(bytes as u64)?;
        }
        // A copy of a text is much faster than an instruction a byte.
        self.charge(4 + bytes / 64)
    }

    /// Appends to a text that is being made, taking that from the budget.
    pub(in crate::vm) fn append(&self, out: &mut String, text: &str) -> Result<()> {
        self.charge_text(text.len())?;
        let all = (out.len() + text.len()) as u64;
        if all > MOST_OF_ONE {
            self.charge_bytes(all)?;
        }
        out.push_str(text);
        Ok(())
    }

    /// Takes making a list of so many items from the budget.
    pub(in crate::vm) fn charge_items(&self, items: usize) -> Result<()> {
        self.charge_bytes((items as u64).saturating_mul(size_of::<Value>() as u64))?;
        self.charge(items)
    }

    #[inline(never)]
    fn binary_sets(&self, op: BinaryOp, a: &Rc<Set>, b: &Rc<Set>) -> Result<Option<Value>> {
        self.charge(a.len() + b.len())?;
        let other = Value::Set(b.clone());
        let result = match op {
            BinaryOp::Or => set::union(self, a, &other)?,
            BinaryOp::And => set::intersection(self, a, &other)?,
            BinaryOp::Sub => set::difference(self, a, &other)?,
            BinaryOp::Xor => set::symmetric_difference(self, a, &other)?,
            _ => return Ok(None),
        };
        Ok(Some(Value::Set(Rc::new(result))))
    }

    /// Changes the left one if it is of a builtin type that can be changed in place; whether it was.
    pub(super) fn in_place_builtin(&self, op: BinaryOp, left: &Value, right: &Value) -> Result<bool> {
        match (op, left.plain()) {
            (BinaryOp::Add, Value::List(list)) => {
                crate::vm::types::list::extend(self, list, right)?;
            }
            (BinaryOp::Mul, Value::List(list)) => {
                let repeated = match right.plain() {
                    Value::Int(_) | Value::Bool(_) | Value::Big(_) => self.repeat(left.plain(), right)?,
                    _ => None,
                };
                let Some(Value::List(repeated)) = repeated else { return Ok(false) };
                let before = list.items.replace(repeated.items.take());
                drop(before);
            }
            (BinaryOp::Or, Value::Dict(dict)) => match right.plain() {
                Value::Dict(other) => self.update_dict(dict, other)?,
                _ => {
                    self.call_method(left.plain(), "update", std::slice::from_ref(right))?;
                }
            },
            (_, Value::Set(set)) if !set.frozen => {
                let Value::Set(_) = right.plain() else { return Ok(false) };
                match op {
                    BinaryOp::Or => set::update(self, set, right)?,
                    BinaryOp::Sub => set::difference_update(self, set, right)?,
                    BinaryOp::And => set::intersection_update(self, set, right)?,
                    BinaryOp::Xor => set::symmetric_difference_update(self, set, right)?,
                    _ => return Ok(false),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn repeat_items(items: &[Value], count: usize) -> Vec<Value> {
    let mut repeated = Vec::with_capacity(items.len().saturating_mul(count));
    if !items.is_empty() {
        for _ in 0..count {
            repeated.extend_from_slice(items);
        }
    }
    repeated
}

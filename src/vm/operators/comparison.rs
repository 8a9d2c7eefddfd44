//! Comparisons.

use std::cmp::Ordering;

use crate::vm::class::class_of;
use crate::vm::code::CompareOp;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::value::dict::Dict;
use crate::vm::value::numbers::Number;
use crate::vm::value::set::Set;
use crate::vm::value::{Result, Slice, Value};

use super::special::{COMPARE, compare_name, is_proper_subclass, is_simple};

/// Whether a comparison holds.
#[inline]
pub(in crate::vm) fn holds<T: PartialOrd + ?Sized>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

fn holds_for(op: CompareOp, order: Option<Ordering>) -> bool {
    match op {
        CompareOp::Eq => order == Some(Ordering::Equal),
        CompareOp::Ne => order != Some(Ordering::Equal),
        CompareOp::Lt => order == Some(Ordering::Less),
        CompareOp::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Gt => order == Some(Ordering::Greater),
        CompareOp::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}

impl Vm {
    #[inline(never)]
    pub(super) fn compare_slow(&self, op: CompareOp, left: &Value, right: &Value) -> Result {
        if let (Value::Str(a), Value::Str(b)) = (left, right) {
            self.charge_compared(a.as_str().len(), b.as_str().len())?;
            return Ok(Value::Bool(holds(op, a.as_str(), b.as_str())));
        }
        if is_simple(left) && is_simple(right) {
            return match self.compare_builtin(op, left, right)? {
                Some(result) => Ok(result),
                None => compare_default(op, left, right),
            };
        }
        let (class, other) = (class_of(left), class_of(right));
        let mut reflected = true;
        if is_proper_subclass(&other, &class) && self.own_special(right, compare_name(swapped(op))).is_some()
        {
            reflected = false;
            if let Some(result) = self.compare_own(swapped(op), right, left)? {
                return Ok(result);
            }
        }
        if let Some(result) = self.compare_own(op, left, right)? {
            return Ok(result);
        }
        if reflected && let Some(result) = self.compare_own(swapped(op), right, left)? {
            return Ok(result);
        }
        if let Some(result) = self.compare_builtin(op, left.plain(), right.plain())? {
            // A method of the program's own has said that it does not know.
            let own = |value, op| self.own_special(value, compare_name(op)).is_some();
            if !own(left, op) || !own(right, swapped(op)) {
                return Ok(result);
            }
        }
        compare_default(op, left, right)
    }

    /// Takes comparing texts of such lengths from the budget.
    pub(super) fn charge_compared(&self, a: usize, b: usize) -> Result<()> {
        let len = a.min(b);
        if len > 4096 { self.charge(len / 4) } else { Ok(()) }
    }

    /// What the left one's own method says.
    fn compare_own(&self, op: CompareOp, left: &Value, right: &Value) -> Result<Option<Value>> {
        let name = compare_name(op);
        if op == CompareOp::Ne && self.own_special(left, name).is_none() {
            return match self.try_own(left, compare_name(CompareOp::Eq), right)? {
                Some(equal) => Ok(Some(Value::Bool(!self.truth(&equal)?))),
                None => Ok(None),
            };
        }
        self.try_own(left, name, right)
    }

    /// As the builtin types compare; nothing if they do not.
    pub(super) fn compare_builtin(
        &self,
        op: CompareOp,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>> {
        if let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) {
            if let (Number::Big(_), Number::Big(_)) = (&a, &b) {
                self.charge_big(left.plain())?;
            }
            return Ok(Some(Value::Bool(holds_for(op, a.compare(b)))));
        }
        let result = match (left, right) {
            (Value::Str(a), Value::Str(b)) => {
                self.charge_compared(a.as_str().len(), b.as_str().len())?;
                holds(op, &a.as_str(), &b.as_str())
            }
            (Value::Bytes(a), Value::Bytes(b)) => {
                self.charge_compared(a.len(), b.len())?;
                holds(op, &a[..], &b[..])
            }
            (Value::Tuple(a), Value::Tuple(b)) => {
                return self.compare_items(
                    op,
                    &|at| a.get(at).cloned(),
                    &|at| b.get(at).cloned(),
                    a.len() == b.len(),
                );
            }
            (Value::List(a), Value::List(b)) => {
                let same_length = a.items.borrow().len() == b.items.borrow().len();
                return self.compare_items(
                    op,
                    &|at| a.items.borrow().get(at).cloned(),
                    &|at| b.items.borrow().get(at).cloned(),
                    same_length,
                );
            }
            (Value::Set(a), Value::Set(b)) => self.compare_sets(op, a, b)?,
            (Value::Dict(a), Value::Dict(b)) => {
                let equal = match op {
                    CompareOp::Eq | CompareOp::Ne => self.equal_dicts(a, b)?,
                    _ => return Ok(None),
                };
                equal == (op == CompareOp::Eq)
            }
            (Value::Range(a), Value::Range(b)) => {
                let equal = a.len() == b.len()
                    && (a.is_empty() || (a.start == b.start && (a.len() == 1 || a.step == b.step)));
                match op {
                    CompareOp::Eq => equal,
                    CompareOp::Ne => !equal,
                    _ => return Ok(None),
                }
            }
            (Value::Slice(a), Value::Slice(b)) => {
                let parts = |slice: &Slice| {
                    Value::tuple([slice.start.clone(), slice.stop.clone(), slice.step.clone()])
                };
                return self.compare(op, &parts(a), &parts(b)).map(Some);
            }
            (Value::Method(a), Value::Method(b)) => match op {
                CompareOp::Eq => a.receiver.is(&b.receiver) && a.function.is(&b.function),
                CompareOp::Ne => !(a.receiver.is(&b.receiver) && a.function.is(&b.function)),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(Value::Bool(result)))
    }

    /// Lexicographically. The first items that differ decide; identical ones are equal whatever their `__eq__` says.
    fn compare_items(
        &self,
        op: CompareOp,
        left: &dyn Fn(usize) -> Option<Value>,
        right: &dyn Fn(usize) -> Option<Value>,
        same_length: bool,
    ) -> Result<Option<Value>> {
        if !same_length && matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(Some(Value::Bool(op == CompareOp::Ne)));
        }
        self.charge(12)?;
        self.deeper(|| {
            let mut at = 0;
            loop {
                let (a, b) = match (left(at), right(at)) {
                    (Some(a), Some(b)) => (a, b),
                    (a, b) => return Ok(Some(Value::Bool(holds(op, &a.is_some(), &b.is_some())))),
                };
                self.tick()?;
                if !a.is(&b) && !self.eq(&a, &b)? {
                    return match op {
                        CompareOp::Eq => Ok(Some(Value::Bool(false))),
                        CompareOp::Ne => Ok(Some(Value::Bool(true))),
                        op => self.compare(op, &a, &b).map(Some),
                    };
                }
                at += 1;
            }
        })
    }

    #[inline(never)]
    fn compare_sets(&self, op: CompareOp, a: &Set, b: &Set) -> Result<bool> {
        let within = |a: &Set, b: &Set| -> Result<bool> {
            self.charge(a.len() * 14)?;
            for item in a.items() {
                if !b.has(self, &item)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        Ok(match op {
            CompareOp::Eq => a.len() == b.len() && within(a, b)?,
            CompareOp::Ne => a.len() != b.len() || !within(a, b)?,
            CompareOp::Lt => a.len() < b.len() && within(a, b)?,
            CompareOp::Le => a.len() <= b.len() && within(a, b)?,
            CompareOp::Gt => a.len() > b.len() && within(b, a)?,
            CompareOp::Ge => a.len() >= b.len() && within(b, a)?,
        })
    }

    #[inline(never)]
    fn equal_dicts(&self, a: &Dict, b: &Dict) -> Result<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        self.charge(a.len() * 14)?;
        self.deeper(|| {
            for (key, value) in a.items() {
                match b.get(self, &key)? {
                    Some(other) if other.is(&value) || self.eq(&value, &other)? => {}
                    _ => return Ok(false),
                }
            }
            Ok(true)
        })
    }
}

/// By identity; the TypeError for an order between values that have none.
fn compare_default(op: CompareOp, left: &Value, right: &Value) -> Result {
    let same = || left.is(right) && !matches!(left, Value::Float(_));
    match op {
        CompareOp::Eq => Ok(Value::Bool(same())),
        CompareOp::Ne => Ok(Value::Bool(!same())),
        _ => {
            let (sign, left, right) = (COMPARE[op as usize].0, left.full_type_name(), right.full_type_name());
            let text = format!("'{sign}' not supported between instances of '{left}' and '{right}'");
            Err(type_error(text))
        }
    }
}

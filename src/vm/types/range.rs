//! range and slice.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::exceptions::{not_supported, type_error, value_error};
use crate::vm::iteration::iterator::{Iter, IterState};
use crate::vm::iteration::plain_iter;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::operators::slices;
use crate::vm::value::{Range, Result, Slice, Value};

impl Range {
    /// The end, which is not among the numbers.
    ///
    /// # Errors
    ///
    /// NotImplementedError if it is farther off than numbers of 64 bits go.
    pub fn end(&self) -> Result<i64> {
        match self.stop {
            i64::MIN | i64::MAX => Err(too_large()),
            stop => Ok(stop),
        }
    }

    /// The index of a number, if it is in the range.
    pub fn position(&self, number: i64) -> Option<u64> {
        let inside = if self.step > 0 {
            self.start <= number && number < self.stop
        } else {
            self.stop < number && number <= self.start
        };
        let distance = i128::from(number) - i128::from(self.start);
        (inside && distance % i128::from(self.step) == 0).then(|| (distance / i128::from(self.step)) as u64)
    }
}

fn range_of(value: &Value) -> Range {
    match value.plain() {
        Value::Range(range) => **range,
        _ => Range { start: 0, stop: 0, step: 1 },
    }
}

/// Numbers of a range have 64 bits. Only its end may lie farther off, which no loop reaches.
fn too_large() -> Exception {
    not_supported("ranges of numbers from 2**63 on are not supported here: count from 0, and add")
}

fn new_range(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    if given.is_empty() || given.len() > 3 {
        let (how, plural) = if given.is_empty() { ("least 1", "") } else { ("most 3", "s") };
        let text = format!("range expected at {how} argument{plural}, got {}", given.len());
        return Err(type_error(text));
    }
    let stop = |at: usize| match &given[at] {
        Value::Int(number) => Ok(*number),
        other => vm.index_clamped(other),
    };
    let number = |at: usize| match vm.as_index(&given[at])? {
        Value::Int(number) => Ok(number),
        _ => Err(too_large()),
    };
    let (start, stop) = if given.len() == 1 { (0, stop(0)?) } else { (number(0)?, stop(1)?) };
    let step = if given.len() == 3 { number(2)? } else { 1 };
    if step == 0 {
        return Err(value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn range_count(vm: &Vm, args: &[Value]) -> Result {
    let found = vm.plain_contains(args[0].plain(), &args[1])?;
    Ok(Value::Int(i64::from(found)))
}

fn range_index(_: &Vm, args: &[Value]) -> Result {
    let range = range_of(&args[0]);
    let is_number = matches!(&args[1], Value::Bool(_) | Value::Int(_) | Value::Big(_));
    let number = match &args[1] {
        Value::Bool(number) => Some(i64::from(*number)),
        Value::Int(number) => Some(*number),
        Value::Float(number) if number.fract() == 0.0 => Some(*number as i64),
        _ => None,
    };
    match number.and_then(|number| range.position(number)) {
        Some(at) => Ok(Value::Int(at as i64)),
        None if is_number => Err(value_error("range.index(x): x not in range")),
        None => Err(value_error("sequence.index(x): x not in sequence")),
    }
}

fn range_reversed(_: &Vm, args: &[Value]) -> Result {
    let range = range_of(&args[0]);
    let mut left = range.len();
    Ok(Iter::of(&super::iterator::RANGE_ITERATOR, move |_| {
        Ok((left > 0).then(|| {
            left -= 1;
            Value::Int(range.at(left))
        }))
    }))
}

fn range_eq(_: &Vm, args: &[Value]) -> Result {
    let Value::Range(other) = args[1].plain() else { return Ok(Value::NotImplemented) };
    let (range, other) = (range_of(&args[0]), **other);
    let (len, same_len) = (range.len(), range.len() == other.len());
    let same_start = len == 0 || range.start == other.start;
    Ok(Value::Bool(same_len && same_start && (len < 2 || range.step == other.step)))
}

/// What of `__iter__`, `__len__`, `__getitem__` and `__contains__` is the same for all builtin containers.
pub(super) fn container_iter(vm: &Vm, args: &[Value]) -> Result {
    Ok(match plain_iter(args[0].plain()) {
        Some(state) => Iter::new(state),
        None => return Err(vm.cannot(&args[0], "is not iterable")),
    })
}

pub(super) fn container_len(vm: &Vm, args: &[Value]) -> Result {
    vm.len(args[0].plain()).map(Value::from)
}

pub(super) fn container_get(vm: &Vm, args: &[Value]) -> Result {
    vm.plain_item(&args[0], args[0].plain(), &args[1])
}

pub(super) fn container_set(vm: &Vm, args: &[Value]) -> Result {
    vm.set_plain_item(&args[0], args[0].plain(), &args[1], args[2].clone())?;
    Ok(Value::None)
}

pub(super) fn container_delete(vm: &Vm, args: &[Value]) -> Result {
    vm.delete_plain_item(&args[0], args[0].plain(), &args[1])?;
    Ok(Value::None)
}

pub(super) fn container_contains(vm: &Vm, args: &[Value]) -> Result {
    vm.plain_contains(args[0].plain(), &args[1]).map(Value::Bool)
}

/// `__iter__` of a builtin container.
pub(super) const ITER: Native = Native::new("__iter__", "self, /", container_iter);
/// `__len__` of a builtin container.
pub(super) const LEN: Native = Native::new("__len__", "self, /", container_len);
/// `__getitem__` of a builtin container.
pub(super) const GET: Native = Native::new("__getitem__", "self, key, /", container_get);
/// `__setitem__` of a builtin container.
pub(super) const SET_ITEM: Native = Native::new("__setitem__", "self, key, value, /", container_set);
/// `__delitem__` of a builtin container.
pub(super) const DELETE: Native = Native::new("__delitem__", "self, key, /", container_delete);
/// `__contains__` of a builtin container.
pub(super) const CONTAINS: Native = Native::new("__contains__", "self, key, /", container_contains);

/// `range`
pub static RANGE: NativeType = NativeType::new(
    "range",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args", new_range),
        ITER,
        LEN,
        GET,
        CONTAINS,
        Native::new("__reversed__", "self, /", range_reversed),
        Native::new("__eq__", "self, other, /", range_eq),
        Native::new("__hash__", "self, /", |vm, args| {
            let range = range_of(&args[0]);
            let len = range.len() as i64;
            let part = |number: i64, least: i64| if len < least { Value::None } else { Value::Int(number) };
            let parts = [Value::Int(len), part(range.start, 1), part(range.step, 2)];
            vm.hash(&Value::tuple(parts)).map(Value::Int)
        }),
        Native::new("__repr__", "self, /", |vm, args| vm.repr(&args[0]).map(Value::str)),
        Native::new("count", "self, value, /", range_count),
        Native::new("index", "self, value, /", range_index),
    ],
)
.properties(&[
    Property { name: "start", get: |_, range| Ok(Value::Int(range_of(range).start)), set: None },
    Property { name: "stop", get: |_, range| range_of(range).end().map(Value::Int), set: None },
    Property { name: "step", get: |_, range| Ok(Value::Int(range_of(range).step)), set: None },
]);

fn slice_of(value: &Value) -> [Value; 3] {
    match value {
        Value::Slice(slice) => [slice.start.clone(), slice.stop.clone(), slice.step.clone()],
        _ => Default::default(),
    }
}

fn new_slice(_: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    let (start, stop, step) = match &given[..] {
        [stop] => (Value::None, stop.clone(), Value::None),
        [start, stop] => (start.clone(), stop.clone(), Value::None),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        _ => {
            let (how, plural) = if given.is_empty() { ("least 1", "") } else { ("most 3", "s") };
            let text = format!("slice expected at {how} argument{plural}, got {}", given.len());
            return Err(type_error(text));
        }
    };
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

fn slice_indices(vm: &Vm, args: &[Value]) -> Result {
    let Value::Slice(slice) = &args[0] else { return Ok(Value::None) };
    let len = vm.index_i64(&args[1])?;
    let Ok(len) = usize::try_from(len) else { return Err(value_error("length should not be negative")) };
    let places = slices::places(vm, slice, len)?;
    Ok(Value::tuple([places.start, places.stop, places.step].map(Value::Int)))
}

/// `slice`
pub static SLICE: NativeType = NativeType::new(
    "slice",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args", new_slice),
        Native::new("indices", "self, len, /", slice_indices),
        Native::new("__eq__", "self, other, /", |vm, args| {
            let Value::Slice(_) = &args[1] else { return Ok(Value::NotImplemented) };
            let [one, other] = [0, 1].map(|at| Value::tuple(slice_of(&args[at])));
            vm.eq(&one, &other).map(Value::Bool)
        }),
        Native::new("__hash__", "self, /", |vm, args| {
            vm.hash(&Value::tuple(slice_of(&args[0]))).map(Value::Int)
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let parts = vm.repr(&Value::tuple(slice_of(&args[0])))?;
            Ok(Value::str(format!("slice{parts}")))
        }),
    ],
)
.properties(&[
    Property { name: "start", get: |_, slice| Ok(std::mem::take(&mut slice_of(slice)[0])), set: None },
    Property { name: "stop", get: |_, slice| Ok(std::mem::take(&mut slice_of(slice)[1])), set: None },
    Property { name: "step", get: |_, slice| Ok(std::mem::take(&mut slice_of(slice)[2])), set: None },
]);

/// An iterator that goes through a list from its end.
pub(super) fn reversed_list(value: &Value) -> Value {
    let Value::List(list) = value.plain() else { return Iter::new(IterState::Done) };
    let (list, mut at) = (list.clone(), list.items.borrow().len());
    Iter::of(&super::iterator::LIST_REVERSE_ITERATOR, move |_| {
        at = at.wrapping_sub(1);
        Ok(list.items.borrow().get(at).cloned())
    })
}

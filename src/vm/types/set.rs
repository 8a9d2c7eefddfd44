//! set and frozenset. What they do with another set goes by CPython's algorithms step for step: on these depends in which
//! order the result is gone through.

use std::rc::Rc;

use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::exceptions::{key_error, raise};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::exception::KEY_ERROR;
use crate::vm::value::dict::hash_key;
use crate::vm::value::set::Set;
use crate::vm::value::{Result, Value};

use super::range::{CONTAINS, ITER, LEN};

/// The set that a method was called on.
///
/// # Errors
///
/// TypeError if it is none.
fn set_of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Rc<Set>> {
    match value.plain() {
        Value::Set(set) => Ok(set),
        _ => Err(vm.cannot(value, "is no set")),
    }
}

/// Adds what an iterable gives (`set |= iterable`).
///
/// # Errors
///
/// What the iterable and the items raise; so for the others.
pub fn update(vm: &Vm, set: &Set, from: &Value) -> Result<()> {
    match from.plain() {
        Value::Set(other) => set.merge(vm, other),
        Value::Dict(dict) => {
            vm.charge(dict.len() * 4)?;
            set.reserve(dict.len());
            let mut position = 0;
            while let Some((next, key, _)) = dict.at(position) {
                position = next;
                set.add(vm, key)?;
            }
            Ok(())
        }
        _ => vm.for_each(from, |vm, item| set.add(vm, item).map(drop)),
    }
}

/// A set of what an iterable gives.
fn from_iterable(vm: &Vm, iterable: &Value, frozen: bool) -> Result<Set> {
    let set = Set::new(frozen);
    update(vm, &set, iterable)?;
    Ok(set)
}

/// `set | iterable`
///
/// # Errors
///
/// What the iterable and the items raise; so for the others.
pub fn union(vm: &Vm, set: &Set, other: &Value) -> Result<Set> {
    let all = copy(vm, set)?;
    if !is_same(set, other) {
        update(vm, &all, other)?;
    }
    Ok(all)
}

/// A copy; frozen if it is.
fn copy(vm: &Vm, set: &Set) -> Result<Set> {
    vm.charge(set.len() * 4)?;
    vm.charge_bytes(set.len() as u64 * 64)?;
    Ok(set.copy(set.frozen))
}

fn is_same(set: &Set, other: &Value) -> bool {
    matches!(other.plain(), Value::Set(other) if std::ptr::eq(&**other, set))
}

fn hash(vm: &Vm, item: &Value) -> Result<i64> {
    hash_key(vm, item, "set element")
}

/// `set & iterable`
pub fn intersection(vm: &Vm, set: &Set, other: &Value) -> Result<Set> {
    if is_same(set, other) {
        return copy(vm, set);
    }
    let both = Set::new(set.frozen);
    match other.plain() {
        Value::Set(other) => {
            vm.charge(set.len().min(other.len()) * 4)?;
            let (walked, asked) = if other.len() > set.len() { (set, &**other) } else { (&**other, set) };
            let mut position = 0;
            while let Some((next, hash, item)) = walked.hashed_at(position) {
                position = next;
                if asked.has_hashed(vm, hash, &item)? {
                    both.add_hashed(vm, hash, item)?;
                }
            }
        }
        _ => vm.for_each(other, |vm, item| {
            let hash = hash(vm, &item)?;
            if set.has_hashed(vm, hash, &item)? {
                both.add_hashed(vm, hash, item)?;
            }
            Ok(())
        })?,
    }
    Ok(both)
}

/// `set - iterable`
pub fn difference(vm: &Vm, set: &Set, other: &Value) -> Result<Set> {
    let len = match other.plain() {
        Value::Set(other) => other.len(),
        Value::Dict(other) => other.len(),
        _ => usize::MAX,
    };
    if len == usize::MAX || set.len() >> 2 > len {
        let rest = copy(vm, set)?;
        difference_update(vm, &rest, other)?;
        return Ok(rest);
    }
    vm.charge(set.len() * 4)?;
    let rest = Set::new(set.frozen);
    let mut position = 0;
    while let Some((next, hash, item)) = set.hashed_at(position) {
        position = next;
        let is_there = match other.plain() {
            Value::Set(other) => other.has_hashed(vm, hash, &item)?,
            Value::Dict(other) => other.has(vm, &item)?,
            _ => false,
        };
        if !is_there {
            rest.add_hashed(vm, hash, item)?;
        }
    }
    Ok(rest)
}

/// `set -= iterable`
pub fn difference_update(vm: &Vm, set: &Set, other: &Value) -> Result<()> {
    match other.plain() {
        _ if is_same(set, other) => set.clear(),
        Value::Set(other) => {
            vm.charge(other.len() * 4)?;
            // What is not in the set need not be looked for.
            let both = (other.len() >> 3 > set.len())
                .then(|| intersection(vm, set, &Value::Set(other.clone())))
                .transpose()?;
            let other = both.as_ref().unwrap_or(other);
            let mut position = 0;
            while let Some((next, hash, item)) = other.hashed_at(position) {
                position = next;
                set.remove_hashed(vm, hash, &item)?;
            }
        }
        _ => vm.for_each(other, |vm, item| {
            let hash = hash(vm, &item)?;
            set.remove_hashed(vm, hash, &item).map(drop)
        })?,
    }
    set.tidy();
    Ok(())
}

/// `set ^ iterable`
pub fn symmetric_difference(vm: &Vm, set: &Set, other: &Value) -> Result<Set> {
    let result = from_iterable(vm, other, set.frozen)?;
    toggle(vm, &result, set)?;
    Ok(result)
}

/// Adds the items of another set that are not there, and takes the others out.
fn toggle(vm: &Vm, set: &Set, other: &Set) -> Result<()> {
    vm.charge(other.len() * 4)?;
    let mut position = 0;
    while let Some((next, hash, item)) = other.hashed_at(position) {
        position = next;
        if !set.remove_hashed(vm, hash, &item)? {
            set.add_hashed(vm, hash, item)?;
        }
    }
    Ok(())
}

/// `set ^= iterable`
pub fn symmetric_difference_update(vm: &Vm, set: &Set, other: &Value) -> Result<()> {
    match other.plain() {
        _ if is_same(set, other) => {
            set.clear();
            Ok(())
        }
        Value::Set(other) => toggle(vm, set, other),
        _ => toggle(vm, set, &from_iterable(vm, other, false)?),
    }
}

/// `set &= iterable`
pub fn intersection_update(vm: &Vm, set: &Set, other: &Value) -> Result<()> {
    let both = intersection(vm, set, other)?;
    set.become_(&both);
    Ok(())
}

/// `set <= iterable`
fn is_subset(vm: &Vm, set: &Set, other: &Value) -> Result<bool> {
    let made;
    let other = match other.plain() {
        Value::Set(other) => &**other,
        _ => {
            made = from_iterable(vm, other, false)?;
            &made
        }
    };
    if set.len() > other.len() {
        return Ok(false);
    }
    vm.charge(set.len() * 4)?;
    let mut position = 0;
    while let Some((next, hash, item)) = set.hashed_at(position) {
        position = next;
        if !other.has_hashed(vm, hash, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `set >= iterable`
fn is_superset(vm: &Vm, set: &Set, other: &Value) -> Result<bool> {
    match other.plain() {
        Value::Set(smaller) => is_subset(vm, smaller, &Value::Set(Rc::new(set.copy(true)))),
        _ => {
            for item in vm.collect(other)? {
                if !set.has(vm, &item)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

/// The hash of a frozenset, by CPython's formula.
pub fn hash_of(set: &Set) -> i64 {
    let shuffle = |bits: u64| ((bits ^ 89_869_747) ^ (bits << 16)).wrapping_mul(3_644_798_167);
    let mut hash = set.hashes().into_iter().fold(0, |all, hash| all ^ shuffle(hash as u64));
    hash ^= (set.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

/// A method with any number of iterables that makes a new set.
fn folded(vm: &Vm, args: &[Value], step: fn(&Vm, &Set, &Value) -> Result<Set>) -> Result {
    let set = set_of(vm, &args[0])?;
    let Value::Tuple(others) = &args[1] else { return Ok(Value::None) };
    let mut result = None;
    for other in others.iter() {
        result = Some(step(vm, result.as_ref().unwrap_or(set), other)?);
    }
    let result = result.map_or_else(|| copy(vm, set), Ok)?;
    Ok(Value::Set(Rc::new(result)))
}

/// A method with any number of iterables that changes the set.
fn updated(vm: &Vm, args: &[Value], step: fn(&Vm, &Set, &Value) -> Result<()>) -> Result {
    let set = set_of(vm, &args[0])?;
    let Value::Tuple(others) = &args[1] else { return Ok(Value::None) };
    for other in others.iter() {
        step(vm, set, other)?;
    }
    Ok(Value::None)
}

fn is_disjoint(vm: &Vm, args: &[Value]) -> Result {
    let set = set_of(vm, &args[0])?;
    Ok(Value::Bool(intersection(vm, set, &args[1])?.is_empty()))
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let set = set_of(vm, &args[0])?;
    set.clear();
    if args[1].is_bound() {
        update(vm, set, &args[1])?;
    }
    Ok(Value::None)
}

fn new_frozen(vm: &Vm, args: &[Value]) -> Result {
    match &args[1] {
        Value::Unbound => Ok(Value::Set(Rc::new(Set::new(true)))),
        Value::Set(set) if set.frozen => Ok(args[1].clone()),
        iterable => Ok(Value::Set(Rc::new(from_iterable(vm, iterable, true)?))),
    }
}

/// An item to be taken out, which may be a set: then one like it is meant.
fn taken_out(vm: &Vm, args: &[Value]) -> Result<bool> {
    let set = set_of(vm, &args[0])?;
    match args[1].plain() {
        Value::Set(inner) if !inner.frozen => set.remove(vm, &Value::Set(Rc::new(inner.copy(true)))),
        _ => set.remove(vm, &args[1]),
    }
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    set_of(vm, &args[0])?.pop().ok_or_else(|| raise(&KEY_ERROR, "pop from an empty set"))
}

const DIFFERENCE: Native =
    Native::new("difference", "self, /, *others", |vm, args| folded(vm, args, difference));
const INTERSECTION: Native =
    Native::new("intersection", "self, /, *others", |vm, args| folded(vm, args, intersection));
const UNION: Native = Native::new("union", "self, /, *others", |vm, args| folded(vm, args, union));
const SYMMETRIC_DIFFERENCE: Native = Native::new("symmetric_difference", "self, other, /", |vm, args| {
    let set = symmetric_difference(vm, set_of(vm, &args[0])?, &args[1])?;
    Ok(Value::Set(Rc::new(set)))
});
const IS_DISJOINT: Native = Native::new("isdisjoint", "self, other, /", is_disjoint);
const IS_SUBSET: Native = Native::new("issubset", "self, other, /", |vm, args| {
    is_subset(vm, set_of(vm, &args[0])?, &args[1]).map(Value::Bool)
});
const IS_SUPERSET: Native = Native::new("issuperset", "self, other, /", |vm, args| {
    is_superset(vm, set_of(vm, &args[0])?, &args[1]).map(Value::Bool)
});
const COPY: Native = Native::new("copy", "self, /", |vm, args| match &args[0] {
    Value::Set(set) if set.frozen => Ok(args[0].clone()),
    _ => Ok(Value::Set(Rc::new(copy(vm, set_of(vm, &args[0])?)?))),
});

/// `set`
pub static SET: NativeType = NativeType::new(
    "set",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |_, _| Ok(Value::Set(Rc::new(Set::new(false))))),
        Native::new("__init__", "self, iterable=?, /", init),
        ITER,
        LEN,
        CONTAINS,
        CLASS_GETITEM,
        Native::new("add", "self, object, /", |vm, args| {
            set_of(vm, &args[0])?.add(vm, args[1].clone())?;
            Ok(Value::None)
        }),
        Native::new("discard", "self, object, /", |vm, args| taken_out(vm, args).map(|_| Value::None)),
        Native::new("remove", "self, object, /", |vm, args| match taken_out(vm, args)? {
            true => Ok(Value::None),
            false => Err(key_error(args[1].clone())),
        }),
        Native::new("pop", "self, /", pop),
        Native::new("clear", "self, /", |vm, args| {
            set_of(vm, &args[0])?.clear();
            Ok(Value::None)
        }),
        Native::new("update", "self, /, *others", |vm, args| updated(vm, args, update)),
        Native::new("difference_update", "self, /, *others", |vm, args| updated(vm, args, difference_update)),
        Native::new("intersection_update", "self, /, *others", |vm, args| {
            updated(vm, args, intersection_update)
        }),
        Native::new("symmetric_difference_update", "self, other, /", |vm, args| {
            symmetric_difference_update(vm, set_of(vm, &args[0])?, &args[1])?;
            Ok(Value::None)
        }),
        COPY,
        DIFFERENCE,
        INTERSECTION,
        UNION,
        SYMMETRIC_DIFFERENCE,
        IS_DISJOINT,
        IS_SUBSET,
        IS_SUPERSET,
    ],
)
.value();

/// `frozenset`
pub static FROZENSET: NativeType = NativeType::new(
    "frozenset",
    "builtins",
    &[
        Native::new("__new__", "cls, iterable=?, /", new_frozen),
        ITER,
        LEN,
        CONTAINS,
        CLASS_GETITEM,
        COPY,
        DIFFERENCE,
        INTERSECTION,
        UNION,
        SYMMETRIC_DIFFERENCE,
        IS_DISJOINT,
        IS_SUBSET,
        IS_SUPERSET,
    ],
)
.value();

//! The views of a dict: `keys()`, `values()`, `items()`.

use std::rc::Rc;

use crate::vm::class::class_of;
use crate::vm::iteration::iterator::{DictPart, Iter, IterState};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::set;
use crate::vm::value::dict::Dict;
use crate::vm::value::set::Set;
use crate::vm::value::{Result, Value};

use super::reversed;

/// A view: what it is of, and of which dict.
pub struct View {
    /// The dict.
    pub dict: Rc<Dict>,
    /// What of its items it shows.
    pub part: DictPart,
}

/// Makes a view.
pub fn view(dict: &Rc<Dict>, part: DictPart) -> Value {
    let class = match part {
        DictPart::Keys => &DICT_KEYS,
        DictPart::Values => &DICT_VALUES,
        DictPart::Items => &DICT_ITEMS,
    };
    Value::native(class.class(), View { dict: dict.clone(), part })
}

fn view_of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a View> {
    value.data().ok_or_else(|| vm.cannot(value, "is no view of a dict"))
}

fn iter(vm: &Vm, args: &[Value]) -> Result {
    let View { dict, part } = view_of(vm, &args[0])?;
    Ok(Iter::new(IterState::over_dict(dict, *part)))
}

fn contains(vm: &Vm, view: &View, item: &Value) -> Result<bool> {
    match view.part {
        DictPart::Keys => view.dict.has(vm, item),
        _ => {
            let Value::Tuple(pair) = item.plain() else { return Ok(false) };
            let [key, value] = &pair[..] else { return Ok(false) };
            match view.dict.get(vm, key)? {
                Some(known) => Ok(known.is(value) || vm.eq(&known, value)?),
                None => Ok(false),
            }
        }
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let items = vm.collect(&iter(vm, args)?)?;
    let shown = vm.repr(&Value::list(items))?;
    Ok(Value::str(format!("{}({shown})", class_of(&args[0]).name())))
}

/// A set of what a view or another iterable gives.
fn set_from(vm: &Vm, value: &Value) -> Result<Set> {
    let set = Set::new(false);
    set::update(vm, &set, value)?;
    Ok(set)
}

type Combine = fn(&Vm, &Set, &Value) -> Result<Set>;

fn combine(vm: &Vm, args: &[Value], how: Combine) -> Result {
    let set = how(vm, &set_from(vm, &args[0])?, &args[1])?;
    Ok(Value::Set(Rc::new(set)))
}

/// The same for `other op view`.
fn combine_reflected(vm: &Vm, args: &[Value], how: Combine) -> Result {
    combine(vm, &[args[1].clone(), args[0].clone()], how)
}

/// What both have. As in CPython a view is asked, and not taken apart: its items need no hashes.
fn common(vm: &Vm, one: &Value, other: &Value) -> Result {
    let (view, rest) = if view_of(vm, one).is_ok() { (one, other) } else { (other, one) };
    let both = view_of(vm, view)?;
    let swap = match view_of(vm, rest) {
        Ok(rest) => both.dict.len() < rest.dict.len(),
        Err(_) => false,
    };
    let (view, rest) = if swap { (rest, view) } else { (view, rest) };
    let (asked, found) = (view_of(vm, view)?, Set::new(false));
    for item in vm.collect(rest)? {
        if contains(vm, asked, &item)? {
            found.add(vm, item)?;
        }
    }
    Ok(Value::Set(Rc::new(found)))
}

/// Whether the first one's length and items allow a comparison with another set or view.
fn compare(vm: &Vm, args: &[Value], fits: fn(usize, usize) -> bool, swapped: bool) -> Result {
    let is_set = |value: &Value| {
        matches!(value.plain(), Value::Set(_))
            || value.data::<View>().is_some_and(|view| view.part != DictPart::Values)
    };
    if !is_set(&args[1]) {
        return Ok(Value::NotImplemented);
    }
    if !fits(vm.len(&args[0])?, vm.len(&args[1])?) {
        return Ok(Value::Bool(false));
    }
    let (small, large) = if swapped { (&args[1], &args[0]) } else { (&args[0], &args[1]) };
    for item in vm.collect(small)? {
        if !vm.contains(large, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

const ITER: Native = Native::new("__iter__", "self, /", iter);
const LEN: Native =
    Native::new("__len__", "self, /", |vm, args| Ok(view_of(vm, &args[0])?.dict.len().into()));
const REPR: Native = Native::new("__repr__", "self, /", repr);
const REVERSED: Native = Native::new("__reversed__", "self, /", |vm, args| {
    let View { dict, part } = view_of(vm, &args[0])?;
    Ok(reversed(vm, dict, *part))
});

static SET_METHODS: &[Native] = &[
    ITER,
    LEN,
    REPR,
    REVERSED,
    Native::new("__contains__", "self, item, /", |vm, args| {
        contains(vm, view_of(vm, &args[0])?, &args[1]).map(Value::Bool)
    }),
    Native::new("__eq__", "self, other, /", |vm, args| compare(vm, args, |a, b| a == b, false)),
    Native::new("__ne__", "self, other, /", |vm, args| match compare(vm, args, |a, b| a == b, false)? {
        Value::Bool(equal) => Ok(Value::Bool(!equal)),
        other => Ok(other),
    }),
    Native::new("__le__", "self, other, /", |vm, args| compare(vm, args, |a, b| a <= b, false)),
    Native::new("__lt__", "self, other, /", |vm, args| compare(vm, args, |a, b| a < b, false)),
    Native::new("__ge__", "self, other, /", |vm, args| compare(vm, args, |a, b| a >= b, true)),
    Native::new("__gt__", "self, other, /", |vm, args| compare(vm, args, |a, b| a > b, true)),
    Native::new("__and__", "self, other, /", |vm, args| common(vm, &args[0], &args[1])),
    Native::new("__or__", "self, other, /", |vm, args| combine(vm, args, set::union)),
    Native::new("__sub__", "self, other, /", |vm, args| combine(vm, args, set::difference)),
    Native::new("__xor__", "self, other, /", |vm, args| combine(vm, args, set::symmetric_difference)),
    Native::new("__rand__", "self, other, /", |vm, args| common(vm, &args[1], &args[0])),
    Native::new("__ror__", "self, other, /", |vm, args| combine_reflected(vm, args, set::union)),
    Native::new("__rsub__", "self, other, /", |vm, args| combine_reflected(vm, args, set::difference)),
    Native::new("__rxor__", "self, other, /", |vm, args| {
        combine_reflected(vm, args, set::symmetric_difference)
    }),
    Native::new("isdisjoint", "self, other, /", |vm, args| {
        let view = view_of(vm, &args[0])?;
        for item in vm.collect(&args[1])? {
            if contains(vm, view, &item)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
];

/// `dict_keys`
pub static DICT_KEYS: NativeType = NativeType::new("dict_keys", "builtins", SET_METHODS);
/// `dict_items`
pub static DICT_ITEMS: NativeType = NativeType::new("dict_items", "builtins", SET_METHODS);
/// `dict_values`
pub static DICT_VALUES: NativeType = NativeType::new("dict_values", "builtins", &[ITER, LEN, REPR, REVERSED]);

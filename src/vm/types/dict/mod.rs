//! dict, and the views of its keys, values and items.

mod views;

use std::rc::Rc;

use super::range::{CONTAINS, DELETE, GET, ITER, LEN, SET_ITEM};
use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::exceptions::{key_error, raise, runtime_error, type_error, value_error};
use crate::vm::iteration::iterator::{DictPart, Iter};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::exception::KEY_ERROR;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub use views::{DICT_ITEMS, DICT_KEYS, DICT_VALUES, View, view};

/// The dict that a method was called on.
///
/// # Errors
///
/// TypeError if it is none.
pub fn dict_of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Rc<Dict>> {
    match value.plain() {
        Value::Dict(dict) => Ok(dict),
        _ => Err(vm.cannot(value, "is no dict")),
    }
}

/// What `dict.update()` does with one argument: a mapping, or an iterable of pairs.
///
/// # Errors
///
/// TypeError or ValueError for anything else, and what the argument raises.
pub fn update(vm: &Vm, dict: &Dict, from: &Value) -> Result<()> {
    match from.plain() {
        // A derived class's own way of iterating is not asked for, as in CPython, unless it has one.
        Value::Dict(other) if !has_own_keys(from) => {
            vm.charge(other.len() * 14)?;
            if dict.is_empty() {
                vm.charge_bytes(other.len() as u64 * 48)?;
            }
            let mut position = 0;
            let len = other.len();
            while let Some((next, key, value)) = other.at(position) {
                position = next;
                dict.set(vm, key, value)?;
                if other.len() != len && !std::ptr::eq(dict, &**other) {
                    return Err(runtime_error("dict mutated during update"));
                }
            }
            Ok(())
        }
        _ => match vm.find_attr(from, Symbol::new("keys"))? {
            Some(keys) => {
                let keys = vm.call(&keys, &[])?;
                for key in vm.collect(&keys)? {
                    let value = vm.get_item(from, &key)?;
                    dict.set(vm, key, value)?;
                }
                Ok(())
            }
            None => update_from_pairs(vm, dict, from),
        },
    }
}

/// Whether a dict is asked for its keys and their items when it is copied: if its class has a way of iterating of its own,
/// as all that derive from OrderedDict do.
pub fn has_own_keys(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => {
            let class = instance.class.borrow();
            let own = |name| matches!(class.lookup(Symbol::new(name)), Some(Value::Function(_)));
            let is_ordered =
                || class.ancestors.iter().any(|base| base.is_native() && &*base.name() == "OrderedDict");
            own("__iter__") || (own("keys") || own("__getitem__")) && is_ordered()
        }
        _ => false,
    }
}

fn update_from_pairs(vm: &Vm, dict: &Dict, pairs: &Value) -> Result<()> {
    let mut number = 0;
    vm.for_each(pairs, |vm, pair| {
        if !vm.can_iterate(&pair) {
            return Err(type_error("object is not iterable"));
        }
        vm.charge(16)?;
        let items = vm.collect(&pair)?;
        let Ok([key, value]) = <[Value; 2]>::try_from(items) else {
            let len = vm.len(&pair).unwrap_or_default();
            return Err(value_error(format!(
                "dictionary update sequence element #{number} has length {len}; 2 is required"
            )));
        };
        number += 1;
        dict.set(vm, key, value)
    })
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let dict = dict_of(vm, &args[0])?;
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    if given.len() > 1 {
        let text = format!("dict expected at most 1 argument, got {}", given.len());
        return Err(type_error(text));
    }
    fill(vm, dict, given, &args[2])
}

fn update_method(vm: &Vm, args: &[Value]) -> Result {
    let dict = dict_of(vm, &args[0])?;
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    if given.len() > 1 {
        let text = format!("update expected at most 1 argument, got {}", given.len());
        return Err(type_error(text));
    }
    fill(vm, dict, given, &args[2])
}

/// What `dict(*args, **keywords)` puts into a dict.
fn fill(vm: &Vm, dict: &Dict, args: &[Value], keywords: &Value) -> Result {
    if let Some(from) = args.first() {
        update(vm, dict, from)?;
    }
    if let Value::Dict(keywords) = keywords {
        for (name, value) in keywords.items() {
            dict.set(vm, name, value)?;
        }
    }
    Ok(Value::None)
}

fn from_keys(vm: &Vm, args: &[Value]) -> Result {
    let made = match &args[0] {
        Value::Class(class) if class.is_native() && class.number == DICT.class().number => {
            Value::dict(Dict::default())
        }
        class => vm.call(class, &[])?,
    };
    vm.for_each(&args[1], |vm, key| vm.set_item(&made, &key, args[2].clone()))?;
    Ok(made)
}

fn get(vm: &Vm, args: &[Value]) -> Result {
    Ok(dict_of(vm, &args[0])?.get(vm, &args[1])?.unwrap_or_else(|| args[2].clone()))
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    match dict_of(vm, &args[0])?.remove(vm, &args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_bound() => Ok(args[2].clone()),
        None => Err(key_error(args[1].clone())),
    }
}

fn pop_item(vm: &Vm, args: &[Value]) -> Result {
    vm.charge(16)?;
    match dict_of(vm, &args[0])?.pop_last() {
        Some((key, value)) => Ok(Value::tuple([key, value])),
        None => Err(raise(&KEY_ERROR, "popitem(): dictionary is empty")),
    }
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    let dict = dict_of(vm, &args[0])?;
    vm.charge(dict.len() * 14)?;
    vm.charge_bytes(dict.len() as u64 * 48)?;
    Ok(Value::dict(dict.copy()))
}

/// An iterator from a dict's end.
fn reversed(vm: &Vm, dict: &Rc<Dict>, part: DictPart) -> Value {
    let _ = vm;
    let (dict, len, mut position) = (dict.clone(), dict.len(), usize::MAX);
    Iter::of(&super::iterator::DICT_REVERSE_ITERATOR, move |_| {
        if dict.len() != len {
            return Err(runtime_error("dictionary changed size during iteration"));
        }
        Ok(dict.before(position).map(|(at, key, value)| {
            position = at;
            part.of(key, value)
        }))
    })
}

/// `dict`
pub static DICT: NativeType = NativeType::new(
    "dict",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |_, _| Ok(Value::dict(Dict::default()))),
        Native::new("__init__", "self, /, *args, **kwargs", init),
        ITER,
        LEN,
        GET,
        SET_ITEM,
        DELETE,
        CONTAINS,
        CLASS_GETITEM,
        Native::new("__reversed__", "self, /", |vm, args| {
            Ok(reversed(vm, dict_of(vm, &args[0])?, DictPart::Keys))
        }),
        Native::of_class("fromkeys", "cls, iterable, value=None, /", from_keys),
        Native::new("get", "self, key, default=None, /", get),
        Native::new("setdefault", "self, key, default=None, /", |vm, args| {
            dict_of(vm, &args[0])?.get_or_set(vm, &args[1], args[2].clone())
        }),
        Native::new("pop", "self, key, default=?, /", pop),
        Native::new("popitem", "self, /", pop_item),
        Native::new("update", "self, /, *args, **kwargs", update_method),
        Native::new("copy", "self, /", copy),
        Native::new("clear", "self, /", |vm, args| {
            dict_of(vm, &args[0])?.clear();
            Ok(Value::None)
        }),
        Native::new("keys", "self, /", |vm, args| Ok(view(dict_of(vm, &args[0])?, DictPart::Keys))),
        Native::new("values", "self, /", |vm, args| Ok(view(dict_of(vm, &args[0])?, DictPart::Values))),
        Native::new("items", "self, /", |vm, args| Ok(view(dict_of(vm, &args[0])?, DictPart::Items))),
    ],
)
.value();

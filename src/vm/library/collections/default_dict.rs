//! `collections.defaultdict`.

use crate::vm::class::class_of;
use crate::vm::exceptions::{key_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::DICT;
use crate::vm::types::dict::{dict_of, update};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::union;

/// What makes the missing values: an attribute of the instance.
fn factory(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => {
            instance.attributes.get(Symbol::new("default_factory")).unwrap_or(Value::None)
        }
        _ => Value::None,
    }
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    let (factory, rest) = match given.split_first() {
        Some((factory, rest)) => (factory.clone(), rest),
        None => (Value::None, &given[..]),
    };
    if !factory.is_none() && !vm.is_callable(&factory) {
        return Err(type_error("first argument must be callable or None"));
    }
    vm.set_attr(&args[0], Symbol::new("default_factory"), factory)?;
    if rest.len() > 1 {
        return Err(type_error(format!("dict expected at most 1 argument, got {}", rest.len())));
    }
    let dict = dict_of(vm, &args[0])?;
    for from in rest.iter().chain([&args[2]]) {
        update(vm, dict, from)?;
    }
    Ok(Value::None)
}

fn missing(vm: &Vm, args: &[Value]) -> Result {
    let factory = factory(&args[0]);
    if factory.is_none() {
        return Err(key_error(args[1].clone()));
    }
    let value = vm.call(&factory, &[])?;
    vm.set_item(&args[0], &args[1], value.clone())?;
    Ok(value)
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let (factory, dict) = (factory(&args[0]), Value::Dict(dict_of(vm, &args[0])?.clone()));
    // What makes the values may be a method of the dict itself.
    let shown = vm.repr_once(&args[0], || vm.repr(&factory))?;
    let factory = shown.unwrap_or_else(|| "...".to_owned());
    let dict = vm.nest(|| vm.repr(&dict))?;
    Ok(Value::str(format!("{}({factory}, {dict})", class_of(&args[0]).name())))
}

/// A dict of the same class and factory as `own`, with the items of `from`.
fn made_as(vm: &Vm, own: &Value, from: &Value) -> Result {
    let dict = Value::Dict(dict_of(vm, from)?.clone());
    vm.call(&Value::Class(class_of(own)), &[factory(own), dict])
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    made_as(vm, &args[0], &args[0])
}

/// `defaultdict`
pub static DEFAULT_DICT: NativeType = NativeType::new(
    "defaultdict",
    "collections",
    &[
        Native::new("__init__", "self, /, *args, **kwargs", init),
        Native::new("__missing__", "self, key, /", missing),
        Native::new("__repr__", "self, /", repr),
        Native::new("copy", "self, /", copy),
        Native::new("__copy__", "self, /", copy),
        Native::new("__or__", "self, other, /", |vm, args| union(vm, &args[0], &args[1], || copy(vm, args))),
        // The factory is the right one's.
        Native::new("__ror__", "self, other, /", |vm, args| {
            union(vm, &args[1], &args[0], || made_as(vm, &args[0], &args[1]))
        }),
    ],
)
.base(&DICT);

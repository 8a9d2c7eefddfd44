//! `list[int]`: a class together with what its items are. It is made by subscripts of classes, and does what the class does.

use std::rc::Rc;

use super::{Class, class_of};
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

struct Alias {
    origin: Value,
    /// A tuple.
    args: Value,
}

/// `class[item]`, for the table of any class whose instances contain something.
pub const CLASS_GETITEM: Native =
    Native::of_class("__class_getitem__", "cls, item, /", |_, args| Ok(generic_alias(&args[0], &args[1])));

/// `origin[item]`
pub fn generic_alias(origin: &Value, item: &Value) -> Value {
    made(GENERIC_ALIAS.class(), origin, item)
}

fn made(class: Rc<Class>, origin: &Value, item: &Value) -> Value {
    let args = match item {
        Value::Tuple(_) => item.clone(),
        _ => Value::tuple([item.clone()]),
    };
    Value::native(class, Alias { origin: origin.clone(), args })
}

/// The class and the arguments (a tuple) of a `class[..]`.
pub fn alias_parts(value: &Value) -> Option<(&Value, &Value)> {
    value.data::<Alias>().map(|alias| (&alias.origin, &alias.args))
}

fn parts(value: &Value) -> (Value, Value) {
    match alias_parts(value) {
        Some((origin, args)) => (origin.clone(), args.clone()),
        None => (Value::None, Value::tuple([])),
    }
}

/// How an annotation's part is shown: classes by their names.
///
/// # Errors
///
/// What its `__repr__` raises.
fn show_type(vm: &Vm, value: &Value) -> Result<String> {
    Ok(match value {
        Value::Class(class) => class.full_name(),
        Value::Ellipsis => "...".to_owned(),
        Value::None => "None".to_owned(),
        Value::List(_) | Value::Tuple(_) => {
            let items = vm.collect(value)?;
            let shown = items.iter().map(|item| show_type(vm, item)).collect::<Result<Vec<_>>>()?;
            format!("[{}]", shown.join(", "))
        }
        other => vm.repr(other)?,
    })
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let (origin, items) = parts(&args[0]);
    let Value::Tuple(items) = items else { return Ok(Value::None) };
    let shown = items.iter().map(|item| show_type(vm, item)).collect::<Result<Vec<_>>>()?;
    vm.charge_text(shown.iter().map(String::len).sum())?;
    let shown = if shown.is_empty() { "()".to_owned() } else { shown.join(", ") };
    Ok(Value::str(format!("{}[{shown}]", show_type(vm, &origin)?)))
}

fn call(vm: &Vm, args: &[Value]) -> Result {
    let (origin, _) = parts(&args[0]);
    let Value::Tuple(given) = &args[1] else { return Ok(Value::None) };
    let keywords = match &args[2] {
        Value::Dict(dict) => dict.items(),
        _ => Vec::new(),
    };
    let keywords: Vec<_> =
        keywords.into_iter().filter_map(|(name, value)| Some((Symbol::new(name.as_str()?), value))).collect();
    vm.call_with(&origin, given, &keywords)
}

fn eq(vm: &Vm, args: &[Value]) -> Result {
    let Some((origin, items)) = alias_parts(&args[1]) else { return Ok(Value::NotImplemented) };
    let (own_origin, own_items) = parts(&args[0]);
    Ok(Value::Bool(vm.eq(&own_origin, origin)? && vm.eq(&own_items, items)?))
}

/// `types.GenericAlias`
pub static GENERIC_ALIAS: NativeType = NativeType::new(
    "GenericAlias",
    "types",
    &[
        Native::new("__new__", "cls, origin, args, /", |_, args| match &args[0] {
            Value::Class(class) => Ok(made(class.clone(), &args[1], &args[2])),
            _ => Ok(generic_alias(&args[1], &args[2])),
        }),
        Native::new("__repr__", "self, /", repr),
        Native::new("__call__", "self, /, *args, **kwargs", call),
        Native::new("__eq__", "self, other, /", eq),
        Native::new("__hash__", "self, /", |vm, args| {
            let (origin, items) = parts(&args[0]);
            vm.hash(&Value::tuple([origin, items])).map(Value::Int)
        }),
        Native::new("__getitem__", "self, item, /", |vm, args| {
            let replaced = vm.call(&vm.typing("_replaced")?, &args[..2])?;
            vm.call(&Value::Class(class_of(&args[0])), &[parts(&args[0]).0, replaced])
        }),
        Native::new("__mro_entries__", "self, bases, /", |_, args| Ok(Value::tuple([parts(&args[0]).0]))),
        Native::new("__getattr__", "self, name, /", |vm, args| {
            let name = args[1].as_str().unwrap_or_default();
            vm.attr(&parts(&args[0]).0, name)
        }),
        Native::new("__instancecheck__", "self, instance, /", |_, _| {
            Err(type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        Native::new("__subclasscheck__", "self, cls, /", |_, _| {
            Err(type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
    ],
)
.properties(&[
    Property { name: "__origin__", get: |_, alias| Ok(parts(alias).0), set: None },
    Property { name: "__args__", get: |_, alias| Ok(parts(alias).1), set: None },
    Property {
        name: "__parameters__",
        get: |vm, alias| vm.call(&vm.typing("_parameters_of")?, &[parts(alias).1]),
        set: None,
    },
]);

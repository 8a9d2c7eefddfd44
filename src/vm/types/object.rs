//! `object`, what every class is derived from, and the types of single values.

use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::attributes::members::Member;
use crate::vm::builtins;
use crate::vm::class::{Class, class_of};
use crate::vm::exceptions::{data_of, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::operators::hash_identity;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `object`
pub static OBJECT: NativeType = NativeType::new(
    "object",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |vm, args| match &args[0] {
            Value::Class(class) => {
                if has_more(vm, args)? && class.lookup(Symbol::NEW).is_some_and(|new| !is_own(&new)) {
                    let text = "object.__new__() takes exactly one argument (the type to instantiate)";
                    return Err(type_error(text));
                }
                if has_more(vm, args)?
                    && is_plain(class)
                    && class.lookup(Symbol::INIT).is_none_or(|init| is_own(&init))
                {
                    return Err(type_error(format!("{}() takes no arguments", class.name())));
                }
                vm.new_object(class)
            }
            _ => Err(type_error("object.__new__(X): X is not a type object")),
        }),
        Native::new("__init__", "self, /, *args, **kwargs", init),
        Native::new("__setattr__", "self, name, value, /", |vm, args| {
            vm.set_plain_attr(&args[0], name_of(&args[1])?, args[2].clone())?;
            Ok(Value::None)
        }),
        Native::new("__delattr__", "self, name, /", |vm, args| {
            vm.delete_plain_attr(&args[0], name_of(&args[1])?)?;
            Ok(Value::None)
        }),
        Native::new("__getattribute__", "self, name, /", |vm, args| {
            vm.get_own_attr(&args[0], name_of(&args[1])?)
        }),
        Native::new("__repr__", "self, /", |vm, args| Ok(vm.default_repr(&args[0])?.into())),
        Native::new("__str__", "self, /", |vm, args| Ok(vm.repr(&args[0])?.into())),
        Native::new("__format__", "self, spec, /", |vm, args| {
            if args[1].as_str().is_some_and(|spec| !spec.is_empty()) {
                return Err(type_error(format!(
                    "unsupported format string passed to {}.__format__",
                    args[0].type_name()
                )));
            }
            Ok(vm.str(&args[0])?.into())
        }),
        Native::new("__eq__", "self, other, /", |_, args| {
            Ok(if args[0].is(&args[1]) { Value::Bool(true) } else { Value::NotImplemented })
        }),
        Native::new("__ne__", "self, other, /", |vm, args| Ok(Value::Bool(!vm.eq(&args[0], &args[1])?))),
        Native::new("__lt__", "self, other, /", |_, _| Ok(Value::NotImplemented)),
        Native::new("__le__", "self, other, /", |_, _| Ok(Value::NotImplemented)),
        Native::new("__gt__", "self, other, /", |_, _| Ok(Value::NotImplemented)),
        Native::new("__ge__", "self, other, /", |_, _| Ok(Value::NotImplemented)),
        Native::new("__hash__", "self, /", |_, args| Ok(Value::Int(hash_identity(&args[0])))),
        Native::new("__dir__", "self, /", |_, args| {
            Ok(Value::list(builtins::names_of(&args[0]).into_iter().map(Value::from).collect()))
        }),
        Native::new("__getstate__", "self, /", |vm, args| {
            match vm.find_attr(&args[0], Symbol::new("__dict__"))? {
                Some(dict) if vm.truth(&dict)? => vm.call(&Value::Class(super::DICT.class()), &[dict]),
                _ => Ok(Value::None),
            }
        }),
        Native::new("__reduce__", "self, /", no_pickle),
        Native::new("__reduce_ex__", "self, protocol, /", no_pickle),
        Native::new("__sizeof__", "self, /", |_, _| Ok(Value::Int(16))),
        Native::of_class("__init_subclass__", "cls, /, *args, **kwargs", |vm, args| {
            if vm.len(&args[2])? > 0 {
                let name = match &args[0] {
                    Value::Class(class) => class.qualname.borrow().clone(),
                    other => other.type_name(),
                };
                return Err(type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
            }
            Ok(Value::None)
        }),
        Native::of_class("__subclasshook__", "cls, other, /", |_, _| Ok(Value::NotImplemented)),
    ],
)
.properties(&[
    Property {
        name: "__class__",
        get: |_, value| Ok(Value::Class(class_of(value))),
        set: Some(|_, value, class| match (value, class) {
            (Value::Instance(instance), Value::Class(class)) => {
                let before = instance.class.replace(class);
                drop(before);
                Ok(())
            }
            _ => Err(type_error(
                "__class__ assignment only supported for mutable types or ModuleType subclasses",
            )),
        }),
    },
    Property { name: "__dict__", get: dict_of, set: Some(set_dict) },
    Property {
        name: "__weakref__",
        get: |vm, value| match value {
            Value::Class(class) if !class.is_native() => Ok(Value::None),
            _ if !class_of(value).is_native() => Ok(Value::None),
            _ => Err(vm.no_attribute(value, Symbol::new("__weakref__"))),
        },
        set: None,
    },
    Property {
        name: "__module__",
        get: |_, value| match own(value, "__module__") {
            Some(own) => Ok(own),
            None => Ok(Value::str(&*class_of(value).module)),
        },
        set: Some(|vm, value, to| vm.set_own_attr(value, Symbol::new("__module__"), to)),
    },
    Property {
        name: "__doc__",
        get: |vm, value| own(value, "__doc__").map_or_else(|| doc_of(vm, value), Ok),
        set: Some(|vm, value, to| vm.set_own_attr(value, Symbol::new("__doc__"), to)),
    },
]);

/// `NoneType`
pub static NONE: NativeType = NativeType::new(
    "NoneType",
    "builtins",
    &[
        Native::new("__new__", "cls, /", |_, _| Ok(Value::None)),
        Native::new("__bool__", "self, /", |_, _| Ok(Value::Bool(false))),
    ],
);

/// `NotImplementedType`
pub static NOT_IMPLEMENTED: NativeType = NativeType::new("NotImplementedType", "builtins", &[]);

/// `ellipsis`
pub static ELLIPSIS: NativeType = NativeType::new("ellipsis", "builtins", &[]);

/// There is no `pickle` here for which an object could be taken to pieces.
fn no_pickle(_: &Vm, args: &[Value]) -> Result {
    Err(type_error(format!("cannot pickle '{}' object", args[0].type_name())))
}

/// `object.__init__()`, which takes nothing but for classes that have another `__new__` and no `__init__`.
fn init(vm: &Vm, args: &[Value]) -> Result {
    let class = class_of(&args[0]);
    if has_more(vm, args)? && is_plain(&class) {
        let is_here = |name, default| class.lookup(name).map_or(default, |found| is_own(&found));
        let name = match (is_here(Symbol::INIT, true), is_here(Symbol::NEW, true)) {
            (false, _) => "object".into(),
            (true, true) => class.name(),
            (true, false) => return Ok(Value::None),
        };
        let text = "takes exactly one argument (the instance to initialize)";
        return Err(type_error(format!("{name}.__init__() {text}")));
    }
    Ok(Value::None)
}

/// Whether nothing of the library initializes instances of a class: that is not told by tables.
fn is_plain(class: &Rc<Class>) -> bool {
    let is_plain =
        |class: &Rc<Class>| !class.is_native() || matches!(&*class.name(), "object" | "ABC" | "Generic");
    std::iter::once(class).chain(&class.ancestors).all(is_plain)
}

/// Whether there are arguments besides the first.
fn has_more(vm: &Vm, args: &[Value]) -> Result<bool> {
    Ok(vm.len(&args[1])? > 0 || vm.len(&args[2])? > 0)
}

/// Whether a method is `object`'s own.
fn is_own(method: &Value) -> bool {
    matches!(method, Value::Native(native) if native.owner.is_some_and(|owner| std::ptr::eq(owner, &OBJECT)))
}

/// A name given as a str.
pub(in crate::vm) fn name_of(value: &Value) -> Result<Symbol> {
    match value.as_str() {
        Some(name) => Ok(Symbol::new(name)),
        None => Err(type_error(format!("attribute name must be string, not '{}'", value.type_name()))),
    }
}

/// Whether an attribute of that name is among those that a program sees.
type IsShown = fn(&str) -> bool;

/// An object's own attributes, if it has a dict for them, and which of them are not in it.
fn attributes(value: &Value) -> Option<(&Attributes, IsShown)> {
    match value {
        Value::Instance(instance) => Some((&instance.attributes, |_| false)),
        Value::Exception(exception) => Some((&data_of(exception).attributes, |_| false)),
        Value::Function(function) => {
            Some((&function.attributes, |name| matches!(name, "__annotations__" | "__doc__" | "__module__")))
        }
        _ => None,
    }
}

/// `__dict__`
fn dict_of(vm: &Vm, value: &Value) -> Result {
    if let Value::Module(module) = value {
        return Ok(Value::Dict(module.globals.dict()));
    }
    match attributes(value) {
        Some((attributes, hides)) if class_of(value).has_dict => {
            let class = class_of(value);
            let is_in_slot =
                |name: Symbol| class.lookup(name).is_some_and(|found| found.data::<Member>().is_some());
            let is_slotted = class.lookup(Symbol::SLOTS).is_some()
                && attributes.entries().iter().any(|(name, _)| is_in_slot(*name));
            if !is_slotted {
                return Ok(Value::Dict(attributes.dict(hides)));
            }
            // What is in slots is not in it.
            let dict = Dict::default();
            for (name, value) in attributes.entries() {
                if !name.text().starts_with('.') && !hides(&name.text()) && !is_in_slot(name) {
                    dict.set_symbol(name, value);
                }
            }
            Ok(Value::dict(dict))
        }
        _ => Err(vm.no_attribute(value, Symbol::new("__dict__"))),
    }
}

fn set_dict(vm: &Vm, value: &Value, to: Value) -> Result<()> {
    let Some((attributes, hides)) = attributes(value) else {
        return Err(vm.no_attribute(value, Symbol::new("__dict__")));
    };
    let Value::Dict(dict) = to.plain() else {
        let text = format!("__dict__ must be set to a dictionary, not a '{}'", to.type_name());
        return Err(type_error(text));
    };
    attributes.set_dict(dict.clone(), hides);
    Ok(())
}

/// What an instance has of its own in place of something of its class.
fn own(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Instance(instance) => instance.attributes.get(Symbol::new(name)),
        _ => None,
    }
}

fn doc_of(_: &Vm, value: &Value) -> Result {
    let key = Symbol::new("__doc__");
    Ok(class_of(value).attributes.get(key).filter(|doc| matches!(doc, Value::Str(_))).unwrap_or(Value::None))
}

/// An object's address as `repr()` shows it.
pub(in crate::vm) fn address(value: &Value) -> String {
    format!("0x{:012x}", value.id())
}

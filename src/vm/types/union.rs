//! Unions of classes: `int | None`.

use crate::vm::class::alias;
use crate::vm::exceptions::type_error;
use crate::vm::machine::{Vm, owe};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `typing.Union`
pub static UNION: NativeType = NativeType::new(
    "Union",
    "typing",
    &[
        Native::new("__repr__", "self, /", repr),
        Native::new("__eq__", "self, other, /", |vm, args| {
            let (Some(a), Some(b)) = (members(&args[0]), members(&args[1])) else {
                return Ok(Value::NotImplemented);
            };
            vm.charge(a.len() * b.len())?;
            let within = |a: &[Value], b: &[Value]| -> Result<bool> {
                for one in a {
                    if !is_among(vm, one, b)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            };
            Ok(Value::Bool(within(a, b)? && within(b, a)?))
        }),
        Native::new("__hash__", "self, /", |vm, args| {
            let mut hash = 0;
            for member in members(&args[0]).unwrap_or_default() {
                hash ^= vm.hash(member)?;
            }
            Ok(Value::Int(hash))
        }),
        Native::of_class("__class_getitem__", "cls, item, /", |vm, args| {
            let given = match &args[1] {
                Value::Tuple(given) => given.to_vec(),
                single => vec![single.clone()],
            };
            if given.is_empty() {
                return Err(type_error("Cannot take a Union of no types."));
            }
            let mut joined: Vec<Value> = Vec::new();
            for value in given {
                let value = match &value {
                    // A class that is to come.
                    Value::Str(_) => vm.call(&vm.typing("ForwardRef")?, &[value])?,
                    _ => value,
                };
                for part in members(&value).unwrap_or(std::slice::from_ref(&value)) {
                    let part = plain(part);
                    if !is_among(vm, &part, &joined)? {
                        joined.push(part);
                    }
                }
            }
            Ok(of_members(joined))
        }),
        Native::new("__mro_entries__", "self, bases, /", |vm, args| {
            Err(type_error(format!("Cannot subclass {}", vm.repr(&args[0])?)))
        }),
        // Variables for types among its members are replaced.
        Native::new("__getitem__", "self, item, /", |vm, args| {
            vm.call(&vm.typing("_replaced_in_union")?, &args[..2])
        }),
        Native::new("__instancecheck__", "self, value, /", |vm, args| {
            for member in members(&args[0]).unwrap_or_default() {
                if if member.is_none() { args[1].is_none() } else { vm.is_instance(&args[1], member)? } {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }),
        Native::new("__subclasscheck__", "self, class, /", |vm, args| {
            for member in members(&args[0]).unwrap_or_default() {
                if let Value::Class(class) = &args[1]
                    && vm.is_subclass(class, member)?
                {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }),
    ],
)
.properties(&[
    Property {
        name: "__args__",
        get: |_, value| {
            let of_class = |member: &Value| match member {
                Value::None => Value::Class(super::NONE.class()),
                member => member.clone(),
            };
            Ok(Value::tuple(members(value).unwrap_or_default().iter().map(of_class).collect::<Vec<_>>()))
        },
        set: None,
    },
    Property {
        name: "__parameters__",
        get: |vm, value| vm.call(&vm.typing("_parameters_of")?, &[vm.attr(value, "__args__")?]),
        set: None,
    },
]);

/// A member: None stands for its own class.
fn plain(member: &Value) -> Value {
    match member {
        Value::Class(class) if class.number == super::NONE.class().number => Value::None,
        other => other.clone(),
    }
}

fn is_among(vm: &Vm, member: &Value, others: &[Value]) -> Result<bool> {
    for other in others {
        if member.is(other) || vm.eq(member, other)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn of_members(members: Vec<Value>) -> Value {
    match &members[..] {
        [Value::None] => Value::Class(super::NONE.class()),
        [single] => single.clone(),
        _ => Value::native(UNION.class(), Union(members)),
    }
}

impl Vm {
    /// Something of the module `typing`.
    pub fn typing(&self, name: &str) -> Result {
        Ok(self.import("typing")?.globals.get(Symbol::new(name)).unwrap_or_default())
    }
}

/// A union's classes; None stands for its own class.
struct Union(pub Vec<Value>);

/// The members of a union, if it is one.
pub fn members(value: &Value) -> Option<&[Value]> {
    value.data::<Union>().map(|union| &union.0[..])
}

/// `left | right`, where one is a class or a union, and the other may stand in one.
pub fn join(vm: &Vm, left: &Value, right: &Value) -> Result<Option<Value>> {
    let is_class = |value: &Value| {
        matches!(value, Value::Class(_)) || members(value).is_some() || alias::alias_parts(value).is_some()
    };
    if !is_class(left) && !is_class(right) {
        return Ok(None);
    }
    let mut joined: Vec<Value> = Vec::new();
    for value in [left, right] {
        let parts = match value {
            Value::Class(_) | Value::None => std::slice::from_ref(value),
            // A generic class with its arguments, or a variable for a type.
            Value::Instance(instance)
                if alias::alias_parts(value).is_some()
                    || matches!(&*instance.class.borrow().module, "types" | "typing") =>
            {
                members(value).unwrap_or(std::slice::from_ref(value))
            }
            _ => return Ok(None),
        };
        owe(parts.len() * (joined.len() + parts.len()) / 2);
        for part in parts {
            let part = plain(part);
            if !is_among(vm, &part, &joined)? {
                joined.push(part);
            }
        }
    }
    Ok(Some(of_members(joined)))
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let mut text = String::new();
    for member in members(&args[0]).unwrap_or_default() {
        if !text.is_empty() {
            text.push_str(" | ");
        }
        match member {
            Value::Class(class) => text.push_str(&class.full_name()),
            other => text.push_str(&vm.repr(other)?),
        }
    }
    Ok(text.into())
}

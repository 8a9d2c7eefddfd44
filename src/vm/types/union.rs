//! Unions of classes: `int | None`.

use crate::vm::machine::{Vm, owe};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::{Result, Value};

/// `typing.Union`
pub static UNION: NativeType = NativeType::new(
    "Union",
    "typing",
    &[
        Native::new("__repr__", "self, /", repr),
        Native::new("__eq__", "self, other, /", |_, args| {
            let (Some(a), Some(b)) = (members(&args[0]), members(&args[1])) else {
                return Ok(Value::NotImplemented);
            };
            let within = |a: &[Value], b: &[Value]| a.iter().all(|a| b.iter().any(|b| a.is(b)));
            Ok(Value::Bool(within(a, b) && within(b, a)))
        }),
        Native::new("__hash__", "self, /", |_, args| {
            let ids = members(&args[0]).unwrap_or_default().iter().map(Value::id);
            Ok(Value::Int(ids.fold(0, |hash, id| hash ^ id)))
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
.properties(&[Property {
    name: "__args__",
    get: |_, value| Ok(Value::tuple(members(value).unwrap_or_default())),
    set: None,
}]);

/// A union's classes; None stands for its own class.
pub struct Union(pub Vec<Value>);

/// The members of a union, if it is one.
pub fn members(value: &Value) -> Option<&[Value]> {
    value.data::<Union>().map(|union| &union.0[..])
}

/// `left | right`, where one is a class or a union, and the other may stand in one.
pub fn join(left: &Value, right: &Value) -> Option<Value> {
    let is_class = |value: &Value| {
        matches!(value, Value::Class(_))
            || members(value).is_some()
            || crate::vm::alias::alias_parts(value).is_some()
    };
    if !is_class(left) && !is_class(right) {
        return None;
    }
    let mut joined: Vec<Value> = Vec::new();
    for value in [left, right] {
        let parts = match value {
            Value::Class(_) | Value::None => std::slice::from_ref(value),
            // A generic class with its arguments, or a variable for a type.
            Value::Instance(instance) if matches!(&*instance.class.borrow().module, "types" | "typing") => {
                members(value).unwrap_or(std::slice::from_ref(value))
            }
            _ => return None,
        };
        owe(parts.len() * (joined.len() + parts.len()) / 2);
        for part in parts {
            if !joined.iter().any(|known| known.is(part)) {
                joined.push(part.clone());
            }
        }
    }
    Some(match &joined[..] {
        [single] => single.clone(),
        _ => Value::native(UNION.class(), Union(joined)),
    })
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

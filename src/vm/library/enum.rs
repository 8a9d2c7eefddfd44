//! `enum`, which is in Python but for what Python cannot see.

use crate::vm::attributes::descriptors::{ClassMethod, Property, StaticMethod};
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

use super::made::class_argument;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("enum")
    .functions(&[
        // Whether a value in a class's body is a method, a property or the like, and so no member.
        Native::new("_is_descriptor", "value", |vm, args| {
            let value = &args[0];
            let is = match value {
                Value::Function(_) | Value::Native(_) | Value::Method(_) => true,
                Value::Instance(_) => {
                    value.data::<Property>().is_some()
                        || value.data::<StaticMethod>().is_some()
                        || value.data::<ClassMethod>().is_some()
                        || ["__get__", "__set__", "__delete__"]
                            .iter()
                            .any(|name| vm.special(value, name).is_some())
                }
                _ => false,
            };
            Ok(is.into())
        }),
        // Whether a base is a type of data: one that has a `__new__` of its own.
        Native::new("_makes_values", "base", |_, args| {
            Ok(class_argument(&args[0])?.attributes.has(Symbol::NEW).into())
        }),
        Native::new("_set", "cls, name, value", |_, args| {
            class_argument(&args[0])?.set(Symbol::new(args[1].as_str().unwrap_or_default()), args[2].clone());
            Ok(Value::None)
        }),
        Native::new("_delete", "cls, name", |vm, args| {
            let name = Symbol::new(args[1].as_str().unwrap_or_default());
            let removed = class_argument(&args[0])?.remove(name);
            removed.map(|_| Value::None).ok_or_else(|| vm.no_attribute(&args[0], name))
        }),
    ])
    .python(include_str!("python/enum.py"));

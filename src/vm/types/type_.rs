//! `type`, the class of classes.

use std::rc::Rc;

use crate::vm::attributes::descriptors;
use crate::vm::class::Class;
use crate::vm::code::BinaryOp;
use crate::vm::exceptions::type_error;
use crate::vm::frames::entering::Made;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `type`
pub static TYPE: NativeType = NativeType::new(
    "type",
    "builtins",
    &[
        Native::new("__new__", "cls, name, bases, namespace, /, **kwargs", |vm, args| {
            let metaclass = class(&args[0])?.clone();
            let must_be = |number: usize, what: &str| {
                let class = args[number].type_name();
                type_error(format!("type.__new__() argument {number} must be {what}, not {class}"))
            };
            let Some(name) = args[1].as_str() else { return Err(must_be(1, "str")) };
            if !matches!(args[2].plain(), Value::Tuple(_)) {
                return Err(must_be(2, "tuple"));
            }
            if !matches!(args[3].plain(), Value::Dict(_)) {
                return Err(must_be(3, "dict"));
            }
            let bases = vm.collect(&args[2])?;
            // `type(..)` makes the class that the metaclass of a base makes.
            let inherited = bases.iter().find_map(|base| match base {
                Value::Class(class) => class.metaclass.clone(),
                _ => None,
            });
            if metaclass.number == TYPE.class().number
                && let Some(other) = inherited
                && let Some(new) = other.lookup(Symbol::NEW)
                && !matches!(&new, Value::Native(new) if new.owner.is_some_and(|owner| std::ptr::eq(owner, &TYPE)))
            {
                let all = [Value::Class(other), args[1].clone(), args[2].clone(), args[3].clone()];
                return vm.call_with(&new, &all, &vm.keywords_of(&args[4])?);
            }
            let mut namespace = Vec::new();
            for (key, value) in vm.mapping_items(&args[3])? {
                namespace.push((super::object::name_of(&key)?, value));
            }
            let keywords = vm.keywords_of(&args[4])?;
            let metaclass = Some(metaclass).filter(|class| class.number != TYPE.class().number);
            let made = vm.new_class(metaclass, name, &bases, namespace, &keywords)?;
            Ok(Value::Class(made))
        }),
        Native::new("__init__", "cls, /, *args, **kwargs", |_, _| Ok(Value::None)),
        Native::new("__call__", "cls, /, *args, **kwargs", |vm, args| {
            let class = class(&args[0])?;
            let positional = vm.collect(&args[1])?;
            let keywords = vm.keywords_of(&args[2])?;
            match vm.instantiate_plainly(class, &positional, &keywords)? {
                Made::Done(value) => Ok(value),
                Made::Init(instance, init) => {
                    let mut all = vec![instance.clone()];
                    all.extend(positional);
                    vm.call_with(&Value::Function(init), &all, &keywords)?;
                    Ok(instance)
                }
            }
        }),
        Native::new("mro", "cls, /", |_, args| Ok(Value::list(order(class(&args[0])?)))),
        Native::new("__subclasses__", "cls, /", |_, args| {
            let classes = class(&args[0])?.subclasses();
            Ok(Value::list(classes.into_iter().map(Value::Class).collect()))
        }),
        Native::new("__repr__", "cls, /", |_, args| {
            Ok(format!("<class '{}'>", class(&args[0])?.full_name()).into())
        }),
        Native::new("__or__", "self, other, /", |vm, args| {
            vm.binary(BinaryOp::Or, &args[0], &args[1])
        }),
        Native::new("__instancecheck__", "cls, instance, /", |_, args| {
            Ok(Value::Bool(args[1].is_instance(class(&args[0])?)))
        }),
        Native::new("__subclasscheck__", "cls, subclass, /", |_, args| {
            Ok(Value::Bool(class(&args[1])?.is_subclass(class(&args[0])?)))
        }),
        Native::new("__prepare__", "cls, /, *args, **kwargs", |_, _| {
            Ok(Value::dict(Dict::default()))
        }),
    ],
)
.properties(&[
    Property {
        name: "__name__",
        get: |_, value| Ok(class(value)?.name().into()),
        set: Some(|_, value, name| {
            class(value)?.set_name(text(&name)?);
            Ok(())
        }),
    },
    Property {
        name: "__qualname__",
        get: |_, value| Ok(class(value)?.qualname.borrow().clone().into()),
        set: Some(|_, value, name| {
            *class(value)?.qualname.borrow_mut() = text(&name)?;
            Ok(())
        }),
    },
    Property { name: "__module__", get: |_, value| Ok(class(value)?.module_now()), set: None },
    Property { name: "__mro__", get: |_, value| Ok(Value::tuple(order(class(value)?))), set: None },
    Property {
        name: "__bases__",
        get: |_, value| {
            let bases: Vec<Value> = class(value)?.bases.iter().cloned().map(Value::Class).collect();
            Ok(Value::tuple(bases))
        },
        set: None,
    },
    Property {
        name: "__base__",
        get: |_, value| Ok(class(value)?.bases.first().cloned().map_or(Value::None, Value::Class)),
        set: None,
    },
    Property { name: "__dict__", get: |vm, value| Ok(Value::dict(vm.own_attributes(class(value)?)?)), set: None },
    Property {
        name: "__doc__",
        get: |_, value| Ok(class(value)?.attributes.get(Symbol::new("__doc__")).unwrap_or(Value::None)),
        set: Some(|_, value, doc| {
            class(value)?.set(Symbol::new("__doc__"), doc);
            Ok(())
        }),
    },
    Property {
        name: "__annotations__",
        get: |vm, value| vm.class_annotations(class(value)?),
        set: Some(|_, value, annotations| {
            class(value)?.set_annotations(annotations);
            Ok(())
        }),
    },
]);

fn class(value: &Value) -> Result<&Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class),
        other => Err(descriptors::wrong_receiver("__new__", "type", other)),
    }
}

fn text(value: &Value) -> Result<Rc<str>> {
    match value.as_str() {
        Some(text) => Ok(text.into()),
        None => Err(type_error(format!("can only assign string, not '{}'", value.type_name()))),
    }
}

/// The class and its ancestors, in the order in which attributes are searched.
fn order(class: &Rc<Class>) -> Vec<Value> {
    std::iter::once(class).chain(&class.ancestors).cloned().map(Value::Class).collect()
}

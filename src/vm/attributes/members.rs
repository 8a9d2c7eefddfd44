//! Slots: `Class.slot`, the descriptors by which objects have what `__slots__` names.

use std::rc::{Rc, Weak};

use crate::vm::class::Class;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// A slot of a class. An object keeps its value with its attributes.
pub(in crate::vm) struct Member {
    /// The class has it among its attributes, so that it does not keep the class.
    class: Weak<Class>,
    /// `__qualname__` of the class.
    of: Rc<str>,
    name: Symbol,
}

impl Member {
    /// The descriptor of a slot.
    pub(in crate::vm) fn of(class: &Rc<Class>, name: Symbol) -> Value {
        let of = class.qualname.borrow().clone();
        Value::native(MEMBER.class(), Self { class: Rc::downgrade(class), of, name })
    }
}

/// `member_descriptor`
static MEMBER: NativeType = NativeType::new(
    "member_descriptor",
    "builtins",
    &[
        Native::new("__get__", "self, instance, owner=None, /", |vm, args| match args[1].given() {
            Some(instance) => {
                let name = checked(args)?.name;
                instance.own_attr(name).ok_or_else(|| vm.no_attribute(instance, name))
            }
            None => Ok(args[0].clone()),
        }),
        Native::new("__set__", "self, instance, value, /", |vm, args| {
            vm.store_attr(&args[1], checked(args)?.name, args[2].clone())?;
            Ok(Value::None)
        }),
        Native::new("__delete__", "self, instance, /", |vm, args| {
            vm.delete_slot(&args[1], checked(args)?.name)?;
            Ok(Value::None)
        }),
        Native::new("__repr__", "self, /", |_, args| {
            let Member { of, name, .. } = member(&args[0])?;
            let of = of.rsplit('.').next().unwrap_or_default();
            Ok(format!("<member '{name}' of '{of}' objects>").into())
        }),
    ],
)
.properties(&[
    Property { name: "__name__", get: |_, value| Ok(Value::str(&*member(value)?.name.text())), set: None },
    Property {
        name: "__qualname__",
        get: |_, value| {
            let Member { of, name, .. } = member(value)?;
            Ok(format!("{of}.{name}").into())
        },
        set: None,
    },
    Property {
        name: "__objclass__",
        get: |_, value| Ok(member(value)?.class.upgrade().map_or(Value::None, Value::Class)),
        set: None,
    },
]);

/// What a class has for each of its objects besides slots: `__dict__` and `__weakref__`.
static GETSET: NativeType = NativeType::new(
    "getset_descriptor",
    "builtins",
    &[Native::new("__repr__", "self, /", |_, args| {
        let Member { of, name, .. } = member(&args[0])?;
        Ok(format!("<attribute '{name}' of '{of}' objects>").into())
    })],
);

/// Whether something is what [`Vm::own_attributes`] shows and no class keeps.
pub(in crate::vm) fn is_shown_alone(value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if instance.class.borrow().number == GETSET.class().number)
}

fn member(value: &Value) -> Result<&Member> {
    value.data().ok_or_else(|| type_error("descriptor is for a member_descriptor"))
}

/// The slot, if the object has it.
fn checked(args: &[Value]) -> Result<&Member> {
    let this = member(&args[0])?;
    if this.class.upgrade().is_some_and(|class| args[1].is_instance(&class)) {
        return Ok(this);
    }
    Err(type_error(format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        this.name,
        this.of,
        args[1].type_name()
    )))
}

impl Vm {
    /// A class's `__dict__`, in CPython's order.
    pub(in crate::vm) fn own_attributes(&self, class: &Rc<Class>) -> Result<Dict> {
        let dict = Dict::default();
        dict.set_str("__module__", class.module.clone().into());
        for (name, value) in class.attributes.entries() {
            if !name.text().starts_with('.') {
                dict.set_symbol(name, value);
            }
        }
        if class.is_native() {
            return Ok(dict);
        }
        // What a base has is not had again; the bases of `typing` and `abc` have slots alone.
        let has = |names: &[&str]| {
            class.ancestors.iter().any(|base| match base.is_native() {
                true => names.contains(&&*base.name()),
                false => !matches!(&*base.module, "typing" | "abc"),
            })
        };
        let slots = match class.attributes.get(Symbol::SLOTS) {
            Some(slot @ Value::Str(_)) => Some(vec![slot]),
            Some(Value::Iterator(_) | Value::Generator(_)) => Some(Vec::new()),
            Some(slots) => Some(self.collect(&slots)?),
            None => None,
        };
        for (name, bases) in [
            ("__dict__", &["BaseException"][..]),
            ("__weakref__", &["int", "tuple", "bytes", "set", "frozenset", "deque"]),
        ] {
            let is_shown = match &slots {
                Some(slots) => slots.iter().any(|slot| slot.as_str() == Some(name)),
                None => !has(bases),
            };
            if is_shown {
                let member = Member { class: Weak::new(), of: class.name(), name: Symbol::new(name) };
                dict.set_str(name, Value::native(GETSET.class(), member));
            }
        }
        if dict.get_str("__doc__").is_none() {
            dict.set_str("__doc__", Value::None);
        }
        Ok(dict)
    }
}

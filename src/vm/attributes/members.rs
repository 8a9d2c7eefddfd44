//! Slots as attributes of their class: `Class.slot`.

use std::rc::Rc;

use crate::vm::class::Class;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// A slot of a class.
struct Member {
    class: Rc<Class>,
    name: Symbol,
}

/// `member_descriptor`
static MEMBER: NativeType = NativeType::new(
    "member_descriptor",
    "builtins",
    &[
        Native::new("__get__", "self, instance, owner=None, /", |vm, args| match args[1].given() {
            Some(instance) => vm.get_own_attr(instance, checked(args)?.name),
            None => Ok(args[0].clone()),
        }),
        Native::new("__set__", "self, instance, value, /", |vm, args| {
            vm.set_own_attr(&args[1], checked(args)?.name, args[2].clone())?;
            Ok(Value::None)
        }),
        Native::new("__delete__", "self, instance, /", |vm, args| {
            vm.delete_own_attr(&args[1], checked(args)?.name)?;
            Ok(Value::None)
        }),
        Native::new("__repr__", "self, /", |_, args| {
            let Member { class, name } = member(&args[0])?;
            Ok(format!("<member '{name}' of '{}' objects>", class.name()).into())
        }),
    ],
)
.properties(&[
    Property { name: "__name__", get: |_, value| Ok(Value::str(&*member(value)?.name.text())), set: None },
    Property {
        name: "__qualname__",
        get: |_, value| {
            let Member { class, name } = member(value)?;
            Ok(format!("{}.{name}", class.qualname.borrow()).into())
        },
        set: None,
    },
    Property {
        name: "__objclass__",
        get: |_, value| Ok(Value::Class(member(value)?.class.clone())),
        set: None,
    },
]);

/// What a class has for each of its objects besides slots: `__dict__` and `__weakref__`.
static GETSET: NativeType = NativeType::new(
    "getset_descriptor",
    "builtins",
    &[Native::new("__repr__", "self, /", |_, args| {
        let Member { class, name } = member(&args[0])?;
        Ok(format!("<attribute '{name}' of '{}' objects>", class.name()).into())
    })],
);

/// Whether something is what [`Vm::own_attributes`] shows and no class keeps.
pub(in crate::vm) fn is_shown_alone(value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if instance.class.borrow().number == GETSET.class().number)
}

fn member(value: &Value) -> Result<&Member> {
    value.data().ok_or_else(|| type_error("descriptor is for a member_descriptor"))
}

fn slot_of(name: &Value) -> Symbol {
    Symbol::new(name.as_str().unwrap_or_default())
}

/// The slot, if the object has it.
fn checked(args: &[Value]) -> Result<&Member> {
    let this = member(&args[0])?;
    if args[1].is_instance(&this.class) {
        return Ok(this);
    }
    Err(type_error(format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        this.name,
        this.class.name(),
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
        let shown = |kind: &'static NativeType, name: Symbol| {
            Value::native(kind.class(), Member { class: class.clone(), name })
        };
        match class.attributes.get(Symbol::SLOTS) {
            Some(slot @ Value::Str(_)) => dict.set_symbol(slot_of(&slot), shown(&MEMBER, slot_of(&slot))),
            Some(slots) => {
                for slot in self.collect(&slots)? {
                    dict.set_symbol(slot_of(&slot), shown(&MEMBER, slot_of(&slot)));
                }
            }
            None => {
                // What a base has is not had again; the bases of `typing` and `abc` have slots alone.
                let has = |names: &[&str]| {
                    class.ancestors.iter().any(|base| match base.is_native() {
                        true => names.contains(&&*base.name()),
                        false => !matches!(&*base.module, "typing" | "abc"),
                    })
                };
                for (name, bases) in [
                    ("__dict__", &["BaseException"][..]),
                    ("__weakref__", &["int", "tuple", "bytes", "set", "frozenset", "deque"]),
                ] {
                    if !has(bases) {
                        dict.set_str(name, shown(&GETSET, Symbol::new(name)));
                    }
                }
            }
        }
        if dict.get_str("__doc__").is_none() {
            dict.set_str("__doc__", Value::None);
        }
        Ok(dict)
    }

    /// `class.name`, if that is a slot.
    #[cold]
    pub(super) fn member(&self, class: &Rc<Class>, name: Symbol) -> Result<Option<Value>> {
        if class.lookup(Symbol::SLOTS).is_none() {
            return Ok(None);
        }
        for class in std::iter::once(class).chain(&class.ancestors) {
            if class.attributes.has(Symbol::SLOTS) && self.is_slot_of(class, name)? {
                return Ok(Some(Value::native(MEMBER.class(), Member { class: class.clone(), name })));
            }
        }
        Ok(None)
    }
}

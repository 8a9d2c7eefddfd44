//! Slots as attributes of their class: `Class.slot`.

use std::rc::Rc;

use crate::vm::class::Class;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
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

fn member(value: &Value) -> Result<&Member> {
    value.data().ok_or_else(|| type_error("descriptor is for a member_descriptor"))
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

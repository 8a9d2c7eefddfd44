//! What an attribute of a class can be besides a function: properties, static methods, methods of the class, `super()`.

use std::rc::Rc;

use crate::vm::calls::function::Method;
use crate::vm::class::{Class, class_of};
use crate::vm::exceptions::{attribute_error, runtime_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Binding, Native, NativeType, Property as NativeProperty};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Instance, Result, Value};

use super::members::Member;

/// A property of the program's.
pub struct Property {
    /// What gives its value.
    pub get: Value,
    /// What takes an assignment.
    pub set: Value,
    /// What takes a deletion.
    pub delete: Value,
    /// `__doc__`, if it is not that of the getter.
    pub doc: Value,
}

/// `staticmethod(function)`
pub struct StaticMethod(pub Value);

/// `classmethod(function)`
pub struct ClassMethod(pub Value);

/// `super(class, object)`
pub struct Super {
    /// The class after which attributes are searched.
    pub after: Rc<Class>,
    /// The object, or the class, whose attributes are searched.
    pub object: Value,
}

/// A computed attribute of a class of the library's.
pub(super) struct NativeDescriptor(pub &'static NativeProperty);

/// `property`
pub static PROPERTY: NativeType = NativeType::new(
    "property",
    "builtins",
    &[
        Native::new("__new__", "cls, fget=None, fset=None, fdel=None, doc=None", |_, args| {
            let Value::Class(class) = &args[0] else { return Ok(Value::None) };
            let [get, set, delete, doc] = [1, 2, 3, 4].map(|at| args[at].clone());
            let property = Property { get, set, delete, doc };
            Ok(Value::native(class.clone(), property))
        }),
        Native::new("getter", "self, fget, /", |_, args| changed(args, |property, get| property.get = get)),
        Native::new("setter", "self, fset, /", |_, args| changed(args, |property, set| property.set = set)),
        Native::new("deleter", "self, fdel, /", |_, args| {
            changed(args, |property, delete| property.delete = delete)
        }),
        Native::new("__get__", "self, object, owner=None, /", |vm, args| {
            if args[1].is_none() {
                Ok(args[0].clone())
            } else {
                vm.bind(args[0].clone(), &args[1], &class_of(&args[1]))
            }
        }),
        Native::new("__set__", "self, instance, value, /", |vm, args| {
            match part(&args[0], |property| &property.set)? {
                Value::None => Err(attribute_error(format!(
                    "property of '{}' object has no setter",
                    args[1].type_name()
                ))),
                set => vm.call(&set, &args[1..]),
            }
        }),
        Native::new("__delete__", "self, instance, /", |vm, args| {
            match part(&args[0], |property| &property.delete)? {
                Value::None => Err(attribute_error(format!(
                    "property of '{}' object has no deleter",
                    args[1].type_name()
                ))),
                delete => vm.call(&delete, &args[1..]),
            }
        }),
    ],
)
.properties(&[
    NativeProperty { name: "fget", get: |_, value| part(value, |property| &property.get), set: None },
    NativeProperty { name: "fset", get: |_, value| part(value, |property| &property.set), set: None },
    NativeProperty { name: "fdel", get: |_, value| part(value, |property| &property.delete), set: None },
    NativeProperty {
        name: "__name__",
        get: |vm, value| part(value, |property| &property.get).and_then(|get| vm.attr(&get, "__name__")),
        set: None,
    },
    NativeProperty {
        name: "__doc__",
        get: |vm, value| match part(value, |property| &property.doc)? {
            Value::None => part(value, |property| &property.get).and_then(|get| vm.attr(&get, "__doc__")),
            doc => Ok(doc),
        },
        set: None,
    },
]);

/// `staticmethod`
pub static STATIC_METHOD: NativeType = NativeType::new(
    "staticmethod",
    "builtins",
    &[
        Native::new("__new__", "cls, function, /", |vm, args| match &args[0] {
            Value::Class(class) => {
                named(vm, Value::native(class.clone(), StaticMethod(args[1].clone())), &args[1])
            }
            _ => Ok(Value::None),
        }),
        Native::new("__call__", "self, *args, **kwargs", |vm, args| {
            let Some(StaticMethod(function)) = args[0].data() else { return Ok(Value::None) };
            let positional = vm.collect(&args[1])?;
            vm.call_with(function, &positional, &vm.keywords_of(&args[2])?)
        }),
        Native::new("__get__", "self, object, owner=None, /", |_, args| {
            Ok(args[0].data::<StaticMethod>().map_or(Value::None, |method| method.0.clone()))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let Some(StaticMethod(function)) = args[0].data() else { return Ok(Value::None) };
            Ok(format!("<staticmethod({})>", vm.repr(function)?).into())
        }),
    ],
)
.properties(&[
    NativeProperty {
        name: "__func__",
        get: |_, value| Ok(value.data::<StaticMethod>().map_or(Value::None, |method| method.0.clone())),
        set: None,
    },
    NativeProperty {
        name: "__wrapped__",
        get: |_, value| Ok(value.data::<StaticMethod>().map_or(Value::None, |method| method.0.clone())),
        set: None,
    },
    // Evaluated when they are asked for.
    NativeProperty {
        name: "__annotations__",
        get: |vm, value| match value.data::<StaticMethod>() {
            Some(method) => vm.attr(&method.0, "__annotations__"),
            None => Ok(Value::None),
        },
        set: None,
    },
]);

/// `classmethod`
pub static CLASS_METHOD: NativeType = NativeType::new(
    "classmethod",
    "builtins",
    &[
        Native::new("__new__", "cls, function, /", |vm, args| match &args[0] {
            Value::Class(class) => {
                named(vm, Value::native(class.clone(), ClassMethod(args[1].clone())), &args[1])
            }
            _ => Ok(Value::None),
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let Some(ClassMethod(function)) = args[0].data() else { return Ok(Value::None) };
            Ok(format!("<classmethod({})>", vm.repr(function)?).into())
        }),
        Native::new("__get__", "self, object, owner=None, /", |vm, args| {
            let class = match &args[2] {
                Value::Class(class) => class.clone(),
                _ => class_of(&args[1]),
            };
            vm.bind_to_class(args[0].clone(), &class)
        }),
    ],
)
.properties(&[
    NativeProperty {
        name: "__func__",
        get: |_, value| Ok(value.data::<ClassMethod>().map_or(Value::None, |method| method.0.clone())),
        set: None,
    },
    NativeProperty {
        name: "__wrapped__",
        get: |_, value| Ok(value.data::<ClassMethod>().map_or(Value::None, |method| method.0.clone())),
        set: None,
    },
    // Evaluated when they are asked for.
    NativeProperty {
        name: "__annotations__",
        get: |vm, value| match value.data::<ClassMethod>() {
            Some(method) => vm.attr(&method.0, "__annotations__"),
            None => Ok(Value::None),
        },
        set: None,
    },
]);

/// `super`
pub static SUPER: NativeType = NativeType::new(
    "super",
    "builtins",
    &[
        Native::new("__new__", "cls, type=?, object=?, /", |_, args| {
            let Value::Class(class) = &args[0] else { return Ok(Value::None) };
            match &args[1] {
                Value::Class(after) => {
                    let of = Super { after: after.clone(), object: args[2].clone() };
                    if args[2].given().is_some_and(|object| !object.is_none()) {
                        of.check()?;
                    }
                    Ok(Value::native(class.clone(), of))
                }
                other if other.is_bound() => {
                    let text = format!("super() argument 1 must be a type, not {}", other.full_type_name());
                    Err(type_error(text))
                }
                _ => Err(runtime_error("super(): no arguments")),
            }
        }),
        Native::new("__repr__", "self, /", |_, args| {
            let Some(of) = args[0].data::<Super>() else { return Ok(Value::None) };
            let class = match &of.object {
                Value::Class(class) => format!("<{} object>", class.name()),
                object if object.is_bound() => format!("<{} object>", class_of(object).name()),
                _ => "NULL".to_owned(),
            };
            Ok(format!("<super: <class '{}'>, {class}>", of.after.name()).into())
        }),
    ],
);

impl Super {
    /// TypeError if the object is neither an instance of the class nor a class derived from it.
    pub(super) fn check(&self) -> Result<()> {
        let (kind, class) = match &self.object {
            Value::Class(class) if class.is_subclass(&self.after) => return Ok(()),
            Value::Class(class) => ("type", class.clone()),
            object => ("instance of", class_of(object)),
        };
        if class_of(&self.object).is_subclass(&self.after) {
            return Ok(());
        }
        let (class, after) = (class.name(), self.after.name());
        Err(type_error(format!(
            "super(type, obj): obj ({kind} {class}) is not an instance or subtype of type ({after})."
        )))
    }
}

/// What a computed attribute of a class of the library's is to Python.
static NATIVE_PROPERTY: NativeType = NativeType::new("getset_descriptor", "builtins", &[]);

/// A static method or one of the class, called as its function is (`functools_wraps()` in `Objects/funcobject.c`).
fn named(vm: &Vm, made: Value, function: &Value) -> Result {
    if let Value::Instance(instance) = &made {
        for name in ["__module__", "__name__", "__qualname__", "__doc__"].map(Symbol::new) {
            if let Some(value) = vm.find_attr(function, name)? {
                instance.attributes.set(name, value);
            }
        }
    }
    Ok(made)
}

fn part(value: &Value, part: fn(&Property) -> &Value) -> Result {
    Ok(value.data::<Property>().map_or(Value::None, |property| part(property).clone()))
}

/// What reading a property without a getter raises: it goes by its name in the class.
#[cold]
fn no_getter(property: &Value, class: &Rc<Class>) -> crate::engine::Exception {
    let name = std::iter::once(class).chain(&class.ancestors).find_map(|class| {
        class.attributes.entries().into_iter().find(|(_, value)| value.is(property)).map(|(name, _)| name)
    });
    let name = name.map(|name| format!(" '{name}'")).unwrap_or_default();
    attribute_error(format!("property{name} of '{}' object has no getter", class.qualname.borrow()))
}

/// A copy of a property with another part.
fn changed(args: &[Value], change: fn(&mut Property, Value)) -> Result {
    let Some(property) = args[0].data::<Property>() else { return Ok(Value::None) };
    let mut property = Property {
        get: property.get.clone(),
        set: property.set.clone(),
        delete: property.delete.clone(),
        doc: property.doc.clone(),
    };
    change(&mut property, args[1].clone());
    Ok(Value::native(class_of(&args[0]), property))
}

/// The attribute of the class for a computed attribute of its instances.
pub(in crate::vm) fn native_property(property: &'static NativeProperty) -> Value {
    Value::native(NATIVE_PROPERTY.class(), NativeDescriptor(property))
}

fn method(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(Method { function, receiver }))
}

impl Vm {
    /// What an attribute found in a class means for an instance of it: binds functions, asks properties.
    pub(in crate::vm) fn bind(&self, found: Value, object: &Value, class: &Rc<Class>) -> Result {
        match &found {
            Value::Function(_) => Ok(method(found, object.clone())),
            Value::Native(native) if native.owner.is_some() => Ok(match native.native.binding {
                _ if native.native.name == "__new__" => found,
                Binding::Instance => method(found, object.clone()),
                Binding::Class => method(found, Value::Class(class.clone())),
                Binding::Static => found,
            }),
            Value::Instance(instance) => {
                if let Some(NativeDescriptor(property)) = found.data::<NativeDescriptor>() {
                    return (property.get)(self, object);
                }
                if let Some(property) = found.data::<Property>() {
                    return match property.get.given() {
                        Some(get) => self.nest(|| self.call(get, std::slice::from_ref(object))),
                        None => Err(no_getter(&found, class)),
                    };
                }
                self.bind_descriptor(&found, instance, object.clone(), class)
            }
            _ => Ok(found),
        }
    }

    /// What an attribute found in a class means for the class itself.
    pub(super) fn bind_to_class(&self, found: Value, class: &Rc<Class>) -> Result {
        match &found {
            Value::Native(native) if native.owner.is_some() && native.native.binding == Binding::Class => {
                Ok(method(found, Value::Class(class.clone())))
            }
            Value::Instance(instance) => {
                if found.data::<NativeDescriptor>().is_some()
                    || found.data::<Property>().is_some()
                    || found.data::<Member>().is_some()
                {
                    return Ok(found);
                }
                self.bind_descriptor(&found, instance, Value::None, class)
            }
            _ => Ok(found),
        }
    }

    /// What an instance means that was found in a class: what its `__get__` gives for an object (None: for the class itself),
    /// or itself without one.
    fn bind_descriptor(
        &self,
        found: &Value,
        instance: &Rc<Instance>,
        object: Value,
        class: &Rc<Class>,
    ) -> Result {
        if let Some(StaticMethod(function)) = found.data() {
            return Ok(function.clone());
        }
        if let Some(ClassMethod(function)) = found.data() {
            return Ok(method(function.clone(), Value::Class(class.clone())));
        }
        let of = instance.class.borrow().clone();
        match of.lookup(Symbol::GET) {
            Some(get) => {
                let args = [found.clone(), object, Value::Class(class.clone())];
                self.nest(|| self.call(&get, &args))
            }
            None => Ok(found.clone()),
        }
    }
}

/// The TypeError for a method of a type that is called on something else.
pub(in crate::vm) fn wrong_receiver(name: &str, expected: &str, value: &Value) -> crate::engine::Exception {
    type_error(format!(
        "descriptor '{name}' requires a '{expected}' object but received a '{}'",
        value.type_name()
    ))
}

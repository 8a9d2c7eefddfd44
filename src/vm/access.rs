//! Attributes of any values.

use super::class::Class;
use super::exceptions::attribute_error;
use super::machine::Vm;
use super::symbol::Symbol;
use super::value::{Result, Value};
use std::rc::Rc;

impl Vm {
    /// `object.name`; nothing if there is no such attribute.
    ///
    /// # Errors
    ///
    /// What a property or `__getattr__` raises, but for AttributeError.
    pub fn find_attr(&self, object: &Value, name: Symbol) -> Result<Option<Value>> {
        let _ = (object, name);
        todo!()
    }

    /// `object.name`
    pub fn get_attr(&self, object: &Value, name: Symbol) -> Result {
        match self.find_attr(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// `object.name`, for a name that is written in Rust.
    pub fn attr(&self, object: &Value, name: &str) -> Result {
        self.get_attr(object, Symbol::new(name))
    }

    /// `object.name = value`
    pub fn set_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        let _ = (object, name, value);
        todo!()
    }

    /// `del object.name`
    pub fn delete_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        let _ = (object, name);
        todo!()
    }

    /// A special method of a value's class, as it stands in the class; not bound.
    pub fn special(&self, value: &Value, name: &str) -> Option<Value> {
        super::class::class_of(value).lookup(Symbol::new(name))
    }

    /// Calls a special method of a value's class (`type(value).name(value, ..)`); nothing if there is none.
    pub fn call_special(&self, value: &Value, name: &str, args: &[Value]) -> Result<Option<Value>> {
        let _ = (value, name, args);
        todo!()
    }

    /// The AttributeError for an attribute that is not there.
    #[cold]
    pub fn no_attribute(&self, object: &Value, name: Symbol) -> crate::engine::Exception {
        attribute_error(match object {
            Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name()),
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
            other => format!("'{}' object has no attribute '{name}'", other.type_name()),
        })
    }

    /// Whether a value is an instance of a class, as `isinstance()` says: tuples of classes, unions and `__instancecheck__`
    /// too.
    pub fn is_instance(&self, value: &Value, class: &Value) -> Result<bool> {
        let _ = (value, class);
        todo!()
    }

    /// Whether a class is derived from another one, as `issubclass()` says.
    pub fn is_subclass(&self, class: &Rc<Class>, of: &Value) -> Result<bool> {
        let _ = (class, of);
        todo!()
    }
}

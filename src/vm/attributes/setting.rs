//! Setting and deleting attributes.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::class::{Class, class_of};
use crate::vm::exceptions::{attribute_error, data_of, type_error};
use crate::vm::machine::Vm;
use crate::vm::types;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::descriptors::{NativeDescriptor, PROPERTY, Property};
use super::members::Member;

impl Vm {
    /// `object.name = value`
    pub fn set_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        if let Value::Instance(instance) = object {
            let class = instance.class.borrow();
            let is_plain = class.sets_plainly()
                && match class.lookup(name) {
                    None => class.has_dict,
                    Some(found) => found.data::<Member>().is_some(),
                };
            if is_plain {
                drop(class);
                instance.attributes.set(name, value);
                return Ok(());
            }
        }
        let class = match object {
            Value::Class(class) => return self.set_class_attr(class, name, Some(value)),
            Value::Module(module) => {
                if &*module.name == "builtins" {
                    self.set_builtin(name, &value);
                }
                module.globals.set(name, value);
                return Ok(());
            }
            other => class_of(other),
        };
        if let Some(set) = class.lookup(Symbol::SETATTR)
            && !types::OBJECT.owns(&set)
        {
            let set = self.bind(set, object, &class)?;
            self.nest(|| self.call(&set, &[Value::str(&*name.text()), value]))?;
            return Ok(());
        }
        self.set_plain_attr(object, name, value)
    }

    /// `object.__setattr__(self, name, value)`
    pub(in crate::vm) fn set_plain_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        let class = class_of(object);
        if let Some(found) = class.lookup(name) {
            if found.data::<Member>().is_some() {
                return self.store_attr(object, name, value);
            }
            if let Some(set) = self.of_descriptor(&found, "__set__", "__delete__")? {
                self.nest(|| self.call(&set, &[found, object.clone(), value]))?;
                return Ok(());
            }
            if let Some(property) = found.data::<Property>() {
                let Some(set) = property.set.given() else {
                    return Err(attribute_error(format!(
                        "property '{name}' of '{}' object has no setter",
                        class.qualname.borrow()
                    )));
                };
                self.nest(|| self.call(set, &[object.clone(), value]))?;
                return Ok(());
            }
            if let Some(NativeDescriptor(property)) = found.data::<NativeDescriptor>() {
                return match property.set {
                    Some(set) => set(self, object, value),
                    None => Err(attribute_error(format!(
                        "attribute '{name}' of '{}' objects is not writable",
                        class.name()
                    ))),
                };
            }
        }
        self.set_own_attr(object, name, value)
    }

    /// The same, where no descriptor of the class stands in the way.
    pub(in crate::vm) fn set_own_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        if let Value::Instance(instance) = object
            && !instance.class.borrow().has_dict
        {
            return Err(self.no_attribute_to_set(object, name));
        }
        self.store_attr(object, name, value)
    }

    /// The same, whether in its `__dict__` or in a slot.
    pub(super) fn store_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        match object {
            Value::Instance(instance) => instance.attributes.set(name, value),
            Value::Exception(exception) => data_of(exception).attributes.set(name, value),
            Value::Function(function) => function.attributes.set(name, value),
            Value::Future(future) => future.set_attribute(name, value),
            Value::Class(class) if !class.is_native() => class.set(name, value),
            other => return Err(self.no_attribute_to_set(other, name)),
        }
        Ok(())
    }

    #[cold]
    fn no_attribute_to_set(&self, object: &Value, name: Symbol) -> Exception {
        let of = object.full_type_name();
        attribute_error(match class_of(object).lookup(name) {
            Some(_) => format!("'{of}' object attribute '{name}' is read-only"),
            None => {
                format!("'{of}' object has no attribute '{name}' and no __dict__ for setting new attributes")
            }
        })
    }

    fn set_class_attr(&self, class: &Rc<Class>, name: Symbol, value: Option<Value>) -> Result<()> {
        if class.is_native() {
            return Err(type_error(format!(
                "cannot set '{name}' attribute of immutable type '{}'",
                class.full_name()
            )));
        }
        let metaclass = class.metaclass.clone().unwrap_or_else(|| types::TYPE.class());
        let object = Value::Class(class.clone());
        let hook = metaclass.lookup(if value.is_some() { Symbol::SETATTR } else { Symbol::DELATTR });
        if let Some(hook) = hook
            && !types::OBJECT.owns(&hook)
        {
            let hook = self.bind(hook, &object, &metaclass)?;
            let args = std::iter::once(Value::str(&*name.text())).chain(value).collect::<Vec<_>>();
            self.nest(|| self.call(&hook, &args))?;
            return Ok(());
        }
        self.set_plain_class_attr(class, name, value)
    }

    /// The same, as `type` has it.
    #[inline(never)]
    fn set_plain_class_attr(&self, class: &Rc<Class>, name: Symbol, value: Option<Value>) -> Result<()> {
        let metaclass = class.metaclass.clone().unwrap_or_else(|| types::TYPE.class());
        let object = Value::Class(class.clone());
        if let Some(value) = &value
            && let Some(found) = metaclass.lookup(name)
            && let Some(NativeDescriptor(property)) = found.data::<NativeDescriptor>()
            && let Some(set) = property.set
        {
            return set(self, &object, value.clone());
        }
        let is_property = metaclass.lookup(name).is_some_and(|found| found.data::<Property>().is_some());
        match value {
            Some(value) if is_property => return self.set_plain_attr(&object, name, value),
            None if is_property => return self.delete_plain_attr(&object, name),
            Some(value) => class.set(name, value),
            None => {
                class.remove(name).ok_or_else(|| self.no_attribute(&object, name))?;
            }
        }
        Ok(())
    }

    /// `del object.name`
    pub fn delete_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        let class = match object {
            Value::Class(class) => return self.set_class_attr(class, name, None),
            Value::Module(module) => {
                if &*module.name == "builtins" {
                    self.set_builtin(name, &Value::Unbound);
                }
                let index = module.globals.declare(name, Value::default);
                return match module.globals.take(index) {
                    Value::Unbound => Err(self.no_attribute(object, name)),
                    _ => Ok(()),
                };
            }
            other => class_of(other),
        };
        if let Some(delete) = class.lookup(Symbol::DELATTR)
            && !types::OBJECT.owns(&delete)
        {
            let delete = self.bind(delete, object, &class)?;
            self.nest(|| self.call(&delete, &[Value::str(&*name.text())]))?;
            return Ok(());
        }
        self.delete_plain_attr(object, name)
    }

    /// The method of a descriptor of the program's that sets or deletes; none if it is no data descriptor.
    ///
    /// # Errors
    ///
    /// AttributeError if it has the other one of both alone (`slot_tp_descr_set` in `Objects/typeobject.c`).
    fn of_descriptor(&self, found: &Value, name: &str, other: &str) -> Result<Option<Value>> {
        let Value::Instance(_) = found else { return Ok(None) };
        match self.special(found, name) {
            Some(method) => Ok(Some(method).filter(|method| !PROPERTY.owns(method))),
            None if self.special(found, other).is_some_and(|other| !PROPERTY.owns(&other)) => {
                Err(attribute_error(name))
            }
            None => Ok(None),
        }
    }

    /// `object.__delattr__(self, name)`
    pub(in crate::vm) fn delete_plain_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        let class = class_of(object);
        if let Some(found) = class.lookup(name) {
            if found.data::<Member>().is_some() {
                return self.delete_slot(object, name);
            }
            if let Some(delete) = self.of_descriptor(&found, "__delete__", "__set__")? {
                self.nest(|| self.call(&delete, &[found, object.clone()]))?;
                return Ok(());
            }
            if let Some(property) = found.data::<Property>() {
                let Some(delete) = property.delete.given() else {
                    return Err(attribute_error(format!(
                        "property '{name}' of '{}' object has no deleter",
                        class.qualname.borrow()
                    )));
                };
                self.call(delete, std::slice::from_ref(object))?;
                return Ok(());
            }
        }
        self.delete_own_attr(object, name)
    }

    /// The same, where no descriptor of the class stands in the way.
    fn delete_own_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        match self.take_attr(object, name)? {
            Some(_) => Ok(()),
            None if !class_of(object).has_dict => Err(self.no_attribute_to_set(object, name)),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// `del object.slot`
    pub(super) fn delete_slot(&self, object: &Value, name: Symbol) -> Result<()> {
        match self.take_attr(object, name)? {
            Some(_) => Ok(()),
            None => Err(attribute_error(&*name.text())),
        }
    }

    fn take_attr(&self, object: &Value, name: Symbol) -> Result<Option<Value>> {
        Ok(match object {
            Value::Instance(instance) => instance.attributes.remove(name),
            Value::Exception(exception) => data_of(exception).attributes.remove(name),
            Value::Function(function) => function.attributes.remove(name),
            Value::Future(future) => future.attributes.remove(name),
            Value::Class(class) if !class.is_native() => class.remove(name),
            other => return Err(self.no_attribute_to_set(other, name)),
        })
    }
}

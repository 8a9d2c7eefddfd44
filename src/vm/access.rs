//! Attributes of any values.

use std::rc::Rc;

use crate::engine::Exception;

use super::class::{Class, class_of};
use super::descriptors::{NativeDescriptor, Property, Super};
use super::exceptions::{attribute_error, data_of, is, type_error};
use super::machine::Vm;
use super::native::Binding;
use super::symbol::Symbol;
use super::types::{self, exception as classes};
use super::value::{Result, Value};

/// Tells an AttributeError that code of the program has raised what it is about, unless that was said.
#[cold]
fn about(error: &Exception, object: &Value, name: Symbol) {
    let data = data_of(error);
    let is_told = |name| data.attributes.has(Symbol::new(name));
    if is(error, &classes::ATTRIBUTE_ERROR) && !is_told(".name") && !is_told(".obj") {
        data.attributes.set(Symbol::new(".name"), Value::str(&*name.text()));
        data.attributes.set(Symbol::new(".obj"), object.clone());
    }
}

impl Vm {
    /// `object.name`; nothing if there is no such attribute.
    ///
    /// # Errors
    ///
    /// What a property or `__getattr__` raises, but for AttributeError.
    pub fn find_attr(&self, object: &Value, name: Symbol) -> Result<Option<Value>> {
        match self.get_attr(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(exception) if !self.is_stopped() && is(&exception, &classes::ATTRIBUTE_ERROR) => Ok(None),
            Err(exception) => Err(exception),
        }
    }

    /// `object.name`
    pub fn get_attr(&self, object: &Value, name: Symbol) -> Result {
        match object {
            Value::Instance(instance) if instance.class.borrow().computes_attributes => {
                self.computed_attr(object, name)
            }
            _ => self.get_own_attr(object, name),
        }
    }

    /// An attribute of an object whose class has a `__getattribute__`.
    #[cold]
    fn computed_attr(&self, object: &Value, name: Symbol) -> Result {
        let class = class_of(object);
        let args = [Value::str(&*name.text())];
        let call = |method: Value| {
            let method = self.bind(method, object, &class)?;
            self.nest(|| self.call(&method, &args))
        };
        let getattribute = class.lookup(Symbol::GETATTRIBUTE).unwrap_or_default();
        let result = call(getattribute);
        match (&result, class.lookup(Symbol::GETATTR)) {
            (Err(exception), Some(getattr))
                if !self.is_stopped() && is(exception, &classes::ATTRIBUTE_ERROR) =>
            {
                call(getattr).inspect_err(|error| about(error, object, name))
            }
            _ => result.inspect_err(|error| about(error, object, name)),
        }
    }

    /// `object.__getattribute__(name)`
    pub(super) fn get_own_attr(&self, object: &Value, name: Symbol) -> Result {
        let class = match object {
            Value::Module(module) => {
                if let Some(value) = module.globals.get(name) {
                    return Ok(value);
                }
                types::MODULE.class()
            }
            Value::Class(class) => return self.class_attr(class, name),
            Value::Instance(instance) => {
                if let Some(found) = object.data::<Super>() {
                    return self.super_of(found, name);
                }
                instance.class.borrow().clone()
            }
            other => class_of(other),
        };
        let found = class.lookup(name);
        let own = || match object {
            Value::Instance(instance) => instance.attributes.get(name),
            Value::Exception(exception) => data_of(exception).attributes.get(name),
            Value::Function(function) => function.attributes.get(name),
            Value::Future(future) => future.attributes.get(name),
            _ => None,
        };
        match found {
            Some(found) if is_data_descriptor(&found) => {
                self.bind(found, object, &class).or_else(|error| self.or_getattr(error, object, &class, name))
            }
            Some(found) => match own() {
                Some(value) => Ok(value),
                None => self
                    .bind(found, object, &class)
                    .or_else(|error| self.or_getattr(error, object, &class, name)),
            },
            None => match own() {
                Some(value) => Ok(value),
                None => self.missing_attr(object, &class, name),
            },
        }
    }

    /// `__getattr__` is asked also for what a descriptor says is not there.
    #[cold]
    fn or_getattr(&self, error: Exception, object: &Value, class: &Rc<Class>, name: Symbol) -> Result {
        let asks = !self.is_stopped() && is(&error, &classes::ATTRIBUTE_ERROR);
        match class.lookup(Symbol::GETATTR) {
            Some(_) if asks => self.missing_attr(object, class, name),
            _ => Err(error),
        }
    }

    #[cold]
    #[inline(never)]
    fn missing_attr(&self, object: &Value, class: &Rc<Class>, name: Symbol) -> Result {
        if let Some(getattr) = class.lookup(Symbol::GETATTR) {
            let getattr = self.bind(getattr, object, class)?;
            let result = self.nest(|| self.call(&getattr, &[Value::str(&*name.text())]));
            return result.inspect_err(|error| about(error, object, name));
        }
        if let Value::Module(module) = object {
            let inner = format!("{}.{name}", module.name);
            // `import a` and then `a.b`: modules of the library come with those below them.
            if self.is_importable(&inner) {
                return Ok(Value::Module(self.import(&inner)?));
            }
        }
        Err(self.no_attribute(object, name))
    }

    /// An attribute of a class.
    fn class_attr(&self, class: &Rc<Class>, name: Symbol) -> Result {
        let metaclass = class.metaclass.clone().unwrap_or_else(|| types::TYPE.class());
        let object = Value::Class(class.clone());
        let of_metaclass = metaclass.lookup(name);
        if let Some(found) = &of_metaclass
            && is_data_descriptor(found)
        {
            return self.bind(found.clone(), &object, &metaclass);
        }
        if let Some(found) = class.lookup(name) {
            return self.bind_to_class(found, class);
        }
        match of_metaclass {
            Some(found) => self.bind(found, &object, &metaclass),
            None => self.missing_attr(&object, &metaclass, name),
        }
    }

    /// For a call `object.name(...)`: the function and what comes before its arguments; or unbound, and what is called.
    #[inline]
    pub(super) fn find_method(&self, object: Value, name: Symbol) -> Result<(Value, Value)> {
        let class = match &object {
            Value::Instance(instance) => {
                if instance.attributes.has(name)
                    || instance.class.borrow().computes_attributes
                    || object.data::<Super>().is_some()
                {
                    return Ok((Value::Unbound, self.get_attr(&object, name)?));
                }
                instance.class.borrow().clone()
            }
            Value::Module(_)
            | Value::Class(_)
            | Value::Function(_)
            | Value::Exception(_)
            | Value::Future(_) => {
                if let Value::Future(future) = &object
                    && !future.attributes.has(name)
                {
                    class_of(&object)
                } else {
                    return Ok((Value::Unbound, self.get_attr(&object, name)?));
                }
            }
            other => class_of(other),
        };
        match class.lookup(name) {
            Some(function @ Value::Function(_)) => Ok((function, object)),
            Some(Value::Native(native))
                if native.owner.is_some() && native.native.binding == Binding::Instance =>
            {
                Ok((Value::Native(native), object))
            }
            _ => Ok((Value::Unbound, self.get_attr(&object, name)?)),
        }
    }

    /// `object.name`, for a name that is written in Rust.
    pub fn attr(&self, object: &Value, name: &str) -> Result {
        self.get_attr(object, Symbol::new(name))
    }

    /// `object.name = value`
    pub fn set_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        let class = match object {
            Value::Class(class) => return self.set_class_attr(class, name, Some(value)),
            Value::Module(module) => {
                module.globals.set(name, value);
                return Ok(());
            }
            other => class_of(other),
        };
        if let Some(set) = class.lookup(Symbol::SETATTR)
            && !is_of_object(&set)
        {
            let set = self.bind(set, object, &class)?;
            self.nest(|| self.call(&set, &[Value::str(&*name.text()), value]))?;
            return Ok(());
        }
        self.set_plain_attr(object, name, value)
    }

    /// `object.__setattr__(self, name, value)`
    pub(super) fn set_plain_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        let class = class_of(object);
        if let Some(found) = class.lookup(name) {
            if let Some(property) = found.data::<Property>() {
                let Some(set) = property.set.given() else {
                    return Err(attribute_error(format!(
                        "property '{name}' of '{}' object has no setter",
                        class.name()
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
            if let Value::Instance(_) = found
                && let Some(set) = self.special(&found, "__set__")
            {
                self.nest(|| self.call(&set, &[found, object.clone(), value]))?;
                return Ok(());
            }
        }
        self.set_own_attr(object, name, value)
    }

    /// The same, where no descriptor of the class stands in the way.
    pub(super) fn set_own_attr(&self, object: &Value, name: Symbol, value: Value) -> Result<()> {
        match object {
            Value::Instance(instance) => {
                let class = instance.class.borrow().clone();
                if class.lookup(Symbol::SLOTS).is_some() && !self.is_in_slots(object, name)?
                    || class.number == types::OBJECT.class().number
                {
                    return Err(self.no_attribute_to_set(object, name));
                }
                instance.attributes.set(name, value);
            }
            Value::Exception(exception) => data_of(exception).attributes.set(name, value),
            Value::Function(function) => function.attributes.set(name, value),
            Value::Future(future) => future.attributes.set(name, value),
            Value::Class(class) if !class.is_native() => class.set(name, value),
            other => return Err(self.no_attribute_to_set(other, name)),
        }
        Ok(())
    }

    /// Whether a class with `__slots__` lets its instances have an attribute: one of its own slots or a base's, or any if a
    /// base has no slots.
    #[cold]
    fn is_in_slots(&self, object: &Value, name: Symbol) -> Result<bool> {
        let key = Symbol::SLOTS;
        let class = class_of(object);
        let object_class = types::OBJECT.class();
        for class in std::iter::once(&class).chain(&class.ancestors) {
            if class.number == object_class.number || class.is_native() {
                continue;
            }
            let Some(slots) = class.attributes.get(key) else { return Ok(true) };
            let names = match &slots {
                Value::Str(_) => vec![slots.clone()],
                other => self.collect(other)?,
            };
            let text = name.text();
            let own_name = class.name();
            let is_meant = |slot: &str| {
                slot == &*text
                    || slot == "__dict__"
                    // A name that the class keeps to itself: `__this` is `_Class__this`.
                    || slot.starts_with("__")
                        && !slot.ends_with("__")
                        && text.strip_prefix('_').and_then(|text| text.strip_suffix(slot))
                            == Some(own_name.trim_start_matches('_'))
            };
            if names.iter().filter_map(Value::as_str).any(is_meant) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a class or one of its bases names an attribute in its `__slots__`.
    pub(super) fn is_slot(&self, class: &Rc<Class>, name: Symbol) -> Result<bool> {
        for class in std::iter::once(class).chain(&class.ancestors) {
            let slots = match class.attributes.get(Symbol::SLOTS) {
                Some(slot @ Value::Str(_)) => vec![slot],
                Some(slots) if !class.is_native() => self.collect(&slots)?,
                _ => continue,
            };
            if slots.iter().any(|slot| slot.as_str() == Some(&*name.text())) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an object has a `__dict__`: its class has no `__slots__`, or lets it.
    pub(super) fn has_dict(&self, object: &Value) -> Result<bool> {
        let class = class_of(object);
        if class.lookup(Symbol::SLOTS).is_some() {
            return self.is_in_slots(object, Symbol::new("__dict__"));
        }
        Ok(true)
    }

    #[cold]
    fn no_attribute_to_set(&self, object: &Value, name: Symbol) -> Exception {
        attribute_error(format!(
            "'{}' object has no attribute '{name}' and no __dict__ for setting new attributes",
            object.full_type_name()
        ))
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
        if let Some(value) = &value {
            if let Some(found) = metaclass.lookup(name)
                && let Some(NativeDescriptor(property)) = found.data::<NativeDescriptor>()
                && let Some(set) = property.set
            {
                return set(self, &object, value.clone());
            }
            if let Some(set) = metaclass.lookup(Symbol::SETATTR)
                && !is_of_object(&set)
            {
                let set = self.bind(set, &object, &metaclass)?;
                self.call(&set, &[Value::str(&*name.text()), value.clone()])?;
                return Ok(());
            }
        }
        match value {
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
                let index = module.globals.declare(name, Value::default);
                return match module.globals.take(index) {
                    Value::Unbound => Err(self.no_attribute(object, name)),
                    _ => Ok(()),
                };
            }
            other => class_of(other),
        };
        if let Some(delete) = class.lookup(Symbol::DELATTR)
            && !is_of_object(&delete)
        {
            let delete = self.bind(delete, object, &class)?;
            self.nest(|| self.call(&delete, &[Value::str(&*name.text())]))?;
            return Ok(());
        }
        self.delete_plain_attr(object, name)
    }

    /// `object.__delattr__(self, name)`
    pub(super) fn delete_plain_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        let class = class_of(object);
        if let Some(found) = class.lookup(name) {
            if let Some(property) = found.data::<Property>() {
                let Some(delete) = property.delete.given() else {
                    return Err(attribute_error(format!(
                        "property '{name}' of '{}' object has no deleter",
                        class.name()
                    )));
                };
                self.call(delete, std::slice::from_ref(object))?;
                return Ok(());
            }
            if let Value::Instance(_) = found
                && let Some(delete) = self.special(&found, "__delete__")
            {
                self.call(&delete, &[found, object.clone()])?;
                return Ok(());
            }
        }
        self.delete_own_attr(object, name)
    }

    /// The same, where no descriptor of the class stands in the way.
    pub(super) fn delete_own_attr(&self, object: &Value, name: Symbol) -> Result<()> {
        let removed = match object {
            Value::Instance(instance) => instance.attributes.remove(name),
            Value::Exception(exception) => data_of(exception).attributes.remove(name),
            Value::Function(function) => function.attributes.remove(name),
            Value::Future(future) => future.attributes.remove(name),
            Value::Class(class) if !class.is_native() => class.remove(name),
            _ => None,
        };
        removed.map(drop).ok_or_else(|| self.no_attribute(object, name))
    }

    /// A special method of a value's class, as it stands in the class; not bound.
    pub fn special(&self, value: &Value, name: &str) -> Option<Value> {
        class_of(value).lookup(Symbol::new(name))
    }

    /// Calls a special method of a value's class (`type(value).name(value, ..)`); nothing if there is none.
    pub fn call_special(&self, value: &Value, name: &str, args: &[Value]) -> Result<Option<Value>> {
        let class = class_of(value);
        let result = match class.lookup(Symbol::new(name)) {
            None | Some(Value::None) => return Ok(None),
            Some(function @ (Value::Function(_) | Value::Native(_))) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(value.clone());
                all.extend_from_slice(args);
                self.call(&function, &all)?
            }
            Some(other) => {
                let bound = self.bind(other, value, &class)?;
                self.call(&bound, args)?
            }
        };
        Ok(Some(result))
    }

    /// The AttributeError for an attribute that is not there.
    #[cold]
    pub fn no_attribute(&self, object: &Value, name: Symbol) -> Exception {
        let error = attribute_error(match object {
            Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name()),
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
            other => format!("'{}' object has no attribute '{name}'", other.full_type_name()),
        });
        let data = data_of(&error);
        data.attributes.set(Symbol::new(".name"), Value::str(&*name.text()));
        data.attributes.set(Symbol::new(".obj"), object.clone());
        error
    }

    /// `super().name`, in a method of the class whose `self` (or `cls`) is the receiver.
    pub(super) fn super_attr(&self, class: &Value, receiver: &Value, name: Symbol) -> Result {
        let Value::Class(after) = class else {
            return Err(super::exceptions::runtime_error("super(): empty __class__ cell"));
        };
        self.super_of(&Super { after: after.clone(), object: receiver.clone() }, name)
    }

    fn super_of(&self, of: &Super, name: Symbol) -> Result {
        let (class, is_class) = match &of.object {
            Value::Class(class) if class.is_subclass(&of.after) => (class.clone(), true),
            object => (class_of(object), false),
        };
        match class.lookup_after(&of.after, name) {
            Some(found) if is_class => self.bind_to_class(found, &class),
            Some(found) => self.bind(found, &of.object, &class),
            None => Err(attribute_error(format!("'super' object has no attribute '{name}'"))),
        }
    }

    /// Whether a value is an instance of a class, as `isinstance()` says: tuples of classes, unions and `__instancecheck__`
    /// too.
    pub fn is_instance(&self, value: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(of) => {
                if value.is_instance(of) {
                    return Ok(true);
                }
                self.check_by(
                    class,
                    of.metaclass.is_some() || of.native.is_none(),
                    "__instancecheck__",
                    value,
                )
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    self.tick()?;
                    if self.nest(|| self.is_instance(value, class))? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            other => match self.call_special(other, "__instancecheck__", std::slice::from_ref(value))? {
                Some(answer) => self.truth(&answer),
                None => Err(type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")),
            },
        }
    }

    /// Whether a class is derived from another one, as `issubclass()` says.
    pub fn is_subclass(&self, class: &Rc<Class>, of: &Value) -> Result<bool> {
        match of {
            Value::Class(of_class) => {
                if class.is_subclass(of_class) {
                    return Ok(true);
                }
                let value = Value::Class(class.clone());
                self.check_by(of, of_class.metaclass.is_some(), "__subclasscheck__", &value)
            }
            Value::Tuple(classes) => {
                for of in classes.iter() {
                    if self.nest(|| self.is_subclass(class, of))? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            other => {
                let value = Value::Class(class.clone());
                match self.call_special(other, "__subclasscheck__", &[value])? {
                    Some(answer) => self.truth(&answer),
                    None => {
                        Err(type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"))
                    }
                }
            }
        }
    }

    /// Asks the metaclass of a class, if it may have something to say.
    fn check_by(&self, class: &Value, may: bool, name: &str, value: &Value) -> Result<bool> {
        if !may {
            return Ok(false);
        }
        match self.call_special(class, name, std::slice::from_ref(value))? {
            Some(answer) => self.truth(&answer),
            None => Ok(false),
        }
    }
}

/// Whether an attribute of a class goes before the instance's own of the same name.
fn is_data_descriptor(found: &Value) -> bool {
    let Value::Instance(instance) = found else { return false };
    if found.data::<Property>().is_some() || found.data::<NativeDescriptor>().is_some() {
        return true;
    }
    let class = instance.class.borrow().clone();
    !class.is_native() && class.lookup(Symbol::SET).is_some()
}

/// Whether a method is `object`'s own.
fn is_of_object(method: &Value) -> bool {
    matches!(method, Value::Native(native) if native.owner.is_some_and(|owner| std::ptr::eq(owner, &types::OBJECT)))
}

//! Attributes of any values.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::class::{Class, class_of};
use crate::vm::exceptions::{attribute_error, data_of, is, runtime_error, type_error};
use crate::vm::library;
use crate::vm::machine::Vm;
use crate::vm::native::Binding;
use crate::vm::types::{self, exception as classes};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::descriptors::{NativeDescriptor, Property, SUPER, Super};

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

impl Value {
    /// What an object has of its own by a name, in its `__dict__` or in a slot.
    #[inline]
    pub(super) fn own_attr(&self, name: Symbol) -> Option<Value> {
        match self {
            Self::Instance(instance) => instance.attributes.get(name),
            Self::Exception(exception) => data_of(exception).attributes.get(name),
            Self::Function(function) => function.attributes.get(name),
            Self::Future(future) => future.attributes.get(name),
            _ => None,
        }
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
            _ => self.attr_of(object, name, true),
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
    pub(in crate::vm) fn get_own_attr(&self, object: &Value, name: Symbol) -> Result {
        self.attr_of(object, name, false)
    }

    /// An attribute, for which `__getattr__` is asked if there is none and `asks` says so.
    fn attr_of(&self, object: &Value, name: Symbol, asks: bool) -> Result {
        let class = match object {
            Value::Module(module) => {
                if let Some(value) = module.globals.get(name) {
                    return Ok(value);
                }
                types::MODULE.class()
            }
            Value::Class(class) => return self.class_attr(class, name, asks),
            Value::Instance(instance) => {
                if let Some(found) = object.data::<Super>() {
                    return self.super_of(found, name);
                }
                instance.class.borrow().clone()
            }
            other => class_of(other),
        };
        let found = class.lookup(name);
        match found {
            Some(found) => match object.own_attr(name).filter(|_| !goes_before_own(&found)) {
                Some(value) => Ok(value),
                None => self.bind(found, object, &class).or_else(|error| match asks {
                    true => self.or_getattr(error, object, &class, name),
                    false => Err(error),
                }),
            },
            None => match object.own_attr(name) {
                Some(value) => Ok(value),
                None => self.missing_attr(object, &class, name, asks),
            },
        }
    }

    /// `__getattr__` is asked also for what a descriptor says is not there.
    #[cold]
    fn or_getattr(&self, error: Exception, object: &Value, class: &Rc<Class>, name: Symbol) -> Result {
        let asks = !self.is_stopped() && is(&error, &classes::ATTRIBUTE_ERROR);
        match class.lookup(Symbol::GETATTR) {
            Some(_) if asks => self.missing_attr(object, class, name, true),
            _ => Err(error),
        }
    }

    #[cold]
    #[inline(never)]
    fn missing_attr(&self, object: &Value, class: &Rc<Class>, name: Symbol, asks: bool) -> Result {
        if asks && let Some(getattr) = class.lookup(Symbol::GETATTR) {
            let getattr = self.bind(getattr, object, class)?;
            let result = self.nest(|| self.call(&getattr, &[Value::str(&*name.text())]));
            return result.inspect_err(|error| about(error, object, name));
        }
        if let Value::Module(module) = object {
            if &*module.name == "asyncio"
                && let Some(value) = library::asyncio::in_python(self, &name.text())?
            {
                return Ok(value);
            }
            let inner = format!("{}.{name}", module.name);
            // `import a` and then `a.b`: modules of the library come with those below them.
            if self.is_importable(&inner) {
                return Ok(Value::Module(self.import(&inner)?));
            }
        }
        Err(self.no_attribute(object, name))
    }

    /// An attribute of a class.
    fn class_attr(&self, class: &Rc<Class>, name: Symbol, asks: bool) -> Result {
        let metaclass = class.metaclass.clone().unwrap_or_else(|| types::TYPE.class());
        let object = Value::Class(class.clone());
        let of_metaclass = metaclass.lookup(name);
        if let Some(found) = &of_metaclass
            && goes_before_own(found)
        {
            return self.bind(found.clone(), &object, &metaclass);
        }
        if let Some(found) = class.lookup(name) {
            return self.bind_to_class(found, class);
        }
        match of_metaclass {
            Some(found) => self.bind(found, &object, &metaclass),
            None => self.missing_attr(&object, &metaclass, name, asks),
        }
    }

    /// For a call `object.name(...)`: the function and what comes before its arguments; or unbound, and what is called.
    #[inline]
    pub(in crate::vm) fn find_method(&self, object: Value, name: Symbol) -> Result<(Value, Value)> {
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
        // If that uses the budget up, the next turn of a loop finds out.
        _ = self.charge(64);
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
    #[inline(never)]
    pub(in crate::vm) fn super_attr(&self, class: &Value, receiver: &Value, name: Symbol) -> Result {
        let Value::Class(after) = class else {
            return Err(runtime_error("super(): empty __class__ cell"));
        };
        self.super_of(&Super { after: after.clone(), object: receiver.clone() }, name)
    }

    fn super_of(&self, of: &Super, name: Symbol) -> Result {
        let (class, is_class) = match &of.object {
            Value::Class(class) if class.is_subclass(&of.after) => (class.clone(), true),
            object => (class_of(object), false),
        };
        if name == Symbol::new("__class__") {
            return Ok(Value::Class(SUPER.class()));
        }
        match class.lookup_after(&of.after, name) {
            Some(found) if is_class => self.bind_to_class(found, &class),
            Some(found) => self.bind(found, &of.object, &class),
            None => {
                match &*name.text() {
                    "__thisclass__" => return Ok(Value::Class(of.after.clone())),
                    "__self__" => return Ok(of.object.given().cloned().unwrap_or(Value::None)),
                    "__self_class__" => return Ok(Value::Class(class)),
                    _ => of.check()?,
                }
                Err(attribute_error(format!("'super' object has no attribute '{name}'")))
            }
        }
    }

    /// Whether a value is an instance of a class, as `isinstance()` says: tuples of classes, unions and `__instancecheck__`
    /// too.
    pub fn is_instance(&self, value: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(of) => {
                if value.is_instance(of) || self.passes_for(value, of)? {
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

    /// Whether a property `__class__` says that a value is an instance of a class, as that of a mock with a `spec` does.
    fn passes_for(&self, value: &Value, of: &Rc<Class>) -> Result<bool> {
        let Value::Instance(instance) = value else { return Ok(false) };
        let class = instance.class.borrow().clone();
        let is_property = |found: Value| found.data::<Property>().is_some();
        if class.is_native() || !class.lookup(Symbol::CLASS).is_some_and(is_property) {
            return Ok(false);
        }
        let told = self.get_attr(value, Symbol::CLASS)?;
        Ok(matches!(told, Value::Class(told) if told.is_subclass(of)))
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

/// Whether an attribute of a class goes before the instance's own of the same name: a data descriptor that has a `__get__`
/// (`_PyObject_GenericGetAttrWithDict` in `Objects/object.c`).
fn goes_before_own(found: &Value) -> bool {
    let Value::Instance(instance) = found else { return false };
    if found.data::<Property>().is_some() || found.data::<NativeDescriptor>().is_some() {
        return true;
    }
    let class = instance.class.borrow().clone();
    let has = |name| class.lookup(name).is_some();
    !class.is_native() && has(Symbol::GET) && (has(Symbol::SET) || has(Symbol::new("__delete__")))
}

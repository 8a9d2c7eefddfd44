//! Functions, classes and modules that are written in Rust: declared as tables, made into Python objects when they are first used.
//!
//! ```ignore
//! static DEQUE: NativeType = NativeType::new("deque", "collections", &[
//!     Native::new("__new__", "cls, /, *args", new),
//!     Native::new("append", "self, x, /", |vm, args| { .. }),
//!     Native::new("rotate", "self, n=1, /", ..),
//! ]);
//! ```
//!
//! A function gets exactly as many values as it has parameters, in their order; one that was not given is its default, or
//! [`Value::Unbound`] where that is `?`. `*args` is a tuple, `**kwargs` a dict.

mod function;
mod module;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

pub use function::NativeFunction;
pub(in crate::vm) use function::is_in_python;
#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
pub use module::fetch_texts_by;
pub use module::{Fill, NativeModule, Source};

use crate::vm::attributes::{Attributes, descriptors};
use crate::vm::class::{Class, ClassParts};
use crate::vm::machine::Vm;
use crate::vm::operators::slots;
use crate::vm::types::OBJECT;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// The body of a function.
pub type Run = fn(&Vm, &[Value]) -> Result;

/// What assigning to a computed attribute does.
pub type Assign = fn(&Vm, &Value, Value) -> Result<()>;

/// How a function in a class's table is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// To the instance; a plain function in a module.
    Instance,
    /// To the class (`@classmethod`).
    Class,
    /// To nothing (`@staticmethod`). `__new__` is such by itself.
    Static,
}

/// A function of the library's.
pub struct Native {
    /// Its name.
    pub name: &'static str,
    /// Its parameters as Python writes them, `self` or `cls` among them: `self, sep=None, /, maxsplit=-1, *args, key=?`. A
    /// default is None, True, False, an int, a str in double quotes, or `?` for [`Value::Unbound`].
    pub params: &'static str,
    /// How it is bound.
    pub binding: Binding,
    /// What it does.
    pub run: Run,
    /// Whether it goes round with a loop, and may be left standing meanwhile: see [`Vm::drive`].
    pub drives: bool,
}

impl Native {
    /// A function, or a method.
    pub const fn new(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Instance, run, drives: false }
    }

    /// A function, or a method, that goes round with a loop.
    pub const fn driving(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Instance, run, drives: true }
    }

    /// A method of the class.
    pub const fn of_class(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Class, run, drives: false }
    }

    /// A method that is bound to nothing.
    pub const fn of_nothing(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Static, run, drives: false }
    }
}

/// An attribute of instances that is computed.
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub get: fn(&Vm, &Value) -> Result,
    /// What assigning to it does, if it can be assigned to.
    pub set: Option<Assign>,
}

/// A class of the library's.
pub struct NativeType {
    /// `__name__`, and `__qualname__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// Its base; `object` if there is none.
    pub base: Option<&'static NativeType>,
    /// A second base.
    pub second_base: Option<&'static NativeType>,
    /// Its methods, special ones too (`__new__`, `__repr__`, `__len__`, `__iter__`, ..).
    pub methods: &'static [Native],
    /// Its computed attributes.
    pub properties: &'static [Property],
    /// What instances of classes derived from it are below their attributes: whether `__new__` makes a value of a builtin
    /// type (`Data::Value`).
    pub is_value: bool,
    number: AtomicU32,
}

static NEXT_TYPE: AtomicU32 = AtomicU32::new(1);

thread_local! {
    static CLASSES: RefCell<Vec<Option<Rc<Class>>>> = const { RefCell::new(Vec::new()) };
}

impl NativeType {
    /// Whether a method is one of its own.
    pub fn owns(&'static self, method: &Value) -> bool {
        matches!(method, Value::Native(native) if native.owner.is_some_and(|owner| std::ptr::eq(owner, self)))
    }

    /// A class with methods, derived from `object`.
    pub const fn new(name: &'static str, module: &'static str, methods: &'static [Native]) -> Self {
        Self {
            name,
            module,
            base: None,
            second_base: None,
            methods,
            properties: &[],
            is_value: false,
            number: AtomicU32::new(0),
        }
    }

    /// The same, with a base.
    pub const fn base(mut self, base: &'static NativeType) -> Self {
        self.base = Some(base);
        self
    }

    /// The same, with one more base.
    pub const fn second_base(mut self, base: &'static NativeType) -> Self {
        self.second_base = Some(base);
        self
    }

    /// The same, with computed attributes.
    pub const fn properties(mut self, properties: &'static [Property]) -> Self {
        self.properties = properties;
        self
    }

    /// The same, for a type whose values have a variant of [`Value`] of their own.
    pub const fn value(mut self) -> Self {
        self.is_value = true;
        self
    }

    /// Its class object.
    pub fn class(&'static self) -> Rc<Class> {
        let mut number = self.number.load(Ordering::Relaxed);
        if number == 0 {
            number = NEXT_TYPE.fetch_add(1, Ordering::Relaxed);
            // Another thread may have been first; then its number counts.
            number = self
                .number
                .compare_exchange(0, number, Ordering::Relaxed, Ordering::Relaxed)
                .map_or_else(|other| other, |_| number);
        }
        let known = CLASSES.with_borrow(|classes| classes.get(number as usize).cloned().flatten());
        known.unwrap_or_else(|| self.make(number as usize))
    }

    #[cold]
    fn make(&'static self, number: usize) -> Rc<Class> {
        let base = match self.base {
            Some(base) => Some(base.class()),
            None if std::ptr::eq(self, &OBJECT) => None,
            None => Some(OBJECT.class()),
        };
        let attributes = Attributes::default();
        let class = Class::assemble(ClassParts {
            name: self.name.into(),
            qualname: self.name.into(),
            module: self.module.into(),
            bases: base.into_iter().chain(self.second_base.map(Self::class)).collect(),
            metaclass: None,
            attributes,
            gives_dict: !std::ptr::eq(self, &OBJECT),
            native: Some(self),
        })
        .unwrap_or_else(|error| panic!("the builtin class {} cannot be made: {error}", self.name));
        // Known before its methods are made: their functions name it.
        CLASSES.with_borrow_mut(|classes| {
            if classes.len() <= number {
                classes.resize(number + 1, None);
            }
            classes[number] = Some(class.clone());
        });
        for method in self.methods {
            let function = Rc::new(NativeFunction::new(method, Some(self)));
            class.attributes.set(Symbol::new(method.name), Value::Native(function));
        }
        if self.is_value {
            for method in slots::of_type(self.name) {
                let name = Symbol::new(method.name);
                if !class.attributes.has(name) {
                    class
                        .attributes
                        .set(name, Value::Native(Rc::new(NativeFunction::new(method, Some(self)))));
                }
            }
        }
        for property in self.properties {
            class.attributes.set(Symbol::new(property.name), descriptors::native_property(property));
        }
        let has = |name| self.methods.iter().any(|method| method.name == name);
        // The comparisons of these are not in their tables.
        let mutable = self.is_value && matches!(self.name, "list" | "dict" | "set" | "bytearray");
        if mutable || (has("__eq__") && !has("__hash__")) {
            class.attributes.set(Symbol::new("__hash__"), Value::None);
        }
        class
    }

    /// Whether a value is an instance of the class or one derived from it.
    pub fn has(&'static self, value: &Value) -> bool {
        crate::vm::class::class_of(value).is_subclass(&self.class())
    }
}

//! Objects with attributes, and what becomes of them when nobody refers to them any more.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::symbol::Symbol;
use super::{Value, trash};
use crate::vm::attributes::Attributes;
use crate::vm::class::Class;
use crate::vm::library::gc::FINALIZED;
use crate::vm::machine::{Vm, owe};

/// An object with attributes.
pub struct Instance {
    /// Its class. Assigning to `__class__` changes it.
    pub class: RefCell<Rc<Class>>,
    /// Its attributes (`__dict__`).
    pub attributes: Attributes,
    /// What it is below its attributes.
    pub data: Data,
}

/// What an instance is below its attributes.
pub enum Data {
    /// A plain object.
    None,
    /// The value of the builtin type that its class is derived from (`class Stack(list)`): a list, dict, str, int, ...
    Value(Value),
    /// Rust data, for the classes of the library; see [`Value::data`].
    Native(Box<dyn Any>),
}

impl Drop for Instance {
    fn drop(&mut self) {
        if self.class.get_mut().finalizes {
            self.finalize();
        }
    }
}

impl Instance {
    /// Calls `__del__` with a new object that has all that this one had; if that is still referred to afterwards, it lives.
    #[cold]
    fn finalize(&mut self) {
        let Some(vm) = Vm::try_current() else { return };
        let done = Symbol::new(FINALIZED);
        if vm.is_stopped() || self.attributes.has(done) {
            return;
        }
        let again = Self {
            class: self.class.clone(),
            attributes: self.attributes.take(),
            data: std::mem::replace(&mut self.data, Data::None),
        };
        again.attributes.set(done, Value::None);
        owe(256);
        let again = Value::Instance(Rc::new(again));
        vm.finalize(&again);
        trash::release(again);
    }
}

//! Modules and their variables.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use super::Value;
use super::dict::Dict;
use super::symbol::{NumberMap, Symbol};

/// A module.
pub struct Module {
    /// Its dotted name.
    pub name: Rc<str>,
    /// Its variables.
    pub globals: Rc<Globals>,
}

/// The variables of a module. Code refers to them by index.
#[derive(Default)]
pub struct Globals {
    slots: RefCell<Vec<Slot>>,
    index: RefCell<NumberMap<Symbol, u32>>,
    /// How many times a variable came to have a value.
    count: Cell<u32>,
    /// The same variables as a dict, once it was asked for: each tells the other what changes.
    dict: OnceCell<Rc<Dict>>,
}

struct Slot {
    name: Symbol,
    value: Value,
    /// The builtin of that name, if there is one: what the name means while the variable has no value.
    builtin: Value,
    /// When it came to have its value: variables are in this order.
    since: u32,
}

impl Globals {
    /// The index of a variable, which is made if need be; `builtin` is what the name means while it has no value.
    pub fn declare(&self, name: Symbol, builtin: impl FnOnce() -> Value) -> u32 {
        let known = self.index.borrow().get(&name).copied();
        known.unwrap_or_else(|| {
            let mut slots = self.slots.borrow_mut();
            let number = slots.len() as u32;
            slots.push(Slot { name, value: Value::Unbound, builtin: builtin(), since: 0 });
            self.index.borrow_mut().insert(name, number);
            number
        })
    }

    /// The value of the variable, or the builtin, at an index; unbound if there is neither.
    #[inline]
    pub fn load(&self, index: u32) -> Value {
        let slots = self.slots.borrow();
        let slot = &slots[index as usize];
        if slot.value.is_bound() { slot.value.clone() } else { slot.builtin.clone() }
    }

    /// Sets the variable at an index.
    #[inline]
    pub fn store(&self, index: u32, value: Value) {
        if let Some(dict) = self.dict.get() {
            let name = self.name(index);
            dict.set_symbol(name, value);
        } else {
            self.store_here(index, value);
        }
    }

    #[inline]
    fn store_here(&self, index: u32, value: Value) {
        let mut slots = self.slots.borrow_mut();
        let slot = &mut slots[index as usize];
        if !slot.value.is_bound() {
            slot.since = self.count.replace(self.count.get() + 1);
        }
        let before = std::mem::replace(&mut slot.value, value);
        drop(slots);
        drop(before);
    }

    /// What was done to a key of the dict.
    pub(super) fn follow(&self, name: &str, value: Value) {
        let index = self.declare(Symbol::new(name), Value::default);
        self.store_here(index, value);
    }

    /// The variables as a dict (`globals()`).
    pub fn dict(self: &Rc<Self>) -> Rc<Dict> {
        let make = || {
            let dict = Dict::default();
            for (name, value) in self.entries() {
                dict.set_symbol(name, value);
            }
            dict.mirror(self);
            Rc::new(dict)
        };
        self.dict.get_or_init(make).clone()
    }

    /// The variables that a dict holds: each tells the other what changes.
    pub(in crate::vm) fn of_dict(dict: &Rc<Dict>) -> Rc<Self> {
        let globals = Rc::new(Self::default());
        for (name, value) in dict.items() {
            if let Some(name) = name.as_str() {
                globals.set(Symbol::new(name), value);
            }
        }
        dict.mirror(&globals);
        let _ = globals.dict.set(dict.clone());
        globals
    }

    /// Tells what a name means from here on while the variable has no value.
    pub(in crate::vm) fn set_builtin(&self, name: Symbol, value: &Value) {
        let index = self.index.borrow().get(&name).copied();
        if let Some(index) = index {
            let before =
                std::mem::replace(&mut self.slots.borrow_mut()[index as usize].builtin, value.clone());
            drop(before);
        }
    }

    /// Takes the value at an index away; unbound if there was none.
    pub fn take(&self, index: u32) -> Value {
        if let Some(dict) = self.dict.get() {
            let name = self.name(index).text();
            return dict.remove_str(&name).unwrap_or_default();
        }
        std::mem::take(&mut self.slots.borrow_mut()[index as usize].value)
    }

    /// The name at an index.
    pub fn name(&self, index: u32) -> Symbol {
        self.slots.borrow()[index as usize].name
    }

    /// The value of a variable.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        let index = *self.index.borrow().get(&name)?;
        let value = self.slots.borrow()[index as usize].value.clone();
        value.is_bound().then_some(value)
    }

    /// Sets a variable.
    pub fn set(&self, name: Symbol, value: Value) {
        let index = self.declare(name, Value::default);
        self.store(index, value);
    }

    /// The variables that have a value, in the order in which they came to have one.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        let slots = self.slots.borrow();
        let mut bound: Vec<&Slot> = slots.iter().filter(|slot| slot.value.is_bound()).collect();
        crate::order::sort_by_key(&mut bound, |slot| slot.since);
        bound.into_iter().map(|slot| (slot.name, slot.value.clone())).collect()
    }

    /// Takes over the variables of another one, with their indices, before any code refers to these here.
    pub(in crate::vm) fn become_same(&self, other: &Self) {
        let before = (self.slots.replace(other.slots.take()), self.index.replace(other.index.take()));
        drop(before);
    }

    /// Takes all values away, and then drops them in the order in which they came to be there, as CPython does when the
    /// interpreter ends. What runs on the way (a generator's `finally`) finds the builtins, but no variables any more.
    pub fn clear(&self) {
        let mut values: Vec<_> = self
            .slots
            .borrow_mut()
            .iter_mut()
            .filter(|slot| slot.value.is_bound())
            .map(|slot| (slot.since, std::mem::take(&mut slot.value)))
            .collect();
        crate::order::sort_by_key(&mut values, |(since, _)| *since);
        if let Some(dict) = self.dict.get() {
            dict.clear();
        }
        values.into_iter().for_each(drop);
    }
}

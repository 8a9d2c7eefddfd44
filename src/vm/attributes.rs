//! What objects keep by name.

use std::cell::RefCell;

use super::symbol::Symbol;
use super::value::Value;

/// Attributes, in the order in which they were set. Few objects have many, so they are searched from the front.
#[derive(Default)]
pub struct Attributes(RefCell<Vec<(Symbol, Value)>>);

impl Drop for Attributes {
    fn drop(&mut self) {
        let entries = self.0.take();
        if !entries.is_empty() {
            super::trash::release(entries);
        }
    }
}

impl Attributes {
    /// The value of a name.
    #[inline]
    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.0.borrow().iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    /// Whether there is such a name.
    pub fn has(&self, name: Symbol) -> bool {
        self.0.borrow().iter().any(|(known, _)| *known == name)
    }

    /// Sets a name's value.
    #[inline]
    pub fn set(&self, name: Symbol, value: Value) {
        let mut entries = self.0.borrow_mut();
        let before = match entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => std::mem::replace(known, value),
            None => {
                entries.push((name, value));
                return;
            }
        };
        // Dropping it may run code of the program that asks for attributes.
        drop(entries);
        drop(before);
    }

    /// Takes a name out.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let mut entries = self.0.borrow_mut();
        let at = entries.iter().position(|(known, _)| *known == name)?;
        let (_, value) = entries.remove(at);
        Some(value)
    }

    /// All of them, in order.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.0.borrow().clone()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        let before = self.0.take();
        drop(before);
    }
}

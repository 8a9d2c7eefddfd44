//! What objects keep by name.

pub(super) mod annotations;
pub mod descriptors;
pub mod getting;
pub(super) mod members;
mod setting;

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::machine::owe;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Value, trash};

/// Attributes, in the order in which they were set. Few objects have many, so they are searched from the front.
#[derive(Default)]
pub struct Attributes(RefCell<Kept>);

enum Kept {
    Few(Vec<(Symbol, Value)>),
    Shared(Box<Shared>),
}

/// Attributes whose `__dict__` was asked for.
#[derive(Clone)]
struct Shared {
    /// What CPython keeps elsewhere, by a name that begins with a dot or that `hides` tells.
    hidden: Vec<(Symbol, Value)>,
    hides: fn(&str) -> bool,
    dict: Rc<Dict>,
}

impl Default for Kept {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        match self.0.take() {
            Kept::Few(entries) if entries.is_empty() => {}
            Kept::Few(entries) => trash::release(entries),
            Kept::Shared(shared) => trash::release(shared),
        }
    }
}

impl Shared {
    fn is_hidden(&self, name: &str) -> bool {
        name.starts_with('.') || (self.hides)(name)
    }

    fn find(&self, name: Symbol) -> Option<&(Symbol, Value)> {
        self.hidden.iter().find(|(known, _)| *known == name)
    }
}

impl Attributes {
    /// The value of a name.
    #[inline]
    pub fn get(&self, name: Symbol) -> Option<Value> {
        match &*self.0.borrow() {
            Kept::Few(entries) => {
                owe(entries.len() / 4);
                entries.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
            }
            Kept::Shared(shared) => match shared.find(name) {
                Some((_, value)) => Some(value.clone()),
                None => shared.dict.get_str(&name.text()),
            },
        }
    }

    /// How many there are, but for those in a `__dict__`, which are found at once.
    pub(in crate::vm) fn len(&self) -> usize {
        match &*self.0.borrow() {
            Kept::Few(entries) => entries.len(),
            Kept::Shared(shared) => shared.hidden.len(),
        }
    }

    /// Whether there is such a name.
    pub fn has(&self, name: Symbol) -> bool {
        match &*self.0.borrow() {
            Kept::Few(entries) => {
                owe(entries.len() / 4);
                entries.iter().any(|(known, _)| *known == name)
            }
            Kept::Shared(shared) => {
                shared.find(name).is_some() || shared.dict.get_str(&name.text()).is_some()
            }
        }
    }

    /// Sets a name's value.
    #[inline]
    pub fn set(&self, name: Symbol, value: Value) {
        let mut kept = self.0.borrow_mut();
        let entries = match &mut *kept {
            Kept::Few(entries) => entries,
            Kept::Shared(shared) => {
                let text = name.text();
                if !shared.is_hidden(&text) {
                    let dict = shared.dict.clone();
                    drop(kept);
                    return dict.set_str(&text, value);
                }
                &mut shared.hidden
            }
        };
        owe(entries.len() / 4);
        let before = match entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => std::mem::replace(known, value),
            None => {
                entries.push((name, value));
                return;
            }
        };
        // Dropping it may run code of the program that asks for attributes.
        drop(kept);
        drop(before);
    }

    /// Takes a name out.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let mut kept = self.0.borrow_mut();
        let entries = match &mut *kept {
            Kept::Few(entries) => entries,
            Kept::Shared(shared) if shared.find(name).is_some() => &mut shared.hidden,
            Kept::Shared(shared) => return shared.dict.remove_str(&name.text()),
        };
        owe(entries.len());
        let at = entries.iter().position(|(known, _)| *known == name)?;
        let (_, value) = entries.remove(at);
        Some(value)
    }

    /// All of them, in order.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        let shared = match &*self.0.borrow() {
            Kept::Few(entries) => {
                owe(entries.len());
                return entries.clone();
            }
            Kept::Shared(shared) => shared.clone(),
        };
        let mut entries = shared.hidden;
        owe(16 * shared.dict.len());
        for (key, value) in shared.dict.items() {
            entries.extend(key.as_str().map(|key| (Symbol::new(key), value)));
        }
        entries
    }

    /// `__dict__`: the dict in which they are kept from now on, but for those whose names are hidden from it.
    pub fn dict(&self, hides: fn(&str) -> bool) -> Rc<Dict> {
        if let Kept::Shared(shared) = &*self.0.borrow() {
            return shared.dict.clone();
        }
        let mut shared = Shared { hidden: Vec::new(), hides, dict: Rc::default() };
        for (name, value) in self.entries() {
            let text = name.text();
            if shared.is_hidden(&text) {
                shared.hidden.push((name, value));
            } else {
                shared.dict.set_str(&text, value);
            }
        }
        let dict = shared.dict.clone();
        let before = self.0.replace(Kept::Shared(Box::new(shared)));
        drop(before);
        dict
    }

    /// Assigns to `__dict__`.
    pub fn set_dict(&self, dict: Rc<Dict>, hides: fn(&str) -> bool) {
        self.dict(hides);
        let before = match &mut *self.0.borrow_mut() {
            Kept::Shared(shared) => Some(std::mem::replace(&mut shared.dict, dict)),
            Kept::Few(_) => None,
        };
        drop(before);
    }

    /// Whether its `__dict__` was asked for.
    pub fn is_shared(&self) -> bool {
        matches!(&*self.0.borrow(), Kept::Shared(_))
    }

    /// Forgets everything.
    pub fn clear(&self) {
        let before = self.0.take();
        drop(before);
    }

    /// The same attributes, taken away from here.
    pub(super) fn take(&self) -> Self {
        Self(RefCell::new(self.0.take()))
    }
}

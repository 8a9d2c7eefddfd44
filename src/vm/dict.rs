//! Dicts: insertion-ordered hash tables whose keys may have an `__eq__` and a `__hash__` of the program's.

use super::machine::Vm;
use super::symbol::Symbol;
use super::value::{Result, Value};

/// A dict.
#[derive(Default)]
pub struct Dict {
    entries: std::cell::RefCell<Vec<Option<(Value, Value)>>>,
}

// The simplest thing that works; a colleague is to replace it by a hash table with the same methods.
impl Dict {
    /// How many items it has.
    pub fn len(&self) -> usize {
        self.entries.borrow().iter().flatten().count()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find(&self, vm: &Vm, key: &Value) -> Result<Option<usize>> {
        let len = self.entries.borrow().len();
        for at in 0..len {
            let known = self.entries.borrow()[at].as_ref().map(|(key, _)| key.clone());
            if let Some(known) = known
                && (known.is(key) || vm.eq(&known, key)?)
            {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// The value of a key.
    ///
    /// # Errors
    ///
    /// TypeError for a key that has no hash; what `__hash__` and `__eq__` of keys raise. So for all methods that take a
    /// `vm`.
    pub fn get(&self, vm: &Vm, key: &Value) -> Result<Option<Value>> {
        vm.hash(key)?;
        Ok(self
            .find(vm, key)?
            .and_then(|at| self.entries.borrow()[at].as_ref().map(|(_, value)| value.clone())))
    }

    /// Sets the value of a key.
    pub fn set(&self, vm: &Vm, key: Value, value: Value) -> Result<()> {
        vm.hash(&key)?;
        match self.find(vm, &key)? {
            Some(at) => self.entries.borrow_mut()[at] = Some((key, value)),
            None => self.entries.borrow_mut().push(Some((key, value))),
        }
        Ok(())
    }

    /// Takes a key out, and gives its value.
    pub fn remove(&self, vm: &Vm, key: &Value) -> Result<Option<Value>> {
        Ok(match self.find(vm, key)? {
            Some(at) => self.entries.borrow_mut()[at].take().map(|(_, value)| value),
            None => None,
        })
    }

    /// The value of a key that is a str: no code of the program runs.
    pub fn get_str(&self, key: &str) -> Option<Value> {
        let entries = self.entries.borrow();
        entries
            .iter()
            .flatten()
            .find(|(known, _)| known.as_str() == Some(key))
            .map(|(_, value)| value.clone())
    }

    /// Sets the value of a key that is a name: no code of the program runs.
    pub fn set_symbol(&self, key: Symbol, value: Value) {
        self.set_str(&key.text(), value);
    }

    /// Sets the value of a key that is a str: no code of the program runs.
    pub fn set_str(&self, key: &str, value: Value) {
        let mut entries = self.entries.borrow_mut();
        match entries.iter_mut().flatten().find(|(known, _)| known.as_str() == Some(key)) {
            Some((_, known)) => *known = value,
            None => entries.push(Some((Value::str(key), value))),
        }
    }

    /// The item at a position or the next one after it, and the position after that; positions are those of insertion,
    /// with gaps where items were removed.
    pub fn at(&self, position: usize) -> Option<(usize, Value, Value)> {
        let entries = self.entries.borrow();
        (position..entries.len())
            .find_map(|at| entries[at].as_ref().map(|(key, value)| (at + 1, key.clone(), value.clone())))
    }

    /// All items, in order.
    pub fn items(&self) -> Vec<(Value, Value)> {
        self.entries.borrow().iter().flatten().cloned().collect()
    }

    /// All keys, in order.
    pub fn keys(&self) -> Vec<Value> {
        self.entries.borrow().iter().flatten().map(|(key, _)| key.clone()).collect()
    }

    /// Takes the last item out.
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let mut entries = self.entries.borrow_mut();
        while let Some(last) = entries.pop() {
            if last.is_some() {
                return last;
            }
        }
        None
    }

    /// Takes everything out.
    pub fn clear(&self) {
        let before = self.entries.take();
        drop(before);
    }

    /// A copy.
    pub fn copy(&self) -> Self {
        let copy = Self::default();
        *copy.entries.borrow_mut() = self.items().into_iter().map(Some).collect();
        copy
    }
}

//! Sets.

use std::cell::RefCell;

use super::machine::Vm;
use super::value::{Result, Value};

/// A set or a frozenset.
pub struct Set {
    items: RefCell<Vec<Value>>,
    /// Whether it is a frozenset.
    pub frozen: bool,
}

// The simplest thing that works; a colleague is to replace it by CPython's table, which gives ints the same order.
impl Set {
    /// An empty one.
    pub fn new(frozen: bool) -> Self {
        Self { items: RefCell::default(), frozen }
    }

    /// How many items it has.
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find(&self, vm: &Vm, item: &Value) -> Result<Option<usize>> {
        vm.hash(item)?;
        for (at, known) in self.items().iter().enumerate() {
            if known.is(item) || vm.eq(known, item)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether an item is in it.
    ///
    /// # Errors
    ///
    /// TypeError for an item that has no hash; what `__hash__` and `__eq__` of items raise. So for all methods that take
    /// a `vm`.
    pub fn has(&self, vm: &Vm, item: &Value) -> Result<bool> {
        Ok(self.find(vm, item)?.is_some())
    }

    /// Adds an item; whether it was not there.
    pub fn add(&self, vm: &Vm, item: Value) -> Result<bool> {
        let new = self.find(vm, &item)?.is_none();
        if new {
            self.items.borrow_mut().push(item);
        }
        Ok(new)
    }

    /// Takes an item out; whether it was there.
    pub fn remove(&self, vm: &Vm, item: &Value) -> Result<bool> {
        let at = self.find(vm, item)?;
        let removed = at.map(|at| self.items.borrow_mut().remove(at));
        Ok(removed.is_some())
    }

    /// The item at a position of the table or the next one after it, and the position after that.
    pub fn at(&self, position: usize) -> Option<(usize, Value)> {
        self.items.borrow().get(position).map(|item| (position + 1, item.clone()))
    }

    /// All items, in the table's order.
    pub fn items(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    /// Takes everything out.
    pub fn clear(&self) {
        let before = self.items.take();
        drop(before);
    }

    /// A copy.
    pub fn copy(&self, frozen: bool) -> Self {
        Self { items: RefCell::new(self.items()), frozen }
    }
}

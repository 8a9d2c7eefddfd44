//! Sets: CPython's own table, so that sets of numbers are gone through in its order.

use std::cell::RefCell;

use crate::vm::machine::{Vm, owe};

use super::dict::{LARGE, hash_key, same_key};
use super::{Result, Value};

/// A set or a frozenset.
pub struct Set {
    table: RefCell<Table>,
    /// Whether it is a frozenset.
    pub frozen: bool,
}

impl Drop for Set {
    fn drop(&mut self) {
        let table = self.table.take();
        if table.used > 0 {
            super::trash::release(table.entries);
        }
    }
}

/// A place in the table. It is free, or was once taken (then its hash is `GONE`), or has an item.
#[derive(Clone, Default)]
struct Entry {
    hash: i64,
    item: Value,
}

/// Hashes are never -1.
const GONE: i64 = -1;
const SMALLEST: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl Entry {
    fn is_free(&self) -> bool {
        !self.item.is_bound() && self.hash != GONE
    }
}

#[derive(Clone, Default)]
struct Table {
    /// A power of two of them; none while the set has always been empty.
    entries: Vec<Entry>,
    /// Places that are not free.
    fill: usize,
    /// Places that have an item.
    used: usize,
    /// Where `pop()` searches first.
    finger: usize,
    /// Changes whenever an item comes or goes.
    version: u32,
}

/// The places where an item of a hash may be, in the order of the search.
struct Places {
    perturb: u64,
    start: usize,
    offset: usize,
    mask: usize,
}

impl Places {
    fn new(hash: i64, mask: usize) -> Self {
        Self { perturb: hash as u64, start: hash as u64 as usize & mask, offset: 0, mask }
    }

    #[inline]
    fn next(&mut self) -> usize {
        let near = if self.start + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 };
        if self.offset > near {
            self.perturb >>= PERTURB_SHIFT;
            let next = (self.start as u64).wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb);
            self.start = next as usize & self.mask;
            self.offset = 0;
        }
        self.offset += 1;
        self.start + self.offset - 1
    }
}

enum Probe {
    Found(usize),
    /// It is not there; this place is free.
    Missing(usize),
    /// The item there has the same hash: whether it is equal only its `__eq__` can tell.
    Ask(usize),
}

impl Table {
    fn mask(&self) -> usize {
        self.entries.len().max(SMALLEST) - 1
    }

    #[inline]
    fn probe(&self, hash: i64, item: &Value, places: &mut Places) -> Probe {
        if self.entries.is_empty() {
            return Probe::Missing(0);
        }
        loop {
            let at = places.next();
            let entry = &self.entries[at];
            if entry.item.is_bound() {
                if entry.hash == hash {
                    match same_key(&entry.item, item) {
                        Some(true) => return Probe::Found(at),
                        Some(false) => {}
                        None => return Probe::Ask(at),
                    }
                }
            } else if entry.hash != GONE {
                return Probe::Missing(at);
            }
        }
    }

    /// Puts an item that is not there into a table without gaps.
    fn insert(&mut self, hash: i64, item: Value) {
        let mut places = Places::new(hash, self.entries.len() - 1);
        let mut at = places.next();
        while !self.entries[at].is_free() {
            at = places.next();
        }
        self.entries[at] = Entry { hash, item };
    }

    /// Makes the table anew, with more places than `least`.
    fn resize(&mut self, least: usize) {
        let mut size = SMALLEST;
        while size <= least {
            size <<= 1;
        }
        if size == self.entries.len() && size == SMALLEST && self.fill == self.used {
            return;
        }
        let places = self.entries.len().max(size);
        // What is found in a large table is far from what was found before.
        owe(places * if places < LARGE { 4 } else { 8 });
        self.version = self.version.wrapping_add(1);
        let before = std::mem::replace(&mut self.entries, vec![Entry::default(); size]);
        self.fill = self.used;
        for entry in before {
            if entry.item.is_bound() {
                self.insert(entry.hash, entry.item);
            }
        }
    }

    fn grow(&mut self) {
        self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
    }

    /// Before as many items are added at once.
    fn reserve(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    fn add_at(&mut self, at: usize, hash: i64, item: Value) {
        if self.entries.is_empty() {
            self.entries.resize(SMALLEST, Entry::default());
            self.insert(hash, item);
        } else {
            self.entries[at] = Entry { hash, item };
        }
        self.version = self.version.wrapping_add(1);
        self.fill += 1;
        self.used += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.grow();
        }
    }

    /// Whether there is no room for one more and another.
    fn grows_next(&self) -> bool {
        (self.fill + 1) * 5 >= self.mask() * 3
    }

    fn take(&mut self, at: usize) -> Value {
        self.version = self.version.wrapping_add(1);
        self.used -= 1;
        self.entries[at].hash = GONE;
        std::mem::take(&mut self.entries[at].item)
    }
}

const ELEMENT: &str = "set element";

impl Set {
    /// An empty one.
    pub fn new(frozen: bool) -> Self {
        Self { table: RefCell::default(), frozen }
    }

    /// How many items it has.
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of an item, or a free one for it.
    #[inline]
    fn find(&self, vm: &Vm, hash: i64, item: &Value) -> Result<std::result::Result<usize, usize>> {
        let table = self.table.borrow();
        match table.probe(hash, item, &mut Places::new(hash, table.mask())) {
            Probe::Found(at) => Ok(Ok(at)),
            Probe::Missing(at) => Ok(Err(at)),
            Probe::Ask(_) => {
                drop(table);
                self.ask(vm, hash, item)
            }
        }
    }

    #[cold]
    fn ask(&self, vm: &Vm, hash: i64, item: &Value) -> Result<std::result::Result<usize, usize>> {
        let mut places = Places::new(hash, self.table.borrow().mask());
        loop {
            let (at, known, version) = {
                let table = self.table.borrow();
                match table.probe(hash, item, &mut places) {
                    Probe::Found(at) => return Ok(Ok(at)),
                    Probe::Missing(at) => return Ok(Err(at)),
                    Probe::Ask(at) => (at, table.entries[at].item.clone(), table.version),
                }
            };
            vm.charge(8)?;
            let equal = vm.eq(&known, item)?;
            let table = self.table.borrow();
            if table.version != version {
                // The program's `__eq__` has changed the set.
                vm.tick()?;
                places = Places::new(hash, table.mask());
            } else if equal {
                return Ok(Ok(at));
            }
        }
    }

    /// Whether an item is in it.
    ///
    /// # Errors
    ///
    /// TypeError for an item that has no hash; what `__hash__` and `__eq__` of items raise. So for all methods that take
    /// a `vm`.
    pub fn has(&self, vm: &Vm, item: &Value) -> Result<bool> {
        let hash = hash_key(vm, item, ELEMENT)?;
        self.has_hashed(vm, hash, item)
    }

    /// Whether an item of a known hash is in it.
    pub(in crate::vm) fn has_hashed(&self, vm: &Vm, hash: i64, item: &Value) -> Result<bool> {
        Ok(self.find(vm, hash, item)?.is_ok())
    }

    /// Adds an item; whether it was not there.
    pub fn add(&self, vm: &Vm, item: Value) -> Result<bool> {
        let hash = hash_key(vm, &item, ELEMENT)?;
        self.add_hashed(vm, hash, item)
    }

    /// Adds an item of a known hash; whether it was not there.
    pub(in crate::vm) fn add_hashed(&self, vm: &Vm, hash: i64, item: Value) -> Result<bool> {
        let Err(at) = self.find(vm, hash, &item)? else { return Ok(false) };
        let mut table = self.table.borrow_mut();
        if table.grows_next() {
            // Into about so many places, which are filled in no order: that takes its time, too.
            let places = (table.used * 2).next_power_of_two();
            vm.charge_bytes(places as u64 * size_of::<Entry>() as u64)?;
            vm.charge(table.used * 8)?;
        }
        table.add_at(at, hash, item);
        Ok(true)
    }

    /// Takes an item out; whether it was there.
    pub fn remove(&self, vm: &Vm, item: &Value) -> Result<bool> {
        let hash = hash_key(vm, item, ELEMENT)?;
        self.remove_hashed(vm, hash, item)
    }

    /// Takes an item of a known hash out; whether it was there.
    pub(in crate::vm) fn remove_hashed(&self, vm: &Vm, hash: i64, item: &Value) -> Result<bool> {
        let Ok(at) = self.find(vm, hash, item)? else { return Ok(false) };
        let item = self.table.borrow_mut().take(at);
        drop(item);
        Ok(true)
    }

    /// Takes any item out: the one that CPython would.
    pub fn pop(&self) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        if table.used == 0 {
            return None;
        }
        let mask = table.mask();
        let mut at = table.finger & mask;
        while !table.entries[at].item.is_bound() {
            at = (at + 1) & mask;
        }
        table.finger = at + 1;
        Some(table.take(at))
    }

    /// The item at a position of the table or the next one after it, and the position after that.
    #[inline]
    pub fn at(&self, position: usize) -> Option<(usize, Value)> {
        self.hashed_at(position).map(|(next, _, item)| (next, item))
    }

    /// The same with its hash.
    pub(in crate::vm) fn hashed_at(&self, position: usize) -> Option<(usize, i64, Value)> {
        let table = self.table.borrow();
        let mut entries = table.entries.get(position..)?.iter().enumerate();
        let (gap, entry) = entries.find(|(_, entry)| entry.item.is_bound())?;
        owe(gap);
        Some((position + gap + 1, entry.hash, entry.item.clone()))
    }

    /// All items, in the table's order.
    pub fn items(&self) -> Vec<Value> {
        let table = self.table.borrow();
        owe(table.entries.len() * 2);
        table.entries.iter().filter(|entry| entry.item.is_bound()).map(|entry| entry.item.clone()).collect()
    }

    /// The hashes of all items.
    pub fn hashes(&self) -> Vec<i64> {
        let table = self.table.borrow();
        owe(table.entries.len() * 2);
        table.entries.iter().filter(|entry| entry.item.is_bound()).map(|entry| entry.hash).collect()
    }

    /// Takes everything out.
    pub fn clear(&self) {
        let mut table = self.table.borrow_mut();
        let version = table.version.wrapping_add(1);
        let before = std::mem::take(&mut *table);
        table.version = version;
        drop(table);
        drop(before);
    }

    /// A copy.
    pub fn copy(&self, frozen: bool) -> Self {
        let copy = Self::new(frozen);
        copy.fill_from(self);
        copy
    }

    /// Takes over the items of another one into this one, which is empty.
    fn fill_from(&self, other: &Self) {
        let (mut table, other) = (self.table.borrow_mut(), other.table.borrow());
        if other.used == 0 {
            return;
        }
        owe(other.entries.len() * 2);
        table.reserve(other.used);
        if table.mask() == other.mask() && other.fill == other.used {
            table.entries.clone_from(&other.entries);
        } else {
            if table.entries.is_empty() {
                table.entries.resize(SMALLEST, Entry::default());
            }
            for entry in other.entries.iter().filter(|entry| entry.item.is_bound()) {
                table.insert(entry.hash, entry.item.clone());
            }
        }
        table.fill = other.used;
        table.used = other.used;
        table.version = table.version.wrapping_add(1);
    }

    /// Adds all items of another set.
    pub(in crate::vm) fn merge(&self, vm: &Vm, other: &Self) -> Result<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        vm.charge(other.len() * 4)?;
        vm.charge_bytes(other.len() as u64 * size_of::<Entry>() as u64 * 2)?;
        if self.table.borrow().fill == 0 {
            self.fill_from(other);
            return Ok(());
        }
        self.table.borrow_mut().reserve(other.len());
        let mut position = 0;
        while let Some((next, hash, item)) = other.hashed_at(position) {
            position = next;
            self.add_hashed(vm, hash, item)?;
        }
        Ok(())
    }

    /// Makes room before as many items are added one by one, as CPython does for a dict's keys.
    pub(in crate::vm) fn reserve(&self, more: usize) {
        self.table.borrow_mut().reserve(more);
    }

    /// After items were taken out one by one: closes the gaps if there are many.
    pub(in crate::vm) fn tidy(&self) {
        let mut table = self.table.borrow_mut();
        if table.fill - table.used > table.mask() / 4 {
            table.grow();
        }
    }

    /// Takes over what is in another one, which nobody else knows.
    pub(in crate::vm) fn become_(&self, other: &Self) {
        let table = other.table.take();
        let before = self.table.replace(table);
        drop(before);
    }
}

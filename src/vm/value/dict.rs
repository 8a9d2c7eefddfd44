//! Dicts: insertion-ordered hash tables whose keys may have an `__eq__` and a `__hash__` of the program's.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::engine::Exception;
use crate::vm::exceptions::{data_of, type_error};
use crate::vm::machine::{Vm, owe};
use crate::vm::operators::hash_str;
use crate::vm::types::exception::TYPE_ERROR;

use super::module::Globals;
use super::symbol::Symbol;
use super::{Result, Value};

/// A dict.
#[derive(Default)]
pub struct Dict {
    table: RefCell<Table>,
}

/// An item. One whose key is unbound was taken out.
struct Entry {
    hash: i64,
    key: Value,
    value: Value,
}

/// The items in the order in which they came, and an index of them by hash.
#[derive(Default)]
struct Table {
    entries: Vec<Entry>,
    /// For every slot 0 if it is free, `GONE` if its item was taken out, else the number of its entry, counted from 1. Its
    /// length is a power of two, or 0 while there are few entries: then these are searched from the front.
    index: Vec<u32>,
    /// Slots of the index that are not free.
    filled: usize,
    /// Entries that were not taken out.
    live: usize,
    /// Before this one there are none but such as were taken out.
    first: usize,
    /// Changes whenever a key comes or goes.
    version: u32,
    /// The module whose variables these are, which is told what changes.
    mirror: Option<Weak<Globals>>,
}

impl Drop for Dict {
    fn drop(&mut self) {
        let table = self.table.take();
        if table.live > 0 {
            super::trash::release(table.entries);
        }
    }
}

const GONE: u32 = u32::MAX;
/// A table with so many entries is more than a processor keeps at hand.
pub(super) const LARGE: usize = 1 << 16;
/// So many entries need no index.
const FEW: usize = 8;

/// What a search in the table comes to.
enum Probe {
    Found(usize),
    Missing,
    /// This one has the same hash: whether it is equal only its `__eq__` can tell.
    Ask(usize),
}

/// Whether two keys of one hash are equal, if that can be told without asking the program.
#[inline]
pub(super) fn same_key(known: &Value, key: &Value) -> Option<bool> {
    match (known, key) {
        (Value::Str(a), Value::Str(b)) => Some(Rc::ptr_eq(a, b) || a.as_str() == b.as_str()),
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        _ => known.is(key).then_some(true),
    }
}

/// `hash(key)`, quickly for what keys mostly are; `what` is what the message of a TypeError says of keys without a hash.
#[inline]
pub(in crate::vm) fn hash_key(vm: &Vm, key: &Value, what: &str) -> Result<i64> {
    match key {
        Value::Str(text) => Ok(hash_str(text.as_str())),
        Value::Int(number) if (0..1 << 60).contains(number) => Ok(*number),
        _ => vm.hash(key).map_err(|error| unhashable(vm, key, error, what)),
    }
}

#[cold]
fn unhashable(vm: &Vm, key: &Value, error: Exception, what: &str) -> Exception {
    let class = data_of(&error).class.borrow().clone();
    if vm.is_stopped() || class.number != TYPE_ERROR.class().number {
        return error;
    }
    match vm.str(&Value::Exception(error)) {
        Ok(text) => type_error(format!(
            "cannot use '{}' as a {what} ({text})",
            crate::vm::class::class_of(key).full_name().trim_start_matches("__main__.")
        )),
        Err(error) => error,
    }
}

impl Table {
    /// Searches on from a place, which is 0 at first.
    #[inline]
    fn probe(&self, hash: i64, key: &Value, from: &mut usize) -> Probe {
        if self.index.is_empty() {
            while let Some(entry) = self.entries.get(*from) {
                *from += 1;
                if entry.hash == hash && entry.key.is_bound() {
                    match same_key(&entry.key, key) {
                        Some(true) => return Probe::Found(*from - 1),
                        Some(false) => {}
                        None => return Probe::Ask(*from - 1),
                    }
                }
            }
            return Probe::Missing;
        }
        let (home, mask) = (self.home(hash), self.index.len() - 1);
        loop {
            let number = self.index[(home + *from) & mask];
            *from += 1;
            if number == 0 {
                return Probe::Missing;
            }
            if number == GONE {
                continue;
            }
            let at = number as usize - 1;
            let entry = &self.entries[at];
            if entry.hash == hash {
                match same_key(&entry.key, key) {
                    Some(true) => return Probe::Found(at),
                    Some(false) => {}
                    None => return Probe::Ask(at),
                }
            }
        }
    }

    /// The slot of the index where the search for a hash begins.
    #[inline]
    fn home(&self, hash: i64) -> usize {
        let bits = self.index.len().trailing_zeros();
        ((hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
    }

    /// A str's entry.
    fn find_str(&self, hash: i64, key: &str) -> Option<usize> {
        let matches = |entry: &Entry| {
            entry.hash == hash
                && match &entry.key {
                    Value::Str(text) => text.as_str() == key,
                    known => known.as_str() == Some(key),
                }
        };
        if self.index.is_empty() {
            return self.entries.iter().position(matches);
        }
        let (home, mask) = (self.home(hash), self.index.len() - 1);
        (0..).map(|from| self.index[(home + from) & mask]).take_while(|number| *number != 0).find_map(
            |number| {
                let at = (number as usize).wrapping_sub(1);
                (number != GONE && matches(&self.entries[at])).then_some(at)
            },
        )
    }

    /// Adds an item whose key is not there.
    fn push(&mut self, hash: i64, key: Value, value: Value) {
        if self.mirror.is_some() {
            self.tell(&key, value.clone());
        }
        self.version = self.version.wrapping_add(1);
        let full = if self.index.is_empty() {
            self.entries.len() >= FEW
        } else {
            (self.filled.max(self.entries.len()) + 1) * 3 > self.index.len() * 2
        };
        if full {
            self.rebuild();
        }
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if !self.index.is_empty() {
            self.enter(self.entries.len() - 1);
        }
    }

    /// Enters an entry into the index.
    fn enter(&mut self, at: usize) {
        let mask = self.index.len() - 1;
        let mut slot = self.home(self.entries[at].hash);
        // A slot whose item was taken out will do, lest keys that come and go fill the index.
        while !matches!(self.index[slot], 0 | GONE) {
            slot = (slot + 1) & mask;
        }
        self.filled += usize::from(self.index[slot] == 0);
        self.index[slot] = at as u32 + 1;
    }

    /// Tells the module whose variables these are that one has another value now, or none.
    #[cold]
    fn tell(&self, key: &Value, value: Value) {
        if let (Some(globals), Some(name)) = (self.mirror.as_ref().and_then(Weak::upgrade), key.as_str()) {
            globals.follow(name, value);
        }
    }

    /// Closes the gaps and makes the index anew, with room for more.
    fn rebuild(&mut self) {
        // What is found in a large table is far from what was found before.
        owe(self.entries.len() * if self.entries.len() < LARGE { 12 } else { 24 });
        self.version = self.version.wrapping_add(1);
        self.entries.retain(|entry| entry.key.is_bound());
        self.first = 0;
        self.filled = 0;
        self.index.clear();
        if self.entries.len() >= FEW {
            self.index.resize((self.entries.len() * 3).next_power_of_two(), 0);
            for at in 0..self.entries.len() {
                self.enter(at);
            }
        }
    }

    /// Takes an item out.
    fn take(&mut self, at: usize) -> (Value, Value) {
        self.version = self.version.wrapping_add(1);
        let hash = self.entries[at].hash;
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut slot = self.home(hash);
            while self.index[slot] != at as u32 + 1 {
                slot = (slot + 1) & mask;
            }
            self.index[slot] = GONE;
        }
        let entry = &mut self.entries[at];
        let item = (std::mem::take(&mut entry.key), std::mem::take(&mut entry.value));
        self.live -= 1;
        if self.mirror.is_some() {
            self.tell(&item.0, Value::Unbound);
        }
        // Taking out the first ones one after the other is quick.
        while self.entries.get(self.first).is_some_and(|entry| !entry.key.is_bound()) {
            self.first += 1;
        }
        item
    }
}

const KEY: &str = "dict key";

impl Dict {
    /// How many items it has.
    pub fn len(&self) -> usize {
        self.table.borrow().live
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry of a key.
    #[inline]
    fn find(&self, vm: &Vm, hash: i64, key: &Value) -> Result<Option<usize>> {
        // Not borrowed any more when the program's `__eq__` is asked.
        let probe = self.table.borrow().probe(hash, key, &mut 0);
        match probe {
            Probe::Found(at) => Ok(Some(at)),
            Probe::Missing => Ok(None),
            Probe::Ask(_) => self.ask(vm, hash, key),
        }
    }

    #[cold]
    fn ask(&self, vm: &Vm, hash: i64, key: &Value) -> Result<Option<usize>> {
        let mut from = 0;
        loop {
            let (at, known, version) = {
                let table = self.table.borrow();
                match table.probe(hash, key, &mut from) {
                    Probe::Found(at) => return Ok(Some(at)),
                    Probe::Missing => return Ok(None),
                    Probe::Ask(at) => (at, table.entries[at].key.clone(), table.version),
                }
            };
            vm.charge(16)?;
            let equal = vm.eq(&known, key)?;
            if self.table.borrow().version != version {
                // The program's `__eq__` has changed the dict.
                vm.tick()?;
                from = 0;
            } else if equal {
                return Ok(Some(at));
            }
        }
    }

    /// The value of a key.
    ///
    /// # Errors
    ///
    /// TypeError for a key that has no hash; what `__hash__` and `__eq__` of keys raise. So for all methods that take a
    /// `vm`.
    #[inline]
    pub fn get(&self, vm: &Vm, key: &Value) -> Result<Option<Value>> {
        let hash = hash_key(vm, key, KEY)?;
        let at = self.find(vm, hash, key)?;
        Ok(at.map(|at| self.table.borrow().entries[at].value.clone()))
    }

    /// Whether there is such a key.
    pub fn has(&self, vm: &Vm, key: &Value) -> Result<bool> {
        let hash = hash_key(vm, key, KEY)?;
        Ok(self.find(vm, hash, key)?.is_some())
    }

    /// Sets the value of a key. A key that is there stays the same object.
    pub fn set(&self, vm: &Vm, key: Value, value: Value) -> Result<()> {
        let hash = hash_key(vm, &key, KEY)?;
        match self.find(vm, hash, &key)? {
            Some(at) => self.replace(at, value),
            None => self.add(vm, hash, key, value)?,
        }
        Ok(())
    }

    fn replace(&self, at: usize, value: Value) {
        let mut table = self.table.borrow_mut();
        if table.mirror.is_some() {
            table.tell(&table.entries[at].key, value.clone());
        }
        let before = std::mem::replace(&mut table.entries[at].value, value);
        drop(table);
        drop(before);
    }

    /// Tells the module whose variables these are what changes from now on.
    pub(super) fn mirror(&self, globals: &Rc<Globals>) {
        self.table.borrow_mut().mirror = Some(Rc::downgrade(globals));
    }

    /// The variables that a module or a text has in it.
    pub(in crate::vm) fn mirrored(&self) -> Option<Rc<Globals>> {
        self.table.borrow().mirror.as_ref()?.upgrade()
    }

    fn add(&self, vm: &Vm, hash: i64, key: Value, value: Value) -> Result<()> {
        let mut table = self.table.borrow_mut();
        if table.entries.len() == table.entries.capacity() {
            vm.charge_bytes(table.entries.len() as u64 * size_of::<Entry>() as u64)?;
        }
        table.push(hash, key, value);
        Ok(())
    }

    /// The value of a key, which is set to this one if it is not there (`setdefault()`).
    pub fn get_or_set(&self, vm: &Vm, key: &Value, value: Value) -> Result {
        let hash = hash_key(vm, key, KEY)?;
        match self.find(vm, hash, key)? {
            Some(at) => Ok(self.table.borrow().entries[at].value.clone()),
            None => {
                self.add(vm, hash, key.clone(), value.clone())?;
                Ok(value)
            }
        }
    }

    /// Takes a key out, and gives its value.
    pub fn remove(&self, vm: &Vm, key: &Value) -> Result<Option<Value>> {
        let hash = hash_key(vm, key, KEY)?;
        let at = self.find(vm, hash, key)?;
        let item = at.map(|at| self.table.borrow_mut().take(at));
        Ok(item.map(|(_, value)| value))
    }

    /// The value of a key that is a str: no code of the program runs.
    pub fn get_str(&self, key: &str) -> Option<Value> {
        let table = self.table.borrow();
        let at = table.find_str(hash_str(key), key)?;
        Some(table.entries[at].value.clone())
    }

    /// Sets the value of a key that is a name: no code of the program runs.
    pub fn set_symbol(&self, key: Symbol, value: Value) {
        self.set_str(&key.text(), value);
    }

    /// Sets the value of a key that is a str: no code of the program runs.
    pub fn set_str(&self, key: &str, value: Value) {
        let hash = hash_str(key);
        let at = self.table.borrow().find_str(hash, key);
        match at {
            Some(at) => self.replace(at, value),
            None => self.table.borrow_mut().push(hash, Value::str(key), value),
        }
    }

    /// Takes a key that is a str out: no code of the program runs.
    pub fn remove_str(&self, key: &str) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        let at = table.find_str(hash_str(key), key)?;
        let (key, value) = table.take(at);
        drop(table);
        drop(key);
        Some(value)
    }

    /// The item at a position or the next one after it, and the position after that; positions are those of insertion,
    /// with gaps where items were removed.
    #[inline]
    pub fn at(&self, position: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        let start = position.max(table.first);
        let (gap, entry) =
            table.entries.get(start..)?.iter().enumerate().find(|(_, entry)| entry.key.is_bound())?;
        Some((start + gap + 1, entry.key.clone(), entry.value.clone()))
    }

    /// The item at a position or the next one before it, and that one's position; `usize::MAX` for the last one.
    pub fn before(&self, position: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        let end = position.min(table.entries.len());
        let at = table.entries[..end].iter().rposition(|entry| entry.key.is_bound())?;
        Some((at, table.entries[at].key.clone(), table.entries[at].value.clone()))
    }

    /// All items, in order.
    pub fn items(&self) -> Vec<(Value, Value)> {
        let table = self.table.borrow();
        owe(table.entries.len() * 4);
        let live = table.entries.iter().filter(|entry| entry.key.is_bound());
        live.map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }

    /// All keys, in order.
    pub fn keys(&self) -> Vec<Value> {
        let table = self.table.borrow();
        owe(table.entries.len() * 2);
        let live = table.entries.iter().filter(|entry| entry.key.is_bound());
        live.map(|entry| entry.key.clone()).collect()
    }

    /// Takes the last item out.
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let mut table = self.table.borrow_mut();
        let at = table.entries.iter().rposition(|entry| entry.key.is_bound())?;
        let item = table.take(at);
        // Only after this do iterators miss what comes in its place, as in CPython. And the next search from the end is short.
        table.entries.truncate(at);
        table.first = table.first.min(at);
        Some(item)
    }

    /// Takes the first item out.
    pub fn pop_first(&self) -> Option<(Value, Value)> {
        let mut table = self.table.borrow_mut();
        let at = table.first;
        (at < table.entries.len()).then(|| table.take(at))
    }

    /// Moves a key to the end, or to the front; whether it is there.
    pub fn move_to_end(&self, vm: &Vm, key: &Value, last: bool) -> Result<bool> {
        let hash = hash_key(vm, key, KEY)?;
        let Some(at) = self.find(vm, hash, key)? else { return Ok(false) };
        let mut table = self.table.borrow_mut();
        let (key, value) = table.take(at);
        if last {
            table.push(hash, key, value);
        } else {
            vm.charge(table.live)?;
            table.entries.insert(0, Entry { hash, key, value });
            table.live += 1;
            table.rebuild();
        }
        Ok(true)
    }

    /// Takes everything out.
    pub fn clear(&self) {
        let mut table = self.table.borrow_mut();
        let version = table.version.wrapping_add(1);
        let before = std::mem::take(&mut *table);
        table.version = version;
        table.mirror = before.mirror.clone();
        if table.mirror.is_some() {
            before.entries.iter().for_each(|entry| table.tell(&entry.key, Value::Unbound));
        }
        drop(table);
        drop(before);
    }

    /// A copy.
    pub fn copy(&self) -> Self {
        let table = self.table.borrow();
        owe(table.entries.len() * 8);
        let live = table.entries.iter().filter(|entry| entry.key.is_bound());
        let entries = live
            .map(|entry| Entry { hash: entry.hash, key: entry.key.clone(), value: entry.value.clone() })
            .collect();
        let mut copy = Table { entries, live: table.live, ..Table::default() };
        copy.rebuild();
        Self { table: RefCell::new(copy) }
    }
}

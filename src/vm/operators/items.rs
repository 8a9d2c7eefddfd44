//! Items, lengths and membership of any values.

use crate::engine::Exception;
use crate::vm::class::{alias, class_of};
use crate::vm::exceptions::{index_error, is, key_error, overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::types::TYPE;
use crate::vm::types::exception::TYPE_ERROR;
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{List, Result, Value};

use super::slices;

/// The place of an index that counts from the end if it is negative.
#[inline]
pub(in crate::vm) fn place(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    (at >= 0 && (at as usize) < len).then_some(at as usize)
}

impl Vm {
    /// The number of an index: an int, or what `__index__` gives. Nothing for other values.
    pub(in crate::vm) fn index(&self, value: &Value) -> Result<Option<Value>> {
        let is_index = match value.plain() {
            Value::Int(_) | Value::Bool(_) | Value::Big(_) => true,
            Value::Instance(_) => self.special(value, "__index__").is_some(),
            _ => false,
        };
        is_index.then(|| self.as_index(value)).transpose()
    }

    /// The index of an item: `what` begins the TypeError's message for anything else.
    fn item_index(&self, key: &Value, what: &str) -> Result<i64> {
        match self.index(key)? {
            Some(Value::Int(index)) => Ok(index),
            Some(_) => Err(index_error("cannot fit 'int' into an index-sized integer")),
            None => Err(type_error(match what {
                "string" => format!("string indices must be integers, not '{}'", key.full_type_name()),
                _ => format!("{what} indices must be integers or slices, not {}", key.full_type_name()),
            })),
        }
    }

    /// `object[key]`
    #[inline]
    pub fn get_item(&self, object: &Value, key: &Value) -> Result {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => {
                let items = list.items.borrow();
                match place(*index, items.len()) {
                    Some(at) => Ok(items[at].clone()),
                    None => Err(index_error("list index out of range")),
                }
            }
            (Value::Dict(dict), _) => match dict.get(self, key)? {
                Some(value) => Ok(value),
                None => Err(key_error(key.clone())),
            },
            (Value::Tuple(items), Value::Int(index)) => match place(*index, items.len()) {
                Some(at) => Ok(items[at].clone()),
                None => Err(index_error("tuple index out of range")),
            },
            _ => self.get_other_item(object, key),
        }
    }

    #[inline(never)]
    fn get_other_item(&self, object: &Value, key: &Value) -> Result {
        match object {
            Value::Class(class) => {
                if class.metaclass.is_some()
                    && let Some(item) = self.call_special(object, "__getitem__", std::slice::from_ref(key))?
                {
                    return Ok(item);
                }
                match self.find_attr(object, Symbol::new("__class_getitem__"))? {
                    Some(method) => self.call(&method, std::slice::from_ref(key)),
                    // `type[C]`; other classes do not get it from their metaclass.
                    None if class.number == TYPE.class().number => Ok(alias::generic_alias(object, key)),
                    None => Err(type_error(format!("type '{}' is not subscriptable", class.name()))),
                }
            }
            Value::Instance(instance) => {
                if let Some(plain) = self.plain_by(instance, "__getitem__") {
                    return self.plain_item(object, plain, key);
                }
                match self.call_special(object, "__getitem__", std::slice::from_ref(key))? {
                    Some(item) => Ok(item),
                    None => Err(self.cannot(object, "is not subscriptable")),
                }
            }
            _ => self.plain_item(object, object, key),
        }
    }

    /// `__getitem__` of the builtin types; `object` is the object whose plain value this is.
    pub(in crate::vm) fn plain_item(&self, object: &Value, plain: &Value, key: &Value) -> Result {
        let what = match plain {
            Value::Dict(dict) => {
                if let Some(value) = dict.get(self, key)? {
                    return Ok(value);
                }
                // Of classes derived from it alone.
                let missing = match object {
                    Value::Instance(_) => {
                        self.call_special(object, "__missing__", std::slice::from_ref(key))?
                    }
                    _ => None,
                };
                return missing.ok_or_else(|| key_error(key.clone()));
            }
            Value::List(_) => "list",
            Value::Tuple(_) => "tuple",
            Value::Str(_) => "string",
            Value::Bytes(_) => "byte",
            Value::Range(_) => "range",
            _ => return Err(self.cannot(object, "is not subscriptable")),
        };
        if let Value::Slice(slice) = key {
            return slices::get(self, plain, slice);
        }
        let index = match key {
            Value::Int(index) => *index,
            _ => self.item_index(key, what)?,
        };
        let found = match plain {
            Value::List(list) => {
                let items = list.items.borrow();
                place(index, items.len()).map(|at| items[at].clone())
            }
            Value::Tuple(items) => place(index, items.len()).map(|at| items[at].clone()),
            Value::Bytes(bytes) => place(index, bytes.len()).map(|at| Value::Int(i64::from(bytes[at]))),
            Value::Range(range) => {
                let len = range.len();
                let at = if index < 0 { i128::from(index) + i128::from(len) } else { i128::from(index) };
                (at >= 0 && at < i128::from(len)).then(|| Value::Int(range.at(at as u64)))
            }
            Value::Str(text) if text.is_ascii() => {
                place(index, text.as_str().len()).map(|at| Value::str(&text.as_str()[at..=at]))
            }
            Value::Str(text) => {
                // Its characters are counted.
                self.charge(text.as_str().len() / 8)?;
                let at = place(index, text.len());
                at.and_then(|at| text.as_str().chars().nth(at)).map(|char| Value::str(char.to_string()))
            }
            _ => None,
        };
        found.ok_or_else(|| {
            index_error(match what {
                "byte" => "index out of range".to_owned(),
                "range" => "range object index out of range".to_owned(),
                _ => format!("{what} index out of range"),
            })
        })
    }

    /// `object[key] = value`
    #[inline]
    pub fn set_item(&self, object: &Value, key: &Value, value: Value) -> Result<()> {
        match (object, key) {
            (Value::Dict(dict), _) => dict.set(self, key.clone(), value),
            (Value::List(list), Value::Int(index)) => set_at(list, *index, value),
            (Value::Instance(instance), _) => {
                if let Some(plain) = self.plain_by(instance, "__setitem__") {
                    return self.set_plain_item(object, plain, key, value);
                }
                match self.call_special(object, "__setitem__", &[key.clone(), value])? {
                    Some(_) => Ok(()),
                    None => Err(self.cannot(object, "does not support item assignment")),
                }
            }
            _ => self.set_plain_item(object, object, key, value),
        }
    }

    /// `__setitem__` of the builtin types.
    pub(in crate::vm) fn set_plain_item(
        &self,
        object: &Value,
        plain: &Value,
        key: &Value,
        value: Value,
    ) -> Result<()> {
        match (plain, key) {
            (Value::Dict(dict), _) => dict.set(self, key.clone(), value),
            (Value::List(list), Value::Slice(slice)) => slices::set(self, list, slice, &value),
            (Value::List(list), _) => set_at(list, self.item_index(key, "list")?, value),
            _ => Err(self.cannot(object, "does not support item assignment")),
        }
    }

    /// `del object[key]`
    pub fn delete_item(&self, object: &Value, key: &Value) -> Result<()> {
        match object {
            Value::Instance(_) => {
                match self.call_special(object, "__delitem__", std::slice::from_ref(key))? {
                    Some(_) => Ok(()),
                    None if self.index(key)?.is_some() => {
                        Err(self.cannot(object, "doesn't support item deletion"))
                    }
                    None => Err(self.cannot(object, "does not support item deletion")),
                }
            }
            _ => self.delete_plain_item(object, object, key),
        }
    }

    /// `__delitem__` of the builtin types.
    pub(in crate::vm) fn delete_plain_item(&self, object: &Value, plain: &Value, key: &Value) -> Result<()> {
        match (plain, key) {
            (Value::Dict(dict), _) => match dict.remove(self, key)? {
                Some(value) => {
                    drop(value);
                    Ok(())
                }
                None => Err(key_error(key.clone())),
            },
            (Value::List(list), Value::Slice(slice)) => slices::delete(self, list, slice),
            (Value::List(list), _) => {
                let index = self.item_index(key, "list")?;
                let mut items = list.items.borrow_mut();
                let Some(at) = place(index, items.len()) else {
                    return Err(index_error("list assignment index out of range"));
                };
                self.charge(items.len() - at)?;
                let item = items.remove(at);
                drop(items);
                drop(item);
                Ok(())
            }
            (Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_), Value::Int(_)) => {
                Err(self.cannot(object, "doesn't support item deletion"))
            }
            _ => Err(self.cannot(object, "does not support item deletion")),
        }
    }

    /// `item in container`
    pub fn contains(&self, container: &Value, item: &Value) -> Result<bool> {
        match container {
            Value::Instance(_) | Value::Class(_) => {
                if let Value::Instance(instance) = container
                    && let Some(plain) = self.plain_by(instance, "__contains__")
                {
                    return self.plain_contains(plain, item);
                }
                match self.special(container, "__contains__") {
                    Some(Value::None) => return Err(self.cannot(container, "is not a container")),
                    Some(_) => {
                        let answer =
                            self.call_special(container, "__contains__", std::slice::from_ref(item))?;
                        return self.truth(&answer.unwrap_or_default());
                    }
                    None => {}
                }
                self.contains_by_iteration(container, item)
            }
            _ => self.plain_contains(container, item),
        }
    }

    fn contains_by_iteration(&self, container: &Value, item: &Value) -> Result<bool> {
        let iterator = match self.iter(container) {
            Err(error) if is(&error, &TYPE_ERROR) && !self.is_stopped() => {
                // What `__iter__` itself raises is not to be taken for this.
                if self.can_iterate(container) {
                    return Err(error);
                }
                let class = class_of(container).name();
                return Err(type_error(format!("argument of type '{class}' is not a container or iterable")));
            }
            iterator => iterator?,
        };
        while let Some(next) = self.next(&iterator)? {
            self.tick()?;
            if next.is(item) || self.eq(&next, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `__contains__` of the builtin types.
    pub(in crate::vm) fn plain_contains(&self, plain: &Value, item: &Value) -> Result<bool> {
        match plain {
            Value::Dict(dict) => dict.has(self, item),
            Value::Set(set) => self.set_has(set, item),
            Value::List(list) => Ok(self.position(list, item, 0, usize::MAX)?.is_some()),
            Value::Tuple(items) => {
                for known in items.iter() {
                    if known.is(item) || self.eq(known, item)? {
                        return Ok(true);
                    }
                }
                self.charge(items.len())?;
                Ok(false)
            }
            Value::Str(text) => match item.as_str() {
                Some(part) => {
                    self.charge(text.as_str().len() / 8)?;
                    Ok(text.as_str().contains(part))
                }
                None => Err(type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    item.type_name()
                ))),
            },
            Value::Bytes(bytes) => match item.plain() {
                Value::Bytes(part) => {
                    self.charge(bytes.len())?;
                    Ok(part.is_empty() || bytes.windows(part.len()).any(|window| *window == ***part))
                }
                Value::Int(byte) => match u8::try_from(*byte) {
                    Ok(byte) => Ok(bytes.contains(&byte)),
                    Err(_) => Err(value_error("byte must be in range(0, 256)")),
                },
                _ => Err(type_error(format!("a bytes-like object is required, not '{}'", item.type_name()))),
            },
            Value::Range(range) => match item {
                Value::Int(number) => Ok(range.position(*number).is_some()),
                Value::Bool(number) => Ok(range.position(i64::from(*number)).is_some()),
                Value::Big(_) => Ok(false),
                _ => self.contains_by_iteration(plain, item),
            },
            _ => self.contains_by_iteration(plain, item),
        }
    }

    /// Whether an item is in a set: for another set, whether one like it is.
    pub(super) fn set_has(&self, set: &Set, item: &Value) -> Result<bool> {
        match item.plain() {
            Value::Set(inner) if !inner.frozen => {
                set.has(self, &Value::Set(std::rc::Rc::new(inner.copy(true))))
            }
            _ => set.has(self, item),
        }
    }

    /// Where in a part of a list an item is.
    pub(in crate::vm) fn position(
        &self,
        list: &List,
        item: &Value,
        start: usize,
        end: usize,
    ) -> Result<Option<usize>> {
        let mut at = start;
        // The list may change while the program's `__eq__` runs.
        let found = loop {
            let known = list.items.borrow().get(at).filter(|_| at < end).cloned();
            let Some(known) = known else { break None };
            if known.is(item) || self.eq(&known, item)? {
                break Some(at);
            }
            at += 1;
            if at.is_multiple_of(1024) {
                self.charge(16384)?;
            }
        };
        self.charge((at - start) % 1024 * 16)?;
        Ok(found)
    }

    /// `len(value)`
    pub fn len(&self, value: &Value) -> Result<usize> {
        match value {
            Value::List(list) => Ok(list.items.borrow().len()),
            Value::Tuple(items) => Ok(items.len()),
            Value::Str(text) => {
                if !text.is_ascii() {
                    self.charge(text.as_str().len() / 128)?;
                }
                Ok(text.len())
            }
            Value::Bytes(bytes) => Ok(bytes.len()),
            Value::Dict(dict) => Ok(dict.len()),
            Value::Set(set) => Ok(set.len()),
            Value::Range(range) => match range.len() {
                len if len <= i64::MAX as u64 && range.end().is_ok() => Ok(len as usize),
                _ => Err(overflow_error("Python int too large to convert to C ssize_t")),
            },
            Value::Instance(_) | Value::Class(_) | Value::Iterator(_) => {
                match self.call_special(value, "__len__", &[])? {
                    Some(Value::Int(len)) => {
                        usize::try_from(len).map_err(|_| value_error("__len__() should return >= 0"))
                    }
                    Some(other) => {
                        let len = self.index_i64(&other)?;
                        usize::try_from(len).map_err(|_| value_error("__len__() should return >= 0"))
                    }
                    None => Err(self.no_len(value)),
                }
            }
            _ => Err(self.no_len(value)),
        }
    }

    fn no_len(&self, value: &Value) -> Exception {
        type_error(format!("object of type '{}' has no len()", value.type_name()))
    }
}

fn set_at(list: &List, index: i64, value: Value) -> Result<()> {
    let mut items = list.items.borrow_mut();
    let Some(at) = place(index, items.len()) else {
        return Err(index_error("list assignment index out of range"));
    };
    let before = std::mem::replace(&mut items[at], value);
    drop(items);
    drop(before);
    Ok(())
}

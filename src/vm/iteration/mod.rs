//! Iterating over any values, with `async` too, and unpacking them.

pub mod async_generator;
pub mod generator;
pub mod iterator;

use crate::vm::builtins::REVERSED;
use crate::vm::coroutine::Resume;
use crate::vm::exceptions::{is, type_error, value_error};
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::types::exception::{INDEX_ERROR, STOP_ITERATION, TYPE_ERROR};
use crate::vm::value::{Result, Value};

use generator::Yielded;
use iterator::{DictPart, Iter, IterState};

/// An iterable whose length is not known is collected in steps of so many values between two looks at the budget.
const STEP: usize = 1024;

impl Vm {
    /// `iter(value)`
    pub fn iter(&self, value: &Value) -> Result {
        Ok(match value {
            Value::Iterator(_) | Value::Generator(_) => value.clone(),
            Value::Instance(instance) => match self.plain_by(instance, "__iter__").and_then(plain_iter) {
                Some(state) => Iter::new(state),
                None => return self.iter_object(value),
            },
            _ => match plain_iter(value) {
                Some(state) => Iter::new(state),
                None => return self.iter_object(value),
            },
        })
    }

    #[inline(never)]
    fn iter_object(&self, value: &Value) -> Result {
        match self.special(value, "__iter__") {
            Some(Value::None) => {}
            Some(_) => {
                let iterator = self.call_special(value, "__iter__", &[])?.unwrap_or_default();
                if self.is_iterator(&iterator) {
                    return Ok(iterator);
                }
                let class = iterator.type_name();
                return Err(type_error(format!("iter() returned non-iterator of type '{class}'")));
            }
            // A class is no sequence because its instances are.
            None if self.special(value, "__getitem__").is_some() => {
                let (value, mut at) = (value.clone(), 0);
                return Ok(Iter::native(move |vm| {
                    at += 1;
                    match vm.get_item(&value, &Value::Int(at - 1)) {
                        Ok(item) => Ok(Some(item)),
                        Err(error)
                            if !vm.is_stopped()
                                && (is(&error, &INDEX_ERROR) || is(&error, &STOP_ITERATION)) =>
                        {
                            Ok(None)
                        }
                        Err(error) => Err(error),
                    }
                }));
            }
            None => {}
        }
        Err(self.cannot(value, "is not iterable"))
    }

    /// Whether `iter(value)` has a way to make an iterator.
    pub fn can_iterate(&self, value: &Value) -> bool {
        match value {
            Value::Iterator(_) | Value::Generator(_) => true,
            Value::Instance(_) | Value::Class(_) => match self.special(value, "__iter__") {
                Some(method) => !method.is_none(),
                None => self.special(value, "__getitem__").is_some(),
            },
            _ => plain_iter(value).is_some() || self.special(value, "__iter__").is_some(),
        }
    }

    /// Whether it has a `__next__`.
    fn is_iterator(&self, value: &Value) -> bool {
        matches!(value, Value::Iterator(_) | Value::Generator(_)) || self.special(value, "__next__").is_some()
    }

    /// The next value of an iterator (`__next__()`); nothing at its end. For generators see
    /// [`resume_generator`](Vm::resume_generator).
    #[inline]
    pub fn next(&self, iterator: &Value) -> Result<Option<Value>> {
        match iterator {
            Value::Iterator(iterator) => iterator.next(self),
            Value::Generator(generator) => {
                match self.resume_generator(generator, Resume::Send(Value::None))? {
                    Yielded::Value(value) => Ok(Some(value)),
                    Yielded::Returned(_) => Ok(None),
                }
            }
            _ => match self.call_special(iterator, "__next__", &[]) {
                Ok(None) => Err(self.cannot(iterator, "is not an iterator")),
                Err(error) if !self.is_stopped() && is(&error, &STOP_ITERATION) => Ok(None),
                next => next,
            },
        }
    }

    /// All values of an iterable (`list(value)`). Fails with the memory limit before an endless one fills the memory.
    pub fn collect(&self, iterable: &Value) -> Result<Vec<Value>> {
        let known = match iterable {
            Value::List(list) => Some(list.items.borrow().clone()),
            Value::Tuple(items) => Some(items.to_vec()),
            Value::Dict(dict) => Some(dict.keys()),
            Value::Set(set) => Some(set.items()),
            _ => None,
        };
        if let Some(items) = known {
            self.charge(items.len())?;
            self.charge_bytes(items.len() as u64 * size_of::<Value>() as u64)?;
            return Ok(items);
        }
        if let Value::Range(range) = iterable {
            let len = range.len();
            self.charge_bytes(len.saturating_mul(size_of::<Value>() as u64))?;
            self.charge(len as usize)?;
            return Ok((0..len).map(|at| Value::Int(range.at(at))).collect());
        }
        let mut items = Vec::new();
        self.for_each(iterable, |_, item| {
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    /// Does something with every value of an iterable, which may be endless.
    ///
    /// # Errors
    ///
    /// What it or the iterable raises, or the limit that it comes to.
    pub fn for_each(&self, iterable: &Value, action: impl FnMut(&Self, Value) -> Result<()>) -> Result<()> {
        self.for_rest(&self.iter(iterable)?, action)
    }

    /// As [`Self::for_each`], for values that go into a list: an object of the program's is asked how many they are, as
    /// CPython does, since it may tell of that.
    ///
    /// # Errors
    ///
    /// As [`Self::for_each`], and what `__len__` and `__length_hint__` raise.
    pub fn for_each_of_list(
        &self,
        iterable: &Value,
        action: impl FnMut(&Self, Value) -> Result<()>,
    ) -> Result<()> {
        let iterator = self.iter(iterable)?;
        if matches!(iterable, Value::Instance(instance) if !instance.class.borrow().is_native()) {
            self.ask_for_length(iterable)?;
        }
        self.for_rest(&iterator, action)
    }

    /// The values for a list.
    ///
    /// # Errors
    ///
    /// As [`Self::for_each_of_list`].
    pub fn collect_for_list(&self, iterable: &Value) -> Result<Vec<Value>> {
        if !matches!(iterable, Value::Instance(_)) {
            return self.collect(iterable);
        }
        let mut items = Vec::new();
        self.for_each_of_list(iterable, |_, item| {
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    #[inline(never)]
    fn ask_for_length(&self, iterable: &Value) -> Result<()> {
        let answer = match self.special(iterable, "__len__") {
            Some(_) => self.len(iterable).map(drop),
            None => self.call_special(iterable, "__length_hint__", &[]).map(drop),
        };
        match answer {
            Err(error) if self.is_stopped() || !is(&error, &TYPE_ERROR) => Err(error),
            _ => Ok(()),
        }
    }

    fn for_rest(&self, iterator: &Value, mut action: impl FnMut(&Self, Value) -> Result<()>) -> Result<()> {
        let mut count = 0_usize;
        while let Some(item) = self.next(iterator)? {
            count += 1;
            if count.is_multiple_of(STEP) {
                // As if a loop in Python did it.
                self.charge(STEP * 8)?;
                self.charge_bytes((STEP * size_of::<Value>()) as u64)?;
            }
            action(self, item)?;
        }
        Ok(())
    }

    /// The values for `n` targets (`a, b = value`).
    ///
    /// # Errors
    ///
    /// TypeError if it cannot be iterated over, ValueError if there are not as many.
    pub fn unpack(&self, value: &Value, n: usize) -> Result<Vec<Value>> {
        let (items, known) = match value {
            Value::Tuple(items) => (items.to_vec(), true),
            Value::List(list) => (list.items.borrow().clone(), true),
            Value::Dict(dict) => (dict.keys(), true),
            _ => {
                let iterator = self.iter_to_unpack(value)?;
                let mut items = Vec::with_capacity(n);
                while items.len() <= n {
                    match self.next(&iterator)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                (items, false)
            }
        };
        let got = items.len();
        if got < n {
            let text = format!("not enough values to unpack (expected {n}, got {got})");
            return Err(value_error(text));
        }
        if got > n {
            let got = if known { format!(", got {got}") } else { String::new() };
            return Err(value_error(format!("too many values to unpack (expected {n}{got})")));
        }
        Ok(items)
    }

    /// The values for targets around one with a star (`a, *b, c = value`); that one's is a list.
    ///
    /// # Errors
    ///
    /// TypeError if it cannot be iterated over, ValueError if there are too few.
    #[inline(never)]
    pub fn unpack_star(&self, value: &Value, before: usize, after: usize) -> Result<Vec<Value>> {
        let mut items = match value {
            Value::Tuple(_) | Value::List(_) => self.collect(value)?,
            _ => self.collect(&self.iter_to_unpack(value)?)?,
        };
        if items.len() < before + after {
            let (least, got) = (before + after, items.len());
            let text = format!("not enough values to unpack (expected at least {least}, got {got})");
            return Err(value_error(text));
        }
        let last = items.split_off(items.len() - after);
        let star = items.split_off(before);
        items.push(Value::list(star));
        items.extend(last);
        Ok(items)
    }

    fn iter_to_unpack(&self, value: &Value) -> Result {
        if self.can_iterate(value) {
            return self.iter(value);
        }
        Err(type_error(format!("cannot unpack non-iterable {} object", value.type_name())))
    }

    /// `reversed(value)`
    ///
    /// # Errors
    ///
    /// TypeError if it is no sequence.
    pub fn reversed(&self, value: &Value) -> Result {
        if let Some(method) = self.special(value, "__reversed__") {
            if !method.is_none() {
                return Ok(self.call_special(value, "__reversed__", &[])?.unwrap_or_default());
            }
        } else {
            let is_sequence = match value.plain() {
                Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => true,
                Value::Instance(_) => {
                    self.special(value, "__getitem__").is_some() && self.special(value, "__len__").is_some()
                }
                _ => false,
            };
            if is_sequence {
                let (value, mut at) = (value.clone(), self.len(value)? as i64);
                return Ok(Iter::of(&REVERSED, move |vm| {
                    at -= 1;
                    if at < 0 {
                        return Ok(None);
                    }
                    match vm.get_item(&value, &Value::Int(at)) {
                        Err(error) if !vm.is_stopped() && is(&error, &INDEX_ERROR) => Ok(None),
                        item => item.map(Some),
                    }
                }));
            }
        }
        Err(self.cannot(value, "is not reversible"))
    }

    /// `aiter(iterable)`
    pub fn async_iter(&self, iterable: &Value) -> Result {
        if let Value::AsyncGenerator(_) = iterable {
            return Ok(iterable.clone());
        }
        let Some(iterator) = self.call_special(iterable, "__aiter__", &[])? else {
            return Err(type_error(format!(
                "'async for' requires an object with __aiter__ method, got {}",
                iterable.type_name()
            )));
        };
        if self.special(&iterator, "__anext__").is_none() {
            return Err(type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                iterator.type_name()
            )));
        }
        Ok(iterator)
    }

    /// What `__anext__()` returns.
    pub fn async_next(&self, iterator: &Value) -> Result {
        let next = self.call_special(iterator, "__anext__", &[])?;
        next.ok_or_else(|| {
            type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                iterator.type_name()
            ))
        })
    }

    /// What a `for` loop gets next from the iterator on top of the stack.
    pub(super) fn next_of_for(&self, execution: &Execution) -> Result<Option<Value>> {
        let iterator = execution.peek(1).clone();
        let Value::Generator(generator) = &iterator else { return self.next(&iterator) };
        match self.resume_generator(generator, Resume::Send(Value::None))? {
            Yielded::Value(value) => Ok(Some(value)),
            Yielded::Returned(_) => Ok(None),
        }
    }
}

/// Where an iterator over a value of a builtin type begins.
pub(super) fn plain_iter(value: &Value) -> Option<IterState> {
    Some(match value {
        Value::List(list) => IterState::List(list.clone(), 0),
        Value::Tuple(items) => IterState::Tuple(items.clone(), 0),
        Value::Range(range) => IterState::Range(**range, 0),
        Value::Str(text) => IterState::Str(text.clone(), 0),
        Value::Dict(dict) => IterState::over_dict(dict, DictPart::Keys),
        Value::Set(set) => IterState::Set(set.clone(), 0, set.len()),
        Value::Bytes(bytes) => {
            let (bytes, mut at) = (bytes.clone(), 0);
            IterState::Native(Box::new(move |_| {
                at += 1;
                Ok(bytes.get(at - 1).map(|byte| Value::Int(i64::from(*byte))))
            }))
        }
        _ => return None,
    })
}

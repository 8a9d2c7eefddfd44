//! Iterators of builtin types.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::class::Class;
use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{is, runtime_error};
use crate::vm::machine::Vm;
use crate::vm::native::NativeType;
use crate::vm::types;
use crate::vm::types::exception::STOP_ITERATION;
use crate::vm::value::dict::Dict;
use crate::vm::value::set::Set;
use crate::vm::value::{Items, List, Range, Result, Text, Value, trash};

/// An iterator that is no generator.
pub struct Iter {
    /// Where it stands.
    pub state: RefCell<IterState>,
    /// Its class, if that is not a plain `iterator`.
    class: Option<&'static NativeType>,
}

/// Where an iterator stands.
pub enum IterState {
    /// Over a list: it sees what is appended meanwhile.
    List(Rc<List>, usize),
    /// Over a tuple.
    Tuple(Rc<Items>, usize),
    /// Over a range.
    Range(Range, u64),
    /// Over the characters of a str; the position is in bytes.
    Str(Rc<Text>, usize),
    /// Over a dict: the position among its entries, what to give, how many items it had (RuntimeError if that changes), and how
    /// many of them are to come (RuntimeError if there are more). `dictiter_iternextkey()` in CPython's `Objects/dictobject.c`.
    Dict(Rc<Dict>, usize, DictPart, usize, usize),
    /// Over a set: the position in its table, and how many items it had.
    Set(Rc<Set>, usize, usize),
    /// `itertools.count()`: the next number, and the step.
    Count(Value, Value),
    /// `itertools.repeat()`: the value, and how often it is still to be given if that is limited.
    Repeat(Value, Option<i64>),
    /// Anything else: what gives the next value.
    Native(Box<NextFn>),
    /// At its end, or being asked for the next value right now.
    Done,
}

impl IterState {
    /// Over a dict, from its beginning.
    pub fn over_dict(dict: &Rc<Dict>, part: DictPart) -> Self {
        IterState::Dict(dict.clone(), 0, part, dict.len(), dict.len())
    }
}

/// What gives the next value of an iterator; nothing at its end.
type NextFn = dyn FnMut(&Vm) -> Result<Option<Value>>;

/// What of a dict an iterator gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DictPart {
    /// Its keys.
    Keys,
    /// Its values.
    Values,
    /// Its keys and values, as tuples.
    Items,
}

impl Drop for Iter {
    fn drop(&mut self) {
        trash::release(self.state.replace(IterState::Done));
    }
}

impl Iter {
    /// An iterator in a state.
    #[expect(clippy::new_ret_no_self, reason = "whoever makes an iterator wants the value")]
    pub fn new(state: IterState) -> Value {
        Value::Iterator(Rc::new(Self { state: RefCell::new(state), class: None }))
    }

    /// An iterator that asks a closure.
    pub fn native(next: impl FnMut(&Vm) -> Result<Option<Value>> + 'static) -> Value {
        Self::new(IterState::Native(Box::new(next)))
    }

    /// An iterator of a class of the library's (`itertools.chain`, `enumerate`) that asks a closure.
    pub fn of(class: &'static NativeType, next: impl FnMut(&Vm) -> Result<Option<Value>> + 'static) -> Value {
        Self::standing(class, IterState::Native(Box::new(next)))
    }

    /// An iterator of a class of the library's, in a state.
    pub fn standing(class: &'static NativeType, state: IterState) -> Value {
        Value::Iterator(Rc::new(Self { state: RefCell::new(state), class: Some(class) }))
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        use types::iterator as classes;
        let class = self.class.unwrap_or_else(|| match &*self.state.borrow() {
            IterState::List(..) => &classes::LIST_ITERATOR,
            IterState::Tuple(..) => &classes::TUPLE_ITERATOR,
            IterState::Range(..) => &classes::RANGE_ITERATOR,
            IterState::Str(text, _) if text.is_ascii() => &classes::STR_ASCII_ITERATOR,
            IterState::Str(..) => &classes::STR_ITERATOR,
            IterState::Dict(_, _, DictPart::Keys, ..) => &classes::DICT_KEY_ITERATOR,
            IterState::Dict(_, _, DictPart::Values, ..) => &classes::DICT_VALUE_ITERATOR,
            IterState::Dict(_, _, DictPart::Items, ..) => &classes::DICT_ITEM_ITERATOR,
            IterState::Set(..) => &classes::SET_ITERATOR,
            IterState::Count(..) | IterState::Repeat(..) | IterState::Native(_) | IterState::Done => {
                &classes::ITERATOR
            }
        });
        class.class()
    }

    /// The next value; nothing at the end.
    ///
    /// # Errors
    ///
    /// RuntimeError for a dict or set that has changed its size, and what the program's code raises.
    pub fn next(&self, vm: &Vm) -> Result<Option<Value>> {
        let mut state = self.state.borrow_mut();
        let next = match &mut *state {
            IterState::List(list, at) => {
                let item = list.items.borrow().get(*at).cloned();
                *at += 1;
                item
            }
            IterState::Tuple(items, at) => {
                let item = items.get(*at).cloned();
                *at += 1;
                item
            }
            IterState::Range(range, at) => {
                let number = (*at < range.len()).then(|| Value::Int(range.at(*at)));
                *at += 1;
                number
            }
            IterState::Str(text, at) => {
                let char = text.as_str()[*at..].chars().next();
                char.map(|char| {
                    *at += char.len_utf8();
                    Value::str(&*char.encode_utf8(&mut [0; 4]))
                })
            }
            IterState::Dict(dict, position, part, len, left) => {
                if dict.len() != *len {
                    // It stays so.
                    *len = usize::MAX;
                    return Err(runtime_error("dictionary changed size during iteration"));
                }
                match (dict.at(*position), left.checked_sub(1)) {
                    (None, _) => None,
                    (Some((next, key, value)), Some(after)) => {
                        (*position, *left) = (next, after);
                        Some(part.of(key, value))
                    }
                    (Some(_), None) => {
                        let before = std::mem::replace(&mut *state, IterState::Done);
                        drop(state);
                        drop(before);
                        return Err(runtime_error("dictionary keys changed during iteration"));
                    }
                }
            }
            IterState::Set(set, position, len) => {
                if set.len() != *len {
                    *len = usize::MAX;
                    return Err(runtime_error("Set changed size during iteration"));
                }
                set.at(*position).map(|(next, item)| {
                    *position = next;
                    item
                })
            }
            IterState::Count(number, step) => {
                let now = number.clone();
                if let (Value::Int(number), Value::Int(step)) = (&mut *number, &*step)
                    && let Some(next) = number.checked_add(*step)
                {
                    *number = next;
                    return Ok(Some(now));
                }
                let step = step.clone();
                drop(state);
                let after = vm.binary(BinaryOp::Add, &now, &step)?;
                let before = self.state.replace(IterState::Count(after, step));
                drop(before);
                return Ok(Some(now));
            }
            IterState::Repeat(value, left) => match left {
                Some(..=0) => None,
                Some(left) => {
                    *left -= 1;
                    Some(value.clone())
                }
                None => Some(value.clone()),
            },
            IterState::Native(_) => {
                let taken = std::mem::replace(&mut *state, IterState::Done);
                drop(state);
                return self.ask(vm, taken);
            }
            IterState::Done => return Ok(None),
        };
        if next.is_none() {
            let before = std::mem::replace(&mut *state, IterState::Done);
            drop(state);
            drop(before);
        }
        Ok(next)
    }

    fn ask(&self, vm: &Vm, mut taken: IterState) -> Result<Option<Value>> {
        let IterState::Native(next) = &mut taken else { return Ok(None) };
        // Iterators may be nested, and who asks counts only what it gets.
        vm.charge(6)?;
        let next = vm.nest(|| next(vm));
        if !matches!(next, Ok(None)) {
            let before = self.state.replace(taken);
            drop(before);
        }
        match next {
            // Whoever asks for a value takes it for the end (`map(next, iterators)`).
            Err(error) if !vm.is_stopped() && is(&error, &STOP_ITERATION) => Ok(None),
            next => next,
        }
    }

    /// How many values are to come, where that is known.
    pub fn remaining(&self) -> Option<usize> {
        Some(match &*self.state.borrow() {
            IterState::List(list, at) => list.items.borrow().len().saturating_sub(*at),
            IterState::Tuple(items, at) => items.len().saturating_sub(*at),
            IterState::Range(range, at) => range.len().saturating_sub(*at) as usize,
            IterState::Str(text, at) => text.as_str()[*at..].chars().count(),
            IterState::Dict(dict, _, _, len, left) => {
                if dict.len() == *len {
                    *left
                } else {
                    0
                }
            }
            IterState::Set(set, position, _) => {
                let mut at = *position;
                std::iter::from_fn(|| set.at(at).map(|(next, ..)| at = next)).count()
            }
            IterState::Done => 0,
            IterState::Repeat(_, Some(left)) => *left as usize,
            IterState::Count(..) | IterState::Repeat(_, None) | IterState::Native(_) => return None,
        })
    }
}

impl DictPart {
    /// What it is of an item.
    #[inline]
    pub(in crate::vm) fn of(self, key: Value, value: Value) -> Value {
        match self {
            Self::Keys => key,
            Self::Values => value,
            Self::Items => Value::tuple([key, value]),
        }
    }
}

/// The next value of the iterators that are used most, without any code of the program; nothing for others.
#[inline]
pub(in crate::vm) fn quick_next(state: &mut IterState) -> Option<Option<Value>> {
    match state {
        IterState::Range(range, at) => {
            let next = (*at < range.len()).then(|| Value::Int(range.at(*at)));
            *at += 1;
            Some(next)
        }
        IterState::List(list, at) => {
            let next = list.items.borrow().get(*at).cloned();
            *at += 1;
            match next {
                Some(value) => Some(Some(value)),
                // It stays at its end even if the list grows.
                None => {
                    let before = std::mem::replace(state, IterState::Done);
                    drop(before);
                    Some(None)
                }
            }
        }
        IterState::Tuple(items, at) => {
            let next = items.get(*at).cloned();
            *at += 1;
            Some(next)
        }
        _ => None,
    }
}

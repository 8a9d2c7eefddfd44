//! Iterators of builtin types.

use std::cell::RefCell;
use std::rc::Rc;

use super::class::Class;
use super::dict::Dict;
use super::machine::Vm;
use super::native::NativeType;
use super::set::Set;
use super::types;
use super::value::{List, Range, Result, Text, Value};

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
    Tuple(Rc<Box<[Value]>>, usize),
    /// Over a range.
    Range(Range, u64),
    /// Over the characters of a str; the position is in bytes.
    Str(Rc<Text>, usize),
    /// Over a dict: the position among its entries, what to give, and how many items it had (RuntimeError if that changes).
    Dict(Rc<Dict>, usize, DictPart, usize),
    /// Over a set: the position in its table, and how many items it had.
    Set(Rc<Set>, usize, usize),
    /// Anything else: what gives the next value.
    Native(Box<NextFn>),
    /// At its end, or being asked for the next value right now.
    Done,
}

/// What gives the next value of an iterator; nothing at its end.
pub type NextFn = dyn FnMut(&Vm) -> Result<Option<Value>>;

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

impl Iter {
    /// An iterator in a state.
    pub fn new(state: IterState) -> Value {
        Value::Iterator(Rc::new(Self { state: RefCell::new(state), class: None }))
    }

    /// An iterator that asks a closure.
    pub fn native(next: impl FnMut(&Vm) -> Result<Option<Value>> + 'static) -> Value {
        Self::new(IterState::Native(Box::new(next)))
    }

    /// An iterator of a class of the library's (`itertools.chain`, `enumerate`) that asks a closure.
    pub fn of(class: &'static NativeType, next: impl FnMut(&Vm) -> Result<Option<Value>> + 'static) -> Value {
        let state = RefCell::new(IterState::Native(Box::new(next)));
        Value::Iterator(Rc::new(Self { state, class: Some(class) }))
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        self.class.unwrap_or(&types::ITERATOR).class()
    }
}

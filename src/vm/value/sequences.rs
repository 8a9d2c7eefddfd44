//! What strs, lists, tuples, ranges and slices consist of.

use std::cell::RefCell;
use std::ops::Deref;

use super::{Value, trash};

/// The text of a str.
pub struct Text {
    text: Box<str>,
    /// Whether every character is one byte long.
    ascii: bool,
}

impl Text {
    pub(super) fn new(text: Box<str>) -> Self {
        let ascii = text.is_ascii();
        Self { text, ascii }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether every character is one byte long, so that indices of characters are indices of bytes.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// How many characters (code points) it has: `len()`.
    pub fn len(&self) -> usize {
        if self.ascii { self.text.len() } else { self.text.chars().count() }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A list's items. Never borrow them while code of the program may run (`__eq__`, `__repr__`, a callback): clone first, or go
/// by index and borrow anew for every item.
#[derive(Default)]
pub struct List {
    /// The items.
    pub items: RefCell<Vec<Value>>,
}

impl Drop for List {
    fn drop(&mut self) {
        let items = self.items.take();
        if !items.is_empty() {
            trash::release(Backwards(items));
        }
    }
}

/// Items that are dropped as CPython drops a list's: the last one first.
struct Backwards(Vec<Value>);

impl Drop for Backwards {
    fn drop(&mut self) {
        while let Some(item) = self.0.pop() {
            drop(item);
        }
    }
}

/// The items of a tuple.
pub struct Items(pub(super) Box<[Value]>);

impl Deref for Items {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        // Most tuples hold nothing that could be nested.
        let nests =
            |item: &Value| !matches!(item, Value::Int(_) | Value::Str(_) | Value::None | Value::Float(_));
        if self.0.iter().any(nests) {
            trash::release(Backwards(std::mem::take(&mut self.0).into_vec()));
        }
    }
}

/// `range(start, stop, step)`, of ints that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first number.
    pub start: i64,
    /// The end, which is not among the numbers; the last or first number of 64 bits stands for whatever lies beyond
    /// (`Range::end`).
    pub stop: i64,
    /// The step; never 0.
    pub step: i64,
}

impl Range {
    /// How many numbers there are.
    pub fn len(&self) -> u64 {
        let (low, high) = if self.step > 0 { (self.start, self.stop) } else { (self.stop, self.start) };
        if low >= high {
            return 0;
        }
        (high as i128 - low as i128 - 1) as u64 / self.step.unsigned_abs() + 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at an index below [`len`](Self::len).
    pub fn at(&self, index: u64) -> i64 {
        (self.start as i128 + index as i128 * self.step as i128) as i64
    }
}

/// A slice object; its parts may be anything.
pub struct Slice {
    /// The first index, or None.
    pub start: Value,
    /// The end, or None.
    pub stop: Value,
    /// The step, or None.
    pub step: Value,
}

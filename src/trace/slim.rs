//! Numbers that may be missing, in four bytes.

use std::marker::PhantomData;
use std::num::NonZeroU32;

use serde::{Serialize, Serializer};

use super::subjects::{EventIndex, FutureId, Origin};

/// An `Option` of a number in half of its size. The largest number there is counts as none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slim<T> {
    next: Option<NonZeroU32>,
    of: PhantomData<T>,
}

/// What is a number with a name.
pub(super) trait Number: Copy {
    fn number(self) -> u32;
    fn from_number(number: u32) -> Self;
}

impl Number for FutureId {
    fn number(self) -> u32 {
        self.0
    }

    fn from_number(number: u32) -> Self {
        Self(number)
    }
}

impl Number for Origin {
    fn number(self) -> u32 {
        self.0
    }

    fn from_number(number: u32) -> Self {
        Self(number)
    }
}

impl Number for EventIndex {
    fn number(self) -> u32 {
        self.0
    }

    fn from_number(number: u32) -> Self {
        Self(number)
    }
}

impl<T: Number> Slim<T> {
    pub fn get(&self) -> Option<T> {
        self.next.map(|next| T::from_number(next.get() - 1))
    }
}

impl<T: Number> From<Option<T>> for Slim<T> {
    fn from(value: Option<T>) -> Self {
        let next = value.and_then(|value| NonZeroU32::new(value.number().wrapping_add(1)));
        Self { next, of: PhantomData }
    }
}

impl<T: Number + Serialize> Serialize for Slim<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

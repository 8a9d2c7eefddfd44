//! The builtin functions, and those classes that are called like functions.

mod iterating;
mod numbers;
pub(super) mod objects;
mod printing;
mod refused;
pub(super) mod texts;

use crate::vm::native::{Native, NativeType};

pub use iterating::{CALLABLE_ITERATOR, ENUMERATE, FILTER, MAP, REVERSED, ZIP, extremum};
pub use numbers::sum;
pub use objects::names_of;
pub use refused::FUNCTIONS as REFUSED;

/// All functions, by subject.
pub static FUNCTIONS: &[&[Native]] = &[
    iterating::FUNCTIONS,
    numbers::FUNCTIONS,
    objects::FUNCTIONS,
    printing::FUNCTIONS,
    refused::FUNCTIONS,
    texts::FUNCTIONS,
];

/// The classes of iterators that have names among the builtins.
pub static TYPES: &[&NativeType] = &[&ENUMERATE, &FILTER, &MAP, &REVERSED, &ZIP];

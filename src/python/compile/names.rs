//! What names are called inside of classes.

use crate::vm::value::symbol::{Symbol, mangled};

/// The symbol of a name as it is known inside a class.
pub(super) fn symbol(class: Option<&str>, name: &str) -> Symbol {
    Symbol::new(&mangled(class, name))
}

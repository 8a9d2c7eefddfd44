//! Asynchronous generators.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::execution::Execution;

/// An asynchronous generator.
pub struct AsyncGenerator {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    /// `None` while it runs, and once it has ended.
    pub(super) body: RefCell<Option<Box<Execution>>>,
    pub(super) started: Cell<bool>,
    pub(super) running: Cell<bool>,
    pub(super) closed: Cell<bool>,
}

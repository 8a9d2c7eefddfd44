//! Generators.

use std::cell::RefCell;
use std::rc::Rc;

use super::coroutine::Resume;
use super::execution::Execution;
use super::machine::Vm;
use super::value::{Result, Value};

/// A generator.
pub struct Generator {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    pub(super) state: RefCell<GeneratorState>,
}

pub(super) enum GeneratorState {
    Suspended(Box<Execution>),
    Running,
    Done,
}

/// What a generator has done.
pub enum Yielded {
    /// It has yielded a value.
    Value(Value),
    /// It has returned.
    Returned(Value),
}

impl Vm {
    /// `send()` or `throw()` on a generator.
    ///
    /// # Errors
    ///
    /// What it raises; ValueError if it is running.
    pub fn resume_generator(&self, generator: &Rc<Generator>, how: Resume) -> Result<Yielded> {
        let _ = (generator, how);
        todo!()
    }

    /// `close()` on a generator.
    ///
    /// # Errors
    ///
    /// What it raises; RuntimeError if it yields.
    pub fn close_generator(&self, generator: &Rc<Generator>) -> Result<()> {
        let _ = generator;
        todo!()
    }
}

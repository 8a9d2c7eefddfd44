//! Importing modules of the library.

use std::rc::Rc;

use super::machine::Vm;
use super::module::Module;
use super::value::Result;

impl Vm {
    /// The module of a dotted name, made when it is first imported.
    ///
    /// # Errors
    ///
    /// ModuleNotFoundError, for a module that exists in CPython with the advice what to use instead.
    pub fn import(&self, name: &str) -> Result<Rc<Module>> {
        let _ = name;
        todo!()
    }
}

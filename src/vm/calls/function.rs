//! Functions of the program's.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::code::Code;
use crate::vm::value::module::Globals;
use crate::vm::value::{Value, trash};

/// A function made by `def` or `lambda`.
pub struct Function {
    /// Its body.
    pub code: Rc<Code>,
    /// The variables of its module.
    pub globals: Rc<Globals>,
    /// `__name__`
    pub name: RefCell<Rc<str>>,
    /// `__qualname__`
    pub qualname: RefCell<Rc<str>>,
    /// The defaults of the last positional parameters.
    pub defaults: RefCell<Rc<[Value]>>,
    /// The defaults of keyword-only parameters, in the order of these; unbound where there is none.
    pub keyword_defaults: RefCell<Rc<[Value]>>,
    /// The cells for the code's free slots.
    pub closure: Vec<Rc<RefCell<Value>>>,
    /// `__doc__`, `__wrapped__`, `__annotations__`, `__module__` once assigned to, and what the program sets.
    pub attributes: Attributes,
}

impl Drop for Function {
    fn drop(&mut self) {
        if !self.closure.is_empty() {
            trash::release(std::mem::take(&mut self.closure));
        }
    }
}

/// A function bound to an object.
pub struct Method {
    /// The function: anything that can be called.
    pub function: Value,
    /// What comes before its other arguments.
    pub receiver: Value,
}

//! Calling anything that can be called.

use std::rc::Rc;

use super::class::Class;
use super::machine::Vm;
use super::symbol::Symbol;
use super::value::{Result, Value};

impl Vm {
    /// `callee(*args)`. It runs to its end: of a coroutine function the result is the coroutine.
    pub fn call(&self, callee: &Value, args: &[Value]) -> Result {
        self.call_with(callee, args, &[])
    }

    /// `callee(*args, **keywords)`
    pub fn call_with(&self, callee: &Value, args: &[Value], keywords: &[(Symbol, Value)]) -> Result {
        let _ = (callee, args, keywords);
        todo!()
    }

    /// `object.name(*args)`
    pub fn call_method(&self, object: &Value, name: &str, args: &[Value]) -> Result {
        let method = self.attr(object, name)?;
        self.call(&method, args)
    }

    /// A class made in Rust as `class` does it, with everything that goes with that (`__set_name__`,
    /// `__init_subclass__`): for `type(name, bases, dict)`, `namedtuple`, `NamedTuple`, `Enum`.
    pub fn make_class(
        &self,
        name: &str,
        bases: &[Value],
        namespace: Vec<(Symbol, Value)>,
        keywords: &[(Symbol, Value)],
    ) -> Result<Rc<Class>> {
        let _ = (name, bases, namespace, keywords);
        todo!()
    }
}

//! What `with` and `async with` call.

use crate::vm::class::class_of;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

impl Vm {
    /// `__exit__` and `__enter__`, bound; or `__aexit__` and `__aenter__`.
    pub(super) fn enter_with(&self, manager: &Value, asynchronous: bool) -> Result<(Value, Value)> {
        let names = if asynchronous { ["__aenter__", "__aexit__"] } else { ["__enter__", "__exit__"] };
        let [enter, exit] = names.map(|name| self.special(manager, name));
        let (Some(enter), Some(exit)) = (enter.clone(), exit.clone()) else {
            // The exit is looked for first.
            let absent = if exit.is_none() { names[1] } else { names[0] };
            let protocol = if asynchronous { "asynchronous context manager" } else { "context manager" };
            let other = if asynchronous { ["__enter__", "__exit__"] } else { ["__aenter__", "__aexit__"] };
            let hint = if other.iter().all(|name| self.special(manager, name).is_some()) {
                let instead = if asynchronous { "with" } else { "async with" };
                format!(
                    " but it supports the {} protocol. Did you mean to use '{instead}'?",
                    if asynchronous { "context manager" } else { "asynchronous context manager" }
                )
            } else {
                String::new()
            };
            return Err(type_error(format!(
                "'{}' object does not support the {protocol} protocol (missed {absent} method){hint}",
                class_of(manager).full_name().trim_start_matches("__main__.")
            )));
        };
        let class = class_of(manager);
        let exit = self.bind(exit, manager, &class)?;
        Ok((exit, self.bind(enter, manager, &class)?))
    }
}

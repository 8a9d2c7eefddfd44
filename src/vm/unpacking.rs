//! Stands in until iteration.rs has `unpack` and `unpack_star`: then this file goes.

use super::exceptions::value_error;
use super::machine::Vm;
use super::value::{Result, Value};

impl Vm {
    pub(super) fn unpack(&self, value: &Value, n: usize) -> Result<Vec<Value>> {
        let items = self.collect(value)?;
        if items.len() != n {
            return Err(value_error("cannot unpack"));
        }
        Ok(items)
    }

    pub(super) fn unpack_star(&self, value: &Value, before: usize, after: usize) -> Result<Vec<Value>> {
        let mut items = self.collect(value)?;
        let rest = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(Value::list(middle));
        items.extend(rest);
        Ok(items)
    }
}

//! Values as text: `repr()`, `str()`, `format()`.

use super::machine::Vm;
use super::value::{Result, Value};

impl Vm {
    /// `repr(value)`
    pub fn repr(&self, value: &Value) -> Result<String> {
        let _ = value;
        todo!()
    }

    /// `str(value)`
    pub fn str(&self, value: &Value) -> Result<String> {
        let _ = value;
        todo!()
    }

    /// `ascii(value)`
    pub fn ascii(&self, value: &Value) -> Result<String> {
        let _ = value;
        todo!()
    }

    /// `format(value, spec)`
    pub fn format(&self, value: &Value, spec: &str) -> Result<String> {
        let _ = (value, spec);
        todo!()
    }
}

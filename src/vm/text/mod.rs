//! Values as text: `repr()`, `str()`, `format()`.

pub mod decimal;
mod floats;
mod percent;
mod quote;
mod repr;
mod spec;
mod template;

use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::operators::known;
use crate::vm::value::{Result, Value};

pub use decimal::{int_text, round_float};
pub use floats::float_repr;
pub use quote::{escape, is_identifier, is_printable, quote_bytes, quote_str};
pub use repr::Reprs;

impl Vm {
    /// `repr(value)`
    pub fn repr(&self, value: &Value) -> Result<String> {
        let mut text = String::new();
        self.write_repr(&mut text, value)?;
        Ok(text)
    }

    /// `str(value)`
    pub fn str(&self, value: &Value) -> Result<String> {
        match value {
            Value::Str(text) => return Ok(text.as_str().to_owned()),
            Value::Instance(_)
            | Value::Exception(_)
            | Value::Class(_)
            | Value::Iterator(_)
            | Value::Future(_) => {}
            _ => return self.repr(value),
        }
        match self.call_own(value, known(|known| known.str), &[])? {
            Some(text) => match text.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => Err(type_error(format!("__str__ returned non-string (type {})", text.type_name()))),
            },
            None => match value.plain() {
                Value::Str(text) => Ok(text.as_str().to_owned()),
                _ => self.repr(value),
            },
        }
    }

    /// `ascii(value)`
    pub fn ascii(&self, value: &Value) -> Result<String> {
        let text = self.repr(value)?;
        if text.is_ascii() {
            return Ok(text);
        }
        let mut escaped = String::with_capacity(text.len() * 2);
        for c in text.chars() {
            if c.is_ascii() {
                escaped.push(c);
            } else {
                escape(&mut escaped, c);
            }
        }
        Ok(escaped)
    }

    /// `format(value, spec)`
    pub fn format(&self, value: &Value, spec: &str) -> Result<String> {
        if spec.is_empty() && !matches!(value, Value::Instance(_)) {
            return self.str(value);
        }
        if let Some(method) = self.own_special(value, known(|known| known.format)) {
            let text = self.call_found(method, value, &[Value::str(spec)])?;
            return match text.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => {
                    let name = text.type_name();
                    Err(type_error(format!("__format__ must return a str, not {name}")))
                }
            };
        }
        if spec.is_empty() {
            return self.str(value);
        }
        match self.format_builtin(value.plain(), spec)? {
            Some(text) => Ok(text),
            None => {
                let name = value.type_name();
                Err(type_error(format!("unsupported format string passed to {name}.__format__")))
            }
        }
    }
}

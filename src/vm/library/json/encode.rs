//! Values as JSON.

use crate::engine::Exception;
use crate::program::repr_float;
use crate::vm::exceptions::{raise, type_error, value_error};
use crate::vm::library::arguments::items;
use crate::vm::machine::Vm;
use crate::vm::types::exception::RECURSION_ERROR;
use crate::vm::value::{Result, Value};

use super::DEEPEST;

struct Encoder<'a> {
    vm: &'a Vm,
    out: String,
    /// What is asked about values that JSON has nothing for.
    default: &'a Value,
    skip_keys: bool,
    ascii: bool,
    circular: bool,
    nan: bool,
    sort: bool,
    indent: Option<&'a str>,
    item_separator: &'a str,
    key_separator: &'a str,
    /// The objects around the one that is written.
    around: Vec<Value>,
    /// How much of `out` has been charged.
    charged: usize,
}

/// `_encode(value, (default, skipkeys, ensure_ascii, check_circular, allow_nan, sort_keys, indent, item separator, key
/// separator))`
pub fn encode(vm: &Vm, args: &[Value]) -> Result {
    let [default, skip_keys, ascii, circular, nan, sort, indent, item, key] = items(&args[1]) else {
        return Err(type_error("bad options"));
    };
    let text = |value: &Value| {
        value.as_str().map(str::to_owned).ok_or_else(|| {
            type_error(format!("make_encoder() argument must be str, not {}", value.type_name()))
        })
    };
    let (item, key) = (text(item)?, text(key)?);
    let mut encoder = Encoder {
        vm,
        out: String::new(),
        default,
        skip_keys: vm.truth(skip_keys)?,
        ascii: vm.truth(ascii)?,
        circular: vm.truth(circular)?,
        nan: vm.truth(nan)?,
        sort: vm.truth(sort)?,
        indent: indent.as_str(),
        item_separator: &item,
        key_separator: &key,
        around: Vec::new(),
        charged: 0,
    };
    encoder.value(&args[0])?;
    vm.charge_bytes((encoder.out.len() - encoder.charged) as u64)?;
    Ok(encoder.out.into())
}

impl Encoder<'_> {
    fn value(&mut self, value: &Value) -> Result<()> {
        let grown = self.out.len() - self.charged;
        if grown > 4096 {
            self.charged = self.out.len();
            self.vm.charge(grown * 2)?;
            self.vm.charge_bytes(grown as u64)?;
        }
        match value.plain() {
            Value::None => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Str(text) => self.string(text.as_str()),
            Value::Float(number) => self.float(*number)?,
            number @ (Value::Int(_) | Value::Big(_)) => self.out.push_str(&self.vm.repr(number)?),
            Value::List(list) => {
                let values = list.items.borrow().clone();
                self.inside(value, |encoder| encoder.list(value, &values))?;
            }
            Value::Tuple(values) => self.inside(value, |encoder| encoder.list(value, values))?,
            Value::Dict(dict) => {
                let entries = dict.items();
                self.inside(value, |encoder| encoder.dict(value, entries))?;
            }
            _ => self.inside(value, |encoder| {
                let other = encoder.vm.call(encoder.default, std::slice::from_ref(value))?;
                encoder.value(&other).map_err(|error| {
                    encoder.noted(error, &format!("when serializing {} object", value.type_name()))
                })
            })?,
        }
        Ok(())
    }

    /// Writes what is inside of an object.
    fn inside(&mut self, value: &Value, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if self.circular && self.around.iter().any(|outer| outer.is(value)) {
            return Err(value_error("Circular reference detected"));
        }
        if self.around.len() >= DEEPEST {
            let text = "maximum recursion depth exceeded while encoding a JSON object";
            return Err(raise(&RECURSION_ERROR, text));
        }
        // Lists within lists make less text than work.
        self.vm.charge(64 + self.around.len())?;
        self.around.push(value.clone());
        let result = write(self);
        self.around.pop();
        result
    }

    /// Adds to an exception where it happened.
    fn noted(&self, error: Exception, note: &str) -> Exception {
        if !self.vm.is_stopped() {
            // That the note cannot be added is no reason to lose the exception.
            let _ = self.vm.call_method(&Value::Exception(error.clone()), "add_note", &[Value::str(note)]);
        }
        error
    }

    fn new_line(&mut self) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            // The object itself is among those around.
            self.out.push_str(&indent.repeat(self.depth()));
        }
    }

    fn depth(&self) -> usize {
        // What `default()` was asked about is around too, but does not indent.
        let written =
            |value: &&Value| matches!(value.plain(), Value::List(_) | Value::Tuple(_) | Value::Dict(_));
        self.around.iter().filter(written).count()
    }

    fn list(&mut self, list: &Value, values: &[Value]) -> Result<()> {
        self.out.push('[');
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.out.push_str(self.item_separator);
            }
            self.new_line();
            self.value(value).map_err(|error| {
                self.noted(error, &format!("when serializing {} item {at}", list.type_name()))
            })?;
        }
        self.close(!values.is_empty(), ']');
        Ok(())
    }

    fn close(&mut self, any: bool, bracket: char) {
        if any && let Some(indent) = self.indent {
            let depth = self.depth() - 1;
            self.out.push('\n');
            self.out.push_str(&indent.repeat(depth));
        }
        self.out.push(bracket);
    }

    fn dict(&mut self, dict: &Value, mut entries: Vec<(Value, Value)>) -> Result<()> {
        if self.sort {
            let pairs = entries.into_iter().map(|(key, value)| Value::tuple([key, value])).collect();
            let pairs = Value::list(pairs);
            self.vm.call_method(&pairs, "sort", &[])?;
            entries = self
                .vm
                .collect(&pairs)?
                .iter()
                .filter_map(|pair| match items(pair) {
                    [key, value] => Some((key.clone(), value.clone())),
                    _ => None,
                })
                .collect();
        }
        self.out.push('{');
        let mut any = false;
        for (key, value) in entries {
            let text = match key.plain() {
                Value::Str(text) => text.as_str().to_owned(),
                Value::None => "null".to_owned(),
                Value::Bool(flag) => flag.to_string(),
                number @ (Value::Int(_) | Value::Big(_)) => self.vm.repr(number)?,
                Value::Float(number) => self.float_text(*number)?,
                _ if self.skip_keys => continue,
                _ => {
                    let kind = key.type_name();
                    return Err(type_error(format!(
                        "keys must be str, int, float, bool or None, not {kind}"
                    )));
                }
            };
            if any {
                self.out.push_str(self.item_separator);
            }
            any = true;
            self.new_line();
            self.string(&text);
            self.out.push_str(self.key_separator);
            if let Err(error) = self.value(&value) {
                let key = if self.vm.is_stopped() { String::new() } else { self.vm.repr(&key)? };
                return Err(self.noted(error, &format!("when serializing {} item {key}", dict.type_name())));
            }
        }
        self.close(any, '}');
        Ok(())
    }

    fn float_text(&self, number: f64) -> Result<String> {
        if number.is_finite() {
            return Ok(repr_float(number));
        }
        if !self.nan {
            let text = format!("Out of range float values are not JSON compliant: {}", repr_float(number));
            return Err(value_error(text));
        }
        let name = if number > 0.0 { "Infinity" } else { "-Infinity" };
        Ok(if number.is_nan() { "NaN" } else { name }.to_owned())
    }

    fn float(&mut self, number: f64) -> Result<()> {
        let text = self.float_text(number)?;
        self.out.push_str(&text);
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                ' '..='~' => self.out.push(c),
                c if c >= ' ' && !self.ascii => self.out.push(c),
                c => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        self.out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
        self.out.push('"');
    }
}

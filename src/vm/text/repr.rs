//! `repr()`.

use std::cell::RefCell;
use std::fmt::Write;

use crate::vm::class::class_of;
use crate::vm::exceptions::type_error;
use crate::vm::machine::{MOST_OF_ONE, Vm};
use crate::vm::operators::known;
use crate::vm::types::object;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{decimal, floats, quote};

/// The containers whose `repr()` is being made: one that contains itself is shown as `[...]`.
#[derive(Default)]
pub struct Reprs(RefCell<Vec<i64>>);

impl Vm {
    /// Does something while `value` counts as being shown; nothing if it is being shown already. For containers of the
    /// library's: `vm.repr_once(value, || ..)?.unwrap_or("[...]")`.
    pub(in crate::vm) fn repr_once<T>(
        &self,
        value: &Value,
        action: impl FnOnce() -> Result<T>,
    ) -> Result<Option<T>> {
        self.tick_native()?;
        let shown = self.state::<Reprs>();
        let id = value.id();
        if shown.0.borrow().contains(&id) {
            return Ok(None);
        }
        shown.0.borrow_mut().push(id);
        let result = self.deeper(action);
        shown.0.borrow_mut().pop();
        result.map(Some)
    }

    /// Appends `repr(value)`.
    pub(in crate::vm) fn write_repr(&self, out: &mut String, value: &Value) -> Result<()> {
        match value {
            Value::Unbound => out.push_str("<unbound>"),
            Value::None => out.push_str("None"),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::Bool(true) => out.push_str("True"),
            Value::Bool(false) => out.push_str("False"),
            Value::Int(int) => put(out, format_args!("{int}")),
            Value::Big(big) => {
                self.charge_digits(big.bits())?;
                out.push_str(&decimal::int_text(big, self.most_digits.get())?);
            }
            Value::Float(float) => out.push_str(&floats::float_repr(*float)),
            Value::Str(text) => {
                self.charge_text(text.as_str().len())?;
                quote::quote_str(out, text.as_str());
            }
            Value::Bytes(bytes) => {
                self.charge_text(bytes.len())?;
                quote::quote_bytes(out, bytes);
            }
            Value::Range(range) if range.step == 1 => {
                put(out, format_args!("range({}, {})", range.start, range.end()?))
            }
            Value::Range(range) => {
                put(out, format_args!("range({}, {}, {})", range.start, range.end()?, range.step));
            }
            Value::Tuple(items) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.write_items(out, value, "(", close, &|at| items.get(at).cloned())?;
            }
            Value::List(list) => {
                self.write_items(out, value, "[", "]", &|at| list.items.borrow().get(at).cloned())?;
            }
            Value::Set(set) => {
                let items = set.items();
                let (open, close) = match (set.frozen, items.is_empty()) {
                    (false, false) => ("{", "}"),
                    (false, true) => ("set(", ")"),
                    (true, false) => ("frozenset({", "})"),
                    (true, true) => ("frozenset(", ")"),
                };
                self.write_items(out, value, open, close, &|at| items.get(at).cloned())?;
            }
            Value::Dict(dict) => {
                let shown = self.repr_once(value, || {
                    out.push('{');
                    let (mut position, mut first) = (0, true);
                    while let Some((next, key, value)) = dict.at(position) {
                        out.push_str(if first { "" } else { ", " });
                        (position, first) = (next, false);
                        self.write_repr(out, &key)?;
                        out.push_str(": ");
                        self.write_repr(out, &value)?;
                        self.check_text(out)?;
                    }
                    out.push('}');
                    Ok(())
                })?;
                if shown.is_none() {
                    out.push_str("{...}");
                }
            }
            Value::Slice(slice) => {
                let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
                self.write_items(out, value, "slice(", ")", &|at| parts.get(at).cloned())?;
            }
            Value::Function(_)
            | Value::Native(_)
            | Value::Method(_)
            | Value::Module(_)
            | Value::Generator(_)
            | Value::Coroutine(_)
            | Value::AsyncGenerator(_)
            | Value::Cell(_) => self.write_code(out, value)?,
            Value::Class(_)
            | Value::Instance(_)
            | Value::Exception(_)
            | Value::Future(_)
            | Value::Iterator(_) => match self.own_special(value, known(|known| known.repr)) {
                Some(method) => {
                    let text = self.deeper(|| self.call_found(method, value, &[]))?;
                    match text.as_str() {
                        Some(text) => out.push_str(text),
                        None => {
                            let name = text.type_name();
                            return Err(type_error(format!("__repr__ returned non-string (type {name})")));
                        }
                    }
                }
                None => self.write_default(out, value)?,
            },
        }
        Ok(())
    }

    /// What runs, or is made of what runs: few programs show it.
    #[inline(never)]
    fn write_code(&self, out: &mut String, value: &Value) -> Result<()> {
        match value {
            Value::Function(function) => {
                write_object(out, "function", Some(&function.qualname.borrow()), value)
            }
            Value::Native(function) => match function.owner {
                // What is Python in CPython.
                None if function.in_python => {
                    write_object(out, "function", Some(function.native.name), value)
                }
                Some(owner) => {
                    let kind = if function.is_slot() { "slot wrapper" } else { "method" };
                    put(out, format_args!("<{kind} '{}' of '{}' objects>", function.native.name, owner.name));
                }
                None => put(out, format_args!("<built-in function {}>", function.native.name)),
            },
            Value::Method(method) => {
                let name = match &method.function {
                    Value::Native(function)
                        if function.is_slot() || !matches!(method.receiver, Value::Instance(_)) =>
                    {
                        let name = function.native.name;
                        if function.is_slot() {
                            put(out, format_args!("<method-wrapper '{name}' of "));
                        } else {
                            put(out, format_args!("<built-in method {name} of "));
                        }
                        write_object_name(out, &method.receiver);
                        out.push_str(" object");
                        write_address(out, &method.receiver);
                        return Ok(());
                    }
                    Value::Native(function) => function.qualname(),
                    Value::Function(function) => function.qualname.borrow().clone(),
                    _ => "?".into(),
                };
                put(out, format_args!("<bound method {name} of "));
                self.deeper(|| self.write_repr(out, &method.receiver))?;
                out.push('>');
            }
            Value::Module(module) => {
                let found = self.modules.borrow().get(&Symbol::new(&module.name)).cloned();
                let origin = if found.is_some_and(|found| std::rc::Rc::ptr_eq(&found, module)) {
                    " (built-in)"
                } else {
                    ""
                };
                put(out, format_args!("<module '{}'{origin}>", module.name));
            }
            Value::Generator(generator) => {
                write_object(out, "generator object", Some(&generator.names.qualname.borrow()), value)
            }
            Value::Coroutine(coroutine) => {
                write_object(out, "coroutine object", Some(&coroutine.names.qualname.borrow()), value)
            }
            Value::AsyncGenerator(generator) => {
                write_object(out, "async_generator object", Some(&generator.names.qualname.borrow()), value);
            }
            other => write_object(out, "cell", None, other),
        }
        Ok(())
    }

    /// `object.__repr__(value)`: without asking the class; for a class derived from a builtin type, as that type does.
    pub fn default_repr(&self, value: &Value) -> Result<String> {
        let mut text = String::new();
        self.write_default(&mut text, value)?;
        Ok(text)
    }

    fn write_default(&self, out: &mut String, value: &Value) -> Result<()> {
        match (value, value.plain()) {
            (Value::Class(class), _) => put(out, format_args!("<class '{}'>", class.full_name())),
            (_, Value::Instance(_)) => {
                let name = class_of(value).full_name();
                write_object(out, &name, None, value);
            }
            (Value::Instance(instance), inner @ (Value::Set(_) | Value::Bytes(_))) => {
                // These alone tell the name of the class.
                let name = instance.class.borrow().name();
                match inner {
                    Value::Set(set) if set.is_empty() => put(out, format_args!("{name}()")),
                    Value::Set(set) if !set.frozen => {
                        out.push_str(&name);
                        out.push('(');
                        self.write_repr(out, inner)?;
                        out.push(')');
                    }
                    inner => {
                        let text = self.repr(inner)?;
                        out.push_str(&text.replacen("frozenset", &name, 1));
                    }
                }
            }
            (Value::Instance(_), inner) => self.write_repr(out, inner)?,
            _ => {
                let name = class_of(value).full_name();
                write_object(out, &name, None, value);
            }
        }
        Ok(())
    }

    fn write_items(
        &self,
        out: &mut String,
        value: &Value,
        open: &str,
        close: &str,
        item: &dyn Fn(usize) -> Option<Value>,
    ) -> Result<()> {
        let shown = self.repr_once(value, || {
            out.push_str(open);
            let mut at = 0;
            while let Some(item) = item(at) {
                if at > 0 {
                    out.push_str(", ");
                }
                self.write_repr(out, &item)?;
                self.check_text(out)?;
                at += 1;
            }
            out.push_str(close);
            Ok(())
        })?;
        if shown.is_none() {
            match open {
                "[" => out.push_str("[...]"),
                "(" => out.push_str("(...)"),
                _ => {
                    let name = open.trim_end_matches(['(', '{']);
                    put(out, format_args!("{}(...)", if name.is_empty() { "set" } else { name }));
                }
            }
        }
        Ok(())
    }

    /// Takes an item of a long text from the budget.
    fn check_text(&self, text: &str) -> Result<()> {
        self.charge(12)?;
        if text.len() as u64 > MOST_OF_ONE { self.charge_bytes(text.len() as u64) } else { Ok(()) }
    }
}

fn write_object(out: &mut String, kind: &str, name: Option<&str>, value: &Value) {
    out.push('<');
    out.push_str(kind);
    match name {
        Some(name) => {
            out.push(' ');
            out.push_str(name);
        }
        None => out.push_str(" object"),
    }
    write_address(out, value);
}

fn write_object_name(out: &mut String, value: &Value) {
    out.push_str(&value.type_name());
}

fn write_address(out: &mut String, value: &Value) {
    put(out, format_args!(" at {}>", object::address(value)));
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String never fails.
    let _ = out.write_fmt(text);
}

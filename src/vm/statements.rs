//! What single statements need: `with`, `match`, f-strings, starred arguments, `for` and `async for`.

use crate::engine::Exception;

use std::rc::Rc;

use super::class::class_of;
use super::code::Conversion;
use super::exceptions::{type_error, value_error};
use super::execution::Execution;
use super::machine::{Vm, owe};
use super::symbol::Symbol;
use super::types;
use super::value::{Result, Value};

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

    /// A replacement field of an f-string.
    pub(super) fn format_field(&self, value: &Value, conversion: Conversion, spec: &Value) -> Result {
        let spec = spec.as_str().unwrap_or_default();
        if let (Conversion::None, Value::Str(_), "") = (conversion, value, spec) {
            return Ok(value.clone());
        }
        self.charge(32)?;
        let text = match conversion {
            Conversion::None => self.format(value, spec)?,
            Conversion::Str | Conversion::Repr | Conversion::Ascii => {
                let text = match conversion {
                    Conversion::Repr => self.repr(value)?,
                    Conversion::Ascii => self.ascii(value)?,
                    _ => self.str(value)?,
                };
                if spec.is_empty() { text } else { self.format(&Value::str(text), spec)? }
            }
        };
        self.charge_bytes(text.len() as u64)?;
        Ok(Value::str(text))
    }

    /// The values of `*iterable` in a call or a display.
    pub(super) fn collect_starred(&self, iterable: &Value) -> Result<Vec<Value>> {
        match iterable {
            Value::Tuple(items) => {
                self.charge_items(items.len())?;
                Ok(items.to_vec())
            }
            Value::List(list) => {
                self.charge_items(list.items.borrow().len())?;
                Ok(list.items.borrow().clone())
            }
            _ => self.collect(iterable).map_err(|error| {
                if self.is_no_iterable(iterable) {
                    type_error(format!("Value after * must be an iterable, not {}", iterable.type_name()))
                } else {
                    error
                }
            }),
        }
    }

    /// Whether a value cannot be iterated over at all.
    pub(super) fn is_no_iterable(&self, value: &Value) -> bool {
        self.special(value, "__iter__").is_none() && self.special(value, "__getitem__").is_none()
    }

    /// Whether a value has nothing of a mapping.
    pub(super) fn is_no_mapping(&self, value: &Value) -> bool {
        !self.is_stopped() && matches!(self.find_attr(value, Symbol::new("keys")), Ok(None))
    }

    /// How messages name what is called: with its module, but for builtins.
    pub(super) fn callee_name(&self, callee: &Value) -> Result<String> {
        let find = |name| self.find_attr(callee, Symbol::new(name));
        let Some(name) = find("__qualname__")? else { return self.str(callee) };
        let name = self.str(&name)?;
        Ok(match find("__module__")?.as_ref().and_then(Value::as_str) {
            Some(module) if module != "builtins" => format!("{module}.{name}()"),
            _ => format!("{name}()"),
        })
    }

    /// The TypeError for what follows a star in a call.
    pub(super) fn wrong_starred(&self, callee: &Value, what: &str, value: &Value) -> Exception {
        match self.callee_name(callee) {
            Ok(name) => type_error(format!("{name} argument after {what}, not {}", value.type_name())),
            Err(error) => error,
        }
    }

    /// The items of `**mapping`.
    pub(super) fn mapping_items(&self, mapping: &Value) -> Result<Vec<(Value, Value)>> {
        if let Value::Dict(dict) = mapping.plain() {
            return Ok(dict.items());
        }
        let Some(keys) = self.find_attr(mapping, Symbol::new("keys"))? else {
            return Err(type_error(format!("'{}' object is not a mapping", mapping.type_name())));
        };
        let keys = self.call(&keys, &[])?;
        let mut items = Vec::new();
        for key in self.collect(&keys)? {
            let value = self.get_item(mapping, &key)?;
            items.push((key, value));
        }
        Ok(items)
    }

    /// A dict as keyword arguments.
    pub(super) fn keywords_of(&self, keywords: &Value) -> Result<Vec<(Symbol, Value)>> {
        if !keywords.is_bound() {
            return Ok(Vec::new());
        }
        let items = self.mapping_items(keywords)?;
        owe(items.len() * 32);
        items
            .into_iter()
            .map(|(key, value)| match key.as_str() {
                Some(name) => Ok((Symbol::new(name), value)),
                None => Err(type_error("keywords must be strings")),
            })
            .collect()
    }

    /// `aiter(iterable)`
    pub fn async_iter(&self, iterable: &Value) -> Result {
        if let Value::AsyncGenerator(_) = iterable {
            return Ok(iterable.clone());
        }
        let Some(iterator) = self.call_special(iterable, "__aiter__", &[])? else {
            return Err(type_error(format!(
                "'async for' requires an object with __aiter__ method, got {}",
                iterable.type_name()
            )));
        };
        if self.special(&iterator, "__anext__").is_none() {
            return Err(type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                iterator.type_name()
            )));
        }
        Ok(iterator)
    }

    /// What `__anext__()` returns.
    pub fn async_next(&self, iterator: &Value) -> Result {
        let next = self.call_special(iterator, "__anext__", &[])?;
        next.ok_or_else(|| {
            type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                iterator.type_name()
            ))
        })
    }

    /// The values of a class pattern, or None if it does not match.
    pub(super) fn match_class(&self, subject: &Value, class: &Value, n: usize, names: &Value) -> Result {
        let Value::Class(of) = class else {
            return Err(type_error("called match pattern must be a class"));
        };
        if !self.is_instance(subject, class)? {
            return Ok(Value::None);
        }
        let mut values = Vec::new();
        let mut asked = Vec::new();
        let once = |asked: &mut Vec<Symbol>, name: Symbol| {
            if asked.contains(&name) {
                let class = of.name();
                let text = format!("{class}() got multiple sub-patterns for attribute '{name}'");
                return Err(type_error(text));
            }
            asked.push(name);
            Ok(())
        };
        if n > 0 {
            let arguments = self.find_attr(class, Symbol::new("__match_args__"))?;
            let itself = of.native().is_some_and(|native| native.is_value || native.name == "bytearray");
            match arguments {
                None if itself && n == 1 => values.push(subject.clone()),
                arguments => {
                    let known = match &arguments {
                        Some(Value::Tuple(names)) => names.to_vec(),
                        Some(other) => {
                            let (class, got) = (of.name(), other.type_name());
                            let text = format!("{class}.__match_args__ must be a tuple (got {got})");
                            return Err(type_error(text));
                        }
                        None => Vec::new(),
                    };
                    let most = if arguments.is_none() && itself { 1 } else { known.len() };
                    if n > most {
                        let plural = if most == 1 { "" } else { "s" };
                        return Err(type_error(format!(
                            "{}() accepts {most} positional sub-pattern{plural} ({n} given)",
                            of.name()
                        )));
                    }
                    for name in &known[..n] {
                        let Some(text) = name.as_str() else {
                            let got = name.type_name();
                            return Err(type_error(format!(
                                "__match_args__ elements must be strings (got {got})"
                            )));
                        };
                        let name = Symbol::new(text);
                        once(&mut asked, name)?;
                        match self.find_attr(subject, name)? {
                            Some(value) => values.push(value),
                            None => return Ok(Value::None),
                        }
                    }
                }
            }
        }
        if let Value::Tuple(names) = names {
            for name in names.iter() {
                let name = Symbol::new(name.as_str().unwrap_or_default());
                once(&mut asked, name)?;
                match self.find_attr(subject, name)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::None),
                }
            }
        }
        Ok(Value::tuple(values))
    }

    /// Whether a mapping pattern can match it.
    pub(super) fn is_mapping(&self, value: &Value) -> bool {
        match value.plain() {
            Value::Dict(_) => true,
            Value::Instance(_) => self.is_kind(value, &["Mapping", "MutableMapping", "mappingproxy"]),
            _ => false,
        }
    }

    /// Whether the first class of an object's that is a sequence or a mapping is one of these. A class of the program's is
    /// what it is derived from or registered as, whatever methods it has.
    fn is_kind(&self, value: &Value, names: &[&str]) -> bool {
        const ALL: [&str; 6] =
            ["Sequence", "MutableSequence", "deque", "Mapping", "MutableMapping", "mappingproxy"];
        let class = class_of(value);
        let known = std::iter::once(&class).chain(&class.ancestors).find(|class| {
            let ours =
                class.is_native() || matches!(&*class.module, "collections.abc" | "collections" | "types");
            ours && ALL.contains(&&*class.name())
        });
        if let Some(known) = known {
            return names.contains(&&*known.name());
        }
        let module = self.modules.borrow().get(&Symbol::new("collections.abc")).cloned();
        module.is_some_and(|module| {
            let found = module.globals.get(Symbol::new(names[0]));
            found.is_some_and(|of| self.is_instance(value, &of).unwrap_or(false))
        })
    }

    /// Whether a sequence pattern can match it.
    pub(super) fn is_sequence(&self, value: &Value) -> bool {
        match value.plain() {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(_) => self.is_kind(value, &["Sequence", "MutableSequence", "deque"]),
            _ => false,
        }
    }

    /// The values of a tuple of keys, or None if one is absent.
    pub(super) fn match_keys(&self, subject: &Value, keys: &Value) -> Result {
        let Value::Tuple(keys) = keys else { return Ok(Value::None) };
        let mut values = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            for other in &keys[..at] {
                if self.eq(other, key)? {
                    let key = self.repr(key)?;
                    return Err(value_error(format!("mapping pattern checks duplicate key ({key})")));
                }
            }
            let value = match subject.plain() {
                Value::Dict(dict) => dict.get(self, key)?,
                _ => {
                    let absent = Value::Class(types::OBJECT.class());
                    let value = self.call_method(subject, "get", &[key.clone(), absent.clone()])?;
                    (!value.is(&absent)).then_some(value)
                }
            };
            match value {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    /// `from module import name`; for `*` what is public goes into the variables of the module that runs.
    pub(super) fn import_from(&self, module: &Value, name: Symbol, execution: &mut Execution) -> Result {
        if let Value::Module(module) = module
            && name == Symbol::new("*")
        {
            let into = execution.top().globals.clone();
            let entries = module.globals.entries();
            self.charge(entries.len() * 32)?;
            for (name, value) in entries {
                let is_public = !name.text().starts_with('_') && !matches!(value, Value::Module(_));
                if is_public && !Rc::ptr_eq(&into, &module.globals) {
                    into.set(name, value);
                }
            }
            return Ok(Value::None);
        }
        if let Some(value) = self.find_attr(module, name)? {
            return Ok(value);
        }
        let Value::Module(module) = module else {
            return Err(self.no_attribute(module, name));
        };
        let inner = format!("{}.{name}", module.name);
        if self.is_importable(&inner) {
            return Ok(Value::Module(self.import(&inner)?));
        }
        let text = format!("cannot import name '{name}' from '{}' (unknown location)", module.name);
        let error = super::exceptions::raise(&types::exception::IMPORT_ERROR, text);
        let attributes = &super::exceptions::data_of(&error).attributes;
        attributes.set(Symbol::new(".name"), Value::str(&*module.name));
        attributes.set(Symbol::new(".name_from"), Value::str(&*name.text()));
        Err(error)
    }

    /// The iterator of `yield from`.
    pub(super) fn delegate_to(&self, iterable: &Value) -> Result {
        match iterable {
            Value::Generator(_) => Ok(iterable.clone()),
            Value::Instance(_) if self.special(iterable, "__next__").is_some() => Ok(iterable.clone()),
            _ => self.iter(iterable),
        }
    }
}

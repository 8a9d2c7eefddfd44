//! What displays, f-strings and starred arguments make of the values on the stack.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::code::Conversion;
use crate::vm::exceptions::type_error;
use crate::vm::frames::Execution;
use crate::vm::machine::{Vm, owe};
use crate::vm::types;
use crate::vm::value::dict::Dict;
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

impl Vm {
    /// The set of the n values on top of the stack.
    #[inline(never)]
    pub(super) fn build_set(&self, execution: &mut Execution, n: usize) -> Result {
        self.charge(8 + 8 * n)?;
        let set = Set::new(false);
        for item in execution.pop_many(n) {
            set.add(self, item)?;
        }
        Ok(Value::Set(Rc::new(set)))
    }

    /// The dict of the n keys and values on top of the stack, in turns.
    #[inline(never)]
    pub(super) fn build_dict(&self, execution: &mut Execution, n: usize) -> Result {
        self.charge(8 + 8 * n)?;
        let dict = Dict::default();
        let mut items = execution.pop_many(2 * n).into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            dict.set(self, key, value)?;
        }
        Ok(Value::dict(dict))
    }

    /// Joins the n texts on top of the stack.
    pub(super) fn build_string(&self, execution: &mut Execution, n: usize) -> Result<()> {
        let at = execution.stack.len() - n;
        let text: String = execution.stack[at..].iter().filter_map(Value::as_str).collect();
        self.charge_bytes(text.len() as u64)?;
        execution.truncate(at);
        execution.push(Value::str(text));
        Ok(())
    }

    /// `*iterable` in the display of a list.
    #[inline(never)]
    pub(super) fn extend_list(&self, execution: &mut Execution) -> Result<()> {
        let iterable = execution.pop();
        let items = self.starred_of_list(&iterable)?;
        if let Value::List(list) = execution.peek(1) {
            list.items.borrow_mut().extend(items);
        }
        Ok(())
    }

    /// `*iterable` in the display of a set.
    #[inline(never)]
    pub(super) fn extend_set(&self, execution: &mut Execution) -> Result<()> {
        let iterable = execution.pop();
        match execution.peek(1).clone() {
            Value::Set(set) => types::set::update(self, &set, &iterable),
            _ => Ok(()),
        }
    }

    /// `**mapping` in the display of a dict: what is there already is replaced.
    #[inline(never)]
    pub(super) fn extend_dict(&self, execution: &mut Execution) -> Result<()> {
        let mapping = execution.pop();
        let items = self.mapping_items(&mapping)?;
        if let Value::Dict(dict) = execution.peek(1).clone() {
            for (key, value) in items {
                dict.set(self, key, value)?;
            }
        }
        Ok(())
    }

    /// `**mapping` in a call: no keyword may be given twice. Below the dict are the positional arguments and the callee.
    #[inline(never)]
    pub(super) fn merge_keywords(&self, execution: &mut Execution) -> Result<()> {
        let mapping = execution.pop();
        let callee = |execution: &Execution| execution.peek(3).clone();
        let items = match self.mapping_items(&mapping) {
            Err(_) if self.is_no_mapping(&mapping) => {
                Err(self.wrong_starred(&callee(execution), "** must be a mapping", &mapping))
            }
            items => items,
        }?;
        if let Value::Dict(dict) = execution.peek(1).clone() {
            for (key, value) in items {
                if dict.get(self, &key)?.is_some() {
                    let text = format!(
                        "{} got multiple values for keyword argument '{}'",
                        self.callee_name(&callee(execution))?,
                        key.as_str().unwrap_or_default()
                    );
                    return Err(type_error(text));
                }
                dict.set(self, key, value)?;
            }
        }
        Ok(())
    }

    /// The values of `*iterable` in a call of what is on top of the stack.
    #[inline(never)]
    pub(super) fn starred_args(&self, execution: &Execution, iterable: &Value) -> Result<Vec<Value>> {
        match self.collect_starred(iterable) {
            Err(_) if self.is_no_iterable(iterable) => {
                let callee = execution.peek(1).clone();
                Err(self.wrong_starred(&callee, "* must be an iterable", iterable))
            }
            args => args,
        }
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

    /// The values of `*iterable` in a list, a tuple, or a call with other arguments before it.
    fn starred_of_list(&self, iterable: &Value) -> Result<Vec<Value>> {
        match iterable {
            Value::Instance(_) => self.starred(iterable, self.collect_for_list(iterable)),
            _ => self.collect_starred(iterable),
        }
    }

    fn starred(&self, iterable: &Value, items: Result<Vec<Value>>) -> Result<Vec<Value>> {
        items.map_err(|error| {
            if self.is_no_iterable(iterable) {
                type_error(format!("Value after * must be an iterable, not {}", iterable.type_name()))
            } else {
                error
            }
        })
    }

    /// The values of `*iterable`, the only argument of a call.
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
            _ => self.starred(iterable, self.collect(iterable)),
        }
    }

    /// Whether a value cannot be iterated over at all.
    fn is_no_iterable(&self, value: &Value) -> bool {
        self.special(value, "__iter__").is_none() && self.special(value, "__getitem__").is_none()
    }

    /// Whether a value has nothing of a mapping.
    fn is_no_mapping(&self, value: &Value) -> bool {
        !self.is_stopped() && matches!(self.find_attr(value, Symbol::new("keys")), Ok(None))
    }

    /// How messages name what is called: with its module, but for builtins.
    fn callee_name(&self, callee: &Value) -> Result<String> {
        let find = |name| self.find_attr(callee, Symbol::new(name));
        let Some(name) = find("__qualname__")? else { return self.str(callee) };
        let name = self.str(&name)?;
        Ok(match find("__module__")?.as_ref().and_then(Value::as_str) {
            Some(module) if module != "builtins" => format!("{module}.{name}()"),
            _ => format!("{name}()"),
        })
    }

    /// The TypeError for what follows a star in a call.
    #[inline(never)]
    fn wrong_starred(&self, callee: &Value, what: &str, value: &Value) -> Exception {
        match self.callee_name(callee) {
            Ok(name) => type_error(format!("{name} argument after {what}, not {}", value.type_name())),
            Err(error) => error,
        }
    }

    /// The items of `**mapping`.
    pub(in crate::vm) fn mapping_items(&self, mapping: &Value) -> Result<Vec<(Value, Value)>> {
        if let Value::Dict(dict) = mapping.plain()
            && !types::dict::has_own_keys(mapping)
        {
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
    pub(in crate::vm) fn keywords_of(&self, keywords: &Value) -> Result<Vec<(Symbol, Value)>> {
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
}

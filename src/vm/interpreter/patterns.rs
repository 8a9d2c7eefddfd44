//! What `match` finds in a value.

use crate::vm::class::class_of;
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::types;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

impl Vm {
    /// The values of a class pattern, or None if it does not match.
    #[inline(never)]
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
    #[inline(never)]
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
            // It is a sequence, but no more so for a pattern than str and bytes are.
            Value::Instance(_) if value.is_instance(&types::BYTEARRAY.class()) => false,
            Value::Instance(_) => self.is_kind(value, &["Sequence", "MutableSequence", "deque"]),
            _ => false,
        }
    }

    /// The values of a tuple of keys, or None if one is absent.
    #[inline(never)]
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
}

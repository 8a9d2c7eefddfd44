//! What the body of a class runs in, and what the class gets from it: namespaces of `__prepare__()`, the metaclass, slots.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::attributes::Attributes;
use crate::vm::exceptions::{is, type_error, value_error};
use crate::vm::frames::entering::namespace;
use crate::vm::frames::{ClassFrame, Execution};
use crate::vm::machine::Vm;
use crate::vm::text::is_identifier;
use crate::vm::types::{self, exception as classes};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::{Symbol, mangled};
use crate::vm::value::{Result, Value};

use super::{Class, ClassParts};

impl Vm {
    /// `__prepare__()` of a metaclass of the program's: what the namespace of a class begins with. Returns it, if it is of a
    /// class that may have its own ideas of what it is told.
    #[inline(never)]
    pub(in crate::vm) fn prepare_class(
        &self,
        name: &str,
        bases: &[Value],
        keywords: &[(Symbol, Value)],
        namespace: &Attributes,
    ) -> Result {
        let key = Symbol::new("metaclass");
        let given = keywords.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone());
        let inherited = || bases.iter().find_map(metaclass_of).map(Value::Class);
        let Some(Value::Class(metaclass)) = given.or_else(inherited) else { return Ok(Value::Unbound) };
        let hook = Symbol::new("__prepare__");
        if metaclass.is_native() || matches!(metaclass.lookup(hook), None | Some(Value::Native(_))) {
            return Ok(Value::Unbound);
        }
        let prepare = self.get_attr(&Value::Class(metaclass), hook)?;
        let keywords: Vec<_> = keywords.iter().filter(|(name, _)| *name != key).cloned().collect();
        let args = [Value::str(name), Value::tuple(bases)];
        let prepared = self.call_with(&prepare, &args, &keywords)?;
        if let Value::Instance(_) = prepared
            && ["__setitem__", "__getitem__", "__missing__"]
                .iter()
                .any(|method| matches!(self.special(&prepared, method), Some(Value::Function(_))))
        {
            for (key, value) in namespace.entries() {
                self.set_item(&prepared, &Value::str(&*key.text()), value)?;
            }
            return Ok(prepared);
        }
        for (key, value) in self.mapping_items(&prepared)? {
            if let Some(key) = key.as_str() {
                namespace.set(Symbol::new(key), value);
            }
        }
        Ok(Value::Unbound)
    }

    /// `name = value` in the body of a class.
    pub(in crate::vm) fn store_name(&self, execution: &Execution, name: Symbol, value: Value) -> Result<()> {
        let Some(space) = namespace(execution) else { return Ok(()) };
        if space.prepared.is_bound() {
            let (prepared, value) = (space.prepared.clone(), value.clone());
            self.nest(|| self.set_item(&prepared, &Value::str(&*name.text()), value))?;
        }
        space.namespace.set(name, value);
        Ok(())
    }

    /// A name in the body of a class; unbound if it is not there.
    pub(in crate::vm) fn load_name(&self, execution: &Execution, name: Symbol) -> Result {
        let Some(space) = namespace(execution) else { return Ok(Value::Unbound) };
        if space.prepared.is_bound() {
            return self.load_prepared(space, name);
        }
        Ok(space.namespace.get(name).unwrap_or_default())
    }

    #[cold]
    fn load_prepared(&self, space: &ClassFrame, name: Symbol) -> Result {
        let prepared = space.prepared.clone();
        match self.nest(|| self.get_item(&prepared, &Value::str(&*name.text()))) {
            Err(error) if !self.is_stopped() && is(&error, &classes::KEY_ERROR) => Ok(Value::Unbound),
            result => result,
        }
    }

    /// The names in `__slots__` of a class that is being made, if it has any, as its methods know them and in CPython's order.
    ///
    /// # Errors
    ///
    /// TypeError or ValueError if they cannot be such (`type_new_slots()` in `Objects/typeobject.c`).
    #[inline(never)]
    pub(super) fn slots_of(&self, parts: &ClassParts) -> Result<Option<Vec<Symbol>>> {
        let Some(slots) = parts.attributes.get(Symbol::SLOTS) else { return Ok(None) };
        let names = match &slots {
            Value::Str(_) => vec![slots.clone()],
            other => self.collect(other)?,
        };
        // Their values have no fixed size in CPython, so that there is no place for more behind them.
        let is_long = |class: &&Rc<Class>| class.is_native() && LONG.contains(&&*class.name());
        let all = parts.bases.iter().flat_map(|base| std::iter::once(base).chain(&base.ancestors));
        if let (Some(long), false) = (all.into_iter().find(is_long), names.is_empty()) {
            let name = long.name();
            return Err(type_error(format!("nonempty __slots__ not supported for subtype of '{name}'")));
        }
        let mut known: Vec<Rc<str>> = Vec::with_capacity(names.len());
        for name in &names {
            let Some(text) = name.as_str() else {
                let kind = name.type_name();
                return Err(type_error(format!("__slots__ items must be strings, not '{kind}'")));
            };
            if !is_identifier(text) {
                return Err(type_error("__slots__ must be identifiers"));
            }
            if text == "__dict__" && (known.iter().any(|one| &**one == text) || has_dict(&parts.bases)) {
                return Err(type_error("__dict__ slot disallowed: we already got one"));
            }
            let own = mangled(Some(&parts.name), text);
            if parts.attributes.has(Symbol::new(&own)) {
                return Err(value_error(format!("'{text}' in __slots__ conflicts with class variable")));
            }
            known.push(own.into());
        }
        known.sort();
        Ok(Some(known.iter().map(|name| Symbol::new(name)).collect()))
    }
}

fn has_dict(bases: &[Rc<Class>]) -> bool {
    bases.iter().any(|base| base.has_dict && !base.is_native())
}

const LONG: [&str; 4] = ["int", "tuple", "bytes", "type"];

/// The metaclass of a base, if that is not `type`.
pub(super) fn metaclass_of(base: &Value) -> Option<Rc<Class>> {
    match base {
        Value::Class(class) => class.metaclass.clone(),
        _ => None,
    }
}

/// The metaclass of a class with such bases: one that is derived from those of all of them.
pub(super) fn most_derived(asked: Option<Rc<Class>>, bases: &[Value]) -> Result<Option<Rc<Class>>> {
    let mut winner = asked;
    for theirs in bases.iter().filter_map(metaclass_of) {
        winner = match winner {
            Some(ours) if ours.is_subclass(&theirs) => Some(ours),
            Some(ours) if !theirs.is_subclass(&ours) && ours.is_subclass(&types::TYPE.class()) => {
                return Err(conflict());
            }
            // A function that makes classes decides by itself.
            Some(ours) if !ours.is_subclass(&types::TYPE.class()) => return Ok(Some(ours)),
            _ => Some(theirs),
        };
    }
    Ok(winner)
}

pub(super) fn conflict() -> Exception {
    type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its \
         bases",
    )
}

/// A namespace as metaclasses get it.
pub(super) fn namespace_dict(namespace: &Attributes) -> Value {
    let dict = Dict::default();
    for (key, value) in namespace.entries() {
        dict.set_symbol(key, value);
    }
    Value::dict(dict)
}

/// `name: text` in the body of a class.
#[inline(never)]
pub(in crate::vm) fn annotate(execution: &Execution, name: Symbol, text: Value) {
    let Some(space) = namespace(execution) else { return };
    let key = Symbol::new("__annotations__");
    let known = space.namespace.get(key).unwrap_or_else(|| {
        let made = Value::dict(Dict::default());
        space.namespace.set(key, made.clone());
        made
    });
    if let Value::Dict(annotations) = known {
        annotations.set_symbol(name, text);
    }
}

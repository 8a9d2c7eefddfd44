//! Arguments to parameters, with CPython's rules and messages (`Python/ceval.c`, `initialize_locals`).

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::exceptions::suggestions::did_you_mean;
use crate::vm::exceptions::type_error;
use crate::vm::machine::owe;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::function::Function;

impl Function {
    /// Whether a call with so many arguments, none by keyword, needs no more than to put them into the first slots.
    #[inline]
    pub(in crate::vm) fn takes_plainly(&self, count: usize) -> bool {
        let params = &self.code.params;
        params.positional as usize == count
            && params.keyword_only == 0
            && !params.star_args
            && !params.star_kwargs
    }

    /// The slots of a frame for a call.
    pub(in crate::vm) fn bind(&self, args: &[Value], keywords: &[(Symbol, Value)]) -> Result<Vec<Value>> {
        let code = &*self.code;
        let mut slots = Vec::with_capacity(code.slots.len() + 8);
        if keywords.is_empty() && self.takes_plainly(args.len()) {
            slots.extend_from_slice(args);
        } else {
            self.bind_fully(&mut slots, args, keywords)?;
        }
        self.finish_slots(&mut slots, 0);
        Ok(slots)
    }

    /// Adds the slots that are no parameters: unbound ones, and the closure's cells.
    #[inline]
    pub(in crate::vm) fn finish_slots(&self, stack: &mut Vec<Value>, base: usize) {
        let own = self.code.slots.len() - self.code.free as usize;
        owe(own * 2);
        stack.resize(base + own, Value::Unbound);
        stack.extend(self.closure.iter().cloned().map(Value::Cell));
    }

    #[inline(never)]
    fn bind_fully(&self, slots: &mut Vec<Value>, args: &[Value], keywords: &[(Symbol, Value)]) -> Result<()> {
        let (code, params) = (&*self.code, &self.code.params);
        let (positional, keyword_only) = (params.positional as usize, params.keyword_only as usize);
        let named = positional + keyword_only;
        owe(named * (4 + keywords.len() / 4));
        let given = args.len().min(positional);
        slots.extend_from_slice(&args[..given]);
        slots.resize(named, Value::Unbound);
        let mut others = params.star_kwargs.then(Dict::default);
        let mut by_keyword_alone = Vec::new();
        for (name, value) in keywords {
            let known = code.slots[..named].iter().position(|slot| slot == name);
            match known {
                Some(at) if at < params.positional_only as usize && others.is_none() => {
                    by_keyword_alone.push(name.to_string());
                }
                Some(at) if at >= params.positional_only as usize => {
                    if slots[at].is_bound() {
                        return Err(self.error(format!("got multiple values for argument '{name}'")));
                    }
                    slots[at] = value.clone();
                }
                _ => match &mut others {
                    Some(others) => others.set_symbol(*name, value.clone()),
                    None => {
                        let known = &code.slots[params.positional_only as usize..named];
                        let known: Vec<Rc<str>> = known.iter().map(|name| name.text()).collect();
                        let meant = did_you_mean(&name.text(), known.iter().map(|name| &**name));
                        let text = format!("got an unexpected keyword argument '{name}'{meant}");
                        return Err(self.error(text));
                    }
                },
            }
        }
        if !by_keyword_alone.is_empty() {
            return Err(self.error(format!(
                "got some positional-only arguments passed as keyword arguments: '{}'",
                by_keyword_alone.join(", ")
            )));
        }
        if args.len() > positional && !params.star_args {
            let by_keyword = slots[positional..].iter().filter(|value| value.is_bound()).count();
            return Err(self.too_many(args.len(), by_keyword));
        }
        let defaults = self.defaults.borrow().clone();
        let first_default = positional - defaults.len().min(positional);
        for (at, default) in (first_default..positional).zip(defaults.iter()) {
            if !slots[at].is_bound() {
                slots[at] = default.clone();
            }
        }
        self.check_missing(&slots[..positional], &code.slots[..positional], "positional")?;
        let defaults = self.keyword_defaults.borrow().clone();
        for (slot, default) in slots[positional..].iter_mut().zip(defaults.iter()) {
            if !slot.is_bound() {
                *slot = default.clone();
            }
        }
        self.check_missing(&slots[positional..], &code.slots[positional..named], "keyword-only")?;
        if params.star_args {
            slots.push(Value::tuple(&args[given..]));
        }
        slots.extend(others.map(Value::dict));
        Ok(())
    }

    fn check_missing(&self, slots: &[Value], names: &[Symbol], how: &str) -> Result<()> {
        let missing: Vec<String> = slots
            .iter()
            .zip(names)
            .filter(|(slot, _)| !slot.is_bound())
            .map(|(_, name)| format!("'{name}'"))
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(self.error(missing_arguments(&missing, how))) }
    }

    fn too_many(&self, given: usize, by_keyword: usize) -> Exception {
        let positional = self.code.params.positional as usize;
        let least = positional - self.defaults.borrow().len().min(positional);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let takes = if least < positional {
            format!("takes from {least} to {positional} positional arguments")
        } else {
            format!("takes {positional} positional argument{}", plural(positional))
        };
        let were = if given == 1 && by_keyword == 0 { "was" } else { "were" };
        let also = match by_keyword {
            0 => String::new(),
            n => {
                format!(" positional argument{} (and {n} keyword-only argument{})", plural(given), plural(n))
            }
        };
        self.error(format!("{takes} but {given}{also} {were} given"))
    }

    fn error(&self, what: String) -> Exception {
        type_error(format!("{}() {what}", self.qualname.borrow()))
    }
}

/// Which arguments are missing, in words; their names are quoted.
pub(in crate::vm) fn missing_arguments(missing: &[String], how: &str) -> String {
    let list = match missing {
        [most @ .., last] if most.len() > 1 => format!("{}, and {last}", most.join(", ")),
        names => names.join(" and "),
    };
    let plural = if missing.len() == 1 { "" } else { "s" };
    format!("missing {} required {how} argument{plural}: {list}", missing.len())
}

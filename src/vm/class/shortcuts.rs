//! Shortcuts for what programs do most: builtin types are called without going through `__new__` and `__init__`, and
//! classes derived from them keep the builtin type's ways as long as they have none of their own.

use std::rc::Rc;

use crate::vm::machine::Vm;
use crate::vm::native::NativeType;
use crate::vm::types;
use crate::vm::value::dict::Dict;
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Range, Result, Value};

impl Vm {
    /// `class(*args)` for the builtin containers; nothing for other classes, and for arguments that are not the usual ones.
    pub(super) fn make_quickly(&self, class: &'static NativeType, args: &[Value]) -> Option<Result> {
        let is = |other: &'static NativeType| std::ptr::eq(class, other);
        if is(&types::RANGE) {
            let range = match args {
                [Value::Int(stop)] => Range { start: 0, stop: *stop, step: 1 },
                [Value::Int(start), Value::Int(stop)] => Range { start: *start, stop: *stop, step: 1 },
                _ => return None,
            };
            return Some(Ok(Value::Range(Rc::new(range))));
        }
        if args.len() > 1 {
            return None;
        }
        let arg = args.first();
        if is(&types::STR) {
            return match arg {
                Some(text @ Value::Str(_)) => Some(Ok(text.clone())),
                Some(number @ Value::Int(_)) => Some(self.str(number).map(Value::from)),
                _ => None,
            };
        }
        if is(&types::LIST) {
            let items = arg.map_or(Ok(Vec::new()), |iterable| self.collect_for_list(iterable));
            return Some(items.map(Value::list));
        }
        if is(&types::TUPLE) {
            return Some(match arg {
                None => Ok(Value::tuple([])),
                Some(Value::Tuple(_)) => Ok(args[0].clone()),
                Some(iterable) => self.collect(iterable).map(Value::tuple),
            });
        }
        if is(&types::SET) {
            let set = Set::new(false);
            let filled = arg.map_or(Ok(()), |iterable| types::set::update(self, &set, iterable));
            return Some(filled.map(|()| Value::Set(Rc::new(set))));
        }
        if is(&types::DICT) {
            let dict = Dict::default();
            let filled = arg.map_or(Ok(()), |from| types::dict::update(self, &dict, from));
            return Some(filled.map(|()| Value::dict(dict)));
        }
        None
    }

    /// The builtin value below an instance, if its class has left a special method as the builtin type has it.
    #[inline]
    pub(in crate::vm) fn plain_by<'a>(&self, instance: &'a Instance, method: &str) -> Option<&'a Value> {
        let Data::Value(plain) = &instance.data else { return None };
        match instance.class.borrow().lookup(Symbol::new(method)) {
            Some(Value::Native(native)) if native.owner.is_some_and(|owner| owner.is_value) => Some(plain),
            _ => None,
        }
    }
}

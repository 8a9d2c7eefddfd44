//! What `except*` does with groups of exceptions.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::code::Span;
use crate::vm::machine::Vm;
use crate::vm::types::exception::{
    BASE_EXCEPTION, BASE_EXCEPTION_GROUP, EXCEPTION, EXCEPTION_GROUP, derived_part, is_group,
};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{data_of, new_exception, type_error};

impl Vm {
    /// Splits an exception (or None) for an `except*` clause: what matches, always a group, and the rest; both may be None.
    ///
    /// # Errors
    ///
    /// TypeError for classes that cannot be caught so; what a `split()` of the program's raises.
    pub fn match_group(
        &self,
        exception: &Value,
        classes: &Value,
        clause: Option<&Span>,
    ) -> Result<(Value, Value)> {
        check_classes(classes)?;
        let Value::Exception(object) = exception else { return Ok((Value::None, Value::None)) };
        if self.is_instance(exception, classes)? {
            if is_group(object) {
                return Ok((exception.clone(), Value::None));
            }
            let members = Value::tuple([exception.clone()]);
            let group = group_around(std::slice::from_ref(exception), members);
            // It comes to be where the clause is.
            let mut last = data_of(object).traceback.borrow().last().cloned();
            if let (Some(last), Some(clause)) = (&mut last, clause) {
                last.span = *clause;
            }
            data_of(&group).traceback.borrow_mut().extend(last);
            return Ok((Value::Exception(group), Value::None));
        }
        if !is_group(object) {
            return Ok((Value::None, exception.clone()));
        }
        let parts = self.call_method(exception, "split", std::slice::from_ref(classes))?;
        let name = exception.type_name();
        let Value::Tuple(parts) = &parts else {
            let text = format!("{name}.split must return a tuple, not {}", parts.type_name());
            return Err(type_error(text));
        };
        match &parts[..] {
            [matching, rest, ..] => Ok((matching.clone(), rest.clone())),
            _ => {
                let size = parts.len();
                Err(type_error(format!("{name}.split must return a 2-tuple, got tuple of size {size}")))
            }
        }
    }

    /// What is to be raised after the `except*` clauses: `raised` holds what they raised, and the rest that nobody handled;
    /// None if there is nothing.
    ///
    /// # Errors
    ///
    /// What a `derive()` of the program's raises.
    #[inline(never)]
    pub fn join_groups(&self, original: &Value, raised: &[Value]) -> Result {
        let Value::Exception(original) = original else { return Ok(Value::None) };
        if !is_group(original) {
            // It was made a group for the one clause that matched, so there is at most one.
            return Ok(raised.first().cloned().unwrap_or(Value::None));
        }
        let (mut new, mut kept) = (Vec::new(), Vec::new());
        for value in raised {
            match value {
                Value::Exception(exception) if is_part_of(exception, original) => {
                    leaves(exception, &mut kept)
                }
                Value::Exception(_) => new.push(value.clone()),
                _ => {}
            }
        }
        crate::order::sort(&mut kept);
        if let Some(rest) = self.projection(original, &kept)? {
            new.push(Value::Exception(rest));
        }
        Ok(match new.len() {
            0 => Value::None,
            1 => new.swap_remove(0),
            _ => Value::Exception(group_around(&new, Value::list(new.clone()))),
        })
    }

    /// The part of a group that has only leaves whose addresses are among the sorted ones.
    fn projection(&self, exception: &Exception, kept: &[usize]) -> Result<Option<Exception>> {
        if !is_group(exception) {
            return Ok(kept.binary_search(&exception.address()).is_ok().then(|| exception.clone()));
        }
        let mut members = Vec::new();
        for member in exception.exceptions() {
            members.extend(self.nest(|| self.projection(member, kept))?);
        }
        derived_part(self, exception, members)
    }
}

fn group_around(members: &[Value], shown: Value) -> Exception {
    let args = vec![Value::str(""), shown];
    let exception = EXCEPTION.class();
    let plain = members.iter().all(|member| member.is_instance(&exception));
    let class = if plain { &EXCEPTION_GROUP } else { &BASE_EXCEPTION_GROUP };
    new_exception(class.class(), args)
}

/// The addresses of the exceptions in a group that are no groups.
fn leaves(exception: &Exception, into: &mut Vec<usize>) {
    if !is_group(exception) {
        into.push(exception.address());
    }
    for member in exception.exceptions() {
        leaves(member, into);
    }
}

/// Whether an exception is a part of the other, as `split()` made it and nobody raised it anew.
fn is_part_of(exception: &Exception, original: &Exception) -> bool {
    if exception.is(original) {
        return true;
    }
    if !is_group(exception) {
        return false;
    }
    let (a, b) = (data_of(exception), data_of(original));
    let same = |a: &Option<Exception>, b: &Option<Exception>| match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    let notes = |data: &super::ExceptionData| match data.attributes.get(Symbol::new("__notes__")) {
        Some(Value::List(notes)) => notes.items.borrow().clone(),
        _ => Vec::new(),
    };
    let (notes_a, notes_b) = (notes(a), notes(b));
    let (trace_a, trace_b) = (a.traceback.borrow(), b.traceback.borrow());
    same(&a.cause.borrow(), &b.cause.borrow())
        && same(&a.context.borrow(), &b.context.borrow())
        && notes_a.len() == notes_b.len()
        && notes_a.iter().zip(&notes_b).all(|(a, b)| a.is(b))
        && trace_a.len() == trace_b.len()
        && trace_a.iter().zip(&*trace_b).all(|(a, b)| Rc::ptr_eq(&a.code, &b.code) && a.span == b.span)
}

fn check_classes(classes: &Value) -> Result<()> {
    let check = |class: &Value| match class {
        Value::Class(class) if !class.is_subclass(&BASE_EXCEPTION.class()) => Err(1),
        Value::Class(class) if class.is_subclass(&BASE_EXCEPTION_GROUP.class()) => Err(2),
        Value::Class(_) => Ok(()),
        _ => Err(1),
    };
    let verdict = match classes {
        Value::Tuple(classes) => {
            let verdicts: Vec<_> = classes.iter().map(check).collect();
            // First of all they must be exceptions, all of them.
            verdicts
                .iter()
                .copied()
                .find(|verdict| *verdict == Err(1))
                .or_else(|| verdicts.into_iter().find(|verdict| verdict.is_err()))
                .unwrap_or(Ok(()))
        }
        class => check(class),
    };
    match verdict {
        Ok(()) => Ok(()),
        Err(1) => Err(type_error("catching classes that do not inherit from BaseException is not allowed")),
        Err(_) => Err(type_error("catching ExceptionGroup with except* is not allowed. Use except instead.")),
    }
}

//! Finding texts in texts.

use super::{argument, char_index, span, text_of};
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

/// The index of the first (or last) place where the text is.
fn search(vm: &Vm, args: &[Value], name: &str, last: bool) -> Result<Option<i64>> {
    let text = text_of(&args[0])?;
    let part = argument(&args[1], &format!("{name}() argument 1"))?;
    let Some((start, end)) = span(vm, text, &args[2], &args[3])? else { return Ok(None) };
    let within = &text.as_str()[start..end];
    vm.charge(within.len() / 4)?;
    let found = if last { within.rfind(part) } else { within.find(part) };
    Ok(found.map(|at| char_index(text, start + at) as i64))
}

/// `find()`
pub fn find(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::Int(search(vm, args, "find", false)?.unwrap_or(-1)))
}

/// `rfind()`
pub fn rfind(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::Int(search(vm, args, "rfind", true)?.unwrap_or(-1)))
}

/// `index()`
pub fn index(vm: &Vm, args: &[Value]) -> Result {
    search(vm, args, "index", false)?.map(Value::Int).ok_or_else(|| value_error("substring not found"))
}

/// `rindex()`
pub fn rindex(vm: &Vm, args: &[Value]) -> Result {
    search(vm, args, "rindex", true)?.map(Value::Int).ok_or_else(|| value_error("substring not found"))
}

/// `count()`
pub fn count(vm: &Vm, args: &[Value]) -> Result {
    let text = text_of(&args[0])?;
    let part = argument(&args[1], "count() argument 1")?;
    let Some((start, end)) = span(vm, text, &args[2], &args[3])? else { return Ok(Value::Int(0)) };
    let within = &text.as_str()[start..end];
    let found = within.matches(part).count();
    vm.charge(within.len() / 4 + found * 2)?;
    Ok(Value::from(found))
}

/// `startswith()`
pub fn startswith(vm: &Vm, args: &[Value]) -> Result {
    at_edge(vm, args, "startswith", |text, part| text.starts_with(part))
}

/// `endswith()`
pub fn endswith(vm: &Vm, args: &[Value]) -> Result {
    at_edge(vm, args, "endswith", |text, part| text.ends_with(part))
}

fn at_edge(vm: &Vm, args: &[Value], name: &str, is_there: fn(&str, &str) -> bool) -> Result {
    let text = text_of(&args[0])?;
    let parts = match args[1].plain() {
        Value::Tuple(parts) => &parts[..],
        _ => std::slice::from_ref(&args[1]),
    };
    let span = span(vm, text, &args[2], &args[3])?;
    vm.charge(parts.len() * 2)?;
    for part in parts {
        let Some(part) = part.as_str() else {
            let found = part.type_name();
            return Err(type_error(match args[1].plain() {
                Value::Tuple(_) => format!("tuple for {name} must only contain str, not {found}"),
                _ => format!("{name} first arg must be str or a tuple of str, not {found}"),
            }));
        };
        if let Some((start, end)) = span
            && is_there(&text.as_str()[start..end], part)
        {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

//! Taking texts apart.

use super::{argument, is_space, same_or, str_of};
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

/// How often to split: `None` for as often as can be.
fn limit(vm: &Vm, value: &Value) -> Result<usize> {
    Ok(usize::try_from(vm.index_clamped(value)?).unwrap_or(usize::MAX))
}

fn separator(value: &Value) -> Result<Option<&str>> {
    match value.given() {
        None => Ok(None),
        Some(separator) => match separator.as_str() {
            Some("") => Err(value_error("empty separator")),
            Some(text) => Ok(Some(text)),
            None => Err(type_error(format!("must be str or None, not {}", separator.type_name()))),
        },
    }
}

fn list(vm: &Vm, parts: Vec<Value>) -> Result {
    vm.charge(parts.len() * 12)?;
    vm.charge_items(parts.len())?;
    Ok(Value::list(parts))
}

/// `split()`
pub fn split(vm: &Vm, args: &[Value]) -> Result {
    let text = str_of(&args[0])?;
    vm.charge(text.len() / 4)?;
    let most = limit(vm, &args[2])?;
    match separator(&args[1])? {
        Some(separator) => {
            list(vm, text.splitn(most.saturating_add(1), separator).map(Value::from).collect())
        }
        None => {
            let (mut parts, mut rest) = (Vec::new(), text.trim_start_matches(is_space));
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(Value::str(rest));
                    break;
                }
                let end = rest.find(is_space).unwrap_or(rest.len());
                parts.push(Value::str(&rest[..end]));
                rest = rest[end..].trim_start_matches(is_space);
            }
            list(vm, parts)
        }
    }
}

/// `rsplit()`
pub fn rsplit(vm: &Vm, args: &[Value]) -> Result {
    let text = str_of(&args[0])?;
    vm.charge(text.len() / 4)?;
    let most = limit(vm, &args[2])?;
    let mut parts: Vec<Value> = match separator(&args[1])? {
        Some(separator) => text.rsplitn(most.saturating_add(1), separator).map(Value::from).collect(),
        None => {
            let (mut parts, mut rest) = (Vec::new(), text.trim_end_matches(is_space));
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(Value::str(rest));
                    break;
                }
                let space = rest.char_indices().rev().find(|(_, c)| is_space(*c));
                let start = space.map_or(0, |(at, c)| at + c.len_utf8());
                parts.push(Value::str(&rest[start..]));
                rest = rest[..start].trim_end_matches(is_space);
            }
            parts
        }
    };
    parts.reverse();
    list(vm, parts)
}

/// `splitlines()`
pub fn splitlines(vm: &Vm, args: &[Value]) -> Result {
    let mut rest = str_of(&args[0])?;
    let keep = vm.truth(&args[1])?;
    vm.charge(rest.len() / 4)?;
    let mut lines = Vec::new();
    let is_end = |c: char| {
        matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    while !rest.is_empty() {
        let (end, next) = match rest.find(is_end) {
            None => (rest.len(), rest.len()),
            Some(at) if rest[at..].starts_with("\r\n") => (at, at + 2),
            Some(at) => (at, at + rest[at..].chars().next().map_or(1, char::len_utf8)),
        };
        lines.push(Value::str(&rest[..if keep { next } else { end }]));
        if lines.len().is_multiple_of(4096) {
            // Lines take much more memory than the text does.
            vm.charge(4096 + 1)?;
        }
        rest = &rest[next..];
    }
    list(vm, lines)
}

/// `partition()`
pub fn partition(vm: &Vm, args: &[Value]) -> Result {
    parts_at(vm, args, |text, separator| text.find(separator), false)
}

/// `rpartition()`
pub fn rpartition(vm: &Vm, args: &[Value]) -> Result {
    parts_at(vm, args, |text, separator| text.rfind(separator), true)
}

fn parts_at(vm: &Vm, args: &[Value], find: fn(&str, &str) -> Option<usize>, last: bool) -> Result {
    let text = str_of(&args[0])?;
    vm.charge(text.len() / 4)?;
    let separator = argument(&args[1], "separator")?;
    if separator.is_empty() {
        return Err(value_error("empty separator"));
    }
    let parts = match find(text, separator) {
        Some(at) => [&text[..at], separator, &text[at + separator.len()..]],
        None if last => ["", "", text],
        None => [text, "", ""],
    };
    Ok(Value::tuple(parts.map(Value::str)))
}

/// `strip()`
pub fn strip(vm: &Vm, args: &[Value]) -> Result {
    stripped(vm, args, true, true, "strip")
}

/// `lstrip()`
pub fn lstrip(vm: &Vm, args: &[Value]) -> Result {
    stripped(vm, args, true, false, "lstrip")
}

/// `rstrip()`
pub fn rstrip(vm: &Vm, args: &[Value]) -> Result {
    stripped(vm, args, false, true, "rstrip")
}

fn stripped(vm: &Vm, args: &[Value], start: bool, end: bool, name: &str) -> Result {
    let chars = match args[1].given() {
        None => None,
        Some(chars) => match chars.as_str() {
            Some(chars) => Some(chars),
            None => return Err(type_error(format!("{name} arg must be None or str"))),
        },
    };
    let taken = |c: char| chars.map_or_else(|| is_space(c), |chars| chars.contains(c));
    let mut text = str_of(&args[0])?;
    let whole = text.len();
    if start {
        text = text.trim_start_matches(taken);
    }
    if end {
        text = text.trim_end_matches(taken);
    }
    vm.charge(whole - text.len())?;
    Ok(same_or(&args[0], text))
}

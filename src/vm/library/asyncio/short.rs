//! `reprlib.repr()`, by which futures show their results: what is long is cut in the middle, what has many items at its end.

use std::rc::Rc;

use crate::vm::exceptions::is;
use crate::vm::library::collections::deque::DEQUE;
use crate::vm::machine::Vm;
use crate::vm::operators::sorting;
use crate::vm::types::exception::EXCEPTION;
use crate::vm::value::{Result, Value};

/// A value with so many levels of containers in it.
pub(super) fn repr(vm: &Vm, value: &Value, level: usize) -> Result<String> {
    let (open, close, most) = match value {
        Value::Tuple(items) if items.len() == 1 => ("(", ",)", 6),
        Value::Tuple(_) => ("(", ")", 6),
        Value::List(_) => ("[", "]", 6),
        Value::Dict(_) => ("{", "}", 4),
        Value::Set(items) if items.frozen => ("frozenset({", "})", 6),
        Value::Set(items) if items.is_empty() => return Ok("set()".into()),
        Value::Set(_) => ("{", "}", 6),
        // One of a class derived from it is shown as any other object.
        Value::Instance(instance) if Rc::ptr_eq(&instance.class.borrow(), &DEQUE.class()) => {
            ("deque([", "])", 6)
        }
        Value::Str(text) => {
            vm.charge(text.len())?;
            return Ok(string(vm, text.as_str()));
        }
        Value::Int(_) | Value::Big(_) => return Ok(cut(&vm.repr(value)?, 40)),
        _ => {
            return match vm.repr(value) {
                Err(error) if is(&error, &EXCEPTION) => {
                    Ok(format!("<{} instance at {:#x}>", value.type_name(), value.id()))
                }
                text => Ok(cut(&text?, 30)),
            };
        }
    };
    let mut items = vm.collect(value)?;
    if matches!(value, Value::Set(_) | Value::Dict(_)) {
        let mut sorted = items.clone();
        if sorting::sort(vm, &mut sorted, &Value::None, false).is_ok() {
            items = sorted;
        }
    }
    let mut shown = Vec::new();
    if level == 0 && !items.is_empty() {
        shown.push("...".to_owned());
        items.clear();
    }
    let more = items.len() > most;
    for item in items.iter().take(most) {
        let mut text = vm.nest(|| repr(vm, item, level - 1))?;
        if let Value::Dict(dict) = value {
            let item = dict.get(vm, item)?.unwrap_or_default();
            text = text + ": " + &repr(vm, &item, level - 1)?;
        }
        shown.push(text);
    }
    if more {
        shown.push("...".to_owned());
    }
    Ok(format!("{open}{}{close}", shown.join(", ")))
}

/// A str: quotes and escapes count.
fn string(vm: &Vm, text: &str) -> String {
    const MOST: usize = 30;
    let quoted = |text: String| vm.repr(&text.into()).unwrap_or_default();
    let all = quoted(text.chars().take(MOST).collect());
    if all.chars().count() <= MOST {
        return all;
    }
    let (head, tail) = ends(MOST);
    middle_out(&quoted(ends_of(text, head, "", tail)), MOST)
}

fn ends(most: usize) -> (usize, usize) {
    let head = (most - 3) / 2;
    (head, most - 3 - head)
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { middle_out(text, most) }
}

fn middle_out(text: &str, most: usize) -> String {
    let (head, tail) = ends(most);
    ends_of(text, head, "...", tail)
}

/// So many characters of a text that has more, from its front and its end, with something between them.
fn ends_of(text: &str, head: usize, between: &str, tail: usize) -> String {
    let last = text.char_indices().rev().nth(tail - 1).map_or(0, |(at, _)| at);
    text.chars().take(head).chain(between.chars()).chain(text[last..].chars()).collect()
}

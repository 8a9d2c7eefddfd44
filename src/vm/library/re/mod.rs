//! `re`: regular expressions, by a matcher of our own that tries alternatives in CPython's order.

mod atoms;
mod compile;
mod groups;
mod program;
mod search;

use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::value::dict::Dict;
use crate::vm::value::{Result, Value};

use super::arguments::{small, text};
use crate::vm::types::bytes::bytes_of;
use program::Program;
use search::Search;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("re")
    .functions(&[
        Native::new("_compile", "pattern, flags, error, /", |vm, args| {
            let pattern = text(&args[0], "pattern")?;
            vm.charge(pattern.len() * 16)?;
            match compile::compile(pattern, small(vm, &args[1])? as u32) {
                Ok(program) => {
                    vm.charge(program.steps.len() * 16)?;
                    let names = Dict::default();
                    for (name, number) in &program.names {
                        names.set_str(name, Value::from(*number));
                    }
                    let facts =
                        [Value::from(program.groups), Value::dict(names), Value::Int(program.flags.into())];
                    let [groups, names, flags] = facts;
                    let program = Value::native(PROGRAM.class(), program);
                    Ok(Value::tuple([program, groups, names, flags]))
                }
                Err((message, at)) => {
                    let at = if at == compile::NOWHERE { Value::None } else { Value::from(at) };
                    match vm.call(&args[2], &[Value::str(message), args[0].clone(), at])? {
                        Value::Exception(error) => Err(error),
                        _ => Err(type_error("error must be a class of exceptions")),
                    }
                }
            }
        }),
        Native::new("_find", "program, text, start, end, how, most, /", find),
    ])
    .python(include_str!("../python/re.py"));

/// What a pattern is compiled to.
static PROGRAM: NativeType = NativeType::new("_Program", "re", &[]);

/// What a pattern, of bytes or of text, searches: bytes as the characters that Latin-1 makes of them.
fn chars(vm: &Vm, subject: &Value, of_bytes: bool) -> Result<Vec<char>> {
    let charge = |length: usize| {
        vm.charge(length)?;
        vm.charge_bytes(length as u64 * 4)
    };
    match (subject.as_str(), bytes_of(subject)) {
        (Some(_), _) if of_bytes => Err(type_error("cannot use a bytes pattern on a string-like object")),
        (Some(text), _) => charge(text.len()).map(|()| text.chars().collect()),
        (None, Some(_)) if !of_bytes => Err(type_error("cannot use a string pattern on a bytes-like object")),
        (None, Some(bytes)) => charge(bytes.len()).map(|()| bytes.into_iter().map(char::from).collect()),
        (None, None) => {
            let class = subject.type_name();
            Err(type_error(format!("expected string or bytes-like object, got '{class}'")))
        }
    }
}

/// `_find(program, text, start, end, how, most)`: the spans of up to `most` matches, each a tuple of starts and ends of all
/// groups (-1 for one without a match). `how` is 0 to match at the start, 1 to match everything, 2 to search.
fn find(vm: &Vm, args: &[Value]) -> Result {
    let Some(program) = args[0].data::<Program>() else { return Err(type_error("not a pattern")) };
    let chars = chars(vm, &args[1], program.flags & program::BYTES != 0)?;
    let end = small(vm, &args[3])?.clamp(0, chars.len() as i64) as usize;
    let mut at = small(vm, &args[2])?.max(0) as usize;
    let (how, most) = (small(vm, &args[4])?, small(vm, &args[5])?);
    let mut search = Search::new(vm, program, &chars[..end]);
    let mut found = Vec::new();
    let mut after_empty = false;
    while at <= end && (found.len() as i64) < most {
        let Some(from) = search.next(at, how, after_empty)? else { break };
        let places = search.places();
        let to = places[1];
        found.push(Value::tuple(
            places.iter().map(|place| Value::Int(place.map_or(-1, |place| place as i64))).collect::<Vec<_>>(),
        ));
        // An empty match is not found twice in the same place; what begins there and is longer is.
        at = to.unwrap_or(end);
        after_empty = at == from;
        vm.charge_bytes(places.len() as u64 * 16)?;
    }
    Ok(Value::list(found))
}

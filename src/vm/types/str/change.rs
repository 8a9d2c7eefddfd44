//! Texts made of other texts.

use crate::vm::exceptions::{raise, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::types::exception::LOOKUP_ERROR;
use crate::vm::value::dict::Dict;
use crate::vm::value::{Result, Value};

use super::{argument, same_or, str_of, text_of};

/// Fills a text up to a width; `before` says how many of the missing characters come before it.
fn filled(vm: &Vm, args: &[Value], before: impl Fn(usize, usize) -> usize) -> Result {
    let (text, width) = (text_of(&args[0])?, vm.index_i64(&args[1])?);
    let fill = match args[2].as_str() {
        Some(fill) if fill.chars().count() == 1 => fill,
        Some(_) => return Err(type_error("The fill character must be exactly one character long")),
        None => {
            let name = args[2].type_name();
            return Err(type_error(format!("The fill character must be a unicode character, not {name}")));
        }
    };
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(text.len());
    if missing == 0 {
        return Ok(same_or(&args[0], text.as_str()));
    }
    vm.charge_text(missing.saturating_mul(fill.len()))?;
    let before = before(missing, width);
    Ok([&fill.repeat(before), text.as_str(), &fill.repeat(missing - before)].concat().into())
}

/// `center()`
pub fn center(vm: &Vm, args: &[Value]) -> Result {
    filled(vm, args, |missing, width| missing / 2 + (missing & width & 1))
}

/// `ljust()`
pub fn ljust(vm: &Vm, args: &[Value]) -> Result {
    filled(vm, args, |_, _| 0)
}

/// `rjust()`
pub fn rjust(vm: &Vm, args: &[Value]) -> Result {
    filled(vm, args, |missing, _| missing)
}

/// `zfill()`
pub fn zfill(vm: &Vm, args: &[Value]) -> Result {
    let (text, width) = (text_of(&args[0])?, vm.index_i64(&args[1])?);
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.len());
    vm.charge_text(missing)?;
    let signed = usize::from(text.as_str().starts_with(['-', '+']));
    let (sign, digits) = text.as_str().split_at(signed);
    Ok([sign, &"0".repeat(missing), digits].concat().into())
}

/// `expandtabs()`
pub fn expandtabs(vm: &Vm, args: &[Value]) -> Result {
    let (text, size) = (str_of(&args[0])?, vm.index_i64(&args[1])?.max(0) as usize);
    let tabs = text.matches('\t').count();
    vm.charge_text(text.len().saturating_add(tabs.saturating_mul(size)))?;
    let (mut expanded, mut column) = (String::with_capacity(text.len()), 0);
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                expanded.push_str(&" ".repeat(spaces));
                column += spaces;
            }
            c => {
                expanded.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(expanded.into())
}

/// `replace()`
pub fn replace(vm: &Vm, args: &[Value]) -> Result {
    let text = str_of(&args[0])?;
    let (old, new) =
        (argument(&args[1], "replace() argument 1")?, argument(&args[2], "replace() argument 2")?);
    let most = usize::try_from(vm.index_clamped(&args[3])?).unwrap_or(usize::MAX);
    vm.charge(text.len() / 4)?;
    let times = text.matches(old).count().min(most);
    if times == 0 {
        return Ok(same_or(&args[0], text));
    }
    vm.charge_text(text.len().saturating_add(times.saturating_mul(new.len())))?;
    vm.charge(times.saturating_mul(2))?;
    Ok(text.replacen(old, new, times).into())
}

/// `removeprefix()`
pub fn removeprefix(_: &Vm, args: &[Value]) -> Result {
    let (text, prefix) = (str_of(&args[0])?, argument(&args[1], "removeprefix() argument")?);
    Ok(same_or(&args[0], text.strip_prefix(prefix).unwrap_or(text)))
}

/// `removesuffix()`
pub fn removesuffix(_: &Vm, args: &[Value]) -> Result {
    let (text, suffix) = (str_of(&args[0])?, argument(&args[1], "removesuffix() argument")?);
    Ok(same_or(&args[0], text.strip_suffix(suffix).unwrap_or(text)))
}

/// `translate()`
pub fn translate(vm: &Vm, args: &[Value]) -> Result {
    let text = str_of(&args[0])?;
    vm.charge(text.len() * 4)?;
    vm.charge_text(text.len())?;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let key = Value::Int(i64::from(c as u32));
        let found = match args[1].plain() {
            Value::Dict(table) if matches!(args[1], Value::Dict(_)) => table.get(vm, &key)?,
            _ => match vm.get_item(&args[1], &key) {
                Ok(found) => Some(found),
                Err(error) if Value::Exception(error.clone()).is_instance(&LOOKUP_ERROR.class()) => None,
                Err(error) => return Err(error),
            },
        };
        match found.as_ref().map(Value::plain) {
            None => out.push(c),
            Some(Value::None) => {}
            Some(Value::Str(text)) => vm.append(&mut out, text.as_str())?,
            Some(Value::Int(code)) => match u32::try_from(*code).ok().and_then(char::from_u32) {
                Some(c) => out.push(c),
                None => return Err(value_error("character mapping must be in range(0x110000)")),
            },
            Some(_) => return Err(type_error("character mapping must return integer, None or str")),
        }
    }
    Ok(out.into())
}

/// `maketrans()`
pub fn maketrans(vm: &Vm, args: &[Value]) -> Result {
    let table = Dict::default();
    let code = |c: char| Value::Int(i64::from(c as u32));
    if !args[1].is_bound() {
        let Value::Dict(from) = args[0].plain() else {
            return Err(type_error("if you give only one argument to maketrans it must be a dict"));
        };
        vm.charge(from.len() * 32)?;
        for (key, value) in from.items() {
            let key = match key.plain() {
                Value::Str(text) if text.len() == 1 => text.as_str().chars().next().map_or(Value::None, code),
                Value::Str(_) => {
                    return Err(value_error("string keys in translate table must be of length 1"));
                }
                Value::Int(_) => key,
                _ => return Err(type_error("keys in translate table must be strings or integers")),
            };
            table.set(vm, key, value)?;
        }
        return Ok(Value::dict(table));
    }
    let from = argument(&args[0], "first maketrans argument")?;
    let to = argument(&args[1], "maketrans() argument 2")?;
    if from.chars().count() != to.chars().count() {
        return Err(value_error("the first two maketrans arguments must have equal length"));
    }
    vm.charge(from.len() * 32)?;
    for (from, to) in from.chars().zip(to.chars()) {
        table.set(vm, code(from), code(to))?;
    }
    if args[2].is_bound() {
        let gone = argument(&args[2], "maketrans() argument 3")?;
        vm.charge(gone.len() * 32)?;
        for c in gone.chars() {
            table.set(vm, code(c), Value::None)?;
        }
    }
    Ok(Value::dict(table))
}

/// A LookupError, for an encoding that nobody knows.
pub(super) fn lookup_error(message: String) -> crate::engine::Exception {
    raise(&LOOKUP_ERROR, message)
}

//! str.

mod case;
mod change;
mod codec;
mod kinds;
mod search;
mod split;
mod wide;

use crate::vm::exceptions::type_error;
use crate::vm::machine::{Vm, owe};
use crate::vm::native::{Native, NativeType};
use crate::vm::types::bytes::bytes_of;
use crate::vm::value::{Result, Text, Value};

pub use codec::{check_names, decode, encode};
pub use kinds::{Decimal, is_space};

/// `str`
pub static STR: NativeType = NativeType::new(
    "str",
    "builtins",
    &[
        Native::new("__new__", "cls, object=?, encoding=?, errors=?", new),
        Native::new("__getnewargs__", "self, /", |_, args| Ok(Value::tuple([args[0].plain().clone()]))),
        Native::new("capitalize", "self, /", case::capitalize),
        Native::new("casefold", "self, /", case::casefold),
        Native::new("center", "self, width, fillchar=\" \", /", change::center),
        Native::new("count", "self, sub, start=None, end=None, /", search::count),
        Native::new("encode", "self, /, encoding=\"utf-8\", errors=\"strict\"", |vm, args| {
            check_names("encode", &args[1..])?;
            encode(vm, &args[0], &args[1], &args[2])
        }),
        Native::new("endswith", "self, suffix, start=None, end=None, /", search::endswith),
        Native::new("expandtabs", "self, /, tabsize=8", change::expandtabs),
        Native::new("find", "self, sub, start=None, end=None, /", search::find),
        Native::new("format", "self, /, *args, **kwargs", |vm, args| {
            let (Value::Tuple(values), Value::Dict(named)) = (&args[1], &args[2]) else {
                return Ok(Value::None);
            };
            let named = |name: &str| Ok(named.get_str(name));
            vm.format_template(str_of(&args[0])?, Some(values), &named).map(Value::from)
        }),
        Native::new("format_map", "self, mapping, /", |vm, args| {
            let named = |name: &str| vm.get_item(&args[1], &Value::str(name)).map(Some);
            vm.format_template(str_of(&args[0])?, None, &named).map(Value::from)
        }),
        Native::new("index", "self, sub, start=None, end=None, /", search::index),
        Native::new("isalnum", "self, /", kinds::isalnum),
        Native::new("isalpha", "self, /", kinds::isalpha),
        Native::new("isascii", "self, /", |_, args| Ok(Value::Bool(str_of(&args[0])?.is_ascii()))),
        Native::new("isdecimal", "self, /", kinds::isdecimal),
        Native::new("isdigit", "self, /", kinds::isdigit),
        Native::new("isidentifier", "self, /", kinds::isidentifier),
        Native::new("islower", "self, /", kinds::islower),
        Native::new("isnumeric", "self, /", kinds::isnumeric),
        Native::new("isprintable", "self, /", kinds::isprintable),
        Native::new("isspace", "self, /", kinds::isspace),
        Native::new("istitle", "self, /", kinds::istitle),
        Native::new("isupper", "self, /", kinds::isupper),
        Native::new("join", "self, iterable, /", join),
        Native::new("ljust", "self, width, fillchar=\" \", /", change::ljust),
        Native::new("lower", "self, /", case::lower),
        Native::new("lstrip", "self, chars=None, /", split::lstrip),
        Native::of_nothing("maketrans", "x, y=?, z=?, /", change::maketrans),
        Native::new("partition", "self, sep, /", split::partition),
        Native::new("removeprefix", "self, prefix, /", change::removeprefix),
        Native::new("removesuffix", "self, suffix, /", change::removesuffix),
        Native::new("replace", "self, old, new, /, count=-1", change::replace),
        Native::new("rfind", "self, sub, start=None, end=None, /", search::rfind),
        Native::new("rindex", "self, sub, start=None, end=None, /", search::rindex),
        Native::new("rjust", "self, width, fillchar=\" \", /", change::rjust),
        Native::new("rpartition", "self, sep, /", split::rpartition),
        Native::new("rsplit", "self, /, sep=None, maxsplit=-1", split::rsplit),
        Native::new("rstrip", "self, chars=None, /", split::rstrip),
        Native::new("split", "self, /, sep=None, maxsplit=-1", split::split),
        Native::new("splitlines", "self, /, keepends=False", split::splitlines),
        Native::new("startswith", "self, prefix, start=None, end=None, /", search::startswith),
        Native::new("strip", "self, chars=None, /", split::strip),
        Native::new("swapcase", "self, /", case::swapcase),
        Native::new("title", "self, /", case::title),
        Native::new("translate", "self, table, /", change::translate),
        Native::new("upper", "self, /", case::upper),
        Native::new("zfill", "self, width, /", change::zfill),
    ],
)
.value();

/// The methods that bytes have too.
pub mod shared {
    pub use super::case::{capitalize, lower, swapcase, title, upper};
    pub use super::change::{center, expandtabs, ljust, removeprefix, removesuffix, replace, rjust, zfill};
    pub use super::join;
    pub use super::kinds::{isalnum, isalpha, isdigit, islower, isspace, istitle, isupper};
    pub use super::search::{count, endswith, find, index, rfind, rindex, startswith};
    pub use super::split::{lstrip, partition, rpartition, rsplit, rstrip, split, splitlines, strip};
}

/// The text that a method is called on.
fn text_of(value: &Value) -> Result<&Text> {
    match value.plain() {
        Value::Str(text) => Ok(text),
        other => Err(type_error(format!("'{}' object is not a str", other.type_name()))),
    }
}

fn str_of(value: &Value) -> Result<&str> {
    text_of(value).map(Text::as_str)
}

/// An argument that must be a str.
fn argument<'a>(value: &'a Value, what: &str) -> Result<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(type_error(format!("{what} must be str, not {}", value.type_name()))),
    }
}

/// The value itself, if nothing has changed.
fn same_or(value: &Value, text: &str) -> Value {
    match value {
        Value::Str(known) if known.as_str().len() == text.len() => value.clone(),
        _ => Value::str(text),
    }
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let (object, encoding, errors) = (&args[1], &args[2], &args[3]);
    if !encoding.is_bound() && !errors.is_bound() {
        return match object {
            Value::Unbound => Ok(Value::str("")),
            Value::Str(_) => Ok(object.clone()),
            _ => vm.str(object).map(Value::from),
        };
    }
    must_be_str("str", encoding, errors)?;
    if !object.is_bound() {
        return Ok(Value::str(""));
    }
    let Some(bytes) = bytes_of(object) else {
        return Err(type_error(if object.as_str().is_some() {
            "decoding str is not supported".to_owned()
        } else {
            format!("decoding to str: need a bytes-like object, {} found", object.type_name())
        }));
    };
    let utf_8 = Value::str("utf-8");
    decode(vm, &bytes, if encoding.is_bound() { encoding } else { &utf_8 }, errors)
}

/// An encoding and how errors are handled are strings, if they are given.
pub(super) fn must_be_str(class: &str, encoding: &Value, errors: &Value) -> Result<()> {
    for (value, name) in [(encoding, "encoding"), (errors, "errors")] {
        if value.is_bound() && value.as_str().is_none() {
            let given = value.type_name();
            return Err(type_error(format!("{class}() argument '{name}' must be str, not {given}")));
        }
    }
    Ok(())
}

/// `sep.join(iterable)`
pub fn join(vm: &Vm, args: &[Value]) -> Result {
    let separator = str_of(&args[0])?;
    let items = match args[1].plain() {
        Value::List(list) => list.items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        _ => match vm.collect(&args[1]) {
            Ok(items) => items,
            Err(_) if vm.iter(&args[1]).is_err() && !vm.is_stopped() => {
                return Err(type_error("can only join an iterable"));
            }
            Err(error) => return Err(error),
        },
    };
    let mut length = separator.len().saturating_mul(items.len().saturating_sub(1));
    for (at, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(text) => length = length.saturating_add(text.len()),
            None => {
                let name = item.type_name();
                return Err(type_error(format!("sequence item {at}: expected str instance, {name} found")));
            }
        }
    }
    vm.charge_text(length)?;
    vm.charge(items.len() * 2)?;
    let mut joined = String::with_capacity(length);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(separator);
        }
        joined.push_str(item.as_str().unwrap_or_default());
    }
    Ok(joined.into())
}

/// The byte at which a character begins; the end for one behind it.
fn byte_at(text: &Text, index: usize) -> usize {
    let all = text.as_str().len();
    if text.is_ascii() {
        return index.min(all);
    }
    owe(index / 4);
    text.as_str().char_indices().nth(index).map_or(all, |(at, _)| at)
}

/// Which character the byte belongs to.
fn char_index(text: &Text, byte: usize) -> usize {
    if text.is_ascii() {
        return byte;
    }
    owe(byte / 8);
    text.as_str()[..byte].chars().count()
}

/// The bytes from the start-th character up to the end-th one, as in a slice; nothing if the start is behind the text's end.
fn span(vm: &Vm, text: &Text, start: &Value, end: &Value) -> Result<Option<(usize, usize)>> {
    if start.given().is_none() && end.given().is_none() {
        return Ok(Some((0, text.as_str().len())));
    }
    let len = text.len() as i64;
    let place = |value: &Value, default: i64| match value.given() {
        None => Ok(default),
        Some(value) => {
            let index = vm.index_clamped(value)?;
            Ok(if index < 0 { index.saturating_add(len).max(0) } else { index })
        }
    };
    let (start, end) = (place(start, 0)?, place(end, len)?.min(len));
    if start > len || start > end {
        return Ok(None);
    }
    Ok(Some((byte_at(text, start as usize), byte_at(text, end as usize))))
}

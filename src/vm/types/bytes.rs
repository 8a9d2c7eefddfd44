//! bytes.

use crate::vm::exceptions::{data_of, overflow_error, type_error, value_error};
use crate::vm::machine::{Vm, owe};
use crate::vm::native::{Native, NativeType, Run};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::bytearray::{self, ByteArray};
pub use super::str::Decimal;
use super::str::shared;

/// Declares a method that bytes share with str.
macro_rules! shared {
    ($name:literal, $params:literal, $run:path) => {
        Native::new($name, $params, |vm, args| by_text(vm, args, $run))
    };
}

/// The methods of bytes and bytearray.
pub(super) static METHODS: &[Native] = &[
    Native::new("decode", "self, /, encoding=\"utf-8\", errors=\"strict\"", |vm, args| {
        super::str::check_names("decode", &args[1..])?;
        super::str::decode(vm, &self_bytes(&args[0])?, &args[1], &args[2])
    }),
    Native::new("hex", "self, /, sep=?, bytes_per_sep=1", hex),
    shared!("capitalize", "self, /", shared::capitalize),
    shared!("center", "self, width, fillchar=\" \", /", shared::center),
    Native::new("count", "self, sub, start=None, end=None, /", |vm, args| search(vm, args, shared::count)),
    shared!("endswith", "self, suffix, start=None, end=None, /", shared::endswith),
    shared!("expandtabs", "self, /, tabsize=8", shared::expandtabs),
    Native::new("find", "self, sub, start=None, end=None, /", |vm, args| search(vm, args, shared::find)),
    Native::new("index", "self, sub, start=None, end=None, /", |vm, args| search(vm, args, shared::index)),
    shared!("isalnum", "self, /", shared::isalnum),
    shared!("isalpha", "self, /", shared::isalpha),
    Native::new("isascii", "self, /", |_, args| Ok(Value::Bool(self_bytes(&args[0])?.is_ascii()))),
    shared!("isdigit", "self, /", shared::isdigit),
    shared!("islower", "self, /", shared::islower),
    shared!("isspace", "self, /", shared::isspace),
    shared!("istitle", "self, /", shared::istitle),
    shared!("isupper", "self, /", shared::isupper),
    Native::new("join", "self, iterable_of_bytes, /", join),
    shared!("ljust", "self, width, fillchar=\" \", /", shared::ljust),
    shared!("lower", "self, /", shared::lower),
    shared!("lstrip", "self, bytes=None, /", shared::lstrip),
    shared!("partition", "self, sep, /", shared::partition),
    shared!("removeprefix", "self, prefix, /", shared::removeprefix),
    shared!("removesuffix", "self, suffix, /", shared::removesuffix),
    shared!("replace", "self, old, new, /, count=-1", shared::replace),
    Native::new("rfind", "self, sub, start=None, end=None, /", |vm, args| search(vm, args, shared::rfind)),
    Native::new("rindex", "self, sub, start=None, end=None, /", |vm, args| search(vm, args, shared::rindex)),
    shared!("rjust", "self, width, fillchar=\" \", /", shared::rjust),
    shared!("rpartition", "self, sep, /", shared::rpartition),
    shared!("rsplit", "self, /, sep=None, maxsplit=-1", shared::rsplit),
    shared!("rstrip", "self, bytes=None, /", shared::rstrip),
    shared!("split", "self, /, sep=None, maxsplit=-1", shared::split),
    shared!("splitlines", "self, /, keepends=False", shared::splitlines),
    shared!("startswith", "self, prefix, start=None, end=None, /", shared::startswith),
    shared!("strip", "self, bytes=None, /", shared::strip),
    shared!("swapcase", "self, /", shared::swapcase),
    shared!("title", "self, /", shared::title),
    shared!("upper", "self, /", shared::upper),
    shared!("zfill", "self, width, /", shared::zfill),
    Native::new("translate", "self, table, /, delete=?", translate),
    Native::of_class("fromhex", "cls, string, /", fromhex),
    Native::of_nothing("maketrans", "frm, to, /", maketrans),
    Native::new("__bytes__", "self, /", |_, args| self_bytes(&args[0]).map(Value::bytes)),
    Native::new("__new__", "cls, source=?, encoding=?, errors=?", |vm, args| {
        if let (Value::Bytes(_), Value::Unbound, Value::Unbound) = (&args[1], &args[2], &args[3]) {
            return Ok(args[1].clone());
        }
        new(vm, &args[1], &args[2], &args[3]).map(Value::bytes)
    }),
];

/// `bytes`
pub static BYTES: NativeType = NativeType::new("bytes", "builtins", METHODS).value();

/// The bytes of a bytes-like object.
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value.plain() {
        Value::Bytes(bytes) => {
            owe(bytes.len() / 8);
            Some(bytes.to_vec())
        }
        other => other.data::<ByteArray>().map(ByteArray::bytes),
    }
}

fn self_bytes(value: &Value) -> Result<Vec<u8>> {
    bytes_of(value).ok_or_else(|| bytes_like(value))
}

fn bytes_like(value: &Value) -> crate::engine::Exception {
    type_error(format!("a bytes-like object is required, not '{}'", value.type_name()))
}

/// Where bytes that are no ASCII stand among the characters: these are no letters, digits or spaces.
const OTHERS: u32 = 0xf700;

fn to_text(bytes: &[u8]) -> Value {
    let other = |byte: u8| char::from_u32(OTHERS + u32::from(byte)).unwrap_or_default();
    let chars = bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { other(*byte) });
    chars.collect::<String>().into()
}

/// Any values with the texts in them as bytes, or as bytearrays.
fn to_bytes(value: Value, arrays: bool) -> Value {
    match &value {
        Value::Str(text) => {
            let bytes = text.as_str().chars().map(|c| match c as u32 {
                code if code >= OTHERS => (code - OTHERS) as u8,
                code => code as u8,
            });
            let bytes = bytes.collect::<Vec<u8>>();
            if arrays { bytearray::of_bytes(bytes) } else { Value::bytes(bytes) }
        }
        Value::List(list) => {
            Value::list(list.items.take().into_iter().map(|item| to_bytes(item, arrays)).collect())
        }
        Value::Tuple(items) => {
            Value::tuple(items.iter().cloned().map(|item| to_bytes(item, arrays)).collect::<Vec<Value>>())
        }
        _ => value,
    }
}

/// Does what the method of str does, to texts of the same characters.
fn by_text(vm: &Vm, args: &[Value], run: Run) -> Result {
    let mut texts = Vec::with_capacity(args.len());
    for (at, arg) in args.iter().enumerate() {
        texts.push(match arg.plain() {
            // The default of a fill character.
            Value::Str(text) if !(at == 2 && text.as_str() == " ") => return Err(bytes_like(arg)),
            Value::Tuple(parts) => {
                let parts = parts.iter().map(|part| bytes_of(part).map(|bytes| to_text(&bytes)));
                match parts.collect::<Option<Vec<Value>>>() {
                    Some(parts) => Value::tuple(parts),
                    None => arg.clone(),
                }
            }
            _ => match bytes_of(arg) {
                Some(bytes) => {
                    vm.charge(bytes.len() * 3)?;
                    to_text(&bytes)
                }
                None => arg.clone(),
            },
        });
    }
    run(vm, &texts).map(|result| to_bytes(result, args[0].data::<ByteArray>().is_some()))
}

/// `find()` and the like, which take a single byte as an int too.
fn search(vm: &Vm, args: &[Value], run: Run) -> Result {
    let mut args = args.to_vec();
    if matches!(args[1].plain(), Value::Int(_) | Value::Bool(_) | Value::Big(_)) {
        args[1] = Value::bytes([byte(vm, &args[1], "byte must be in range(0, 256)")?]);
    } else if bytes_of(&args[1]).is_none() {
        let name = args[1].type_name();
        return Err(type_error(format!("argument should be integer or bytes-like object, not '{name}'")));
    }
    by_text(vm, &args, run).map_err(|error| {
        let text = error_text(&error);
        if text.as_deref() == Some("substring not found") {
            value_error("subsection not found")
        } else {
            error
        }
    })
}

fn error_text(error: &crate::engine::Exception) -> Option<String> {
    data_of(error).first_arg()?.as_str().map(str::to_owned)
}

fn byte(vm: &Vm, value: &Value, message: &str) -> Result<u8> {
    u8::try_from(vm.index_clamped(value)?).map_err(|_| value_error(message))
}

impl Vm {
    /// The bytes of a bytes-like object, or of an iterable of ints.
    pub fn to_byte_vec(&self, value: &Value) -> Result<Vec<u8>> {
        if let Some(bytes) = bytes_of(value) {
            return Ok(bytes);
        }
        let items = self.collect(value)?;
        items.iter().map(|item| byte(self, item, "bytes must be in range(0, 256)")).collect()
    }
}

/// What `bytes()` and `bytearray()` make of their arguments.
pub(super) fn new(vm: &Vm, source: &Value, encoding: &Value, errors: &Value) -> Result<Vec<u8>> {
    super::str::must_be_str("bytes", encoding, errors)?;
    if source.as_str().is_some() {
        if !encoding.is_bound() {
            return Err(type_error("string argument without an encoding"));
        }
        let bytes = super::str::encode(vm, source, encoding, errors)?;
        return self_bytes(&bytes);
    }
    if encoding.is_bound() || errors.is_bound() {
        return Err(type_error("encoding without a string argument"));
    }
    if let Value::Unbound = source {
        return Ok(Vec::new());
    }
    if let Some(bytes) = vm.call_own(source, Symbol::new("__bytes__"), &[])? {
        return self_bytes(&bytes);
    }
    if let Value::Int(_) | Value::Bool(_) | Value::Big(_) = source.plain() {
        let count = match vm.as_index(source)? {
            Value::Int(count) => count,
            _ => return Err(overflow_error("cannot fit 'int' into an index-sized integer")),
        };
        let Ok(count) = usize::try_from(count) else { return Err(value_error("negative count")) };
        vm.charge_text(count)?;
        return Ok(vec![0; count]);
    }
    if bytes_of(source).is_none() && vm.iter(source).is_err() {
        return Err(type_error(format!("cannot convert '{}' object to bytes", source.type_name())));
    }
    vm.to_byte_vec(source)
}

fn join(vm: &Vm, args: &[Value]) -> Result {
    let separator = self_bytes(&args[0])?;
    let mut joined = Vec::new();
    for (at, item) in vm.collect(&args[1])?.iter().enumerate() {
        let Some(bytes) = bytes_of(item) else {
            let name = item.type_name();
            let text = format!("sequence item {at}: expected a bytes-like object, {name} found");
            return Err(type_error(text));
        };
        if at > 0 {
            joined.extend_from_slice(&separator);
        }
        vm.charge_text(bytes.len() + separator.len())?;
        joined.extend_from_slice(&bytes);
    }
    Ok(Value::bytes(joined))
}

fn hex(vm: &Vm, args: &[Value]) -> Result {
    let bytes = self_bytes(&args[0])?;
    let separator = match &args[1] {
        Value::Unbound => None,
        separator => match separator.as_str().and_then(|text| text.chars().next()) {
            Some(separator) => Some(separator),
            None => Some(char::from(*self_bytes(separator)?.first().unwrap_or(&b':'))),
        },
    };
    vm.charge(bytes.len() * 4)?;
    let every = vm.index_i64(&args[2])?;
    let mut text = String::with_capacity(bytes.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        let before = if every > 0 { bytes.len() - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && every != 0
            && before.is_multiple_of(every.unsigned_abs() as usize)
        {
            text.push(separator);
        }
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or_default());
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or_default());
    }
    Ok(text.into())
}

fn fromhex(vm: &Vm, args: &[Value]) -> Result {
    let Some(text) = args[1].as_str() else {
        return Err(type_error(format!(
            "fromhex() argument must be str or bytes-like, not {}",
            args[1].type_name()
        )));
    };
    vm.charge(text.len() * 2)?;
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut first = None;
    for (at, c) in text.chars().enumerate() {
        if first.is_none() && c.is_ascii_whitespace() {
            continue;
        }
        let Some(digit) = c.to_digit(16) else {
            return Err(value_error(format!(
                "non-hexadecimal number found in fromhex() arg at position {at}"
            )));
        };
        match first.take() {
            None => first = Some(digit),
            Some(high) => bytes.push((high << 4 | digit) as u8),
        }
    }
    if first.is_some() {
        return Err(value_error("fromhex() arg must contain an even number of hexadecimal digits"));
    }
    match &args[0] {
        Value::Class(class) if class.number != BYTES.class().number => {
            vm.call(&args[0], &[Value::bytes(bytes)])
        }
        _ => Ok(Value::bytes(bytes)),
    }
}

fn maketrans(_: &Vm, args: &[Value]) -> Result {
    let (from, to) = (self_bytes(&args[0])?, self_bytes(&args[1])?);
    if from.len() != to.len() {
        return Err(value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to) {
        table[usize::from(*from)] = to;
    }
    Ok(Value::bytes(table))
}

fn translate(vm: &Vm, args: &[Value]) -> Result {
    let bytes = self_bytes(&args[0])?;
    let table = args[1].given().map(self_bytes).transpose()?;
    let delete = args[2].given().map(self_bytes).transpose()?.unwrap_or_default();
    vm.charge(bytes.len() * (1 + delete.len() / 16))?;
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(value_error("translation table must be 256 characters long"));
    }
    let kept = bytes.iter().filter(|byte| !delete.contains(byte));
    let translated = kept.map(|byte| table.as_ref().map_or(*byte, |table| table[usize::from(*byte)]));
    Ok(Value::bytes(translated.collect::<Vec<u8>>()))
}

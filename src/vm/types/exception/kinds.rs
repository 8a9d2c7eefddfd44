//! What single classes of exceptions add: `StopIteration.value`, `OSError.errno`, the text of a KeyError.

use crate::vm::class::Class;
use crate::vm::exceptions::{data_of, new_exception, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::base::{self, class_argument, items};
use super::{args_of, data, exception, hidden};

/// An attribute kept under a hidden name (see [`hidden`]), or by its position in `args`.
macro_rules! attribute {
    ($name:literal, $get:expr) => {
        Property {
            name: $name,
            get: |_, this| match hidden(this, concat!(".", $name))? {
                Some(value) => Ok(value),
                None => ($get)(this),
            },
            set: Some(|_, this, value| {
                data(this)?.attributes.set(Symbol::new(concat!(".", $name)), value);
                Ok(())
            }),
        }
    };
}

fn none(_: &Value) -> Result {
    Ok(Value::None)
}

fn arg(this: &Value, at: usize) -> Result {
    Ok(args_of(data(this)?).get(at).cloned().unwrap_or(Value::None))
}

fn first(this: &Value) -> Result {
    arg(this, 0)
}

fn only(this: &Value) -> Result {
    let args = args_of(data(this)?);
    Ok(if let [arg] = args.as_slice() { arg.clone() } else { Value::None })
}

pub static STOP_PROPERTIES: &[Property] = &[attribute!("value", first)];

pub static EXIT_PROPERTIES: &[Property] = &[attribute!("code", |this| {
    let args = args_of(data(this)?);
    Ok(match args.as_slice() {
        [] => Value::None,
        [code] => code.clone(),
        _ => Value::tuple(args),
    })
})];

pub static KEY_METHODS: &[Native] =
    &[Native::new("__str__", "self, /", |vm, args| match args_of(data(&args[0])?).as_slice() {
        [key] => Ok(vm.repr(key)?.into()),
        _ => base::str(vm, args),
    })];

/// `__init__` of a class that takes some keyword arguments as attributes.
fn init_with(vm: &Vm, args: &[Value], names: &[&str]) -> Result {
    let data = data(&args[0])?;
    if let Value::Dict(keywords) = &args[2] {
        let class = data.class.borrow().native().map_or("BaseException", |native| native.name);
        for (key, value) in keywords.items() {
            let key = key.as_str().unwrap_or_default();
            if !names.contains(&key) {
                let text = format!("{class}() got an unexpected keyword argument '{key}'");
                return Err(type_error(text));
            }
            data.attributes.set(Symbol::new(&format!(".{key}")), value);
        }
    }
    base::init(vm, &[args[0].clone(), args[1].clone(), Value::None])
}

pub static ATTRIBUTE_METHODS: &[Native] =
    &[Native::new("__init__", "self, /, *args, **kwargs", |vm, args| init_with(vm, args, &["name", "obj"]))];
pub static ATTRIBUTE_PROPERTIES: &[Property] = &[attribute!("name", none), attribute!("obj", none)];

pub static NAME_METHODS: &[Native] =
    &[Native::new("__init__", "self, /, *args, **kwargs", |vm, args| init_with(vm, args, &["name"]))];
pub static NAME_PROPERTIES: &[Property] = &[attribute!("name", none)];

pub static IMPORT_METHODS: &[Native] = &[Native::new("__init__", "self, /, *args, **kwargs", |vm, args| {
    init_with(vm, args, &["name", "path", "name_from"])
})];
pub static IMPORT_PROPERTIES: &[Property] =
    &[attribute!("msg", only), attribute!("name", none), attribute!("path", none)];

/// A part of a SyntaxError's second argument: `(filename, lineno, offset, text, ..)`.
fn detail(this: &Value, at: usize) -> Result {
    Ok(items(&arg(this, 1)?).get(at).cloned().unwrap_or(Value::None))
}

pub static SYNTAX_METHODS: &[Native] = &[Native::new("__str__", "self, /", |vm, args| {
    let message = vm.str(&first(&args[0])?)?;
    let (file, line) = (detail(&args[0], 0)?, detail(&args[0], 1)?);
    Ok(match (file.as_str(), line) {
        (Some(file), Value::Int(line)) => format!("{message} ({file}, line {line})").into(),
        (Some(file), _) => format!("{message} ({file})").into(),
        (None, Value::Int(line)) => format!("{message} (line {line})").into(),
        _ => message.into(),
    })
})];
pub static SYNTAX_PROPERTIES: &[Property] = &[
    attribute!("msg", first),
    attribute!("filename", |this| detail(this, 0)),
    attribute!("lineno", |this| detail(this, 1)),
    attribute!("offset", |this| detail(this, 2)),
    attribute!("text", |this| detail(this, 3)),
    attribute!("end_lineno", |this| detail(this, 4)),
    attribute!("end_offset", |this| detail(this, 5)),
];

/// The numbers by which an OSError becomes one of a class derived from it (Linux's).
fn class_for(number: i64) -> Option<&'static NativeType> {
    Some(match number {
        1 | 13 => &super::PERMISSION_ERROR,
        2 => &super::FILE_NOT_FOUND_ERROR,
        3 => &super::PROCESS_LOOKUP_ERROR,
        4 => &super::INTERRUPTED_ERROR,
        10 => &super::CHILD_PROCESS_ERROR,
        11 | 114 | 115 => &super::BLOCKING_IO_ERROR,
        17 => &super::FILE_EXISTS_ERROR,
        20 => &super::NOT_A_DIRECTORY_ERROR,
        21 => &super::IS_A_DIRECTORY_ERROR,
        32 | 108 => &super::BROKEN_PIPE_ERROR,
        103 => &super::CONNECTION_ABORTED_ERROR,
        104 => &super::CONNECTION_RESET_ERROR,
        110 => &super::TIMEOUT_ERROR,
        111 => &super::CONNECTION_REFUSED_ERROR,
        _ => return None,
    })
}

/// Whether a method of a class is still that of `OSError`.
fn is_own(class: &Class, name: &str) -> bool {
    matches!(class.lookup(Symbol::new(name)), Some(Value::Native(function))
        if function.owner.is_some_and(|owner| std::ptr::eq(owner, &super::OS_ERROR)))
}

/// Takes the arguments apart: number, text, file name, and a second file name.
fn set_os_args(this: &Value, mut args: Vec<Value>) -> Result<()> {
    let data = data(this)?;
    if (2..=5).contains(&args.len()) {
        for (at, name) in [(0, ".errno"), (1, ".strerror"), (2, ".filename"), (4, ".filename2")] {
            if let Some(value) = args.get(at).filter(|value| at < 2 || !value.is_none()) {
                data.attributes.set(Symbol::new(name), value.clone());
            }
        }
        if data.attributes.has(Symbol::new(".filename")) {
            args.truncate(2);
        }
    }
    drop(data.args.replace(Value::tuple(args)));
    Ok(())
}

fn os_new(_: &Vm, args: &[Value]) -> Result {
    let mut class = class_argument(&args[0])?;
    let by_init = !is_own(&class, "__init__") && is_own(&class, "__new__");
    let given = items(&args[1]);
    if class.number == super::OS_ERROR.class().number
        && (2..=5).contains(&given.len())
        && let Value::Int(number) = given[0]
        && let Some(other) = class_for(number)
    {
        class = other.class();
    }
    let made = Value::Exception(new_exception(class, Vec::new()));
    if !by_init {
        set_os_args(&made, given)?;
    }
    Ok(made)
}

fn os_init(vm: &Vm, args: &[Value]) -> Result {
    let class = data_of(exception(&args[0])?).class.borrow().clone();
    if !is_own(&class, "__new__") || is_own(&class, "__init__") {
        // `__new__` has done it, and may have taken the file name out.
        let none = [args[0].clone(), data(&args[0])?.args.borrow().clone(), args[2].clone()];
        return base::init(vm, &none);
    }
    set_os_args(&args[0], items(&args[1]))?;
    Ok(Value::None)
}

fn os_str(vm: &Vm, args: &[Value]) -> Result {
    let part = |name: &str| hidden(&args[0], name);
    let shown = |value: Option<Value>| vm.str(&value.unwrap_or(Value::None));
    let (number, text) = (part(".errno")?, part(".strerror")?);
    let Some(file) = part(".filename")? else {
        if number.is_some() && text.is_some() {
            return Ok(format!("[Errno {}] {}", shown(number)?, shown(text)?).into());
        }
        return base::str(vm, args);
    };
    let mut line = format!("[Errno {}] {}: {}", shown(number)?, shown(text)?, vm.repr(&file)?);
    if let Some(second) = part(".filename2")? {
        line.push_str(&format!(" -> {}", vm.repr(&second)?));
    }
    Ok(line.into())
}

pub static OS_METHODS: &[Native] = &[
    Native::new("__new__", "cls, /, *args, **kwargs", os_new),
    Native::new("__init__", "self, /, *args, **kwargs", os_init),
    Native::new("__str__", "self, /", os_str),
];
pub static OS_PROPERTIES: &[Property] = &[
    attribute!("errno", none),
    attribute!("strerror", none),
    attribute!("filename", none),
    attribute!("filename2", none),
];

fn unicode_init(vm: &Vm, args: &[Value]) -> Result {
    let given = items(&args[1]).len();
    if given != 5 {
        return Err(type_error(format!("function takes exactly 5 arguments ({given} given)")));
    }
    base::init(vm, args)
}

/// The text of a UnicodeDecodeError or UnicodeEncodeError: `args` are encoding, object, start, end and reason.
fn unicode_str(vm: &Vm, this: &Value, verb: &str) -> Result {
    let args = args_of(data(this)?);
    let [encoding, object, Value::Int(start), Value::Int(end), reason] = args.as_slice() else {
        return base::str(vm, std::slice::from_ref(this));
    };
    let (encoding, reason) = (vm.str(encoding)?, vm.str(reason)?);
    let at = usize::try_from(*start).unwrap_or(usize::MAX);
    let one = match object.plain() {
        _ if end - start != 1 => None,
        Value::Bytes(bytes) => bytes.get(at).map(|byte| format!("byte 0x{byte:02x}")),
        Value::Str(text) => text.as_str().chars().nth(at).map(|letter| match letter as u32 {
            code @ 0..=0xff => format!("character '\\x{code:02x}'"),
            code @ 0x100..=0xffff => format!("character '\\u{code:04x}'"),
            code => format!("character '\\U{code:08x}'"),
        }),
        _ => None,
    };
    let what = match one {
        Some(one) => format!("{one} in position {start}"),
        None => {
            let kind = if verb == "decode" { "bytes" } else { "characters" };
            format!("{kind} in position {start}-{}", end - 1)
        }
    };
    Ok(format!("'{encoding}' codec can't {verb} {what}: {reason}").into())
}

pub static DECODE_METHODS: &[Native] = &[
    Native::new("__init__", "self, /, *args, **kwargs", unicode_init),
    Native::new("__str__", "self, /", |vm, args| unicode_str(vm, &args[0], "decode")),
];
pub static ENCODE_METHODS: &[Native] = &[
    Native::new("__init__", "self, /, *args, **kwargs", unicode_init),
    Native::new("__str__", "self, /", |vm, args| unicode_str(vm, &args[0], "encode")),
];
pub static DECODE_PROPERTIES: &[Property] = UNICODE_PROPERTIES;
pub static ENCODE_PROPERTIES: &[Property] = UNICODE_PROPERTIES;
const UNICODE_PROPERTIES: &[Property] = &[
    attribute!("encoding", first),
    attribute!("object", |this| arg(this, 1)),
    attribute!("start", |this| arg(this, 2)),
    attribute!("end", |this| arg(this, 3)),
    attribute!("reason", |this| arg(this, 4)),
];

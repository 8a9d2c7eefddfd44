//! What every exception can do.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::class::Class;
use crate::vm::exceptions::{new_exception, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, Property};
use crate::vm::traceback;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{args_of, data};

/// Methods of every exception.
pub static METHODS: &[Native] = &[
    Native::new("__new__", "cls, /, *args, **kwargs", new),
    Native::new("__init__", "self, /, *args, **kwargs", init),
    Native::new("__str__", "self, /", str),
    Native::new("__repr__", "self, /", repr),
    Native::new("with_traceback", "self, object, /", |_, args| {
        traceback::assign(data(&args[0])?, &args[1])?;
        Ok(args[0].clone())
    }),
    Native::new("add_note", "self, object, /", add_note),
];

/// Attributes of every exception.
pub static PROPERTIES: &[Property] = &[
    Property {
        name: "args",
        get: |_, this| Ok(data(this)?.args.borrow().clone()),
        set: Some(|vm, this, value| {
            let args = Value::tuple(vm.collect(&value)?);
            let before = data(this)?.args.replace(args);
            drop(before);
            Ok(())
        }),
    },
    Property {
        name: "__cause__",
        get: |_, this| Ok(data(this)?.cause.borrow().clone().map(Value::Exception).into()),
        set: Some(|_, this, value| {
            let cause = exception_or_none(&value, "cause")?;
            let data = data(this)?;
            data.suppress_context.set(true);
            drop(data.cause.replace(cause));
            Ok(())
        }),
    },
    Property {
        name: "__context__",
        get: |_, this| Ok(data(this)?.context.borrow().clone().map(Value::Exception).into()),
        set: Some(|_, this, value| {
            let context = exception_or_none(&value, "context")?;
            drop(data(this)?.context.replace(context));
            Ok(())
        }),
    },
    Property {
        name: "__suppress_context__",
        get: |_, this| Ok(data(this)?.suppress_context.get().into()),
        set: Some(|vm, this, value| {
            data(this)?.suppress_context.set(vm.truth(&value)?);
            Ok(())
        }),
    },
    Property {
        name: "__traceback__",
        get: |_, this| Ok(traceback::of(data(this)?)),
        set: Some(|_, this, value| traceback::assign(data(this)?, &value)),
    },
];

fn exception_or_none(value: &Value, what: &str) -> Result<Option<Exception>> {
    match value {
        Value::None => Ok(None),
        Value::Exception(exception) => Ok(Some(exception.clone())),
        _ => Err(type_error(format!("exception {what} must be None or derive from BaseException"))),
    }
}

/// The class that `__new__` is to make an exception of.
pub fn class_argument(value: &Value) -> Result<Rc<Class>> {
    match value {
        Value::Class(class) if class.is_subclass(&super::BASE_EXCEPTION.class()) => Ok(class.clone()),
        _ => Err(type_error("BaseException.__new__(X): X is not a type object derived from BaseException")),
    }
}

/// The values of a tuple of positional arguments.
pub fn items(args: &Value) -> Vec<Value> {
    match args {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    }
}

fn new(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::Exception(new_exception(class_argument(&args[0])?, items(&args[1]))))
}

pub fn init(_: &Vm, args: &[Value]) -> Result {
    let data = data(&args[0])?;
    if let Value::Dict(keywords) = &args[2]
        && !keywords.is_empty()
    {
        let name = data.class.borrow().name();
        return Err(type_error(format!("{name}() takes no keyword arguments")));
    }
    drop(data.args.replace(args[1].clone()));
    Ok(Value::None)
}

pub fn str(vm: &Vm, args: &[Value]) -> Result {
    let data = data(&args[0])?;
    let args = args_of(data);
    Ok(match args.as_slice() {
        [] => Value::str(""),
        [arg] => vm.str(arg)?.into(),
        _ => vm.repr(&Value::tuple(args))?.into(),
    })
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let data = data(&args[0])?;
    let name = data.class.borrow().name();
    let args = args_of(data);
    let text = match args.as_slice() {
        [arg] => format!("({})", vm.repr(arg)?),
        _ => vm.repr(&Value::tuple(args))?,
    };
    Ok(format!("{name}{text}").into())
}

fn add_note(_: &Vm, args: &[Value]) -> Result {
    if args[1].as_str().is_none() {
        return Err(type_error(format!("add_note() argument must be str, not {}", args[1].type_name())));
    }
    let (data, name) = (data(&args[0])?, Symbol::new("__notes__"));
    match data.attributes.get(name) {
        Some(Value::List(notes)) => notes.items.borrow_mut().push(args[1].clone()),
        Some(_) => return Err(type_error("Cannot add note: __notes__ is not a list")),
        None => data.attributes.set(name, Value::list(vec![args[1].clone()])),
    }
    Ok(Value::None)
}

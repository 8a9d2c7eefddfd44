//! `BaseExceptionGroup` and `ExceptionGroup`.

use crate::engine::Exception;
use crate::vm::exceptions::{data_of, new_group, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::base::{class_argument, init};
use super::{BASE_EXCEPTION_GROUP, EXCEPTION, EXCEPTION_GROUP};

pub static GROUP_METHODS: &[Native] = &[
    Native::new("__new__", "cls, /, *args, **kwargs", new),
    Native::new("__init__", "self, /, *args, **kwargs", init),
    Native::new("__str__", "self, /", |_, args| {
        let group = super::exception(&args[0])?;
        let count = group.exceptions().len();
        let plural = if count == 1 { "" } else { "s" };
        Ok(format!("{} ({count} sub-exception{plural})", message(group)).into())
    }),
    Native::new("derive", "self, excs, /", |vm, args| {
        let group = message(super::exception(&args[0])?);
        new(vm, &[Value::Class(BASE_EXCEPTION_GROUP.class()), Value::tuple([group.into(), args[1].clone()])])
    }),
    Native::new("split", "self, matcher_value, /", |vm, args| {
        let (chosen, rest) = split(vm, args)?;
        Ok(Value::tuple([part(chosen), part(rest)]))
    }),
    Native::new("subgroup", "self, matcher_value, /", |vm, args| Ok(part(split(vm, args)?.0))),
    Native::of_class("__class_getitem__", "cls, item, /", |_, args| Ok(args[0].clone())),
];

pub static GROUP_PROPERTIES: &[Property] = &[
    Property { name: "message", get: |_, this| Ok(message(super::exception(this)?).into()), set: None },
    Property {
        name: "exceptions",
        get: |_, this| {
            let members = super::exception(this)?.exceptions();
            Ok(Value::tuple(members.iter().cloned().map(Value::Exception).collect::<Vec<_>>()))
        },
        set: None,
    },
];

fn message(group: &Exception) -> std::rc::Rc<str> {
    group.group_message().cloned().unwrap_or_default()
}

fn part(exception: Option<Exception>) -> Value {
    exception.map_or(Value::None, Value::Exception)
}

/// Whether an exception is a BaseExceptionGroup.
pub fn is_group(exception: &Exception) -> bool {
    exception.group_message().is_some()
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let mut class = class_argument(&args[0])?;
    let Value::Tuple(given) = &args[1] else { unreachable!("positional arguments are a tuple") };
    let [message, members] = &given[..] else {
        let count = given.len();
        let text = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)");
        return Err(type_error(text));
    };
    if message.as_str().is_none() {
        let text =
            format!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", message.type_name());
        return Err(type_error(text));
    }
    let sequence = match members.plain() {
        Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_) => true,
        Value::Instance(_) => vm.special(members, "__getitem__").is_some(),
        _ => false,
    };
    if !sequence {
        return Err(type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(members)?;
    if items.is_empty() {
        return Err(value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    vm.charge(items.len() * 12)?;
    let (exception, mut only_exceptions) = (EXCEPTION.class(), true);
    for (at, item) in items.iter().enumerate() {
        if !matches!(item, Value::Exception(_)) {
            let text = format!("Item {at} of second argument (exceptions) is not an exception");
            return Err(value_error(text));
        }
        only_exceptions &= item.is_instance(&exception);
    }
    if class.number == BASE_EXCEPTION_GROUP.class().number {
        if only_exceptions {
            class = EXCEPTION_GROUP.class();
        }
    } else if !only_exceptions && class.is_subclass(&exception) {
        let name = class.name();
        return Err(type_error(match class.is_native() {
            true => "Cannot nest BaseExceptions in an ExceptionGroup".to_owned(),
            false => format!("Cannot nest BaseExceptions in '{name}'"),
        }));
    }
    let text = message.as_str().unwrap_or_default().into();
    Ok(Value::Exception(new_group(class, text, &items, given.to_vec())))
}

fn split(vm: &Vm, args: &[Value]) -> Result<(Option<Exception>, Option<Exception>)> {
    let matcher = &args[1];
    let is_class = |value: &Value| matches!(value, Value::Class(class) if class.is_subclass(&super::BASE_EXCEPTION.class()));
    let by_class = match matcher {
        Value::Tuple(classes) => classes.iter().all(is_class),
        Value::Class(_) => is_class(matcher),
        _ => false,
    };
    let group = super::exception(&args[0])?;
    if by_class {
        return split_by(vm, group, &|vm, exception| {
            vm.is_instance(&Value::Exception(exception.clone()), matcher)
        });
    }
    let callable = match matcher {
        Value::Function(_) | Value::Native(_) | Value::Method(_) => true,
        Value::Instance(_) => vm.special(matcher, "__call__").is_some(),
        _ => false,
    };
    if !callable {
        return Err(type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ));
    }
    split_by(vm, group, &|vm, exception| {
        let verdict = vm.call(matcher, &[Value::Exception(exception.clone())])?;
        vm.truth(&verdict)
    })
}

/// Those in a group that are such, and the others, both in groups made by `derive()`.
fn split_by(
    vm: &Vm,
    group: &Exception,
    is_such: &dyn Fn(&Vm, &Exception) -> Result<bool>,
) -> Result<(Option<Exception>, Option<Exception>)> {
    vm.charge(64)?;
    if is_such(vm, group)? {
        return Ok((Some(group.clone()), None));
    }
    if !is_group(group) {
        return Ok((None, Some(group.clone())));
    }
    let (mut such, mut others) = (Vec::new(), Vec::new());
    for member in group.exceptions() {
        let (some, rest) = vm.nest(|| split_by(vm, member, is_such))?;
        such.extend(some);
        others.extend(rest);
    }
    Ok((derived_part(vm, group, such)?, derived_part(vm, group, others)?))
}

/// A part of a group, made by its `derive()`, with what else it carries; nothing if the part is empty.
pub fn derived_part(vm: &Vm, group: &Exception, members: Vec<Exception>) -> Result<Option<Exception>> {
    if members.is_empty() {
        return Ok(None);
    }
    let members = Value::list(members.into_iter().map(Value::Exception).collect());
    let made = vm.call_method(&Value::Exception(group.clone()), "derive", &[members])?;
    let made = match made {
        Value::Exception(made) if is_group(&made) => made,
        _ => return Err(type_error("derive must return an instance of BaseExceptionGroup")),
    };
    let (from, to) = (data_of(group), data_of(&made));
    let traceback = from.traceback.borrow().clone();
    vm.charge(64 + traceback.len() * 24)?;
    *to.traceback.borrow_mut() = traceback;
    let (cause, context) = (from.cause.borrow().clone(), from.context.borrow().clone());
    drop((to.cause.replace(cause), to.context.replace(context)));
    // As CPython has it: whoever sets a cause, be it none, suppresses the context.
    to.suppress_context.set(true);
    let name = Symbol::new("__notes__");
    if let Some(Value::List(notes)) = from.attributes.get(name) {
        let notes = notes.items.borrow().clone();
        to.attributes.set(name, Value::list(notes));
    }
    Ok(Some(made))
}

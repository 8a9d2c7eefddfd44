//! Generators and coroutines.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::attributes::descriptors::wrong_receiver;
use crate::vm::class::Class;
use crate::vm::coroutine::awaiting::{Blocking, CoroutineWrapper, FutureIterator};
use crate::vm::coroutine::{Coroutine, Resume};
use crate::vm::exceptions::{data_of, runtime_error, stop_iteration, type_error};
use crate::vm::iteration::async_generator::receiver;
use crate::vm::iteration::generator::{Generator, GeneratorState, Yielded};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::traceback::{TRACEBACK, code_object};
use crate::vm::types::exception as classes;
use crate::vm::value::{Result, Value};

/// `generator`
pub static GENERATOR: NativeType = NativeType::new(
    "generator",
    "builtins",
    &[
        Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__next__", "self, /", |vm, args| resume(vm, &args[0], Resume::Send(Value::None))),
        Native::new("send", "self, value, /", |vm, args| resume(vm, &args[0], Resume::Send(args[1].clone()))),
        Native::new("throw", "self, type, value=None, traceback=None, /", |vm, args| {
            resume(vm, &args[0], Resume::Throw(thrown(vm, args)?))
        }),
        Native::new("close", "self, /", |vm, args| vm.close_generator(generator(&args[0])?)),
    ],
)
.properties(&[
    Property {
        name: "__name__",
        get: |_, value| Ok(generator(value)?.names.name.borrow().clone().into()),
        set: Some(|_, value, to| named("__name__", to, &generator(value)?.names.name)),
    },
    Property {
        name: "__qualname__",
        get: |_, value| Ok(generator(value)?.names.qualname.borrow().clone().into()),
        set: Some(|_, value, to| named("__qualname__", to, &generator(value)?.names.qualname)),
    },
    Property {
        name: "gi_running",
        get: |_, value| Ok(matches!(&*generator(value)?.state.borrow(), GeneratorState::Running).into()),
        set: None,
    },
    Property {
        name: "gi_frame",
        get: |_, value| {
            Ok(match &*generator(value)?.state.borrow() {
                GeneratorState::Suspended(execution) => execution.frame_at(0),
                _ => Value::None,
            })
        },
        set: None,
    },
    Property { name: "gi_code", get: |_, value| Ok(code_object(&generator(value)?.code)), set: None },
    Property {
        name: "gi_yieldfrom",
        get: |_, value| {
            Ok(match &*generator(value)?.state.borrow() {
                GeneratorState::Suspended(execution) if execution.delegating => execution.peek(1).clone(),
                _ => Value::None,
            })
        },
        set: None,
    },
    Property {
        name: "gi_suspended",
        get: |_, value| {
            let state = &generator(value)?.state;
            let suspended =
                matches!(&*state.borrow(), GeneratorState::Suspended(execution) if execution.has_begun());
            Ok(suspended.into())
        },
        set: None,
    },
]);

/// `coroutine`
pub static COROUTINE: NativeType = NativeType::new(
    "coroutine",
    "builtins",
    &[
        Native::new("__await__", "self, /", |_, args| {
            Ok(Value::native(WRAPPER.class(), CoroutineWrapper(coroutine(&args[0])?.clone())))
        }),
        Native::new("send", "self, value, /", |vm, args| {
            vm.charge(64)?;
            coroutine(&args[0])?.resume(vm, Resume::Send(args[1].clone()))
        }),
        Native::new("throw", "self, type, value=None, traceback=None, /", |vm, args| {
            coroutine(&args[0])?.resume(vm, Resume::Throw(thrown(vm, args)?))
        }),
        Native::new("close", "self, /", |vm, args| {
            coroutine(&args[0])?.close(vm)?;
            Ok(Value::None)
        }),
    ],
)
.properties(&[
    Property {
        name: "__name__",
        get: |_, value| Ok(coroutine(value)?.names.name.borrow().clone().into()),
        set: Some(|_, value, to| named("__name__", to, &coroutine(value)?.names.name)),
    },
    Property {
        name: "__qualname__",
        get: |_, value| Ok(coroutine(value)?.names.qualname.borrow().clone().into()),
        set: Some(|_, value, to| named("__qualname__", to, &coroutine(value)?.names.qualname)),
    },
    Property {
        name: "cr_running",
        get: |vm, value| Ok((coroutine(value)?.state_name(vm) == "CORO_RUNNING").into()),
        set: None,
    },
    Property { name: "cr_frame", get: |vm, value| Ok(coroutine(value)?.frame(vm)), set: None },
    Property {
        name: "cr_code",
        get: |_, value| Ok(coroutine(value)?.code.as_ref().map_or(Value::None, code_object)),
        set: None,
    },
    Property { name: "cr_origin", get: |_, _| Ok(Value::None), set: None },
    Property {
        name: "cr_suspended",
        get: |vm, value| Ok((coroutine(value)?.state_name(vm) == "CORO_SUSPENDED").into()),
        set: None,
    },
    Property { name: "cr_await", get: |vm, value| Ok(coroutine(value)?.awaited(vm)), set: None },
]);

/// `coroutine_wrapper`: what `coroutine.__await__()` returns.
static WRAPPER: NativeType = NativeType::new(
    "coroutine_wrapper",
    "builtins",
    &[
        Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__next__", "self, /", |vm, args| {
            wrapped(&args[0])?.resume(vm, Resume::Send(Value::None))
        }),
        Native::new("send", "self, value, /", |vm, args| {
            wrapped(&args[0])?.resume(vm, Resume::Send(args[1].clone()))
        }),
        Native::new("throw", "self, type, value=None, traceback=None, /", |vm, args| {
            wrapped(&args[0])?.resume(vm, Resume::Throw(thrown(vm, args)?))
        }),
        Native::new("close", "self, /", |vm, args| {
            wrapped(&args[0])?.close(vm)?;
            Ok(Value::None)
        }),
    ],
);

/// `FutureIter`: what `future.__await__()` returns.
pub static FUTURE_ITERATOR: NativeType = NativeType::new(
    "FutureIter",
    "_asyncio",
    &[
        Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__next__", "self, /", |vm, args| next_of_future(vm, &args[0])),
        Native::new("send", "self, value, /", |vm, args| next_of_future(vm, &args[0])),
        Native::new("throw", "self, type, value=None, traceback=None, /", |vm, args| Err(thrown(vm, args)?)),
        Native::new("close", "self, /", |_, _| Ok(Value::None)),
    ],
);

/// `async_generator`
pub static ASYNC_GENERATOR: NativeType = NativeType::new(
    "async_generator",
    "builtins",
    &[
        Native::new("__aiter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__anext__", "self, /", |vm, args| Ok(receiver(args)?.send(vm, Value::None))),
        Native::new("asend", "self, value, /", |vm, args| Ok(receiver(args)?.send(vm, args[1].clone()))),
        Native::new("athrow", "self, type, value=None, traceback=None, /", |vm, args| {
            Ok(receiver(args)?.throw(vm, thrown(vm, args)?))
        }),
        Native::new("aclose", "self, /", |vm, args| Ok(receiver(args)?.close(vm))),
    ],
)
.properties(&[
    Property {
        name: "__name__",
        get: |_, value| Ok(receiver(std::slice::from_ref(value))?.names.name.borrow().clone().into()),
        set: Some(|_, value, to| named("__name__", to, &receiver(std::slice::from_ref(value))?.names.name)),
    },
    Property {
        name: "__qualname__",
        get: |_, value| Ok(receiver(std::slice::from_ref(value))?.names.qualname.borrow().clone().into()),
        set: Some(|_, value, to| {
            named("__qualname__", to, &receiver(std::slice::from_ref(value))?.names.qualname)
        }),
    },
    Property {
        name: "ag_running",
        get: |_, value| Ok(receiver(std::slice::from_ref(value))?.is_running().into()),
        set: None,
    },
    Property {
        name: "ag_frame",
        get: |_, value| {
            let body = &receiver(std::slice::from_ref(value))?.body;
            Ok(body.borrow().as_ref().map_or(Value::None, |body| body.frame_at(0)))
        },
        set: None,
    },
    Property {
        name: "ag_code",
        get: |_, value| Ok(code_object(&receiver(std::slice::from_ref(value))?.code)),
        set: None,
    },
    Property { name: "ag_await", get: |_, _| Ok(Value::None), set: None },
    Property {
        name: "ag_suspended",
        get: |_, value| {
            let body = &receiver(std::slice::from_ref(value))?.body;
            Ok(body.borrow().as_ref().is_some_and(|body| body.has_begun()).into())
        },
        set: None,
    },
]);

/// Assigns to `__name__` or `__qualname__`.
fn named(attribute: &str, to: Value, place: &RefCell<Rc<str>>) -> Result<()> {
    let Some(name) = to.as_str() else {
        return Err(type_error(format!("{attribute} must be set to a string object")));
    };
    place.replace(name.into());
    Ok(())
}

fn generator(value: &Value) -> Result<&Rc<Generator>> {
    match value {
        Value::Generator(generator) => Ok(generator),
        other => Err(wrong_receiver("send", "generator", other)),
    }
}

fn coroutine(value: &Value) -> Result<&Rc<Coroutine>> {
    match value {
        Value::Coroutine(coroutine) => Ok(coroutine),
        other => Err(wrong_receiver("send", "coroutine", other)),
    }
}

fn wrapped(value: &Value) -> Result<&Rc<Coroutine>> {
    value
        .data::<CoroutineWrapper>()
        .map(|wrapper| &wrapper.0)
        .ok_or_else(|| wrong_receiver("send", "coroutine_wrapper", value))
}

/// The exception that `throw(type, value)` throws.
pub(in crate::vm) fn thrown(vm: &Vm, args: &[Value]) -> Result<Exception> {
    if args[2].given().is_some() || args[3].given().is_some() {
        vm.warn_deprecated(
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
        )?;
    }
    if args[3].given().is_some_and(|traceback| !TRACEBACK.has(traceback)) {
        return Err(type_error("throw() third argument must be a traceback object"));
    }
    match (&args[1], args[2].given()) {
        (Value::Class(class), Some(Value::Exception(exception)))
            if class_of_exception(exception).is_subclass(class) =>
        {
            Ok(exception.clone())
        }
        (Value::Class(class), Some(value)) if class.is_subclass(&classes::BASE_EXCEPTION.class()) => {
            let made = vm.call(&args[1], std::slice::from_ref(value))?;
            vm.to_exception(&made)
        }
        (Value::Class(class), None) if class.is_subclass(&classes::BASE_EXCEPTION.class()) => {
            vm.to_exception(&args[1])
        }
        (Value::Exception(exception), None) => Ok(exception.clone()),
        (Value::Exception(_), _) => Err(type_error("instance exception may not have a separate value")),
        (other, _) => Err(type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            other.type_name()
        ))),
    }
}

fn class_of_exception(exception: &Exception) -> Rc<Class> {
    data_of(exception).class.borrow().clone()
}

fn resume(vm: &Vm, value: &Value, how: Resume) -> Result {
    match vm.resume_generator(generator(value)?, how)? {
        Yielded::Value(value) => Ok(value),
        Yielded::Returned(value) => Err(stop_iteration(value)),
    }
}

fn next_of_future(vm: &Vm, value: &Value) -> Result {
    let Some(iterator) = value.data::<FutureIterator>() else { return Ok(Value::None) };
    let Value::Future(future) = iterator.future.plain() else { return Ok(Value::None) };
    if !future.future.done() {
        if iterator.asked.replace(true) {
            return Err(runtime_error("await wasn't used with future"));
        }
        vm.state::<Blocking>().0.set(Some(future.future.id()));
        return Ok(iterator.future.clone());
    }
    let result = future.future.result()?;
    Err(stop_iteration(result))
}

//! `asyncio.Future` (`futures.py`), and what tasks have of it.

use std::rc::Rc;

use crate::engine::{self, Exception};
use crate::vm::class::alias::generic_alias;
use crate::vm::coroutine::awaiting::{Blocking, FutureIterator};
use crate::vm::coroutine::future::Future;
use crate::vm::exceptions::{CancelMessages, data_of, runtime_error, type_error, value_error};
use crate::vm::library::contextvars::context_argument;
use crate::vm::machine::{Vm, outside};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::exception::{BASE_EXCEPTION, STOP_ITERATION};
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::created;
use super::event_loop;
use super::events::{loop_argument, loop_value};
use super::names::{callback_key, callback_name, caller};
use super::own_methods;
use super::peeked;
use super::shown;
use super::tasks::task_value;

/// `asyncio.Future`
pub static FUTURE: NativeType = NativeType::new("Future", "_asyncio", METHODS).properties(&[
    Property {
        name: "_state",
        get: |_, value| {
            let future = &this(value)?.future;
            Ok(match (future.done(), future.cancelled()) {
                (false, _) => "PENDING".into(),
                (_, true) => "CANCELLED".into(),
                _ => "FINISHED".into(),
            })
        },
        set: None,
    },
    Property {
        name: "_loop",
        get: |vm, value| Ok(loop_value(vm, &this(value)?.future.event_loop())),
        set: None,
    },
    // Whether an object is a future is told by its having this.
    Property {
        name: "_asyncio_future_blocking",
        get: |vm, value| Ok((vm.state::<Blocking>().0.get() == Some(this(value)?.future.id())).into()),
        set: Some(|vm, value, blocks| {
            let id = this(value)?.future.id();
            vm.state::<Blocking>().0.set(vm.truth(&blocks)?.then_some(id));
            Ok(())
        }),
    },
    Property {
        name: "_log_traceback",
        get: |_, value| Ok(this(value)?.future.logs_exception().into()),
        set: Some(|vm, value, logs| {
            if vm.truth(&logs)? {
                return Err(value_error("_log_traceback can only be set to False"));
            }
            this(value)?.future.forget_exception();
            Ok(())
        }),
    },
    Property { name: "_callbacks", get: peeked::callbacks, set: None },
    Property {
        name: "_asyncio_awaited_by",
        get: |vm, value| {
            let future = &this(value)?.future;
            vm.charge(future.waiting_count() * 64)?;
            let tasks = Set::new(true);
            for task in future.awaited_by().iter().filter_map(task_value) {
                tasks.add(vm, task)?;
            }
            Ok(if tasks.is_empty() { Value::None } else { Value::Set(Rc::new(tasks)) })
        },
        set: None,
    },
    Property {
        name: "_cancel_message",
        get: |vm, value| {
            let message = this(value)?.future.cancel_message();
            Ok(message.map_or(Value::None, |text| {
                vm.state::<CancelMessages>().object_of(&text).unwrap_or_else(|| text.into())
            }))
        },
        set: None,
    },
    Property {
        name: "_exception",
        get: |_, value| {
            Ok(match this(value)?.future.peek_outcome() {
                Some(Err(exception)) => Value::Exception(exception),
                _ => Value::None,
            })
        },
        set: None,
    },
    Property {
        name: "_result",
        get: |_, value| {
            Ok(match this(value)?.future.peek_outcome() {
                Some(Ok(result)) => result,
                _ => Value::None,
            })
        },
        set: None,
    },
]);

static METHODS: &[Native] = &[
    Native::of_nothing("__new__", "cls, /, *args, loop=None, **kwargs", |vm, args| {
        let event_loop = loop_argument(vm, &args[2])?;
        let future = event_loop.create_future::<Value>();
        outside::made_future(vm, &future);
        created::note(vm, &future, "");
        Ok(of_class(vm, &args[0], future.into()))
    }),
    Native::new("__init__", "self, /, *, loop=None", |_, args| {
        future_of(&args[0]).into_iter().for_each(|future| future.initialize());
        Ok(Value::None)
    }),
    Native::new("result", "self, /", |_, args| ended(&args[0])?.future.retrieve()),
    Native::new("exception", "self, /", |_, args| {
        Ok(ended(&args[0])?.future.exception()?.map_or(Value::None, Value::Exception))
    }),
    Native::new("set_result", "self, result, /", |vm, args| {
        let future = &made(&args[0])?.future;
        check_waking(vm, future)?;
        future.set_result(args[1].clone())?;
        future.event_loop().check_scheduled()?;
        Ok(Value::None)
    }),
    Native::new("set_exception", "self, exception, /", set_exception),
    Native::new("add_done_callback", "self, fn, /, *, context=None", |vm, args| {
        let future = made(&args[0]).map_err(|_| runtime_error("uninitialized Future object"))?;
        if let Some(task) = own_methods::woken_by(&args[1]) {
            future.future.wakes(task);
            return Ok(Value::None);
        }
        let name = callback_name(vm, &args[1]);
        let context = match context_argument(&args[2])? {
            Some(context) => Some(context),
            None => future.future.event_loop().copy_context(),
        };
        let run = caller(args[1].clone(), vec![args[0].clone()]);
        future.future.add_keyed_done_callback(callback_key(&args[1]), context, name, run);
        Ok(Value::None)
    }),
    Native::new("remove_done_callback", "self, fn, /", |vm, args| {
        vm.charge(made(&args[0])?.future.waiting_count())?;
        Ok(made(&args[0])?.future.remove_done_callback(callback_key(&args[1])).into())
    }),
    Native::new("cancel", "self, msg=None", |vm, args| {
        let future = made(&args[0])?;
        let message = cancel_message(vm, &args[1])?;
        Ok(future.future.try_cancel(message)?.into())
    }),
    Native::new("cancelled", "self, /", |_, args| Ok(this(&args[0])?.future.cancelled().into())),
    Native::new("done", "self, /", |_, args| Ok(this(&args[0])?.future.done().into())),
    Native::new("get_loop", "self, /", |vm, args| Ok(loop_value(vm, &made(&args[0])?.future.event_loop()))),
    Native::new("__await__", "self, /", |_, args| steps(&args[0])),
    Native::new("__iter__", "self, /", |_, args| steps(&args[0])),
    Native::new("__repr__", "self, /", |vm, args| {
        made(&args[0])?;
        shown::future(vm, &args[0])
    }),
    Native::of_class("__class_getitem__", "cls, item, /", |_, args| Ok(generic_alias(&args[0], &args[1]))),
];

/// The class of what `gather()` returns.
pub static GATHERING_FUTURE: NativeType =
    NativeType::new("_GatheringFuture", "asyncio.tasks", &[]).base(&FUTURE);

/// The future of a value that is one, also if its class is derived.
pub fn future_of(value: &Value) -> Option<&Rc<Future>> {
    match value.plain() {
        Value::Future(future) => Some(future),
        _ => None,
    }
}

pub(super) fn is_future(value: &Value) -> bool {
    future_of(value).is_some()
}

/// Whether an object of the program's passes for a future, by what `isfuture()` looks at.
pub(super) fn is_like_a_future(vm: &Vm, value: &Value) -> Result<bool> {
    let Value::Instance(instance) = value else { return Ok(false) };
    let name = Symbol::new("_asyncio_future_blocking");
    let is_in_class = instance.class.borrow().lookup(name).is_some();
    Ok(is_in_class && !vm.get_attr(value, name)?.is_none())
}

/// The future that a method is called on which takes one that was initialized.
fn made(value: &Value) -> Result<&Rc<Future>> {
    let future = this(value)?;
    if future.is_initialized() { Ok(future) } else { Err(runtime_error(NOT_INITIALIZED)) }
}

const NOT_INITIALIZED: &str = "Future object is not initialized.";

/// The same, for methods that ask for its result.
fn ended(value: &Value) -> Result<&Rc<Future>> {
    made(value).map_err(|_| Exception::invalid_state(NOT_INITIALIZED))
}

/// The future that a method is called on.
pub(super) fn this(value: &Value) -> Result<&Rc<Future>> {
    future_of(value).ok_or_else(|| type_error(format!("a Future was expected, got '{}'", value.type_name())))
}

/// A future, as one of a class that may be derived.
pub(super) fn of_class(vm: &Vm, class: &Value, value: Value) -> Value {
    if let (Value::Class(class), Value::Future(future)) = (class, &value)
        && class.native.is_none()
    {
        future.set_class(class);
        own_methods::look_for(vm, &future.future);
    }
    value
}

/// An exception object, or a new one of a class of exceptions.
pub(super) fn exception_argument(vm: &Vm, value: &Value) -> Result<Exception> {
    match value {
        Value::Exception(exception) => Ok(exception.clone()),
        Value::Class(class) if class.is_subclass(&BASE_EXCEPTION.class()) => match vm.call(value, &[])? {
            Value::Exception(exception) => Ok(exception),
            _ => Err(type_error("invalid exception object")),
        },
        _ => Err(type_error("invalid exception object")),
    }
}

/// What a future has for an exception that it is given: a RuntimeError for a StopIteration.
pub(super) fn for_future(exception: Exception) -> Exception {
    if !data_of(&exception).class.borrow().is_subclass(&STOP_ITERATION.class()) {
        return exception;
    }
    let refused =
        runtime_error("StopIteration interacts badly with generators and cannot be raised into a Future");
    *data_of(&refused).cause.borrow_mut() = Some(exception.clone());
    *data_of(&refused).context.borrow_mut() = Some(exception);
    refused
}

/// In debug mode who waits for a future is woken in the loop's thread alone.
fn check_waking(vm: &Vm, future: &engine::Future<Value>) -> Result<()> {
    let event_loop = future.event_loop();
    match event_loop.debug() && !future.done() && future.waiting_count() > 0 {
        true => event_loop::check_thread(vm, &event_loop),
        false => Ok(()),
    }
}

fn set_exception(vm: &Vm, args: &[Value]) -> Result {
    let future = made(&args[0])?;
    if future.is_task() {
        return Err(runtime_error("Task does not support set_exception operation"));
    }
    if future.future.done() {
        return Err(Exception::invalid_state("invalid state"));
    }
    let exception = for_future(exception_argument(vm, &args[1])?);
    vm.settle(&exception);
    check_waking(vm, &future.future)?;
    future.future.set_exception(exception)?;
    future.future.event_loop().check_scheduled()?;
    Ok(Value::None)
}

/// `Future.__await__()`
fn steps(value: &Value) -> Result {
    made(value)?;
    Ok(FutureIterator::of(value.clone()))
}

/// The `msg` of `cancel()`, as the engine passes it on: as a text.
fn cancel_message(vm: &Vm, message: &Value) -> Result<Option<Rc<str>>> {
    let Some(object) = message.given() else { return Ok(None) };
    let text: Rc<str> = vm.str(object)?.into();
    if !matches!(object, Value::Str(_)) {
        vm.state::<CancelMessages>().note(text.clone(), object.clone());
    }
    Ok(Some(text))
}

/// `wrap_future(future, *, loop=None)`
pub(super) fn wrap_future(vm: &Vm, args: &[Value]) -> Result {
    if is_future(&args[0]) {
        return Ok(args[0].clone());
    }
    event_loop::wrap(&loop_argument(vm, &args[1])?, &args[0])
}

/// The engine's futures of values that are futures.
pub(super) fn engine_futures(values: &[Value]) -> Vec<engine::Future<Value>> {
    values.iter().filter_map(future_of).map(|future| future.future.clone()).collect()
}

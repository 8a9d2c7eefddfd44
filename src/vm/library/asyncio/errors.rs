//! Errors that nobody can catch: what exception handlers of the program's are told.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{Base, CoroutineObject, ErrorContext, ErrorKind, EventLoop, ExceptionHandler};
use crate::vm::coroutine::Coroutine;
use crate::vm::coroutine::future::Future;
use crate::vm::exceptions::type_error;
use crate::vm::library::contextvars::{in_context, is_context};
use crate::vm::library::helpers::{is_logged, log_error};
use crate::vm::machine::Vm;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::event_loop::{self, LoopData};
use super::events::loop_value;
use super::futures::future_of;
use super::handles::{HandleData, handle};
use super::locks::is_overridden;
use super::shown::{LIBRARY, callback_source};

/// What the engine calls for a handler of the program's.
pub(super) fn engine_handler(handler: Value) -> ExceptionHandler {
    Rc::new(move |event_loop: &EventLoop, context: &ErrorContext| {
        let Some(vm) = Vm::try_current().filter(|vm| !vm.is_stopped()) else { return Ok(()) };
        let told = Value::dict(as_dict(&vm, event_loop, context));
        let event_loop = loop_value(&vm, event_loop);
        let heard = match is_overridden(&event_loop, "call_exception_handler") {
            true => vm.call_method(&event_loop, "call_exception_handler", &[told]),
            false => hear(&vm, &event_loop, &handler, told),
        };
        match heard {
            Ok(_) => Ok(()),
            Err(exception) => {
                vm.settle(&exception);
                Err(exception)
            }
        }
    })
}

/// Whether a loop's class has a way of its own to hear of errors.
pub(super) fn hears_itself(event_loop: &Value) -> bool {
    ["call_exception_handler", "default_exception_handler"].iter().any(|name| is_overridden(event_loop, name))
}

/// Tells the handler that is set, or the default one of the loop's class.
fn hear(vm: &Vm, event_loop: &Value, handler: &Value, told: Value) -> Result {
    match handler.is_none() {
        true => vm.call_method(event_loop, "default_exception_handler", &[told]),
        false => vm.call(handler, &[event_loop.clone(), told]),
    }
}

/// What the callback was that has failed last, as messages show it, and with what it was called.
#[derive(Default)]
struct Failed(RefCell<(String, Option<[Value; 2]>)>);

/// Notes which callback has failed, for a handler of the program's.
pub(super) fn note_failed(vm: &Vm, callback: &Value, args: &[Value]) {
    let Some(event_loop) = EventLoop::try_current() else { return };
    let Ok(source) = callback_source(vm, callback, event_loop.debug().then_some(args)) else { return };
    // Nobody but a handler of the program's asks for the callback itself.
    let value = loop_value(vm, &event_loop);
    let is_asked = hears_itself(&value) || event_loop::this(&value).is_ok_and(LoopData::has_handler);
    let callback = is_asked.then(|| [callback.clone(), Value::tuple(args.to_vec())]);
    vm.state::<Failed>().0.replace((source, callback));
}

/// The same for one of asyncio's own, whose `def` is at that place of the library.
pub(super) fn note_own_failed(vm: &Vm, name: &str, place: &str) {
    vm.state::<Failed>().0.replace((format!("{name}() at {LIBRARY}{place}"), None));
}

/// An error of the engine's, as a handler is told of it.
fn as_dict(vm: &Vm, event_loop: &EventLoop, context: &ErrorContext) -> Dict {
    let told = Dict::default();
    let about = match (&context.object, &context.task) {
        (Some(task), _) => task.downcast::<Value>().map(|task| task.as_future()),
        (None, Some(name)) => {
            let coroutine = context.coroutine.clone().and_then(|known| known.downcast::<Coroutine>().ok());
            let coroutine = coroutine.map(|coroutine| coroutine as Rc<dyn CoroutineObject>);
            let task = event_loop.stand_in::<Value>(name.clone(), context.exception.clone(), coroutine);
            Some(task.as_future())
        }
        (None, None) if context.future.is_some() => {
            Some(event_loop.stand_in_future(context.exception.clone()))
        }
        _ => None,
    };
    let about = about.map(|future| Value::Future(Rc::new(Future::new(future))));
    if let (ErrorKind::Destroyed, Some(task)) = (context.kind, &about) {
        // Here CPython tells the task first.
        told.set_str("task", task.clone());
    }
    let (message, failed) = match &context.callback {
        Some(_) => {
            let (source, callback) = vm.state::<Failed>().0.take();
            let message = format!("Exception in callback {source}").into();
            (message, Some(callback.unwrap_or_else(|| [source.into(), Value::None])))
        }
        None => (Value::str(&*context.message), None),
    };
    told.set_str("message", message);
    if let Some(exception) = &context.exception {
        told.set_str("exception", Value::Exception(exception.clone()));
    }
    if let Some(about) = about {
        let is_future = matches!(context.kind, ErrorKind::NeverRetrieved | ErrorKind::Shielded);
        told.set_str(if is_future { "future" } else { "task" }, about);
    }
    if let Some(callback) = failed {
        told.set_str("handle", handle(HandleData::over(callback)));
    }
    if let Some((key, value)) = &context.further
        && let Some(value) = value.downcast_ref::<Value>()
    {
        told.set_str(key, value.clone());
    }
    let was_made = context.callback.is_some()
        || matches!(context.kind, ErrorKind::NeverRetrieved | ErrorKind::Destroyed);
    if was_made && event_loop.debug() {
        // Where the handle, future or task was made.
        told.set_str("source_traceback", Value::list(Vec::new()));
    }
    told
}

/// A context of the program's, as the engine understands it.
fn from_dict(vm: &Vm, context: &Value) -> Result<ErrorContext> {
    let Value::Dict(dict) = context.plain() else {
        return Err(type_error(format!("the context must be a dict, not {}", context.type_name())));
    };
    let message = match dict.get_str("message") {
        Some(message) => vm.str(&message)?,
        None => String::new(),
    };
    let mut told = ErrorContext::new(message);
    if let Some(Value::Exception(exception)) = dict.get_str("exception") {
        vm.settle(&exception);
        told.exception = Some(exception);
    }
    let about = ["task", "future"].into_iter().find_map(|key| dict.get_str(key));
    if let Some(future) = about.as_ref().and_then(future_of) {
        told.future = Some(future.future.id());
        told.task = future.task.as_ref().map(crate::engine::TaskRef::name);
        told.object = future.task.clone();
    }
    if let Some(handle) = dict.get_str("handle") {
        let message = told.message.clone();
        let name = message.strip_prefix("Exception in callback ").unwrap_or("callback");
        drop(handle);
        told.callback = Some(name.split('(').next().unwrap_or(name).into());
    }
    Ok(told)
}

/// asyncio's logger.
const LOGGER: &str = "asyncio";

/// Has errors of which no handler of the program's hears logged, where anybody looks at what is logged.
pub(super) fn log_by_default(vm: &Vm) {
    vm.event_loop.set_error_log(Some(Rc::new(|event_loop, context| {
        let Some(vm) = Vm::try_current().filter(|vm| !vm.is_stopped()) else { return };
        if is_logged(&vm, LOGGER)
            && let Err(exception) = log(&vm, &as_dict(&vm, event_loop, context))
        {
            vm.settle(&exception);
        }
    })));
}

/// What `BaseEventLoop.default_exception_handler()` logs.
fn log(vm: &Vm, context: &Dict) -> Result<()> {
    let mut text = match context.get_str("message") {
        Some(message) if vm.truth(&message)? => vm.str(&message)?,
        _ => "Unhandled exception in event loop".into(),
    };
    let mut names = Vec::new();
    for name in context.keys() {
        names.push(vm.str(&name)?);
    }
    crate::order::sort(&mut names);
    for name in names.iter().filter(|name| !matches!(name.as_str(), "message" | "exception")) {
        let value = context.get_str(name).unwrap_or_default();
        // Where something was made is not known here to the last call.
        if name != "source_traceback" {
            text += &format!("\n{name}: {}", vm.repr(&value)?);
        }
    }
    let exception = context.get_str("exception");
    let exception = exception.as_ref().and_then(|exception| match exception {
        Value::Exception(exception) => Some(exception),
        _ => None,
    });
    exception.into_iter().for_each(|exception| vm.settle(exception));
    log_error(vm, LOGGER, &text, exception);
    Ok(())
}

/// `loop.default_exception_handler(context)`
pub(super) fn default_handler(vm: &Vm, event_loop: &EventLoop, context: &Value) -> Result {
    let told = from_dict(vm, context)?;
    if let (true, Value::Dict(dict)) = (is_logged(vm, LOGGER), context.plain()) {
        log(vm, dict)?;
    }
    event_loop.warn_of(&told);
    Ok(Value::None)
}

/// The context variables' context of what an error is about, a task or a handle.
fn context_of(vm: &Vm, context: &Value) -> Result<Option<Value>> {
    let Value::Dict(dict) = context.plain() else { return Ok(None) };
    let about =
        ["task", "future", "handle"].into_iter().find_map(|key| dict.get_str(key).filter(|it| !it.is_none()));
    let Some(about) = about else { return Ok(None) };
    if vm.find_attr(&about, Symbol::new("get_context"))?.is_none() {
        return Ok(None);
    }
    Ok(Some(vm.call_method(&about, "get_context", &[])?).filter(is_context))
}

/// `loop.call_exception_handler(context)`
pub(super) fn call_handler(
    vm: &Vm,
    event_loop: &EventLoop,
    this: &Value,
    handler: &Value,
    context: &Value,
) -> Result {
    event_loop::this(this)?;
    if handler.is_none() && !is_overridden(this, "default_exception_handler") {
        return default_handler(vm, event_loop, context);
    }
    let heard = match handler.is_none() {
        true => hear(vm, this, handler, context.clone()),
        false => context_of(vm, context).and_then(|own| match own {
            Some(own) => in_context(vm, &own, || hear(vm, this, handler, context.clone()))?,
            None => hear(vm, this, handler, context.clone()),
        }),
    };
    let Err(exception) = heard else { return Ok(Value::None) };
    vm.settle(&exception);
    if vm.is_stopped() || matches!(exception.class().base(), Some(Base::KeyboardInterrupt | Base::SystemExit))
    {
        return Err(exception);
    }
    let message = "Unhandled error in exception handler";
    if !handler.is_none() && is_overridden(this, "default_exception_handler") {
        let told = Dict::default();
        told.set_str("message", message.into());
        told.set_str("exception", Value::Exception(exception));
        told.set_str("context", context.clone());
        return vm.call_method(this, "default_exception_handler", &[Value::dict(told)]);
    }
    event_loop.default_exception_handler(&ErrorContext {
        exception: Some(exception),
        ..ErrorContext::new(message)
    });
    Ok(Value::None)
}

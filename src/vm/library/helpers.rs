//! What modules in Python ask of the machine: how exceptions and frames read, and what annotations say.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::attributes::annotations;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::Native;
use crate::vm::traceback;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// The functions.
pub(super) const HELPERS: &[Native] = &[
    Native::new("_console", "text", |vm, args| {
        vm.console(args[0].as_str().unwrap_or_default());
        Ok(Value::None)
    }),
    Native::new("_stderr_write", "text", |vm, args| {
        write_to_stderr(vm, args[0].as_str().unwrap_or_default())?;
        Ok(Value::None)
    }),
    Native::new("_is_redirected", "", |vm, _| Ok(redirected(vm)?.is_some().into())),
    Native::new("_warn_as_loops_do", "text", |vm, args| {
        vm.event_loop.warn(args[0].as_str().unwrap_or_default(), None);
        Ok(Value::None)
    }),
    // What is asked of a coroutine that was never awaited: whether that is not to be told.
    Native::new("_hear_of_coroutines", "function", |vm, args| {
        let function = args[0].clone();
        vm.event_loop.set_never_awaited_hook(Some(Rc::new(move |text| {
            let Some(vm) = Vm::try_current().filter(|vm| !vm.is_stopped()) else { return false };
            let heard = vm.call(&function, &[text.into()]).and_then(|heard| vm.truth(&heard));
            heard.inspect_err(|exception| vm.settle(exception)).unwrap_or(false)
        })));
        Ok(Value::None)
    }),
    Native::new("_exception_lines", "exception, chain, limit=None", |vm, args| {
        let chain = vm.truth(&args[1])?;
        Ok(list(traceback::limited_lines(vm, exception(&args[0])?, chain, limit(&args[2]))))
    }),
    Native::new("_only_lines", "exception", |vm, args| {
        Ok(list(traceback::only_lines(vm, exception(&args[0])?)))
    }),
    Native::new("_stack_lines", "traceback, limit=None", |vm, args| {
        let frames = traceback::frames(&args[0]).unwrap_or_default();
        Ok(list(traceback::stack_lines(vm, traceback::within(&frames, limit(&args[1])))))
    }),
    // Of each frame the last line of what ran, and its columns, as `co_positions()` has them.
    Native::new("_positions", "traceback", |_, args| {
        let frames = traceback::frames(&args[0]).unwrap_or_default();
        let positions = frames.iter().map(|frame| {
            let span = frame.span;
            let column = |column: u32| Value::Int(i64::from(column) - 1);
            Value::tuple([Value::Int(span.end_line.into()), column(span.column), column(span.end_column)])
        });
        Ok(Value::list(positions.collect()))
    }),
    Native::new("_handled", "", |vm, _| {
        Ok(vm.handled.borrow().clone().map_or(Value::None, Value::Exception))
    }),
    // The line of the program that runs, the name of its function, and its file: `Vm::caller`.
    Native::new("_caller", "level=1", |_, _| Ok(Value::Unbound)),
    Native::new("_line", "number", |vm, args| {
        let Value::Int(number) = args[0] else { return Ok("".into()) };
        let text = vm.source.borrow().1.clone();
        let line = usize::try_from(number - 1).ok().and_then(|at| text.lines().nth(at));
        Ok(line.unwrap_or_default().into())
    }),
    Native::new("_evaluate", "text, owner", |vm, args| {
        vm.annotation_of(args[0].as_str().unwrap_or_default(), &args[1])
    }),
    Native::new("_annotation_texts", "owner", |_, args| {
        let texts = match &args[0] {
            Value::Function(function) => function.attributes.get(Symbol::new(annotations::TEXTS)),
            Value::Class(class) => class.attributes.get(Symbol::new("__annotations__")),
            _ => None,
        };
        Ok(texts.unwrap_or_else(|| Value::dict(Default::default())))
    }),
    Native::new("_define", "name, value", |vm, args| {
        let module = vm.import("typing")?;
        module.globals.set(Symbol::new(args[0].as_str().unwrap_or_default()), args[1].clone());
        Ok(Value::None)
    }),
];

/// Writes a text to what stands in the place of `sys.stderr`, or else to the console.
///
/// # Errors
///
/// What writing raises.
pub(super) fn write_to_stderr(vm: &Vm, text: &str) -> Result<()> {
    match redirected(vm)? {
        Some(Value::None) => {}
        Some(stream) => drop(vm.call_method(&stream, "write", &[text.into()])?),
        None => vm.console(text),
    }
    Ok(())
}

/// Logs an error as one of the library's loggers does; without `logging` it goes where `logging.lastResort` writes.
pub(super) fn log_error(vm: &Vm, logger: &str, text: &str, exception: Option<&Exception>) {
    let logged = || {
        let logging = Value::Module(vm.import("logging")?);
        let logger = vm.call_method(&logging, "getLogger", &[logger.into()])?;
        let info = exception.map_or(Value::None, |exception| Value::Exception(exception.clone()));
        vm.call_with(&vm.attr(&logger, "error")?, &[text.into()], &[(Symbol::new("exc_info"), info)])
    };
    if !vm.has_module("logging") || logged().is_err() {
        // Nobody hears of what writing raises.
        let exception = exception.map_or_else(String::new, |exception| vm.format_exception(exception));
        _ = write_to_stderr(vm, &format!("{text}\n{exception}"));
    }
}

/// Whether errors that are logged by one of the library's loggers go anywhere else than to the console.
pub(super) fn is_logged(vm: &Vm, logger: &str) -> bool {
    if matches!(redirected(vm), Ok(Some(stream)) if !stream.is_none()) {
        return true;
    }
    let has_handlers = || {
        let logging = Value::Module(vm.import("logging")?);
        let logger = vm.call_method(&logging, "getLogger", &[logger.into()])?;
        vm.truth(&vm.call_method(&logger, "hasHandlers", &[])?)
    };
    vm.has_module("logging") && has_handlers().unwrap_or(false)
}

/// Has coroutines that were never awaited told to what stands for `sys.stderr`.
pub(in crate::vm) fn hear_of_coroutines(vm: &Vm) {
    vm.event_loop.set_never_awaited_hook(Some(Rc::new(|text| {
        let Some(vm) = Vm::try_current().filter(|vm| !vm.is_stopped()) else { return false };
        let heard = || match redirected(&vm)? {
            Some(_) => {
                let hear = vm.attr(&Value::Module(vm.import("warnings")?), "_never_awaited")?;
                vm.truth(&vm.call(&hear, &[text.into()])?)
            }
            None => Ok(false),
        };
        heard().inspect_err(|exception| vm.settle(exception)).unwrap_or(false)
    })));
}

/// What the program has put in the place of `sys.stderr`.
fn redirected(vm: &Vm) -> Result<Option<Value>> {
    if !vm.has_module("sys") {
        return Ok(None);
    }
    let sys = Value::Module(vm.import("sys")?);
    let stream = vm.attr(&sys, "stderr")?;
    Ok((!stream.is(&vm.attr(&sys, "__stderr__")?)).then_some(stream))
}

fn list(lines: Vec<String>) -> Value {
    Value::list(lines.into_iter().map(Value::from).collect())
}

fn exception(value: &Value) -> Result<&Exception> {
    match value {
        Value::Exception(exception) => Ok(exception),
        other => Err(type_error(format!("Exception expected for value, {} found", other.type_name()))),
    }
}

fn limit(value: &Value) -> Option<i64> {
    if let Value::Int(limit) = value { Some(*limit) } else { None }
}

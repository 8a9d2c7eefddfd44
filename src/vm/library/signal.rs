//! `signal`: Ctrl-C, and the names of the others.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{Class, EventLoop, Exception};
use crate::vm::exceptions::{not_supported, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types::exception::OS_ERROR;
use crate::vm::value::{Result, Value};

/// The signals that programs name.
const NAMES: &[(&str, i64)] = &[
    ("SIGHUP", 1),
    ("SIGINT", 2),
    ("SIGQUIT", 3),
    ("SIGKILL", 9),
    ("SIGUSR1", 10),
    ("SIGUSR2", 12),
    ("SIGALRM", 14),
    ("SIGTERM", 15),
];

/// `signal`
pub static MODULE: NativeModule = NativeModule::new("signal")
    .functions(&[
        Native::new("signal", "signalnum, handler, /", signal),
        Native::new("getsignal", "signalnum, /", |vm, args| {
            let name = signal_name(&args[0])?;
            handler_of(vm, &name)
        }),
        Native::new("raise_signal", "signalnum, /", |vm, args| raise_signal(vm, &args[0])),
        Native::new("default_int_handler", "signalnum, frame, /", |_, _| {
            Err(Exception::new(Class::KeyboardInterrupt))
        }),
        Native::new("alarm", "seconds, /", |_, _| {
            Err(not_supported("there is no SIGALRM here: use loop.call_later()"))
        }),
    ])
    .python(include_str!("python/signal.py"));

/// What the program has set.
#[derive(Default)]
struct Handlers(RefCell<Vec<(Rc<str>, Value)>>);

/// A signal that nobody can handle.
pub const KILL: &str = "SIGKILL";

/// The name of a signal, given as a number or as a member of `Signals`.
pub fn signal_name(value: &Value) -> Result<Rc<str>> {
    let Value::Int(number) = value.plain() else {
        let shown = Vm::current().repr(value)?;
        return Err(type_error(format!("sig must be an int, not {shown}")));
    };
    match NAMES.iter().find(|(_, known)| known == number) {
        Some((name, _)) => Ok((*name).into()),
        None => Err(value_error(format!("invalid signal number {number}"))),
    }
}

/// The number of a signal.
pub fn number_of(name: &str) -> i64 {
    NAMES.iter().find(|(known, _)| *known == name).map_or(0, |(_, number)| *number)
}

fn module_value(vm: &Vm, name: &str) -> Result {
    vm.attr(&Value::Module(vm.import("signal")?), name)
}

fn handler_of(vm: &Vm, name: &str) -> Result {
    let known = vm.state::<Handlers>().0.borrow().iter().find(|(known, _)| **known == *name).cloned();
    match known {
        Some((_, handler)) => Ok(handler),
        None if name == "SIGINT" => module_value(vm, "default_int_handler"),
        None => module_value(vm, "SIG_DFL"),
    }
}

/// `signal(signalnum, handler)`
fn signal(vm: &Vm, args: &[Value]) -> Result {
    let (name, handler) = (signal_name(&args[0])?, args[1].clone());
    if &*name == KILL {
        let invalid = [Value::Int(22), "Invalid argument".into()];
        return Err(vm.to_exception(&vm.call(&Value::Class(OS_ERROR.class()), &invalid)?)?);
    }
    vm.charge(128)?;
    let before = handler_of(vm, &name)?;
    let replaced = {
        let handlers = vm.state::<Handlers>();
        let mut all = handlers.0.borrow_mut();
        let replaced: Vec<_> = all.extract_if(.., |(known, _)| *known == name).collect();
        all.push((name.clone(), handler.clone()));
        replaced
    };
    drop(replaced);
    if &*name == "SIGINT" {
        let is_default = handler.is(&module_value(vm, "default_int_handler")?);
        let callback = match handler.plain() {
            _ if is_default => None,
            // SIG_DFL ends the program, SIG_IGN does nothing.
            Value::Int(0) => None,
            Value::Int(_) => Some(Value::None),
            _ => Some(handler),
        };
        vm.event_loop.set_sigint_handler(callback.map(|callback| {
            let run: crate::engine::SigintHandler = Rc::new(move |_: &EventLoop| {
                let Some(vm) = Vm::try_current() else { return Ok(()) };
                call_handler(&vm, &callback, 2)
            });
            run
        }));
    }
    Ok(before)
}

fn call_handler(vm: &Vm, handler: &Value, number: i64) -> Result<()> {
    if handler.is_none() {
        return Ok(());
    }
    let called = vm.call(handler, &[Value::Int(number), Value::None]);
    called.map(drop).inspect_err(|exception| vm.settle(exception))
}

/// `raise_signal(signalnum)`
fn raise_signal(vm: &Vm, value: &Value) -> Result {
    let name = signal_name(value)?;
    let event_loop = EventLoop::try_current().unwrap_or_else(|| vm.event_loop.clone());
    if &*name == "SIGINT" {
        event_loop.interrupt()?;
        return Ok(Value::None);
    }
    if event_loop.call_signal_handler(&name)? {
        return Ok(Value::None);
    }
    let handler = handler_of(vm, &name)?;
    match handler.plain() {
        Value::Int(0) => {
            Err(not_supported(format!("{name} would end the program: set a handler for it first")))
        }
        Value::Int(_) => Ok(Value::None),
        _ => call_handler(vm, &handler, number_of(&name)).map(|()| Value::None),
    }
}

/// The end of a run: what the program has set is let go of.
pub fn forget(vm: &Vm) {
    vm.event_loop.set_sigint_handler(None);
    let handlers = vm.state::<Handlers>().0.take();
    drop(handlers);
}

//! Runs a program to its end and returns its trace.

use std::rc::Rc;

use crate::engine::{EventLoop, Exception, Limit, Options, Stop};
use crate::program::Intervention;
use crate::trace::{EventKind, Log, RunEnd};

use super::code::ModuleCode;
use super::library::{asyncio, signal};
use super::machine::{CompileLibrary, Vm};
use super::module::Module;
use super::symbol::Symbol;
use super::value::Value;

/// A program and what belongs to it.
#[derive(Clone, Copy)]
pub struct Program<'a> {
    /// What is run.
    pub code: &'a ModuleCode,
    /// The name of its file, for tracebacks.
    pub file: &'a str,
    /// Its text, for tracebacks.
    pub text: &'a str,
    /// What happens to it from outside: timers of the first loop, set before anything else.
    pub interventions: &'a [Intervention],
    /// What compiles the parts of the library that are written in Python.
    pub compile: CompileLibrary,
}

/// What is left of a run.
#[derive(Debug)]
pub struct Finished {
    /// The trace. It ends with [`EventKind::RunEnded`].
    pub log: Log,
    /// What was written to stderr: tracebacks, and what is logged.
    pub console: String,
}

/// Runs a program on virtual time, within the limits of the options. The same program gives the same trace every time.
///
/// The host's stack is used for nested calls through the library; see [`STACK_BYTES`].
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run(program: Program<'_>, options: Options) -> Finished {
    let event_loop = EventLoop::new(options);
    let vm = Vm::new(event_loop, program.compile);
    *vm.source.borrow_mut() = (program.file.into(), program.text.into());
    vm.plan(program.interventions);
    vm.enter(|| run_on(&vm, program.code))
}

/// How large the stack of the thread should be on which programs are run.
pub const STACK_BYTES: usize = if cfg!(debug_assertions) { 1 << 30 } else { 256 << 20 };

fn run_on(vm: &Rc<Vm>, code: &ModuleCode) -> Finished {
    vm.load_builtins();
    let name = Symbol::new("__main__");
    vm.main.set(Symbol::new("__name__"), Value::str("__main__"));
    vm.main.set(Symbol::new("__file__"), Value::str(&*vm.source.borrow().0));
    vm.main.set(Symbol::new("__doc__"), code.body.doc.as_deref().map_or(Value::None, Value::str));
    let module = Module { name: "__main__".into(), globals: vm.main.clone() };
    vm.modules.borrow_mut().insert(name, Rc::new(module));

    let result = vm.run_module(code, &vm.main);
    let how = match (vm.stopped(), result) {
        (None, Ok(())) => RunEnd::Ok,
        (None, Err(exception)) | (Some(Stop::Raised(exception)), _) => failed(vm, exception),
        (Some(Stop::Deadlock), _) => {
            let tasks = asyncio::loops(vm).into_iter().flat_map(|event_loop| event_loop.all_tasks());
            RunEnd::Deadlock { waiting: tasks.map(|task| task.id()).collect() }
        }
        (Some(Stop::Limit(limit)), _) => RunEnd::Limit { message: where_it_ran_out(vm, limit) },
    };
    let over = matches!(how, RunEnd::Ok | RunEnd::Failed { .. });
    vm.ended.set(true);
    if over {
        // What nobody ever asked for is warned of, now that the module and all that its variables held are gone. What
        // is still done on the way is no part of the run.
        vm.event_loop.set_over(true);
        vm.main.clear();
        asyncio::close_all(vm);
        vm.event_loop.set_over(false);
    }
    vm.event_loop.emit(|| EventKind::RunEnded { how });
    let log = vm.event_loop.take_trace();
    forget(vm);
    Finished { log, console: vm.console.take() }
}

/// Does something with a machine that runs no program: its builtins are there, and modules can be imported.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn without_program<R>(compile: CompileLibrary, action: impl FnOnce(&Vm) -> R) -> R {
    let vm = Vm::new(EventLoop::new(Options::default()), compile);
    vm.enter(|| {
        vm.load_builtins();
        let result = action(&vm);
        forget(&vm);
        result
    })
}

/// Lets go of everything that is left.
fn forget(vm: &Vm) {
    vm.main.clear();
    for event_loop in asyncio::loops(vm) {
        event_loop.abandon();
    }
    asyncio::close_all(vm);
    signal::forget(vm);
    let modules = vm.modules.take();
    modules.values().for_each(|module| module.globals.clear());
    drop(modules);
    super::future::forget_attributes();
    super::class::forget_lookups();
}

/// The end by an exception that nobody caught.
fn failed(vm: &Vm, exception: Exception) -> RunEnd {
    vm.settle(&exception);
    if exception.class().name() != "SystemExit" {
        vm.console(&vm.format_exception(&exception));
    }
    RunEnd::Failed { error: exception.failure() }
}

/// Which budget ran out, and in whose hands.
fn where_it_ran_out(vm: &Vm, limit: Limit) -> Rc<str> {
    match vm.event_loop.runaway() {
        Some(task) => format!("{limit}, in task {}", task.name()).into(),
        None => limit.to_string().into(),
    }
}

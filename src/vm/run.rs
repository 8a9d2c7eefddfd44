//! Runs a program to its end and returns its trace.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::engine::{Base, EventLoop, Exception, Limit, Options, Stop};
use crate::program::Intervention;
use crate::trace::{EventKind, Log, RunEnd};
use crate::vm::class;
use crate::vm::code::ModuleCode;
use crate::vm::coroutine::{Pending, future};
use crate::vm::exceptions::data_of;
use crate::vm::frames::Execution;
use crate::vm::frames::held::HeldFrames;
use crate::vm::library::helpers::hear_of_coroutines;
use crate::vm::library::{asyncio, signal, threading};
use crate::vm::machine::{CompileLibrary, Vm};
use crate::vm::traceback;
use crate::vm::value::module::Module;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

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
    /// The line of the text at which it ended, if that was by an exception that nobody caught, or by a limit.
    pub ended_at: Option<u32>,
}

/// Runs a program on virtual time, within the limits of the options. The same program gives the same trace every time.
///
/// The host's stack is used for nested calls through the library; see [`STACK_BYTES`].
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run(program: Program<'_>, options: Options) -> Finished {
    let mut run = Live::begin(program, options, None);
    let Segment { log, console, ended_at, .. } = run.go_on();
    Finished { log, console, ended_at }
}

/// A run that goes on for as long as the host lets it. While there is one on a thread, nothing else may run there.
pub struct Live {
    vm: Rc<Vm>,
    /// The program; none when it has ended.
    program: Option<Pending>,
}

/// What a run has left behind since the last time.
#[derive(Debug)]
pub struct Segment {
    /// The events. If the run has ended, the last one is [`EventKind::RunEnded`].
    pub log: Log,
    /// What was written to stderr.
    pub console: String,
    /// Whether that was all.
    pub is_last: bool,
    /// As in [`Finished`], if it was.
    pub ended_at: Option<u32>,
}

impl Live {
    /// Sets a program up, to be run in segments of about so many events, or in one go. The limit of events is one of each
    /// segment. What does not wait in the program's own frames is run in one go in any case.
    pub fn begin(program: Program<'_>, options: Options, segment: Option<usize>) -> Self {
        let event_loop = EventLoop::new(options);
        if let Some(events) = segment {
            event_loop.set_segment(events);
        }
        let vm = Vm::new(event_loop, program.compile);
        hear_of_coroutines(&vm);
        vm.driving.is_live.set(segment.is_some());
        *vm.source.borrow_mut() = (program.file.into(), program.text.into());
        vm.plan(program.interventions);
        let execution = vm.enter(|| begin(&vm, program.code));
        Live { vm, program: Some(Box::pin(to_its_end(execution))) }
    }

    /// From now on segments have about so many events.
    pub fn set_segment(&mut self, events: usize) {
        self.vm.event_loop.set_segment(events);
    }

    /// Goes on with it up to the next segment, or its end. After that there is nothing any more.
    ///
    /// # Panics
    ///
    /// If another loop is running on this thread.
    pub fn go_on(&mut self) -> Segment {
        let vm = self.vm.clone();
        let ended = vm.enter(|| {
            vm.forgive();
            let program = self.program.as_mut()?;
            let mut context = Context::from_waker(Waker::noop());
            let result = loop {
                match program.as_mut().poll(&mut context) {
                    Poll::Ready(result) => break result,
                    Poll::Pending if vm.event_loop.has_segment() => return None,
                    Poll::Pending => {}
                }
            };
            let program = self.program.take();
            drop(program);
            Some(end(&vm, result.map(drop)))
        });
        let is_last = self.program.is_none();
        let (log, ended_at) = ended.unwrap_or_else(|| (vm.event_loop.take_segment(), None));
        Segment { log, console: vm.console.take(), is_last, ended_at }
    }
}

/// A run that is given up leaves nothing running.
impl Drop for Live {
    fn drop(&mut self) {
        let Some(program) = self.program.take() else { return };
        let vm = self.vm.clone();
        vm.enter(|| {
            vm.ended.set(true);
            vm.stop(Stop::Deadlock);
            drop(program);
            let log = vm.event_loop.take_trace();
            drop(log);
            forget(&vm);
        });
    }
}

/// Runs the program's frames, and then the threads that it waits for.
async fn to_its_end(execution: Execution) -> Result {
    let mut execution = Box::new(execution);
    let result = poll_fn(|context| Vm::current().poll(&mut execution, false, context)).await;
    drop(execution);
    if !Vm::current().is_stopped() {
        threading::join_all().await?;
    }
    result
}

/// How large the stack of the thread should be on which programs are run.
pub const STACK_BYTES: usize = if cfg!(debug_assertions) { 1 << 30 } else { 256 << 20 };

fn begin(vm: &Rc<Vm>, code: &ModuleCode) -> Execution {
    vm.load_builtins();
    let (file, text) = vm.source.borrow().clone();
    vm.tell_syntax_warnings(code, &file, &text);
    let name = Symbol::new("__main__");
    vm.main.set(Symbol::new("__name__"), Value::str("__main__"));
    vm.main.set(Symbol::new("__file__"), Value::str(&*vm.source.borrow().0));
    vm.main.set(Symbol::new("__doc__"), code.body.doc.as_deref().map_or(Value::None, Value::str));
    let module = Module { name: "__main__".into(), globals: vm.main.clone() };
    vm.modules.borrow_mut().insert(name, Rc::new(module));
    vm.module_execution(code, &vm.main)
}

fn end(vm: &Rc<Vm>, result: Result<()>) -> (Log, Option<u32>) {
    let ended_at = ended_at(vm, result.as_ref().err());
    let mut how = outcome(vm, result);
    if !vm.is_stopped() {
        at_exit(vm);
        if vm.is_stopped() {
            how = outcome(vm, Ok(()));
        }
    }
    let over = matches!(how, RunEnd::Ok | RunEnd::Failed { .. });
    vm.ended.set(true);
    if over {
        // What nobody ever asked for is warned of, now that the module and all that its variables held are gone. What
        // is still done on the way is no part of the run.
        vm.event_loop.set_over(true);
        vm.main.clear();
        vm.state::<HeldFrames>().clear();
        asyncio::close_all(vm);
        vm.event_loop.set_over(false);
    }
    vm.event_loop.emit(|| EventKind::RunEnded { how });
    let log = vm.event_loop.take_trace();
    forget(vm);
    (log, ended_at)
}

/// How a run has ended. What nobody caught is told.
fn outcome(vm: &Rc<Vm>, result: Result<()>) -> RunEnd {
    match (vm.stopped(), result) {
        (None, Ok(())) => RunEnd::Ok,
        (None, Err(exception)) | (Some(Stop::Raised(exception)), _) => failed(vm, exception),
        (Some(Stop::Deadlock), _) => {
            let tasks = asyncio::loops(vm).into_iter().flat_map(|event_loop| event_loop.all_tasks());
            RunEnd::Deadlock { waiting: tasks.map(|task| task.id()).collect() }
        }
        (Some(Stop::Limit(limit)), _) => RunEnd::Limit { message: where_it_ran_out(vm, limit) },
    }
}

/// Calls what is to be called at the end, the last one first. Of `logging` that is what it registers itself, before anybody.
fn at_exit(vm: &Rc<Vm>) {
    for (module, function) in [("atexit", "_run_exitfuncs"), ("logging", "shutdown")] {
        let module = vm.modules.borrow().get(&Symbol::new(module)).cloned();
        let function = module.and_then(|module| module.globals.get(Symbol::new(function)));
        if let Some(Err(exception)) = function.map(|function| vm.call(&function, &[])) {
            vm.settle(&exception);
        }
    }
}

/// The line at which the exception came to be by which a run ends, or at which a limit was found.
fn ended_at(vm: &Vm, raised: Option<&Exception>) -> Option<u32> {
    let exception = match vm.stopped() {
        None => raised.cloned(),
        Some(Stop::Raised(exception)) => Some(exception),
        Some(Stop::Deadlock) => None,
        Some(Stop::Limit(_)) => return vm.stopped_at.get(),
    };
    let mut innermost = &exception.filter(|exception| exception.class().base() != Some(Base::SystemExit))?;
    // What a group consists of says more than where the group was waited for.
    while let Some(first) = innermost.exceptions().first() {
        innermost = first;
    }
    Some(traceback::entries(data_of(innermost)).last()?.span.line)
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
    vm.state::<HeldFrames>().clear();
    for event_loop in asyncio::loops(vm) {
        event_loop.abandon();
    }
    asyncio::close_all(vm);
    signal::forget(vm);
    let modules = vm.modules.take();
    modules.values().for_each(|module| module.globals.clear());
    drop(modules);
    future::forget_attributes();
    vm.event_loop.set_never_awaited_hook(None);
    class::forget_lookups();
}

/// The end by an exception that nobody caught.
fn failed(vm: &Vm, exception: Exception) -> RunEnd {
    vm.settle(&exception);
    if exception.class().base() != Some(Base::SystemExit) {
        tell_uncaught(vm, &exception);
    } else if let Ok(code @ (Value::Str(_) | Value::Tuple(_) | Value::List(_) | Value::Float(_))) =
        vm.attr(&Value::Exception(exception.clone()), "code")
        && let Ok(text) = vm.str(&code)
    {
        vm.console(&format!("{text}\n"));
    }
    RunEnd::Failed { error: exception.failure() }
}

/// Tells of an exception that nobody caught, or has the program's own `sys.excepthook` do it.
#[inline(never)]
fn tell_uncaught(vm: &Vm, exception: &Exception) {
    let sys = vm.modules.borrow().get(&Symbol::new("sys")).cloned();
    let of_sys = |name| sys.as_ref().and_then(|sys| sys.globals.get(Symbol::new(name)));
    let traceback = vm.format_exception(exception);
    match of_sys("excepthook") {
        Some(hook) if !vm.is_stopped() && !of_sys("__excepthook__").is_some_and(|own| own.is(&hook)) => {
            let value = Value::Exception(exception.clone());
            let its = |name| vm.attr(&value, name).unwrap_or_default();
            if let Err(error) = vm.call(&hook, &[its("__class__"), value.clone(), its("__traceback__")]) {
                let error = vm.format_exception(&error);
                vm.console(&format!(
                    "Error in sys.excepthook:\n{error}\nOriginal exception was:\n{traceback}"
                ));
            }
        }
        _ => vm.console(&traceback),
    }
}

/// Which budget ran out, and in whose hands.
fn where_it_ran_out(vm: &Vm, limit: Limit) -> Rc<str> {
    match vm.event_loop.runaway() {
        Some(task) => format!("{limit}, in task {}", task.name()).into(),
        None => limit.to_string().into(),
    }
}

//! `asyncio.run()` and `asyncio.Runner` (`runners.py`).

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::engine::{self, EventLoop, Stop};
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{data_of, not_supported, runtime_error, type_error};
use crate::vm::frames::held::HeldFrames;
use crate::vm::library::contextvars::{context_argument, context_value};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::event_loop::{self, stop_or};
use super::events::loop_value;
use super::futures::this as future_this;
use super::locks::made;
use super::tasks::{CreateTask, create, has_factory, is_coroutine};

/// `Runner`
pub static RUNNER: NativeType = NativeType::new(
    "Runner",
    "asyncio.runners",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], Data::default()))
        }),
        Native::new("__init__", "self, *, debug=None, loop_factory=None", |_, args| {
            let data = data(&args[0])?;
            data.debug.replace(args[1].clone());
            data.loop_factory.replace(args[2].clone());
            Ok(Value::None)
        }),
        Native::new("__enter__", "self, /", |vm, args| {
            data(&args[0])?.begin(vm)?;
            Ok(args[0].clone())
        }),
        Native::driving("__exit__", "self, exc_type, exc_val, exc_tb, /", close),
        Native::driving("close", "self, /", close),
        Native::new("get_loop", "self, /", |vm, args| {
            let event_loop = data(&args[0])?.begin(vm)?;
            Ok(loop_value(vm, &event_loop))
        }),
        Native::driving("run", "self, coro, *, context=None", |vm, args| {
            vm.drive(args, || {
                check_free(vm, "Runner.run()")?;
                let begun = data(&args[0])?.begin_run(vm, &args[1], &args[2])?;
                Ok(Data::go_round(begun))
            })
        }),
    ],
);

/// Calls a function of `events`, which a program may have replaced, as a policy does.
fn call_events(vm: &Vm, name: &str, args: &[Value]) -> Result {
    let function = vm.attr(&Value::Module(vm.import("asyncio")?), name)?;
    vm.call(&function, args)
}

/// No loop can be run beside another one, but in a thread that can be left standing.
fn check_free(vm: &Vm, function: &str) -> Result<()> {
    let Some(event_loop) = vm.loop_in_the_way() else { return Ok(()) };
    Err(match event_loop.thread() {
        Some(_) => not_supported(format!(
            "{function} below a call by the library is not supported in a thread: call it in a function of its own"
        )),
        None => runtime_error(format!("{function} cannot be called from a running event loop")),
    })
}

/// `close()`, and the end of a `with` statement.
fn close(vm: &Vm, args: &[Value]) -> Result {
    vm.drive(args, || {
        let (this, is_free) = (args[0].clone(), vm.loop_in_the_way().is_none());
        Ok(async move {
            data(&this)?.close(is_free).await?;
            Ok(Value::None)
        })
    })
}

/// A task that a runner is to run.
struct Begun {
    runner: Rc<engine::Runner>,
    task: Value,
}

/// What a runner keeps.
struct Data {
    debug: RefCell<Value>,
    loop_factory: RefCell<Value>,
    state: RefCell<State>,
    /// Whether it may run more than one coroutine.
    runs_many: bool,
}

impl Default for Data {
    fn default() -> Self {
        Self {
            debug: Value::None.into(),
            loop_factory: Value::None.into(),
            state: State::Created.into(),
            runs_many: true,
        }
    }
}

/// `runners._State`
enum State {
    Created,
    /// It has a loop. Whether that was made the current one.
    Begun(Rc<engine::Runner>, bool),
    Closed,
}

fn data(value: &Value) -> Result<&Data> {
    value.data().ok_or_else(|| type_error(format!("a Runner was expected, got '{}'", value.type_name())))
}

impl Data {
    /// `_lazy_init()`
    fn begin(&self, vm: &Vm) -> Result<EventLoop> {
        match &*self.state.borrow() {
            State::Closed => return Err(runtime_error("Runner is closed")),
            State::Begun(runner, _) => return Ok(runner.event_loop().clone()),
            State::Created => {}
        }
        let factory = self.loop_factory.borrow().clone();
        let own = factory.given().is_none();
        let value = match factory.given() {
            Some(factory) => vm.call(factory, &[])?,
            None => call_events(vm, "new_event_loop", &[])?,
        };
        let event_loop = event_loop::this(&value)?.event_loop.clone();
        if own {
            call_events(vm, "set_event_loop", &[value])?;
        }
        let debug = self.debug.borrow().clone();
        if let Some(debug) = debug.given() {
            event_loop.set_debug(vm.truth(debug)?);
        }
        let mut runner = engine::Runner::new(event_loop.clone());
        if self.runs_many {
            runner = runner.keeping_context();
        }
        self.state.replace(State::Begun(Rc::new(runner), own));
        Ok(event_loop)
    }

    /// `run()`, up to where the loop goes round.
    fn begin_run(&self, vm: &Vm, main: &Value, context: &Value) -> Result<Begun> {
        let event_loop = self.begin(vm)?;
        let coroutine = match main {
            main if is_coroutine(main) => main.clone(),
            main if vm.is_awaitable(main) => {
                let awaitable = main.clone();
                Coroutine::native(vm, "Runner.run.<locals>._wrap_awaitable", async move {
                    let awaiting = Vm::current().awaiting(&awaitable)?;
                    awaiting.await
                })
            }
            _ => return Err(type_error("An asyncio.Future, a coroutine or an awaitable is required")),
        };
        let context = match context_argument(context)? {
            Some(context) => Some(context),
            None => match &*self.state.borrow() {
                State::Begun(runner, _) => runner.context().cloned(),
                _ => None,
            },
        };
        let context = context.map_or(Value::None, context_value);
        let keywords = [(Symbol::new("context"), context)];
        let call = CreateTask { coroutine: &coroutine, keywords: &keywords, place: "runners.py:109" };
        let task = create(vm, &loop_value(vm, &event_loop), call)?;
        drop(coroutine);
        match &*self.state.borrow() {
            State::Begun(runner, _) => Ok(Begun { runner: runner.clone(), task }),
            _ => Err(runtime_error("Runner is closed")),
        }
    }

    /// The rest of `run()`.
    async fn go_round(Begun { runner, task }: Begun) -> Result {
        let vm = &Vm::current();
        // A task factory may have made anything.
        let ran = match future_this(&task)?.task.as_ref().and_then(engine::TaskRef::downcast::<Value>) {
            _ if event_loop::has_own(&loop_value(vm, runner.event_loop()), "run_until_complete") => {
                let this = loop_value(vm, runner.event_loop());
                return vm.call_method(&this, "run_until_complete", std::slice::from_ref(&task));
            }
            Some(task) => runner.drive_task(&task).await,
            None => runner.event_loop().drive_until_complete(&future_this(&task)?.future).await,
        };
        // Ctrl-C has cancelled it: the KeyboardInterrupt is raised where the CancelledError is handled.
        if let (Ok(Err(exception)), Some(cancelled)) = (&ran, runner.take_interrupted()) {
            data_of(exception).context.borrow_mut().get_or_insert(cancelled);
        }
        drop(task);
        stop_or(&Vm::current(), ran)?
    }

    /// `close()`
    async fn close(&self, is_free: bool) -> Result<()> {
        let vm = &Vm::current();
        let (event_loop, own) = match &*self.state.borrow() {
            State::Begun(runner, own) => (runner.event_loop().clone(), *own),
            _ => return Ok(()),
        };
        if !is_free && event_loop.is_running() && !vm.is_stopped() {
            event_loop.ask_all_to_cancel()?;
            if own {
                call_events(vm, "set_event_loop", &[Value::None])?;
            }
            return Err(runtime_error("Cannot close a running event loop"));
        }
        self.state.replace(State::Closed);
        let ended = if vm.is_stopped() {
            Ok(())
        } else if !is_free {
            event_loop.ask_all_to_cancel()?;
            Err(Stop::Raised(runtime_error("Cannot run the event loop while another loop is running")))
        } else {
            finish(vm, &event_loop).await?
        };
        if own {
            call_events(vm, "set_event_loop", &[Value::None])?;
        }
        if matches!(ended, Ok(()) | Err(Stop::Raised(_))) {
            let this = loop_value(vm, &event_loop);
            match event_loop::has_own(&this, "close") {
                true => drop(vm.call_method(&this, "close", &[])?),
                false => event_loop.shut(),
            }
        }
        stop_or(vm, ended)
    }
}

/// What a loop runs last of all, and with what: the executor has 300 seconds (`constants.THREAD_JOIN_TIMEOUT`).
const LAST: [(&str, &[Value]); 2] =
    [("shutdown_asyncgens", &[]), ("shutdown_default_executor", &[Value::Int(300)])];

/// How far a loop came in what it is run for.
type Ended = std::result::Result<(), Stop>;

/// What `close()` does before it closes the loop. A task factory is asked for the last tasks too.
async fn finish(vm: &Vm, event_loop: &EventLoop) -> Result<Ended> {
    let this = loop_value(vm, event_loop);
    let goes_by_own = event_loop::has_own(&this, "run_until_complete");
    if !goes_by_own
        && !has_factory(vm, event_loop)
        && !LAST.iter().any(|(last, _)| event_loop::has_own(&this, last))
    {
        return Ok(event_loop.drive_finish().await);
    }
    finish_by_tasks(vm, event_loop, this, goes_by_own).await
}

/// The same by tasks that the program makes. Apart from what every run ends with, so that it is fetched when it is needed.
#[inline(never)]
fn finish_by_tasks<'a>(
    vm: &'a Vm,
    event_loop: &'a EventLoop,
    this: Value,
    goes_by_own: bool,
) -> Pin<Box<dyn Future<Output = Result<Ended>> + 'a>> {
    Box::pin(async move {
        if let Err(stop) = event_loop.drive_cancel_all().await {
            return Ok(Err(stop));
        }
        for (last, args) in LAST {
            let coroutine = vm.call_method(&this, last, args)?;
            if goes_by_own {
                vm.call_method(&this, "run_until_complete", &[coroutine])?;
                continue;
            }
            let task = create(vm, &this, CreateTask::plain(&coroutine, "tasks.py:732"))?;
            drop(coroutine);
            let ran = event_loop.drive_until_complete(&future_this(&task)?.future).await;
            if let Err(stop) = ran {
                return Ok(Err(stop));
            }
        }
        Ok(Ok(()))
    })
}

/// `run(main, *, debug=None, loop_factory=None)`
pub(super) fn run(vm: &Vm, args: &[Value]) -> Result {
    vm.drive(args, || {
        check_free(vm, "asyncio.run()")?;
        let runner = Data {
            debug: args[1].clone().into(),
            loop_factory: args[2].clone().into(),
            runs_many: false,
            ..Data::default()
        };
        runner.begin(vm)?;
        let begun = runner.begin_run(vm, &args[0], &Value::None);
        Ok(async move {
            let ran = match begun {
                Ok(begun) => Data::go_round(begun).await,
                Err(exception) => Err(exception),
            };
            Vm::current().state::<HeldFrames>().leaves(ran.as_ref().err());
            // What is raised while it is closed takes the place of what the program has raised.
            let closed = runner.close(true).await;
            Vm::current().state::<HeldFrames>().leaves(None);
            closed?;
            ran
        })
    })
}

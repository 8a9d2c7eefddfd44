//! The loop object (`base_events.BaseEventLoop`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{EventLoop, Exception, Run, Stop, wrap_future};
use crate::vm::code::BinaryOp;
use crate::vm::coroutine::{Coroutine, Pending};
use crate::vm::exceptions::{data_of, new_exception, not_supported, raise, runtime_error, type_error};
use crate::vm::library::contextvars::{context_argument, keywords_of};
use crate::vm::library::futures::{Executor, ThreadResult};
use crate::vm::library::signal;
use crate::vm::machine::{Vm, outside};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::OBJECT;
use crate::vm::types::exception::{ASSERTION_ERROR, CANCELLED_ERROR, THREAD_CANCELLED_ERROR};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Instance, Result, Value};

use super::created;
use super::errors;
use super::futures::{future_of, is_future};
use super::handles::{HandleData, handle};
use super::locks::is_overridden;
use super::names::{callback_name, caller, deadline, is_callable, seconds};
use super::own_loops;
use super::peeked;
use super::refused::internal;
use super::tasks::{self, CreateTask};

/// `AbstractEventLoop`
pub static ABSTRACT_LOOP: NativeType = NativeType::new("AbstractEventLoop", "asyncio.events", &[]);
/// The class of all loops.
pub static LOOP: NativeType =
    NativeType::new("_UnixSelectorEventLoop", "asyncio.unix_events", SIGNALS).base(&BASE_LOOP);
/// `BaseEventLoop`, which has their methods.
pub static BASE_LOOP: NativeType =
    NativeType::new("BaseEventLoop", "asyncio.base_events", METHODS).base(&ABSTRACT_LOOP).properties(&[
        Property {
            name: "slow_callback_duration",
            get: |_, value| Ok(this(value)?.event_loop.slow_callback_duration().into()),
            set: Some(|vm, value, secs| {
                this(value)?.event_loop.set_slow_callback_duration(seconds(vm, &secs)?);
                Ok(())
            }),
        },
        Property {
            name: "_closed",
            get: |_, value| Ok(this(value)?.event_loop.is_closed().into()),
            set: None,
        },
        Property { name: "_debug", get: |_, value| Ok(this(value)?.event_loop.debug().into()), set: None },
        Property {
            name: "_task_factory",
            get: |_, value| Ok(this(value)?.task_factory.borrow().clone()),
            set: None,
        },
        Property {
            name: "_exception_handler",
            get: |_, value| Ok(this(value)?.handler.borrow().clone()),
            set: None,
        },
        Property { name: "_ready", get: peeked::ready, set: None },
        Property { name: "_scheduled", get: peeked::scheduled, set: None },
        Property { name: "_asyncgens", get: internal::<3>, set: None },
        Property {
            name: "_stopping",
            get: |_, value| Ok(this(value)?.event_loop.is_stopping().into()),
            set: None,
        },
    ]);

/// What a loop keeps beside the engine's.
pub(super) struct LoopData {
    pub event_loop: EventLoop,
    pub task_factory: RefCell<Value>,
    handler: RefCell<Value>,
}

impl LoopData {
    pub fn new(event_loop: EventLoop) -> Self {
        Self { event_loop, task_factory: RefCell::new(Value::None), handler: RefCell::new(Value::None) }
    }

    /// Whether the program hears of errors itself.
    pub fn has_handler(&self) -> bool {
        !self.handler.borrow().is_none()
    }

    /// Lets go of what the program has set.
    pub fn forget(&self) {
        let set = (self.task_factory.take(), self.handler.take());
        drop(set);
    }

    /// `_check_running()`
    fn check_can_run(&self, vm: &Vm) -> Result<()> {
        self.event_loop.check_closed()?;
        if self.event_loop.is_running() {
            return Err(runtime_error("This event loop is already running"));
        }
        match vm.loop_in_the_way() {
            Some(_) => Err(runtime_error("Cannot run the event loop while another loop is running")),
            None => Ok(()),
        }
    }
}

/// The data of a loop object.
pub(super) fn this(value: &Value) -> Result<&LoopData> {
    value
        .data::<LoopData>()
        .ok_or_else(|| type_error(format!("an event loop was expected, got '{}'", value.type_name())))
}

/// What running a loop has come to, for Python: nothing that ends the run is ever caught.
pub fn stop_or<T>(vm: &Vm, ran: std::result::Result<T, Stop>) -> Result<T> {
    ran.map_err(|stop| match stop {
        Stop::Raised(exception) => exception,
        stop => {
            if matches!(stop, Stop::Deadlock) && !vm.is_stopped() {
                vm.tell_who_waits();
            }
            vm.stop(stop)
        }
    })
}

/// As [`stop_or`], where others went on meanwhile, one of which may have ended the run.
pub fn waited_or<T>(vm: &Vm, waited: std::result::Result<T, Stop>) -> Result<T> {
    let waited = stop_or(vm, waited)?;
    if vm.is_stopped() { Err(runtime_error("the run is over")) } else { Ok(waited) }
}

/// What loops have that hear of signals.
static SIGNALS: &[Native] = &[
    Native::new("add_signal_handler", "self, sig, callback, *args", |vm, args| {
        let data = this(&args[0])?;
        vm.charge(64)?;
        if tasks::is_coroutine(&args[2]) || tasks::is_coroutine_function_value(vm, &args[2])? {
            return Err(type_error("coroutines cannot be used with add_signal_handler()"));
        }
        let name = signal::signal_name(&args[1])?;
        if &*name == signal::KILL {
            return Err(runtime_error(format!("sig {} cannot be caught", signal::number_of(&name))));
        }
        let (callback, arguments) = (args[2].clone(), args[3].clone());
        data.event_loop.add_signal_handler(name, move || {
            let Value::Tuple(arguments) = &arguments else { return Ok(()) };
            Box::new(caller(callback.clone(), arguments.to_vec())).run()
        });
        Ok(Value::None)
    }),
    Native::new("remove_signal_handler", "self, sig", |_, args| {
        let name = signal::signal_name(&args[1])?;
        Ok(this(&args[0])?.event_loop.remove_signal_handler(&name).into())
    }),
];

static METHODS: &[Native] = &[
    Native::of_nothing("__new__", "cls, /, *args, **kwargs", |vm, args| {
        let Value::Class(class) = &args[0] else { return Ok(Value::None) };
        Ok(super::events::make_loop_of(vm, class.clone()))
    }),
    Native::new("__repr__", "self, /", |vm, args| {
        let event_loop = &this(&args[0])?.event_loop;
        let shown = |flag: bool| if flag { "True" } else { "False" };
        Ok(format!(
            "<{} running={} closed={} debug={}>",
            vm_class_name(vm, &args[0]),
            shown(event_loop.is_running()),
            shown(event_loop.is_closed()),
            shown(event_loop.debug())
        )
        .into())
    }),
    Native::driving("run_until_complete", "self, future", run_until_complete),
    Native::driving("run_forever", "self, /", |vm, args| {
        vm.drive(args, || {
            let data = this(&args[0])?;
            data.check_can_run(vm)?;
            let event_loop = data.event_loop.clone();
            Ok(async move {
                stop_or(&Vm::current(), event_loop.drive_forever().await)?;
                Ok(Value::None)
            })
        })
    }),
    Native::new("stop", "self, /", |_, args| {
        this(&args[0])?.event_loop.stop();
        Ok(Value::None)
    }),
    Native::new("close", "self, /", |_, args| {
        let event_loop = &this(&args[0])?.event_loop;
        if event_loop.is_running() {
            return Err(runtime_error("Cannot close a running event loop"));
        }
        event_loop.shut();
        Ok(Value::None)
    }),
    Native::new("is_running", "self, /", |_, args| Ok(this(&args[0])?.event_loop.is_running().into())),
    Native::new("is_closed", "self, /", |_, args| Ok(this(&args[0])?.event_loop.is_closed().into())),
    Native::new("time", "self, /", |_, args| Ok(this(&args[0])?.event_loop.clock().into())),
    Native::new("_run_once", "self, /", own_loops::run_once),
    Native::new("__setattr__", "self, name, value, /", |vm, args| {
        OBJECT.class().lookup(Symbol::SETATTR).map_or(Ok(Value::None), |set| vm.call(&set, args))?;
        own_loops::look_for(&args[0]);
        Ok(Value::None)
    }),
    Native::new("__delattr__", "self, name, /", |vm, args| {
        OBJECT.class().lookup(Symbol::DELATTR).map_or(Ok(Value::None), |delete| vm.call(&delete, args))?;
        own_loops::look_for(&args[0]);
        Ok(Value::None)
    }),
    Native::new("call_soon", "self, callback, *args, context=None", call_soon),
    Native::new("call_soon_threadsafe", "self, callback, *args, context=None", call_soon_threadsafe),
    Native::new("call_later", "self, delay, callback, *args, context=None", |vm, args| {
        if args[1].is_none() {
            return Err(type_error("delay must not be None"));
        }
        let event_loop = &this(&args[0])?.event_loop;
        let when = match event_loop.own_names().time {
            true => vm.binary(BinaryOp::Add, &vm.call_method(&args[0], "time", &[])?, &args[1])?,
            false => deadline(vm, event_loop.clock(), &args[1])?,
        };
        match event_loop.own_names().call_at {
            true => {
                let mut call = vec![when, args[2].clone()];
                if let Value::Tuple(arguments) = &args[3] {
                    call.extend(arguments.iter().cloned());
                }
                let method = vm.attr(&args[0], "call_at")?;
                vm.call_with(&method, &call, &[(Symbol::new("context"), args[4].clone())])
            }
            false => call_at(vm, &args[0], when, args),
        }
    }),
    Native::new("call_at", "self, when, callback, *args, context=None", |vm, args| {
        if args[1].is_none() {
            return Err(type_error("when cannot be None"));
        }
        call_at(vm, &args[0], args[1].clone(), args)
    }),
    Native::new("create_future", "self, /", |vm, args| {
        let future = this(&args[0])?.event_loop.create_future::<Value>();
        outside::made_future(vm, &future);
        created::note(vm, &future, created::CREATE_FUTURE);
        Ok(future.into())
    }),
    Native::new("create_task", "self, coro, **kwargs", |vm, args| {
        let keywords = keywords_of(&args[2]);
        tasks::create_itself(vm, &args[0], CreateTask { coroutine: &args[1], keywords: &keywords, place: "" })
    }),
    Native::new("run_in_executor", "self, executor, func, *args", run_in_executor),
    Native::new("set_default_executor", "self, executor", |_, args| {
        let data = this(&args[0])?;
        let Some(executor) = args[1].data::<Executor>() else {
            return Err(type_error("executor must be ThreadPoolExecutor instance"));
        };
        data.event_loop.set_default_executor(&executor.pool());
        Ok(Value::None)
    }),
    Native::new("shutdown_default_executor", "self, timeout=None", |vm, args| {
        let event_loop = this(&args[0])?.event_loop.clone();
        Ok(Coroutine::native(vm, "BaseEventLoop.shutdown_default_executor", async move {
            event_loop.shutdown_default_executor().await?;
            Ok(Value::None)
        }))
    }),
    Native::new("shutdown_asyncgens", "self, /", |vm, args| {
        let event_loop = this(&args[0])?.event_loop.clone();
        Ok(Coroutine::native(vm, "BaseEventLoop.shutdown_asyncgens", async move {
            if let Some(hook) = event_loop.asyncgen_hook() {
                hook().await?;
            }
            Ok(Value::None)
        }))
    }),
    Native::new("set_debug", "self, enabled", |vm, args| {
        this(&args[0])?.event_loop.set_debug(vm.truth(&args[1])?);
        Ok(Value::None)
    }),
    Native::new("get_debug", "self, /", |_, args| Ok(this(&args[0])?.event_loop.debug().into())),
    Native::new("set_task_factory", "self, factory", |vm, args| {
        if !args[1].is_none() && !is_callable(vm, &args[1]) {
            return Err(type_error("task factory must be a callable or None"));
        }
        let before = this(&args[0])?.task_factory.replace(args[1].clone());
        drop(before);
        Ok(Value::None)
    }),
    Native::new("get_task_factory", "self, /", |_, args| Ok(this(&args[0])?.task_factory.borrow().clone())),
    Native::new("set_exception_handler", "self, handler", |vm, args| {
        let (data, handler) = (this(&args[0])?, args[1].clone());
        if !handler.is_none() && !is_callable(vm, &handler) {
            let shown = vm.repr(&handler)?;
            return Err(type_error(format!("A callable object or None is expected, got {shown}")));
        }
        let is_asked = !handler.is_none() || errors::hears_itself(&args[0]);
        data.event_loop.set_exception_handler(is_asked.then(|| errors::engine_handler(handler.clone())));
        let before = data.handler.replace(handler);
        drop(before);
        Ok(Value::None)
    }),
    Native::new("get_exception_handler", "self, /", |_, args| Ok(this(&args[0])?.handler.borrow().clone())),
    Native::new("default_exception_handler", "self, context", |vm, args| {
        errors::default_handler(vm, &this(&args[0])?.event_loop, &args[1])
    }),
    Native::new("call_exception_handler", "self, context", |vm, args| {
        let data = this(&args[0])?;
        let handler = data.handler.borrow().clone();
        errors::call_handler(vm, &data.event_loop, &args[0], &handler, &args[1])
    }),
    Native::new("add_reader", "self, /, *args, **kwargs", no_network),
    Native::new("create_connection", "self, /, *args, **kwargs", no_network),
    Native::new("create_server", "self, /, *args, **kwargs", no_network),
    Native::new("create_unix_server", "self, /, *args, **kwargs", no_network),
    Native::new("create_datagram_endpoint", "self, /, *args, **kwargs", no_network),
    Native::new("getaddrinfo", "self, /, *args, **kwargs", no_network),
    Native::new("sock_recv", "self, /, *args, **kwargs", no_network),
    Native::new("sock_sendall", "self, /, *args, **kwargs", no_network),
    Native::new("sock_connect", "self, /, *args, **kwargs", no_network),
    Native::new("sock_accept", "self, /, *args, **kwargs", no_network),
    Native::new("subprocess_exec", "self, /, *args, **kwargs", no_processes),
    Native::new("subprocess_shell", "self, /, *args, **kwargs", no_processes),
];

/// Whether the program has a method in place of a loop's: in its class, or on the loop itself.
pub(super) fn has_own(event_loop: &Value, method: &str) -> bool {
    let on_itself = |instance: &Rc<Instance>| instance.attributes.has(Symbol::new(method));
    is_overridden(event_loop, method)
        || matches!(event_loop, Value::Instance(instance) if on_itself(instance))
}

/// What needs a network.
pub(super) fn no_network(_: &Vm, _: &[Value]) -> Result {
    Err(not_supported(
        "there is no network here: stand in for it with asyncio.sleep() and an asyncio.Queue between tasks",
    ))
}

/// What needs other processes.
pub(super) fn no_processes(_: &Vm, _: &[Value]) -> Result {
    Err(not_supported(
        "there are no other processes here: stand in for one with asyncio.sleep() or asyncio.to_thread()",
    ))
}

fn vm_class_name(_: &Vm, value: &Value) -> Rc<str> {
    value.type_name()
}

fn run_until_complete(vm: &Vm, args: &[Value]) -> Result {
    vm.drive(args, || {
        let data = this(&args[0])?;
        data.check_can_run(vm)?;
        let is_new = !is_future(&args[1]);
        let future = tasks::ensure_future(vm, &args[1], Some(&data.event_loop))?;
        if is_new && let Some(task) = future.as_task() {
            task.warn_if_destroyed(false);
        }
        let event_loop = data.event_loop.clone();
        Ok(async move {
            let ran = event_loop.drive_until_complete(&future).await;
            if is_new && ran.is_err() && future.done() && !future.cancelled() {
                // The exception left the loop by itself.
                let _ = future.exception();
            }
            stop_or(&Vm::current(), ran)?
        })
    })
}

/// `_check_callback()`, in debug mode only.
fn check_callback(vm: &Vm, data: &LoopData, callback: &Value, method: &str) -> Result<()> {
    data.event_loop.check_closed()?;
    if !data.event_loop.debug() {
        return Ok(());
    }
    if tasks::is_coroutine(callback) || tasks::is_coroutine_function_value(vm, callback)? {
        return Err(type_error(format!("coroutines cannot be used with {method}()")));
    }
    if !is_callable(vm, callback) {
        let shown = vm.repr(callback)?;
        return Err(type_error(format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}

/// In debug mode nothing but what may be called from every thread is called from one that is not the loop's.
///
/// # Errors
///
/// RuntimeError in another thread.
pub(super) fn check_thread(vm: &Vm, event_loop: &EventLoop) -> Result<()> {
    if !event_loop.debug() || !event_loop.is_running() {
        return Ok(());
    }
    let here = vm.event_loop.thread().or_else(|| EventLoop::try_current()?.thread_of_loop());
    if here == event_loop.thread_of_loop() {
        return Ok(());
    }
    let text = "Non-thread-safe operation invoked on an event loop other than the current one";
    Err(runtime_error(text))
}

fn call_soon(vm: &Vm, args: &[Value]) -> Result {
    let data = this(&args[0])?;
    check_thread(vm, &data.event_loop)?;
    check_callback(vm, data, &args[1], "call_soon")?;
    soon(vm, data, args).map(handle)
}

fn soon(vm: &Vm, data: &LoopData, args: &[Value]) -> Result<HandleData> {
    let Value::Tuple(arguments) = &args[2] else { return Err(type_error("no arguments")) };
    if own_loops::put(&data.event_loop, &args[1]) {
        return Ok(HandleData::over([args[1].clone(), args[2].clone()]).made_on(&data.event_loop));
    }
    let name = callback_name(vm, &args[1]);
    let run = caller(args[1].clone(), arguments.to_vec());
    let context = context_argument(&args[3])?.or_else(|| data.event_loop.copy_context());
    let call = data.event_loop.call_soon_in(context.clone(), name, run);
    let made = HandleData::soon(call, [args[1].clone(), args[2].clone()], context);
    Ok(made.made_on(&data.event_loop))
}

fn call_soon_threadsafe(vm: &Vm, args: &[Value]) -> Result {
    let data = this(&args[0])?;
    check_callback(vm, data, &args[1], "call_soon_threadsafe")?;
    if data.event_loop.thread().is_none() {
        let made = soon(vm, data, args)?;
        data.event_loop.wake_its_thread();
        return Ok(handle(made.threadsafe()));
    }
    let Value::Tuple(arguments) = &args[2] else { return Ok(Value::None) };
    let name = callback_name(vm, &args[1]);
    let run = caller(args[1].clone(), arguments.to_vec());
    let event_loop = data.event_loop.clone();
    let context = context_argument(&args[3])?.or_else(|| event_loop.context_to_hand_on());
    let (late, cancelled) = HandleData::late([args[1].clone(), args[2].clone()], context.clone());
    data.event_loop.call_soon_threadsafe(name, move || match (cancelled.get(), context) {
        (true, _) => Ok(()),
        (false, Some(context)) => event_loop.run_in_context(&context, || Box::new(run).run()),
        (false, None) => Box::new(run).run(),
    });
    Ok(handle(late.made_on(&data.event_loop)))
}

fn call_at(vm: &Vm, this_loop: &Value, when: Value, args: &[Value]) -> Result {
    let data = this(this_loop)?;
    check_thread(vm, &data.event_loop)?;
    check_callback(vm, data, &args[2], "call_at")?;
    let secs = seconds(vm, &when)?;
    let Value::Tuple(arguments) = &args[3] else { return Ok(Value::None) };
    let context = context_argument(&args[4])?.or_else(|| data.event_loop.copy_context());
    let timer = own_loops::schedule(&data.event_loop, &args[2], secs).unwrap_or_else(|| {
        let name = callback_name(vm, &args[2]);
        let run = caller(args[2].clone(), arguments.to_vec());
        data.event_loop.call_at_in(context.clone(), secs, name, run)
    });
    let made = HandleData::timer(timer, when, [args[2].clone(), args[3].clone()], context);
    Ok(handle(made.made_on(&data.event_loop)))
}

/// asyncio's own CancelledError in place of that of `concurrent.futures` (`_convert_future_exc()`).
fn of_asyncio(exception: Exception) -> Exception {
    let data = data_of(&exception);
    if !Rc::ptr_eq(&data.class.borrow(), &THREAD_CANCELLED_ERROR.class()) {
        return exception;
    }
    let args = data.args.borrow().clone();
    let args = if let Value::Tuple(args) = &args { args.to_vec() } else { Vec::new() };
    let converted = new_exception(CANCELLED_ERROR.class(), args);
    data_of(&converted).traceback.replace(data.traceback.borrow().clone());
    converted
}

/// What a thread runs for a future of the loop's: a call of a function of the program's.
pub(super) fn thread_work(call: impl Future<Output = Result> + 'static) -> Pending {
    Box::pin(async move {
        call.await.map_err(|exception| {
            let vm = Vm::current();
            let exception = super::futures::for_future(of_asyncio(exception));
            vm.settle(&exception);
            exception
        })
    })
}

fn run_in_executor(vm: &Vm, args: &[Value]) -> Result {
    let data = this(&args[0])?;
    data.event_loop.check_closed()?;
    check_callback(vm, data, &args[2], "run_in_executor")?;
    let Value::Tuple(arguments) = &args[3] else { return Ok(Value::None) };
    if !is_callable(vm, &args[2]) {
        return Err(vm.cannot(&args[2], "is not callable"));
    }
    let executor = match args[1].given() {
        None => None,
        Some(executor) => match executor.data::<Executor>() {
            Some(pool) if !is_overridden(executor, "submit") => Some(pool),
            _ => {
                let mut call = vec![args[2].clone()];
                call.extend(arguments.iter().cloned());
                let submitted = vm.call_method(executor, "submit", &call)?;
                return wrap(&data.event_loop, &submitted);
            }
        },
    };
    let name = callback_name(vm, &args[2]);
    let (function, arguments) = (args[2].clone(), arguments.to_vec());
    let work = match executor {
        Some(executor) => thread_work(executor.call(name.clone(), function, arguments, Vec::new())?),
        None => thread_work(Vm::call_in_thread(name.clone(), function, arguments, Vec::new())),
    };
    let pool = executor.map(Executor::pool);
    Ok(data.event_loop.run_work(pool.as_ref(), name, None, work)?.into())
}

/// `wrap_future(future, loop=loop)`
pub(super) fn wrap(event_loop: &EventLoop, future: &Value) -> Result {
    if future_of(future).is_some() {
        return Ok(future.clone());
    }
    match future.data::<ThreadResult>() {
        Some(result) => Ok(wrap_future(event_loop, &result.future()).into()),
        None => Err(not_a_thread_future(future)),
    }
}

fn not_a_thread_future(future: &Value) -> Exception {
    let shown = Vm::current().repr(future).unwrap_or_default();
    raise(&ASSERTION_ERROR, format!("concurrent.futures.Future is expected, got {shown}"))
}

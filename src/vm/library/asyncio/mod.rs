//! `asyncio`, over the engine: what its functions and classes are to Python. How they work is the engine's business.

mod barriers;
mod combine;
mod conditions;
mod created;
mod errors;
mod event_loop;
pub(super) mod events;
mod futures;
mod handles;
mod locks;
mod names;
mod own_loops;
mod own_methods;
mod peeked;
mod queues;
mod refused;
mod runners;
mod short;
mod shown;
pub(in crate::vm) use own_methods::{StandIn, is_blocking};
pub(in crate::vm) use shown::{is_coroutine_named, task as shown_task};
mod task_groups;
mod tasks;
mod timeouts;
mod waiting;

use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types::exception as exceptions;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub use event_loop::{stop_or, waited_or};
pub use events::{close_all, loop_value, loops, take_set_loop};
pub use futures::{FUTURE, GATHERING_FUTURE};
pub(in crate::vm) use locks::is_overridden;
pub use names::{callback_name, is_callable};
pub use refused::REFUSED;
pub use tasks::{TASK, create_task_on};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("asyncio")
    .functions(FUNCTIONS)
    .types(&[
        &FUTURE,
        &TASK,
        &event_loop::ABSTRACT_LOOP,
        &event_loop::BASE_LOOP,
        &handles::HANDLE,
        &handles::TIMER_HANDLE,
        &locks::LOCK,
        &locks::EVENT,
        &locks::SEMAPHORE,
        &locks::BOUNDED_SEMAPHORE,
        &conditions::CONDITION,
        &barriers::BARRIER,
        &queues::QUEUE,
        &queues::LIFO_QUEUE,
        &queues::PRIORITY_QUEUE,
        &timeouts::TIMEOUT,
        &task_groups::TASK_GROUP,
        &runners::RUNNER,
        &exceptions::CANCELLED_ERROR,
        &exceptions::INVALID_STATE_ERROR,
        &exceptions::QUEUE_EMPTY,
        &exceptions::QUEUE_FULL,
        &exceptions::QUEUE_SHUT_DOWN,
        &exceptions::BROKEN_BARRIER_ERROR,
        &exceptions::SEND_FILE_NOT_AVAILABLE_ERROR,
        &exceptions::INCOMPLETE_READ_ERROR,
        &exceptions::LIMIT_OVERRUN_ERROR,
    ])
    .fill(|vm, module| {
        let set = |name: &str, value: Value| module.globals.set(Symbol::new(name), value);
        set("TimeoutError", Value::Class(exceptions::TIMEOUT_ERROR.class()));
        for name in ["EventLoop", "SelectorEventLoop"] {
            set(name, Value::Class(event_loop::LOOP.class()));
        }
        for name in ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] {
            set(name, name.into());
        }
        refused::fill(vm, module);
        Ok(())
    });

/// Whether it is one of the modules that `asyncio` is made of, `asyncio.exceptions` for one.
pub fn is_part(name: &str) -> bool {
    const PARTS: &str = " base_events coroutines events exceptions futures locks mixins queues runners taskgroups tasks threads timeouts ";
    name.strip_prefix("asyncio.").is_some_and(|part| PARTS.contains(&format!(" {part} ")))
}

/// What of `asyncio` is written in Python: the module that it is in, which is imported when one of its names is asked for.
static IN_PYTHON: &[(&str, &[&str])] = &[
    (
        "asyncio.graph",
        &[
            "capture_call_graph",
            "format_call_graph",
            "print_call_graph",
            "FrameCallGraphEntry",
            "FutureCallGraph",
            "future_add_to_awaited_by",
            "future_discard_from_awaited_by",
        ],
    ),
    (
        "asyncio.policies",
        &[
            "get_event_loop_policy",
            "set_event_loop_policy",
            "_get_event_loop_policy",
            "_set_event_loop_policy",
            "AbstractEventLoopPolicy",
            "DefaultEventLoopPolicy",
        ],
    ),
    (
        "asyncio.protocols",
        &["BaseProtocol", "BufferedProtocol", "DatagramProtocol", "Protocol", "SubprocessProtocol"],
    ),
    (
        "asyncio.transports",
        &[
            "BaseTransport",
            "DatagramTransport",
            "ReadTransport",
            "SubprocessTransport",
            "Transport",
            "WriteTransport",
        ],
    ),
];

/// A name of the module's that is in one of those in Python.
///
/// # Errors
///
/// What importing that module raises.
pub fn in_python(vm: &Vm, name: &str) -> Result<Option<Value>> {
    let Some((module, _)) = IN_PYTHON.iter().find(|(_, names)| names.contains(&name)) else {
        return Ok(None);
    };
    let globals = vm.import(module)?.globals.clone();
    match (globals.get(Symbol::new(name)), globals.get(Symbol::GETATTR)) {
        (None, Some(getattr)) => vm.call(&getattr, &[name.into()]).map(Some),
        (value, _) => Ok(value),
    }
}

/// The functions of the module.
static FUNCTIONS: &[Native] = &[
    Native::new("get_running_loop", "", events::get_running_loop),
    Native::new("_get_running_loop", "", events::find_running_loop),
    Native::new("get_event_loop", "", events::get_event_loop),
    Native::new("new_event_loop", "", events::new_event_loop),
    Native::new("set_event_loop", "loop", events::set_event_loop),
    Native::new("isfuture", "obj", |vm, args| {
        Ok((futures::is_future(&args[0]) || futures::is_like_a_future(vm, &args[0])?).into())
    }),
    Native::new("wrap_future", "future, *, loop=None", futures::wrap_future),
    Native::new("create_task", "coro, **kwargs", tasks::create_task),
    Native::new("ensure_future", "coro_or_future, *, loop=None", tasks::ensure_future_function),
    Native::new("current_task", "loop=None", tasks::current_task),
    Native::new("all_tasks", "loop=None", tasks::all_tasks),
    Native::new("iscoroutine", "obj", |_, args| Ok(tasks::is_coroutine(&args[0]).into())),
    Native::new("iscoroutinefunction", "func", tasks::is_coroutine_function),
    Native::new(
        "eager_task_factory",
        "loop, coro, *, eager_start=True, name=None, context=None",
        tasks::eager_task_factory,
    ),
    Native::new("create_eager_task_factory", "custom_task_constructor", tasks::create_eager_task_factory),
    Native::new("run_coroutine_threadsafe", "coro, loop", tasks::run_coroutine_threadsafe),
    Native::new("to_thread", "func, /, *args, **kwargs", tasks::to_thread),
    Native::new("sleep", "delay, result=None", waiting::sleep),
    Native::new("gather", "*coros_or_futures, return_exceptions=False", combine::gather),
    Native::new("shield", "arg", combine::shield),
    Native::new("wait", "fs, *, timeout=None, return_when=\"ALL_COMPLETED\"", waiting::wait),
    Native::new("wait_for", "fut, timeout", waiting::wait_for),
    Native::new("as_completed", "fs, *, timeout=None", waiting::as_completed),
    Native::new("timeout", "delay", timeouts::timeout),
    Native::new("timeout_at", "when", timeouts::timeout_at),
    Native::driving("run", "main, *, debug=None, loop_factory=None", runners::run),
];

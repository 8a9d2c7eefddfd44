//! What of `asyncio` needs a network or other processes.

use std::rc::Rc;

use crate::vm::exceptions::not_supported;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction};
use crate::vm::value::module::Module;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::event_loop::{no_network, no_processes};

/// They take any arguments, and raise.
pub static REFUSED: &[Native] = &[
    Native::new("open_connection", "*args, **kwargs", no_network),
    Native::new("start_server", "*args, **kwargs", no_network),
    Native::new("open_unix_connection", "*args, **kwargs", no_network),
    Native::new("start_unix_server", "*args, **kwargs", no_network),
    Native::new("StreamReader", "*args, **kwargs", no_network),
    Native::new("StreamWriter", "*args, **kwargs", no_network),
    Native::new("StreamReaderProtocol", "*args, **kwargs", no_network),
    Native::new("AbstractServer", "*args, **kwargs", no_network),
    Native::new("Server", "*args, **kwargs", no_network),
    Native::new("create_subprocess_exec", "*args, **kwargs", no_processes),
    Native::new("create_subprocess_shell", "*args, **kwargs", no_processes),
];

/// What is an internal of asyncio's, and not kept here.
pub(super) fn internal<const N: usize>(_: &Vm, _: &Value) -> Result {
    let (what, instead) = INTERNALS[N];
    Err(not_supported(format!("{what} is an internal of asyncio's that is not kept here: {instead}")))
}

static INTERNALS: &[(&str, &str)] = &[
    ("Queue._finished", "use Queue._unfinished_tasks, or await Queue.join()"),
    ("Timeout._state", "use when() and expired(), or repr(timeout)"),
    ("Barrier._state", "use n_waiting and broken, or repr(barrier)"),
    ("loop._asyncgens", "keep the generators that you begin"),
    ("_loop of locks and queues", "use asyncio.get_running_loop()"),
    ("Barrier._cond", "use n_waiting and broken, or repr(barrier)"),
    ("Handle._loop", "use asyncio.get_running_loop()"),
    ("TaskGroup._on_completed_fut", "look at repr(group), and at TaskGroup._tasks"),
    ("TaskGroup._base_error", "look at TaskGroup._errors"),
    ("Timeout._cancelling", "use Task.cancelling() before the timeout is entered"),
];

/// Puts them into the module: they say what to use instead when they are called.
pub(super) fn fill(_: &Vm, module: &Rc<Module>) {
    for native in REFUSED {
        let function = Value::Native(Rc::new(NativeFunction::new(native, None)));
        module.globals.set(Symbol::new(native.name), function);
    }
}

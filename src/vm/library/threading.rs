//! `threading`: simulated workers. What can be said in Python is in `threading.py`.

use std::rc::Rc;

use crate::engine::ThreadPool;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::{Result, Value};

use super::asyncio::stop_or;
use super::futures::{submit, timeout_of};

/// `threading`
pub static MODULE: NativeModule = NativeModule::new("threading")
    .functions(&[
        Native::new("get_ident", "", |vm, _| Ok(ident(vm).into())),
        Native::new("get_native_id", "", |vm, _| Ok(ident(vm).into())),
        Native::new("_start", "function, /", |vm, args| {
            let pool = ThreadPool::new(&vm.event_loop, Some(1));
            submit(vm, &pool, &args[0], &Value::tuple([]), &Value::None)
        }),
        Native::new("_block", "predicate, timeout=None, /", block),
        Native::new("_now", "", |vm, _| Ok(vm.event_loop.now().into())),
        Native::new("_sleep", "secs, /", |vm, args| {
            vm.event_loop.block(timeout_of(vm, &args[0])?.unwrap_or(0.0));
            Ok(Value::None)
        }),
    ])
    .python(include_str!("python/threading.py"));

/// `get_ident()`: 1 for the main thread.
pub fn ident(vm: &Vm) -> i64 {
    vm.event_loop.thread().map_or(1, |thread| i64::from(thread.0) + 2)
}

/// The name of the thread that runs now.
pub fn current_name(vm: &Vm) -> Rc<str> {
    match vm.event_loop.thread() {
        Some(thread) => format!("ThreadPoolExecutor-0_{}", thread.0).into(),
        None => "MainThread".into(),
    }
}

/// `_block(predicate, timeout)`: waits until something holds. Whether it does.
fn block(vm: &Vm, args: &[Value]) -> Result {
    let timeout = timeout_of(vm, &args[1])?.filter(|secs| *secs >= 0.0);
    let raised = std::cell::RefCell::new(None);
    let predicate = &args[0];
    let holds = || {
        let asked = Vm::current();
        match asked.call(predicate, &[]).and_then(|value| asked.truth(&value)) {
            Ok(holds) => holds,
            Err(exception) => {
                raised.replace(Some(exception));
                true
            }
        }
    };
    let ended = stop_or(vm, vm.event_loop.block_until(timeout, &holds))?;
    match raised.into_inner() {
        Some(exception) => Err(exception),
        None => Ok(ended.into()),
    }
}

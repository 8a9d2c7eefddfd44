//! `threading`: simulated workers. What can be said in Python is in `threading.py`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{EventLoop, ThreadPool, Worker};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::{Result, Value};

use super::asyncio::waited_or;
use super::futures::{start, thread_result, timeout_of};
use super::time::block as block_for;

/// `threading`
pub static MODULE: NativeModule = NativeModule::new("threading")
    .functions(&[
        Native::new("get_ident", "", |vm, _| Ok(ident(vm).into())),
        Native::new("_worker_name", "", |vm, _| {
            Ok(current(vm).map_or(Value::None, |worker| worker.name.into()))
        }),
        Native::new("get_native_id", "", |vm, _| Ok(ident(vm).into())),
        Native::new("_start", "thread, function, /", |vm, args| {
            let is_daemon = vm.truth(&vm.attr(&args[0], "daemon")?)?;
            let pool = ThreadPool::of_one(&vm.event_loop, is_daemon);
            let name: Rc<str> = vm.str(&vm.attr(&args[0], "name")?)?.into();
            let call = Vm::call_in_thread(name.clone(), args[1].clone(), Vec::new(), Vec::new());
            let future = start(vm, &pool, name, call)?;
            Ok(thread_result(future))
        }),
        Native::driving("_block", "predicate, timeout=None, /", block),
        Native::new("_now", "", |vm, _| Ok(vm.event_loop.now().into())),
        Native::driving("_sleep", "secs, /", |vm, args| {
            let secs = timeout_of(vm, &args[0])?.unwrap_or(0.0);
            block_for(vm, args, secs)
        }),
    ])
    .python(include_str!("python/threading.py"));

/// The end of the program: waits for pools and for the threads that are no daemons (`threading._shutdown()`).
pub async fn join_all() -> Result<()> {
    let event_loop = Vm::current().event_loop.clone();
    event_loop.set_origin(None);
    let waited = event_loop.clone();
    let joined = event_loop.drive_until(None, Rc::new(move || !waited.has_busy_pools())).await;
    waited_or(&Vm::current(), joined).map(drop)
}

/// The worker that runs now, if that is not the main thread: its own code, or the loop with which it goes round.
fn current(vm: &Vm) -> Option<Worker> {
    let thread = vm.event_loop.thread().or_else(|| EventLoop::try_current()?.thread_of_loop())?;
    Some(vm.event_loop.worker_of(thread).unwrap_or_else(|| Worker { first: thread, name: "".into() }))
}

/// `get_ident()`: 1 for the main thread.
pub fn ident(vm: &Vm) -> i64 {
    current(vm).map_or(1, |worker| i64::from(worker.first.0) + 2)
}

/// Whether what runs now is the first thing that its worker runs.
pub(super) fn is_new_worker(vm: &Vm) -> bool {
    let thread = vm.event_loop.thread();
    thread
        .and_then(|thread| vm.event_loop.worker_of(thread))
        .is_some_and(|worker| Some(worker.first) == thread)
}

/// The name of the thread that runs now.
pub fn current_name(vm: &Vm) -> Result<Rc<str>> {
    // Without the module there are no threads but those of pools, and nobody has named them.
    match current(vm) {
        Some(worker) if !vm.has_module("threading") => Ok(worker.name),
        Some(_) => {
            let module = Value::Module(vm.import("threading")?);
            let thread = vm.call_method(&module, "current_thread", &[])?;
            Ok(vm.str(&vm.attr(&thread, "name")?)?.into())
        }
        None => Ok("MainThread".into()),
    }
}

/// `_block(predicate, timeout)`: waits until something holds. Whether it does.
fn block(vm: &Vm, args: &[Value]) -> Result {
    vm.drive(args, || {
        let timeout = timeout_of(vm, &args[1])?.filter(|secs| *secs >= 0.0);
        let raised = Rc::new(RefCell::new(None));
        let (predicate, raises) = (args[0].clone(), raised.clone());
        let holds = move || {
            let asked = Vm::current();
            match asked.call(&predicate, &[]).and_then(|value| asked.truth(&value)) {
                Ok(holds) => holds,
                Err(exception) => {
                    raises.replace(Some(exception));
                    true
                }
            }
        };
        let event_loop = vm.event_loop.clone();
        Ok(async move {
            let ended = waited_or(&Vm::current(), event_loop.drive_until(timeout, Rc::new(holds)).await)?;
            match raised.take() {
                Some(exception) => Err(exception),
                None => Ok(ended.into()),
            }
        })
    })
}

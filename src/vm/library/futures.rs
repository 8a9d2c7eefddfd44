//! `concurrent.futures`: pools of simulated threads, and their results.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::engine::{Exception, ThreadFuture, ThreadPool};
use crate::vm::builtins::ZIP;
use crate::vm::class::alias::generic_alias;
use crate::vm::exceptions::{new_exception, not_supported, raise, runtime_error, type_error, value_error};
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType, Property};
use crate::vm::types::exception::{
    BROKEN_EXECUTOR, BROKEN_POOL, INVALID_STATE_ERROR, NOT_IMPLEMENTED_ERROR, THREAD_CANCELLED_ERROR,
    THREAD_ERROR, TIMEOUT_ERROR,
};
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::asyncio::{callback_name, is_callable, is_overridden, waited_or};
use super::contextvars::keywords_of;
use super::helpers::log_error;
use super::made::class_argument;
use super::threading::is_new_worker;

/// `concurrent.futures.Future`
static FUTURE: NativeType = NativeType::new(
    "Future",
    "concurrent.futures._base",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |vm, args| {
            let class = class_argument(&args[0])?;
            Ok(Value::native(class, ThreadResult(vm.event_loop.create_thread_future())))
        }),
        Native::new("__init__", "self, /", |_, _| Ok(Value::None)),
        Native::driving("result", "self, timeout=None", |vm, args| {
            wait_for_outcome(vm, args, |_, ended| ended)
        }),
        Native::driving("exception", "self, timeout=None", |vm, args| {
            wait_for_outcome(vm, args, |future, ended| match ended {
                Ok(_) => Ok(Value::None),
                Err(exception) if future.cancelled() => Err(exception),
                Err(exception) => Ok(Value::Exception(exception)),
            })
        }),
        Native::new("done", "self, /", |_, args| Ok(this(&args[0])?.done().into())),
        Native::new("running", "self, /", |_, args| Ok(this(&args[0])?.running().into())),
        Native::new("cancelled", "self, /", |_, args| Ok(this(&args[0])?.cancelled().into())),
        Native::new("cancel", "self, /", |_, args| Ok(this(&args[0])?.cancel().into())),
        Native::new("add_done_callback", "self, fn, /", |_, args| {
            let (value, callback) = (args[0].clone(), args[1].clone());
            this(&args[0])?.add_done_callback(move |_| {
                let Some(vm) = Vm::try_current() else { return };
                if let Err(exception) = vm.call(&callback, std::slice::from_ref(&value)) {
                    log_failed_callback(&vm, &value, &exception);
                }
            });
            Ok(Value::None)
        }),
        Native::new("set_running_or_notify_cancel", "self, /", |_, args| Ok(this(&args[0])?.begin().into())),
        Native::new("set_result", "self, result, /", |vm, args| resolve(vm, &args[0], Ok(args[1].clone()))),
        Native::new("set_exception", "self, exception, /", |vm, args| match &args[1] {
            Value::Exception(exception) => {
                vm.settle(exception);
                resolve(vm, &args[0], Err(exception.clone()))
            }
            _ => Err(type_error("exceptions must derive from BaseException")),
        }),
        Native::new("__repr__", "self, /", |_, args| {
            let future = this(&args[0])?;
            let state = match future.outcome() {
                Some(_) if future.cancelled() => "cancelled".to_owned(),
                Some(Ok(value)) => format!("finished returned {}", value.type_name()),
                Some(Err(error)) => format!("finished raised {}", error.class().name()),
                None if future.running() => "running".to_owned(),
                None => "pending".to_owned(),
            };
            Ok(format!("<{} at {:#x} state={state}>", args[0].type_name(), args[0].id()).into())
        }),
        Native::of_class("__class_getitem__", "cls, item, /", |_, args| {
            Ok(generic_alias(&args[0], &args[1]))
        }),
    ],
);

/// `Executor`: what a class of the program's builds on that has a `submit()` of its own.
static EXECUTOR: NativeType = NativeType::new(
    "Executor",
    "concurrent.futures._base",
    &[
        Native::new("submit", "self, fn, /, *args, **kwargs", |_, _| {
            Err(new_exception(NOT_IMPLEMENTED_ERROR.class(), Vec::new()))
        }),
        Native::new("map", "self, fn, /, *iterables, timeout=None, chunksize=1, buffersize=None", map),
        Native::new("shutdown", "self, wait=True, *, cancel_futures=False", |_, _| Ok(Value::None)),
        Native::new("__enter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::driving("__exit__", "self, exc_type, exc_val, exc_tb, /", |vm, args| {
            if is_overridden(&args[0], "shutdown") {
                return vm.call_method(&args[0], "shutdown", &[true.into()]).map(|_| Value::Bool(false));
            }
            match args[0].data::<Executor>() {
                Some(_) => shutdown(vm, args, true, false),
                None => Ok(Value::Bool(false)),
            }
        }),
    ],
);

/// `ThreadPoolExecutor`
static THREAD_POOL: NativeType = NativeType::new(
    "ThreadPoolExecutor",
    "concurrent.futures.thread",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |vm, args| {
            let pool = RefCell::new(ThreadPool::new(&vm.event_loop, None));
            Ok(match &args[0] {
                Value::Class(class) => {
                    Value::native(class.clone(), Executor { pool, initializer: Rc::default() })
                }
                _ => Value::None,
            })
        }),
        Native::new(
            "__init__",
            "self, max_workers=None, thread_name_prefix=\"\", initializer=None, initargs=None",
            |vm, args| {
                let workers = match args[1].given().map(Value::plain) {
                    None => None,
                    Some(Value::Int(workers)) => Some(*workers),
                    Some(Value::Bool(workers)) => Some(i64::from(*workers)),
                    Some(other) => return Err(vm.cannot(other, "cannot be interpreted as an integer")),
                };
                if workers.is_some_and(|workers| workers <= 0) {
                    return Err(value_error("max_workers must be greater than 0"));
                }
                let name = match vm.truth(&args[2])? {
                    true => vm.str(&args[2])?,
                    false => format!("ThreadPoolExecutor-{}", vm.state::<Unnamed>().next()),
                };
                let made = executor(&args[0])?;
                let workers = workers.map(|workers| workers as usize);
                made.pool.replace(ThreadPool::named(&vm.event_loop, workers, name));
                if !args[3].is_none() {
                    if !is_callable(vm, &args[3]) {
                        return Err(type_error("initializer must be a callable"));
                    }
                    let initargs =
                        args[4].given().map(|args| vm.collect(args)).transpose()?.unwrap_or_default();
                    let calls = Initializer::Calls(args[3].clone(), initargs);
                    made.initializer.replace(calls);
                }
                Ok(Value::None)
            },
        ),
        Native::new("submit", "self, fn, /, *args, **kwargs", |vm, args| {
            submit(vm, executor(&args[0])?, &args[1], &args[2], &args[3])
        }),
        Native::driving("shutdown", "self, wait=True, *, cancel_futures=False", |vm, args| {
            let (wait, cancel) = (vm.truth(&args[1])?, vm.truth(&args[2])?);
            shutdown(vm, args, wait, cancel)
        }),
    ],
)
.base(&EXECUTOR)
.properties(&[Property {
    name: "_max_workers",
    get: |_, this| Ok((executor(this)?.pool().max_workers() as i64).into()),
    set: None,
}]);

/// `concurrent`
pub static CONCURRENT: NativeModule = NativeModule::new("concurrent");

/// `concurrent.futures`
pub static MODULE: NativeModule = NativeModule::new("concurrent.futures")
    .types(&[&FUTURE, &EXECUTOR, &THREAD_POOL, &THREAD_CANCELLED_ERROR, &THREAD_ERROR, &BROKEN_EXECUTOR])
    .functions(&[
        Native::new("as_completed", "fs, timeout=None", as_completed),
        Native::driving("wait", "fs, timeout=None, return_when=\"ALL_COMPLETED\"", wait),
        Native::new("ProcessPoolExecutor", "*args, **kwargs", |_, _| {
            Err(not_supported("there are no other processes here: use concurrent.futures.ThreadPoolExecutor"))
        }),
    ])
    .fill(|_, module| {
        for name in ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] {
            module.globals.set(Symbol::new(name), name.into());
        }
        let set = |name: &str, class: &'static NativeType| {
            module.globals.set(Symbol::new(name), Value::Class(class.class()));
        };
        set("TimeoutError", &TIMEOUT_ERROR);
        set("InvalidStateError", &INVALID_STATE_ERROR);
        Ok(())
    });

/// The data of an executor.
pub struct Executor {
    /// Made anew by `__init__`, which knows the number of workers.
    pool: RefCell<ThreadPool>,
    /// What each worker runs first, and with what.
    initializer: Rc<RefCell<Initializer>>,
}

/// What each worker of a pool runs before anything else.
#[derive(Default)]
enum Initializer {
    #[default]
    Nothing,
    Calls(Value, Vec<Value>),
    Failed,
}

/// How many pools were given no name.
#[derive(Default)]
struct Unnamed(Cell<u32>);

impl Unnamed {
    fn next(&self) -> u32 {
        self.0.replace(self.0.get() + 1)
    }
}

impl Executor {
    /// Its threads.
    pub fn pool(&self) -> ThreadPool {
        self.pool.borrow().clone()
    }

    /// A call of one of its workers.
    ///
    /// # Errors
    ///
    /// BrokenThreadPool if its initializer has failed.
    pub fn call(
        &self,
        name: Rc<str>,
        function: Value,
        args: Vec<Value>,
        keywords: Vec<(Symbol, Value)>,
    ) -> Result<impl Future<Output = Result> + use<>> {
        self.initializer.borrow().check()?;
        let (before, call) = (self.before(), Vm::call_in_thread(name, function, args, keywords));
        Ok(async move {
            before.await?;
            call.await
        })
    }

    /// What a worker runs before its first function.
    fn before(&self) -> impl Future<Output = Result<()>> + use<> {
        let initializer = self.initializer.clone();
        async move {
            let call = match &*initializer.borrow() {
                Initializer::Calls(function, args) if is_new_worker(&Vm::current()) => {
                    Some((function.clone(), args.clone()))
                }
                _ => None,
            };
            if let Some((function, args)) = call {
                let name = callback_name(&Vm::current(), &function);
                if let Err(exception) = Vm::call_in_thread(name, function, args, Vec::new()).await {
                    let vm = Vm::current();
                    vm.settle(&exception);
                    vm.console(&format!("Exception in initializer:\n{}", vm.format_exception(&exception)));
                    let failed = initializer.replace(Initializer::Failed);
                    drop(failed);
                }
            }
            initializer.borrow().check()
        }
    }
}

impl Initializer {
    /// # Errors
    ///
    /// BrokenThreadPool if it has failed: the pool takes and runs nothing more.
    fn check(&self) -> Result<()> {
        let text = "A thread initializer failed, the thread pool is not usable anymore";
        if matches!(self, Self::Failed) { Err(raise(&BROKEN_POOL, text)) } else { Ok(()) }
    }
}

/// The data of a thread's result.
pub struct ThreadResult(ThreadFuture<Value>);

impl ThreadResult {
    /// The engine's future.
    pub fn future(&self) -> ThreadFuture<Value> {
        self.0.clone()
    }
}

/// The object for a result of a thread.
pub fn thread_result(future: ThreadFuture<Value>) -> Value {
    Value::native(FUTURE.class(), ThreadResult(future))
}

fn executor(value: &Value) -> Result<&Executor> {
    value.data().ok_or_else(|| type_error(format!("an Executor was expected, got '{}'", value.type_name())))
}

fn this(value: &Value) -> Result<&ThreadFuture<Value>> {
    match value.data::<ThreadResult>() {
        Some(result) => Ok(&result.0),
        None => Err(type_error(format!("a Future was expected, got '{}'", value.type_name()))),
    }
}

/// `TimeoutError()`
fn too_late() -> Exception {
    new_exception(TIMEOUT_ERROR.class(), Vec::new())
}

/// A number of seconds, or None.
pub(super) fn timeout_of(vm: &Vm, value: &Value) -> Result<Option<f64>> {
    match value.given().map(Value::plain) {
        None => Ok(None),
        Some(Value::Int(secs)) => Ok(Some(*secs as f64)),
        Some(Value::Float(secs)) => Ok(Some(*secs)),
        Some(Value::Bool(secs)) => Ok(Some(f64::from(*secs))),
        Some(other) => Err(vm.cannot(other, "cannot be interpreted as an integer")),
    }
}

/// Waits for a result, and has something made of it.
fn wait_for_outcome(vm: &Vm, args: &[Value], take: fn(&ThreadFuture<Value>, Result) -> Result) -> Result {
    vm.drive(args, || {
        let future = this(&args[0])?.clone();
        let timeout = timeout_of(vm, &args[1])?;
        let (event_loop, waited) = (vm.event_loop.clone(), future.clone());
        Ok(async move {
            let ended = event_loop.drive_until(timeout, Rc::new(move || waited.done())).await;
            if !waited_or(&Vm::current(), ended)? {
                return Err(too_late());
            }
            take(&future, future.outcome().ok_or_else(too_late)?)
        })
    })
}

fn resolve(vm: &Vm, value: &Value, outcome: Result) -> Result {
    let future = this(value)?;
    if future.done() {
        let state = if future.cancelled() { "CANCELLED" } else { "FINISHED" };
        let shown = vm.repr(value)?;
        let error = new_exception(INVALID_STATE_ERROR.class(), vec![format!("{state}: {shown}").into()]);
        return Err(error);
    }
    future.set_outcome(outcome);
    Ok(Value::None)
}

/// Takes no more functions, and with `wait` waits for its threads.
fn shutdown(vm: &Vm, args: &[Value], wait: bool, cancel: bool) -> Result {
    vm.drive(args, || {
        let (pool, event_loop) = (executor(&args[0])?.pool(), vm.event_loop.clone());
        pool.shutdown(false, cancel);
        let idle = move || !wait || pool.is_idle();
        Ok(async move {
            waited_or(&Vm::current(), event_loop.drive_until(None, Rc::new(idle)).await)?;
            Ok(Value::None)
        })
    })
}

/// Has a thread of a pool call a function.
fn submit(vm: &Vm, executor: &Executor, function: &Value, args: &Value, kwargs: &Value) -> Result {
    let Value::Tuple(args) = args else { return Ok(Value::None) };
    let name = callback_name(vm, function);
    let call = executor.call(name.clone(), function.clone(), args.to_vec(), keywords_of(kwargs))?;
    Ok(thread_result(start(vm, &executor.pool(), name, call)?))
}

/// Has a thread of a pool call a function, which is shown in the trace.
pub(super) fn start(
    vm: &Vm,
    pool: &ThreadPool,
    shown: Rc<str>,
    call: impl Future<Output = Result> + 'static,
) -> Result<ThreadFuture<Value>> {
    vm.charge(4096)?;
    let work = async move { call.await.inspect_err(|exception| Vm::current().settle(exception)) };
    let future = pool.submit_work(shown, None, Box::pin(work))?;
    if vm.is_stopped() {
        return Err(runtime_error("the run is over"));
    }
    Ok(future)
}

/// `Executor.map()`: all are submitted at once, or as many as the buffer holds and one more with each result.
fn map(vm: &Vm, args: &[Value]) -> Result {
    let buffer = match args[5].plain() {
        Value::None => None,
        size @ (Value::Int(_) | Value::Bool(_)) if vm.less(size, &Value::Int(1))? => {
            return Err(value_error("buffersize must be None or > 0"));
        }
        Value::Int(size) => Some(*size),
        Value::Bool(_) => Some(1),
        _ => return Err(type_error("buffersize must be an integer or None")),
    };
    let timeout = timeout_of(vm, &args[3])?;
    let deadline = timeout.map(|secs| vm.event_loop.now() + secs);
    let rows = vm.call(&Value::Class(ZIP.class()), &vm.collect(&args[2])?)?;
    let (executor, function) = (args[0].clone(), args[1].clone());
    let submit_next = move |vm: &Vm| -> Result<Option<Value>> {
        let Some(row) = vm.next(&rows)? else { return Ok(None) };
        let mut call = vec![function.clone()];
        call.extend(vm.collect(&row)?);
        vm.call_method(&executor, "submit", &call).map(Some)
    };
    let mut mapped = Mapped { futures: VecDeque::new(), has_begun: false };
    while buffer.is_none_or(|size| (mapped.futures.len() as i64) < size) {
        let Some(future) = submit_next(vm)? else { break };
        mapped.futures.push_back(future);
    }
    Ok(Iter::native(move |vm| {
        mapped.has_begun = true;
        if mapped.futures.is_empty() {
            return Ok(None);
        }
        let more = if buffer.is_some() { submit_next(vm) } else { Ok(None) };
        let result = more.and_then(|future| {
            mapped.futures.extend(future);
            mapped.next(vm, deadline)
        });
        if result.is_err() {
            mapped.cancel();
        }
        result.map(Some)
    }))
}

/// The results of `Executor.map()` that are to come.
struct Mapped {
    futures: VecDeque<Value>,
    has_begun: bool,
}

impl Mapped {
    fn next(&mut self, vm: &Vm, deadline: Option<f64>) -> Result {
        let Some(next) = self.futures.pop_front() else { return Ok(Value::None) };
        let left = deadline.map_or(Value::None, |deadline| (deadline - vm.event_loop.now()).max(0.0).into());
        if this(&next).is_err() {
            return vm.call_method(&next, "result", &[left]);
        }
        let result = wait_for_outcome(vm, &[next.clone(), left], |_, ended| ended);
        this(&next)?.cancel();
        result
    }

    /// What is left is cancelled, the last of them first.
    fn cancel(&mut self) {
        while let Some(future) = self.futures.pop_back() {
            let _ = this(&future).map(ThreadFuture::cancel);
        }
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        if self.has_begun {
            self.cancel();
        }
    }
}

/// A callback of a future's has failed: that is logged.
fn log_failed_callback(vm: &Vm, future: &Value, exception: &Exception) {
    vm.settle(exception);
    let shown = vm.repr(future).unwrap_or_default();
    let text = format!("exception calling callback for {shown}");
    log_error(vm, "concurrent.futures", &text, Some(exception));
}

fn as_completed(vm: &Vm, args: &[Value]) -> Result {
    let timeout = timeout_of(vm, &args[1])?;
    let deadline = timeout.map(|secs| vm.event_loop.now() + secs);
    let given = Set::new(false);
    for future in vm.collect(&args[0])? {
        this(&future)?;
        given.add(vm, future)?;
    }
    let mut left = given.items();
    let all = left.len();
    Ok(Iter::native(move |vm| {
        if left.is_empty() {
            return Ok(None);
        }
        let is_done = |value: &Value| this(value).is_ok_and(ThreadFuture::done);
        let timeout = deadline.map(|deadline| (deadline - vm.event_loop.now()).max(0.0));
        if !waited_or(vm, vm.event_loop.block_until(timeout, &|| left.iter().any(is_done)))? {
            let text = format!("{} (of {all}) futures unfinished", left.len());
            return Err(new_exception(TIMEOUT_ERROR.class(), vec![text.into()]));
        }
        Ok(left.iter().position(is_done).map(|at| left.remove(at)))
    }))
}

fn wait(vm: &Vm, args: &[Value]) -> Result {
    let timeout = timeout_of(vm, &args[1])?;
    let given = Set::new(false);
    for future in vm.collect(&args[0])? {
        this(&future)?;
        given.add(vm, future)?;
    }
    let given = given.items();
    let is_done = |value: &Value| this(value).is_ok_and(ThreadFuture::done);
    let failed = |value: &Value| {
        this(value).is_ok_and(|future| !future.cancelled() && matches!(future.outcome(), Some(Err(_))))
    };
    let (waited, until) = (given.clone(), args[2].clone());
    let over = move || match until.as_str() {
        Some("FIRST_COMPLETED") => waited.iter().any(is_done),
        Some("FIRST_EXCEPTION") => waited.iter().any(failed) || waited.iter().all(is_done),
        _ => waited.iter().all(is_done),
    };
    vm.drive(args, || {
        let event_loop = vm.event_loop.clone();
        Ok(async move {
            waited_or(&Vm::current(), event_loop.drive_until(timeout, Rc::new(over)).await)?;
            let vm = &Vm::current();
            let (done, not_done) = (Set::new(false), Set::new(false));
            for future in &given {
                if is_done(future) { &done } else { &not_done }.add(vm, future.clone())?;
            }
            Ok(Value::tuple([Value::Set(done.into()), Value::Set(not_done.into())]))
        })
    })
}

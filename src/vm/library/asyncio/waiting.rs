//! `sleep()`, `wait()`, `wait_for()` and `as_completed()`.

use std::rc::Rc;

use crate::engine::{self, AsCompleted, EventLoop, OwnNames, ReturnWhen};
use crate::vm::code::CompareOp;
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{new_exception, raise, runtime_error, stop_iteration, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction, NativeType};
use crate::vm::types::exception::{STOP_ASYNC_ITERATION, TYPE_ERROR};
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::events::{any_loop, loop_value};
use super::futures::{engine_futures, future_of, is_future};
use super::names::{deadline, seconds};
use super::own_loops::GivenDelay;
use super::own_methods::{any_is_asked, combine};
use super::tasks::{ensure, ensure_future, is_coroutine};

/// `sleep(delay, result=None)`
pub(super) fn sleep(vm: &Vm, args: &[Value]) -> Result {
    let (delay, result) = (args[0].clone(), args[1].clone());
    Ok(Coroutine::native(vm, "sleep", async move {
        let secs = match &delay {
            Value::Float(secs) => *secs,
            Value::Int(secs) => *secs as f64,
            other => {
                let vm = Vm::current();
                let not_at_all = vm.compare(CompareOp::Le, other, &Value::Int(0))?;
                if vm.truth(&not_at_all)? { 0.0 } else { seconds(&vm, other)? }
            }
        };
        if note_delay(&delay).create_future && secs > 0.0 {
            return sleep_by_own(&delay, result).await;
        }
        engine::sleep(secs).await?;
        Ok(result)
    }))
}

/// Notes a delay as it was given, for the loop's own `call_later()`. Which methods the loop has of its own.
fn note_delay(delay: &Value) -> OwnNames {
    let names = EventLoop::try_current().map(|event_loop| event_loop.own_names()).unwrap_or_default();
    if names.timers {
        Vm::current().state::<GivenDelay>().0.replace(delay.given().cloned());
    }
    names
}

/// `sleep()` on a loop that makes its futures itself.
async fn sleep_by_own(delay: &Value, result: Value) -> Result {
    let (future, handle) = {
        let vm = &Vm::current();
        let event_loop = any_loop(vm).map(|event_loop| loop_value(vm, &event_loop))?;
        let future = vm.call_method(&event_loop, "create_future", &[])?;
        let set = Value::Native(Rc::new(NativeFunction::new(&SET_RESULT, None)));
        (future.clone(), vm.call_method(&event_loop, "call_later", &[delay.clone(), set, future, result])?)
    };
    let awaiting = Vm::current().awaiting(&future)?;
    let slept = awaiting.await;
    Vm::current().call_method(&handle, "cancel", &[])?;
    slept
}

/// `futures._set_result_unless_cancelled(fut, result)`
static SET_RESULT: Native = Native::new("_set_result_unless_cancelled", "fut, result", |vm, args| {
    let is_cancelled = vm.call_method(&args[0], "cancelled", &[])?;
    match vm.truth(&is_cancelled)? {
        true => Ok(Value::None),
        false => vm.call_method(&args[0], "set_result", &[args[1].clone()]),
    }
});

/// Values without those that were there before (`set(values)`, in order).
fn unique(vm: &Vm, values: Vec<Value>) -> Result<Vec<Value>> {
    let seen = Set::new(false);
    let mut unique = Vec::with_capacity(values.len());
    for value in values {
        if seen.add(vm, value.clone())? {
            unique.push(value);
        }
    }
    Ok(unique)
}

/// `wait(fs, *, timeout=None, return_when=ALL_COMPLETED)`
pub(super) fn wait(vm: &Vm, args: &[Value]) -> Result {
    let (given, timeout, when) = (args[0].clone(), args[1].clone(), args[2].clone());
    Ok(Coroutine::native(vm, "wait", async move {
        note_delay(&timeout);
        let (futures, secs, return_when) = prepare_wait(&Vm::current(), given, &timeout, &when)?;
        if any_is_asked(&futures) {
            let waiting = {
                let vm = Vm::current();
                let waiting = combine(&vm, "wait", &[Value::list(futures), timeout, when])?;
                vm.awaiting(&waiting)?
            };
            return waiting.await;
        }
        engine::wait(engine_futures(&futures), secs, return_when).await?;
        let vm = Vm::current();
        let (done, pending) = (Set::new(false), Set::new(false));
        for future in futures {
            let is_done = future_of(&future).is_some_and(|future| future.future.done());
            if is_done { &done } else { &pending }.add(&vm, future)?;
        }
        Ok(Value::tuple([Value::Set(Rc::new(done)), Value::Set(Rc::new(pending))]))
    }))
}

fn prepare_wait(
    vm: &Vm,
    given: Value,
    timeout: &Value,
    when: &Value,
) -> Result<(Vec<Value>, Option<f64>, ReturnWhen)> {
    if is_future(&given) || is_coroutine(&given) {
        return Err(type_error(format!("expect a list of futures, not {}", given.type_name())));
    }
    if !vm.truth(&given)? {
        return Err(value_error("Set of Tasks/Futures is empty."));
    }
    let return_when = match when.as_str() {
        Some("FIRST_COMPLETED") => ReturnWhen::FirstCompleted,
        Some("FIRST_EXCEPTION") => ReturnWhen::FirstException,
        Some("ALL_COMPLETED") => ReturnWhen::AllCompleted,
        _ => return Err(value_error(format!("Invalid return_when value: {}", vm.str(when)?))),
    };
    let futures = unique(vm, vm.collect(&given)?)?;
    // Each gets a callback, and is put into a set afterwards.
    vm.charge(futures.len() * 96)?;
    if futures.iter().any(is_coroutine) {
        return Err(type_error("Passing coroutines is forbidden, use tasks explicitly."));
    }
    if futures.is_empty() {
        return Err(value_error("Set of Tasks/Futures is empty."));
    }
    if let Some(other) = futures.iter().find(|value| !is_future(value)) {
        return Err(vm.no_attribute(other, Symbol::new("add_done_callback")));
    }
    let timeout = timeout.given().map(|secs| seconds(vm, secs)).transpose()?;
    Ok((futures, timeout, return_when))
}

/// `wait_for(fut, timeout)`
pub(super) fn wait_for(vm: &Vm, args: &[Value]) -> Result {
    let (awaited, timeout) = (args[0].clone(), args[1].clone());
    let made = Coroutine::native(vm, "wait_for", async move {
        let vm = Vm::current();
        let event_loop = EventLoop::try_current().ok_or_else(|| runtime_error("no running event loop"))?;
        let Some(timeout) = timeout.given() else {
            return engine::wait_for_body(None, async move {
                let awaiting = vm.awaiting(&awaited)?;
                drop((vm, awaited));
                awaiting.await
            })
            .await;
        };
        let not_at_all = match timeout {
            Value::Float(secs) => *secs <= 0.0,
            Value::Int(secs) => *secs <= 0,
            other => {
                let less = vm.compare(CompareOp::Le, other, &Value::Int(0))?;
                vm.truth(&less)?
            }
        };
        if not_at_all {
            let future = ensure_future(&vm, &awaited, None)?;
            drop((vm, awaited));
            return engine::wait_for(future, Some(0.0)).await;
        }
        let when = deadline(&vm, event_loop.time(), timeout)?;
        super::timeouts::until(when, async move {
            let awaiting = vm.awaiting(&awaited)?;
            drop((vm, awaited));
            awaiting.await
        })
        .await
    });
    if let Value::Coroutine(made) = &made {
        made.is_to_await(&args[0]);
    }
    Ok(made)
}

/// What `as_completed()` returns.
static AS_COMPLETED: NativeType = NativeType::new(
    "_AsCompletedIterator",
    "asyncio.tasks",
    &[
        Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__aiter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__next__", "self, /", |vm, args| {
            let mut completions = this(&args[0])?.completions.clone();
            match completions.next() {
                Some(next) => Ok(Coroutine::native(vm, "_AsCompletedIterator._wait_for_one", next)),
                None => Err(stop_iteration(Value::None)),
            }
        }),
        Native::new("__anext__", "self, /", |vm, args| {
            let iterator = this(&args[0])?;
            let (completions, given) = (iterator.completions.clone(), iterator.given.clone());
            Ok(Coroutine::native(vm, "_AsCompletedIterator.__anext__", async move {
                let Some(next) = completions.next_done().await else {
                    return Err(new_exception(STOP_ASYNC_ITERATION.class(), Vec::new()));
                };
                let future = next?;
                let known =
                    given.iter().find(|value| future_of(value).is_some_and(|known| known.future.is(&future)));
                Ok(known.cloned().unwrap_or_else(|| future.into()))
            }))
        }),
    ],
);

struct Completed {
    completions: AsCompleted<Value>,
    given: Rc<[Value]>,
}

fn this(value: &Value) -> Result<&Completed> {
    value.data::<Completed>().ok_or_else(|| raise(&TYPE_ERROR, "no iterator"))
}

/// `as_completed(fs, *, timeout=None)`
pub(super) fn as_completed(vm: &Vm, args: &[Value]) -> Result {
    if vm.is_awaitable(&args[0]) {
        let what = args[0].type_name();
        return Err(type_error(format!("expects an iterable of awaitables, not {what}")));
    }
    let given = unique(vm, vm.collect(&args[0])?)?;
    let event_loop = any_loop(vm)?;
    let mut futures = Vec::with_capacity(given.len());
    for value in &given {
        futures.push(ensure(vm, value, Some(&event_loop))?);
    }
    if !event_loop.is_running() {
        return Err(runtime_error("no running event loop"));
    }
    let timeout = args[1].given().map(|secs| seconds(vm, secs)).transpose()?;
    let completions = engine::as_completed(engine_futures(&futures), timeout);
    Ok(Value::native(AS_COMPLETED.class(), Completed { completions, given: futures.into() }))
}

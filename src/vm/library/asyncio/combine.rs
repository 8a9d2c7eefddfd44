//! `gather()` and `shield()`.

use crate::engine::{self, EventLoop};
use crate::vm::dict::hash_key;
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

use super::events::{any_loop, running};
use super::futures::{future_of, is_future};
use super::tasks::{ensure, ensure_future};

/// `gather(*coros_or_futures, return_exceptions=False)`
pub(super) fn gather(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(given) = &args[0] else { return Ok(Value::None) };
    let return_exceptions = vm.truth(&args[1])?;
    if given.is_empty() {
        let future = any_loop(vm)?.internal_future();
        future.set_result(Value::list(Vec::new()))?;
        return Ok(future.into());
    }
    let mut event_loop: Option<EventLoop> = running(vm);
    let mut children: Vec<engine::Future<Value>> = Vec::with_capacity(given.len());
    for (at, value) in given.iter().enumerate() {
        if !matches!(value, Value::Coroutine(_) | Value::Future(_)) {
            // `arg not in arg_to_fut`
            hash_key(vm, value, "dict key")?;
        }
        if is_future(value) || !has_been(&given[..at], value) {
            let future = ensure_future(vm, value, event_loop.as_ref())?;
            event_loop.get_or_insert_with(|| future.event_loop());
            if !is_future(value)
                && let Some(task) = future.as_task()
            {
                // Nobody but the gathering has it.
                task.warn_if_destroyed(false);
            }
            children.push(future);
        } else if let Some(first) = given[..at].iter().position(|earlier| earlier.is(value)) {
            let again = children[first].clone();
            children.push(again);
        }
    }
    let gathered = engine::gather_into(children, return_exceptions, |results| {
        Value::list(results.into_iter().map(|result| result.unwrap_or_else(Value::Exception)).collect())
    });
    Ok(gathered.into())
}

/// Whether a coroutine was given before; it can be run once only. Looked for just when it cannot be run any more.
fn has_been(earlier: &[Value], value: &Value) -> bool {
    match value {
        Value::Coroutine(coroutine) if coroutine.state_name() == "CORO_CREATED" => false,
        value => earlier.iter().any(|earlier| earlier.is(value)),
    }
}

/// `shield(arg)`
pub(super) fn shield(vm: &Vm, args: &[Value]) -> Result {
    let inner = ensure(vm, &args[0], None)?;
    match future_of(&inner) {
        Some(future) if !future.future.done() => Ok(engine::shield(future.future.clone()).into()),
        _ => Ok(inner),
    }
}

//! `gather()` and `shield()`.

use crate::engine::{self, EventLoop};
use crate::vm::machine::Vm;
use crate::vm::value::dict::hash_key;
use crate::vm::value::{Result, Value};

use super::created;
use super::events::{any_loop, loop_value, running};
use super::futures::{future_of, is_future};
use super::own_methods::{any_is_asked, combine};
use super::tasks::{self, ensure, ensure_future};

/// `gather(*coros_or_futures, return_exceptions=False)`
pub(super) fn gather(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(given) = &args[0] else { return Ok(Value::None) };
    let return_exceptions = vm.truth(&args[1])?;
    if given.is_empty() {
        let future = any_loop(vm)?.internal_future();
        created::note(vm, &future, created::CREATE_FUTURE);
        future.set_result(Value::list(Vec::new()))?;
        return Ok(future.into());
    }
    if any_is_asked(given) {
        let event_loop = running(vm).map(|event_loop| loop_value(vm, &event_loop));
        return combine(vm, "gather", &[args[0].clone(), args[1].clone(), event_loop.into()]);
    }
    let collect = |results: Vec<Result>| {
        Value::list(results.into_iter().map(|result| result.unwrap_or_else(Value::Exception)).collect())
    };
    let form = |event_loop: &EventLoop| engine::FormingGather::new(event_loop, return_exceptions, collect);
    let mut event_loop: Option<EventLoop> = running(vm);
    let mut children: Vec<engine::Future<Value>> = Vec::with_capacity(given.len());
    // Nothing happens to a child before the last one is made, unless what makes tasks has them begin at once.
    let mut forming = None;
    for (at, value) in given.iter().enumerate() {
        let first = || given[..at].iter().position(|earlier| earlier.is(value));
        let child = match child(vm, &given[..at], value, event_loop.as_ref()) {
            Ok(Some(child)) => child,
            Ok(None) => match first() {
                Some(first) => children[first].clone(),
                None => continue,
            },
            Err(exception) => {
                // Those that are made already are heard of no more.
                if let (Some(first), None) = (children.first(), forming) {
                    let forming = form(&first.event_loop());
                    children.into_iter().for_each(|child| forming.add(child));
                }
                return Err(exception);
            }
        };
        let event_loop = &*event_loop.get_or_insert_with(|| child.event_loop());
        if forming.is_some() || tasks::has_factory(vm, event_loop) {
            forming.get_or_insert_with(|| form(event_loop)).add(child.clone());
        }
        children.push(child);
    }
    let gathering = match forming {
        Some(forming) => forming.finish(),
        None => engine::gather_into(children, return_exceptions, collect),
    };
    created::note(vm, &gathering, "tasks.py:749");
    Ok(gathering.into())
}

/// The future for an argument of `gather()`; `None` for that of an earlier one that is the same.
fn child(
    vm: &Vm,
    earlier: &[Value],
    value: &Value,
    event_loop: Option<&EventLoop>,
) -> Result<Option<engine::Future<Value>>> {
    if !matches!(value, Value::Coroutine(_) | Value::Future(_)) {
        // `arg not in arg_to_fut`
        hash_key(vm, value, "dict key")?;
    }
    if !is_future(value) && has_been(earlier, value) {
        return Ok(None);
    }
    let future = ensure_future(vm, value, event_loop)?;
    if !is_future(value)
        && let Some(task) = future.as_task()
    {
        // Nobody but the gathering has it.
        task.warn_if_destroyed(false);
    }
    Ok(Some(future))
}

/// Whether a coroutine was given before; it can be run once only. Looked for just when it cannot be run any more.
fn has_been(earlier: &[Value], value: &Value) -> bool {
    match value {
        Value::Coroutine(coroutine) if coroutine.is_free() => false,
        value => earlier.iter().any(|earlier| earlier.is(value)),
    }
}

/// `shield(arg)`
pub(super) fn shield(vm: &Vm, args: &[Value]) -> Result {
    let inner = ensure(vm, &args[0], None)?;
    if any_is_asked(std::slice::from_ref(&inner)) {
        let is_in_task = running(vm).is_some_and(|event_loop| event_loop.current_task().is_some());
        return combine(vm, "shield", &[inner, is_in_task.into()]);
    }
    match future_of(&inner) {
        Some(future) if !future.future.done() => {
            let outer = engine::shield(future.future.clone());
            created::note(vm, &outer, created::CREATE_FUTURE);
            Ok(outer.into())
        }
        _ => Ok(inner),
    }
}

//! What a program sees that peeks at what asyncio keeps for itself: `loop._ready`, `loop._scheduled`, `future._callbacks`. All of
//! these are made when they are asked for, and changing them changes nothing.

use crate::engine::{CallKind, Context, Waiting};
use crate::vm::library::contextvars::context_value;
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

use super::event_loop;
use super::futures;
use super::handles::{HandleData, handle};
use super::locks::deque;
use super::names::Called;
use super::own_loops::shown;

/// `loop._ready`
pub(super) fn ready(vm: &Vm, value: &Value) -> Result {
    let event_loop = &event_loop::this(value)?.event_loop;
    let ready = event_loop.ready_now();
    vm.charge(ready.len() * 64)?;
    let handles = ready.into_iter().map(|(kind, call)| {
        let callback = shown(kind, event_loop);
        handle(match call {
            Some(call) => HandleData::soon(call, callback, None),
            None => HandleData::over(callback),
        })
    });
    deque(vm, handles.collect())
}

/// `loop._scheduled`: a heap, as `heapq` makes it of timers that come one by one.
pub(super) fn scheduled(vm: &Vm, value: &Value) -> Result {
    let event_loop = &event_loop::this(value)?.event_loop;
    let scheduled = event_loop.scheduled_now();
    vm.charge(scheduled.len() * 64)?;
    let mut heap: Vec<(f64, Value)> = Vec::with_capacity(scheduled.len());
    for (kind, timer) in scheduled {
        let when = timer.when();
        let kind = if timer.cancelled() { CallKind::Other(None) } else { kind };
        let made = HandleData::timer(timer, Value::Float(when), shown(kind, event_loop), None);
        heap.push((when, handle(made)));
        let mut at = heap.len() - 1;
        while at > 0 && when < heap[(at - 1) / 2].0 {
            heap.swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }
    Ok(Value::list(heap.into_iter().map(|(_, handle)| handle).collect()))
}

/// `future._callbacks`: each with its context; None if there are none.
pub(super) fn callbacks(vm: &Vm, value: &Value) -> Result {
    let future = &futures::this(value)?.future;
    let (waiting, event_loop) = (future.waiting(), future.event_loop());
    vm.charge(waiting.len() * 64)?;
    let callbacks = waiting.into_iter().map(|waiting| {
        let kind = match waiting {
            Waiting::Subject(subject) => match subject.downcast_ref::<Called>() {
                Some(called) => return called.callback.clone(),
                None => CallKind::Other(None),
            },
            Waiting::Task(task) => CallKind::Wakeup(task, None),
            Waiting::Own(name, _) => CallKind::Own(name),
            Waiting::Named(_) => CallKind::Other(None),
        };
        let [callback, _] = shown(kind, &event_loop);
        callback
    });
    let callbacks: Vec<_> =
        callbacks.map(|callback| Value::tuple([callback, context_value(Context::default())])).collect();
    Ok(if callbacks.is_empty() { Value::None } else { Value::list(callbacks) })
}

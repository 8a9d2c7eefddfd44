//! `repr()` of futures, tasks and callbacks (`base_futures.py`, `base_tasks.py`, `format_helpers.py`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{Parked, TaskRef, Waiting};
use crate::trace::FutureId;
use crate::vm::coroutine::Coroutine;
use crate::vm::coroutine::future::Future;
use crate::vm::coroutine::parked::waited_on;
use crate::vm::machine::Vm;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::created;
use super::futures::{future_of, this};
use super::names::Called;
use super::short;

/// `repr(future)`, of tasks too.
pub(super) fn future(vm: &Vm, value: &Value) -> Result {
    let future = this(value)?.clone();
    // A future whose result has it in itself.
    let shown_now = vm.state::<ShownNow>();
    let id = future.future.id();
    if shown_now.0.borrow().contains(&id) {
        return Ok("...".into());
    }
    vm.charge(192)?;
    shown_now.0.borrow_mut().push(id);
    let mut text = format!("<{}", value.type_name());
    let described = describe(vm, &future, &mut text);
    shown_now.0.borrow_mut().pop();
    described?;
    Ok((text + ">").into())
}

/// The futures whose `repr()` is being made, the innermost last.
#[derive(Default)]
struct ShownNow(RefCell<Vec<FutureId>>);

/// `repr(task)`, for a task of the engine's.
pub(in crate::vm) fn task(vm: &Vm, task: &TaskRef) -> Rc<str> {
    let Some(task) = task.downcast::<Value>() else { return task.name() };
    let mut text = "<Task".to_owned();
    match describe(vm, &Future::of_task(&task), &mut text) {
        Ok(()) => (text + ">").into(),
        Err(_) => task.name(),
    }
}

fn describe(vm: &Vm, future: &Future, text: &mut String) -> Result<()> {
    let outcome = future.future.peek_outcome();
    let state = match &future.task {
        _ if future.future.cancelled() => " cancelled",
        Some(task) if !task.done() && task.cancelling() > 0 => " cancelling",
        _ if future.future.done() => " finished",
        _ => " pending",
    };
    text.push_str(state);
    if let Some(task) = &future.task {
        *text += &format!(" name={}", vm.repr(&Value::str(&*task.name()))?);
        if let Some(coroutine) = future.coroutine() {
            *text += &format!(" coro=<{}>", of_coroutine(vm, &coroutine, task.done()));
        }
        if let Some(on) = task.parked_on() {
            text.push_str(" wait_for=");
            *text += &waited_for(vm, on, task)?;
        }
    }
    match outcome {
        _ if future.future.cancelled() => {}
        Some(Ok(result)) => *text += &format!(" result={}", short::repr(vm, &result, 6)?),
        Some(Err(exception)) => {
            *text += &format!(" exception={}", vm.repr(&Value::Exception(exception))?);
        }
        None => {}
    }
    let waiting = future.future.waiting();
    vm.charge(waiting.len() * 8)?;
    if let [first, between @ ..] = &waiting[..] {
        *text += " cb=[";
        callback(vm, first, text)?;
        if let [between @ .., last] = between {
            if !between.is_empty() {
                *text += &format!(", <{} more>", between.len());
            }
            *text += ", ";
            callback(vm, last, text)?;
        }
        text.push(']');
    }
    *text += &created::shown(vm, future.future.id());
    Ok(())
}

/// What a task waits on; of what asyncio has made for itself no more is known than how far it is.
fn waited_for(vm: &Vm, on: Parked, task: &TaskRef) -> Result<String> {
    let class = if on.is_gathering() { "_GatheringFuture" } else { "Future" };
    let (id, progress) = (on.id(), on.progress());
    let value = waited_on(on);
    if future_of(&value).is_some() {
        return vm.nest(|| future(vm, &value)).and_then(|shown| vm.str(&shown));
    }
    let state = match progress {
        (false, _) => "pending cb=[Task.__wakeup()]",
        (_, true) => "cancelled",
        _ => "finished result=None",
    };
    let created = match id.map(|id| created::shown(vm, id)) {
        Some(created) if !created.is_empty() => created,
        _ if task.event_loop().debug() => created::library(created::CREATE_FUTURE),
        _ => String::new(),
    };
    Ok(format!("<{class} {state}{created}>"))
}

/// A callback that waits for a future, with the place of its `def`.
fn callback(vm: &Vm, waiting: &Waiting, text: &mut String) -> Result<()> {
    match waiting {
        Waiting::Task(_) => *text += "Task.__wakeup()",
        Waiting::Own(name, place) => {
            *text += name;
            *text += "()";
            if !place.is_empty() {
                *text += " at ";
                *text += LIBRARY;
                *text += place;
            }
        }
        Waiting::Named(name) => {
            *text += name;
            *text += "()";
        }
        Waiting::Subject(subject) => {
            if let Some(Called { callback, .. }) = subject.downcast_ref() {
                *text += &callback_source(vm, callback, None)?;
            }
        }
    }
    Ok(())
}

/// Where the reference keeps `Lib/asyncio`.
pub(super) const LIBRARY: &str = "/lib/python314.zip/asyncio/";

/// Whether a function of asyncio's is a coroutine function.
pub(in crate::vm) fn is_coroutine_named(qualname: &str) -> bool {
    COROUTINES.iter().any(|(known, ..)| *known == qualname)
}

/// Coroutines of asyncio's: where they are defined, and at which line they wait most of the time.
const COROUTINES: &[(&str, &str, u32, u32)] = &[
    ("sleep", "tasks.py", 687, 702),
    ("wait", "tasks.py", 405, 432),
    ("wait_for", "tasks.py", 440, 488),
    ("to_thread", "threads.py", 12, 25),
    ("Lock.acquire", "locks.py", 90, 110),
    ("Event.wait", "locks.py", 200, 213),
    ("Condition.wait", "locks.py", 248, 272),
    ("Condition.wait_for", "locks.py", 303, 313),
    ("Semaphore.acquire", "locks.py", 386, 407),
    ("Barrier.wait", "locks.py", 511, 527),
    ("Queue.put", "queues.py", 125, 139),
    ("Queue.get", "queues.py", 172, 186),
    ("Queue.join", "queues.py", 239, 248),
];

fn of_coroutine(vm: &Vm, coroutine: &Coroutine, done: bool) -> String {
    let (name, file) = (coroutine.names.qualname.borrow().clone(), file(vm));
    // Another task may have run it to its end.
    let done = done || coroutine.has_ended();
    match (coroutine.code.as_ref().map_or(0, |code| code.first_line), done) {
        (0, _) => {
            let Some((_, file, first, waits)) = COROUTINES.iter().find(|(known, ..)| **known == *name) else {
                return format!("{name}()");
            };
            let line = if coroutine.is_created() { first } else { waits };
            match done {
                true => format!("{name}() done, defined at {LIBRARY}{file}:{first}"),
                false => format!("{name}() running at {LIBRARY}{file}:{line}"),
            }
        }
        (first, true) => format!("{name}() done, defined at {file}:{first}"),
        (_, false) => format!("{name}() running at {file}:{}", coroutine.line_now(vm)),
    }
}

/// A callback as messages show it: `name() at FILE:LINE`. What it is called with is shown in debug mode alone: then it is
/// given.
pub(super) fn callback_source(vm: &Vm, callback: &Value, args: Option<&[Value]>) -> Result<String> {
    let mut calls = match args {
        Some(args) => arguments(vm, args, &Value::None)?,
        None => String::from("()"),
    };
    let mut callback = callback.clone();
    // functools.partial shows what it calls.
    while let Value::Instance(_) = callback
        && let Some(inner) = vm.find_attr(&callback, Symbol::new("func"))?
        && calls.len() < 100
    {
        let of_partial = match args {
            Some(_) => {
                let given = vm.collect(&vm.attr(&callback, "args")?)?;
                arguments(vm, &given, &vm.attr(&callback, "keywords")?)?
            }
            None => String::from("()"),
        };
        calls.insert_str(0, &of_partial);
        callback = inner;
    }
    let name = match &callback {
        Value::Instance(_) => vm.repr(&callback)?,
        other => {
            let name = vm.find_attr(other, Symbol::new("__qualname__"))?;
            let name = name.and_then(|name| name.as_str().map(str::to_owned));
            name.map_or_else(|| vm.repr(other), Ok)?
        }
    };
    Ok(match &callback {
        Value::Function(function) => format!("{name}{calls} at {}:{}", file(vm), function.code.first_line),
        _ => format!("{name}{calls}"),
    })
}

/// `(1, key=2)`, each of them cut short.
fn arguments(vm: &Vm, args: &[Value], keywords: &Value) -> Result<String> {
    let mut shown = Vec::with_capacity(args.len());
    for value in args {
        shown.push(short::repr(vm, value, 6)?);
    }
    if let Value::Dict(keywords) = keywords {
        for (name, value) in keywords.items() {
            shown.push(format!("{}={}", vm.str(&name)?, short::repr(vm, &value, 6)?));
        }
    }
    Ok(format!("({})", shown.join(", ")))
}

/// How the program's file is called in messages.
pub(super) fn file(vm: &Vm) -> Rc<str> {
    vm.source.borrow().0.clone()
}

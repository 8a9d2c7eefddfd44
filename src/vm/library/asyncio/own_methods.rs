//! Futures with methods of their own, as those who await them see them: of derived classes, and objects of any class that
//! pass for futures by their `_asyncio_future_blocking`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{self, EventLoop, OwnMethods, TaskRef};
use crate::trace::FutureId;
use crate::vm::calls::function::Method;
use crate::vm::coroutine::future::{derived, overrides};
use crate::vm::exceptions::runtime_error;
use crate::vm::library::contextvars::context_value;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction};
use crate::vm::value::symbol::{NumberMap, Symbol};
use crate::vm::value::{Result, Value};

use super::events::loop_value;
use super::futures::future_of;
use super::tasks::{TASK, task_value};

/// What stands for futures of the engine's: objects that pass for futures, while somebody awaits them.
#[derive(Default)]
struct StoodFor(RefCell<NumberMap<FutureId, Value>>);

/// A future of the engine's that stands for an object which passes for one.
pub(in crate::vm) struct StandIn(pub engine::Future<Value>);

impl StandIn {
    /// What a task waits on that was given `object` by what it awaits.
    pub fn new(vm: &Vm, object: Value) -> Self {
        let event_loop = EventLoop::try_current().unwrap_or_else(|| vm.event_loop.clone());
        let future = event_loop.internal_future();
        go_by(vm, &future);
        vm.state::<StoodFor>().0.borrow_mut().insert(future.id(), object);
        Self(future)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(vm) = Vm::try_current() {
            let object = vm.state::<StoodFor>().0.borrow_mut().remove(&self.0.id());
            drop(object);
        }
    }
}

/// From now on those who await a future go by its own methods.
fn go_by(vm: &Vm, future: &engine::Future<Value>) {
    vm.event_loop.set_own_methods(Some(Rc::new(Own)));
    future.goes_by_own_methods();
}

/// Sees to it that the methods are asked which a derived class has of its own.
pub(super) fn look_for(vm: &Vm, future: &engine::Future<Value>) {
    let Some((class, _)) = derived(future.id()) else { return };
    if ["add_done_callback", "result", "get_loop"].iter().any(|name| overrides(&class, name)) {
        go_by(vm, future);
    } else if overrides(&class, "cancel") {
        vm.event_loop.set_own_methods(Some(Rc::new(Own)));
    }
}

/// What is asked of futures by those who wait for several.
const ASKED: [&str; 6] =
    ["done", "cancelled", "exception", "result", "add_done_callback", "remove_done_callback"];

/// Whether one of them is a future whose class has a method of its own that those ask who wait for several.
pub(super) fn any_is_asked(values: &[Value]) -> bool {
    let is_asked = |value: &Value| {
        future_of(value).is_some_and(|future| ASKED.iter().any(|name| future.overrides(name)))
    };
    values.iter().any(is_asked)
}

/// `gather()` and its like in Python, for such futures.
pub(super) fn combine(vm: &Vm, function: &str, args: &[Value]) -> Result {
    let function = vm.attr(&Value::Module(vm.import("_asyncio_combine")?), function)?;
    vm.call(&function, args)
}

struct Own;

/// The object whose methods are asked, and whether each of them is, or only those that its class has overridden.
fn object_of(vm: &Vm, future: FutureId) -> Option<(Value, Option<Rc<crate::vm::class::Class>>)> {
    if let Some(object) = vm.state::<StoodFor>().0.borrow().get(&future) {
        return Some((object.clone(), None));
    }
    let (class, future) = derived(future)?;
    Some((future?.into(), Some(class)))
}

impl OwnMethods for Own {
    fn cancel(&self, future: FutureId, message: Option<&Rc<str>>, passed_on: bool) -> Option<Result<bool>> {
        let vm = Vm::try_current()?;
        let (object, class) = object_of(&vm, future)?;
        if class.is_some_and(|class| !overrides(&class, "cancel")) {
            return None;
        }
        let message = message.map_or(Value::None, |message| (**message).into());
        let keywords = [(Symbol::new("msg"), message)];
        let keywords = if passed_on { &keywords[..] } else { &[] };
        let method = vm.attr(&object, "cancel");
        let accepted = method.and_then(|method| vm.call_with(&method, &[], keywords));
        Some(accepted.and_then(|accepted| vm.truth(&accepted)))
    }

    fn wake_when_done(&self, future: FutureId, task: &TaskRef) -> Result<()> {
        let Some(vm) = Vm::try_current() else { return Ok(()) };
        let Some((object, class)) = object_of(&vm, future) else { return Ok(()) };
        let event_loop = loop_of(&vm, &object)?;
        let own = task_value(task).unwrap_or_default();
        if !event_loop.is(&loop_value(&vm, &task.event_loop())) {
            let (task, future) = (vm.repr(&own)?, vm.repr(&object)?);
            return Err(runtime_error(format!(
                "Task {task} got Future {future} attached to a different loop"
            )));
        }
        if class.is_none() {
            vm.set_attr(&object, Symbol::new("_asyncio_future_blocking"), false.into())?;
        }
        let wakeup = NativeFunction::new(&WAKEUP, Some(&TASK));
        let wakeup =
            Value::Method(Rc::new(Method { function: Value::Native(Rc::new(wakeup)), receiver: own }));
        let add = vm.attr(&object, "add_done_callback")?;
        let context = (Symbol::new("context"), context_value(task.context()));
        vm.call_with(&add, &[wakeup], &[context]).map(drop)
    }

    fn result(&self, future: FutureId) -> Result<()> {
        let Some(vm) = Vm::try_current() else { return Ok(()) };
        match object_of(&vm, future) {
            Some((object, _)) => vm.call_method(&object, "result", &[]).map(drop),
            None => Ok(()),
        }
    }
}

/// The loop of an object that passes for a future.
fn loop_of(vm: &Vm, object: &Value) -> Result {
    match vm.find_attr(object, Symbol::new("get_loop"))? {
        Some(get_loop) => vm.call(&get_loop, &[]),
        None => vm.attr(object, "_loop"),
    }
}

/// `task.__wakeup`, which is given to `add_done_callback()`.
static WAKEUP: Native = Native::new("task_wakeup", "self, fut, /", |vm, args| {
    let Some(task) = future_of(&args[0]).and_then(|task| task.task.as_ref()) else { return Ok(Value::None) };
    let raised = vm.call_method(&args[1], "result", &[]).err();
    raised.iter().for_each(|exception| vm.settle(exception));
    task.wake(raised).map(|()| Value::None)
});

/// The task that a callback wakes, if it is what a task has given to `add_done_callback()`.
pub(super) fn woken_by(callback: &Value) -> Option<&TaskRef> {
    let Value::Method(method) = callback else { return None };
    match &method.function {
        Value::Native(function) if std::ptr::eq(function.native, &WAKEUP) => {
            future_of(&method.receiver)?.task.as_ref()
        }
        _ => None,
    }
}

/// What an object that was yielded to a task says of itself: whether it is to be waited for; nothing if it is no future.
///
/// # Errors
///
/// What its attribute raises, and its `get_loop()`, which is called in any case.
pub(in crate::vm) fn is_blocking(vm: &Vm, object: &Value) -> Result<Option<bool>> {
    if !matches!(object, Value::Instance(_)) {
        return Ok(None);
    }
    match vm.find_attr(object, Symbol::new("_asyncio_future_blocking"))? {
        None | Some(Value::None) => Ok(None),
        Some(blocking) => {
            let is_blocking = vm.truth(&blocking)?;
            if !is_blocking {
                loop_of(vm, object)?;
            }
            Ok(Some(is_blocking))
        }
    }
}

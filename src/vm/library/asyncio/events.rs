//! Which loops there are, which one runs and which one is set (`events.py`).

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use crate::engine::{self, ErrorContext, EventLoop, OwnNames};
use crate::vm::class::Class;
use crate::vm::coroutine::parked::waited_on;
use crate::vm::exceptions::{runtime_error, type_error};
use crate::vm::frames::held::HeldFrames;
use crate::vm::iteration::async_generator::take_those_left;
use crate::vm::library::threading;
use crate::vm::machine::Vm;
use crate::vm::value::{Instance, Result, Value};

use super::errors;
use super::event_loop::{self, LoopData};
use super::futures::future_of;
use super::own_loops;
use super::tasks::create_task_on;

/// The loops of a run.
#[derive(Default)]
pub(super) struct Loops {
    /// Every loop, with the object for it, in order of creation.
    all: RefCell<Vec<(EventLoop, Rc<Instance>)>>,
    /// Whether the machine's own loop has been handed out.
    first_is_taken: Cell<bool>,
    /// What `set_event_loop()` has set, and in which thread.
    set: RefCell<Vec<(i64, Value)>>,
}

/// Makes a loop: the first one of a run is the machine's own, which has the interventions.
pub(super) fn make_loop(vm: &Vm) -> Value {
    make_loop_of(vm, event_loop::LOOP.class())
}

/// As [`make_loop`], of a class that may be derived.
pub(super) fn make_loop_of(vm: &Vm, class: Rc<Class>) -> Value {
    let loops = vm.state::<Loops>();
    let event_loop = match loops.first_is_taken.replace(true) {
        false => {
            errors::log_by_default(vm);
            vm.event_loop.describe_futures(Some(Rc::new(|awaited| {
                let vm = Vm::current();
                match awaited.task() {
                    Some(task) => super::shown::task(&vm, &task),
                    None => vm.repr(&waited_on(awaited.again())).unwrap_or_default().into(),
                }
            })));
            vm.event_loop.clone()
        }
        true => vm.event_loop.sibling(),
    };
    let hooked = event_loop.clone();
    event_loop.set_asyncgen_hook(Some(Rc::new(move || Box::pin(shutdown_asyncgens(hooked.clone())))));
    let value = Value::native(class, LoopData::new(event_loop.clone()));
    if errors::hears_itself(&value) {
        event_loop.set_exception_handler(Some(errors::engine_handler(Value::None)));
    }
    own_loops::look_for(&value);
    if let Value::Instance(instance) = &value {
        loops.all.borrow_mut().push((event_loop, instance.clone()));
    }
    value
}

/// `BaseEventLoop.shutdown_asyncgens()`
async fn shutdown_asyncgens(event_loop: EventLoop) -> Result<()> {
    let generators = {
        let vm = Vm::current();
        vm.state::<HeldFrames>().collect_unreached(&vm);
        take_those_left(&vm, &event_loop)
    };
    match generators.is_empty() {
        true => Ok(()),
        false => close_asyncgens(event_loop, generators).await,
    }
}

/// Closes asynchronous generators, all at once. Apart from what every run ends with, so that it is fetched when it is needed.
#[inline(never)]
fn close_asyncgens(
    event_loop: EventLoop,
    generators: Vec<Value>,
) -> Pin<Box<dyn Future<Output = Result<()>>>> {
    Box::pin(async move {
        let mut closing = Vec::new();
        for generator in &generators {
            let vm = Vm::current();
            let Value::AsyncGenerator(generator) = generator else { continue };
            let step = generator.close(&vm);
            let made = create_task_on(&vm, &event_loop, &step)?;
            let task = future_of(&made).and_then(|future| future.task.as_ref()?.downcast::<Value>());
            let Some(task) = task else { continue };
            task.as_ref().warn_if_destroyed(false);
            closing.push(task);
        }
        if closing.is_empty() {
            return Ok(());
        }
        let ended = engine::gather_outcomes(closing).await?;
        for (generator, ended) in generators.iter().zip(ended) {
            let Err(exception) = ended else { continue };
            if exception.class().base().is_none() {
                let vm = Vm::current();
                vm.settle(&exception);
                let shown = vm.repr(generator)?;
                let message = format!("an error occurred during closing of asynchronous generator {shown}");
                event_loop.call_exception_handler(&ErrorContext {
                    exception: Some(exception),
                    further: Some(("asyncgen", Rc::new(generator.clone()))),
                    ..ErrorContext::new(message)
                });
            }
        }
        Ok(())
    })
}

/// The object for a loop of the engine's.
pub fn loop_value(vm: &Vm, event_loop: &EventLoop) -> Value {
    let loops = vm.state::<Loops>();
    let all = loops.all.borrow();
    let known = all.iter().rev().find(|(known, _)| known.is(event_loop));
    if let Some((_, instance)) = known {
        return Value::Instance(instance.clone());
    }
    drop(all);
    make_loop(vm)
}

/// All loops of the run.
pub fn loops(vm: &Vm) -> Vec<EventLoop> {
    let mut all: Vec<_> =
        vm.state::<Loops>().all.borrow().iter().map(|(event_loop, _)| event_loop.clone()).collect();
    if !all.iter().any(|known| known.is(&vm.event_loop)) {
        all.push(vm.event_loop.clone());
    }
    all
}

/// The end of a run: nothing of the program's stays with the loops, and tasks that have not ended are destroyed.
pub fn close_all(vm: &Vm) {
    let all_set = vm.state::<Loops>().set.take();
    let set = all_set.iter().filter_map(|(_, set)| Some(event_loop::this(set).ok()?.event_loop.clone()));
    // CPython keeps the loop that is set, and those of threads that have not ended, and with them what is left on them.
    let kept = loops(vm).into_iter().filter(|event_loop| event_loop.thread_of_loop().is_some());
    for event_loop in set.chain(kept).filter(|event_loop| !event_loop.is_closed()) {
        for task in event_loop.all_tasks() {
            task.warn_if_destroyed(false);
            task.coroutine_object().begun();
        }
    }
    drop(all_set);
    vm.event_loop.describe_futures(None);
    vm.event_loop.set_error_log(None);
    for event_loop in loops(vm) {
        // One of the program's hears of what is left, but has nobody to tell it to any more.
        if event_loop.exception_handler().is_some() {
            event_loop.set_exception_handler(Some(Rc::new(|_, _| Ok(()))));
        }
        event_loop.close();
        event_loop.report_unretrieved();
        event_loop.set_asyncgen_hook(None);
        event_loop.set_own_loop(None, OwnNames::default());
    }
    let all = vm.state::<Loops>().all.take();
    for (_, instance) in &all {
        if let Some(data) = Value::Instance(instance.clone()).data::<LoopData>() {
            data.forget();
        }
    }
}

/// The loop that runs, unless whoever asks is in a thread of its own.
pub(in crate::vm::library) fn running(vm: &Vm) -> Option<EventLoop> {
    EventLoop::try_current().filter(|_| vm.event_loop.thread().is_none())
}

/// `get_running_loop()`
pub(super) fn get_running_loop(vm: &Vm, _: &[Value]) -> Result {
    match running(vm) {
        Some(event_loop) => Ok(loop_value(vm, &event_loop)),
        None => Err(runtime_error("no running event loop")),
    }
}

/// `_get_running_loop()`
pub(super) fn find_running_loop(vm: &Vm, _: &[Value]) -> Result {
    Ok(running(vm).map(|event_loop| loop_value(vm, &event_loop)).into())
}

/// The running loop, or the one that was set.
pub(super) fn any_loop(vm: &Vm) -> Result<EventLoop> {
    if let Some(event_loop) = running(vm) {
        return Ok(event_loop);
    }
    let (thread, loops) = (threading::ident(vm), vm.state::<Loops>());
    let set = loops.set.borrow().iter().find(|(of, _)| *of == thread).map(|(_, set)| set.clone());
    if let Some(data) = set.as_ref().and_then(Value::data::<LoopData>) {
        return Ok(data.event_loop.clone());
    }
    let thread = threading::current_name(vm)?;
    Err(runtime_error(format!("There is no current event loop in thread '{thread}'.")))
}

/// `get_event_loop()`
pub(super) fn get_event_loop(vm: &Vm, _: &[Value]) -> Result {
    any_loop(vm).map(|event_loop| loop_value(vm, &event_loop))
}

/// `new_event_loop()`
pub(super) fn new_event_loop(vm: &Vm, _: &[Value]) -> Result {
    Ok(make_loop(vm))
}

/// `set_event_loop(loop)`
pub(super) fn set_event_loop(vm: &Vm, args: &[Value]) -> Result {
    set_loop(vm, args[0].clone())
}

pub(super) fn set_loop(vm: &Vm, event_loop: Value) -> Result {
    if !event_loop.is_none() && event_loop.data::<LoopData>().is_none() {
        let what = event_loop.type_name();
        return Err(type_error(format!(
            "loop must be an instance of AbstractEventLoop or None, not '{what}'"
        )));
    }
    let before = take_set_loop(vm);
    if !event_loop.is_none() {
        vm.state::<Loops>().set.borrow_mut().push((threading::ident(vm), event_loop));
    }
    drop(before);
    Ok(Value::None)
}

/// The loop that was set in the thread that runs: it is no longer, as when the thread ends.
pub fn take_set_loop(vm: &Vm) -> Option<Value> {
    let loops = vm.state::<Loops>();
    let mut set = loops.set.borrow_mut();
    let thread = threading::ident(vm);
    let at = set.iter().position(|(of, _)| *of == thread)?;
    Some(set.swap_remove(at).1)
}

/// A `loop=` argument, or the running loop, or the one that was set.
pub(super) fn loop_argument(vm: &Vm, value: &Value) -> Result<EventLoop> {
    match value.given() {
        Some(value) => Ok(event_loop::this(value)?.event_loop.clone()),
        None => any_loop(vm),
    }
}

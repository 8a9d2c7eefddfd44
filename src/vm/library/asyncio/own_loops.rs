//! Loops with methods of their own, in their class or set on the loop: what asyncio calls of them, with what CPython gives them.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::{
    self, CallKind, Due, EventLoop, OwnCall, OwnLoop, OwnNames, OwnTimer, Stop, TimerHandle,
};
use crate::vm::coroutine::parked::waited_on;
use crate::vm::exceptions::{not_supported, type_error};
use crate::vm::library::contextvars::context_value;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::{NumberMap, Symbol};
use crate::vm::value::{Instance, Result, Value};

use super::event_loop::{has_own, stop_or, this};
use super::locks::is_overridden;
use super::names::{Called, seconds};
use super::tasks::task_value;

/// Looks which methods a loop has of its own, when it is made and when something is set on it.
pub(super) fn look_for(event_loop: &Value) {
    let (Ok(data), Value::Instance(instance)) = (this(event_loop), event_loop) else { return };
    let own = |name| has_own(event_loop, name);
    let names = OwnNames {
        soon: own("call_soon") || own("call_soon_threadsafe"),
        timers: own("call_later") || own("call_at"),
        call_at: own("call_at"),
        time: own("time"),
        run_once: own("_run_once"),
        run_forever: own("run_forever"),
        stop: own("stop"),
        create_task: own("create_task"),
        // What the export of a program sets counts the program's futures by who calls, and nobody sees `sleep()` call here.
        create_future: is_overridden(event_loop, "create_future"),
    };
    if names != data.event_loop.own_names() {
        let own: Rc<dyn OwnLoop> = Rc::new(Own(instance.clone()));
        data.event_loop.set_own_loop((names != OwnNames::default()).then_some(own), names);
    }
}

/// The object of a loop with methods of its own.
struct Own(Rc<Instance>);

impl Own {
    fn event_loop(&self) -> Result<EventLoop> {
        Ok(this(&Value::Instance(self.0.clone()))?.event_loop.clone())
    }

    /// Calls one of its methods, unless the run is over.
    fn call(&self, name: &str, args: &[Value], context: Option<engine::Context>) -> Option<Result> {
        let vm = Vm::try_current().filter(|vm| !vm.is_stopped())?;
        let called = vm.attr(&Value::Instance(self.0.clone()), name).and_then(|method| {
            let context = context.map(|context| (Symbol::new("context"), context_value(context)));
            vm.nest(|| vm.call_with(&method, args, context.as_slice()))
        });
        Some(called.inspect_err(|exception| vm.settle(exception)))
    }

    /// The same of a method that goes round with the loop.
    fn go_round(&self, name: &str) -> std::result::Result<(), Stop> {
        match self.call(name, &[], None) {
            Some(Err(exception)) => Err(match Vm::try_current().and_then(|vm| vm.stopped()) {
                Some(stop) => stop,
                None => Stop::Raised(exception),
            }),
            _ => Ok(()),
        }
    }
}

impl OwnLoop for Own {
    fn call_soon(&self, call: OwnCall, threadsafe: bool) -> Result<()> {
        let context = call.context();
        let args = Scheduled::of(call, self.event_loop()?);
        let name = if threadsafe { "call_soon_threadsafe" } else { "call_soon" };
        self.call(name, &args, Some(context.unwrap_or_default())).unwrap_or(Ok(Value::None)).map(drop)
    }

    fn call_at(&self, timer: OwnTimer, due: Due) -> Result<()> {
        let Some(vm) = Vm::try_current() else { return Ok(()) };
        let id = timer.id();
        let name: Rc<str> = timer.name();
        let scheduled = Value::native(
            FUNCTION.class(),
            Scheduled {
                what: What::Timer(timer, RefCell::default()),
                name,
                receiver: Value::None,
                event_loop: self.event_loop()?,
            },
        );
        let (method, when) = match due {
            Due::Later(delay) => {
                let given = vm.state::<GivenDelay>().0.take();
                ("call_later", given.unwrap_or(Value::Float(delay)))
            }
            Due::At(when) => ("call_at", Value::Float(when)),
        };
        let Some(made) = self.call(method, &[when, scheduled.clone()], None) else { return Ok(()) };
        let made = made?;
        let is_ours = matches!(scheduled.data(), Some(Scheduled { what: What::Timer(_, set), .. }) if set.borrow().is_some());
        if !is_ours {
            vm.state::<OwnHandles>().0.borrow_mut().insert(id, made);
        }
        Ok(())
    }

    fn cancel_timer(&self, timer: &OwnTimer) {
        let Some(vm) = Vm::try_current() else { return };
        let handle = vm.state::<OwnHandles>().0.borrow_mut().remove(&timer.id());
        if let Some(handle) = handle
            && let Err(exception) = vm.call_method(&handle, "cancel", &[])
        {
            vm.settle(&exception);
        }
    }

    fn time(&self) -> Result<f64> {
        let Some(vm) = Vm::try_current() else { return Ok(0.0) };
        match self.call("time", &[], None) {
            Some(time) => seconds(&vm, &time?),
            None => Ok(vm.event_loop.clock()),
        }
    }

    fn run_once(&self) -> std::result::Result<(), Stop> {
        self.go_round("_run_once")
    }

    fn run_forever(&self) -> std::result::Result<(), Stop> {
        self.go_round("run_forever")
    }

    fn stop(&self) -> Result<()> {
        self.call("stop", &[], None).unwrap_or(Ok(Value::None)).map(drop)
    }
}

/// What `sleep()` was given, as it was given.
#[derive(Default)]
pub(super) struct GivenDelay(pub RefCell<Option<Value>>);

/// What a loop's own `call_later()` has returned for timers that did not become one of the loop's.
#[derive(Default)]
struct OwnHandles(RefCell<NumberMap<u32, Value>>);

/// What the engine hands to a loop's own methods as a callback.
struct Scheduled {
    what: What,
    name: Rc<str>,
    /// The task, if it is one of its methods.
    receiver: Value,
    event_loop: EventLoop,
}

enum What {
    /// Looked at, and not to be called.
    Shown,
    Call(OwnCall),
    Timer(OwnTimer, RefCell<Option<TimerHandle>>),
}

impl Scheduled {
    fn of(call: OwnCall, event_loop: EventLoop) -> Vec<Value> {
        let kind = call.kind();
        Self::values(kind, What::Call(call), event_loop)
    }

    /// The callback, and what it is called with.
    fn values(kind: CallKind, what: What, event_loop: EventLoop) -> Vec<Value> {
        let (class, name, task, future) = match kind {
            CallKind::Step(task) => (&STEP, "", Some(task), None),
            CallKind::Wakeup(task, on) => (&METHOD, "Task.task_wakeup", Some(task), on),
            CallKind::Own(name) => (&FUNCTION, name, None, None),
            CallKind::Other(subject) => match subject.as_ref().and_then(|subject| subject.downcast_ref()) {
                Some(Called { callback, args }) => {
                    return std::iter::once(callback).chain(args).cloned().collect();
                }
                None => (&FUNCTION, "callback", None, None),
            },
        };
        let receiver = task.as_ref().and_then(task_value).unwrap_or_default();
        let scheduled = Self { what, name: name.into(), receiver, event_loop };
        let callback = Value::native(class.class(), scheduled);
        std::iter::once(callback).chain(future.map(waited_on)).collect()
    }
}

/// Puts what the engine has scheduled where it was to go, if a callback is that.
pub(super) fn put(event_loop: &EventLoop, callback: &Value) -> bool {
    match callback.data() {
        Some(Scheduled { what: What::Call(call), .. }) => event_loop.push_own(call),
        _ => false,
    }
}

/// The same for a timer.
pub(super) fn schedule(event_loop: &EventLoop, callback: &Value, when: f64) -> Option<TimerHandle> {
    let Some(Scheduled { what: What::Timer(timer, set), .. }) = callback.data() else { return None };
    let handle = event_loop.schedule_own(timer, when);
    set.replace(Some(handle.clone()));
    Some(handle)
}

static CALL: &[Native] = &[
    Native::new("__call__", "self, /, *args", |_, args| {
        let scheduled = scheduled(&args[0])?;
        match &scheduled.what {
            What::Call(call) => scheduled.event_loop.run_own(call)?,
            What::Timer(timer, _) => scheduled.event_loop.fire_own(timer),
            What::Shown => {
                return Err(not_supported("what asyncio is to call cannot be called by hand here"));
            }
        }
        Ok(Value::None)
    }),
    Native::new("__repr__", "self, /", |vm, args| {
        let (scheduled, id) = (scheduled(&args[0])?, args[0].id());
        Ok(match &scheduled.receiver {
            Value::None => format!("<function {} at {id:#x}>", scheduled.name),
            receiver => {
                let class = vm.attr(receiver, "__class__")?;
                let (module, of) = (vm.attr(&class, "__module__")?, vm.attr(&class, "__qualname__")?);
                let (module, of) = (vm.str(&module)?, vm.str(&of)?);
                format!("<built-in method task_wakeup of {module}.{of} object at {:#x}>", receiver.id())
            }
        }
        .into())
    }),
];

static NAMES: &[Property] = &[
    Property {
        name: "__name__",
        get: |_, value| Ok(scheduled(value)?.name.rsplit('.').next().unwrap_or_default().into()),
        set: None,
    },
    Property { name: "__qualname__", get: |_, value| Ok((*scheduled(value)?.name).into()), set: None },
    SELF,
];

const SELF: Property =
    Property { name: "__self__", get: |_, value| Ok(scheduled(value)?.receiver.clone()), set: None };

/// A task's step.
static STEP: NativeType =
    NativeType::new("TaskStepMethWrapper", "_asyncio", CALL.split_at(1).0).properties(&[SELF]);
/// What wakes a task.
static METHOD: NativeType = NativeType::new("builtin_function_or_method", "builtins", CALL).properties(NAMES);
/// A function of asyncio's.
static FUNCTION: NativeType = NativeType::new("function", "builtins", CALL).properties(NAMES.split_at(2).0);

fn scheduled(value: &Value) -> Result<&Scheduled> {
    value.data().ok_or_else(|| type_error("a callback of asyncio's was expected"))
}

/// What is called, and with what, of something that a loop is to do: as a program sees it that peeks at `loop._ready`.
pub(super) fn shown(kind: CallKind, event_loop: &EventLoop) -> [Value; 2] {
    if let CallKind::Other(None) = kind {
        return [Value::None, Value::None];
    }
    let mut values = Scheduled::values(kind, What::Shown, event_loop.clone()).into_iter();
    [values.next().unwrap_or_default(), Value::tuple(values.collect::<Vec<_>>())]
}

/// `loop._run_once()`
pub(super) fn run_once(vm: &Vm, args: &[Value]) -> Result {
    let event_loop = &this(&args[0])?.event_loop;
    if !event_loop.is_running() {
        return Err(not_supported(
            "a loop goes round once only while it runs here: call loop._run_once() from one of your own",
        ));
    }
    stop_or(vm, event_loop.run_once_itself())?;
    Ok(Value::None)
}

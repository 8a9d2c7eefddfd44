//! `asyncio.timeout()` (`timeouts.py`).

use std::cell::{Cell, RefCell};

use crate::engine::{self, EventLoop, Exception, TaskRef, TimeoutState};
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{data_of, runtime_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::exception::TIMEOUT_ERROR;
use crate::vm::value::{Result, Value};

use super::events::running;
use super::locks::made;
use super::names::{deadline, seconds};
use super::refused::internal;
use super::tasks::task_value;

/// `Timeout`
pub static TIMEOUT: NativeType = NativeType::new(
    "Timeout",
    "asyncio.timeouts",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], TimeoutData::new(Value::None)))
        }),
        Native::new("__init__", "self, when", |_, args| {
            this(&args[0])?.when.replace(args[1].clone());
            Ok(Value::None)
        }),
        Native::new("when", "self, /", |_, args| Ok(this(&args[0])?.when.borrow().clone())),
        Native::new("expired", "self, /", |_, args| {
            Ok(this(&args[0])?.engine().is_some_and(|timeout| timeout.expired()).into())
        }),
        Native::new("reschedule", "self, when", |vm, args| {
            let timeout = this(&args[0])?;
            let Some(entered) = timeout.engine() else {
                return Err(runtime_error("Timeout has not been entered"));
            };
            entered.reschedule(args[1].given().map(|when| seconds(vm, when)).transpose()?)?;
            timeout.when.replace(args[1].clone());
            Ok(Value::None)
        }),
        Native::new("__aenter__", "self, /", |vm, args| {
            let this_timeout = args[0].clone();
            Ok(Coroutine::native(vm, "Timeout.__aenter__", async move {
                this(&this_timeout)?.enter()?;
                Ok(this_timeout)
            }))
        }),
        Native::new("__aexit__", "self, exc_type, exc_val, exc_tb, /", |vm, args| {
            let (this_timeout, exception) = (args[0].clone(), args[2].clone());
            Ok(Coroutine::native(vm, "Timeout.__aexit__", async move {
                this(&this_timeout)?.exit(&exception)?;
                Ok(Value::None)
            }))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let timeout = this(&args[0])?;
            let state = timeout.engine().map_or(TimeoutState::Created, |timeout| timeout.state());
            let name = match state {
                TimeoutState::Created => "created",
                TimeoutState::Entered => "active",
                TimeoutState::Expiring => "expiring",
                TimeoutState::Expired => "expired",
                TimeoutState::Exited => "finished",
            };
            let when = timeout.when.borrow().clone();
            let info = match (state, &when) {
                (TimeoutState::Entered, Value::Float(when)) => {
                    format!(" when={}", vm.repr(&Value::Float((when * 1000.0).round() / 1000.0))?)
                }
                (TimeoutState::Entered, when) => format!(" when={}", vm.repr(when)?),
                _ => String::new(),
            };
            Ok(format!("<Timeout [{name}]{info}>").into())
        }),
    ],
)
.properties(&[
    Property { name: "_when", get: |_, value| Ok(this(value)?.when.borrow().clone()), set: None },
    Property { name: "_state", get: internal::<1>, set: None },
    Property {
        name: "_task",
        get: |_, value| Ok(this(value)?.task.borrow().as_ref().and_then(task_value).unwrap_or(Value::None)),
        set: None,
    },
    Property { name: "_cancelling", get: internal::<9>, set: None },
    Property { name: "_timeout_handler", get: internal::<1>, set: None },
]);

struct TimeoutData {
    when: RefCell<Value>,
    /// Made when it is entered: before that there may be no loop.
    entered: RefCell<Option<engine::Timeout>>,
    task: RefCell<Option<TaskRef>>,
    /// The task's `cancelling()` when it entered.
    cancelling: Cell<u32>,
}

fn make(when: Value) -> Value {
    Value::native(TIMEOUT.class(), TimeoutData::new(when))
}

fn this(value: &Value) -> Result<&TimeoutData> {
    value.data::<TimeoutData>().ok_or_else(|| type_error("a Timeout was expected"))
}

impl Drop for TimeoutData {
    /// A block that is left by dropping its coroutine has no other way to take the timer back.
    fn drop(&mut self) {
        if let Some(timeout) = self.entered.take() {
            timeout.disarm();
        }
    }
}

impl TimeoutData {
    fn new(when: Value) -> Self {
        let (entered, task) = (RefCell::default(), RefCell::default());
        Self { when: RefCell::new(when), entered, task, cancelling: Cell::new(0) }
    }

    fn engine(&self) -> Option<engine::Timeout> {
        self.entered.borrow().clone()
    }

    fn enter(&self) -> Result<()> {
        self.enter_as(|timeout| timeout)
    }

    fn enter_as(&self, made: impl Fn(engine::Timeout) -> engine::Timeout) -> Result<()> {
        if self.entered.borrow().is_some() {
            return Err(runtime_error("Timeout has already been entered"));
        }
        let event_loop = EventLoop::try_current().ok_or_else(|| runtime_error("no running event loop"))?;
        let task = event_loop.current_task();
        let when = self.when.borrow().clone();
        let when = match when.given() {
            Some(when) => Some(seconds(&Vm::current(), when)?),
            None => None,
        };
        let timeout = made(engine::Timeout::at(when));
        timeout.enter()?;
        self.cancelling.set(task.as_ref().map_or(0, TaskRef::cancelling));
        self.task.replace(task);
        self.entered.replace(Some(timeout));
        Ok(())
    }

    fn exit(&self, exception: &Value) -> Result<()> {
        let Some(timeout) = self.engine() else { return Ok(()) };
        let exception = match exception {
            Value::Exception(exception) => Some(exception),
            _ => None,
        };
        let expiring = timeout.state() == TimeoutState::Expiring;
        timeout.exit(exception)?;
        let task = self.task.take();
        if let Some(exception) = exception
            && expiring
            && task.is_some_and(|task| task.cancelling() <= self.cancelling.get())
        {
            insert_timeout_errors(exception);
        }
        Ok(())
    }
}

/// `async with timeout_at(when)` around what `wait_for()` awaits.
pub(super) async fn until(when: Value, body: impl Future<Output = Result>) -> Result {
    let timeout = TimeoutData::new(when);
    timeout.enter_as(engine::Timeout::of_wait_for)?;
    let result = body.await;
    timeout
        .exit(&result.as_ref().err().map_or(Value::None, |exception| Value::Exception(exception.clone())))?;
    result
}

/// What the end of an expired timeout does to an exception that it lets pass.
fn insert_timeout_errors(exception: &Exception) {
    insert_timeout_error(exception);
    exception.exceptions().iter().for_each(insert_timeout_error);
}

/// `Timeout._insert_timeout_error()`: tells what had cancelled the code that raised something else.
fn insert_timeout_error(exception: &Exception) {
    let mut outer = exception.clone();
    for _ in 0..1000 {
        let Some(inner) = data_of(&outer).context.borrow().clone() else { return };
        if inner.is_cancelled() {
            let timeout = crate::vm::exceptions::new_exception(TIMEOUT_ERROR.class(), Vec::new());
            let data = data_of(&timeout);
            data.cause.replace(Some(inner.clone()));
            data.context.replace(Some(inner));
            data.suppress_context.set(true);
            data_of(&outer).context.replace(Some(timeout));
            return;
        }
        outer = inner;
    }
}

/// `timeout(delay)`
pub(super) fn timeout(vm: &Vm, args: &[Value]) -> Result {
    let event_loop = running(vm).ok_or_else(|| runtime_error("no running event loop"))?;
    Ok(make(match args[0].given() {
        Some(delay) => deadline(vm, event_loop.time(), delay)?,
        None => Value::None,
    }))
}

/// `timeout_at(when)`
pub(super) fn timeout_at(_: &Vm, args: &[Value]) -> Result {
    Ok(make(args[0].clone()))
}

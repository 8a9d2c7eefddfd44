//! `Lock`, `Event`, `Semaphore` and `BoundedSemaphore` (`locks.py`).

use std::cell::RefCell;

use crate::engine::{self, Class, Exception, Parked};
use crate::vm::class::class_of;
use crate::vm::coroutine::Coroutine;
use crate::vm::coroutine::parked::waited_on;
use crate::vm::exceptions::{not_supported, type_error, value_error};
use crate::vm::machine::{Vm, outside};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::event_loop::check_thread;
use super::refused::internal;

/// `Lock`
pub static LOCK: NativeType = NativeType::new(
    "Lock",
    "asyncio.locks",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], LockData(RefCell::default())))
        }),
        Native::new("__init__", "self, /", |_, args| {
            lock(&args[0])?;
            Ok(Value::None)
        }),
        Native::new("locked", "self, /", |_, args| Ok(lock(&args[0])?.locked().into())),
        Native::new("acquire", "self, /", |vm, args| {
            let (this, lock) = (args[0].clone(), lock(&args[0])?);
            Ok(Coroutine::native(vm, "Lock.acquire", async move {
                bound(&this, lock.acquire().await)?;
                Ok(Value::Bool(true))
            }))
        }),
        Native::new("release", "self, /", |vm, args| {
            let lock = lock(&args[0])?;
            check_waking(vm, || lock.line().unwrap_or_default())?;
            lock.release()?;
            Ok(Value::None)
        }),
        Native::new("__aenter__", "self, /", enter),
        Native::new("__aexit__", "self, exc_type, exc, tb, /", exit),
        Native::new("__repr__", "self, /", |vm, args| {
            let lock = lock(&args[0])?;
            shown(vm, &args[0], if lock.locked() { "locked" } else { "unlocked" }, lock.waiting())
        }),
    ],
)
.properties(&[
    Property { name: "_locked", get: |_, this| Ok(lock(this)?.locked().into()), set: None },
    Property { name: "_waiters", get: |vm, this| deque_or_none(vm, lock(this)?.line()), set: None },
    Property { name: "_loop", get: internal::<4>, set: None },
]);

/// `Event`
pub static EVENT: NativeType = NativeType::new(
    "Event",
    "asyncio.locks",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |vm, args| {
            let event = engine::Event::new();
            event.announce(&vm.event_loop);
            let value = made(&args[0], event);
            outside::made_event(vm, &value);
            Ok(value)
        }),
        Native::new("__init__", "self, /", |_, _| Ok(Value::None)),
        Native::new("is_set", "self, /", |_, args| Ok(event(&args[0])?.is_set().into())),
        Native::new("set", "self, /", |vm, args| {
            let event = event(&args[0])?;
            check_waking(vm, || event.line().unwrap_or_default())?;
            event.set();
            Ok(Value::None)
        }),
        Native::new("clear", "self, /", |_, args| {
            event(&args[0])?.clear();
            Ok(Value::None)
        }),
        Native::new("wait", "self, /", |vm, args| {
            let (this, event) = (args[0].clone(), event(&args[0])?.clone());
            Ok(Coroutine::native(vm, "Event.wait", async move {
                bound(&this, event.wait().await)?;
                Ok(Value::Bool(true))
            }))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let event = event(&args[0])?;
            shown(vm, &args[0], if event.is_set() { "set" } else { "unset" }, event.waiting())
        }),
    ],
)
.properties(&[
    Property { name: "_value", get: |_, this| Ok(event(this)?.is_set().into()), set: None },
    Property {
        name: "_waiters",
        get: |vm, this| line(vm, event(this)?.line().unwrap_or_default()),
        set: None,
    },
    Property { name: "_loop", get: internal::<4>, set: None },
]);

/// `Semaphore`
pub static SEMAPHORE: NativeType = NativeType::new(
    "Semaphore",
    "asyncio.locks",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], SemaphoreData(RefCell::new(engine::Semaphore::new(1)))))
        }),
        Native::new("__init__", "self, value=1", |vm, args| {
            let made = engine::Semaphore::new(count(vm, &args[1])?);
            semaphore_data(&args[0])?.0.replace(made);
            Ok(Value::None)
        }),
        Native::new("locked", "self, /", |_, args| Ok(semaphore(&args[0])?.locked().into())),
        Native::new("acquire", "self, /", |vm, args| {
            let (this, semaphore) = (args[0].clone(), semaphore(&args[0])?);
            Ok(Coroutine::native(vm, "Semaphore.acquire", async move {
                bound(&this, semaphore.acquire().await)?;
                Ok(Value::Bool(true))
            }))
        }),
        Native::new("release", "self, /", |_, args| {
            semaphore(&args[0])?.release()?;
            Ok(Value::None)
        }),
        Native::new("__aenter__", "self, /", enter),
        Native::new("__aexit__", "self, exc_type, exc, tb, /", exit),
        Native::new("__repr__", "self, /", |vm, args| {
            let semaphore = semaphore(&args[0])?;
            let state = match semaphore.locked() {
                true => "locked".to_owned(),
                false => format!("unlocked, value:{}", semaphore.value()),
            };
            shown(vm, &args[0], &state, semaphore.waiting())
        }),
    ],
)
.properties(&[
    Property { name: "_value", get: |_, this| Ok(i64::from(semaphore(this)?.value()).into()), set: None },
    Property { name: "_waiters", get: |vm, this| deque_or_none(vm, semaphore(this)?.line()), set: None },
    Property { name: "_loop", get: internal::<4>, set: None },
]);

/// `BoundedSemaphore`
pub static BOUNDED_SEMAPHORE: NativeType = NativeType::new(
    "BoundedSemaphore",
    "asyncio.locks",
    &[Native::new("__init__", "self, value=1", |vm, args| {
        let made = engine::Semaphore::bounded(count(vm, &args[1])?);
        semaphore_data(&args[0])?.0.replace(made);
        Ok(Value::None)
    })],
)
.base(&SEMAPHORE)
.properties(&[Property {
    name: "_bound_value",
    get: |_, this| Ok(semaphore(this)?.bound().map_or(Value::None, |bound| i64::from(bound).into())),
    set: None,
}]);

struct LockData(RefCell<engine::Lock>);

/// Made anew by `__init__`, which knows the value.
struct SemaphoreData(RefCell<engine::Semaphore>);

/// An instance of a class of ours, or of one derived from it.
pub(super) fn made<T: 'static>(class: &Value, data: T) -> Value {
    match class {
        Value::Class(class) => Value::native(class.clone(), data),
        _ => Value::None,
    }
}

/// The lock of a value that is one.
pub(super) fn lock(value: &Value) -> Result<engine::Lock> {
    match value.data::<LockData>() {
        Some(data) => Ok(data.0.borrow().clone()),
        None => Err(not_supported(format!(
            "a Condition around an object of type '{}' is not supported: give it a Lock",
            value.type_name()
        ))),
    }
}

fn event(value: &Value) -> Result<&engine::Event> {
    value.data().ok_or_else(|| type_error(format!("an Event was expected, got '{}'", value.type_name())))
}

fn semaphore_data(value: &Value) -> Result<&SemaphoreData> {
    value.data().ok_or_else(|| type_error(format!("a Semaphore was expected, got '{}'", value.type_name())))
}

fn semaphore(value: &Value) -> Result<engine::Semaphore> {
    semaphore_data(value).map(|data| data.0.borrow().clone())
}

fn count(vm: &Vm, value: &Value) -> Result<u32> {
    if vm.less(value, &Value::Int(0))? {
        return Err(value_error("Semaphore initial value must be >= 0"));
    }
    Ok(match value.plain() {
        Value::Int(count) => u32::try_from(*count).unwrap_or(u32::MAX),
        Value::Bool(count) => u32::from(*count),
        Value::Float(count) => *count as u32,
        _ => u32::MAX,
    })
}

/// What a lock's coroutine has come to. It is bound to the loop of the first one who has waited; to say so it needs its
/// `repr()`.
pub(super) fn bound<T>(this: &Value, result: Result<T>) -> Result<T> {
    result.map_err(|exception| {
        let is_foreign = exception.message().is_some_and(|message| {
            message.starts_with("<asyncio.") && message.ends_with("is bound to a different event loop")
        });
        match Vm::try_current() {
            Some(vm) if is_foreign && *exception.class() == Class::RuntimeError => match vm.repr(this) {
                Ok(shown) => Exception::runtime(format!("{shown} is bound to a different event loop")),
                Err(raised) => raised,
            },
            _ => exception,
        }
    })
}

/// Whether the program's own class has a method in place of ours.
pub(in crate::vm) fn is_overridden(this: &Value, method: &str) -> bool {
    let class = class_of(this);
    class.native.is_none() && !matches!(class.lookup(Symbol::new(method)), Some(Value::Native(_)))
}

/// A deque of `_waiters`, `_getters` or `_putters`, as they are now.
pub(super) fn line(vm: &Vm, waiting: Vec<Parked>) -> Result {
    deque(vm, waiting.into_iter().map(waited_on).collect())
}

/// In debug mode who waits in line is woken in the loop's thread alone.
///
/// # Errors
///
/// RuntimeError in another thread.
pub(super) fn check_waking(vm: &Vm, line: impl FnOnce() -> Vec<Parked>) -> Result<()> {
    if vm.event_loop.thread().is_none() {
        return Ok(());
    }
    let first = line().into_iter().next();
    first.and_then(|first| first.event_loop()).map_or(Ok(()), |event_loop| check_thread(vm, &event_loop))
}

/// That of a lock or semaphore, which has none before somebody has waited.
fn deque_or_none(vm: &Vm, waiting: Option<Vec<Parked>>) -> Result {
    waiting.map_or(Ok(Value::None), |waiting| line(vm, waiting))
}

/// A `collections.deque`.
pub(super) fn deque(vm: &Vm, items: Vec<Value>) -> Result {
    vm.charge(items.len())?;
    let class = vm.attr(&Value::Module(vm.import("collections")?), "deque")?;
    vm.call(&class, &[Value::list(items)])
}

/// The object for an engine's lock.
pub(super) fn lock_value(lock: engine::Lock) -> Value {
    Value::native(LOCK.class(), LockData(RefCell::new(lock)))
}

/// `_ContextManagerMixin.__aenter__()`
pub(super) fn enter(vm: &Vm, args: &[Value]) -> Result {
    let this = args[0].clone();
    Ok(Coroutine::native(vm, "_ContextManagerMixin.__aenter__", async move {
        if !is_overridden(&this, "acquire") {
            let acquired = if let Ok(lock) = lock(&this) {
                lock.acquire().await
            } else if let Ok(semaphore) = semaphore(&this) {
                semaphore.acquire().await
            } else {
                super::conditions::lock_of(&this)?.acquire().await
            };
            return bound(&this, acquired).map(|()| Value::None);
        }
        let acquired = {
            let vm = Vm::current();
            let coroutine = vm.call_method(&this, "acquire", &[])?;
            vm.awaiting(&coroutine)?
        };
        acquired.await.map(|_| Value::None)
    }))
}

/// `_ContextManagerMixin.__aexit__()`
pub(super) fn exit(vm: &Vm, args: &[Value]) -> Result {
    let this = args[0].clone();
    Ok(Coroutine::native(vm, "_ContextManagerMixin.__aexit__", async move {
        if is_overridden(&this, "release") {
            Vm::current().call_method(&this, "release", &[])?;
        } else if let Ok(lock) = lock(&this) {
            lock.release()?;
        } else if let Ok(semaphore) = semaphore(&this) {
            semaphore.release()?;
        } else {
            super::conditions::lock_of(&this)?.release()?;
        }
        Ok(Value::None)
    }))
}

/// `<asyncio.locks.Lock object at 0x.. [unlocked, waiters:2]>`
pub(super) fn shown(_: &Vm, this: &Value, state: &str, waiting: usize) -> Result {
    let waiters = if waiting > 0 { format!(", waiters:{waiting}") } else { String::new() };
    let class = class_of(this).full_name();
    Ok(format!("<{class} object at {:#x} [{state}{waiters}]>", this.id()).into())
}

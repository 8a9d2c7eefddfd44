//! `Condition` (`locks.py`).

use std::cell::RefCell;

use crate::engine;
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::{Result, Value};

use super::locks::{bound, enter, exit, line, lock, lock_value, made, shown};
use super::refused::internal;

/// `Condition`
pub static CONDITION: NativeType = NativeType::new(
    "Condition",
    "asyncio.locks",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], Data { condition: RefCell::default(), lock: RefCell::new(Value::None) }))
        }),
        Native::new("__init__", "self, lock=None", |vm, args| {
            if let Some(own) = args[1].given() {
                let data = data(&args[0])?;
                let _ = vm.attr(own, "locked")?;
                data.condition.replace(engine::Condition::with_lock(lock(own)?));
                data.lock.replace(own.clone());
            }
            Ok(Value::None)
        }),
        Native::new("locked", "self, /", |_, args| Ok(this(&args[0])?.locked().into())),
        Native::new("acquire", "self, /", |vm, args| {
            let (value, condition) = (args[0].clone(), this(&args[0])?);
            Ok(Coroutine::native(vm, "Lock.acquire", async move {
                bound(&value, condition.acquire().await)?;
                Ok(Value::Bool(true))
            }))
        }),
        Native::new("release", "self, /", |_, args| {
            this(&args[0])?.release()?;
            Ok(Value::None)
        }),
        Native::new("wait", "self, /", |vm, args| {
            let (value, condition) = (args[0].clone(), this(&args[0])?);
            Ok(Coroutine::native(vm, "Condition.wait", async move {
                bound(&value, condition.wait().await)?;
                Ok(Value::Bool(true))
            }))
        }),
        Native::new("wait_for", "self, predicate", |vm, args| {
            let (value, predicate, condition) = (args[0].clone(), args[1].clone(), this(&args[0])?);
            Ok(Coroutine::native(vm, "Condition.wait_for", async move {
                loop {
                    let (result, holds) = {
                        let vm = Vm::current();
                        let result = vm.call(&predicate, &[])?;
                        let holds = vm.truth(&result)?;
                        (result, holds)
                    };
                    if holds {
                        return Ok(result);
                    }
                    drop(result);
                    bound(&value, condition.wait().await)?;
                }
            }))
        }),
        Native::new("notify", "self, n=1", |vm, args| {
            let n = match args[1].plain() {
                Value::Int(n) => usize::try_from(*n).unwrap_or(0),
                Value::Bool(n) => usize::from(*n),
                other => {
                    vm.less(other, &Value::Int(0))?;
                    usize::MAX
                }
            };
            this(&args[0])?.notify(n)?;
            Ok(Value::None)
        }),
        Native::new("notify_all", "self, /", |_, args| {
            this(&args[0])?.notify_all()?;
            Ok(Value::None)
        }),
        Native::new("__aenter__", "self, /", enter),
        Native::new("__aexit__", "self, exc_type, exc, tb, /", exit),
        Native::new("__repr__", "self, /", |vm, args| {
            let condition = this(&args[0])?;
            let state = if condition.locked() { "locked" } else { "unlocked" };
            shown(vm, &args[0], state, condition.waiting())
        }),
    ],
)
.properties(&[
    Property { name: "_loop", get: internal::<4>, set: None },
    Property {
        name: "_lock",
        get: |_, value| {
            let own = &data(value)?.lock;
            if own.borrow().is_none() {
                own.replace(lock_value(lock_of(value)?));
            }
            Ok(own.borrow().clone())
        },
        set: None,
    },
    Property {
        name: "_waiters",
        get: |vm, value| line(vm, this(value)?.line().unwrap_or_default()),
        set: None,
    },
]);

/// Made anew by `__init__`, which knows the lock.
struct Data {
    condition: RefCell<engine::Condition>,
    /// The object for its lock: the one that it was given, or one that is made when somebody looks at it.
    lock: RefCell<Value>,
}

fn data(value: &Value) -> Result<&Data> {
    value.data().ok_or_else(|| type_error(format!("a Condition was expected, got '{}'", value.type_name())))
}

fn this(value: &Value) -> Result<engine::Condition> {
    data(value).map(|data| data.condition.borrow().clone())
}

/// The lock of a condition.
pub(super) fn lock_of(value: &Value) -> Result<engine::Lock> {
    this(value).map(|condition| condition.lock().clone())
}

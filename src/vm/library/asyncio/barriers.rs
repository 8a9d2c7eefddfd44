//! `Barrier` (`locks.py`).

use std::cell::RefCell;

use crate::engine;
use crate::trace::BarrierState;
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{runtime_error, type_error, value_error};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::{Result, Value};

use super::locks::{made, shown};
use super::refused::internal;

/// `Barrier`
pub static BARRIER: NativeType = NativeType::new(
    "Barrier",
    "asyncio.locks",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], Data(RefCell::default())))
        }),
        Native::new("__init__", "self, parties", |vm, args| {
            if vm.less(&args[1], &Value::Int(1))? {
                return Err(value_error("parties must be >= 1"));
            }
            let parties = match args[1].plain() {
                Value::Int(parties) => u32::try_from(*parties).unwrap_or(u32::MAX),
                _ => 1,
            };
            data(&args[0])?.0.replace(Some(engine::Barrier::new(parties)?));
            Ok(Value::None)
        }),
        Native::new("wait", "self, /", |vm, args| {
            let barrier = this(&args[0])?;
            Ok(Coroutine::native(
                vm,
                "Barrier.wait",
                async move { Ok(i64::from(barrier.wait().await?).into()) },
            ))
        }),
        Native::new("reset", "self, /", |vm, args| {
            let barrier = this(&args[0])?;
            Ok(Coroutine::native(vm, "Barrier.reset", async move {
                barrier.reset().await?;
                Ok(Value::None)
            }))
        }),
        Native::new("abort", "self, /", |vm, args| {
            let barrier = this(&args[0])?;
            Ok(Coroutine::native(vm, "Barrier.abort", async move {
                barrier.abort().await?;
                Ok(Value::None)
            }))
        }),
        Native::new("__aenter__", "self, /", |vm, args| {
            let barrier = this(&args[0])?;
            Ok(Coroutine::native(vm, "Barrier.__aenter__", async move {
                Ok(i64::from(barrier.wait().await?).into())
            }))
        }),
        Native::new("__aexit__", "self, /, *args", |vm, _| {
            Ok(Coroutine::native(vm, "Barrier.__aexit__", async move { Ok(Value::None) }))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let barrier = this(&args[0])?;
            let state = match barrier.state() {
                BarrierState::Filling => "filling",
                BarrierState::Draining => "draining",
                BarrierState::Resetting => "resetting",
                BarrierState::Broken => "broken",
            };
            let waiters = match barrier.broken() {
                true => String::new(),
                false => format!(", waiters:{}/{}", barrier.waiting(), barrier.parties()),
            };
            shown(vm, &args[0], &format!("{state}{waiters}"), 0)
        }),
    ],
)
.properties(&[
    Property { name: "parties", get: |_, value| Ok(i64::from(this(value)?.parties()).into()), set: None },
    Property { name: "n_waiting", get: |_, value| Ok(i64::from(this(value)?.waiting()).into()), set: None },
    Property { name: "_state", get: internal::<2>, set: None },
    Property { name: "_cond", get: internal::<5>, set: None },
    Property { name: "_loop", get: internal::<4>, set: None },
    Property { name: "_parties", get: |_, value| Ok(i64::from(this(value)?.parties()).into()), set: None },
    Property { name: "_count", get: |_, value| Ok(i64::from(this(value)?.inside()).into()), set: None },
    Property { name: "broken", get: |_, value| Ok(this(value)?.broken().into()), set: None },
]);

/// Made by `__init__`, which knows how many it is for.
#[derive(Default)]
struct Data(RefCell<Option<engine::Barrier>>);

fn data(value: &Value) -> Result<&Data> {
    value.data().ok_or_else(|| type_error(format!("a Barrier was expected, got '{}'", value.type_name())))
}

fn this(value: &Value) -> Result<engine::Barrier> {
    data(value)?.0.borrow().clone().ok_or_else(|| runtime_error("Barrier.__init__() was not called"))
}

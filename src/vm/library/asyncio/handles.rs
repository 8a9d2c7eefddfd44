//! `asyncio.Handle` and `asyncio.TimerHandle`.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

use crate::engine::{CallHandle, TimerHandle};
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::{Result, Value};

use super::refused::internal;
use super::shown;

/// `Handle`
pub static HANDLE: NativeType = NativeType::new(
    "Handle",
    "asyncio.events",
    &[
        Native::new("cancel", "self, /", |_, args| {
            this(&args[0])?.cancel();
            Ok(Value::None)
        }),
        Native::new("cancelled", "self, /", |_, args| Ok(this(&args[0])?.cancelled().into())),
        Native::new("__repr__", "self, /", repr),
    ],
)
.properties(&[
    Property { name: "_cancelled", get: |_, value| Ok(this(value)?.cancelled().into()), set: None },
    Property { name: "_callback", get: |_, value| Ok(this(value)?.kept(0)), set: None },
    Property { name: "_args", get: |_, value| Ok(this(value)?.kept(1)), set: None },
    Property { name: "_context", get: internal::<9>, set: None },
    Property { name: "_loop", get: internal::<10>, set: None },
]);

/// `TimerHandle`
pub static TIMER_HANDLE: NativeType = NativeType::new(
    "TimerHandle",
    "asyncio.events",
    &[
        Native::new("when", "self, /", |_, args| match &this(&args[0])?.kind {
            Kind::Timer(_, when) => Ok(when.clone()),
            _ => Ok(Value::None),
        }),
        Native::new("__lt__", "self, other, /", |vm, args| compare(vm, args, &[Ordering::Less])),
        Native::new("__le__", "self, other, /", |vm, args| {
            compare(vm, args, &[Ordering::Less, Ordering::Equal])
        }),
        Native::new("__gt__", "self, other, /", |vm, args| compare(vm, args, &[Ordering::Greater])),
        Native::new("__ge__", "self, other, /", |vm, args| {
            compare(vm, args, &[Ordering::Greater, Ordering::Equal])
        }),
    ],
)
.base(&HANDLE)
.properties(&[
    Property {
        name: "_when",
        get: |_, value| match &this(value)?.kind {
            Kind::Timer(_, when) => Ok(when.clone()),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Property {
        name: "_scheduled",
        get: |_, value| match &this(value)?.kind {
            Kind::Timer(timer, _) => Ok(timer.is_scheduled().into()),
            _ => Ok(false.into()),
        },
        set: None,
    },
]);

/// What a handle can take back.
pub(super) struct HandleData {
    kind: Kind,
    /// What is called, and with what; None once it was taken back.
    callback: RefCell<[Value; 2]>,
}

enum Kind {
    Soon(CallHandle),
    Timer(TimerHandle, Value),
    /// Of `call_soon_threadsafe()` in a thread: the loop hears of it later.
    Late(Rc<Cell<bool>>),
    /// One that has run, for exception handlers.
    Over,
}

impl HandleData {
    pub fn soon(call: CallHandle, callback: [Value; 2]) -> Self {
        Self { kind: Kind::Soon(call), callback: RefCell::new(callback) }
    }

    pub fn timer(timer: TimerHandle, when: Value, callback: [Value; 2]) -> Self {
        Self { kind: Kind::Timer(timer, when), callback: RefCell::new(callback) }
    }

    pub fn late(callback: [Value; 2]) -> (Self, Rc<Cell<bool>>) {
        let cancelled = Rc::new(Cell::new(false));
        (Self { kind: Kind::Late(cancelled.clone()), callback: RefCell::new(callback) }, cancelled)
    }

    pub fn over(name: &str) -> Self {
        Self { kind: Kind::Over, callback: RefCell::new([name.into(), Value::None]) }
    }

    /// What is called, or what it is called with.
    fn kept(&self, at: usize) -> Value {
        self.callback.borrow()[at].clone()
    }

    fn cancel(&self) {
        match &self.kind {
            Kind::Soon(call) => call.cancel(),
            Kind::Timer(timer, _) => timer.cancel(),
            Kind::Late(cancelled) => cancelled.set(true),
            Kind::Over => {}
        }
        let callback = self.callback.replace([Value::None, Value::None]);
        drop(callback);
    }

    fn cancelled(&self) -> bool {
        match &self.kind {
            Kind::Soon(call) => call.cancelled(),
            Kind::Timer(timer, _) => timer.cancelled(),
            Kind::Late(cancelled) => cancelled.get(),
            Kind::Over => false,
        }
    }
}

/// The object for a handle.
pub(super) fn handle(data: HandleData) -> Value {
    let class = match &data.kind {
        Kind::Timer(..) => TIMER_HANDLE.class(),
        _ => HANDLE.class(),
    };
    Value::native(class, data)
}

fn this(value: &Value) -> Result<&HandleData> {
    value.data::<HandleData>().ok_or_else(|| type_error("a Handle was expected"))
}

fn compare(vm: &Vm, args: &[Value], wanted: &[Ordering]) -> Result {
    let (Some(this), Some(other)) = (args[0].data::<HandleData>(), args[1].data::<HandleData>()) else {
        return Ok(Value::NotImplemented);
    };
    let (Kind::Timer(_, this), Kind::Timer(_, other)) = (&this.kind, &other.kind) else {
        return Ok(Value::NotImplemented);
    };
    let order = match (vm.less(this, other)?, vm.less(other, this)?) {
        (true, _) => Ordering::Less,
        (_, true) => Ordering::Greater,
        _ if args[0].is(&args[1]) => Ordering::Equal,
        // Of two that are due at the same time neither is before or after the other.
        _ => return Ok(false.into()),
    };
    Ok(wanted.contains(&order).into())
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let data = this(&args[0])?;
    let mut text = format!("<{}", args[0].type_name());
    if data.cancelled() {
        text += " cancelled";
    }
    if let Kind::Timer(_, when) = &data.kind {
        text += &format!(" when={}", vm.repr(when)?);
    }
    match &data.kept(0) {
        Value::None => {}
        Value::Str(name) => text += &format!(" {}()", name.as_str()),
        callback => text += &format!(" {}", shown::callback_source(vm, callback, None)?),
    }
    Ok((text + ">").into())
}

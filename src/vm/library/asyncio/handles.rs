//! `asyncio.Handle` and `asyncio.TimerHandle`.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

use crate::engine::{CallHandle, Context, EventLoop, TimerHandle};
use crate::vm::exceptions::type_error;
use crate::vm::library::contextvars::context_value;
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
        Native::new("cancel", "self, /", |vm, args| {
            let data = this(&args[0])?;
            if !data.cancelled() {
                data.cancel();
                if data.made_at.is_some() {
                    data.shown.replace(Some(text(vm, &args[0], data)?));
                }
                data.let_go();
            }
            Ok(Value::None)
        }),
        Native::new("cancelled", "self, /", |_, args| Ok(this(&args[0])?.cancelled().into())),
        Native::new("get_context", "self, /", |_, args| {
            Ok(context_value(this(&args[0])?.context.clone().unwrap_or_default()))
        }),
        Native::new("__repr__", "self, /", repr),
        // What a program sees that peeks at `loop._ready` is another object each time.
        Native::new("__eq__", "self, other, /", |_, args| {
            let own = this(&args[0])?.id();
            Ok(match args[1].data::<HandleData>() {
                Some(other) => (args[0].is(&args[1]) || own.is_some() && own == other.id()).into(),
                None => Value::NotImplemented,
            })
        }),
        Native::new("__hash__", "self, /", |_, args| {
            Ok(Value::Int(this(&args[0])?.id().unwrap_or_else(|| args[0].id() as usize) as i64))
        }),
    ],
)
.properties(&[
    Property {
        name: "_repr",
        get: |_, value| Ok(this(value)?.shown.borrow().as_deref().map_or(Value::None, Value::from)),
        set: None,
    },
    Property { name: "_cancelled", get: |_, value| Ok(this(value)?.cancelled().into()), set: None },
    Property { name: "_callback", get: |_, value| Ok(this(value)?.kept(0)), set: None },
    Property { name: "_args", get: |_, value| Ok(this(value)?.kept(1)), set: None },
    Property {
        name: "_context",
        get: |_, value| Ok(context_value(this(value)?.context.clone().unwrap_or_default())),
        set: None,
    },
    Property { name: "_loop", get: internal::<6>, set: None },
]);

/// What `call_soon_threadsafe()` returns.
static THREAD_SAFE_HANDLE: NativeType =
    NativeType::new("_ThreadSafeHandle", "asyncio.events", &[]).base(&HANDLE);

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
    /// What it is called in.
    context: Option<Context>,
    /// In debug mode, the line that has made it.
    made_at: Option<u32>,
    /// In debug mode, what it was shown as when it was taken back.
    shown: RefCell<Option<String>>,
}

enum Kind {
    Soon(CallHandle),
    /// The same of `call_soon_threadsafe()`.
    SoonThreadsafe(CallHandle),
    Timer(TimerHandle, Value),
    /// Of `call_soon_threadsafe()` in a thread: the loop hears of it later.
    Late(Rc<Cell<bool>>),
    /// One that has run, for exception handlers.
    Over,
}

impl HandleData {
    fn new(kind: Kind, callback: [Value; 2], context: Option<Context>) -> Self {
        let (callback, shown) = (RefCell::new(callback), RefCell::default());
        Self { kind, callback, context, made_at: None, shown }
    }

    pub fn soon(call: CallHandle, callback: [Value; 2], context: Option<Context>) -> Self {
        Self::new(Kind::Soon(call), callback, context)
    }

    pub fn timer(timer: TimerHandle, when: Value, callback: [Value; 2], context: Option<Context>) -> Self {
        Self::new(Kind::Timer(timer, when), callback, context)
    }

    pub fn late(callback: [Value; 2], context: Option<Context>) -> (Self, Rc<Cell<bool>>) {
        let cancelled = Rc::new(Cell::new(false));
        (Self::new(Kind::Late(cancelled.clone()), callback, context), cancelled)
    }

    pub fn over(callback: [Value; 2]) -> Self {
        Self::new(Kind::Over, callback, None)
    }

    /// The same of `call_soon_threadsafe()`.
    pub fn threadsafe(self) -> Self {
        let kind = match self.kind {
            Kind::Soon(call) => Kind::SoonThreadsafe(call),
            kind => kind,
        };
        Self { kind, ..self }
    }

    /// One that is made now, on a loop that may be in debug mode.
    pub fn made_on(self, event_loop: &EventLoop) -> Self {
        let made_at = event_loop.debug().then(|| event_loop.origin().map_or(0, |origin| origin.0));
        Self { made_at, ..self }
    }

    /// What is the same for the same call.
    fn id(&self) -> Option<usize> {
        match &self.kind {
            Kind::Soon(call) | Kind::SoonThreadsafe(call) => Some(call.id()),
            Kind::Timer(timer, _) => Some(timer.id()),
            Kind::Late(_) | Kind::Over => None,
        }
    }

    /// What is called, or what it is called with.
    fn kept(&self, at: usize) -> Value {
        self.callback.borrow()[at].clone()
    }

    fn cancel(&self) {
        match &self.kind {
            Kind::Soon(call) | Kind::SoonThreadsafe(call) => call.cancel(),
            Kind::Timer(timer, _) => timer.cancel(),
            Kind::Late(cancelled) => cancelled.set(true),
            Kind::Over => {}
        }
    }

    /// What would have been called is kept no longer.
    fn let_go(&self) {
        let callback = self.callback.replace([Value::None, Value::None]);
        drop(callback);
    }

    fn cancelled(&self) -> bool {
        match &self.kind {
            Kind::Soon(call) | Kind::SoonThreadsafe(call) => call.cancelled(),
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
        Kind::Late(_) | Kind::SoonThreadsafe(_) => THREAD_SAFE_HANDLE.class(),
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
    if let Some(shown) = &*data.shown.borrow() {
        return Ok(shown.as_str().into());
    }
    text(vm, &args[0], data).map(Value::from)
}

fn text(vm: &Vm, value: &Value, data: &HandleData) -> Result<String> {
    let mut text = format!("<{}", value.type_name());
    if data.cancelled() {
        text += " cancelled";
    }
    if let Kind::Timer(_, when) = &data.kind {
        text += &format!(" when={}", vm.repr(when)?);
    }
    match (&data.kept(0), &data.kept(1)) {
        (Value::None, _) => {}
        (Value::Str(source), _) => text += &format!(" {}", source.as_str()),
        (callback, Value::Tuple(args)) if data.made_at.is_some() => {
            text += &format!(" {}", shown::callback_source(vm, callback, Some(args))?);
        }
        (callback, _) => text += &format!(" {}", shown::callback_source(vm, callback, None)?),
    }
    if let Some(line) = data.made_at {
        text += &format!(" created at {}:{line}", shown::file(vm));
    }
    Ok(text + ">")
}

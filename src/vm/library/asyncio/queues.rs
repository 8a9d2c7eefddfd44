//! `Queue`, `LifoQueue` and `PriorityQueue` (`queues.py`).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use crate::engine::{self, Exception, QueueItems};
use crate::trace::QueueOrder;
use crate::vm::class::Class;
use crate::vm::class::alias::generic_alias;
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::type_error;
use crate::vm::machine::{Vm, outside};
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Instance, Result, Value};

use super::locks::{bound, check_waking, deque, is_overridden, line, made};
use super::refused::internal;

/// `Queue`
pub static QUEUE: NativeType = NativeType::new("Queue", "asyncio.queues", METHODS).properties(&[
    Property { name: "_loop", get: internal::<4>, set: None },
    Property { name: "maxsize", get: |_, this| Ok(data(this)?.maxsize.borrow().clone()), set: None },
    Property { name: "_maxsize", get: |_, this| Ok(data(this)?.maxsize.borrow().clone()), set: None },
    Property { name: "_is_shutdown", get: |_, this| Ok(queue(this)?.is_shut_down().into()), set: None },
    Property { name: "_getters", get: |vm, this| line(vm, queue(this)?.lines().0), set: None },
    Property { name: "_putters", get: |vm, this| line(vm, queue(this)?.lines().1), set: None },
    Property { name: "_finished", get: internal::<0>, set: None },
    Property { name: "_unfinished_tasks", get: |_, this| Ok(queue(this)?.unfinished().into()), set: None },
]);
/// `LifoQueue`
pub static LIFO_QUEUE: NativeType = NativeType::new("LifoQueue", "asyncio.queues", &[]).base(&QUEUE);
/// `PriorityQueue`
pub static PRIORITY_QUEUE: NativeType = NativeType::new("PriorityQueue", "asyncio.queues", &[]).base(&QUEUE);

static METHODS: &[Native] = &[
    Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
        let Value::Class(class) = &args[0] else { return Ok(Value::None) };
        let items = Rc::new(Items { order: order_of(class), items: RefCell::default() });
        let queue = RefCell::new(engine::Queue::with_items(0, Box::new(Shared(items.clone()))));
        Ok(made(&args[0], QueueData { queue, items, maxsize: RefCell::new(Value::Int(0)) }))
    }),
    Native::new("__init__", "self, maxsize=0", init),
    Native::new("qsize", "self, /", |_, args| Ok(count(&args[0])?.into())),
    Native::new("empty", "self, /", |_, args| Ok((count(&args[0])? == 0).into())),
    Native::new("full", "self, /", |vm, args| {
        let room = queue(&args[0])?.maxsize();
        Ok((room > 0 && asked(vm, &args[0], "qsize")? >= room as i64).into())
    }),
    Native::new("put", "self, item", |vm, args| {
        let (this, item, queue) = (args[0].clone(), args[1].clone(), queue(&args[0])?);
        let own = is_overridden(&this, "put_nowait");
        Ok(Coroutine::native(vm, "Queue.put", async move {
            if own {
                bound(&this, queue.room().await)?;
                return Vm::current().call_method(&this, "put_nowait", &[item]);
            }
            bound(&this, queue.put(item).await)?;
            Ok(Value::None)
        }))
    }),
    Native::new("put_nowait", "self, item", |vm, args| {
        let queue = queue(&args[0])?;
        check_waking(vm, || queue.lines().0)?;
        queue.put_nowait(args[1].clone())?;
        Ok(Value::None)
    }),
    Native::new("get", "self, /", |vm, args| {
        let (this, queue) = (args[0].clone(), queue(&args[0])?);
        let own = is_overridden(&this, "get_nowait");
        Ok(Coroutine::native(vm, "Queue.get", async move {
            if own {
                bound(&this, queue.something().await)?;
                return Vm::current().call_method(&this, "get_nowait", &[]);
            }
            bound(&this, queue.get().await)
        }))
    }),
    Native::new("get_nowait", "self, /", |_, args| queue(&args[0])?.get_nowait()),
    Native::new("task_done", "self, /", |_, args| {
        queue(&args[0])?.task_done()?;
        Ok(Value::None)
    }),
    Native::new("join", "self, /", |vm, args| {
        let (this, queue) = (args[0].clone(), queue(&args[0])?);
        Ok(Coroutine::native(vm, "Queue.join", async move {
            bound(&this, queue.join().await)?;
            Ok(Value::None)
        }))
    }),
    Native::new("shutdown", "self, immediate=False", |vm, args| {
        let immediate = vm.truth(&args[1])?;
        queue(&args[0])?.shutdown(immediate)?;
        Ok(Value::None)
    }),
    // What classes of the program's that keep their items in another way build on.
    Native::new("_init", "self, maxsize=0", |vm, args| {
        let new = match data(&args[0])?.items.order {
            QueueOrder::Fifo => {
                let deque = vm.attr(&Value::Module(vm.import("collections")?), "deque")?;
                vm.call(&deque, &[])?
            }
            _ => Value::list(Vec::new()),
        };
        vm.set_attr(&args[0], Symbol::new("_queue"), new)?;
        Ok(Value::None)
    }),
    Native::new("_put", "self, item", |vm, args| {
        let items = vm.attr(&args[0], "_queue")?;
        match data(&args[0])?.items.order {
            QueueOrder::Priority => {
                let push = vm.attr(&Value::Module(vm.import("heapq")?), "heappush")?;
                vm.call(&push, &[items, args[1].clone()])
            }
            _ => vm.call_method(&items, "append", &args[1..]),
        }
    }),
    Native::new("_get", "self, /", |vm, args| {
        let items = vm.attr(&args[0], "_queue")?;
        match data(&args[0])?.items.order {
            QueueOrder::Fifo => vm.call_method(&items, "popleft", &[]),
            QueueOrder::Lifo => vm.call_method(&items, "pop", &[]),
            QueueOrder::Priority => {
                let pop = vm.attr(&Value::Module(vm.import("heapq")?), "heappop")?;
                vm.call(&pop, &[items])
            }
        }
    }),
    Native::new("__getattr__", "self, name, /", |vm, args| {
        // Reading it is harmless; what is done to the copy does not reach the queue.
        if args[1].as_str() == Some("_queue") {
            let items = &data(&args[0])?.items;
            let copy = items.items.borrow().iter().cloned().collect();
            return match items.order {
                QueueOrder::Fifo => deque(vm, copy),
                _ => Ok(Value::list(copy)),
            };
        }
        Err(vm.no_attribute(&args[0], Symbol::new(args[1].as_str().unwrap_or_default())))
    }),
    Native::new("_format", "self, /", |vm, args| Ok(described(vm, &args[0])?.into())),
    Native::new("__repr__", "self, /", |vm, args| {
        let text = described(vm, &args[0])?;
        Ok(format!("<{} at {:#x} {text}>", args[0].type_name(), args[0].id()).into())
    }),
    Native::new("__str__", "self, /", |vm, args| {
        let text = described(vm, &args[0])?;
        Ok(format!("<{} {text}>", args[0].type_name()).into())
    }),
    Native::of_class("__class_getitem__", "cls, item, /", |_, args| Ok(generic_alias(&args[0], &args[1]))),
];

struct QueueData {
    /// Made anew by `__init__`, which knows the size.
    queue: RefCell<engine::Queue<Value>>,
    items: Rc<Items>,
    maxsize: RefCell<Value>,
}

/// What is in a queue. Nothing is borrowed while items are compared.
struct Items {
    order: QueueOrder,
    items: RefCell<VecDeque<Value>>,
}

struct Shared(Rc<Items>);

impl QueueItems<Value> for Shared {
    fn order(&self) -> QueueOrder {
        self.0.order
    }

    fn put(&self, item: Value) -> std::result::Result<(), Exception> {
        self.0.items.borrow_mut().push_back(item);
        match self.0.order {
            QueueOrder::Priority => self.0.sift_down(self.len() - 1),
            _ => Ok(()),
        }
    }

    fn get(&self) -> std::result::Result<Option<Value>, Exception> {
        let mut items = self.0.items.borrow_mut();
        match self.0.order {
            QueueOrder::Fifo => Ok(items.pop_front()),
            QueueOrder::Lifo => Ok(items.pop_back()),
            QueueOrder::Priority => {
                let Some(last) = items.pop_back() else { return Ok(None) };
                let Some(first) = items.front_mut() else { return Ok(Some(last)) };
                let least = std::mem::replace(first, last);
                drop(items);
                self.0.sift_up()?;
                Ok(Some(least))
            }
        }
    }

    fn len(&self) -> usize {
        self.0.items.borrow().len()
    }
}

impl Items {
    fn less(&self, vm: &Vm, a: usize, b: usize) -> Result<bool> {
        let items = self.items.borrow();
        let (Some(a), Some(b)) = (items.get(a).cloned(), items.get(b).cloned()) else { return Ok(false) };
        drop(items);
        vm.less(&a, &b)
    }

    fn swap(&self, a: usize, b: usize) {
        let mut items = self.items.borrow_mut();
        if a.max(b) < items.len() {
            items.swap(a, b);
        }
    }

    /// `heapq._siftdown`
    fn sift_down(&self, mut at: usize) -> Result<()> {
        let vm = Vm::current();
        while at > 0 {
            let parent = (at - 1) / 2;
            if !self.less(&vm, at, parent)? {
                break;
            }
            self.swap(at, parent);
            at = parent;
        }
        Ok(())
    }

    /// `heapq._siftup` from the root.
    fn sift_up(&self) -> Result<()> {
        let vm = Vm::current();
        let len = self.items.borrow().len();
        let (mut at, mut child) = (0, 1);
        while child < len {
            let right = child + 1;
            if right < len && !self.less(&vm, child, right)? {
                child = right;
            }
            self.swap(at, child);
            at = child;
            child = 2 * at + 1;
        }
        self.sift_down(at)
    }
}

/// The items of a queue whose class, one of the program's, keeps them itself.
struct Own {
    order: QueueOrder,
    this: Weak<Instance>,
}

impl Own {
    fn call(&self, method: &str, args: &[Value]) -> Result {
        match (self.this.upgrade(), Vm::try_current()) {
            (Some(this), Some(vm)) => vm.call_method(&Value::Instance(this), method, args),
            _ => Ok(Value::None),
        }
    }
}

impl QueueItems<Value> for Own {
    fn order(&self) -> QueueOrder {
        self.order
    }

    fn put(&self, item: Value) -> std::result::Result<(), Exception> {
        self.call("_put", &[item]).map(drop)
    }

    fn get(&self) -> std::result::Result<Option<Value>, Exception> {
        self.call("_get", &[]).map(Some)
    }

    fn len(&self) -> usize {
        let (Some(this), Some(vm)) = (self.this.upgrade(), Vm::try_current()) else { return 0 };
        let items = vm.attr(&Value::Instance(this), "_queue");
        items.and_then(|items| vm.len(&items)).unwrap_or(0)
    }

    fn is_empty(&self) -> bool {
        match (self.this.upgrade().map(Value::Instance), Vm::try_current()) {
            (Some(this), Some(vm)) if is_overridden(&this, "empty") => {
                asked(&vm, &this, "empty").is_ok_and(|is| is != 0)
            }
            _ => self.len() == 0,
        }
    }

    fn is_full(&self, _: usize) -> bool {
        match (self.this.upgrade().map(Value::Instance), Vm::try_current()) {
            (Some(this), Some(vm)) => asked(&vm, &this, "full").is_ok_and(|is| is != 0),
            _ => false,
        }
    }
}

/// What a method says, which the program may have written, as a number.
fn asked(vm: &Vm, this: &Value, method: &str) -> Result<i64> {
    match vm.call_method(this, method, &[])? {
        Value::Int(number) => Ok(number),
        other => vm.truth(&other).map(i64::from),
    }
}

fn order_of(class: &Class) -> QueueOrder {
    if class.is_subclass(&LIFO_QUEUE.class()) {
        QueueOrder::Lifo
    } else if class.is_subclass(&PRIORITY_QUEUE.class()) {
        QueueOrder::Priority
    } else {
        QueueOrder::Fifo
    }
}

fn data(value: &Value) -> Result<&QueueData> {
    value.data().ok_or_else(|| type_error(format!("a Queue was expected, got '{}'", value.type_name())))
}

fn queue(value: &Value) -> Result<engine::Queue<Value>> {
    data(value).map(|data| data.queue.borrow().clone())
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let (this, maxsize) = (&args[0], args[1].clone());
    let data = data(this)?;
    let room = match maxsize.plain() {
        Value::Int(room) => usize::try_from(*room).unwrap_or(0),
        Value::Float(room) => room.ceil().max(0.0) as usize,
        _ => 0,
    };
    let mut methods = ["_init", "_put", "_get", "qsize", "empty", "full"].into_iter();
    let own = methods.any(|method| is_overridden(this, method));
    let items: Box<dyn QueueItems<Value>> = match this {
        Value::Instance(instance) if own => {
            Box::new(Own { order: data.items.order, this: Rc::downgrade(instance) })
        }
        _ => Box::new(Shared(data.items.clone())),
    };
    let queue = engine::Queue::with_items(room, items).described_by(describe);
    queue.announce(&vm.event_loop);
    data.queue.replace(queue);
    outside::made_queue(vm, this);
    data.maxsize.replace(maxsize.clone());
    if own {
        vm.call_method(this, "_init", &[maxsize])?;
    }
    Ok(Value::None)
}

/// How an item looks in the trace.
fn describe(item: &Value) -> Rc<str> {
    let shown = Vm::try_current().and_then(|vm| vm.simple_repr(item));
    shown.unwrap_or_else(|| format!("<{}>", item.type_name())).into()
}

/// How many items there are, whatever a class of the program's says of that.
fn count(this: &Value) -> Result<usize> {
    Ok(queue(this)?.len())
}

/// `Queue._format()`
fn described(vm: &Vm, this: &Value) -> Result<String> {
    let (queue, data) = (queue(this)?, data(this)?);
    let maxsize = data.maxsize.borrow().clone();
    let mut text = format!("maxsize={}", vm.repr(&maxsize)?);
    if count(this)? > 0 {
        let items = vm.attr(this, "_queue")?;
        let items = Value::list(vm.collect(&items)?);
        text += &format!(" _queue={}", vm.repr(&items)?);
    }
    let (getters, putters) = queue.waiting();
    for (what, count) in [("_getters", getters), ("_putters", putters)] {
        if count > 0 {
            text += &format!(" {what}[{count}]");
        }
    }
    if queue.unfinished() > 0 {
        text += &format!(" tasks={}", queue.unfinished());
    }
    if queue.is_shut_down() {
        text += " shutdown";
    }
    Ok(text)
}

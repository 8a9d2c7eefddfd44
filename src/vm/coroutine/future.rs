//! `asyncio.Future` and `asyncio.Task` as values.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::{self, TaskRef};
use crate::trace::FutureId;
use crate::vm::attributes::Attributes;
use crate::vm::class::Class;
use crate::vm::library::weakref::WATCHED;
use crate::vm::value::Value;
use crate::vm::value::symbol::{NumberMap, Symbol};

use super::Coroutine;

/// A future or task. Several of these objects may stand for one future of the engine's: they are the same to Python.
pub struct Future {
    /// The engine's future.
    pub future: engine::Future<Value>,
    /// The same, if it is a task.
    pub task: Option<TaskRef>,
    /// What the program has set.
    pub attributes: FutureAttributes,
}

impl Future {
    /// The object for a future of the engine's.
    pub fn new(future: engine::Future<Value>) -> Self {
        let task = future.as_task();
        Self { attributes: FutureAttributes(future.id()), future, task }
    }

    /// The object for a task of the engine's.
    pub fn of_task(task: &engine::Task<Value>) -> Self {
        let future = task.as_future();
        Self { attributes: FutureAttributes(future.id()), future, task: Some(task.as_ref()) }
    }

    /// Whether it is a task.
    pub fn is_task(&self) -> bool {
        self.task.is_some()
    }

    /// Whether both are the same future.
    pub fn is(&self, other: &Self) -> bool {
        self.future.is(&other.future)
    }

    /// The coroutine that it runs (`Task.get_coro()`).
    pub fn coroutine(&self) -> Option<Rc<Coroutine>> {
        let task = self.task.as_ref().filter(|task| !task.ended_eagerly())?;
        task.coroutine_object().into_any().downcast().ok()
    }
}

impl Future {
    /// Gives it a class that is derived from its own.
    pub(in crate::vm) fn set_class(&self, class: &Rc<Class>) {
        ANY.set(true);
        let known = Derived {
            class: class.clone(),
            future: self.future.downgrade(),
            is_initialized: !overrides(class, "__init__"),
        };
        DERIVED.with_borrow_mut(|all| all.insert(self.future.id(), known));
    }

    /// Sets an attribute, which is let go of when nobody has the future any more.
    pub(in crate::vm) fn set_attribute(&self, name: Symbol, value: Value) {
        ANY.set(true);
        let attributes = ATTRIBUTES.with_borrow_mut(|all| all.entry(self.future.id()).or_default().clone());
        attributes.set(name, value);
        self.future.event_loop().set_end_hook(Some(Rc::new(|future| {
            let gone = ATTRIBUTES.with_borrow_mut(|all| all.remove(&future));
            // Weak references are told before its attributes go.
            let watched = gone.as_ref().and_then(|attributes| attributes.remove(Symbol::new(WATCHED)));
            drop(watched);
            drop(gone);
        })));
        self.future.tell_of_end();
    }

    /// Notes that `Future.__init__()` was called.
    pub(in crate::vm) fn initialize(&self) {
        if ANY.get() {
            DERIVED.with_borrow_mut(|all| {
                all.get_mut(&self.future.id()).into_iter().for_each(|known| known.is_initialized = true);
            });
        }
    }

    /// Whether `Future.__init__()` was called, which a derived class may have left out.
    pub(in crate::vm) fn is_initialized(&self) -> bool {
        !ANY.get()
            || DERIVED.with_borrow(|all| all.get(&self.future.id()).is_none_or(|known| known.is_initialized))
    }

    /// Whether to await it is what it is for any future.
    pub(in crate::vm) fn is_awaited_plainly(&self) -> bool {
        !ANY.get() || (!self.overrides("__await__") && self.is_initialized())
    }

    /// Its class overrides a method.
    pub(in crate::vm) fn overrides(&self, name: &str) -> bool {
        self.attributes.class().is_some_and(|class| overrides(&class, name))
    }
}

/// Whether a class overrides a method of futures.
pub(in crate::vm) fn overrides(class: &Class, name: &str) -> bool {
    !matches!(class.lookup(Symbol::new(name)), Some(Value::Native(_)) | None)
}

/// The class of a future whose class is derived, and that future while it is there.
pub(in crate::vm) fn derived(future: FutureId) -> Option<(Rc<Class>, Option<engine::Future<Value>>)> {
    DERIVED.with_borrow(|all| all.get(&future).map(|known| (known.class.clone(), known.future.upgrade())))
}

impl From<engine::Future<Value>> for Value {
    fn from(future: engine::Future<Value>) -> Self {
        Self::Future(Rc::new(Future::new(future)))
    }
}

/// Attributes of a future, whichever object stands for it.
pub struct FutureAttributes(FutureId);

/// What is known of a future whose class is derived.
struct Derived {
    class: Rc<Class>,
    future: engine::WeakFuture<Value>,
    is_initialized: bool,
}

thread_local! {
    static DERIVED: RefCell<NumberMap<FutureId, Derived>> = RefCell::default();
    /// Whether any future has attributes: hardly ever.
    static ANY: Cell<bool> = const { Cell::new(false) };
    static ATTRIBUTES: RefCell<NumberMap<FutureId, Rc<Attributes>>> = RefCell::default();
}

impl FutureAttributes {
    /// Its class, if that is derived.
    pub fn class(&self) -> Option<Rc<Class>> {
        if !ANY.get() {
            return None;
        }
        DERIVED.with_borrow(|all| all.get(&self.0).map(|known| known.class.clone()))
    }

    fn find(&self) -> Option<Rc<Attributes>> {
        if ANY.get() { ATTRIBUTES.with_borrow(|all| all.get(&self.0).cloned()) } else { None }
    }

    /// The value of a name.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.find()?.get(name)
    }

    /// Whether there is such a name.
    pub fn has(&self, name: Symbol) -> bool {
        self.find().is_some_and(|attributes| attributes.has(name))
    }

    /// Takes a name out.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        self.find()?.remove(name)
    }
}

/// Forgets the attributes of all futures: the run is over.
pub(in crate::vm) fn forget_attributes() {
    ANY.set(false);
    let known = (ATTRIBUTES.take(), DERIVED.take());
    drop(known);
}

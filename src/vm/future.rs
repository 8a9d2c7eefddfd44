//! `asyncio.Future` and `asyncio.Task` as values.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::engine::{self, TaskRef};
use crate::trace::FutureId;

use super::attributes::Attributes;
use super::coroutine::Coroutine;
use super::symbol::Symbol;
use super::value::Value;

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

impl From<engine::Future<Value>> for Value {
    fn from(future: engine::Future<Value>) -> Self {
        Self::Future(Rc::new(Future::new(future)))
    }
}

/// Attributes of a future, whichever object stands for it.
pub struct FutureAttributes(FutureId);

thread_local! {
    /// Whether any future has attributes: hardly ever.
    static ANY: Cell<bool> = const { Cell::new(false) };
    static ATTRIBUTES: RefCell<HashMap<FutureId, Rc<Attributes>>> = RefCell::default();
}

impl FutureAttributes {
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

    /// Sets a name's value.
    pub fn set(&self, name: Symbol, value: Value) {
        ANY.set(true);
        let attributes = ATTRIBUTES.with_borrow_mut(|all| all.entry(self.0).or_default().clone());
        attributes.set(name, value);
    }

    /// Takes a name out.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        self.find()?.remove(name)
    }

    /// All of them, in order.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.find().map_or_else(Vec::new, |attributes| attributes.entries())
    }
}

/// Forgets the attributes of all futures: the run is over.
pub(super) fn forget_attributes() {
    ANY.set(false);
    let attributes = ATTRIBUTES.take();
    drop(attributes);
}

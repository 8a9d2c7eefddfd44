//! `asyncio.Future` and `asyncio.Task` as values.

use std::cell::RefCell;

use crate::engine::{self, TaskRef};

use super::attributes::Attributes;
use super::value::Value;

/// A future or task. Several of these objects may stand for one future of the engine's: they are the same to Python.
pub struct Future {
    /// The engine's future.
    pub future: engine::Future<Value>,
    /// The same, if it is a task.
    pub task: Option<TaskRef>,
    /// What the program has set.
    pub attributes: Attributes,
    /// `Task.get_coro()`, while it is known.
    pub coroutine: RefCell<Value>,
}

impl Future {
    /// The object for a future of the engine's.
    pub fn new(future: engine::Future<Value>) -> Self {
        let task = future.as_task();
        Self { future, task, attributes: Attributes::default(), coroutine: RefCell::default() }
    }

    /// Whether it is a task.
    pub fn is_task(&self) -> bool {
        self.task.is_some()
    }

    /// Whether both are the same future.
    pub fn is(&self, other: &Self) -> bool {
        self.future.is(&other.future)
    }
}

//! Coroutines that were made and never awaited.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use super::event_loop::EventLoop;

/// What a task knows of its coroutine beside what there is to run: of a language on top of the engine its coroutine
/// object.
pub trait CoroutineObject {
    /// The name of the coroutine function.
    fn name(&self) -> Rc<str>;

    /// The object itself.
    fn into_any(self: Rc<Self>) -> Rc<dyn Any>;
}

/// A coroutine that has a name and nothing else.
pub(super) struct Named(pub Rc<str>);

impl CoroutineObject for Named {
    fn name(&self) -> Rc<str> {
        self.0.clone()
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

/// Says so when a coroutine is dropped that was never awaited, unless told otherwise.
pub struct NeverAwaited {
    event_loop: EventLoop,
    /// `None` once the coroutine has begun.
    qualname: Cell<Option<Rc<str>>>,
}

impl NeverAwaited {
    /// For a coroutine of that name that was just made.
    pub fn new(event_loop: &EventLoop, qualname: Rc<str>) -> Self {
        Self { event_loop: event_loop.clone(), qualname: Cell::new(Some(qualname)) }
    }

    /// The coroutine is awaited, or a task drives it.
    pub fn awaited(&self) {
        self.qualname.take();
    }
}

impl Drop for NeverAwaited {
    fn drop(&mut self) {
        if let Some(qualname) = self.qualname.take() {
            self.event_loop.warn(format!("coroutine '{qualname}' was never awaited"), None);
        }
    }
}

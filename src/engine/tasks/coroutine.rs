//! Coroutines that were made and never awaited.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use crate::engine::event_loop::EventLoop;

/// What a task knows of its coroutine beside what there is to run: of a language on top of the engine its coroutine
/// object.
pub trait CoroutineObject {
    /// The name of the coroutine function.
    fn name(&self) -> Rc<str>;

    /// A task has begun with it, or never will because it was cancelled before.
    fn begun(&self) {}

    /// The object itself.
    fn into_any(self: Rc<Self>) -> Rc<dyn Any>;
}

/// A coroutine that has a name and nothing else.
pub(in crate::engine) struct Named(pub Rc<str>);

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
    /// Of an asynchronous generator's step which method has made it.
    method: Option<&'static str>,
}

impl NeverAwaited {
    /// For a coroutine of that name that was just made.
    pub fn new(event_loop: &EventLoop, qualname: Rc<str>) -> Self {
        Self { event_loop: event_loop.clone(), qualname: Cell::new(Some(qualname)), method: None }
    }

    /// For what a method of an asynchronous generator of that name returns.
    pub fn of_method(event_loop: &EventLoop, method: &'static str, qualname: Rc<str>) -> Self {
        let mut this = Self::new(event_loop, qualname);
        this.method = Some(method);
        this
    }

    /// The coroutine is awaited, or a task drives it.
    pub fn awaited(&self) {
        self.qualname.take();
    }

    /// Whether it is awaited, or a task has begun to drive it.
    pub fn is_awaited(&self) -> bool {
        let qualname = self.qualname.take();
        let is_awaited = qualname.is_none();
        self.qualname.set(qualname);
        is_awaited
    }
}

impl Drop for NeverAwaited {
    fn drop(&mut self) {
        if let Some(qualname) = self.qualname.take() {
            if self.event_loop.used_up().is_some() {
                // The run was broken off: nobody could have awaited it.
                return;
            }
            let method = self.method.map_or_else(String::new, |method| format!(" method '{method}' of"));
            let text = format!("coroutine{method} '{qualname}' was never awaited");
            let hook = self.event_loop.machine().never_awaited.borrow().clone();
            if !hook.is_some_and(|hook| hook(&text)) {
                self.event_loop.warn(text, None);
            }
        }
    }
}

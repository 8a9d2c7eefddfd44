//! Contexts of context variables: what tasks and callbacks take along from where they were made.
//!
//! The engine knows nothing of variables. A context holds one value of any type, which is never changed in place: a
//! language on top keeps a persistent map in it, and setting a variable puts a new map there.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use super::event_loop::EventLoop;

/// A `contextvars.Context`: clones are the same context.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, sleep, spawn};
/// use std::rc::Rc;
///
/// fn user() -> &'static str {
///     let value = EventLoop::current().context().value();
///     value.and_then(|value| value.downcast_ref().copied()).unwrap_or("nobody")
/// }
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     EventLoop::current().context().set_value(Rc::new("Ada"));
///     let task = spawn(async {
///         let inherited = user();
///         EventLoop::current().context().set_value(Rc::new("Bob"));
///         sleep(1.0).await?;
///         Ok((inherited, user()))
///     });
///     Ok((task.await?, user()))
/// });
/// assert_eq!(result.unwrap().unwrap(), (("Ada", "Bob"), "Ada"));
/// ```
#[derive(Clone, Default)]
pub struct Context(Rc<RefCell<Option<Rc<dyn Any>>>>);

impl Context {
    /// What it holds.
    pub fn value(&self) -> Option<Rc<dyn Any>> {
        self.0.borrow().clone()
    }

    /// Has it hold something else. Copies that were made before keep what they have.
    pub fn set_value(&self, value: Rc<dyn Any>) {
        let before = self.0.replace(Some(value));
        drop(before);
    }

    /// Another context that holds the same (`Context.copy()`).
    pub fn copy(&self) -> Self {
        Self(Rc::new(RefCell::new(self.value())))
    }

    /// Whether both are the same context.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context")
    }
}

impl EventLoop {
    /// The context of what runs now; what is put into it stays with the running task or callback.
    pub fn context(&self) -> Context {
        let machine = self.machine();
        machine.has_contexts.set(true);
        machine.context.borrow_mut().get_or_insert_default().clone()
    }

    /// A copy of the context of what runs now (`contextvars.copy_context()`); `None` stands for an empty one.
    pub fn copy_context(&self) -> Option<Context> {
        let machine = self.machine();
        if !machine.has_contexts.get() {
            return None;
        }
        machine.context.borrow().as_ref().map(Context::copy)
    }

    /// As [`copy_context`](Self::copy_context), for what runs where there are other contexts: an empty one is one too.
    pub fn context_to_hand_on(&self) -> Option<Context> {
        self.machine().has_contexts.get().then(|| self.copy_context().unwrap_or_default())
    }

    /// Does something in a context (`Context.run()`).
    pub fn run_in_context<R>(&self, context: &Context, action: impl FnOnce() -> R) -> R {
        self.machine().has_contexts.set(true);
        let before = self.machine().context.replace(Some(context.clone()));
        let result = action();
        let ours = self.machine().context.replace(before);
        drop(ours);
        result
    }
}

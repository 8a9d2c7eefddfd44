//! For a language on top of the engine in which coroutines can be driven by hand (`coroutine.send()`).

use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::engine::event_loop::{EventLoop, Suspension};
use crate::engine::exception::Exception;
use crate::engine::tasks::handles::TaskRef;
use crate::trace::FutureId;

use super::future::Future;
use super::state::AnyFuture;

/// What a coroutine has suspended itself on that was resumed by hand: what `coroutine.send()` returns in CPython.
/// Awaiting it suspends the awaiting coroutine on the same, and says when to go on; it does not ask for a result.
pub struct Parked {
    on: On,
    suspended: bool,
}

#[derive(Clone)]
enum On {
    /// A bare `yield`.
    Turn,
    Future(Rc<dyn AnyFuture>),
}

impl Parked {
    /// A bare `yield`.
    pub fn turn() -> Self {
        Self { on: On::Turn, suspended: false }
    }

    /// On what a task waits for.
    pub(in crate::engine) fn of(future: Rc<dyn AnyFuture>) -> Self {
        Self { on: On::Future(future), suspended: false }
    }

    /// Until a future is done.
    pub fn on<T: Clone + 'static>(future: &Future<T>) -> Self {
        Self { on: On::Future(future.0.clone()), suspended: false }
    }

    /// Whether it is a bare `yield`.
    pub fn is_turn(&self) -> bool {
        matches!(self.on, On::Turn)
    }

    /// The task that it waits for, if it is one.
    pub fn task(&self) -> Option<TaskRef> {
        match &self.on {
            On::Turn => None,
            On::Future(future) => future.clone().as_task().map(TaskRef),
        }
    }

    /// Whether what it waits for is done, and whether it is cancelled.
    pub fn progress(&self) -> (bool, bool) {
        match &self.on {
            On::Turn => (true, false),
            On::Future(future) => (future.head().is_done(), future.head().is_cancelled()),
        }
    }

    /// The future that it waits for, if its result is a `T` and it is no task.
    pub fn future<T: Clone + 'static>(&self) -> Option<Future<T>> {
        let On::Future(future) = &self.on else { return None };
        future.clone().into_future()?.downcast().ok().map(|future| *future)
    }

    /// Whether it waits for what `gather()` returned.
    pub fn is_gathering(&self) -> bool {
        matches!(&self.on, On::Future(future) if future.nesting() > 0)
    }

    /// The id of the future that it waits for.
    pub fn id(&self) -> Option<FutureId> {
        match &self.on {
            On::Turn => None,
            On::Future(future) => Some(future.head().id()),
        }
    }

    /// The loop of what it waits for.
    pub fn event_loop(&self) -> Option<EventLoop> {
        match &self.on {
            On::Turn => None,
            On::Future(future) => Some(future.head().event_loop().clone()),
        }
    }

    /// Whether nobody but one task waits for it.
    pub fn wakes_a_task(&self) -> bool {
        matches!(&self.on, On::Future(future) if future.head().waiting_count() == 1)
    }

    /// Another one on the same.
    pub fn again(&self) -> Self {
        Self { on: self.on.clone(), suspended: false }
    }
}

impl RustFuture for Parked {
    type Output = Result<(), Exception>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let event_loop = match EventLoop::running() {
            Ok(event_loop) => event_loop,
            Err(exception) => return Poll::Ready(Err(exception)),
        };
        if self.suspended {
            return Poll::Ready(event_loop.inner().take_throw().map_or(Ok(()), Err));
        }
        let suspension = match &self.on {
            On::Turn => Suspension::Turn,
            On::Future(future) => Suspension::On(future.clone()),
        };
        if let Err(exception) = event_loop.inner().suspend(suspension) {
            return Poll::Ready(Err(exception));
        }
        self.suspended = true;
        Poll::Pending
    }
}

impl EventLoop {
    /// Polls something within a step without suspending the step's own coroutine; `throw` is thrown in where it stands.
    /// Also says what it suspended itself on, if it did.
    pub fn poll_apart<R>(throw: Option<Exception>, poll: impl FnOnce() -> R) -> (R, Option<Parked>) {
        let Some(event_loop) = Self::try_current() else { return (poll(), None) };
        let inner = event_loop.inner();
        let (suspension, thrown) = (inner.take_suspension(), inner.take_throw());
        inner.set_throw(throw);
        let result = poll();
        let own = inner.take_suspension();
        inner.set_throw(thrown);
        inner.suspension.set(suspension);
        let on = own.map(|own| match own {
            Suspension::Turn => On::Turn,
            Suspension::On(future) => On::Future(future),
        });
        (result, on.map(|on| Parked { on, suspended: false }))
    }
}

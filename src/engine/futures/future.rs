//! Futures: a port of `futures.Future`, with what it shares with tasks and gatherings.

use std::future::{Future as RustFuture, IntoFuture};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context as PollContext, Poll};

use crate::engine::context::Context;
use crate::engine::event_loop::handle::{Callback, Run};
use crate::engine::event_loop::{EventLoop, LoopInner, Suspension};
use crate::engine::exception::Exception;
use crate::engine::tasks::handles::TaskRef;
use crate::trace::FutureId;

use super::done_callbacks::{DoneCallback, Waiting};
use super::state::{AnyFuture, TypedFuture};

/// Marks the keys of callbacks that were given none by their caller.
const OWN_KEY: u64 = 1 << 63;

/// A result that somebody will have: `asyncio.Future`, or anything that is one (a task, what `gather()` returns).
///
/// Clones are the same future. Awaiting it gives its result or raises its exception.
pub struct Future<T>(pub(in crate::engine) Rc<dyn TypedFuture<T>>);

/// A future, not kept alive.
pub struct WeakFuture<T>(Weak<dyn TypedFuture<T>>);

impl<T> WeakFuture<T> {
    /// The future, if anything keeps it.
    pub fn upgrade(&self) -> Option<Future<T>> {
        self.0.upgrade().map(Future)
    }
}

impl<T> Clone for Future<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Clone + 'static> Future<T> {
    /// Its name in the trace.
    pub fn id(&self) -> FutureId {
        self.0.head().id()
    }

    /// Whether it has a result or an exception or is cancelled.
    pub fn done(&self) -> bool {
        self.0.head().is_done()
    }

    /// Whether it is cancelled. A request to cancel is not enough for that.
    pub fn cancelled(&self) -> bool {
        self.0.head().is_cancelled()
    }

    /// Requests cancellation (`Future.cancel()`): whether the request was accepted.
    pub fn cancel(&self) -> bool {
        self.cancel_with(None)
    }

    /// Requests cancellation with a message for the CancelledError.
    pub fn cancel_with(&self, message: Option<Rc<str>>) -> bool {
        let by = self.0.head().inner().canceller();
        self.0.request_cancel(message.as_ref(), by)
    }

    /// As [`cancel_with`](Self::cancel_with), for a language that has exceptions.
    ///
    /// # Errors
    ///
    /// RecursionError if those who wait for each other are too many, or a circle. Otherwise the run ends by that.
    pub fn try_cancel(&self, message: Option<Rc<str>>) -> Result<bool, Exception> {
        self.0.head().inner().cancelling(|| self.cancel_with(message))
    }

    /// Whether it has an exception that nobody has asked for, which is told when it is dropped.
    pub fn logs_exception(&self) -> bool {
        self.0.head().logs_exception()
    }

    /// As if somebody had asked for its exception.
    pub fn forget_exception(&self) {
        self.0.head().forget_traceback();
    }

    /// Its result.
    ///
    /// # Errors
    ///
    /// Its exception, CancelledError if it is cancelled, InvalidStateError if it is not done.
    pub fn result(&self) -> Result<T, Exception> {
        self.0.head().raise_for_result()?;
        self.0.core().value().ok_or_else(|| Exception::invalid_state("Result is not set."))
    }

    /// Its [`result`](Self::result) for who raises what that raises (`Future.result()`).
    ///
    /// # Errors
    ///
    /// As for [`result`](Self::result).
    pub fn retrieve(&self) -> Result<T, Exception> {
        self.result().inspect_err(|exception| self.0.head().rewind(exception))
    }

    /// Its exception, if it has one.
    ///
    /// # Errors
    ///
    /// CancelledError if it is cancelled, InvalidStateError if it is not done.
    pub fn exception(&self) -> Result<Option<Exception>, Exception> {
        self.0.head().exception()
    }

    /// Has a callback run, through the ready queue, once the future is done (`add_done_callback()`). The key is for
    /// [`remove_done_callback`](Self::remove_done_callback).
    pub fn add_done_callback(
        &self,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce(Self) -> Result<(), Exception> + 'static,
    ) -> u64 {
        let key = u64::from(self.0.head().inner().machine.next_callback_token().0) | OWN_KEY;
        let future = self.clone();
        let context = self.0.head().event_loop().copy_context();
        self.add_keyed_done_callback(key, context, name, move || callback(future));
        key
    }

    /// As [`add_done_callback`](Self::add_done_callback), with a key of the caller's, below 2^63, for callbacks that are
    /// the same function, and with a context.
    pub fn add_keyed_done_callback(
        &self,
        key: u64,
        context: Option<Context>,
        name: impl Into<Rc<str>>,
        callback: impl Run + 'static,
    ) {
        self.0.head().inner().keep_alive(self.0.clone());
        let callback = Callback { name: name.into(), visible: true, context, run: Box::new(callback) };
        self.0.head().add_callback(DoneCallback::User(key, Box::new(callback)));
    }

    /// The same future, not kept alive.
    pub fn downgrade(&self) -> WeakFuture<T> {
        WeakFuture(Rc::downgrade(&self.0))
    }

    /// Takes callbacks back (`remove_done_callback()`), and says how many had that key.
    pub fn remove_done_callback(&self, key: u64) -> usize {
        self.0.head().remove_user_callbacks(key)
    }

    /// The loop that it belongs to (`Future.get_loop()`).
    pub fn event_loop(&self) -> EventLoop {
        self.0.head().event_loop().clone()
    }

    /// Its result or exception, if it has one, without counting as having asked for it: for `repr()`.
    pub fn peek_outcome(&self) -> Option<Result<T, Exception>> {
        let head = self.0.head();
        match head.peek_exception() {
            Some(exception) => Some(Err(exception)),
            None => self.0.core().value().map(Ok),
        }
    }

    /// How many callbacks wait for it.
    pub fn waiting_count(&self) -> usize {
        self.0.head().waiting_count()
    }

    /// The callbacks that wait for it.
    pub fn waiting(&self) -> Vec<Waiting> {
        self.0.head().waiting()
    }

    /// From now on those who await it go by its own methods ([`OwnMethods`](crate::engine::OwnMethods)).
    pub fn goes_by_own_methods(&self) {
        self.0.head().goes_by_own_methods();
    }

    /// From now on a language on top is told of its end ([`EventLoop::set_end_hook`]).
    pub fn tell_of_end(&self) {
        self.0.head().tell_of_end();
    }

    /// Has a task woken, that has suspended itself on this future, when it is done.
    pub fn wakes(&self, task: &TaskRef) {
        self.0.head().add_wakeup(task.0.clone());
    }

    /// The tasks that wait for it, some of them more than once: what `asyncio.print_call_graph()` tells.
    pub fn awaited_by(&self) -> Vec<TaskRef> {
        self.0.head().awaited_by()
    }

    /// The message that was given to `cancel()`.
    pub fn cancel_message(&self) -> Option<Rc<str>> {
        self.0.head().cancel_message()
    }

    /// Whether it is what `gather()` returned.
    pub fn is_gathering(&self) -> bool {
        self.0.nesting() > 0
    }

    /// The task that it is, if it is one.
    pub fn as_task(&self) -> Option<TaskRef> {
        let any: Rc<dyn AnyFuture> = self.0.clone();
        any.as_task().map(TaskRef)
    }

    /// Whether both are the same future.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone + 'static> Future<T> {
    /// Gives it its result (`set_result()`).
    ///
    /// # Errors
    ///
    /// InvalidStateError if it is done; RuntimeError if it is a task, which has its result from its coroutine.
    pub fn set_result(&self, value: T) -> Result<(), Exception> {
        self.check_settable("set_result")?;
        self.0.core().set_result(value);
        Ok(())
    }

    /// Gives it its exception (`set_exception()`).
    ///
    /// # Errors
    ///
    /// As for [`set_result`](Self::set_result).
    pub fn set_exception(&self, exception: Exception) -> Result<(), Exception> {
        self.check_settable("set_exception")?;
        self.0.head().set_exception(exception);
        Ok(())
    }

    fn check_settable(&self, method: &str) -> Result<(), Exception> {
        if self.as_task().is_some() {
            return Err(Exception::runtime(format!("Task does not support {method} operation")));
        }
        if self.done() {
            return Err(Exception::invalid_state("invalid state"));
        }
        Ok(())
    }
}

/// Awaits a future: the leaf of every coroutine (`Future.__await__`).
pub struct Awaiting<T> {
    future: Rc<dyn TypedFuture<T>>,
    suspended: bool,
}

impl<T> Awaiting<T> {
    pub(in crate::engine) fn event_loop(&self) -> &LoopInner {
        self.future.head().inner()
    }

    /// The future that is awaited.
    pub fn future(&self) -> Future<T> {
        Future(self.future.clone())
    }
}

impl<T: Clone + 'static> RustFuture for Awaiting<T> {
    type Output = Result<T, Exception>;

    fn poll(mut self: Pin<&mut Self>, _context: &mut PollContext<'_>) -> Poll<Self::Output> {
        let inner = self.future.head().inner();
        if self.suspended {
            let other = || EventLoop::try_current()?.inner().take_throw();
            if let Some(exception) = inner.take_throw().or_else(other) {
                return Poll::Ready(Err(exception));
            }
        } else if !self.future.head().is_done() {
            // If it is another loop that polls us, that one will refuse to wait for it.
            let other = if inner.in_step() { None } else { EventLoop::try_current() };
            if other.is_none() && !inner.in_step() {
                return Poll::Pending;
            }
            let on: Rc<dyn AnyFuture> = self.future.clone();
            let suspending = other.as_ref().map_or(inner, |other| other.inner());
            if let Err(exception) = suspending.suspend(Suspension::On(on)) {
                return Poll::Ready(Err(exception));
            }
            self.suspended = true;
            return Poll::Pending;
        }
        if !self.future.head().is_done() {
            return Poll::Ready(Err(Exception::runtime("await wasn't used with future")));
        }
        let result = Future(self.future.clone()).retrieve();
        if self.suspended && result.is_err() {
            inner.machine.threw.set(true);
        }
        Poll::Ready(result)
    }
}

impl<T: Clone + 'static> IntoFuture for Future<T> {
    type Output = Result<T, Exception>;
    type IntoFuture = Awaiting<T>;

    fn into_future(self) -> Awaiting<T> {
        Awaiting { future: self.0, suspended: false }
    }
}

impl<T: Clone + 'static> IntoFuture for &Future<T> {
    type Output = Result<T, Exception>;
    type IntoFuture = Awaiting<T>;

    fn into_future(self) -> Awaiting<T> {
        Awaiting { future: self.0.clone(), suspended: false }
    }
}

//! `asyncio.shield()`: a port of `tasks.shield`.

use std::any::Any;
use std::rc::Rc;

use crate::engine::event_loop::handle::Internal;
use crate::engine::event_loop::handlers::{ErrorContext, ErrorKind};
use crate::engine::futures::done_callbacks::{CallbackToken, DoneCallback, Waiter};
use crate::engine::futures::future::Future;
use crate::engine::futures::state::{AnyFuture, Core, Head, TypedFuture};
use crate::trace::{Canceller, EventKind, FutureId, FutureRole};

use super::handles::TaskRef;

/// The token of `tasks._log_on_exception`, which is one function for all shields.
const LOG_ON_EXCEPTION: CallbackToken = CallbackToken(u32::MAX);

/// Awaits `inner` without passing a cancellation on to it (`asyncio.shield()`). The one who awaits the shield is still
/// cancelled. What is done already is returned as it is.
pub fn shield<T: Clone + 'static>(inner: impl Into<Future<T>>) -> Future<T> {
    let inner = inner.into();
    if inner.done() {
        return inner;
    }
    let event_loop = inner.0.head().event_loop().clone();
    let outer = Rc::new(Shield { core: Core::new(&event_loop), inner: inner.id() });
    let (id, inner_id) = (outer.core.head.id(), inner.id());
    event_loop
        .inner()
        .tracer()
        .emit(|| EventKind::FutureCreated { future: id, role: FutureRole::Shield { inner: inner_id } });

    event_loop.inner().keep_alive(inner.0.clone());
    let callback = (inner.clone(), outer.clone());
    let token = inner
        .0
        .head()
        .add_internal_callback(Internal::Shield(id), move || inner_is_done(&callback.0, &callback.1));
    let callback = inner;
    outer.core.head.add_internal_callback(Internal::Shield(id), move || {
        let head = callback.0.head();
        if !head.is_done() {
            head.remove_callback(token);
            // One is enough, however many shields were cancelled.
            head.remove_callback(LOG_ON_EXCEPTION);
            let inner = callback.clone();
            let run = Box::new(move || log_on_exception(&inner));
            head.add_callback(DoneCallback::Internal {
                token: LOG_ON_EXCEPTION,
                what: Internal::ShieldLog(id),
                waiter: Waiter::NOBODY,
                run,
            });
        }
    });
    Future(outer)
}

struct Shield<T> {
    core: Core<T>,
    inner: FutureId,
}

/// `shield.<locals>._inner_done_callback`.
fn inner_is_done<T: Clone + 'static>(inner: &Future<T>, outer: &Rc<Shield<T>>) {
    if outer.core.head.is_cancelled() {
        return;
    }
    if inner.cancelled() {
        outer.core.head.cancel(None);
        return;
    }
    match inner.result() {
        Ok(value) => outer.core.set_result(value),
        Err(exception) => outer.core.head.set_exception(exception),
    }
}

/// `tasks._log_on_exception`: nobody is left who could see what becomes of the shielded future.
fn log_on_exception<T: Clone + 'static>(inner: &Future<T>) {
    if inner.cancelled() {
        return;
    }
    if let Ok(Some(exception)) = inner.exception() {
        let any: Rc<dyn AnyFuture> = inner.0.clone();
        let message = format!("{} exception in shielded future", exception.class().name());
        let about = match any.as_task() {
            Some(task) => ErrorContext::about(&TaskRef(task), message),
            None => ErrorContext { future: Some(inner.id()), ..ErrorContext::new(message) },
        };
        let context = ErrorContext { kind: ErrorKind::Shielded, exception: Some(exception), ..about };
        inner.0.head().event_loop().call_exception_handler(&context);
    }
}

impl<T: Clone + 'static> AnyFuture for Shield<T> {
    fn into_future(self: Rc<Self>) -> Option<Box<dyn Any>> {
        Some(Box::new(Future(self)))
    }

    fn head(&self) -> &Head {
        &self.core.head
    }

    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool {
        let head = &self.core.head;
        let tracer = head.inner().tracer();
        let requested = head.emit_cancel_request(message, by, !head.is_done(), 0);
        tracer.caused_by(requested, || {
            if !head.is_done() {
                tracer.emit(|| EventKind::ShieldHeld { outer: head.id(), inner: self.inner });
            }
            head.cancel(message.cloned())
        })
    }
}

impl<T: Clone + 'static> TypedFuture<T> for Shield<T> {
    fn core(&self) -> &Core<T> {
        &self.core
    }
}

impl<T> Drop for Shield<T> {
    fn drop(&mut self) {
        self.core.head.report_never_retrieved("Future", None);
    }
}

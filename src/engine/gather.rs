//! `asyncio.gather()`: a port of `tasks.gather` and `tasks._GatheringFuture`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::trace::{Canceller, EventKind, FutureId, FutureRole};

use super::event_loop::{EventLoop, MOST_NESTED};
use super::exception::{Class, Exception};
use super::future::Future;
use super::future_state::{AnyFuture, Core, DoneCallback, Gatherer, Head, Plain, TypedFuture};

/// Awaits all of them together (`asyncio.gather()`): the results in argument order, or the first exception. The others
/// run on after that. Cancelling what it returns cancels all of them.
///
/// # Panics
///
/// If there is nothing to gather and no loop is running.
pub fn gather<T: Clone + 'static>(
    children: impl IntoIterator<Item = impl Into<Future<T>>>,
) -> Future<Vec<T>> {
    let children = children.into_iter().map(Into::into).collect();
    gather_into(children, false, |results| results.into_iter().filter_map(Result::ok).collect())
}

/// As [`gather`], but exceptions are results like others (`gather(return_exceptions=True)`).
///
/// # Panics
///
/// If there is nothing to gather and no loop is running.
pub fn gather_outcomes<T: Clone + 'static>(
    children: impl IntoIterator<Item = impl Into<Future<T>>>,
) -> Future<Vec<Result<T, Exception>>> {
    gather_into(children.into_iter().map(Into::into).collect(), true, |results| results)
}

/// As [`gather`], with `collect` making the result of the children's ones. Without `return_exceptions` it never sees an
/// exception.
///
/// # Panics
///
/// If there is nothing to gather and no loop is running.
pub fn gather_into<T: Clone + 'static, U: Clone + 'static>(
    children: Vec<Future<T>>,
    return_exceptions: bool,
    collect: impl FnOnce(Vec<Result<T, Exception>>) -> U + 'static,
) -> Future<U> {
    let event_loop = match children.first() {
        Some(child) => child.0.head().event_loop().clone(),
        None => EventLoop::current(),
    };
    let nesting = 1 + children.iter().map(|child| child.0.nesting()).max().unwrap_or(0);
    if nesting > MOST_NESTED {
        let refused = Plain::create(&event_loop, FutureRole::Internal);
        let class = Class::Other("RecursionError".into());
        refused.0.head().set_exception(Exception::with_message(class, "maximum recursion depth exceeded"));
        return refused;
    }
    let core: Core<U> = Core::new(&event_loop);
    let id = core.head.id();
    let unique: Vec<usize> =
        (0..children.len()).filter(|&child| children[child].0.head().is_new_to(id)).collect();
    let gathering = Rc::new(Gathering {
        core,
        return_exceptions,
        unfinished: Cell::new(unique.len()),
        cancel_requested: Cell::new(false),
        collect: RefCell::new(Some(Box::new(collect))),
        children,
        nesting,
    });
    event_loop.inner().tracer().emit(|| {
        let children = gathering.children.iter().map(Future::id).collect::<Vec<FutureId>>().into();
        EventKind::FutureCreated { future: id, role: FutureRole::Gather { children } }
    });
    if unique.is_empty() {
        gathering.finish();
    }
    let mut done_already = Vec::new();
    for child in unique {
        if gathering.children[child].done() {
            done_already.push(child);
        } else {
            event_loop.inner().keep_alive(gathering.children[child].0.clone());
            let head = gathering.children[child].0.head();
            head.add_callback(DoneCallback::Gather(gathering.clone(), child as u32));
        }
    }
    for child in done_already {
        gathering.child_is_done(child);
    }
    Future(gathering)
}

type Collect<T, U> = Box<dyn FnOnce(Vec<Result<T, Exception>>) -> U>;

struct Gathering<T, U> {
    core: Core<U>,
    children: Vec<Future<T>>,
    /// Invariant: more than that of any child.
    nesting: u32,
    return_exceptions: bool,
    /// How many different children are not done.
    unfinished: Cell<usize>,
    cancel_requested: Cell<bool>,
    /// Invariant: `None` once it has made the result.
    collect: RefCell<Option<Collect<T, U>>>,
}

impl<T: Clone + 'static, U: Clone + 'static> Gatherer for Gathering<T, U> {
    fn id(&self) -> FutureId {
        self.core.head.id()
    }

    fn child_is_done(&self, child: usize) {
        self.unfinished.set(self.unfinished.get() - 1);
        let (outer, child) = (&self.core.head, self.children[child].0.head());
        if outer.is_done() {
            if !child.is_cancelled() {
                // Counts as having retrieved it: the second failure in a gathering is never heard of.
                let _ = child.exception();
            }
            return;
        }
        if !self.return_exceptions {
            if child.is_cancelled() {
                outer.set_exception(child.make_cancelled_error());
                return;
            }
            if let Ok(Some(exception)) = child.exception() {
                outer.set_exception(exception);
                return;
            }
        }
        if self.unfinished.get() == 0 {
            self.finish();
        }
    }
}

impl<T: Clone + 'static, U: Clone + 'static> Gathering<T, U> {
    fn finish(&self) {
        let results: Vec<_> = self.children.iter().map(result_of).collect();
        match self.children.last() {
            Some(last) if self.cancel_requested.get() => {
                self.core.head.set_exception(last.0.head().make_cancelled_error());
            }
            _ => {
                let Some(collect) = self.collect.take() else { return };
                self.core.set_result(collect(results));
            }
        }
    }
}

/// What a child contributes to the results. Its saved CancelledError stays with it.
fn result_of<T: Clone + 'static>(child: &Future<T>) -> Result<T, Exception> {
    let head = child.0.head();
    if head.is_cancelled() {
        return Err(Exception::cancelled(Some(head.cancel_message().unwrap_or_default())));
    }
    child.result()
}

impl<T: Clone + 'static, U: Clone + 'static> AnyFuture for Gathering<T, U> {
    fn head(&self) -> &Head {
        &self.core.head
    }

    fn accepts_cancel(&self) -> bool {
        let head = &self.core.head;
        !head.is_done() && head.inner().charge() && self.children.iter().any(|child| child.0.accepts_cancel())
    }

    fn nesting(&self) -> u32 {
        self.nesting
    }

    /// `_GatheringFuture.cancel()`: asks the children, and leaves itself pending until they are done.
    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool {
        let head = &self.core.head;
        let accepted = head.inner().tracer().enabled() && self.accepts_cancel();
        let requested = head.emit_cancel_request(message, by, accepted, 0);
        if head.is_done() {
            return false;
        }
        let pass_on = |child: &Future<T>| head.inner().pass_cancel_on(&*child.0, message, head.id());
        let accepted = head.inner().tracer().caused_by(requested, || {
            let accepted = self.children.iter().filter(|child| pass_on(child)).count();
            accepted > 0
        });
        if accepted {
            self.cancel_requested.set(true);
        }
        accepted
    }
}

impl<T: Clone + 'static, U: Clone + 'static> TypedFuture<U> for Gathering<T, U> {
    fn core(&self) -> &Core<U> {
        &self.core
    }
}

impl<T, U> Drop for Gathering<T, U> {
    fn drop(&mut self) {
        self.core.head.report_never_retrieved("_GatheringFuture", None);
    }
}

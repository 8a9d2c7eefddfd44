//! `asyncio.gather()`: a port of `tasks.gather` and `tasks._GatheringFuture`.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::event_loop::{EventLoop, MOST_NESTED};
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::done_callbacks::{DoneCallback, Gatherer};
use crate::engine::futures::future::Future;
use crate::engine::futures::state::{AnyFuture, Core, Head, Plain, TypedFuture};
use crate::trace::{Canceller, EventKind, FutureId, FutureRole};

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
    let forming = FormingGather::new(&event_loop, return_exceptions, collect);
    children.into_iter().for_each(|child| forming.add(child));
    forming.finish()
}

/// A [`gather`] whose children come one after the other: to make one may run code that ends others.
pub struct FormingGather<T, U>(Rc<Gathering<T, U>>);

impl<T: Clone + 'static, U: Clone + 'static> FormingGather<T, U> {
    /// One without children so far; `collect` makes its result, as for [`gather_into`].
    pub fn new(
        event_loop: &EventLoop,
        return_exceptions: bool,
        collect: impl FnOnce(Vec<Result<T, Exception>>) -> U + 'static,
    ) -> Self {
        let running = EventLoop::try_current().and_then(|event_loop| event_loop.current_task());
        Self(Rc::new(Gathering {
            core: Core::new(event_loop),
            waiter: running.map(|task| task.id()),
            return_exceptions,
            unfinished: Cell::new(0),
            is_formed: Cell::new(false),
            cancel_requested: Cell::new(false),
            collect: RefCell::new(Some(Box::new(collect))),
            children: RefCell::default(),
            done_already: RefCell::default(),
            nesting: Cell::new(1),
        }))
    }

    /// Adds a child, which is watched from now on unless it is done.
    pub fn add(&self, child: Future<T>) {
        let gathering = &self.0;
        let nesting = gathering.nesting.get().max(1 + child.0.nesting());
        gathering.nesting.set(nesting);
        let place = gathering.children.borrow().len();
        if nesting <= MOST_NESTED && child.0.head().is_new_to(gathering.core.head.id()) {
            gathering.unfinished.set(gathering.unfinished.get() + 1);
            if child.done() {
                gathering.done_already.borrow_mut().push(place);
            } else {
                child.0.head().inner().keep_alive(child.0.clone());
                child.0.head().add_callback(DoneCallback::Gather(gathering.clone(), place as u32));
            }
        }
        gathering.children.borrow_mut().push(child);
    }

    /// The future of all that were added.
    pub fn finish(self) -> Future<U> {
        let gathering = self.0;
        let head = &gathering.core.head;
        if gathering.nesting.get() > MOST_NESTED {
            let refused = Plain::create(head.event_loop(), FutureRole::Internal);
            let class = Class::Other("RecursionError".into());
            let error = Exception::with_message(class, "maximum recursion depth exceeded");
            refused.0.head().set_exception(error);
            return refused;
        }
        gathering.is_formed.set(true);
        head.inner().tracer().emit(|| {
            let children = gathering.children.borrow().iter().map(Future::id).collect::<Vec<FutureId>>();
            EventKind::FutureCreated {
                future: head.id(),
                role: FutureRole::Gather { children: children.into() },
            }
        });
        if gathering.children.borrow().is_empty() {
            gathering.finish();
        }
        let done_already = gathering.done_already.take();
        done_already.into_iter().for_each(|child| gathering.child_is_done(child));
        Future(gathering)
    }
}

type Collect<T, U> = Box<dyn FnOnce(Vec<Result<T, Exception>>) -> U>;

struct Gathering<T, U> {
    core: Core<U>,
    /// The task that made it.
    waiter: Option<FutureId>,
    children: RefCell<Vec<Future<T>>>,
    /// Those that were done when they were added. Invariant: empty once it is formed.
    done_already: RefCell<Vec<usize>>,
    /// Invariant: more than that of any child.
    nesting: Cell<u32>,
    return_exceptions: bool,
    /// How many different children are not done.
    unfinished: Cell<usize>,
    /// Whether all children are there.
    is_formed: Cell<bool>,
    cancel_requested: Cell<bool>,
    /// Invariant: `None` once it has made the result.
    collect: RefCell<Option<Collect<T, U>>>,
}

impl<T: Clone + 'static, U: Clone + 'static> Gatherer for Gathering<T, U> {
    fn id(&self) -> FutureId {
        self.core.head.id()
    }

    fn waiter(&self) -> Option<FutureId> {
        self.waiter.filter(|_| !self.core.head.is_done())
    }

    fn child_is_done(&self, child: usize) {
        self.unfinished.set(self.unfinished.get() - 1);
        let child = self.children.borrow()[child].clone();
        let (outer, child) = (&self.core.head, child.0.head());
        if outer.is_done() || !self.is_formed.get() {
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
        let children = self.children.borrow();
        let results: Vec<_> = children.iter().map(result_of).collect();
        match children.last() {
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
    fn into_future(self: Rc<Self>) -> Option<Box<dyn Any>> {
        Some(Box::new(Future(self)))
    }

    fn head(&self) -> &Head {
        &self.core.head
    }

    fn accepts_cancel(&self) -> bool {
        let head = &self.core.head;
        !head.is_done()
            && head.inner().charge()
            && self.children.borrow().iter().any(|child| child.0.accepts_cancel())
    }

    fn nesting(&self) -> u32 {
        self.nesting.get()
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
            let accepted = self.children.borrow().iter().filter(|child| pass_on(child)).count();
            accepted > 0
        });
        if accepted && !head.inner().gave_up_cancelling() {
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

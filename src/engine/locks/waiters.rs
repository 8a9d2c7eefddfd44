//! What locks, events, conditions, semaphores and queues have in common: an id in the trace, the loop that they are
//! bound to, and futures on which tasks wait in line.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;

use crate::engine::event_loop::EventLoop;
use crate::engine::exception::Exception;
use crate::engine::futures::future::Future;
use crate::engine::futures::park::Parked;
use crate::engine::futures::state::Plain;
use crate::trace::{EventKind, FutureRole, SyncId, SyncKind, Wants};

/// One lock, event, condition, semaphore, barrier or queue (`mixins._LoopBoundMixin`). It can be made outside of any
/// loop, and gets its id in the trace when it is used in one.
pub(in crate::engine) struct Primitive {
    /// `type(self).__name__`, with its module.
    name: &'static str,
    /// The loop of the first task that waited.
    event_loop: OnceCell<EventLoop>,
    id: Cell<Option<SyncId>>,
}

impl Primitive {
    pub fn new(name: &'static str) -> Self {
        Self { name, event_loop: OnceCell::new(), id: Cell::new(None) }
    }

    /// `_get_loop()`: the running loop, which it is bound to from now on.
    pub fn bind(&self) -> Result<EventLoop, Exception> {
        let running = EventLoop::running()?;
        let bound = self.event_loop.get_or_init(|| running.clone());
        if !bound.is(&running) {
            let name = self.name;
            return Err(Exception::runtime(format!("<{name}> is bound to a different event loop")));
        }
        Ok(running)
    }

    /// Whether somebody has waited for it.
    pub fn is_bound(&self) -> bool {
        self.event_loop.get().is_some()
    }

    /// Its id in the trace. `kind` says what it is when that is asked for the first time.
    pub fn id(&self, event_loop: &EventLoop, kind: impl FnOnce() -> SyncKind) -> SyncId {
        if let Some(id) = self.id.get() {
            return id;
        }
        let kind = kind();
        let id = event_loop.machine().next_sync_id();
        self.id.set(Some(id));
        event_loop.machine().tracer.emit(|| EventKind::SyncCreated { sync: id, kind });
        id
    }

    /// Adds an event to the trace of the running loop, if there is one.
    pub fn emit(&self, kind: impl FnOnce() -> SyncKind, event: impl FnOnce(SyncId) -> EventKind) {
        if let Some(event_loop) = tracing() {
            let id = self.id(&event_loop, kind);
            event_loop.machine().tracer.emit(|| event(id));
        }
    }

    /// Gives it its id, if a trace is kept.
    pub fn announce(&self, event_loop: &EventLoop, kind: impl FnOnce() -> SyncKind) {
        if event_loop.is_tracing() {
            self.id(event_loop, kind);
        }
    }

    /// Its id, if a trace is kept now.
    pub fn traced_id(&self, kind: impl FnOnce() -> SyncKind) -> Option<SyncId> {
        tracing().map(|event_loop| self.id(&event_loop, kind))
    }
}

/// The running loop, if it keeps a trace.
fn tracing() -> Option<EventLoop> {
    EventLoop::try_current().filter(EventLoop::is_tracing)
}

/// Futures on which tasks wait, first come first served. In CPython `self._waiters`, a deque.
#[derive(Default)]
pub(in crate::engine) struct Waiters(RefCell<VecDeque<Future<()>>>);

impl Waiters {
    /// A new waiter at the end of the line.
    pub fn join(&self, event_loop: &EventLoop, sync: Option<SyncId>, wants: Wants) -> Waiter<'_> {
        let role = sync.map_or(FutureRole::Internal, |sync| FutureRole::Waiter { sync, wants });
        let future = Plain::create(event_loop, role);
        self.0.borrow_mut().push_back(future.clone());
        Waiter { line: self, future, in_line: true }
    }

    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    pub fn all_cancelled(&self) -> bool {
        self.0.borrow().iter().all(Future::cancelled)
    }

    /// The first one in line.
    pub fn first(&self) -> Option<Future<()>> {
        self.0.borrow().front().cloned()
    }

    /// The first one in line that is not done.
    pub fn first_pending(&self) -> Option<Future<()>> {
        self.0.borrow().iter().find(|waiter| !waiter.done()).cloned()
    }

    /// All that are in line.
    pub fn all(&self) -> Vec<Future<()>> {
        self.0.borrow().iter().cloned().collect()
    }

    /// The same, for a language on top of the engine.
    pub fn line(&self) -> Vec<Parked> {
        self.0.borrow().iter().map(Parked::on).collect()
    }

    /// Takes the first one out of the line.
    pub fn pop(&self) -> Option<Future<()>> {
        self.0.borrow_mut().pop_front()
    }

    fn remove(&self, future: &Future<()>) {
        let mut line = self.0.borrow_mut();
        // Who leaves is the first one, mostly; or the last one, when all leave that came.
        let removed = match (line.front(), line.back()) {
            (Some(first), _) if first.is(future) => line.pop_front(),
            (_, Some(last)) if last.is(future) => line.pop_back(),
            _ => line.iter().position(|waiter| waiter.is(future)).and_then(|at| line.remove(at)),
        };
        drop(line);
        drop(removed);
    }
}

/// A place in a line, which is left when this is dropped.
pub(in crate::engine) struct Waiter<'a> {
    line: &'a Waiters,
    pub future: Future<()>,
    in_line: bool,
}

impl Waiter<'_> {
    /// Whoever has woken it has taken it out of the line.
    pub fn was_popped(mut self) {
        self.in_line = false;
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        if self.in_line {
            self.line.remove(&self.future);
        }
    }
}

/// Resolves a waiter's future: its turn has come.
pub(in crate::engine) fn hand_over(waiter: &Future<()>, sync: Option<SyncId>) {
    let tracer = &waiter.0.head().inner().machine.tracer;
    let handed = sync.and_then(|sync| tracer.emit(|| EventKind::HandedOver { sync, waiter: waiter.id() }));
    tracer.caused_by(handed, || waiter.0.core().set_result(()));
}

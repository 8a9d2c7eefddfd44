//! Results of threads: a port of `concurrent.futures.Future`, and its chaining with futures of the loop.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::give_way::{GiveWay, to_end};
use crate::engine::event_loop::handle::Internal;
use crate::engine::event_loop::machine::Machine;
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::future::Future;
use crate::engine::futures::state::Plain;
use crate::engine::limits::Stop;
use crate::trace::{FutureRole, ThreadId};

/// A result that a thread will have, or that a thread waits for (`concurrent.futures.Future`). Clones are the same
/// future. Its callbacks run at once when it is done, not through a loop.
pub struct ThreadFuture<T>(Rc<Cells<T>>);

impl<T> Clone for ThreadFuture<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct Cells<T> {
    machine: Weak<Machine>,
    /// The call whose result it is; `None` for that of a coroutine.
    thread: Option<ThreadId>,
    state: Cell<ThreadState>,
    /// Invariant: `Some` in state `Finished` only.
    outcome: RefCell<Option<Result<T, Exception>>>,
    callbacks: RefCell<Vec<ThreadCallback<T>>>,
}

type ThreadCallback<T> = Box<dyn FnOnce(&ThreadFuture<T>)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ThreadState {
    /// Not begun: it can be cancelled.
    Pending,
    /// A worker has it.
    Running,
    Cancelled,
    Finished,
}

impl<T: Clone + 'static> ThreadFuture<T> {
    pub(in crate::engine) fn new(machine: Weak<Machine>, thread: Option<ThreadId>) -> Self {
        Self(Rc::new(Cells {
            machine,
            thread,
            state: Cell::new(ThreadState::Pending),
            outcome: RefCell::default(),
            callbacks: RefCell::default(),
        }))
    }

    /// Whether it has ended or is cancelled.
    pub fn done(&self) -> bool {
        matches!(self.0.state.get(), ThreadState::Cancelled | ThreadState::Finished)
    }

    /// Whether it was cancelled before it began.
    pub fn cancelled(&self) -> bool {
        self.0.state.get() == ThreadState::Cancelled
    }

    /// Whether a worker has begun with it.
    pub fn running(&self) -> bool {
        self.0.state.get() == ThreadState::Running
    }

    /// Cancels it, unless it has begun: whether it is cancelled now.
    pub fn cancel(&self) -> bool {
        match self.0.state.get() {
            ThreadState::Pending => {
                self.0.state.set(ThreadState::Cancelled);
                self.run_callbacks();
                true
            }
            state => state == ThreadState::Cancelled,
        }
    }

    /// `set_running_or_notify_cancel()`: whether it is to be run.
    pub fn begin(&self) -> bool {
        if self.0.state.get() != ThreadState::Pending {
            return false;
        }
        self.0.state.set(ThreadState::Running);
        true
    }

    /// Says what it has come to (`set_result()`, `set_exception()`).
    pub fn set_outcome(&self, outcome: Result<T, Exception>) {
        self.0.outcome.replace(Some(outcome));
        self.0.state.set(ThreadState::Finished);
        self.run_callbacks();
    }

    /// What it has come to; nothing before it is done.
    pub fn outcome(&self) -> Option<Result<T, Exception>> {
        match self.0.state.get() {
            // Not asyncio's CancelledError, and an Exception.
            ThreadState::Cancelled => Some(Err(Exception::new(Class::Other("CancelledError".into())))),
            _ => self.0.outcome.borrow().clone(),
        }
    }

    /// Has something done with it once it is done, at once if it is.
    pub fn add_done_callback(&self, callback: impl FnOnce(&Self) + 'static) {
        if self.done() {
            callback(self);
        } else {
            self.0.callbacks.borrow_mut().push(Box::new(callback));
        }
    }

    fn run_callbacks(&self) {
        let callbacks = self.0.callbacks.take();
        callbacks.into_iter().for_each(|callback| callback(self));
    }

    /// Waits until it is done and gives its result (`Future.result()`). In a thread the loop runs on meanwhile; outside
    /// of threads nobody does, and only other threads can end that.
    ///
    /// # Errors
    ///
    /// If it can never be done, or the loop stops meanwhile for another reason: then it stops for the thread's caller
    /// too, and what the thread does about it does not matter.
    pub fn result(&self) -> Result<Result<T, Exception>, Stop> {
        let machine = self.0.machine.upgrade().ok_or(Stop::Deadlock)?;
        machine.block_until(None, &|| self.done())?;
        self.outcome().ok_or(Stop::Deadlock)
    }

    /// Whether both are the same future.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl EventLoop {
    /// A future for whoever will resolve it (`concurrent.futures.Future()`).
    pub fn create_thread_future<T: Clone + 'static>(&self) -> ThreadFuture<T> {
        ThreadFuture::new(Rc::downgrade(&self.0.machine), None)
    }

    /// Whoever runs now, a thread or all of the program, waits until something holds that others bring about, or until
    /// so many seconds have passed. Whether it holds.
    ///
    /// # Errors
    ///
    /// As for [`ThreadFuture::result`].
    pub fn block_until(&self, timeout: Option<f64>, done: &dyn Fn() -> bool) -> Result<bool, Stop> {
        self.machine().block_until(timeout, done)
    }
}

impl Machine {
    fn block_until(self: &Rc<Self>, timeout: Option<f64>, done: &dyn Fn() -> bool) -> Result<bool, Stop> {
        let deadline = timeout.map(|secs| self.now() + secs.max(0.0));
        match (self.thread.get(), EventLoop::try_current()) {
            (Some(_), Some(event_loop)) => {
                if let Some(deadline) = deadline
                    && !done()
                {
                    // Something has to happen then, or the loop below would see no reason to go on.
                    let woken = event_loop.clone();
                    self.later(deadline, move || woken.wake());
                    event_loop.run_below(&|| done() || self.clock.get() >= deadline)?;
                } else {
                    event_loop.run_below(done)?;
                }
            }
            // Nobody else runs before a thread has ended: it waits for its own clock.
            (Some(mut thread), None) if deadline.is_some() => {
                if let Some(deadline) = deadline.filter(|_| !done()) {
                    thread.time = thread.time.max(deadline);
                    self.thread.set(Some(thread));
                }
            }
            _ => {
                to_end(self.let_time_pass(deadline, done))?;
                self.set_thread_back(self.thread.get());
            }
        }
        Ok(done())
    }

    /// Whoever runs in the main thread waits, and gives way to the host when there is a segment of the trace to be handed
    /// out.
    pub(in crate::engine) async fn let_time_pass(
        self: &Rc<Self>,
        deadline: Option<f64>,
        done: &dyn Fn() -> bool,
    ) -> Result<(), Stop> {
        while !done() {
            let next = self.next_outside();
            if let Some(deadline) = deadline
                && next.is_none_or(|next| next > deadline)
            {
                self.advance(deadline);
                break;
            }
            let Some(next) = next else {
                if let Some(event_loop) = EventLoop::try_current() {
                    event_loop.inner().stop_by(Stop::Deadlock);
                }
                return Err(Stop::Deadlock);
            };
            self.advance(next);
            self.check_main()?;
            if self.tracer.is_full() {
                GiveWay { has_given: false }.await;
            }
        }
        Ok(())
    }
}

/// A future of the loop that follows one of a thread (`asyncio.wrap_future()`). Cancelling it cancels the other one, if
/// that has not begun.
pub fn wrap_future<T: Clone + 'static>(event_loop: &EventLoop, source: &ThreadFuture<T>) -> Future<T> {
    let role = source.0.thread.map_or(FutureRole::Internal, |thread| FutureRole::Thread { thread });
    let destination = Plain::create(event_loop, role);
    // futures._chain_future
    let (from, to) = (source.clone(), destination.clone());
    event_loop.inner().keep_alive(destination.0.clone());
    destination.0.head().add_internal_callback(Internal::Thread, move || {
        if to.cancelled() {
            from.cancel();
        }
    });
    let (event_loop, to) = (event_loop.clone(), destination.clone());
    source.add_done_callback(move |source| {
        let from = source.clone();
        event_loop.call_back_threadsafe(move || copy_state(&from, &to));
    });
    destination
}

/// `futures._copy_future_state`.
fn copy_state<T: Clone + 'static>(source: &ThreadFuture<T>, destination: &Future<T>) {
    if destination.done() {
        return;
    }
    if source.cancelled() {
        destination.cancel();
        return;
    }
    match source.outcome() {
        Some(Ok(value)) => destination.0.core().set_result(value),
        Some(Err(exception)) => destination.0.head().set_exception(exception),
        None => {}
    }
}

/// Has a future of a thread follow one of the loop (`futures._chain_future()` the other way).
pub(in crate::engine) fn follow<T: Clone + 'static>(
    event_loop: &EventLoop,
    source: &Future<T>,
    destination: &ThreadFuture<T>,
) {
    let (event_loop, from) = (event_loop.clone(), source.clone());
    destination.add_done_callback(move |destination| {
        if destination.cancelled() {
            event_loop.call_back_threadsafe(move || _ = from.cancel());
        }
    });
    let (from, to) = (source.clone(), destination.clone());
    source.0.head().inner().keep_alive(source.0.clone());
    source.0.head().add_internal_callback(Internal::Thread, move || {
        if from.cancelled() {
            to.cancel();
        }
        if to.begin() {
            to.set_outcome(from.result());
        }
    });
}

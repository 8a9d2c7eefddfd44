//! `asyncio.Condition` and `asyncio.Barrier`: ports of `locks.py`.

use std::cell::Cell;
use std::rc::Rc;

use crate::engine::exception::{Class, Exception};
use crate::engine::futures::park::Parked;
use crate::trace::{BarrierState, EventKind, SyncId, SyncKind, Wants};

use super::lock::{Held, Lock};
use super::waiters::{Primitive, Waiters, hand_over};

/// A lock with a line of tasks that wait until its holder notifies them (`asyncio.Condition`). Clones are the same
/// condition.
///
/// ```
/// use awaitscope::engine::{Condition, EventLoop, Options, sleep, spawn};
/// use std::{cell::Cell, rc::Rc};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     let (stock, delivered) = (Rc::new(Cell::new(0)), Condition::new());
///     let (shelf, door) = (stock.clone(), delivered.clone());
///     let buyer = spawn(async move {
///         let _held = door.hold().await?;
///         door.wait_for(|| shelf.get() > 0).await?;
///         Ok(shelf.replace(0))
///     });
///     sleep(1.0).await?;
///     let held = delivered.hold().await?;
///     stock.set(3);
///     delivered.notify(1)?;
///     drop(held);
///     buyer.await
/// });
/// assert_eq!(result.unwrap().unwrap(), 3);
/// ```
#[derive(Clone)]
pub struct Condition(Rc<ConditionCell>);

struct ConditionCell {
    sync: Primitive,
    lock: Lock,
    waiters: Waiters,
}

impl Default for Condition {
    fn default() -> Self {
        Self::new()
    }
}

impl Condition {
    /// A condition with a lock of its own.
    pub fn new() -> Self {
        Self::with_lock(Lock::new())
    }

    /// A condition with a lock that others use too.
    pub fn with_lock(lock: Lock) -> Self {
        let sync = Primitive::new("asyncio.locks.Condition object [locked]");
        Self(Rc::new(ConditionCell { sync, lock, waiters: Waiters::default() }))
    }

    /// Its lock.
    pub fn lock(&self) -> &Lock {
        &self.0.lock
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        let lock = self.0.lock.id()?;
        self.0.sync.traced_id(|| SyncKind::Condition { lock })
    }

    /// Whether somebody holds its lock.
    pub fn locked(&self) -> bool {
        self.0.lock.locked()
    }

    /// How many tasks wait to be notified.
    pub fn waiting(&self) -> usize {
        self.0.waiters.len()
    }

    /// What they wait on, in line (`_waiters`); nothing if nobody ever has waited.
    pub fn line(&self) -> Option<Vec<Parked>> {
        self.0.sync.is_bound().then(|| self.0.waiters.line())
    }

    /// Takes its lock.
    ///
    /// # Errors
    ///
    /// As for [`Lock::acquire`].
    pub async fn acquire(&self) -> Result<(), Exception> {
        self.0.lock.acquire().await
    }

    /// Takes its lock, and releases it when what it returns is dropped.
    ///
    /// # Errors
    ///
    /// As for [`Lock::acquire`].
    pub async fn hold(&self) -> Result<Held<Lock>, Exception> {
        self.0.lock.hold().await
    }

    /// Gives its lock back.
    ///
    /// # Errors
    ///
    /// As for [`Lock::release`].
    pub fn release(&self) -> Result<(), Exception> {
        self.0.lock.release()
    }

    /// Releases the lock, waits until it is notified, and takes the lock again (`Condition.wait()`), also when it is
    /// cancelled.
    ///
    /// # Errors
    ///
    /// RuntimeError if nobody holds the lock; CancelledError if the task is cancelled meanwhile.
    pub async fn wait(&self) -> Result<(), Exception> {
        let cell = &*self.0;
        if !self.locked() {
            return Err(Exception::runtime("cannot wait on un-acquired lock"));
        }
        let event_loop = cell.sync.bind()?;
        let id = self.id();
        let waiter = cell.waiters.join(&event_loop, id, Wants::Notification);
        self.release()?;
        let notified = (&waiter.future).await;
        drop(waiter);
        let mut cancelled = None;
        let ended = loop {
            match self.acquire().await {
                Ok(()) => break cancelled.map_or(notified, Err),
                // The lock must be taken before this may return: be stubborn, and raise the last one afterwards.
                Err(exception) if exception.is_cancelled() => cancelled = Some(exception),
                Err(exception) => break Err(exception),
            }
        };
        if ended.is_err() {
            // A notification that we may have had goes to somebody else.
            self.wake(1);
        }
        ended
    }

    /// Waits until something holds that is looked at again after every notification (`Condition.wait_for()`).
    ///
    /// # Errors
    ///
    /// As for [`wait`](Self::wait).
    pub async fn wait_for(&self, predicate: impl Fn() -> bool) -> Result<(), Exception> {
        while !predicate() {
            self.wait().await?;
        }
        Ok(())
    }

    /// Wakes so many of those who wait (`Condition.notify()`). They go on when they have the lock.
    ///
    /// # Errors
    ///
    /// RuntimeError if nobody holds the lock.
    pub fn notify(&self, n: usize) -> Result<(), Exception> {
        if !self.locked() {
            return Err(Exception::runtime("cannot notify on un-acquired lock"));
        }
        if let Some(lock) = self.0.lock.id() {
            let kind = || SyncKind::Condition { lock };
            self.0.sync.emit(kind, |sync| EventKind::Notified { sync, most: n as u32 });
        }
        self.wake(n);
        Ok(())
    }

    /// Wakes all who wait (`Condition.notify_all()`).
    ///
    /// # Errors
    ///
    /// As for [`notify`](Self::notify).
    pub fn notify_all(&self) -> Result<(), Exception> {
        self.notify(self.waiting())
    }

    fn wake(&self, n: usize) {
        let id = self.id();
        for waiter in self.0.waiters.all().into_iter().filter(|waiter| !waiter.done()).take(n) {
            hand_over(&waiter, id);
        }
    }
}

/// A point that tasks pass together (`asyncio.Barrier`). Clones are the same barrier.
///
/// ```
/// use awaitscope::engine::{Barrier, EventLoop, Options, gather, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let barrier = Barrier::new(2).unwrap();
/// let hikers = [1.0, 5.0].map(|secs| {
///     let barrier = barrier.clone();
///     async move {
///         sleep(secs).await?;
///         barrier.wait().await
///     }
/// });
/// let result = event_loop.run(async { gather(hikers.map(spawn)).await });
/// assert_eq!(result.unwrap().unwrap(), [0, 1]);
/// assert_eq!(event_loop.time(), 5.0);
/// ```
#[derive(Clone)]
pub struct Barrier(Rc<BarrierCell>);

struct BarrierCell {
    sync: Primitive,
    condition: Condition,
    parties: u32,
    state: Cell<BarrierState>,
    /// How many tasks are in it.
    inside: Cell<u32>,
}

impl Barrier {
    /// A barrier that lets so many tasks pass together.
    ///
    /// # Errors
    ///
    /// ValueError for 0.
    pub fn new(parties: u32) -> Result<Self, Exception> {
        if parties < 1 {
            return Err(Exception::value("parties must be >= 1"));
        }
        Ok(Self(Rc::new(BarrierCell {
            sync: Primitive::new("asyncio.locks.Barrier"),
            condition: Condition::new(),
            parties,
            state: Cell::new(BarrierState::Filling),
            inside: Cell::new(0),
        })))
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        self.0.sync.traced_id(|| SyncKind::Barrier { parties: self.0.parties })
    }

    /// How many tasks it takes to let all of them pass.
    pub fn parties(&self) -> u32 {
        self.0.parties
    }

    /// How many tasks wait at it (`Barrier.n_waiting`).
    pub fn waiting(&self) -> u32 {
        if self.0.state.get() == BarrierState::Filling { self.0.inside.get() } else { 0 }
    }

    /// How many are in it, those who leave it among them (`Barrier._count`).
    pub fn inside(&self) -> u32 {
        self.0.inside.get()
    }

    /// Whether it is broken (`Barrier.broken`).
    pub fn broken(&self) -> bool {
        self.0.state.get() == BarrierState::Broken
    }

    /// Where it stands.
    pub fn state(&self) -> BarrierState {
        self.0.state.get()
    }

    /// Waits for the others (`Barrier.wait()`): the how manieth it was to come, from 0.
    ///
    /// # Errors
    ///
    /// BrokenBarrierError if it is broken or reset; CancelledError if the task is cancelled meanwhile.
    pub async fn wait(&self) -> Result<u32, Exception> {
        let cell = &*self.0;
        let _held = cell.condition.hold().await?;
        let is_closed = || matches!(cell.state.get(), BarrierState::Draining | BarrierState::Resetting);
        cell.condition.wait_for(|| !is_closed()).await?;
        if self.broken() {
            return Err(Exception::with_message(Class::BrokenBarrierError, "Barrier aborted"));
        }
        let inside = Inside::enter(self);
        let index = inside.index;
        if index + 1 == cell.parties {
            self.set_state(BarrierState::Draining);
            cell.condition.notify_all()?;
            return Ok(index);
        }
        cell.condition.wait_for(|| cell.state.get() != BarrierState::Filling).await?;
        if matches!(cell.state.get(), BarrierState::Broken | BarrierState::Resetting) {
            let message = "Abort or reset of barrier";
            return Err(Exception::with_message(Class::BrokenBarrierError, message));
        }
        Ok(index)
    }

    /// Sends those who wait away, and begins anew (`Barrier.reset()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled while it waits for the barrier's lock.
    pub async fn reset(&self) -> Result<(), Exception> {
        let _held = self.0.condition.hold().await?;
        let empty = self.0.inside.get() == 0;
        self.set_state(if empty { BarrierState::Filling } else { BarrierState::Resetting });
        self.0.condition.notify_all()
    }

    /// Breaks it for good (`Barrier.abort()`).
    ///
    /// # Errors
    ///
    /// As for [`reset`](Self::reset).
    pub async fn abort(&self) -> Result<(), Exception> {
        let _held = self.0.condition.hold().await?;
        self.set_state(BarrierState::Broken);
        self.0.condition.notify_all()
    }

    fn set_state(&self, state: BarrierState) {
        self.0.state.set(state);
        self.tell();
    }

    fn tell(&self) {
        let (state, inside) = (self.0.state.get(), self.0.inside.get());
        let kind = || SyncKind::Barrier { parties: self.0.parties };
        self.0.sync.emit(kind, |sync| EventKind::BarrierMoved { sync, state, inside });
    }
}

/// A task in a barrier. It leaves when this is dropped.
struct Inside<'a> {
    barrier: &'a Barrier,
    index: u32,
}

impl<'a> Inside<'a> {
    fn enter(barrier: &'a Barrier) -> Self {
        let index = barrier.0.inside.get();
        barrier.0.inside.set(index + 1);
        barrier.tell();
        Self { barrier, index }
    }
}

impl Drop for Inside<'_> {
    /// `Barrier._exit()`.
    fn drop(&mut self) {
        let cell = &*self.barrier.0;
        cell.inside.set(cell.inside.get() - 1);
        if cell.inside.get() == 0 {
            if matches!(cell.state.get(), BarrierState::Resetting | BarrierState::Draining) {
                cell.state.set(BarrierState::Filling);
            }
            let _ = cell.condition.notify_all();
        }
        self.barrier.tell();
    }
}

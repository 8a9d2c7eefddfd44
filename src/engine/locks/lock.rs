//! `asyncio.Lock` and `asyncio.Event`: ports of `locks.py`.

use std::cell::Cell;
use std::rc::Rc;

use crate::engine::event_loop::EventLoop;
use crate::engine::exception::Exception;
use crate::engine::futures::park::Parked;
use crate::trace::{EventKind, SyncId, SyncKind, Wants};

use super::waiters::{Primitive, Waiters, hand_over};

/// A lock that one task holds at a time (`asyncio.Lock`). Clones are the same lock.
///
/// ```
/// use awaitscope::engine::{EventLoop, Lock, Options, gather, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let lock = Lock::new();
/// let users = [1, 2].map(|n| {
///     let lock = lock.clone();
///     async move {
///         let held = lock.hold().await?;
///         sleep(1.0).await?;
///         drop(held);
///         Ok(n)
///     }
/// });
/// event_loop.run(async { gather(users.map(spawn)).await }).unwrap().unwrap();
/// assert_eq!(event_loop.time(), 2.0, "one after the other");
/// assert!(!lock.locked());
/// ```
#[derive(Clone)]
pub struct Lock(Rc<LockCell>);

struct LockCell {
    sync: Primitive,
    locked: Cell<bool>,
    waiters: Waiters,
}

impl Default for Lock {
    fn default() -> Self {
        Self::new()
    }
}

impl Lock {
    /// A lock that nobody holds.
    pub fn new() -> Self {
        let (sync, locked) = (Primitive::new("asyncio.locks.Lock"), Cell::new(false));
        Self(Rc::new(LockCell { sync, locked, waiters: Waiters::default() }))
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        self.0.sync.traced_id(|| SyncKind::Lock)
    }

    /// Whether somebody holds it.
    pub fn locked(&self) -> bool {
        self.0.locked.get()
    }

    /// How many tasks wait for it.
    pub fn waiting(&self) -> usize {
        self.0.waiters.len()
    }

    /// What they wait on, in line (`_waiters`); nothing if nobody ever has waited.
    pub fn line(&self) -> Option<Vec<Parked>> {
        self.0.sync.is_bound().then(|| self.0.waiters.line())
    }

    /// Takes it, as soon as it is this task's turn (`Lock.acquire()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled meanwhile.
    pub async fn acquire(&self) -> Result<(), Exception> {
        let cell = &*self.0;
        if !cell.locked.get() && cell.waiters.all_cancelled() {
            self.take();
            return Ok(());
        }
        let event_loop = cell.sync.bind()?;
        let waiter = cell.waiters.join(&event_loop, self.id(), Wants::Place);
        let woken = (&waiter.future).await;
        drop(waiter);
        if let Err(exception) = woken {
            // It may have been handed over to us already: let the next one have it.
            if exception.is_cancelled() && !cell.locked.get() {
                self.wake_first();
            }
            return Err(exception);
        }
        self.take();
        Ok(())
    }

    /// As [`acquire`](Self::acquire), and releases it when what it returns is dropped (`async with lock`).
    ///
    /// # Errors
    ///
    /// As for [`acquire`](Self::acquire).
    pub async fn hold(&self) -> Result<Held<Self>, Exception> {
        self.acquire().await?;
        Ok(Held(self.clone()))
    }

    /// Gives it back, and wakes the first one who waits (`Lock.release()`).
    ///
    /// # Errors
    ///
    /// RuntimeError if nobody holds it.
    pub fn release(&self) -> Result<(), Exception> {
        if !self.0.locked.replace(false) {
            return Err(Exception::runtime("Lock is not acquired."));
        }
        self.0.sync.emit(|| SyncKind::Lock, |sync| EventKind::Released { sync, left: 1 });
        self.wake_first();
        Ok(())
    }

    fn take(&self) {
        self.0.locked.set(true);
        self.0.sync.emit(|| SyncKind::Lock, |sync| EventKind::Acquired { sync, left: 0 });
    }

    fn wake_first(&self) {
        if let Some(first) = self.0.waiters.first().filter(|first| !first.done()) {
            hand_over(&first, self.id());
        }
    }
}

/// What can be held, and released.
pub trait Release {
    /// Gives it back.
    fn give_back(&self);
}

impl Release for Lock {
    fn give_back(&self) {
        let _ = self.release();
    }
}

/// A lock or a place of a semaphore that is held until this is dropped.
pub struct Held<L: Release>(pub(in crate::engine) L);

impl<L: Release> Drop for Held<L> {
    fn drop(&mut self) {
        self.0.give_back();
    }
}

/// A flag that tasks can wait for (`asyncio.Event`). Clones are the same event.
///
/// ```
/// use awaitscope::engine::{Event, EventLoop, Options, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     let pressed = Event::new();
///     let button = pressed.clone();
///     spawn(async move {
///         sleep(3.0).await?;
///         button.set();
///         Ok(())
///     });
///     pressed.wait().await
/// });
/// result.unwrap().unwrap();
/// assert_eq!(event_loop.time(), 3.0);
/// ```
#[derive(Clone)]
pub struct Event(Rc<EventCell>);

struct EventCell {
    sync: Primitive,
    set: Cell<bool>,
    waiters: Waiters,
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}

impl Event {
    /// An event that is not set.
    pub fn new() -> Self {
        let (sync, set) = (Primitive::new("asyncio.locks.Event"), Cell::new(false));
        Self(Rc::new(EventCell { sync, set, waiters: Waiters::default() }))
    }

    /// Gives it its name in the trace, if one is kept, before it is used.
    pub(crate) fn announce(&self, event_loop: &EventLoop) {
        self.0.sync.announce(event_loop, || SyncKind::Event);
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        self.0.sync.traced_id(|| SyncKind::Event)
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.set.get()
    }

    /// How many tasks wait for it.
    pub fn waiting(&self) -> usize {
        self.0.waiters.len()
    }

    /// What they wait on, in line (`_waiters`); nothing if nobody ever has waited.
    pub fn line(&self) -> Option<Vec<Parked>> {
        self.0.sync.is_bound().then(|| self.0.waiters.line())
    }

    /// Sets it: all who wait are woken (`Event.set()`).
    pub fn set(&self) {
        if self.0.set.replace(true) {
            return;
        }
        self.0.sync.emit(|| SyncKind::Event, |sync| EventKind::EventSet { sync });
        let id = self.id();
        for waiter in self.0.waiters.all() {
            if !waiter.done() {
                hand_over(&waiter, id);
            }
        }
    }

    /// Takes it back (`Event.clear()`).
    pub fn clear(&self) {
        if self.0.set.replace(false) {
            self.0.sync.emit(|| SyncKind::Event, |sync| EventKind::EventCleared { sync });
        }
    }

    /// Waits until it is set (`Event.wait()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled meanwhile.
    pub async fn wait(&self) -> Result<(), Exception> {
        if self.0.set.get() {
            return Ok(());
        }
        let event_loop = self.0.sync.bind()?;
        let waiter = self.0.waiters.join(&event_loop, self.id(), Wants::Set);
        (&waiter.future).await
    }
}

//! `asyncio.Semaphore` and `BoundedSemaphore`: ports of `locks.py`.

use std::cell::Cell;
use std::rc::Rc;

use crate::engine::exception::Exception;
use crate::engine::futures::park::Parked;
use crate::trace::{EventKind, SyncId, SyncKind, Wants};

use super::lock::{Held, Release};
use super::waiters::{Primitive, Waiters, hand_over};

/// A lock that several tasks can hold at a time (`asyncio.Semaphore`, `asyncio.BoundedSemaphore`). Clones are the same
/// semaphore.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, Semaphore, gather, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let two_at_a_time = Semaphore::new(2);
/// let users = [1, 2, 3, 4].map(|_| {
///     let semaphore = two_at_a_time.clone();
///     async move {
///         let _held = semaphore.hold().await?;
///         sleep(1.0).await
///     }
/// });
/// event_loop.run(async { gather(users.map(spawn)).await }).unwrap().unwrap();
/// assert_eq!(event_loop.time(), 2.0);
/// ```
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreCell>);

struct SemaphoreCell {
    sync: Primitive,
    initial: u32,
    bounded: bool,
    value: Cell<u32>,
    waiters: Waiters,
}

impl Semaphore {
    /// A semaphore that can be acquired so often without waiting.
    pub fn new(value: u32) -> Self {
        Self::make("asyncio.locks.Semaphore", value, false)
    }

    /// One that may not be released more often than it was acquired (`asyncio.BoundedSemaphore`).
    pub fn bounded(value: u32) -> Self {
        Self::make("asyncio.locks.BoundedSemaphore", value, true)
    }

    fn make(name: &'static str, value: u32, bounded: bool) -> Self {
        Self(Rc::new(SemaphoreCell {
            sync: Primitive::new(name),
            initial: value,
            bounded,
            value: Cell::new(value),
            waiters: Waiters::default(),
        }))
    }

    fn kind(&self) -> SyncKind {
        SyncKind::Semaphore { value: self.0.initial, bounded: self.0.bounded }
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        self.0.sync.traced_id(|| self.kind())
    }

    /// Whether it cannot be acquired without waiting (`Semaphore.locked()`).
    pub fn locked(&self) -> bool {
        self.0.value.get() == 0 || !self.0.waiters.all_cancelled()
    }

    /// How often it can be acquired still; those who were woken are counted already.
    pub fn value(&self) -> u32 {
        self.0.value.get()
    }

    /// What it was made with, if it may not be released more often (`_bound_value`).
    pub fn bound(&self) -> Option<u32> {
        self.0.bounded.then_some(self.0.initial)
    }

    /// How many tasks wait for it.
    pub fn waiting(&self) -> usize {
        self.0.waiters.len()
    }

    /// What they wait on, in line (`_waiters`); nothing if nobody ever has waited.
    pub fn line(&self) -> Option<Vec<Parked>> {
        self.0.sync.is_bound().then(|| self.0.waiters.line())
    }

    /// Takes a place, as soon as it is this task's turn (`Semaphore.acquire()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled meanwhile.
    pub async fn acquire(&self) -> Result<(), Exception> {
        let cell = &*self.0;
        if !self.locked() {
            cell.value.set(cell.value.get() - 1);
            self.tell_acquired();
            return Ok(());
        }
        let event_loop = cell.sync.bind()?;
        let waiter = cell.waiters.join(&event_loop, self.id(), Wants::Place);
        let future = waiter.future.clone();
        let woken = (&future).await;
        drop(waiter);
        if let Err(exception) = &woken
            && exception.is_cancelled()
            && future.done()
            && !future.cancelled()
        {
            // It was our turn already: somebody else may have it.
            cell.value.set(cell.value.get() + 1);
        }
        while cell.value.get() > 0 && self.wake_next() {}
        woken?;
        self.tell_acquired();
        Ok(())
    }

    /// As [`acquire`](Self::acquire), and releases it when what it returns is dropped (`async with semaphore`).
    ///
    /// # Errors
    ///
    /// As for [`acquire`](Self::acquire).
    pub async fn hold(&self) -> Result<Held<Self>, Exception> {
        self.acquire().await?;
        Ok(Held(self.clone()))
    }

    /// Gives a place back, and wakes the first one who waits (`Semaphore.release()`).
    ///
    /// # Errors
    ///
    /// ValueError for a bounded one that was released too often.
    pub fn release(&self) -> Result<(), Exception> {
        let value = self.0.value.get();
        if self.0.bounded && value >= self.0.initial {
            return Err(Exception::value("BoundedSemaphore released too many times"));
        }
        self.0.value.set(value + 1);
        self.0.sync.emit(|| self.kind(), |sync| EventKind::Released { sync, left: value + 1 });
        self.wake_next();
        Ok(())
    }

    fn tell_acquired(&self) {
        let left = self.0.value.get();
        self.0.sync.emit(|| self.kind(), |sync| EventKind::Acquired { sync, left });
    }

    /// Whether anybody was there to be woken.
    fn wake_next(&self) -> bool {
        let Some(next) = self.0.waiters.first_pending() else { return false };
        self.0.value.set(self.0.value.get() - 1);
        hand_over(&next, self.id());
        true
    }
}

impl Release for Semaphore {
    fn give_back(&self) {
        let _ = self.release();
    }
}

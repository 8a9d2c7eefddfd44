//! `asyncio.Queue`, `LifoQueue` and `PriorityQueue`: ports of `queues.py`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::event_loop::EventLoop;
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::park::Parked;
use crate::engine::locks::waiters::{Primitive, Waiters, hand_over};
use crate::trace::{EventKind, SyncId, SyncKind, Wants};

use super::items::{Fifo, Lifo, Priority, QueueItems};

/// A queue between tasks (`asyncio.Queue` and its kin). Clones are the same queue.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, Queue, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     let queue = Queue::new(2);
///     let out = queue.clone();
///     let consumer = spawn(async move {
///         let mut sum = 0;
///         while let Some(n) = out.get().await? {
///             sleep(1.0).await?;
///             sum += n;
///         }
///         Ok(sum)
///     });
///     for n in [1, 2, 3, 4] {
///         queue.put(Some(n)).await?;
///     }
///     queue.put(None).await?;
///     consumer.await
/// });
/// assert_eq!(result.unwrap().unwrap(), 10);
/// assert_eq!(event_loop.time(), 4.0);
/// ```
pub struct Queue<T>(Rc<QueueCell<T>>);

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct QueueCell<T> {
    sync: Primitive,
    /// 0 for any number of items.
    maxsize: usize,
    items: Box<dyn QueueItems<T>>,
    getters: Waiters,
    putters: Waiters,
    /// How many items were put and are not done.
    unfinished: Cell<usize>,
    /// `_finished`: whether none is unfinished, and who waits for that.
    finished: Cell<bool>,
    joiners: Waiters,
    shut_down: Cell<bool>,
    describe: RefCell<Option<Describe<T>>>,
}

/// Gives the `repr()` of an item.
type Describe<T> = Rc<dyn Fn(&T) -> Rc<str>>;

impl<T: 'static> Queue<T> {
    /// A queue from which the first item put comes first, with room for so many; 0 for any number.
    pub fn new(maxsize: usize) -> Self {
        Self::with_items(maxsize, Box::new(Fifo::default()))
    }

    /// A queue from which the last item put comes first (`asyncio.LifoQueue`).
    pub fn lifo(maxsize: usize) -> Self {
        Self::with_items(maxsize, Box::new(Lifo::default()))
    }

    /// A queue from which the least item comes first (`asyncio.PriorityQueue`).
    pub fn priority(maxsize: usize) -> Self
    where
        T: Ord,
    {
        Self::with_items(maxsize, Box::new(Priority::default()))
    }

    /// A queue with an order of its own.
    pub fn with_items(maxsize: usize, items: Box<dyn QueueItems<T>>) -> Self {
        Self(Rc::new(QueueCell {
            sync: Primitive::new("asyncio.queues.Queue"),
            maxsize,
            items,
            getters: Waiters::default(),
            putters: Waiters::default(),
            unfinished: Cell::new(0),
            finished: Cell::new(true),
            joiners: Waiters::default(),
            shut_down: Cell::new(false),
            describe: RefCell::default(),
        }))
    }

    /// Says what its items look like in the trace.
    pub fn described_by(self, describe: impl Fn(&T) -> Rc<str> + 'static) -> Self {
        self.0.describe.replace(Some(Rc::new(describe)));
        self
    }

    fn kind(&self) -> SyncKind {
        SyncKind::Queue { order: self.0.items.order(), maxsize: self.0.maxsize as u32 }
    }

    /// Gives it its name in the trace, if one is kept, before it is used.
    pub(crate) fn announce(&self, event_loop: &EventLoop) {
        self.0.sync.announce(event_loop, || self.kind());
    }

    /// Its name in the trace of the running loop, if one is kept.
    pub fn id(&self) -> Option<SyncId> {
        self.0.sync.traced_id(|| self.kind())
    }

    /// How many items are in it (`Queue.qsize()`).
    pub fn len(&self) -> usize {
        self.0.items.len()
    }

    /// How many items it has room for; 0 for any number.
    pub fn maxsize(&self) -> usize {
        self.0.maxsize
    }

    /// Whether there is nothing in it (`Queue.empty()`).
    pub fn is_empty(&self) -> bool {
        self.0.items.is_empty()
    }

    /// Whether there is no more room in it (`Queue.full()`).
    pub fn is_full(&self) -> bool {
        self.0.items.is_full(self.0.maxsize)
    }

    /// How many tasks wait for an item, and for room.
    pub fn waiting(&self) -> (usize, usize) {
        (self.0.getters.len(), self.0.putters.len())
    }

    /// On what those wait who wait for an item, and for room, in line (`_getters`, `_putters`).
    pub fn lines(&self) -> (Vec<Parked>, Vec<Parked>) {
        (self.0.getters.line(), self.0.putters.line())
    }

    /// How many items were put and are not done.
    pub fn unfinished(&self) -> usize {
        self.0.unfinished.get()
    }

    /// Whether [`shutdown`](Self::shutdown) was called.
    pub fn is_shut_down(&self) -> bool {
        self.0.shut_down.get()
    }

    /// Puts an item in, as soon as there is room (`Queue.put()`).
    ///
    /// # Errors
    ///
    /// QueueShutDown; CancelledError if the task is cancelled meanwhile.
    pub async fn put(&self, item: T) -> Result<(), Exception> {
        self.room().await?;
        self.put_nowait(item)
    }

    /// Waits until there is room for an item: what `put()` does before it calls `put_nowait()`.
    ///
    /// # Errors
    ///
    /// QueueShutDown; CancelledError if the task is cancelled meanwhile.
    pub async fn room(&self) -> Result<(), Exception> {
        while self.is_full() {
            self.check_open()?;
            self.wait_in(&self.0.putters, Wants::Room, || !self.is_full()).await?;
        }
        Ok(())
    }

    /// Puts an item in (`Queue.put_nowait()`).
    ///
    /// # Errors
    ///
    /// QueueFull, QueueShutDown.
    pub fn put_nowait(&self, item: T) -> Result<(), Exception> {
        self.check_open()?;
        if self.is_full() {
            return Err(Exception::new(Class::QueueFull));
        }
        let shown = self.describe(&item);
        self.0.items.put(item)?;
        self.0.unfinished.set(self.0.unfinished.get() + 1);
        self.0.finished.set(false);
        let size = self.len() as u32;
        self.0.sync.emit(|| self.kind(), |sync| EventKind::ItemPut { sync, item: shown, size });
        self.wake_next(&self.0.getters);
        Ok(())
    }

    /// Takes the next item out, as soon as there is one (`Queue.get()`).
    ///
    /// # Errors
    ///
    /// QueueShutDown if there is none and will be none; CancelledError if the task is cancelled meanwhile.
    pub async fn get(&self) -> Result<T, Exception> {
        self.something().await?;
        self.get_nowait()
    }

    /// Waits until there is an item: what `get()` does before it calls `get_nowait()`.
    ///
    /// # Errors
    ///
    /// QueueShutDown; CancelledError if the task is cancelled meanwhile.
    pub async fn something(&self) -> Result<(), Exception> {
        while self.is_empty() {
            self.check_open()?;
            self.wait_in(&self.0.getters, Wants::Item, || !self.is_empty()).await?;
        }
        Ok(())
    }

    /// Takes the next item out (`Queue.get_nowait()`).
    ///
    /// # Errors
    ///
    /// QueueEmpty, QueueShutDown.
    pub fn get_nowait(&self) -> Result<T, Exception> {
        if self.is_empty() {
            self.check_open()?;
            return Err(Exception::new(Class::QueueEmpty));
        }
        let Some(item) = self.0.items.get()? else {
            return Err(Exception::new(Class::QueueEmpty));
        };
        let (shown, size) = (self.describe(&item), self.len() as u32);
        self.0.sync.emit(|| self.kind(), |sync| EventKind::ItemGot { sync, item: shown, size });
        self.wake_next(&self.0.putters);
        Ok(item)
    }

    /// Says that the work on an item is done (`Queue.task_done()`).
    ///
    /// # Errors
    ///
    /// ValueError if that was said more often than items were put.
    pub fn task_done(&self) -> Result<(), Exception> {
        let Some(left) = self.0.unfinished.get().checked_sub(1) else {
            return Err(Exception::value("task_done() called too many times"));
        };
        self.0.unfinished.set(left);
        let unfinished = left as u32;
        self.0.sync.emit(|| self.kind(), |sync| EventKind::ItemDone { sync, unfinished });
        if left == 0 {
            self.finish();
        }
        Ok(())
    }

    /// Waits until the work on all items is done (`Queue.join()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled meanwhile.
    pub async fn join(&self) -> Result<(), Exception> {
        if self.0.unfinished.get() == 0 || self.0.finished.get() {
            return Ok(());
        }
        let event_loop = self.0.sync.bind()?;
        let waiter = self.0.joiners.join(&event_loop, self.id(), Wants::AllDone);
        (&waiter.future).await
    }

    /// Takes no more items (`Queue.shutdown()`): whoever waits for an item or for room is woken, and hears of it unless
    /// there are items left. With `immediate` there are none.
    ///
    /// # Errors
    ///
    /// What a comparison of items raises.
    pub fn shutdown(&self, immediate: bool) -> Result<(), Exception> {
        self.0.shut_down.set(true);
        let dropped = if immediate { self.len() as u32 } else { 0 };
        self.0.sync.emit(|| self.kind(), |sync| EventKind::QueueShutDown { sync, dropped });
        if immediate {
            while !self.is_empty() {
                let dropped = self.0.items.get()?;
                drop(dropped);
                self.0.unfinished.set(self.0.unfinished.get().saturating_sub(1));
            }
            if self.0.unfinished.get() == 0 {
                self.finish();
            }
        }
        let id = self.id();
        for line in [&self.0.getters, &self.0.putters] {
            while let Some(waiter) = line.pop() {
                if !waiter.done() {
                    hand_over(&waiter, id);
                }
            }
        }
        Ok(())
    }

    fn check_open(&self) -> Result<(), Exception> {
        match self.0.shut_down.get() {
            true => Err(Exception::new(Class::QueueShutDown)),
            false => Ok(()),
        }
    }

    /// Waits once in a line; whoever is thrown out of it lets the next one have its turn.
    async fn wait_in(
        &self,
        line: &Waiters,
        wants: Wants,
        turn_is_left: impl Fn() -> bool,
    ) -> Result<(), Exception> {
        let event_loop = self.0.sync.bind()?;
        let waiter = line.join(&event_loop, self.id(), wants);
        let future = waiter.future.clone();
        let woken = (&future).await;
        if woken.is_ok() {
            waiter.was_popped();
            return woken;
        }
        if !future.done() {
            future.cancel();
        }
        drop(waiter);
        if turn_is_left() && !future.cancelled() {
            self.wake_next(line);
        }
        woken
    }

    fn wake_next(&self, line: &Waiters) {
        while let Some(waiter) = line.pop() {
            if !waiter.done() {
                hand_over(&waiter, self.id());
                break;
            }
        }
    }

    /// `self._finished.set()`.
    fn finish(&self) {
        if self.0.finished.replace(true) {
            return;
        }
        let id = self.id();
        for waiter in self.0.joiners.all() {
            if !waiter.done() {
                hand_over(&waiter, id);
            }
        }
    }

    fn describe(&self, item: &T) -> Option<Rc<str>> {
        let describe = self.0.describe.borrow().clone()?;
        self.id().map(|_| describe(item))
    }
}

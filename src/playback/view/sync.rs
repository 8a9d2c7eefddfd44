//! What tasks meet at: locks, semaphores, events, conditions, barriers, queues, task groups and threads.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::rc::Rc;

use super::rank::compare;
use crate::order::sort_by;
use crate::playback::shared_vec::SharedVec;
use crate::program::Place;
use crate::trace::{
    BarrierState, FutureId, GroupId, Origin, Outcome, QueueOrder, SyncId, SyncKind, ThreadId, ThreadWork,
};

/// A lock, semaphore, event, condition, barrier or queue at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncView {
    /// Its number in the trace.
    pub id: SyncId,
    /// What it is.
    pub kind: SyncKind,
    /// What it is called: its kind, and which one of that it is in order of creation (`Lock 1`).
    pub name: Rc<str>,
    /// Where it was made, or used for the first time.
    pub origin: Option<Origin>,
    /// What that stands for.
    pub place: Option<Place>,
    /// What it is a part of: a condition has a lock, a barrier a condition.
    pub part_of: Option<SyncId>,
    /// What it is like now.
    pub state: SyncState,
    /// The futures on which tasks wait at it, in line: those that are pending. Each is awaited by the task that made it.
    pub waiters: VecDeque<FutureId>,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
}

/// What such an object is like.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncState {
    /// A lock, or a semaphore.
    Places {
        /// How often it can be taken without waiting.
        left: u32,
        /// The tasks that have taken it and not given it back, as far as they are known: whoever gives it back is taken
        /// to be one of them.
        holders: Vec<FutureId>,
    },
    /// An event.
    Event {
        /// Whether it is set.
        is_set: bool,
    },
    /// A condition, which has no state but its waiters and its lock's.
    Condition {
        /// Its lock.
        lock: SyncId,
    },
    /// A barrier.
    Barrier {
        /// What it is doing.
        state: BarrierState,
        /// How many tasks are in it.
        inside: u32,
        /// How many it takes.
        parties: u32,
    },
    /// A queue.
    Queue {
        /// What is in it.
        items: Items,
        /// How many items that were put are not done.
        unfinished: u32,
        /// Whether it was shut down.
        is_shut_down: bool,
    },
}

impl SyncState {
    pub(super) fn new(kind: SyncKind) -> Self {
        match kind {
            SyncKind::Lock => Self::Places { left: 1, holders: Vec::new() },
            SyncKind::Semaphore { value, .. } => Self::Places { left: value, holders: Vec::new() },
            SyncKind::Event => Self::Event { is_set: false },
            SyncKind::Condition { lock } => Self::Condition { lock },
            SyncKind::Barrier { parties } => {
                Self::Barrier { state: BarrierState::Filling, inside: 0, parties }
            }
            SyncKind::Queue { order, .. } => {
                Self::Queue { items: Items::new(order), unfinished: 0, is_shut_down: false }
            }
        }
    }
}

/// Nobody looks at the order of more items than that.
const RANKED: usize = 1_000;
/// Among so many items is looked for one that should have come out before.
const COMPARED: usize = 64;
/// When so many items are gone, and at least half of all, they are let go of.
const GONE: usize = 256;

/// The items of a queue, each by its `repr()`; copies share what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Items {
    order: QueueOrder,
    // Those before `head` are gone: only a queue that is first in, first out has such.
    kept: SharedVec<Option<Rc<str>>>,
    head: usize,
    // Whether another item came out than the one that seemed to be the least: the program compares them as it likes.
    is_unlike: bool,
}

impl Items {
    fn new(order: QueueOrder) -> Self {
        Self { order, kept: SharedVec::default(), head: 0, is_unlike: false }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.len() - self.head
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The `repr()` of each, where it is known: the one that comes out next first, if [that is known](Self::is_ordered).
    pub fn iter(&self) -> impl Iterator<Item = Option<&Rc<str>>> {
        let len = self.len();
        let ranked = self.ranked();
        (0..len).map(move |n| {
            let position = match (&ranked, self.order) {
                (Some(ranked), _) => ranked[n],
                (None, QueueOrder::Lifo) => len - 1 - n,
                (None, _) => self.head + n,
            };
            self.kept.get(position).and_then(Option::as_ref)
        })
    }

    /// Whether it is known in which order they come out: of a priority queue only if their `repr()` tells which is less.
    pub fn is_ordered(&self) -> bool {
        self.order != QueueOrder::Priority || self.ranked().is_some()
    }

    /// The positions of a priority queue's items, the least one first.
    fn ranked(&self) -> Option<Vec<usize>> {
        if self.order != QueueOrder::Priority || self.is_unlike || self.len() > RANKED {
            return None;
        }
        let is_known = Cell::new(true);
        let mut ranked: Vec<usize> = (0..self.len()).collect();
        sort_by(&mut ranked, |one, other| {
            let [one, other] = [one, other].map(|at| self.kept.get(*at).and_then(Option::as_deref));
            let order = one.zip(other).and_then(|(one, other)| compare(one, other));
            is_known.set(is_known.get() && order.is_some());
            order.unwrap_or(Ordering::Equal)
        });
        is_known.get().then_some(ranked)
    }

    pub(super) fn put(&mut self, item: Option<Rc<str>>) {
        self.kept.push(item);
    }

    pub(super) fn get(&mut self, item: Option<&Rc<str>>) {
        match self.order {
            QueueOrder::Fifo => {
                self.head = (self.head + 1).min(self.kept.len());
                if self.head >= GONE && self.head * 2 >= self.kept.len() {
                    self.let_go();
                }
            }
            QueueOrder::Lifo => _ = self.kept.pop(),
            QueueOrder::Priority => {
                let position = self.kept.iter().position(|kept| kept.as_ref() == item).unwrap_or(0);
                let is_least = |other: Option<&Option<Rc<str>>>| {
                    let order = other.and_then(Option::as_deref).zip(item.map(Rc::as_ref));
                    order.and_then(|(other, item)| compare(other, item)) != Some(Ordering::Less)
                };
                self.is_unlike |=
                    self.len() <= COMPARED && !self.kept.iter().all(|kept| is_least(Some(kept)));
                let last = self.kept.pop();
                if let Some((kept, last)) = self.kept.get_mut(position).zip(last) {
                    *kept = last;
                }
            }
        }
    }

    /// Lets go of what is gone.
    fn let_go(&mut self) {
        let mut left = SharedVec::default();
        for position in self.head..self.kept.len() {
            left.push(self.kept.get(position).cloned().flatten());
        }
        (self.kept, self.head) = (left, 0);
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.order);
    }
}

/// An `async with asyncio.TaskGroup()` at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupView {
    /// Its number in the trace.
    pub id: GroupId,
    /// The task that entered it.
    pub task: FutureId,
    /// Where that was.
    pub place: Option<Place>,
    /// The tasks that were created in it, in order of creation.
    pub members: Vec<FutureId>,
    /// Whether it cancels what is left in it.
    pub is_aborting: bool,
    /// How many exceptions it has gathered; known once it was left.
    pub errors: u32,
    /// Whether its task has left it.
    pub is_left: bool,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
}

/// A function in a thread, at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreadView {
    /// Its number in the trace.
    pub id: ThreadId,
    /// What it runs.
    pub work: ThreadWork,
    /// What it is doing.
    pub state: ThreadState,
    /// The task that gave it to the pool.
    pub task: Option<FutureId>,
    /// The future of its result, which tasks await.
    pub future: Option<FutureId>,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
}

/// What a function in a thread is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum ThreadState {
    /// It waits for a free worker.
    Queued,
    /// It runs.
    Running,
    /// It has ended. Never left.
    Ended(Outcome),
}

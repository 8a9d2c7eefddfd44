//! What tasks meet at is called by its kind and a number: `Lock 1`, `Future 2`. Cards, sentences and panels all have these names
//! from here.

use std::rc::Rc;

use crate::trace::{LoopId, SyncId, SyncKind};

/// Kinds of things that have numbers.
const KINDS: [&str; 7] = ["Lock", "Event", "Condition", "Semaphore", "Barrier", "Queue", "Future"];
const LOCK: usize = 0;
const FUTURE: usize = 6;

/// Counts what tasks meet at, in order of creation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Numbers([u32; KINDS.len()]);

/// What a new lock, queue or the like is.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// What it is called.
    pub name: Rc<str>,
    /// What it is a part of: a barrier has a condition.
    pub part_of: Option<SyncId>,
    /// The lock that turns out to be a part of something, or to be one that several conditions share.
    pub lock: Option<(SyncId, Lock)>,
}

/// What a lock turns out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Lock {
    /// A part of that.
    PartOf(SyncId),
    /// One of its own after all, which is called so.
    Own(Rc<str>),
}

/// What is known of a lock, queue or the like.
pub struct Known {
    /// Whether it is a barrier.
    pub is_barrier: bool,
    /// What it is a part of.
    pub part_of: Option<SyncId>,
    /// What it is called.
    pub name: Rc<str>,
}

impl Numbers {
    /// A lock, queue or the like is made; `known` tells of those before it.
    pub fn made(&mut self, id: SyncId, kind: SyncKind, known: impl Fn(SyncId) -> Option<Known>) -> Numbered {
        let SyncKind::Condition { lock } = kind else {
            return Numbered { name: self.next(kind_index(kind)), part_of: None, lock: None };
        };
        // A barrier, when it is used first, makes its lock, itself and its condition, in this order.
        let barrier = SyncId(lock.0 + 1);
        let whole = known(barrier).filter(|it| it.is_barrier && id.0 == lock.0 + 2);
        let part_of = whole.as_ref().map(|_| barrier);
        let lock = known(lock).map(|before| {
            // What was counted as a lock of its own is none.
            let becomes = if before.part_of.is_none() {
                self.0[LOCK] = self.0[LOCK].saturating_sub(1);
                Lock::PartOf(part_of.unwrap_or(id))
            } else {
                Lock::Own(self.next(LOCK))
            };
            (lock, becomes)
        });
        let name = whole.map(|whole| whole.name).unwrap_or_else(|| self.next(kind_index(kind)));
        Numbered { name, part_of, lock }
    }

    /// A plain future is made.
    pub fn future_made(&mut self) -> u32 {
        self.0[FUTURE] += 1;
        self.0[FUTURE]
    }

    fn next(&mut self, kind: usize) -> Rc<str> {
        self.0[kind] += 1;
        [KINDS[kind], " ", &self.0[kind].to_string()].concat().into()
    }
}

/// What the plain future of a number is called.
pub fn future_name(number: u32) -> String {
    [KINDS[FUTURE], " ", &number.to_string()].concat()
}

/// What a loop is called, in a run with several.
pub fn loop_name(id: LoopId) -> String {
    ["loop ", &(id.0 + 1).to_string()].concat()
}

fn kind_index(kind: SyncKind) -> usize {
    match kind {
        SyncKind::Lock => LOCK,
        SyncKind::Event => 1,
        SyncKind::Condition { .. } => 2,
        SyncKind::Semaphore { .. } => 3,
        SyncKind::Barrier { .. } => 4,
        SyncKind::Queue { .. } => 5,
    }
}

//! The handles whose turn comes in this iteration or in the next one.

use std::collections::VecDeque;

use crate::trace::EventIndex;

use super::handle::{Handle, Job};

const NOTHING: Handle = Handle { job: Job::Nothing, cause: None };

/// `BaseEventLoop._ready`: first in, first out.
#[derive(Default)]
pub(in crate::engine) struct ReadyQueue(VecDeque<Handle>);

impl ReadyQueue {
    /// Adds a handle. Its job is written into the queue, and nowhere else before: a processor has to wait for what it reads
    /// back as a whole as soon as it was written in smaller pieces.
    #[inline]
    pub fn push(&mut self, cause: Option<EventIndex>, job: impl FnOnce() -> Job) -> &Handle {
        let handle = self.0.push_back_mut(NOTHING);
        handle.job = job();
        handle.cause = cause;
        handle
    }

    /// Puts so many handles in front that do nothing: they stand for such as have run already.
    pub fn put_back(&mut self, handles: usize) {
        (0..handles).for_each(|_| self.0.push_front(NOTHING));
    }

    pub fn pop(&mut self) -> Option<Handle> {
        self.0.pop_front()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Handle> {
        self.0.iter()
    }

    /// The handle whose turn is next.
    pub fn next(&self) -> Option<&Handle> {
        self.0.front()
    }
}

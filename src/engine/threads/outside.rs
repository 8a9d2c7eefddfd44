//! What goes on outside of the loop while virtual time passes: the worker threads.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::engine::event_loop::machine::Machine;
use crate::trace::{EventIndex, ThreadId};

/// Something that a thread will do.
pub(in crate::engine) struct Outside {
    pub when: f64,
    /// The order in which it was planned.
    number: u64,
    cause: Option<EventIndex>,
    action: Box<dyn FnOnce()>,
}

/// A thread whose function runs now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine) struct ThreadClock {
    pub id: ThreadId,
    /// How far the thread is. Never behind the machine's clock.
    pub time: f64,
    /// The event that started it.
    pub started: Option<EventIndex>,
}

impl PartialEq for Outside {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Outside {}

impl PartialOrd for Outside {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Outside {
    /// Turned round, since the standard library's heap has its greatest element on top.
    fn cmp(&self, other: &Self) -> Ordering {
        other.when.total_cmp(&self.when).then(other.number.cmp(&self.number))
    }
}

impl Machine {
    /// Has something happen when the clock gets there: the doing of the thread that runs now.
    pub fn later(&self, when: f64, action: impl FnOnce() + 'static) {
        let cause = self.thread.get().and_then(|thread| thread.started).or(self.tracer.cause());
        self.later_because(cause, when, action);
    }

    /// Has something happen when the clock gets there.
    pub fn later_because(&self, cause: Option<EventIndex>, when: f64, action: impl FnOnce() + 'static) {
        let number = self.next_outside.get();
        self.next_outside.set(number + 1);
        self.outside.borrow_mut().push(Outside { when, number, cause, action: Box::new(action) });
    }

    /// When the next thing happens outside.
    pub fn next_outside(self: &Rc<Self>) -> Option<f64> {
        if !self.next_turn.borrow().is_empty() {
            self.begin_turn();
        }
        self.wake_waiting();
        self.outside.borrow().peek().map(|next| next.when)
    }

    /// The clock of whoever runs now: a thread's own inside of it.
    pub fn now(&self) -> f64 {
        self.thread.get().map_or(self.clock.get(), |thread| thread.time)
    }

    /// Moves the clock; threads do on the way what they have to do by then.
    pub fn advance(self: &Rc<Self>, to: f64) {
        if self.outside.borrow().is_empty() && self.standing.borrow().is_empty() {
            if to > self.clock.get() {
                self.set_clock(to);
            }
            return;
        }
        loop {
            self.wake_waiting();
            let next = self.outside.borrow().peek().map(|next| next.when);
            let now = self.clock.get();
            // No time passes before everybody has done what there is to do now.
            if to > now && next.is_none_or(|next| next > now) && !self.next_turn.borrow().is_empty() {
                self.begin_turn();
                continue;
            }
            if next.is_none_or(|next| next > to) {
                break;
            }
            let Some(next) = self.outside.borrow_mut().pop() else { break };
            if next.when > self.clock.get() {
                self.set_clock(next.when);
            }
            let (task, cause) = (self.tracer.set_task(None), self.tracer.cause());
            self.tracer.set_cause(next.cause);
            (next.action)();
            self.tracer.set_cause(cause);
            self.tracer.set_task(task);
        }
        if to > self.clock.get() {
            self.set_clock(to);
        }
    }
}

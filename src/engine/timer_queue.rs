//! The timers that are to come, in the order in which they will be due.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::handle::TimerCell;

/// The timers that were set and are not due yet: the earliest deadline first, and at equal ones the timer that was set
/// first.
#[derive(Default)]
pub(super) struct TimerQueue {
    heap: BinaryHeap<Reverse<Scheduled>>,
}

/// A timer's place. What is compared stands here, since the queue compares much more often than anything else looks at a
/// timer.
pub(super) struct Scheduled {
    /// The deadline, as a number that rises with it.
    rank: u64,
    id: u32,
    pub timer: Rc<TimerCell>,
}

impl Scheduled {
    fn new(timer: Rc<TimerCell>) -> Self {
        // The bits of two floats compare as the floats do, but for their signs.
        let bits = (timer.deadline + 0.0).to_bits();
        let rank = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
        Self { rank, id: timer.id.0, timer }
    }

    /// When it is due. The timer itself is far away in memory.
    pub fn deadline(&self) -> f64 {
        f64::from_bits(if self.rank >> 63 == 1 { self.rank & !(1 << 63) } else { !self.rank })
    }

    fn place(&self) -> (u64, u32) {
        (self.rank, self.id)
    }
}

impl PartialEq for Scheduled {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl Eq for Scheduled {}

impl PartialOrd for Scheduled {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scheduled {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl TimerQueue {
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    pub fn push(&mut self, timer: Rc<TimerCell>) {
        self.heap.push(Reverse(Scheduled::new(timer)));
    }

    /// The one that is due next.
    pub fn peek(&self) -> Option<&Scheduled> {
        self.heap.peek().map(|next| &next.0)
    }

    pub fn pop(&mut self) -> Option<Rc<TimerCell>> {
        self.heap.pop().map(|next| next.0.timer)
    }

    /// Forgets the timers that were cancelled.
    pub fn drop_cancelled(&mut self) {
        self.heap.retain(|next| !next.0.timer.is_cancelled());
    }

    pub fn iter(&self) -> impl Iterator<Item = &TimerCell> {
        self.heap.iter().map(|next| &*next.0.timer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::handle::TimerJob;
    use crate::trace::TimerId;

    fn timer(id: u32, deadline: f64) -> Rc<TimerCell> {
        let callback = crate::engine::handle::Callback {
            name: "callback".into(),
            visible: true,
            context: None,
            run: Box::new(|| Ok(())),
        };
        TimerCell::new(TimerId(id), deadline, TimerJob::Call(callback), None)
    }

    proptest! {
        #[test]
        fn timers_leave_by_deadline_and_then_as_they_were_set(
            steps in proptest::collection::vec((0_u8..8, -3_i8..20), 0..2000)
        ) {
            let (mut queue, mut expected) = (TimerQueue::default(), Vec::new());
            for (id, (what, deadline)) in (0..).zip(steps) {
                let deadline = f64::from(deadline) / 4.0;
                match what {
                    0 => {
                        let next = queue.peek().map(|next| next.id);
                        let first = expected
                            .iter()
                            .copied()
                            .min_by(|a: &(f64, u32), b| a.partial_cmp(b).expect("no NaN"));
                        prop_assert_eq!(next, first.map(|(_, id)| id));
                        let deadline = queue.peek().map(|next| next.deadline());
                        prop_assert_eq!(deadline, first.map(|(deadline, _)| deadline));
                        prop_assert_eq!(queue.pop().map(|timer| timer.id.0), next);
                        expected.retain(|(_, id)| Some(*id) != next);
                    }
                    1 if id % 50 == 0 => {
                        for timer in queue.iter().filter(|timer| timer.id.0 % 3 == 0) {
                            timer.take_job();
                        }
                        queue.drop_cancelled();
                        expected.retain(|(_, id)| id % 3 != 0);
                    }
                    _ => {
                        queue.push(timer(id, deadline));
                        expected.push((deadline, id));
                    }
                }
                prop_assert_eq!(queue.len(), expected.len());
            }
        }
    }
}

//! The timers that are to come, in the order in which they will be due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::rc::Rc;

use super::handle::TimerCell;

/// So few timers are not worth a sort.
const FEW: usize = 256;
/// So many timers are looked at together before the first one's turn.
const AHEAD: usize = 16;

/// The timers that were set and are not due yet: the earliest deadline first, and at equal ones the timer that was set
/// first.
///
/// Many that are set at once are sorted once; then the next one is simply taken. A heap, which looks all over its memory
/// for each that it gives back, has only those that come by and by.
#[derive(Default)]
pub(in crate::engine) struct TimerQueue {
    /// Set since somebody asked what is next. Invariant: as they were set.
    fresh: Vec<Key>,
    /// Invariant: in order, the next one last.
    sorted: Vec<Key>,
    heap: BinaryHeap<Reverse<Key>>,
    /// The timers of all keys.
    places: Vec<Place>,
    /// The first place that is free.
    free: Option<u32>,
}

enum Place {
    Taken(Rc<TimerCell>),
    /// Also says which one is free after it.
    Free(Option<u32>),
}

impl Place {
    fn timer(&self) -> Option<&TimerCell> {
        match self {
            Self::Taken(timer) => Some(timer),
            Self::Free(_) => None,
        }
    }
}

/// When a timer is due, its number, and its place, from high to low. The bits of the deadline are such that they rise with
/// it. Comparing keys is what the queue does most, and the timers themselves are far away in memory.
type Key = u128;

fn key(timer: &TimerCell, place: u32) -> Key {
    // The bits of two floats compare as the floats do, but for their signs.
    let bits = (timer.deadline.get() + 0.0).to_bits();
    let rank = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    Key::from(rank) << 64 | Key::from(timer.id.0) << 32 | Key::from(place)
}

fn deadline(key: Key) -> f64 {
    let rank = (key >> 64) as u64;
    f64::from_bits(if rank >> 63 == 1 { rank & !(1 << 63) } else { !rank })
}

fn place(key: Key) -> usize {
    key as u32 as usize
}

impl TimerQueue {
    pub fn len(&self) -> usize {
        self.fresh.len() + self.sorted.len() + self.heap.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn push(&mut self, timer: Rc<TimerCell>) {
        let place = self.free.unwrap_or(self.places.len() as u32);
        self.fresh.push(key(&timer, place));
        match self.places.get_mut(place as usize) {
            Some(free) => {
                if let Place::Free(next) = std::mem::replace(free, Place::Taken(timer)) {
                    self.free = next;
                }
            }
            None => self.places.push(Place::Taken(timer)),
        }
    }

    /// When the next one is due.
    pub fn next_deadline(&mut self) -> Option<f64> {
        self.next().map(deadline)
    }

    /// Whether the next one was cancelled.
    pub fn next_is_cancelled(&mut self) -> bool {
        let next = self.next().and_then(|key| self.places[place(key)].timer());
        next.is_some_and(TimerCell::is_cancelled)
    }

    pub fn pop(&mut self) -> Option<Rc<TimerCell>> {
        let next = self.next()?;
        if self.sorted.last() == Some(&next) {
            if self.sorted.len().is_multiple_of(AHEAD) {
                self.look_ahead();
            }
            self.sorted.pop();
        } else {
            self.heap.pop();
        }
        let free = self.free.replace(next as u32);
        match std::mem::replace(&mut self.places[place(next)], Place::Free(free)) {
            Place::Taken(timer) => Some(timer),
            Place::Free(_) => None,
        }
    }

    /// Has the next timers come from the memory: together they take hardly longer than one of them would.
    fn look_ahead(&self) {
        let next = self.sorted.iter().rev().take(AHEAD);
        let scheduled =
            next.filter_map(|key| self.places[place(*key)].timer()).filter(|timer| timer.scheduled.get());
        black_box(scheduled.count());
    }

    /// Forgets the timers that were cancelled.
    pub fn drop_cancelled(&mut self) {
        let (places, free) = (&mut self.places, &mut self.free);
        let mut stays = |key: Key| {
            let timer = &mut places[place(key)];
            let is_cancelled = timer.timer().is_none_or(TimerCell::is_cancelled);
            if is_cancelled {
                *timer = Place::Free(free.replace(key as u32));
            }
            !is_cancelled
        };
        self.fresh.retain(|key| stays(*key));
        self.sorted.retain(|key| stays(*key));
        self.heap.retain(|key| stays(key.0));
    }

    pub fn iter(&self) -> impl Iterator<Item = &TimerCell> {
        self.timers().map(|timer| &**timer)
    }

    pub fn timers(&self) -> impl Iterator<Item = &Rc<TimerCell>> {
        self.places.iter().filter_map(|place| match place {
            Place::Taken(timer) => Some(timer),
            Place::Free(_) => None,
        })
    }

    fn next(&mut self) -> Option<Key> {
        if !self.fresh.is_empty() {
            self.take_in();
        }
        let heap = self.heap.peek().map(|key| key.0);
        match (heap, self.sorted.last().copied()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }

    fn take_in(&mut self) {
        if self.fresh.len() < FEW.max(self.sorted.len() / 8) {
            self.heap.extend(self.fresh.drain(..).map(Reverse));
            return;
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        sort_falling(&mut fresh);
        if self.sorted.is_empty() {
            self.sorted = fresh;
            return;
        }
        let before = std::mem::take(&mut self.sorted);
        self.sorted.reserve_exact(before.len() + fresh.len());
        let mut before = before.into_iter().peekable();
        for key in fresh {
            while let Some(later) = before.next_if(|before| *before > key) {
                self.sorted.push(later);
            }
            self.sorted.push(key);
        }
        self.sorted.extend(before);
    }
}

/// Sorts keys that were made in this order so that the next one is last: digit by digit of their deadlines, from the lowest.
/// The library's sort would cost the page's workers 3 kB, and take longer.
fn sort_falling(keys: &mut Vec<Key>) {
    keys.reverse();
    let mut sorted = vec![0; keys.len()];
    for shift in (64..128).step_by(8) {
        let digit = |key: Key| usize::from(!((key >> shift) as u8));
        let mut starts = [0_usize; 256];
        keys.iter().for_each(|key| starts[digit(*key)] += 1);
        if starts.contains(&keys.len()) {
            continue;
        }
        let mut start = 0;
        for place in &mut starts {
            start += std::mem::replace(place, start);
        }
        for key in &*keys {
            let place = &mut starts[digit(*key)];
            sorted[*place] = *key;
            *place += 1;
        }
        std::mem::swap(keys, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::event_loop::handle::{Callback, TimerJob};
    use crate::trace::TimerId;

    fn timer(id: u32, deadline: f64) -> Rc<TimerCell> {
        let callback =
            Callback { name: "callback".into(), visible: true, context: None, run: Box::new(|| Ok(())) };
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
                        let deadline = queue.next_deadline();
                        let first = expected
                            .iter()
                            .copied()
                            .min_by(|a: &(f64, u32), b| a.partial_cmp(b).expect("no NaN"));
                        prop_assert_eq!(deadline, first.map(|(deadline, _)| deadline));
                        let next = queue.pop().map(|timer| timer.id.0);
                        prop_assert_eq!(next, first.map(|(_, id)| id));
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

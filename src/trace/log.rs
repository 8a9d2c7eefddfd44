//! The events of a run, in order.

use std::rc::Rc;

use super::event::Event;
use super::subjects::EventIndex;

/// So many events are in a chunk.
const CHUNK: usize = 512;

/// The events of a run. The index of an event is its position in the run, and its cause always stands before it.
///
/// Of a run without an end the oldest events are let go of: what names them finds nothing. Copies share what they have in
/// common.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The index of the first event in the chunks.
    start: usize,
    /// The index of the oldest event that is kept.
    // Invariant: in the first chunk, unless there is none.
    first: usize,
    // Invariant: all but the last one are full, and none is empty.
    chunks: Vec<Rc<Vec<Event>>>,
}

impl Log {
    /// A log without events.
    pub fn new() -> Self {
        Self::default()
    }

    /// A log whose first event will have this index: the ones before it are elsewhere.
    pub fn starting_at(index: usize) -> Self {
        Self { start: index, first: index, chunks: Vec::new() }
    }

    /// Adds an event at the end and says where it stands.
    ///
    /// # Panics
    ///
    /// In debug builds, if the event names a cause that does not stand before it.
    pub fn push(&mut self, event: Event) -> EventIndex {
        let index = EventIndex(self.len() as u32);
        debug_assert!(
            event.cause().is_none_or(|cause| cause < index),
            "a cause comes before its effect: {event:?}"
        );
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Rc::make_mut(last).push(event),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(event);
                self.chunks.push(Rc::new(chunk));
            }
        }
        index
    }

    /// Adds what comes next. What does not begin where this ends is refused.
    pub fn append(&mut self, next: &Log) -> bool {
        let fits = next.first == self.len();
        if fits {
            next.iter().for_each(|(_, event)| _ = self.push(event.clone()));
        }
        fits
    }

    /// Lets go of the events before an index.
    pub fn forget_before(&mut self, index: usize) {
        self.first = index.clamp(self.first, self.len());
        let gone = ((self.first - self.start) / CHUNK).min(self.chunks.len());
        self.chunks.drain(..gone);
        self.start = if self.chunks.is_empty() { self.first } else { self.start + gone * CHUNK };
    }

    /// How many events there have been: the index of the next one.
    pub fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.len());
        self.start + last
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The index of the oldest event that is kept: 0 unless some were let go of.
    pub fn first(&self) -> usize {
        self.first
    }

    /// How many events are kept.
    pub fn kept(&self) -> usize {
        self.len() - self.first
    }

    /// The event at an index, if it is kept.
    pub fn get(&self, index: EventIndex) -> Option<&Event> {
        let index = index.0 as usize;
        if index < self.first {
            return None;
        }
        let place = index - self.start;
        self.chunks.get(place / CHUNK)?.get(place % CHUNK)
    }

    /// All events that are kept, with their indices.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (EventIndex, &Event)> + ExactSizeIterator {
        (self.first..self.len()).map(|index| {
            let place = index - self.start;
            (EventIndex(index as u32), &self.chunks[place / CHUNK][place % CHUNK])
        })
    }

    /// The chain of causes of an event: itself first, its root cause, or the oldest that is kept, last.
    pub fn causes(&self, index: EventIndex) -> impl Iterator<Item = (EventIndex, &Event)> {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let index = next?;
            let event = self.get(index)?;
            next = event.cause();
            Some((index, event))
        })
    }
}

/// Two logs are equal if the events that they keep are.
impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        self.first == other.first && self.len() == other.len() && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::EventKind;

    fn event(number: u32) -> Event {
        let cause = number.checked_sub(1).map(EventIndex);
        let kind = EventKind::IterationBegan { ready: number };
        Event::new((0.0, number), None, None, cause, kind)
    }

    #[test]
    fn segments_make_the_log_of_the_whole_and_what_is_forgotten_is_not_found() {
        let mut whole = Log::new();
        let mut grown = Log::new();
        let mut number = 0;
        for length in [1, 700, 0, 512, 3, 2_000] {
            let mut segment = Log::starting_at(number as usize);
            for _ in 0..length {
                whole.push(event(number));
                segment.push(event(number));
                number += 1;
            }
            assert!(grown.append(&segment));
        }
        assert_eq!(whole, grown);
        assert!(!grown.append(&Log::new()), "it must begin where the log ends");

        let before = grown.clone();
        grown.forget_before(1_300);
        assert_eq!((grown.first(), grown.len(), grown.kept()), (1_300, 3_216, 1_916));
        assert_eq!(grown.get(EventIndex(1_299)), None);
        assert_eq!(grown.get(EventIndex(1_300)), Some(&event(1_300)));
        assert_eq!(grown.causes(EventIndex(1_310)).count(), 11);
        assert_eq!(grown.iter().next().unwrap().0, EventIndex(1_300));
        assert_eq!(before.kept(), 3_216, "a copy keeps what it had");
        assert_eq!(Log::from_bytes(&grown.to_bytes()), Some(grown.clone()));

        grown.forget_before(usize::MAX);
        assert_eq!((grown.kept(), grown.len()), (0, 3_216));
        assert_eq!(grown.push(event(3_216)), EventIndex(3_216));
    }
}

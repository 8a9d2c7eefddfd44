//! The events of a run, in order.

use super::event::Event;
use super::subjects::EventIndex;

/// The events of a run. The index of an event is its position, and its cause always stands before it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Log {
    events: Vec<Event>,
}

impl Log {
    /// A log without events.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an event at the end and says where it stands.
    ///
    /// # Panics
    ///
    /// In debug builds, if the event names a cause that does not stand before it.
    pub fn push(&mut self, event: Event) -> EventIndex {
        let index = EventIndex(self.events.len() as u32);
        debug_assert!(
            event.cause.is_none_or(|cause| cause < index),
            "a cause comes before its effect: {event:?}"
        );
        self.events.push(event);
        index
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event at an index.
    pub fn get(&self, index: EventIndex) -> Option<&Event> {
        self.events.get(index.0 as usize)
    }

    /// All events with their indices.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (EventIndex, &Event)> + ExactSizeIterator {
        self.events.iter().enumerate().map(|(index, event)| (EventIndex(index as u32), event))
    }

    /// The chain of causes of an event: itself first, its root cause last.
    pub fn causes(&self, index: EventIndex) -> impl Iterator<Item = (EventIndex, &Event)> {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let index = next?;
            let event = self.get(index)?;
            next = event.cause;
            Some((index, event))
        })
    }
}

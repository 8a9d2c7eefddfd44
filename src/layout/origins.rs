//! What the events of a run stand for once it is drawn: cards, and lines of the text in tasks.

use std::collections::HashMap;

use super::drawing::{Reader, block_of};
use crate::order::sort_by_key;
use crate::program::Place;
use crate::scene::{BlockId, IdSet};
use crate::trace::{EventKind, FutureId, Log, Origin};

/// An origin of its own for every event that makes a card, and one for every line in every task.
#[derive(Default)]
pub(super) struct Labels {
    pub places: Vec<Place>,
    known: HashMap<Place, Origin>,
    /// The tasks that have begun.
    begun: IdSet,
    /// Those of cards that are gone: they stand for nothing any more.
    free: Vec<Origin>,
}

impl Labels {
    /// The log with these origins.
    pub fn relabel(&mut self, reader: &Reader, log: &Log) -> Log {
        let made: HashMap<usize, BlockId> = reader.cards.iter().map(|(id, card)| (card.made, *id)).collect();
        let mut relabelled = Log::starting_at(log.first());
        for (index, event) in log.iter() {
            let mut event = event.clone();
            let place = match made.get(&(index.0 as usize)) {
                Some(id) => Some(Place::Block { block: id.0, step: None }),
                None => {
                    let task = event.task().map(block_of).filter(|task| !reader.hidden.contains(task));
                    // A task that begins is at none of its lines yet, but where it was made.
                    let begins =
                        matches!(event.kind, EventKind::StepBegan { task } if self.begins(reader, task));
                    task.filter(|task| !begins && reader.cards.contains_key(task))
                        .zip(event.origin())
                        .map(|(task, line)| Place::Block { block: task.0, step: Some(line.0) })
                }
            };
            event.set_origin(place.map(|place| self.origin_of(place)));
            relabelled.push(event);
        }
        relabelled
    }

    /// Lets go of the places of cards that are gone. No event that is still kept has them.
    pub fn forget(&mut self, gone: &IdSet) {
        if gone.is_empty() {
            return;
        }
        let free = &mut self.free;
        self.known.retain(|place, origin| {
            let is_gone = matches!(place, Place::Block { block, .. } if gone.contains(&BlockId(*block)));
            if is_gone {
                free.push(*origin);
            }
            !is_gone
        });
        // In no order that differs from one time to the next.
        sort_by_key(&mut self.free, |origin| origin.0);
        self.begun.retain(|task| !gone.contains(task));
    }

    fn begins(&mut self, reader: &Reader, task: FutureId) -> bool {
        reader.cards.contains_key(&block_of(task)) && self.begun.insert(block_of(task))
    }

    fn origin_of(&mut self, place: Place) -> Origin {
        if let Some(origin) = self.known.get(&place) {
            return *origin;
        }
        let origin = match self.free.pop() {
            Some(origin) => {
                self.places[origin.0 as usize] = place;
                origin
            }
            None => {
                self.places.push(place);
                Origin(self.places.len() as u32 - 1)
            }
        };
        self.known.insert(place, origin);
        origin
    }
}

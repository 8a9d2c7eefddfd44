//! The drawing of a run that goes on: it grows with the run, and what is drawn already stays where it is.

use std::collections::BTreeSet;

use super::drawing::{Drawing, Reader};
use super::origins::Labels;
use crate::scene::{BlockId, IdMap, IdSet, Point};
use crate::trace::Log;

/// Cards that come later stand in so many columns below the others, until one goes whose place they can take.
const COLUMNS: usize = 6;
/// How far apart they are.
const STRIDE: Point = Point { x: 256.0, y: 136.0 };

/// The drawing of a run that goes on.
pub struct LiveDrawing {
    reader: Reader,
    labels: Labels,
    places: Places,
    /// What has ended is drawn until so many events have come after it.
    kept: usize,
}

impl LiveDrawing {
    /// Before the first event. What ended more than `kept` events ago is no longer drawn.
    pub fn new(kept: usize) -> Self {
        Self { reader: Reader::default(), labels: Labels::default(), places: Places::default(), kept }
    }

    /// The drawing of the run with what has come to it; its log is that alone.
    pub fn extend(&mut self, next: &Log) -> Drawing {
        self.reader.settled = next.first();
        self.reader.read_all(next);
        let log = self.labels.relabel(&self.reader, next);
        // Only now: what has just been relabelled is kept. The whole thousands, so that the drawing does not change each time.
        let oldest = next.len().saturating_sub(self.kept) / 1024 * 1024;
        let gone = self.reader.forget_before(oldest);
        self.labels.forget(&gone);
        let drawing = self.reader.clone().draw(&mut self.places);
        Drawing { log, places: self.labels.places.clone(), ..drawing }
    }
}

/// Where cards are.
#[derive(Default)]
pub(super) struct Places {
    cards: IdMap<(Point, bool)>,
    /// What they are called.
    names: IdMap<Named>,
    /// Places of cards that are gone, and whether these were tasks.
    vacant: Vec<(Point, bool)>,
    /// Below this no card stood at first.
    bottom: f64,
    added: usize,
}

/// A card's name, and the one that it would have if no other one had it.
struct Named {
    wished: String,
    label: String,
}

impl Places {
    /// The positions of cards: where they were, where they are wished at first, or where there is room.
    pub fn settle(
        &mut self,
        order: &[BlockId],
        wished: Vec<Point>,
        is_task: impl Fn(&BlockId) -> bool,
    ) -> Vec<Point> {
        let known: IdSet = order.iter().copied().collect();
        let gone: Vec<BlockId> = self.cards.keys().filter(|id| !known.contains(id)).copied().collect();
        self.vacant.extend(gone.iter().filter_map(|id| self.cards.remove(id)));
        if self.cards.is_empty() && self.added == 0 {
            self.vacant.clear();
            self.bottom = wished.iter().fold(0.0, |bottom, at| at.y.max(bottom));
            for (id, at) in order.iter().zip(&wished) {
                self.cards.insert(*id, (*at, is_task(id)));
            }
            return wished;
        }
        for id in order {
            if !self.cards.contains_key(id) {
                let at = self.room(is_task(id));
                self.cards.insert(*id, (at, is_task(id)));
            }
        }
        order.iter().map(|id| self.cards[id].0).collect()
    }

    /// The names that cards have already.
    pub fn labels(&mut self, known: &IdSet) -> BTreeSet<String> {
        let gone: Vec<BlockId> = self.names.keys().filter(|id| !known.contains(id)).copied().collect();
        gone.iter().for_each(|id| _ = self.names.remove(id));
        self.names.values().map(|named| named.label.clone()).collect()
    }

    /// What a card is called: the same as before, or what no other one is called.
    pub fn label_of(&mut self, id: BlockId, wished: &str, taken: &mut BTreeSet<String>) -> String {
        if let Some(named) = self.names.get(&id).filter(|named| named.wished == wished) {
            return named.label.clone();
        }
        let mut label = wished.to_owned();
        let mut n = 1;
        while !taken.insert(label.clone()) {
            n += 1;
            label = format!("{wished} {n}");
        }
        self.names.insert(id, Named { wished: wished.to_owned(), label: label.clone() });
        label
    }

    fn room(&mut self, is_task: bool) -> Point {
        if let Some(position) = self.vacant.iter().position(|vacant| vacant.1 == is_task) {
            return self.vacant.remove(position).0;
        }
        let (column, row) = (self.added % COLUMNS, self.added / COLUMNS + 1);
        self.added += 1;
        Point { x: column as f64 * STRIDE.x, y: self.bottom + row as f64 * STRIDE.y }
    }
}

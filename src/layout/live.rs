//! The drawing of a run that goes on: it grows with the run, and what is drawn already stays where it is.

use std::collections::HashSet;

use super::drawing::{Drawing, Reader};
use super::geometry::Size;
use super::origins::Labels;
use crate::playback::shortened;
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

    /// To be shown on a stage with so much room for it, in screen pixels.
    pub fn on_stage(mut self, room: Size) -> Self {
        self.places.room = Some(room);
        self
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

    /// The drawing as it is now, arranged anew for a stage with so much room; without a log. `None` if it would be hardly
    /// larger there.
    pub fn arranged(&mut self, room: Size) -> Option<Drawing> {
        /// So much larger it has to be for people to find their cards elsewhere.
        const BETTER: f64 = 1.1;
        let mut places = Places { room: Some(room), ..Places::default() };
        std::mem::swap(&mut places.names, &mut self.places.names);
        let drawing = self.reader.clone().draw(&mut places);
        std::mem::swap(&mut places.names, &mut self.places.names);
        let zoom = |places: &Places| self.reader.zoom_on(places, room);
        if zoom(&places) < zoom(&self.places) * BETTER {
            return None;
        }
        places.names = std::mem::take(&mut self.places.names);
        self.places = places;
        Some(drawing)
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
    /// The room on the stage where they are shown, if that is known.
    pub room: Option<Size>,
    /// Whether cards of tasks are small.
    pub is_compact: bool,
}

/// A card's name, and the one that it would have if no other one had it.
struct Named {
    wished: String,
    label: String,
}

impl Places {
    /// Where a card is.
    pub fn of(&self, id: BlockId) -> Option<Point> {
        self.cards.get(&id).map(|(at, _)| *at)
    }

    /// Whether nothing has its place yet.
    pub fn is_new(&self) -> bool {
        self.cards.is_empty() && self.added == 0
    }

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
        if self.is_new() {
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
    pub fn labels(&mut self, known: &IdSet) -> HashSet<String> {
        let gone: Vec<BlockId> = self.names.keys().filter(|id| !known.contains(id)).copied().collect();
        gone.iter().for_each(|id| _ = self.names.remove(id));
        self.names.values().map(|named| named.label.clone()).collect()
    }

    /// What a card is called: the same as before, or what no other one is called.
    pub fn label_of(&mut self, id: BlockId, wished: &str, taken: &mut HashSet<String>) -> String {
        if let Some(named) = self.names.get(&id).filter(|named| named.wished == wished) {
            return named.label.clone();
        }
        let short = fitting(wished);
        let mut label = short.clone();
        let mut n = 1;
        while !taken.insert(label.clone()) {
            n += 1;
            label = format!("{short} {n}");
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

/// A name as a scene allows it: on one line, and not so long that no number could be put behind it.
fn fitting(name: &str) -> String {
    /// Characters; a scene allows 60.
    const MOST: usize = 54;
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let short = shortened(name.trim(), MOST);
    let plain: String = short.chars().map(|c| if breaks(c) { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_long_keeps_its_beginning_and_its_end() {
        let long = format!("fetch https://example.org/{}/item-37", "a".repeat(80));
        let short = fitting(&long);
        assert_eq!(short.chars().count(), 54);
        assert!(short.starts_with("fetch https://example.org/") && short.ends_with("/item-37"), "{short}");
        assert_eq!(fitting(" two\nlines\t"), "two lines");
        assert_eq!(fitting("作業"), "作業");
    }
}

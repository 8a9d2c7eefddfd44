//! A stretch of a run that is played over and over.

use super::{Pacing, Player, Splice};

/// What is shorter than this is no stretch.
const SHORTEST_MS: f64 = 40.0;

/// A stretch of display time that is played over and over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Where it begins, in milliseconds of display time.
    pub from_ms: f64,
    /// Where it ends. Invariant: after `from_ms`, and not after the end of the run.
    pub to_ms: f64,
}

impl Range {
    /// Where playing is that has gone beyond the end.
    pub(super) fn wrapped(self, at_ms: f64) -> f64 {
        let over_ms = (at_ms - self.to_ms) % (self.to_ms - self.from_ms);
        // What is infinitely far beyond begins again.
        self.from_ms + if over_ms >= 0.0 { over_ms } else { 0.0 }
    }

    /// The same stretch of another run that is the same up to its end.
    pub(super) fn moved(self, old: &Pacing, new: &Pacing, splice: &Splice) -> Option<Self> {
        let moved = |ms: f64| {
            let cursor = old.cursor_at(ms);
            let since_ms = ms - old.display_ms_of(cursor);
            Some(new.display_ms_of(splice.new_cursor_of(cursor)?) + since_ms)
        };
        let (from_ms, to_ms) = (moved(self.from_ms)?, moved(self.to_ms)?.min(new.total_ms()));
        (to_ms - from_ms >= SHORTEST_MS).then_some(Range { from_ms, to_ms })
    }
}

impl Player {
    pub(super) fn range_between(&self, one_ms: f64, other_ms: f64) -> Option<Range> {
        let within = |ms: f64| ms.max(0.0).min(self.recording.pacing().total_ms());
        let (one_ms, other_ms) = (within(one_ms), within(other_ms));
        let (from_ms, to_ms) = (one_ms.min(other_ms), one_ms.max(other_ms));
        (to_ms - from_ms >= SHORTEST_MS).then_some(Range { from_ms, to_ms })
    }

    pub(super) fn begin_range(&mut self) {
        let end_ms = self.recording.pacing().total_ms();
        let to_ms = self.range.map(|range| range.to_ms).filter(|to_ms| *to_ms > self.position_ms);
        self.set_range(self.position_ms, to_ms.unwrap_or(end_ms));
    }

    pub(super) fn end_range(&mut self) {
        let from_ms = self.range.map(|range| range.from_ms).filter(|from_ms| *from_ms < self.position_ms);
        self.set_range(from_ms.unwrap_or(0.0), self.position_ms);
    }

    /// A stretch that is too short changes nothing.
    fn set_range(&mut self, from_ms: f64, to_ms: f64) {
        self.range = self.range_between(from_ms, to_ms).or(self.range);
    }
}

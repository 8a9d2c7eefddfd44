//! How time goes by while playing.

use super::{Player, Speed};

/// However slowly a run plays, no gap between two events in which nothing but time passes takes longer than this.
const LONGEST_GAP_MS: f64 = 4_000.0;

impl Player {
    /// Lets time go by. Returns whether that changed anything.
    pub fn advance(&mut self, elapsed_ms: f64) -> bool {
        if !self.is_moving() {
            return false;
        }
        // Not a number is no time.
        let elapsed_ms = elapsed_ms.max(0.0);
        if !self.is_playing {
            self.position_ms = (self.position_ms + elapsed_ms * self.speed.factor()).min(self.glide_to_ms);
            return elapsed_ms > 0.0;
        }
        let total_ms = self.recording.pacing().total_ms();
        let range = self.range.filter(|range| self.position_ms < range.to_ms);
        let end_ms = range.map_or(total_ms, |range| range.to_ms);
        let is_instant = self.speed == Speed::Instant;
        let reached_ms = if is_instant { end_ms } else { self.reached_ms(elapsed_ms) };
        match range {
            Some(range) if reached_ms >= end_ms && !is_instant => self.seek_ms(range.wrapped(reached_ms)),
            _ => {
                self.steps.clear();
                self.position_ms = reached_ms.min(end_ms);
                let cursor = self.recording.pacing().cursor_at(self.position_ms).max(self.cursor());
                self.recording.move_view(&mut self.view, cursor);
                self.glide_to_ms = self.position_ms;
                // What goes on is waited for.
                let goes_on = range.is_none() && self.recording.is_open();
                self.is_playing = self.position_ms < end_ms || goes_on;
            }
        }
        true
    }

    /// How far playing comes in so much time. Played slowly, every event has its time, but where nothing happens for
    /// long it goes on a little faster.
    fn reached_ms(&self, elapsed_ms: f64) -> f64 {
        let pacing = self.recording.pacing();
        let factor = self.speed.factor();
        let (mut at_ms, mut left_ms) = (self.position_ms, elapsed_ms);
        if factor >= 1.0 {
            return at_ms + left_ms * factor;
        }
        let mut cursor = pacing.cursor_at(at_ms).max(self.cursor());
        while left_ms > 0.0 && at_ms < pacing.total_ms() {
            let (until_ms, here) = match pacing.gap_after(cursor) {
                Some((from_ms, to_ms)) if at_ms >= from_ms => {
                    (to_ms, factor.max((to_ms - from_ms) / LONGEST_GAP_MS))
                }
                Some((from_ms, _)) => (from_ms, factor),
                None if cursor < self.recording.len() => (pacing.display_ms_of(cursor + 1), factor),
                None => (pacing.total_ms(), factor),
            };
            let needed_ms = (until_ms - at_ms).max(0.0) / here;
            if needed_ms > left_ms {
                return at_ms + left_ms * here;
            }
            left_ms -= needed_ms;
            at_ms = at_ms.max(until_ms);
            cursor = pacing.cursor_at(at_ms).max(cursor);
        }
        at_ms
    }
}

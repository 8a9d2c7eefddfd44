//! What is around the lanes: the grid below them, the ruler above, the scrollbar beside.

use super::{Brush, Ink, LETTER, Pen, ROW, RULER, Scenery, Stroke};
use crate::layout::lanes::{Axis, Grid};
use crate::program::rounded;

impl<P: Pen> Brush<'_, P> {
    /// What lies below the lanes: the selected ones, the grid.
    pub(super) fn ground(&self, grid: &Grid) {
        let Scenery { window, height, selected, range, .. } = self.scenery;
        for row in selected.iter().map(|lane| self.run.rows.row_of(*lane)) {
            self.fill(Ink::Hover, 0.0, self.y_of(row) - ROW / 2.0, window.width, ROW);
        }
        for x in grid.lines.iter().map(|x| x.round()) {
            self.pen.fill(Ink::Line, 0.6, (x, RULER), (1.0, height - RULER));
        }
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            self.pen.fill(Ink::Text, 0.06, (from, RULER), (to - from, height - RULER));
        }
    }

    /// Times and iterations.
    pub(super) fn ruler(&self, grid: &Grid) {
        let Scenery { window, range, .. } = self.scenery;
        self.fill(Ink::Surface, 0.0, 0.0, window.width, RULER);
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            self.pen.fill(Ink::Text, 0.14, (from, 0.0), (to - from, RULER));
            for (x, inwards) in [(from, 4.0), (to, -4.0)] {
                let bracket = [(x + inwards, 2.0), (x, 2.0), (x, RULER - 2.0), (x + inwards, RULER - 2.0)];
                self.pen.lines(Stroke::new(Ink::Text, 2.0), &bracket);
            }
        }
        for (position, tick) in grid.times.iter().enumerate() {
            let next = grid.times.get(position + 1).map(|next| next.x);
            self.fill(Ink::LineStrong, tick.x.round(), 0.0, 1.0, RULER / 2.0);
            self.tick(&(rounded(tick.value, 6) + " s"), tick.x, next, 9.0, Ink::Text2);
        }
        for (position, tick) in grid.iterations.iter().enumerate() {
            let next = grid.iterations.get(position + 1).map(|next| next.x);
            let (first, last) = tick.value;
            let text = match last > first {
                true => first.to_string() + "\u{2013}" + &last.to_string(),
                false => first.to_string(),
            };
            self.fill(Ink::Line, tick.x.round(), RULER / 2.0, 1.0, RULER / 2.0);
            self.tick(&text, tick.x, next, RULER - 7.5, Ink::Text3);
        }
        self.fill(Ink::Line, 0.0, RULER - 1.0, window.width, 1.0);
    }

    /// What a tick says. Over steps it holds up to the next tick, and stays in sight for as long.
    fn tick(&self, text: &str, x: f64, next: Option<f64>, y: f64, ink: Ink) {
        let window = &self.scenery.window;
        let mut at = x.round() + 4.0;
        if at < 4.0 && window.axis == Axis::Steps {
            let wide = text.chars().count() as f64 * LETTER;
            at = next.map_or(4.0, |next| (next - wide - 6.0).min(4.0)).max(at);
        }
        self.pen.text(ink, text, (at, y), false);
    }

    /// Where the lanes that are seen are among all of them.
    pub(super) fn scrollbar(&self) {
        let Scenery { window, height, scrolled, .. } = self.scenery;
        let (room, all) = (height - RULER, self.run.rows.len() as f64 * ROW);
        if all > room && room > 0.0 {
            let length = (room * room / all).max(12.0);
            let at = RULER + (room - length) * (scrolled / (all - room)).clamp(0.0, 1.0);
            self.fill(Ink::LineStrong, window.width - 4.0, at, 3.0, length);
        }
    }
}

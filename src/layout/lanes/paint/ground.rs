//! What is around the lanes: the grid below them, the ruler above, the scrollbar beside.

use super::brush::{Brush, LETTER};
use super::chart::{ROW, RULER};
use super::paint::Scenery;
use crate::layout::lanes::{Axis, Grid};
use crate::ui::words::number;

impl Brush<'_> {
    /// What lies below the lanes: the selected ones, the grid.
    pub fn ground(&self, grid: &Grid) {
        let Scenery { window, height, selected, range, .. } = self.scenery;
        let context = self.context;
        for row in selected.iter().map(|lane| self.run.rows.row_of(*lane)) {
            self.fill(&self.palette.hover, 0.0, self.y_of(row) - ROW / 2.0, window.width, ROW);
        }
        context.set_global_alpha(0.6);
        context.set_line_width(1.0);
        context.set_stroke_style_str(&self.palette.line);
        context.begin_path();
        for x in grid.lines.iter().map(|x| x.round() + 0.5) {
            context.move_to(x, RULER);
            context.line_to(x, *height);
        }
        context.stroke();
        context.set_global_alpha(1.0);
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            context.set_global_alpha(0.06);
            self.fill(&self.palette.ink, from, RULER, to - from, height - RULER);
            context.set_global_alpha(1.0);
        }
    }

    /// Times and iterations.
    pub fn ruler(&self, grid: &Grid) {
        let Scenery { window, range, .. } = self.scenery;
        let (context, palette) = (self.context, self.palette);
        self.fill(&palette.surface, 0.0, 0.0, window.width, RULER);
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            context.set_global_alpha(0.14);
            self.fill(&palette.ink, from, 0.0, to - from, RULER);
            context.set_global_alpha(1.0);
            for (x, inwards) in [(from, 4.0), (to, -4.0)] {
                context.set_stroke_style_str(&palette.ink);
                context.set_line_width(2.0);
                self.path(&[(x + inwards, 2.0), (x, 2.0), (x, RULER - 2.0), (x + inwards, RULER - 2.0)]);
                context.stroke();
            }
        }
        for (position, tick) in grid.times.iter().enumerate() {
            let next = grid.times.get(position + 1).map(|next| next.x);
            self.fill(&palette.line_strong, tick.x.round(), 0.0, 1.0, RULER / 2.0);
            self.tick(&(number(tick.value) + " s"), tick.x, next, 9.0, &palette.ink_2);
        }
        for (position, tick) in grid.iterations.iter().enumerate() {
            let next = grid.iterations.get(position + 1).map(|next| next.x);
            let (first, last) = tick.value;
            let text = match last > first {
                true => first.to_string() + "\u{2013}" + &last.to_string(),
                false => first.to_string(),
            };
            self.fill(&palette.line, tick.x.round(), RULER / 2.0, 1.0, RULER / 2.0);
            self.tick(&text, tick.x, next, RULER - 7.5, &palette.ink_3);
        }
        self.fill(&palette.line, 0.0, RULER - 1.0, window.width, 1.0);
    }

    /// What a tick says. Over steps it holds up to the next tick, and stays in sight for as long.
    fn tick(&self, text: &str, x: f64, next: Option<f64>, y: f64, colour: &str) {
        let window = &self.scenery.window;
        let mut at = x.round() + 4.0;
        if at < 4.0 && window.axis == Axis::Steps {
            let wide = text.chars().count() as f64 * LETTER;
            at = next.map_or(4.0, |next| (next - wide - 6.0).min(4.0)).max(at);
        }
        self.context.set_fill_style_str(colour);
        self.text(text, at, y);
    }

    /// Where the lanes that are seen are among all of them.
    pub fn scrollbar(&self) {
        let Scenery { window, height, scrolled, .. } = self.scenery;
        let (room, all) = (height - RULER, self.run.rows.len() as f64 * ROW);
        if all > room && room > 0.0 {
            let length = (room * room / all).max(12.0);
            let at = RULER + (room - length) * (scrolled / (all - room)).clamp(0.0, 1.0);
            self.fill(&self.palette.line_strong, window.width - 4.0, at, 3.0, length);
        }
    }
}

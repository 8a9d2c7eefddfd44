//! Painting the timeline on its canvas.

use web_sys::CanvasRenderingContext2d;

use super::brush::Brush;
use super::chart::{Charted, ROW, RULER};
use super::palette::Palette;
use crate::layout::lanes::{Grid, Window, pieces};
use crate::trace::EventIndex;

/// What is painted beside the run itself.
pub struct Scenery<'a> {
    /// What part of the time is seen.
    pub window: Window,
    /// How high the canvas is, in pixels.
    pub height: f64,
    /// How far the lanes are scrolled.
    pub scrolled: f64,
    /// The lanes that are selected.
    pub selected: &'a [usize],
    /// What is played over and over, on the axis.
    pub range: Option<(f64, f64)>,
    /// The moments of an explanation, each with its number.
    pub chain: &'a [(usize, EventIndex)],
}

/// Paints everything but the playhead.
pub fn paint(context: &CanvasRenderingContext2d, palette: &Palette, run: &Charted, scenery: &Scenery) {
    let brush = Brush { context, palette, run, scenery };
    brush.paint();
}

impl Brush<'_> {
    fn paint(&self) {
        let Scenery { window, height, .. } = self.scenery;
        let Palette { surface, font, .. } = self.palette;
        self.context.set_font(&("11px ".to_owned() + font));
        self.context.set_text_baseline("middle");
        self.fill(surface, 0.0, 0.0, window.width, *height);
        let grid = Grid::of(&self.run.recording, &self.run.lanes, window);
        self.ground(&grid);
        let seen = self.seen();
        let mut drawn = Vec::new();
        for (row, lane) in self.run.rows.within(seen.clone()) {
            let lane = &self.run.lanes.all()[lane];
            pieces(&self.run.recording, lane, window, &mut drawn);
            self.lane(lane, self.y_of(row), &drawn);
        }
        for arrow in self.run.lanes.arrows(&self.run.recording, &self.run.rows, seen, window) {
            self.arrow(arrow);
        }
        self.chain();
        self.scrollbar();
        self.ruler(&grid);
    }

    /// The rows that are seen.
    fn seen(&self) -> std::ops::Range<usize> {
        let Scenery { height, scrolled, .. } = self.scenery;
        let first = (scrolled / ROW).floor().max(0.0) as usize;
        let last = ((scrolled + height - RULER) / ROW).ceil().max(0.0) as usize;
        first..last.min(self.run.rows.len())
    }
}

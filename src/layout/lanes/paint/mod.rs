//! Painting lanes, with whatever pen.

mod arrows;
mod bars;
mod ground;
mod pen;

use std::ops::Range;
use std::rc::Rc;

pub use pen::{At, BEND, Ink, Pen, Stroke};

use super::{Grid, Lanes, Rows, Window, pieces};
use crate::playback::Recording;
use crate::trace::EventIndex;

/// The height of a lane, in pixels.
pub const ROW: f64 = 24.0;
/// The height of the ruler.
pub const RULER: f64 = 32.0;
/// The height of a bar.
const BAR: f64 = 12.0;
/// About the width of a letter, in pixels.
const LETTER: f64 = 5.9;

/// A run as lanes.
pub struct Charted {
    /// The run.
    pub recording: Rc<Recording>,
    /// Its lanes.
    pub lanes: Rc<Lanes>,
    /// Those that are to be seen.
    pub rows: Rc<Rows>,
}

impl Charted {
    /// All lanes of a run.
    pub fn new(recording: Rc<Recording>) -> Self {
        let lanes = Lanes::of(&recording);
        let rows = Rows::of(&lanes, &[]);
        Charted { recording, lanes: lanes.into(), rows: rows.into() }
    }
}

/// What is painted beside the run itself.
pub struct Scenery<'a> {
    /// What part of the time is seen.
    pub window: Window,
    /// How high the picture is, in pixels.
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
pub fn paint(pen: &impl Pen, run: &Charted, scenery: &Scenery) {
    Brush { pen, run, scenery }.paint();
}

/// Paints a part of the lanes.
struct Brush<'a, P> {
    pen: &'a P,
    run: &'a Charted,
    scenery: &'a Scenery<'a>,
}

impl<P: Pen> Brush<'_, P> {
    fn paint(&self) {
        let Scenery { window, height, .. } = self.scenery;
        self.pen.fill(Ink::Surface, 1.0, (0.0, 0.0), (window.width, *height));
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
    fn seen(&self) -> Range<usize> {
        let Scenery { height, scrolled, .. } = self.scenery;
        let first = (scrolled / ROW).floor().max(0.0) as usize;
        let last = ((scrolled + height - RULER) / ROW).ceil().max(0.0) as usize;
        first..last.min(self.run.rows.len())
    }

    /// The middle of a row.
    fn y_of(&self, row: usize) -> f64 {
        RULER + row as f64 * ROW - self.scenery.scrolled + ROW / 2.0
    }

    fn x_of(&self, cursor: usize) -> f64 {
        let window = &self.scenery.window;
        window.x(window.axis.at(&self.run.recording, cursor))
    }

    fn fill(&self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        self.pen.fill(ink, 1.0, (x, y), (width, height));
    }
}

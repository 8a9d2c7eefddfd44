//! What everything on the timeline's canvas is painted with: places and strokes.

use web_sys::CanvasRenderingContext2d;

use super::chart::{Charted, ROW, RULER};
use super::paint::Scenery;
use super::palette::Palette;

/// The height of a bar.
pub const BAR: f64 = 12.0;
/// About the width of a letter, in pixels.
pub const LETTER: f64 = 5.9;
const TURN: f64 = std::f64::consts::TAU;

/// Paints a part of the timeline.
pub struct Brush<'a> {
    pub context: &'a CanvasRenderingContext2d,
    pub palette: &'a Palette,
    pub run: &'a Charted,
    pub scenery: &'a Scenery<'a>,
}

impl Brush<'_> {
    /// The middle of a row.
    pub fn y_of(&self, row: usize) -> f64 {
        RULER + row as f64 * ROW - self.scenery.scrolled + ROW / 2.0
    }

    pub fn x_of(&self, cursor: usize) -> f64 {
        let window = &self.scenery.window;
        window.x(window.axis.at(&self.run.recording, cursor))
    }

    pub fn fill(&self, colour: &str, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    pub fn line(&self, x: f64, y: f64, to_x: f64, to_y: f64) {
        self.context.begin_path();
        self.context.move_to(x, y);
        self.context.line_to(to_x, to_y);
        self.context.stroke();
    }

    pub fn dashes(&self, is_dashed: bool) {
        let dashes = js_sys::Array::new();
        if is_dashed {
            dashes.push(&3.0.into());
            dashes.push(&2.0.into());
        }
        // Two positive numbers are sound dashes.
        let _ = self.context.set_line_dash(&dashes);
    }

    pub fn text(&self, text: &str, x: f64, y: f64) {
        // What cannot be written is left out.
        let _ = self.context.fill_text(text, x, y);
    }

    pub fn path(&self, points: &[(f64, f64)]) {
        self.context.begin_path();
        for (position, (x, y)) in points.iter().enumerate() {
            if position == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }

    pub fn disc(&self, x: f64, y: f64, radius: f64) {
        self.context.begin_path();
        // A radius above zero makes a circle.
        let _ = self.context.arc(x, y, radius, 0.0, TURN);
    }
}

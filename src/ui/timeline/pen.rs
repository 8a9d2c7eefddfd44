//! The canvas of the timeline as what lanes are painted with.

use std::cell::RefCell;

use web_sys::CanvasRenderingContext2d;

use super::palette::Palette;
use crate::layout::lanes::paint::{At, BEND, Ink, Pen, Stroke};

const TURN: f64 = std::f64::consts::TAU;

/// Paints on a canvas in the page's colours.
pub struct CanvasPen<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    widths: &'a Widths,
}

/// How wide texts are that were measured: most are written again and again, and measuring one takes longer than writing it.
// Invariant: rises by text.
pub type Widths = RefCell<Vec<(Box<str>, f64)>>;

/// More texts than that are measured anew.
const MOST_WIDTHS: usize = 500;

impl<'a> CanvasPen<'a> {
    /// The pen for a canvas, with what was measured there.
    pub fn new(context: &'a CanvasRenderingContext2d, palette: &'a Palette, widths: &'a Widths) -> Self {
        CanvasPen { context, palette, widths }
    }

    /// Has a canvas write as the page does. It keeps that until its size is another; and as fonts may depend on styles, all
    /// that has changed on the page is styled and laid out for it at once.
    pub fn letter(&self) {
        self.context.set_font(&("11px ".to_owned() + &self.palette.font));
        self.context.set_text_baseline("middle");
        self.widths.borrow_mut().clear();
    }

    fn fill_with(&self, ink: Ink) {
        match self.palette.pattern(ink) {
            Some(pattern) => self.context.set_fill_style_canvas_pattern(pattern),
            None => self.context.set_fill_style_str(self.palette.colour(ink)),
        }
    }

    /// What is drawn with it is no longer dashed after that.
    fn stroke_with(&self, stroke: Stroke, draw: impl FnOnce(&CanvasRenderingContext2d)) {
        let context = self.context;
        context.set_stroke_style_str(self.palette.colour(stroke.ink));
        context.set_line_width(stroke.width);
        if stroke.is_dashed {
            self.dash(&[3.0, 2.0]);
        }
        draw(context);
        if stroke.is_dashed {
            self.dash(&[]);
        }
    }

    fn dash(&self, lengths: &[f64]) {
        let dashes: js_sys::Array =
            lengths.iter().map(|length| wasm_bindgen::JsValue::from_f64(*length)).collect();
        // Positive numbers are sound dashes.
        let _ = self.context.set_line_dash(&dashes);
    }

    fn path(&self, points: &[At]) {
        self.context.begin_path();
        for (position, (x, y)) in points.iter().enumerate() {
            if position == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }
}

impl Pen for CanvasPen<'_> {
    fn fill(&self, ink: Ink, alpha: f64, corner: At, size: At) {
        self.fill_with(ink);
        if alpha < 1.0 {
            self.context.set_global_alpha(alpha);
        }
        self.context.fill_rect(corner.0, corner.1, size.0, size.1);
        if alpha < 1.0 {
            self.context.set_global_alpha(1.0);
        }
    }

    fn frame(&self, stroke: Stroke, corner: At, size: At) {
        self.stroke_with(stroke, |context| context.stroke_rect(corner.0, corner.1, size.0, size.1));
    }

    fn lines(&self, stroke: Stroke, points: &[At]) {
        self.path(points);
        self.stroke_with(stroke, CanvasRenderingContext2d::stroke);
    }

    fn area(&self, ink: Ink, points: &[At]) {
        self.path(points);
        self.fill_with(ink);
        self.context.fill();
    }

    fn disc(&self, ink: Option<Ink>, stroke: Option<Stroke>, centre: At, radius: f64) {
        self.context.begin_path();
        // A radius above zero makes a circle.
        let _ = self.context.arc(centre.0, centre.1, radius, 0.0, TURN);
        if let Some(ink) = ink {
            self.fill_with(ink);
            self.context.fill();
        }
        if let Some(stroke) = stroke {
            self.stroke_with(stroke, CanvasRenderingContext2d::stroke);
        }
    }

    fn curve(&self, stroke: Stroke, from: At, to: At) {
        let bend = (to.1 - from.1) * BEND;
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.bezier_curve_to(from.0, from.1 + bend, to.0, to.1 - bend, to.0, to.1);
        self.stroke_with(stroke, CanvasRenderingContext2d::stroke);
    }

    fn text(&self, ink: Ink, text: &str, at: At, is_centred: bool) {
        self.fill_with(ink);
        if is_centred {
            self.context.set_text_align("center");
        }
        // What cannot be written is left out.
        let _ = self.context.fill_text(text, at.0, at.1);
        if is_centred {
            self.context.set_text_align("left");
        }
    }

    fn width_of(&self, text: &str) -> f64 {
        let mut widths = self.widths.borrow_mut();
        let place = match widths.binary_search_by(|(known, _)| (**known).cmp(text)) {
            Ok(position) => return widths[position].1,
            Err(place) => place,
        };
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        if widths.len() < MOST_WIDTHS {
            widths.insert(place, (text.into(), width));
        }
        width
    }
}

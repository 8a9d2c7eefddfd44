//! The colours and patterns of the canvas, which are those of the stylesheet.

use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::layout::lanes::paint::Ink;
use crate::web;

/// The side of the tile that a pattern repeats, in pixels.
const TILE: u32 = 6;

/// The stylesheet's colours as the canvas takes them.
pub struct Palette {
    pub canvas: String,
    pub surface: String,
    pub raised: String,
    pub line: String,
    pub line_strong: String,
    hover: String,
    pub ink: String,
    pub ink_2: String,
    ink_3: String,
    pub running: String,
    on_running: String,
    pub done: String,
    pub done_soft: String,
    pub failed: String,
    pub failed_soft: String,
    pub cancel: String,
    pub cancel_soft: String,
    pub timer: String,
    pub font: String,
    /// For waiting.
    hatch: Option<CanvasPattern>,
    /// For a request to cancel that has not arrived.
    cross: Option<CanvasPattern>,
}

impl Palette {
    /// Reads the colours through an element that takes them on.
    pub fn read(probe: &HtmlElement, context: &CanvasRenderingContext2d) -> Self {
        // Where motion is reduced every change is a transition of no length, before which the old colour counts.
        let _ = probe.style().set_property_with_priority("transition", "none", "important");
        let computed = web::window().get_computed_style(probe).ok().flatten();
        let value = |name: &str| {
            computed.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
        };
        let colour = |token: &str| {
            // A property of a fixed, valid name can always be set.
            let _ = probe.style().set_property("color", token);
            value("color")
        };
        let line_strong = colour("var(--line-strong)");
        let cancel = colour("var(--cancel)");
        let sunken = colour("var(--sunken)");
        let cancel_soft = colour("var(--cancel-soft)");
        Palette {
            hatch: pattern(context, &sunken, &line_strong, false),
            cross: pattern(context, &cancel_soft, &cancel, true),
            canvas: colour("var(--canvas)"),
            surface: colour("var(--surface)"),
            raised: colour("var(--raised)"),
            line: colour("var(--line)"),
            hover: colour("var(--hover)"),
            ink: colour("var(--ink)"),
            ink_2: colour("var(--ink-2)"),
            ink_3: colour("var(--ink-3)"),
            running: colour("var(--running)"),
            on_running: colour("var(--on-running)"),
            done: colour("var(--done)"),
            done_soft: colour("var(--done-soft)"),
            failed: colour("var(--failed)"),
            failed_soft: colour("var(--failed-soft)"),
            timer: colour("var(--timer)"),
            font: value("font-family"),
            line_strong,
            cancel,
            cancel_soft,
        }
    }

    /// The colour of an ink; of a pattern, the one that stands for it where there is none.
    pub fn colour(&self, ink: Ink) -> &str {
        match ink {
            Ink::Surface => &self.surface,
            Ink::Line | Ink::Hatch => &self.line,
            Ink::LineStrong => &self.line_strong,
            Ink::Hover => &self.hover,
            Ink::Text => &self.ink,
            Ink::Text2 => &self.ink_2,
            Ink::Text3 => &self.ink_3,
            Ink::Running => &self.running,
            Ink::OnRunning => &self.on_running,
            Ink::Done => &self.done,
            Ink::Failed => &self.failed,
            Ink::Cancel => &self.cancel,
            Ink::Timer => &self.timer,
            Ink::Cross => &self.cancel_soft,
        }
    }

    /// The pattern of an ink that is one.
    pub fn pattern(&self, ink: Ink) -> Option<&CanvasPattern> {
        match ink {
            Ink::Hatch => self.hatch.as_ref(),
            Ink::Cross => self.cross.as_ref(),
            _ => None,
        }
    }
}

/// Slanted lines on a ground; with `crossed`, both ways.
fn pattern(
    context: &CanvasRenderingContext2d,
    ground: &str,
    lines: &str,
    crossed: bool,
) -> Option<CanvasPattern> {
    let tile: HtmlCanvasElement = web::document().create_element("canvas").ok()?.dyn_into().ok()?;
    let ratio = web::window().device_pixel_ratio().max(1.0);
    let side = (f64::from(TILE) * ratio).round();
    tile.set_width(side as u32);
    tile.set_height(side as u32);
    let brush: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    brush.set_fill_style_str(ground);
    brush.fill_rect(0.0, 0.0, side, side);
    brush.set_stroke_style_str(lines);
    brush.set_line_width(ratio);
    brush.begin_path();
    // Each line goes on in the next tile, so its neighbours' ends are drawn too.
    for shift in [-side, 0.0, side] {
        brush.move_to(shift - 1.0, side + 1.0);
        brush.line_to(shift + side + 1.0, -1.0);
        if crossed {
            brush.move_to(shift - 1.0, -1.0);
            brush.line_to(shift + side + 1.0, side + 1.0);
        }
    }
    brush.stroke();
    let pattern = context.create_pattern_with_html_canvas_element(&tile, "repeat").ok().flatten()?;
    Some(pattern)
}

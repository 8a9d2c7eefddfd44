//! How cards look from far off, and what moves between them, and how a canvas draws that.

use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, Path2d};

use super::marks::is_pending;
use super::pulses::{BROKEN, FarPulse, HALO, sign_of};
use super::route::Sign;
use crate::layout::picture::Face;
use crate::playback::TaskState;
use crate::ui::status::CardStatus;
use crate::ui::timeline::palette::Palette;

/// From far off what travels is as large as near by, about.
pub const LARGE: f64 = 2.2;

/// What is seen of a card, in the order in which they are painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Pending,
    Waiting,
    Scheduled,
    Done,
    Failed,
    Cancelling,
    Cancelled,
    Running,
    Blocking,
    /// What is around a shield that holds, which is painted besides.
    Held,
}

/// All looks of cards.
pub const LOOKS: [Look; 9] = [
    Look::Pending,
    Look::Waiting,
    Look::Scheduled,
    Look::Done,
    Look::Failed,
    Look::Cancelling,
    Look::Cancelled,
    Look::Running,
    Look::Blocking,
];

impl Look {
    /// That of a card at a moment; `None` if there is nothing to be seen.
    pub fn of(face: &Face, status: Option<&CardStatus>) -> Option<Look> {
        if status.is_some_and(|status| status.absent) {
            return None;
        }
        if is_pending(face, status) {
            return Some(Look::Pending);
        }
        if status.is_some_and(|status| status.blocks) {
            return Some(Look::Blocking);
        }
        Some(match status.and_then(|status| status.state) {
            None | Some(TaskState::Waiting) => Look::Waiting,
            Some(TaskState::Scheduled) => Look::Scheduled,
            Some(TaskState::Running) => Look::Running,
            Some(TaskState::Cancelling) => Look::Cancelling,
            Some(TaskState::Cancelled) => Look::Cancelled,
            Some(TaskState::Failed) => Look::Failed,
            Some(TaskState::Done) => Look::Done,
        })
    }

    /// Its filling and its border.
    fn colours(self, palette: &Palette) -> (&str, &str) {
        match self {
            Look::Pending => (&palette.raised, &palette.line),
            Look::Waiting => (&palette.raised, &palette.line_strong),
            Look::Scheduled => (&palette.raised, &palette.ink_2),
            Look::Done => (&palette.done_soft, &palette.done),
            Look::Failed => (&palette.failed_soft, &palette.failed),
            Look::Cancelling | Look::Held => (&palette.raised, &palette.cancel),
            Look::Cancelled => (&palette.cancel_soft, &palette.cancel),
            Look::Running => (&palette.running, &palette.running),
            Look::Blocking => (&palette.raised, &palette.timer),
        }
    }
}

/// Whether there is a shield that holds to be seen.
pub fn is_held(status: Option<&CardStatus>) -> bool {
    status.is_some_and(|status| status.held && !status.absent)
}

/// Whether a card looks the same at two moments.
pub fn look_alike(face: &Face, one: Option<&CardStatus>, other: Option<&CardStatus>) -> bool {
    Look::of(face, one) == Look::of(face, other) && is_held(one) == is_held(other)
}

/// Where a card or something that moves is on the canvas, in its pixels.
#[derive(Default)]
pub struct Spot {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub radius: f64,
}

impl Spot {
    /// Whether what is painted of both could touch.
    pub fn meets(&self, other: &Spot, halo: f64) -> bool {
        let apart = 2.0 * halo;
        self.left < other.right + apart
            && other.left < self.right + apart
            && self.top < other.bottom + apart
            && other.top < self.bottom + apart
    }

    fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// What draws cards that look alike, and what moves.
pub struct Brush<'a> {
    pub context: &'a CanvasRenderingContext2d,
    pub palette: &'a Palette,
    pub border: f64,
    pub halo: f64,
}

impl Brush<'_> {
    /// Draws cards that look alike, where nothing is.
    pub fn draw(&self, look: Look, spots: &[&Spot]) {
        if spots.is_empty() {
            return;
        }
        let Brush { context, palette, border, halo } = self;
        let (filling, line) = look.colours(palette);
        context.set_line_width(*border);
        if matches!(look, Look::Running | Look::Blocking) {
            context.set_fill_style_str(line);
            context.set_global_alpha(0.32);
            self.boxes(spots, -halo);
            context.fill();
            context.set_global_alpha(1.0);
        }
        context.set_stroke_style_str(line);
        if look == Look::Held {
            self.boxes(spots, border / 2.0 - halo);
            return context.stroke();
        }
        context.set_fill_style_str(filling);
        self.boxes(spots, border / 2.0);
        context.fill();
        let dash = match look {
            Look::Scheduled => Some(1.0),
            Look::Cancelling => Some(3.0),
            _ => None,
        };
        if let Some(dash) = dash {
            self.dashes(&[dash * border, border * (1.0 + dash) / 2.0]);
        }
        context.stroke();
        if dash.is_some() {
            self.dashes(&[]);
        }
        context.begin_path();
        for spot in spots {
            self.mark(look, spot);
        }
        context.stroke();
    }

    /// The outlines of cards, so much inside of them.
    fn boxes(&self, spots: &[&Spot], inset: f64) {
        self.context.begin_path();
        for Spot { left, top, right, bottom, radius } in spots {
            let (width, height) = (right - left - 2.0 * inset, bottom - top - 2.0 * inset);
            let radius = (radius - inset).clamp(0.0, height.max(0.0) / 2.0);
            // A radius that is not negative can always be drawn.
            let _ = self.context.round_rect_with_f64(left + inset, top + inset, width, height, radius);
        }
    }

    /// What tells a state besides its colours: cancelled is struck through, as its name is from near, and failed crossed
    /// out.
    fn mark(&self, look: Look, spot: &Spot) {
        let (x, y) = ((spot.left + spot.right) / 2.0, (spot.top + spot.bottom) / 2.0);
        let line = |from: (f64, f64), to: (f64, f64)| {
            self.context.move_to(from.0, from.1);
            self.context.line_to(to.0, to.1);
        };
        match look {
            Look::Cancelled => {
                let half = (spot.right - spot.left) * 0.3;
                line((x - half, y), (x + half, y));
            }
            Look::Failed => {
                let half = (spot.bottom - spot.top) * 0.24;
                line((x - half, y - half), (x + half, y + half));
                line((x - half, y + half), (x + half, y - half));
            }
            _ => {}
        }
    }

    fn dashes(&self, lengths: &[f64]) {
        let dashes: js_sys::Array = lengths.iter().map(|length| JsValue::from(*length)).collect();
        // Positive numbers are sound dashes.
        let _ = self.context.set_line_dash(&dashes);
    }

    /// Draws what moves, each at its place on the canvas, so many of whose pixels are a unit of the world.
    pub fn pulses(&self, pulses: &[FarPulse], spots: &[Spot], scale: f64) {
        let Brush { context, palette, .. } = self;
        let halo = Path2d::new_with_path_string(HALO);
        // Most are alike.
        let mut known: Option<(&str, Result<Path2d, JsValue>)> = None;
        for (pulse, spot) in pulses.iter().zip(spots) {
            let shape = if pulse.is_broken { BROKEN } else { sign_of(pulse.sign) };
            if known.as_ref().is_none_or(|(of, _)| *of != shape) {
                known = Some((shape, Path2d::new_with_path_string(shape)));
            }
            let (Ok(halo), Some((_, Ok(path)))) = (&halo, &known) else { return };
            let (x, y) = spot.middle();
            let scale = scale * LARGE * pulse.scale;
            // A finite transform can always be set.
            let _ = context.set_transform(scale, 0.0, 0.0, scale, x, y);
            let (colour, is_hollow) = looks_of(pulse.sign, palette);
            context.set_fill_style_str(colour);
            context.set_stroke_style_str(colour);
            context.set_line_width(if pulse.is_broken { 3.0 } else { 2.0 });
            context.set_global_alpha(pulse.opacity);
            if !pulse.is_broken {
                context.set_global_alpha(0.2 * pulse.opacity);
                context.fill_with_path_2d(halo);
                context.set_global_alpha(pulse.opacity);
                match is_hollow {
                    true => context.set_fill_style_str(&palette.surface),
                    false => context.set_stroke_style_str(&palette.canvas),
                }
                context.fill_with_path_2d(path);
            }
            context.stroke_with_path(path);
        }
        context.set_global_alpha(1.0);
        let _ = context.reset_transform();
    }
}

/// The colour of what moves, and whether it is on its way without being the state that it brings.
fn looks_of(sign: Sign, palette: &Palette) -> (&str, bool) {
    match sign {
        Sign::Refused | Sign::Cancelled | Sign::Reraised => (&palette.cancel, true),
        Sign::Cancel | Sign::Delivered | Sign::Caught | Sign::Swallowed => (&palette.cancel, false),
        Sign::Result => (&palette.done, false),
        Sign::Exception | Sign::Converted => (&palette.failed, false),
        Sign::Expired => (&palette.timer, true),
        Sign::Wake => (&palette.ink_2, true),
        Sign::Turn => (&palette.ink_2, false),
    }
}

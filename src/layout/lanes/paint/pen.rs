//! What lanes are painted with: a canvas of the page, or a file.

use crate::playback::TaskState;

/// What a shape is filled with, by its meaning. What colour that is, is the pen's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// What lies below everything.
    Surface,
    /// Of the grid, and of what matters little.
    Line,
    /// Of what matters more.
    LineStrong,
    /// What is selected.
    Hover,
    /// Text, from the most important on.
    Text,
    /// Text that goes with it.
    Text2,
    /// Text in the background.
    Text3,
    /// What runs.
    Running,
    /// Text on that.
    OnRunning,
    /// What ended well.
    Done,
    /// What failed.
    Failed,
    /// What has to do with cancellation.
    Cancel,
    /// A timer.
    Timer,
    /// Slanted lines: what waits.
    Hatch,
    /// Crossed lines: a request to cancel that has not arrived.
    Cross,
}

impl Ink {
    /// The ink of a state.
    pub fn of(state: TaskState) -> Self {
        match state {
            TaskState::Running => Ink::Running,
            TaskState::Cancelling | TaskState::Cancelled => Ink::Cancel,
            TaskState::Failed => Ink::Failed,
            TaskState::Done => Ink::Done,
            TaskState::Scheduled | TaskState::Waiting => Ink::Text3,
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its ink; not a pattern.
    pub ink: Ink,
    /// Its width, in pixels.
    pub width: f64,
    /// Whether it is dashed.
    pub is_dashed: bool,
}

impl Stroke {
    /// A line without gaps.
    pub fn new(ink: Ink, width: f64) -> Self {
        Stroke { ink, width, is_dashed: false }
    }

    /// The same with gaps, if so.
    pub fn dashed(self, is_dashed: bool) -> Self {
        Stroke { is_dashed, ..self }
    }
}

/// How far the handles of a curve reach, as a share of its height.
pub const BEND: f64 = 0.4;

/// A point of the picture, in pixels from its upper left corner.
pub type At = (f64, f64);

/// Paints shapes, each above those before.
pub trait Pen {
    /// A rectangle, by its upper left corner and its size; `alpha` is 1 for one that nothing shines through.
    fn fill(&self, ink: Ink, alpha: f64, corner: At, size: At);
    /// The outline of a rectangle.
    fn frame(&self, stroke: Stroke, corner: At, size: At);
    /// Lines from point to point.
    fn lines(&self, stroke: Stroke, points: &[At]);
    /// What lies between points.
    fn area(&self, ink: Ink, points: &[At]);
    /// A disc, filled or as a line.
    fn disc(&self, ink: Option<Ink>, stroke: Option<Stroke>, centre: At, radius: f64);
    /// A line that leaves and arrives vertically, with handles that reach by [`BEND`].
    fn curve(&self, stroke: Stroke, from: At, to: At);
    /// A text in 11 pixels, on the middle of its height: from a point on, or around it.
    fn text(&self, ink: Ink, text: &str, at: At, is_centred: bool);
    /// How wide a text is.
    fn width_of(&self, text: &str) -> f64;
}

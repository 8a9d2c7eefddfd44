//! Along what a motion goes on the canvas. Pure.

use super::geometry::{Wire, in_port, out_port};
use crate::playback::{Anchor, Motion, MotionKind, Recording, View};
use crate::scene::{BlockId, Point, Scene};
use crate::ui::picture::{Picture, WireId};
use crate::ui::status::way;
use crate::ui::waits::block_of;

/// How far above a card something begins that comes from nowhere on the canvas.
const FALL: f64 = 64.0;
/// At this part of its wire a pulse breaks at a shield.
pub const BREAK_AT: f64 = 0.28;

/// How a motion looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    /// A cancellation on its way down.
    Cancel,
    /// A cancellation that was refused.
    Refused,
    /// A result on its way up.
    Result,
    /// An exception, or CancelledError, on its way up.
    Exception,
    /// CancelledError on its way up.
    Cancelled,
    /// What a task waited at lets it go on.
    Wake,
}

impl Pulse {
    /// Its name, for the stylesheet.
    pub fn word(self) -> &'static str {
        match self {
            Pulse::Cancel => "cancel",
            Pulse::Refused => "refused",
            Pulse::Result => "result",
            Pulse::Exception => "exception",
            Pulse::Cancelled => "cancelled",
            Pulse::Wake => "wake",
        }
    }
}

/// A motion on the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Route {
    /// How it looks.
    pub pulse: Pulse,
    /// The curve.
    pub wire: Wire,
    /// Whether it goes from the lower end up.
    pub is_upward: bool,
    /// Whether it breaks at a shield near the upper end.
    pub breaks: bool,
}

/// Where things are.
pub struct Map<'a> {
    /// The scene.
    pub scene: &'a Scene,
    /// The scene as it is drawn.
    pub picture: &'a Picture,
    /// The run.
    pub recording: &'a Recording,
    /// The run at this moment.
    pub view: &'a View,
}

impl Map<'_> {
    /// Along what a motion goes now, and how far on that it is; `None` for one that is not shown as one. A way over
    /// several wires takes them one after another.
    pub fn route(&self, motion: &Motion) -> Option<(Route, f64)> {
        let pulse = match motion.kind {
            MotionKind::Cancel | MotionKind::ShieldStop => Pulse::Cancel,
            MotionKind::CancelRefused => Pulse::Refused,
            MotionKind::Result => Pulse::Result,
            MotionKind::Exception => Pulse::Exception,
            MotionKind::Cancelled => Pulse::Cancelled,
            MotionKind::Wake => Pulse::Wake,
            // What happens in one place shows on the card there.
            MotionKind::Start
            | MotionKind::Delivered
            | MotionKind::Caught
            | MotionKind::Reraised
            | MotionKind::Swallowed => return None,
        };
        let block = |anchor| block_of(self.recording, self.view, anchor);
        let (from, to) = (block(motion.from), block(motion.to));
        let rises = matches!(pulse, Pulse::Result | Pulse::Exception | Pulse::Cancelled | Pulse::Wake);
        let mut progress = motion.progress;
        let (wire, is_upward) = match (from, to) {
            (Some(from), Some(to)) if from == to => return None,
            (Some(from), Some(to)) => match self.way(from, to) {
                Some((wires, is_upward)) => {
                    let along = progress * wires.len() as f64;
                    let leg = (along as usize).min(wires.len() - 1);
                    progress = along - leg as f64;
                    (self.picture.wire(wires[leg])?.wire, is_upward)
                }
                None => {
                    let (from, to) = (self.picture.faces.get(&from)?, self.picture.faces.get(&to)?);
                    // Who waits stands above what it waits for, as a rule.
                    let (above, below) = if rises { (to, from) } else { (from, to) };
                    (Wire { from: out_port(&above.rect), to: in_port(&below.rect) }, rises)
                }
            },
            (Some(child), None) if rises => (self.picture.wire((None, child))?.wire, true),
            (None, Some(child)) if motion.from == Anchor::Outside && !rises => (self.fall(child)?, false),
            _ => return None,
        };
        let breaks = motion.kind == MotionKind::ShieldStop;
        Some((Route { pulse, wire, is_upward, breaks }, progress))
    }

    fn way(&self, from: BlockId, to: BlockId) -> Option<(Vec<WireId>, bool)> {
        // Nearly all ways are one wire, which is quicker to find than a way.
        let is_wire = |above, below| self.picture.wire((Some(above), below)).is_some();
        if is_wire(from, to) {
            Some((vec![(Some(from), to)], false))
        } else if is_wire(to, from) {
            Some((vec![(Some(to), from)], true))
        } else {
            way(self.scene, from, to)
        }
    }

    /// What somebody outside does falls on the card from above.
    fn fall(&self, child: BlockId) -> Option<Wire> {
        let to = in_port(&self.picture.faces.get(&child)?.rect);
        Some(Wire { from: Point { x: to.x, y: to.y - FALL }, to })
    }
}

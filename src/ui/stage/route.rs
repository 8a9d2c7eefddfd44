//! Along what a motion goes on the canvas. Pure.

use crate::layout::geometry::{Rect, in_port};
use crate::layout::picture::{Picture, WireId};
use crate::layout::wire::Wire;
use crate::playback::{Anchor, Motion, MotionKind, Recording, View};
use crate::scene::{BlockId, Point, Scene};
use crate::ui::status::way;
use crate::ui::waits::block_of;

/// How far above a card something begins that comes from nowhere on the canvas.
const FALL: f64 = 64.0;
/// How far beside a card the clock's work begins: clear of the card there.
const BESIDE: f64 = 14.0;
/// And so far from its edge that comes to rest: what is drawn of it ends there.
const EDGE: f64 = 13.0;
/// At this part of its wire a pulse breaks at a shield.
pub const BREAK_AT: f64 = 0.28;

/// What moves, by its shape. Requests go down, what tasks give goes up, the clock's work comes from the side, and what
/// becomes of a CancelledError shows on the card of its task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A cancellation on its way down.
    Cancel,
    /// A cancellation that was refused.
    Refused,
    /// A result on its way up.
    Result,
    /// An exception on its way up.
    Exception,
    /// CancelledError on its way up.
    Cancelled,
    /// What a task waited at lets it go on.
    Turn,
    /// A sleep is over.
    Wake,
    /// The time of a timeout is up.
    Expired,
    /// CancelledError comes to the await.
    Delivered,
    /// A clause takes it up.
    Caught,
    /// It leaves again.
    Reraised,
    /// It ends there.
    Swallowed,
    /// It leaves as TimeoutError.
    Converted,
}

impl Sign {
    /// Its name, for the stylesheet.
    pub fn word(self) -> &'static str {
        match self {
            Sign::Cancel => "cancel",
            Sign::Refused => "refused",
            Sign::Result => "result",
            Sign::Exception => "exception",
            Sign::Cancelled => "cancelled",
            Sign::Turn => "turn",
            Sign::Wake => "wake",
            Sign::Expired => "expired",
            Sign::Delivered => "delivered",
            Sign::Caught => "caught",
            Sign::Reraised => "reraised",
            Sign::Swallowed => "swallowed",
            Sign::Converted => "converted",
        }
    }
}

/// A motion on the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Route {
    /// What moves.
    pub sign: Sign,
    /// Where.
    pub track: Track,
}

/// Where something moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Track {
    /// From the upper end of a wire down.
    Down(Wire),
    /// The same, but a shield breaks it.
    Breaks(Wire),
    /// From the lower end of a wire up.
    Up(Wire),
    /// From one point straight to another.
    Across(Point, Point),
    /// On a card.
    Card(Rect),
}

/// The line of a card that tells where its task is; its middle if there is none.
pub fn line_of(card: &Rect) -> Point {
    let centre = card.centre();
    if card.size.height > 60.0 { Point { y: card.y + 45.0, ..centre } } else { centre }
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
        let sign = match motion.kind {
            MotionKind::Cancel | MotionKind::ShieldStop => Sign::Cancel,
            MotionKind::CancelRefused => Sign::Refused,
            MotionKind::Result => Sign::Result,
            MotionKind::Exception => Sign::Exception,
            MotionKind::Cancelled => Sign::Cancelled,
            MotionKind::Turn => Sign::Turn,
            MotionKind::Wake => Sign::Wake,
            MotionKind::Expired => Sign::Expired,
            MotionKind::Delivered => Sign::Delivered,
            MotionKind::Caught => Sign::Caught,
            MotionKind::Reraised => Sign::Reraised,
            MotionKind::Swallowed => Sign::Swallowed,
            MotionKind::Converted => Sign::Converted,
            // The card comes to be beside that of who made it.
            MotionKind::Start => return None,
        };
        let (track, progress) = self.track(motion, sign)?;
        Some((Route { sign, track }, progress))
    }

    fn track(&self, motion: &Motion, sign: Sign) -> Option<(Track, f64)> {
        let block = |anchor| block_of(self.recording, self.view, anchor);
        let (from, to) = (block(motion.from), block(motion.to));
        let rect = |card: BlockId| self.picture.faces.get(&card).map(|face| face.rect);
        let progress = motion.progress;
        match sign {
            Sign::Delivered | Sign::Caught | Sign::Reraised | Sign::Swallowed | Sign::Converted => {
                return Some((Track::Card(rect(to?)?), progress));
            }
            Sign::Wake | Sign::Expired => {
                let at = state_of(&rect(to?)?);
                return Some((Track::Across(Point { x: at.x - BESIDE, ..at }, at), progress));
            }
            _ => {}
        }
        let breaks = motion.kind == MotionKind::ShieldStop;
        let rises = !matches!(sign, Sign::Cancel | Sign::Refused);
        let along = |wire, is_upward| match (is_upward, breaks) {
            (_, true) => Track::Breaks(wire),
            (true, _) => Track::Up(wire),
            (false, _) => Track::Down(wire),
        };
        match (from, to) {
            (Some(from), Some(to)) if from == to => None,
            (Some(from), Some(to)) => match self.way(from, to) {
                Some((wires, is_upward)) => {
                    let legs = progress * wires.len() as f64;
                    let leg = (legs as usize).min(wires.len() - 1);
                    Some((along(self.picture.wire(wires[leg])?.wire, is_upward), legs - leg as f64))
                }
                None => {
                    // Who waits stands above what it waits for, as a rule.
                    let (above, below) = if rises { (to, from) } else { (from, to) };
                    Some((along(self.picture.wire_between(above, below)?, rises), progress))
                }
            },
            (Some(child), None) if rises => {
                Some((along(self.picture.wire((None, child))?.wire, true), progress))
            }
            // What somebody outside does falls on the card from above.
            (None, Some(child)) if motion.from == Anchor::Outside && !rises => {
                let to = in_port(&rect(child)?);
                Some((along(Wire::new(Point { x: to.x, y: to.y - FALL }, to), false), progress))
            }
            _ => None,
        }
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
}

/// Beside where a card shows its state.
fn state_of(card: &Rect) -> Point {
    let y = if card.size.height > 60.0 { card.y + 71.0 } else { card.centre().y };
    Point { x: card.x - EDGE, y }
}

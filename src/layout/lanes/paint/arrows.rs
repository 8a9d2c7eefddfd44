//! What goes from lane to lane: wake-ups, cancellations, results, and the line of an explanation.

use super::{At, BAR, BEND, Brush, Ink, Pen, ROW, RULER, Stroke};
use crate::layout::lanes::{Arrow, ArrowKind};
use crate::playback::{TaskState, subject};
use crate::trace::EventIndex;

/// So far around what is seen curves are drawn, in pixels.
const AROUND: f64 = 100.0;
/// Of so many lines is what is seen of a long curve.
const PARTS: u32 = 12;
/// So often the part of a curve that is seen is halved in looking for its ends.
const HALVES: u32 = 20;

impl<P: Pen> Brush<'_, P> {
    /// An arrow.
    pub(super) fn arrow(&self, arrow: &Arrow) {
        let to_row = self.run.rows.row_of(arrow.lane);
        let to_x = self.x_of(arrow.to);
        let to_y = self.y_of(to_row);
        let (from_x, from_y) = match arrow.from {
            Some((lane, cursor)) => (self.x_of(cursor), self.y_of(self.run.rows.row_of(lane))),
            // From outside of the program.
            None => (to_x, to_y - ROW),
        };
        let is_down = to_y > from_y;
        let edge = if is_down { BAR / 2.0 } else { -BAR / 2.0 };
        let (from_y, to_y) = (from_y + edge, to_y - edge);
        let (ink, width) = match arrow.kind {
            ArrowKind::Start => (Ink::Line, 1.0),
            ArrowKind::Wake => (Ink::LineStrong, 1.0),
            kind => (
                match kind.state() {
                    Some(TaskState::Done) => Ink::Done,
                    Some(TaskState::Failed) => Ink::Failed,
                    _ => Ink::Cancel,
                },
                if kind.is_strong() { 1.5 } else { 1.2 },
            ),
        };
        let is_dashed = matches!(arrow.kind, ArrowKind::Refused | ArrowKind::Cancelled);
        let head = if is_down { -5.0 } else { 5.0 };
        let tip = (to_x, to_y);
        let end = (to_x, to_y + head);
        self.curve(Stroke::new(ink, width).dashed(is_dashed), (from_x, from_y), end);
        if arrow.kind == ArrowKind::Held {
            // It stops: a bar, and not a head.
            self.pen.lines(Stroke::new(ink, 2.5), &[(end.0 - 5.0, end.1), (end.0 + 5.0, end.1)]);
        } else {
            self.pen.area(ink, &[tip, (end.0 - 3.0, end.1), (end.0 + 3.0, end.1)]);
        }
    }

    /// A curve, or of one that leads far away what is seen of it: a thousand that cross a thousand lanes are dashed for a
    /// second otherwise.
    fn curve(&self, stroke: Stroke, from: At, to: At) {
        let (width, height) = (self.scenery.window.width, self.scenery.height);
        let [left, right] = shares(from.0, to.0, width, across);
        let [top, bottom] = shares(from.1, to.1, height, down);
        let (first, last) = (left.max(top), right.min(bottom));
        if (first, last) == (0.0, 1.0) {
            return self.pen.curve(stroke, from, to);
        }
        if first >= last {
            return;
        }
        let at = |part| {
            let t = first + (last - first) * f64::from(part) / f64::from(PARTS);
            (from.0 + (to.0 - from.0) * across(t), from.1 + (to.1 - from.1) * down(t))
        };
        self.pen.lines(stroke, &(0..=PARTS).map(at).collect::<Vec<At>>());
    }

    /// The moments of an explanation: a line through them, each with its number.
    pub(super) fn chain(&self) {
        let mut places: Vec<(usize, f64, f64)> = Vec::new();
        for &(number, event) in self.scenery.chain {
            let x = self.x_of(event.0 as usize + 1);
            let y = self.lane_of(event).map_or(RULER + 9.0, |lane| self.y_of(self.run.rows.row_of(lane)));
            // Of what is told of one moment in several sentences, the first counts.
            if places.last().is_none_or(|last| (last.1, last.2) != (x, y)) {
                places.push((number, x, y));
            }
        }
        if places.is_empty() {
            return;
        }
        let through: Vec<_> = places.iter().map(|&(_, x, y)| (x, y)).collect();
        self.pen.lines(Stroke::new(Ink::Text, 1.5), &through);
        for (number, x, y) in places {
            self.pen.disc(Some(Ink::Text), Some(Stroke::new(Ink::Surface, 1.5)), (x, y), 8.0);
            self.pen.text(Ink::Surface, &number.to_string(), (x, y + 0.5), true);
        }
    }

    /// The lane of whom an event is about, or of who does it.
    fn lane_of(&self, index: EventIndex) -> Option<usize> {
        let event = self.run.recording.log().get(index)?;
        let lane = |task| self.run.lanes.position(task);
        subject(event).and_then(lane).or_else(|| lane(event.task()?))
    }
}

/// How far a curve has come sideways, as a share of its way; it never turns back.
fn across(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

/// How far it has come up or down.
fn down(t: f64) -> f64 {
    3.0 * t * (1.0 - t) * (BEND * (1.0 - t) + (1.0 - BEND) * t) + t * t * t
}

/// Where a curve, which has come so far, comes into what is seen, from 0 to `size`, and where it leaves it.
fn shares(from: f64, to: f64, size: f64, come: fn(f64) -> f64) -> [f64; 2] {
    let share_at = |place: f64| {
        let wanted = (place - from) / (to - from);
        // One that goes nowhere in this direction is always there or never: above one or below zero are infinite too.
        if wanted >= 1.0 {
            return 1.0;
        }
        let (mut low, mut step) = (0.0, 0.5);
        for _ in 0..HALVES {
            if come(low + step) < wanted {
                low += step;
            }
            step /= 2.0;
        }
        low
    };
    let (near, far) = (share_at(-AROUND), share_at(size + AROUND));
    [near.min(far), near.max(far)]
}

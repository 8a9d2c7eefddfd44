//! What goes from lane to lane: wake-ups, cancellations, results, and the line of an explanation.

use super::{BAR, Brush, Ink, Pen, ROW, RULER, Stroke};
use crate::layout::lanes::{Arrow, ArrowKind};
use crate::playback::{TaskState, subject};
use crate::trace::EventIndex;

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
        self.pen.curve(Stroke::new(ink, width).dashed(is_dashed), (from_x, from_y), end);
        if arrow.kind == ArrowKind::Held {
            // It stops: a bar, and not a head.
            self.pen.lines(Stroke::new(ink, 2.5), &[(end.0 - 5.0, end.1), (end.0 + 5.0, end.1)]);
        } else {
            self.pen.area(ink, &[tip, (end.0 - 3.0, end.1), (end.0 + 3.0, end.1)]);
        }
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

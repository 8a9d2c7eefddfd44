//! What goes from lane to lane: wake-ups, cancellations, results, and the line of an explanation.

use super::brush::{BAR, Brush};
use super::chart::{ROW, RULER};
use crate::layout::lanes::{Arrow, ArrowKind};
use crate::playback::{TaskState, subject};
use crate::trace::EventIndex;

impl Brush<'_> {
    /// An arrow.
    pub fn arrow(&self, arrow: &Arrow) {
        let (context, palette) = (self.context, self.palette);
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
        let (colour, width) = match arrow.kind {
            ArrowKind::Start => (&palette.line, 1.0),
            ArrowKind::Wake => (&palette.line_strong, 1.0),
            kind => (
                match kind.state() {
                    Some(TaskState::Done) => &palette.done,
                    Some(TaskState::Failed) => &palette.failed,
                    _ => &palette.cancel,
                },
                if kind.is_strong() { 1.5 } else { 1.2 },
            ),
        };
        context.set_stroke_style_str(colour);
        context.set_fill_style_str(colour);
        context.set_line_width(width);
        let is_dashed = matches!(arrow.kind, ArrowKind::Refused | ArrowKind::Cancelled);
        if is_dashed {
            self.dashes(true);
        }
        let head = if is_down { -5.0 } else { 5.0 };
        context.begin_path();
        context.move_to(from_x, from_y);
        let bend = (to_y - from_y) * 0.4;
        context.bezier_curve_to(from_x, from_y + bend, to_x, to_y - bend, to_x, to_y + head);
        context.stroke();
        if is_dashed {
            self.dashes(false);
        }
        if arrow.kind == ArrowKind::Held {
            // It stops: a bar, and not a head.
            context.set_line_width(2.5);
            self.line(to_x - 5.0, to_y + head, to_x + 5.0, to_y + head);
        } else {
            self.path(&[(to_x, to_y), (to_x - 3.0, to_y + head), (to_x + 3.0, to_y + head)]);
            context.fill();
        }
    }

    /// The moments of an explanation: a line through them, each with its number.
    pub fn chain(&self) {
        let (context, palette) = (self.context, self.palette);
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
        context.set_stroke_style_str(&palette.ink);
        context.set_line_width(1.5);
        self.path(&places.iter().map(|&(_, x, y)| (x, y)).collect::<Vec<_>>());
        context.stroke();
        context.set_text_align("center");
        context.set_stroke_style_str(&palette.surface);
        for (number, x, y) in places {
            context.set_fill_style_str(&palette.ink);
            self.disc(x, y, 8.0);
            context.fill();
            context.stroke();
            context.set_fill_style_str(&palette.surface);
            self.text(&number.to_string(), x, y + 0.5);
        }
        context.set_text_align("left");
    }

    /// The lane of whom an event is about, or of who does it.
    fn lane_of(&self, index: EventIndex) -> Option<usize> {
        let event = self.run.recording.log().get(index)?;
        let lane = |task| self.run.lanes.position(task);
        subject(event).and_then(lane).or_else(|| lane(event.task?))
    }
}

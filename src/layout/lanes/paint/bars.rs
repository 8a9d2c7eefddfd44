//! The lanes: what a task does, what happens in between, and how it ends.

use super::{BAR, Brush, Ink, LETTER, Pen, Stroke};
use crate::layout::lanes::{Lane, MarkKind, Piece, waiting_label};
use crate::playback::TaskState;
use crate::program::rounded;
use crate::trace::{EventIndex, EventKind};

/// Texts that are shorter than this are none.
const SHORTEST: usize = 4;

impl<P: Pen> Brush<'_, P> {
    /// A lane, with the stretches of it that are seen.
    pub(super) fn lane(&self, lane: &Lane, y: f64, drawn: &[Piece]) {
        let width = self.scenery.window.width;
        let points = self.run.recording.lane(lane.task);
        if let Some(first) = points.first() {
            let x = self.x_of(first.cursor);
            self.fill(Ink::LineStrong, x.round() - 1.0, y - BAR / 2.0, 2.0, BAR);
        }
        for piece in drawn {
            self.piece(piece, y, points.get(piece.point).map_or(0, |point| point.cursor));
        }
        let first = lane.marks.partition_point(|mark| self.x_of(mark.cursor) < -8.0);
        let mut last_x = f64::NEG_INFINITY;
        for mark in &lane.marks[first..] {
            let x = self.x_of(mark.cursor);
            if x > width + 8.0 {
                break;
            }
            if x - last_x >= 3.0 {
                self.mark(mark.kind, x, y);
                last_x = x;
            }
        }
        if let Some(last) = points.last().filter(|last| last.state.is_final()) {
            let x = self.x_of(last.cursor);
            if (-8.0..=width + 8.0).contains(&x) {
                self.end(last.state, x, y);
            }
        }
    }

    fn piece(&self, piece: &Piece, y: f64, cursor: usize) {
        let (from, to) = (piece.from_x.max(-20.0), piece.to_x.min(self.scenery.window.width + 20.0));
        let width = (to - from).max(1.0);
        match piece.state {
            TaskState::Scheduled if width > 4.0 => {
                self.pen.frame(Stroke::new(Ink::Text3, 1.0), (from + 0.5, y - 2.5), (width - 1.0, 5.0));
            }
            TaskState::Scheduled => self.fill(Ink::Text3, from, y - 3.0, width, 6.0),
            TaskState::Running => {
                self.fill(Ink::Running, from, y - BAR / 2.0, width.max(1.5), BAR);
                if let (true, Some(text)) = (!piece.is_merged, self.blocked(cursor)) {
                    self.label(&text, from, width, y, Ink::OnRunning, None);
                }
            }
            TaskState::Waiting => {
                self.fill(Ink::Hatch, from, y - BAR / 2.0 + 1.0, width, BAR - 2.0);
                let text = waiting_label(&self.run.recording, cursor);
                self.label(&text, from, width, y, Ink::Text2, Some(Ink::Surface));
            }
            TaskState::Cancelling => {
                self.fill(Ink::Cross, from, y - BAR / 2.0, width, BAR);
                if width > 6.0 {
                    let corner = (from + 0.5, y - BAR / 2.0 + 0.5);
                    let stroke = Stroke::new(Ink::Cancel, 1.0).dashed(true);
                    self.pen.frame(stroke, corner, (width - 1.0, BAR - 1.0));
                }
                self.label("asked to cancel", from, width, y, Ink::Cancel, Some(Ink::Surface));
            }
            TaskState::Cancelled | TaskState::Failed | TaskState::Done => {}
        }
        if piece.cleaning_up {
            self.fill(Ink::Cancel, from, y + BAR / 2.0 + 1.0, width, 2.0);
        }
    }

    /// What is written on a bar, if there is room: as much of it as fits.
    fn label(&self, text: &str, from: f64, width: f64, y: f64, ink: Ink, ground: Option<Ink>) {
        // What begins further left is written where it comes into sight.
        let (from, width) = (from.max(2.0), width - (2.0 - from).max(0.0));
        let room = ((width - 12.0) / LETTER).max(0.0) as usize;
        let length = text.chars().count();
        if text.is_empty() || room < SHORTEST.min(length) {
            return;
        }
        let mut shown: String = text.chars().take(room).collect();
        if length > room {
            shown.pop();
            shown.push('\u{2026}');
        }
        if let Some(ground) = ground {
            let wide = self.pen.width_of(&shown);
            self.fill(ground, from + 4.0, y - BAR / 2.0, (wide + 6.0).min(width - 4.0), BAR);
        }
        self.pen.text(ink, &shown, (from + 7.0, y + 0.5), false);
    }

    /// For how long a step that begins here blocks the loop.
    fn blocked(&self, cursor: usize) -> Option<String> {
        let log = self.run.recording.log();
        let step = (cursor as u32..cursor as u32 + 6).map_while(|index| log.get(EventIndex(index)));
        step.take_while(|event| !matches!(event.kind, EventKind::StepEnded { .. })).find_map(|event| {
            match &event.kind {
                EventKind::LoopBlocked { secs } => Some("blocks ".to_owned() + &rounded(*secs, 6) + " s"),
                _ => None,
            }
        })
    }

    /// How a task ended: by shape as on the cards.
    fn end(&self, state: TaskState, x: f64, y: f64) {
        let (pen, ink, stroke) = (self.pen, Ink::of(state), Stroke::new(Ink::Surface, 1.6));
        match state {
            TaskState::Failed => {
                pen.area(ink, &[(x, y - 6.5), (x + 7.0, y + 5.5), (x - 7.0, y + 5.5)]);
                pen.lines(stroke, &[(x, y - 2.0), (x, y + 1.5)]);
                pen.lines(stroke, &[(x, y + 3.0), (x, y + 4.4)]);
            }
            TaskState::Done => {
                pen.disc(Some(ink), None, (x, y), 6.0);
                pen.lines(stroke, &[(x - 2.7, y + 0.2), (x - 0.8, y + 2.1), (x + 2.8, y - 2.0)]);
            }
            _ => {
                pen.disc(Some(ink), None, (x, y), 6.0);
                pen.lines(stroke, &[(x - 2.1, y - 2.1), (x + 2.1, y + 2.1)]);
                pen.lines(stroke, &[(x + 2.1, y - 2.1), (x - 2.1, y + 2.1)]);
            }
        }
    }

    /// What happens in between: above the bar.
    fn mark(&self, kind: MarkKind, x: f64, y: f64) {
        let (pen, top) = (self.pen, y - BAR / 2.0);
        let ink = match kind {
            MarkKind::Printed => Ink::Text,
            MarkKind::Raised => Ink::Failed,
            MarkKind::Expired => Ink::Timer,
            _ => Ink::Cancel,
        };
        let stroke = Stroke::new(ink, 1.5);
        match kind {
            MarkKind::Printed => self.fill(ink, x - 0.75, top - 3.0, 1.5, 4.0),
            MarkKind::Raised => pen.area(ink, &[(x, top - 3.5), (x + 3.5, top + 1.5), (x - 3.5, top + 1.5)]),
            MarkKind::Delivered => {
                pen.area(ink, &[(x - 3.5, top - 3.5), (x + 3.5, top - 3.5), (x, top + 1.5)]);
            }
            MarkKind::Expired => {
                pen.disc(None, Some(stroke), (x, top - 0.5), 3.2);
                pen.lines(stroke, &[(x, top - 2.3), (x, top - 0.5), (x + 1.5, top + 0.3)]);
            }
            MarkKind::Caught => {
                let (left, right) = (x - 3.0, x + 3.0);
                pen.lines(
                    stroke,
                    &[(left, top - 3.0), (left, top + 1.0), (right, top + 1.0), (right, top - 3.0)],
                );
            }
            MarkKind::Swallowed => pen.disc(None, Some(stroke), (x, top - 1.0), 2.6),
            MarkKind::Reraised => {
                pen.lines(stroke, &[(x - 3.0, top + 1.0), (x, top - 3.0), (x + 3.0, top + 1.0)]);
            }
        }
    }
}

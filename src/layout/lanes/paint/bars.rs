//! The lanes: what a task does, what happens in between, and how it ends.

use super::brush::{BAR, Brush, LETTER};
use crate::layout::lanes::{Lane, MarkKind, Piece, waiting_label};
use crate::playback::TaskState;
use crate::trace::{EventIndex, EventKind};
use crate::ui::words::number;

/// Texts that are shorter than this are none.
const SHORTEST: usize = 4;

impl Brush<'_> {
    /// A lane, with the stretches of it that are seen.
    pub fn lane(&self, lane: &Lane, y: f64, drawn: &[Piece]) {
        let width = self.scenery.window.width;
        let points = self.run.recording.lane(lane.task);
        if let Some(first) = points.first() {
            let x = self.x_of(first.cursor);
            self.fill(&self.palette.line_strong, x.round() - 1.0, y - BAR / 2.0, 2.0, BAR);
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
        let (context, palette) = (self.context, self.palette);
        let (from, to) = (piece.from_x.max(-20.0), piece.to_x.min(self.scenery.window.width + 20.0));
        let width = (to - from).max(1.0);
        match piece.state {
            TaskState::Scheduled => {
                context.set_stroke_style_str(&palette.ink_3);
                context.set_line_width(1.0);
                if width > 4.0 {
                    context.stroke_rect(from + 0.5, y - 2.5, width - 1.0, 5.0);
                } else {
                    self.fill(&palette.ink_3, from, y - 3.0, width, 6.0);
                }
            }
            TaskState::Running => {
                self.fill(&palette.running, from, y - BAR / 2.0, width.max(1.5), BAR);
                if let (true, Some(text)) = (!piece.is_merged, self.blocked(cursor)) {
                    self.label(&text, from, width, y, &palette.on_running, None);
                }
            }
            TaskState::Waiting => {
                match &palette.hatch {
                    Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                    None => context.set_fill_style_str(&palette.line),
                }
                context.fill_rect(from, y - BAR / 2.0 + 1.0, width, BAR - 2.0);
                let text = waiting_label(&self.run.recording, cursor);
                self.label(&text, from, width, y, &palette.ink_2, Some(&palette.surface));
            }
            TaskState::Cancelling => {
                match &palette.cross {
                    Some(cross) => context.set_fill_style_canvas_pattern(cross),
                    None => context.set_fill_style_str(&palette.cancel_soft),
                }
                context.fill_rect(from, y - BAR / 2.0, width, BAR);
                if width > 6.0 {
                    context.set_stroke_style_str(&palette.cancel);
                    context.set_line_width(1.0);
                    self.dashes(true);
                    context.stroke_rect(from + 0.5, y - BAR / 2.0 + 0.5, width - 1.0, BAR - 1.0);
                    self.dashes(false);
                }
                self.label("asked to cancel", from, width, y, &palette.cancel, Some(&palette.surface));
            }
            TaskState::Cancelled | TaskState::Failed | TaskState::Done => {}
        }
        if piece.cleaning_up {
            self.fill(&palette.cancel, from, y + BAR / 2.0 + 1.0, width, 2.0);
        }
    }

    /// What is written on a bar, if there is room: as much of it as fits.
    fn label(&self, text: &str, from: f64, width: f64, y: f64, colour: &str, ground: Option<&str>) {
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
            let wide = self.context.measure_text(&shown).map_or(0.0, |metrics| metrics.width());
            self.fill(ground, from + 4.0, y - BAR / 2.0, (wide + 6.0).min(width - 4.0), BAR);
        }
        self.context.set_fill_style_str(colour);
        self.text(&shown, from + 7.0, y + 0.5);
    }

    /// For how long a step that begins here blocks the loop.
    fn blocked(&self, cursor: usize) -> Option<String> {
        let log = self.run.recording.log();
        let step = (cursor as u32..cursor as u32 + 6).map_while(|index| log.get(EventIndex(index)));
        step.take_while(|event| !matches!(event.kind, EventKind::StepEnded { .. })).find_map(|event| {
            match &event.kind {
                EventKind::LoopBlocked { secs } => Some("blocks ".to_owned() + &number(*secs) + " s"),
                _ => None,
            }
        })
    }

    /// How a task ended: by shape as on the cards.
    fn end(&self, state: TaskState, x: f64, y: f64) {
        let (context, palette) = (self.context, self.palette);
        context.set_fill_style_str(palette.of(state));
        context.set_stroke_style_str(&palette.surface);
        context.set_line_width(1.6);
        match state {
            TaskState::Failed => {
                self.path(&[(x, y - 6.5), (x + 7.0, y + 5.5), (x - 7.0, y + 5.5)]);
                context.close_path();
                context.fill();
                self.line(x, y - 2.0, x, y + 1.5);
                self.line(x, y + 3.0, x, y + 4.4);
            }
            _ => {
                self.disc(x, y, 6.0);
                context.fill();
                if state == TaskState::Done {
                    self.path(&[(x - 2.7, y + 0.2), (x - 0.8, y + 2.1), (x + 2.8, y - 2.0)]);
                    context.stroke();
                } else {
                    self.line(x - 2.1, y - 2.1, x + 2.1, y + 2.1);
                    self.line(x + 2.1, y - 2.1, x - 2.1, y + 2.1);
                }
            }
        }
    }

    /// What happens in between: above the bar.
    fn mark(&self, kind: MarkKind, x: f64, y: f64) {
        let (context, palette) = (self.context, self.palette);
        let top = y - BAR / 2.0;
        let colour = match kind {
            MarkKind::Printed => &palette.ink,
            MarkKind::Raised => &palette.failed,
            MarkKind::Expired => &palette.timer,
            _ => &palette.cancel,
        };
        context.set_fill_style_str(colour);
        context.set_stroke_style_str(colour);
        context.set_line_width(1.5);
        match kind {
            MarkKind::Printed => self.fill(colour, x - 0.75, top - 3.0, 1.5, 4.0),
            MarkKind::Raised => {
                self.path(&[(x, top - 3.5), (x + 3.5, top + 1.5), (x - 3.5, top + 1.5)]);
                context.fill();
            }
            MarkKind::Delivered => {
                self.path(&[(x - 3.5, top - 3.5), (x + 3.5, top - 3.5), (x, top + 1.5)]);
                context.fill();
            }
            MarkKind::Expired => {
                self.disc(x, top - 0.5, 3.2);
                context.stroke();
                self.path(&[(x, top - 2.3), (x, top - 0.5), (x + 1.5, top + 0.3)]);
                context.stroke();
            }
            MarkKind::Caught => {
                self.path(&[
                    (x - 3.0, top - 3.0),
                    (x - 3.0, top + 1.0),
                    (x + 3.0, top + 1.0),
                    (x + 3.0, top - 3.0),
                ]);
                context.stroke();
            }
            MarkKind::Swallowed => {
                self.disc(x, top - 1.0, 2.6);
                context.stroke();
            }
            MarkKind::Reraised => {
                self.path(&[(x - 3.0, top + 1.0), (x, top - 3.0), (x + 3.0, top + 1.0)]);
                context.stroke();
            }
        }
    }
}

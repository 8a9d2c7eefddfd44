//! Painting the timeline on its canvas.

use web_sys::CanvasRenderingContext2d;

use super::chart::{Charted, ROW, RULER};
use super::palette::Palette;
use crate::layout::lanes::{
    Arrow, ArrowKind, Axis, Grid, Lane, MarkKind, Piece, Window, pieces, waiting_label,
};
use crate::playback::{TaskState, subject};
use crate::trace::{EventIndex, EventKind};
use crate::ui::words::number;

/// The height of a bar.
const BAR: f64 = 12.0;
/// About the width of a letter, in pixels.
const LETTER: f64 = 5.9;
/// Texts that are shorter than this are none.
const SHORTEST: usize = 4;

const TURN: f64 = std::f64::consts::TAU;

/// What is painted beside the run itself.
pub struct Scenery<'a> {
    /// What part of the time is seen.
    pub window: Window,
    /// How high the canvas is, in pixels.
    pub height: f64,
    /// How far the lanes are scrolled.
    pub scrolled: f64,
    /// The lanes that are selected.
    pub selected: &'a [usize],
    /// What is played over and over, on the axis.
    pub range: Option<(f64, f64)>,
    /// The moments of an explanation, each with its number.
    pub chain: &'a [(usize, EventIndex)],
}

/// Paints everything but the playhead.
pub fn paint(context: &CanvasRenderingContext2d, palette: &Palette, run: &Charted, scenery: &Scenery) {
    let brush = Brush { context, palette, run, scenery };
    brush.paint();
}

struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    run: &'a Charted,
    scenery: &'a Scenery<'a>,
}

impl Brush<'_> {
    fn paint(&self) {
        let Scenery { window, height, .. } = self.scenery;
        let Palette { surface, font, .. } = self.palette;
        self.context.set_font(&("11px ".to_owned() + font));
        self.context.set_text_baseline("middle");
        self.fill(surface, 0.0, 0.0, window.width, *height);
        let grid = Grid::of(&self.run.recording, &self.run.lanes, window);
        self.ground(&grid);
        let seen = self.seen();
        let mut drawn = Vec::new();
        for (row, lane) in self.run.rows.within(seen.clone()) {
            let lane = &self.run.lanes.all()[lane];
            pieces(&self.run.recording, lane, window, &mut drawn);
            self.lane(lane, self.y_of(row), &drawn);
        }
        for arrow in self.run.lanes.arrows(&self.run.recording, &self.run.rows, seen, window) {
            self.arrow(arrow);
        }
        self.chain();
        self.scrollbar();
        self.ruler(&grid);
    }

    /// The rows that are seen.
    fn seen(&self) -> std::ops::Range<usize> {
        let Scenery { height, scrolled, .. } = self.scenery;
        let first = (scrolled / ROW).floor().max(0.0) as usize;
        let last = ((scrolled + height - RULER) / ROW).ceil().max(0.0) as usize;
        first..last.min(self.run.rows.len())
    }

    /// The middle of a row.
    fn y_of(&self, row: usize) -> f64 {
        RULER + row as f64 * ROW - self.scenery.scrolled + ROW / 2.0
    }

    fn x_of(&self, cursor: usize) -> f64 {
        let window = &self.scenery.window;
        window.x(window.axis.at(&self.run.recording, cursor))
    }

    fn fill(&self, colour: &str, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    fn line(&self, x: f64, y: f64, to_x: f64, to_y: f64) {
        self.context.begin_path();
        self.context.move_to(x, y);
        self.context.line_to(to_x, to_y);
        self.context.stroke();
    }

    fn dashes(&self, is_dashed: bool) {
        let dashes = js_sys::Array::new();
        if is_dashed {
            dashes.push(&3.0.into());
            dashes.push(&2.0.into());
        }
        // Two positive numbers are sound dashes.
        let _ = self.context.set_line_dash(&dashes);
    }

    fn text(&self, text: &str, x: f64, y: f64) {
        // What cannot be written is left out.
        let _ = self.context.fill_text(text, x, y);
    }

    /// What lies below the lanes: the selected ones, the grid.
    fn ground(&self, grid: &Grid) {
        let Scenery { window, height, selected, range, .. } = self.scenery;
        let context = self.context;
        for row in selected.iter().map(|lane| self.run.rows.row_of(*lane)) {
            self.fill(&self.palette.hover, 0.0, self.y_of(row) - ROW / 2.0, window.width, ROW);
        }
        context.set_global_alpha(0.6);
        context.set_line_width(1.0);
        context.set_stroke_style_str(&self.palette.line);
        context.begin_path();
        for x in grid.lines.iter().map(|x| x.round() + 0.5) {
            context.move_to(x, RULER);
            context.line_to(x, *height);
        }
        context.stroke();
        context.set_global_alpha(1.0);
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            context.set_global_alpha(0.06);
            self.fill(&self.palette.ink, from, RULER, to - from, height - RULER);
            context.set_global_alpha(1.0);
        }
    }

    fn lane(&self, lane: &Lane, y: f64, drawn: &[Piece]) {
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

    fn path(&self, points: &[(f64, f64)]) {
        self.context.begin_path();
        for (position, (x, y)) in points.iter().enumerate() {
            if position == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }

    fn disc(&self, x: f64, y: f64, radius: f64) {
        self.context.begin_path();
        // A radius above zero makes a circle.
        let _ = self.context.arc(x, y, radius, 0.0, TURN);
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

    fn arrow(&self, arrow: &Arrow) {
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
    fn chain(&self) {
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

    fn ruler(&self, grid: &Grid) {
        let Scenery { window, range, .. } = self.scenery;
        let (context, palette) = (self.context, self.palette);
        self.fill(&palette.surface, 0.0, 0.0, window.width, RULER);
        if let Some((from, to)) = range {
            let (from, to) = (window.x(*from), window.x(*to));
            context.set_global_alpha(0.14);
            self.fill(&palette.ink, from, 0.0, to - from, RULER);
            context.set_global_alpha(1.0);
            for (x, inwards) in [(from, 4.0), (to, -4.0)] {
                context.set_stroke_style_str(&palette.ink);
                context.set_line_width(2.0);
                self.path(&[(x + inwards, 2.0), (x, 2.0), (x, RULER - 2.0), (x + inwards, RULER - 2.0)]);
                context.stroke();
            }
        }
        for (position, tick) in grid.times.iter().enumerate() {
            let next = grid.times.get(position + 1).map(|next| next.x);
            self.fill(&palette.line_strong, tick.x.round(), 0.0, 1.0, RULER / 2.0);
            self.tick(&(number(tick.value) + " s"), tick.x, next, 9.0, &palette.ink_2);
        }
        for (position, tick) in grid.iterations.iter().enumerate() {
            let next = grid.iterations.get(position + 1).map(|next| next.x);
            let (first, last) = tick.value;
            let text = match last > first {
                true => first.to_string() + "\u{2013}" + &last.to_string(),
                false => first.to_string(),
            };
            self.fill(&palette.line, tick.x.round(), RULER / 2.0, 1.0, RULER / 2.0);
            self.tick(&text, tick.x, next, RULER - 7.5, &palette.ink_3);
        }
        self.fill(&palette.line, 0.0, RULER - 1.0, window.width, 1.0);
    }

    /// What a tick says. Over steps it holds up to the next tick, and stays in sight for as long.
    fn tick(&self, text: &str, x: f64, next: Option<f64>, y: f64, colour: &str) {
        let window = &self.scenery.window;
        let mut at = x.round() + 4.0;
        if at < 4.0 && window.axis == Axis::Steps {
            let wide = text.chars().count() as f64 * LETTER;
            at = next.map_or(4.0, |next| (next - wide - 6.0).min(4.0)).max(at);
        }
        self.context.set_fill_style_str(colour);
        self.text(text, at, y);
    }

    /// Where the lanes that are seen are among all of them.
    fn scrollbar(&self) {
        let Scenery { window, height, scrolled, .. } = self.scenery;
        let (room, all) = (height - RULER, self.run.rows.len() as f64 * ROW);
        if all > room && room > 0.0 {
            let length = (room * room / all).max(12.0);
            let at = RULER + (room - length) * (scrolled / (all - room)).clamp(0.0, 1.0);
            self.fill(&self.palette.line_strong, window.width - 4.0, at, 3.0, length);
        }
    }
}

//! What is told of what the pointer rests on.

use super::chart::Chart;
use crate::layout::lanes::{Lane, waiting_label};
use crate::playback::{Iteration, LanePoint, Recording, TaskState, sentence, why};
use crate::trace::EventIndex;
use crate::ui::words::{number, px};
use crate::web;

/// A few lines, the first of them a title.
#[derive(Debug, Clone, PartialEq)]
pub struct Tip {
    /// What it is.
    pub title: String,
    /// From when to when, and since what.
    pub lines: Vec<String>,
}

/// What a task does from one of its points on.
pub fn of_point(recording: &Recording, lane: &Lane, position: usize) -> Option<Tip> {
    let points = recording.lane(lane.task);
    let point = points.get(position)?;
    let next = points.get(position + 1);
    let until_secs = next.map_or_else(|| end_secs(recording), |next| next.time_secs);
    let span = if point.state.is_final() {
        number(point.time_secs) + " s"
    } else if until_secs > point.time_secs {
        let (from, to) = (number(point.time_secs), number(until_secs));
        from + " s to " + &to + " s"
    } else {
        number(point.time_secs) + " s, for no time at all"
    };
    let event = event_of(point.cursor);
    let mut lines = vec![span + ", iteration " + &iteration(recording, event)];
    lines.extend(since(recording, event));
    let title = lane.name.to_string() + ": " + &word(recording, point);
    Some(Tip { title, lines })
}

/// What an event is about that is marked on a lane.
pub fn of_event(recording: &Recording, cursor: usize) -> Option<Tip> {
    let index = event_of(cursor);
    let event = recording.log().get(index)?;
    let when = number(event.time) + " s, iteration " + &iteration(recording, index);
    let mut lines = vec![when];
    lines.extend(since(recording, index).into_iter().skip(1));
    Some(Tip { title: sentence(recording, index), lines })
}

fn iteration(recording: &Recording, event: EventIndex) -> String {
    recording.iteration_of(event).map(Iteration::name).unwrap_or_default()
}

fn since(recording: &Recording, event: EventIndex) -> Vec<String> {
    let mut lines = vec![sentence(recording, event)];
    lines.extend(
        why(recording, event).get(1).map(|&cause| "because ".to_owned() + &sentence(recording, cause)),
    );
    lines
}

fn event_of(cursor: usize) -> EventIndex {
    EventIndex(cursor.saturating_sub(1) as u32)
}

fn end_secs(recording: &Recording) -> f64 {
    recording.log().get(event_of(recording.len())).map_or(0.0, |event| event.time)
}

/// What a task is doing, in a few words.
pub fn word(recording: &Recording, point: &LanePoint) -> String {
    let what = match point.state {
        TaskState::Scheduled => "scheduled, its step is in the ready queue",
        TaskState::Running if point.cleaning_up => "running, cleans up",
        TaskState::Running => "running",
        TaskState::Waiting => {
            let what = waiting_label(recording, point.cursor);
            let cleaning_up = if point.cleaning_up { ", cleans up" } else { "" };
            return if what.is_empty() { "waiting".to_owned() } else { "waiting: ".to_owned() + &what }
                + cleaning_up;
        }
        TaskState::Cancelling => "asked to cancel",
        TaskState::Cancelled => "cancelled",
        TaskState::Failed => "failed",
        TaskState::Done => "done",
    };
    what.to_owned()
}

impl Chart {
    /// Shows a text beside a pixel, or none.
    pub fn tip(&self, tip: Option<(&Tip, f64, f64)>) {
        let Some(page) = &self.page else { return };
        let element = &page.tip;
        element.set_hidden(tip.is_none());
        let Some((tip, x, y)) = tip else { return };
        element.set_text_content(None);
        let line = |text: &str, class: &str| {
            if let Ok(line) = web::document().create_element("p") {
                line.set_text_content(Some(text));
                line.set_class_name(class);
                // An element that was just made can be put anywhere.
                let _ = element.append_child(&line);
            }
        };
        line(&tip.title, "timeline__tip-title");
        tip.lines.iter().for_each(|text| line(text, "timeline__tip-line"));
        let (width, height) = (f64::from(element.offset_width()), f64::from(element.offset_height()));
        let frame = page.plot.get_bounding_client_rect();
        let right = f64::from(page.plot.client_width());
        let left = (x + 12.0).min(right - width - 4.0).max(4.0);
        // Above the pointer if there is room on the page, which there is but on the smallest.
        let top = if frame.top() + y - height - 12.0 > 0.0 { y - height - 10.0 } else { y + 18.0 };
        let place = "translate(".to_owned() + &px(left) + "," + &px(top) + ")";
        // A property of a fixed, valid name can always be set.
        let _ = element.style().set_property("transform", &place);
    }

    /// Which cursor the pointer has.
    pub fn cursor(&self, word: &str) {
        if let Some(page) = &self.page {
            // A property of a fixed, valid name can always be set.
            let _ = page.plot.style().set_property("cursor", word);
        }
    }
}

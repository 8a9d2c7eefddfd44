//! A run as lanes: the timeline, with the names of its tasks.

use std::rc::Rc;

use super::sheet::Sheet;
use crate::layout::lanes::paint::{Charted, Ink, Pen, ROW, RULER, Scenery, Stroke, paint};
use crate::layout::lanes::{Axis, Window};
use crate::playback::{Recording, capitalised, sentence, shortened};
use crate::trace::EventIndex;

/// The room for names.
const NAMES: f64 = 168.0;
/// So many letters of a name have room.
const NAME: usize = 24;
/// How much further right what a task created stands.
const INDENT: f64 = 12.0;
/// The least width of the lanes, and the most: what is longer is drawn smaller.
const WIDTHS: (f64, f64) = (720.0, 3_000.0);
/// More lanes than that are no picture.
const MOST: usize = 200;
/// Below the lanes it is told how the run ended.
const FOOT: f64 = 30.0;

/// The lanes of a run, in display time: every iteration has its room, and waiting is short.
pub fn run(title: &str, recording: Rc<Recording>) -> String {
    let end = sentence(&recording, EventIndex(recording.len().saturating_sub(1) as u32));
    let run = Charted::new(recording);
    let window = window_of(&run.recording);
    let (all, shown) = (run.rows.len(), run.rows.len().min(MOST));
    let height = RULER + shown as f64 * ROW;
    let sheet = Sheet::new(title, (NAMES + window.width, height + FOOT));
    sheet.fill(Ink::Surface, 1.0, (0.0, 0.0), (NAMES + window.width, height + FOOT));
    let scenery = Scenery { window, height, scrolled: 0.0, selected: &[], range: None, chain: &[] };
    sheet.moved((NAMES, 0.0), || paint(&sheet, &run, &scenery));
    // What begins left of the lanes, such as an arrow's head at the first one, does not reach into the names.
    sheet.fill(Ink::Surface, 1.0, (0.0, 0.0), (NAMES, height));
    sheet.text(Ink::Text3, "time", (NAMES - 30.0, 9.0), false);
    sheet.text(Ink::Text3, "iteration", (NAMES - 52.0, RULER - 8.0), false);
    sheet.lines(Stroke::new(Ink::Line, 1.0), &[(NAMES - 0.5, 0.0), (NAMES - 0.5, height)]);
    sheet.lines(Stroke::new(Ink::Line, 1.0), &[(0.0, RULER - 0.5), (NAMES, RULER - 0.5)]);
    sheet.lines(Stroke::new(Ink::Line, 1.0), &[(0.0, height + 0.5), (NAMES + window.width, height + 0.5)]);
    for (row, lane) in run.rows.within(0..shown) {
        let lane = &run.lanes.all()[lane];
        let indent = (f64::from(lane.depth) * INDENT).min(NAMES / 2.0);
        let room = NAME - (indent / 6.2) as usize;
        let at = (12.0 + indent, RULER + row as f64 * ROW + ROW / 2.0);
        sheet.text(Ink::Text, &shortened(&lane.name, room), at, false);
    }
    let more =
        if all > shown { format!(" ({} more tasks are not drawn)", all - shown) } else { String::new() };
    sheet.text(Ink::Text2, &(capitalised(&end) + &more), (12.0, height + FOOT / 2.0 + 1.0), false);
    sheet.finish()
}

/// A window in which everything can be told apart, if that is not too wide.
fn window_of(recording: &Recording) -> Window {
    let (least, most) = WIDTHS;
    let readable = Window::reading(Axis::Steps, recording, least);
    let margins = 2.0 * (Axis::Steps.begin(recording) - readable.start) * readable.scale;
    let width = (Axis::Steps.length(recording) * readable.scale + margins).clamp(least, most);
    Window::fitting(Axis::Steps, recording, width)
}

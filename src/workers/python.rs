//! Python for the page: a module of its own, in a worker, that is fetched when a Python text is first run. A text goes in; its
//! run comes out, drawn as a scene.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use awaitscope::engine::Limits;
use awaitscope::layout::LiveDrawing;
use awaitscope::layout::geometry::Size;
use awaitscope::playback::{self, KEPT_EVENTS};
use awaitscope::program::Printable;
use awaitscope::python;
use awaitscope::vm::run::Live;

mod outcome;

use outcome::{Outcome, numbers_of};

/// A run goes on for ever if it likes; these are the limits of what it may do at a time.
const LIMITS: Limits = Limits { events: 100_000, tasks: Limits::INTERACTIVE.tasks, ..Limits::NONE };
/// So many events are handed out at first, and then so many at a time: the page has to index them between two frames.
const FIRST_EVENTS: usize = 20_000;
const NEXT_EVENTS: usize = 5_000;

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// The run that was asked for last.
struct Run {
    text: String,
    /// As long as it goes on.
    live: Option<Live>,
    drawing: LiveDrawing,
    /// The drawing as it was told last.
    told: (String, String),
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    /// Of `static/runs.js`: the text of a module of the library.
    #[wasm_bindgen(js_name = libraryText)]
    fn library_text(module: &str) -> Option<String>;
}

/// Runs a text; its comments say what somebody does to it from outside. It is drawn for a stage with so much room, in pixels;
/// where that is not known, both are 0.
#[wasm_bindgen]
pub fn run(text: &str, width: f64, height: f64) -> Outcome {
    #[cfg(target_arch = "wasm32")]
    awaitscope::vm::native::fetch_texts_by(library_text);
    // One that is given up goes before the next begins.
    RUN.set(None);
    let live = match python::begin(text, "main.py", LIMITS, FIRST_EVENTS) {
        Ok(live) => live,
        Err(diagnostics) => return faulty(&diagnostics),
    };
    let mut drawing = LiveDrawing::new(KEPT_EVENTS);
    if width > 0.0 && height > 0.0 {
        drawing = drawing.on_stage(Size { width, height });
    }
    let mut run = Run { text: text.to_owned(), live: Some(live), drawing, told: Default::default() };
    let outcome = run.go_on().unwrap_or_default();
    if let Some(live) = &mut run.live {
        live.set_segment(NEXT_EVENTS);
    }
    RUN.set(Some(run));
    let left_out = python::left_out(text).into_iter().map(|(line, why)| format!("{line} {why}\n")).collect();
    Outcome { text: python::printables(text).iter().map(Printable::to_line).collect(), left_out, ..outcome }
}

/// What comes next of the run that was asked for last. What did not change since is empty: the drawing, its cards.
///
/// # Errors
///
/// If there is none.
#[wasm_bindgen]
pub fn more() -> Result<Outcome, String> {
    RUN.with_borrow_mut(|run| {
        let outcome = run.as_mut().and_then(Run::go_on);
        outcome.ok_or_else(|| "there is no run that could go on".to_owned())
    })
}

/// The drawing of the run of a text, if that is the one that was asked for last, arranged anew for a stage with so much
/// room, in pixels. What does not change is empty: all of it, if it would be hardly larger.
#[wasm_bindgen]
pub fn arrange(text: &str, width: f64, height: f64) -> Outcome {
    RUN.with_borrow_mut(|run| {
        let run = run.as_mut().filter(|run| run.text == text)?;
        let drawing = run.drawing.arranged(Size { width, height })?;
        run.told = (drawing.scene.to_json(), drawing.card_lines());
        let (scene, summaries) = run.told.clone();
        Some(Outcome { scene, summaries, ..Outcome::default() })
    })
    .unwrap_or_default()
}

/// A text as a program that does by itself what its comments say somebody does to it from outside.
#[wasm_bindgen]
pub fn print(text: &str) -> Outcome {
    match python::export(text) {
        Ok(text) => Outcome { text, ..Outcome::default() },
        Err(diagnostics) => faulty(&diagnostics),
    }
}

impl Run {
    /// What comes next; `None` if nothing does.
    fn go_on(&mut self) -> Option<Outcome> {
        let segment = self.live.as_mut()?.go_on();
        if segment.is_last {
            self.live = None;
        }
        let drawing = self.drawing.extend(&segment.log);
        let told = (drawing.scene.to_json(), drawing.card_lines());
        let is_new = told != self.told;
        let (scene, summaries) = if is_new { told.clone() } else { Default::default() };
        self.told = told;
        Some(Outcome {
            trace: drawing.log.to_bytes(),
            places: numbers_of(&drawing.places),
            scene,
            summaries,
            omitted: drawing.omitted as u32,
            console: playback::last_lines(&segment.console),
            ended_at: segment.ended_at.unwrap_or(0),
            is_open: !segment.is_last,
            ..Outcome::default()
        })
    }
}

/// The outcome of a text that is no program.
fn faulty(diagnostics: &[python::Diagnostic]) -> Outcome {
    let lines: Vec<String> = diagnostics.iter().map(fault).collect();
    Outcome { faults: lines.join("\n"), ..Outcome::default() }
}

fn fault(diagnostic: &python::Diagnostic) -> String {
    let span = diagnostic.span;
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let text = format!("{}{hint}", diagnostic.message).replace('\n', " ");
    format!("{} {} {} {} {text}", span.line, span.column, span.end_line, span.end_column)
}

fn main() {}

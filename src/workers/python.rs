//! Python for the page: a module of its own, in a worker, that is fetched when a Python text is first run. A text goes in; its
//! run comes out, drawn as a scene.

use wasm_bindgen::prelude::wasm_bindgen;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::program::{Act, Intervention, Printable};
use awaitscope::python;

mod outcome;

use outcome::{Outcome, numbers_of};

/// Longer traces nobody looks at, and the page, which has to index them, would not answer meanwhile.
const LIMITS: Limits = Limits { events: 100_000, ..Limits::INTERACTIVE };

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    /// Of `static/runs.js`: the text of a module of the library.
    #[wasm_bindgen(js_name = libraryText)]
    fn library_text(module: &str) -> Option<String>;
}

/// Runs a text. `outside` is what somebody does to it: for each deed a line `SECONDS TURNS NAME` of the tasks that are
/// cancelled.
#[wasm_bindgen]
pub fn run(text: &str, outside: &str) -> Outcome {
    #[cfg(target_arch = "wasm32")]
    awaitscope::vm::native::fetch_texts_by(library_text);
    let outside: Vec<Intervention> = outside.lines().filter_map(intervention).collect();
    let finished = match python::run_with(text, "main.py", &outside, LIMITS) {
        Ok(finished) => finished,
        Err(diagnostics) => {
            let lines: Vec<String> = diagnostics.iter().map(fault).collect();
            return Outcome { faults: lines.join("\n"), ..Outcome::default() };
        }
    };
    let drawing = Drawing::of(&finished.log);
    Outcome {
        trace: drawing.log.to_bytes(),
        places: numbers_of(&drawing.places),
        summaries: drawing.card_lines(),
        scene: drawing.scene.to_json(),
        omitted: drawing.omitted as u32,
        console: finished.console,
        text: python::printables(text).iter().map(Printable::to_line).collect(),
        ..Outcome::default()
    }
}

fn intervention(line: &str) -> Option<Intervention> {
    let mut words = line.splitn(3, ' ');
    let (at_secs, turns) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Intervention { at_secs, turns, act: Act::Cancel { task: words.next()?.into() } })
}

fn fault(diagnostic: &python::Diagnostic) -> String {
    let span = diagnostic.span;
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let text = format!("{}{hint}", diagnostic.message).replace('\n', " ");
    format!("{} {} {} {} {text}", span.line, span.column, span.end_line, span.end_column)
}

fn main() {}

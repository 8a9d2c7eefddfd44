//! Python for the page: a module of its own, in a worker, that is fetched when a Python text is first run. A text goes in; its
//! run comes out, drawn as a scene.

use wasm_bindgen::prelude::wasm_bindgen;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::program::Place;
use awaitscope::python;
use awaitscope::vm::run::Intervention;

/// Longer traces nobody looks at, and the page, which has to index them, would not answer meanwhile.
const LIMITS: Limits = Limits { events: 100_000, ..Limits::INTERACTIVE };

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    /// Of `static/python.js`: the text of a module of the library.
    #[wasm_bindgen(js_name = libraryText)]
    fn library_text(module: &str) -> Option<String>;
}

/// What came of a text: faults, or a run.
#[wasm_bindgen(getter_with_clone)]
#[derive(Default)]
pub struct Outcome {
    /// What is wrong with the text: for each fault a line `LINE COLUMN END_LINE END_COLUMN MESSAGE`. Empty if it was run.
    pub faults: String,
    /// The trace ([`Log::to_bytes`](awaitscope::trace::Log::to_bytes)).
    pub trace: Vec<u8>,
    /// What its origins stand for: pairs of a card's number, and a line of the text or 0 for the card as a whole.
    pub places: Vec<u32>,
    /// The scene, as a scene file.
    pub scene: String,
    /// The cards as lines ([`Drawing::card_lines`]).
    pub summaries: String,
    /// How many cards were left out.
    pub omitted: u32,
    /// What the program wrote to stderr: tracebacks, and what it logged.
    pub console: String,
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
    let places = drawing.places.iter().flat_map(|place| match place {
        Place::Block { block, step } => [*block, step.unwrap_or(0)],
        Place::Main => [0, 0],
    });
    Outcome {
        faults: String::new(),
        trace: drawing.log.to_bytes(),
        places: places.collect(),
        summaries: drawing.card_lines(),
        scene: drawing.scene.to_json(),
        omitted: drawing.omitted as u32,
        console: finished.console,
    }
}

fn intervention(line: &str) -> Option<Intervention> {
    let mut words = line.splitn(3, ' ');
    let (at_secs, turns) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Intervention { at_secs, turns, cancel: Some(words.next()?.into()) })
}

fn fault(diagnostic: &python::Diagnostic) -> String {
    let span = diagnostic.span;
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let text = format!("{}{hint}", diagnostic.message).replace('\n', " ");
    format!("{} {} {} {} {text}", span.line, span.column, span.end_line, span.end_column)
}

fn main() {}

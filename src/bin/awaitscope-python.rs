//! Python for the page: a module of its own, in a worker, that is fetched when a Python text is first run. A text goes in,
//! the trace of its run comes out as bytes.

use wasm_bindgen::prelude::wasm_bindgen;

use awaitscope::engine::Limits;
use awaitscope::python;

/// What came of a text.
#[wasm_bindgen]
pub struct Outcome {
    trace: Vec<u8>,
    console: String,
    faults: String,
}

#[wasm_bindgen]
impl Outcome {
    /// The trace ([`Log::to_bytes`](awaitscope::trace::Log::to_bytes)); empty if the text could not be run.
    #[wasm_bindgen(getter)]
    pub fn trace(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.trace)
    }

    /// What the program wrote to stderr: tracebacks, and what it logged.
    #[wasm_bindgen(getter)]
    pub fn console(&self) -> String {
        self.console.clone()
    }

    /// What is wrong with the text: for each fault a line `LINE COLUMN END_LINE END_COLUMN MESSAGE`, the message in one line.
    #[wasm_bindgen(getter)]
    pub fn faults(&self) -> String {
        self.faults.clone()
    }
}

/// Runs a text.
#[wasm_bindgen]
pub fn run(text: &str) -> Outcome {
    match python::run(text, "main.py", Limits::INTERACTIVE) {
        Ok(finished) => Outcome {
            trace: finished.log.to_bytes(),
            console: finished.console,
            faults: String::new(),
        },
        Err(diagnostics) => {
            let lines: Vec<String> = diagnostics.iter().map(fault).collect();
            Outcome { trace: Vec::new(), console: String::new(), faults: lines.join("\n") }
        }
    }
}

fn fault(diagnostic: &python::Diagnostic) -> String {
    let span = diagnostic.span;
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let text = format!("{}{hint}", diagnostic.message).replace('\n', " ");
    format!("{} {} {} {} {text}", span.line, span.column, span.end_line, span.end_column)
}

fn main() {}

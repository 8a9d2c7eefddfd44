//! What the page is told.

use awaitscope::program::Place;
use wasm_bindgen::prelude::wasm_bindgen;

/// What came of what the page asked for. What does not apply is empty.
#[wasm_bindgen(getter_with_clone)]
#[derive(Default)]
pub struct Outcome {
    /// What is wrong with a program: for each fault a line `LINE COLUMN END_LINE END_COLUMN MESSAGE`. Empty if it was run.
    pub faults: String,
    /// The trace ([`Log::to_bytes`](awaitscope::trace::Log::to_bytes)).
    pub trace: Vec<u8>,
    /// What its origins stand for, two numbers each ([`Place::to_numbers`]).
    pub places: Vec<u32>,
    /// The drawing of a program, as a scene file.
    pub scene: String,
    /// The cards of the drawing as lines ([`Drawing::card_lines`](awaitscope::layout::Drawing::card_lines)).
    pub summaries: String,
    /// How many cards were left out of the drawing.
    pub omitted: u32,
    /// What somebody was to do to a program and does not: for each a line `LINE WHY`.
    pub left_out: String,
    /// What a program wrote to stderr: tracebacks, and what it logged.
    pub console: String,
    /// The line of a program at which it ended, by an exception that nobody caught or by a limit; 0 if it did not.
    pub ended_at: u32,
    /// Whether the run goes on: there is more to be asked for.
    pub is_open: bool,
    /// Another text that was asked for; of a program, the places that print as lines
    /// ([`Printable::to_line`](awaitscope::program::Printable::to_line)).
    pub text: String,
}

/// Places as numbers.
pub fn numbers_of(places: &[Place]) -> Vec<u32> {
    places.iter().flat_map(|place| place.to_numbers()).collect()
}

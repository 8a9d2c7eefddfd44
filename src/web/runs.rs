//! Running scenes and Python programs, which other modules do, in workers: see `static/runs-host.js`.

#![allow(unsafe_code, missing_docs, reason = "wasm-bindgen declares what the page's scripts give")]

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::layout::geometry::Size;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = askRunner)]
    fn ask_runner(kind: &str, what: &str, text: &str, width: f64, height: f64) -> Promise;

    /// What came of what was asked for: see `src/workers/outcome.rs`.
    pub type Outcome;
    #[wasm_bindgen(method, getter)]
    pub fn error(this: &Outcome) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub fn faults(this: &Outcome) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn trace(this: &Outcome) -> Vec<u8>;
    #[wasm_bindgen(method, getter)]
    pub fn places(this: &Outcome) -> Vec<u32>;
    #[wasm_bindgen(method, getter)]
    pub fn scene(this: &Outcome) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn summaries(this: &Outcome) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn omitted(this: &Outcome) -> u32;
    #[wasm_bindgen(method, getter)]
    pub fn left_out(this: &Outcome) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn console(this: &Outcome) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn ended_at(this: &Outcome) -> u32;
    #[wasm_bindgen(method, getter)]
    pub fn is_open(this: &Outcome) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn text(this: &Outcome) -> String;
}

/// Has the module for `kind` (`scenes` or `python`) do something with a text. `None` if the page could not even fetch what does
/// it.
pub async fn ask(kind: &str, what: &str, text: &str) -> Option<Outcome> {
    ask_for(kind, what, text, Size::default()).await
}

/// The same where what comes of it is drawn, for a stage with so much room; with none if that is not known.
pub async fn ask_for(kind: &str, what: &str, text: &str, room: Size) -> Option<Outcome> {
    JsFuture::from(ask_runner(kind, what, text, room.width, room.height))
        .await
        .ok()
        .map(JsCast::unchecked_into)
}

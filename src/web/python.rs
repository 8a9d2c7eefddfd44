//! Running Python programs, which another module does, in a worker: see `static/python-host.js`.

#![allow(unsafe_code, missing_docs, reason = "wasm-bindgen declares what the page's scripts give")]

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = runPython)]
    fn run_python(text: &str, outside: &str) -> Promise;

    /// What came of a program: see `src/worker.rs`.
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
    pub fn console(this: &Outcome) -> String;
}

/// Runs a program. `None` if the page could not even fetch what runs it.
pub async fn run(text: &str, outside: &str) -> Option<Outcome> {
    JsFuture::from(run_python(text, outside)).await.ok().map(JsCast::unchecked_into)
}

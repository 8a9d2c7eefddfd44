//! Tones: see `static/sound.js`.

#![allow(unsafe_code, missing_docs, reason = "wasm-bindgen declares what the page's scripts give")]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Plays tones one after the other, by their names with spaces between them.
    #[wasm_bindgen(js_name = playTones)]
    pub fn play(tones: &str);
}

//! The whole screen, where the browser gives it: see `static/start.js`.

#![allow(unsafe_code, reason = "wasm-bindgen declares what the page's scripts give")]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fillScreen)]
    fn fill_screen();
}

/// Asks for it. Without a key or a click before, or in a frame that may not, nothing happens.
pub fn fill() {
    fill_screen();
}

/// Gives it back.
pub fn leave() {
    if is_filled() {
        super::document().exit_fullscreen();
    }
}

/// Whether the page has it.
pub fn is_filled() -> bool {
    super::document().fullscreen_element().is_some()
}

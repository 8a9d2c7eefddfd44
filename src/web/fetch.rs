//! Fetching what lies beside the page: see `static/start.js`.

#![allow(unsafe_code, reason = "wasm-bindgen declares what the page's scripts give")]

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetchText)]
    fn fetch_text(path: &str) -> Promise;
}

/// The text of a file below the page; `None` if it could not be fetched.
pub async fn text(path: &str) -> Option<String> {
    JsFuture::from(fetch_text(path)).await.ok()?.as_string()
}

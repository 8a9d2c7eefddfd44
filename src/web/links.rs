//! Texts in links: `static/links.js` packs and unpacks them.

#![allow(unsafe_code, missing_docs, reason = "wasm-bindgen declares what the page's scripts give")]

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = packText)]
    fn pack_text(text: &str) -> Promise;
    #[wasm_bindgen(js_name = unpackText)]
    fn unpack_text(payload: &str) -> Promise;
}

/// A text as it stands in a link. `None` where the browser cannot pack it.
pub async fn pack(text: &str) -> Option<String> {
    JsFuture::from(pack_text(text)).await.ok()?.as_string()
}

/// The text that stands in a link. `None` if none does.
pub async fn unpack(payload: &str) -> Option<String> {
    JsFuture::from(unpack_text(payload)).await.ok()?.as_string()
}

//! The clipboard, where the browser allows it.

use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard and says whether that worked.
pub async fn write(text: &str) -> bool {
    let promise = super::window().navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.is_ok()
}

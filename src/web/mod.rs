//! The browser's edges: storage, files, clipboard, theme, frames and listeners. Only [`ui`](crate::ui) and the page's
//! binary know this module. Whatever the browser may refuse (storage, clipboard) has a way to go on without it.

pub mod attributes;
pub mod clipboard;
pub mod editor;
pub mod fetch;
pub mod files;
pub mod frames;
pub mod links;
pub mod listen;
pub mod location;
pub mod media;
pub mod runs;
pub mod screen;
pub mod sound;
pub mod storage;
pub mod theme;

use wasm_bindgen::JsCast;
use web_sys::{Document, Window};

/// The window.
///
/// # Panics
///
/// Outside a page, where nothing of this module makes sense.
pub fn window() -> Window {
    web_sys::window().expect("the playground runs in a page")
}

/// The page's document.
///
/// # Panics
///
/// Outside a page.
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// Whether some of the page's text is selected.
pub fn has_selection() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Without focus only the keys are missing.
        let _ = element.focus();
    }
}

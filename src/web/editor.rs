//! A text area that programs are written in.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Types a text where the caret is, so that the browser's undo takes it back.
pub fn type_in(text: &str) -> bool {
    let document: HtmlDocument = super::document().unchecked_into();
    document.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false)
}

/// What stands before the caret, if nothing is selected.
pub fn before_caret(area: &HtmlTextAreaElement) -> Option<String> {
    let caret = |at: Result<Option<u32>, _>| at.ok().flatten();
    let (start, end) = (caret(area.selection_start())?, caret(area.selection_end())?);
    let text: Vec<u16> = area.value().encode_utf16().take(start as usize).collect();
    (start == end).then(|| String::from_utf16_lossy(&text))
}

/// Puts the caret into a text area, at so many UTF-16 units.
pub fn put_caret(id: &str, at: u32) {
    let area = super::document().get_element_by_id(id);
    let Some(area) = area.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    // Without focus or caret the place is still marked.
    let _ = area.focus();
    let _ = area.set_selection_range(at, at);
}

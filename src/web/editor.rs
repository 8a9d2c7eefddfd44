//! A text area that programs are written in.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Types a text where the caret is, so that the browser's undo takes it back.
pub fn type_in(text: &str) -> bool {
    let document: HtmlDocument = super::document().unchecked_into();
    document.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false)
}

/// What stands before the caret in its line, if nothing is selected.
pub fn before_caret(area: &HtmlTextAreaElement) -> Option<String> {
    let at = |caret: Result<Option<u32>, _>| caret.ok().flatten().map(|units| units as usize);
    let (start, end) = (at(area.selection_start())?, at(area.selection_end())?);
    let (mut line, mut units) = (String::new(), 0);
    for c in area.value().chars() {
        if units >= start {
            break;
        }
        units += c.len_utf16();
        if c == '\n' {
            line.clear();
        } else {
            line.push(c);
        }
    }
    (start == end).then_some(line)
}

/// Whether the caret is in it, and what is typed takes the place of all that stands there.
pub fn is_all_chosen(id: &str) -> bool {
    let area = super::document().active_element().filter(|element| element.id() == id);
    let Some(area) = area.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return false;
    };
    let at = |caret: Result<Option<u32>, _>| caret.ok().flatten().unwrap_or_default();
    let chosen = at(area.selection_end()).saturating_sub(at(area.selection_start()));
    area.text_length() == chosen
}

/// Whether the caret is in it.
pub fn is_writing(id: &str) -> bool {
    super::document().active_element().is_some_and(|element| element.id() == id)
}

/// Puts the caret into a text area, at so many UTF-16 units.
pub fn put_caret(id: &str, at: u32) {
    let area = super::document().get_element_by_id(id);
    let Some(area) = area.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    // Without focus or caret the place is still marked.
    let _ = area.focus();
    let _ = area.set_selection_range(at, at);
}

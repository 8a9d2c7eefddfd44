//! The whole screen, where the browser gives it.

/// Asks for it. Without a key or a click before, or in a frame that may not, nothing happens.
pub fn fill() {
    if let Some(root) = super::document().document_element() {
        let _ = root.request_fullscreen();
    }
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

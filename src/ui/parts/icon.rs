//! Icons, drawn by the sprite in the page.

use crate::ui::markup::{El, el};

/// An icon. It says nothing to screen readers: a text or a label beside it does.
pub fn icon(name: &'static str) -> El {
    el("svg.icon[aria-hidden=true]").child(el("use").attr("href", format!("#i-{name}")))
}

//! Icons, drawn by the sprite in the page.

use yew::{Html, html};

/// An icon. It says nothing to screen readers: a text or a label beside it does.
pub fn icon(name: &'static str) -> Html {
    html! { <svg class="icon" aria-hidden="true"><use href={format!("#i-{name}")} /></svg> }
}

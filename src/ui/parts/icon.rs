//! Icons, drawn by the sprite in the page.

use yew::{Html, Properties, function_component, html};

#[derive(Debug, Clone, Copy, PartialEq, Properties)]
pub struct Props {
    /// Which one.
    pub name: &'static str,
}

/// An icon. It says nothing to screen readers: a text or a label beside it does.
#[function_component]
pub fn Icon(props: &Props) -> Html {
    html! { <svg class="icon" aria-hidden="true"><use href={format!("#i-{}", props.name)} /></svg> }
}

//! Menus.

use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Event, Html, TargetCast, html};

/// A menu to choose from: its accessible name, what can be chosen, and what is.
pub fn choice(
    label: &'static str,
    options: impl IntoIterator<Item = AttrValue>,
    chosen: Option<usize>,
    onchoose: Callback<usize>,
) -> Html {
    menu("field", label, None, options.into_iter().collect(), chosen, onchoose)
}

/// A menu that only does things: it says what, and never shows what was chosen.
pub fn doer(
    label: &'static str,
    prompt: &'static str,
    options: Vec<AttrValue>,
    onchoose: Callback<usize>,
) -> Html {
    menu("field step__add", label, Some(prompt), options, None, onchoose)
}

fn menu(
    class: &'static str,
    label: &'static str,
    prompt: Option<&'static str>,
    options: Vec<AttrValue>,
    chosen: Option<usize>,
    onchoose: Callback<usize>,
) -> Html {
    let resets = prompt.is_some();
    let onchange = Callback::from(move |event: Event| {
        let menu: HtmlSelectElement = event.target_unchecked_into();
        let chosen = menu.selected_index();
        if resets {
            menu.set_selected_index(0);
        }
        // The prompt is an entry of its own, before all others.
        if let Ok(chosen) = usize::try_from(chosen - i32::from(resets)) {
            onchoose.emit(chosen);
        }
    });
    let option = |(index, name): (usize, AttrValue)| {
        html! { <option selected={chosen == Some(index)}>{ name }</option> }
    };
    html! {
        <select {class} aria-label={label} {onchange}>
            if let Some(prompt) = prompt { <option selected=true>{ prompt }</option> }
            { for options.into_iter().enumerate().map(option) }
        </select>
    }
}

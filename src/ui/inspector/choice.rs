//! Menus.

use web_sys::{Event, HtmlSelectElement};
use yew::{AttrValue, TargetCast};

use crate::ui::markup::{Callback, El, el, hears};

/// A menu to choose from: its accessible name, what can be chosen, and what is.
pub fn choice(
    label: &'static str,
    options: impl IntoIterator<Item = AttrValue>,
    chosen: Option<usize>,
    onchoose: Callback<usize>,
) -> El {
    menu("field", label, None, options.into_iter().collect(), chosen, onchoose)
}

/// A menu that only does things: it says what, and never shows what was chosen.
pub fn doer(
    label: &'static str,
    prompt: &'static str,
    options: Vec<AttrValue>,
    onchoose: Callback<usize>,
) -> El {
    menu("field step__add", label, Some(prompt), options, None, onchoose)
}

fn menu(
    class: &'static str,
    label: &'static str,
    prompt: Option<&'static str>,
    options: Vec<AttrValue>,
    chosen: Option<usize>,
    onchoose: Callback<usize>,
) -> El {
    let resets = prompt.is_some();
    let change = hears(move |event: &Event| {
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
    let option =
        |(index, name): (usize, AttrValue)| el("option").flag("selected", chosen == Some(index)).child(name);
    el("select")
        .attr("class", class)
        .attr("aria-label", label)
        .on_change(change)
        .child(prompt.map(|prompt| el("option[selected=selected]").child(prompt)))
        .each(options.into_iter().enumerate().map(option))
}

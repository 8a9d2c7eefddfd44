//! Menus.

use web_sys::HtmlSelectElement;
use yew::{Callback, Classes, Event, Html, Properties, TargetCast, classes, function_component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its accessible name.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// What is chosen; none for a menu that only does things.
    #[prop_or_default]
    pub chosen: Option<usize>,
    /// What the menu says as long as nothing is chosen.
    #[prop_or_default]
    pub prompt: Option<&'static str>,
    pub onchoose: Callback<usize>,
    #[prop_or_default]
    pub class: Classes,
}

/// A menu to choose from.
#[function_component]
pub fn Choice(props: &Props) -> Html {
    let resets = props.prompt.is_some();
    let onchange = props.onchoose.reform(move |event: Event| {
        let menu: HtmlSelectElement = event.target_unchecked_into();
        let chosen = menu.value().parse().unwrap_or_default();
        if resets {
            menu.set_value("");
        }
        chosen
    });
    html! {
        <select class={classes!("field", props.class.clone())} aria-label={props.label.clone()} {onchange}>
            if let Some(prompt) = props.prompt {
                <option value="" selected=true>{ prompt }</option>
            }
            { for props.options.iter().enumerate().map(|(index, name)| html! {
                <option value={index.to_string()} selected={props.chosen == Some(index)}>{ name }</option>
            }) }
        </select>
    }
}

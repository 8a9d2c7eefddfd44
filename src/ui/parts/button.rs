//! Buttons.

use yew::{Callback, Children, Classes, Html, MouseEvent, Properties, classes, function_component, html};

use super::Icon;

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Without an outline.
    #[default]
    Plain,
    /// With an outline.
    Outlined,
    /// The one that matters.
    Primary,
    /// Small, in lists.
    Small,
}

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its accessible name; also shown when the pointer rests on it.
    pub label: String,
    /// Its key, shown with the name.
    #[prop_or_default]
    pub key_hint: Option<&'static str>,
    #[prop_or_default]
    pub icon: Option<&'static str>,
    #[prop_or_default]
    pub look: Look,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub pressed: Option<bool>,
    #[prop_or_default]
    pub class: Classes,
    pub onpress: Callback<()>,
    /// The visible text, if there is one.
    #[prop_or_default]
    pub children: Children,
}

/// A button with an icon, a text or both.
#[function_component]
pub fn Button(props: &Props) -> Html {
    let look = match props.look {
        Look::Plain => None,
        Look::Outlined => Some("button--outlined"),
        Look::Primary => Some("button--primary"),
        Look::Small => Some("button--small"),
    };
    let bare = props.children.is_empty().then_some("button--icon");
    let onclick = props.onpress.reform(|_: MouseEvent| ());
    let title = match props.key_hint {
        Some(key) => format!("{} ({key})", props.label),
        None => props.label.clone(),
    };
    html! {
        <button
            type="button"
            class={classes!("button", look, bare, props.class.clone())}
            aria-label={props.label.clone()}
            aria-pressed={props.pressed.map(|pressed| pressed.to_string())}
            disabled={props.disabled}
            {title}
            {onclick}
        >
            if let Some(name) = props.icon { <Icon {name} /> }
            { props.children.clone() }
        </button>
    }
}

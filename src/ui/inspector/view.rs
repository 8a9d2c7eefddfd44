//! The inspector.

use yew::{Html, Properties, UseReducerHandle, function_component, html};

use crate::ui::workspace::Workspace;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub state: UseReducerHandle<Workspace>,
}

/// The inspector.
#[function_component]
pub fn Inspector(props: &Props) -> Html {
    let _ = props;
    html! { <div class="inspector"></div> }
}

//! On a small screen: what is shown below the stage.

use yew::{Callback, Html, Properties, function_component, html};

use crate::ui::parts::Icon;
use crate::ui::workspace::{Action, Dispatch, Sheet, Show};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub sheet: Option<Sheet>,
    pub dispatch: Dispatch,
}

/// The tabs.
#[function_component]
pub fn Tabs(props: &Props) -> Html {
    let tab = |(sheet, icon, name): (Sheet, &'static str, &'static str)| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_| dispatch.dispatch(Action::Show(Show::Sheet(sheet))));
        html! {
            <button type="button" class="tabs__tab" aria-pressed={(props.sheet == Some(sheet)).to_string()} {onclick}>
                <Icon name={icon} />{ name }
            </button>
        }
    };
    let all = [
        (Sheet::Add, "plus", "Add"),
        (Sheet::Inspect, "inspect", "Inspect"),
        (Sheet::Console, "console", "Console"),
        (Sheet::Events, "events", "Events"),
    ];
    html! { <nav class="tabs" aria-label="Panels">{ for all.into_iter().map(tab) }</nav> }
}

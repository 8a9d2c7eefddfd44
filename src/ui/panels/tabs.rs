//! On a small screen: what is shown below the stage.

use yew::{Html, html};

use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Sheet, Show};

const ALL: [(Sheet, &str, &str); 4] = [
    (Sheet::Add, "plus", "Add"),
    (Sheet::Inspect, "inspect", "Inspect"),
    (Sheet::Console, "console", "Console"),
    (Sheet::Events, "events", "Events"),
];

/// The tabs.
pub fn tabs(open: Option<Sheet>, dispatch: &Dispatch) -> Html {
    let tab = |(sheet, image, name): (Sheet, &'static str, &'static str)| {
        let is_open = if open == Some(sheet) { "true" } else { "false" };
        html! {
            <button type="button" class="tabs__tab" aria-pressed={is_open}
                onclick={send::action(dispatch, Action::Show(Show::Sheet(sheet)))}>
                { icon(image) }{ name }
            </button>
        }
    };
    html! { <nav class="tabs" aria-label="Panels">{ for ALL.into_iter().map(tab) }</nav> }
}

//! Beside the timeline: which panel is shown.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::ui::markup::{El, el, hears};
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Show, Tab};
use crate::web;

/// The tabs in order: what each shows, its name, and the name of its element.
const ALL: [(Tab, &str, &str); 4] = [
    (Tab::Console, "Console", "tab-console"),
    (Tab::Loop, "Loop", "tab-loop"),
    (Tab::Events, "Events", "tab-events"),
    (Tab::Words, "In words", "tab-words"),
];

/// The name of a panel's tab, by which the panel is called.
pub fn element_of(tab: Tab) -> &'static str {
    ALL.iter().find(|(known, ..)| *known == tab).map_or("", |(_, _, element)| element)
}

/// The tabs. Arrow keys go from one to the next, Home and End to the first and last.
pub fn tab_list(open: Tab, lines: usize, dispatch: &Dispatch) -> El {
    let tab = |&(tab, name, element): &(Tab, &'static str, &'static str)| {
        let is_open = tab == open;
        let count = (tab == Tab::Console && lines > 0)
            .then(|| el("span.panel__count[aria-hidden=true]").child(lines.to_string()));
        el("button.panel__tab[type=button][role=tab]")
            .attr("id", element)
            .attr("aria-selected", if is_open { "true" } else { "false" })
            .attr("aria-controls", is_open.then_some(PANEL_ID))
            .attr("tabindex", if is_open { "0" } else { "-1" })
            .on_click(send::action(dispatch, Action::Show(Show::Tab(tab))))
            .child(name)
            .child(count)
    };
    let dispatch_key = dispatch.clone();
    let on_key_down = hears(move |event: &KeyboardEvent| {
        let last = ALL.len() - 1;
        let at = ALL.iter().position(|(tab, ..)| *tab == open).unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % ALL.len(),
            "ArrowLeft" => (at + last) % ALL.len(),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let Some(&(tab, _, element)) = ALL.get(to) else { return };
        dispatch_key.dispatch(Action::Show(Show::Tab(tab)));
        let element = web::document().get_element_by_id(element);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot have the focus stays without.
            let _ = element.focus();
        }
    });
    el("div.panel__tabs[role=tablist][aria-label=Beside the timeline]")
        .on_key_down(on_key_down)
        .each(ALL.iter().map(tab))
}

/// The name of the panel that is shown.
pub const PANEL_ID: &str = "panel";

//! What screen readers are told.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use crate::ui::picture::{Face, Picture};
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

#[derive(Clone, PartialEq, Properties)]
pub struct AnnouncerProps {
    pub text: String,
}

/// Says a text whenever it changes.
#[function_component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    html! { <div class="visually-hidden" aria-live="polite" aria-atomic="true">{ &props.text }</div> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct OutlineProps {
    pub picture: Rc<Picture>,
    pub statuses: Option<Rc<Statuses>>,
    pub dispatch: Dispatch,
}

/// All blocks as a list: the canvas for those who do not see it.
#[function_component]
pub fn Outline(props: &OutlineProps) -> Html {
    let item = |face: &Rc<Face>| {
        let (dispatch, id) = (props.dispatch.clone(), face.id);
        let onclick = Callback::from(move |_| dispatch.dispatch(Action::Select(Select::Only(id))));
        let wires = &props.picture.wires;
        let below = wires.iter().filter(|drawn| drawn.id.0 == Some(face.id));
        let below: Vec<&str> =
            below.filter_map(|drawn| props.picture.faces.get(&drawn.id.1)).map(|face| &*face.label).collect();
        let below = if below.is_empty() { String::new() } else { format!(", above {}", words::list(&below)) };
        let status = props.statuses.as_ref().and_then(|statuses| statuses.cards.get(&face.id));
        let state = status.map(|status| format!(": {}", status.text)).unwrap_or_default();
        html! {
            <li key={face.id.0}><button type="button" tabindex="-1" {onclick}>
                { format!("{} {}, {}{below}{state}", face.kind.title(), face.label, face.summary) }
            </button></li>
        }
    };
    html! {
        <nav class="visually-hidden" aria-label="Outline of the scene">
            <ul>{ for props.picture.faces.values().map(item) }</ul>
        </nav>
    }
}

//! The canvas as a list, for those who do not see it.

use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use crate::ui::picture::{Face, Picture};
use crate::ui::send;
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub picture: Rc<Picture>,
    pub statuses: Option<Rc<Statuses>>,
    pub dispatch: Dispatch,
}

/// All blocks as a list.
#[function_component]
pub fn Outline(props: &Props) -> Html {
    let Props { picture, statuses, dispatch } = props;
    let item = |face: &Rc<Face>| {
        let onclick = send::action(dispatch, Action::Select(Select::Only(face.id)));
        let status = statuses.as_ref().and_then(|statuses| statuses.cards.get(&face.id));
        html! { <li key={face.id.0}><button type="button" tabindex="-1" {onclick}>{ say(face, picture, status.map(|status| &*status.text)) }</button></li> }
    };
    html! {
        <nav class="visually-hidden" aria-label="Outline of the scene"><ul>{ for picture.faces.values().map(item) }</ul></nav>
    }
}

fn say(face: &Face, picture: &Picture, state: Option<&str>) -> String {
    let mut text = format!("{} {}, {}", face.kind.title(), face.label, face.summary);
    let below = picture.wires.iter().filter(|drawn| drawn.id.0 == Some(face.id));
    let below: Vec<&str> =
        below.filter_map(|drawn| picture.faces.get(&drawn.id.1)).map(|face| &*face.label).collect();
    if !below.is_empty() {
        text.push_str(", above ");
        text.push_str(&words::list(&below));
    }
    if let Some(state) = state {
        text.push_str(": ");
        text.push_str(state);
    }
    text
}

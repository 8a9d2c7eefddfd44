//! The canvas as a list, for those who do not see it.

use std::rc::Rc;

use yew::Html;

use crate::ui::markup::{Part, el};
use crate::ui::picture::{Face, Picture};
use crate::ui::send;
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

/// All blocks as a list.
#[derive(PartialEq)]
pub struct Outline {
    pub picture: Rc<Picture>,
    pub statuses: Option<Rc<Statuses>>,
    pub dispatch: Dispatch,
}

impl Part for Outline {
    fn draw(&self) -> Html {
        let Outline { picture, statuses, dispatch } = self;
        let item = |face: &Rc<Face>| {
            let status = statuses.as_ref().and_then(|statuses| statuses.cards.get(&face.id));
            let button = el("button[type=button][tabindex=-1]")
                .on_click(send::action(dispatch, Action::Select(Select::Only(face.id))))
                .child(say(face, picture, status.map(|status| &*status.text)));
            el("li").key(face.id.0).child(button)
        };
        el("nav.visually-hidden[aria-label=Outline of the scene]")
            .child(el("ul").each(picture.faces.values().map(item)))
            .into()
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

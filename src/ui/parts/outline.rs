//! The canvas as a list, for those who do not see it.

use std::rc::Rc;

use yew::Html;

use crate::scene::IdMap;
use crate::ui::markup::{Identical, Part, el};
use crate::ui::picture::{Face, Picture};
use crate::ui::send;
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

/// All blocks as a list.
#[derive(PartialEq)]
pub struct Outline {
    pub picture: Identical<Picture>,
    /// What they have come to. While a run plays, nothing: nobody could listen to that.
    pub statuses: Option<Identical<Statuses>>,
    pub dispatch: Dispatch,
}

impl Part for Outline {
    fn draw(&self) -> Html {
        let Outline { picture: Identical(picture), statuses, dispatch } = self;
        let mut below: IdMap<Vec<&str>> = IdMap::new();
        for drawn in &picture.wires {
            if let (Some(above), Some(face)) = (drawn.id.0, picture.faces.get(&drawn.id.1)) {
                below.get_or_insert_with(above, Vec::new).push(&face.label);
            }
        }
        let item = |face: &Rc<Face>| {
            let status = statuses.as_ref().and_then(|statuses| statuses.0.cards.get(&face.id));
            let below = below.get(&face.id).map_or(&[][..], |labels| labels);
            let button = el("button[type=button][tabindex=-1]")
                .on_click(send::action(dispatch, Action::Select(Select::Only(face.id))))
                .child(say(face, below, status.map(|status| &*status.text)));
            el("li").key(face.id.0).child(button)
        };
        el("nav.visually-hidden[aria-label=Outline of the scene]")
            .child(el("ul").each(picture.faces.values().map(item)))
            .into()
    }
}

fn say(face: &Face, below: &[&str], state: Option<&str>) -> String {
    let mut text = format!("{} {}, {}", face.kind.title(), face.label, face.summary);
    if !below.is_empty() {
        text.push_str(", above ");
        text.push_str(&words::list(below));
    }
    if let Some(state) = state {
        text.push_str(": ");
        text.push_str(state);
    }
    text
}

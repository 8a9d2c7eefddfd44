//! The canvas as a list, for those who do not see it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::{Html, Properties, function_component, use_state};

use crate::layout::picture::{Face, Picture};
use crate::scene::IdMap;
use crate::ui::markup::{Identical, Part, el, part, use_effect_of};
use crate::ui::send;
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

/// What was said of a run is brought up to date when nothing has changed for so long: nobody could listen to more.
const QUIET_MS: u32 = 500;

/// What the outline is of.
#[derive(Clone, PartialEq, Properties)]
pub struct OutlineProps {
    /// The blocks.
    pub picture: Identical<Picture>,
    /// What they have come to.
    pub statuses: Option<Identical<Statuses>>,
    /// The workspace.
    pub dispatch: Dispatch,
}

/// The outline.
#[function_component]
pub fn Outline(props: &OutlineProps) -> Html {
    let OutlineProps { picture, statuses, dispatch } = props.clone();
    let said = use_state(|| None);
    let setter = said.setter();
    use_effect_of(statuses.clone(), move || Timeout::new(QUIET_MS, move || setter.set(statuses)));
    part(Blocks { picture, statuses: (*said).clone(), dispatch })
}

/// All blocks as a list.
#[derive(PartialEq)]
struct Blocks {
    picture: Identical<Picture>,
    statuses: Option<Identical<Statuses>>,
    dispatch: Dispatch,
}

impl Part for Blocks {
    fn draw(&self) -> Html {
        let Blocks { picture: Identical(picture), statuses, dispatch } = self;
        let mut below: IdMap<Vec<&str>> = IdMap::new();
        for drawn in &picture.wires {
            if let (Some(above), Some(face)) = (drawn.id.0, picture.faces.get(&drawn.id.1)) {
                below.get_or_insert_with(above, Vec::new).push(&face.label);
            }
        }
        let is_there = |face: &&Rc<Face>| {
            let card = statuses.as_ref().and_then(|statuses| statuses.0.cards.get(&face.id));
            card.is_none_or(|card| !card.absent)
        };
        let item = |face: &Rc<Face>| {
            let status = statuses.as_ref().and_then(|statuses| statuses.0.cards.get(&face.id));
            let below = below.get(&face.id).map_or(&[][..], |labels| labels);
            let button = el("button[type=button][tabindex=-1]")
                .on_click(send::action(dispatch, Action::Select(Select::Only(face.id))))
                .child(say(face, below, status.map(|status| &*status.text)));
            el("li").key(face.id.0).child(button)
        };
        el("nav.visually-hidden[aria-label=Outline of the scene]")
            .child(el("ul").each(picture.faces.values().filter(is_there).map(item)))
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

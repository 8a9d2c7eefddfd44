//! The menu of a card.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent};
use yew::{Html, TargetCast};

use super::pointers;
use crate::layout::geometry::Size;
use crate::layout::picture::Face;
use crate::scene::Kind;
use crate::scene::Point;
use crate::ui::markup::{Callback, Part, el, hears};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::words::px;
use crate::ui::workspace::{Action, Ask, Change, Dispatch, Play, Select};
use crate::web;

/// About the size of the menu, in screen pixels.
const SIZE: Size = Size { width: 192.0, height: 236.0 };

/// The menu: arrow keys go through it, Escape closes it.
#[derive(PartialEq)]
pub struct CardMenu {
    pub face: Rc<Face>,
    /// Whether the block runs and can be cancelled.
    pub can_cancel: bool,
    /// Where it opens, on the stage.
    /// Whether it shows something of a run.
    pub has_run: bool,
    pub at: Point,
    /// The size of the stage.
    pub stage: Size,
    pub dispatch: Dispatch,
}

impl Part for CardMenu {
    fn draw(&self) -> Html {
        let CardMenu { face, can_cancel, has_run, at, stage, dispatch } = self;
        let on_key_down = {
            let dispatch = dispatch.clone();
            hears(move |event: &KeyboardEvent| {
                let item: Element = event.target_unchecked_into();
                let list = item.parent_element();
                match event.key().as_str() {
                    "ArrowDown" => focus(item.next_element_sibling().or_else(|| list?.first_element_child())),
                    "ArrowUp" => {
                        focus(item.previous_element_sibling().or_else(|| list?.last_element_child()))
                    }
                    "Escape" | "Tab" => {
                        focus(pointers::stage().map(Element::from));
                        dispatch.dispatch(Action::Select(Select::CloseMenu));
                    }
                    _ => return,
                }
                event.prevent_default();
                event.stop_propagation();
            })
        };
        let on_focus_out = {
            let dispatch = dispatch.clone();
            hears(move |event: &FocusEvent| {
                let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
                let item: Element = event.target_unchecked_into();
                let stays = item.parent_element().is_some_and(|list| list.contains(next.as_deref()));
                if !stays && next.is_some() {
                    dispatch.dispatch(Action::Select(Select::CloseMenu));
                }
            })
        };
        let item = |image: &'static str, name: &'static str, callback: Callback<Event>| {
            // The menu goes, and with it what has the focus.
            let chosen = Callback::from(move |event| {
                web::focus(pointers::STAGE_ID);
                callback.emit(event);
            });
            let item = el("button.menu__item[type=button][role=menuitem]").on_click(chosen);
            item.child(icon(image)).child(name)
        };
        let change = |change| send::action(dispatch, Action::Change(change));
        let wrap = |kind: Kind, name| item(kind.word(), name, change(Change::WrapBlock(kind, face.id)));
        let (x, y) = ((stage.width - SIZE.width).min(at.x), (stage.height - SIZE.height).min(at.y));
        let style = format!("left:{};top:{}", px(x.max(0.0)), px(y.max(0.0)));
        let cancel =
            can_cancel.then(|| item("close", "Cancel now", send::play(dispatch, Play::Cancel(face.id))));
        let why = has_run.then(|| item("help", "Why?", send::why(dispatch, Ask::Card(face.id))));
        let rename = send::action(dispatch, Action::Select(Select::Rename(Some(face.id))));
        el("div.menu[role=menu]")
            .attr("aria-label", format!("Menu of {}", face.label))
            .attr("style", style)
            .on_key_down(on_key_down)
            .on_focus_out(on_focus_out)
            .child(cancel)
            .child(why)
            .child(item("inspect", "Rename", rename))
            .child(item("copy", "Duplicate", change(Change::Duplicate)))
            .child(wrap(Kind::Shield, "Wrap in a shield"))
            .child(wrap(Kind::Timeout, "Wrap in a timeout"))
            .child(wrap(Kind::Gather, "Wrap in a gather"))
            .child(item("trash", "Delete", change(Change::Delete)))
            .on_begin(|menu| focus(menu.first_element_child()))
    }
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Without focus only the keys are missing.
        let _ = element.focus();
    }
}

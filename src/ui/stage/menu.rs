//! The menu of a card.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    Callback, FocusEvent, Html, KeyboardEvent, Properties, TargetCast, function_component, html,
    use_effect_with, use_node_ref,
};

use super::geometry::Size;
use super::pointers;
use crate::scene::Point;
use crate::ui::kind::Kind;
use crate::ui::parts::icon;
use crate::ui::picture::Face;
use crate::ui::send;
use crate::ui::words::px;
use crate::ui::workspace::{Action, Change, Dispatch, Play, Select};

/// About the size of the menu, in screen pixels.
const SIZE: Size = Size { width: 192.0, height: 236.0 };

#[derive(PartialEq, Properties)]
pub struct Props {
    pub face: Rc<Face>,
    /// Whether the block runs and can be cancelled.
    pub can_cancel: bool,
    /// Where it opens, on the stage.
    pub at: Point,
    /// The size of the stage.
    pub stage: Size,
    pub dispatch: Dispatch,
}

/// The menu: arrow keys go through it, Escape closes it.
#[function_component]
pub fn CardMenu(props: &Props) -> Html {
    let Props { face, can_cancel, at, stage, dispatch } = props;
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with((), move |()| {
            focus(list.cast::<Element>().and_then(|list| list.first_element_child()));
        });
    }
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let item: Element = event.target_unchecked_into();
            let list = item.parent_element();
            match event.key().as_str() {
                "ArrowDown" => focus(item.next_element_sibling().or_else(|| list?.first_element_child())),
                "ArrowUp" => focus(item.previous_element_sibling().or_else(|| list?.last_element_child())),
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
    let onfocusout = {
        let (list, dispatch) = (list.clone(), dispatch.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
            let stays = list.cast::<Element>().is_some_and(|list| list.contains(next.as_deref()));
            if !stays && next.is_some() {
                dispatch.dispatch(Action::Select(Select::CloseMenu));
            }
        })
    };
    let item = |image: &'static str, name: &'static str, onclick| {
        html! { <button type="button" role="menuitem" class="menu__item" {onclick}>{ icon(image) }{ name }</button> }
    };
    let change = |change| send::action(dispatch, Action::Change(change));
    let wrap = |kind: Kind, name| item(kind.word(), name, change(Change::WrapBlock(kind, face.id)));
    let (x, y) = ((stage.width - SIZE.width).min(at.x), (stage.height - SIZE.height).min(at.y));
    let style = format!("left:{};top:{}", px(x.max(0.0)), px(y.max(0.0)));
    html! {
        <div ref={list} class="menu" role="menu" aria-label={format!("Menu of {}", face.label)} {style} {onkeydown}
            {onfocusout}>
            if *can_cancel {
                { item("close", "Cancel now", send::play(dispatch, Play::Cancel(face.id))) }
            }
            { item("inspect", "Rename", send::action(dispatch, Action::Select(Select::Rename(Some(face.id))))) }
            { item("copy", "Duplicate", change(Change::Duplicate)) }
            { wrap(Kind::Shield, "Wrap in a shield") }
            { wrap(Kind::Timeout, "Wrap in a timeout") }
            { wrap(Kind::Gather, "Wrap in a gather") }
            { item("trash", "Delete", change(Change::Delete)) }
        </div>
    }
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Without focus only the keys are missing.
        let _ = element.focus();
    }
}

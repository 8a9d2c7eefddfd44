//! Lines to be put in order: by dragging, by buttons, by arrow keys.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Html, Properties, TargetCast, function_component, use_state};

use crate::playback::Guess;
use crate::ui::markup::{El, el, hears};
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::workspace::{Dispatch, PredictAction};

/// What is put in order.
#[derive(PartialEq, Properties)]
pub struct OrderProps {
    /// The question's position.
    pub at: usize,
    /// What there is.
    pub choices: Rc<[Rc<str>]>,
    /// In which order, if somebody has chosen one.
    pub order: Option<Rc<Vec<usize>>>,
    pub dispatch: Dispatch,
}

impl OrderProps {
    fn shown(&self) -> Vec<usize> {
        self.order.as_deref().cloned().unwrap_or_else(|| (0..self.choices.len()).collect())
    }
}

/// The order with the item from one place at another one.
fn moved(mut order: Vec<usize>, from: usize, to: usize) -> Vec<usize> {
    if from < order.len() && to < order.len() {
        let item = order.remove(from);
        order.insert(to, item);
    }
    order
}

/// The list.
#[function_component]
pub fn Ordered(props: &OrderProps) -> Html {
    // The place of what is dragged.
    let held = use_state(|| None::<usize>);
    let order = props.shown();
    let send = {
        let (at, dispatch) = (props.at, props.dispatch.clone());
        Rc::new(move |order: Vec<usize>| {
            super::tell(&dispatch, PredictAction::Guess(at, Some(Guess::Order(order))));
        })
    };
    let down = {
        let held = held.clone();
        hears(move |event: &PointerEvent| {
            let target = event.target_dyn_into::<Element>();
            let handle = target.and_then(|target| target.closest(".order__handle").ok().flatten());
            let list = handle.as_ref().and_then(|handle| handle.closest(".order").ok().flatten());
            if let Some(list) = list {
                // The list keeps the pointer: an item that moves would lose it.
                let _ = list.set_pointer_capture(event.pointer_id());
                held.set(place_at(&list, f64::from(event.client_y())));
            }
        })
    };
    let moves = (*held).map(|from| {
        let (held, order, send) = (held.clone(), order.clone(), send.clone());
        hears(move |event: &PointerEvent| {
            let list = event.target_dyn_into::<Element>().and_then(|at| at.closest(".order").ok().flatten());
            let to = list.and_then(|list| place_at(&list, f64::from(event.client_y())));
            if let Some(to) = to.filter(|to| *to != from) {
                held.set(Some(to));
                send(moved(order.clone(), from, to));
            }
        })
    });
    let up = {
        let held = held.clone();
        hears(move |_: &PointerEvent| held.set(None))
    };
    let row =
        |(place, choice): (usize, &usize)| row(props, &order, place, *choice, *held == Some(place), &send);
    let list = el("ol.order")
        .on_pointer_down(down)
        .on_pointer_move(moves)
        .on_pointer_up(up.clone())
        .on_pointer_cancel(up)
        .each(order.iter().enumerate().map(row));
    let leave = props.order.is_none().then(|| {
        let (send, order) = (send.clone(), order.clone());
        let leave = button("This is the order").text("This is the order").class(OUTLINED);
        leave.calls(hears(move |_: &web_sys::Event| send(order.clone())))
    });
    el("div.order__all").child(list).child(leave).into()
}

type Send = Rc<dyn Fn(Vec<usize>)>;

fn row(
    props: &OrderProps,
    order: &[usize],
    place: usize,
    choice: usize,
    is_held: bool,
    send: &Rc<impl Fn(Vec<usize>) + 'static>,
) -> El {
    let send: Send = send.clone();
    let text = props.choices.get(choice).cloned().unwrap_or_default();
    let last = order.len() - 1;
    let go = |to: usize| {
        let (send, order) = (send.clone(), order.to_vec());
        hears(move |_: &web_sys::Event| send(moved(order.clone(), place, to)))
    };
    let key = {
        let (send, order) = (send.clone(), order.to_vec());
        hears(move |event: &KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowUp" if place > 0 => place - 1,
                "ArrowDown" if place < last => place + 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            send(moved(order.clone(), place, to));
        })
    };
    let up = button(format!("Move up: {text}")).icon("up").class(SMALL).disabled(place == 0);
    let down = button(format!("Move down: {text}")).icon("down").class(SMALL).disabled(place == last);
    let handle = el("button.order__handle[type=button][title=Drag, or press the arrow keys]")
        .attr("aria-label", format!("{}: {text}, place {} of {}", "Move", place + 1, order.len()))
        .on_key_down(key)
        .child(icon("grip"))
        .child(el("span.order__text").child(text.clone()));
    el("li.order__item")
        .key(choice)
        .mark("data-held", is_held)
        .child(handle)
        .child(up.calls(go(place.saturating_sub(1))))
        .child(down.calls(go((place + 1).min(last))))
}

/// The place in the list that is at this height.
fn place_at(list: &Element, y: f64) -> Option<usize> {
    let items = list.children();
    let count = items.length();
    let below = (0..count)
        .find(|at| items.item(*at).is_some_and(|item| y < item.get_bounding_client_rect().bottom()));
    Some(below.unwrap_or(count.checked_sub(1)?) as usize)
}

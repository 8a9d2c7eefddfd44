//! The card of the main coroutine, which a scene has without anybody drawing it.

use super::card::{placed, state_icon};
use crate::layout::geometry::Rect;
use crate::playback::TaskState;
use crate::ui::markup::{El, el};
use crate::ui::parts::icon;
use crate::ui::status::CardStatus;

/// The main coroutine's card.
pub fn main_card(rect: &Rect, status: Option<&CardStatus>) -> El {
    let state = status.and_then(|status| status.state);
    let text = status.map(|status| &*status.text);
    let task = status.map(|status| status.task.as_deref().unwrap_or("Task-1").to_owned());
    let label = text.unwrap_or("awaits what nobody else awaits");
    let title = text.unwrap_or("awaits every block that no other one awaits");
    let head = el("div.card__head")
        .child(icon(if state.is_some() { state_icon(state) } else { "main" }))
        .child(el("span.card__label").child("main"))
        .child(state.map(|state| el("span.card__state").child(state.as_str())));
    el("div.card card--main[role=group][data-label=main]")
        .attr("style", placed(rect))
        .attr("aria-label", format!("main: {label}"))
        .attr("title", format!("main(): {title}"))
        .attr("data-task", task)
        .attr("data-state", state.map(TaskState::as_str))
        .attr("data-is", state.map(TaskState::as_str))
        .child(head)
}

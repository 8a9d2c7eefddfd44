//! The card of the main coroutine, which a scene has without anybody drawing it.

use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use super::card::{placed, state_icon};
use super::geometry::Rect;
use crate::playback::TaskState;
use crate::ui::parts::Icon;
use crate::ui::status::CardStatus;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub rect: Rect,
    pub status: Option<Rc<CardStatus>>,
}

/// The main coroutine's card.
#[function_component]
pub fn MainCard(props: &Props) -> Html {
    let status = props.status.as_deref();
    let state = status.and_then(|status| status.state);
    let text = status.map(|status| status.text.clone());
    html! {
        <div class="card card--main" style={placed(&props.rect)} role="group" data-label="main"
            aria-label={format!("main: {}", text.as_deref().unwrap_or("awaits what nobody else awaits"))}
            title={format!("main(): {}", text.as_deref().unwrap_or("awaits every block that no other one awaits"))}
            data-task={status.map(|status| status.task.as_deref().unwrap_or("Task-1").to_owned())}
            data-state={state.map(TaskState::as_str)}>
            <div class="card__head">
                <Icon name={if state.is_some() { state_icon(state) } else { "main" }} />
                <span class="card__label">{ "main" }</span>
                if let Some(state) = state {
                    <span class="card__state">{ state.as_str() }</span>
                }
            </div>
        </div>
    }
}

//! The card of the main coroutine, which a scene has without anybody drawing it.

use yew::{Html, html};

use super::card::{placed, state_icon};
use super::geometry::Rect;
use crate::playback::TaskState;
use crate::ui::parts::icon;
use crate::ui::status::CardStatus;

/// The main coroutine's card.
pub fn main_card(rect: &Rect, status: Option<&CardStatus>) -> Html {
    let state = status.and_then(|status| status.state);
    let text = status.map(|status| status.text.clone());
    html! {
        <div class="card card--main" style={placed(rect)} role="group" data-label="main"
            aria-label={format!("main: {}", text.as_deref().unwrap_or("awaits what nobody else awaits"))}
            title={format!("main(): {}", text.as_deref().unwrap_or("awaits every block that no other one awaits"))}
            data-task={status.map(|status| status.task.as_deref().unwrap_or("Task-1").to_owned())}
            data-state={state.map(TaskState::as_str)}>
            <div class="card__head">
                { icon(if state.is_some() { state_icon(state) } else { "main" }) }
                <span class="card__label">{ "main" }</span>
                if let Some(state) = state {
                    <span class="card__state">{ state.as_str() }</span>
                }
            </div>
        </div>
    }
}

//! What the program printed.

use yew::{Html, Properties, function_component, html};

use super::Shown;
use crate::playback::ConsoleLine;
use crate::ui::words;

/// Lines that are shown: the last ones.
const SHOWN: usize = 400;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub player: Option<Shown>,
}

/// The console.
#[function_component]
pub fn Console(props: &Props) -> Html {
    let count = props.player.as_ref().map_or(0, |player| player.0.view().console_len());
    let Some(player) = &props.player else {
        return html! { <p class="panel__empty">{ "What the tasks print appears here." }</p> };
    };
    let line = |line: &ConsoleLine| {
        html! {
            <li key={line.event.0} class={if line.is_warning { "line line--warning" } else { "line" }}>
                <span class="line__time">{ words::clock(line.time_secs) }</span>
                <span class="line__task">{ &*line.name }</span>
                <span class="line__text">{ &*line.text }</span>
            </li>
        }
    };
    let left_out = count.saturating_sub(SHOWN);
    html! {
        <div class="panel__body" tabindex="0"><ol class="lines">
            if count == 0 { <li class="panel__empty">{ "Nothing printed yet." }</li> }
            if left_out > 0 { <li class="panel__empty">{ format!("{left_out} earlier lines are not shown.") }</li> }
            { for player.0.view().console().skip(left_out).map(line) }
        </ol></div>
    }
}

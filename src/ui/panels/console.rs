//! What the program printed.

use yew::{Html, Properties, function_component, html};

use super::Shown;
use crate::playback::{ConsoleLine, Recording, label};
use crate::trace::RunEnd;
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
    let view = player.0.view();
    let line = |line: &ConsoleLine| {
        // A warning comes from the interpreter, not from a task.
        let (class, name) =
            if line.is_warning { ("line line--warning", "warning") } else { ("line", &*line.name) };
        html! {
            <li key={line.event.0} {class}>
                <span class="line__time">{ words::clock(line.time_secs) }</span>
                <span class="line__task">{ name }</span>
                <span class="line__text">{ line.text.clone() }</span>
            </li>
        }
    };
    let end = view.end().map(|how| {
        let (tone, text) = ending(player.0.recording(), how);
        html! {
            <li class="line line--end" data-tone={tone}>
                <span class="line__time">{ words::clock(view.time_secs()) }</span>
                <span class="line__task">{ "exit" }</span>
                <span class="line__text">{ text }</span>
            </li>
        }
    });
    let left_out = count.saturating_sub(SHOWN);
    html! {
        <div class="panel__body" tabindex="0"><ol class="lines">
            if count == 0 && end.is_none() { <li class="panel__empty">{ "Nothing printed yet." }</li> }
            if left_out > 0 { <li class="panel__empty">{ format!("{left_out} earlier lines are not shown.") }</li> }
            { for view.console().skip(left_out).map(line) }
            { end.unwrap_or_default() }
        </ol></div>
    }
}

/// How a run ended.
fn ending(recording: &Recording, how: &RunEnd) -> (&'static str, String) {
    match how {
        RunEnd::Ok => ("ok", "ok".into()),
        RunEnd::Failed { error } => ("failed", words::failure(error)),
        RunEnd::Deadlock { waiting } => {
            let names: Vec<String> = waiting.iter().map(|task| label(recording, *task)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ("failed", format!("deadlock: nothing can wake {}", words::list(&names)))
        }
        RunEnd::Limit { message } => ("failed", format!("stopped: {message}")),
    }
}

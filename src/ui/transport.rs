//! The run's controls: run, pause, step, back, speed, scrubber, clock.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, InputEvent, Properties, TargetCast, function_component, html};

use crate::playback::{Command, Speed, Status};
use crate::ui::parts::button;
use crate::ui::stage::animator::{CLOCK_ID, SCRUBBER_ID};
use crate::ui::workspace::{Action, Dispatch, Play};
use crate::web::frames::now_ms;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub status: Status,
    /// Whether a run is shown.
    pub has_run: bool,
    /// Whether there is anything to run.
    pub can_run: bool,
    pub at_start: bool,
    pub iteration: u32,
    pub total_ms: f64,
    pub speed: Speed,
    pub dispatch: Dispatch,
}

/// The run's controls.
#[function_component]
pub fn Transport(props: &Props) -> Html {
    let Props { status, has_run, can_run, at_start, iteration, dispatch, .. } = props;
    let (name, icon) = if *status == Status::Running { ("Pause", "pause") } else { ("Run", "running") };
    let reset = button("Reset").icon("reset").disabled(!has_run);
    let back = button("Step back").key(",").icon("step-back").disabled(!has_run || *at_start);
    let run = button(name).key("P").icon(icon).text(name).disabled(!can_run);
    let step = button("Step").key(".").icon("step").disabled(!can_run || *status == Status::Finished);
    html! {
        <div class="transport" role="group" aria-label="Run controls">
            <div class="transport__buttons">
                { reset.plays(dispatch, Play::Reset) }
                { back.plays(dispatch, Play::Command(Command::StepEventBack)) }
                { run.class("button button--primary transport__run").plays(dispatch, Play::Toggle) }
                { step.plays(dispatch, Play::Command(Command::StepEvent)) }
                { speed_menu(props) }
            </div>
            { scrubber(props) }
            <div class="transport__clock">
                <span class="transport__iteration">
                    { if *has_run { format!("iteration {iteration}") } else { String::new() } }
                </span>
                <span class="transport__time" id={CLOCK_ID} title="Virtual time"></span>
            </div>
        </div>
    }
}

fn speed_menu(props: &Props) -> Html {
    let dispatch = props.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(speed) = Speed::from_name(&name) {
            dispatch.dispatch(Action::Play(now_ms(), Play::Speed(speed)));
        }
    });
    let option = |speed: Speed| {
        let times = if speed == Speed::Instant { "" } else { "\u{d7}" };
        html! { <option value={speed.as_str()} selected={speed == props.speed}>{ speed.as_str() }{ times }</option> }
    };
    html! {
        <select class="field transport__speed" aria-label="Speed" title="Speed" {onchange}>
            { for Speed::ALL.into_iter().map(option) }
        </select>
    }
}

/// Goes to any moment of the run. Its value is set by the animator alone.
fn scrubber(props: &Props) -> Html {
    let (dispatch, total_ms) = (props.dispatch.clone(), props.total_ms);
    let oninput = Callback::from(move |event: InputEvent| {
        let thousandths = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        let command = Command::SeekMs(thousandths / 1000.0 * total_ms);
        dispatch.dispatch(Action::Play(now_ms(), Play::Command(command)));
    });
    html! {
        <div class="scrubber">
            <input id={SCRUBBER_ID} type="range" min="0" max="1000" step="1" aria-label="Moment of the run"
                disabled={!props.has_run} {oninput} />
        </div>
    }
}

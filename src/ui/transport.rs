//! The run's controls: run, pause, step, back, speed, scrubber, clock.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, InputEvent, Properties, TargetCast, function_component, html};

use crate::playback::{Command, Speed, Status};
use crate::ui::parts::{Button, Look};
use crate::ui::stage::animator::{CLOCK_ID, SCRUBBER_ID};
use crate::ui::workspace::{Action, Dispatch, Play};
use crate::web::frames::now_ms;

#[derive(Clone, PartialEq, Properties)]
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
    let play = |play: Play| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Play(now_ms(), play.clone())))
    };
    let command = |command: Command| play(Play::Command(command));
    let is_running = props.status == Status::Running;
    let (run_name, run_icon) = if is_running { ("Pause", "pause") } else { ("Run", "running") };
    html! {
        <div class="transport" role="group" aria-label="Run controls">
            <div class="transport__buttons">
                <Button label="Reset" icon="reset" disabled={!props.has_run} onpress={play(Play::Reset)} />
                <Button label="Step back" key_hint="," icon="step-back" disabled={!props.has_run || props.at_start}
                    onpress={command(Command::StepEventBack)} />
                <Button label={run_name} key_hint="P" icon={run_icon} look={Look::Primary} class="transport__run"
                    disabled={!props.can_run} onpress={play(Play::Toggle)}><>{ run_name }</></Button>
                <Button label="Step" key_hint="." icon="step"
                    disabled={!props.can_run || props.status == Status::Finished}
                    onpress={command(Command::StepEvent)} />
                <SpeedMenu speed={props.speed} dispatch={props.dispatch.clone()} />
            </div>
            <Scrubber has_run={props.has_run} total_ms={props.total_ms} dispatch={props.dispatch.clone()} />
            <div class="transport__clock">
                <span class="transport__iteration">
                    if props.has_run { { format!("iteration {}", props.iteration) } }
                </span>
                <span class="transport__time" id={CLOCK_ID} title="Virtual time"></span>
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SpeedProps {
    speed: Speed,
    dispatch: Dispatch,
}

#[function_component]
fn SpeedMenu(props: &SpeedProps) -> Html {
    let dispatch = props.dispatch.clone();
    let onchange = move |event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(speed) = Speed::from_name(&name) {
            dispatch.dispatch(Action::Play(now_ms(), Play::Speed(speed)));
        }
    };
    let option = |speed: Speed| {
        let name = match speed {
            Speed::Instant => "instant".to_owned(),
            _ => format!("{}\u{d7}", speed.as_str()),
        };
        html! { <option value={speed.as_str()} selected={speed == props.speed}>{ name }</option> }
    };
    html! {
        <select class="field transport__speed" aria-label="Speed" title="Speed" {onchange}>
            { for Speed::ALL.into_iter().map(option) }
        </select>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ScrubberProps {
    has_run: bool,
    total_ms: f64,
    dispatch: Dispatch,
}

/// Goes to any moment of the run. Its value is set by the animator alone.
#[function_component]
fn Scrubber(props: &ScrubberProps) -> Html {
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

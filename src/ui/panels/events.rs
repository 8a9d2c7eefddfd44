//! What happened, each event with its cause.

use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use super::Shown;
use crate::playback::{Command, Recording, sentence, why};
use crate::trace::{EventIndex, EventKind};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Dispatch, Play};

/// Events that are shown: those up to the present one.
const SHOWN: usize = 120;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub player: Option<Shown>,
    pub dispatch: Dispatch,
}

/// The events up to now. A press on one goes to its moment.
#[function_component]
pub fn Events(props: &Props) -> Html {
    let cursor = props.player.as_ref().map_or(0, |player| player.0.cursor());
    let Some(Shown(player)) = &props.player else {
        return html! { <p class="panel__empty">{ "What the event loop does appears here, each event with its cause." }</p> };
    };
    let recording = player.recording();
    let visible = recording.visible();
    let end = visible.partition_point(|event| (event.0 as usize) < cursor);
    let begin = end.saturating_sub(SHOWN);
    let last = end.checked_sub(1).map(|last| visible[last]);
    let generation = player.generation();
    let row = |&event: &EventIndex| {
        html! {
            <Row key={format!("{generation}:{}", event.0)} recording={Told(recording.clone())} {event}
                is_last={Some(event) == last} dispatch={props.dispatch.clone()} />
        }
    };
    html! {
        <div class="panel__body" tabindex="0"><ol class="events">
            if end == 0 { <li class="panel__empty">{ "Nothing happened yet." }</li> }
            if begin > 0 { <li class="panel__empty">{ format!("{begin} earlier events: go back to see them.") }</li> }
            { for visible[begin..end].iter().map(row) }
        </ol></div>
    }
}

#[derive(Clone)]
struct Told(Rc<Recording>);

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    recording: Told,
    event: EventIndex,
    is_last: bool,
    dispatch: Dispatch,
}

#[function_component]
fn Row(props: &RowProps) -> Html {
    let RowProps { recording: Told(recording), event, is_last, dispatch } = props;
    let go_to = |event| send::play(dispatch, Play::Command(Command::ToEvent(event)));
    let Some(told) = recording.log().get(*event) else { return Html::default() };
    let cause = why(recording, *event).get(1).copied();
    html! {
        <li class={tone(&told.kind)} aria-current={is_last.then_some("step")}>
            <span class="event__time">{ words::clock(told.time) }</span>
            <span class="event__text">
                <button type="button" class="event__what" onclick={go_to(*event)}>{ sentence(recording, *event) }</button>
                if let Some(cause) = cause {
                    <button type="button" class="event__cause" onclick={go_to(cause)} title="Go to the cause">
                        { format!("because {}", sentence(recording, cause)) }
                    </button>
                }
            </span>
        </li>
    }
}

fn tone(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::CancelRequested { .. }
        | EventKind::CancelDelivered { .. }
        | EventKind::CancelCaught { .. }
        | EventKind::CancelReraised { .. }
        | EventKind::CancelSwallowed { .. }
        | EventKind::ShieldHeld { .. } => "event event--cancel",
        EventKind::ExceptionRaised { .. } | EventKind::Warned { .. } => "event event--failed",
        EventKind::TimeoutExpired { .. } | EventKind::LoopBlocked { .. } => "event event--timer",
        _ => "event",
    }
}

//! What happened, each event with its cause.

use yew::Html;

use super::Shown;
use crate::playback::{Command, Recording, sentence, why};
use crate::trace::{EventIndex, EventKind};
use crate::ui::markup::{Identical, Part, el, keyed_part};
use crate::ui::parts::button;
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Ask, Dispatch, Play};

/// Events that are shown: those up to the present one.
const SHOWN: usize = 120;

/// The events up to now. A press on one goes to its moment.
#[derive(PartialEq)]
pub struct Events {
    pub player: Option<Shown>,
    pub dispatch: Dispatch,
}

impl Part for Events {
    fn draw(&self) -> Html {
        let Some(Shown(player)) = &self.player else {
            let text = "What the event loop does appears here, each event with its cause.";
            return el("p.panel__empty").child(text).into();
        };
        let recording = player.recording();
        let shown = recording.visible();
        let end = shown.partition_point(|event| (event.0 as usize) < player.cursor());
        let shown = shown.get(..end).unwrap_or_default();
        let earlier = end.saturating_sub(SHOWN);
        let generation = player.generation();
        let row = |&event: &EventIndex| {
            let is_last = shown.last() == Some(&event);
            let (recording, dispatch) = (Identical(recording.clone()), self.dispatch.clone());
            keyed_part(format!("{generation}:{}", event.0), Row { recording, event, is_last, dispatch })
        };
        let none = || el("li.panel__empty").child("Nothing happened yet.");
        let more = || el("li.panel__empty").child(format!("{earlier} earlier events: go back to see them."));
        let list = el("ol.events")
            .child((end == 0).then(none))
            .child((earlier > 0).then(more))
            .each(shown.iter().skip(earlier).map(row));
        el("div.panel__body[tabindex=0]").child(list).into()
    }
}

#[derive(PartialEq)]
struct Row {
    recording: Identical<Recording>,
    event: EventIndex,
    is_last: bool,
    dispatch: Dispatch,
}

impl Part for Row {
    fn draw(&self) -> Html {
        let Row { recording: Identical(recording), event, is_last, dispatch } = self;
        let go_to = |event| send::play(dispatch, Play::Command(Command::ToEvent(event)));
        let Some(told) = recording.log().get(*event) else { return Html::default() };
        let what =
            el("button.event__what[type=button]").on_click(go_to(*event)).child(sentence(recording, *event));
        let name = ["Why: ", &sentence(recording, *event)].concat();
        let ask = send::why(dispatch, Ask::Event(*event));
        let asks = button(name).text("Why?").class("button line__why").calls(ask);
        let cause = why(recording, *event).get(1).map(|&cause| {
            el("button.event__cause[type=button][title=Go to the cause]")
                .on_click(go_to(cause))
                .child(format!("because {}", sentence(recording, cause)))
        });
        el("li")
            .attr("class", tone(&told.kind))
            .attr("aria-current", is_last.then_some("step"))
            .child(el("span.event__time").child(words::clock(told.time)))
            .child(el("span.event__text").child(what).child(cause))
            .child(asks)
            .into()
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

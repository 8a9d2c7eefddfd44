//! What happened, each event with its cause.

use std::cell::RefCell;

use yew::Html;

use super::Shown;
use super::filter::Narrowed;
use crate::playback::{Command, Recording, sentence, why};
use crate::trace::{EventIndex, EventKind};
use crate::ui::markup::{Identical, Part, el, fragment, keyed_part};
use crate::ui::parts::button;
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Ask, Dispatch, Found, Play};

/// Events that are shown: those up to the present one.
const SHOWN: usize = 120;

/// The events up to now. A press on one goes to its moment.
#[derive(PartialEq)]
pub struct Events {
    pub player: Option<Shown>,
    pub narrowed: Narrowed,
    pub found: Identical<RefCell<Found>>,
    pub dispatch: Dispatch,
}

impl Part for Events {
    fn draw(&self) -> Html {
        let Some(Shown(player)) = &self.player else {
            let text = "What the event loop does appears here, each event with its cause.";
            let empty = el("p.panel__empty").child(text);
            return fragment().child(self.narrowed.row(0, 0)).child(empty).into();
        };
        let recording = player.recording();
        let until_now =
            |all: &[EventIndex]| all.partition_point(|event| (event.0 as usize) < player.cursor());
        let all = until_now(recording.visible());
        let filter = self.narrowed.filter.as_ref().filter(|filter| !filter.is_empty());
        let mut found = self.found.0.borrow_mut();
        let shown = filter.map_or(recording.visible(), |filter| found.of(recording, filter));
        let end = until_now(shown);
        let shown = shown.get(..end).unwrap_or_default();
        let earlier = end.saturating_sub(SHOWN);
        let generation = player.generation();
        let row = |&event: &EventIndex| {
            let is_last = shown.last() == Some(&event);
            let (recording, dispatch) = (Identical(recording.clone()), self.dispatch.clone());
            keyed_part(format!("{generation}:{}", event.0), Row { recording, event, is_last, dispatch })
        };
        let none = || {
            let text = if all == 0 { "Nothing happened yet." } else { "No event is like that so far." };
            el("li.panel__empty").child(text)
        };
        let more = || el("li.panel__empty").child(format!("{earlier} earlier events: go back to see them."));
        let list = el("ol.events")
            .child((end == 0).then(none))
            .child((earlier > 0).then(more))
            .each(shown.iter().skip(earlier).map(row));
        let body = el("div.panel__body[tabindex=0]").child(list);
        fragment().child(self.narrowed.row(end, all)).child(body).into()
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

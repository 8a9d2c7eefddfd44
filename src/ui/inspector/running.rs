//! The state of the selected block in the run that is shown, and why it is in that state.

use crate::playback::{BlockRef, Command, Player, TaskState, is_visible, sentence, subject, why};
use crate::scene::BlockId;
use crate::trace::EventIndex;
use crate::ui::markup::{El, el, fragment};
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::send;
use crate::ui::status::CardStatus;
use crate::ui::words;
use crate::ui::workspace::{Dispatch, Play};

/// So many causes are told.
const CAUSES: usize = 8;

/// The state and its causes.
pub fn running(id: BlockId, status: &CardStatus, player: &Player, dispatch: &Dispatch) -> El {
    let word = status.state.map_or("not started", TaskState::as_str);
    let task = player.view().of_block(id.0).and_then(|block| block.task);
    let chain = last_event(player, id).map(|event| why(player.recording(), event)).unwrap_or_default();
    let cause = |event: EventIndex| {
        let button = el("button.why[type=button][title=Go to this moment]")
            .on_click(send::play(dispatch, Play::Command(Command::ToEvent(event))))
            .child(el("span").child(sentence(player.recording(), event)));
        el("li").child(button)
    };
    let cancel = button("Cancel this block now").icon("close").text("Cancel").class(OUTLINED);
    let badge = el("span.badge")
        .attr("data-state", word)
        .child(icon(status.state.map_or("pending", TaskState::as_str)))
        .child(word);
    let head = el("div.section__head")
        .child(badge)
        .child(status.can_cancel.then(|| cancel.plays(dispatch, Play::Cancel(id))));
    let facts = el("dl.facts")
        .child((status.text != word).then(|| fact("now", text(status))))
        .child(task.map(|task| {
            let created = words::clock(task.created_secs);
            fact("task", format!("{}, created at {created}", task.name))
        }))
        .child(
            task.filter(|task| task.cancelling > 0)
                .map(|task| fact("cancelling()", task.cancelling.to_string())),
        );
    let why = (!chain.is_empty()).then(|| {
        let causes = el("ol.whys").each(chain.into_iter().take(CAUSES).map(cause));
        fragment().child(el("h2.heading").child("Why")).child(causes)
    });
    el("section.section[aria-label=In this run]").child(head).child(facts).child(why)
}

fn fact(name: &'static str, value: String) -> El {
    fragment().child(el("dt").child(name)).child(el("dd").child(value))
}

fn text(status: &CardStatus) -> String {
    match status.span {
        Some(span) => {
            let what = if status.is_deadline { "runs" } else { &status.text };
            format!("{what} until {}", words::clock(span.until_secs))
        }
        None => status.text.clone(),
    }
}

/// The last visible event so far that is about a block, and not about another one that it wakes or cancels.
fn last_event(player: &Player, id: BlockId) -> Option<EventIndex> {
    let block = player.view().of_block(id.0)?;
    let id = match block.shown {
        BlockRef::Task(id) | BlockRef::Future(id) => id,
        BlockRef::Timeout(_) => block.task?.id,
    };
    let recording = player.recording();
    let events = recording.events_of(id);
    let end = events.partition_point(|event| (event.0 as usize) < player.cursor());
    let is_about = |event: EventIndex| recording.log().get(event).and_then(subject) == Some(id);
    let tells = |event: &&EventIndex| is_visible(recording, **event) && is_about(**event);
    events[..end].iter().rev().find(tells).copied()
}

//! The state of the selected block in the run that is shown, and why it is in that state.

use yew::{Html, html};

use crate::playback::{BlockRef, Command, Player, TaskState, is_visible, sentence, subject, why};
use crate::scene::BlockId;
use crate::trace::EventIndex;
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::send;
use crate::ui::status::CardStatus;
use crate::ui::words;
use crate::ui::workspace::{Dispatch, Play};

/// So many causes are told.
const CAUSES: usize = 8;

/// The state and its causes.
pub fn running(id: BlockId, status: &CardStatus, player: &Player, dispatch: &Dispatch) -> Html {
    let word = status.state.map_or("not started", TaskState::as_str);
    let task = player.view().of_block(id.0).and_then(|block| block.task);
    let chain = last_event(player, id).map(|event| why(player.recording(), event)).unwrap_or_default();
    let cause = |event: EventIndex| {
        html! {
            <li><button type="button" class="why" title="Go to this moment"
                onclick={send::play(dispatch, Play::Command(Command::ToEvent(event)))}>
                <span>{ sentence(player.recording(), event) }</span>
            </button></li>
        }
    };
    html! {
        <section class="section" aria-label="In this run">
            <div class="section__head">
                <span class="badge" data-state={word}>{ icon(status.state.map_or("pending", TaskState::as_str)) }{ word }</span>
                if status.can_cancel {
                    { button("Cancel this block now").icon("close").text("Cancel").class(OUTLINED)
                        .plays(dispatch, Play::Cancel(id)) }
                }
            </div>
            <dl class="facts">
                if status.text != word { { fact("now", text(status)) } }
                if let Some(task) = task {
                    { fact("task", format!("{}, created at {}", task.name, words::clock(task.created_secs))) }
                    if task.cancelling > 0 { { fact("cancelling()", task.cancelling.to_string()) } }
                }
            </dl>
            if !chain.is_empty() {
                <h2 class="heading">{ "Why" }</h2>
                <ol class="whys">{ for chain.into_iter().take(CAUSES).map(cause) }</ol>
            }
        </section>
    }
}

fn fact(name: &'static str, value: String) -> Html {
    html! { <><dt>{ name }</dt><dd>{ value }</dd></> }
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

//! The state of the selected block in the run that is shown, and why it is in that state.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use crate::playback::{BlockRef, Command, Player, TaskState, sentence, why};
use crate::scene::BlockId;
use crate::trace::EventIndex;
use crate::ui::panels::Shown;
use crate::ui::parts::{Button, Icon, Look};
use crate::ui::status::CardStatus;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Play};
use crate::web::frames::now_ms;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub id: BlockId,
    pub status: Option<Rc<CardStatus>>,
    pub player: Shown,
    pub dispatch: Dispatch,
}

/// The state and its causes.
#[function_component]
pub fn Running(props: &Props) -> Html {
    let Props { id, status, player: Shown(player), dispatch } = props;
    let Some(status) = status else { return Html::default() };
    let id = *id;
    let state = status.state;
    let word = state.map_or("not started", TaskState::as_str);
    let cancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Play(now_ms(), Play::Cancel(id))))
    };
    let task = player.view().of_block(id.0).and_then(|block| block.task);
    let chain = last_event(player, id).map(|event| why(player.recording(), event)).unwrap_or_default();
    html! {
        <section class="section" aria-label="In this run">
            <div class="section__head">
                <span class="badge" data-state={word}>
                    <Icon name={state.map_or("pending", TaskState::as_str)} />{ word }
                </span>
                                if status.can_cancel {
                    <Button label="Cancel this block now" icon="close" look={Look::Outlined} onpress={cancel}>{ "Cancel" }</Button>
                }
            </div>
            <dl class="facts">
                if status.text != word { <dt>{ "now" }</dt><dd>{ text(status) }</dd> }
                if let Some(task) = task {
                    <dt>{ "task" }</dt><dd>{ format!("{}, created at {}", task.name, words::clock(task.created_secs)) }</dd>
                    if task.cancelling > 0 { <dt>{ "cancelling()" }</dt><dd>{ task.cancelling }</dd> }
                }
            </dl>
            if !chain.is_empty() {
                <h2 class="heading">{ "Why" }</h2>
                <ol class="whys">{ for chain.into_iter().take(8).map(|event| cause(props, event)) }</ol>
            }
        </section>
    }
}

fn text(status: &CardStatus) -> String {
    match status.span {
        Some(span) => format!(
            "{} until {}",
            if status.is_deadline { "runs" } else { &status.text },
            words::clock(span.until_secs)
        ),
        None => status.text.clone(),
    }
}

/// The last visible event about a block so far.
fn last_event(player: &Player, id: BlockId) -> Option<EventIndex> {
    let block = player.view().of_block(id.0)?;
    let subject = match block.shown {
        BlockRef::Task(id) | BlockRef::Future(id) => id,
        BlockRef::Timeout(_) => block.task?.id,
    };
    let recording = player.recording();
    let events = recording.events_of(subject);
    let end = events.partition_point(|event| (event.0 as usize) < player.cursor());
    events[..end].iter().rev().find(|event| crate::playback::is_visible(recording, **event)).copied()
}

fn cause(props: &Props, event: EventIndex) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = move |_| dispatch.dispatch(Action::Play(now_ms(), Play::Command(Command::ToEvent(event))));
    html! {
        <li><button type="button" class="why" title="Go to this moment" {onclick}>
            <span>{ sentence(props.player.0.recording(), event) }</span>
        </button></li>
    }
}

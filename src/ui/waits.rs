//! Which cards a task waits at, and which card shows what of a run.

use crate::layout::card_of_role;
use crate::playback::{Anchor, Recording, TaskView, View, WaitingFor};
use crate::program::Place;
use crate::scene::BlockId;
use crate::trace::{FutureId, FutureRole};

/// The block that an end of a motion stands for.
pub fn block_of(recording: &Recording, view: &View, anchor: Anchor) -> Option<BlockId> {
    let place = match anchor {
        Anchor::Future(id) => return card_of(recording, id),
        Anchor::Timeout(id) => view.timeout(id)?.place,
        Anchor::Group(id) => recording.group_place(id),
        Anchor::Outside => None,
    };
    block_at(place)
}

/// The block of a place, as a whole or one of its steps.
pub fn block_at(place: Option<Place>) -> Option<BlockId> {
    match place? {
        Place::Block { block, .. } => Some(BlockId(block)),
        Place::Main => None,
    }
}

/// The card of a task, of what it awaits, or of what it waits at; for what is none of these, of the task that made it.
pub fn card_of(recording: &Recording, id: FutureId) -> Option<BlockId> {
    let object = recording.object(id)?;
    let fixture = object.role.as_ref().and_then(|role| recording.card(card_of_role(id, role)));
    fixture.or_else(|| block_at(object.place))
}

/// The cards at which a task waits now.
pub fn waits_at(recording: &Recording, view: &View, task: &TaskView) -> Vec<BlockId> {
    let Some(waiting) = &task.waiting_on else { return Vec::new() };
    // Of a thousand cards, most.
    if matches!(waiting.what, WaitingFor::Sleep { .. }) {
        return Vec::new();
    }
    let own = block_at(task.place);
    let mut cards = Vec::new();
    let mut add = |card: Option<BlockId>| {
        if let Some(card) = card.filter(|card| Some(*card) != own && !cards.contains(card)) {
            cards.push(card);
        }
    };
    match recording.object(waiting.future).and_then(|object| object.role.as_ref()) {
        Some(FutureRole::Sleep) => {}
        Some(FutureRole::Wait { children }) => {
            for child in children.iter().filter(|child| !is_done(view, **child)) {
                add(card_of(recording, *child));
            }
        }
        Some(FutureRole::GroupEnd { group }) => add(block_at(recording.group_place(*group))),
        _ => add(card_of(recording, waiting.future)),
    }
    cards
}

/// Whether a task or other future has ended.
pub fn is_done(view: &View, id: FutureId) -> bool {
    match (view.task(id), view.future(id)) {
        (Some(task), _) => task.state.is_final(),
        (None, Some(future)) => future.task_state().is_final(),
        (None, None) => false,
    }
}

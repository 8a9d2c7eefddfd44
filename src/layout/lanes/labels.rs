//! What is written on a lane.

use crate::playback::{Recording, label};
use crate::program::rounded;
use crate::trace::{EventIndex, EventKind, FutureId, FutureRole, TimerPurpose};

/// The timer of a sleep is set so few events before its task suspends.
const NEAR: u32 = 8;

/// What a task waits on from a point of its lane on, in a word or two; nothing if it does not wait there.
pub fn waiting_label(recording: &Recording, cursor: usize) -> String {
    let Some(index) = cursor.checked_sub(1).map(|index| EventIndex(index as u32)) else {
        return String::new();
    };
    match recording.log().get(index).map(|event| &event.kind) {
        Some(EventKind::Waiting { on: Some(on), .. }) => match sleep_secs(recording, index, *on) {
            Some(secs) => "sleep ".to_owned() + &rounded(secs, 3) + " s",
            None => label(recording, *on),
        },
        _ => String::new(),
    }
}

/// How long a sleep is to last.
fn sleep_secs(recording: &Recording, waiting: EventIndex, on: FutureId) -> Option<f64> {
    let is_sleep = recording.object(on)?.role == Some(FutureRole::Sleep);
    let before = (waiting.0.saturating_sub(NEAR)..waiting.0).rev().filter(|_| is_sleep);
    before.map(EventIndex).find_map(|index| {
        let event = recording.log().get(index)?;
        match &event.kind {
            EventKind::TimerArmed { deadline, purpose: TimerPurpose::Sleep { future }, .. }
                if *future == on =>
            {
                Some(deadline - event.time)
            }
            _ => None,
        }
    })
}

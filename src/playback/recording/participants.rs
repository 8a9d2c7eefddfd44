//! Whom and what an event is about.

use crate::program::Place;
use crate::trace::{Event, EventKind, FutureId, Origin};

/// Who takes part in an event.
pub(super) fn participants(event: &Event) -> [Option<FutureId>; 3] {
    let (one, other) = match &event.kind {
        EventKind::TaskCreated { task, .. }
        | EventKind::StepBegan { task }
        | EventKind::StepEnded { task }
        | EventKind::CancelDelivered { task }
        | EventKind::CancelCaught { task }
        | EventKind::CancelReraised { task }
        | EventKind::CancelSwallowed { task }
        | EventKind::Uncancelled { task, .. }
        | EventKind::TaskRenamed { task, .. }
        | EventKind::GroupEntered { task, .. }
        | EventKind::GroupJoined { task, .. }
        | EventKind::TimeoutEntered { task, .. } => (Some(*task), None),
        EventKind::HandedOver { waiter, .. } => (Some(*waiter), None),
        EventKind::Waiting { task, on } => (Some(*task), *on),
        EventKind::Woken { task, by } => (Some(*task), Some(*by)),
        EventKind::FutureCreated { future, .. } | EventKind::FutureDone { future, .. } => {
            (Some(*future), None)
        }
        EventKind::CancelRequested { target, .. } => (Some(*target), None),
        EventKind::ShieldHeld { outer, inner } => (Some(*outer), Some(*inner)),
        EventKind::Warned { about, .. } => (*about, None),
        EventKind::SyncCreated { .. }
        | EventKind::Acquired { .. }
        | EventKind::Released { .. }
        | EventKind::EventSet { .. }
        | EventKind::EventCleared { .. }
        | EventKind::Notified { .. }
        | EventKind::BarrierMoved { .. }
        | EventKind::ItemPut { .. }
        | EventKind::ItemGot { .. }
        | EventKind::ItemDone { .. }
        | EventKind::QueueShutDown { .. }
        | EventKind::GroupAborting { .. }
        | EventKind::GroupLeft { .. }
        | EventKind::ThreadQueued { .. }
        | EventKind::ThreadStarted { .. }
        | EventKind::ThreadPrinted { .. }
        | EventKind::ThreadEnded { .. }
        | EventKind::SignalRaised { .. }
        | EventKind::IterationBegan { .. }
        | EventKind::InLoop { .. }
        | EventKind::LoopBlocked { .. }
        | EventKind::RunEnded { .. }
        | EventKind::CallbackScheduled { .. }
        | EventKind::CallbackRan { .. }
        | EventKind::TimerArmed { .. }
        | EventKind::TimerFired { .. }
        | EventKind::TimerDropped { .. }
        | EventKind::TimeoutExpired { .. }
        | EventKind::TimeoutConverted { .. }
        | EventKind::TimeoutLeft { .. }
        | EventKind::ExceptionRaised { .. }
        | EventKind::Returned { .. }
        | EventKind::Printed { .. } => (None, None),
    };
    [event.task(), one, other]
}

/// Whom an event is about: what it happens to, or else the task that does it.
pub fn subject(event: &Event) -> Option<FutureId> {
    let [actor, one, _] = participants(event);
    one.or(actor)
}

/// What something that an event creates stands for. Blocks come to life in steps of tasks and nowhere else, but for the
/// main task of a program that nobody has drawn.
pub(in crate::playback) fn creation_place(
    event: &Event,
    place: impl Fn(Origin) -> Option<Place>,
) -> Option<Place> {
    let place = place(event.origin()?)?;
    let is_main = || {
        matches!(event.kind, EventKind::TaskCreated { .. })
            && matches!(place, Place::Block { step: None, .. })
    };
    (event.task().is_some() || is_main()).then_some(place)
}

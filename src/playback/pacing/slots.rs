//! For how long an event has the screen, and the passing of virtual time.

use super::super::recording::{Object, is_hidden};
use crate::trace::{Canceller, Event, EventKind, FutureId, FutureRole};

/// However little virtual time passes, it is seen to pass.
pub(super) const MIN_GAP_MS: f64 = 150.0;
/// Up to here a gap takes its time.
const LINEAR_GAP_SECS: f64 = 2.0;
/// Beyond that it is compressed, and never takes longer than this.
pub(super) const MAX_GAP_MS: f64 = 3_000.0;

/// For how long the passing of virtual time is shown. Never shorter for a longer time.
pub(in crate::playback) fn gap_ms(secs: f64) -> f64 {
    let linear_ms = 1000.0 * secs.min(LINEAR_GAP_SECS);
    let beyond = (secs / LINEAR_GAP_SECS).max(1.0).ln();
    let rest_ms = MAX_GAP_MS - 1000.0 * LINEAR_GAP_SECS;
    let share = if beyond.is_finite() { beyond / (1.0 + beyond) } else { 1.0 };
    (linear_ms + rest_ms * share).max(MIN_GAP_MS)
}

/// For how long an event has the screen; `None` if it is not seen by itself.
///
/// What no card shows is not seen: what `sleep()` waits on, and the main coroutine that a scene has without
/// showing it.
pub(in crate::playback) fn slot_ms<'a>(
    event: &Event,
    object: impl Fn(FutureId) -> Option<&'a Object>,
) -> Option<f64> {
    let is_sleep = |id| object(id).is_some_and(|object| object.role == Some(FutureRole::Sleep));
    let shown = |id: FutureId, ms: f64| (!is_sleep(id) && !is_hidden(object(id))).then_some(ms);
    let acting = |ms: f64| event.task().map_or(Some(ms), |task| shown(task, ms));
    match &event.kind {
        EventKind::LoopBlocked { .. } => Some(220.0),
        EventKind::RunEnded { .. } => Some(300.0),
        EventKind::TaskCreated { task, .. } => shown(*task, 180.0),
        EventKind::StepBegan { task } => shown(*task, 220.0),
        EventKind::Waiting { task, .. } => shown(*task, 140.0),
        EventKind::Woken { task, .. } => shown(*task, 220.0),
        EventKind::FutureCreated { future, .. } => shown(*future, 140.0),
        EventKind::FutureDone { future, .. } => shown(*future, 220.0),
        EventKind::CancelRequested { by: Canceller::Outside, target, .. } if !is_sleep(*target) => {
            Some(320.0)
        }
        EventKind::CancelRequested { target, .. } => shown(*target, 320.0),
        EventKind::ShieldHeld { .. } => Some(500.0),
        EventKind::CancelDelivered { task }
        | EventKind::CancelCaught { task }
        | EventKind::CancelSwallowed { task }
        | EventKind::CancelReraised { task } => shown(*task, 360.0),
        EventKind::Uncancelled { task, .. } => shown(*task, 180.0),
        EventKind::TimeoutEntered { .. } | EventKind::TimeoutLeft { .. } => Some(120.0),
        EventKind::TimeoutExpired { .. } => Some(320.0),
        EventKind::TimeoutConverted { .. } => Some(360.0),
        EventKind::ExceptionRaised { .. } => acting(220.0),
        EventKind::Printed { .. } | EventKind::ThreadPrinted { .. } => Some(180.0),
        EventKind::HandedOver { .. }
        | EventKind::Notified { .. }
        | EventKind::EventSet { .. }
        | EventKind::QueueShutDown { .. }
        | EventKind::GroupAborting { .. }
        | EventKind::SignalRaised { .. } => Some(220.0),
        EventKind::Acquired { .. }
        | EventKind::Released { .. }
        | EventKind::EventCleared { .. }
        | EventKind::BarrierMoved { .. }
        | EventKind::ItemPut { .. }
        | EventKind::ItemGot { .. }
        | EventKind::ItemDone { .. }
        | EventKind::GroupEntered { .. }
        | EventKind::GroupLeft { .. }
        | EventKind::ThreadQueued { .. }
        | EventKind::ThreadStarted { .. }
        | EventKind::ThreadEnded { .. } => Some(120.0),
        EventKind::Warned { .. } => Some(120.0),
        EventKind::TaskRenamed { .. }
        | EventKind::SyncCreated { .. }
        | EventKind::GroupJoined { .. }
        | EventKind::IterationBegan { .. }
        | EventKind::InLoop { .. }
        | EventKind::StepEnded { .. }
        | EventKind::CallbackScheduled { .. }
        | EventKind::CallbackRan { .. }
        | EventKind::TimerArmed { .. }
        | EventKind::TimerFired { .. }
        | EventKind::TimerDropped { .. }
        | EventKind::Returned { .. } => None,
    }
}

//! What moves on the screen, and the trail that cancellations leave.

use crate::trace::{
    Canceller, Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Outcome, TimeoutId,
};

use super::recording::{Object, Recording, is_hidden};
use super::view::TaskState;

/// Something that moves is seen for at least this long, even where many events share little time.
const MIN_MOTION_MS: f64 = 250.0;
/// No more than so many things move at once: the newest ones.
const MAX_MOTIONS: usize = 64;

/// Something that moves along an edge of the canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// What moves.
    pub kind: MotionKind,
    /// Where it comes from.
    pub from: Anchor,
    /// Where it goes.
    pub to: Anchor,
    /// How far it has come, from 0 to 1.
    pub progress: f64,
    /// The event that it shows.
    pub event: EventIndex,
}

/// What moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MotionKind {
    /// A request to cancel, on its way down.
    Cancel,
    /// A request to cancel that `cancel()` refused, for its target is done already.
    CancelRefused,
    /// A request to cancel that ends at a shield: it starts out from the shield and must not reach what is
    /// shielded.
    ShieldStop,
    /// A result, on its way up.
    Result,
    /// An exception, on its way up.
    Exception,
    /// A CancelledError, on its way up.
    Cancelled,
    /// A sleep is over.
    Wake,
    /// The time of a timeout is up.
    Expired,
    /// A lock, queue or the like lets a task go on that waited for it.
    Turn,
    /// A task is created.
    Start,
    /// CancelledError is thrown into a task at its await.
    Delivered,
    /// A task's `except` or `finally` took up CancelledError.
    Caught,
    /// A task raised a CancelledError again that it had caught.
    Reraised,
    /// A task caught CancelledError and goes on.
    Swallowed,
    /// A timeout made CancelledError a TimeoutError.
    Converted,
}

/// Where a motion begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// A task, gather, shield or other future.
    Future(FutureId),
    /// A timeout.
    Timeout(TimeoutId),
    /// A task group.
    Group(GroupId),
    /// Not on the canvas: a person, the clock, `run()`, a main coroutine without a card.
    Outside,
}

/// A link that a cancellation has travelled. It stays visible after the motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// `Cancel`, `CancelRefused` or `ShieldStop`.
    pub kind: MotionKind,
    /// Who asked, or the shield.
    pub from: Anchor,
    /// Who was asked, or what is shielded.
    pub to: Anchor,
    /// The event.
    pub event: EventIndex,
}

/// What moves at a moment of display time at which a cursor is shown, oldest first.
pub fn motions(recording: &Recording, cursor: usize, display_ms: f64) -> Vec<Motion> {
    let pacing = recording.pacing();
    let visible = recording.visible();
    let end = visible.partition_point(|event| (event.0 as usize) < cursor);
    let mut motions = Vec::new();
    for &event in visible[..end].iter().rev() {
        let shown_at = event.0 as usize + 1;
        let age_ms = display_ms - pacing.display_ms_of(shown_at);
        let length_ms = pacing.slot_ms_of(shown_at).max(MIN_MOTION_MS);
        // Slots differ in length: an older event with a longer one may still move when a newer one has come
        // to rest, but not one that is older than any slot.
        if age_ms >= 2.0 * MIN_MOTION_MS || motions.len() >= MAX_MOTIONS {
            break;
        }
        if age_ms < length_ms {
            let progress = (age_ms / length_ms).clamp(0.0, 1.0);
            motions.extend(moves(recording, event).into_iter().map(|(kind, from, to)| Motion {
                kind,
                from,
                to,
                progress,
                event,
            }));
        }
    }
    motions.truncate(MAX_MOTIONS);
    motions.reverse();
    motions
}

/// The link that a cancellation travels with an event, if it does.
pub(super) fn link<'a>(
    index: EventIndex,
    event: &Event,
    object: impl Fn(FutureId) -> Option<&'a Object>,
) -> Option<Link> {
    let (kind, from, to) = cancel_move(event, object)?;
    Some(Link { kind, from, to, event: index })
}

pub(super) fn anchor<'a>(id: FutureId, object: impl Fn(FutureId) -> Option<&'a Object>) -> Anchor {
    if is_hidden(object(id)) { Anchor::Outside } else { Anchor::Future(id) }
}

fn cancel_move<'a>(
    event: &Event,
    object: impl Fn(FutureId) -> Option<&'a Object>,
) -> Option<(MotionKind, Anchor, Anchor)> {
    match &event.kind {
        EventKind::CancelRequested { target, by, accepted, .. } => {
            let target_object = object(*target);
            if is_hidden(target_object) || target_object.is_some_and(|it| it.role == Some(FutureRole::Sleep))
            {
                return None;
            }
            let from = match by {
                Canceller::Task { task } => anchor(*task, object),
                Canceller::PassedOn { from } => anchor(*from, object),
                Canceller::Timeout { timeout } => Anchor::Timeout(*timeout),
                Canceller::Group { group } => Anchor::Group(*group),
                Canceller::Outside | Canceller::FinalCancel | Canceller::Callback => Anchor::Outside,
            };
            let kind = if *accepted { MotionKind::Cancel } else { MotionKind::CancelRefused };
            Some((kind, from, Anchor::Future(*target)))
        }
        EventKind::ShieldHeld { outer, inner } => {
            Some((MotionKind::ShieldStop, Anchor::Future(*outer), Anchor::Future(*inner)))
        }
        _ => None,
    }
}

/// What an event sets in motion.
fn moves(recording: &Recording, index: EventIndex) -> Vec<(MotionKind, Anchor, Anchor)> {
    let Some(event) = recording.log().get(index) else { return Vec::new() };
    let object = |id| recording.object(id);
    if let Some(cancel) = cancel_move(event, object) {
        return vec![cancel];
    }
    let here = |kind, task| match anchor(task, object) {
        Anchor::Outside => Vec::new(),
        at => vec![(kind, at, at)],
    };
    match &event.kind {
        EventKind::TaskCreated { task, .. } => {
            let from = event.task().map_or(Anchor::Outside, |creator| anchor(creator, object));
            vec![(MotionKind::Start, from, Anchor::Future(*task))]
        }
        EventKind::CancelDelivered { task } => here(MotionKind::Delivered, *task),
        EventKind::CancelCaught { task } => here(MotionKind::Caught, *task),
        EventKind::CancelReraised { task } => here(MotionKind::Reraised, *task),
        EventKind::CancelSwallowed { task } => here(MotionKind::Swallowed, *task),
        EventKind::TimeoutExpired { timeout } => {
            vec![(MotionKind::Expired, Anchor::Outside, Anchor::Timeout(*timeout))]
        }
        EventKind::TimeoutConverted { timeout } => {
            vec![(MotionKind::Converted, Anchor::Timeout(*timeout), Anchor::Timeout(*timeout))]
        }
        EventKind::Woken { task, by } => {
            if object(*by).is_some_and(|it| it.role == Some(FutureRole::Sleep)) {
                return vec![(MotionKind::Wake, Anchor::Outside, Anchor::Future(*task))];
            }
            if recording.is_hidden(*task) {
                return Vec::new();
            }
            let outcome = recording.outcome_before(*by, index);
            let kind = outcome.map_or(MotionKind::Turn, kind_of);
            let (from, gives_turn) = match object(*by).and_then(|it| it.role.as_ref()) {
                Some(FutureRole::GroupEnd { group }) => (Anchor::Group(*group), true),
                Some(FutureRole::Waiter { .. }) => (anchor(*by, object), true),
                _ => (anchor(*by, object), false),
            };
            // What a lock or queue gives is a turn, and no result.
            let kind = if kind == MotionKind::Result && gives_turn { MotionKind::Turn } else { kind };
            vec![(kind, from, Anchor::Future(*task))]
        }
        EventKind::FutureDone { future, outcome } => {
            let Some(ended) = object(*future) else { return Vec::new() };
            let hears = |parent: &&FutureId| {
                object(**parent).is_some_and(|it| !it.hidden && it.created < index)
                    && recording.outcome_before(**parent, index).is_none()
            };
            let parents = ended.parents.iter().filter(hears).map(|parent| Anchor::Future(*parent));
            let up = parents.chain(ended.group.map(Anchor::Group));
            up.map(|parent| (kind_of(outcome), Anchor::Future(*future), parent)).collect()
        }
        // The exceptions of its tasks leave a group as one.
        EventKind::GroupLeft { group, errors } if *errors > 0 => match event.task() {
            Some(task) if !recording.is_hidden(task) => {
                vec![(MotionKind::Exception, Anchor::Group(*group), Anchor::Future(task))]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn kind_of(outcome: &Outcome) -> MotionKind {
    match TaskState::of_outcome(outcome) {
        TaskState::Cancelled => MotionKind::Cancelled,
        TaskState::Failed => MotionKind::Exception,
        _ => MotionKind::Result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::testing::{BOSS, BOTH, FETCH, FETCH_SLEEP, STORE, Script, cascade};

    /// What an event like that sets in motion.
    fn moved(recording: &Recording, is_it: impl Fn(&EventKind) -> bool) -> Vec<(MotionKind, Anchor, Anchor)> {
        let (index, _) = recording.log().iter().find(|(_, event)| is_it(&event.kind)).unwrap();
        moves(recording, index)
    }

    #[test]
    fn a_result_goes_up_to_the_gather_and_from_there_to_who_awaits_it() {
        let mut script = Script::new();
        script.create(BOSS, "boss");
        script.iteration(1).step(BOSS, |s| {
            s.create(FETCH, "fetch");
            s.future(BOTH, FutureRole::Gather { children: [FETCH].into() });
            s.wait(BOSS, BOTH);
        });
        script.iteration(1).done(FETCH, Outcome::Result);
        script.iteration(1).done(BOTH, Outcome::Result);
        script.wake(BOSS, BOTH);
        let recording = script.record();
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::FutureDone { future: FETCH, .. })),
            [(MotionKind::Result, Anchor::Future(FETCH), Anchor::Future(BOTH))]
        );
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::Woken { task: BOSS, .. })),
            [(MotionKind::Result, Anchor::Future(BOTH), Anchor::Future(BOSS))]
        );
    }

    #[test]
    fn a_cancelled_child_sends_its_cancelled_error_up() {
        let recording = cascade().record();
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::FutureDone { future: STORE, .. })),
            [(MotionKind::Cancelled, Anchor::Future(STORE), Anchor::Future(BOTH))]
        );
    }

    #[test]
    fn a_shielded_task_that_ends_later_sends_nothing_to_its_broken_shield() {
        let recording = cascade().record();
        let to_shield = moved(&recording, |kind| matches!(kind, EventKind::FutureDone { future: FETCH, .. }));
        assert_eq!(to_shield, []);
    }

    #[test]
    fn a_sleeper_is_woken_from_outside() {
        let recording = cascade().record();
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::Woken { by: FETCH_SLEEP, .. })),
            [(MotionKind::Wake, Anchor::Outside, Anchor::Future(FETCH))]
        );
    }

    #[test]
    fn a_lock_wakes_whose_turn_it_is() {
        let mut script = Script::new();
        script.create(BOSS, "boss");
        script.iteration(1).step(BOSS, |s| {
            let (sync, wants) = (crate::trace::SyncId(0), crate::trace::Wants::Place);
            s.future(BOTH, FutureRole::Waiter { sync, wants });
            s.wait(BOSS, BOTH);
        });
        script.iteration(1).done(BOTH, Outcome::Result);
        script.wake(BOSS, BOTH);
        assert_eq!(
            moved(&script.record(), |kind| matches!(kind, EventKind::Woken { .. })),
            [(MotionKind::Turn, Anchor::Future(BOTH), Anchor::Future(BOSS))]
        );
    }

    #[test]
    fn what_a_task_of_a_group_raises_goes_up_to_the_group_and_from_there_on_with_the_others() {
        let group = GroupId(0);
        let error = crate::trace::Failure { class: "ValueError".into(), message: "no".into() };
        let mut script = Script::new();
        script.create(BOSS, "boss");
        script.iteration(1).step(BOSS, |s| {
            s.emit(EventKind::GroupEntered { group, task: BOSS });
            s.create(FETCH, "fetch");
            s.emit(EventKind::GroupJoined { group, task: FETCH });
        });
        script.iteration(1).done(FETCH, Outcome::Failed { error });
        script.iteration(1).step(BOSS, |s| _ = s.emit(EventKind::GroupLeft { group, errors: 1 }));
        let recording = script.record();
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::FutureDone { future: FETCH, .. })),
            [(MotionKind::Exception, Anchor::Future(FETCH), Anchor::Group(group))]
        );
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::GroupLeft { .. })),
            [(MotionKind::Exception, Anchor::Group(group), Anchor::Future(BOSS))]
        );
    }

    #[test]
    fn a_cancellation_is_delivered_where_it_is_thrown_in() {
        let recording = cascade().record();
        assert_eq!(
            moved(&recording, |kind| matches!(kind, EventKind::CancelDelivered { task: STORE })),
            [(MotionKind::Delivered, Anchor::Future(STORE), Anchor::Future(STORE))]
        );
    }

    #[test]
    fn a_motion_begins_with_its_event_and_ends_in_time() {
        let recording = cascade().record();
        for &event in recording.visible() {
            let cursor = event.0 as usize + 1;
            let moment_ms = recording.pacing().display_ms_of(cursor);
            for motion in motions(&recording, cursor, moment_ms) {
                assert!(motion.event < event || motion.progress == 0.0, "{motion:?}");
            }
            let over_ms = moment_ms + recording.pacing().slot_ms_of(cursor).max(MIN_MOTION_MS);
            assert!(motions(&recording, cursor, over_ms).iter().all(|motion| motion.event != event));
        }
    }

    #[test]
    fn however_many_things_happen_at_once_not_all_of_them_move() {
        let mut script = Script::new();
        script.iteration(1);
        for id in 0..2_000 {
            script.create(FutureId(id), "t");
        }
        let recording = script.record();
        let half_ms = recording.pacing().total_ms() / 2.0;
        let moving = motions(&recording, recording.pacing().cursor_at(half_ms), half_ms);
        assert_eq!(moving.len(), MAX_MOTIONS);
    }
}

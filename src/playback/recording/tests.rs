//! A run that is recorded at once, one that grows, and one that lets go of what is old tell the same.

use proptest::prelude::*;

use super::*;
use crate::playback::testing::{BOSS, FETCH, STORE, Script, any_log, cascade};
use crate::trace::Outcome;

#[test]
fn a_lane_has_every_state_of_its_task_once() {
    let recording = cascade().record();
    let states =
        |task| -> Vec<&str> { recording.lane(task).iter().map(|point| point.state.as_str()).collect() };
    assert_eq!(states(FETCH), ["scheduled", "running", "waiting", "scheduled", "running", "done"]);
    assert_eq!(
        states(STORE),
        ["scheduled", "running", "waiting", "cancelling", "running", "running", "cancelled"],
        "running, and then running with its clean-up"
    );
    assert_eq!(states(BOSS)[..3], ["scheduled", "running", "waiting"]);
}

#[test]
fn every_event_is_in_exactly_one_iteration() {
    let recording = cascade().record();
    let mut next = 0;
    for iteration in recording.iterations() {
        assert_eq!(iteration.events.start, next);
        next = iteration.events.end;
    }
    assert_eq!(next, recording.len());
}

#[test]
fn a_long_run_has_no_more_checkpoints_than_it_may() {
    let mut script = Script::new();
    for _ in 0..150_000 {
        script.iteration(0);
    }
    let recording = script.record();
    assert!(recording.checkpoints.len() <= MAX_CHECKPOINTS + 1, "{}", recording.checkpoints.len());
    assert_eq!(recording.view_at(123_456).cursor(), 123_456);
}

#[test]
fn a_cursor_beyond_the_end_is_the_end() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.done(FETCH, Outcome::Result);
    assert_eq!(script.record().view_at(usize::MAX).cursor(), 2);
}

/// A log in pieces that end at these shares of it, the last one at its end.
fn pieces(log: &Log, shares: &[f64]) -> Vec<Log> {
    let mut ends: Vec<usize> = shares.iter().map(|share| (share * log.len() as f64) as usize).collect();
    ends.push(log.len());
    ends.sort_unstable();
    let mut pieces = Vec::new();
    let mut events = log.iter();
    let mut begin = 0;
    for end in ends {
        let mut piece = Log::starting_at(begin);
        events.by_ref().take(end - begin).for_each(|(_, event)| _ = piece.push(event.clone()));
        pieces.push(piece);
        begin = end;
    }
    pieces
}

/// A recording that has grown by pieces.
fn grown(pieces: &[Log], kept: usize) -> Recording {
    let mut recording = Recording::open_keeping(kept);
    for piece in pieces {
        recording = recording
            .extended(piece, Vec::new(), true, usize::MAX)
            .expect("a piece begins where the last one ended");
    }
    recording
}

/// Both say the same from a cursor on.
fn assert_same_from(first: usize, one: &Recording, other: &Recording) {
    assert_eq!(one.len(), other.len());
    for cursor in (first..=one.len()).step_by(7) {
        assert_eq!(one.view_at(cursor), other.view_at(cursor), "at {cursor}");
    }
    let is_kept = |event: &EventIndex| event.0 as usize >= first;
    assert_eq!(one.visible(), other.visible().iter().copied().filter(is_kept).collect::<Vec<_>>());
    let links: Vec<_> = other.links.iter().filter(|link| is_kept(&link.event)).copied().collect();
    assert_eq!(one.links, links);
    let iterations = other.iterations().iter().filter(|iteration| iteration.events.end > first);
    assert!(one.iterations().iter().eq(iterations));
    for (task, object) in one.tasks() {
        assert_eq!(Some(object), other.object(task));
        let kept: Vec<_> = other.events_of(task).iter().copied().filter(is_kept).collect();
        assert_eq!(one.events_of(task), kept, "{task:?}");
        let (lane, whole) = (one.lane(task), other.lane(task));
        // In a log without rhyme or reason a task can go on after its end; then nothing tells that it does.
        if lane.is_empty() {
            assert!(whole.last().is_none_or(|last| last.state.is_final() && last.cursor <= first));
            continue;
        }
        let state = |lane: &[LanePoint], cursor| lane.iter().rfind(|point| point.cursor <= cursor).cloned();
        for cursor in first..=one.len() {
            let (here, there) = (state(lane, cursor), state(whole, cursor));
            // What has ended before is let go of, though in such a log it goes on.
            if here.is_none() && there.as_ref().is_some_and(|end| end.state.is_final() && end.cursor <= first)
            {
                continue;
            }
            assert_eq!(here, there, "{task:?} at {cursor}");
        }
    }
    for cursor in first..=one.len() {
        let (a, b) = (one.pacing(), other.pacing());
        assert_eq!(a.display_ms_of(cursor), b.display_ms_of(cursor), "at {cursor}");
        assert_eq!(a.slot_ms_of(cursor), b.slot_ms_of(cursor), "at {cursor}");
        assert_eq!(a.cursor_at(a.display_ms_of(cursor)), b.cursor_at(b.display_ms_of(cursor)));
        assert_eq!(a.next_secs(cursor), b.next_secs(cursor));
    }
    assert_eq!(one.pacing().total_ms(), other.pacing().total_ms());
}

#[test]
fn a_run_without_an_end_takes_no_more_room_than_what_is_kept_of_it() {
    const KEPT: usize = 20_000;
    let mut recording = Recording::open_keeping(KEPT);
    let (mut index, mut task) = (0u32, 0u32);
    while recording.len() < 1_000_000 {
        let mut piece = Log::starting_at(recording.len());
        while piece.kept() < 5_000 {
            let iteration = index / 7 + 1;
            let time = f64::from(iteration);
            let mut emit = |task: Option<u32>, kind| {
                let cause = index.checked_sub(1).map(EventIndex);
                let task = task.map(FutureId);
                piece.push(Event::new((time, iteration), task, None, cause, kind));
                index += 1;
            };
            let id = FutureId(task);
            emit(None, EventKind::IterationBegan { ready: 1 });
            emit(None, EventKind::TaskCreated { task: id, name: "t".into(), coroutine: "f".into() });
            emit(None, EventKind::StepBegan { task: id });
            emit(Some(task), EventKind::Printed { text: "tick".into() });
            emit(Some(task), EventKind::FutureDone { future: id, outcome: Outcome::Result });
            emit(Some(task), EventKind::StepEnded { task: id });
            emit(None, EventKind::CallbackRan { name: "c".into() });
            task += 1;
        }
        recording = recording.extended(&piece, Vec::new(), true, usize::MAX).unwrap();
    }
    assert_eq!(recording.first() % MIN_SPACING, 0);
    assert!(recording.log().kept() <= KEPT + MIN_SPACING, "{}", recording.log().kept());
    assert!(recording.checkpoints.len() <= KEPT / MIN_SPACING + 2);
    // Seven events for each task, and not looked at more often than now and then.
    let most = KEPT / 7 + 512;
    assert!(recording.tasks().count() <= most, "{}", recording.tasks().count());
    assert!(recording.lanes.iter().flatten().count() <= most);
    assert!(recording.events_of.iter().flatten().count() <= most);
    let view = recording.view_at(recording.first());
    assert!(view.tasks().count() <= most, "{}", view.tasks().count());
    assert!(view.console().count() <= most, "{}", view.console().count());
    assert_eq!(view.cursor(), recording.first(), "the oldest moment can be shown");
    assert_eq!(recording.view_at(0).cursor(), recording.first(), "what was before it is not there");
    assert!(recording.pacing().start_ms() > 0.0);
}

#[test]
fn whoever_looks_at_the_oldest_moment_of_a_run_without_an_end_keeps_it_when_more_comes() {
    const KEPT: usize = 2_000;
    let goes_on = |before: &Recording, shown: usize| {
        let mut piece = Log::starting_at(before.len());
        for index in before.len() as u32..before.len() as u32 + 5_000 {
            piece.push(Event::new(
                (f64::from(index), index),
                None,
                None,
                None,
                EventKind::IterationBegan { ready: 1 },
            ));
        }
        before.extended(&piece, Vec::new(), true, shown).unwrap()
    };
    let before = goes_on(&Recording::open_keeping(KEPT), usize::MAX);
    let oldest = before.first();
    assert!(oldest > 0);
    let after = goes_on(&before, oldest);
    assert_eq!(after.first(), oldest, "it is looked at");
    assert_eq!(after.view_at(oldest), before.view_at(oldest));
    assert!(goes_on(&after, usize::MAX).first() > before.len(), "nobody does any more");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn seeking_shows_what_a_replay_from_the_start_shows(
        log in any_log(2_000),
        seeks in proptest::collection::vec(0.0..1.0, 1..20),
    ) {
        let recording = Recording::new(log, Vec::new());
        let mut moved = recording.view_at(0);
        for share in seeks {
            let cursor = (share * recording.len() as f64) as usize;
            let mut replayed = View::new(Vec::new());
            for (_, event) in recording.log().iter().take(cursor) {
                replayed.apply(event);
            }
            recording.move_view(&mut moved, cursor);
            prop_assert_eq!(&moved, &replayed);
            prop_assert_eq!(&recording.view_at(cursor), &replayed);
        }
    }

    #[test]
    fn a_run_that_grows_by_pieces_is_that_of_the_whole(
        log in any_log(1_500),
        shares in proptest::collection::vec(0.0..1.0, 0..8),
    ) {
        let mut whole = Recording::begun(Vec::new(), Some(usize::MAX));
        whole.read(&log);
        let grown = grown(&pieces(&log, &shares), usize::MAX);
        assert_same_from(0, &grown, &whole);
        prop_assert_eq!(grown.stories(), whole.stories());
    }

    #[test]
    fn a_run_that_is_read_bit_by_bit_is_that_of_the_whole(log in any_log(1_500), events in 1usize..400) {
        for is_open in [false, true] {
            let whole = Recording::reading(log.clone(), Vec::new(), is_open).finish();
            let mut reading = Recording::reading(log.clone(), Vec::new(), is_open);
            let bits = 1 + std::iter::from_fn(|| reading.go_on(events).then_some(())).count();
            prop_assert_eq!(bits, log.len().div_ceil(events).max(1));
            let read = reading.finish();
            prop_assert_eq!(read.is_open(), is_open);
            assert_same_from(0, &read, &whole);
            prop_assert_eq!(read.stories(), whole.stories());
        }
    }

    #[test]
    fn what_is_kept_stays_as_it_was(
        log in any_log(6_000),
        shares in proptest::collection::vec(0.0..1.0, 3..8),
        kept in 600usize..2_000,
    ) {
        let pieces = pieces(&log, &shares);
        let forgetful = grown(&pieces, kept);
        // With the same horizon for what has ended, but letting go of nothing.
        let mut whole = Recording::begun(Vec::new(), Some(kept));
        whole.read(&log);
        prop_assert!(forgetful.log().kept() < kept + MIN_SPACING || forgetful.first() == 0);
        assert_same_from(forgetful.first(), &forgetful, &whole);
        for (_, event) in forgetful.log().iter() {
            let _ = crate::playback::sentence(&forgetful, EventIndex(event.cause().map_or(0, |cause| cause.0)));
        }
    }
}

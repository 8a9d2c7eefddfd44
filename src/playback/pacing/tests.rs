//! How long runs are shown.

use proptest::prelude::*;

use super::slots::{MAX_GAP_MS, MIN_GAP_MS};
use super::*;
use crate::playback::Recording;
use crate::playback::testing::{FETCH, Script, any_log, cascade};
use crate::trace::{EventKind, FutureId, Outcome};

#[test]
fn a_cascade_that_takes_no_virtual_time_is_shown_for_a_while() {
    let recording = cascade().record();
    let pacing = recording.pacing();
    let at_1 = |event: &&EventIndex| recording.log().get(**event).unwrap().time == 1.0;
    let shown: Vec<_> = recording.visible().iter().filter(at_1).collect();
    let first_ms = pacing.display_ms_of(shown[0].0 as usize + 1);
    let last_ms = pacing.display_ms_of(shown.last().unwrap().0 as usize + 1);
    assert!(last_ms - first_ms > 1000.0, "{first_ms} to {last_ms}");
    assert_eq!(pacing.clock_secs_at(first_ms), 1.0);
    assert_eq!(pacing.clock_secs_at(last_ms), 1.0);
}

#[test]
fn a_second_of_virtual_time_takes_a_second() {
    let recording = cascade().record();
    let pacing = recording.pacing();
    let next = recording.log().iter().position(|(_, event)| event.time == 1.0).unwrap();
    let (from_ms, to_ms) = pacing.gap_after(next).unwrap();
    assert_eq!(to_ms - from_ms, 1000.0);
    assert!((pacing.clock_secs_at(from_ms + 250.0) - 0.25).abs() < 1e-9);
    assert_eq!(pacing.clock_secs_at(to_ms), 1.0);
    assert_eq!(pacing.display_ms_at_clock(next, 0.5), from_ms + 500.0);
}

#[test]
fn nothing_runs_while_virtual_time_passes() {
    let recording = cascade().record();
    let pacing = recording.pacing();
    for ms in 0..pacing.total_ms() as u32 {
        let ms = f64::from(ms);
        let view = recording.view_at(pacing.cursor_at(ms));
        if pacing.clock_secs_at(ms) > view.time_secs() {
            assert_eq!(view.event_loop().running, None, "at {ms} ms");
        }
    }
}

#[test]
fn a_blocking_call_keeps_its_task_running_while_virtual_time_passes() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::LoopBlocked { secs: 0.5 });
        s.time(0.5).done(FETCH, Outcome::Result);
    });
    let recording = script.end().take().record();
    let pacing = recording.pacing();
    let during_ms = (0..10_000).map(f64::from).find(|&ms| pacing.clock_secs_at(ms) > 0.25).unwrap();
    let view = recording.view_at(pacing.cursor_at(during_ms));
    assert_eq!(view.event_loop().running, Some(FETCH));
    assert_eq!(view.task(FETCH).unwrap().blocked_until_secs, Some(0.5));
}

#[test]
fn three_hundred_tasks_that_end_at_once_take_no_minutes() {
    let mut script = Script::new();
    script.iteration(300);
    for id in 0..300 {
        let task = FutureId(id);
        script.create(task, "t");
        script.step(task, |s| {
            s.done(task, Outcome::Result);
        });
    }
    assert!(script.record().pacing().total_ms() <= LEAD_IN_MS + ITERATION_CAP_MS + 1.0);
}

#[test]
fn a_longer_gap_is_never_shown_shorter_and_none_for_longer_than_three_seconds() {
    let lengths = [1e-9, 0.1, 1.0, 1.999, 2.0, 2.001, 3.0, 10.0, 1e3, 1e6, 1e300, f64::MAX];
    let shown: Vec<f64> = lengths.into_iter().map(gap_ms).collect();
    assert!(shown.is_sorted(), "{shown:?}");
    assert!(shown[0] >= MIN_GAP_MS && shown.last().unwrap() <= &MAX_GAP_MS, "{shown:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn display_time_never_goes_back_and_boundaries_map_back_exactly(log in any_log(200)) {
        let recording = Recording::new(log, Vec::new());
        let pacing = recording.pacing();
        let last = recording.len();
        for cursor in 0..=last {
            let ms = pacing.display_ms_of(cursor);
            prop_assert!(cursor == 0 || pacing.display_ms_of(cursor - 1) <= ms);
            prop_assert!(pacing.cursor_at(ms) >= cursor);
            if pacing.is_boundary(cursor) {
                prop_assert_eq!(pacing.cursor_at(ms), cursor);
            }
            if event_before(cursor).is_some_and(|event| recording.visible().contains(&event)) {
                prop_assert!(pacing.is_boundary(cursor), "a visible event is seen: {}", cursor);
                prop_assert!(pacing.slot_ms_of(cursor) > 0.0);
            }
        }
        prop_assert!(pacing.display_ms_of(last) <= pacing.total_ms());
        prop_assert_eq!(pacing.cursor_at(pacing.total_ms()), last);
    }

    #[test]
    fn the_clock_never_goes_back_and_shows_the_time_of_the_last_event_or_later(
        log in any_log(60),
        shares in proptest::collection::vec(0.0..1.0, 0..200),
    ) {
        let recording = Recording::new(log, Vec::new());
        let pacing = recording.pacing();
        let mut moments: Vec<f64> = shares.iter().map(|share| share * pacing.total_ms()).collect();
        moments.sort_by(f64::total_cmp);
        let mut before_secs = 0.0;
        for ms in moments {
            let clock_secs = pacing.clock_secs_at(ms);
            prop_assert!(clock_secs >= before_secs);
            prop_assert!(clock_secs >= recording.view_at(pacing.cursor_at(ms)).time_secs());
            before_secs = clock_secs;
        }
    }
}

use proptest::prelude::*;

use super::*;
use crate::playback::testing::{FETCH, Script, any_log, cascade};
use crate::trace::{EventKind, Outcome};

/// A task that prints so many lines at 1 and ends.
fn printing(lines: usize, outcome: Outcome) -> Rc<Recording> {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.iteration_at(1.0).step(FETCH, |s| {
        for _ in 0..lines {
            s.emit(EventKind::Printed { text: "line".into() });
        }
        s.done(FETCH, outcome);
    });
    script.end().take().record()
}

fn comparison() -> Comparison {
    Comparison::new([printing(1, Outcome::Result), printing(4, Outcome::Cancelled)])
}

#[test]
fn a_run_beside_itself_goes_as_it_goes_alone() {
    let recording = cascade().record();
    let comparison = Comparison::new([recording.clone(), recording.clone()]);
    let axis = comparison.axis();
    assert!((axis.total_ms() - recording.pacing().total_ms()).abs() < 1e-6);
    for ms in (0..axis.total_ms() as u32).map(f64::from) {
        assert!((axis.side_ms_at(0, ms) - ms).abs() < 1e-6, "{ms}");
        assert_eq!(axis.side_ms_at(0, ms), axis.side_ms_at(1, ms));
    }
}

#[test]
fn at_one_virtual_time_the_shorter_side_waits_for_the_longer() {
    let mut comparison = comparison();
    let ends = [0, 1].map(|side| {
        let recording = comparison.sides()[side].recording();
        comparison.axis().ms_of_side(side, recording.pacing().display_ms_of(recording.len()))
    });
    assert!(ends[0] < ends[1], "{ends:?}");
    comparison.command(Command::SeekMs(f64::midpoint(ends[0], ends[1]) + 50.0));
    assert_eq!(comparison.sides()[0].cursor(), comparison.sides()[0].recording().len());
    assert_eq!(comparison.clock_secs(), 1.0);
}

#[test]
fn steps_stop_at_every_visible_event_of_either_side_and_go_back_the_same_way() {
    let mut comparison = comparison();
    let mut there = vec![comparison.position_ms()];
    while comparison.status() != Status::Finished {
        comparison.command(Command::StepEvent);
        there.push(comparison.position_ms());
    }
    for (side, player) in comparison.sides().iter().enumerate() {
        for event in player.recording().visible() {
            let is_shown = there.iter().any(|ms| {
                let side_ms = comparison.axis().side_ms_at(side, *ms);
                player.recording().pacing().cursor_at(side_ms) == event.0 as usize + 1
            });
            assert!(is_shown, "event {} of side {side}", event.0);
        }
    }
    for ms in there.iter().rev().skip(1) {
        comparison.command(Command::StepEventBack);
        assert_eq!(comparison.position_ms(), *ms);
    }
    assert_eq!(comparison.status(), Status::Idle);
}

#[test]
fn tasks_are_paired_by_name_and_differ_where_they_do() {
    let mut comparison = comparison();
    let pair = comparison.pairs()[0].clone();
    assert_eq!((comparison.pairs().len(), &*pair.name, pair.tasks), (1, "fetch", [Some(FETCH); 2]));
    assert_eq!(comparison.states(&pair), [None, None]);
    comparison.command(Command::ToEnd);
    assert_eq!(comparison.states(&pair), [Some(TaskState::Done), Some(TaskState::Cancelled)]);
}

#[test]
fn the_second_task_of_a_name_stands_beside_the_second() {
    let twice = |count: u32| {
        let mut script = Script::new();
        for id in 0..count {
            script.create(FutureId(id), "worker");
        }
        script.end().take().record()
    };
    let comparison = Comparison::new([twice(1), twice(2)]);
    let tasks: Vec<_> = comparison.pairs().iter().map(|pair| pair.tasks).collect();
    assert_eq!(tasks, [[Some(FutureId(0)); 2], [None, Some(FutureId(1))]]);
}

#[test]
fn playing_ends_at_the_end_and_begins_again() {
    let mut comparison = comparison();
    comparison.command(Command::Play);
    assert!(comparison.advance(10.0));
    assert_eq!(comparison.status(), Status::Running);
    comparison.command(Command::SetSpeed(Speed::Instant));
    comparison.advance(0.0);
    assert_eq!(comparison.status(), Status::Finished);
    comparison.command(Command::Play);
    assert_eq!((comparison.position_ms(), comparison.status()), (0.0, Status::Running));
}

#[test]
fn runs_without_events_are_over_at_once() {
    let empty = || Script::new().record();
    let mut comparison = Comparison::new([empty(), empty()]);
    comparison.command(Command::Play);
    assert_eq!(comparison.status(), Status::Finished);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_sides_never_go_back_and_show_the_same_time(one in any_log(60), other in any_log(60)) {
        let recordings = [one, other].map(|log| Rc::new(Recording::new(log, Vec::new())));
        let comparison = Comparison::new(recordings.clone());
        let axis = comparison.axis();
        let mut before = [0.0; 2];
        for step in 0..=200 {
            let ms = axis.total_ms() * f64::from(step) / 200.0;
            let clock_secs = axis.clock_secs_at(ms);
            for side in [0, 1] {
                let side_ms = axis.side_ms_at(side, ms);
                prop_assert!(side_ms >= before[side]);
                let own_secs = recordings[side].pacing().clock_secs_at(side_ms);
                let is_over = side_ms >= recordings[side].pacing().total_ms();
                prop_assert!(is_over || (own_secs - clock_secs).abs() < 1e-6, "{} {}", own_secs, clock_secs);
                before[side] = side_ms;
            }
        }
        let ends = [0, 1].map(|side| axis.side_ms_at(side, axis.total_ms()));
        prop_assert_eq!(ends, recordings.map(|recording| recording.pacing().total_ms()));
    }
}

use proptest::prelude::*;

use super::*;
use crate::playback::MotionKind;
use crate::playback::testing::{BOSS, FETCH, STORE, any_log, cascade};
use crate::playback::words::sentence;
use crate::trace::FutureId;

fn player() -> Player {
    Player::new(cascade().record())
}

#[test]
fn a_new_player_is_idle_and_playing_ends_finished() {
    let mut player = player();
    assert_eq!(player.status().as_str(), "idle");
    assert!(player.command(Command::Play));
    assert_eq!(player.status().as_str(), "running");
    while player.advance(16.0) {}
    assert_eq!(player.status().as_str(), "finished");
    assert_eq!(player.clock_secs(), 3.0);
    assert_eq!(player.cursor(), player.recording().len());
}

#[test]
fn time_that_goes_by_while_paused_changes_nothing() {
    let mut player = player();
    player.command(Command::SeekMs(700.0));
    let cursor = player.cursor();
    assert!(!player.advance(1e6));
    assert_eq!((player.cursor(), player.status()), (cursor, Status::Paused));
}

#[test]
fn playing_at_the_end_begins_again() {
    let mut player = player();
    player.command(Command::ToEnd);
    player.command(Command::Toggle);
    assert_eq!((player.cursor(), player.status()), (0, Status::Running));
}

#[test]
fn playing_instantly_is_at_the_end_with_the_next_frame() {
    let mut player = player();
    player.command(Command::SetSpeed(Speed::Instant));
    player.command(Command::Play);
    assert!(player.advance(0.0));
    assert_eq!(player.status(), Status::Finished);
}

#[test]
fn twice_the_speed_takes_half_the_time() {
    let (mut slow, mut fast) = (player(), player());
    fast.command(Command::SetSpeed(Speed::Double));
    slow.command(Command::Play);
    fast.command(Command::Play);
    slow.advance(1000.0);
    fast.advance(500.0);
    assert_eq!(slow.position_ms(), fast.position_ms());
}

#[test]
fn no_elapsed_time_is_bad_enough_to_lose_the_way() {
    let mut player = player();
    player.command(Command::Play);
    for elapsed_ms in [f64::NAN, -1e9, f64::NEG_INFINITY] {
        player.advance(elapsed_ms);
        assert_eq!(player.position_ms(), 0.0);
    }
    player.advance(f64::INFINITY);
    assert_eq!(player.status(), Status::Finished);
    player.command(Command::SeekMs(f64::NAN));
    player.command(Command::SeekSecs(f64::NAN));
    player.command(Command::Seek(usize::MAX));
    assert_eq!(player.cursor(), player.recording().len());
}

#[test]
fn a_step_stops_after_each_visible_event_and_its_motion_is_still_seen() {
    let mut player = player();
    let visible = player.recording().visible().to_vec();
    for event in visible {
        assert!(player.command(Command::StepEvent));
        assert_eq!(player.last_event(), Some(event));
        assert!(player.is_moving());
        while player.advance(50.0) && player.is_moving() {}
        assert_eq!(player.last_event(), Some(event), "the next step waits for its command");
    }
    assert_eq!(player.status(), Status::Finished);
}

#[test]
fn stepping_back_shows_exactly_what_stepping_on_had_shown() {
    for (on, back) in
        [(Command::StepEvent, Command::StepEventBack), (Command::StepIteration, Command::StepIterationBack)]
    {
        let mut player = player();
        let mut seen = vec![player.view().clone()];
        while player.cursor() < player.recording().len() {
            assert!(player.command(on));
            seen.push(player.view().clone());
        }
        seen.pop();
        while let Some(view) = seen.pop() {
            assert!(player.command(back));
            assert_eq!(player.view(), &view);
        }
        assert_eq!(player.status(), Status::Idle);
    }
}

#[test]
fn a_step_by_iteration_ends_where_the_iteration_does() {
    let mut player = player();
    player.command(Command::StepIteration);
    player.command(Command::StepIteration);
    assert_eq!(player.view().event_loop().iteration, 1);
    assert_eq!(player.view().event_loop().running, None);
    player.command(Command::StepIteration);
    assert_eq!(player.view().event_loop().iteration, 2);
}

#[test]
fn the_next_change_of_a_task_is_found_both_ways() {
    let mut player = player();
    let mut states = Vec::new();
    while player.command(Command::ToNextChange(FETCH)) {
        states.push(player.view().task(FETCH).unwrap().state.as_str());
    }
    assert_eq!(states, ["scheduled", "running", "waiting", "scheduled", "running", "done"]);
    player.command(Command::ToPreviousChange(FETCH));
    assert_eq!(player.view().task(FETCH).unwrap().state.as_str(), "running");
}

#[test]
fn causes_lead_from_the_cancelled_task_up_to_who_asked() {
    let mut player = player();
    while player
        .view()
        .task(STORE)
        .is_none_or(|task| task.state.as_str() != "running" || task.cancelling == 0)
    {
        player.command(Command::StepEvent);
    }
    let mut told = Vec::new();
    while player.command(Command::ToCause) {
        told.push(sentence(player.recording(), player.last_event().unwrap()));
    }
    assert_eq!(
        told,
        [
            "store wakes: its sleep was cancelled",
            "store: cancel requested by gather(shield(fetch), store), passed on",
            "gather(shield(fetch), store): cancel requested by boss, passed on",
            "boss: cancel requested from outside",
        ]
    );
}

#[test]
fn a_cancellation_moves_down_link_by_link_and_stops_at_the_shield() {
    let mut player = player();
    let mut seen = Vec::new();
    player.command(Command::Play);
    while player.advance(10.0) {
        for motion in player.motions() {
            let link = (motion.kind, motion.to);
            if motion.kind == MotionKind::Cancel || motion.kind == MotionKind::ShieldStop {
                assert!((0.0..=1.0).contains(&motion.progress));
                if seen.last() != Some(&link) && !seen.contains(&link) {
                    seen.push(link);
                }
            }
        }
    }
    let links: Vec<_> = player.trail().iter().map(|link| (link.kind, link.to)).collect();
    assert_eq!(seen, links);
    assert_eq!(links.len(), 5, "boss, both, shield, stop at fetch, store: {links:?}");
}

#[test]
fn seeking_to_a_virtual_time_shows_that_time() {
    let mut player = player();
    for secs in [0.0, 0.25, 1.0, 2.5, 3.0] {
        player.command(Command::SeekSecs(secs));
        assert!((player.clock_secs() - secs).abs() < 1e-9, "{} for {secs}", player.clock_secs());
    }
    assert!(player.view().task(BOSS).is_some());
}

#[test]
fn the_same_recording_again_keeps_the_moment() {
    let mut player = player();
    player.command(Command::SeekMs(2_000.0));
    let (cursor, position_ms) = (player.cursor(), player.position_ms());
    assert!(player.replace_recording(cascade().record()));
    assert_eq!((player.cursor(), player.generation()), (cursor, 1));
    assert!((player.position_ms() - position_ms).abs() < 1e-6);
}

#[test]
fn a_run_that_parts_before_the_moment_takes_playing_back_to_there() {
    let mut player = player();
    player.command(Command::ToEnd);
    let mut other = cascade();
    let mut log = crate::trace::Log::new();
    for (index, event) in other.log.iter().take(10) {
        let mut event = event.clone();
        if index.0 == 7 {
            event.time += 1.0;
        }
        log.push(event);
    }
    other.log = log;
    assert!(!player.replace_recording(other.record()));
    assert_eq!(player.cursor(), 7);
}

#[test]
fn a_range_is_played_over_and_over() {
    let mut player = player();
    player.command(Command::SeekMs(300.0));
    player.command(Command::LoopFrom);
    player.command(Command::SeekMs(900.0));
    player.command(Command::LoopTo);
    assert_eq!(player.range(), Some(Range { from_ms: 300.0, to_ms: 900.0 }));
    player.command(Command::Play);
    assert_eq!(player.position_ms(), 300.0, "playing at its end begins it again");
    player.advance(650.0);
    assert_eq!((player.position_ms(), player.status()), (350.0, Status::Running));
    player.advance(6_000.0);
    assert_eq!((player.position_ms(), player.status()), (350.0, Status::Running), "ten times around");
    player.command(Command::LoopOff);
    player.advance(1e9);
    assert_eq!(player.status(), Status::Finished);
}

#[test]
fn playing_before_a_range_leads_into_it_and_behind_it_to_the_end() {
    let mut player = player();
    player.command(Command::Loop(900.0, 500.0));
    player.command(Command::Play);
    player.advance(400.0);
    assert_eq!(player.position_ms(), 400.0);
    player.advance(600.0);
    assert_eq!(player.position_ms(), 600.0);
    player.command(Command::SeekMs(1_000.0));
    player.advance(1e9);
    assert_eq!(player.status(), Status::Finished);
}

#[test]
fn a_range_that_nobody_could_see_is_none_and_changes_none() {
    let mut player = player();
    player.command(Command::Loop(500.0, 501.0));
    assert_eq!(player.range(), None);
    player.command(Command::Loop(500.0, 700.0));
    player.command(Command::ToEnd);
    player.command(Command::LoopFrom);
    assert_eq!(player.range(), Some(Range { from_ms: 500.0, to_ms: 700.0 }));
    player.command(Command::Loop(f64::NAN, f64::NAN));
    assert_eq!(player.range(), None);
}

#[test]
fn a_range_stays_where_it_is_when_somebody_intervenes_behind_it() {
    let mut player = player();
    player.command(Command::Loop(300.0, 700.0));
    player.command(Command::SeekMs(700.0));
    player.replace_recording(cascade().record());
    assert_eq!(player.range(), Some(Range { from_ms: 300.0, to_ms: 700.0 }));
}

#[test]
fn from_a_cause_one_comes_back_to_where_one_was() {
    let mut player = player();
    player.command(Command::ToEnd);
    let end = (player.cursor(), player.position_ms());
    assert!(!player.can_return());
    player.command(Command::StepEventBack);
    player.command(Command::StepEventBack);
    let stood = (player.cursor(), player.position_ms());
    assert_ne!(stood, end);
    let mut causes = 0;
    while player.command(Command::ToCause) {
        causes += 1;
    }
    assert!(causes > 0);
    for _ in 0..causes {
        assert!(player.command(Command::Return));
    }
    assert_eq!((player.cursor(), player.position_ms()), stood);
    assert!(!player.can_return());
}

#[test]
fn an_hour_in_which_nothing_happens_takes_seconds_at_every_speed() {
    for speed in Speed::ALL {
        let mut script = crate::playback::testing::Script::new();
        script.create(FETCH, "fetch");
        script.iteration(1).step(FETCH, |s| s.sleep(FETCH, FutureId(9), 3_600.0));
        script.iteration_at(3_600.0).wake(FETCH, FutureId(9));
        let mut player = Player::new(script.record());
        player.command(Command::SetSpeed(speed));
        player.command(Command::Play);
        let mut waited_ms = 0.0;
        while player.advance(10.0) {
            let clock_secs = player.clock_secs();
            if clock_secs > 0.0 && clock_secs < 3_600.0 {
                waited_ms += 10.0;
            }
        }
        assert!(waited_ms <= 4_010.0, "{waited_ms} ms at {}", speed.as_str());
    }
}

#[test]
fn a_cascade_played_slowly_gives_every_event_its_time() {
    let mut player = player();
    player.command(Command::SetSpeed(Speed::Eighth));
    player.command(Command::SeekSecs(1.0));
    player.command(Command::Play);
    let from_ms = player.position_ms();
    player.advance(800.0);
    assert_eq!(player.position_ms(), from_ms + 100.0);
}

#[test]
fn after_the_run_nobody_can_intervene() {
    let mut player = player();
    assert!(player.intervention_point().is_some());
    player.command(Command::ToEnd);
    assert_eq!(player.intervention_point(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_asked_the_cursor_and_the_position_agree(
        log in any_log(120),
        asked in proptest::collection::vec((0usize..18, 0.0..1.0), 1..40),
    ) {
        let mut player = Player::new(Rc::new(Recording::new(log, Vec::new())));
        for (what, share) in asked {
            let total_ms = player.recording().pacing().total_ms();
            let cursor = (share * player.recording().len() as f64) as usize;
            match what {
                0 => _ = player.command(Command::Toggle),
                1 => _ = player.command(Command::StepEvent),
                2 => _ = player.command(Command::StepEventBack),
                3 => _ = player.command(Command::StepIteration),
                4 => _ = player.command(Command::StepIterationBack),
                5 => _ = player.command(Command::ToCause),
                6 => _ = player.command(Command::Seek(cursor)),
                7 => _ = player.command(Command::SeekMs(share * total_ms)),
                8 => _ = player.command(Command::ToEvent(EventIndex(cursor as u32))),
                9 => _ = player.replace_recording(player.recording().clone()),
                10 => _ = player.command(Command::LoopFrom),
                11 => _ = player.command(Command::LoopTo),
                12 => _ = player.command(Command::Return),
                13 => _ = player.command(Command::SetSpeed(Speed::ALL[cursor % Speed::ALL.len()])),
                14 => _ = player.command(Command::LoopOff),
                _ => _ = player.advance(share * 500.0),
            }
            let pacing = player.recording().pacing();
            prop_assert!(player.position_ms() >= pacing.display_ms_of(player.cursor()));
            if player.cursor() < player.recording().len() {
                prop_assert!(player.position_ms() <= pacing.display_ms_of(player.cursor() + 1));
            }
            prop_assert_eq!(player.view(), &player.recording().view_at(player.cursor()));
            prop_assert!(player.clock_secs() >= player.view().time_secs());
            if let Some(range) = player.range() {
                prop_assert!(range.from_ms < range.to_ms && range.to_ms <= pacing.total_ms());
            }
        }
    }

    #[test]
    fn a_step_and_a_step_back_change_nothing(
        log in any_log(120),
        from in 0.0..1.0,
        strides in proptest::collection::vec(any::<bool>(), 1..12),
    ) {
        let mut player = Player::new(Rc::new(Recording::new(log, Vec::new())));
        player.command(Command::SeekMs(from * player.recording().pacing().total_ms()));
        let mut seen = Vec::new();
        for &by_event in &strides {
            let stood = (player.view().clone(), player.position_ms().max(player.glide_to_ms));
            if player.command(if by_event { Command::StepEvent } else { Command::StepIteration })
                && player.cursor() != stood.0.cursor()
            {
                seen.push((stood, by_event));
                player.advance(50.0);
            }
        }
        while let Some((stood, by_event)) = seen.pop() {
            player.command(if by_event { Command::StepEventBack } else { Command::StepIterationBack });
            prop_assert_eq!((player.view(), player.position_ms()), (&stood.0, stood.1));
        }
    }
}

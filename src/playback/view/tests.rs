use super::*;
use crate::playback::testing::{BOSS, BOTH, FETCH, FETCH_SLEEP, SHIELD, STORE, STORE_SLEEP, Script, cascade};
use crate::trace::{Canceller, EventKind, FutureRole, Outcome};

/// What is shown after everything that was written so far.
fn show(script: &Script) -> View {
    let mut view = View::new(script.places.clone());
    for (_, event) in script.log.iter() {
        view.apply(event);
    }
    view
}

/// What is shown right after the first event like that.
fn show_after(script: &Script, is_it: impl Fn(&EventKind) -> bool) -> View {
    let mut view = View::new(script.places.clone());
    for (_, event) in script.log.iter() {
        view.apply(event);
        if is_it(&event.kind) {
            return view;
        }
    }
    panic!("there is no such event");
}

fn state(script: &Script, task: FutureId) -> &'static str {
    show(script).task(task).unwrap().state.as_str()
}

/// A task that sleeps until 1.
fn sleeper() -> Script {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.iteration(1).step(FETCH, |s| s.sleep(FETCH, FETCH_SLEEP, 1.0));
    script
}

fn cancel_sleeper(script: &mut Script) {
    script.iteration_at(0.5);
    script.cancel(FETCH, Canceller::Outside, 1);
    script.cancel(FETCH_SLEEP, Canceller::PassedOn { from: FETCH }, 0);
    script.done(FETCH_SLEEP, Outcome::Cancelled);
    script.wake(FETCH, FETCH_SLEEP);
}

#[test]
fn a_task_goes_from_scheduled_over_running_and_waiting_to_done() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    assert_eq!(state(&script, FETCH), "scheduled");
    script.iteration(1).step(FETCH, |s| {
        assert_eq!(state(s, FETCH), "running");
        s.sleep(FETCH, FETCH_SLEEP, 1.0);
        assert_eq!(state(s, FETCH), "waiting");
    });
    let view = show(&script);
    let waiting_on = view.task(FETCH).unwrap().waiting_on.clone().unwrap();
    assert_eq!(waiting_on.what, WaitingFor::Sleep { until_secs: Some(1.0) });
    assert_eq!(view.timers().count(), 1);

    script.iteration_at(1.0).done(FETCH_SLEEP, Outcome::Result);
    script.wake(FETCH, FETCH_SLEEP);
    assert_eq!(state(&script, FETCH), "scheduled");
    assert_eq!(show(&script).event_loop().ready, [FETCH]);
    script.iteration(1).step(FETCH, |s| {
        assert!(show(s).event_loop().ready.is_empty());
        s.done(FETCH, Outcome::Result);
        assert_eq!(state(s, FETCH), "done");
    });
    assert_eq!(show(&script).task(FETCH).unwrap().ended_secs, Some(1.0));
}

#[test]
fn a_task_that_yields_is_scheduled_at_once() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::Waiting { task: FETCH, on: None });
    });
    assert_eq!(state(&script, FETCH), "scheduled");
    assert_eq!(show(&script).event_loop().ready, [FETCH]);
}

#[test]
fn a_task_that_was_asked_to_cancel_is_cancelling_until_its_next_step() {
    let mut script = sleeper();
    cancel_sleeper(&mut script);
    assert_eq!(state(&script, FETCH), "cancelling");
    script.iteration(1).step(FETCH, |s| {
        assert_eq!(state(s, FETCH), "running");
        s.emit(EventKind::CancelDelivered { task: FETCH });
        assert_eq!(state(s, FETCH), "running");
        assert!(show(s).task(FETCH).unwrap().cleaning_up);
        s.done(FETCH, Outcome::Cancelled);
        assert_eq!(state(s, FETCH), "cancelled");
    });
    assert!(!show(&script).task(FETCH).unwrap().cleaning_up);
}

#[test]
fn a_task_that_awaits_in_its_finally_waits_and_cleans_up() {
    let mut script = sleeper();
    cancel_sleeper(&mut script);
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::CancelDelivered { task: FETCH });
        s.emit(EventKind::CancelCaught { task: FETCH });
        s.sleep(FETCH, STORE_SLEEP, 2.0);
    });
    let view = show(&script);
    assert_eq!(view.task(FETCH).unwrap().state, TaskState::Waiting);
    assert!(view.task(FETCH).unwrap().cleaning_up);
}

#[test]
fn a_task_that_swallowed_its_cancellation_waits_as_if_nothing_had_been() {
    let mut script = sleeper();
    cancel_sleeper(&mut script);
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::CancelDelivered { task: FETCH });
        s.emit(EventKind::CancelCaught { task: FETCH });
        s.emit(EventKind::CancelSwallowed { task: FETCH });
        s.sleep(FETCH, STORE_SLEEP, 2.0);
    });
    let view = show(&script);
    assert_eq!(view.task(FETCH).unwrap().state, TaskState::Waiting);
    assert!(!view.task(FETCH).unwrap().cleaning_up);
    assert_eq!(view.task(FETCH).unwrap().cancelling, 1, "but the count stays");
}

#[test]
fn a_task_that_asks_itself_runs_on_and_is_cancelling_when_it_suspends() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.iteration(1).step(FETCH, |s| {
        s.cancel(FETCH, Canceller::Task { task: FETCH }, 1);
        assert_eq!(state(s, FETCH), "running");
        s.sleep(FETCH, FETCH_SLEEP, 1.0);
    });
    assert_eq!(state(&script, FETCH), "cancelling");
}

#[test]
fn a_request_that_is_taken_back_in_time_leaves_the_task_scheduled() {
    let mut script = Script::new();
    script.create(FETCH, "fetch");
    script.cancel(FETCH, Canceller::Outside, 1);
    assert_eq!(state(&script, FETCH), "cancelling");
    script.emit(EventKind::Uncancelled { task: FETCH, cancelling: 0 });
    assert_eq!(state(&script, FETCH), "scheduled");
}

#[test]
fn a_refused_request_changes_nothing() {
    let mut script = sleeper();
    let by = Canceller::Outside;
    let refused =
        EventKind::CancelRequested { target: FETCH, by, accepted: false, message: None, cancelling: 0 };
    script.emit(refused);
    assert_eq!(state(&script, FETCH), "waiting");
    assert_eq!(show(&script).task(FETCH).unwrap().asked_by, None);
}

#[test]
fn a_cancelled_gather_waits_for_its_children_and_a_shield_does_not() {
    let view = show_after(&cascade(), |kind| matches!(kind, EventKind::ShieldHeld { .. }));
    assert_eq!(view.future(BOTH).unwrap().state, FutureState::Cancelling);
    assert_eq!(view.future(SHIELD).unwrap().state, FutureState::Done(Outcome::Cancelled));
    assert!(view.future(SHIELD).unwrap().held.is_some());
    assert_eq!(view.task(FETCH).unwrap().state, TaskState::Waiting, "it is shielded");
    assert_eq!(view.task(BOSS).unwrap().state, TaskState::Cancelling);
}

#[test]
fn a_block_shows_its_gather_shield_or_task() {
    let view = show(&cascade());
    let shown = |block| view.of_block(block).map(|block| (block.shown, block.state.as_str()));
    assert_eq!(shown(10), Some((BlockRef::Future(BOTH), "cancelled")));
    assert_eq!(shown(11), Some((BlockRef::Task(FETCH), "done")));
    assert_eq!(shown(12), Some((BlockRef::Task(STORE), "cancelled")));
    assert_eq!(shown(13), Some((BlockRef::Future(SHIELD), "cancelled")));
    assert_eq!(shown(99), None);
}

#[test]
fn a_block_that_runs_again_shows_its_newest_task() {
    let mut script = Script::new();
    script.create(BOSS, "boss");
    script.iteration(1).step(BOSS, |s| {
        s.block(1).create(FETCH, "fetch");
        s.done(FETCH, Outcome::Result);
        s.create(STORE, "fetch");
    });
    let view = show(&script);
    let block = view.of_block(1).unwrap();
    assert_eq!((block.shown, block.state), (BlockRef::Task(STORE), TaskState::Scheduled));
}

#[test]
fn a_timeout_within_a_task_has_a_state_of_its_own() {
    let mut script = Script::new();
    let timeout = TimeoutId(0);
    script.block(1).create(FETCH, "fetch");
    script.iteration(1).step(FETCH, |s| {
        s.block(2).emit(EventKind::TimeoutEntered { timeout, task: FETCH, deadline: Some(0.5) });
        s.block(1).sleep(FETCH, FETCH_SLEEP, 1.0);
    });
    let shown = |script: &Script| show(script).of_block(2).map(|block| (block.shown, block.state.as_str()));
    assert_eq!(shown(&script), Some((BlockRef::Timeout(timeout), "waiting")));
    assert_eq!(show(&script).task(FETCH).unwrap().timeouts, [timeout]);

    script.iteration_at(0.5).emit(EventKind::TimeoutExpired { timeout });
    script.cancel(FETCH, Canceller::Timeout { timeout }, 1);
    script.wake(FETCH, FETCH_SLEEP);
    assert_eq!(shown(&script).unwrap().1, "cancelling");
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::CancelDelivered { task: FETCH });
        s.emit(EventKind::TimeoutConverted { timeout });
        s.emit(EventKind::TimeoutLeft { timeout });
        assert!(!show(s).task(FETCH).unwrap().cleaning_up);
        s.emit(EventKind::Printed { text: "too late".into() });
    });
    assert_eq!(shown(&script).unwrap().1, "failed");
    assert!(show(&script).task(FETCH).unwrap().timeouts.is_empty());
}

#[test]
fn a_timeout_that_is_left_in_time_is_done_and_one_that_is_left_by_a_cancellation_is_cancelled() {
    for (delivered, expected) in [(false, "done"), (true, "cancelled")] {
        let mut script = Script::new();
        let timeout = TimeoutId(0);
        script.create(FETCH, "fetch");
        script.iteration(1).step(FETCH, |s| {
            s.block(2).emit(EventKind::TimeoutEntered { timeout, task: FETCH, deadline: Some(0.5) });
            if delivered {
                s.emit(EventKind::CancelDelivered { task: FETCH });
            }
            s.emit(EventKind::TimeoutLeft { timeout });
        });
        assert_eq!(show(&script).of_block(2).unwrap().state.as_str(), expected);
    }
}

#[test]
fn only_what_an_event_changes_gets_another_revision() {
    let script = cascade();
    let mut view = View::new(script.places.clone());
    for (_, event) in script.log.iter() {
        let before = view.clone();
        view.apply(event);
        for task in view.tasks() {
            if let Some(old) = before.task(task.id) {
                assert_eq!(old == task, old.revision == task.revision, "{:?}", event.kind);
            }
        }
    }
    assert_eq!(view.task(STORE).unwrap().name.as_ref(), "store");
}

#[test]
fn what_a_step_makes_is_not_shown_as_its_block() {
    let mut script = Script::new();
    script.places.push(Place::Block { block: 1, step: Some(0) });
    script.create(FETCH, "fetch");
    script.log.push(Event {
        time: 0.0,
        iteration: 1,
        task: Some(FETCH),
        origin: Some(Origin(0)),
        cause: None,
        kind: EventKind::FutureCreated { future: SHIELD, role: FutureRole::Shield { inner: FETCH } },
    });
    assert_eq!(show(&script).of_block(1), None);
}

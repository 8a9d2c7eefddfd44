use super::*;
use crate::playback::testing::{BOSS, BOTH, FETCH, FETCH_SLEEP, SHIELD, STORE, STORE_SLEEP, Script, cascade};
use crate::trace::{
    CallbackRole, Canceller, EventKind, FutureRole, Outcome, QueueOrder, SyncId, SyncKind, TimerId, Wants,
};

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

/// The tasks whose steps are in the ready queue.
fn ready(view: &View) -> Vec<FutureId> {
    let event_loop = view.event_loop();
    let handles = event_loop.this_iteration().chain(event_loop.next_iteration());
    handles.filter_map(|handle| if let Handle::Step { task } = handle { Some(*task) } else { None }).collect()
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
    assert_eq!(ready(&show(&script)), [FETCH]);
    script.iteration(1).step(FETCH, |s| {
        assert!(ready(&show(s)).is_empty());
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
    assert_eq!(ready(&show(&script)), [FETCH]);
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
        s.block(2).emit(EventKind::TimeoutEntered {
            timeout,
            task: FETCH,
            deadline: Some(0.5),
            is_wait_for: false,
        });
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
            s.block(2).emit(EventKind::TimeoutEntered {
                timeout,
                task: FETCH,
                deadline: Some(0.5),
                is_wait_for: false,
            });
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
    let shield = EventKind::FutureCreated { future: SHIELD, role: FutureRole::Shield { inner: FETCH } };
    script.log.push(Event::new((0.0, 1), Some(FETCH), Some(Origin(0)), None, shield));
    assert_eq!(show(&script).of_block(1), None);
}

#[test]
fn handles_run_in_the_order_in_which_they_were_scheduled() {
    let mut script = Script::new();
    let program = |name: &str| CallbackRole::Program { name: name.into() };
    let gather = CallbackRole::Gather { gather: BOTH };
    script.create(FETCH, "fetch");
    let done = script.emit(EventKind::FutureCreated { future: SHIELD, role: FutureRole::Plain });
    script.because_of(done).emit(EventKind::CallbackScheduled { callback: gather.clone() });
    script.emit(EventKind::CallbackScheduled { callback: program("later") });
    script.iteration(3);
    let names = |script: &Script| -> (Option<Handle>, usize, usize) {
        let event_loop = show(script).event_loop().clone();
        (event_loop.current.clone(), event_loop.this_iteration().len(), event_loop.next_iteration().len())
    };
    assert_eq!(names(&script), (None, 3, 0));
    script.step(FETCH, |s| {
        s.create(STORE, "store");
        assert_eq!(names(s), (Some(Handle::Step { task: FETCH }), 2, 1));
    });
    assert_eq!(names(&script).0, None);
    // What the gather does shows that its callback runs.
    script.because_of(done).done(BOTH, Outcome::Result);
    assert_eq!(names(&script), (Some(Handle::Callback { role: gather, cause: Some(done) }), 1, 1));
    script.iteration(1);
    assert_eq!(names(&script), (None, 1, 0));
}

#[test]
fn timers_that_are_due_come_after_what_was_ready() {
    let mut script = sleeper();
    script.iteration_at(1.0);
    assert_eq!(show(&script).event_loop().due_timers, 1);
    script.emit(EventKind::TimerFired { timer: TimerId(FETCH_SLEEP.0) });
    let view = show(&script);
    assert_eq!(view.event_loop().due_timers, 0);
    assert_eq!(view.event_loop().current, Some(Handle::Timer { timer: TimerId(FETCH_SLEEP.0) }));
}

#[test]
fn a_lock_is_held_and_waited_for() {
    let mut script = Script::new();
    let lock = SyncId(0);
    script.create(FETCH, "fetch");
    script.create(STORE, "store");
    script.iteration(2).step(FETCH, |s| {
        s.emit(EventKind::SyncCreated { sync: lock, kind: SyncKind::Lock });
        s.emit(EventKind::Acquired { sync: lock, left: 0 });
        s.sleep(FETCH, FETCH_SLEEP, 1.0);
    });
    script.step(STORE, |s| {
        let role = FutureRole::Waiter { sync: lock, wants: Wants::Place };
        s.emit(EventKind::FutureCreated { future: STORE_SLEEP, role });
        s.emit(EventKind::Waiting { task: STORE, on: Some(STORE_SLEEP) });
    });
    let view = show(&script);
    let held = view.sync(lock).unwrap();
    assert_eq!(held.state, SyncState::Places { left: 0, holders: vec![FETCH] });
    assert_eq!(held.waiters, [STORE_SLEEP]);
    assert_eq!(view.waiting_task(STORE_SLEEP).unwrap().id, STORE);
    let what = &view.task(STORE).unwrap().waiting_on.as_ref().unwrap().what;
    assert_eq!(*what, WaitingFor::Sync { sync: lock, name: "Lock 1".into(), wants: Wants::Place });
    script.done(STORE_SLEEP, Outcome::Result);
    assert!(show(&script).sync(lock).unwrap().waiters.is_empty());
}

#[test]
fn a_queue_holds_its_items_in_the_order_in_which_they_come_out() {
    for (order, left) in [
        (QueueOrder::Fifo, vec!["2", "3"]),
        (QueueOrder::Lifo, vec!["2", "1"]),
        (QueueOrder::Priority, vec!["2", "3"]),
    ] {
        let mut script = Script::new();
        let sync = SyncId(0);
        script.emit(EventKind::SyncCreated { sync, kind: SyncKind::Queue { order, maxsize: 0 } });
        for size in 1..=3u32 {
            script.emit(EventKind::ItemPut { sync, item: Some(size.to_string().into()), size });
        }
        let got = if order == QueueOrder::Lifo { "3" } else { "1" };
        script.emit(EventKind::ItemGot { sync, item: Some(got.into()), size: 2 });
        let view = show(&script);
        let SyncState::Queue { items, unfinished: 3, is_shut_down: false } = &view.sync(sync).unwrap().state
        else {
            panic!("{:?}", view.sync(sync));
        };
        assert_eq!(items.iter().map(|item| &**item.unwrap()).collect::<Vec<_>>(), left);
        assert!(items.is_ordered());
    }
}

#[test]
fn a_priority_queue_says_when_it_does_not_know_what_comes_next() {
    for (items, is_ordered) in [(["(2, 'b')", "(1, 'c')"], true), (["Job(2)", "Job(1)"], false)] {
        let mut script = Script::new();
        let (sync, order) = (SyncId(0), QueueOrder::Priority);
        script.emit(EventKind::SyncCreated { sync, kind: SyncKind::Queue { order, maxsize: 0 } });
        for (size, item) in (1..).zip(items) {
            script.emit(EventKind::ItemPut { sync, item: Some(item.into()), size });
        }
        let view = show(&script);
        let SyncState::Queue { items: held, .. } = &view.sync(sync).unwrap().state else { panic!("a queue") };
        let shown: Vec<&str> = held.iter().map(|item| &**item.unwrap()).collect();
        assert_eq!(held.is_ordered(), is_ordered);
        assert_eq!(shown, if is_ordered { [items[1], items[0]] } else { items });
    }
}

#[test]
fn a_priority_queue_whose_items_compare_as_the_program_likes_is_not_ranked() {
    let mut script = Script::new();
    let (sync, order) = (SyncId(0), QueueOrder::Priority);
    script.emit(EventKind::SyncCreated { sync, kind: SyncKind::Queue { order, maxsize: 0 } });
    for (size, item) in (1..).zip(["1", "3", "2"]) {
        script.emit(EventKind::ItemPut { sync, item: Some(item.into()), size });
    }
    script.emit(EventKind::ItemGot { sync, item: Some("3".into()), size: 2 });
    let view = show(&script);
    let SyncState::Queue { items, .. } = &view.sync(sync).unwrap().state else { panic!("a queue") };
    assert!(!items.is_ordered());
}

#[test]
fn a_lock_inside_of_a_condition_has_no_number_of_its_own() {
    let mut script = Script::new();
    let created = [
        SyncKind::Lock,
        SyncKind::Condition { lock: SyncId(0) },
        SyncKind::Lock,
        SyncKind::Barrier { parties: 2 },
        SyncKind::Condition { lock: SyncId(2) },
        SyncKind::Lock,
    ];
    for (id, kind) in (0..).zip(created) {
        script.emit(EventKind::SyncCreated { sync: SyncId(id), kind });
    }
    let view = show(&script);
    let names: Vec<&str> =
        view.syncs().filter(|sync| sync.part_of.is_none()).map(|sync| &*sync.name).collect();
    assert_eq!(names, ["Condition 1", "Barrier 1", "Lock 1"]);
}

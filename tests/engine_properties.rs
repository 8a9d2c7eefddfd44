//! What holds for every run, whatever the program: checked on random small programs.

#![cfg(not(target_arch = "wasm32"))]

#[path = "engine/counting.rs"]
mod counting;

use std::collections::{HashMap, HashSet};
use std::future::Future as RustFuture;
use std::pin::Pin;

use awaitscope::engine::{
    EventLoop, Exception, Future, Limits, Stop, Task, gather, gather_outcomes, shield, sleep, spawn, timeout,
    wait_for,
};
use awaitscope::trace::{EventKind, FutureId, Log, Outcome as End, TimerId};
use proptest::prelude::*;

use counting::{Counts, Outcome, limited_loop};

/// A step of a random coroutine. Numbers choose among the tasks that the coroutine has started.
#[derive(Debug, Clone)]
enum Step {
    Sleep(u8),
    Spawn(Vec<Step>),
    Await(u8),
    Gather(u8, bool),
    Shield(u8),
    WaitFor(u8, u8),
    Timeout(u8, Vec<Step>),
    Swallow(Vec<Step>),
    Cleanup(Vec<Step>, u8),
    Cancel(u8),
    CancelLater(u8, u8),
    CancelMe,
    Uncancel(u8),
    Never,
    Block(u8),
    Fail,
    Return,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let leaf = prop_oneof![
        6 => (0..5_u8).prop_map(Step::Sleep),
        4 => any::<u8>().prop_map(Step::Await),
        3 => any::<u8>().prop_map(Step::Cancel),
        2 => (any::<u8>(), any::<bool>()).prop_map(|(count, outcomes)| Step::Gather(count, outcomes)),
        2 => any::<u8>().prop_map(Step::Shield),
        2 => (any::<u8>(), 0..4_u8).prop_map(|(which, secs)| Step::WaitFor(which, secs)),
        2 => (any::<u8>(), 0..5_u8).prop_map(|(which, secs)| Step::CancelLater(which, secs)),
        1 => any::<u8>().prop_map(Step::Uncancel),
        1 => Just(Step::CancelMe),
        1 => Just(Step::Never),
        1 => (0..3_u8).prop_map(Step::Block),
        1 => Just(Step::Fail),
        1 => Just(Step::Return),
    ];
    let step = leaf.prop_recursive(3, 40, 5, |inner| {
        let body = prop::collection::vec(inner, 0..5);
        prop_oneof![
            4 => body.clone().prop_map(Step::Spawn),
            1 => (0..4_u8, body.clone()).prop_map(|(secs, body)| Step::Timeout(secs, body)),
            1 => body.clone().prop_map(Step::Swallow),
            1 => (body, 0..3_u8).prop_map(|(body, secs)| Step::Cleanup(body, secs)),
        ]
    });
    prop::collection::vec(step, 1..8)
}

fn run_steps(steps: Vec<Step>, counts: Counts) -> Pin<Box<dyn RustFuture<Output = Outcome<u32>>>> {
    Box::pin(async move {
        let event_loop = EventLoop::current();
        let mut tasks: Vec<Task<u32>> = Vec::new();
        let pick = |tasks: &[Task<u32>], which: u8| -> Future<u32> {
            match tasks.len() {
                0 => event_loop.create_future(),
                len => tasks[usize::from(which) % len].as_future(),
            }
        };
        let started = steps.len() as u32;
        for step in steps {
            match step {
                Step::Sleep(tenths) => sleep(f64::from(tenths) / 10.0).await?,
                Step::Spawn(body) => tasks.push(spawn(counts.coroutine(run_steps(body, counts.clone())))),
                Step::Await(which) if !tasks.is_empty() => drop(pick(&tasks, which).await?),
                Step::Gather(count, outcomes) => {
                    let children: Vec<_> = tasks.iter().take(usize::from(count) % 4).cloned().collect();
                    if outcomes {
                        gather_outcomes(children).await?;
                    } else {
                        gather(children).await?;
                    }
                }
                Step::Shield(which) if !tasks.is_empty() => drop(shield(pick(&tasks, which)).await?),
                Step::WaitFor(which, tenths) => {
                    wait_for(pick(&tasks, which), Some(f64::from(tenths) / 10.0)).await?;
                }
                Step::Timeout(tenths, body) => {
                    timeout(Some(f64::from(tenths) / 10.0), run_steps(body, counts.clone())).await?;
                }
                Step::Swallow(body) => drop(run_steps(body, counts.clone()).await),
                Step::Cleanup(body, tenths) => {
                    let ended = run_steps(body, counts.clone()).await;
                    sleep(f64::from(tenths) / 10.0).await?;
                    ended?;
                }
                Step::Cancel(which) => drop(pick(&tasks, which).cancel()),
                Step::CancelLater(which, tenths) => {
                    let (victim, token) = (pick(&tasks, which), counts.token());
                    event_loop.call_later(f64::from(tenths) / 10.0, "cancel", move || {
                        victim.cancel();
                        drop(token);
                        Ok(())
                    });
                }
                Step::CancelMe => drop(event_loop.current_task().map(|me| me.cancel())),
                Step::Uncancel(which) if !tasks.is_empty() => {
                    tasks[usize::from(which) % tasks.len()].uncancel();
                }
                Step::Never => {
                    let (never, token) = (event_loop.create_future::<u32>(), counts.token());
                    never.add_done_callback("never", move |_| {
                        drop(token);
                        Ok(())
                    });
                    never.await?;
                }
                Step::Block(tenths) => event_loop.block(f64::from(tenths) / 10.0),
                Step::Fail => return Err(Exception::runtime("failed")),
                Step::Return => return Ok(started),
                Step::Await(_) | Step::Shield(_) | Step::Uncancel(_) => {}
            }
        }
        Ok(started)
    })
}

/// A run of random steps: how it ended, what happened, and how many coroutines and values it has left behind.
fn record(steps: Vec<Step>) -> (Result<Outcome<u32>, Stop>, Log, u32) {
    let counts = Counts::default();
    let event_loop = limited_loop(Limits { iterations: 20_000, ..Limits::INTERACTIVE });
    let ran = event_loop.run(run_steps(steps, counts.clone()));
    if ran.is_ok() {
        assert!(event_loop.all_tasks().is_empty(), "run() leaves no task");
    }
    event_loop.abandon();
    (ran, event_loop.take_trace(), counts.left())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_run_keeps_the_invariants_of_the_trace_and_leaves_nothing_behind(steps in steps()) {
        let (ran, log, left) = record(steps);
        prop_assert!(matches!(ran, Ok(_) | Err(Stop::Deadlock)), "{:?}", ran);
        prop_assert_eq!(left, 0);
        check_order(&log);
        check_steps(&log);
        check_futures(&log, ran.is_ok());
        check_timers(&log);
        check_cancellations(&log);
    }

    #[test]
    fn every_run_can_be_repeated_event_by_event(steps in steps()) {
        let (_, first, _) = record(steps.clone());
        let (_, second, _) = record(steps);
        assert_same(&first, &second);
    }
}

/// Says where two runs part.
#[track_caller]
fn assert_same(first: &Log, second: &Log) {
    for ((index, first), (_, second)) in first.iter().zip(second.iter()) {
        assert_eq!(first, second, "the runs part at event {}", index.0);
    }
    assert_eq!(first.len(), second.len(), "one run goes on where the other one ends");
}

/// Time and iterations never go back, and a cause comes before its effect.
fn check_order(log: &Log) {
    let (mut time, mut iteration) = (0.0, 0);
    for (index, event) in log.iter() {
        assert!(event.time >= time && event.iteration >= iteration, "{event:?} goes back");
        (time, iteration) = (event.time, event.iteration);
        assert!(event.cause().is_none_or(|cause| cause < index), "{event:?} comes before its cause");
        if matches!(event.kind, EventKind::StepBegan { .. }) {
            let root = log.causes(index).last().expect("the event itself");
            let roots = matches!(
                root.1.kind,
                EventKind::TaskCreated { .. }
                    | EventKind::TimerArmed { .. }
                    | EventKind::CancelRequested { .. }
            );
            assert!(roots, "a step goes back to {:?}", root.1);
        }
    }
}

/// Steps begin and end in pairs, one at a time, and only what happens within one has a task.
fn check_steps(log: &Log) {
    let mut running: Option<FutureId> = None;
    for (_, event) in log.iter() {
        match event.kind {
            EventKind::StepBegan { task } => {
                assert_eq!(running.replace(task), None, "a step begins within a step");
                assert_eq!(event.task(), Some(task));
            }
            EventKind::StepEnded { task } => {
                assert_eq!(running.take(), Some(task), "a step ends that has not begun");
                assert_eq!(event.task(), Some(task));
            }
            EventKind::IterationBegan { .. } => assert_eq!(running, None),
            _ => assert_eq!(event.task(), running, "{event:?}"),
        }
    }
    assert_eq!(running, None);
}

/// Futures are created before anything happens to them and done at most once; tasks end within a step of theirs.
fn check_futures(log: &Log, ended_well: bool) {
    let mut tasks = HashSet::new();
    let mut known = HashSet::new();
    let mut done = HashSet::new();
    for (_, event) in log.iter() {
        match &event.kind {
            EventKind::TaskCreated { task, .. } => {
                assert!(known.insert(*task));
                tasks.insert(*task);
            }
            EventKind::FutureCreated { future, .. } => assert!(known.insert(*future)),
            EventKind::FutureDone { future, .. } => {
                assert!(known.contains(future) && done.insert(*future), "{future:?} is done twice");
                assert!(!tasks.contains(future) || event.task() == Some(*future), "a task ends itself");
            }
            EventKind::StepBegan { task } => assert!(tasks.contains(task) && !done.contains(task)),
            EventKind::Waiting { task, on } => {
                assert!(tasks.contains(task) && !done.contains(task));
                assert!(
                    on.is_none_or(|on| known.contains(&on) && !done.contains(&on)),
                    "nobody waits for what is done"
                );
            }
            EventKind::Woken { by, .. } => assert!(done.contains(by)),
            EventKind::CancelRequested { target, accepted: true, .. } => assert!(!done.contains(target)),
            _ => {}
        }
    }
    if ended_well {
        // What is started after run() has looked for tasks to cancel is destroyed, and warned of.
        for task in tasks.difference(&done) {
            let is_warning =
                |kind: &EventKind| matches!(kind, EventKind::Warned { about, .. } if *about == Some(*task));
            assert!(log.iter().any(|(_, event)| is_warning(&event.kind)), "run() leaves {task:?}");
        }
    }
}

/// A timer fires once, when it is due, or is taken back once.
fn check_timers(log: &Log) {
    let mut armed: HashMap<TimerId, f64> = HashMap::new();
    for (_, event) in log.iter() {
        match event.kind {
            EventKind::TimerArmed { timer, deadline, .. } => assert!(armed.insert(timer, deadline).is_none()),
            EventKind::TimerFired { timer } => {
                let deadline = armed.remove(&timer).expect("it is armed");
                assert!(deadline < event.time + 1e-9, "it is due");
            }
            EventKind::TimerDropped { timer } => assert!(armed.remove(&timer).is_some(), "it is armed"),
            _ => {}
        }
    }
}

/// A cancellation is delivered because somebody asked for one, or because what the task awaited was cancelled.
fn check_cancellations(log: &Log) {
    for (index, event) in log.iter() {
        if let EventKind::CancelDelivered { .. } = event.kind {
            // Who awaits a task that was cancelled before fails with it, and no request led there.
            let is_reason = |kind: &EventKind| match kind {
                EventKind::CancelRequested { accepted, .. } => *accepted,
                EventKind::FutureDone { outcome: End::Failed { error }, .. } => {
                    &*error.class == "CancelledError"
                }
                EventKind::FutureDone { outcome, .. } => *outcome == End::Cancelled,
                _ => false,
            };
            let asked = log.causes(index).any(|(_, cause)| is_reason(&cause.kind));
            assert!(asked, "nobody has asked for {event:?}");
        }
    }
}

//! What is left when a loop is closed, and that nothing of it stays behind.

use awaitscope::engine::{EventLoop, Exception, Options, Timeout, gather, shield, sleep, spawn, wait_for};
use awaitscope::trace::{EventKind, TimerPurpose};

use crate::counting::{Counts, count, is_deadlock, run_on, traced_loop};

/// Ends what is running in the middle of things, at second 1.
fn stop_at_one(event_loop: &EventLoop) {
    let stopping = event_loop.clone();
    event_loop.call_at(1.0, "stop", move || {
        stopping.stop();
        Ok(())
    });
    event_loop.run_forever().expect("it is stopped");
}

#[test]
fn a_sleep_that_is_dropped_takes_its_timer_back() {
    let event_loop = traced_loop();
    awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, sleep(60.0));
    stop_at_one(&event_loop);
    event_loop.close();
    let log = event_loop.take_trace();
    let armed: Vec<_> = log
        .iter()
        .filter_map(|(_, event)| match event.kind {
            EventKind::TimerArmed { timer, purpose: TimerPurpose::Sleep { .. }, .. } => Some(timer),
            _ => None,
        })
        .collect();
    assert_eq!(armed.len(), 1);
    assert_eq!(count(&log, |kind| *kind == EventKind::TimerDropped { timer: armed[0] }), 1);
}

#[test]
fn a_loop_that_is_closed_drops_the_coroutines_that_have_not_ended() {
    for close in [EventLoop::close, EventLoop::abandon] {
        let counts = Counts::default();
        let event_loop = EventLoop::new(Options::default());
        let counted = counts.clone();
        let main = awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async move {
            let sleeping = spawn(counted.coroutine(sleep(60.0)));
            let never = EventLoop::current().create_future::<()>();
            let awaited = never.clone();
            let waiting = spawn(counted.coroutine(async move { awaited.await }));
            let (left, right) = (sleeping.clone(), waiting.clone());
            spawn(counted.coroutine(async move { gather([left, right]).await.map(drop) }));
            let (left, right) = (sleeping.clone(), waiting.clone());
            spawn(counted.coroutine(async move { shield(left).await }));
            spawn(counted.coroutine(async move { wait_for(right, Some(60.0)).await }));
            let token = counted.token();
            never.add_done_callback("never", move |_| {
                drop(token);
                Ok(())
            });
            let token = counted.token();
            EventLoop::current().call_later(60.0, "later", move || {
                drop(token);
                Ok(())
            });
            let limit = Timeout::after(Some(60.0));
            limit.enter()?;
            let ended = gather([sleeping, waiting]).await.map(drop);
            limit.exit(None)?;
            ended
        });
        stop_at_one(&event_loop);
        assert_eq!(counts.drops(), 0);
        drop(main);
        close(&event_loop);
        assert_eq!(counts.left(), 0, "nothing stays behind");
        assert!(event_loop.all_tasks().is_empty());
    }
}

#[test]
fn a_loop_that_was_never_run_can_be_closed() {
    let counts = Counts::default();
    let event_loop = EventLoop::new(Options::default());
    let task = awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, counts.coroutine(sleep(1.0)));
    let token = counts.token();
    event_loop.call_soon("never", move || {
        drop(token);
        Ok(())
    });
    event_loop.close();
    event_loop.close();
    assert_eq!((counts.polls(), counts.left()), (0, 0));
    assert!(!task.done());
}

#[test]
fn a_deadlock_leaves_nothing_behind_once_it_is_abandoned() {
    let counts = Counts::default();
    let event_loop = traced_loop();
    let counted = counts.clone();
    let ran = event_loop.run(async move {
        let never = EventLoop::current().create_future::<()>();
        let children: Vec<_> = (0..3)
            .map(|_| {
                let never = never.clone();
                spawn(counted.coroutine(async move { never.await }))
            })
            .collect();
        gather(children).await
    });
    assert!(is_deadlock(&ran));
    assert_eq!(event_loop.all_tasks().len(), 4);
    event_loop.abandon();
    assert_eq!(counts.left(), 0);
    assert!(event_loop.warnings().is_empty(), "a run that was cut short warns of nothing");
}

#[test]
fn futures_that_nobody_resolves_go_with_the_loop_and_all_that_waits_on_them() {
    let counts = Counts::default();
    let event_loop = EventLoop::new(Options::default());
    let counted = counts.clone();
    run_on(&event_loop, async move {
        let futures: Vec<_> = (0..4).map(|_| EventLoop::current().create_future::<()>()).collect();
        for future in &futures {
            let (token, own) = (counted.token(), future.clone());
            future.add_done_callback("callback", move |_| {
                drop((token, own));
                Ok(())
            });
        }
        let token = counted.token();
        let gathering = gather(futures.clone());
        gathering.add_done_callback("callback", move |_| {
            drop(token);
            Ok(())
        });
        let token = counted.token();
        shield(futures[0].clone()).add_done_callback("callback", move |_| {
            drop(token);
            Ok(())
        });
        Ok(())
    });
    event_loop.close();
    assert_eq!(counts.left(), 0);
}

#[test]
fn a_timer_that_is_left_when_run_ends_goes_with_the_loop() {
    let counts = Counts::default();
    let event_loop = EventLoop::new(Options::default());
    let counted = counts.clone();
    run_on(&event_loop, async move {
        let (token, own) = (counted.token(), EventLoop::current());
        EventLoop::current().call_later(60.0, "later", move || {
            drop((token, own));
            Ok(())
        });
        Ok(())
    });
    assert_eq!((counts.left(), event_loop.time()), (0, 0.0));
}

#[test]
fn a_task_that_nobody_can_wake_any_more_is_warned_of_when_the_loop_is_closed() {
    let event_loop = traced_loop();
    awaitscope::engine::TaskBuilder::new().name("forgotten").spawn_on(&event_loop, sleep(60.0));
    stop_at_one(&event_loop);
    event_loop.close();
    assert_eq!(*event_loop.warnings(), ["Task was destroyed but it is pending! forgotten".into()]);
}

#[test]
fn a_coroutine_that_is_destroyed_does_what_stands_in_its_finally() {
    let event_loop = traced_loop();
    let counts = Counts::default();
    let token = counts.token();
    awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async move {
        let ended = sleep(60.0).await;
        drop(token);
        assert!(ended.is_err());
        ended
    });
    stop_at_one(&event_loop);
    event_loop.close();
    assert_eq!(counts.left(), 0);
}

#[test]
fn a_coroutine_that_ignores_its_destruction_is_warned_of() {
    let event_loop = traced_loop();
    let counts = Counts::default();
    awaitscope::engine::TaskBuilder::new().name("stubborn").spawn_on(
        &event_loop,
        counts.coroutine(async {
            loop {
                _ = sleep(60.0).await;
                sleep(0.0).await.ok();
            }
            #[allow(unreachable_code, reason = "it says what the loop is a coroutine of")]
            Ok(())
        }),
    );
    stop_at_one(&event_loop);
    event_loop.close();
    assert_eq!(counts.left(), 0);
    assert_eq!(
        *event_loop.warnings(),
        [
            "Task was destroyed but it is pending! stubborn".into(),
            "unraisable RuntimeError: coroutine ignored GeneratorExit".into(),
        ]
    );
}

#[test]
fn an_exception_that_nobody_asked_for_is_warned_of_when_the_last_one_lets_go() {
    let event_loop = traced_loop();
    let future = event_loop.create_future::<()>();
    future.set_exception(Exception::runtime("unheard")).expect("it is pending");
    let clone = future.clone();
    drop(future);
    assert!(event_loop.warnings().is_empty());
    drop(clone);
    assert_eq!(*event_loop.warnings(), ["Future exception was never retrieved RuntimeError: unheard".into()]);
}

#[test]
fn what_an_abandoned_task_waited_on_can_still_be_resolved() {
    for close in [EventLoop::close, EventLoop::abandon] {
        let event_loop = EventLoop::new(Options::default());
        let future = event_loop.create_future::<()>();
        let awaited = future.clone();
        let task = awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async move { awaited.await });
        stop_at_one(&event_loop);
        close(&event_loop);
        future.set_result(()).expect("it is pending");
        assert!(!task.done(), "it is gone");
        assert!(task.cancel(), "and nobody is there to tell");
        let closed = event_loop.is_closed().then(|| "RuntimeError: Event loop is closed".to_owned());
        let ran = event_loop.run(sleep(1.0)).expect("it ends by itself");
        assert_eq!(ran.err().map(|error| error.to_string()), closed);
    }
}

#[test]
fn a_coroutine_that_starts_things_while_it_is_destroyed_gets_errors_and_no_panic() {
    use awaitscope::engine::timeout;
    let event_loop = traced_loop();
    let counts = Counts::default();
    let (token, own) = (counts.token(), event_loop.clone());
    awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async move {
        let _token = token;
        let _ended = sleep(60.0).await;
        let task = awaitscope::engine::TaskBuilder::new().spawn_on(&own, sleep(1.0));
        let future = own.create_future::<()>();
        assert!(wait_for(future.clone(), Some(0.0)).await.is_err());
        assert!(wait_for(future.clone(), Some(1.0)).await.is_err());
        assert!(timeout(Some(1.0), sleep(1.0)).await.is_err());
        assert!(sleep(1.0).await.is_err());
        gather([task.as_future(), shield(future)]).await.map(drop)
    });
    stop_at_one(&event_loop);
    event_loop.close();
    assert_eq!(counts.left(), 0);
}

#[test]
#[should_panic(expected = "cannot close a running event loop")]
fn a_running_loop_cannot_be_closed() {
    let event_loop = EventLoop::new(Options::default());
    let own = event_loop.clone();
    event_loop.call_soon("close", move || {
        own.close();
        Ok(())
    });
    _ = event_loop.run_forever();
}

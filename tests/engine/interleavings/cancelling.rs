//! A request to cancel, at every moment of a task's life.

use std::cell::Cell;
use std::rc::Rc;

use awaitscope::engine::{EventLoop, Exception, sleep, spawn};
use awaitscope::trace::{EventKind, TimerPurpose};

use crate::counting::{Counts, Outcome, count, message, run, run_on, trace_of, traced_loop};

#[test]
fn cancelled_before_its_first_step_the_body_never_runs() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async { Ok(()) }));
        assert!(task.cancel(), "the request is accepted");
        assert!(!task.done(), "nothing has happened yet");
        assert_eq!(counted.drops(), 0);
        sleep(0.0).await?;
        assert!(task.cancelled());
        assert_eq!((counted.polls(), counted.drops()), (0, 1));
        assert!(!task.cancel(), "it is done");
        assert!(task.await.is_err_and(|e| e.is_cancelled()));
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (0, 1));
}

#[test]
fn cancelled_in_its_own_step_it_hears_of_it_at_the_next_await() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async {
            let me = EventLoop::current().current_task().expect("a step runs");
            assert!(me.cancel());
            let before = EventLoop::current().iteration();
            let ended = sleep(60.0).await;
            assert_eq!(EventLoop::current().iteration(), before + 1, "what it awaits is cancelled at once");
            ended
        }));
        let ended = (&task).await;
        assert!(ended.is_err_and(|e| e.is_cancelled()));
        assert_eq!(EventLoop::current().time(), 0.0);
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (2, 1));
}

#[test]
fn cancelled_in_its_own_last_step_its_result_is_lost() {
    run(async {
        let task = spawn(async {
            let me = EventLoop::current().current_task().expect("a step runs");
            me.cancel();
            Ok("lost")
        });
        let ended = (&task).await;
        assert!(ended.is_err_and(|e| e.is_cancelled()));
        assert!(task.cancelled());
        assert_eq!(task.cancelling(), 1);
        Ok(())
    });
}

#[test]
fn cancelled_in_its_own_last_step_with_a_message_it_keeps_the_message() {
    run(async {
        let task = spawn(async {
            let victim = spawn(async { Ok(()) });
            victim.cancel_with(Some("told".into()));
            victim.await
        });
        let exception = task.await.expect_err("it is cancelled");
        assert_eq!(message(&exception), "told");
        Ok(())
    });
}

#[test]
fn cancelled_while_it_waits_it_is_woken_by_what_it_waits_on() {
    let counts = Counts::default();
    let counted = counts.clone();
    let log = trace_of(async move {
        let task = spawn(counted.coroutine(sleep(60.0)));
        sleep(1.0).await?;
        let before = EventLoop::current().iteration();
        assert!(task.cancel());
        assert_eq!(counted.polls(), 1, "only the loop resumes it");
        sleep(0.0).await?;
        assert_eq!(EventLoop::current().iteration(), before + 1);
        assert!(task.cancelled(), "the wake-up stood in the queue before our own turn");
        assert_eq!(EventLoop::current().time(), 1.0);
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (2, 1));
    let armed =
        count(&log, |kind| matches!(kind, EventKind::TimerArmed { purpose: TimerPurpose::Sleep { .. }, .. }));
    let dropped = count(&log, |kind| matches!(kind, EventKind::TimerDropped { .. }));
    let fired = count(&log, |kind| matches!(kind, EventKind::TimerFired { .. }));
    assert_eq!((armed, fired, dropped), (2, 1, 1), "the timer of the cancelled sleep is taken back");
}

#[test]
fn cancelled_twice_in_a_tick_it_is_thrown_one_exception() {
    let seen = Rc::new(Cell::new(0));
    let caught = seen.clone();
    run(async move {
        let task = spawn(async move {
            while sleep(10.0).await.is_err() {
                caught.set(caught.get() + 1);
            }
            Ok(())
        });
        sleep(1.0).await?;
        assert!(task.cancel());
        assert!(task.cancel(), "what it waits on is done: the request stays with the task");
        assert_eq!(task.cancelling(), 2);
        (&task).await?;
        assert_eq!(EventLoop::current().time(), 11.0);
        Ok(())
    });
    assert_eq!(seen.get(), 1);
}

#[test]
fn cancelled_in_the_tick_in_which_it_was_woken_it_loses_what_it_waited_for() {
    run(async {
        let future = EventLoop::current().create_future();
        let awaited = future.clone();
        let task = spawn(async move { awaited.await });
        sleep(0.0).await?;
        future.set_result("data")?;
        assert!(task.cancel(), "it has not been stepped yet");
        assert!(task.await.is_err_and(|e| e.is_cancelled()));
        assert_eq!(future.result()?, "data", "the future keeps it");
        Ok(())
    });
}

#[test]
fn cancelled_in_the_tick_in_which_it_ended_it_says_no() {
    run(async {
        let task = spawn(async { Ok("value") });
        sleep(0.0).await?;
        assert!(!task.cancel());
        assert_eq!(task.cancelling(), 0);
        assert_eq!(task.result()?, "value");
        Ok(())
    });
}

#[test]
fn swallowed_and_cancelled_again_it_is_thrown_a_second_exception() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async {
            let first = sleep(10.0).await;
            assert!(first.is_err_and(|e| e.is_cancelled()));
            sleep(10.0).await
        }));
        sleep(1.0).await?;
        task.cancel();
        sleep(1.0).await?;
        assert!(!task.done(), "it goes on");
        assert_eq!(task.cancelling(), 1, "nobody has taken the request back");
        task.cancel();
        let ended = (&task).await;
        assert!(ended.is_err_and(|e| e.is_cancelled()));
        assert_eq!((task.cancelling(), EventLoop::current().time()), (2, 2.0));
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (3, 1));
}

#[test]
fn swallowed_to_the_end_it_is_not_cancelled() {
    run(async {
        let task = spawn(async {
            _ = sleep(10.0).await;
            Ok("a result all the same")
        });
        sleep(1.0).await?;
        task.cancel();
        assert_eq!((&task).await?, "a result all the same");
        assert!(!task.cancelled());
        Ok(())
    });
}

#[test]
fn a_request_taken_back_before_the_first_step_leaves_no_mark() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async { Ok("spared") }));
        task.cancel();
        assert_eq!(task.uncancel(), 0);
        assert_eq!(task.await?, "spared");
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (1, 1));
}

#[test]
fn one_of_two_requests_taken_back_the_other_one_stands() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async { Ok(()) }));
        task.cancel();
        task.cancel();
        assert_eq!(task.uncancel(), 1);
        assert!((&task).await.is_err_and(|e| e.is_cancelled()));
        assert_eq!(task.uncancel(), 0);
        assert_eq!(task.uncancel(), 0, "there is nothing left to take back");
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (0, 1));
}

#[test]
fn a_request_that_what_it_waits_on_has_taken_is_not_taken_back_by_uncancel() {
    run(async {
        let task = spawn(sleep(10.0));
        sleep(1.0).await?;
        task.cancel();
        assert_eq!(task.uncancel(), 0, "the count is");
        assert!((&task).await.is_err_and(|e| e.is_cancelled()), "the sleep stays cancelled");
        Ok(())
    });
}

#[test]
fn cancelled_by_two_callers_through_a_chain_all_of_it_is_cancelled_once() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let inner = spawn(counted.coroutine(sleep(10.0)));
        let (a, b) = (inner.clone(), inner.clone());
        let first = spawn(counted.coroutine(async move { a.await }));
        let second = spawn(counted.coroutine(async move { b.await }));
        sleep(1.0).await?;
        first.cancel();
        sleep(1.0).await?;
        assert!(inner.cancelled() && first.cancelled() && second.cancelled());
        assert_eq!((first.cancelling(), inner.cancelling(), second.cancelling()), (1, 1, 0));
        Ok(())
    });
    assert_eq!((counts.polls(), counts.drops()), (6, 3));
}

#[test]
fn the_exception_is_the_same_object_all_the_way_up() {
    run(async {
        let inner = spawn(async { sleep(10.0).await.map_err(|_| Exception::cancelled(Some("own".into()))) });
        let awaited = inner.clone();
        let outer = spawn(async move { awaited.await });
        sleep(1.0).await?;
        outer.cancel();
        let first = (&outer).await.expect_err("it is cancelled");
        assert_eq!(message(&first), "own");
        let second = (&outer).await.expect_err("it is cancelled");
        assert!(!first.is(&second), "whoever asks later gets another one");
        assert_eq!(second.message(), None);
        Ok(())
    });
}

#[test]
fn whoever_cancels_is_named_by_the_trace() {
    use awaitscope::trace::Canceller;
    let event_loop = traced_loop();
    let everybody = event_loop.clone();
    event_loop.intervene_at(3.0, move || {
        let tasks = everybody.all_tasks();
        _ = tasks.last().expect("one is left").cancel();
    });
    run_on(&event_loop, async {
        let by_task = spawn(sleep(10.0));
        sleep(1.0).await?;
        by_task.cancel();
        let by_callback = spawn(sleep(10.0));
        EventLoop::current().call_later(1.0, "callback", move || {
            by_callback.cancel();
            Ok(())
        });
        let by_outside = spawn(sleep(10.0));
        _ = by_outside.await;
        spawn(sleep(10.0));
        sleep(1.0).await
    });
    let log = event_loop.take_trace();
    let who: Vec<_> = log
        .iter()
        .filter_map(|(_, event)| match event.kind {
            EventKind::CancelRequested { by: Canceller::PassedOn { .. }, .. } => None,
            EventKind::CancelRequested { by, .. } => Some(by),
            _ => None,
        })
        .collect();
    let [Canceller::Task { .. }, Canceller::Callback, Canceller::Outside, Canceller::FinalCancel] = who[..]
    else {
        panic!("cancelled by {who:?}");
    };
}

#[test]
fn a_coroutine_is_dropped_once_however_it_ends() {
    async fn ends(how: &str) -> Outcome {
        match how {
            "at once" => Ok(()),
            "by failing" => Err(Exception::runtime("failed")),
            "later" => sleep(1.0).await,
            "by failing later" => {
                sleep(1.0).await?;
                Err(Exception::runtime("failed"))
            }
            _ => sleep(100.0).await,
        }
    }
    for how in ["at once", "by failing", "later", "by failing later", "by the final cancel"] {
        let counts = Counts::default();
        let counted = counts.clone();
        run(async move {
            let task = spawn(counted.coroutine(ends(how)));
            sleep(2.0).await?;
            assert_eq!(task.done(), how != "by the final cancel");
            assert_eq!(counted.drops(), u32::from(task.done()), "it goes in the step that ends it");
            Ok(())
        });
        assert_eq!(counts.drops(), 1, "{how}");
    }
}

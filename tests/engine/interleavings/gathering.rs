//! gather().

use awaitscope::engine::{Class, EventLoop, Exception, Task, gather, gather_outcomes, sleep, spawn};

use crate::counting::{Outcome, message, run, run_on, traced_loop};

async fn after(secs: f64, value: u32) -> Outcome<u32> {
    sleep(secs).await?;
    Ok(value)
}

async fn fail_after(secs: f64, text: &'static str) -> Outcome<u32> {
    sleep(secs).await?;
    Err(Exception::runtime(text))
}

#[test]
fn a_gathering_of_none_is_done_at_once() {
    run(async {
        let before = EventLoop::current().iteration();
        let none = gather(Vec::<Task<u32>>::new());
        assert!(none.done());
        assert!(none.await?.is_empty());
        assert_eq!(EventLoop::current().iteration(), before);
        Ok(())
    });
}

#[test]
fn twins_are_awaited_once_and_give_two_results() {
    run(async {
        let (one, two) = (spawn(after(1.0, 1)), spawn(after(2.0, 2)));
        let results = gather([one.clone(), two.clone(), one.clone(), two, one]).await?;
        assert_eq!(results, [1, 2, 1, 2, 1]);
        Ok(())
    });
}

#[test]
fn a_gathering_of_done_ones_is_done_at_once() {
    run(async {
        let (one, two) = (spawn(after(0.0, 1)), spawn(after(0.0, 2)));
        sleep(1.0).await?;
        let gathering = gather([two, one]);
        assert!(gathering.done());
        assert_eq!(gathering.await?, [2, 1]);
        Ok(())
    });
}

#[test]
fn a_gathering_of_a_failed_and_a_pending_one_has_failed_at_once() {
    run(async {
        let (failed, pending) = (spawn(fail_after(0.0, "early")), spawn(after(5.0, 2)));
        sleep(1.0).await?;
        let gathering = gather([pending.clone(), failed]);
        assert!(gathering.done());
        assert_eq!(message(&gathering.await.expect_err("one has failed")), "early");
        assert_eq!(pending.await?, 2, "the other one runs on");
        Ok(())
    });
}

#[test]
fn the_second_failure_is_never_heard_of() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let gathering = gather([spawn(fail_after(1.0, "first")), spawn(fail_after(2.0, "second"))]);
        assert_eq!(message(&gathering.await.expect_err("one has failed")), "first");
        sleep(5.0).await
    });
    event_loop.close();
    assert!(event_loop.warnings().is_empty(), "{:?}", event_loop.warnings());
}

#[test]
fn the_failure_of_a_gathering_that_nobody_awaits_is_warned_of() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        gather([spawn(fail_after(1.0, "unheard"))]);
        sleep(5.0).await
    });
    event_loop.close();
    assert_eq!(
        *event_loop.warnings(),
        ["_GatheringFuture exception was never retrieved RuntimeError: unheard".into()]
    );
}

#[test]
fn a_cancelled_child_fails_the_gathering_and_does_not_cancel_it() {
    run(async {
        let (one, two) = (spawn(after(5.0, 1)), spawn(after(5.0, 2)));
        let gathering = gather([one.clone(), two.clone()]);
        sleep(1.0).await?;
        one.cancel_with(Some("only you".into()));
        let exception = (&gathering).await.expect_err("a child is cancelled");
        assert!(exception.is_cancelled());
        assert_eq!(message(&exception), "only you");
        assert!(!gathering.cancelled(), "it has failed with a CancelledError");
        assert_eq!(two.await?, 2);
        Ok(())
    });
}

#[test]
fn with_outcomes_a_cancelled_child_is_a_result_like_others() {
    run(async {
        let (one, two) = (spawn(after(5.0, 1)), spawn(after(5.0, 2)));
        let gathering = gather_outcomes([one.clone(), two]);
        sleep(1.0).await?;
        one.cancel();
        let outcomes = gathering.await?;
        assert!(outcomes[0].as_ref().is_err_and(Exception::is_cancelled));
        assert_eq!(outcomes[1].as_ref().ok(), Some(&2));
        Ok(())
    });
}

#[test]
fn cancelling_a_gathering_cancels_its_children_and_waits_for_them() {
    run(async {
        let slow = spawn(async {
            let ended = sleep(10.0).await;
            sleep(3.0).await?;
            ended.map(|()| 1)
        });
        let gathering = gather_outcomes([slow.clone(), spawn(after(10.0, 2))]);
        sleep(1.0).await?;
        assert!(gathering.cancel());
        assert!(!gathering.done());
        let exception = (&gathering).await.expect_err("it was cancelled");
        assert!(exception.is_cancelled(), "whatever outcomes it collects");
        assert_eq!(EventLoop::current().time(), 4.0);
        assert!(!gathering.cancel(), "it is done");
        Ok(())
    });
}

#[test]
fn cancelling_a_gathering_whose_children_are_all_done_is_refused() {
    run(async {
        let child = spawn(after(1.0, 1));
        let gathering = gather([child.clone()]);
        let watched = gathering.clone();
        // It runs in the iteration after the child's end, before the gathering's own callback.
        child.as_future().add_done_callback("callback", move |_| {
            assert!(watched.done(), "its callback was added first");
            Ok(())
        });
        sleep(0.0).await?;
        while !child.done() {
            sleep(0.1).await?;
        }
        assert!(!gathering.cancel());
        assert_eq!(gathering.await?, [1]);
        Ok(())
    });
}

#[test]
fn a_gathering_that_was_cancelled_in_vain_gives_the_cancellation_all_the_same() {
    run(async {
        let refuses = spawn(async {
            _ = sleep(10.0).await;
            Ok(1)
        });
        let gathering = gather([refuses]);
        sleep(1.0).await?;
        assert!(gathering.cancel());
        let exception = gathering.await.expect_err("it was cancelled");
        assert_eq!(*exception.class(), Class::CancelledError);
        Ok(())
    });
}

#[test]
fn a_gathering_of_gatherings_is_cancelled_to_the_ground() {
    run(async {
        let leaves: Vec<_> = (0..4).map(|n| spawn(after(10.0, n))).collect();
        let inner: Vec<_> = leaves.chunks(2).map(|pair| gather(pair.to_vec())).collect();
        let outer = gather(inner.clone());
        sleep(1.0).await?;
        assert!(outer.cancel());
        assert!((&outer).await.is_err_and(|e| e.is_cancelled()));
        assert!(leaves.iter().all(Task::cancelled));
        assert!(inner.iter().all(|gathering| gathering.done()));
        Ok(())
    });
}

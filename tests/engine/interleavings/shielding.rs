//! shield().

use awaitscope::engine::{EventLoop, Exception, TaskBuilder, shield, sleep, spawn};
use awaitscope::trace::EventKind;

use crate::counting::{Outcome, count, message, run, run_on, traced_loop};

async fn fail_after(secs: f64) -> Outcome<u32> {
    sleep(secs).await?;
    Err(Exception::runtime("broke"))
}

#[test]
fn a_shield_of_what_is_done_is_that_itself() {
    run(async {
        let task = spawn(async { Ok(1) });
        sleep(0.0).await?;
        let shielded = shield(task.clone());
        assert!(shielded.is(&task.as_future()));
        assert_eq!(shielded.await?, 1);
        Ok(())
    });
}

#[test]
fn a_shield_that_is_cancelled_leaves_the_inner_one_alone() {
    run(async {
        let inner = spawn(async {
            sleep(5.0).await?;
            Ok("undisturbed")
        });
        let outer = shield(inner.clone());
        sleep(1.0).await?;
        assert!(outer.cancel());
        assert!(outer.cancelled(), "a shield is a future: it is cancelled at once");
        assert_eq!(inner.cancelling(), 0);
        assert_eq!(inner.await?, "undisturbed");
        Ok(())
    });
}

#[test]
fn an_inner_one_that_is_cancelled_cancels_the_shield() {
    run(async {
        let inner = spawn(sleep(5.0));
        let outer = shield(inner.clone());
        sleep(1.0).await?;
        inner.cancel_with(Some("inner".into()));
        let exception = (&outer).await.expect_err("it is cancelled");
        assert!(exception.is_cancelled() && outer.cancelled());
        assert_eq!(exception.message(), None, "the message stays with the inner one");
        Ok(())
    });
}

#[test]
fn an_inner_failure_after_the_caller_left_is_warned_of() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let inner = TaskBuilder::new().name("inner").spawn(fail_after(5.0));
        let caller = spawn(async move { shield(inner).await });
        sleep(1.0).await?;
        caller.cancel();
        sleep(9.0).await
    });
    assert_eq!(
        *event_loop.warnings(),
        ["RuntimeError exception in shielded future inner RuntimeError: broke".into()]
    );
    let log = event_loop.take_trace();
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::ShieldHeld { .. })), 1);
}

#[test]
fn an_inner_failure_after_two_callers_left_is_warned_of_once() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let inner = spawn(fail_after(5.0));
        let shields = [shield(inner.clone()), shield(inner)];
        sleep(1.0).await?;
        for outer in shields {
            assert!(outer.cancel());
        }
        sleep(9.0).await
    });
    assert_eq!(event_loop.warnings().len(), 1, "{:?}", event_loop.warnings());
}

#[test]
fn an_inner_failure_that_one_of_two_callers_sees_is_warned_of_for_the_other() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let inner = spawn(fail_after(5.0));
        let (left, stays) = (shield(inner.clone()), shield(inner));
        sleep(1.0).await?;
        left.cancel();
        assert_eq!(message(&stays.await.expect_err("it failed")), "broke");
        Ok(())
    });
    assert_eq!(event_loop.warnings().len(), 1, "{:?}", event_loop.warnings());
}

#[test]
fn a_failure_in_a_shield_that_nobody_awaits_is_warned_of() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        shield(spawn(fail_after(1.0)));
        sleep(9.0).await
    });
    event_loop.close();
    assert_eq!(*event_loop.warnings(), ["Future exception was never retrieved RuntimeError: broke".into()]);
}

#[test]
fn a_shield_of_a_shield_holds_too() {
    run(async {
        let inner = spawn(sleep(5.0));
        let outer = shield(shield(inner.clone()));
        sleep(1.0).await?;
        outer.cancel();
        inner.await?;
        assert_eq!(EventLoop::current().time(), 5.0);
        Ok(())
    });
}

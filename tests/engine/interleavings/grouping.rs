//! Task groups: who is cancelled, what is raised, and when the parent goes on.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{Class, EventLoop, Exception, TaskGroup, sleep, spawn, task_group};
use awaitscope::trace::{Canceller, EventKind};

use crate::counting::{Counts, Outcome, count, message, run, trace_of};

async fn fails_after(secs: f64) -> Outcome {
    sleep(secs).await?;
    Err(Exception::runtime("it failed"))
}

#[test]
fn a_group_aborts_its_children_in_order_of_creation() {
    let order = Rc::new(RefCell::new(Vec::new()));
    let told = order.clone();
    run(async move {
        let ended: Outcome = task_group(async |group| {
            for name in ["a", "b", "c"] {
                let told = told.clone();
                group.spawn(async move {
                    let ended = sleep(60.0).await;
                    told.borrow_mut().push(name);
                    ended
                })?;
            }
            group.spawn(fails_after(1.0))?;
            Ok(())
        })
        .await;
        assert_eq!(ended.expect_err("a child failed").exceptions().len(), 1);
        assert_eq!(EventLoop::current().time(), 1.0);
        Ok(())
    });
    assert_eq!(*order.borrow(), ["a", "b", "c"]);
}

#[test]
fn a_child_that_ends_in_the_tick_of_the_abort_keeps_its_result() {
    run(async {
        let mut finished = None;
        let ended: Outcome = task_group(async |group| {
            group.spawn(fails_after(1.0))?;
            finished = Some(group.spawn(async {
                sleep(1.0).await?;
                Ok("just in time")
            })?);
            Ok(())
        })
        .await;
        assert!(ended.is_err());
        assert_eq!(finished.expect("it was started").result()?, "just in time");
        Ok(())
    });
}

#[test]
fn a_child_that_fails_while_it_dies_is_in_the_group_too() {
    run(async {
        let ended: Outcome = task_group(async |group| {
            group.spawn(async {
                let _ = sleep(60.0).await;
                Err::<(), _>(Exception::value("while dying"))
            })?;
            group.spawn(fails_after(1.0))?;
            Ok(())
        })
        .await;
        let error = ended.expect_err("two have failed");
        assert_eq!(message(&error), "unhandled errors in a TaskGroup (2 sub-exceptions)");
        let classes: Vec<_> = error.exceptions().iter().map(|e| e.class().clone()).collect();
        assert_eq!(classes, [Class::RuntimeError, Class::ValueError], "in the order in which they came");
        Ok(())
    });
}

#[test]
fn a_cancelled_child_does_not_disturb_the_others() {
    run(async {
        task_group(async |group| {
            let gone = group.spawn(sleep(60.0))?;
            group.spawn(sleep(2.0))?;
            sleep(1.0).await?;
            gone.cancel();
            Ok(())
        })
        .await?;
        assert_eq!(EventLoop::current().time(), 2.0);
        Ok(())
    });
}

#[test]
fn a_failing_child_gets_the_body_out_of_its_await_and_leaves_no_request_behind() {
    run(async {
        let me = EventLoop::current().current_task().expect("a step runs");
        let ended: Outcome = task_group(async |group| {
            group.spawn(fails_after(1.0))?;
            sleep(60.0).await
        })
        .await;
        assert!(ended.is_err_and(|e| *e.class() == Class::ExceptionGroup));
        assert_eq!(me.cancelling(), 0);
        sleep(1.0).await
    });
}

#[test]
fn cancelled_from_outside_in_the_tick_of_a_failure_the_errors_win_and_the_request_stays() {
    run(async {
        let parent = spawn(async {
            let ended: Outcome = task_group(async |group| {
                group.spawn(fails_after(1.0))?;
                sleep(60.0).await
            })
            .await;
            assert!(ended.is_err_and(|e| *e.class() == Class::ExceptionGroup));
            sleep(60.0).await
        });
        sleep(1.0).await?;
        // The child has failed, and the group has not heard of it.
        parent.cancel();
        assert!((&parent).await.is_err_and(|e| e.is_cancelled()), "at its next await");
        assert_eq!(EventLoop::current().time(), 1.0);
        Ok(())
    });
}

#[test]
fn a_keyboard_interrupt_goes_out_by_itself() {
    run(async {
        let group = TaskGroup::new();
        group.enter()?;
        let interrupt = Exception::new(Class::KeyboardInterrupt);
        let left = group.exit(Some(&interrupt)).await.expect_err("it is raised again");
        assert!(left.is(&interrupt));
        Ok(())
    });
}

#[test]
fn a_group_takes_no_tasks_before_it_is_entered_while_it_aborts_nor_when_it_is_over() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let group = TaskGroup::new();
        let refuse = |why: &str| {
            let body = counted.coroutine(async { Ok(()) });
            let error = group.spawn(body).map(drop).expect_err("it takes none");
            assert_eq!(message(&error), why);
        };
        refuse("TaskGroup <TaskGroup> has not been entered");
        group.enter()?;
        let enter_again = group.enter().expect_err("it is entered");
        assert_eq!(message(&enter_again), "TaskGroup <TaskGroup entered> has already been entered");
        group.spawn(async {
            let _ = sleep(60.0).await;
            sleep(1.0).await
        })?;
        group.spawn(fails_after(1.0))?;
        let cut = sleep(60.0).await.expect_err("the group aborts");
        refuse("TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down");
        assert!(group.exit(Some(&cut)).await.is_err());
        refuse("TaskGroup <TaskGroup cancelling> is finished");
        Ok(())
    });
    assert_eq!((counts.polls(), counts.left()), (0, 0), "coroutines that are refused are closed");
}

#[test]
fn the_cancellations_of_an_abort_are_the_groups_and_caused_by_it() {
    let log = trace_of(async {
        let ended: Outcome = task_group(async |group| {
            group.spawn(sleep(60.0))?;
            group.spawn(fails_after(1.0))?;
            sleep(60.0).await
        })
        .await;
        assert!(ended.is_err());
        Ok(())
    });
    let by_group =
        count(&log, |kind| matches!(kind, EventKind::CancelRequested { by: Canceller::Group { .. }, .. }));
    assert_eq!(by_group, 2, "the child, and the parent in its body");
    let (left, _) = log
        .iter()
        .find(|(_, event)| {
            matches!(event.kind, EventKind::CancelRequested { by: Canceller::Group { .. }, .. })
        })
        .expect("there are two");
    let reasons = log.causes(left).filter(|(_, event)| matches!(event.kind, EventKind::GroupAborting { .. }));
    assert_eq!(reasons.count(), 1);
}

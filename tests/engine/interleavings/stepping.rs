//! What a step of a task may do, and what it may not.

use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use awaitscope::engine::{Class, EventLoop, Options, Task, sleep, spawn};

use crate::counting::{Counts, Outcome, is_deadlock, message, run, run_on};

#[test]
fn a_task_that_awaits_itself_gets_a_runtime_error() {
    run(async {
        let slot: Rc<RefCell<Option<Task<()>>>> = Rc::default();
        let own = slot.clone();
        let task = spawn(async move {
            let me = own.take().expect("main has put it there");
            me.await
        });
        slot.replace(Some(task.clone()));
        let exception = task.await.expect_err("it cannot wait for itself");
        assert_eq!(*exception.class(), Class::RuntimeError);
        assert_eq!(message(&exception), "Task cannot await on itself: Task-2");
        Ok(())
    });
}

#[test]
fn a_task_that_has_awaited_itself_can_go_on() {
    run(async {
        let slot: Rc<RefCell<Option<Task<&str>>>> = Rc::default();
        let own = slot.clone();
        let task = spawn(async move {
            let me = own.take().expect("main has put it there");
            assert!(me.await.is_err());
            sleep(1.0).await?;
            Ok("goes on")
        });
        slot.replace(Some(task.clone()));
        assert_eq!(task.await?, "goes on");
        Ok(())
    });
}

#[test]
fn of_two_awaits_in_one_step_the_second_one_is_refused() {
    run(async {
        let (mut first, mut second) = (pin!(sleep(1.0)), pin!(sleep(2.0)));
        let mut refused = None;
        let both = poll_fn(|context| {
            let waited = first.as_mut().poll(context);
            if refused.is_none()
                && let Poll::Ready(ended) = second.as_mut().poll(context)
            {
                refused = Some(ended);
            }
            waited
        });
        both.await?;
        assert_eq!(EventLoop::current().time(), 1.0, "the first one is undisturbed");
        let exception = refused.expect("it was polled").expect_err("it was refused");
        assert_eq!(*exception.class(), Class::RuntimeError);
        Ok(())
    });
}

#[test]
fn an_await_that_is_left_in_its_own_step_does_not_disturb_the_next_one() {
    run(async {
        let left = spawn(async {
            let mut sleeping = pin!(sleep(1.0));
            poll_fn(|context| {
                assert!(sleeping.as_mut().poll(context).is_pending());
                Poll::Ready(Ok("did not wait"))
            })
            .await
        });
        let next = spawn(sleep(2.0));
        assert_eq!(left.await?, "did not wait");
        next.await?;
        assert_eq!(EventLoop::current().time(), 2.0);
        Ok(())
    });
}

#[test]
fn a_future_of_another_executor_is_refused() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let task = spawn(counted.coroutine(async {
            pending::<()>().await;
            Ok(())
        }));
        let exception = (&task).await.expect_err("nobody could ever wake it");
        assert_eq!(*exception.class(), Class::RuntimeError);
        assert!(message(&exception).starts_with("Task got bad yield"), "{exception}");
        assert!(EventLoop::current().iteration() < 10);
        Ok(())
    });
    assert_eq!(counts.drops(), 1);
}

#[test]
fn a_task_with_a_future_of_another_executor_can_be_cancelled() {
    run(async {
        let task: Task<()> = spawn(async {
            pending::<()>().await;
            Ok(())
        });
        sleep(0.0).await?;
        task.cancel();
        assert!((&task).await.is_err_and(|e| e.is_cancelled()), "as in CPython, the request comes first");
        Ok(())
    });
}

#[test]
fn a_future_of_another_loop_is_refused() {
    let (here, there) = (EventLoop::new(Options::default()), EventLoop::new(Options::default()));
    let foreign = there.create_future::<()>();
    let awaited = foreign.clone();
    let ran = here.run(async move { awaited.await });
    let exception = ran.expect("it ends").expect_err("it is refused");
    assert_eq!(*exception.class(), Class::RuntimeError);
    run_on(&there, async move {
        let own = spawn(async move { foreign.await });
        sleep(0.0).await?;
        own.cancel();
        sleep(1.0).await
    });
}

#[test]
fn awaiting_what_is_done_does_not_pause() {
    run(async {
        let event_loop = EventLoop::current();
        let (future, before) = (event_loop.create_future(), event_loop.iteration());
        future.set_result(1)?;
        assert_eq!((&future).await?, 1);
        assert_eq!((&future).await?, 1, "and it can be awaited again");
        assert_eq!(event_loop.iteration(), before);
        Ok(())
    });
}

#[test]
fn a_future_is_set_once() {
    run(async {
        let future = EventLoop::current().create_future();
        assert_eq!(*future.result().expect_err("there is none").class(), Class::InvalidStateError);
        future.set_result(1)?;
        let again = future.set_result(2).expect_err("it is done");
        assert_eq!(*again.class(), Class::InvalidStateError);
        assert!(!future.cancel());
        assert_eq!(future.result()?, 1);
        let task = spawn(async { Ok(1) });
        let set = task.as_future().set_result(2).expect_err("tasks are not set");
        assert_eq!(message(&set), "Task does not support set_result operation");
        assert_eq!(task.await?, 1);
        Ok(())
    });
}

#[test]
fn a_woken_task_is_stepped_in_the_next_iteration() {
    run(async {
        let event_loop = EventLoop::current();
        let future = event_loop.create_future();
        let awaited = future.clone();
        let task = spawn(async move {
            awaited.await?;
            Ok(EventLoop::current().iteration())
        });
        sleep(0.0).await?;
        let before = event_loop.iteration();
        future.set_result(())?;
        assert_eq!(task.await?, before + 1);
        assert_eq!(event_loop.iteration(), before + 2);
        Ok(())
    });
}

#[test]
fn a_result_that_nobody_will_ever_set_is_a_deadlock() {
    let event_loop = EventLoop::new(Options::default());
    let counts = Counts::default();
    let never = event_loop.create_future::<()>();
    let body = async move {
        sleep(1.0).await?;
        never.await
    };
    let ran: Result<Outcome, _> = event_loop.run(counts.coroutine(body));
    assert!(is_deadlock(&ran));
    assert_eq!(event_loop.all_tasks().len(), 1, "the one that waits can be asked");
    assert_eq!(event_loop.time(), 1.0);
    event_loop.abandon();
    assert_eq!(counts.drops(), 1);
}

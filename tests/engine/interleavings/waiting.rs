//! `wait()`, `as_completed()`, eager tasks, threads and Ctrl-C, at every moment.

use std::cell::Cell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Options, ReturnWhen, Runner, Stop, TaskBuilder, ThreadPool, as_completed,
    sleep, spawn, to_thread, wait,
};
use awaitscope::trace::EventKind;

use crate::counting::{Counts, Outcome, count, is_deadlock, message, run, run_on, trace_of, traced_loop};

#[test]
fn a_wait_that_is_cancelled_leaves_its_tasks_and_no_callbacks_behind() {
    run(async {
        let slow = spawn(sleep(5.0));
        let own = slow.clone();
        let waiting = spawn(async move { wait([own], Some(3.0), ReturnWhen::AllCompleted).await.map(drop) });
        sleep(1.0).await?;
        waiting.cancel();
        assert!((&waiting).await.is_err_and(|e| e.is_cancelled()));
        slow.await?;
        assert_eq!(EventLoop::current().time(), 5.0);
        Ok(())
    });
}

#[test]
fn wait_gives_done_and_pending_in_the_order_given_and_twins_once() {
    run(async {
        let tasks = [3.0, 1.0, 2.0, 1.0].map(|secs| spawn(sleep(secs)));
        let given = tasks.iter().chain([&tasks[1]]).cloned();
        let waited = wait(given, Some(2.5), ReturnWhen::AllCompleted).await?;
        let ids =
            |futures: &[awaitscope::engine::Future<()>]| futures.iter().map(|f| f.id()).collect::<Vec<_>>();
        assert_eq!(ids(&waited.done), [tasks[1].id(), tasks[2].id(), tasks[3].id()]);
        assert_eq!(ids(&waited.pending), [tasks[0].id()]);
        Ok(())
    });
}

#[test]
fn the_first_exception_ends_a_wait_and_a_cancellation_does_not() {
    run(async {
        let cancelled = spawn(sleep(60.0));
        let failing = spawn(async {
            sleep(2.0).await?;
            Err(Exception::runtime("no"))
        });
        cancelled.cancel();
        let waited = wait([cancelled, failing, spawn(sleep(9.0))], None, ReturnWhen::FirstException).await?;
        assert_eq!((waited.done.len(), waited.pending.len()), (2, 1));
        assert_eq!(EventLoop::current().time(), 2.0);
        Ok(())
    });
}

#[test]
fn as_completed_hands_out_a_timeout_for_each_that_is_late() {
    run(async {
        let tasks = [1.0, 60.0, 60.0].map(|secs| spawn(sleep(secs)));
        let (mut done, mut late) = (0, 0);
        for next in as_completed(tasks.clone(), Some(2.0)) {
            match next.await {
                Ok(()) => done += 1,
                Err(e) => late += u32::from(*e.class() == Class::TimeoutError),
            }
        }
        assert_eq!((done, late), (1, 2));
        assert!(!tasks[1].done());
        Ok(())
    });
}

#[test]
fn an_eager_task_takes_its_first_step_within_its_creators() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let me = EventLoop::current().current_task().expect("a step runs");
        let body = counted.coroutine(async {
            let inner = EventLoop::current().current_task().expect("a step runs");
            sleep(0.0).await?;
            Ok(inner.id())
        });
        let task = TaskBuilder::new().eager(true).spawn(body);
        assert_eq!(counted.polls(), 1);
        assert!(
            EventLoop::current().current_task().is_some_and(|current| current.is(&me)),
            "it is our step again"
        );
        assert_eq!((&task).await?, task.id());
        assert_eq!(counted.polls(), 2);
        Ok(())
    });
}

#[test]
fn eager_tasks_within_each_other_end_the_run_before_the_hosts_stack_does() {
    fn nest() -> std::pin::Pin<Box<dyn Future<Output = Outcome>>> {
        Box::pin(async { TaskBuilder::new().eager(true).spawn(nest()).await })
    }
    let event_loop = EventLoop::new(Options::default());
    let ran: Result<Outcome, Stop> = event_loop.run(nest());
    assert!(matches!(ran, Err(Stop::Limit(_))), "{ran:?}");
    event_loop.abandon();
}

#[test]
fn a_thread_goes_on_when_the_task_that_waits_for_it_is_cancelled() {
    let ended = Rc::new(Cell::new(false));
    let told = ended.clone();
    let log = trace_of(async move {
        let task = spawn(to_thread("work", move || {
            EventLoop::current().block(3.0);
            told.set(true);
            Ok(())
        }));
        sleep(1.0).await?;
        task.cancel();
        assert!(task.await.is_err_and(|e| e.is_cancelled()));
        assert_eq!(EventLoop::current().time(), 1.0);
        Ok(())
    });
    assert!(ended.get());
    let end = log.iter().find(|(_, event)| matches!(event.kind, EventKind::ThreadEnded { .. }));
    assert_eq!(end.expect("the loop waits for it when it is closed").1.time, 3.0);
}

#[test]
fn what_waits_for_a_worker_can_be_cancelled_and_what_runs_cannot() {
    run(async {
        let event_loop = EventLoop::current();
        let pool = ThreadPool::new(&event_loop, Some(1));
        let block = || {
            EventLoop::current().block(2.0);
            Ok(())
        };
        let [first, second, third] = [(); 3].map(|()| pool.submit("block", block).expect("it is open"));
        assert!(first.running() && !second.running());
        assert!(!first.cancel() && second.cancel());
        sleep(5.0).await?;
        assert!(first.done() && second.cancelled() && third.done());
        pool.shutdown(true, false);
        let error = pool.submit("block", block).map(drop).expect_err("it is closed");
        assert_eq!(message(&error), "cannot schedule new futures after shutdown");
        Ok(())
    });
}

#[test]
fn a_thread_that_waits_for_what_never_comes_is_a_deadlock() {
    let event_loop = traced_loop();
    let ran: Result<Outcome, Stop> = event_loop.run(to_thread("work", || {
        let event_loop = EventLoop::current();
        let never = event_loop.create_future::<()>();
        let future = event_loop.run_coroutine_threadsafe(TaskBuilder::new(), async move { never.await });
        future.result().map_err(|_| Exception::new(Class::GeneratorExit))?
    }));
    assert!(is_deadlock(&ran));
    event_loop.abandon();
}

#[test]
fn lines_of_threads_appear_when_the_clock_gets_there() {
    let log = trace_of(async {
        let task = spawn(to_thread("talk", || {
            for secs in [0.0, 1.0, 1.0] {
                EventLoop::current().block(secs);
                EventLoop::current().print("tick");
            }
            Ok(())
        }));
        sleep(1.5).await?;
        EventLoop::current().print("between");
        task.await
    });
    let times: Vec<_> = log
        .iter()
        .filter(|(_, e)| matches!(e.kind, EventKind::ThreadPrinted { .. } | EventKind::Printed { .. }))
        .map(|(_, e)| e.time)
        .collect();
    assert_eq!(times, [0.0, 1.0, 1.5, 2.0]);
}

#[test]
fn the_second_ctrl_c_leaves_the_loop_at_once() {
    let event_loop = traced_loop();
    event_loop.interrupt_at(1.0);
    event_loop.interrupt_at(2.0);
    let runner = Runner::new(event_loop.clone());
    let ran = runner.run(async {
        let _ = sleep(60.0).await;
        sleep(60.0).await
    });
    let error = ran.expect("the runner catches it").expect_err("it was interrupted");
    assert_eq!(*error.class(), Class::KeyboardInterrupt);
    assert_eq!(event_loop.time(), 2.0);
    runner.close().expect("what is left is cancelled");
    assert!(event_loop.is_closed());
    assert!(event_loop.sigint_handler().is_none(), "the runner has put the handler back");
    assert_eq!(count(&event_loop.take_trace(), |kind| matches!(kind, EventKind::SignalRaised { .. })), 2);
}

#[test]
fn a_signal_handler_of_the_loop_comes_before_the_runners() {
    let event_loop = traced_loop();
    event_loop.interrupt_at(1.0);
    let heard = Rc::new(Cell::new(0));
    let told = heard.clone();
    run_on(&event_loop, async move {
        EventLoop::current().add_signal_handler("SIGINT", move || {
            told.set(told.get() + 1);
            Ok(())
        });
        sleep(2.0).await
    });
    assert_eq!(heard.get(), 1);
    assert!(event_loop.remove_signal_handler("SIGINT"));
}

#[test]
fn a_callback_that_was_taken_back_does_not_run() {
    run(async {
        let event_loop = EventLoop::current();
        let ran = Rc::new(Cell::new(0));
        let note = |ran: &Rc<Cell<u32>>| {
            let ran = ran.clone();
            move || {
                ran.set(ran.get() + 1);
                Ok(())
            }
        };
        let (soon, later) =
            (event_loop.call_soon("note", note(&ran)), event_loop.call_later(1.0, "note", note(&ran)));
        event_loop.call_soon("note", note(&ran));
        soon.cancel();
        later.cancel();
        assert!(soon.cancelled() && later.cancelled());
        sleep(2.0).await?;
        assert_eq!(ran.get(), 1);
        Ok(())
    });
}

#[test]
fn an_error_in_an_exception_handler_goes_to_the_default_one() {
    let event_loop = traced_loop();
    event_loop.set_exception_handler(Some(Rc::new(|_, _| Err(Exception::value("worse")))));
    event_loop.call_soon("broken", || Err(Exception::runtime("bad")));
    run_on(&event_loop, sleep(1.0));
    assert_eq!(
        event_loop.warnings().iter().map(|w| &**w).collect::<Vec<_>>(),
        ["Unhandled error in exception handler ValueError: worse"]
    );
}

/// A thread that waits for another one goes on when that has ended, whatever the loop waits for.
#[test]
fn a_thread_that_waits_for_another_goes_on_as_soon_as_that_has_ended() {
    for (later, at_the_end) in [(None, 2.0), (Some(5.0), 2.0), (Some(1.0), 2.0)] {
        run(async move {
            let event_loop = EventLoop::current();
            if let Some(secs) = later {
                event_loop.call_later(secs, "later", || Ok(()));
            }
            let pool = ThreadPool::new(&event_loop, Some(2));
            let worker = pool.submit("worker", || {
                EventLoop::current().block(2.0);
                Ok(())
            })?;
            let machine = event_loop.clone();
            let waited = to_thread("waits", move || {
                assert!(worker.result().is_ok_and(|outcome| outcome.is_ok()));
                Ok(machine.now())
            });
            assert_eq!(waited.await?, at_the_end);
            assert_eq!(event_loop.time(), at_the_end);
            Ok(())
        });
    }
}

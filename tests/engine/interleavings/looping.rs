//! The loop itself: budgets, stopping, and exceptions that leave it.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Limit, Limits, Options, Stop, TaskBuilder, gather, sleep, spawn,
};

use crate::counting::{Counts, Outcome, limited_loop, message, run_on, traced_loop};

async fn spin() -> Outcome {
    loop {
        sleep(0.0).await?;
    }
}

#[track_caller]
fn assert_limit(ran: Result<Outcome, Stop>, limit: Limit) {
    match ran {
        Err(Stop::Limit(stopped)) => assert_eq!(stopped, limit),
        other => panic!("{limit} was not kept: {other:?}"),
    }
}

#[test]
fn a_loop_that_goes_round_and_round_is_stopped() {
    let counts = Counts::default();
    let event_loop = limited_loop(Limits { iterations: 50, ..Limits::INTERACTIVE });
    assert_limit(event_loop.run(counts.coroutine(spin())), Limit::Iterations(50));
    assert_eq!(counts.polls(), 50);
    event_loop.abandon();
    assert_eq!(counts.left(), 0);
}

#[test]
fn a_loop_with_too_much_to_do_is_stopped() {
    let counts = Counts::default();
    let event_loop = limited_loop(Limits { handles: 50, ..Limits::INTERACTIVE });
    assert_limit(event_loop.run(counts.coroutine(spin())), Limit::Handles(50));
    assert_eq!(counts.polls(), 50);
    event_loop.abandon();
    assert_eq!(counts.left(), 0);
}

#[test]
fn a_loop_with_too_many_tasks_is_stopped() {
    let counts = Counts::default();
    let event_loop = limited_loop(Limits { tasks: 50, ..Limits::INTERACTIVE });
    let counted = counts.clone();
    let main = async move {
        for _ in 0..50 {
            spawn(counted.coroutine(sleep(1.0)));
        }
        sleep(5.0).await
    };
    assert_limit(event_loop.run(main), Limit::Tasks(50));
    assert_eq!(event_loop.runaway().map(|task| task.name()).as_deref(), Some("Task-1"));
    event_loop.abandon();
    assert_eq!((counts.polls(), counts.left()), (0, 0));
}

#[test]
fn tasks_that_come_and_go_are_not_too_many() {
    let event_loop = limited_loop(Limits { tasks: 11, ..Limits::INTERACTIVE });
    run_on(&event_loop, async {
        for _ in 0..300 {
            gather((0..10).map(|_| spawn(sleep(1.0))).collect::<Vec<_>>()).await?;
        }
        Ok(())
    });
    assert!(event_loop.all_tasks().is_empty());
}

#[test]
fn a_trace_that_grows_too_long_is_stopped() {
    let event_loop = limited_loop(Limits { events: 500, ..Limits::INTERACTIVE });
    assert_limit(event_loop.run(spin()), Limit::Events(500));
    let length = event_loop.trace_len();
    assert!((500..520).contains(&length), "{length}");
    event_loop.abandon();
}

#[test]
fn a_trace_that_grows_too_long_within_an_iteration_is_stopped() {
    let event_loop = limited_loop(Limits { events: 5000, ..Limits::INTERACTIVE });
    let main = async {
        for _ in 0..4000 {
            spawn(sleep(1.0));
        }
        sleep(1.0).await
    };
    assert_limit(event_loop.run(main), Limit::Events(5000));
    assert!(event_loop.trace_len() < 5100, "{}", event_loop.trace_len());
    event_loop.abandon();
}

#[test]
fn a_budget_of_a_language_stops_the_loop_after_the_step() {
    let event_loop = EventLoop::new(Options::default());
    let ran = event_loop.run(async {
        EventLoop::current().exceed(Limit::Instructions(7));
        EventLoop::current().exceed(Limit::Recursion(8));
        sleep(0.0).await
    });
    assert_limit(ran, Limit::Instructions(7));
    event_loop.abandon();
}

#[test]
fn a_keyboard_interrupt_leaves_the_loop_and_run_cancels_what_is_left() {
    let counts = Counts::default();
    let event_loop = traced_loop();
    let (counted, told) = (counts.clone(), Rc::new(RefCell::new(Vec::new())));
    let heard = told.clone();
    let ran: Result<Outcome, _> = event_loop.run(async move {
        let cancelled = heard.clone();
        spawn(counted.coroutine(async move {
            let ended = sleep(60.0).await;
            cancelled.borrow_mut().push(ended.as_ref().is_err_and(Exception::is_cancelled));
            ended
        }));
        sleep(1.0).await?;
        let same_tick = heard.clone();
        EventLoop::current().call_soon("same tick", move || {
            same_tick.borrow_mut().push(true);
            Ok(())
        });
        Err(Exception::new(Class::KeyboardInterrupt))
    });
    let exception = ran.expect("the loop ends by itself").expect_err("it was interrupted");
    assert_eq!(*exception.class(), Class::KeyboardInterrupt);
    assert_eq!(*told.borrow(), [true, true], "what was ready runs, then the task is cancelled");
    assert_eq!((event_loop.time(), counts.drops()), (1.0, 1));
}

#[test]
fn a_keyboard_interrupt_in_a_callback_leaves_the_loop_in_the_middle_of_an_iteration() {
    let event_loop = EventLoop::new(Options::default());
    let order: Rc<RefCell<Vec<&str>>> = Rc::default();
    for name in ["before", "interrupt", "after"] {
        let order = order.clone();
        event_loop.call_soon(name, move || {
            order.borrow_mut().push(name);
            if name == "interrupt" { Err(Exception::new(Class::KeyboardInterrupt)) } else { Ok(()) }
        });
    }
    let stopped = event_loop.run_forever();
    assert!(matches!(stopped, Err(Stop::Raised(e)) if *e.class() == Class::KeyboardInterrupt));
    assert_eq!(*order.borrow(), ["before", "interrupt"]);
    event_loop.stop();
    event_loop.run_forever().expect("it goes on where it was left");
    assert_eq!(*order.borrow(), ["before", "interrupt", "after"]);
}

#[test]
fn a_request_to_stop_does_not_outlive_the_run_that_it_was_made_in() {
    let event_loop = EventLoop::new(Options::default());
    let stopping = event_loop.clone();
    event_loop.call_soon("interrupt", move || {
        stopping.stop();
        Err(Exception::new(Class::KeyboardInterrupt))
    });
    assert!(matches!(event_loop.run_forever(), Err(Stop::Raised(_))));
    let before = event_loop.iteration();
    let stopping = event_loop.clone();
    event_loop.call_later(1.0, "stop", move || {
        stopping.stop();
        Ok(())
    });
    event_loop.run_forever().expect("it is stopped by the timer");
    assert_eq!((event_loop.time(), event_loop.iteration()), (1.0, before + 1));
}

#[test]
fn a_loop_that_is_stopped_under_main_is_a_runtime_error() {
    let event_loop = EventLoop::new(Options::default());
    let ran = event_loop.run(async {
        EventLoop::current().stop();
        sleep(1.0).await
    });
    let exception = ran.expect("the loop ends by itself").expect_err("it has no result");
    assert_eq!(exception.to_string(), "RuntimeError: Event loop stopped before Future completed.");
}

#[test]
fn exceptions_in_callbacks_are_warned_of_and_nothing_else() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let event_loop = EventLoop::current();
        event_loop.call_soon("broken", || Err(Exception::runtime("oops")));
        event_loop.call_later(1.0, "cancelled", || Err(Exception::cancelled(None)));
        let task = spawn(sleep(1.0));
        task.as_future().add_done_callback("done", |task| task.set_result(()));
        sleep(2.0).await
    });
    assert_eq!(
        *event_loop.warnings(),
        [
            "Exception in callback broken RuntimeError: oops".into(),
            "Exception in callback cancelled CancelledError".into(),
            "Exception in callback done RuntimeError: Task does not support set_result operation".into(),
        ]
    );
}

#[test]
fn an_exception_that_nobody_asks_for_is_warned_of_when_its_task_goes() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        let task =
            TaskBuilder::new().name("silent").spawn(async { Err::<(), _>(Exception::runtime("unheard")) });
        sleep(1.0).await?;
        assert!(EventLoop::current().warnings().is_empty(), "somebody may still ask");
        drop(task);
        assert_eq!(EventLoop::current().warnings().len(), 1);
        let asked = spawn(async { Err::<(), _>(Exception::runtime("heard")) });
        sleep(1.0).await?;
        assert_eq!(asked.exception()?.as_ref().map(message).as_deref(), Some("heard"));
        Ok(())
    });
    assert_eq!(
        *event_loop.warnings(),
        ["Task exception was never retrieved silent RuntimeError: unheard".into()]
    );
}

#[test]
fn what_is_added_during_an_iteration_runs_in_the_next_one() {
    let event_loop = EventLoop::new(Options::default());
    let fired: Rc<RefCell<Vec<(&str, u32)>>> = Rc::default();
    let note = |name: &'static str| {
        let (event_loop, fired) = (event_loop.clone(), fired.clone());
        move || {
            fired.borrow_mut().push((name, event_loop.iteration()));
            Ok(())
        }
    };
    event_loop.call_later(0.0, "timer", note("timer"));
    let (adding, nested) = (event_loop.clone(), note("nested"));
    event_loop.call_soon("adds", move || {
        adding.call_soon("nested", nested);
        Ok(())
    });
    event_loop.call_soon("soon", note("soon"));
    run_on(&event_loop, sleep(1.0));
    assert_eq!(*fired.borrow(), [("soon", 1), ("timer", 1), ("nested", 2)]);
}

#[test]
fn the_final_cancel_waits_for_what_cleans_up() {
    let event_loop = EventLoop::new(Options::default());
    run_on(&event_loop, async {
        spawn(async {
            let ended = sleep(60.0).await;
            sleep(5.0).await?;
            ended
        });
        sleep(1.0).await
    });
    assert_eq!(event_loop.time(), 6.0);
    assert!(event_loop.all_tasks().is_empty());
}

#[test]
fn a_failure_during_the_final_cancel_is_warned_of() {
    let event_loop = traced_loop();
    run_on(&event_loop, async {
        TaskBuilder::new().name("cron").spawn(async {
            _ = sleep(60.0).await;
            Err::<(), _>(Exception::runtime("broke while stopping"))
        });
        sleep(1.0).await
    });
    assert_eq!(
        *event_loop.warnings(),
        ["unhandled exception during asyncio.run() shutdown cron RuntimeError: broke while stopping".into()]
    );
}

#[test]
fn a_keyboard_interrupt_during_the_final_cancel_closes_the_loop_all_the_same() {
    let counts = Counts::default();
    let event_loop = traced_loop();
    let counted = counts.clone();
    let ran = event_loop.run(async move {
        spawn(counted.coroutine(async {
            _ = sleep(60.0).await;
            Err::<(), _>(Exception::new(Class::KeyboardInterrupt))
        }));
        spawn(counted.coroutine(async {
            _ = sleep(60.0).await;
            sleep(60.0).await
        }));
        sleep(1.0).await
    });
    assert!(matches!(ran, Err(Stop::Raised(e)) if *e.class() == Class::KeyboardInterrupt));
    assert_eq!(counts.left(), 0);
    assert!(
        event_loop.warnings().iter().any(|text| text.starts_with("Task was destroyed but it is pending!"))
    );
}

#[test]
fn a_task_that_will_not_die_is_a_runaway_and_not_a_hang() {
    let event_loop = limited_loop(Limits { iterations: 1000, ..Limits::INTERACTIVE });
    let ran = event_loop.run(async {
        spawn(async {
            loop {
                _ = sleep(1.0).await;
            }
            #[allow(unreachable_code, reason = "it says what the loop is a coroutine of")]
            Ok(())
        });
        sleep(1.0).await
    });
    assert_limit(ran, Limit::Iterations(1000));
    event_loop.abandon();
}

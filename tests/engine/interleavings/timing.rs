//! Sleeps, timers and timeouts.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Options, Timeout, TimeoutState, sleep, spawn, timeout, wait_for,
};
use awaitscope::trace::{Canceller, EventKind, TimerPurpose};

use crate::counting::{Counts, Outcome, count, is_deadlock, message, run, run_on, trace_of};

fn is_timeout<T>(ended: &Outcome<T>) -> bool {
    ended.as_ref().is_err_and(|e| *e.class() == Class::TimeoutError)
}

#[test]
fn a_timeout_of_zero_cuts_the_body_at_its_first_pause() {
    run(async {
        let steps = Rc::new(RefCell::new(Vec::new()));
        let taken = steps.clone();
        let ended = timeout(Some(0.0), async move {
            taken.borrow_mut().push("begun");
            sleep(0.0).await?;
            taken.borrow_mut().push("after a turn");
            Ok(())
        })
        .await;
        assert!(is_timeout(&ended));
        assert_eq!(*steps.borrow(), ["begun"]);
        assert_eq!(EventLoop::current().time(), 0.0);
        Ok(())
    });
}

#[test]
fn a_body_that_ends_within_its_step_never_times_out() {
    let log = trace_of(async {
        timeout(Some(-1.0), async { Ok(()) }).await?;
        sleep(1.0).await
    });
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::TimeoutExpired { .. })), 0);
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::TimerDropped { .. })), 1);
}

#[test]
fn the_shorter_one_of_two_nested_timeouts_wins() {
    for (outer_secs, inner_secs) in [(1.0, 5.0), (5.0, 1.0)] {
        run(async move {
            let inner_ended = Rc::new(RefCell::new(None));
            let ended_as = inner_ended.clone();
            let outer = timeout(Some(outer_secs), async move {
                let ended = timeout(Some(inner_secs), sleep(10.0)).await;
                let class = ended.as_ref().err().map(|e| e.class().clone());
                ended_as.replace(class);
                ended
            })
            .await;
            assert!(is_timeout(&outer));
            assert_eq!(EventLoop::current().time(), 1.0);
            let inner = if inner_secs < outer_secs { Class::TimeoutError } else { Class::CancelledError };
            assert_eq!(inner_ended.take(), Some(inner));
            let me = EventLoop::current().current_task().expect("a step runs");
            assert_eq!(me.cancelling(), 0, "the timeouts have taken their requests back");
            Ok(())
        });
    }
}

#[test]
fn a_cancel_in_the_tick_of_a_timeout_stays_a_cancel() {
    run(async {
        let task = spawn(timeout(Some(1.0), sleep(10.0)));
        let victim = task.clone();
        EventLoop::current().call_later(1.0, "cancel", move || {
            victim.cancel();
            Ok(())
        });
        let ended = (&task).await;
        assert!(ended.is_err_and(|e| e.is_cancelled()));
        assert_eq!(task.cancelling(), 1);
        Ok(())
    });
}

#[test]
fn a_timeout_whose_body_turns_the_cancellation_into_a_failure_passes_that_on() {
    run(async {
        let ended =
            timeout(Some(1.0), async { sleep(10.0).await.map_err(|_| Exception::runtime("instead")) }).await;
        assert_eq!(message(&ended.expect_err("it failed")), "instead");
        Ok(())
    });
}

#[test]
fn a_timeout_whose_body_swallows_the_cancellation_says_that_it_expired() {
    run(async {
        let limit = Timeout::after(Some(1.0));
        assert_eq!(limit.state(), TimeoutState::Created);
        limit.enter()?;
        assert!(sleep(10.0).await.is_err());
        assert_eq!(limit.state(), TimeoutState::Expiring);
        limit.exit(None)?;
        assert_eq!(limit.state(), TimeoutState::Expired);
        assert!(limit.expired());
        let again = limit.enter().expect_err("it was entered before");
        assert_eq!(message(&again), "Timeout has already been entered");
        let moved = limit.reschedule(None).expect_err("it is over");
        assert_eq!(message(&moved), "Cannot change state of expired Timeout");
        Ok(())
    });
}

#[test]
fn a_timeout_is_for_tasks_only() {
    run(async {
        EventLoop::current().call_soon("callback", || {
            let outside = Timeout::after(Some(1.0)).enter().expect_err("no task runs");
            assert_eq!(message(&outside), "Timeout should be used inside a task");
            Ok(())
        });
        sleep(1.0).await
    });
}

#[test]
fn a_timeout_that_is_dropped_with_its_task_takes_its_timer_back() {
    let log = trace_of(async {
        let task = spawn(timeout(Some(5.0), sleep(10.0)));
        sleep(1.0).await?;
        task.cancel();
        sleep(1.0).await
    });
    let is_timeout = |kind: &EventKind| {
        matches!(kind, EventKind::TimerArmed { purpose: TimerPurpose::Timeout { .. }, .. })
    };
    assert_eq!(count(&log, is_timeout), 1);
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::TimerDropped { .. })), 2);
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::TimeoutLeft { .. })), 1);
}

#[test]
fn the_trace_says_that_a_timeout_cancels_its_task() {
    let log = trace_of(async {
        assert!(is_timeout(&timeout(Some(1.0), sleep(10.0)).await));
        Ok(())
    });
    let by_timeout =
        |kind: &EventKind| matches!(kind, EventKind::CancelRequested { by: Canceller::Timeout { .. }, .. });
    assert_eq!(count(&log, by_timeout), 1);
    assert_eq!(count(&log, |kind| matches!(kind, EventKind::TimeoutConverted { .. })), 1);
}

#[test]
fn waiting_no_time_at_all_cancels_what_is_not_done() {
    for secs in [0.0, -1.0] {
        let counts = Counts::default();
        let counted = counts.clone();
        run(async move {
            let task = spawn(counted.coroutine(sleep(10.0)));
            let ended = wait_for(task.clone(), Some(secs)).await;
            assert!(is_timeout(&ended));
            assert!(task.cancelled());
            assert_eq!(EventLoop::current().time(), 0.0);
            Ok(())
        });
        assert_eq!((counts.polls(), counts.drops()), (0, 1), "it never began");
    }
}

#[test]
fn waiting_no_time_at_all_is_enough_for_what_is_done() {
    run(async {
        let future = EventLoop::current().create_future();
        future.set_result("ready")?;
        assert_eq!(wait_for(future, Some(0.0)).await?, "ready");
        Ok(())
    });
}

#[test]
fn waiting_no_time_at_all_takes_the_result_of_what_refuses_to_die() {
    run(async {
        let refuses = spawn(async {
            _ = sleep(10.0).await;
            sleep(2.0).await?;
            Ok("a result all the same")
        });
        sleep(1.0).await?;
        assert_eq!(wait_for(refuses, Some(-1.0)).await?, "a result all the same");
        assert_eq!(EventLoop::current().time(), 3.0);
        Ok(())
    });
}

#[test]
fn waiting_without_a_limit_arms_no_timer() {
    let log = trace_of(async { wait_for(spawn(sleep(1.0)), None).await });
    let armed = count(&log, |kind| matches!(kind, EventKind::TimerArmed { .. }));
    assert_eq!(armed, 1, "the one of the sleep");
}

#[test]
fn whoever_waits_is_cancelled_together_with_what_is_waited_for() {
    run(async {
        let inner = spawn(sleep(10.0));
        let waiter = spawn(wait_for(inner.clone(), Some(5.0)));
        sleep(1.0).await?;
        waiter.cancel();
        assert!((&waiter).await.is_err_and(|e| e.is_cancelled()));
        assert!(inner.cancelled());
        Ok(())
    });
}

#[test]
fn sleeping_for_nan_seconds_is_a_value_error() {
    run(async {
        let exception = sleep(f64::NAN).await.expect_err("that is no time");
        assert_eq!(*exception.class(), Class::ValueError);
        assert_eq!(message(&exception), "Invalid delay: NaN (not a number)");
        Ok(())
    });
}

#[test]
fn sleeping_for_less_than_nothing_is_one_turn() {
    run(async {
        for secs in [0.0, -0.0, -5.0, f64::NEG_INFINITY] {
            let before = EventLoop::current().iteration();
            sleep(secs).await?;
            assert_eq!(EventLoop::current().iteration(), before + 1, "{secs}");
            assert_eq!(EventLoop::current().time(), 0.0);
        }
        Ok(())
    });
}

#[test]
fn a_sleep_without_end_does_not_keep_others_from_ending() {
    run(async {
        let forever = spawn(sleep(f64::INFINITY));
        assert!(is_timeout(&wait_for(forever.clone(), Some(5.0)).await));
        assert!(forever.cancelled());
        assert_eq!(EventLoop::current().time(), 5.0);
        Ok(())
    });
}

#[test]
fn sleeps_without_end_alone_are_a_deadlock() {
    let event_loop = EventLoop::new(Options::default());
    let ran = event_loop.run(async {
        spawn(sleep(f64::INFINITY));
        sleep(1.0).await?;
        sleep(f64::INFINITY).await
    });
    assert!(is_deadlock(&ran), "{ran:?}");
    assert_eq!(event_loop.time(), 1.0, "no time passes");
    event_loop.abandon();
}

#[test]
fn timers_at_no_time_never_fire() {
    let event_loop = EventLoop::new(Options::default());
    event_loop.call_at(f64::NAN, "nan", || panic!("that is no time"));
    event_loop.call_at(-f64::NAN, "nan", || panic!("that is no time"));
    event_loop.call_later(f64::INFINITY, "infinity", || panic!("that is no time"));
    run_on(&event_loop, sleep(1.0));
    assert_eq!(event_loop.time(), 1.0);
}

#[test]
fn time_can_be_far_away() {
    run(async {
        for secs in [1e6, 1e8, 1e10, 1e15, 1e300] {
            let before = EventLoop::current().iteration();
            sleep(secs).await?;
            assert!(EventLoop::current().iteration() <= before + 2, "{secs} s in one go");
        }
        Ok(())
    });
}

#[test]
fn equal_deadlines_fire_in_the_order_in_which_they_were_set() {
    let event_loop = EventLoop::new(Options::default());
    let order = Rc::new(RefCell::new(Vec::new()));
    let fired = order.clone();
    run_on(&event_loop, async move {
        let event_loop = EventLoop::current();
        for n in [5, 3, 8, 1, 9] {
            let fired = fired.clone();
            event_loop.call_later(1.0, "timer", move || {
                fired.borrow_mut().push(n);
                Ok(())
            });
        }
        sleep(1.0).await
    });
    assert_eq!(*order.borrow(), [5, 3, 8, 1, 9]);
}

#[test]
fn deadlines_within_a_nanosecond_fire_in_one_iteration() {
    let event_loop = EventLoop::new(Options::default());
    let fired: Rc<RefCell<Vec<(u32, u32)>>> = Rc::default();
    for (n, deadline) in [(1, 1.0 + 5e-10), (2, 1.0), (3, 1.0 + 2e-9)] {
        let (at, fired) = (event_loop.clone(), fired.clone());
        event_loop.call_at(deadline, "timer", move || {
            fired.borrow_mut().push((n, at.iteration()));
            Ok(())
        });
    }
    run_on(&event_loop, sleep(2.0));
    let fired = fired.take();
    let order: Vec<u32> = fired.iter().map(|(n, _)| *n).collect();
    assert_eq!(order, [2, 1, 3], "in the order of deadlines");
    assert_eq!(fired[0].1, fired[1].1);
    assert!(fired[1].1 < fired[2].1);
}

#[test]
fn a_timer_that_a_due_one_takes_back_does_not_run() {
    let event_loop = EventLoop::new(Options::default());
    let second = Rc::new(RefCell::new(None));
    let taken = second.clone();
    event_loop.call_at(1.0, "first", move || {
        let second: Option<awaitscope::engine::TimerHandle> = taken.take();
        second.expect("it is there").cancel();
        Ok(())
    });
    let timer = event_loop.call_at(1.0, "second", || panic!("it was taken back"));
    assert_eq!(timer.when(), 1.0);
    second.replace(Some(timer));
    run_on(&event_loop, sleep(2.0));
}

#[test]
fn of_a_thousand_timers_the_few_that_are_kept_fire_in_order() {
    let event_loop = EventLoop::new(Options::default());
    let fired: Rc<RefCell<Vec<u32>>> = Rc::default();
    let counts = Counts::default();
    let mut timers = Vec::new();
    for n in 0..1000_u32 {
        let (fired, token) = (fired.clone(), counts.token());
        // 7 and 1000 have no common factor: every deadline once, in a scrambled order.
        timers.push(event_loop.call_at(f64::from(n * 7 % 1000), "timer", move || {
            let _token = token;
            fired.borrow_mut().push(n * 7 % 1000);
            Ok(())
        }));
    }
    for timer in timers.iter().filter(|timer| timer.when() % 100.0 != 50.0) {
        timer.cancel();
        timer.cancel();
    }
    assert_eq!(counts.drops(), 990, "what a timer holds goes when it is taken back");
    run_on(&event_loop, sleep(2000.0));
    assert_eq!(*fired.borrow(), [50, 150, 250, 350, 450, 550, 650, 750, 850, 950]);
    timers.iter().for_each(|timer| timer.cancel());
    assert_eq!(counts.left(), 0);
}

#[test]
fn sleeps_that_are_cancelled_by_the_hundred_leave_the_others_alone() {
    run(async {
        let sleepers: Vec<_> = (0..500).map(|n| spawn(sleep(10.0 + f64::from(n)))).collect();
        sleep(1.0).await?;
        for sleeper in sleepers.iter().step_by(2).chain(sleepers.iter().skip(1).step_by(4)) {
            sleeper.cancel();
        }
        sleep(1000.0).await?;
        let cancelled = sleepers.iter().filter(|sleeper| sleeper.cancelled()).count();
        assert_eq!(cancelled, 375);
        assert!(sleepers.iter().all(|sleeper| sleeper.done()));
        Ok(())
    });
}

#[test]
fn a_blocking_call_delays_everybody() {
    run(async {
        let sleeper = spawn(async {
            sleep(1.0).await?;
            Ok(EventLoop::current().time())
        });
        sleep(0.0).await?;
        EventLoop::current().block(5.0);
        assert_eq!(sleeper.await?, 5.0);
        Ok(())
    });
}

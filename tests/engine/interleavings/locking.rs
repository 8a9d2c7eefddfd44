//! Locks, events, conditions, semaphores and barriers: who gets its turn when somebody is cancelled.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Barrier, Class, Condition, Event, EventLoop, Lock, Semaphore, Task, gather, sleep, spawn,
};
use awaitscope::trace::EventKind;

use crate::counting::{count, message, run, trace_of};

type Order = Rc<RefCell<Vec<&'static str>>>;

/// A task that takes the lock, says so, and gives it back after a second.
fn user(lock: &Lock, order: &Order, name: &'static str) -> Task<()> {
    let (lock, order) = (lock.clone(), order.clone());
    spawn(async move {
        let _held = lock.hold().await?;
        order.borrow_mut().push(name);
        sleep(1.0).await
    })
}

#[test]
fn a_lock_is_handed_over_in_the_order_of_asking() {
    let order = Order::default();
    let told = order.clone();
    run(async move {
        let lock = Lock::new();
        gather(["a", "b", "c"].map(|name| user(&lock, &told, name))).await?;
        assert!(!lock.locked());
        assert_eq!(EventLoop::current().time(), 3.0);
        Ok(())
    });
    assert_eq!(*order.borrow(), ["a", "b", "c"]);
}

#[test]
fn a_released_lock_is_free_until_the_one_woken_takes_it_but_newcomers_queue_behind_it() {
    run(async {
        let (lock, order) = (Lock::new(), Order::default());
        lock.acquire().await?;
        let waiting = user(&lock, &order, "waiting");
        sleep(0.0).await?;
        lock.release()?;
        assert!(!lock.locked());
        assert_eq!(lock.waiting(), 1);
        let newcomer = user(&lock, &order, "newcomer");
        gather([newcomer, waiting]).await?;
        assert_eq!(*order.borrow(), ["waiting", "newcomer"]);
        Ok(())
    });
}

#[test]
fn cancelled_in_the_tick_of_its_hand_over_it_passes_the_lock_on() {
    run(async {
        let (lock, order) = (Lock::new(), Order::default());
        lock.acquire().await?;
        let (first, second) = (user(&lock, &order, "first"), user(&lock, &order, "second"));
        sleep(0.0).await?;
        lock.release()?;
        assert!(first.cancel(), "it was woken, and has not run");
        second.await?;
        assert!(first.cancelled());
        assert_eq!(*order.borrow(), ["second"]);
        Ok(())
    });
}

#[test]
fn cancelled_while_it_waits_it_leaves_the_line() {
    run(async {
        let (lock, order) = (Lock::new(), Order::default());
        lock.acquire().await?;
        let (first, second) = (user(&lock, &order, "first"), user(&lock, &order, "second"));
        sleep(0.0).await?;
        first.cancel();
        assert_eq!(lock.waiting(), 2, "it has not heard of it");
        sleep(0.0).await?;
        assert_eq!(lock.waiting(), 1);
        lock.release()?;
        second.await?;
        assert_eq!(*order.borrow(), ["second"]);
        Ok(())
    });
}

#[test]
fn a_lock_that_nobody_holds_cannot_be_released() {
    let error = Lock::new().release().expect_err("nobody holds it");
    assert_eq!(error.to_string(), "RuntimeError: Lock is not acquired.");
}

#[test]
fn every_hand_over_of_a_lock_is_told_and_wakes_its_waiter() {
    let log = trace_of(async {
        let (lock, order) = (Lock::new(), Order::default());
        gather(["a", "b", "c"].map(|name| user(&lock, &order, name))).await?;
        Ok(())
    });
    let acquired = count(&log, |kind| matches!(kind, EventKind::Acquired { left: 0, .. }));
    let released = count(&log, |kind| matches!(kind, EventKind::Released { left: 1, .. }));
    assert_eq!((acquired, released), (3, 3));
    let handed: Vec<_> = log
        .iter()
        .filter(|(_, event)| matches!(event.kind, EventKind::HandedOver { .. }))
        .map(|(index, event)| (index, event.cause()))
        .collect();
    assert_eq!(handed.len(), 2);
    for (index, cause) in handed {
        let cause = log.get(cause.expect("it has a cause")).expect("it is in the log");
        assert!(matches!(cause.kind, EventKind::StepBegan { .. }), "a step releases: {cause:?}");
        let woken = log.iter().find(|(_, event)| {
            matches!(event.kind, EventKind::Woken { .. })
                && event.cause().and_then(|done| log.get(done)?.cause()) == Some(index)
        });
        assert!(woken.is_some(), "the hand-over wakes a task");
    }
}

#[test]
fn an_event_that_is_cleared_at_once_has_woken_who_waited() {
    run(async {
        let event = Event::new();
        let waiting = event.clone();
        let task = spawn(async move { waiting.wait().await });
        sleep(0.0).await?;
        event.set();
        event.clear();
        task.await?;
        assert!(!event.is_set());
        Ok(())
    });
}

#[test]
fn cancelled_in_the_tick_of_the_event_it_is_cancelled_all_the_same() {
    run(async {
        let event = Event::new();
        let waiting = event.clone();
        let task = spawn(async move { waiting.wait().await });
        sleep(0.0).await?;
        event.set();
        task.cancel();
        assert!((&task).await.is_err_and(|e| e.is_cancelled()));
        assert_eq!(event.waiting(), 0);
        Ok(())
    });
}

#[test]
fn cancelled_in_the_tick_of_release_it_passes_the_place_of_a_semaphore_on() {
    run(async {
        let semaphore = Semaphore::new(1);
        semaphore.acquire().await?;
        let [first, second] = [(); 2].map(|()| {
            let semaphore = semaphore.clone();
            spawn(async move { semaphore.acquire().await })
        });
        sleep(0.0).await?;
        semaphore.release()?;
        assert_eq!(semaphore.value(), 0, "the place is the first one's already");
        first.cancel();
        second.await?;
        assert!(first.cancelled());
        assert!(semaphore.locked());
        semaphore.release()?;
        assert_eq!(semaphore.value(), 1, "no place is lost");
        Ok(())
    });
}

#[test]
fn a_semaphore_released_twice_in_a_tick_wakes_two() {
    run(async {
        let semaphore = Semaphore::new(0);
        let waiting = [(); 3].map(|()| {
            let semaphore = semaphore.clone();
            spawn(async move { semaphore.acquire().await })
        });
        sleep(0.0).await?;
        semaphore.release()?;
        semaphore.release()?;
        sleep(0.0).await?;
        assert_eq!(waiting.each_ref().map(|task| task.done()), [true, true, false]);
        waiting[2].cancel();
        Ok(())
    });
}

#[test]
fn a_bounded_semaphore_is_not_released_once_too_often() {
    let error = Semaphore::bounded(2).release().expect_err("nobody holds it");
    assert_eq!(error.to_string(), "ValueError: BoundedSemaphore released too many times");
}

#[test]
fn a_condition_needs_its_lock() {
    run(async {
        let condition = Condition::new();
        let error = condition.wait().await.expect_err("nobody holds the lock");
        assert_eq!(message(&error), "cannot wait on un-acquired lock");
        let error = condition.notify(1).expect_err("nobody holds the lock");
        assert_eq!(message(&error), "cannot notify on un-acquired lock");
        Ok(())
    });
}

#[test]
fn cancelled_after_its_notification_it_takes_the_lock_first_and_passes_the_notification_on() {
    run(async {
        let condition = Condition::new();
        let [first, second] = [(); 2].map(|()| {
            let condition = condition.clone();
            spawn(async move {
                let _held = condition.hold().await?;
                let ended = condition.wait().await;
                assert!(condition.locked(), "it has the lock either way");
                ended
            })
        });
        sleep(0.0).await?;
        let held = condition.hold().await?;
        condition.notify(1)?;
        first.cancel();
        sleep(1.0).await?;
        assert!(!first.done(), "we hold the lock");
        drop(held);
        second.await?;
        assert!(first.cancelled());
        Ok(())
    });
}

#[test]
fn cancelled_again_while_it_takes_the_lock_back_a_condition_is_stubborn() {
    run(async {
        let condition = Condition::new();
        let waiting = condition.clone();
        let task = spawn(async move {
            let _held = waiting.hold().await?;
            waiting.wait().await
        });
        sleep(0.0).await?;
        let held = condition.hold().await?;
        for text in ["once", "twice"] {
            task.cancel_with(Some(text.into()));
            sleep(1.0).await?;
            assert!(!task.done());
        }
        drop(held);
        assert_eq!(message(&task.await.expect_err("it was cancelled")), "twice");
        assert!(!condition.locked());
        Ok(())
    });
}

#[test]
fn a_barrier_whose_waiter_is_cancelled_waits_for_another_one() {
    run(async {
        let barrier = Barrier::new(2)?;
        let at = || {
            let barrier = barrier.clone();
            spawn(async move { barrier.wait().await })
        };
        let gone = at();
        sleep(1.0).await?;
        gone.cancel();
        sleep(1.0).await?;
        assert_eq!(barrier.waiting(), 0);
        assert_eq!(gather([at(), at()]).await?, [0, 1]);
        Ok(())
    });
}

#[test]
fn a_barrier_that_is_reset_sends_those_inside_away_and_fills_again() {
    run(async {
        let barrier = Barrier::new(2)?;
        let at = || {
            let barrier = barrier.clone();
            spawn(async move { barrier.wait().await })
        };
        let inside = at();
        sleep(1.0).await?;
        barrier.reset().await?;
        let error = inside.await.expect_err("it is sent away");
        assert_eq!(*error.class(), Class::BrokenBarrierError);
        assert!(!barrier.broken());
        assert_eq!(gather([at(), at()]).await?, [0, 1]);
        Ok(())
    });
}

//! Values of a program whose drop calls back into the loop, at moments at which the loop is busy with something.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Future, Limit, Limits, Options, Stop, Task, gather, shield, sleep, spawn,
};

use crate::counting::{Counts, OnDrop, Outcome, run, run_on, traced_loop};

/// Does with the loop all that a value can do in its drop.
fn meddle(event_loop: &EventLoop, victim: Option<Task<()>>) -> OnDrop<impl FnMut() + use<>> {
    let event_loop = event_loop.clone();
    OnDrop(move || {
        event_loop.call_soon("soon", || Ok(()));
        event_loop.call_later(1.0, "later", || Ok(())).cancel();
        event_loop.call_later(1.0, "later", || Ok(()));
        awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async { Ok(()) });
        event_loop.warn("meddled", None);
        _ = event_loop.all_tasks();
        if let Some(victim) = &victim {
            victim.cancel();
        }
        let future = event_loop.create_future::<()>();
        future.add_done_callback("done", |_| Ok(()));
        _ = future.set_exception(Exception::runtime("meddled"));
    })
}

#[test]
fn a_callback_whose_capture_meddles_when_it_has_run() {
    run(async {
        let event_loop = EventLoop::current();
        let victim = spawn(sleep(60.0));
        for how in 0..4 {
            let value = meddle(&event_loop, Some(victim.clone()));
            let callback = move || {
                drop(value);
                Ok(())
            };
            match how {
                0 => drop(event_loop.call_soon("callback", callback)),
                1 => drop(event_loop.call_later(1.0, "callback", callback)),
                2 => {
                    let future = event_loop.create_future();
                    future.add_done_callback("callback", move |_| callback());
                    future.set_result(())?;
                }
                _ => event_loop.intervene_at(1.0, move || _ = callback()),
            }
            sleep(2.0).await?;
        }
        assert!(victim.cancelled());
        Ok(())
    });
}

#[test]
fn a_timer_whose_capture_meddles_when_it_is_taken_back() {
    run(async {
        let event_loop = EventLoop::current();
        let value = meddle(&event_loop, None);
        let timer = event_loop.call_later(60.0, "timer", move || {
            drop(value);
            Ok(())
        });
        timer.cancel();
        sleep(2.0).await?;
        assert_eq!(event_loop.warnings()[0], "meddled".into());
        Ok(())
    });
}

#[test]
fn a_timer_that_takes_itself_back_when_it_is_taken_back() {
    run(async {
        let slot: Rc<RefCell<Option<awaitscope::engine::TimerHandle>>> = Rc::default();
        let own = slot.clone();
        let value = OnDrop(move || {
            if let Some(timer) = &*own.borrow() {
                timer.cancel();
            }
        });
        let timer = EventLoop::current().call_later(60.0, "timer", move || {
            drop(value);
            Ok(())
        });
        slot.replace(Some(timer.clone()));
        timer.cancel();
        slot.take();
        sleep(1.0).await
    });
}

#[test]
fn a_coroutine_that_meddles_when_it_is_dropped() {
    run(async {
        let event_loop = EventLoop::current();
        for secs in [0.0, 1.0, 60.0] {
            let victim = spawn(sleep(60.0));
            let value = meddle(&event_loop, Some(victim.clone()));
            let task = spawn(async move {
                let _value = value;
                sleep(secs).await
            });
            sleep(2.0).await?;
            task.cancel();
            sleep(2.0).await?;
            assert!(task.done() && victim.cancelled());
        }
        Ok(())
    });
}

#[test]
fn a_coroutine_that_meddles_when_it_is_dropped_before_its_first_step() {
    run(async {
        let victim = spawn(sleep(60.0));
        let value = meddle(&EventLoop::current(), Some(victim.clone()));
        let task = spawn(async move {
            let _value = value;
            Ok(())
        });
        task.cancel();
        sleep(1.0).await?;
        assert!(task.cancelled() && victim.cancelled());
        Ok(())
    });
}

#[test]
fn a_coroutine_that_cancels_its_own_task_when_it_is_dropped() {
    run(async {
        let slot: Rc<RefCell<Option<Task<&str>>>> = Rc::default();
        let own = slot.clone();
        let value = OnDrop(move || {
            if let Some(task) = own.take() {
                task.cancel();
            }
        });
        let task = spawn(async move {
            let _value = value;
            sleep(1.0).await?;
            Ok("result")
        });
        slot.replace(Some(task.clone()));
        // In CPython too the frame goes before the task has its result: the request comes right before the end.
        assert!((&task).await.is_err_and(|e| e.is_cancelled()));
        Ok(())
    });
}

#[test]
fn a_result_that_meddles_when_it_is_dropped() {
    let event_loop = traced_loop();
    let value = Rc::new(meddle(&event_loop, None));
    run_on(&event_loop, async move {
        let task = spawn(async move { Ok(value) });
        let future: Future<Rc<_>> = EventLoop::current().create_future();
        future.set_result((&task).await?)?;
        drop(gather([task.as_future(), future.clone()]).await?);
        drop((task, shield(future)));
        sleep(2.0).await
    });
    assert_eq!(event_loop.warnings()[0], "meddled".into());
}

#[test]
fn an_exception_that_meddles_when_it_is_dropped() {
    let event_loop = traced_loop();
    let value = meddle(&event_loop, None);
    run_on(&event_loop, async move {
        let exception = Exception::runtime("with a payload");
        exception.payload(move || Box::new(value));
        let task = spawn(async move { Err::<(), _>(exception) });
        sleep(1.0).await?;
        drop(task);
        sleep(1.0).await?;
        let meddled = EventLoop::current().warnings().iter().filter(|text| &***text == "meddled").count();
        assert_eq!(meddled, 1);
        Ok(())
    });
}

#[test]
fn things_that_meddle_when_the_loop_is_closed() {
    for close in [EventLoop::close, EventLoop::abandon] {
        let event_loop = EventLoop::new(Options::default());
        let counts = Counts::default();
        let victim =
            awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, counts.coroutine(sleep(60.0)));
        for _ in 0..3 {
            let value = (meddle(&event_loop, Some(victim.clone())), counts.token());
            event_loop.call_soon("soon", move || {
                drop(value);
                Ok(())
            });
            let value = (meddle(&event_loop, Some(victim.clone())), counts.token());
            event_loop.call_later(60.0, "later", move || {
                drop(value);
                Ok(())
            });
            let value = (meddle(&event_loop, Some(victim.clone())), counts.token());
            awaitscope::engine::TaskBuilder::new().spawn_on(&event_loop, async move {
                let _value = value;
                sleep(60.0).await
            });
        }
        close(&event_loop);
        assert_eq!(counts.left(), 0);
    }
}

#[test]
fn things_that_spawn_again_whenever_they_are_dropped_do_not_keep_a_loop_from_closing() {
    fn phoenix(event_loop: &EventLoop, drops: &Rc<RefCell<u32>>) -> OnDrop<Box<dyn FnMut()>> {
        let (event_loop, drops) = (event_loop.clone(), drops.clone());
        OnDrop(Box::new(move || {
            *drops.borrow_mut() += 1;
            let again = phoenix(&event_loop, &drops);
            event_loop.call_soon("again", move || {
                drop(again);
                Ok(())
            });
        }))
    }
    let event_loop = EventLoop::new(Options::default());
    let drops = Rc::default();
    let first = phoenix(&event_loop, &drops);
    event_loop.call_soon("first", move || {
        drop(first);
        Ok(())
    });
    event_loop.close();
    assert!((1..10_000).contains(&*drops.borrow()), "{} drops", drops.borrow());
}

#[test]
fn a_done_callback_that_adds_another_one() {
    run(async {
        let future = EventLoop::current().create_future();
        let order: Rc<RefCell<Vec<u32>>> = Rc::default();
        let noted = order.clone();
        future.add_done_callback("first", move |future| {
            noted.borrow_mut().push(1);
            let nested = noted.clone();
            future.add_done_callback("nested", move |_| {
                nested.borrow_mut().push(3);
                Ok(())
            });
            noted.borrow_mut().push(2);
            Ok(())
        });
        future.set_result(())?;
        sleep(0.0).await?;
        assert_eq!(*order.borrow(), [1, 2]);
        sleep(0.0).await?;
        assert_eq!(*order.borrow(), [1, 2, 3]);
        Ok(())
    });
}

/// Tasks in a row, each of which awaits the next one.
fn chain(length: usize, last: Task<()>) -> Task<()> {
    (0..length).fold(last, |next, _| spawn(async move { next.await }))
}

#[test]
fn a_cancellation_travels_down_a_long_chain() {
    run(async {
        let first = chain(300, spawn(sleep(60.0)));
        sleep(1.0).await?;
        assert!(first.cancel());
        assert!(first.await.is_err_and(|e| e.is_cancelled()));
        Ok(())
    });
}

#[test]
fn a_chain_too_long_for_a_cancellation_stops_the_loop() {
    let event_loop = EventLoop::new(Options { limits: Limits::NONE, ..Options::default() });
    let ran: Result<Outcome, _> = event_loop.run(async {
        let first = chain(50_000, spawn(sleep(60.0)));
        sleep(1.0).await?;
        first.cancel();
        first.await
    });
    assert!(matches!(ran, Err(Stop::Limit(Limit::Recursion(_)))), "{ran:?}");
    event_loop.abandon();
}

#[test]
fn a_chain_of_any_length_is_left_without_trouble() {
    let event_loop = EventLoop::new(Options { limits: Limits::NONE, ..Options::default() });
    let ran: Result<Outcome, _> = event_loop.run(async {
        let first = chain(50_000, spawn(async { EventLoop::current().create_future().await }));
        first.await
    });
    assert!(matches!(ran, Err(Stop::Deadlock)));
    event_loop.abandon();
}

#[test]
fn a_cancellation_travels_down_the_longest_chain_of_tasks_and_gatherings_on_a_small_stack() {
    let small = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        let event_loop = traced_loop();
        run_on(&event_loop, async {
            let mut last = spawn(sleep(60.0));
            // Each round adds a task and a gathering; main's own await is one more.
            for _ in 0..499 {
                last = spawn(async move { gather([last]).await.map(drop) });
            }
            sleep(1.0).await?;
            assert!(last.cancel());
            assert!(last.await.is_err_and(|e| e.is_cancelled()));
            Ok(())
        });
    });
    assert!(small.expect("there is memory for a stack").join().is_ok());
}

#[test]
fn gatherings_nested_too_deep_are_refused() {
    #[derive(Clone)]
    struct Nested(#[allow(dead_code, reason = "what nests is never looked at")] Rc<Vec<Nested>>);

    run(async {
        let mut nested = spawn(async { Ok(Nested(Rc::default())) }).as_future();
        for _ in 0..100_000 {
            nested = awaitscope::engine::gather_into(vec![nested], false, |results| {
                Nested(Rc::new(results.into_iter().flatten().take(0).collect()))
            });
        }
        let exception = nested.await.err().expect("it is too deep");
        assert_eq!(*exception.class(), Class::Other("RecursionError".into()));
        Ok(())
    });
}

#[test]
fn twins_of_twins_are_cancelled_within_the_budget() {
    let event_loop = EventLoop::new(Options::default());
    let ran: Result<Outcome, _> = event_loop.run(async {
        let mut twins = spawn(sleep(60.0)).as_future();
        for _ in 0..60 {
            twins = awaitscope::engine::gather_into(vec![twins.clone(), twins], false, drop);
        }
        sleep(1.0).await?;
        twins.cancel();
        twins.await
    });
    assert!(matches!(ran, Err(Stop::Limit(Limit::Handles(_)))), "{ran:?}");
    event_loop.abandon();
}

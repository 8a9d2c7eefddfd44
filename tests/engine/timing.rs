//! Programs about sleeping, timers and timeouts.

use std::cell::RefCell;
use std::future::Future as RustFuture;
use std::rc::Rc;

use awaitscope::engine::{EventLoop, Timeout, gather, sleep, timeout, wait_for};

use super::python::{
    Outcome, Ran, class, is_timeout, list, me, message, named, now, quoted, run, say, task, wait, yes,
};

type Log<T = String> = Rc<RefCell<Vec<T>>>;

pub fn equal_deadlines_fire_in_creation_order(event_loop: &EventLoop) -> Ran {
    async fn sleeper(name: &'static str, naps: &[f64]) -> Outcome<&'static str> {
        for &nap in naps {
            sleep(nap).await?;
        }
        say!("{name}");
        Ok(name)
    }

    async fn note(name: &'static str, delay: f64, order: Log<&'static str>) -> Outcome {
        sleep(delay).await?;
        order.borrow_mut().push(name);
        Ok(())
    }

    run(event_loop, async {
        let finished = gather([
            task("sleeper", sleeper("one sleep of 2", &[2.0])),
            task("sleeper", sleeper("two sleeps of 1", &[1.0, 1.0])),
            task("sleeper", sleeper("four sleeps of 0.5", &[0.5, 0.5, 0.5, 0.5])),
            task("sleeper", sleeper("1.5 then 0.5", &[1.5, 0.5])),
            task("sleeper", sleeper("another sleep of 2", &[2.0])),
        ])
        .await?;
        say!("{} at {:?}", finished.len(), now());

        for i in [5, 3, 8, 1, 9, 0, 2, 7, 4, 6] {
            EventLoop::current().call_later(1.0, "print", move || {
                say!("timer {i}");
                Ok(())
            });
        }
        sleep(1.0).await?;
        say!("main, created last, wakes last");

        let order = Log::default();
        let notes = [("tiny", 1e-6), ("zero", 0.0), ("negative", -5.0), ("tiny too", 1e-6)];
        gather(notes.map(|(name, delay)| task("note", note(name, delay, order.clone())))).await?;
        say!("{}", list(order.borrow().iter().map(quoted)));
        Ok(())
    })
}

pub fn nested_timeouts_which_one_fires(event_loop: &EventLoop) -> Ran {
    fn shown(delay: Option<f64>) -> String {
        delay.map_or("None".to_owned(), |delay| delay.to_string())
    }

    async fn nested(outer: Option<f64>, inner: Option<f64>, work: f64) -> Outcome {
        let start = now();
        say!("outer {}, inner {}", shown(outer), shown(inner));
        let (o, i) = (Timeout::after(outer), Timeout::after(inner));
        o.enter()?;
        let ended: Outcome = async {
            i.enter()?;
            let ended: Outcome = async {
                sleep(work).await?;
                say!("  work done");
                Ok(())
            }
            .await;
            match i.exit(ended.as_ref().err()).and(ended) {
                Err(e) if is_timeout(&e) => say!("  inner timeout at {}", now() - start),
                other => other?,
            }
            say!("  after the inner block, expired: {}", yes(i.expired()));
            sleep(1.0).await?;
            say!("  outer block goes on");
            Ok(())
        }
        .await;
        match o.exit(ended.as_ref().err()).and(ended) {
            Err(e) if is_timeout(&e) => say!("  outer timeout at {}", now() - start),
            other => other?,
        }
        let (o, i) = (yes(o.expired()), yes(i.expired()));
        say!("  expired: outer {o}, inner {i}, cancelling {}", me().cancelling());
        Ok(())
    }

    run(event_loop, async {
        nested(Some(5.0), Some(1.0), 10.0).await?;
        nested(Some(1.0), Some(5.0), 10.0).await?;
        nested(Some(2.0), Some(2.0), 10.0).await?;
        nested(Some(1.5), Some(1.0), 10.0).await?;
        nested(None, Some(1.0), 10.0).await?;
        nested(Some(3.0), Some(3.0), 1.0).await
    })
}

pub fn now_then_later_and_a_periodic_task(event_loop: &EventLoop) -> Ran {
    async fn later(text: &str) -> Outcome {
        sleep(3.0).await?;
        say!("{text}");
        Ok(())
    }

    async fn every(seconds: f64, label: &str) -> Outcome {
        let mut count = 0;
        loop {
            if let Err(e) = sleep(seconds).await {
                say!("ran {count} times");
                return Err(e);
            }
            count += 1;
            say!("{label} {count}");
        }
    }

    let everybody = event_loop.clone();
    event_loop.intervene_at(45.0, move || {
        for task in everybody.all_tasks().iter().filter(|task| &*task.name() == "ticker") {
            task.cancel();
        }
    });
    run(event_loop, async {
        task("later", later("later"));
        say!("now");
        let ticker = named("ticker", "every", every(10.0, "tick"));
        wait(std::slice::from_ref(&ticker)).await?;
        say!("ticker cancelled from outside: {}", yes(ticker.cancelled()));

        let again = named("tocker", "every", every(2.0, "tock"));
        sleep(7.0).await?;
        let cancelled = again.cancel();
        say!("cancel says {}", yes(cancelled));
        sleep(7.0).await
    })
}

pub fn sleep_zero_ping_pong(event_loop: &EventLoop) -> Ran {
    async fn player(name: &str, turns: u32, log: Log) -> Outcome<u32> {
        for i in 0..turns {
            log.borrow_mut().push(format!("{name}{i}"));
            sleep(0.0).await?;
        }
        log.borrow_mut().push(format!("{name}!"));
        Ok(0)
    }

    async fn hog(n: u32, log: Log, polite: bool) -> Outcome<u32> {
        let mut total = 0;
        for i in 0..n {
            total += i * i;
            if polite && i % 10 == 9 {
                log.borrow_mut().push("|".to_owned());
                sleep(0.0).await?;
            }
        }
        Ok(total)
    }

    run(event_loop, async {
        let log = Log::default();
        let turns = [("a", 3), ("b", 5), ("c", 1)];
        gather(turns.map(|(name, turns)| task("player", player(name, turns, log.clone())))).await?;
        say!("{}", log.borrow().join(" "));

        for polite in [false, true] {
            let log = Log::default();
            let hog = task("hog", hog(40, log.clone(), polite));
            let results = gather([hog, task("player", player("p", 4, log.clone()))]).await?;
            let manners = if polite { "polite" } else { "selfish" };
            say!("{manners} {} {}", results[0], log.borrow().join(" "));
        }

        let log = Log::default();
        let note = |text: &str| log.borrow_mut().push(text.to_owned());
        let t = task("player", player("t", 2, log.clone()));
        note("m0");
        sleep(0.0).await?;
        note("m1");
        let u = task("player", player("u", 2, log.clone()));
        sleep(0.0).await?;
        note("m2");
        t.await?;
        note("m3");
        u.await?;
        say!("{}", log.borrow().join(" "));
        Ok(())
    })
}

pub fn timeout_rescheduled_and_switched_off(event_loop: &EventLoop) -> Ran {
    fn shown(when: Option<f64>) -> String {
        when.map_or("None".to_owned(), |when| format!("{when:?}"))
    }

    async fn within(timeout: &Timeout, body: impl RustFuture<Output = Outcome>) -> Outcome {
        timeout.enter()?;
        let ended = body.await;
        timeout.exit(ended.as_ref().err()).and(ended)
    }

    run(event_loop, async {
        let t = Timeout::after(None);
        let body = async {
            say!("when: {}", shown(t.when()));
            t.reschedule(Some(now() + 2.0))?;
            say!("when: {}", shown(t.when()));
            sleep(1.0).await?;
            t.reschedule(None)?;
            sleep(5.0).await
        };
        within(&t, body).await?;
        say!("switched off in time: {} {:?}", yes(t.expired()), now());

        let t = Timeout::after(Some(1.0));
        let body = async {
            for i in 0..5 {
                sleep(0.8).await?;
                if i < 2 {
                    t.reschedule(Some(now() + 1.0))?;
                }
                say!("beat {i}");
            }
            Ok(())
        };
        match within(&t, body).await {
            Err(e) if is_timeout(&e) => say!("no more beats at {:.1}", now()),
            other => other?,
        }

        match within(&Timeout::at(Some(now() + 1.5)), sleep(3.0)).await {
            Err(e) if is_timeout(&e) => {
                say!("timeout_at at {:.1}, cause CancelledError, text {}", now(), quoted(message(&e)));
            }
            other => other?,
        }

        for delay in [0.0, -1.0] {
            let body = async {
                say!("the body starts anyway");
                sleep(0.0).await?;
                say!("and is cut at the first real pause?");
                sleep(1.0).await
            };
            match timeout(Some(delay), body).await {
                Err(e) if is_timeout(&e) => say!("cut"),
                other => other?,
            }
        }
        // `t` is the one of the beats still.
        match t.reschedule(Some(now())) {
            Err(e) => say!("{}: {}", class(&e), message(&e)),
            Ok(()) => unreachable!("it has expired"),
        }
        Ok(())
    })
}

pub fn wait_for_something_that_refuses_to_die(event_loop: &EventLoop) -> Ran {
    async fn slow_death() -> Outcome<String> {
        let ended = sleep(10.0).await;
        sleep(3.0).await?;
        say!("slow_death is over");
        ended.map(|()| String::new())
    }

    async fn refuses() -> Outcome<String> {
        match sleep(10.0).await {
            Err(e) if e.is_cancelled() => {
                say!("refuses: no");
                sleep(1.0).await?;
                Ok("a result all the same".to_owned())
            }
            other => other.map(|()| String::new()),
        }
    }

    async fn fails_instead() -> Outcome<String> {
        match sleep(10.0).await {
            Err(e) if e.is_cancelled() => Err(super::python::error("KeyError", "'other error'")),
            other => other.map(|()| String::new()),
        }
    }

    async fn quick() -> Outcome<String> {
        say!("quick runs");
        Ok("1".to_owned())
    }

    async fn try_wait(
        coroutine: &str,
        body: impl RustFuture<Output = Outcome<String>> + 'static,
        timeout: Option<f64>,
    ) -> Outcome {
        let start = now();
        let task = task(coroutine, body);
        match wait_for(task.clone(), timeout).await {
            Ok(result) => say!("result: {result}"),
            Err(e) if is_timeout(&e) => say!("TimeoutError"),
            Err(e) if class(&e) == "KeyError" => say!("KeyError: {}", message(&e)),
            Err(e) => return Err(e),
        }
        say!("  took {}, task cancelled: {}", now() - start, yes(task.cancelled()));
        Ok(())
    }

    run(event_loop, async {
        try_wait("slow_death", slow_death(), Some(1.0)).await?;
        try_wait("refuses", refuses(), Some(1.0)).await?;
        try_wait("fails_instead", fails_instead(), Some(1.0)).await?;
        try_wait("quick", quick(), Some(0.0)).await?;
        try_wait("quick", quick(), Some(1.0)).await?;
        try_wait("quick", quick(), None).await?;
        let fut = EventLoop::current().create_future();
        fut.set_result("ready")?;
        say!("{}", wait_for(fut, Some(0.0)).await?);
        Ok(())
    })
}

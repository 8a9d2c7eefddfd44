//! Programs about callbacks, bare futures and exceptions that nobody asks for.

use awaitscope::engine::{Class, EventLoop, Future, Task, gather, sleep};

use super::python::{Outcome, Ran, error, message, named, now, run, say, task, yes};

pub fn call_soon_timers_and_tasks_in_order(event_loop: &EventLoop) -> Ran {
    fn speak(words: impl Into<String>) -> impl FnOnce() -> Outcome + 'static {
        let words = words.into();
        move || {
            say!("{words}");
            Ok(())
        }
    }

    async fn two_steps(name: &str) -> Outcome {
        say!("{name} step 1");
        sleep(0.0).await?;
        say!("{name} step 2");
        Ok(())
    }

    run(event_loop, async {
        let event_loop = EventLoop::current();
        event_loop.call_soon("say", speak("soon 1"));
        let t1 = task("task", two_steps("task 1"));
        event_loop.call_soon("say", speak("soon 2"));
        event_loop.call_later(0.0, "say", speak("later 0"));
        let t2 = task("task", two_steps("task 2"));
        event_loop.call_soon("call_soon", || {
            EventLoop::current().call_soon("say", speak("soon from soon"));
            Ok(())
        });
        say!("main continues");
        gather([t1, t2]).await?;

        say!("-- timers");
        let start = now();
        for i in [3, 1, 2] {
            event_loop.call_at(start + f64::from(i), "say", speak(format!("at {i}")));
        }
        for letter in ["a", "b", "c", "d"] {
            event_loop.call_later(2.0, "say", speak(format!("later 2 {letter}")));
        }
        let dropped = event_loop.call_later(1.5, "say", speak("never"));
        dropped.cancel();
        say!("cancelled handle: True when: {:?}", dropped.when());
        sleep(2.0).await?;
        say!("main wakes at {:?}", now());
        sleep(1.0).await?;

        say!("-- done callbacks in order");
        let f: Future<&str> = event_loop.create_future();
        for i in 0..3 {
            f.add_done_callback("<lambda>", move |fut| {
                say!("callback {i} {}", fut.result()?);
                Ok(())
            });
        }
        f.set_result("x")?;
        event_loop.call_soon("say", speak("after the callbacks"));
        say!("main still has the loop");
        f.await?;
        say!("await on a finished future does not pause");
        sleep(0.0).await
    })
}

pub fn future_resolved_by_somebody_else(event_loop: &EventLoop) -> Ran {
    async fn customer(name: &str, order: Future<&'static str>) -> Outcome {
        say!("{name} waits");
        match order.await {
            Ok(dish) => say!("{name} eats {dish}"),
            Err(e) if e.class().name() == "LookupError" => say!("{name} goes home: {}", message(&e)),
            Err(e) => return Err(e),
        }
        Ok(())
    }

    fn guest(name: &'static str, order: &Future<&'static str>) -> Task<()> {
        task("customer", customer(name, order.clone()))
    }

    run(event_loop, async {
        let event_loop = EventLoop::current();
        let order = event_loop.create_future();
        let guests = ["Ann", "Bob", "Cleo"].map(|name| guest(name, &order));
        let served = order.clone();
        event_loop.call_later(1.5, "set_result", move || served.set_result("soup"));
        say!("done yet? {}", yes(order.done()));
        gather(guests).await?;

        match order.set_result("more soup") {
            Err(e) if *e.class() == Class::InvalidStateError => say!("an order is served only once"),
            other => other?,
        }
        say!("await again gives {}", order.await?);

        let broken = event_loop.create_future();
        let guests = ["Dan", "Eve"].map(|name| guest(name, &broken));
        sleep(1.0).await?;
        broken.set_exception(error("LookupError", "kitchen closed"))?;
        gather(guests).await?;

        let dropped = event_loop.create_future::<()>();
        dropped.add_done_callback("<lambda>", |f| {
            say!("callback sees cancelled = {}", yes(f.cancelled()));
            Ok(())
        });
        let (first, second) = (dropped.cancel(), dropped.cancel());
        say!("cancel: {} {}", yes(first), yes(second));
        match dropped.await {
            Err(e) if e.is_cancelled() => say!("awaiting it raises CancelledError"),
            other => other?,
        }
        Ok(())
    })
}

pub fn silent_task_exceptions(event_loop: &EventLoop) -> Ran {
    async fn explode(message: &str) -> Outcome<&'static str> {
        sleep(0.1).await?;
        Err(error("Exception", message))
    }

    async fn slept(secs: f64, result: &'static str) -> Outcome<&'static str> {
        sleep(secs).await?;
        Ok(result)
    }

    fn shout(task: Future<&'static str>) -> Outcome {
        let name = task.as_task().expect("it is a task").name();
        if task.cancelled() {
            say!("{name} was cancelled");
        } else if let Some(e) = task.exception()? {
            say!("{name} raised: {}", message(&e));
        } else {
            say!("{name} gave {}", task.result()?);
        }
        Ok(())
    }

    run(event_loop, async {
        named("silent", "explode", explode("nobody looked at me"));
        let loud = named("loud", "explode", explode("look at me"));
        loud.as_future().add_done_callback("shout", shout);
        let calm = named("calm", "sleep", slept(0.2, "fine"));
        calm.as_future().add_done_callback("shout", shout);
        let gone = named("gone", "sleep", slept(10.0, "None"));
        gone.as_future().add_done_callback("shout", shout);

        let late = named("late", "explode", explode("asked too late"));
        sleep(1.0).await?;
        gone.cancel();
        say!("late is done: {}", yes(late.done()));
        match late.await {
            Err(e) if !e.is_cancelled() => say!("await raises: {}", message(&e)),
            other => drop(other?),
        }
        sleep(1.0).await
    })
}

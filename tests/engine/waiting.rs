//! Programs about `wait()`, `as_completed()` and `wait_for()`.

use std::collections::HashSet;
use std::rc::Rc;

use awaitscope::engine::{
    self, Context, EventLoop, Exception, ReturnWhen, Task, TaskBuilder, as_completed, sleep, wait_for,
    wait_for_coroutine,
};

use super::python::{
    Outcome, Ran, error, is_timeout, list, me, message, named, now, quoted, repr, run, say, task, yes,
};

pub fn wait_modes_and_timeout(event_loop: &EventLoop) -> Ran {
    async fn runner(lane: &str, seconds: u32) -> Outcome<String> {
        sleep(seconds.into()).await?;
        if lane == "C" {
            return Err(Exception::runtime("fell over"));
        }
        Ok(format!("{lane} in {seconds}"))
    }

    fn names(futures: &[engine::Future<String>]) -> String {
        let mut names: Vec<_> = futures.iter().filter_map(|t| Some(quoted(t.as_task()?.name()))).collect();
        names.sort();
        list(names)
    }

    async fn race(label: &str, timeout: Option<f64>, return_when: ReturnWhen) -> Outcome {
        say!("--- {label}");
        let tasks =
            [("A", 3), ("B", 1), ("C", 2), ("D", 4)].map(|(lane, s)| named(lane, "runner", runner(lane, s)));
        let waited = engine::wait(tasks.clone(), timeout, return_when).await?;
        say!("done {} pending {}", names(&waited.done), names(&waited.pending));
        if !waited.pending.is_empty() {
            let waited = engine::wait(waited.pending, None, ReturnWhen::AllCompleted).await?;
            say!("then {} {}", names(&waited.done), names(&waited.pending));
        }
        for t in &tasks {
            let ended = match t.exception()? {
                Some(e) => repr(&e),
                None => t.result()?,
            };
            say!("  {} {ended}", t.name());
        }
        Ok(())
    }

    run(event_loop, async {
        race("first completed", None, ReturnWhen::FirstCompleted).await?;
        race("first exception", None, ReturnWhen::FirstException).await?;
        race("all completed", None, ReturnWhen::AllCompleted).await?;
        race("timeout", Some(2.5), ReturnWhen::AllCompleted).await?;
        race("timeout zero", Some(0.0), ReturnWhen::AllCompleted).await?;
        let nothing: [Task<()>; 0] = [];
        if let Err(e) = engine::wait(nothing, None, ReturnWhen::AllCompleted).await {
            say!("ValueError: {}", message(&e));
        }
        // Here the compiler is the one who complains.
        say!("TypeError: Passing coroutines is forbidden, use tasks explicitly.");
        Ok(())
    })
}

pub fn as_completed_hands_out_the_earliest(event_loop: &EventLoop) -> Ran {
    async fn courier(name: &'static str, minutes: u32) -> Outcome<(&'static str, u32)> {
        say!("{name} leaves");
        sleep(minutes.into()).await?;
        if name == "bike" {
            return Err(error("OSError", "flat tyre"));
        }
        say!("{name} arrives");
        Ok((name, minutes))
    }

    run(event_loop, async {
        let work = [("van", 4), ("bike", 2), ("drone", 1)].map(|(n, m)| task("courier", courier(n, m)));
        let mut place = 0;
        for earliest in as_completed(work, None) {
            match earliest.await {
                Ok((name, minutes)) => {
                    place += 1;
                    say!("#{place}: {name} after {minutes}");
                }
                Err(e) => say!("one will not come: {}", message(&e)),
            }
        }

        let slow = [("walker", 3), ("snail", 30)].map(|(n, m)| task("courier", courier(n, m)));
        for earliest in as_completed(slow.clone(), Some(5.0)) {
            match earliest.await {
                Ok((name, minutes)) => say!("timed: ('{name}', {minutes})"),
                Err(e) if is_timeout(&e) => {
                    say!("not everybody made it, snail done? {}", yes(slow[1].done()));
                    break;
                }
                Err(e) => return Err(e),
            }
        }
        slow[1].cancel();
        Ok(())
    })
}

pub fn as_completed_as_an_async_iterator(event_loop: &EventLoop) -> Ran {
    async fn boat(name: &str, knots: f64) -> Outcome<f64> {
        sleep(12.0 / knots).await?;
        if name == "Albatross" {
            return Err(Exception::runtime("ran aground"));
        }
        Ok(12.0 / knots)
    }

    run(event_loop, async {
        let fleet: Vec<_> = [("Puffin", 6.0), ("Tern", 8.0), ("Albatross", 12.0), ("Gull", 4.0)]
            .map(|(n, k)| (named(n, "boat", boat(n, k)), k))
            .into();
        let boats = || fleet.iter().map(|(task, _)| task.clone());
        let mut position = 0;
        let arrivals = as_completed(boats(), None);
        while let Some(finished) = arrivals.next_done().await {
            let finished = finished?;
            let (task, knots) =
                fleet.iter().find(|(task, _)| task.as_future().is(&finished)).expect("it is ours");
            if let Some(e) = task.exception()? {
                say!("-. {} ({knots} kn): {}", task.name(), message(&e));
                continue;
            }
            position += 1;
            let hours = finished.await?;
            say!("{position}. {} ({knots} kn) after {hours:.1}", task.name());
        }

        let (mut new, mut errors) = (0, 0);
        for awaitable in as_completed(boats(), None) {
            new += 1;
            errors += u32::from(awaitable.await.is_err());
        }
        say!("a plain for yields new coroutines: {new} 0 {errors}");

        let race =
            as_completed([("Swan", 3.0), ("Duck", 1.0)].map(|(n, k)| task("boat", boat(n, k))), Some(5.0));
        loop {
            match race.next_done().await {
                Some(Ok(finished)) => say!("Swan arrives {:?}", finished.await?),
                Some(Err(e)) if is_timeout(&e) => {
                    say!("the race is closed");
                    return Ok(());
                }
                Some(Err(e)) => return Err(e),
                None => return Ok(()),
            }
        }
    })
}

pub fn wait_for_inside_wait_tells_the_timeout(event_loop: &EventLoop) -> Ran {
    async fn fetch(key: &str, delay: f64) -> Outcome<String> {
        sleep(delay).await?;
        Ok(format!("{key}:{delay}"))
    }

    run(event_loop, async {
        let mut jobs: Vec<(&str, f64)> = vec![("a", 0.5), ("b", 3.0), ("c", 1.2), ("d", 2.5), ("e", 0.1)];
        let (mut retried, mut results, mut failed) = (HashSet::new(), Vec::new(), Vec::new());
        let mut running: Vec<(Task<String>, &str, f64)> = Vec::new();
        while !jobs.is_empty() || !running.is_empty() {
            while !jobs.is_empty() && running.len() < 2 {
                let (key, delay) = jobs.remove(0);
                let body = wait_for_coroutine(TaskBuilder::new(), fetch(key, delay), Some(2.0));
                running.push((named(&format!("get-{key}"), "wait_for", body), key, delay));
            }
            let tasks = running.iter().map(|(task, ..)| task.clone());
            engine::wait(tasks, None, ReturnWhen::FirstCompleted).await?;
            let (mut done, left): (Vec<_>, Vec<_>) = running.into_iter().partition(|(t, ..)| t.done());
            running = left;
            done.sort_by_key(|(t, ..)| t.name());
            for (t, key, delay) in done {
                if t.exception()?.is_some_and(|e| is_timeout(&e)) {
                    if retried.contains(key) {
                        failed.push(key);
                        say!("{key} timed out again");
                    } else {
                        retried.insert(key);
                        jobs.push((key, delay / 2.0));
                        say!("{key} timed out, will retry");
                    }
                } else {
                    results.push(format!("'{key}': '{}'", t.result()?));
                    say!("{key} ok");
                }
            }
        }
        say!("{{{}}}", results.join(", "));
        say!("failed: {}", list(failed.iter().map(quoted)));
        Ok(())
    })
}

pub fn wait_for_runs_a_coroutine_in_the_calling_task(event_loop: &EventLoop) -> Ran {
    const DAY: f64 = 86_400.0;

    fn context() -> Context {
        EventLoop::current().context()
    }

    fn mood() -> Rc<str> {
        context().value().and_then(|value| value.downcast_ref::<Rc<str>>().cloned()).unwrap_or("calm".into())
    }

    async fn errand(label: &'static str, seconds: f64) -> Outcome<String> {
        context().set_value(Rc::new(Rc::<str>::from(format!("busy with {label}"))));
        say!("{label} runs in {}", me().name());
        if let Err(e) = sleep(seconds).await {
            say!("{label} cut off, cancelling {}", me().cancelling());
            return Err(e);
        }
        Ok(format!("{label} done"))
    }

    async fn here(label: &'static str, seconds: f64, timeout: f64) -> Outcome<String> {
        wait_for_coroutine(TaskBuilder::new().coroutine("errand"), errand(label, seconds), Some(timeout))
            .await
    }

    run(event_loop, async {
        let done = here("letter", 1.0, 2.0).await?;
        say!("{done} | {}", mood());
        if here("novel", DAY, 1.5).await.is_err_and(|e| is_timeout(&e)) {
            say!("timeout | {} | {}", mood(), me().cancelling());
        }
        let done = wait_for(named("own task", "errand", errand("task", 0.5)), Some(3.0)).await?;
        say!("{done} | {}", mood());

        let waiting = named("patient", "patient", here("shopping", DAY, 2.0 * DAY));
        sleep(1.0).await?;
        waiting.cancel();
        if waiting.await.is_err_and(|e| e.is_cancelled()) {
            say!("patient cancelled at {:?}", now());
        }
        if here("never begun", 1.0, 0.0).await.is_err_and(|e| is_timeout(&e)) {
            say!("no time at all");
        }
        Ok(())
    })
}

//! Programs about cancelling tasks.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Stop, Task, gather, gather_into, gather_outcomes, shield, sleep, timeout,
};

use super::python::{
    Outcome, Ran, args, class, error, list, me, message, named, now, print_on, quoted, run, say, task, wait,
    yes,
};

pub fn all_tasks_cancel_whatever_is_left(event_loop: &EventLoop) -> Ran {
    async fn chore(name: &str, seconds: f64) -> Outcome {
        match sleep(seconds).await {
            Err(e) if e.is_cancelled() => {
                say!("{name}: cancelled");
                Err(e)
            }
            Err(e) => Err(e),
            Ok(()) => {
                say!("{name}: finished");
                Ok(())
            }
        }
    }

    run(event_loop, async {
        let mut tasks = Vec::new();
        for (i, name) in ["dishes", "laundry", "windows"].into_iter().enumerate() {
            tasks.push(named(name, "chore", chore(name, i as f64 + 1.0)));
        }
        sleep(0.0).await?;
        let mut everyone: Vec<_> =
            EventLoop::current().all_tasks().iter().map(|t| quoted(t.name())).collect();
        everyone.sort();
        say!("everyone: {}", list(everyone));

        sleep(1.5).await?;
        let here: Vec<_> = EventLoop::current().all_tasks().iter().map(|t| t.id()).collect();
        tasks.retain(|t| here.contains(&t.id()));
        let pending = tasks;
        say!("pending: {}", list(pending.iter().map(|t| quoted(t.name()))));

        for t in pending.iter().filter(|t| &*t.name() == "windows") {
            let cancelled = t.cancel();
            say!("cancel {} {}", t.name(), yes(cancelled));
        }
        wait(&pending).await?;
        for t in &pending {
            say!("{} {}", t.name(), if t.cancelled() { "cancelled" } else { "ok" });
        }
        say!("rest: 0 left: {}", EventLoop::current().all_tasks().len());
        Ok(())
    })
}

pub fn cancel_before_the_first_step(event_loop: &EventLoop) -> Ran {
    async fn job(name: &str) -> Outcome {
        say!("{name} runs");
        let slept = sleep(1.0).await;
        say!("{name} finally");
        slept
    }

    run(event_loop, async {
        let early = named("early", "job", job("early"));
        let cancelled = early.cancel();
        say!("cancel: {} done: {} cancelled: {}", yes(cancelled), yes(early.done()), yes(early.cancelled()));
        sleep(0.0).await?;
        let (done, cancelled, again) = (early.done(), early.cancelled(), early.cancel());
        say!("done: {} cancelled: {} again: {}", yes(done), yes(cancelled), yes(again));

        let started = named("started", "job", job("started"));
        sleep(0.0).await?;
        started.cancel();
        sleep(0.0).await?;
        say!("started done: {}", yes(started.done()));
        for t in [early, started] {
            match (&t).await {
                Err(e) if e.is_cancelled() => say!("await {} -> CancelledError", t.name()),
                other => other?,
            }
        }
        let chained = task("job", job("chained"));
        let waiting = gather_outcomes([chained.clone()]);
        chained.cancel();
        let results = waiting.await?;
        say!(
            "{}",
            list(results.iter().map(|r| quoted(r.as_ref().map_or_else(class, |()| "NoneType".to_owned()))))
        );
        let spared = named("spared", "job", job("spared"));
        spared.cancel();
        say!("taken back: {}", spared.uncancel());
        wait(std::slice::from_ref(&spared)).await?;
        say!("spared was cancelled: {}", yes(spared.cancelled()));
        Ok(())
    })
}

pub fn cancel_in_the_tick_of_completion(event_loop: &EventLoop) -> Ran {
    type Victims = Rc<RefCell<Vec<Task<&'static str>>>>;

    async fn sleeper(name: &'static str, delay: f64, victims: Victims) -> Outcome<&'static str> {
        if let Err(e) = sleep(delay).await {
            say!("{name} cancelled at the last moment");
            return Err(e);
        }
        say!("{name} woke up");
        for v in victims.borrow().iter() {
            let cancelled = v.cancel();
            say!("{name} cancels {}: {}", v.name(), yes(cancelled));
        }
        Ok(name)
    }

    async fn returns_at_once() -> Outcome<&'static str> {
        Ok("value")
    }

    async fn cancels_itself() -> Outcome<&'static str> {
        me().cancel();
        say!("still running after cancel()");
        Ok("lost?")
    }

    run(event_loop, async {
        let nobody = Victims::default();
        let first = named("first", "sleeper", sleeper("first", 1.0, nobody.clone()));
        sleep(0.0).await?;
        let victims = Rc::new(RefCell::new(vec![first.clone()]));
        let killer = named("killer", "sleeper", sleeper("killer", 1.0, victims.clone()));
        sleep(0.0).await?;
        let last = named("last", "sleeper", sleeper("last", 1.0, nobody.clone()));
        victims.borrow_mut().push(last.clone());
        let all = [first, killer, last];
        wait(&all).await?;
        say!("cancelled: {}", list(all.iter().map(|t| yes(t.cancelled()))));

        let c = named("c", "sleeper", sleeper("c", 1.0, nobody.clone()));
        sleep(0.0).await?;
        let victim = c.clone();
        EventLoop::current().call_later(1.0, "<lambda>", move || {
            let cancelled = victim.cancel();
            say!("cancel c by timer: {}", yes(cancelled));
            Ok(())
        });
        wait(std::slice::from_ref(&c)).await?;
        say!("c {}", yes(c.cancelled()));

        let d = named("d", "returns_at_once", returns_at_once());
        sleep(0.0).await?;
        let cancelled = d.cancel();
        say!("cancel d: {} result: {}", yes(cancelled), d.result()?);

        let e = named("e", "cancels_itself", cancels_itself());
        wait(std::slice::from_ref(&e)).await?;
        say!("e cancelled: {}", yes(e.cancelled()));
        Ok(())
    })
}

pub fn cancel_swallowed_in_a_loop(event_loop: &EventLoop) -> Ran {
    async fn stubborn(mut lives: u32) -> Outcome<String> {
        let mut done = 0;
        loop {
            match sleep(10.0).await {
                Err(e) if e.is_cancelled() => {
                    lives -= 1;
                    done += 1;
                    say!("ignored, {lives} lives left, cancelling() = {}", me().cancelling());
                    if lives == 0 {
                        return Ok(format!("gave in after {done}"));
                    }
                }
                other => other?,
            }
        }
    }

    async fn bare_except() -> Outcome<&'static str> {
        sleep(1.0).await?;
        Ok("slept")
    }

    async fn swallow_everything() -> Outcome<&'static str> {
        if let Err(e) = sleep(5.0).await {
            say!("swallowed {}", class(&e));
        }
        Ok("normal result")
    }

    run(event_loop, async {
        let t = task("stubborn", stubborn(3));
        for i in 0..4 {
            sleep(1.0).await?;
            let cancelled = t.cancel();
            say!("cancel #{}: {}", i + 1, yes(cancelled));
        }
        let result = (&t).await?;
        say!("{result} cancelled: {}", yes(t.cancelled()));

        let t = task("bare_except", bare_except());
        sleep(0.5).await?;
        t.cancel();
        wait(std::slice::from_ref(&t)).await?;
        say!("bare except task cancelled: {}", yes(t.cancelled()));

        let t = task("swallow_everything", swallow_everything());
        sleep(0.0).await?;
        t.cancel();
        let result = (&t).await?;
        say!("{result} cancelled: {} cancelling: {}", yes(t.cancelled()), t.cancelling());
        Ok(())
    })
}

pub fn cancel_with_a_message(event_loop: &EventLoop) -> Ran {
    async fn victim(reraise: &str) -> Outcome {
        match sleep(10.0).await {
            Err(e) if e.is_cancelled() => {
                say!("inside: {}", args(&e));
                match reraise {
                    "same" => Err(e),
                    "new" => Err(Exception::cancelled(Some("changed my mind".into()))),
                    _ => Ok(()),
                }
            }
            other => other,
        }
    }

    async fn passes_on(task: Task<()>) -> Outcome {
        task.await
    }

    run(event_loop, async {
        for how in ["same", "new"] {
            let t = task("victim", victim(how));
            sleep(1.0).await?;
            t.cancel_with(Some(format!("stop ({how})").into()));
            match t.await {
                Err(e) if e.is_cancelled() => say!("outside: {}", args(&e)),
                other => other?,
            }
        }

        let inner = task("victim", victim("same"));
        let outer = task("passes_on", passes_on(inner.clone()));
        sleep(1.0).await?;
        outer.cancel_with(Some("down the chain".into()));
        match (&outer).await {
            Err(e) if e.is_cancelled() => {
                let (inner, outer) = (yes(inner.cancelled()), yes(outer.cancelled()));
                say!("through two tasks: {} {inner} {outer}", args(&e));
            }
            other => other?,
        }

        let fut = EventLoop::current().create_future::<()>();
        fut.cancel_with(Some("future says no".into()));
        match fut.await {
            Err(e) if e.is_cancelled() => say!("future: {}", args(&e)),
            other => other?,
        }
        let t = task("victim", victim("same"));
        t.cancel();
        match t.await {
            Err(e) if e.is_cancelled() => say!("no message: {}", args(&e)),
            other => other?,
        }
        Ok(())
    })
}

pub fn cancelling_a_gather(event_loop: &EventLoop) -> Ran {
    async fn child(name: &'static str, seconds: f64, mode: &'static str) -> Outcome<String> {
        match sleep(seconds).await {
            Ok(()) => Ok(name.to_owned()),
            Err(e) if e.is_cancelled() => {
                say!("{name}: cancelled, will {mode}");
                match mode {
                    "ignore" => {
                        sleep(1.0).await?;
                        Ok(format!("{name} anyway"))
                    }
                    "fail" => Err(Exception::runtime(name)),
                    _ => Err(e),
                }
            }
            Err(e) => Err(e),
        }
    }

    fn result(outcome: Outcome<String>) -> String {
        match outcome {
            Ok(text) => quoted(text),
            Err(e) => format!("{}({})", class(&e), e.message().map_or_else(String::new, quoted)),
        }
    }

    async fn waiter(mode: Option<&'static str>, return_exceptions: bool) -> Outcome {
        let children = vec![
            task("child", child("a", 1.0, "obey")).as_future(),
            task("child", child("b", 5.0, "obey")).as_future(),
            task("child", child("c", 5.0, mode.unwrap_or("obey"))).as_future(),
        ];
        let gathered =
            gather_into(children, return_exceptions, |results| list(results.into_iter().map(result)));
        match gathered.await {
            Ok(result) => {
                say!("gather gave {result}");
                Ok(())
            }
            Err(e) if e.is_cancelled() => {
                say!("gather raised CancelledError");
                Err(e)
            }
            Err(e) if *e.class() == Class::RuntimeError => {
                say!("gather raised RuntimeError({})", quoted(message(&e)));
                Ok(())
            }
            Err(e) => Err(e),
        }
    }

    run(event_loop, async {
        for (shown, mode, return_exceptions) in [
            ("{}", None, false),
            ("{'return_exceptions': True}", None, true),
            ("{'mode': 'ignore'}", Some("ignore"), false),
            ("{'mode': 'ignore', 'return_exceptions': True}", Some("ignore"), true),
            ("{'mode': 'fail'}", Some("fail"), false),
            ("{'mode': 'fail', 'return_exceptions': True}", Some("fail"), true),
        ] {
            say!("-- {shown}");
            let t = task("waiter", waiter(mode, return_exceptions));
            sleep(2.0).await?;
            t.cancel();
            wait(std::slice::from_ref(&t)).await?;
            say!("waiter cancelled: {}", yes(t.cancelled()));
            sleep(3.0).await?;
        }

        let one = task("child", child("only", 5.0, "obey"));
        let g = gather_outcomes([one.clone(), task("child", child("other", 1.0, "obey"))]);
        sleep(0.5).await?;
        one.cancel();
        let results = g.await?;
        say!("{}", list(results.into_iter().map(|r| quoted(r.unwrap_or_else(|e| class(&e))))));
        Ok(())
    })
}

pub fn cancelling_counts_and_uncancel(event_loop: &EventLoop) -> Ran {
    async fn forgiving(rounds: u32) -> Outcome<u32> {
        for i in 0..rounds {
            match sleep(2.0).await {
                Ok(()) => say!("round {i} undisturbed"),
                Err(e) if e.is_cancelled() => {
                    say!("round {i} cancelled, count {}", me().cancelling());
                    let left = me().uncancel();
                    say!("after uncancel {left}");
                }
                Err(e) => return Err(e),
            }
        }
        Ok(me().cancelling())
    }

    async fn keeps_count() -> Outcome {
        match sleep(10.0).await {
            Err(e) if e.is_cancelled() => {
                say!("two requests at once, one exception: {}", me().cancelling());
            }
            other => other?,
        }
        let (a, b, c) = (me().uncancel(), me().uncancel(), me().uncancel());
        say!("uncancel: {a} {b} {c}");
        match timeout(Some(1.0), sleep(5.0)).await {
            Err(e) if *e.class() == Class::TimeoutError => {
                say!("timeouts still work, count {}", me().cancelling());
                Ok(())
            }
            other => other,
        }
    }

    run(event_loop, async {
        let t = task("forgiving", forgiving(4));
        sleep(1.0).await?;
        t.cancel();
        sleep(4.0).await?;
        t.cancel();
        let left = t.await?;
        say!("remaining count: {left}");

        let t = task("keeps_count", keeps_count());
        sleep(1.0).await?;
        t.cancel();
        t.cancel();
        (&t).await?;
        say!("cancelled: {}", yes(t.cancelled()));
        Ok(())
    })
}

pub fn cleanup_awaits_in_finally(event_loop: &EventLoop) -> Ran {
    type Counts = Rc<RefCell<Vec<u32>>>;

    async fn layered(counts: Counts) -> Outcome {
        let ended = async {
            let ended = async {
                let ended = sleep(10.0).await;
                say!("inner cleanup");
                sleep(1.0).await?;
                ended
            };
            let ended = ended.await;
            say!("middle cleanup");
            gather([task("sleep", sleep(1.0)), task("sleep", sleep(0.5))]).await?;
            ended
        };
        let ended = ended.await;
        say!("outer cleanup");
        counts.borrow_mut().push(me().cancelling());
        ended
    }

    async fn masks() -> Outcome {
        _ = sleep(10.0).await;
        Err(Exception::runtime("cleanup failed"))
    }

    async fn translates() -> Outcome {
        match sleep(10.0).await {
            Err(e) if e.is_cancelled() => Err(Exception::with_message(Class::TimeoutError, "translated")),
            other => other,
        }
    }

    async fn with_manager() -> Outcome {
        say!("acquire");
        let ended = sleep(10.0).await;
        say!("release because of {}", ended.as_ref().err().map_or("None".to_owned(), class));
        sleep(1.0).await?;
        say!("released");
        ended
    }

    run(event_loop, async {
        let counts = Counts::default();
        for func in ["layered", "masks", "translates", "with_manager"] {
            let t = match func {
                "layered" => task(func, layered(counts.clone())),
                "masks" => task(func, masks()),
                "translates" => task(func, translates()),
                _ => task(func, with_manager()),
            };
            sleep(1.0).await?;
            let start = now();
            t.cancel();
            match (&t).await {
                Ok(()) => {}
                Err(e) if e.is_cancelled() => say!("{func}: cancelled after {}s more", now() - start),
                Err(e) => {
                    let repr = format!("{}('{}')", class(&e), message(&e));
                    say!("{func}: {repr}, context CancelledError, cancelled {}", yes(t.cancelled()));
                }
            }
        }
        say!("{}", list(&*counts.borrow()));
        Ok(())
    })
}

pub fn exception_out_of_run_cancels_the_rest(event_loop: &EventLoop) -> Ran {
    async fn service(name: &str, grace: f64) -> Outcome {
        let ended: Outcome = async {
            loop {
                match sleep(1.0).await {
                    Ok(()) => say!("{name} works"),
                    Err(e) if e.is_cancelled() => {
                        say!("{name} told to stop");
                        sleep(grace).await?;
                        say!("{name} stopped");
                        return Err(e);
                    }
                    Err(e) => return Err(e),
                }
            }
        }
        .await;
        if name == "cron" {
            return Err(Exception::runtime("cron broke while stopping"));
        }
        ended
    }

    async fn load_config() -> Outcome<u32> {
        sleep(1.5).await?;
        "eight".parse().map_err(|_| error("ConfigError", "workers must be a number"))
    }

    run(event_loop, async {
        named("web", "service", service("web", 0.5));
        named("mail", "service", service("mail", 0.0));
        named("cron", "service", service("cron", 0.2));
        let workers = load_config().await?;
        say!("never reached {workers}");
        Ok(())
    })
}

pub fn second_cancel_during_cleanup(event_loop: &EventLoop) -> Ran {
    async fn fragile() -> Outcome {
        let ended = sleep(100.0).await;
        say!("fragile: cleaning");
        sleep(2.0).await?;
        say!("fragile: clean");
        ended
    }

    async fn robust() -> Outcome {
        async fn cleanup() -> Outcome {
            say!("robust: cleaning");
            sleep(2.0).await?;
            say!("robust: clean");
            Ok(())
        }
        let ended = sleep(100.0).await;
        let work = task("cleanup", cleanup());
        while !work.done() {
            match shield(work.clone()).await {
                Err(e) if e.is_cancelled() => say!("robust: not now"),
                other => other?,
            }
        }
        ended
    }

    async fn patient() -> Outcome {
        match sleep(100.0).await {
            Err(e) if e.is_cancelled() => {
                say!("patient: first");
                match sleep(100.0).await {
                    Err(e) if e.is_cancelled() => {
                        say!("patient: second");
                        Err(e)
                    }
                    other => other,
                }
            }
            other => other,
        }
    }

    run(event_loop, async {
        let event_loop = EventLoop::current();
        for func in ["fragile", "robust", "patient"] {
            let start = now();
            let t = match func {
                "fragile" => task(func, fragile()),
                "robust" => task(func, robust()),
                _ => task(func, patient()),
            };
            for delay in [1.0, 2.0] {
                let t = t.clone();
                event_loop.call_later(delay, "cancel", move || {
                    t.cancel();
                    Ok(())
                });
            }
            wait(std::slice::from_ref(&t)).await?;
            let (cancelled, took) = (yes(t.cancelled()), now() - start);
            say!("{func}: cancelled={cancelled} after {took:.0}s, requests={}", t.cancelling());
        }
        Ok(())
    })
}

pub fn sys_exit_inside_a_coroutine(event_loop: &EventLoop) -> Ran {
    type Config = &'static [(&'static str, &'static str)];

    async fn helper() -> Outcome {
        let ended = sleep(10.0).await;
        say!("helper cleans up");
        ended
    }

    async fn check(config: Config) -> Outcome<&'static str> {
        sleep(0.5).await?;
        let port = config.iter().find(|(key, _)| *key == "port");
        port.map(|(_, port)| *port)
            .ok_or_else(|| Exception::with_message(Class::SystemExit, "no port configured"))
    }

    async fn main(config: Config) -> Outcome {
        let background = task("helper", helper());
        sleep(0.0).await?;
        let checked = check(config).await;
        if let Ok(port) = checked {
            say!("port {port}");
        }
        say!("main leaves, helper done: {}", yes(background.done()));
        checked.map(|_| ())
    }

    run(event_loop, main(&[("port", "8080")]))?;
    match run(event_loop, main(&[])) {
        Err(Stop::Raised(e)) => print_on(event_loop, format!("SystemExit {}", quoted(message(&e)))),
        other => other?,
    }
    run(event_loop, main(&[("host", "::1")]))
}

pub fn who_was_cancelled_me_or_my_child(event_loop: &EventLoop) -> Ran {
    async fn napping() -> Outcome {
        let ended = sleep(600.0).await;
        if ended.as_ref().is_err_and(Exception::is_cancelled) {
            say!("nap cut short");
        }
        say!("nap over");
        ended
    }

    fn tell(child: &Task<()>) {
        let (child, me) = (yes(child.cancelled()), me().cancelling());
        say!("parent: somebody was cancelled, child: {child} me: {me}");
    }

    async fn parent() -> Outcome {
        let child = named("child", "napping", napping());
        sleep(1.0).await?;
        child.cancel();
        match (&child).await {
            Err(e) if e.is_cancelled() => tell(&child),
            other => other?,
        }
        let child = named("child again", "napping", napping());
        let ended = (&child).await;
        if ended.as_ref().is_err_and(Exception::is_cancelled) {
            tell(&child);
        }
        ended
    }

    let everybody = event_loop.clone();
    event_loop.intervene_at(6.0, move || {
        for task in everybody.all_tasks().iter().filter(|task| &*task.name() == "parent") {
            task.cancel();
        }
    });
    run(event_loop, async {
        let task = named("parent", "parent", parent());
        match (&task).await {
            Err(e) if e.is_cancelled() => say!("main: parent is cancelled: {}", yes(task.cancelled())),
            other => other?,
        }
        Ok(())
    })
}

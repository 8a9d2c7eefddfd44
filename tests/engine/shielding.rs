//! Programs about shield(), and about tasks that have several callers.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{EventLoop, Exception, Future, Stop, Task, gather, shield, sleep};

use super::python::{
    Outcome, Ran, class, error, list, me, message, named, print_on, quoted, run, say, task, wait, yes,
};

pub fn data_lost_when_cancel_meets_a_finished_future(event_loop: &EventLoop) -> Ran {
    async fn careless(fut: Future<&'static str>) -> Outcome<&'static str> {
        fut.await
    }

    async fn careful(fut: Future<&'static str>) -> Outcome<&'static str> {
        let protected = shield(fut.clone());
        match protected.await {
            Err(e) if e.is_cancelled() => {
                if !fut.done() {
                    fut.cancel();
                    return Err(e);
                }
            }
            other => drop(other?),
        }
        fut.result()
    }

    async fn race(wrapper: &str, set_data: bool) -> Outcome {
        let fut = EventLoop::current().create_future();
        let task = match wrapper {
            "careless" => task("careless", careless(fut.clone())),
            _ => task("careful", careful(fut.clone())),
        };
        sleep(0.1).await?;
        if set_data {
            fut.set_result("data")?;
        }
        let (fut_done, task_done, cancelled) = (yes(fut.done()), yes(task.done()), yes(task.cancel()));
        say!("{wrapper}: future done {fut_done}, task done {task_done}, cancel -> {cancelled}");
        sleep(0.1).await?;
        let outcome = if task.cancelled() { "cancelled" } else { task.result()? };
        say!("  task: {outcome}, future cancelled: {}", yes(fut.cancelled()));
        Ok(())
    }

    type Store = Rc<RefCell<Vec<&'static str>>>;

    async fn get_data(store: Store, signal: Future<()>) -> Outcome<&'static str> {
        loop {
            let data = store.borrow_mut().pop();
            match data {
                Some(data) => return Ok(data),
                None => shield(signal.clone()).await?,
            }
        }
    }

    async fn wrapper(store: Store, signal: Future<()>) -> Outcome<&'static str> {
        let inner = task("get_data", get_data(store, signal));
        inner.await
    }

    async fn through_a_task() -> Outcome {
        let (store, signal) = (Store::default(), EventLoop::current().create_future());
        let task = task("wrapper", wrapper(store.clone(), signal.clone()));
        sleep(0.0).await?;
        sleep(0.0).await?;
        store.borrow_mut().push("parcel");
        signal.set_result(())?;
        sleep(0.0).await?;
        sleep(0.0).await?;
        say!("before the cancel: {} {}", yes(task.done()), list(store.borrow().iter().map(quoted)));
        task.cancel();
        sleep(0.0).await?;
        sleep(0.0).await?;
        let left = list(store.borrow().iter().map(quoted));
        say!("after it: cancelled {} store {left}", yes(task.cancelled()));
        Ok(())
    }

    run(event_loop, async {
        race("careless", true).await?;
        race("careful", true).await?;
        race("careful", false).await?;
        through_a_task().await
    })
}

pub fn main_waits_for_critical_tasks_after_cancel(event_loop: &EventLoop) -> Ran {
    async fn save(name: &str, parts: &[&str]) -> Outcome<usize> {
        for part in parts {
            sleep(0.4).await?;
            say!("{name}: saved {part}");
        }
        Ok(parts.len())
    }

    async fn critical(name: &'static str) -> Outcome<usize> {
        let job = task("save", save(name, &["head", "body", "tail"]));
        match shield(job.clone()).await {
            Err(e) if e.is_cancelled() => {
                say!("{name}: finishing before I go");
                job.await
            }
            other => other,
        }
    }

    type Saving = Rc<RefCell<Vec<(&'static str, Task<usize>)>>>;

    async fn supervise(saving: Saving) -> Outcome {
        let ended = async {
            for name in ["alpha", "beta"] {
                saving.borrow_mut().push((name, task("critical", critical(name))));
                sleep(0.1).await?;
            }
            // What Event().wait() awaits.
            EventLoop::current().create_future::<()>().await
        }
        .await;
        let names: Vec<_> = saving.borrow().iter().map(|(name, _)| *name).collect();
        let flags: Vec<_> = saving.borrow().iter().map(|(_, task)| yes(task.cancel())).collect();
        say!("telling {} {}", names.join(" "), list(flags));
        ended
    }

    run(event_loop, async {
        let saving = Saving::default();
        let boss = task("supervise", supervise(saving.clone()));
        let victim = boss.clone();
        EventLoop::current().call_later(0.5, "stop", move || {
            let cancelled = victim.cancel();
            say!("stop requested: {}", yes(cancelled));
            Ok(())
        });
        let ended = match (&boss).await {
            Err(e) if e.is_cancelled() => {
                say!("boss is gone: {}", yes(boss.cancelled()));
                let tasks: Vec<_> = saving.borrow().iter().map(|(_, task)| task.clone()).collect();
                gather(tasks).await.map(|parts| say!("saved parts: {}", list(parts)))
            }
            other => other,
        };
        say!("main done");
        ended
    })
}

pub fn manager_cancels_and_awaits_its_children(event_loop: &EventLoop) -> Ran {
    async fn protected(name: &str) -> Outcome {
        for i in 1..=3 {
            sleep(1.0).await?;
            say!("{name} step {i}/3");
        }
        Ok(())
    }

    async fn worker(name: &'static str) -> Outcome<u32> {
        let mut running = true;
        let mut rounds = 0;
        while running {
            let job = task("protected", protected(name));
            match shield(job.clone()).await {
                Err(e) if e.is_cancelled() => {
                    running = false;
                    job.await?;
                }
                other => other?,
            }
            rounds += 1;
        }
        say!("{name} leaves after {rounds} round(s)");
        Ok(rounds)
    }

    async fn manager(names: &[&'static str]) -> Outcome {
        let mut pool: Vec<(&str, Task<u32>)> = Vec::new();
        loop {
            for &name in names {
                match pool.iter_mut().find(|(key, _)| *key == name) {
                    Some((_, worker)) if !worker.done() => {}
                    Some((_, slot)) => *slot = task("worker", worker(name)),
                    None => pool.push((name, task("worker", worker(name)))),
                }
            }
            match sleep(10.0 / names.len() as f64).await {
                Err(e) if e.is_cancelled() => {
                    say!("manager stops, telling the children");
                    for (_, t) in &pool {
                        t.cancel();
                    }
                    let rounds = gather(pool.iter().map(|(_, t)| t.clone())).await?;
                    let rounds = pool.iter().zip(rounds).map(|((name, _), n)| format!("'{name}': {n}"));
                    say!("rounds: {{{}}}", rounds.collect::<Vec<_>>().join(", "));
                    return Ok(());
                }
                other => other?,
            }
        }
    }

    let handler: Rc<RefCell<Option<Task<()>>>> = Rc::default();
    let on_sigint = handler.clone();
    event_loop.intervene_at(1.5, move || {
        on_sigint.take().expect("a handler is there by now").cancel();
    });
    run(event_loop, async move {
        let task = task("manager", manager(&["left", "right"]));
        handler.replace(Some(task.clone()));
        (&task).await?;
        say!("cancelled? {}", yes(task.cancelled()));
        Ok(())
    })
}

pub fn shared_callee_dies_with_one_caller(event_loop: &EventLoop) -> Ran {
    async fn callee() -> Outcome<&'static str> {
        say!("callee: start");
        match sleep(5.0).await {
            Err(e) if e.is_cancelled() => {
                say!("callee: cancelled");
                Err(e)
            }
            other => other.map(|()| "answer"),
        }
    }

    async fn direct(name: &str, shared: Task<&'static str>) -> Outcome {
        match shared.await {
            Ok(answer) => say!("{name}: got {answer}"),
            Err(e) => {
                if e.is_cancelled() {
                    say!("{name}: cancelled, cancelling() = {}", me().cancelling());
                }
                return Err(e);
            }
        }
        Ok(())
    }

    async fn shielded(name: &str, shared: Task<&'static str>) -> Outcome {
        match shield(shared.clone()).await {
            Ok(answer) => say!("{name}: got {answer}"),
            Err(e) => {
                if e.is_cancelled() {
                    say!("{name}: cancelled alone, callee cancelled = {}", yes(shared.cancelled()));
                }
                return Err(e);
            }
        }
        Ok(())
    }

    fn caller(how: &str, name: &'static str, shared: &Task<&'static str>) -> Task<()> {
        match how {
            "direct" => task("direct", direct(name, shared.clone())),
            _ => task("shielded", shielded(name, shared.clone())),
        }
    }

    async fn scene(first: &str, second: &str) -> Outcome {
        let shared = task("callee", callee());
        let callers = [caller(first, "caller1", &shared), caller(second, "caller2", &shared)];
        sleep(1.0).await?;
        callers[0].cancel();
        wait(&callers).await?;
        let flags = list(callers.iter().map(|c| yes(c.cancelled())));
        say!("callers cancelled: {flags} callee cancelled: {}", yes(shared.cancelled()));
        Ok(())
    }

    run(event_loop, async {
        say!("both await directly");
        scene("direct", "direct").await?;
        say!("caller1 shields");
        scene("shielded", "direct").await?;
        say!("caller2 shields");
        scene("direct", "shielded").await
    })
}

pub fn shield_reverse_shield_and_shielding_yourself(event_loop: &EventLoop) -> Ran {
    async fn callee(label: &'static str) -> Outcome<&'static str> {
        match sleep(2.0).await {
            Ok(()) => {
                say!("{label} ran to its end");
                Ok(label)
            }
            Err(e) => {
                say!("{label} was cancelled");
                Err(e)
            }
        }
    }

    async fn outlive(other: Task<&'static str>) -> Outcome<&'static str> {
        other.await.map_err(|e| if e.is_cancelled() { error("CalleeGone", "died before me") } else { e })
    }

    fn stubborn() -> Future<()> {
        async fn inner() -> Outcome {
            sleep(2.0).await?;
            say!("stubborn finished anyway");
            Ok(())
        }
        shield(task("inner", inner()))
    }

    async fn plain_shield(target: Task<&'static str>) -> Outcome {
        shield(target).await.map(drop)
    }

    async fn survivor(target: Task<&'static str>) -> Outcome<Option<&'static str>> {
        match outlive(target).await {
            Err(e) if e.class().name() == "CalleeGone" => {
                say!("survivor goes on after {}({})", class(&e), quoted(message(&e)));
                sleep(0.5).await?;
                Ok(Some("survived"))
            }
            other => other.map(|_| None),
        }
    }

    async fn call_stubborn() -> Outcome {
        stubborn().await
    }

    fn suppress(ended: Outcome) -> Outcome {
        ended.or_else(|e| if e.is_cancelled() { Ok(()) } else { Err(e) })
    }

    run(event_loop, async {
        let target = task("callee", callee("first"));
        let mine = task("plain_shield", plain_shield(target.clone()));
        sleep(1.0).await?;
        mine.cancel();
        suppress((&mine).await)?;
        say!("shield: me {} callee {}", yes(mine.cancelled()), yes(target.cancelled()));
        target.await?;

        let target = task("callee", callee("second"));
        let mine = task("survivor", survivor(target.clone()));
        sleep(1.0).await?;
        target.cancel();
        say!("reverse shield: {}", mine.await?.unwrap_or("None"));

        let mine = task("call_stubborn", call_stubborn());
        sleep(1.0).await?;
        mine.cancel();
        suppress((&mine).await)?;
        say!("caller of stubborn cancelled: {}", yes(mine.cancelled()));
        sleep(2.0).await
    })
}

pub fn shielded_task_fails_after_its_caller_left(event_loop: &EventLoop) -> Ran {
    async fn inner(ending: &str) -> Outcome<&'static str> {
        sleep(2.0).await?;
        say!("inner about to {ending}");
        if ending == "fail" {
            return Err(error("OSError", "inner broke"));
        }
        if ending == "cancel itself" {
            me().cancel();
            sleep(0.0).await?;
        }
        Ok("inner value")
    }

    async fn caller(task: Task<&'static str>) -> Outcome<&'static str> {
        shield(task).await
    }

    fn repr(exception: Option<Exception>) -> String {
        exception.map_or("None".to_owned(), |e| format!("{}({})", class(&e), quoted(message(&e))))
    }

    async fn scene(ending: &'static str) -> Outcome {
        let name = format!("inner-{}", ending.split(' ').next().unwrap_or_default());
        let inner = named(&name, "inner", inner(ending));
        let c = task("caller", caller(inner.clone()));
        sleep(1.0).await?;
        c.cancel();
        wait(std::slice::from_ref(&c)).await?;
        say!("caller cancelled: {} - inner done: {}", yes(c.cancelled()), yes(inner.done()));
        sleep(2.0).await?;
        say!("inner: {}", if inner.cancelled() { "cancelled".to_owned() } else { repr(inner.exception()?) });
        Ok(())
    }

    run(event_loop, async {
        scene("finish").await?;
        scene("cancel itself").await?;
        scene("fail").await?;

        let inner = named("last inner", "inner", inner("fail"));
        let c = task("caller", caller(inner.clone()));
        wait(std::slice::from_ref(&c)).await?;
        say!("nobody cancelled: {}", repr(c.exception()?));
        Ok(())
    })
}

pub fn shutdown_kills_shielded_work_when_main_leaves(event_loop: &EventLoop) -> Ran {
    async fn protected(label: String) -> Outcome {
        say!("{label}: protected work begins");
        for i in 0..3 {
            sleep(1.0).await?;
            say!("{label}: {} of 3", i + 1);
        }
        say!("{label}: protected work complete");
        Ok(())
    }

    async fn worker(label: String) -> Outcome {
        let mut stopping = false;
        while !stopping {
            let job = task("protected", protected(label.clone()));
            match shield(job.clone()).await {
                Err(e) if e.is_cancelled() => {
                    say!("{label}: asked to stop, waiting for the job");
                    stopping = true;
                    job.await?;
                }
                other => other?,
            }
        }
        say!("{label}: stopped cleanly");
        Ok(())
    }

    async fn manager(count: usize) -> Outcome {
        let mut pool: Vec<Task<()>> = Vec::new();
        loop {
            for i in 0..count {
                match pool.get(i) {
                    Some(task) if !task.done() => {}
                    Some(_) => pool[i] = task("worker", worker(format!("w{i}"))),
                    None => pool.push(task("worker", worker(format!("w{i}")))),
                }
            }
            sleep(5.0).await?;
        }
    }

    let handler: Rc<RefCell<Option<Task<()>>>> = Rc::default();
    let on_sigint = handler.clone();
    event_loop.intervene_at(2.5, move || {
        say!("got SIGINT");
        on_sigint.take().expect("a handler is there by now").cancel();
    });
    let ran = run(event_loop, async move {
        let boss = task("manager", manager(2));
        handler.replace(Some(boss.clone()));
        let ended = boss.await;
        say!("main is leaving");
        ended
    });
    match ran {
        Err(Stop::Raised(e)) if e.is_cancelled() => print_on(event_loop, "run() ended with CancelledError"),
        other => other?,
    }
    Ok(())
}

//! Programs about loops, runners, Ctrl-C, contexts, debug mode, eager tasks and what tasks can be asked.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, Runner, Stop, Task, TaskBuilder, gather, gather_outcomes, sleep, task_group,
    to_thread, wait_for_coroutine,
};

use super::python::{
    Outcome, Ran, class, error, list, message, named, print_on, quoted, repr, run, say, task, tasks, wait,
    yes,
};

pub fn runner_keeps_one_loop_for_several_calls(event_loop: &EventLoop) -> Ran {
    type Log = Rc<RefCell<Vec<usize>>>;

    fn tuple(log: &Log) -> String {
        format!("({})", list(log.borrow().iter()).trim_matches(['[', ']']))
    }

    async fn background(log: Log) -> Outcome {
        loop {
            if let Err(e) = sleep(1.0).await {
                say!("background cancelled after {}", tuple(&log));
                return Err(e);
            }
            let length = log.borrow().len();
            log.borrow_mut().push(length);
        }
    }

    async fn square(n: u32) -> Outcome<u32> {
        sleep(n.into()).await?;
        Ok(n.pow(2))
    }

    let runner = Runner::new(event_loop.clone());
    let log = Log::default();
    let builder = TaskBuilder::new().name("background").coroutine("background");
    let task = builder.spawn_on(event_loop, background(log.clone()));
    let called = |name: &str| TaskBuilder::new().coroutine(name);
    let mut squares = Vec::new();
    for n in [3, 1, 2] {
        squares.push(runner.run_as(called("square"), square(n))?.map_err(Stop::Raised)?);
    }
    print_on(event_loop, format!("{} log {}", list(squares), list(log.borrow().iter())));
    let fail = async { Err::<(), _>(error("AssertionError", "not the smallest")) };
    if let Err(e) = runner.run_as(called("fail"), fail)? {
        print_on(event_loop, format!("AssertionError: {}", message(&e)));
    }
    let same = runner.event_loop().is(event_loop);
    print_on(event_loop, format!("still the same loop: {} task done: {}", yes(same), yes(task.done())));
    let waiting = wait_for_coroutine(TaskBuilder::new(), square(2), Some(5.0));
    let sum = runner.run_as(called("wait_for"), waiting)?.map_err(Stop::Raised)?;
    print_on(event_loop, format!("sum {sum}"));
    runner.close()?;

    let (cancelled, closed) = (yes(task.cancelled()), yes(event_loop.is_closed()));
    print_on(event_loop, format!("task cancelled: {cancelled} loop closed: {closed}"));
    if let Err(e) = runner.run(square(1))? {
        print_on(event_loop, format!("RuntimeError: {}", message(&e)));
    }
    Ok(())
}

pub fn ctrl_c_then_run_the_loop_again_to_finalize(event_loop: &EventLoop) -> Ran {
    event_loop.interrupt_at(3.0);
    let task = TaskBuilder::new().coroutine("main").spawn_on(event_loop, async {
        say!("working, interrupt me");
        match sleep(10.0).await {
            Ok(()) => say!("ten seconds without an interrupt"),
            Err(e) => {
                say!("main cancelled during finalization");
                return Err(e);
            }
        }
        Ok(())
    });
    match event_loop.run_until_complete(&task.as_future()) {
        Err(Stop::Raised(e)) if *e.class() == Class::KeyboardInterrupt => {
            print_on(event_loop, format!("interrupted, main done: {}", yes(task.done())));
        }
        other => _ = other?,
    }
    let close = TaskBuilder::new().coroutine("close").spawn_on(event_loop, async {
        say!("switching the lights off");
        sleep(1.0).await?;
        say!("all dark");
        Ok(())
    });
    let _ = event_loop.run_until_complete(&close.as_future())?;
    task.cancel();
    let _ = event_loop.run_until_complete(&gather_outcomes([task]))?;
    event_loop.close();
    print_on(event_loop, format!("closed the loop at {:?}", event_loop.time()));
    Ok(())
}

pub fn ctrl_c_never_reaches_the_coroutine(event_loop: &EventLoop) -> Ran {
    struct Exchange {
        name: &'static str,
        open: Cell<bool>,
    }

    async fn close(exchange: Rc<Exchange>) -> Outcome {
        sleep(0.3).await?;
        exchange.open.set(false);
        say!("{} closed", exchange.name);
        Ok(())
    }

    /// Its async generator is its loop.
    async fn broker(exchange: Rc<Exchange>) -> Outcome {
        loop {
            for i in [1, 2] {
                sleep(0.5).await?;
                say!("{}: {}-{i}", exchange.name, exchange.name);
            }
        }
    }

    event_loop.interrupt_at(2.2);
    let exchanges = ["north", "south"].map(|name| Rc::new(Exchange { name, open: Cell::new(true) }));
    let of_main = exchanges.clone();
    let ended = run(event_loop, async move {
        let ended = gather(tasks("run", of_main.clone().map(broker))).await;
        if ended.is_err() {
            say!("main: cancelled by ctrl-c");
        }
        gather(tasks("close", of_main.map(close))).await?;
        ended.map(|_| ())
    });
    match ended {
        Err(Stop::Raised(e)) if *e.class() == Class::KeyboardInterrupt => {
            let open = list(exchanges.iter().map(|x| yes(x.open.get())));
            print_on(event_loop, format!("outside: KeyboardInterrupt, open: {open}"));
            Ok(())
        }
        other => other,
    }
}

pub fn eager_tasks_start_at_once(event_loop: &EventLoop) -> Ran {
    type Store = Rc<RefCell<Vec<&'static str>>>;

    async fn cached(key: &'static str, store: Store) -> Outcome<String> {
        say!("look up {key}");
        if !store.borrow().contains(&key) {
            sleep(1.0).await?;
            store.borrow_mut().push(key);
            say!("stored {key}");
        }
        Ok(key.to_uppercase())
    }

    run(event_loop, async {
        let store: Store = Rc::new(RefCell::new(vec!["a"]));
        let lazy = named("lazy", "cached", cached("a", store.clone()));
        say!("lazy task done: {}", yes(lazy.done()));
        lazy.await?;

        EventLoop::current().set_eager_tasks(true);
        let hit = named("hit", "cached", cached("a", store.clone()));
        say!("hit done: {}", yes(hit.done()));
        let miss = named("miss", "cached", cached("b", store.clone()));
        say!("miss done: {}", yes(miss.done()));
        let fails = async { Err::<(), _>(Exception::value("before the first pause")) };
        let bad = named("bad", "fails_at_once", fails);
        let e = bad.exception()?.expect("it has failed");
        say!("bad done: {} {}", yes(bad.done()), repr(&e));
        let both = gather([hit, miss]).await?;
        say!("{}", list(both.iter().map(quoted)));
        task_group(async |tg| {
            for key in ["a", "b", "c"] {
                tg.spawn_as(TaskBuilder::new().coroutine("cached"), cached(key, store.clone()))?;
                say!("created for {key}");
            }
            Ok(())
        })
        .await
    })
}

pub fn debug_mode_reports_slow_callbacks(event_loop: &EventLoop) -> Ran {
    async fn crunch(label: &str, seconds: f64) -> Outcome {
        say!("{label}: crunching");
        EventLoop::current().block(seconds);
        sleep(0.5).await?;
        say!("{label}: done");
        Ok(())
    }

    event_loop.set_debug(true);
    run(event_loop, async {
        let event_loop = EventLoop::current();
        say!("debug: {} limit: {}", yes(event_loop.debug()), event_loop.slow_callback_duration());
        let fine = named("fine", "crunch", crunch("fine", 0.05));
        let slow = named("slow", "crunch", crunch("slow", 0.4));
        let blocked = event_loop.clone();
        event_loop.call_later(0.45, "tidy", move || {
            blocked.block(0.25);
            say!("tidy callback");
            Ok(())
        });
        gather([fine, slow]).await?;
        event_loop.set_slow_callback_duration(1.0);
        crunch("tolerated", 0.9).await?;
        drop(awaitscope::engine::NeverAwaited::new(&event_loop, "crunch".into()));
        Ok(())
    })
}

pub fn context_variables_follow_tasks_and_callbacks(event_loop: &EventLoop) -> Ran {
    type Trail = Rc<RefCell<Vec<String>>>;

    fn get() -> String {
        let value = EventLoop::current().context().value();
        value.and_then(|value| value.downcast_ref::<String>().cloned()).unwrap_or("none".to_owned())
    }

    fn set(value: impl Into<String>) {
        EventLoop::current().context().set_value(Rc::new(value.into()));
    }

    fn log(trail: &Trail, message: &str) {
        trail.borrow_mut().push(get());
        say!("[{}] {message}", get());
    }

    async fn step(trail: Trail, name: &str, seconds: f64) -> Outcome {
        sleep(seconds).await?;
        log(&trail, name);
        Ok(())
    }

    async fn handle(trail: Trail, number: u32) -> Outcome {
        let before = get();
        set(format!("req-{number}"));
        log(&trail, "start");
        let steps = [step(trail.clone(), "db", 0.3 * f64::from(number)), step(trail.clone(), "render", 0.2)];
        gather(tasks("step", steps)).await?;
        let late = trail.clone();
        EventLoop::current().call_later(1.0, "log", move || {
            log(&late, "late timer");
            Ok(())
        });
        set(before);
        log(&trail, "end");
        Ok(())
    }

    run(event_loop, async {
        let (event_loop, trail) = (EventLoop::current(), Trail::default());
        set("main");
        let handling = tasks("handle", [1, 2].map(|n| handle(trail.clone(), n)));
        set("main changed");
        gather(handling).await?;
        sleep(1.5).await?;
        log(&trail, "over");
        let copy = event_loop.context().copy();
        event_loop.run_in_context(&copy, || set("inside copy"));
        event_loop.run_in_context(&copy, || log(&trail, "run in the copy"));
        log(&trail, "unchanged outside");
        let settings = TaskBuilder::new().coroutine("step").context(copy);
        settings.spawn(step(trail.clone(), "explicit context", 0.1)).await?;
        let seen = to_thread("get", || Ok(get())).await?;
        say!("thread sees {seen}");
        let mut who = trail.take();
        let length = who.len();
        who.sort();
        who.dedup();
        say!("{length} {}", list(who.iter().map(quoted)));
        Ok(())
    })
}

pub fn task_methods_from_creation_to_result(event_loop: &EventLoop) -> Ran {
    async fn bake(kind: &str, minutes: f64, burn: bool) -> Outcome<String> {
        sleep(minutes).await?;
        if burn {
            return Err(Exception::value(format!("{kind} burned")));
        }
        Ok(format!("warm {kind}"))
    }

    fn report(task: &Task<String>) -> Outcome {
        let ended = if task.cancelled() {
            "cancelled".to_owned()
        } else {
            task.exception()?.map_or_else(|| task.result(), |e| Ok(message(&e).to_string()))?
        };
        say!("callback: {} {ended}", task.name());
        Ok(())
    }

    fn look(task: &Task<String>) {
        say!("{:<8} done={:<5} cancelled={}", task.name(), yes(task.done()), yes(task.cancelled()));
    }

    const NEVER: u64 = 1;

    run(event_loop, async {
        let bread = named("bread", "bake", bake("bread", 2.0, false));
        let cake = named("cake", "bake", bake("cake", 3.0, true));
        let pie = task("bake", bake("pie", 10.0, false));
        pie.set_name("the pie");
        for t in [&bread, &cake, &pie] {
            let reported = t.clone();
            t.as_future().add_done_callback("report", move |_| report(&reported));
        }
        for _ in 0..2 {
            bread.as_future().add_keyed_done_callback(NEVER, None, "never", || {
                say!("this callback was removed");
                Ok(())
            });
        }
        say!("removed {}", bread.as_future().remove_done_callback(NEVER));
        look(&bread);

        for e in [bread.result().err(), bread.exception().err()].iter().flatten() {
            say!("{}: {}", class(e), message(e));
        }

        sleep(5.0).await?;
        pie.cancel();
        look(&pie);
        wait(std::slice::from_ref(&pie)).await?;
        for t in [&bread, &cake, &pie] {
            look(t);
        }
        let (result, e) = (bread.result()?, cake.exception()?.expect("it burned"));
        say!("{result} | None | {}", repr(&e));
        for t in [&cake, &pie] {
            match t.result() {
                Err(e) if e.is_cancelled() => say!("result() raised CancelledError"),
                Err(e) => say!("result() raised {}", message(&e)),
                Ok(_) => {}
            }
        }
        let late: Rc<RefCell<Vec<String>>> = Rc::default();
        let (called, own) = (late.clone(), bread.clone());
        bread.as_future().add_done_callback("<lambda>", move |_| {
            called.borrow_mut().push(quoted(own.name()));
            Ok(())
        });
        say!("late callback ran at once? {}", list(late.borrow().iter()));
        sleep(0.0).await?;
        say!("one turn later: {}", list(late.borrow().iter()));
        Ok(())
    })
}

pub fn exception_in_a_done_callback(event_loop: &EventLoop) -> Ran {
    async fn job() -> Outcome<&'static str> {
        sleep(1.0).await?;
        Ok("job result")
    }

    fn broken() -> Outcome {
        say!("broken callback runs");
        Err(error("ZeroDivisionError", "in the callback"))
    }

    fn watched() -> Task<&'static str> {
        let t = task("job", job());
        t.as_future().add_done_callback("broken", |_| broken());
        t.as_future().add_done_callback("fine", |t| {
            say!("fine callback runs after it: {}", t.result()?);
            Ok(())
        });
        t
    }

    run(event_loop, async {
        let event_loop = EventLoop::current();
        let result = watched().await?;
        say!("{result}");

        event_loop.set_exception_handler(Some(Rc::new(|_, context| {
            let e = context.exception.as_ref().expect("it is about one");
            say!("handler: {} {}", class(e), message(e));
            Ok(())
        })));
        let result = watched().await?;
        say!("{result}");
        event_loop.call_soon("<lambda>", || Err(error("KeyError", "'no such key'")));
        event_loop.call_later(0.5, "int", || {
            Err(Exception::value("invalid literal for int() with base 10: 'not a number'"))
        });
        sleep(1.0).await?;
        event_loop.set_exception_handler(None);
        event_loop.call_soon("broken", broken);
        sleep(0.0).await?;
        say!("still running");
        Ok(())
    })
}

pub fn old_style_loop_and_the_pending_leftovers(first_loop: &EventLoop) -> Ran {
    async fn main(name: &'static str) -> Outcome<&'static str> {
        say!("{name}: good morning");
        sleep(1.0).await?;
        say!("{name}: good night");
        Ok(name)
    }

    async fn longer() -> Outcome<&'static str> {
        say!("the longer one begins");
        let ended = sleep(2.0).await;
        if ended.is_ok() {
            say!("this is never printed");
        }
        say!("longer cleans up");
        ended.map(|()| "")
    }

    fn finish(event_loop: &EventLoop, all: &[Task<&'static str>]) -> Ran {
        let pending = event_loop.all_tasks();
        let names = list(pending.iter().map(|t| quoted(t.name())));
        print_on(event_loop, format!("pending: {} {names}", pending.len()));
        if !pending.is_empty() && pending.iter().all(|t| t.cancel()) {
            let pending = all.iter().filter(|t| !t.done()).cloned();
            let ends = event_loop.run_until_complete(&gather_outcomes(pending))?.map_err(Stop::Raised)?;
            let names = ends.iter().map(|end| quoted(end.as_ref().err().map(class).unwrap_or_default()));
            print_on(event_loop, list(names));
        }
        event_loop.close();
        Ok(())
    }

    let main_on = |event_loop: &EventLoop, settings: TaskBuilder, name| {
        settings.coroutine("main").spawn_on(event_loop, main(name))
    };
    let task = main_on(first_loop, TaskBuilder::new(), "alone");
    let _ = first_loop.run_until_complete(&task.as_future())?;
    finish(first_loop, &[task])?;

    let event_loop = first_loop.sibling();
    let first = main_on(&event_loop, TaskBuilder::new().name("short"), "with company");
    let second = TaskBuilder::new().name("long").coroutine("longer").spawn_on(&event_loop, longer());
    print_on(&event_loop, format!("already counted: {}", event_loop.all_tasks().len()));
    let _ = event_loop.run_until_complete(&first.as_future())?;
    print_on(&event_loop, format!("{} {}", yes(first.done()), yes(second.done())));
    finish(&event_loop, &[first, second.clone()])?;
    print_on(&event_loop, yes(second.cancelled()));
    Ok(())
}

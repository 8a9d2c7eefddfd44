//! Programs about gather().

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use awaitscope::engine::{EventLoop, Exception, Future, Task, gather, gather_into, gather_outcomes, sleep};

use super::python::{
    Outcome, Ran, class, error, list, message, now, print_on, quoted, run, run_as, say, task, yes,
};

pub fn gather_cancel_after_failure_is_a_no_op(event_loop: &EventLoop) -> Ran {
    async fn nap(minutes: u32) -> Outcome {
        sleep(f64::from(minutes)).await?;
        if minutes.is_multiple_of(3) && minutes < 5 {
            return Err(error("Forbidden", &format!("nobody may nap for {minutes}")));
        }
        say!("woke after {minutes}");
        Ok(())
    }

    run(event_loop, async {
        let naps = gather([1, 3, 4, 6].map(|s| task("nap", nap(s))));
        if let Err(err) = (&naps).await {
            say!("fatal: {}", message(&err));
            let (cancel, done, cancelled) = (naps.cancel(), naps.done(), naps.cancelled());
            say!("cancel() returns {} - done: {} cancelled: {}", yes(cancel), yes(done), yes(cancelled));
        }
        sleep(2.0).await?;
        say!("leaving while the longest nap is still going");
        Ok(())
    })
}

pub fn gather_letters_and_sleep_sort(event_loop: &EventLoop) -> Ran {
    type Places<T> = Rc<RefCell<Vec<T>>>;

    async fn echo(letter: char) -> Outcome<char> {
        sleep(2.0).await?;
        Ok(letter.to_ascii_uppercase())
    }

    async fn sleep_sort(numbers: Vec<u32>) -> Outcome<Vec<u32>> {
        async fn place(n: u32, result: Places<u32>) -> Outcome {
            sleep(f64::from(n)).await?;
            result.borrow_mut().push(n);
            Ok(())
        }
        let result = Places::default();
        gather(numbers.into_iter().map(|n| task("place", place(n, result.clone()))).collect::<Vec<_>>())
            .await?;
        Ok(result.take())
    }

    async fn by_length(word: &'static str, places: Places<&'static str>) -> Outcome {
        sleep(word.len() as f64 / 10.0).await?;
        places.borrow_mut().push(word);
        Ok(())
    }

    run(event_loop, async {
        let letters = gather("two words".chars().map(|c| task("echo", echo(c))).collect::<Vec<_>>()).await?;
        let backwards: String = letters.iter().rev().collect();
        say!("{} {backwards}", list(letters.iter().map(quoted)));

        let unsorted = vec![8, 2, 5, 2, 9, 1, 7, 5, 0, 4];
        let mut sorted = unsorted.clone();
        sorted.sort();
        let start = now();
        let ordered = sleep_sort(unsorted).await?;
        say!("{} {} {}s", list(&ordered), yes(ordered == sorted), now() - start);

        let places = Places::default();
        let words = ["pear", "fig", "plum", "kiwi", "apple", "nut"];
        gather(words.map(|word| task("by_length", by_length(word, places.clone())))).await?;
        say!("{}", list(places.borrow().iter().map(quoted)));
        Ok(())
    })
}

pub fn gather_of_none_of_twins_and_of_gathers(event_loop: &EventLoop) -> Ran {
    #[derive(Clone)]
    enum Value {
        Number(u32),
        List(Vec<Value>),
        Error(Exception),
    }

    impl fmt::Display for Value {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Number(n) => write!(f, "{n}"),
                Self::List(values) => f.write_str(&list(values)),
                Self::Error(e) => write!(f, "{}('{}')", class(e), message(e)),
            }
        }
    }

    async fn leaf_of(n: u32) -> Outcome<Value> {
        sleep(f64::from(n) / 10.0).await?;
        say!("leaf {n}");
        if n == 13 {
            return Err(error("ValueError", "thirteen"));
        }
        Ok(Value::Number(n))
    }

    /// What gather() is given: it makes a task of a coroutine, and of nothing else.
    #[derive(Clone)]
    enum Awaitable {
        Leaf(u32),
        Future(Future<Value>),
    }
    use Awaitable::Leaf;

    impl From<Awaitable> for Future<Value> {
        fn from(awaitable: Awaitable) -> Self {
            match awaitable {
                Leaf(n) => task("leaf", leaf_of(n)).as_future(),
                Awaitable::Future(future) => future,
            }
        }
    }

    fn all(children: impl IntoIterator<Item = Awaitable>) -> Awaitable {
        gather_values(children, false)
    }

    fn gather_values(children: impl IntoIterator<Item = Awaitable>, return_exceptions: bool) -> Awaitable {
        let children = children.into_iter().map(Into::into).collect();
        Awaitable::Future(gather_into(children, return_exceptions, |results| {
            Value::List(results.into_iter().map(|result| result.unwrap_or_else(Value::Error)).collect())
        }))
    }

    run(event_loop, async {
        let result = |awaitable| Future::from(awaitable);
        say!("nothing: {}", result(all([])).await?);

        let task = Awaitable::Future(Leaf(1).into());
        let coro = Awaitable::Future(Leaf(2).into());
        say!("twins: {}", result(all([task.clone(), coro.clone(), task.clone(), coro])).await?);
        say!("finished: {}", result(all([task.clone(), Leaf(3), task])).await?);

        let deep = all([Leaf(4), all([Leaf(5), all([Leaf(6), Leaf(7)])])]);
        say!("deep: {}", result(deep).await?);

        let deep = all([Leaf(1), gather_values([Leaf(2), all([Leaf(13), Leaf(14)])], true)]);
        say!("inner failure kept: {}", result(deep).await?);
        if let Err(e) = result(all([Leaf(1), all([Leaf(2), all([Leaf(13), Leaf(20)])])])).await {
            say!("failure through three levels: {}", message(&e));
        }

        let outer = result(all([Leaf(30), all([Leaf(31), all([Leaf(32)])])]));
        sleep(1.0).await?;
        let cancelled = outer.cancel();
        say!("cancel all levels: {}", yes(cancelled));
        match (&outer).await {
            Err(e) if e.is_cancelled() => say!("cancelled {}", yes(outer.cancelled())),
            other => drop(other?),
        }
        say!("left: {}", EventLoop::current().all_tasks().len());
        Ok(())
    })
}

pub fn gather_results_that_are_coroutines(event_loop: &EventLoop) -> Ran {
    /// Stands for the coroutine object `Reply(url).text()`.
    #[derive(Clone)]
    struct Text {
        url: &'static str,
    }

    async fn text(reply: Text) -> Outcome<String> {
        sleep(0.5).await?;
        Ok(format!("<html>{}</html>", reply.url))
    }

    async fn fetch(url: &'static str, delay: f64) -> Outcome<Text> {
        sleep(delay).await?;
        say!("headers of {url}");
        Ok(Text { url })
    }

    async fn download_all(sites: &[&'static str]) -> Outcome<Vec<String>> {
        let mut tasks = Vec::new();
        for (i, url) in sites.iter().enumerate() {
            tasks.push(task("fetch", fetch(url, 1.0 + i as f64 * 0.1)));
        }
        let bodies = gather_outcomes(tasks).await?;
        say!("all coroutines? {}", yes(bodies.iter().all(Result::is_ok)));
        let bodies: Vec<_> = bodies.into_iter().flatten().map(|body| task("text", text(body))).collect();
        gather_outcomes(bodies).await?.into_iter().collect()
    }

    run(event_loop, async {
        let start = now();
        for page in download_all(&["one.example", "two.example", "three.example"]).await? {
            say!("{page}");
        }
        say!("{:.1} seconds", now() - start);
        Ok(())
    })
}

pub fn gather_that_cancels_the_others(event_loop: &EventLoop) -> Ran {
    async fn gather_or_cancel(children: Vec<Task<String>>) -> Outcome<Vec<String>> {
        let gathered = gather(children.clone()).await;
        if gathered.is_err() {
            let flags: Vec<_> = children.iter().map(Task::cancel).collect();
            say!("cancelled flags: {}", list(flags.into_iter().map(yes)));
        }
        gathered
    }

    async fn download(name: &str, seconds: f64, error: Option<Exception>) -> Outcome<String> {
        match sleep(seconds).await {
            Err(e) if e.is_cancelled() => {
                say!("{name} stopped early");
                return Err(e);
            }
            other => other?,
        }
        if let Some(error) = error {
            return Err(error);
        }
        say!("{name} complete");
        Ok(format!("{name}.zip"))
    }

    fn start(name: &'static str, seconds: f64, error: Option<Exception>) -> Task<String> {
        task("download", download(name, seconds, error))
    }

    run(event_loop, async {
        let files = gather_or_cancel(vec![start("maps", 1.0, None), start("music", 0.5, None)]).await?;
        say!("({})", files.iter().map(quoted).collect::<Vec<_>>().join(", "));

        let ready = start("icons", 0.2, None);
        let full = error("OSError", "disk full");
        let children = vec![ready.clone(), start("video", 2.0, None), start("fonts", 1.0, Some(full))];
        if let Err(e) = gather_or_cancel(children).await {
            say!("error: {}", message(&e));
        }
        sleep(2.0).await?;
        say!("icons cancelled? {}", yes(ready.cancelled()));
        Ok(())
    })
}

pub fn sequential_awaits_versus_tasks(event_loop: &EventLoop) -> Ran {
    async fn ride_to(floor: u32) -> Outcome<String> {
        sleep(1.0).await?;
        Ok(format!("floor {floor}"))
    }

    async fn one_after_the_other() -> Outcome {
        for p in (1..6).map(ride_to).collect::<Vec<_>>() {
            say!("got {}", p.await?);
        }
        Ok(())
    }

    async fn coroutines_then_gather() -> Outcome {
        let pending: Vec<_> = (1..6).map(ride_to).collect();
        say!("tasks: {}", EventLoop::current().all_tasks().len());
        sleep(2.0).await?;
        let floors = gather(pending.into_iter().map(|p| task("ride_to", p)).collect::<Vec<_>>()).await?;
        say!("{}", list(floors.iter().map(quoted)));
        Ok(())
    }

    async fn tasks_then_gather() -> Outcome {
        let pending: Vec<_> = (1..6).map(|f| task("ride_to", ride_to(f))).collect();
        say!("tasks: {}", EventLoop::current().all_tasks().len());
        sleep(2.0).await?;
        let floors = gather(pending).await?;
        say!("{}", list(floors.iter().map(quoted)));
        Ok(())
    }

    run(event_loop, async {
        for func in ["one_after_the_other", "coroutines_then_gather", "tasks_then_gather"] {
            let start = now();
            match func {
                "one_after_the_other" => one_after_the_other().await?,
                "coroutines_then_gather" => coroutines_then_gather().await?,
                _ => tasks_then_gather().await?,
            }
            say!("{func}: {:.2}s", now() - start);
        }
        Ok(())
    })
}

pub fn three_coroutines_take_as_long_as_the_longest(event_loop: &EventLoop) -> Ran {
    async fn cook(verb: &str, secs: f64, what: &'static str) -> Outcome<&'static str> {
        say!("{verb}: started");
        sleep(secs).await?;
        say!("{verb}: finished");
        Ok(what)
    }

    let served = run(event_loop, async {
        let breakfast = gather([
            task("boil", cook("boil", 2.0, "water")),
            task("toast", cook("toast", 1.0, "bread")),
            task("fry", cook("fry", 3.0, "egg")),
        ])
        .await?;
        say!("Result: {}", list(breakfast.iter().map(quoted)));
        say!("drink {}, eat {}", breakfast[0], breakfast[1..].join(" and "));
        Ok(breakfast.len())
    })?;
    print_on(event_loop, format!("served {served}"));
    let again = run_as(event_loop, "sleep", async {
        sleep(1.0).await?;
        Ok("run() again, with sleep's own result")
    })?;
    print_on(event_loop, again);
    Ok(())
}

//! Programs about worker threads. The numbers of their iterations are those of the oracle, too.

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::{
    Class, EventLoop, Exception, TaskBuilder, ThreadPool, as_completed, gather, sleep, to_thread, wrap_future,
};

use super::python::{Outcome, Ran, error, list, message, now, print_on, quoted, repr, run, say, task};

/// `time.sleep()`.
fn block(secs: f64) {
    EventLoop::current().block(secs);
}

pub fn blocking_functions_in_threads(event_loop: &EventLoop) -> Ran {
    fn blocking(seconds: f64, word: &str) -> Outcome<String> {
        say!("thread begins '{word}'");
        block(seconds);
        say!("thread ends '{word}'");
        Ok(word.repeat(2))
    }

    async fn polite() -> Outcome {
        for i in 0..5 {
            sleep(0.7).await?;
            say!("aloha {i}");
        }
        Ok(())
    }

    async fn slept() -> Outcome<String> {
        sleep(1.0).await?;
        Ok("slept".to_owned())
    }

    run(event_loop, async {
        let event_loop = EventLoop::current();
        let background = task("polite", polite());
        let result = event_loop.run_in_executor(None, "blocking", || blocking(1.5, "hello"))?.await?;
        say!("result {result}");
        let result = event_loop.run_in_executor(None, "blocking", || blocking(1.2, "bye"))?.await?;
        say!("result {result}");
        background.await?;

        let start = now();
        let in_thread = task("to_thread", to_thread("blocking", || blocking(2.0, "ab")));
        let both = gather([in_thread, task("sleep", slept())]).await?;
        say!("{} in {:.1}s", list(both.iter().map(quoted)), now() - start);
        let failing = || {
            block(0.3);
            Err::<(), _>(error("PermissionError", "read-only"))
        };
        if let Err(e) = to_thread("failing", failing).await {
            say!("the exception comes through: {}", message(&e));
        }
        Ok(())
    })
}

pub fn thread_pool_with_two_workers(event_loop: &EventLoop) -> Ran {
    const SITES: [(&str, f64); 4] = [("alpha", 1.0), ("beta", 2.5), ("gamma", 1.2), ("delta", 3.1)];

    fn get(event_loop: &EventLoop, site: &str, seconds: f64) -> Outcome<String> {
        print_on(event_loop, format!("get {site}"));
        event_loop.block(seconds);
        Ok(format!("{site}:{}", if seconds < 3.0 { 200 } else { 504 }))
    }

    let start = event_loop.time();
    let pool = ThreadPool::new(event_loop, Some(2));
    let futures = SITES.map(|(site, secs)| {
        let own = event_loop.clone();
        pool.submit("get", move || get(&own, site, secs)).expect("the pool is open")
    });
    print_on(event_loop, format!("submitted {}", futures.len()));
    let mut results = Vec::new();
    for future in &futures {
        results.push(quoted(future.result()?.expect("no job fails")));
    }
    print_on(event_loop, list(results));
    pool.shutdown(true, false);
    print_on(event_loop, format!("took {:.1}s", event_loop.time() - start));

    let start = event_loop.time();
    run(event_loop, async {
        let event_loop = EventLoop::current();
        let pool = ThreadPool::new(&event_loop, Some(2));
        let mut jobs = Vec::new();
        for (site, secs) in SITES {
            let own = event_loop.clone();
            jobs.push(event_loop.run_in_executor(Some(&pool), "get", move || get(&own, site, secs))?);
        }
        for job in as_completed(jobs, None) {
            let page = job.await?;
            say!("{page}");
        }
        pool.shutdown(true, false);
        Ok(())
    })?;
    print_on(event_loop, format!("took {:.1}s", event_loop.time() - start));
    Ok(())
}

pub fn thread_talks_to_the_loop(event_loop: &EventLoop) -> Ran {
    type Progress = Rc<RefCell<Vec<u32>>>;

    async fn lookup(key: &'static str, seconds: f64) -> Outcome<String> {
        say!("lookup {key}");
        sleep(seconds).await?;
        if key == "missing" {
            return Err(error("KeyError", key));
        }
        Ok(key[..1].to_uppercase() + &key[1..])
    }

    fn look_up(
        event_loop: &EventLoop,
        key: &'static str,
        secs: f64,
    ) -> awaitscope::engine::ThreadFuture<String> {
        event_loop.run_coroutine_threadsafe(TaskBuilder::new().coroutine("lookup"), lookup(key, secs))
    }

    fn worker(event_loop: &EventLoop, progress: &Progress) -> Outcome<String> {
        // Nobody sees to what the thread does after a deadlock.
        let stopped = |_| Exception::new(Class::GeneratorExit);
        for percent in [0, 50] {
            let progress = progress.clone();
            event_loop.call_soon_threadsafe("append", move || {
                progress.borrow_mut().push(percent);
                Ok(())
            });
            event_loop.call_soon_threadsafe("print", move || {
                say!("progress {percent}");
                Ok(())
            });
            block(1.1);
        }
        say!("thread asks the loop");
        let name = look_up(event_loop, "alice", 0.7).result().map_err(stopped)??;
        say!("thread got {name}");
        if let Err(e) = look_up(event_loop, "missing", 0.3).result().map_err(stopped)? {
            say!("thread got {}", repr(&e));
        }
        block(0.35);
        Ok(format!("done for {name}"))
    }

    async fn ticker() -> Outcome {
        let mut n = 0;
        loop {
            sleep(0.5).await?;
            n += 1;
            say!("tick {n}");
        }
    }

    run(event_loop, async {
        let (event_loop, progress) = (EventLoop::current(), Progress::default());
        let background = task("ticker", ticker());
        let (own, shared) = (event_loop.clone(), progress.clone());
        let done = to_thread("worker", move || worker(&own, &shared)).await?;
        say!("{done}");
        background.cancel();
        say!("progress {}", list(progress.take()));
        let future = look_up(&event_loop, "bob", 0.5);
        let name = wrap_future(&event_loop, &future).await?;
        say!("from the loop's own thread: {name}");
        Ok(())
    })
}

//! Programs about queues.

use awaitscope::engine::{
    Class, EventLoop, Queue, ReturnWhen, gather, sleep, timeout, wait as wait_for_some,
};

use super::python::{Outcome, Ran, list, message, named, quoted, run, say, task, wait, yes};

pub fn put_cancelled_after_get_nowait_passes_the_slot_on(event_loop: &EventLoop) -> Ran {
    async fn put(queue: Queue<&'static str>, item: &'static str) -> Outcome {
        let ended = queue.put(item).await;
        match &ended {
            Ok(()) => say!("put {item}"),
            Err(_) => say!("put of {item} cancelled"),
        }
        ended
    }

    async fn get(queue: Queue<&'static str>, name: &str) -> Outcome {
        match queue.get().await {
            Ok(item) => say!("{name} got {item}"),
            Err(e) => {
                say!("{name} cancelled");
                return Err(e);
            }
        }
        Ok(())
    }

    run(event_loop, async {
        let queue = Queue::new(1);
        queue.put("A").await?;
        let [first, second, third] = ["B", "C", "D"].map(|item| task("put", put(queue.clone(), item)));
        sleep(0.0).await?;
        let took = queue.get_nowait()?;
        say!("took {took}");
        let cancelled = first.cancel();
        say!("cancel first: {}", yes(cancelled));
        second.await?;
        let took = queue.get().await?;
        say!("took {took}");
        third.await?;
        let took = queue.get().await?;
        say!("took {took} empty: {}", yes(queue.is_empty()));
        say!("first cancelled: {}", yes(first.cancelled()));

        let [g1, g2] = ["g1", "g2"].map(|name| task("get", get(queue.clone(), name)));
        sleep(0.0).await?;
        queue.put_nowait("E")?;
        g1.cancel();
        wait_for_some([g1, g2.clone()], Some(1.0), ReturnWhen::AllCompleted).await?;
        say!("g2 done: {} left: {}", yes(g2.done()), queue.len());
        Ok(())
    })
}

pub fn queue_shutdown_ends_the_consumers(event_loop: &EventLoop) -> Ran {
    async fn consumer(name: &str, queue: Queue<String>) -> Outcome<u32> {
        let mut count = 0;
        loop {
            let item = match queue.get().await {
                Err(e) if *e.class() == Class::QueueShutDown => {
                    say!("{name}: no more work after {count}");
                    return Ok(count);
                }
                item => item?,
            };
            sleep(0.4).await?;
            count += 1;
            say!("{name}: {item}");
            queue.task_done()?;
        }
    }

    async fn producer(queue: Queue<String>) -> Outcome<u32> {
        for i in 0..100 {
            match queue.put(format!("item {i}")).await {
                Err(e) if *e.class() == Class::QueueShutDown => {
                    say!("producer: refused at {i}");
                    return Ok(i);
                }
                put => put?,
            }
        }
        Ok(100)
    }

    async fn scene(immediate: bool) -> Outcome {
        say!("-- {}", if immediate { "immediate" } else { "gentle" });
        let queue = Queue::new(3);
        let consumers = ["c1", "c2"].map(|name| task("consumer", consumer(name, queue.clone())));
        let feeding = task("producer", producer(queue.clone()));
        sleep(1.0).await?;
        queue.shutdown(immediate)?;
        say!("shutdown with {} left", queue.len());
        let ended = gather([feeding].into_iter().chain(consumers)).await?;
        say!("{}", list(ended));
        if queue.put_nowait("late".to_owned()).is_err_and(|e| *e.class() == Class::QueueShutDown) {
            say!("put_nowait refused");
        }
        match timeout(Some(1.0), queue.join()).await {
            Ok(()) => say!("join() returned"),
            Err(e) if *e.class() == Class::TimeoutError => say!("join() hangs"),
            Err(e) => return Err(e),
        }
        Ok(())
    }

    run(event_loop, async {
        scene(false).await?;
        scene(true).await
    })
}

pub fn queue_flavours_fifo_priority_lifo(event_loop: &EventLoop) -> Ran {
    async fn drain(queue: &Queue<(u32, &'static str)>) -> Outcome<Vec<&'static str>> {
        let mut out = Vec::new();
        while !queue.is_empty() {
            out.push(queue.get().await?.1);
            queue.task_done()?;
        }
        Ok(out)
    }

    async fn slow_reader(queue: Queue<Option<char>>) -> Outcome {
        while let Some(item) = queue.get().await? {
            say!("read {item} left {}", queue.len());
            sleep(1.0).await?;
            queue.task_done()?;
        }
        Ok(())
    }

    run(event_loop, async {
        let jobs = [(3, "sweep"), (1, "alarm"), (2, "mail"), (1, "backup")];
        let flavours =
            [("Queue", Queue::new(0)), ("PriorityQueue", Queue::priority(0)), ("LifoQueue", Queue::lifo(0))];
        for (name, q) in flavours {
            for job in jobs {
                q.put_nowait(job)?;
            }
            let drained = drain(&q).await?;
            say!("{name} {}", list(drained.iter().map(quoted)));
        }

        let small = Queue::new(2);
        if small.get_nowait().is_err_and(|e| *e.class() == Class::QueueEmpty) {
            say!("nothing there yet");
        }
        for letter in ['x', 'y', 'z'] {
            match small.put_nowait(Some(letter)) {
                Ok(()) => say!("put {letter} full: {}", yes(small.is_full())),
                Err(_) => say!("no room for {letter}"),
            }
        }

        let reader = task("slow_reader", slow_reader(small.clone()));
        for letter in ['z', 'w'] {
            small.put(Some(letter)).await?;
            say!("waited to put {letter}");
        }
        small.join().await?;
        small.put(None).await?;
        reader.await?;
        for _ in 0..5 {
            if let Err(e) = small.task_done() {
                say!("ValueError: {}", message(&e));
                break;
            }
        }
        Ok(())
    })
}

pub fn sleepy_worker_and_a_full_queue(event_loop: &EventLoop) -> Ran {
    async fn dozer(queue: Queue<u32>) -> Outcome {
        let ended = async {
            loop {
                let seconds = queue.get().await?;
                sleep(seconds.into()).await?;
                say!("dozed {seconds}s");
                queue.task_done()?;
            }
        }
        .await;
        say!("worker closed with {} left", queue.len());
        ended
    }

    fn click(queue: &Queue<u32>, value: u32) -> Outcome {
        match queue.put_nowait(value) {
            Ok(()) => say!("click: queued, {} inside", queue.len()),
            Err(_) => say!("click: the queue is full"),
        }
        Ok(())
    }

    let everybody = event_loop.clone();
    event_loop.intervene_at(14.0, move || {
        everybody
            .all_tasks()
            .iter()
            .filter(|task| &*task.name() == "worker")
            .for_each(|task| _ = task.cancel());
    });
    run(event_loop, async {
        let queue = Queue::new(3);
        let worker = named("worker", "dozer", dozer(queue.clone()));
        queue.put(3).await?;
        for when in [0.5, 0.6, 0.7, 0.8, 4.0] {
            let queue = queue.clone();
            EventLoop::current().call_later(when, "click", move || click(&queue, 2));
        }
        sleep(5.0).await?;
        for value in [4, 5] {
            queue.put(value).await?;
            say!("put() accepted {value}");
        }
        say!("worker.done: {}", yes(worker.done()));
        wait(std::slice::from_ref(&worker)).await?;
        say!("worker cancelled: {}", yes(worker.cancelled()));
        Ok(())
    })
}

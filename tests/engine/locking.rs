//! Programs about locks, events, conditions, semaphores and barriers.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future as RustFuture;
use std::rc::Rc;

use awaitscope::engine::{
    Barrier, Class, Condition, Event, EventLoop, Exception, Lock, Queue, ReturnWhen, Semaphore, Task,
    TaskBuilder, gather, gather_outcomes, sleep, task_group,
};

use super::python::{Outcome, Ran, error, list, message, named, quoted, run, say, task, tasks, wait, yes};

pub fn cancel_while_waiting_on_event_condition_barrier(event_loop: &EventLoop) -> Ran {
    async fn guarded(name: String, awaitable: impl RustFuture<Output = Outcome<String>>) -> Outcome {
        match awaitable.await {
            Ok(value) => say!("{name} -> {value}"),
            Err(e) if e.is_cancelled() => {
                say!("{name} cancelled");
                return Err(e);
            }
            Err(e) if *e.class() == Class::BrokenBarrierError => say!("{name}: the barrier broke"),
            Err(e) => return Err(e),
        }
        Ok(())
    }

    async fn on_condition(name: String, cond: Condition) -> Outcome {
        let _held = cond.hold().await?;
        match cond.wait().await {
            Ok(()) => {
                say!("{name} notified, holds lock: {}", yes(cond.locked()));
                Ok(())
            }
            Err(e) => {
                say!("{name} cancelled, holds lock: {}", yes(cond.locked()));
                Err(e)
            }
        }
    }

    fn at(name: String, barrier: &Barrier) -> Task<()> {
        let barrier = barrier.clone();
        task("guarded", guarded(name, async move { Ok(barrier.wait().await?.to_string()) }))
    }

    run(event_loop, async {
        let event = Event::new();
        let [a, b] = ["event-a", "event-b"].map(|name| {
            let event = event.clone();
            let waiting = async move {
                event.wait().await?;
                Ok(yes(true).to_owned())
            };
            task("guarded", guarded(name.to_owned(), waiting))
        });
        sleep(1.0).await?;
        a.cancel();
        event.set();
        wait(&[a, b]).await?;

        let cond = Condition::new();
        let waiting = tasks("on_condition", (0..3).map(|i| on_condition(format!("cond-{i}"), cond.clone())));
        sleep(1.0).await?;
        let held = cond.hold().await?;
        waiting[0].cancel();
        sleep(1.0).await?;
        say!("releasing the condition");
        cond.notify(1)?;
        drop(held);
        sleep(1.0).await?;
        say!("notified: {}", list(waiting.iter().map(|t| yes(t.done()))));
        let held = cond.hold().await?;
        cond.notify_all()?;
        drop(held);
        wait(&waiting).await?;

        let barrier = Barrier::new(3)?;
        let parties: Vec<_> = (0..2).map(|i| at(format!("party-{i}"), &barrier)).collect();
        sleep(1.0).await?;
        say!("waiting at the barrier: {}", barrier.waiting());
        parties[0].cancel();
        sleep(1.0).await?;
        let more = (0..2).map(|i| at(format!("late-{i}"), &barrier));
        wait(&parties.into_iter().chain(more).collect::<Vec<_>>()).await?;
        say!("broken: {}", yes(barrier.broken()));
        let stuck: Vec<_> = (0..2).map(|i| at(format!("stuck-{i}"), &barrier)).collect();
        sleep(1.0).await?;
        barrier.abort().await?;
        wait(&stuck).await?;
        say!("broken: {}", yes(barrier.broken()));

        let queue = Queue::new(0);
        let q = queue.clone();
        let g = task("guarded", guarded("getter".to_owned(), async move { q.get().await }));
        sleep(1.0).await?;
        g.cancel();
        queue.put_nowait("kept".to_owned())?;
        wait(&[g]).await?;
        say!("still queued: {}", queue.get_nowait()?);
        Ok(())
    })
}

/// A lock or a semaphore.
#[derive(Clone)]
enum Thing {
    Lock(Lock),
    Semaphore(Semaphore),
}

impl Thing {
    async fn with(&self, body: impl RustFuture<Output = Outcome>) -> Outcome {
        match self {
            Self::Lock(lock) => {
                let _held = lock.hold().await?;
                body.await
            }
            Self::Semaphore(semaphore) => {
                let _held = semaphore.hold().await?;
                body.await
            }
        }
    }

    fn locked(&self) -> bool {
        match self {
            Self::Lock(lock) => lock.locked(),
            Self::Semaphore(semaphore) => semaphore.locked(),
        }
    }
}

pub fn cancelled_waiters_and_lock_hand_over(event_loop: &EventLoop) -> Ran {
    async fn user(name: &str, thing: Thing, hold: f64) -> Outcome {
        let body = async {
            say!("{name} in");
            sleep(hold).await
        };
        let ended = thing.with(body).await;
        match &ended {
            Ok(()) => say!("{name} out"),
            Err(e) if e.is_cancelled() => say!("{name} cancelled"),
            Err(_) => {}
        }
        ended
    }

    async fn scene(label: &str, thing: Thing) -> Outcome {
        say!("-- {label}");
        let users = ["a", "b", "c", "d", "e"].map(|n| named(n, "user", user(n, thing.clone(), 1.0)));
        sleep(0.5).await?;
        users[1].cancel();
        sleep(0.5).await?;
        let cancelled = users[2].cancel();
        say!("cancel c: {}", yes(cancelled));
        let latecomer = named("late", "user", user("late", thing.clone(), 0.5));
        wait(&users.iter().cloned().chain([latecomer]).collect::<Vec<_>>()).await?;
        let shown: Vec<_> = users.iter().map(|t| format!("'{}': {}", t.name(), yes(t.cancelled()))).collect();
        say!("{{{}}} locked: {}", shown.join(", "), yes(thing.locked()));
        Ok(())
    }

    async fn greedy(lock: Lock) -> Outcome {
        for i in 0..3 {
            let _held = lock.hold().await?;
            say!("greedy {i}");
            sleep(0.0).await?;
        }
        Ok(())
    }

    async fn polite(lock: Lock) -> Outcome {
        let _held = lock.hold().await?;
        say!("polite gets its turn");
        Ok(())
    }

    run(event_loop, async {
        scene("lock", Thing::Lock(Lock::new())).await?;
        scene("semaphore", Thing::Semaphore(Semaphore::new(1))).await?;
        say!("-- no barging");
        let lock = Lock::new();
        let users =
            [named("greedy", "greedy", greedy(lock.clone())), named("polite", "polite", polite(lock))];
        gather(users).await?;
        Ok(())
    })
}

pub fn condition_wakes_one_or_all(event_loop: &EventLoop) -> Ran {
    #[derive(Default)]
    struct Stock {
        items: RefCell<VecDeque<&'static str>>,
        changed: Condition,
        closed: Cell<bool>,
    }

    async fn take(stock: Rc<Stock>, who: &str) -> Outcome<String> {
        let _held = stock.changed.hold().await?;
        stock.changed.wait_for(|| !stock.items.borrow().is_empty() || stock.closed.get()).await?;
        let Some(item) = stock.items.borrow_mut().pop_front() else {
            say!("{who}: shop is closed");
            return Ok("None".to_owned());
        };
        say!("{who}: took {item}");
        Ok(quoted(item))
    }

    async fn add(stock: &Stock, items: &[&'static str]) -> Outcome {
        let _held = stock.changed.hold().await?;
        stock.items.borrow_mut().extend(items);
        say!("delivered {}", items.join(", "));
        stock.changed.notify(items.len())
    }

    run(event_loop, async {
        let stock = Rc::new(Stock::default());
        let buyers = ["Kim", "Lou", "Max", "Ned"].map(|n| named(n, "take", take(stock.clone(), n)));
        sleep(1.0).await?;
        add(&stock, &["apple"]).await?;
        sleep(1.0).await?;
        add(&stock, &["pear", "plum"]).await?;
        sleep(1.0).await?;
        let held = stock.changed.hold().await?;
        stock.closed.set(true);
        stock.changed.notify_all()?;
        say!("closing");
        drop(held);
        let sold = gather(buyers).await?;
        say!("{}", list(sold));
        if let Err(e) = stock.changed.notify(1) {
            say!("RuntimeError: {}", message(&e));
        }
        Ok(())
    })
}

pub fn deadlock_of_two_locks(event_loop: &EventLoop) -> Ran {
    async fn worker(name: &str, first: Lock, second: Lock) -> Outcome {
        let _first = first.hold().await?;
        say!("{name} has its first lock");
        sleep(0.1).await?;
        say!("{name} wants the second");
        let _second = second.hold().await?;
        say!("{name} has both");
        Ok(())
    }

    async fn lucky(lock: Lock) -> Outcome {
        let _held = lock.hold().await?;
        say!("lucky was early");
        Ok(())
    }

    run(event_loop, async {
        let (a, b) = (Lock::new(), Lock::new());
        task_group(async |tg| {
            let called = |name: &str| TaskBuilder::new().coroutine(name);
            tg.spawn_as(called("lucky"), lucky(a.clone()))?;
            tg.spawn_as(called("worker"), worker("left", a.clone(), b.clone()))?;
            tg.spawn_as(called("worker"), worker("right", b, a))?;
            Ok(())
        })
        .await?;
        say!("unreachable");
        Ok(())
    })
}

pub fn semaphore_two_at_a_time(event_loop: &EventLoop) -> Ran {
    async fn guest(number: u32, sem: Semaphore) -> Outcome<u32> {
        say!("guest {number} queues");
        let held = sem.hold().await?;
        say!("guest {number} is served");
        sleep(2.0).await?;
        drop(held);
        say!("guest {number} leaves");
        Ok(number)
    }

    let sem = Semaphore::new(2);
    run(event_loop, async move {
        let served = gather(tasks("guest", (0..6).map(|n| guest(n, sem.clone())))).await?;
        say!("{}", list(served));
        say!("locked now? {}", yes(sem.locked()));
        sem.acquire().await?;
        sem.acquire().await?;
        say!("locked now? {}", yes(sem.locked()));
        for _ in 0..3 {
            sem.release()?;
        }
        let mut free = 0;
        while !sem.locked() {
            sem.acquire().await?;
            free += 1;
        }
        say!("a plain semaphore grew to {free}");

        let bounded = Semaphore::bounded(1);
        let held = bounded.hold().await?;
        say!("bounded locked {}", yes(bounded.locked()));
        drop(held);
        if let Err(e) = bounded.release() {
            say!("ValueError: {}", message(&e));
        }
        Ok(())
    })
}

pub fn who_runs_after_set_release_and_gather(event_loop: &EventLoop) -> Ran {
    type Log = Rc<RefCell<Vec<String>>>;

    async fn waits(event: Event, name: String, log: Log) -> Outcome {
        event.wait().await?;
        log.borrow_mut().push(name);
        Ok(())
    }

    async fn locks(lock: Lock, name: String, log: Log) -> Outcome {
        let _held = lock.hold().await?;
        log.borrow_mut().push(name);
        Ok(())
    }

    async fn limited(sem: Semaphore, name: &str, log: Log) -> Outcome {
        let held = sem.hold().await?;
        log.borrow_mut().push(format!("{name}+"));
        sleep(0.0).await?;
        drop(held);
        log.borrow_mut().push(format!("{name}-"));
        Ok(())
    }

    async fn getter(queue: Queue<u32>, name: &str, log: Log) -> Outcome {
        let item = queue.get().await?;
        log.borrow_mut().push(format!("{name}={item}"));
        Ok(())
    }

    run(event_loop, async {
        let (event, lock, sem, log) = (Event::new(), Lock::new(), Semaphore::new(2), Log::default());
        let note = |text: &str| log.borrow_mut().push(text.to_owned());
        let told = |what: &str| say!("{what}: {}", log.take().join(" "));

        let waiting = |name: String| task("waits", waits(event.clone(), name, log.clone()));
        let mut all: Vec<_> = (0..3).map(|i| waiting(format!("w{i}"))).collect();
        sleep(0.0).await?;
        event.set();
        all.push(waiting("fresh".to_owned()));
        note("setter");
        gather(all).await?;
        told("event");

        lock.acquire().await?;
        let locking = |name: String| task("locks", locks(lock.clone(), name, log.clone()));
        let mut all: Vec<_> = (0..3).map(|i| locking(format!("l{i}"))).collect();
        sleep(0.0).await?;
        lock.release()?;
        note(if lock.locked() { "still locked" } else { "released" });
        all.push(locking("fresh".to_owned()));
        sleep(0.0).await?;
        note("main");
        gather(all).await?;
        told("lock");

        gather(tasks("limited", ["a", "b", "c", "d"].map(|c| limited(sem.clone(), c, log.clone())))).await?;
        told("semaphore");

        let done = tasks(
            "sleep",
            (0..3).map(|i| async move {
                sleep(0.0).await?;
                Ok(i)
            }),
        );
        awaitscope::engine::wait(done.clone(), None, ReturnWhen::AllCompleted).await?;
        let callback_log = log.clone();
        EventLoop::current().call_soon("append", move || {
            callback_log.borrow_mut().push("callback".to_owned());
            Ok(())
        });
        let gathered = gather(done).await?;
        note(&list(gathered));
        told("gather of finished tasks");

        let queue = Queue::new(0);
        let getters = tasks("getter", ["x", "y", "z"].map(|n| getter(queue.clone(), n, log.clone())));
        sleep(0.0).await?;
        for i in 0..3 {
            queue.put_nowait(i)?;
        }
        note(&format!("size {}", queue.len()));
        gather(getters).await?;
        told("queue");
        Ok(())
    })
}

pub fn button_press_sets_an_event(event_loop: &EventLoop) -> Ran {
    async fn lift(event: Event, number: u32) -> Outcome {
        for i in 0..2 {
            say!("lift {number} waits");
            event.wait().await?;
            say!("lift {number} comes, round {i}");
            sleep(1.5).await?;
        }
        Ok(())
    }

    run(event_loop, async {
        let event = Event::new();
        let lifts = tasks("lift", [1, 2].map(|n| lift(event.clone(), n)));
        let event_loop = EventLoop::current();
        let (set, clear, press) = (event.clone(), event.clone(), event.clone());
        event_loop.call_later(3.0, "set", move || {
            set.set();
            Ok(())
        });
        event_loop.call_later(4.0, "clear", move || {
            clear.clear();
            Ok(())
        });
        event_loop.call_later(6.0, "press", move || {
            say!("button pressed, set before: {}", yes(press.is_set()));
            press.set();
            Ok(())
        });
        gather(lifts).await?;
        event.wait().await?;
        say!("wait() on a set event: True");
        Ok(())
    })
}

pub fn query_groups_first_failure_cancels_rest(event_loop: &EventLoop) -> Ran {
    struct Server {
        gate: Semaphore,
        broken: Option<&'static str>,
        hits: Cell<u32>,
    }

    impl Server {
        fn new(broken: Option<&'static str>) -> Rc<Self> {
            Rc::new(Self { gate: Semaphore::new(2), broken, hits: Cell::new(0) })
        }
    }

    async fn get(server: Rc<Server>, url: String) -> Outcome<String> {
        let _held = server.gate.hold().await?;
        server.hits.set(server.hits.get() + 1);
        say!("GET {url}");
        if let Err(e) = sleep(0.5).await {
            say!("aborted {url}");
            return Err(e);
        }
        if server.broken.is_some_and(|broken| broken == url) {
            return Err(error("ConnectionError", &format!("{url} is down")));
        }
        Ok(url.to_uppercase())
    }

    async fn run_groups(server: &Rc<Server>, groups: &[(&str, u32)]) -> Outcome {
        let start =
            |name: &str, i| named(&format!("{name}{i}"), "get", get(server.clone(), format!("{name}/{i}")));
        let groups: Vec<_> = groups
            .iter()
            .map(|&(name, size)| (name, (0..size).map(|i| start(name, i)).collect::<Vec<_>>()))
            .collect();
        let ended: Outcome = async {
            for (name, group) in &groups {
                let pages = gather(group.iter().cloned()).await?;
                say!("{name} {}", list(pages.iter().map(quoted)));
            }
            Ok(())
        }
        .await;
        let left: Vec<_> =
            groups.iter().flat_map(|(_, group)| group).filter(|t| !t.done()).cloned().collect();
        let names: Vec<_> = left.iter().map(|t| t.name().to_string()).collect();
        say!("still unfinished: {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") });
        left.iter().for_each(|t| _ = t.cancel());
        gather_outcomes(left).await?;
        ended
    }

    run(event_loop, async {
        run_groups(&Server::new(None), &[("a", 2), ("b", 1)]).await?;
        say!("{}", "-".repeat(20));
        let server = Server::new(Some("users/1"));
        match run_groups(&server, &[("shops", 2), ("users", 3), ("carts", 2)]).await {
            Err(e) if !e.is_cancelled() => say!("failed: {} after {} hits", message(&e), server.hits.get()),
            other => return other,
        }
        Ok::<_, Exception>(())
    })
}

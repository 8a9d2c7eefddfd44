//! The workloads of `cargo xtask bench` on tokio's current-thread runtime and on smol's: runs one of them and prints the
//! seconds it took.
//!
//! benches/engine.rs has the same ones for the engine.

mod smol;

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tokio::task::{JoinError, JoinSet, LocalSet, spawn_local, yield_now};
use tokio::time::sleep;

const TASKS: u32 = 100_000;
const HAND_OFFS: u32 = 1_000_000;
const TREE_DEPTH: u32 = 5;
const TREE_FANOUT: u32 = 10;

type Coroutine = Pin<Box<dyn Future<Output = Result<(), JoinError>>>>;

async fn sleeps() -> Result<(), JoinError> {
    let workers: Vec<_> = (0..TASKS)
        .map(|_| {
            spawn_local(async {
                for _ in 0..10 {
                    yield_now().await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await?;
    }
    Ok(())
}

async fn cancel_tree() -> Result<(), JoinError> {
    /// Counts the leaves that are asleep.
    struct Asleep(Rc<Cell<u32>>);

    impl Asleep {
        fn new(count: Rc<Cell<u32>>) -> Self {
            count.set(count.get() + 1);
            Asleep(count)
        }
    }

    impl Drop for Asleep {
        fn drop(&mut self) {
            self.0.set(self.0.get() - 1);
        }
    }

    fn node(depth: u32, asleep: Rc<Cell<u32>>) -> Coroutine {
        Box::pin(async move {
            if depth == 0 {
                let _asleep = Asleep::new(asleep);
                sleep(Duration::from_secs(3600)).await;
                return Ok(());
            }
            // Dropping the set cancels its tasks, as cancelling a gather does.
            let mut children = JoinSet::new();
            for _ in 0..TREE_FANOUT {
                children.spawn_local(node(depth - 1, asleep.clone()));
            }
            while let Some(child) = children.join_next().await {
                child??;
            }
            Ok(())
        })
    }

    let asleep = Rc::new(Cell::new(0));
    let root = spawn_local(node(TREE_DEPTH, asleep.clone()));
    while asleep.get() < TREE_FANOUT.pow(TREE_DEPTH) {
        yield_now().await;
    }
    root.abort();
    assert!(root.await.is_err_and(|error| error.is_cancelled()), "the root was cancelled");
    while asleep.get() > 0 {
        yield_now().await;
    }
    Ok(())
}

async fn timers() -> Result<(), JoinError> {
    let mut state: u64 = 1;
    let timers: Vec<_> = (0..TASKS)
        .map(|_| {
            state = (state * 1_103_515_245 + 12345) % (1 << 31);
            let secs = state as f64 / f64::from(1_u32 << 31) * 1000.0;
            spawn_local(sleep(Duration::from_secs_f64(secs)))
        })
        .collect();
    for timer in timers {
        timer.await?;
    }
    Ok(())
}

async fn hand_offs() -> Result<(), JoinError> {
    /// Hands over the way back along with the turn, as a future can be given a result once only.
    struct Turn(oneshot::Sender<Turn>);

    async fn player(mut mine: oneshot::Receiver<Turn>) {
        for _ in 0..HAND_OFFS / 2 {
            let Ok(Turn(back)) = mine.await else { return };
            let (sender, receiver) = oneshot::channel();
            mine = receiver;
            if back.send(Turn(sender)).is_err() {
                return;
            }
        }
    }

    let (first_sender, first) = oneshot::channel();
    let (second_sender, second) = oneshot::channel();
    let players = [spawn_local(player(first)), spawn_local(player(second))];
    assert!(first_sender.send(Turn(second_sender)).is_ok(), "the first player waits");
    for player in players {
        player.await?;
    }
    Ok(())
}

fn main() -> ExitCode {
    if std::env::args().nth(2).as_deref() == Some("smol") {
        return match smol::run(&std::env::args().nth(1).unwrap_or_default()) {
            Some(seconds) => {
                println!("{seconds}");
                ExitCode::SUCCESS
            }
            None => failure(&"smol's executor has no timers"),
        };
    }
    let workload: Coroutine = match std::env::args().nth(1).as_deref() {
        Some("sleeps") => Box::pin(sleeps()),
        Some("cancel-tree") => Box::pin(cancel_tree()),
        Some("timers") => Box::pin(timers()),
        Some("hand-offs") => Box::pin(hand_offs()),
        _ => {
            eprintln!("usage: bench-tokio sleeps|cancel-tree|timers|hand-offs tokio|smol");
            return ExitCode::from(2);
        }
    };

    // Paused time jumps to the next timer, as the engine's clock does.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return failure(&error),
    };
    let start = Instant::now();
    let result = LocalSet::new().block_on(&runtime, workload);
    let seconds = start.elapsed().as_secs_f64();
    match result {
        Ok(()) => {
            println!("{seconds}");
            ExitCode::SUCCESS
        }
        Err(error) => failure(&error),
    }
}

fn failure(reason: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("the workload did not run to its end: {reason}");
    ExitCode::FAILURE
}

//! The workloads that smol's `LocalExecutor` can run on its own: it has no timers.

use std::future::Future;
use std::rc::Rc;
use std::time::Instant;

use async_executor::LocalExecutor;
use futures_lite::future::{block_on, yield_now};
use tokio::sync::oneshot;

use crate::{HAND_OFFS, TASKS};

/// Runs a workload, and says how many seconds it took; nothing for one that needs timers.
pub fn run(workload: &str) -> Option<f64> {
    let executor = Rc::new(LocalExecutor::new());
    match workload {
        "sleeps" => Some(timed(&executor, sleeps(executor.clone()))),
        "hand-offs" => Some(timed(&executor, hand_offs(executor.clone()))),
        _ => None,
    }
}

fn timed(executor: &LocalExecutor<'_>, workload: impl Future<Output = ()>) -> f64 {
    let start = Instant::now();
    block_on(executor.run(workload));
    start.elapsed().as_secs_f64()
}

async fn sleeps(executor: Rc<LocalExecutor<'_>>) {
    let worker = || async {
        for _ in 0..10 {
            yield_now().await;
        }
    };
    let workers: Vec<_> = (0..TASKS).map(|_| executor.spawn(worker())).collect();
    for worker in workers {
        worker.await;
    }
}

async fn hand_offs(executor: Rc<LocalExecutor<'_>>) {
    /// Hands over the way back along with the turn.
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
    let players = [executor.spawn(player(first)), executor.spawn(player(second))];
    assert!(first_sender.send(Turn(second_sender)).is_ok(), "the first player waits");
    for player in players {
        player.await;
    }
}

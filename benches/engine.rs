//! The workloads of `cargo xtask bench` on the engine: runs one of them and prints the seconds it took.
//!
//!     cargo bench --bench engine -- NAME plain|traced
//!
//! benches/workloads.py has the same ones for CPython's asyncio.

use std::cell::{Cell, RefCell};
use std::future::Future as RustFuture;
use std::pin::Pin;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

use awaitscope::engine::{EventLoop, Exception, Future, Limits, Options, gather, sleep, spawn};

const TASKS: u32 = 100_000;
const HAND_OFFS: u32 = 1_000_000;
const TREE_DEPTH: u32 = 5;
const TREE_FANOUT: u32 = 10;

type Coroutine = Pin<Box<dyn RustFuture<Output = Result<(), Exception>>>>;

async fn sleeps() -> Result<(), Exception> {
    let workers = (0..TASKS).map(|_| {
        spawn(async {
            for _ in 0..10 {
                sleep(0.0).await?;
            }
            Ok(())
        })
    });
    gather(workers).await?;
    Ok(())
}

async fn cancel_tree() -> Result<(), Exception> {
    fn node(depth: u32) -> Coroutine {
        Box::pin(async move {
            if depth == 0 {
                sleep(3600.0).await
            } else {
                gather((0..TREE_FANOUT).map(|_| spawn(node(depth - 1)))).await?;
                Ok(())
            }
        })
    }

    let root = spawn(node(TREE_DEPTH));
    // Every level starts one turn after the one above it.
    for _ in 0..TREE_DEPTH + 2 {
        sleep(0.0).await?;
    }
    root.cancel();
    let outcome = root.await;
    assert!(outcome.is_err_and(|exception| exception.is_cancelled()), "the root was cancelled");
    assert_eq!(EventLoop::current().all_tasks().len(), 1, "and with it everything below");
    Ok(())
}

async fn timers() -> Result<(), Exception> {
    let event_loop = EventLoop::current();
    let done = event_loop.create_future::<()>();
    let left = Rc::new(Cell::new(TASKS));
    let start = event_loop.time();
    let name: Rc<str> = "fire".into();
    let mut state: u64 = 1;
    for _ in 0..TASKS {
        state = (state * 1_103_515_245 + 12345) % (1 << 31);
        let deadline = start + state as f64 / f64::from(1_u32 << 31) * 1000.0;
        let (done, left) = (done.clone(), left.clone());
        event_loop.call_at(deadline, name.clone(), move || {
            left.set(left.get() - 1);
            if left.get() == 0 { done.set_result(()) } else { Ok(()) }
        });
    }
    done.await
}

async fn hand_offs() -> Result<(), Exception> {
    async fn player(turns: Rc<[RefCell<Future<()>>; 2]>, me: usize, other: usize) -> Result<(), Exception> {
        let event_loop = EventLoop::current();
        for _ in 0..HAND_OFFS / 2 {
            let turn = turns[me].borrow().clone();
            turn.await?;
            turns[me].replace(event_loop.create_future());
            turns[other].borrow().set_result(())?;
        }
        Ok(())
    }

    let event_loop = EventLoop::current();
    let turns = Rc::new([RefCell::new(event_loop.create_future()), RefCell::new(event_loop.create_future())]);
    let players = [spawn(player(turns.clone(), 0, 1)), spawn(player(turns.clone(), 1, 0))];
    turns[0].borrow().set_result(())?;
    gather(players).await?;
    Ok(())
}

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let trace = match arguments.get(1).map(String::as_str) {
        Some("traced") => true,
        Some("plain") => false,
        _ => return usage(),
    };
    let workload: Coroutine = match arguments[0].as_str() {
        "sleeps" => Box::pin(sleeps()),
        "cancel-tree" => Box::pin(cancel_tree()),
        "timers" => Box::pin(timers()),
        "hand-offs" => Box::pin(hand_offs()),
        _ => return usage(),
    };

    let start = Instant::now();
    let event_loop = EventLoop::new(Options { trace, limits: Limits::NONE });
    let result = event_loop.run(workload);
    let seconds = start.elapsed().as_secs_f64();
    match result {
        Ok(Ok(())) => {
            println!("{seconds}");
            ExitCode::SUCCESS
        }
        Ok(Err(exception)) => failure(&exception),
        Err(stop) => failure(&stop),
    }
}

fn failure(reason: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("the workload did not run to its end: {reason}");
    ExitCode::FAILURE
}

fn usage() -> ExitCode {
    eprintln!("usage: cargo bench --bench engine -- sleeps|cancel-tree|timers|hand-offs plain|traced");
    ExitCode::from(2)
}

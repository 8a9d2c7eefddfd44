//! The event loop: a single-threaded executor that runs Rust futures in the order in which CPython 3.14's asyncio runs
//! coroutines, iteration by iteration, on a virtual clock.
//!
//! It mirrors asyncio's machinery, because the order of everything depends on it: a ready queue of handles, timers,
//! futures with callbacks that go through the ready queue, and tasks that wake up when what they wait on is done. The
//! names are asyncio's, and the specification is CPython's `Lib/asyncio`.
//!
//! A coroutine is a Rust future that yields a `Result`: an exception, a cancellation too, is an [`Exception`] that comes
//! out of an `.await` as an error and travels up with `?`. A task awaits one thing at a time, as in asyncio; several
//! are awaited together with [`gather`].
//!
//! ```
//! use awaitscope::engine::{EventLoop, Options, gather, sleep, spawn};
//!
//! let event_loop = EventLoop::new(Options::default());
//! let result = event_loop.run(async {
//!     let tea = spawn(async {
//!         sleep(3.0).await?;
//!         Ok("tea")
//!     });
//!     let toast = spawn(async {
//!         sleep(2.0).await?;
//!         Ok("toast")
//!     });
//!     gather([tea, toast]).await
//! });
//! assert_eq!(result.unwrap().unwrap(), ["tea", "toast"]);
//! assert_eq!(event_loop.time(), 3.0);
//! ```
//!
//! Cancelling is a request, which the task hears of at the await where it is suspended:
//!
//! ```
//! use awaitscope::engine::{EventLoop, Options, sleep, spawn};
//!
//! let event_loop = EventLoop::new(Options::default());
//! let result = event_loop.run(async {
//!     let worker = spawn(async {
//!         match sleep(60.0).await {
//!             Err(exception) if exception.is_cancelled() => Ok("I would rather not be"),
//!             other => other.map(|()| "slept well"),
//!         }
//!     });
//!     sleep(1.0).await?;
//!     assert!(worker.cancel());
//!     assert!(!worker.done(), "nothing has happened to it yet");
//!     worker.await
//! });
//! assert_eq!(result.unwrap().unwrap(), "I would rather not be");
//! ```
//!
//! A loop that nothing can wake any more says so, and hangs nobody:
//!
//! ```
//! use awaitscope::engine::{EventLoop, Options, Stop};
//!
//! let event_loop = EventLoop::new(Options::default());
//! let never = event_loop.create_future::<()>();
//! let result = event_loop.run(async move { never.await });
//! assert!(matches!(result, Err(Stop::Deadlock)));
//! ```

mod context;
mod event_loop;
mod exception;
mod futures;
mod limits;
mod locks;
mod queues;
mod runner;
mod signals;
mod task_group;
mod tasks;
mod threads;
mod timeout;

pub use context::Context;
pub use event_loop::give_way::to_end;
pub use event_loop::handle::{CallHandle, Run, TimerHandle};
pub use event_loop::handlers::{ErrorContext, ErrorKind, ErrorLog, ExceptionHandler};
pub use event_loop::machine::{Describe, EndHook, NeverAwaitedHook, OwnMethods, Traces};
pub use event_loop::own::{CallKind, Due, OwnCall, OwnLoop, OwnNames, OwnTimer};
pub use event_loop::{EventLoop, Options};
pub use exception::{Base, Class, Exception};
pub use futures::done_callbacks::Waiting;
pub use futures::future::{Awaiting, Future, WeakFuture};
pub use futures::park::Parked;
pub use limits::{Limit, Limits, Stop, grouped};
pub use locks::condition::{Barrier, Condition};
pub use locks::lock::{Event, Held, Lock, Release};
pub use locks::semaphore::Semaphore;
pub use queues::items::QueueItems;
pub use queues::queue::Queue;
pub use runner::{AsyncgenHook, Runner};
pub use signals::SigintHandler;
pub use task_group::{TaskGroup, task_group};
pub use tasks::as_completed::{AsCompleted, NextResult, as_completed};
pub use tasks::coroutine::{CoroutineObject, NeverAwaited};
pub use tasks::gather::{FormingGather, gather, gather_into, gather_outcomes};
pub use tasks::handles::{Task, TaskBuilder, TaskRef, spawn};
pub use tasks::shield::shield;
pub use tasks::sleep::{Sleep, sleep};
pub use tasks::wait::{ReturnWhen, Waited, wait};
pub use threads::future::{ThreadFuture, wrap_future};
pub use threads::pool::{START_CALLBACK, ThreadPool, Worker, to_thread, work_in_thread};
pub use timeout::{Timeout, TimeoutState, timeout, wait_for, wait_for_body, wait_for_coroutine};

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

mod as_completed;
mod closing;
mod condition;
mod context;
mod coroutine;
mod done_callbacks;
mod event_loop;
mod exception;
mod future;
mod future_state;
mod gather;
mod give_way;
mod handle;
mod handlers;
mod limits;
mod lock;
mod machine;
mod outside;
mod park;
mod queue;
mod queue_items;
mod ready_queue;
mod runner;
mod running;
mod semaphore;
mod shield;
mod signals;
mod sleep;
mod standing;
mod steps;
mod task;
mod task_group;
mod task_handles;
mod task_name;
mod thread_future;
mod threads;
mod timeout;
mod timer_queue;
mod timers;
mod tracer;
mod waiters;
mod waiting;

pub use as_completed::{AsCompleted, NextResult, as_completed};
pub use condition::{Barrier, Condition};
pub use context::Context;
pub use coroutine::{CoroutineObject, NeverAwaited};
pub use done_callbacks::Waiting;
pub use event_loop::{EventLoop, Options};
pub use exception::{Base, Class, Exception};
pub use future::{Awaiting, Future, WeakFuture};
pub use gather::{FormingGather, gather, gather_into, gather_outcomes};
pub use give_way::to_end;
pub use handle::{CallHandle, TimerHandle};
pub use handlers::{ErrorContext, ExceptionHandler};
pub use limits::{Limit, Limits, Stop, grouped};
pub use lock::{Event, Held, Lock, Release};
pub use machine::{Describe, EndHook, NeverAwaitedHook, OwnMethods, Traces};
pub use park::Parked;
pub use queue::Queue;
pub use queue_items::QueueItems;
pub use runner::{AsyncgenHook, Runner};
pub use semaphore::Semaphore;
pub use shield::shield;
pub use signals::SigintHandler;
pub use sleep::{Sleep, sleep};
pub use task_group::{TaskGroup, task_group};
pub use task_handles::{Task, TaskBuilder, TaskRef, spawn};
pub use thread_future::{ThreadFuture, wrap_future};
pub use threads::{START_CALLBACK, ThreadPool, Worker, to_thread, work_in_thread};
pub use timeout::{Timeout, TimeoutState, timeout, wait_for, wait_for_body, wait_for_coroutine};
pub use waiting::{ReturnWhen, Waited, wait};

//! `asyncio.wait()`: a port of `tasks._wait`.

use std::cell::Cell;
use std::rc::Rc;

use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::handle::{Internal, TimerHandle, TimerJob};
use crate::engine::event_loop::own::Due;
use crate::engine::exception::Exception;
use crate::engine::futures::done_callbacks::CallbackToken;
use crate::engine::futures::future::Future;
use crate::engine::futures::state::Plain;
use crate::trace::{FutureRole, TimerPurpose};

/// When [`wait`] returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReturnWhen {
    /// `asyncio.FIRST_COMPLETED`.
    FirstCompleted,
    /// `asyncio.FIRST_EXCEPTION`.
    FirstException,
    /// `asyncio.ALL_COMPLETED`.
    #[default]
    AllCompleted,
}

/// What [`wait`] returns, each in the order in which it was given.
pub struct Waited<T> {
    /// Those that are done.
    pub done: Vec<Future<T>>,
    /// The others.
    pub pending: Vec<Future<T>>,
}

/// Waits until some of the futures are done (`asyncio.wait()`). It cancels nothing and raises nothing of theirs.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, ReturnWhen, sleep, spawn, wait};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     let runners = [3.0, 1.0, 2.0].map(|secs| spawn(sleep(secs)));
///     let waited = wait(runners, None, ReturnWhen::FirstCompleted).await?;
///     Ok((waited.done.len(), waited.pending.len()))
/// });
/// assert_eq!(result.unwrap().unwrap(), (1, 2));
/// assert_eq!(event_loop.time(), 1.0);
/// ```
///
/// # Errors
///
/// ValueError if there are none to wait for; CancelledError if the task is cancelled meanwhile.
pub async fn wait<T: Clone + 'static>(
    futures: impl IntoIterator<Item = impl Into<Future<T>>>,
    timeout: Option<f64>,
    return_when: ReturnWhen,
) -> Result<Waited<T>, Exception> {
    let mut futures: Vec<Future<T>> = futures.into_iter().map(Into::into).collect();
    if futures.is_empty() {
        return Err(Exception::value("Set of Tasks/Futures is empty."));
    }
    let mut seen = std::collections::HashSet::with_capacity(futures.len());
    futures.retain(|future| seen.insert(future.id()));
    let event_loop = EventLoop::running()?;
    let children = futures.iter().map(Future::id).collect();
    let waiter: Future<()> = Plain::make(&event_loop, FutureRole::Wait { children }, Some(()));
    let timer = timeout.map(|secs| {
        let purpose = TimerPurpose::Wait { future: waiter.id() };
        event_loop.schedule(Due::Later(secs), TimerJob::Release(waiter.0.clone()), purpose)
    });
    let left = Rc::new(Cell::new(futures.len()));
    let mut watch = Watch { futures, tokens: Vec::new(), timer };
    for future in &watch.futures {
        let (watched, waiter, left, timer) =
            (future.clone(), waiter.clone(), left.clone(), watch.timer.clone());
        event_loop.inner().keep_alive(future.0.clone());
        // _on_completion
        let what = Internal::Wait(waiter.id());
        let token = future.0.head().add_internal_callback(what, move || {
            left.set(left.get().saturating_sub(1));
            let failed = || !watched.cancelled() && matches!(watched.exception(), Ok(Some(_)));
            let over = left.get() == 0
                || return_when == ReturnWhen::FirstCompleted
                || return_when == ReturnWhen::FirstException && failed();
            if over {
                if let Some(timer) = timer {
                    timer.cancel();
                }
                if !waiter.done() {
                    waiter.0.core().set_result(());
                }
            }
        });
        watch.tokens.push(token);
    }
    let woken = waiter.await;
    let futures = watch.end();
    woken?;
    let (done, pending) = futures.into_iter().partition(Future::done);
    Ok(Waited { done, pending })
}

/// Takes timer and callbacks back at the end, and also if the coroutine is dropped.
struct Watch<T: Clone + 'static> {
    futures: Vec<Future<T>>,
    tokens: Vec<CallbackToken>,
    timer: Option<TimerHandle>,
}

impl<T: Clone + 'static> Watch<T> {
    fn end(&mut self) -> Vec<Future<T>> {
        if let Some(timer) = self.timer.take() {
            timer.cancel();
        }
        for (future, token) in self.futures.iter().zip(&self.tokens) {
            future.0.head().remove_callback(*token);
        }
        std::mem::take(&mut self.futures)
    }
}

impl<T: Clone + 'static> Drop for Watch<T> {
    fn drop(&mut self) {
        self.end();
    }
}

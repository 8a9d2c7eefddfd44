//! `asyncio.as_completed()`: a port of `tasks._AsCompletedIterator`.

use std::cell::{Cell, RefCell};
use std::future::Future as RustFuture;
use std::rc::Rc;

use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::handle::{Callback, Internal, TimerHandle, TimerJob};
use crate::engine::event_loop::own::Due;
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::done_callbacks::CallbackToken;
use crate::engine::futures::future::Future;
use crate::engine::queues::queue::Queue;
use crate::trace::TimerPurpose;

/// Hands futures out as they are done (`asyncio.as_completed()`). TimeoutError comes for those that are not done after
/// so many seconds.
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, as_completed, sleep, spawn};
///
/// let event_loop = EventLoop::new(Options::default());
/// let result = event_loop.run(async {
///     let boats = [3, 1, 2].map(|hours| {
///         spawn(async move {
///             sleep(f64::from(hours)).await?;
///             Ok(hours)
///         })
///     });
///     let mut order = Vec::new();
///     let arrivals = as_completed(boats, None);
///     while let Some(arrived) = arrivals.next_done().await {
///         order.push(arrived?.result()?);
///     }
///     Ok(order)
/// });
/// assert_eq!(result.unwrap().unwrap(), [1, 2, 3]);
/// ```
///
/// # Panics
///
/// If no loop is running.
pub fn as_completed<T: Clone + 'static>(
    futures: impl IntoIterator<Item = impl Into<Future<T>>>,
    timeout: Option<f64>,
) -> AsCompleted<T> {
    let event_loop = EventLoop::current();
    let mut todo: Vec<Future<T>> = futures.into_iter().map(Into::into).collect();
    let mut seen = std::collections::HashSet::with_capacity(todo.len());
    todo.retain(|future| seen.insert(future.id()));
    let cell = Rc::new(Completions {
        done: Queue::new(0),
        left: Cell::new(todo.len()),
        todo: RefCell::default(),
        unfinished: Cell::new(todo.len()),
        timer: RefCell::default(),
    });
    for (at, future) in todo.iter().enumerate() {
        let completions = cell.clone();
        event_loop.inner().keep_alive(future.0.clone());
        let head = future.0.head();
        let token = head.add_internal_callback(Internal::AsCompleted, move || completions.completed(at));
        cell.todo.borrow_mut().push(Some((future.clone(), token)));
    }
    if let (Some(secs), false) = (timeout, todo.is_empty()) {
        let completions = cell.clone();
        let run = Box::new(move || {
            completions.timed_out();
            Ok(())
        });
        let name = "_AsCompletedIterator._handle_timeout".into();
        let callback = Callback { name, visible: false, context: None, run };
        let timer =
            event_loop.schedule(Due::Later(secs), TimerJob::Call(callback), TimerPurpose::AsCompleted);
        cell.timer.replace(Some(timer));
    }
    AsCompleted(cell)
}

/// What [`as_completed`] returns; both ways of iterating use up the same futures. Clones are the same iterator.
pub struct AsCompleted<T>(Rc<Completions<T>>);

impl<T> Clone for AsCompleted<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct Completions<T> {
    /// Those that are done; `None` for one that was not done in time.
    done: Queue<Option<Future<T>>>,
    /// How many have not been handed out.
    left: Cell<usize>,
    /// All of them; `None` for one that is done.
    todo: RefCell<Vec<Option<Awaited<T>>>>,
    /// How many are not done.
    unfinished: Cell<usize>,
    timer: RefCell<Option<TimerHandle>>,
}

/// A future with the token of its callback.
type Awaited<T> = (Future<T>, CallbackToken);

impl<T: Clone + 'static> Completions<T> {
    /// `_handle_completion`.
    fn completed(&self, at: usize) {
        let awaited = self.todo.borrow_mut().get_mut(at).and_then(Option::take);
        // Otherwise the timeout was here first.
        let Some((future, _)) = awaited else { return };
        self.unfinished.update(|unfinished| unfinished - 1);
        let _ = self.done.put_nowait(Some(future));
        if self.unfinished.get() == 0
            && let Some(timer) = &*self.timer.borrow()
        {
            timer.cancel();
        }
    }

    /// `_handle_timeout`.
    fn timed_out(&self) {
        let todo = self.todo.take();
        for (future, token) in todo.iter().flatten() {
            future.0.head().remove_callback(*token);
            let _ = self.done.put_nowait(None);
        }
    }

    async fn wait_for_one(self: Rc<Self>) -> Result<Future<T>, Exception> {
        self.done.get().await?.ok_or_else(|| Exception::new(Class::TimeoutError))
    }
}

impl<T: Clone + 'static> AsCompleted<T> {
    /// The next one that is done (`async for future in as_completed(...)`): one of those that were given. `None` when
    /// all were handed out.
    pub async fn next_done(&self) -> Option<Result<Future<T>, Exception>> {
        self.take_one()?;
        Some(self.0.clone().wait_for_one().await)
    }

    fn take_one(&self) -> Option<()> {
        self.0.left.set(self.0.left.get().checked_sub(1)?);
        Some(())
    }
}

/// Iterates as `for coroutine in as_completed(...)` does: each of them is to be awaited, and gives the result of the next
/// future that is done.
impl<T: Clone + 'static> Iterator for AsCompleted<T> {
    type Item = NextResult<T>;

    fn next(&mut self) -> Option<NextResult<T>> {
        self.take_one()?;
        let completions = self.0.clone();
        Some(Box::pin(async move { completions.wait_for_one().await?.result() }))
    }
}

/// What iterating over [`AsCompleted`] gives.
pub type NextResult<T> = std::pin::Pin<Box<dyn RustFuture<Output = Result<T, Exception>>>>;

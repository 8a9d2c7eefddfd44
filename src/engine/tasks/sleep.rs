//! `asyncio.sleep()`: a port of `tasks.sleep`.

use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::engine::event_loop::handle::{TimerCell, TimerJob};
use crate::engine::event_loop::own::Due;
use crate::engine::event_loop::{EventLoop, Suspension};
use crate::engine::exception::{Class, Exception};
use crate::engine::futures::future::Awaiting;
use crate::engine::futures::state::Plain;
use crate::trace::{FutureRole, TimerPurpose};

/// Lets so many virtual seconds pass (`asyncio.sleep()`). With 0 or less it gives way for one iteration of the loop.
///
/// # Errors
///
/// CancelledError if the task is cancelled meanwhile, ValueError for NaN.
pub fn sleep(secs: f64) -> Sleep {
    Sleep { secs, state: SleepState::New }
}

/// What [`sleep`] returns.
pub struct Sleep {
    secs: f64,
    state: SleepState,
}

enum SleepState {
    /// Not polled yet.
    New,
    /// In a bare yield.
    Turn(EventLoop),
    /// Waiting for the timer.
    Timer(Awaiting<()>, Rc<TimerCell>),
    /// It has returned.
    Done,
}

impl RustFuture for Sleep {
    type Output = Result<(), Exception>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let SleepState::New = self.state {
            let Some(event_loop) = EventLoop::try_current() else {
                // A coroutine that is destroyed after its loop was closed: a bare yield gets out, the rest needs a loop.
                return match self.secs <= 0.0 {
                    true => Poll::Pending,
                    false => Poll::Ready(Err(Exception::runtime("no running event loop"))),
                };
            };
            if self.secs <= 0.0 {
                if let Err(exception) = event_loop.inner().suspend(Suspension::Turn) {
                    return Poll::Ready(Err(exception));
                }
                self.state = SleepState::Turn(event_loop);
                return Poll::Pending;
            }
            if self.secs.is_nan() {
                let message = "Invalid delay: NaN (not a number)";
                return Poll::Ready(Err(Exception::with_message(Class::ValueError, message)));
            }
            let future = Plain::make(&event_loop, FutureRole::Sleep, Some(()));
            let purpose = TimerPurpose::Sleep { future: future.id() };
            let timer =
                event_loop.schedule(Due::Later(self.secs), TimerJob::Resolve(future.0.clone()), purpose);
            self.state = SleepState::Timer(future.into_future(), timer.timer);
        }
        let result = match &mut self.state {
            SleepState::Timer(awaiting, timer) => match Pin::new(&mut *awaiting).poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(result) => {
                    awaiting.event_loop().cancel_timer(timer);
                    result
                }
            },
            SleepState::Turn(event_loop) => event_loop.inner().take_throw().map_or(Ok(()), Err),
            SleepState::New | SleepState::Done => Ok(()),
        };
        self.state = SleepState::Done;
        Poll::Ready(result)
    }
}

impl Drop for Sleep {
    /// A coroutine that is closed while it sleeps takes its timer back, as `finally` does in CPython.
    fn drop(&mut self) {
        if let SleepState::Timer(awaiting, timer) = &self.state {
            awaiting.event_loop().cancel_timer(timer);
        }
    }
}

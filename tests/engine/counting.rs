//! Coroutines and values that count what is done to them.

#![allow(dead_code, reason = "each test counts some of it")]

use std::cell::Cell;
use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use awaitscope::engine::{EventLoop, Exception, Limits, Options, Stop};
use awaitscope::trace::{EventKind, Log};

/// What a coroutine gives.
pub type Outcome<T = ()> = Result<T, Exception>;

/// Counts the polls and drops of what it has made.
#[derive(Clone, Default)]
pub struct Counts(Rc<Cells>);

#[derive(Default)]
struct Cells {
    polls: Cell<u32>,
    made: Cell<u32>,
    drops: Cell<u32>,
}

impl Counts {
    /// A coroutine like `body` that is counted.
    pub fn coroutine<F: RustFuture>(&self, body: F) -> Counted<F> {
        Counted { body: Box::pin(body), token: self.token() }
    }

    /// A value that is counted.
    pub fn token(&self) -> Token {
        self.0.made.set(self.0.made.get() + 1);
        Token(self.clone())
    }

    /// How often a coroutine was polled.
    pub fn polls(&self) -> u32 {
        self.0.polls.get()
    }

    /// How many coroutines and values were dropped.
    pub fn drops(&self) -> u32 {
        self.0.drops.get()
    }

    /// How many coroutines and values were made and not dropped.
    pub fn left(&self) -> u32 {
        self.0.made.get() - self.0.drops.get()
    }
}

/// Counts its own drop.
pub struct Token(Counts);

impl Drop for Token {
    fn drop(&mut self) {
        let cells = &self.0.0;
        cells.drops.set(cells.drops.get() + 1);
    }
}

/// A coroutine that is counted.
pub struct Counted<F> {
    body: Pin<Box<F>>,
    token: Token,
}

impl<F: RustFuture> RustFuture for Counted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let cells = &self.token.0.0;
        cells.polls.set(cells.polls.get() + 1);
        self.body.as_mut().poll(context)
    }
}

/// Does something when it is dropped.
pub struct OnDrop<F: FnMut()>(pub F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// A loop that records what happens.
pub fn traced_loop() -> EventLoop {
    EventLoop::new(Options { trace: true, ..Options::default() })
}

/// A loop with budgets of its own.
pub fn limited_loop(limits: Limits) -> EventLoop {
    EventLoop::new(Options { trace: true, limits })
}

/// Runs a coroutine to its end on a loop of its own.
///
/// # Panics
///
/// If it does not end well.
pub fn run<T: Clone + 'static>(main: impl RustFuture<Output = Outcome<T>> + 'static) -> T {
    let event_loop = EventLoop::new(Options::default());
    run_on(&event_loop, main)
}

/// Runs a coroutine to its end on this loop.
///
/// # Panics
///
/// If it does not end well.
pub fn run_on<T: Clone + 'static>(
    event_loop: &EventLoop,
    main: impl RustFuture<Output = Outcome<T>> + 'static,
) -> T {
    event_loop.run(main).expect("the loop ends by itself").expect("the coroutine returns")
}

/// Runs a coroutine on a loop of its own, and gives what happened.
///
/// # Panics
///
/// If it does not end well.
pub fn trace_of(main: impl RustFuture<Output = Outcome> + 'static) -> Log {
    let event_loop = traced_loop();
    run_on(&event_loop, main);
    event_loop.close();
    event_loop.take_trace()
}

/// How many events of a log are such.
pub fn count(log: &Log, is_such: impl Fn(&EventKind) -> bool) -> usize {
    log.iter().filter(|(_, event)| is_such(&event.kind)).count()
}

/// Whether a run ended because nothing could wake it any more.
pub fn is_deadlock<T>(ran: &Result<T, Stop>) -> bool {
    matches!(ran, Err(Stop::Deadlock))
}

/// `str()` of the exception.
pub fn message(exception: &Exception) -> String {
    exception.message().map(|text| text.to_string()).unwrap_or_default()
}

//! Going round in pieces: what runs a loop is a Rust future itself, which gives way to its host whenever the trace has grown
//! long enough to be handed out. Whoever has no use for that has it run to its end.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Is pending once.
pub(in crate::engine) struct GiveWay {
    pub has_given: bool,
}

impl Future for GiveWay {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        match std::mem::replace(&mut self.has_given, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

/// Runs what gives way to nobody else.
pub fn to_end<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

//! Ctrl-C: `loop.add_signal_handler()`, `signal.signal(SIGINT, ...)` and what happens when the signal comes.

use std::rc::Rc;

use crate::trace::{Canceller, EventKind};

use super::event_loop::EventLoop;
use super::exception::{Class, Exception};

/// What a program has set by `signal.signal(signal.SIGINT, ...)`.
pub type SigintHandler = Rc<dyn Fn(&EventLoop) -> Result<(), Exception>>;

/// The one signal there is.
const SIGINT: &str = "SIGINT";

/// What a program has set by `loop.add_signal_handler()`.
pub(super) struct SignalHandler {
    signal: Rc<str>,
    run: Rc<dyn Fn() -> Result<(), Exception>>,
}

impl EventLoop {
    /// Has a callback run when a signal comes, instead of what it does otherwise (`loop.add_signal_handler()`).
    pub fn add_signal_handler(
        &self,
        signal: impl Into<Rc<str>>,
        handler: impl Fn() -> Result<(), Exception> + 'static,
    ) {
        let signal = signal.into();
        self.remove_signal_handler(&signal);
        self.0.signal_handlers.borrow_mut().push(SignalHandler { signal, run: Rc::new(handler) });
    }

    /// Whether there was such a handler (`loop.remove_signal_handler()`).
    pub fn remove_signal_handler(&self, signal: &str) -> bool {
        let mut handlers = self.0.signal_handlers.borrow_mut();
        let at = handlers.iter().position(|handler| *handler.signal == *signal);
        let removed = at.map(|at| handlers.remove(at));
        drop(handlers);
        removed.is_some()
    }

    /// Has the handler for a signal run, if there is one: a signal other than Ctrl-C has come.
    ///
    /// # Errors
    ///
    /// What the handler raises.
    pub fn call_signal_handler(&self, signal: &str) -> Result<bool, Exception> {
        let handlers = self.0.signal_handlers.borrow();
        let own =
            handlers.iter().find(|handler| &*handler.signal == signal).map(|handler| handler.run.clone());
        drop(handlers);
        let Some(handler) = own else { return Ok(false) };
        self.emit(|| EventKind::SignalRaised { signal: signal.into() });
        handler().map(|()| true)
    }

    /// Sets what Ctrl-C does where no loop has a handler for it (`signal.signal(signal.SIGINT, ...)`), and says what it
    /// was; `None` raises KeyboardInterrupt.
    pub fn set_sigint_handler(&self, handler: Option<SigintHandler>) -> Option<SigintHandler> {
        self.machine().sigint.replace(handler)
    }

    /// `signal.getsignal(signal.SIGINT)`.
    pub fn sigint_handler(&self) -> Option<SigintHandler> {
        self.machine().sigint.borrow().clone()
    }

    /// Somebody presses Ctrl-C now.
    ///
    /// # Errors
    ///
    /// What the handler raises: KeyboardInterrupt, unless the program or a [`Runner`](super::Runner) has set another.
    pub fn interrupt(&self) -> Result<(), Exception> {
        let raised = self.emit(|| EventKind::SignalRaised { signal: SIGINT.into() });
        let handlers = self.0.signal_handlers.borrow();
        let own =
            handlers.iter().find(|handler| &*handler.signal == SIGINT).map(|handler| handler.run.clone());
        drop(handlers);
        let handled = self.machine().tracer.caused_by(raised, || {
            self.0.acting_as(Canceller::Outside, || match (own, self.sigint_handler()) {
                (Some(handler), _) => handler(),
                (None, Some(handler)) => handler(self),
                (None, None) => Err(Exception::new(Class::KeyboardInterrupt)),
            })
        });
        // Signals are the main thread's.
        if let (Err(exception), Some(_)) = (&handled, self.thread_of_loop()) {
            let before = self.machine().raised_in_main.replace(Some(exception.clone()));
            drop(before);
            return Ok(());
        }
        handled
    }

    /// Has somebody press Ctrl-C at a virtual time.
    ///
    /// ```
    /// use awaitscope::engine::{Class, EventLoop, Options, sleep};
    ///
    /// let event_loop = EventLoop::new(Options::default());
    /// event_loop.interrupt_at(2.0);
    /// let result = event_loop.run(async {
    ///     let heard = sleep(60.0).await.unwrap_err();
    ///     assert!(heard.is_cancelled(), "inside it is a cancellation");
    ///     Err::<(), _>(heard)
    /// });
    /// assert_eq!(*result.unwrap().unwrap_err().class(), Class::KeyboardInterrupt);
    /// ```
    pub fn interrupt_at(&self, deadline: f64) {
        let event_loop = Rc::downgrade(&self.0);
        self.intervene_by(deadline, 0, move || {
            event_loop.upgrade().map_or(Ok(()), |inner| Self(inner).interrupt())
        });
    }
}

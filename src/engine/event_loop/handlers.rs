//! Errors that nobody can catch: `call_exception_handler()` and debug mode.

use std::any::Any;
use std::fmt::Write;
use std::rc::Rc;

use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::engine::tasks::handles::TaskRef;
use crate::trace::FutureId;

use super::EventLoop;

/// Hears of an error by which nobody else is told.
pub type ErrorLog = Rc<dyn Fn(&EventLoop, &ErrorContext)>;

/// What a program has set by `loop.set_exception_handler()`.
pub type ExceptionHandler = Rc<dyn Fn(&EventLoop, &ErrorContext) -> Result<(), Exception>>;

/// Which error it is, where a handler is told more than its words or told under another key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ErrorKind {
    /// A task is destroyed while it is pending (`Task.__del__`).
    Destroyed,
    /// Nobody ever asked for an exception (`Future.__del__`).
    NeverRetrieved,
    /// Nobody is left who could ask for that of a shielded future (`tasks._log_on_exception`).
    Shielded,
    /// Any other, that of a callback too.
    #[default]
    Other,
}

/// What an exception handler is told (the `context` of `call_exception_handler()`).
#[derive(Debug, Clone, Default)]
pub struct ErrorContext {
    /// Which error it is.
    pub kind: ErrorKind,
    /// `context["message"]`.
    pub message: Rc<str>,
    /// `context["exception"]`.
    pub exception: Option<Exception>,
    /// The future or task that it is about.
    pub future: Option<FutureId>,
    /// Its name, if it is a task.
    pub task: Option<Rc<str>>,
    /// The task itself, if it is one and not being destroyed.
    pub object: Option<TaskRef>,
    /// What stands for the coroutine of a task that is being destroyed (`CoroutineObject::into_any`).
    pub coroutine: Option<Rc<dyn Any>>,
    /// The name of the callback that it is about.
    pub callback: Option<Rc<str>>,
    /// A further key and its value, which a language on top of the engine knows.
    pub further: Option<(&'static str, Rc<dyn Any>)>,
    /// The context in which a handler of the program's is called: that of the task or of the callback.
    pub context: Option<Context>,
}

impl ErrorContext {
    /// An error with a message.
    pub fn new(message: impl Into<Rc<str>>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// An error about a task.
    pub fn about(task: &TaskRef, message: impl Into<Rc<str>>) -> Self {
        Self {
            future: Some(task.id()),
            task: Some(task.name()),
            object: Some(task.clone()),
            context: Some(task.context()),
            ..Self::new(message)
        }
    }

    /// What the default handler says of it.
    pub fn text(&self) -> String {
        let mut text = match &self.callback {
            Some(callback) => format!("Exception in callback {callback}"),
            None => self.message.to_string(),
        };
        if let Some(task) = &self.task {
            _ = write!(text, " {task}");
        }
        if let Some(exception) = &self.exception {
            _ = write!(text, " {exception}");
        }
        text
    }
}

impl EventLoop {
    /// Has errors that nobody can catch go to a handler of the program's (`loop.set_exception_handler()`); `None` for
    /// warnings.
    ///
    /// ```
    /// use awaitscope::engine::{EventLoop, Exception, Options, sleep};
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// let event_loop = EventLoop::new(Options::default());
    /// let told = Rc::new(RefCell::new(Vec::new()));
    /// let teller = told.clone();
    /// event_loop.set_exception_handler(Some(Rc::new(move |_, context| {
    ///     teller.borrow_mut().push(context.text());
    ///     Ok(())
    /// })));
    /// event_loop.call_soon("oops", || Err(Exception::runtime("no")));
    /// event_loop.run(sleep(1.0)).unwrap().unwrap();
    /// assert_eq!(*told.borrow(), ["Exception in callback oops RuntimeError: no"]);
    /// ```
    pub fn set_exception_handler(&self, handler: Option<ExceptionHandler>) {
        let before = self.0.exception_handler.replace(handler);
        drop(before);
    }

    /// What was set by [`set_exception_handler`](Self::set_exception_handler).
    pub fn exception_handler(&self) -> Option<ExceptionHandler> {
        self.0.exception_handler.borrow().clone()
    }

    /// Tells the exception handler of an error (`loop.call_exception_handler()`).
    pub fn call_exception_handler(&self, context: &ErrorContext) {
        let Some(handler) = self.exception_handler() else {
            self.default_exception_handler(context);
            return;
        };
        let ran = match &context.context {
            Some(own) if self.machine().has_contexts.get() => {
                self.run_in_context(own, || handler(self, context))
            }
            _ => handler(self, context),
        };
        let Err(exception) = ran else { return };
        if exception.leaves_the_loop() {
            self.0.raise_out(exception);
            return;
        }
        let message = "Unhandled error in exception handler";
        let unhandled = ErrorContext { exception: Some(exception), ..ErrorContext::new(message) };
        self.default_exception_handler(&unhandled);
    }

    /// Warns of an error (`loop.default_exception_handler()`).
    pub fn default_exception_handler(&self, context: &ErrorContext) {
        let log = self.machine().error_log.borrow().clone();
        if let Some(log) = log {
            log(self, context);
        }
        self.warn_of(context);
    }

    /// Sets what else hears of errors by default: where `logging` or what stands for `sys.stderr` are to.
    pub fn set_error_log(&self, log: Option<ErrorLog>) {
        let before = self.machine().error_log.replace(log);
        drop(before);
    }

    /// Warns of an error, and that is all.
    pub fn warn_of(&self, context: &ErrorContext) {
        self.machine().warn(context.text().into(), context.future);
    }

    /// Whether slow steps and callbacks are warned of (`loop.set_debug()`).
    pub fn set_debug(&self, debug: bool) {
        self.0.debug.set(debug);
    }

    /// Whether it is in debug mode (`loop.get_debug()`).
    pub fn debug(&self) -> bool {
        self.0.debug.get()
    }

    /// How many seconds a step may take in debug mode before it is warned of (`loop.slow_callback_duration`).
    pub fn set_slow_callback_duration(&self, secs: f64) {
        self.0.slow_callback_duration.set(secs);
    }

    /// See [`set_slow_callback_duration`](Self::set_slow_callback_duration).
    pub fn slow_callback_duration(&self) -> f64 {
        self.0.slow_callback_duration.get()
    }
}

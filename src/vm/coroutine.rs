//! Coroutines: of the program's, and of the library's, which are Rust futures.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::engine::{Exception, NeverAwaited};

use super::execution::Execution;
use super::machine::Vm;
use super::value::{Result, Value};

/// A Rust future that yields a value.
pub type Pending = Pin<Box<dyn Future<Output = Result>>>;

/// A coroutine object.
pub struct Coroutine {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    pub(super) state: RefCell<State>,
    pub(super) never_awaited: NeverAwaited,
}

/// How far a coroutine is.
pub(super) enum State {
    /// It has not begun.
    New(Body),
    /// Driven by hand (`send()`), and suspended.
    Suspended(Body),
    /// A task or another coroutine drives it.
    Running,
    /// It has ended.
    Done,
}

/// What a coroutine runs.
pub(super) enum Body {
    Python(Box<Execution>),
    Native(Pending),
}

impl Coroutine {
    /// A coroutine of the library's (`async def` in CPython's `Lib`): `qualname` is as in CPython, `Lock.acquire`.
    pub fn native(vm: &Vm, qualname: &str, body: impl Future<Output = Result> + 'static) -> Value {
        let name = qualname.rsplit('.').next().unwrap_or(qualname);
        Value::Coroutine(Rc::new(Self {
            name: name.into(),
            qualname: qualname.into(),
            state: RefCell::new(State::New(Body::Native(Box::pin(body)))),
            never_awaited: NeverAwaited::new(&vm.event_loop, qualname.into()),
        }))
    }

    /// Takes the body out for whoever drives it from now on: a task (`create_task(coroutine)`), a gather.
    ///
    /// # Errors
    ///
    /// RuntimeError if it has been awaited before.
    pub fn into_future(self: &Rc<Self>, vm: &Vm) -> Result<Pending> {
        let _ = vm;
        todo!()
    }

    /// `close()`
    ///
    /// # Errors
    ///
    /// What its `finally` clauses raise.
    pub fn close(&self, vm: &Vm) -> Result<()> {
        let _ = vm;
        todo!()
    }
}

impl Vm {
    /// Whether `await` takes it: a coroutine, a future, or an object with `__await__`.
    pub fn is_awaitable(&self, value: &Value) -> bool {
        let _ = value;
        todo!()
    }

    /// What awaiting a value is: a Rust future. For the library: `vm.awaiting(&value)?.await`.
    ///
    /// # Errors
    ///
    /// TypeError if it cannot be awaited; RuntimeError for a coroutine that was awaited before.
    pub fn awaiting(&self, value: &Value) -> Result<Pending> {
        let _ = value;
        todo!()
    }

    /// As [`Exception`]s compare: for tests of the state of a coroutine (`inspect.getcoroutinestate`): `CORO_CREATED`, ..
    pub fn coroutine_state(&self, coroutine: &Coroutine) -> &'static str {
        match &*coroutine.state.borrow() {
            State::New(_) => "CORO_CREATED",
            State::Suspended(_) => "CORO_SUSPENDED",
            State::Running => "CORO_RUNNING",
            State::Done => "CORO_CLOSED",
        }
    }
}

/// How a generator or coroutine is resumed.
#[derive(Debug)]
pub enum Resume {
    /// With a value (`send()`).
    Send(Value),
    /// With an exception (`throw()`).
    Throw(Exception),
}

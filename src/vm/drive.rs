//! Going round with a loop in pieces. `asyncio.run()` and its like return when their loop is done, which may be never. Where
//! nothing but frames of the program's is below such a call (no sort, no `map`), these can be left standing, as those of a
//! coroutine are that waits, and the host goes on with them when it likes. Anywhere else the call runs to its end.

use std::cell::{Cell, RefCell};
use std::future::Future;

use crate::engine::{EventLoop, to_end};

use super::coroutine::Pending;
use super::machine::Vm;
use super::value::{Result, Value};

/// How calls that go round with a loop are left standing.
#[derive(Default)]
pub(super) struct Driving {
    /// Whether the host goes on with what is left standing.
    pub is_live: Cell<bool>,
    /// Whether the call that is made now may be left standing.
    is_allowed: Cell<bool>,
    /// What goes on in the place of a call that is left standing.
    driver: RefCell<Option<Pending>>,
}

impl Vm {
    /// Calls something that [`drives`](super::native::Native::drives) from a frame of the program's, so that it may be left
    /// standing.
    pub(super) fn call_driving(&self, call: impl FnOnce() -> Result) -> Result {
        let driving = &self.driving;
        let is_outermost = self.nested.get() == 1 && EventLoop::try_current().is_none();
        driving.is_allowed.set(driving.is_live.get() && is_outermost);
        let result = call();
        driving.is_allowed.set(false);
        result
    }

    /// What goes on in the place of the call that was made last, if it is left standing.
    pub(super) fn take_driver(&self) -> Option<Pending> {
        self.driving.driver.take()
    }

    /// What a function does that [`drives`](super::native::Native::drives): `prepare` comes first, and what it returns goes
    /// round. The arguments live for as long.
    pub fn drive<F>(&self, args: &[Value], prepare: impl FnOnce() -> Result<F>) -> Result
    where
        F: Future<Output = Result> + 'static,
    {
        let is_allowed = self.driving.is_allowed.take();
        let driver = prepare()?;
        if !is_allowed {
            return to_end(driver);
        }
        let held = args.to_vec();
        let driver = async move {
            let result = driver.await;
            drop(held);
            result
        };
        self.driving.driver.replace(Some(Box::pin(driver)));
        Ok(Value::Unbound)
    }
}

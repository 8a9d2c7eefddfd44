//! Done callbacks of futures: those of asyncio's own, on whose behalf they were added, and the program's.

use std::any::Any;
use std::rc::Rc;
use std::{mem, slice};

use crate::engine::event_loop::handle::{Callback, Internal};
use crate::engine::tasks::handles::TaskRef;
use crate::engine::tasks::task::AnyTask;
use crate::trace::FutureId;

/// What `gather()` makes, as its children know it.
pub(in crate::engine) trait Gatherer {
    fn id(&self) -> FutureId;

    /// The task that called `gather()`, while it is to hear of the children.
    fn waiter(&self) -> Option<FutureId>;

    /// `gather.<locals>._done_callback`.
    fn child_is_done(&self, child: usize);
}

/// Done callbacks, in the order in which they were added. Most futures have one.
#[derive(Default)]
pub(in crate::engine) enum Callbacks {
    #[default]
    None,
    One(DoneCallback),
    Several(Box<Several>),
}

/// In a box, so that a future that has none or one is small.
pub(in crate::engine) struct Several(pub Vec<DoneCallback>);

impl Callbacks {
    pub fn add(&mut self, callback: DoneCallback) {
        *self = match mem::take(self) {
            Self::None => Self::One(callback),
            Self::One(first) => Self::Several(Box::new(Several(vec![first, callback]))),
            Self::Several(mut several) => {
                several.0.push(callback);
                Self::Several(several)
            }
        };
    }

    /// Takes out those that `is_it` is true of.
    pub fn extract(&mut self, is_it: impl Fn(&DoneCallback) -> bool) -> Self {
        match self {
            Self::One(callback) if is_it(callback) => mem::take(self),
            Self::None | Self::One(_) => Self::None,
            Self::Several(several) => Self::Several(Box::new(Several(
                several.0.extract_if(.., |callback| is_it(callback)).collect(),
            ))),
        }
    }

    pub fn as_slice(&self) -> &[DoneCallback] {
        match self {
            Self::None => &[],
            Self::One(callback) => slice::from_ref(callback),
            Self::Several(several) => &several.0,
        }
    }
}

/// A callback that is put into the ready queue when a future is done.
pub(in crate::engine) enum DoneCallback {
    /// `Task.__wakeup`.
    Wakeup(Rc<dyn AnyTask>),
    /// One of asyncio's own. The token is for taking it back; the waiter is the task on whose behalf it was added.
    Internal { token: CallbackToken, what: Internal, waiter: Waiter, run: Box<dyn FnOnce()> },
    /// That of a gathering, for the child in this place. There may be very many, so they need no box.
    Gather(Rc<dyn Gatherer>, u32),
    /// One of the program's.
    /// The key is the same for callbacks that are the same function.
    User(u64, Box<Callback>),
}

/// The task for which a callback of asyncio's own was added, or [`NOBODY`](Self::NOBODY): futures stay as small as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct Waiter(pub FutureId);

impl Waiter {
    pub const NOBODY: Self = Self(FutureId(u32::MAX));

    pub fn new(task: FutureId) -> Self {
        Self(task)
    }
}

/// What `remove_done_callback()` knows one of asyncio's own callbacks by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct CallbackToken(pub u32);

/// What a done callback is, for `repr()`.
pub enum Waiting {
    /// `Task.__wakeup`
    Task(TaskRef),
    /// One of asyncio's own: its name, and the place of its `def` in `Lib/asyncio`, if that is told.
    Own(&'static str, &'static str),
    /// One of the program's: its name.
    Named(Rc<str>),
    /// One of the program's: what it was added with.
    Subject(Rc<dyn Any>),
}

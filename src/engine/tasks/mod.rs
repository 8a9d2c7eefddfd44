//! Tasks, and what awaits several of them at once: ports of `tasks.py`.

pub(super) mod as_completed;
pub(super) mod coroutine;
pub(super) mod gather;
pub(super) mod handles;
mod name;
pub(super) mod shield;
pub(super) mod sleep;
pub(super) mod task;
pub(super) mod wait;

//! Futures, which tasks await and which call back when they are done: ports of `futures.py`.

pub(super) mod done_callbacks;
pub(super) mod future;
pub(super) mod park;
pub(super) mod state;

//! Programs of the conformance corpus, translated by hand to the engine's API: a coroutine function is an async
//! function of the same name, and every coroutine that becomes a task is started with that name.

pub mod callbacks;
pub mod cancelling;
pub mod gathering;
pub mod grouping;
pub mod locking;
pub mod looping;
pub mod python;
pub mod queueing;
pub mod shielding;
pub mod threading;
pub mod timing;
pub mod waiting;

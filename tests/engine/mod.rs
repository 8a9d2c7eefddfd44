//! Programs of the conformance corpus, translated by hand to the engine's API: a coroutine function is an async
//! function of the same name, and every coroutine that becomes a task is started with that name.

pub mod callbacks;
pub mod cancelling;
pub mod gathering;
pub mod python;
pub mod shielding;
pub mod timing;

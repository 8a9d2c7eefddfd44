//! What becomes of tasks, futures and timers when things happen to them at every possible moment, asserted by effects:
//! how often a coroutine is polled and dropped, when, and what it gives.

#![cfg(not(target_arch = "wasm32"))]

#[path = "engine/counting.rs"]
mod counting;

#[path = "engine/interleavings/cancelling.rs"]
mod cancelling;
#[path = "engine/interleavings/gathering.rs"]
mod gathering;
#[path = "engine/interleavings/grouping.rs"]
mod grouping;
#[path = "engine/interleavings/leaving.rs"]
mod leaving;
#[path = "engine/interleavings/locking.rs"]
mod locking;
#[path = "engine/interleavings/looping.rs"]
mod looping;
#[path = "engine/interleavings/queueing.rs"]
mod queueing;
#[path = "engine/interleavings/reentering.rs"]
mod reentering;
#[path = "engine/interleavings/shielding.rs"]
mod shielding;
#[path = "engine/interleavings/stepping.rs"]
mod stepping;
#[path = "engine/interleavings/timing.rs"]
mod timing;
#[path = "engine/interleavings/waiting.rs"]
mod waiting;

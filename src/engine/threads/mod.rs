//! Worker threads, simulated in virtual time: `concurrent.futures`, and what a loop knows of it.

pub(super) mod future;
pub(super) mod outside;
pub(super) mod pool;
pub(super) mod standing;

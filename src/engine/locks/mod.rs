//! What tasks wait in line for: ports of `locks.py`.

pub(super) mod condition;
pub(super) mod lock;
pub(super) mod semaphore;
pub(super) mod waiters;

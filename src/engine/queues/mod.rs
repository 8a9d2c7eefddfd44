//! Queues of items between tasks: ports of `queues.py`.

pub(super) mod items;
pub(super) mod queue;

//! `queue`: queues between threads.

use crate::vm::native::NativeModule;

/// `queue`
pub static MODULE: NativeModule = NativeModule::new("queue").python(include_str!("python/queue.py"));

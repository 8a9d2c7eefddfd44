//! `asyncio`, over the engine.

use crate::vm::native::{NativeModule, NativeType};

/// `asyncio.Future`
pub static FUTURE: NativeType = NativeType::new("Future", "asyncio", &[]);

/// `asyncio.Task`
pub static TASK: NativeType = NativeType::new("Task", "asyncio", &[]).base(&FUTURE);

/// The module.
pub static MODULE: NativeModule = NativeModule::new("asyncio");

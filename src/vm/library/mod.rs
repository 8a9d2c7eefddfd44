//! The standard library, as far as programs that show concurrency use it.

pub mod asyncio;

use super::native::NativeModule;

/// All modules.
pub static MODULES: &[&NativeModule] = &[&asyncio::MODULE];

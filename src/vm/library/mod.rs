//! The standard library, as far as programs that show concurrency use it.

pub mod arguments;
pub mod asyncio;
pub mod base64;
pub mod bisect;
pub mod combinatorics;
pub mod contextvars;
pub mod futures;
pub mod hashlib;
pub mod heapq;
pub mod itertools;
pub mod json;
pub mod math;
pub mod math_special;
pub mod operator;
pub mod queue;
pub mod random;
pub mod refused;
pub mod signal;
pub mod small;
pub mod sys;
pub mod threading;
pub mod time;

use super::native::NativeModule;

/// All modules.
pub static MODULES: &[&NativeModule] = &[
    &asyncio::MODULE,
    &base64::MODULE,
    &bisect::MODULE,
    &contextvars::MODULE,
    &futures::CONCURRENT,
    &futures::MODULE,
    &hashlib::MODULE,
    &heapq::MODULE,
    &itertools::MODULE,
    &json::MODULE,
    &math::MODULE,
    &operator::MODULE,
    &queue::MODULE,
    &random::MODULE,
    &signal::MODULE,
    &small::COPY,
    &small::DATETIME,
    &small::ERRNO,
    &small::GETPASS,
    &small::OS,
    &small::OS_PATH,
    &small::PLATFORM,
    &small::SECRETS,
    &small::STATISTICS,
    &small::STRING,
    &small::TEXTWRAP,
    &small::UUID,
    &sys::MODULE,
    &threading::MODULE,
    &time::MODULE,
];

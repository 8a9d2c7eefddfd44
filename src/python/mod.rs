//! Programs as Python text.

mod literal;
mod print;

pub use print::print;

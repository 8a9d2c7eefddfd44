//! Positions for what nobody has placed: the drawing of a run, and its lanes over time.

mod drawing;
mod fixtures;
pub mod lanes;
mod tree;

pub use drawing::Drawing;
pub use fixtures::{FIXTURE, Fixture, FixtureKind, card_of_role, card_of_sync, card_of_thread};
pub use tree::{Node, arrange};

//! Positions for what nobody has placed: the drawing of a run, and its lanes over time.

mod drawing;
mod finder;
mod fixtures;
mod folding;
pub mod geometry;
pub mod lanes;
mod levels;
mod live;
mod origins;
pub mod picture;
mod tree;
pub mod wire;

pub use drawing::{COMPACT, Drawing};
pub use fixtures::{
    FIXTURE, Fixture, FixtureKind, FixtureOf, card_of_role, card_of_sync, card_of_thread, fixture_of,
};
pub use folding::{Counts, Folds, folds};
pub use live::LiveDrawing;
pub use tree::{Node, arrange};

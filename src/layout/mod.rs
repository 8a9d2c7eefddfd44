//! Positions for what nobody has placed: the drawing of a run.

mod drawing;
mod tree;

pub use drawing::Drawing;
pub use tree::{Node, arrange};

//! The side of the page where Python programs are written.

mod editor;
mod examples;
mod pane;
mod sheet;

pub use examples::EXAMPLES;
pub use pane::Pane;

//! The side of the page where Python programs are written.

mod editor;
mod examples;
mod pane;

pub use examples::EXAMPLES;
pub use pane::Pane;

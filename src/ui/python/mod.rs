//! The side of the page where Python programs are written.

mod editor;
mod examples;
mod pane;
mod sheet;

pub use editor::TEXT_ID;
pub use examples::EXAMPLES;
pub use pane::Pane;

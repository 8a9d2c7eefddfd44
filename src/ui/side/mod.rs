//! The left side: what can be put on the canvas.

mod gallery;
mod palette;

pub use gallery::Gallery;
pub use palette::Palette;

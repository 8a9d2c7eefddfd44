//! The right side: everything about what is selected, and everything that can be done with it without dragging.

mod block;
mod changed;
mod choice;
mod outside;
mod paths;
mod running;
mod scene;
mod step;
mod steps;
mod value;
mod view;
mod why;
mod wire;

pub use changed::{ending, fate, pill};
pub use choice::{choice, doer};
pub use view::inspector;

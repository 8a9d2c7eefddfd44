//! The right side: everything about what is selected.

mod view;

pub use view::Inspector;

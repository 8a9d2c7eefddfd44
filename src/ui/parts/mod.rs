//! Small parts that all others share.

mod button;
mod cut;
mod icon;
mod number_field;
mod outline;
mod text_field;

pub use button::{OUTLINED, PRIMARY, SMALL, button};
pub use cut::cut;
pub use icon::icon;
pub use number_field::{NumberField, NumberProps};
pub use outline::{Outline, OutlineProps};
pub use text_field::{lazy_field, long_text_field, text_field};

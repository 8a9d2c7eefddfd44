//! Small components that all others share.

mod announcer;
mod button;
mod icon;
mod number_field;
mod text_field;

pub use announcer::{Announcer, Outline};
pub use button::{Button, Look};
pub use icon::Icon;
pub use number_field::NumberField;
pub use text_field::TextField;

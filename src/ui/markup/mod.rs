//! What views are made of: elements, and parts that are drawn again only when they change. A view is a chain of calls of
//! a few functions that are never inlined, so that it costs little more than its texts.

mod callback;
mod effect;
mod element;
mod part;
mod same;
mod signal;

pub use callback::{Callback, hears};
pub use effect::use_effect_of;
pub use element::{El, el, fragment};
pub use part::{Part, component, keyed_part, part};
pub use same::Identical;
pub use signal::{LivePart, Shows, Signal, live_part};

//! What views are made of: elements, and parts that are drawn again only when they change. A view is a chain of calls of
//! a few functions that are never inlined, so that it costs little more than its texts.

mod element;
mod part;

pub use element::{El, el, fragment, hears};
pub use part::{Part, component, keyed_part, part};

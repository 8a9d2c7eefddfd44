//! Pictures for documents that nobody runs: a scene as it is drawn, and a run as lanes, as SVG files. They take on the light or
//! dark of what shows them, need no script and no font, and have a title for those who cannot see them.

mod lanes;
mod picture;
mod sheet;

pub use lanes::run;
pub use picture::drawing;

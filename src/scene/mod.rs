//! What a person draws: the document, its edits, its file format, and its lowering to a program.

mod model;

pub use model::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};

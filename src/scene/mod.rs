//! What a person draws: the document, its edits, its file format, and its lowering to a program.

mod diff;
mod edges;
mod edit;
mod flow;
mod history;
pub mod limits;
mod lower;
mod lower_steps;
mod model;
mod names;
mod plan;
mod validate;

pub use diff::{Change, Diff};
pub use edges::{Edge, EdgeKind, flatten};
pub use edit::{Edit, EditError, check_seconds};
pub use history::History;
pub use lower::{Appearance, Diagnostic, Lowered, Severity};
pub use model::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};
pub use validate::{Countable, Problem, ProblemKind, Quantity, Spot};

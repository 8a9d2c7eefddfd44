//! What a person draws: the document, its edits, its file format, and its lowering to a program.

mod diff;
mod draft;
mod edges;
mod edit;
mod file;
mod flow;
mod history;
mod ids;
pub(crate) mod json;
mod kind;
pub mod limits;
mod lower;
mod lower_steps;
mod migrate;
mod model;
mod names;
mod plan;
mod read;
mod taken;
mod validate;
mod variant;
mod words;
mod write;

pub use diff::{Change, Diff};
pub use edges::{Edge, EdgeKind, flatten, step_of};
pub use edit::{Edit, EditError, check_seconds};
pub use file::{FORMAT, Fault, FaultKind, LoadError};
pub use history::History;
pub use ids::{IdMap, IdSet};
pub use kind::Kind;
pub use lower::{Appearance, Diagnostic, Lowered, Severity};
pub use model::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};
pub use validate::{Countable, Problem, ProblemKind, Quantity, Spot};
pub use words::{constant, label_of, step_at, steps, summary};

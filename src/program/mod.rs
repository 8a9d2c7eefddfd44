//! The language that runs on the engine: programs as data, values, the interpreter, and the names it knows.

mod ast;
mod builtins;
mod exceptions;
mod interpreter;
pub(crate) mod number;
mod outside;
mod printable;
mod repr;
mod run;
mod value;

pub use ast::{
    Attribute, Builtin, Call, Constant, ExceptClause, ExceptionName, Expr, Function, FunctionId, GlobalId,
    Keyword, LocalId, OriginId, Place, Program, Stmt, StmtKind, Variable,
};
pub use number::{decimal_text, fixed, parse_float, repr_float, rounded};
pub use outside::{Act, Intervention};
pub use printable::Printable;
pub use repr::repr_str;
pub use run::run;
pub use value::{Coroutine, Value};

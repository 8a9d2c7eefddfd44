//! The language that runs on the engine: programs as data, values, the interpreter, and the names it knows.

mod ast;

pub use ast::{
    Attribute, Builtin, Call, Constant, Directive, ExceptClause, ExceptionName, Expr, Function, FunctionId,
    GlobalId, Keyword, LocalId, OriginId, Place, Program, Stmt, StmtKind, Variable,
};

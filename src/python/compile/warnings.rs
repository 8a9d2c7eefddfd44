//! What CPython warns of when it compiles: the SyntaxWarnings of `Python/codegen.c` and `Python/ast_preprocess.c`.

use ruff_python_ast::{CmpOp, Expr, ExprCall, ExprCompare, ExprSubscript, Number, Stmt, StmtAssert};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::declare::Declarer;
use crate::vm::code::SyntaxWarning;

/// What of a `finally` block is left by `return`, `break` and `continue`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    in_finally: bool,
    /// A loop in it: its own `break` and `continue` leave no more than that.
    in_loop: bool,
}

impl<'a> Declarer<'a> {
    /// Visits a part of a statement that stands in a loop, or in a `finally` block.
    pub(super) fn visit_around(&mut self, body: &'a [Stmt], is_finally: bool) {
        use ruff_python_ast::visitor::Visitor;
        let outer = self.around;
        self.around = match is_finally {
            true => Around { in_finally: true, in_loop: false },
            false => Around { in_loop: true, ..outer },
        };
        self.visit_body(body);
        self.around = outer;
    }

    /// A statement that leaves the block around it.
    pub(super) fn leaves(&mut self, keyword: &str, range: TextRange) {
        let Around { in_finally, in_loop } = self.around;
        if in_finally && !(in_loop && keyword != "return") {
            self.warnings.push((range, format!("'{keyword}' in a 'finally' block")));
        }
    }
}

impl Compiler<'_> {
    /// Warns of something; of what is compiled several times, once.
    pub(super) fn warn(&mut self, range: TextRange, message: String) {
        let warned = (range, message);
        if !self.warned.contains(&warned) {
            self.warned.push(warned);
        }
    }

    /// The warnings with their lines.
    pub(super) fn take_warnings(&mut self) -> Vec<SyntaxWarning> {
        let lines = self.lines;
        let told = |(range, message): (TextRange, String)| {
            let line = lines.place(range.start()).0;
            SyntaxWarning { line, message }
        };
        std::mem::take(&mut self.warned).into_iter().map(told).collect()
    }

    pub(super) fn check_called(&mut self, call: &ExprCall) {
        let function = &*call.func;
        if let Some(kind) = kind_of(function).filter(|_| !function.is_lambda_expr()) {
            let message = format!("'{kind}' object is not callable; perhaps you missed a comma?");
            self.warn(function.range(), message);
        }
    }

    #[inline(never)]
    pub(super) fn check_compared(&mut self, comparison: &ExprCompare) {
        if self.warned.iter().any(|(range, _)| *range == comparison.range) {
            return;
        }
        let mut left = &*comparison.left;
        for (op, right) in comparison.ops.iter().zip(&comparison.comparators) {
            let literal = literal_kind(left).or_else(|| literal_kind(right));
            let (is, equals) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
            if let (CmpOp::Is | CmpOp::IsNot, Some(kind)) = (op, literal) {
                let message = format!("\"{is}\" with '{kind}' literal. Did you mean \"{equals}\"?");
                self.warned.push((comparison.range, message));
            }
            left = right;
        }
    }

    #[inline(never)]
    pub(super) fn check_subscript(&mut self, subscript: &ExprSubscript) {
        let (value, index) = (&*subscript.value, &*subscript.slice);
        let Some(kind) = kind_of(value) else { return };
        match value {
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::FString(_)
            | Expr::List(_)
            | Expr::ListComp(_)
            | Expr::Tuple(_) => {
                let index = kind_of(index).filter(|index| !matches!(*index, "int" | "bool"));
                if let Some(index) = index {
                    let message = format!(
                        "{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                    );
                    self.warn(subscript.range, message);
                }
            }
            Expr::Dict(_) | Expr::DictComp(_) => {}
            _ => {
                let message = format!("'{kind}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(subscript.range, message);
            }
        }
    }

    pub(super) fn check_assertion(&mut self, statement: &StmtAssert) {
        if matches!(&*statement.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            let message = "assertion is always true, perhaps remove parentheses?".to_owned();
            self.warn(statement.range, message);
        }
    }
}

/// The class of what an expression gives, where its form alone says so.
fn kind_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NumberLiteral(literal) => match literal.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}

/// The class of a literal that should not be compared by `is`.
fn literal_kind(expr: &Expr) -> Option<&'static str> {
    let is_literal = match expr {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => true,
        Expr::Tuple(tuple) => tuple.elts.iter().all(Expr::is_literal_expr),
        _ => false,
    };
    kind_of(expr).filter(|_| is_literal)
}

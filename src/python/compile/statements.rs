//! Statements.

use ruff_python_ast::{Expr, Stmt, StmtAssert, StmtIf, StmtRaise};
use ruff_text_size::Ranged;

use super::Compiler;
use super::constants::constant;
use crate::vm::code::Op;

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            if self.is_full(stmt.range()) {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(statement) => self.expression_statement(&statement.value),
            Stmt::Assign(statement) => self.assign(statement),
            Stmt::AugAssign(statement) => self.augmented_assign(statement),
            Stmt::AnnAssign(statement) => self.annotated_assign(statement),
            Stmt::Delete(statement) => statement.targets.iter().for_each(|target| self.delete(target)),
            Stmt::TypeAlias(statement) => self.type_alias(statement),
            Stmt::FunctionDef(statement) => self.function_statement(statement),
            Stmt::ClassDef(statement) => self.class_statement(statement),
            Stmt::Return(statement) => self.return_statement(statement),
            Stmt::For(statement) => self.for_statement(statement),
            Stmt::While(statement) => self.while_statement(statement),
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::With(statement) => self.with_statement(statement),
            Stmt::Match(statement) => self.match_statement(statement),
            Stmt::Try(statement) => self.try_statement(statement),
            Stmt::Raise(statement) => self.raise_statement(statement),
            Stmt::Assert(statement) => self.assert_statement(statement),
            Stmt::Import(statement) => self.import(statement),
            Stmt::ImportFrom(statement) => self.import_from(statement),
            Stmt::Break(statement) => self.leave_loop(true, statement.range),
            Stmt::Continue(statement) => self.leave_loop(false, statement.range),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::IpyEscapeCommand(statement) => {
                self.refuse(
                    statement.range,
                    "commands of notebooks are not supported",
                    Some("leave the line out"),
                );
            }
        }
    }

    fn expression_statement(&mut self, value: &'a Expr) {
        if constant(value).is_some() {
            return;
        }
        self.expr(value);
        self.emit(Op::Pop, value.range());
    }

    fn if_statement(&mut self, stmt: &'a StmtIf) {
        let (mut next, end) = (self.label(), self.label());
        self.jump_if(&stmt.test, next, false);
        self.body(&stmt.body);
        for clause in &stmt.elif_else_clauses {
            self.jump_on(end);
            self.place(next);
            next = self.label();
            if let Some(test) = &clause.test {
                self.jump_if(test, next, false);
            }
            self.body(&clause.body);
        }
        self.place(next);
        self.place(end);
    }

    #[inline(never)]
    fn raise_statement(&mut self, stmt: &'a StmtRaise) {
        let depth = self.unit.depth;
        match (&stmt.exc, &stmt.cause) {
            (None, _) => self.emit(Op::RaiseHandled, stmt.range),
            (Some(exception), None) => {
                self.expr(exception);
                self.emit(Op::Raise, stmt.range);
            }
            (Some(exception), Some(cause)) => {
                self.expr(exception);
                self.expr(cause);
                self.emit(Op::RaiseFrom, stmt.range);
            }
        }
        self.unit.depth = depth;
    }

    #[inline(never)]
    fn assert_statement(&mut self, stmt: &'a StmtAssert) {
        self.check_assertion(stmt);
        let end = self.label();
        let depth = self.unit.depth;
        let range = stmt.test.range();
        self.jump_if(&stmt.test, end, true);
        self.emit(Op::LoadAssertionError, range);
        if let Some(message) = &stmt.msg {
            self.expr(message);
            self.emit(Op::Call(1), range);
        }
        self.emit(Op::Raise, range);
        self.unit.depth = depth;
        self.place(end);
    }
}

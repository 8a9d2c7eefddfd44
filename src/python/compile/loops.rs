//! Loops, and the statements that leave them.

use ruff_python_ast::{Expr, StmtFor, StmtReturn, StmtWhile};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::constants::constant;
use super::emit::Label;
use super::handlers::BlockKind;
use crate::vm::code::Op;
use crate::vm::value::Value;

impl<'a> Compiler<'a> {
    #[inline(never)]
    pub(super) fn while_statement(&mut self, stmt: &'a StmtWhile) {
        let (start, done, end) = (self.label(), self.label(), self.label());
        if !self.open(BlockKind::Loop { is_for: false, start, end }, None, stmt.range) {
            return;
        }
        self.place(start);
        self.jump_if(&stmt.test, done, false);
        self.body(&stmt.body);
        self.jump(Op::Jump, start, stmt.test.range());
        self.close();
        self.place(done);
        self.body(&stmt.orelse);
        self.place(end);
    }

    #[inline(never)]
    pub(super) fn for_statement(&mut self, stmt: &'a StmtFor) {
        let (start, done, end) = (self.label(), self.label(), self.label());
        let base = self.unit.depth;
        self.expr(&stmt.iter);
        let range = stmt.iter.range();
        self.emit(if stmt.is_async { Op::GetAsyncIter } else { Op::GetIter }, range);
        if !self.open(BlockKind::Loop { is_for: true, start, end }, None, stmt.range) {
            return;
        }
        // As CPython has it, the next item is awaited by the statement as a whole.
        let next_range = if stmt.is_async { stmt.range } else { range };
        self.next_item(stmt.is_async, start, done, next_range);
        self.store(&stmt.target);
        self.body(&stmt.body);
        self.jump(Op::Jump, start, range);
        self.close();
        self.end_of_items(stmt.is_async, done, base, range);
        self.body(&stmt.orelse);
        self.place(end);
    }

    /// `[iterator] -> [iterator next]`: the head of a `for`. At the end of the items it goes on at `done`.
    pub(super) fn next_item(&mut self, is_async: bool, start: Label, done: Label, range: TextRange) {
        self.place(start);
        if is_async {
            let (from, depth) = (self.unit.here(), self.unit.depth);
            self.emit(Op::GetAsyncNext, range);
            self.emit(Op::Await, range);
            self.unit.cover(from, done, depth);
        } else {
            self.jump(Op::ForIter, done, range);
        }
    }

    /// `[]`: the place where a `for` goes on at the end of the items.
    pub(super) fn end_of_items(&mut self, is_async: bool, done: Label, base: u32, range: TextRange) {
        if is_async {
            self.unit.place_handler(done, base + 1);
            self.emit(Op::EndAsyncFor, range);
        } else {
            self.place(done);
        }
    }

    /// `break` and `continue`
    pub(super) fn leave_loop(&mut self, is_break: bool, range: TextRange) {
        let is_loop = |kind: &BlockKind<'_>| matches!(kind, BlockKind::Loop { .. });
        let found = self.unit.blocks.iter().rposition(|block| is_loop(&block.kind));
        let Some(at) = found else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.refuse(range, message, None);
        };
        let BlockKind::Loop { start, end, .. } = self.unit.blocks[at].kind else { return };
        let depth = self.unit.depth;
        let left = self.unwind(if is_break { at } else { at + 1 }, false, range);
        self.jump(Op::Jump, if is_break { end } else { start }, range);
        self.resume(left);
        self.unit.depth = depth;
    }

    pub(super) fn return_statement(&mut self, stmt: &'a StmtReturn) {
        let depth = self.unit.depth;
        let value = stmt.value.as_deref();
        let waiting = value.filter(|value| constant(value).is_none());
        if let Some(value) = waiting {
            self.expr(value);
        }
        let left = self.unwind(0, waiting.is_some(), stmt.range);
        if waiting.is_none() {
            let value = value.and_then(constant).unwrap_or(Value::None);
            self.load_const(value, stmt.range);
        }
        self.emit(Op::Return, stmt.range);
        self.resume(left);
        self.unit.depth = depth;
    }

    /// Jumps to a label if an expression is true, or false; else goes on.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, label: Label, when: bool) {
        use ruff_python_ast::{BoolOp, UnaryOp};
        match expr {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => self.jump_if(&unary.operand, label, !when),
            Expr::BoolOp(expression) => {
                let Some((last, others)) = expression.values.split_last() else { return };
                let decides = expression.op == BoolOp::Or;
                let short = if decides == when { label } else { self.label() };
                for value in others {
                    self.jump_if(value, short, decides);
                }
                self.jump_if(last, label, when);
                if short != label {
                    self.place(short);
                }
            }
            Expr::If(expression) => {
                let (orelse, end) = (self.label(), self.label());
                self.jump_if(&expression.test, orelse, false);
                self.jump_if(&expression.body, label, when);
                self.jump_on(end);
                self.place(orelse);
                self.jump_if(&expression.orelse, label, when);
                self.place(end);
            }
            Expr::Compare(expression) if expression.ops.len() > 1 => {
                let (cleanup, end) = (self.label(), self.label());
                self.comparisons(expression, Op::PopJumpIfFalse, cleanup);
                let jump = if when { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse };
                self.jump(jump, label, expression.range);
                self.jump_on(end);
                self.unit.depth += 1;
                self.place(cleanup);
                self.follow(Op::Pop);
                if !when {
                    self.jump_on(label);
                }
                self.place(end);
            }
            _ => match constant(expr).map(|value| is_true(&value)) {
                Some(truth) if truth == when => self.jump(Op::Jump, label, expr.range()),
                Some(_) => {}
                None => {
                    self.expr(expr);
                    let jump = if when { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse };
                    self.jump(jump, label, expr.range());
                }
            },
        }
    }
}

/// Whether a constant is true.
fn is_true(value: &Value) -> bool {
    match value {
        Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::Tuple(items) => !items.is_empty(),
        _ => true,
    }
}

//! Expressions: each leaves one value on the stack.

use ruff_python_ast::{
    BoolOp, CmpOp, Expr, ExprAttribute, ExprBinOp, ExprBoolOp, ExprCompare, ExprDict, ExprIf, ExprNamed,
    ExprSlice, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::assignments::binary;
use super::constants::{constant, wrong_number};
use super::emit::Label;
use crate::vm::code::{CompareOp, Op};
use crate::vm::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn expr(&mut self, expr: &'a Expr) {
        let range = expr.range();
        if let Some(value) = constant(expr) {
            return self.load_const(value, range);
        }
        match expr {
            Expr::Name(name) => self.load_name(name.id.as_str(), range),
            Expr::Attribute(expression) => self.attribute(expression),
            Expr::Call(expression) => self.call(expression),
            Expr::Await(expression) => {
                self.expr(&expression.value);
                self.emit(Op::Await, range);
            }
            Expr::BinOp(expression) => self.binary_operations(expression),
            Expr::UnaryOp(expression) => {
                self.expr(&expression.operand);
                self.emit(unary(expression.op), range);
            }
            Expr::BoolOp(expression) => self.bool_operation(expression),
            Expr::Compare(expression) => self.compare(expression),
            Expr::If(expression) => self.conditional(expression),
            Expr::Named(expression) => self.walrus(expression),
            Expr::FString(expression) => self.f_string(expression),
            Expr::Subscript(expression) => {
                self.check_subscript(expression);
                self.expr(&expression.value);
                self.expr(&expression.slice);
                self.emit(Op::LoadItem, range);
            }
            Expr::Slice(expression) => self.slice(expression),
            Expr::Tuple(expression) => self.sequence(&expression.elts, Sequence::Tuple, range),
            Expr::List(expression) => self.sequence(&expression.elts, Sequence::List, range),
            Expr::Set(expression) => self.sequence(&expression.elts, Sequence::Set, range),
            Expr::Dict(expression) => self.dict(expression),
            Expr::Lambda(expression) => self.lambda(expression),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expr);
            }
            Expr::Yield(expression) => {
                match &expression.value {
                    Some(value) => self.expr(value),
                    None => self.load_const(Value::None, range),
                }
                self.emit(Op::Yield, range);
            }
            Expr::YieldFrom(expression) => {
                self.expr(&expression.value);
                self.emit(Op::YieldFrom, range);
            }
            _ => self.refused(expr),
        }
    }

    /// What is no expression on its own, or is not supported.
    fn refused(&mut self, expr: &'a Expr) {
        let range = expr.range();
        match expr {
            Expr::NumberLiteral(literal) => match wrong_number(&literal.value) {
                Some((message, hint)) => self.refuse(range, message, Some(hint)),
                None => return self.complex(literal),
            },
            Expr::TString(expression) => return self.t_string(expression),
            Expr::Starred(_) => self.refuse(range, "can't use starred expression here", None),
            _ => self.refuse(range, "invalid syntax", None),
        }
        self.load_const(Value::None, range);
    }

    /// Where the traceback shows an attribute: where its name is, if that is on another line than its object's end.
    pub(super) fn attribute_place(&self, expression: &ExprAttribute) -> TextRange {
        let start = self.lines.place(expression.range.start()).0;
        let name = self.lines.place(expression.attr.range.start()).0;
        if start == name { expression.range } else { expression.attr.range }
    }

    fn attribute(&mut self, expression: &'a ExprAttribute) {
        if self.super_attribute(expression) {
            return;
        }
        self.expr(&expression.value);
        let name = self.name(&expression.attr);
        let range = self.attribute_place(expression);
        self.emit(Op::LoadAttr(name), range);
    }

    /// `a + b - c ..`, however long.
    fn binary_operations(&mut self, expression: &'a ExprBinOp) {
        let mut operations = vec![expression];
        let mut first = &*expression.left;
        while let Expr::BinOp(left) = first {
            operations.push(left);
            first = &left.left;
        }
        self.expr(first);
        for operation in operations.into_iter().rev() {
            self.expr(&operation.right);
            self.emit(Op::Binary(binary(operation.op)), operation.range);
        }
    }

    fn bool_operation(&mut self, expression: &'a ExprBoolOp) {
        let Some((last, others)) = expression.values.split_last() else { return };
        let end = self.label();
        let jump = match expression.op {
            BoolOp::And => Op::JumpIfFalseOrPop,
            BoolOp::Or => Op::JumpIfTrueOrPop,
        };
        for value in others {
            self.expr(value);
            self.jump(jump, end, expression.range);
        }
        self.expr(last);
        self.place(end);
    }

    fn compare(&mut self, expression: &'a ExprCompare) {
        if expression.ops.len() == 1 {
            let unused = self.label();
            return self.comparisons(expression, Op::Jump, unused);
        }
        let (cleanup, end) = (self.label(), self.label());
        self.comparisons(expression, Op::JumpIfFalseOrPop, cleanup);
        self.jump_on(end);
        // [right false]
        self.place(cleanup);
        self.follow(Op::Swap(2));
        self.follow(Op::Pop);
        self.place(end);
    }

    /// `a < b < c`: leaves the result of the last comparison, or jumps to a label after one that was false, with what was
    /// compared last on the stack.
    pub(super) fn comparisons(&mut self, expression: &'a ExprCompare, jump: fn(u32) -> Op, cleanup: Label) {
        let range = expression.range;
        self.check_compared(expression);
        self.expr(&expression.left);
        let last = expression.ops.len().saturating_sub(1);
        for (at, (op, right)) in expression.ops.iter().zip(&expression.comparators).enumerate() {
            self.expr(right);
            if at == last {
                self.emit(comparison(*op), range);
            } else {
                self.emit(Op::Swap(2), range);
                self.emit(Op::Copy(2), range);
                self.emit(comparison(*op), range);
                self.jump(jump, cleanup, range);
            }
        }
    }

    fn conditional(&mut self, expression: &'a ExprIf) {
        let (orelse, end) = (self.label(), self.label());
        let depth = self.unit.depth;
        self.jump_if(&expression.test, orelse, false);
        self.expr(&expression.body);
        self.jump_on(end);
        self.unit.depth = depth;
        self.place(orelse);
        self.expr(&expression.orelse);
        self.place(end);
    }

    fn walrus(&mut self, expression: &'a ExprNamed) {
        self.expr(&expression.value);
        self.emit(Op::Copy(1), expression.range);
        match &*expression.target {
            Expr::Name(name) => self.store_name(name.id.as_str(), name.range),
            _ => self.emit(Op::Pop, expression.range),
        }
    }

    fn slice(&mut self, expression: &'a ExprSlice) {
        let range = expression.range;
        let parts = [&expression.lower, &expression.upper, &expression.step];
        let step = expression.step.is_some();
        for part in parts.into_iter().take(if step { 3 } else { 2 }) {
            match part {
                Some(part) => self.expr(part),
                None => self.load_const(Value::None, range),
            }
        }
        self.emit(Op::BuildSlice { step }, range);
    }

    /// Tuples, lists and sets; also the positional arguments of a call with starred ones.
    pub(super) fn sequence(&mut self, items: &'a [Expr], kind: Sequence, range: TextRange) {
        let starred = items.iter().position(Expr::is_starred_expr);
        let plain = starred.unwrap_or(items.len());
        let (before, after) = items.split_at(plain);
        // CPython makes a frozenset of three constants or more when it compiles, and fills the set from that: on this
        // depends how large the table is, and so in which order it is gone through.
        let from_constants = matches!(kind, Sequence::Set)
            && items.len() >= 3
            && items.iter().all(|item| constant(item).is_some());
        if from_constants {
            self.emit(Op::BuildSet(0), range);
        }
        before.iter().for_each(|item| self.expr(item));
        let count = plain as u32;
        if from_constants {
            self.emit(Op::BuildSet(count), range);
            return self.emit(Op::SetUpdate, range);
        }
        if starred.is_none() {
            let build = match kind {
                Sequence::Tuple => Op::BuildTuple(count),
                Sequence::List => Op::BuildList(count),
                Sequence::Set => Op::BuildSet(count),
            };
            return self.emit(build, range);
        }
        let is_set = matches!(kind, Sequence::Set);
        self.emit(if is_set { Op::BuildSet(count) } else { Op::BuildList(count) }, range);
        for item in after {
            match item {
                Expr::Starred(starred) => {
                    self.expr(&starred.value);
                    self.emit(if is_set { Op::SetUpdate } else { Op::ListExtend }, range);
                }
                _ => {
                    self.expr(item);
                    self.emit(if is_set { Op::SetAdd(1) } else { Op::ListAppend(1) }, range);
                }
            }
        }
        if matches!(kind, Sequence::Tuple) {
            self.emit(Op::ListToTuple, range);
        }
    }

    fn dict(&mut self, expression: &'a ExprDict) {
        let range = expression.range;
        let starred = expression.items.iter().position(|item| item.key.is_none());
        let plain = starred.unwrap_or(expression.items.len());
        let (before, after) = expression.items.split_at(plain);
        for item in before {
            if let Some(key) = &item.key {
                self.expr(key);
            }
            self.expr(&item.value);
        }
        self.emit(Op::BuildDict(plain as u32), range);
        for item in after {
            match &item.key {
                Some(key) => {
                    self.expr(key);
                    self.expr(&item.value);
                    self.emit(Op::DictAdd(1), range);
                }
                None => {
                    self.expr(&item.value);
                    self.emit(Op::DictUpdate, range);
                }
            }
        }
    }
}

/// What a sequence is built as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    Tuple,
    List,
    Set,
}

fn unary(op: UnaryOp) -> Op {
    match op {
        UnaryOp::Not => Op::Not,
        UnaryOp::Invert => Op::Invert,
        UnaryOp::UAdd => Op::Positive,
        UnaryOp::USub => Op::Negative,
    }
}

fn comparison(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Compare(CompareOp::Eq),
        CmpOp::NotEq => Op::Compare(CompareOp::Ne),
        CmpOp::Lt => Op::Compare(CompareOp::Lt),
        CmpOp::LtE => Op::Compare(CompareOp::Le),
        CmpOp::Gt => Op::Compare(CompareOp::Gt),
        CmpOp::GtE => Op::Compare(CompareOp::Ge),
        CmpOp::Is => Op::Is { negated: false },
        CmpOp::IsNot => Op::Is { negated: true },
        CmpOp::In => Op::In { negated: false },
        CmpOp::NotIn => Op::In { negated: true },
    }
}

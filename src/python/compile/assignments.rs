//! Variables, and everything that assigns to them.

use ruff_python_ast::{Expr, Operator, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::names::symbol;
use super::scopes::{Place, ScopeKind};
use crate::vm::code::{BinaryOp, Op};
use crate::vm::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn load_name(&mut self, text: &str, range: TextRange) {
        let name = symbol(self.unit.class, text);
        match self.place_of(name) {
            Place::Global => {
                let global = self.global(name);
                self.emit(Op::LoadGlobal(global), range);
            }
            Place::Namespace => {
                let global = self.global(name);
                let name = self.unit.name(name);
                self.emit(Op::LoadName { name, global }, range);
            }
            Place::NamespaceOr(variable) => {
                let (slot, _) = self.slot(variable);
                let name = self.unit.name(name);
                self.emit(Op::LoadNameOrCell { name, slot }, range);
            }
            Place::Variable(variable) => {
                let (slot, is_cell) = self.slot(variable);
                self.emit(if is_cell { Op::LoadCell(slot) } else { Op::LoadLocal(slot) }, range);
            }
        }
    }

    pub(super) fn store_name(&mut self, text: &str, range: TextRange) {
        let name = symbol(self.unit.class, text);
        let op = match self.place_of(name) {
            Place::Global => Op::StoreGlobal(self.global(name)),
            Place::Namespace | Place::NamespaceOr(_) => Op::StoreName(self.unit.name(name)),
            Place::Variable(variable) => match self.slot(variable) {
                (slot, true) => Op::StoreCell(slot),
                (slot, false) => Op::StoreLocal(slot),
            },
        };
        self.emit(op, range);
    }

    pub(super) fn delete_name(&mut self, text: &str, range: TextRange) {
        let name = symbol(self.unit.class, text);
        let op = match self.place_of(name) {
            Place::Global => Op::DeleteGlobal(self.global(name)),
            Place::Namespace | Place::NamespaceOr(_) => Op::DeleteName(self.unit.name(name)),
            Place::Variable(variable) => match self.slot(variable) {
                (slot, true) => Op::DeleteCell(slot),
                (slot, false) => Op::DeleteLocal(slot),
            },
        };
        self.emit(op, range);
    }

    /// `[value] -> []`: stores it in a target.
    pub(super) fn store(&mut self, target: &'a Expr) {
        let range = target.range();
        match target {
            Expr::Name(name) => self.store_name(name.id.as_str(), range),
            Expr::Attribute(attribute) => {
                if attribute.value.as_name_expr().is_some_and(|name| name.id.as_str() == "self") {
                    self.static_attributes.push(attribute.attr.as_str());
                }
                self.expr(&attribute.value);
                let name = self.name(&attribute.attr);
                let range = self.attribute_place(attribute);
                self.emit(Op::StoreAttr(name), range);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.emit(Op::StoreItem, range);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, range),
            Expr::List(list) => self.unpack(&list.elts, range),
            Expr::Starred(_) => {
                self.refuse(range, "starred assignment target must be in a list or tuple", None);
                self.emit(Op::Pop, range);
            }
            _ => {
                self.refuse(range, "cannot assign to this expression", Some("to compare, write `==`"));
                self.emit(Op::Pop, range);
            }
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], range: TextRange) {
        let starred = targets.iter().position(Expr::is_starred_expr);
        match starred {
            None => self.emit(Op::UnpackSequence(targets.len() as u32), range),
            Some(at) => {
                let after = targets.len() - at - 1;
                self.emit(Op::UnpackEx { before: at as u32, after: after as u32 }, range);
            }
        }
        let mut is_second = false;
        for target in targets {
            match target {
                Expr::Starred(starred) => {
                    if is_second {
                        self.refuse(range, "multiple starred expressions in assignment", None);
                    }
                    is_second = true;
                    self.store(&starred.value);
                }
                _ => self.store(target),
            }
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        let range = target.range();
        match target {
            Expr::Name(name) => self.delete_name(name.id.as_str(), range),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                let name = self.name(&attribute.attr);
                let range = self.attribute_place(attribute);
                self.emit(Op::DeleteAttr(name), range);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.emit(Op::DeleteItem, range);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.delete(target)),
            _ => self.refuse(range, "cannot delete this expression", None),
        }
    }

    pub(super) fn assign(&mut self, stmt: &'a StmtAssign) {
        let Some((last, others)) = stmt.targets.split_last() else { return };
        if others.is_empty() && self.swapped(last, &stmt.value) {
            return;
        }
        self.expr(&stmt.value);
        for target in others {
            self.emit(Op::Copy(1), stmt.range);
            self.store(target);
        }
        self.store(last);
    }

    /// `a, b = b, a` without a tuple: of as many variables as values, two or three. Whether it is one.
    fn swapped(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (Expr::Tuple(targets), Expr::Tuple(values)) = (target, value) else { return false };
        let count = values.elts.len();
        let is_starred = targets.elts.iter().chain(&values.elts).any(Expr::is_starred_expr);
        if !(2..=3).contains(&count) || targets.elts.len() != count || is_starred {
            return false;
        }
        values.elts.iter().for_each(|value| self.expr(value));
        self.emit(Op::Swap(count as u32), value.range());
        targets.elts.iter().for_each(|target| self.store(target));
        true
    }

    #[inline(never)]
    pub(super) fn augmented_assign(&mut self, stmt: &'a StmtAugAssign) {
        let (range, op) = (stmt.range, Op::InPlace(binary(stmt.op)));
        match &*stmt.target {
            Expr::Name(name) => {
                self.load_name(name.id.as_str(), name.range);
                self.expr(&stmt.value);
                self.emit(op, range);
                self.store_name(name.id.as_str(), name.range);
            }
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                let name = self.name(&attribute.attr);
                let place = self.attribute_place(attribute);
                self.emit(Op::Copy(1), place);
                self.emit(Op::LoadAttr(name), place);
                self.expr(&stmt.value);
                self.emit(op, range);
                self.emit(Op::Swap(2), place);
                self.emit(Op::StoreAttr(name), place);
            }
            Expr::Subscript(subscript) => {
                let place = subscript.range;
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.emit(Op::Copy(2), place);
                self.emit(Op::Copy(2), place);
                self.emit(Op::LoadItem, place);
                self.expr(&stmt.value);
                self.emit(op, range);
                // [object key value] -> [value object key]
                self.emit(Op::Swap(3), place);
                self.emit(Op::Swap(2), place);
                self.emit(Op::StoreItem, place);
            }
            target => {
                self.refuse(target.range(), "this is an illegal expression for augmented assignment", None);
            }
        }
    }

    #[inline(never)]
    pub(super) fn annotated_assign(&mut self, stmt: &'a StmtAnnAssign) {
        if let Some(value) = &stmt.value {
            self.expr(value);
            self.store(&stmt.target);
        }
        match &*stmt.target {
            Expr::Name(name) => {
                let in_class = self.scopes.get(self.unit.current_scope()).kind == ScopeKind::Class;
                if in_class && stmt.simple {
                    let text = self.annotation(&stmt.annotation);
                    let name = self.name(name.id.as_str());
                    let text = self.unit.constant(text);
                    self.emit(Op::Annotate { name, text }, stmt.range);
                }
            }
            Expr::Attribute(attribute) if stmt.value.is_none() => self.evaluated(&attribute.value),
            Expr::Subscript(subscript) if stmt.value.is_none() => {
                self.evaluated(&subscript.value);
                self.evaluated(&subscript.slice);
            }
            _ => {}
        }
    }

    fn evaluated(&mut self, expr: &'a Expr) {
        self.expr(expr);
        self.emit(Op::Pop, expr.range());
    }

    /// The text of an annotation.
    pub(super) fn annotation(&self, annotation: &Expr) -> Value {
        let text = self.text.get(annotation.range().to_std_range()).unwrap_or_default();
        // What is never to be evaluated evaluates to its text.
        if self.future_annotations { Value::str(format!("{text:?}")) } else { Value::str(text) }
    }
}

/// The operator of a syntax node.
pub(super) fn binary(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

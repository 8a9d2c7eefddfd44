//! Comprehensions. Those of lists, sets and dicts run in the frame around them, with slots of their own; a generator
//! expression is a function of its first iterator.

use ruff_python_ast::{Comprehension, Expr, ExprGenerator};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::scopes::Variable;
use crate::vm::code::{FunctionParts, Op, Params};
use crate::vm::value::Value;

/// What is done with every item, and what is collected.
enum Item<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr) {
        let range = expr.range();
        let (generators, item, build) = match expr {
            Expr::ListComp(comp) => (&comp.generators, Item::List(&comp.elt), Op::BuildList(0)),
            Expr::SetComp(comp) => (&comp.generators, Item::Set(&comp.elt), Op::BuildSet(0)),
            Expr::DictComp(comp) => match &comp.key {
                Some(key) => (&comp.generators, Item::Dict(key, &comp.value), Op::BuildDict(0)),
                None => {
                    self.refuse(range, "dict unpacking cannot be used in dict comprehension", None);
                    return self.load_const(Value::None, range);
                }
            },
            Expr::Generator(comp) => return self.generator_expression(comp),
            _ => return,
        };
        let Some((first, _)) = generators.split_first() else { return };
        let scope = self.scopes.of(range);
        self.iterator(first);
        self.unit.comprehensions.push(scope);
        let variables = self.own_variables();
        for &variable in &variables {
            if self.scopes.is_cell(variable) {
                let slot = self.unit.slot(variable);
                self.emit(Op::MakeCell(slot), range);
            }
        }
        let cleanup = self.label();
        let (from, depth) = (self.unit.here(), self.unit.depth);
        self.emit(build, range);
        self.emit(Op::Swap(2), range);
        self.generators(generators, &item, 0, range);
        self.unit.cover(from, cleanup, depth.saturating_sub(1));
        self.clear(&variables, range);
        let end = self.label();
        self.jump(Op::Jump, end, range);
        // The variables do not outlive it, whatever happens.
        self.unit.place_handler(cleanup, depth.saturating_sub(1));
        self.clear(&variables, range);
        self.emit(Op::Reraise, range);
        self.unit.depth = depth;
        self.place(end);
        self.unit.comprehensions.pop();
    }

    /// The variables that the current comprehension, or list of type parameters, binds.
    pub(super) fn own_variables(&self) -> Vec<Variable> {
        let scope = self.unit.current_scope();
        let locals = &self.scopes.get(self.unit.scope).locals;
        locals.iter().copied().filter(|variable| variable.scope == scope).collect()
    }

    pub(super) fn clear(&mut self, variables: &[Variable], range: TextRange) {
        for &variable in variables {
            let slot = self.unit.slot(variable);
            self.emit(Op::ClearLocal(slot), range);
        }
    }

    /// Pushes the iterator of one `for`.
    fn iterator(&mut self, generator: &'a Comprehension) {
        self.expr(&generator.iter);
        let get = if generator.is_async { Op::GetAsyncIter } else { Op::GetIter };
        self.emit(get, generator.iter.range());
    }

    /// `[.. iterator] -> [..]`: the loops from one on, the iterator of which is on the stack.
    fn generators(&mut self, generators: &'a [Comprehension], item: &Item<'a>, at: usize, range: TextRange) {
        let Some(generator) = generators.get(at) else { return };
        let (start, done, skip) = (self.label(), self.label(), self.label());
        let base = self.unit.depth.saturating_sub(1);
        let iter_range = if generator.is_async { range } else { generator.iter.range() };
        self.next_item(generator.is_async, start, done, iter_range);
        self.store(&generator.target);
        for test in &generator.ifs {
            self.jump_if(test, skip, false);
        }
        match generators.get(at + 1) {
            Some(next) => {
                self.iterator(next);
                self.generators(generators, item, at + 1, range);
            }
            None => self.item(item, generators.len() as u32 + 1),
        }
        self.place(skip);
        self.jump(Op::Jump, start, range);
        self.end_of_items(generator.is_async, done, base, iter_range);
    }

    /// Adds an item to what is so far down on the stack.
    fn item(&mut self, item: &Item<'a>, down: u32) {
        match *item {
            Item::List(value) => {
                self.expr(value);
                self.emit(Op::ListAppend(down), value.range());
            }
            Item::Set(value) => {
                self.expr(value);
                self.emit(Op::SetAdd(down), value.range());
            }
            Item::Dict(key, value) => {
                self.expr(key);
                self.expr(value);
                self.emit(Op::DictAdd(down), key.range());
            }
            Item::Generator(value) => {
                self.expr(value);
                self.emit(Op::Yield, value.range());
                self.emit(Op::Pop, value.range());
            }
        }
    }

    #[inline(never)]
    fn generator_expression(&mut self, comp: &'a ExprGenerator) {
        let range = comp.range;
        let Some((first, _)) = comp.generators.split_first() else { return };
        let scope = self.scopes.of(range);
        self.begin_code(scope, self.unit.class, "<genexpr>");
        // The first slot is the parameter.
        self.emit(Op::LoadLocal(0), first.iter.range());
        self.generators(&comp.generators, &Item::Generator(&comp.elt), 0, range);
        let params = Params { positional_only: 1, positional: 1, ..Params::default() };
        let line = self.lines.place(range.start()).0;
        let kind = self.function_kind(scope);
        let code = self.end_code("<genexpr>", kind, params, &[], line);
        self.make_function(scope, code, FunctionParts::default(), range);
        self.iterator(first);
        self.emit(Op::Call(1), range);
    }
}

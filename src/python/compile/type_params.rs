//! Type parameters, and the `type` statement: `typing` makes objects of them, which evaluate no text before they are asked.

use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::declare::type_param_names;
use crate::vm::code::Op;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// Whether a text asks for annotations or type parameters anywhere.
pub(super) fn asks(text: &str) -> bool {
    ["__type_params__", "annotations", "type_hints", "signature"].iter().any(|asking| text.contains(asking))
}

impl<'a> Compiler<'a> {
    /// `type NAME[..] = ..`
    #[inline(never)]
    pub(super) fn type_alias(&mut self, stmt: &'a StmtTypeAlias) {
        if let Expr::Name(name) = &*stmt.name {
            self.push_from_typing("_type_alias", stmt.range);
            self.load_const(Value::str(name.id.as_str()), stmt.range);
            let text = self.annotation(&stmt.value);
            self.load_const(text, stmt.range);
            let params = self.described(stmt.type_params.as_deref());
            self.load_const(params, stmt.range);
            self.emit(Op::Call(3), stmt.range);
            self.store_name(name.id.as_str(), stmt.range);
        }
    }

    /// Goes into the scope of type parameters, if there are any: makes them, if anything refers to them.
    pub(super) fn begin_type_params(&mut self, params: Option<&'a TypeParams>, is_class: bool) {
        let Some(params) = params else { return };
        let scope = self.scopes.of(params.range);
        self.unit.comprehensions.push(scope);
        let variables = self.own_variables();
        let is_used = variables.iter().any(|&variable| self.scopes.is_cell(variable));
        if !is_used && !is_class && !asks(self.text) {
            return;
        }
        for &variable in &variables {
            if self.scopes.is_cell(variable) {
                let slot = self.unit.slot(variable);
                self.emit(Op::MakeCell(slot), params.range);
            }
        }
        self.push_from_typing("_params", params.range);
        let described = self.described(Some(params));
        self.load_const(described, params.range);
        self.emit(Op::Call(1), params.range);
        self.emit(Op::UnpackSequence(params.len() as u32), params.range);
        type_param_names(Some(params)).for_each(|name| self.store_name(name, name.range()));
    }

    /// `[object] -> [object]`, with its `__type_params__`, if the program asks for such anywhere. Leaves their scope.
    pub(super) fn end_type_params(&mut self, params: Option<&'a TypeParams>) {
        let Some(params) = params else { return };
        if asks(self.text) {
            self.emit(Op::Copy(1), params.range);
            self.type_params(params, params.range);
            self.emit(Op::Swap(2), params.range);
            let name = self.unit.name(Symbol::new("__type_params__"));
            self.emit(Op::StoreAttr(name), params.range);
        }
        let variables = self.own_variables();
        self.clear(&variables, params.range);
        self.unit.comprehensions.pop();
    }

    /// Pushes a tuple of the type parameters that have been made.
    fn type_params(&mut self, params: &'a TypeParams, range: TextRange) {
        type_param_names(Some(params)).for_each(|name| self.load_name(name, name.range()));
        self.emit(Op::BuildTuple(type_param_names(Some(params)).count() as u32), range);
    }

    /// Pushes `typing.Generic[..]`, a base of every class with type parameters.
    pub(super) fn generic(&mut self, params: Option<&'a TypeParams>, range: TextRange) {
        self.push_from_typing("Generic", range);
        if let Some(params) = params {
            self.type_params(params, range);
        }
        self.emit(Op::LoadItem, range);
    }

    /// Pushes something of `typing`'s.
    fn push_from_typing(&mut self, name: &str, range: TextRange) {
        self.push_from("typing", name, range);
    }

    /// Pushes something of a module of the library's.
    pub(super) fn push_from(&mut self, module: &str, name: &str, range: TextRange) {
        let module = self.unit.name(Symbol::new(module));
        self.emit(Op::ImportModule(module), range);
        let name = self.unit.name(Symbol::new(name));
        self.emit(Op::LoadAttr(name), range);
    }

    /// Type parameters as a constant: of each its class, its name, and the texts of its bound and its default.
    fn described(&self, params: Option<&'a TypeParams>) -> Value {
        let text = |of: &Option<Box<Expr>>| of.as_ref().map_or(Value::None, |of| self.annotation(of));
        let described = params.into_iter().flat_map(|params| params.type_params.iter()).map(|param| {
            let (class, bound, default) = match param {
                TypeParam::TypeVar(param) => ("TypeVar", text(&param.bound), text(&param.default)),
                TypeParam::TypeVarTuple(param) => ("TypeVarTuple", Value::None, text(&param.default)),
                TypeParam::ParamSpec(param) => ("ParamSpec", Value::None, text(&param.default)),
            };
            Value::tuple([Value::str(class), Value::str(param.name().as_str()), bound, default])
        });
        Value::tuple(described.collect::<Vec<_>>())
    }
}

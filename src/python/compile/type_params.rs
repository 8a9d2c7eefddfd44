//! Type parameters, and the `type` statement: `typing` makes objects of them, which evaluate no text before they are asked.

use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::declare::type_param_names;
use crate::vm::code::Op;
use crate::vm::symbol::Symbol;
use crate::vm::value::Value;

impl<'a> Compiler<'a> {
    /// `type NAME[..] = ..`
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

    /// Gives the names of type parameters: of a class's where the class stands, of a function's in its body.
    pub(super) fn class_type_params(&mut self, params: Option<&'a TypeParams>, range: TextRange) {
        let count = type_param_names(params).count() as u32;
        if count == 0 {
            return;
        }
        self.push_type_params(params, range);
        self.emit(Op::UnpackSequence(count), range);
        for name in type_param_names(params) {
            self.store_name(name, name.range());
        }
    }

    /// Pushes `typing.Generic[..]`, a base of every class with type parameters.
    pub(super) fn generic(&mut self, params: Option<&'a TypeParams>, range: TextRange) {
        self.push_from_typing("Generic", range);
        for name in type_param_names(params) {
            self.load_name(name, name.range());
        }
        self.emit(Op::BuildTuple(type_param_names(params).count() as u32), range);
        self.emit(Op::LoadItem, range);
    }

    /// `[object] -> [object]`, with its `__type_params__`, if the program asks for such anywhere.
    pub(super) fn set_type_params(&mut self, params: Option<&'a TypeParams>, range: TextRange) {
        const ASKING: [&str; 4] = ["__type_params__", "annotations", "type_hints", "signature"];
        if params.is_some() && ASKING.iter().any(|asking| self.text.contains(asking)) {
            self.emit(Op::Copy(1), range);
            self.push_type_params(params, range);
            self.emit(Op::Swap(2), range);
            let name = self.unit.name(Symbol::new("__type_params__"));
            self.emit(Op::StoreAttr(name), range);
        }
    }

    /// Pushes a tuple of type parameters.
    fn push_type_params(&mut self, params: Option<&'a TypeParams>, range: TextRange) {
        self.push_from_typing("_params", range);
        let described = self.described(params);
        self.load_const(described, range);
        self.emit(Op::Call(1), range);
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

    /// Type parameters as a constant: where they stand, and of each its class, its name, and the texts of its bound and its default.
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
        let place = params.map_or(0, |params| i64::from(params.range.start().to_u32()));
        Value::tuple(std::iter::once(Value::Int(place)).chain(described).collect::<Vec<_>>())
    }
}

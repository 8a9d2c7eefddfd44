//! Functions and lambdas.

use std::rc::Rc;

use ruff_python_ast::{Decorator, Expr, ExprLambda, Parameters, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::scopes::{ScopeId, ScopeKind};
use crate::vm::code::{Code, CodeKind, FunctionParts, Op, Params};
use crate::vm::value::Value;
use crate::vm::value::symbol::mangled;

impl<'a> Compiler<'a> {
    pub(super) fn function_statement(&mut self, def: &'a StmtFunctionDef) {
        self.decorators(&def.decorator_list);
        let range = def.range;
        let name_range = def.name.range();
        let mut parts = self.defaults(&def.parameters, name_range);
        parts.annotations = self.annotations(&def.parameters, def.returns.as_deref(), name_range);

        self.begin_type_params(def.type_params.as_deref(), false);
        let scope = self.scopes.of(range);
        self.begin_code(scope, self.unit.class, &def.name);
        self.body(&def.body);
        let kind = self.function_kind(scope);
        // Decorators stand before it, and the statement begins with them.
        let line = self.lines.place(range.start()).0;
        let code = self.end_code(&def.name, kind, params(&def.parameters), &def.body, line);

        self.make_function(scope, code, parts, name_range);
        self.end_type_params(def.type_params.as_deref());
        self.decorate(&def.decorator_list);
        self.store_name(&def.name, name_range);
    }

    /// What the body of a function is.
    pub(super) fn function_kind(&self, scope: ScopeId) -> CodeKind {
        let scope = self.scopes.get(scope);
        let is_async = match scope.kind {
            ScopeKind::Function { is_async } => is_async,
            ScopeKind::GeneratorExpression => scope.awaits,
            _ => false,
        };
        match (is_async, scope.yields || scope.kind == ScopeKind::GeneratorExpression) {
            (false, false) => CodeKind::Function,
            (false, true) => CodeKind::Generator,
            (true, false) => CodeKind::Coroutine,
            (true, true) => CodeKind::AsyncGenerator,
        }
    }

    #[inline(never)]
    pub(super) fn lambda(&mut self, lambda: &'a ExprLambda) {
        let range = lambda.range;
        let parts = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters, range),
            None => FunctionParts::default(),
        };
        let scope = self.scopes.of(range);
        self.begin_code(scope, self.unit.class, "<lambda>");
        self.expr(&lambda.body);
        self.emit(Op::Return, lambda.body.range());
        let kind = self.function_kind(scope);
        let params = lambda.parameters.as_deref().map(params).unwrap_or_default();
        let line = self.lines.place(range.start()).0;
        let code = self.end_code("<lambda>", kind, params, &[], line);
        self.make_function(scope, code, parts, range);
    }

    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) {
        decorators.iter().for_each(|decorator| self.expr(&decorator.expression));
    }

    /// `[decorator .. value] -> [decorated]`
    pub(super) fn decorate(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            self.emit(Op::Call(1), decorator.expression.range());
        }
    }

    fn defaults(&mut self, parameters: &'a Parameters, range: TextRange) -> FunctionParts {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let values: Vec<&'a Expr> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        let constants: Option<Vec<_>> =
            values.iter().map(|value| super::constants::constant(value)).collect();
        match constants {
            _ if values.is_empty() => {}
            Some(constants) => self.load_const(Value::tuple(constants), range),
            None => {
                values.iter().for_each(|value| self.expr(value));
                self.emit(Op::BuildTuple(values.len() as u32), range);
            }
        }
        let mut keyword = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = mangled(self.unit.class, &parameter.parameter.name).into_owned();
                self.load_const(Value::str(name), parameter.range);
                self.expr(default);
                keyword += 1;
            }
        }
        if keyword > 0 {
            self.emit(Op::BuildDict(keyword), range);
        }
        FunctionParts {
            defaults: !values.is_empty(),
            keyword_defaults: keyword > 0,
            ..FunctionParts::default()
        }
    }

    /// Pushes the texts of annotations by name, if there are any.
    fn annotations(
        &mut self,
        parameters: &'a Parameters,
        returns: Option<&'a Expr>,
        range: TextRange,
    ) -> bool {
        let mut count = 0;
        // In CPython's order, in which those that are by position alone come second.
        let positional = parameters.args.iter().chain(&parameters.posonlyargs);
        let positional = positional.map(|parameter| &parameter.parameter);
        let keyword = parameters.kwonlyargs.iter().map(|parameter| &parameter.parameter);
        let all =
            positional.chain(parameters.vararg.as_deref()).chain(keyword).chain(parameters.kwarg.as_deref());
        let annotated =
            all.filter_map(|parameter| Some((parameter.name.as_str(), parameter.annotation.as_deref()?)));
        for (name, annotation) in annotated.chain(returns.map(|returns| ("return", returns))) {
            let name = mangled(self.unit.class, name).into_owned();
            let text = self.annotation(annotation);
            self.load_const(Value::str(name), range);
            self.load_const(text, range);
            count += 1;
        }
        if count > 0 {
            self.emit(Op::BuildDict(count), range);
        }
        count > 0
    }

    /// `parts.. -> function`, with the cells that it captures.
    pub(super) fn make_function(
        &mut self,
        scope: ScopeId,
        code: Rc<Code>,
        parts: FunctionParts,
        range: TextRange,
    ) {
        let scopes = self.scopes;
        let free = &scopes.get(scope).free;
        for &variable in free {
            let slot = self.unit.slot(variable);
            self.emit(Op::LoadClosure(slot), range);
        }
        if !free.is_empty() {
            self.emit(Op::BuildTuple(free.len() as u32), range);
        }
        self.unit.codes.push(code);
        let code = self.unit.codes.len() as u32 - 1;
        let parts = FunctionParts { closure: !free.is_empty(), ..parts };
        self.emit(Op::MakeFunction { code, parts }, range);
    }
}

fn params(parameters: &Parameters) -> Params {
    let positional_only = parameters.posonlyargs.len() as u32;
    Params {
        positional_only,
        positional: positional_only + parameters.args.len() as u32,
        keyword_only: parameters.kwonlyargs.len() as u32,
        star_args: parameters.vararg.is_some(),
        star_kwargs: parameters.kwarg.is_some(),
    }
}

/// The docstring of a body, without its indentation.
pub(super) fn docstring(body: &[Stmt]) -> Option<Rc<str>> {
    let Stmt::Expr(first) = body.first()? else { return None };
    let Expr::StringLiteral(literal) = &*first.value else { return None };
    Some(without_indentation(literal.value.to_str()).into())
}

/// As CPython's compiler does it: the lines but the first lose what they are all indented by.
fn without_indentation(doc: &str) -> String {
    let expanded = expand_tabs(doc);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default().trim_start_matches(' ');
    let lines: Vec<&str> = lines.collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_blank = |line: &&&str| line.trim_start_matches(' ').is_empty();
    let margin = lines.iter().filter(|line| !is_blank(line)).map(|line| indent(line)).min().unwrap_or(0);
    let mut text = first.to_owned();
    for line in lines {
        text.push('\n');
        text.push_str(&line[indent(line).min(margin)..]);
    }
    text
}

/// `str.expandtabs()`
#[inline(never)]
fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            _ => {
                expanded.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docstrings_lose_their_indentation() {
        assert_eq!(without_indentation(" One.\n\n    Two\n      three\n    "), "One.\n\nTwo\n  three\n");
        assert_eq!(without_indentation("One.\n\tTwo"), "One.\nTwo");
    }
}

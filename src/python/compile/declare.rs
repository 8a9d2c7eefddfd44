//! Walks a syntax tree before it is compiled: finds the scopes and their names, and what is not allowed where it stands.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    AnyParameterRef, Comprehension, ExceptHandler, Expr, ExprContext, Identifier, Parameters, Pattern, Stmt,
    TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use super::scopes::{MODULE, ScopeId, ScopeKind, Scopes};
use super::warnings::Around;

/// What is wrong where.
pub(super) type Problem = (TextRange, String);

/// What is found.
pub(super) struct Declared {
    pub(super) scopes: Scopes,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// What is to be warned of.
    pub(super) warnings: Vec<Problem>,
}

/// The scopes of a module, and what is wrong with it. `asks`: whether the text asks for annotations anywhere.
pub(super) fn declare(body: &[Stmt], asks: bool) -> Declared {
    let mut declarer = Declarer { asks, ..Declarer::default() };
    declarer.scopes.add(ScopeKind::Module, None, TextRange::default());
    declarer.visit_body(body);
    let Declarer { mut scopes, mut problems, warnings, .. } = declarer;
    for (range, name) in scopes.settle() {
        problems.push((range, format!("no binding for nonlocal '{name}' found")));
    }
    Declared { scopes, problems, warnings }
}

/// The names that type parameters give.
pub(super) fn type_param_names(params: Option<&TypeParams>) -> impl Iterator<Item = &Identifier> {
    params.into_iter().flat_map(|params| params.type_params.iter()).map(|param| match param {
        TypeParam::TypeVar(param) => &param.name,
        TypeParam::TypeVarTuple(param) => &param.name,
        TypeParam::ParamSpec(param) => &param.name,
    })
}

/// What is known on the way through the tree.
pub(super) struct Declarer<'a> {
    pub(super) scopes: Scopes,
    pub(super) current: ScopeId,
    /// Whether annotations are asked for: then functions keep the type parameters that theirs may name.
    asks: bool,
    /// The class around, for names like `__this`.
    pub(super) class: Option<&'a str>,
    /// Whether this is the iterable of a comprehension.
    pub(super) in_iterable: bool,
    /// What the comprehension around is called.
    comprehension: &'static str,
    /// Where the current function returns values.
    returns: Vec<TextRange>,
    problems: Vec<Problem>,
    /// The `finally` block and the loop around.
    pub(super) around: Around,
    pub(super) warnings: Vec<Problem>,
}

impl Default for Declarer<'_> {
    fn default() -> Self {
        Self {
            scopes: Scopes::default(),
            current: MODULE,
            asks: false,
            class: None,
            in_iterable: false,
            comprehension: "",
            returns: Vec::new(),
            problems: Vec::new(),
            around: Around::default(),
            warnings: Vec::new(),
        }
    }
}

impl<'a> Declarer<'a> {
    pub(super) fn problem(&mut self, range: TextRange, message: impl Into<String>) {
        self.problems.push((range, message.into()));
    }

    pub(super) fn kind(&self) -> ScopeKind {
        self.scopes.get(self.current).kind
    }

    /// Goes into a scope and out again.
    fn inside(&mut self, kind: ScopeKind, range: TextRange, visit: impl FnOnce(&mut Self)) -> ScopeId {
        let id = self.scopes.add(kind, Some(self.current), range);
        let outer = (
            self.current,
            self.in_iterable,
            std::mem::take(&mut self.returns),
            std::mem::take(&mut self.around),
        );
        self.current = id;
        self.in_iterable = false;
        visit(self);
        if self.scopes.get(id).yields && kind == (ScopeKind::Function { is_async: true }) {
            for range in std::mem::take(&mut self.returns) {
                self.problem(range, "'return' with value in async generator");
            }
        }
        (self.current, self.in_iterable, self.returns, self.around) = outer;
        id
    }

    /// Goes into the scope of type parameters, if there are any, and out again.
    fn with_type_params(&mut self, params: Option<&'a TypeParams>, visit: impl FnOnce(&mut Self)) {
        let Some(params) = params else { return visit(self) };
        self.inside(ScopeKind::TypeParams, params.range, |this| {
            let names: Vec<_> = type_param_names(Some(params)).collect();
            for (at, name) in names.iter().enumerate() {
                if names[..at].iter().any(|other| other.as_str() == name.as_str()) {
                    this.problem(name.range(), format!("duplicate type parameter '{name}'"));
                }
                this.bind(name, name.range());
            }
            let has_default = |param: &&TypeParam| param.default().is_some();
            let mut after_default = params.iter().skip_while(|param| !has_default(param));
            if let Some(param) = after_default.find(|param| !has_default(param)) {
                let name = param.name();
                let message = format!("non-default type parameter '{name}' follows default type parameter");
                this.problem(name.range(), message);
            }
            visit(this);
        });
    }

    /// The function's annotations may name the type parameters around.
    fn keep_type_params(&mut self) {
        let mut next = self.scopes.get(self.current).parent.filter(|_| self.asks);
        while let Some(id) = next {
            let scope = self.scopes.get(id);
            next = scope.parent;
            if scope.kind == ScopeKind::TypeParams {
                let bound = scope.names.iter().copied().filter(|name| scope.uses[name].bound);
                for name in bound.collect::<Vec<_>>() {
                    self.uses(self.current, name).loaded = true;
                }
            }
        }
    }

    fn defaults(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        generators: &'a [Comprehension],
        parts: [Option<&'a Expr>; 2],
    ) {
        let is_generator = self.comprehension == "generator expression";
        let kind = if is_generator { ScopeKind::GeneratorExpression } else { ScopeKind::Comprehension };
        let named = self.comprehension;
        let Some((first, others)) = generators.split_first() else { return };
        self.iterable(&first.iter);
        let outer = self.current;
        let id = self.inside(kind, range, |this| {
            this.comprehension = named;
            for generator in generators {
                this.scopes.list[this.current.0].awaits |= generator.is_async;
            }
            this.visit_expr(&first.target);
            first.ifs.iter().for_each(|test| this.visit_expr(test));
            for generator in others {
                this.iterable(&generator.iter);
                this.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|test| this.visit_expr(test));
            }
            parts.into_iter().flatten().for_each(|part| this.visit_expr(part));
        });
        if self.scopes.get(id).awaits && !is_generator {
            let outer = self.scopes.list[outer.0].kind;
            if !outer.is_comprehension() && outer != (ScopeKind::Function { is_async: true }) {
                self.problem(range, "asynchronous comprehension outside of an asynchronous function");
            }
            self.scopes.list[self.current.0].awaits = true;
        }
    }

    fn iterable(&mut self, iterable: &'a Expr) {
        let outer = std::mem::replace(&mut self.in_iterable, true);
        self.visit_expr(iterable);
        self.in_iterable = outer;
    }

    fn yields(&mut self, range: TextRange, is_from: bool) {
        let kind = self.kind();
        match kind {
            ScopeKind::Module | ScopeKind::Class => {
                let keyword = if is_from { "yield from" } else { "yield" };
                self.problem(range, format!("'{keyword}' outside function"));
            }
            ScopeKind::Comprehension | ScopeKind::GeneratorExpression => {
                self.problem(range, format!("'yield' inside {}", self.comprehension));
            }
            ScopeKind::TypeParams => {
                self.problem(range, "yield expression cannot be used within the definition of a generic");
            }
            ScopeKind::Function { is_async: true } if is_from => {
                self.problem(range, "'yield from' inside async function");
            }
            ScopeKind::Function { .. } | ScopeKind::Lambda => {}
        }
        self.scopes.list[self.current.0].yields = true;
    }

    fn awaits(&mut self, range: TextRange) {
        match self.kind() {
            ScopeKind::Module | ScopeKind::Class => self.problem(range, "'await' outside function"),
            ScopeKind::Lambda | ScopeKind::Function { is_async: false } => {
                self.problem(range, "'await' outside async function");
            }
            _ => {}
        }
        self.scopes.list[self.current.0].awaits = true;
    }

    /// `async for` and `async with`
    fn needs_async(&mut self, range: TextRange, what: &str) {
        if self.kind() != (ScopeKind::Function { is_async: true }) {
            self.problem(range, format!("'{what}' outside async function"));
        }
    }
}

impl<'a> Visitor<'a> for Declarer<'a> {
    // Annotations are not evaluated.
    fn visit_annotation(&mut self, _: &'a Expr) {}

    fn visit_type_params(&mut self, _: &'a TypeParams) {}

    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                def.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.defaults(&def.parameters);
                self.bind(&def.name, def.range);
                self.with_type_params(def.type_params.as_deref(), |this| {
                    this.inside(ScopeKind::Function { is_async: def.is_async }, def.range, |this| {
                        this.parameters(&def.parameters);
                        let is_annotated = |parameter: AnyParameterRef| parameter.annotation().is_some();
                        if def.returns.is_some() || def.parameters.iter().any(is_annotated) {
                            this.keep_type_params();
                        }
                        this.visit_body(&def.body);
                    });
                });
            }
            Stmt::ClassDef(def) => {
                def.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.bind(&def.name, def.range);
                self.with_type_params(def.type_params.as_deref(), |this| {
                    if let Some(arguments) = &def.arguments {
                        this.visit_arguments(arguments);
                    }
                    let outer = this.class;
                    this.inside(ScopeKind::Class, def.range, |this| {
                        this.class = Some(def.name.as_str());
                        this.visit_body(&def.body);
                    });
                    this.class = outer;
                });
            }
            Stmt::Global(global) => self.redeclare(&global.names, global.range, true),
            Stmt::Nonlocal(nonlocal) => self.redeclare(&nonlocal.names, nonlocal.range, false),
            Stmt::AnnAssign(assign) => {
                self.annotated(&assign.target, assign.range);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::TypeAlias(alias) => self.visit_expr(&alias.name),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let top = alias.name.split('.').next().unwrap_or_default();
                    self.bind(alias.asname.as_deref().unwrap_or(top), alias.range);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in import.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    self.bind(alias.asname.as_deref().unwrap_or(&alias.name), alias.range);
                }
            }
            Stmt::Return(returned) => {
                if matches!(self.kind(), ScopeKind::Module | ScopeKind::Class) {
                    self.problem(returned.range, "'return' outside function");
                }
                if returned.value.is_some() {
                    self.returns.push(returned.range);
                }
                self.leaves("return", returned.range);
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Break(statement) => self.leaves("break", statement.range),
            Stmt::Continue(statement) => self.leaves("continue", statement.range),
            Stmt::Try(statement) => {
                self.visit_body(&statement.body);
                statement.handlers.iter().for_each(|handler| self.visit_except_handler(handler));
                self.visit_body(&statement.orelse);
                self.visit_around(&statement.finalbody, true);
            }
            Stmt::While(statement) => {
                self.visit_expr(&statement.test);
                self.visit_around(&statement.body, false);
                self.visit_body(&statement.orelse);
            }
            Stmt::For(statement) => {
                if statement.is_async {
                    self.needs_async(statement.range, "async for");
                }
                self.visit_expr(&statement.iter);
                self.visit_expr(&statement.target);
                self.visit_around(&statement.body, false);
                self.visit_body(&statement.orelse);
            }
            Stmt::With(statement) => {
                if statement.is_async {
                    self.needs_async(statement.range, "async with");
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Store => self.bind(&name.id, name.range),
                ExprContext::Del if name.id.as_str() == "__debug__" => {
                    self.problem(name.range, "cannot delete __debug__");
                }
                ExprContext::Del => self.bind(&name.id, name.range),
                ExprContext::Load | ExprContext::Invalid => self.load(&name.id),
            },
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(ScopeKind::Lambda, lambda.range, |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                let outer = std::mem::replace(&mut self.comprehension, "list comprehension");
                self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]);
                self.comprehension = outer;
            }
            Expr::SetComp(comp) => {
                let outer = std::mem::replace(&mut self.comprehension, "set comprehension");
                self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]);
                self.comprehension = outer;
            }
            Expr::DictComp(comp) => {
                let outer = std::mem::replace(&mut self.comprehension, "dict comprehension");
                self.comprehension(comp.range, &comp.generators, [comp.key.as_deref(), Some(&comp.value)]);
                self.comprehension = outer;
            }
            Expr::Generator(comp) => {
                let outer = std::mem::replace(&mut self.comprehension, "generator expression");
                self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]);
                self.comprehension = outer;
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                self.walrus(&named.target);
            }
            Expr::Yield(expression) => {
                self.yields(expression.range, false);
                visitor::walk_expr(self, expr);
            }
            Expr::YieldFrom(expression) => {
                self.yields(expression.range, true);
                visitor::walk_expr(self, expr);
            }
            Expr::Await(expression) => {
                self.awaits(expression.range);
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(expr) = &clause.type_ {
            self.visit_expr(expr);
        }
        if let Some(name) = &clause.name {
            self.bind(name, name.range());
        }
        self.visit_body(&clause.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name, name.range());
        }
        visitor::walk_pattern(self, pattern);
    }
}

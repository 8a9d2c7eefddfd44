//! The names that a scope binds, uses and declares.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, Identifier, Parameters};
use ruff_text_size::{Ranged, TextRange};

use super::declare::Declarer;
use super::names::symbol;
use super::scopes::{MODULE, ScopeId, ScopeKind, Uses};
use crate::vm::value::symbol::Symbol;

impl<'a> Declarer<'a> {
    pub(super) fn uses(&mut self, scope: ScopeId, name: Symbol) -> &mut Uses {
        let scope = &mut self.scopes.list[scope.0];
        if !scope.uses.contains_key(&name) {
            scope.names.push(name);
        }
        scope.uses.entry(name).or_default()
    }

    pub(super) fn bind(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.problem(range, "cannot assign to __debug__");
        }
        let name = symbol(self.class, name);
        self.uses(self.current, name).bound = true;
    }

    pub(super) fn load(&mut self, name: &str) {
        let is_function = !matches!(self.kind(), ScopeKind::Module | ScopeKind::Class);
        if name == "super" && is_function {
            // For `super()` without arguments.
            self.uses(self.current, Symbol::new("__class__")).loaded = true;
        }
        let name = symbol(self.class, name);
        self.uses(self.current, name).loaded = true;
    }

    /// Declares parameters, in the order of their slots.
    pub(super) fn parameters(&mut self, parameters: &'a Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let named = positional.chain(&parameters.kwonlyargs).map(|parameter| &parameter.parameter);
        let starred = [&parameters.vararg, &parameters.kwarg].into_iter().flatten().map(|boxed| &**boxed);
        for parameter in named.chain(starred) {
            let text = parameter.name.as_str();
            let name = symbol(self.class, text);
            if self.uses(self.current, name).param {
                let message = format!("duplicate argument '{text}' in function definition");
                self.problem(parameter.name.range(), message);
            }
            self.bind(text, parameter.range());
            self.uses(self.current, name).param = true;
        }
    }

    /// The target of `:=`: a variable of the function around all comprehensions.
    #[inline(never)]
    pub(super) fn walrus(&mut self, target: &'a Expr) {
        let Expr::Name(target) = target else { return };
        let (text, range) = (target.id.as_str(), target.range());
        let name = symbol(self.class, text);
        if self.kind() == ScopeKind::TypeParams {
            self.problem(range, "named expression cannot be used within the definition of a generic");
        }
        if self.in_iterable {
            self.problem(
                range,
                "assignment expression cannot be used in a comprehension iterable expression",
            );
        }
        let mut scope = self.current;
        while self.scopes.get(scope).kind.is_comprehension() {
            if self.scopes.get(scope).uses.get(&name).is_some_and(|uses| uses.bound) {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{text}'");
                return self.problem(range, message);
            }
            self.uses(scope, name).loaded = true;
            scope = self.scopes.get(scope).parent.unwrap_or(MODULE);
        }
        if scope != self.current && self.scopes.get(scope).kind == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            return self.problem(range, message);
        }
        let inner = std::mem::replace(&mut self.current, scope);
        self.bind(text, range);
        self.current = inner;
    }

    /// `global` and `nonlocal`
    pub(super) fn redeclare(&mut self, names: &'a [Identifier], range: TextRange, is_global: bool) {
        let keyword = if is_global { "global" } else { "nonlocal" };
        if !is_global && self.kind() == ScopeKind::Module {
            return self.problem(range, "nonlocal declaration not allowed at module level");
        }
        for identifier in names {
            let text = identifier.as_str();
            let name = symbol(self.class, text);
            let uses = self.uses(self.current, name);
            let wrong = if uses.param {
                Some(format!("name '{text}' is parameter and {keyword}"))
            } else if uses.loaded {
                Some(format!("name '{text}' is used prior to {keyword} declaration"))
            } else if uses.annotated {
                Some(format!("annotated name '{text}' can't be {keyword}"))
            } else if uses.bound {
                Some(format!("name '{text}' is assigned to before {keyword} declaration"))
            } else if (is_global && uses.nonlocal.is_some()) || (!is_global && uses.global) {
                Some(format!("name '{text}' is nonlocal and global"))
            } else {
                None
            };
            match wrong {
                Some(message) => self.problem(range, message),
                None if is_global => uses.global = true,
                None => uses.nonlocal = Some(range),
            }
        }
    }

    pub(super) fn annotated(&mut self, target: &'a Expr, range: TextRange) {
        let Expr::Name(target) = target else { return self.visit_expr(target) };
        let text = target.id.as_str();
        let is_module = self.kind() == ScopeKind::Module;
        let name = symbol(self.class, text);
        let uses = self.uses(self.current, name);
        let declared =
            if uses.global && !is_module { Some("global") } else { uses.nonlocal.map(|_| "nonlocal") };
        uses.annotated = true;
        self.bind(text, range);
        if let Some(keyword) = declared {
            self.problem(range, format!("annotated name '{text}' can't be {keyword}"));
        }
    }
}

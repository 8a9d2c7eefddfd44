//! Which variable a name is: what CPython's symbol table finds out. [`declare`](super::declare) fills it.

use std::collections::{HashMap, HashSet};

use ruff_text_size::TextRange;

use crate::vm::value::symbol::Symbol;

/// Index into [`Scopes::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ScopeId(pub(super) usize);

/// The scope of a text's top level.
pub(super) const MODULE: ScopeId = ScopeId(0);

/// A variable that lives in a slot: the scope that binds it, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Variable {
    pub(super) scope: ScopeId,
    pub(super) name: Symbol,
}

/// What a scope is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function {
        is_async: bool,
    },
    Lambda,
    /// A list, set or dict comprehension: runs in the frame around it.
    Comprehension,
    GeneratorExpression,
    /// The type parameters of a class or a function: in the frame around.
    TypeParams,
}

impl ScopeKind {
    /// Whether it is one of the four comprehensions.
    pub(super) fn is_comprehension(self) -> bool {
        matches!(self, Self::Comprehension | Self::GeneratorExpression)
    }
}

/// How a scope uses a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Uses {
    pub(super) bound: bool,
    pub(super) param: bool,
    pub(super) loaded: bool,
    pub(super) annotated: bool,
    pub(super) global: bool,
    /// Where it is declared `nonlocal`.
    pub(super) nonlocal: Option<TextRange>,
}

/// A part of the text with variables of its own.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    /// The scope in whose frame it runs: itself, but for comprehensions that are no generators, and for type parameters.
    pub(super) frame: ScopeId,
    /// Its names, in the order in which they occur.
    pub(super) names: Vec<Symbol>,
    pub(super) uses: HashMap<Symbol, Uses>,
    /// Whether there is a `yield`.
    pub(super) yields: bool,
    /// Whether there is an `await` or an `async for` of a comprehension.
    pub(super) awaits: bool,
    /// The variables of a frame, parameters first.
    pub(super) locals: Vec<Variable>,
    /// The variables of outer frames that a frame uses or passes on.
    pub(super) free: Vec<Variable>,
}

impl Scope {
    fn uses(&self, name: Symbol) -> Uses {
        self.uses.get(&name).copied().unwrap_or_default()
    }
}

/// What a name means in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A variable of the module or a builtin.
    Global,
    /// In a class body: in the namespace, else as `Global`.
    Namespace,
    /// In a class body: in the namespace, else this.
    NamespaceOr(Variable),
    /// A slot.
    Variable(Variable),
}

/// All scopes of a text.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    pub(super) list: Vec<Scope>,
    by_range: HashMap<TextRange, ScopeId>,
    places: HashMap<(ScopeId, Symbol), Place>,
    /// The variables that inner functions capture.
    cells: HashSet<Variable>,
}

impl Scopes {
    /// Adds the scope of a syntax node, which is known by its range.
    pub(super) fn add(&mut self, kind: ScopeKind, parent: Option<ScopeId>, range: TextRange) -> ScopeId {
        let id = ScopeId(self.list.len());
        let frame = match parent {
            Some(parent) if matches!(kind, ScopeKind::Comprehension | ScopeKind::TypeParams) => {
                self.list[parent.0].frame
            }
            _ => id,
        };
        self.list.push(Scope {
            kind,
            parent,
            frame,
            names: Vec::new(),
            uses: HashMap::new(),
            yields: false,
            awaits: false,
            locals: Vec::new(),
            free: Vec::new(),
        });
        if parent.is_some() {
            self.by_range.insert(range, id);
        }
        id
    }

    /// The scope of a syntax node.
    pub(super) fn of(&self, range: TextRange) -> ScopeId {
        self.by_range.get(&range).copied().unwrap_or(MODULE)
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        &self.list[id.0]
    }

    /// Whether a variable is captured by an inner function.
    pub(super) fn is_cell(&self, variable: Variable) -> bool {
        self.cells.contains(&variable)
    }

    /// What a name means in a scope.
    pub(super) fn place(&self, scope: ScopeId, name: Symbol) -> Place {
        let known = self.places.get(&(scope, name)).copied();
        known.unwrap_or_else(|| self.resolve(scope, name).unwrap_or(Place::Global))
    }

    /// Once all names are declared: finds the place of each, and what is captured. Returns the `nonlocal` names
    /// without a variable.
    pub(super) fn settle(&mut self) -> Vec<(TextRange, Symbol)> {
        let mut missing = Vec::new();
        for id in (0..self.list.len()).map(ScopeId) {
            let scope = &self.list[id.0];
            let (kind, frame) = (scope.kind, scope.frame);
            for at in 0..scope.names.len() {
                let name = self.list[id.0].names[at];
                let Some(place) = self.resolve(id, name) else {
                    let nonlocal = self.list[id.0].uses(name).nonlocal;
                    missing.extend(nonlocal.map(|range| (range, name)));
                    continue;
                };
                self.places.insert((id, name), place);
                let own = Variable { scope: id, name };
                match place {
                    Place::Variable(variable) if variable == own => {
                        let is_local = kind != ScopeKind::Class;
                        if is_local {
                            self.list[frame.0].locals.push(variable);
                        }
                    }
                    Place::Variable(variable) | Place::NamespaceOr(variable) => self.capture(frame, variable),
                    Place::Global | Place::Namespace => {}
                }
            }
        }
        // The cells of a closure are in the order of their names.
        for scope in &mut self.list {
            crate::order::sort_by(&mut scope.free, |a, b| a.name.text().cmp(&b.name.text()));
        }
        missing
    }

    /// A frame uses a variable that may be another's.
    fn capture(&mut self, user: ScopeId, variable: Variable) {
        let owner = self.list[variable.scope.0].frame;
        let mut frame = user;
        while frame != owner {
            self.cells.insert(variable);
            let scope = &mut self.list[frame.0];
            if !scope.free.contains(&variable) {
                scope.free.push(variable);
            }
            let Some(parent) = scope.parent else { return };
            frame = self.list[parent.0].frame;
        }
    }

    /// What a name means in a scope; nothing if it is nonlocal and there is no such variable.
    fn resolve(&self, id: ScopeId, name: Symbol) -> Option<Place> {
        let scope = self.get(id);
        let uses = scope.uses(name);
        if scope.kind == ScopeKind::Module || uses.global {
            return Some(Place::Global);
        }
        if let (ScopeKind::TypeParams, false, Some(parent)) = (scope.kind, uses.bound, scope.parent) {
            return self.resolve(parent, name);
        }
        let in_class = scope.kind == ScopeKind::Class;
        if uses.bound && uses.nonlocal.is_none() {
            let own = Place::Variable(Variable { scope: id, name });
            return Some(if in_class { Place::Namespace } else { own });
        }
        let found = self.outer_variable(scope.parent, name);
        match (found, in_class) {
            (Some(variable), true) if uses.nonlocal.is_none() => Some(Place::NamespaceOr(variable)),
            (Some(variable), _) => Some(Place::Variable(variable)),
            (None, _) if uses.nonlocal.is_some() => None,
            (None, true) => Some(Place::Namespace),
            (None, false) => Some(Place::Global),
        }
    }

    /// The variable of an outer function, or the cell of `__class__`, that a name means.
    fn outer_variable(&self, mut next: Option<ScopeId>, name: Symbol) -> Option<Variable> {
        let class_cell = Symbol::new("__class__");
        while let Some(id) = next {
            let scope = self.get(id);
            let uses = scope.uses(name);
            let variable = Some(Variable { scope: id, name });
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class if name == class_cell => return variable,
                ScopeKind::Class => {}
                _ if uses.global => return None,
                _ if uses.bound && uses.nonlocal.is_none() => return variable,
                _ => {}
            }
            next = scope.parent;
        }
        None
    }
}

//! Classes.

use ruff_python_ast::StmtClassDef;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Compiler;
use super::calls::has_starred;
use super::scopes::Variable;
use crate::order;
use crate::vm::code::{CodeKind, FunctionParts, Op, Params};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

impl<'a> Compiler<'a> {
    #[inline(never)]
    pub(super) fn class_statement(&mut self, def: &'a StmtClassDef) {
        self.decorators(&def.decorator_list);
        let range = def.name.range();
        // A traceback shows the class for what is raised in its body: without its decorators.
        let before = &self.text[..usize::from(range.start())];
        let start = before.rfind("class").map_or(range.start(), |at| TextSize::new(at as u32));
        let whole = TextRange::new(start, def.range.end());
        let type_params = def.type_params.as_deref();
        self.begin_type_params(type_params, true);
        self.class_body(def);
        let is_generic = def.type_params.is_some();
        match def.arguments.as_deref() {
            Some(arguments) if has_starred(arguments) => {
                self.positional(&arguments.args, range);
                if !self.keywords(arguments, range) {
                    self.emit(Op::BuildDict(0), range);
                }
                self.emit(Op::BuildClassStarred, whole);
            }
            arguments => {
                let (bases, keywords) = match arguments {
                    Some(arguments) => (&*arguments.args, &*arguments.keywords),
                    None => (&[][..], &[][..]),
                };
                bases.iter().for_each(|base| self.expr(base));
                if is_generic {
                    self.generic(type_params, range);
                }
                keywords.iter().for_each(|keyword| self.expr(&keyword.value));
                let count = (bases.len() + usize::from(is_generic) + keywords.len()) as u32;
                let names = self.keyword_names(keywords);
                self.emit(Op::BuildClass { count, names }, whole);
            }
        }
        self.end_type_params(type_params);
        self.decorate(&def.decorator_list);
        self.store_name(&def.name, range);
    }

    /// Pushes the function that runs the body. It returns the cell of `__class__`, if a method uses it.
    fn class_body(&mut self, def: &'a StmtClassDef) {
        let range = def.name.range();
        let scope = self.scopes.of(def.range);
        self.begin_code(scope, Some(def.name.as_str()), &def.name);
        let class_cell = Variable { scope, name: Symbol::new("__class__") };
        let cell = self.scopes.is_cell(class_cell).then(|| self.unit.add_local(class_cell));
        if let Some(slot) = cell {
            self.emit(Op::MakeCell(slot), range);
        }
        let around = std::mem::take(&mut self.static_attributes);
        self.body(&def.body);
        let mut assigned = std::mem::replace(&mut self.static_attributes, around);
        if !self.library {
            order::sort(&mut assigned);
            assigned.dedup();
            let names: Vec<Value> = assigned.into_iter().map(Value::str).collect();
            self.load_const(Value::tuple(names), range);
            let name = self.name("__static_attributes__");
            self.emit(Op::StoreName(name), range);
        }
        if let Some(slot) = cell {
            self.follow(Op::LoadClosure(slot));
            self.follow(Op::Return);
        }
        let first = def.decorator_list.first().map_or(range, |decorator| decorator.expression.range());
        let line = self.lines.place(first.start()).0;
        let code = self.end_code(&def.name, CodeKind::Class, Params::default(), &def.body, line);
        self.make_function(scope, code, FunctionParts::default(), range);
    }
}

//! `import` and `from .. import`.

use ruff_python_ast::{Stmt, StmtImport, StmtImportFrom};
use ruff_text_size::{Ranged, TextSize};

use super::Compiler;
use super::scopes::MODULE;
use crate::vm::code::Op;
use crate::vm::value::symbol::Symbol;

/// What `from __future__` may import. All of it has long been, or makes no difference here.
const FUTURE: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
    "annotations",
];

/// Whether annotations are to stay texts.
pub(super) fn future_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__") => {
            import.names.iter().any(|alias| alias.name.as_str() == "annotations")
        }
        _ => false,
    })
}

/// Where a module's beginning ends, in which it may import from `__future__`: its docstring and such imports.
pub(super) fn future_end(body: &[Stmt]) -> TextSize {
    let is_beginning = |(at, stmt): &(usize, &Stmt)| match stmt {
        Stmt::Expr(statement) => *at == 0 && statement.value.is_string_literal_expr(),
        Stmt::ImportFrom(import) => import.module.as_deref() == Some("__future__"),
        _ => false,
    };
    let beginning = body.iter().enumerate().take_while(is_beginning);
    beginning.last().map_or(TextSize::default(), |(_, stmt)| stmt.end())
}

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, stmt: &'a StmtImport) {
        for alias in &stmt.names {
            let module = alias.name.as_str();
            let index = self.unit.name(Symbol::new(module));
            match &alias.asname {
                Some(name) => {
                    self.emit(Op::ImportModule(index), stmt.range);
                    self.store_name(name.as_str(), stmt.range);
                }
                None => {
                    self.emit(Op::ImportTop(index), stmt.range);
                    let top = module.split('.').next().unwrap_or_default();
                    self.store_name(top, stmt.range);
                }
            }
        }
    }

    #[inline(never)]
    pub(super) fn import_from(&mut self, stmt: &'a StmtImportFrom) {
        let module = stmt.module.as_ref().map_or("", |module| module.as_str());
        if stmt.level > 0 {
            let hint = Some("import from a module of the standard library by its full name");
            return self.refuse(stmt.range, "relative imports are not supported", hint);
        }
        if module == "__future__" {
            if stmt.range.start() >= self.future_end {
                let message = "from __future__ imports must occur at the beginning of the file";
                self.refuse(stmt.range, message, None);
            }
            for alias in stmt.names.iter().filter(|alias| !FUTURE.contains(&alias.name.as_str())) {
                let message = match alias.name.as_str() {
                    "braces" => "not a chance".to_owned(),
                    name => format!("future feature {name} is not defined"),
                };
                self.refuse(alias.range, message, None);
            }
            return;
        }
        let index = self.unit.name(Symbol::new(module));
        self.emit(Op::ImportModule(index), stmt.range);
        for alias in &stmt.names {
            let index = self.unit.name(Symbol::new(&alias.name));
            self.emit(Op::ImportFrom(index), stmt.range);
            if alias.name.as_str() == "*" {
                if self.unit.scope != MODULE {
                    self.refuse(stmt.range, "import * only allowed at module level", None);
                }
                self.emit(Op::Pop, stmt.range);
                continue;
            }
            self.store_name(alias.asname.as_deref().unwrap_or(&alias.name), stmt.range);
        }
        self.emit(Op::Pop, stmt.range);
    }
}

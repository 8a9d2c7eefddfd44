//! From a syntax tree to code objects.
//!
//! [`declare`] finds out which variable every name is, and what is not allowed where it stands; then one pass over the tree
//! emits the instructions. The order of evaluation, the layout of handlers and the places of instructions in the text
//! are those of CPython 3.14's compiler (`Python/codegen.c`).

mod assignments;
mod bindings;
mod calls;
mod classes;
mod comprehensions;
mod constants;
mod declare;
mod emit;
mod expressions;
mod fstrings;
mod functions;
mod handlers;
mod imports;
mod loops;
mod names;
mod patterns;
mod scopes;
mod statements;
mod type_params;
#[cfg(debug_assertions)]
mod verify;
mod warnings;

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::{TextRange, TextSize};

use self::emit::{Label, Unit};
use self::scopes::{MODULE, Place, ScopeId, ScopeKind, Scopes, Variable};
use super::diagnostic::Diagnostic;
use super::lines::Lines;
use super::parse::MOST_ERRORS;
use crate::vm::code::{Code, CodeKind, ModuleCode, Op, Params};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// How many instructions a text may become. `finally` bodies are compiled several times each, so that short texts can
/// become long code.
const MOST_OPS: u32 = 1 << 20;

/// Compiles a module.
pub(super) fn compile_module(
    module: &ModModule,
    text: &str,
    lines: &Lines<'_>,
    library: bool,
) -> Result<ModuleCode, Vec<Diagnostic>> {
    let declare::Declared { scopes, problems, warnings } =
        declare::declare(&module.body, type_params::asks(text));
    let mut compiler = Compiler {
        text,
        lines,
        scopes: &scopes,
        unit: Unit::new(MODULE, None, "<module>".into()),
        outer: Vec::new(),
        globals: Vec::new(),
        global_indices: HashMap::new(),
        diagnostics: Vec::new(),
        warned: warnings,
        library,
        static_attributes: Vec::new(),
        emitted: 0,
        future_end: imports::future_end(&module.body),
        future_annotations: imports::future_annotations(&module.body),
    };
    for (range, message) in problems {
        let hint = hint(&message);
        compiler.refuse(range, message, hint);
    }
    compiler.begin_frame(MODULE);
    compiler.body(&module.body);
    let body = compiler.end_code("<module>", CodeKind::Module, Params::default(), &module.body, 1);
    let warnings = compiler.take_warnings();
    let Compiler { globals, mut diagnostics, .. } = compiler;
    if diagnostics.is_empty() {
        return Ok(ModuleCode { body, globals, warnings });
    }
    crate::order::sort_by_key(&mut diagnostics, |found| (found.span.line, found.span.column));
    diagnostics.dedup();
    diagnostics.truncate(MOST_ERRORS);
    Err(diagnostics)
}

/// What to write instead of what stands where it cannot.
fn hint(message: &str) -> Option<&'static str> {
    let awaits = message.starts_with("'await'") || message.starts_with("'async ");
    match message {
        "'await' outside function" => {
            Some("put it into `async def main():`, and end with `asyncio.run(main())`")
        }
        _ if awaits && message.ends_with(" outside async function") => {
            Some("only a function that begins with `async def` can wait")
        }
        _ => None,
    }
}

/// The pass that emits instructions.
struct Compiler<'a> {
    text: &'a str,
    lines: &'a Lines<'a>,
    scopes: &'a Scopes,
    /// The code object in the making.
    unit: Unit<'a>,
    /// Those around it, which go on when it is done.
    outer: Vec<Unit<'a>>,
    globals: Vec<Symbol>,
    global_indices: HashMap<Symbol, u32>,
    diagnostics: Vec<Diagnostic>,
    /// What is to be warned of, in CPython's order.
    warned: Vec<(TextRange, String)>,
    library: bool,
    /// The names that methods of the class around assign to `self`.
    static_attributes: Vec<&'a str>,
    /// How many instructions the code objects that are done have.
    emitted: u32,
    /// Where the part of the text ends that may import from `__future__`.
    future_end: TextSize,
    /// Whether `from __future__ import annotations` stands there.
    future_annotations: bool,
}

impl<'a> Compiler<'a> {
    /// Notes that something is not allowed or not supported; the rest is compiled nevertheless, to find more of the kind.
    fn refuse(&mut self, range: TextRange, message: impl Into<String>, hint: Option<&str>) {
        let span = self.lines.span(range);
        self.diagnostics.push(Diagnostic { span, message: message.into(), hint: hint.map(str::to_owned) });
    }

    /// Whether there are too many instructions already; says so.
    fn is_full(&mut self, range: TextRange) -> bool {
        let full = self.emitted + self.unit.here() > MOST_OPS;
        if full && self.diagnostics.is_empty() {
            self.refuse(range, "the program is too large", Some("nest fewer `try` statements"));
        }
        full
    }

    fn emit(&mut self, op: Op, range: TextRange) {
        let lines = self.lines;
        let span = self.unit.span(range, |range| lines.span(range));
        self.unit.push(op, span);
    }

    /// Emits an instruction that has no place of its own in the text.
    fn follow(&mut self, op: Op) {
        let span = self.unit.last_span();
        self.unit.push(op, span);
    }

    fn jump(&mut self, make: fn(u32) -> Op, label: Label, range: TextRange) {
        let lines = self.lines;
        let span = self.unit.span(range, |range| lines.span(range));
        self.unit.jump(make, label, span);
    }

    fn jump_on(&mut self, label: Label) {
        let span = self.unit.last_span();
        self.unit.jump(Op::Jump, label, span);
    }

    fn label(&mut self) -> Label {
        self.unit.label()
    }

    fn place(&mut self, label: Label) {
        self.unit.place(label);
    }

    fn load_const(&mut self, value: Value, range: TextRange) {
        let index = self.unit.constant(value);
        self.emit(Op::LoadConst(index), range);
    }

    /// The index of a name of an attribute or the like.
    fn name(&mut self, text: &str) -> u32 {
        let name = names::symbol(self.unit.class, text);
        self.unit.name(name)
    }

    fn global(&mut self, name: Symbol) -> u32 {
        let next = self.globals.len() as u32;
        let index = *self.global_indices.entry(name).or_insert(next);
        if index == next {
            self.globals.push(name);
        }
        index
    }

    /// Begins another code object; the current one goes on when [`end_code`](Self::end_code) ends it.
    fn begin_code(&mut self, scope: ScopeId, class: Option<&'a str>, name: &str) {
        let qualname = self.qualname(name);
        let unit = Unit::new(scope, class, qualname);
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        self.begin_frame(scope);
    }

    /// Gives the variables of a frame their slots.
    fn begin_frame(&mut self, scope: ScopeId) {
        let scopes = self.scopes;
        let frame = scopes.get(scope);
        if frame.kind == ScopeKind::GeneratorExpression {
            self.unit.add_slot(Symbol::new(".0"));
        }
        for &variable in &frame.locals {
            self.unit.add_local(variable);
        }
        for &variable in &frame.free {
            self.unit.add_free(variable);
        }
        for &variable in frame.locals.iter().filter(|variable| variable.scope == scope) {
            if scopes.is_cell(variable) {
                let slot = self.unit.slot(variable);
                self.emit(Op::MakeCell(slot), TextRange::default());
            }
        }
    }

    /// Ends the current code object, which returns None if it has not returned by then.
    fn end_code(
        &mut self,
        name: &str,
        kind: CodeKind,
        params: Params,
        body: &[Stmt],
        first_line: u32,
    ) -> Rc<Code> {
        let none = self.unit.constant(Value::None);
        self.follow(Op::LoadConst(none));
        self.follow(Op::Return);
        self.emitted += self.unit.here();
        let outer = self.outer.pop().unwrap_or_else(|| Unit::new(MODULE, None, "".into()));
        let unit = std::mem::replace(&mut self.unit, outer);
        let qualname = unit.qualname.clone();
        let parts = unit.finish();
        Rc::new(Code {
            name: name.into(),
            qualname,
            kind,
            params,
            slots: parts.slots,
            free: parts.free,
            ops: parts.ops,
            spans: parts.spans,
            consts: parts.consts,
            names: parts.names,
            codes: parts.codes,
            handlers: parts.handlers,
            doc: functions::docstring(body),
            first_line,
            keyword_names: Default::default(),
            library: self.library,
        })
    }

    /// The qualified name of what is defined here.
    fn qualname(&self, name: &str) -> Rc<str> {
        let symbol = names::symbol(self.unit.class, name);
        let scope = self.scopes.get(self.unit.scope);
        let is_global = scope.uses.get(&symbol).is_some_and(|uses| uses.global);
        match scope.kind {
            ScopeKind::Module => name.into(),
            _ if is_global => name.into(),
            ScopeKind::Class => format!("{}.{name}", self.unit.qualname).into(),
            _ => format!("{}.<locals>.{name}", self.unit.qualname).into(),
        }
    }

    /// What a name means here.
    fn place_of(&self, name: Symbol) -> Place {
        self.scopes.place(self.unit.current_scope(), name)
    }

    /// The slot of a variable, and whether it holds a cell.
    fn slot(&mut self, variable: Variable) -> (u32, bool) {
        let slot = self.unit.slot(variable);
        (slot, Unit::is_free(slot) || self.scopes.is_cell(variable))
    }
}

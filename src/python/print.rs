//! A program as Python text that CPython runs as it is.

use std::cell::Cell;

use super::literal::constant;
use super::outside::timers;
use crate::program::{
    Builtin, Call, Expr, Function, Intervention, Keyword, Program, Stmt, StmtKind, Variable,
};

/// The program as Python 3.14 text, with comments for what is done to it from outside.
pub fn print(program: &Program) -> String {
    // The reference knows no comments for what happens some turns later.
    printed(program, |directive| directive.turns > 0)
}

/// The same that any CPython runs as we do: what is done to it from outside, it does by itself.
pub fn print_by_itself(program: &Program) -> String {
    printed(program, |_| true)
}

/// The program as text that does some of that by timers.
fn printed(program: &Program, is_timer: fn(&Intervention) -> bool) -> String {
    let uses_time = Cell::new(false);
    let printers =
        program.functions.iter().map(|function| Printer { program, function, uses_time: &uses_time });
    let functions: Vec<String> = printers.map(|printer| printer.function()).collect();
    let mut sections = Vec::new();
    let about: String = program.about.iter().map(|line| comment(line)).collect();
    let later = || program.directives.iter().filter(|directive| is_timer(directive));
    let directives = program.directives.iter().filter(|directive| !is_timer(directive));
    let directives: String = directives.map(|directive| directive.line() + "\n").collect();
    sections.extend([about, directives].into_iter().filter(|section| !section.is_empty()));
    sections.push(format!("import asyncio\n{}", if uses_time.get() { "import time\n" } else { "" }));
    let head = sections.join("\n");
    let main = program.functions.get(program.main.0 as usize).map_or("main", |main| main.name.as_str());
    let timers = if later().next().is_some() { ["\n", &timers(later())].concat() } else { String::new() };
    format!("{head}\n{timers}\n{}\n\nasyncio.run({main}())\n", functions.join("\n\n"))
}

/// A line as a comment that is nothing else: neither a directive nor a declaration of the file's encoding.
fn comment(line: &str) -> String {
    let mut plain = String::new();
    for c in line.chars() {
        if matches!(c, ':' | '=') && plain.ends_with("coding") {
            plain.push(' ');
        }
        plain.push(if c.is_control() { ' ' } else { c });
    }
    match plain.trim_end() {
        "" => "#\n".to_owned(),
        text if text.trim_start().starts_with("at ") => format!("#: {text}\n"),
        text => format!("# {text}\n"),
    }
}

/// How tightly an expression holds together, from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Difference,
    Await,
    Atom,
}

struct Printer<'a> {
    program: &'a Program,
    function: &'a Function,
    /// Whether `time` has to be imported.
    uses_time: &'a Cell<bool>,
}

impl Printer<'_> {
    fn function(&self) -> String {
        let Function { name, is_async, parameters, locals, body } = self.function;
        let parameters = locals.get(..*parameters as usize).unwrap_or_default().join(", ");
        let keyword = if *is_async { "async def" } else { "def" };
        let mut text = format!("{keyword} {name}({parameters}):\n");
        let mut assigned = Vec::new();
        assigned_globals(body, &mut assigned);
        if !assigned.is_empty() {
            let names: Vec<&str> = assigned.into_iter().map(|global| self.global(global)).collect();
            text.push_str(&format!("    global {}\n", names.join(", ")));
        }
        self.block(&mut text, 1, body);
        text
    }

    fn block(&self, text: &mut String, indent: usize, statements: &[Stmt]) {
        if statements.is_empty() {
            line(text, indent, "pass");
        }
        for statement in statements {
            self.statement(text, indent, &statement.kind);
        }
    }

    fn statement(&self, text: &mut String, indent: usize, statement: &StmtKind) {
        match statement {
            StmtKind::Pass => line(text, indent, "pass"),
            StmtKind::Expr(value) => line(text, indent, &self.expr(value)),
            StmtKind::Assign { target, value } => {
                line(text, indent, &format!("{} = {}", self.variable(*target), self.expr(value)));
            }
            StmtKind::Return(None) => line(text, indent, "return"),
            StmtKind::Return(Some(value)) => line(text, indent, &format!("return {}", self.expr(value))),
            StmtKind::Raise(None) => line(text, indent, "raise"),
            StmtKind::Raise(Some(value)) => line(text, indent, &format!("raise {}", self.expr(value))),
            StmtKind::If { test, body, orelse } => {
                line(text, indent, &format!("if {}:", self.expr(test)));
                self.block(text, indent + 1, body);
                if !orelse.is_empty() {
                    line(text, indent, "else:");
                    self.block(text, indent + 1, orelse);
                }
            }
            StmtKind::For { target, iterable, body } => {
                line(text, indent, &format!("for {} in {}:", self.variable(*target), self.expr(iterable)));
                self.block(text, indent + 1, body);
            }
            StmtKind::AsyncWith { context, body } => {
                line(text, indent, &format!("async with {}:", self.expr(context)));
                self.block(text, indent + 1, body);
            }
            StmtKind::Try { body, handlers, finally } => {
                line(text, indent, "try:");
                self.block(text, indent + 1, body);
                for handler in handlers {
                    line(text, indent, &format!("except {}:", self.expr(&handler.class)));
                    self.block(text, indent + 1, &handler.body);
                }
                // Without any clause it would not be a statement.
                if !finally.is_empty() || handlers.is_empty() {
                    line(text, indent, "finally:");
                    self.block(text, indent + 1, finally);
                }
            }
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Constant(value) => constant(value),
            Expr::Variable(variable) => self.variable(*variable).to_owned(),
            Expr::Function(id) => self
                .program
                .functions
                .get(id.0 as usize)
                .map_or_else(String::new, |function| function.name.clone()),
            Expr::Builtin(builtin) => {
                if *builtin == Builtin::TimeSleep {
                    self.uses_time.set(true);
                }
                builtin.name().to_owned()
            }
            Expr::Call(call) => self.call(call),
            Expr::Attribute { value, name } => {
                format!("{}.{}", self.bound(value, Binding::Atom), name.name())
            }
            Expr::Await(value) => format!("await {}", self.bound(value, Binding::Atom)),
            Expr::Subtract(left, right) => {
                format!("{} - {}", self.bound(left, Binding::Difference), self.bound(right, Binding::Await))
            }
            Expr::List(elements) => {
                let elements: Vec<String> = elements.iter().map(|element| self.expr(element)).collect();
                format!("[{}]", elements.join(", "))
            }
        }
    }

    fn call(&self, call: &Call) -> String {
        let positional = call.arguments.iter().map(|argument| self.expr(argument));
        let keyword =
            |(name, value): &(Keyword, Expr)| format!("{}={}", keyword_name(*name), self.expr(value));
        let arguments: Vec<String> = positional.chain(call.keywords.iter().map(keyword)).collect();
        format!("{}({})", self.bound(&call.function, Binding::Atom), arguments.join(", "))
    }

    /// An expression, in parentheses if it would fall apart otherwise.
    fn bound(&self, expr: &Expr, least: Binding) -> String {
        let text = self.expr(expr);
        let binding = match expr {
            Expr::Subtract(..) => Binding::Difference,
            Expr::Await(_) => Binding::Await,
            // A dot behind a number belongs to the number.
            Expr::Constant(_) if !text.starts_with(['"', 'N', 'T', 'F']) => Binding::Await,
            _ => Binding::Atom,
        };
        if binding < least { format!("({text})") } else { text }
    }

    fn variable(&self, variable: Variable) -> &str {
        match variable {
            Variable::Local(id) => self.function.locals.get(id.0 as usize).map_or("", String::as_str),
            Variable::Global(id) => self.global(id.0),
        }
    }

    fn global(&self, index: u32) -> &str {
        self.program.globals.get(index as usize).map_or("", String::as_str)
    }
}

fn line(text: &mut String, indent: usize, line: &str) {
    text.extend(std::iter::repeat_n("    ", indent));
    text.push_str(line);
    text.push('\n');
}

/// The module's variables that a function assigns, and so has to declare, in their order.
fn assigned_globals(statements: &[Stmt], found: &mut Vec<u32>) {
    let target = |variable: &Variable, found: &mut Vec<u32>| {
        if let Variable::Global(id) = variable
            && let Err(place) = found.binary_search(&id.0)
        {
            found.insert(place, id.0);
        }
    };
    for statement in statements {
        match &statement.kind {
            StmtKind::Assign { target: variable, .. } => target(variable, found),
            StmtKind::For { target: variable, body, .. } => {
                target(variable, found);
                assigned_globals(body, found);
            }
            StmtKind::If { body, orelse, .. } => {
                assigned_globals(body, found);
                assigned_globals(orelse, found);
            }
            StmtKind::AsyncWith { body, .. } => assigned_globals(body, found),
            StmtKind::Try { body, handlers, finally } => {
                assigned_globals(body, found);
                handlers.iter().for_each(|handler| assigned_globals(&handler.body, found));
                assigned_globals(finally, found);
            }
            StmtKind::Pass | StmtKind::Expr(_) | StmtKind::Return(_) | StmtKind::Raise(_) => {}
        }
    }
}

fn keyword_name(name: Keyword) -> &'static str {
    match name {
        Keyword::Name => "name",
        Keyword::ReturnExceptions => "return_exceptions",
    }
}

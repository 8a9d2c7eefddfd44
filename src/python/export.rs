//! A program as Python that does by itself what its directives have done to it from outside.

use std::fmt::Write as _;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use crate::program::{Act, Intervention};

use super::diagnostic::Diagnostic;
use super::directives::directives;
use super::lines::Lines;
use super::parse::parse;

/// What carries out a list of interventions: text that is put before the program.
const FROM_OUTSIDE: &str = include_str!("outside.py");

/// A program that any CPython runs as we do, directives and all. The same text if there are none.
///
/// # Errors
///
/// What is wrong with the text.
pub fn export(text: &str) -> Result<String, Vec<Diagnostic>> {
    let lines = Lines::new(text);
    let module = parse(text, &lines)?;
    let found = directives(text);
    if found.is_empty() {
        return Ok(text.to_owned());
    }
    // A docstring and imports from the future stand before everything else.
    let first = |(at, statement): &(usize, &Stmt)| match statement {
        Stmt::Expr(statement) => *at == 0 && matches!(*statement.value, Expr::StringLiteral(_)),
        Stmt::ImportFrom(import) => import.module.as_ref().is_some_and(|module| module == "__future__"),
        _ => false,
    };
    let head = module.body.iter().enumerate().take_while(first).last();
    let after = head.map_or(0, |(_, statement)| statement.end().to_usize());
    let after = text[after..].find('\n').map_or(text.len(), |end| after + end + 1);
    let (head, rest) = if head.is_some() { text.split_at(after) } else { ("", text) };
    let mut out = head.to_owned();
    if !head.is_empty() {
        out.push('\n');
    }
    out.push_str(FROM_OUTSIDE);
    out.push_str("_from_outside([\n");
    found.iter().for_each(|directive| out.push_str(&entry(&directive.intervention)));
    out.push_str("])\n\n");
    for (number, line) in (1..).zip(rest.lines()) {
        // What is done by timers is not to be done by directives as well.
        let number = number + head.lines().count() as u32;
        if !found.iter().any(|directive| directive.line == number) {
            out.push_str(line);
            out.push('\n');
        }
    }
    Ok(out)
}

/// An intervention as an element of the list.
fn entry(Intervention { at_secs, turns, act }: &Intervention) -> String {
    let mut entry = format!("    ({at_secs:?}, {turns}, ");
    let written = match act {
        Act::Cancel { task } => write!(entry, "\"cancel\", {task:?}, None"),
        Act::Interrupt => write!(entry, "\"interrupt\", None, None"),
        Act::SetEvent { event } => write!(entry, "\"Event\", {event}, None"),
        Act::PutItem { queue, item } => write!(entry, "\"Queue\", {queue}, lambda: ({item})"),
        Act::Resolve { future, result: value } | Act::Fail { future, error: value } => {
            write!(entry, "\"Future\", {future}, lambda: ({value})")
        }
    };
    debug_assert!(written.is_ok(), "a text takes what is written to it");
    entry.push_str("),\n");
    entry
}

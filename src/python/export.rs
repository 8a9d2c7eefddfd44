//! A program as Python that does by itself what its directives have done to it from outside.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::diagnostic::Diagnostic;
use super::directives::directives;
use super::lines::Lines;
use super::outside::timers_of_any;
use super::parse::parse;

/// A program that any CPython runs as we do, directives and all. The same text if there are none.
///
/// # Errors
///
/// What is wrong with the text.
pub fn export(text: &str) -> Result<String, Vec<Diagnostic>> {
    let lines = Lines::new(text);
    let module = parse(text, &lines)?.module;
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
    out.push_str(&timers_of_any(found.iter().map(|directive| &directive.intervention)));
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

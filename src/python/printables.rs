//! What a text can print: its calls of `print()`, as far as their arguments are written out.

use std::rc::Rc;

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{Arguments, Expr, FStringPart, InterpolatedStringElement, Stmt};
use ruff_text_size::Ranged;

use super::lines::Lines;
use super::parse::{Parsed, parse};
use crate::program::Printable;

/// The places of a text that print, in the order of the text. Empty if it is no program.
pub fn printables(text: &str) -> Vec<Printable> {
    let lines = Lines::new(text);
    let Ok(Parsed { module, .. }) = parse(text, &lines) else { return Vec::new() };
    let mut reader = Reader { lines, function: "".into(), found: Vec::new() };
    reader.visit_body(&module.body);
    reader.found
}

struct Reader<'a> {
    lines: Lines<'a>,
    function: Rc<str>,
    found: Vec<Printable>,
}

impl<'a> StatementVisitor<'a> for Reader<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => {
                let outer = std::mem::replace(&mut self.function, function.name.as_str().into());
                walk_stmt(self, stmt);
                self.function = outer;
            }
            Stmt::Expr(statement) => {
                if let Expr::Call(call) = &*statement.value
                    && let Expr::Name(name) = &*call.func
                    && name.id.as_str() == "print"
                {
                    let (line, _) = self.lines.place(call.start());
                    self.print(line, &call.arguments);
                }
            }
            _ => walk_stmt(self, stmt),
        }
    }
}

impl Reader<'_> {
    fn print(&mut self, line: u32, arguments: &Arguments) {
        if arguments.find_keyword("file").is_some() {
            return;
        }
        let mut parts = Parts::default();
        for (at, argument) in arguments.args.iter().enumerate() {
            if at > 0 {
                match arguments.find_keyword("sep") {
                    Some(sep) => parts.expr(&sep.value),
                    None => parts.text(" "),
                }
            }
            parts.expr(argument);
        }
        if let Some(end) = arguments.find_keyword("end") {
            parts.expr(&end.value);
        }
        let (block, function) = (None, self.function.clone());
        let mut lines = vec![(Vec::<Rc<str>>::new(), (false, false))];
        for part in parts.0 {
            let Some((texts, is_open)) = lines.last_mut() else { break };
            match part {
                None if texts.is_empty() => *is_open = (true, true),
                None => is_open.1 = true,
                Some(text) => {
                    let mut rows = text.split('\n');
                    if let Some(first) = rows.next().filter(|row| !row.is_empty()) {
                        texts.push(first.into());
                        is_open.1 = false;
                    }
                    for row in rows {
                        let texts = if row.is_empty() { vec![] } else { vec![row.into()] };
                        lines.push((texts, (false, false)));
                    }
                }
            }
        }
        for (texts, is_open) in lines {
            if !texts.is_empty() || is_open.0 {
                self.found.push(Printable { block, line, function: function.clone(), texts, is_open });
            }
        }
    }
}

/// Texts that are written out, with nothing for what is not; no two texts beside each other.
#[derive(Default)]
struct Parts(Vec<Option<String>>);

impl Parts {
    fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Some(last)) => last.push_str(text),
            _ => self.0.push(Some(text.to_owned())),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::StringLiteral(literal) => self.text(literal.value.to_str()),
            Expr::FString(string) => {
                for part in &string.value {
                    match part {
                        FStringPart::Literal(literal) => self.text(&literal.value),
                        FStringPart::FString(string) => {
                            for element in &string.elements {
                                match element {
                                    InterpolatedStringElement::Literal(literal) => self.text(&literal.value),
                                    InterpolatedStringElement::Interpolation(_) => self.0.push(None),
                                }
                            }
                        }
                    }
                }
            }
            _ => self.0.push(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        printables(text)
            .iter()
            .map(|place| {
                let texts: Vec<&str> = place.texts.iter().map(|text| &**text).collect();
                let (open, close) = place.is_open;
                let mark = |is_open| if is_open { "*" } else { "" };
                format!("{} {}: {}{}{}", place.line, place.function, mark(open), texts.join("*"), mark(close))
            })
            .collect()
    }

    #[test]
    fn what_is_written_out_is_known() {
        let text = "print('a', 1, f'b{c}d')\nasync def f():\n  try:\n    print('x\\ny')\n  finally:\n    print(g())\nprint()\n";
        assert_eq!(places(text), ["1 : a * b*d", "4 f: x", "4 f: y", "6 f: **"]);
        assert_eq!(
            places("print('a', 'b', sep='-')\nprint('e', file=x)\nprint('s', end='!')\n"),
            ["1 : a-b", "3 : s!"]
        );
        assert!(places("this is no program").is_empty());
    }
}

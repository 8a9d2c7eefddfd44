//! Keywords that are misspelt, as CPython's tracebacks find them (`TracebackException._find_keyword_typos`).

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use crate::order;
use crate::python::diagnostic::Diagnostic;
use crate::python::lines::Lines;
use crate::vm::exceptions::suggestions::nearest;
use crate::vm::library::collections::KEYWORDS;

/// So many names of a line are tried.
const MOST_NAMES: usize = 10;
/// So many keywords are tried for each.
const MOST_KEYWORDS: usize = 3;
/// In a longer text no name is tried: each takes parsing it once more.
const LONGEST: usize = 1 << 14;

/// Says of the first error which keyword was meant, if a name in its line is nearly one, and nothing would be wrong with that.
pub fn name_mistyped(errors: &mut [Diagnostic], text: &str) {
    let Some(error) = errors.first_mut() else { return };
    let is_told = !error.message.starts_with("invalid syntax") || error.message.contains("Maybe you meant");
    let before: usize = text.split_inclusive('\n').take(error.span.line as usize - 1).map(str::len).sum();
    if !is_told
        && before < LONGEST
        && let Some((range, message)) = mistyped(text, before)
    {
        *error = Diagnostic { span: Lines::new(text).span(range), message, hint: None };
    }
}

/// The first name of the line that begins at `start` that is nearly a keyword.
fn mistyped(text: &str, start: usize) -> Option<(TextRange, String)> {
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let names = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Name && (start..end).contains(&token.start().to_usize()));
    for token in names.take(MOST_NAMES) {
        let range = token.range();
        let name = &text[range.to_std_range()];
        let is_indented = text[start..].starts_with([' ', '\t']);
        for keyword in candidates(name) {
            if matches!(keyword, "return" | "yield" | "await" | "break" | "continue" | "nonlocal")
                && !is_indented
            {
                continue;
            }
            let (before, after) = (&text[..range.start().to_usize()], &text[range.end().to_usize()..end]);
            if is_beginning(&format!("{before}{keyword}{after}")) {
                let message = format!("invalid syntax. Did you mean '{keyword}'?");
                return Some((range, message));
            }
        }
    }
    None
}

/// The keywords that are near a name, the nearest ones first.
fn candidates(name: &str) -> Vec<&'static str> {
    let mut alike: Vec<(usize, &str)> = Vec::new();
    for keyword in KEYWORDS.split_whitespace() {
        // `difflib`: twice what both have in common of what both have, here in thousandths.
        let ratio = 2000 * in_common(keyword.as_bytes(), name.as_bytes()) / (keyword.len() + name.len());
        if ratio >= 500 {
            alike.push((ratio, keyword));
        }
    }
    order::sort(&mut alike);
    let first = nearest(name, KEYWORDS.split_whitespace());
    let alike = alike.into_iter().rev().map(|(_, keyword)| keyword).take(MOST_KEYWORDS);
    first.into_iter().chain(alike).take(MOST_KEYWORDS).filter(|keyword| *keyword != name).collect()
}

/// How many letters the longest stretch that both have, and what is before and behind it, have in common.
fn in_common(a: &[u8], b: &[u8]) -> usize {
    let (mut best, mut at) = (0, (0, 0));
    for i in 0..a.len() {
        for j in 0..b.len() {
            let same = a[i..].iter().zip(&b[j..]).take_while(|(a, b)| a == b).count();
            if same > best {
                (best, at) = (same, (i, j));
            }
        }
    }
    if best == 0 {
        return 0;
    }
    let (i, j) = at;
    best + in_common(&a[..i], &b[..j]) + in_common(&a[i + best..], &b[j + best..])
}

/// Whether nothing is wrong with a text but that it may go on.
fn is_beginning(text: &str) -> bool {
    let end = text.trim_end().len();
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let goes_on = |error: &ParseError| {
        let at_end = error.location.start().to_usize() >= end;
        at_end && matches!(error.error, ParseErrorType::OtherError(_) | ParseErrorType::Lexical(_))
    };
    parsed.errors().iter().all(goes_on)
}

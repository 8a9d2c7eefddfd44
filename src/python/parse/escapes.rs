//! Escapes in strings that mean nothing: CPython's parser warns of them.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextSize};

use crate::python::lines::Lines;
use crate::vm::code::SyntaxWarning;

/// The warnings of a text: one for each string, or part of one between the fields of an f-string.
pub(super) fn invalid_escapes(tokens: &Tokens, text: &str, lines: &Lines<'_>) -> Vec<SyntaxWarning> {
    if !text.contains('\\') {
        return Vec::new();
    }
    let warning = tokens.iter().filter_map(|token| {
        let is_text = matches!(
            token.kind(),
            TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle
        );
        let flags = token.string_flags().filter(|_| is_text)?;
        let source = text.get(token.range().to_std_range()).filter(|_| !flags.is_raw_string())?;
        let (at, escape, is_octal) = invalid_escape(source, flags.is_byte_string())?;
        let kind = if is_octal { "an invalid octal" } else { "an invalid" };
        let message = format!(
            "\"{escape}\" is {kind} escape sequence. Such sequences will not work in the future. Did you mean \
             \"\\{escape}\"? A raw string is also an option."
        );
        Some(SyntaxWarning { line: lines.place(token.start() + TextSize::new(at as u32)).0, message })
    });
    warning.collect()
}

/// The first escape that means nothing: where it is, its text, and whether it is a number that is too large.
#[inline(never)]
fn invalid_escape(source: &str, is_bytes: bool) -> Option<(usize, &str, bool)> {
    let mut at = 0;
    while let Some(found) = source[at..].find('\\') {
        let start = at + found;
        let next = source[start + 1..].chars().next()?;
        let end = start + 1 + next.len_utf8();
        match next {
            '4'..='7' => {
                let escape = source.get(start..start + 4)?;
                if escape[2..].bytes().all(|digit| matches!(digit, b'0'..=b'7')) {
                    return Some((start, escape, true));
                }
            }
            '\n' | '\r' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' | '0'..='3' => {}
            'N' | 'u' | 'U' if !is_bytes => {}
            _ => return Some((start, &source[start..end], false)),
        }
        at = end;
    }
    None
}

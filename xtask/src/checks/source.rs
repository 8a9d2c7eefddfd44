//! Reading Rust source just closely enough to search it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, InFile};

/// All Rust files below a folder, sorted.
pub fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).in_file(folder)? {
        let path = entry.in_file(folder)?.path();
        if path.is_dir() {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The source with comments and the insides of literals turned into spaces, so that searching it finds code alone.
/// Line breaks stay, and with them the line numbers.
pub fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let literal = skipped_length(rest, code.chars().next_back());
        if literal == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..literal].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[literal..];
        }
    }
    code
}

/// The length of the comment or literal that `rest` starts with; 0 if it starts with neither.
fn skipped_length(rest: &str, before: Option<char>) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment_length(rest);
    }
    if rest.starts_with('"') {
        return string_length(rest);
    }
    if rest.starts_with('r') && !before.is_some_and(|c| c.is_alphanumeric() && c != 'b') {
        return raw_string_length(rest);
    }
    if rest.starts_with('\'') {
        return char_length(rest);
    }
    0
}

fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    if !rest[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let inside = &rest[2 + hashes..];
    inside.find(&close).map_or(rest.len(), |at| 2 + hashes + at + close.len())
}

/// A character literal; 0 for a lifetime.
fn char_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |at| at + 4),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

/// The places where `word` stands on its own, as byte offsets.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// The line, counted from 1, that a byte offset lies in.
pub fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_no_code() {
        let source = "let a = \"todo! \\\" b\"; // todo!\n/* todo! /* x */ */ call('\"', '\\'', 'a');";
        let code = code_of(source);
        assert!(!code.contains("todo"), "{code}");
        assert!(code.contains("let a =") && code.contains("call("), "{code}");
        assert_eq!(line_of(&code, code.find("call").unwrap_or(0)), 2);
    }

    #[test]
    fn lifetimes_and_raw_strings_are_told_apart_from_characters() {
        let code = code_of("fn f<'a>(x: &'a str) -> &'a str { g(r#\"todo! \"quoted\" \"#); x }");
        assert!(code.contains("&'a str { g("), "{code}");
        assert!(!code.contains("todo") && code.contains("; x }"), "{code}");
    }

    #[test]
    fn words_stand_on_their_own() {
        assert_eq!(words("serde serde_json my_serde (serde)", "serde").count(), 2);
    }
}

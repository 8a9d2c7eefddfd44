//! `repr()` of str and bytes.

use std::fmt::Write;

use crate::vm::machine::owe;

/// `repr()` of a str.
pub fn quote_str(out: &mut String, text: &str) {
    owe(text.len() * if text.is_ascii() { 4 } else { 12 });
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in text.chars() {
        push_quoted(out, c, quote, is_printable(c));
    }
    out.push(quote);
}

/// `repr()` of bytes.
#[inline(never)]
pub fn quote_bytes(out: &mut String, bytes: &[u8]) {
    owe(bytes.len() * 4);
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        let c = char::from(byte);
        push_quoted(out, c, quote, matches!(c, ' '..='~'));
    }
    out.push(quote);
}

/// A character between quotes, as itself if it is `printable` and means nothing there.
fn push_quoted(out: &mut String, c: char, quote: char, printable: bool) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\\' => out.push_str("\\\\"),
        c if c == quote => {
            out.push('\\');
            out.push(c);
        }
        c if printable => out.push(c),
        c => escape(out, c),
    }
}

/// Whether a text could be a name (`str.isidentifier()`).
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether `repr()` shows a character as it is (`str.isprintable()`).
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    // The library escapes what is not printable, and marks that have nothing to stand on.
    let mut buffer = [0; 5];
    buffer[0] = b'a';
    let len = c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..=len]).is_ok_and(|text| text.escape_debug().nth(1) == Some(c))
}

/// `\x..`, `\u....` or `\U........`
pub fn escape(out: &mut String, c: char) {
    // Writing to a String never fails.
    let _ = match c as u32 {
        code @ 0..=0xff => write!(out, "\\x{code:02x}"),
        code @ 0x100..=0xffff => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    };
}

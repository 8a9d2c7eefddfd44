//! Texts as Python writes them.

use std::fmt::Write;

/// `repr()` of a text: in single quotes, unless it has these and no double ones.
pub fn repr_str(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c == quote => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if is_printable(c) => quoted.push(c),
            c => {
                let code = c as u32;
                _ = match code {
                    0..=0xff => write!(quoted, "\\x{code:02x}"),
                    0x100..=0xffff => write!(quoted, "\\u{code:04x}"),
                    _ => write!(quoted, "\\U{code:08x}"),
                };
            }
        }
    }
    quoted.push(quote);
    quoted
}

/// Whether `repr()` leaves a character as it is: not control characters, separators but the space, surrogates, private
/// and format characters (`str.isprintable()`).
fn is_printable(character: char) -> bool {
    if character == ' ' {
        return true;
    }
    let format = matches!(character,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}');
    !character.is_control() && !character.is_whitespace() && !format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_python_quotes_them() {
        let cases = [
            ("tea", "'tea'"),
            ("it's", "\"it's\""),
            ("it's \"so\"", "'it\\'s \"so\"'"),
            ("a\nb\t\\", "'a\\nb\\t\\\\'"),
            ("\u{7f}\u{0}", "'\\x7f\\x00'"),
            ("grün ☕", "'grün ☕'"),
            ("\u{200b}\u{a0}", "'\\u200b\\xa0'"),
        ];
        for (text, expected) in cases {
            assert_eq!(repr_str(text), expected);
        }
    }
}

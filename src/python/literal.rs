//! Values as Python writes them down.

use crate::program::{Constant, repr_float};

/// A constant as a Python expression.
pub(super) fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(number) => number.to_string(),
        Constant::Float(number) => float(*number),
        Constant::Str(text) => string(text),
    }
}

/// A number: as `repr()` writes it, which reads back as the same number, or a call for what has no literal.
fn float(number: f64) -> String {
    if number.is_finite() { repr_float(number) } else { format!("float(\"{}\")", repr_float(number)) }
}

/// A text in double quotes. What cannot be seen, and what would end the line, is escaped.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() && u32::from(c) <= 0xff => {
                quoted.push_str(&format!("\\x{:02x}", u32::from(c)))
            }
            c if is_invisible(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Separators of lines, and marks that have no width or turn the direction of a text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_so_that_they_read_back_the_same() {
        let cases = [
            ("plain", r#""plain""#),
            ("it's \"so\"", r#""it's \"so\"""#),
            ("a\\n", r#""a\\n""#),
            ("a\nb\tc\r", r#""a\nb\tc\r""#),
            ("\0\u{1b}\u{85}", r#""\x00\x1b\x85""#),
            ("caf\u{e9} \u{2713} \u{1f375}", "\"caf\u{e9} \u{2713} \u{1f375}\""),
            ("\u{202e}\u{2028}\u{feff}", r#""\u202e\u2028\ufeff""#),
        ];
        for (text, literal) in cases {
            assert_eq!(string(text), literal);
        }
    }
}

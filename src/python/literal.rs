//! Values as Python writes them down.

use crate::program::Constant;

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

/// A number as `repr()` writes it: the shortest digits that read back as the same number.
fn float(number: f64) -> String {
    if !number.is_finite() {
        return format!("float(\"{}\")", number.to_string().to_lowercase());
    }
    let shortest = format!("{number:e}");
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = number.to_string();
        return if plain.contains('.') { plain } else { format!("{plain}.0") };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
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
    fn floats_are_written_as_repr_writes_them() {
        let cases = [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (-0.0, "-0.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (0.000012, "1.2e-05"),
            (123456789.0, "123456789.0"),
            (9007199254740993.0, "9007199254740992.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
        ];
        for (number, text) in cases {
            assert_eq!(float(number), text);
        }
    }

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

//! JSON texts as documents: values that know where in the text they begin.
//!
//! Reading never panics, and takes time and stack in proportion to the text alone: what is nested too deep is refused.

use crate::program::parse_float;

/// A value and where it begins.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    /// Its first byte in the text.
    pub(crate) offset: usize,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    /// A number without a point and an exponent.
    Int(i64),
    /// The same, but larger than any `i64`.
    Huge(f64),
    /// A number with a point or an exponent.
    Float(f64),
    Text(String),
    List(Vec<Value>),
    /// In the order of the text; a name can stand there twice.
    Object(Vec<Field>),
}

/// A field of an object.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The first byte of its name in the text.
    pub(crate) offset: usize,
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// One step of the way to a value: into an object or into an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment {
    Key(&'static str),
    Index(usize),
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonError {
    /// Where in the text.
    pub(crate) offset: usize,
    pub(crate) message: &'static str,
}

/// How deep values may be nested.
const MAX_DEPTH: usize = 100;

impl Value {
    /// Reads a text.
    pub(crate) fn parse(text: &str) -> Result<Value, JsonError> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.blanks();
        match parser.peek() {
            None => Ok(value),
            Some(_) => parser.fail("trailing characters; this is not JSON"),
        }
    }

    /// The first field of that name, if it is an object that has one.
    pub(crate) fn field(&self, name: &str) -> Option<&Value> {
        match &self.kind {
            Kind::Object(fields) => fields.iter().find(|field| field.name == name).map(|field| &field.value),
            _ => None,
        }
    }

    /// The value at the end of a path; if it leads nowhere, the last value on it that exists.
    pub(crate) fn find(&self, path: &[Segment]) -> &Value {
        let mut found = self;
        for segment in path {
            let next = match (segment, &found.kind) {
                (Segment::Key(key), _) => found.field(key),
                (Segment::Index(index), Kind::List(values)) => values.get(*index),
                (Segment::Index(_), _) => None,
            };
            let Some(next) = next else { break };
            found = next;
        }
        found
    }

    /// What sort of value it is, for messages.
    pub(crate) fn sort(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "true or false",
            Kind::Int(_) | Kind::Huge(_) | Kind::Float(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }
}

/// Line and column, both from 1, of a byte of a text; at its end, of its last character.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column = last.chars().count() + usize::from(offset < text.len());
    (before.split('\n').count(), column.max(1))
}

/// A text in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\0'..='\u{1f}' => {
                quoted.push_str("\\u00");
                let digits = [u32::from(c) >> 4, u32::from(c) & 0xf];
                quoted.extend(digits.into_iter().filter_map(|digit| char::from_digit(digit, 16)));
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn fail<T>(&self, message: &'static str) -> Result<T, JsonError> {
        Err(JsonError { offset: self.at, message })
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes past a byte if it is the next one.
    fn takes(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.blanks();
        let offset = self.at;
        let kind = match self.peek() {
            None => return self.fail("EOF while parsing a value; the text is cut off"),
            Some(b'{' | b'[') if depth == MAX_DEPTH => {
                return self.fail("this is nested deeper than any scene");
            }
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => self.word()?,
        };
        Ok(Value { offset, kind })
    }

    fn word(&mut self) -> Result<Kind, JsonError> {
        let words = [("null", Kind::Null), ("true", Kind::Bool(true)), ("false", Kind::Bool(false))];
        for (word, kind) in words {
            if self.rest().starts_with(word) {
                self.at += word.len();
                return Ok(kind);
            }
        }
        self.fail("expected value; this is not JSON")
    }

    fn list(&mut self, depth: usize) -> Result<Kind, JsonError> {
        const CUT_OFF: &str = "EOF while parsing a list; the text is cut off";
        let mut values = Vec::new();
        while self.goes_on(b']', values.is_empty(), CUT_OFF, "expected `,` or `]`; this is not JSON")? {
            values.push(self.value(depth + 1)?);
        }
        Ok(Kind::List(values))
    }

    fn object(&mut self, depth: usize) -> Result<Kind, JsonError> {
        const CUT_OFF: &str = "EOF while parsing an object; the text is cut off";
        let mut fields = Vec::new();
        while self.goes_on(b'}', fields.is_empty(), CUT_OFF, "expected `,` or `}`; this is not JSON")? {
            let offset = self.at;
            if self.peek() != Some(b'"') {
                return self.fail("key must be a string; this is not JSON");
            }
            let name = self.string()?;
            self.blanks();
            if !self.takes(b':') {
                let is_end = self.peek().is_none();
                return self.fail(if is_end { CUT_OFF } else { "expected `:`; this is not JSON" });
            }
            let value = self.value(depth + 1)?;
            fields.push(Field { offset, name, value });
        }
        Ok(Kind::Object(fields))
    }

    /// Goes to the next element of a list or an object; false if that ends instead.
    fn goes_on(
        &mut self,
        end: u8,
        is_first: bool,
        cut_off: &'static str,
        expected: &'static str,
    ) -> Result<bool, JsonError> {
        // The first element stands behind the bracket that opens, the others behind commas.
        if is_first {
            self.at += 1;
        }
        self.blanks();
        if self.takes(end) {
            return Ok(false);
        }
        if !is_first && self.peek().is_some() {
            if !self.takes(b',') {
                return self.fail(expected);
            }
            self.blanks();
            if self.peek() == Some(end) {
                return self.fail("trailing comma; this is not JSON");
            }
        }
        if self.peek().is_none() { self.fail(cut_off) } else { Ok(true) }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        const CUT_OFF: &str = "EOF while parsing a string; the text is cut off";
        let mut string = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
                self.at += 1;
            }
            string.push_str(self.since(start));
            match self.peek() {
                None => return self.fail(CUT_OFF),
                Some(b'"') => break,
                Some(b'\\') => string.push(self.escape()?),
                Some(_) => {
                    return self.fail("control character found while parsing a string; this is not JSON");
                }
            }
        }
        self.at += 1;
        Ok(string)
    }

    /// The character that a backslash and what follows it stand for.
    fn escape(&mut self) -> Result<char, JsonError> {
        const INVALID: &str = "invalid escape; this is not JSON";
        self.at += 1;
        let c = match self.peek() {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut code = self.code_unit()?;
                // The halves of a pair of surrogates follow one another.
                if (0xd800..0xdc00).contains(&code) && self.rest().starts_with("\\u") {
                    self.at += 1;
                    let second = self.code_unit()?;
                    if !(0xdc00..0xe000).contains(&second) {
                        return self.fail(INVALID);
                    }
                    code = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
                }
                return char::from_u32(code).map_or_else(|| self.fail(INVALID), Ok);
            }
            _ => return self.fail(INVALID),
        };
        self.at += 1;
        Ok(c)
    }

    /// The four digits behind the `u` that comes next.
    fn code_unit(&mut self) -> Result<u32, JsonError> {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            match self.peek().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail("invalid escape; this is not JSON"),
            }
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<Kind, JsonError> {
        const INVALID: &str = "invalid number; this is not JSON";
        let start = self.at;
        self.takes(b'-');
        let whole = self.digits();
        if whole == 0 || (whole > 1 && self.text.as_bytes()[self.at - whole] == b'0') {
            return self.fail(INVALID);
        }
        let mut is_whole = true;
        if self.takes(b'.') {
            is_whole = false;
            if self.digits() == 0 {
                return self.fail(INVALID);
            }
        }
        if self.takes(b'e') || self.takes(b'E') {
            is_whole = false;
            if !self.takes(b'-') {
                self.takes(b'+');
            }
            if self.digits() == 0 {
                return self.fail(INVALID);
            }
        }
        let digits = self.since(start);
        let number = parse_float(digits).unwrap_or(f64::INFINITY);
        if !number.is_finite() {
            self.at = start;
            return self.fail("this number is larger than any that a scene can have");
        }
        Ok(match digits.parse() {
            // Whole numbers have no sign of zero.
            _ if !is_whole || digits == "-0" => Kind::Float(number),
            Ok(whole) => Kind::Int(whole),
            Err(_) => Kind::Huge(number),
        })
    }

    /// Goes past digits and says how many there were.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Segment::{Index, Key};
    use super::*;

    const TEXT: &str = "{\"a\": [1, {\"b\\\"]\": \"}\"}],\n \"b\" : [\n  \"é\", -2e5 ]}";

    #[test]
    fn a_path_leads_to_line_and_column() {
        let cases: &[(&[Segment], (usize, usize))] = &[
            (&[], (1, 1)),
            (&[Key("a")], (1, 7)),
            (&[Key("a"), Index(1)], (1, 11)),
            (&[Key("b")], (2, 8)),
            (&[Key("b"), Index(1)], (3, 8)),
            // What leads nowhere ends at the last value that exists.
            (&[Key("b"), Index(7), Key("x")], (2, 8)),
            (&[Key("zzz")], (1, 1)),
        ];
        let document = Value::parse(TEXT).unwrap();
        for (path, place) in cases {
            assert_eq!(line_and_column(TEXT, document.find(path).offset), *place, "{path:?}");
        }
    }

    /// The value as the library reads it.
    fn as_library(value: &Value) -> serde_json::Value {
        match &value.kind {
            Kind::Null => serde_json::Value::Null,
            Kind::Bool(value) => (*value).into(),
            Kind::Int(value) => (*value).into(),
            Kind::Huge(value) | Kind::Float(value) => (*value).into(),
            Kind::Text(text) => text.as_str().into(),
            Kind::List(values) => values.iter().map(as_library).collect(),
            Kind::Object(fields) => {
                fields.iter().map(|field| (field.name.clone(), as_library(&field.value))).collect()
            }
        }
    }

    /// Texts that are almost JSON.
    fn texts() -> impl Strategy<Value = String> {
        let token = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\": ",
            "\"",
            "\\",
            "\\u00e9",
            "\\ud83c\\udf75",
            "\\ud83c",
            "\n",
            " ",
            "-",
            "0",
            "12",
            ".5",
            "e3",
            "E-2",
            "1e400",
            "-0",
            "9007199254740993",
            "true",
            "null",
            "nul",
            "\u{1}",
            "é",
            "[1, 2]",
            "{\"a\": 1}",
        ]);
        prop::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #[test]
        fn a_text_is_read_as_the_library_reads_it(text in texts()) {
            let ours = Value::parse(&text).ok();
            let theirs: Option<serde_json::Value> = serde_json::from_str(&text).ok();
            prop_assert_eq!(ours.as_ref().map(as_library), theirs);
        }

        #[test]
        fn a_text_in_quotation_marks_reads_back_as_itself(text in any::<String>()) {
            let read = serde_json::from_str::<String>(&quoted(&text));
            prop_assert_eq!(read.ok(), Some(text.clone()));
            let ours = Value::parse(&quoted(&text)).unwrap();
            prop_assert!(matches!(ours.kind, Kind::Text(read) if read == text));
        }

        #[test]
        fn every_number_reads_back_as_itself(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            let ours = Value::parse(&format!("{number:e}")).unwrap();
            prop_assert!(matches!(ours.kind, Kind::Float(read) if read.to_bits() == bits));
        }
    }
}

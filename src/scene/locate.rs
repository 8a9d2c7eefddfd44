//! Finding the line and column of a value in a JSON text.

/// One step of the way to a value: into an object or into an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    Key(&'static str),
    Index(usize),
}

/// A path as people write it: `blocks[3].delay`.
pub(super) fn written(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Key(key) if text.is_empty() => text.push_str(key),
            Segment::Key(key) => {
                text.push('.');
                text.push_str(key);
            }
            Segment::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}

/// Line and column, both from 1, of the value at the end of a path in a text that is JSON. If the path leads
/// nowhere, that of the last value on it that exists.
pub(super) fn locate(text: &str, path: &[Segment]) -> (usize, usize) {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0 };
    scanner.blanks();
    let mut found = scanner.at;
    for segment in path {
        let entered = match segment {
            Segment::Key(key) => scanner.enter_object(key),
            Segment::Index(index) => scanner.enter_array(*index),
        };
        if !entered {
            break;
        }
        found = scanner.at;
    }
    let before = text.get(..found).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        self.blanks();
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        self.blanks();
        taken
    }

    /// Goes to the value of a key in the object that begins here.
    fn enter_object(&mut self, wanted: &str) -> bool {
        if !self.takes(b'{') {
            return false;
        }
        while self.peek() == Some(b'"') {
            let start = self.at;
            self.skip_string();
            let key = &self.bytes[start..self.at];
            if !self.takes(b':') {
                return false;
            }
            if key.len() == wanted.len() + 2 && &key[1..key.len() - 1] == wanted.as_bytes() {
                return true;
            }
            self.skip_value();
            if !self.takes(b',') {
                return false;
            }
        }
        false
    }

    /// Goes to an element of the array that begins here.
    fn enter_array(&mut self, index: usize) -> bool {
        if !self.takes(b'[') {
            return false;
        }
        for _ in 0..index {
            self.skip_value();
            if !self.takes(b',') {
                return false;
            }
        }
        self.peek().is_some_and(|byte| byte != b']')
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'"' => return,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
    }

    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.skip_string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
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
        ];
        for (path, place) in cases {
            assert_eq!(locate(TEXT, path), *place, "{}", written(path));
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_ends_at_the_last_value_that_exists() {
        assert_eq!(locate(TEXT, &[Key("b"), Index(7), Key("x")]), (2, 8));
        assert_eq!(locate(TEXT, &[Key("zzz")]), (1, 1));
        assert_eq!(locate("", &[Key("a")]), (1, 1));
    }
}

//! Which of two values is less, as far as their `repr()` says: a priority queue gives out the least one first, and a trace
//! knows of values no more than that text.

use std::cmp::Ordering;

use crate::program::parse_float;

/// How two values compare in Python: numbers, strings, and tuples and lists of such. `None` where the texts do not say.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    Both(one, other).values()
}

/// What is left to be read of both texts.
struct Both<'a>(&'a str, &'a str);

impl Both<'_> {
    /// Reads a value of each.
    fn values(&mut self) -> Option<Ordering> {
        let first = self.0.chars().next()?;
        match first {
            '(' => self.sequences(')'),
            '[' => self.sequences(']'),
            '\'' | '"' => self.strings(),
            _ => self.words(),
        }
    }

    /// Takes this character, each for itself.
    fn take(&mut self, c: char) -> [bool; 2] {
        [&mut self.0, &mut self.1].map(|text| match text.strip_prefix(c) {
            Some(rest) => {
                *text = rest.trim_start_matches(' ');
                true
            }
            None => false,
        })
    }

    fn sequences(&mut self, end: char) -> Option<Ordering> {
        if self.take(if end == ')' { '(' } else { '[' }) != [true; 2] {
            return None;
        }
        loop {
            match self.take(end) {
                [true, true] => return Some(Ordering::Equal),
                [true, false] => return Some(Ordering::Less),
                [false, true] => return Some(Ordering::Greater),
                [false, false] => {}
            }
            let order = self.values()?;
            if order.is_ne() {
                return Some(order);
            }
            self.take(',');
        }
    }

    fn strings(&mut self) -> Option<Ordering> {
        let quotes = [self.0, self.1].map(|text| text.chars().next().filter(|c| matches!(c, '\'' | '"')));
        let [one, other] = [quotes[0]?, quotes[1]?];
        let (mut ones, mut others) = (self.0.chars(), self.1.chars());
        ones.next();
        others.next();
        loop {
            // A text that ends too early is cut off.
            let (left, right) = (ones.next()?, others.next()?);
            match (left == one, right == other) {
                (true, true) => break,
                (true, false) => return Some(Ordering::Less),
                (false, true) => return Some(Ordering::Greater),
                // What is escaped is left alone.
                _ if left == '\\' || right == '\\' => return None,
                _ if left != right => return Some(left.cmp(&right)),
                _ => {}
            }
        }
        (self.0, self.1) = (ones.as_str(), others.as_str());
        Some(Ordering::Equal)
    }

    /// Numbers; of anything else it is only known when it is the same.
    fn words(&mut self) -> Option<Ordering> {
        let [one, other] = [&mut self.0, &mut self.1].map(word);
        if one == other {
            // `Job(...)`, `<Job object>`: nobody knows how these compare.
            return (!one.is_empty() && !self.0.starts_with(['(', '<'])).then_some(Ordering::Equal);
        }
        let order = parse_float(one)?.partial_cmp(&parse_float(other)?)?;
        // Two integers that no float tells apart.
        order.is_ne().then_some(order)
    }
}

/// Takes a number or a name.
fn word<'a>(text: &mut &'a str) -> &'a str {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
    let rest = text.trim_start_matches(is_inside);
    let word = text.strip_suffix(rest).unwrap_or_default();
    *text = rest;
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_compare_as_in_python() {
        for (less, more) in [
            ("2", "10"),
            ("-1", "0.5"),
            ("'a'", "'b'"),
            ("'a'", "'ab'"),
            ("'it'", "\"it's\""),
            ("(1, 'z')", "(2, 'a')"),
            ("(1, 'a')", "(1, 'b')"),
            ("(1,)", "(1, 0)"),
            ("(1, (2, 3))", "(1, (2, 4))"),
            ("(1, <Job object at 0x1>)", "(2, <Job object at 0x2>)"),
            ("[1, None, 2]", "[1, None, 3]"),
            ("(1, True)", "(2, None)"),
        ] {
            assert_eq!(compare(less, more), Some(Ordering::Less), "{less} {more}");
            assert_eq!(compare(more, less), Some(Ordering::Greater), "{less} {more}");
            assert_eq!(compare(less, less), if less.contains('<') { None } else { Some(Ordering::Equal) });
        }
    }

    #[test]
    fn what_a_text_does_not_say_is_not_guessed() {
        for (one, other) in [
            ("Job(1)", "Job(2)"),
            ("<Job 1>", "<Job 2>"),
            ("(1, Job(1))", "(1, Job(2))"),
            ("deploy", "backup"),
            ("1", "'1'"),
            ("9007199254740993", "9007199254740992"),
            ("'\\n'", "'\\t'"),
            ("", ""),
            ("(1", "(1"),
            ("'a", "'a"),
        ] {
            assert_eq!(compare(one, other), None, "{one} {other}");
        }
    }
}

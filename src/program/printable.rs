//! What a program can print, as far as its text says so.

use std::rc::Rc;

/// A place in a program that prints a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Printable {
    /// The block, for a program of blocks.
    pub block: Option<u32>,
    /// The line of the text, from 1, or the step of the block, from 0.
    pub line: u32,
    /// The function that it stands in; empty for none. For blocks the block's label.
    pub function: Rc<str>,
    /// What is printed: fixed texts, between any two of which anything may stand.
    pub texts: Vec<Rc<str>>,
    /// Whether anything may stand before the first and after the last of them.
    pub is_open: (bool, bool),
}

/// Between the texts of a place in a line that tells of it.
const GAP: char = '\u{1f}';

impl Printable {
    /// Whether it could print a line.
    pub fn could_print(&self, line: &str) -> bool {
        let Some((last, before)) = self.texts.split_last() else { return self.is_open.0 || line.is_empty() };
        let mut rest = line;
        for (at, text) in before.iter().enumerate() {
            let found =
                if at == 0 && !self.is_open.0 { rest.strip_prefix(&**text) } else { behind(rest, text) };
            let Some(found) = found else { return false };
            rest = found;
        }
        let is_first = before.is_empty() && !self.is_open.0;
        match (is_first, self.is_open.1) {
            (true, true) => rest.starts_with(&**last),
            (true, false) => rest == &**last,
            (false, true) => rest.contains(&**last),
            (false, false) => rest.ends_with(&**last),
        }
    }

    /// The one line that it can print, if there is just one.
    pub fn only(&self) -> Option<&Rc<str>> {
        match (&*self.texts, self.is_open) {
            ([text], (false, false)) => Some(text),
            _ => None,
        }
    }

    /// As a line, for a place of a text.
    pub fn to_line(&self) -> String {
        let flag = |is_set| if is_set { "1" } else { "0" };
        let function = if self.function.is_empty() { "-" } else { &self.function };
        let head = [&*self.line.to_string(), function, flag(self.is_open.0), flag(self.is_open.1)].join(" ");
        let texts = self.texts.join(&*GAP.to_string());
        [&*head, " ", flag(self.texts.is_empty()), " ", &texts, "\n"].concat()
    }

    /// What such a line tells of.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut words = line.splitn(6, ' ');
        let line = words.next()?.parse().ok()?;
        let function = words.next().filter(|name| *name != "-").unwrap_or_default().into();
        let mut flag = || words.next() == Some("1");
        let (is_open, is_empty) = ((flag(), flag()), flag());
        let texts = words.next()?;
        let texts = if is_empty { Vec::new() } else { texts.split(GAP).map(Rc::from).collect() };
        Some(Self { block: None, line, function, texts, is_open })
    }
}

/// What stands behind the first place where a text occurs.
fn behind<'a>(line: &'a str, text: &str) -> Option<&'a str> {
    line.split_once(text).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printable(texts: &[&str], is_open: (bool, bool)) -> Printable {
        let texts = texts.iter().map(|text| (*text).into()).collect();
        Printable { block: None, line: 3, function: "f".into(), texts, is_open }
    }

    #[test]
    fn a_place_that_prints_fits_the_lines_that_it_could_print() {
        let fixed = printable(&["done"], (false, false));
        assert!(fixed.could_print("done") && !fixed.could_print("done!") && !fixed.could_print(""));
        let open = printable(&["got ", " of "], (false, true));
        assert!(open.could_print("got 1 of 3") && open.could_print("got  of "));
        assert!(!open.could_print("has got 1 of 3") && !open.could_print("got 1"));
        let ends = printable(&["x", "s"], (true, false));
        assert!(ends.could_print("ax5s") && !ends.could_print("ax5s!"));
        assert!(printable(&[], (true, true)).could_print("anything"));
        assert!(printable(&[], (false, false)).could_print(""));
    }

    #[test]
    fn a_line_tells_all_of_it() {
        for place in [
            printable(&["a b", " c"], (true, false)),
            printable(&[], (true, true)),
            printable(&[""], (false, false)),
            Printable { function: "".into(), ..printable(&["x"], (false, true)) },
        ] {
            assert_eq!(Printable::from_line(place.to_line().trim_end_matches('\n')), Some(place));
        }
        assert_eq!(Printable::from_line("nonsense"), None);
    }
}

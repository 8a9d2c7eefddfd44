//! What lies below the text that is written: the numbers of its lines, what is wrong with them, and room for all of it. No more
//! of it is made anew than changes, since a key is pressed in programs of any length.

use std::rc::Rc;

use yew::Html;

use crate::ui::markup::{El, Part, el, keyed_part, part};
use crate::ui::workspace::Fault;

/// So many lines have their numbers in one element.
const TOGETHER: u32 = 250;
/// So many lines are looked at to find the widest of those whose characters are not all equally wide.
const CANDIDATES: usize = 8;
/// How many columns a tab takes at most, as in the stylesheet.
const TAB: usize = 4;

/// The sheet on which a text is written.
#[derive(PartialEq)]
pub struct Sheet {
    /// The text.
    pub text: Rc<str>,
    /// What is wrong with it.
    pub faults: Rc<Vec<Fault>>,
}

impl Part for Sheet {
    fn draw(&self) -> Html {
        let count = self.text.split('\n').count() as u32;
        let firsts = (1..=count).step_by(TOGETHER as usize);
        let numbers = firsts.map(|first| Numbers { first, count: TOGETHER.min(count + 1 - first) });
        // Whoever searches the page searches the text.
        let column = el("div[inert=true]").each(numbers.map(|numbers| keyed_part(numbers.first, numbers)));
        // Of what is wrong in one line, the first is marked.
        let is_first =
            |at: &usize| self.faults[..*at].iter().all(|before| before.line != self.faults[*at].line);
        let faulty = (0..self.faults.len()).filter(is_first).map(|at| &self.faults[at]);
        el("div.script__lines[aria-hidden=true]")
            .child(column)
            .child(part(Widest(widest(&self.text))))
            .each(faulty.filter_map(|fault| self.faulty(fault)))
            .into()
    }
}

impl Sheet {
    /// A line in which something is wrong: a copy of its text, which is not seen, with that part underlined.
    fn faulty(&self, fault: &Fault) -> Option<El> {
        let line = fault.line;
        let text = self.text.split('\n').nth(line.checked_sub(1)? as usize)?;
        // A fault that has no length is one character long.
        let start = offset_in(text, fault.column);
        let end = if fault.end_line > line { text.len() } else { offset_in(text, fault.end_column) };
        let end = if end > start { end } else { offset_in(text, fault.column + 1) };
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let wrong = if end > start { part(start, end) } else { " ".into() };
        let row = el("div.script__line[data-fault=true]")
            .attr("data-line", line.to_string())
            .attr("style", format!("--line-number:{line}"))
            .child(part(0, start))
            .child(el("u.script__fault").child(wrong))
            .child(part(end, text.len()));
        Some(row)
    }
}

/// The numbers of some lines, one behind the other.
#[derive(PartialEq)]
struct Numbers {
    first: u32,
    count: u32,
}

impl Part for Numbers {
    fn draw(&self) -> Html {
        let numbers = (self.first..).take(self.count as usize);
        let text: String = numbers.flat_map(|number| [number.to_string(), "\n".into()]).collect();
        el("div.script__numbers").attr("style", format!("--lines:{}", self.count)).child(text).into()
    }
}

/// Lines that are as wide as a text.
#[derive(PartialEq)]
struct Widest(String);

impl Part for Widest {
    fn draw(&self) -> Html {
        el("div.script__widest").child(self.0.clone()).into()
    }
}

/// The lines of which one is the widest: the longest of those whose characters are all equally wide, and of the others, whose
/// width only the browser knows, those that are probably wide.
fn widest(text: &str) -> String {
    let mut longest = "";
    let mut others: Vec<(usize, &str)> = Vec::new();
    for line in text.split('\n') {
        if line.is_ascii() && !line.contains('\t') {
            longest = if line.len() > longest.len() { line } else { longest };
            continue;
        }
        let columns = line.chars().map(columns).sum();
        let at = others.partition_point(|other| other.0 >= columns);
        if at < CANDIDATES {
            others.truncate(CANDIDATES - 1);
            others.insert(at, (columns, line));
        }
    }
    others.iter().fold(longest.to_owned(), |lines, (_, other)| lines + "\n" + other)
}

/// About so many columns a character takes.
fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        // Scripts from here on are written in characters that are wider than those of others.
        '\u{1100}'.. => 2,
        _ => 1,
    }
}

/// Where the character of a column (from 1) begins in a line, in bytes.
fn offset_in(line: &str, column: u32) -> usize {
    line.char_indices().nth(column.saturating_sub(1) as usize).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::widest;

    #[test]
    fn a_text_is_as_wide_as_its_longest_line() {
        assert_eq!(widest(""), "");
        assert_eq!(widest("a\nlonger\nb"), "longer");
    }

    #[test]
    fn lines_whose_width_only_the_browser_knows_are_looked_at_by_it() {
        let text = "plain and long\n\tx\nkurz ä\n名前は名前は\n";
        assert_eq!(widest(text), "plain and long\n名前は名前は\nkurz ä\n\tx");
    }

    #[test]
    fn of_many_lines_the_probably_widest_are_looked_at() {
        let text: String = (1..=40).map(|count| "ä".repeat(count) + "\n").collect();
        let lines = widest(&text);
        let lengths: Vec<usize> = lines.lines().map(|line| line.chars().count()).collect();
        assert_eq!(lengths, [0, 40, 39, 38, 37, 36, 35, 34, 33]);
    }
}

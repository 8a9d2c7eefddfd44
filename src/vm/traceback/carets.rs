//! The source lines of a frame, and the marks below them that show what of them was running.

use crate::vm::code::Span;

/// Where in a segment the marks differ: `left` and `right` are the characters between which they are carets.
#[derive(Debug, PartialEq, Eq)]
struct Anchors {
    left: usize,
    right: usize,
    is_call: bool,
}

/// The lines of the text that a span covers, indented, with marks below them where they do not cover it all.
pub(super) fn lines(text: &str, span: Span) -> String {
    let first = span.line as usize;
    let count = (span.end_line as usize).saturating_sub(first) + 1;
    let original: Vec<&str> = text.lines().skip(first.wrapping_sub(1)).take(count).collect();
    let Some(line) = original.first() else { return String::new() };
    let blank = |line: &str| line.chars().take_while(|letter| letter.is_whitespace()).count();
    let filled = original.iter().filter(|line| !line.trim().is_empty());
    let dedent = filled.map(|line| blank(line)).min().unwrap_or(0);
    let rows: Vec<Vec<char>> =
        original.iter().map(|line| line.trim_end().chars().skip(dedent).collect()).collect();
    if line.trim().is_empty() {
        return String::new();
    }
    let start = (span.column as usize).saturating_sub(1 + dedent).min(rows[0].len());
    let last = &rows[rows.len() - 1];
    let end = (span.end_column as usize).saturating_sub(1 + dedent).min(last.len());
    let segment: Vec<char> = segment(&rows, start, end);
    // Of the segment's characters those up to the end of each row.
    let anchors = find_anchors(&segment);
    let marked = should_mark(&rows, start, end, &segment, anchors.as_ref());
    let mut important = vec![0, rows.len() - 1];
    let position = |offset: usize| {
        let before = &segment[..offset];
        let row = before.iter().filter(|letter| **letter == '\n').count();
        let column = before.iter().rev().take_while(|letter| **letter != '\n').count();
        (row, if row == 0 { column + start } else { column })
    };
    let bounds = anchors.as_ref().map(|anchors| (position(anchors.left), position(anchors.right)));
    for (row, _) in bounds.iter().flat_map(|(left, right)| [left, right]) {
        important.extend([row.wrapping_sub(1), *row, row + 1].into_iter().filter(|row| *row < rows.len()));
    }
    crate::order::sort(&mut important);
    important.dedup();
    let show = |at: usize| {
        let row = &rows[at];
        let text: String = row.iter().collect();
        if !marked {
            return format!("    {text}\n");
        }
        let spaces = row.iter().take_while(|letter| letter.is_whitespace()).count();
        let length = if at + 1 == rows.len() { end } else { row.len() };
        let marks = (0..length).map(|column| {
            if column < spaces || (at == 0 && column < start) {
                return ' ';
            }
            match bounds {
                Some((left, right)) if (at, column) < left || (at, column) >= right => '~',
                _ => '^',
            }
        });
        format!("    {text}\n    {}\n", marks.collect::<String>())
    };
    let (mut result, mut before) = (String::new(), 0);
    for at in important {
        match at - before {
            0 | 1 => {}
            2 => result.push_str(&show(at - 1)),
            gap => result.push_str(&format!("    ...<{} lines>...\n", gap - 1)),
        }
        before = at;
        result.push_str(&show(at));
    }
    result
}

fn segment(rows: &[Vec<char>], start: usize, end: usize) -> Vec<char> {
    let mut all = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let from = if at == 0 { start } else { 0 };
        let to = if at + 1 == rows.len() { end.max(from) } else { row.len() };
        if at > 0 {
            all.push('\n');
        }
        all.extend(&row[from..to.min(row.len())]);
    }
    all
}

/// Whether marks say more than the lines themselves.
fn should_mark(
    rows: &[Vec<char>],
    start: usize,
    end: usize,
    segment: &[char],
    anchors: Option<&Anchors>,
) -> bool {
    let before: String = rows[0][..start].iter().collect();
    let before = before.trim();
    let after = &rows[rows.len() - 1][end..];
    let at_end = after.iter().all(|letter| letter.is_whitespace());
    if let Some(anchors) = anchors
        && anchors.is_call
    {
        let name = segment[..anchors.left].iter().all(|letter| letter.is_alphanumeric() || *letter == '_');
        let assigned = before.strip_suffix('=').is_some_and(|target| {
            !target.contains(':') && !target.ends_with(|letter: char| "+-*/%&|^@<>=!".contains(letter))
        });
        if at_end && ((before == "return" && name) || assigned) {
            return false;
        }
    }
    anchors.is_some() || !before.is_empty() || !at_end
}

/// How strongly a binary operator binds; 0 if it is none.
fn strength(operator: &str) -> u32 {
    match operator {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" | ">>" => 4,
        "+" | "-" => 5,
        "*" | "/" | "//" | "%" | "@" => 6,
        "**" => 7,
        _ => 0,
    }
}

/// What an expression's text is at its top: an operation, a call, a subscription, or none of them.
fn find_anchors(text: &[char]) -> Option<Anchors> {
    let (mut at, mut depth) = (0, 0usize);
    // Whether what came last can be an operand; the opening of the last group at the top, and whether it followed one.
    let (mut operand, mut opening, mut unary) = (false, None, false);
    let mut best: Option<(u32, usize, usize)> = None;
    while at < text.len() {
        let letter = text[at];
        let from = at;
        at += 1;
        match letter {
            _ if letter.is_whitespace() => {}
            '#' => at += text[at..].iter().take_while(|letter| **letter != '\n').count(),
            '"' | '\'' => {
                let triple = text.get(at) == Some(&letter) && text.get(at + 1) == Some(&letter);
                let width = if triple { 3 } else { 1 };
                at = from + width;
                while at < text.len() && !text[at..].starts_with(&[letter].repeat(width)) {
                    at += if text[at] == '\\' { 2 } else { 1 };
                }
                at = (at + width).min(text.len());
                operand = true;
            }
            '(' | '[' | '{' => {
                if depth == 0 {
                    opening = operand.then_some(from);
                }
                depth += 1;
                operand = false;
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                operand = true;
            }
            _ if letter.is_alphanumeric() || letter == '_' || letter == '.' => {
                while at < text.len() && (text[at].is_alphanumeric() || matches!(text[at], '_' | '.')) {
                    at += 1;
                }
                let word: String = text[from..at].iter().collect();
                let keyword = "and or not in is if else lambda await yield for raise return assert del import from with as";
                if depth == 0 && keyword.split(' ').any(|keyword| keyword == word) {
                    return None;
                }
                operand = true;
                if depth == 0 {
                    opening = None;
                }
            }
            _ => {
                let double = text.get(at).is_some_and(|next| *next == letter && "*/<>".contains(letter));
                at += usize::from(double);
                let operator: String = text[from..at].iter().collect();
                let strength = strength(&operator);
                if depth == 0 && strength == 0 && operator != "~" {
                    return None;
                }
                if depth == 0 && !operand {
                    unary |= best.is_none();
                } else if depth == 0
                    && best.is_none_or(|(known, ..)| strength < known || (strength == known && strength < 7))
                {
                    best = Some((strength, from, at));
                }
                operand = false;
            }
        }
    }
    if let Some((_, left, right)) = best {
        return Some(Anchors { left, right, is_call: false });
    }
    let left = opening.filter(|_| !unary)?;
    match text.last() {
        Some(')') => Some(Anchors { left, right: text.len(), is_call: true }),
        Some(']') => Some(Anchors { left, right: text.len(), is_call: false }),
        _ => None,
    }
}

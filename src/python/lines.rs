//! From offsets in a text to lines and columns.

use ruff_text_size::{TextRange, TextSize};

use crate::vm::code::Span;

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// Whether every character is one byte long, so that columns need no counting.
    ascii: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        Self { text, starts, ascii: text.is_ascii() }
    }

    /// The line and the column of an offset.
    pub(super) fn place(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_u32().min(self.text.len() as u32);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line.saturating_sub(1)];
        let column = if self.ascii {
            offset - start
        } else {
            self.text.get(start as usize..offset as usize).map_or(0, |before| before.chars().count() as u32)
        };
        (line as u32, column + 1)
    }

    /// The place of a range.
    pub(super) fn span(&self, range: TextRange) -> Span {
        let (line, column) = self.place(range.start());
        let (end_line, end_column) = self.place(range.end());
        Span { line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_as_in_python() {
        let lines = Lines::new("a\r\nü = 1\rx\n");
        assert_eq!(lines.place(TextSize::new(0)), (1, 1));
        assert_eq!(lines.place(TextSize::new(5)), (2, 2));
        assert_eq!(lines.place(TextSize::new(10)), (3, 1));
        assert_eq!(lines.place(TextSize::new(99)), (4, 1));
    }
}

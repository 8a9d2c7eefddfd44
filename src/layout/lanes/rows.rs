//! Which lanes are to be seen, some being folded away.

use std::ops::Range;

use super::Lanes;
use crate::trace::FutureId;

/// The lanes that are to be seen, from top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    // Positions of lanes. Invariant: rises.
    shown: Vec<usize>,
    // By lane: the row that it is seen in, its own or that of the lane that it is folded into.
    row_of: Vec<usize>,
}

impl Rows {
    /// All lanes but those below the folded ones.
    pub fn of(lanes: &Lanes, folded: &[FutureId]) -> Self {
        let mut rows = Rows { shown: Vec::new(), row_of: Vec::with_capacity(lanes.lanes.len()) };
        let mut at = 0;
        while let Some(lane) = lanes.lanes.get(at) {
            let row = rows.shown.len();
            rows.shown.push(at);
            let end = if folded.contains(&lane.task) { lane.end } else { at + 1 };
            rows.row_of.resize(end, row);
            at = end;
        }
        rows
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The position of the lane in a row.
    pub fn lane(&self, row: usize) -> Option<usize> {
        self.shown.get(row).copied()
    }

    /// The row that a lane is seen in: its own, or that of the lane that it is folded into.
    pub fn row_of(&self, lane: usize) -> usize {
        self.row_of.get(lane).copied().unwrap_or_default()
    }

    /// The lanes in some of the rows, each with its row.
    pub fn within(&self, rows: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
        let end = rows.end.min(self.shown.len());
        (rows.start.min(end)..end).map(|row| (row, self.shown[row]))
    }
}

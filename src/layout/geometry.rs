//! Where things are on the canvas: sizes of cards, ports, wires. World units; pure.

use crate::scene::{Block, BlockKind, Point};

/// Cards snap to multiples of this.
pub const GRID: f64 = 8.0;

/// How far from a card's edge a dropped wire still hits it.
const REACH: f64 = 12.0;

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

/// An axis-parallel rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Its extent.
    pub size: Size,
}

impl Rect {
    /// The rectangle between two corners, whichever they are.
    pub fn between(a: Point, b: Point) -> Self {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        Rect { x, y, size: Size { width: (a.x - b.x).abs(), height: (a.y - b.y).abs() } }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.size.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.size.height
    }

    /// The point in the middle.
    pub fn centre(&self) -> Point {
        Point { x: self.x + self.size.width / 2.0, y: self.y + self.size.height / 2.0 }
    }

    /// The same, larger by so much on every side.
    pub fn grown(&self, by: f64) -> Self {
        let size = Size { width: self.size.width + 2.0 * by, height: self.size.height + 2.0 * by };
        Rect { x: self.x - by, y: self.y - by, size }
    }

    /// The same, larger, so that every side is at a multiple of a step.
    pub fn spread(&self, step: f64) -> Self {
        let (low, high) = (|at: f64| (at / step).floor() * step, |at: f64| (at / step).ceil() * step);
        let (x, y) = (low(self.x), low(self.y));
        let size = Size { width: high(self.right()) - x, height: high(self.bottom()) - y };
        Rect { x, y, size }
    }

    /// Whether a point is inside.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether the two share any point.
    pub fn touches(&self, other: &Rect) -> bool {
        self.x <= other.right()
            && other.x <= self.right()
            && self.y <= other.bottom()
            && other.y <= self.bottom()
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect::between(
            Point { x: self.x.min(other.x), y: self.y.min(other.y) },
            Point { x: self.right().max(other.right()), y: self.bottom().max(other.bottom()) },
        )
    }
}

/// The size of the card of a task.
pub const TASK_SIZE: Size = Size { width: 208.0, height: 88.0 };

/// The same where many cards have to be seen at once.
pub const SMALL_TASK_SIZE: Size = Size { width: 208.0, height: 56.0 };

/// The size of the card of what waits for others.
pub const WRAPPER_SIZE: Size = Size { width: 208.0, height: 56.0 };

/// The size of the card of such a block. It depends on nothing that is measured, so that nothing ever jumps.
pub fn card_size(kind: &BlockKind) -> Size {
    match kind {
        BlockKind::Task { .. } => TASK_SIZE,
        BlockKind::Gather { .. } | BlockKind::Shield { .. } | BlockKind::Timeout { .. } => WRAPPER_SIZE,
    }
}

/// The size of the card that stands for the main coroutine.
pub const MAIN_SIZE: Size = Size { width: 144.0, height: 40.0 };

/// Where the card of a block is.
pub fn card_rect(block: &Block) -> Rect {
    Rect { x: block.position.x, y: block.position.y, size: card_size(&block.kind) }
}

/// Where a card's wires to its children begin.
pub fn out_port(card: &Rect) -> Point {
    Point { x: card.centre().x, y: card.bottom() }
}

/// Where the wires from a card's parents end.
pub fn in_port(card: &Rect) -> Point {
    Point { x: card.centre().x, y: card.y }
}

/// The nearest grid point.
pub fn snapped(point: Point) -> Point {
    Point { x: (point.x / GRID).round() * GRID, y: (point.y / GRID).round() * GRID }
}

/// Whether something dropped at a point is meant for the card.
pub fn is_aimed_at(card: &Rect, point: Point) -> bool {
    card.grown(REACH).contains(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn snapping_goes_to_the_nearest_grid_point() {
        assert_eq!(snapped(point(11.0, -5.0)), point(8.0, -8.0));
    }
}

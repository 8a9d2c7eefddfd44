//! Where things are on the canvas: sizes of cards, ports, wires. World units; pure.

use crate::program::fixed;
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

/// A wire from a parent's lower port to a child's upper port: a curve that leaves and arrives vertically.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wire {
    /// The parent's port.
    pub from: Point,
    /// The child's port.
    pub to: Point,
}

impl Wire {
    /// How far the curve's handles reach. A child above its parent needs longer ones, to go round.
    fn reach(&self) -> f64 {
        let drop = self.to.y - self.from.y;
        if drop >= 0.0 { (drop * 0.5).max(16.0) } else { 48.0 + (-drop * 0.35).min(160.0) }
    }

    /// The curve as SVG path data.
    pub fn path(&self) -> String {
        let (Wire { from, to }, reach) = (self, self.reach());
        let at = |x: f64, y: f64| format!("{} {}", fixed(x, 1), fixed(y, 1));
        let handles = (at(from.x, from.y + reach), at(to.x, to.y - reach));
        format!("M{}C{} {} {}", at(from.x, from.y), handles.0, handles.1, at(to.x, to.y))
    }

    /// The point at a fraction of the way, from 0 at the parent to 1 at the child.
    pub fn at(&self, fraction: f64) -> Point {
        let (t, reach) = (fraction.clamp(0.0, 1.0), self.reach());
        let rest = 1.0 - t;
        let cubic = |a: f64, b: f64, c: f64, d: f64| {
            rest * rest * rest * a + 3.0 * rest * rest * t * b + 3.0 * rest * t * t * c + t * t * t * d
        };
        Point {
            x: cubic(self.from.x, self.from.x, self.to.x, self.to.x),
            y: cubic(self.from.y, self.from.y + reach, self.to.y - reach, self.to.y),
        }
    }

    /// How far a point is from the curve.
    pub fn distance_to(&self, point: Point) -> f64 {
        const PARTS: u32 = 24;
        (0..=PARTS)
            .map(|part| self.at(f64::from(part) / f64::from(PARTS)))
            .map(|on_wire| (on_wire.x - point.x).hypot(on_wire.y - point.y))
            .fold(f64::INFINITY, f64::min)
    }

    /// A rectangle that contains the curve.
    pub fn bounds(&self) -> Rect {
        Rect::between(self.from, self.to).grown(if self.to.y >= self.from.y { 4.0 } else { self.reach() })
    }
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
    fn a_wire_begins_and_ends_at_its_ports() {
        let wire = Wire { from: point(10.0, 20.0), to: point(300.0, 200.0) };
        assert_eq!(wire.at(0.0), wire.from);
        assert_eq!(wire.at(1.0), wire.to);
    }

    #[test]
    fn a_point_on_the_wire_is_near_it_and_one_far_off_is_not() {
        let wire = Wire { from: point(0.0, 0.0), to: point(200.0, 160.0) };
        assert!(wire.distance_to(wire.at(0.4)) < 8.0);
        assert!(wire.distance_to(point(0.0, 160.0)) > 60.0);
    }

    #[test]
    fn the_bounds_contain_the_curve_even_upwards() {
        for to in [point(100.0, 120.0), point(-80.0, -200.0)] {
            let wire = Wire { from: point(0.0, 0.0), to };
            assert!((0..=20).all(|part| wire.bounds().contains(wire.at(f64::from(part) / 20.0))));
        }
    }

    #[test]
    fn snapping_goes_to_the_nearest_grid_point() {
        assert_eq!(snapped(point(11.0, -5.0)), point(8.0, -8.0));
    }
}

//! Wires: curves from a parent's lower port to a child's upper port, and how they get past the cards in between. World
//! units; pure.

use super::geometry::Rect;
use crate::order::sort_by;
use crate::program::fixed;
use crate::scene::Point;

/// How far a wire stays from the cards that it passes, as far as there is room.
const CLEAR: f64 = 12.0;
/// How near it may come to them.
const NEAR: f64 = 4.0;
/// A wire passes at most so many rows at another place than the one before.
const MOST_LANES: usize = 4;

/// Where a wire goes straight down between cards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Lane {
    x: f64,
    top: f64,
    bottom: f64,
}

/// A wire from a parent's lower port to a child's upper port: it leaves and arrives vertically.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wire {
    /// The parent's port.
    pub from: Point,
    /// The child's port.
    pub to: Point,
    /// From top to bottom; those behind the first without any height are none.
    lanes: [Lane; MOST_LANES],
}

/// A part of a wire.
struct Leg {
    from: Point,
    to: Point,
    is_straight: bool,
}

impl Leg {
    /// How far the curve's handles reach. A child above its parent needs longer ones, to go round.
    fn reach(&self) -> f64 {
        let drop = self.to.y - self.from.y;
        if drop >= 0.0 { (drop * 0.5).max(16.0) } else { 48.0 + (-drop * 0.35).min(160.0) }
    }

    /// About how long it is.
    fn length(&self) -> f64 {
        (self.to.x - self.from.x).hypot(self.to.y - self.from.y)
    }

    fn at(&self, t: f64) -> Point {
        let (reach, rest) = (self.reach(), 1.0 - t);
        if self.is_straight {
            return Point { x: self.from.x, y: self.from.y * rest + self.to.y * t };
        }
        let cubic = |a: f64, b: f64, c: f64, d: f64| {
            rest * rest * rest * a + 3.0 * rest * rest * t * b + 3.0 * rest * t * t * c + t * t * t * d
        };
        Point {
            x: cubic(self.from.x, self.from.x, self.to.x, self.to.x),
            y: cubic(self.from.y, self.from.y + reach, self.to.y - reach, self.to.y),
        }
    }

    /// What it does to a path that ends where it begins.
    fn path(&self) -> String {
        let at = |x: f64, y: f64| format!("{} {}", fixed(x, 1), fixed(y, 1));
        let (from, to, reach) = (self.from, self.to, self.reach());
        if self.is_straight {
            return "V".to_owned() + &fixed(to.y, 1);
        }
        format!("C{} {} {}", at(from.x, from.y + reach), at(to.x, to.y - reach), at(to.x, to.y))
    }
}

impl Wire {
    /// One that passes no cards.
    pub fn new(from: Point, to: Point) -> Self {
        Wire { from, to, lanes: Default::default() }
    }

    fn lanes(&self) -> impl Iterator<Item = &Lane> {
        self.lanes.iter().take_while(|lane| lane.bottom > lane.top)
    }

    fn legs(&self) -> impl Iterator<Item = Leg> {
        let mut from = self.from;
        let lanes = self.lanes().map(|lane| (Point { x: lane.x, y: lane.top }, lane.bottom));
        lanes.chain([(self.to, self.to.y)]).flat_map(move |(to, bottom)| {
            let curve = Leg { from, to, is_straight: false };
            from = Point { y: bottom, ..to };
            let lane = Leg { from: to, to: from, is_straight: true };
            [curve, lane].into_iter().filter(|leg| !leg.is_straight || leg.length() > 0.0)
        })
    }

    /// The wire as SVG path data.
    pub fn path(&self) -> String {
        let begin = ["M", &fixed(self.from.x, 1), " ", &fixed(self.from.y, 1)].concat();
        self.legs().fold(begin, |path, leg| path + &leg.path())
    }

    /// The point at a fraction of the way, from 0 at the parent to 1 at the child.
    pub fn at(&self, fraction: f64) -> Point {
        let fraction = fraction.clamp(0.0, 1.0);
        let length: f64 = self.legs().map(|leg| leg.length()).sum();
        let mut left = length * fraction;
        for leg in self.legs() {
            let own = leg.length();
            if left < own {
                return leg.at(left / own);
            }
            left -= own;
        }
        self.to
    }

    /// How far a point is from the wire.
    pub fn distance_to(&self, point: Point) -> f64 {
        const PARTS: u32 = 24;
        self.legs()
            .flat_map(|leg| (0..=PARTS).map(move |part| leg.at(f64::from(part) / f64::from(PARTS))))
            .map(|on_wire| (on_wire.x - point.x).hypot(on_wire.y - point.y))
            .fold(f64::INFINITY, f64::min)
    }

    /// A rectangle that contains the wire.
    pub fn bounds(&self) -> Rect {
        let reach = Leg { from: self.from, to: self.to, is_straight: false }.reach();
        let ends =
            Rect::between(self.from, self.to).grown(if self.to.y >= self.from.y { 4.0 } else { reach });
        self.lanes().fold(ends, |all, lane| {
            let (top, bottom) = (Point { x: lane.x, y: lane.top }, Point { x: lane.x, y: lane.bottom });
            all.union(&Rect::between(top, bottom).grown(4.0))
        })
    }
}

/// The cards that wires do not cross, as far as there is a way between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cards {
    /// From top to bottom.
    cards: Vec<Rect>,
    tallest: f64,
}

impl Cards {
    /// These cards.
    pub fn new(mut cards: Vec<Rect>) -> Self {
        sort_by_side(&mut cards, |card| card.y);
        let tallest = cards.iter().fold(0.0, |tallest: f64, card| tallest.max(card.size.height));
        Cards { cards, tallest }
    }

    /// A wire that goes down between the cards. Where there is no way, it goes straight on behind them.
    pub fn wire(&self, from: Point, to: Point) -> Wire {
        let direct = Wire::new(from, to);
        self.way(direct).unwrap_or(direct)
    }

    fn way(&self, mut wire: Wire) -> Option<Wire> {
        let (mut at, mut lanes) = (wire.from, 0usize);
        while let Some(card) = self.hit(at, wire.to) {
            let row = self.row(&card);
            let top = row.iter().fold(card.y, |top, card| top.min(card.y)).max(at.y);
            let bottom = row.iter().fold(card.bottom(), |bottom, card| bottom.max(card.bottom()));
            if bottom >= wire.to.y || bottom <= top {
                return None;
            }
            // The way with the smallest detour.
            let detour = |x: f64| (x - at.x).abs() + (x - wire.to.x).abs();
            let mut found: Option<f64> = None;
            for x in gaps(row, wire.to.x) {
                let is_shorter = found.is_none_or(|best| detour(x) < detour(best));
                if is_shorter && self.hit(at, Point { x, y: top }).is_none() {
                    found = Some(x);
                }
            }
            let x = found?;
            match lanes.checked_sub(1).map(|last| &mut wire.lanes[last]) {
                Some(last) if last.x == x => last.bottom = bottom,
                _ => {
                    *wire.lanes.get_mut(lanes)? = Lane { x, top, bottom };
                    lanes += 1;
                }
            }
            at = Point { x, y: bottom };
        }
        Some(wire)
    }

    /// Those that begin between two heights.
    fn between(&self, top: f64, bottom: f64) -> &[Rect] {
        let first = self.cards.partition_point(|card| card.y < top);
        let end = self.cards.partition_point(|card| card.y < bottom);
        &self.cards[first..end.max(first)]
    }

    /// The first card that a curve crosses. It may leave and reach one.
    fn hit(&self, from: Point, to: Point) -> Option<Rect> {
        const PARTS: u32 = 32;
        let leg = Leg { from, to, is_straight: false };
        (1..PARTS).map(|part| leg.at(f64::from(part) / f64::from(PARTS))).find_map(|at| {
            let near = self.between(at.y - self.tallest - NEAR, at.y + NEAR).iter();
            let is_between = |card: &&Rect| card.bottom() > from.y && card.y < to.y;
            let is_hit = |card: &&Rect| {
                card.y < at.y && at.y < card.bottom() && (card.x - NEAR..card.right() + NEAR).contains(&at.x)
            };
            near.filter(is_between).find(is_hit).copied()
        })
    }

    /// Those beside a card, from left to right, and itself.
    fn row(&self, card: &Rect) -> Vec<Rect> {
        let near = self.between(card.y - self.tallest, card.bottom()).iter();
        let mut row: Vec<Rect> = near.filter(|other| other.bottom() > card.y).copied().collect();
        sort_by_side(&mut row, |card| card.x);
        row
    }
}

fn sort_by_side(cards: &mut [Rect], side: fn(&Rect) -> f64) {
    sort_by(cards, |one, other| side(one).total_cmp(&side(other)));
}

/// Where a wire can pass a row: between its cards, and on both sides of it, as near to where it goes as there is room.
fn gaps(row: Vec<Rect>, to_x: f64) -> Vec<f64> {
    let mut gaps = Vec::new();
    let mut left = f64::NEG_INFINITY;
    for card in row {
        let right = card.x;
        if right - left >= 2.0 * NEAR {
            let middle = (left + right) / 2.0;
            let is_wide = right - left >= 2.0 * CLEAR;
            gaps.push(if is_wide { to_x.clamp(left + CLEAR, right - CLEAR) } else { middle });
        }
        left = left.max(card.right());
    }
    gaps.push(to_x.max(left + CLEAR));
    gaps
}

#[cfg(test)]
mod tests {
    use super::super::geometry::{Size, in_port, out_port};
    use super::*;

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn card(x: f64, y: f64) -> Rect {
        Rect { x, y, size: Size { width: 208.0, height: 88.0 } }
    }

    /// Whether a wire goes behind a card.
    fn crosses(wire: &Wire, card: &Rect) -> bool {
        (0..=400)
            .map(|part| wire.at(f64::from(part) / 400.0))
            .any(|at| card.x < at.x && at.x < card.right() && card.y < at.y && at.y < card.bottom())
    }

    #[test]
    fn a_wire_begins_and_ends_at_its_ports() {
        let wire = Wire::new(point(10.0, 20.0), point(300.0, 200.0));
        assert_eq!(wire.at(0.0), wire.from);
        assert_eq!(wire.at(1.0), wire.to);
    }

    #[test]
    fn a_point_on_the_wire_is_near_it_and_one_far_off_is_not() {
        let wire = Wire::new(point(0.0, 0.0), point(200.0, 160.0));
        assert!(wire.distance_to(wire.at(0.4)) < 8.0);
        assert!(wire.distance_to(point(0.0, 160.0)) > 60.0);
    }

    #[test]
    fn the_bounds_contain_the_curve_even_upwards() {
        for to in [point(100.0, 120.0), point(-80.0, -200.0)] {
            let wire = Wire::new(point(0.0, 0.0), to);
            assert!((0..=20).all(|part| wire.bounds().contains(wire.at(f64::from(part) / 20.0))));
        }
    }

    #[test]
    fn a_wire_that_crosses_no_card_goes_straight_there() {
        let (from, to) = (point(104.0, 88.0), point(500.0, 300.0));
        let wire = Cards::new(vec![card(0.0, 0.0), card(396.0, 300.0), card(800.0, 144.0)]).wire(from, to);
        assert_eq!(wire, Wire::new(from, to));
    }

    #[test]
    fn wires_to_every_row_of_cards_go_down_between_those_of_the_rows_above() {
        // Five rows of five below one.
        let above = card(464.0, 0.0);
        let below: Vec<Rect> =
            (0..25).map(|n| card(f64::from(n % 5) * 232.0, 144.0 + f64::from(n / 5) * 112.0)).collect();
        let cards = Cards::new(below.iter().copied().chain([above]).collect());
        for to in &below {
            let wire = cards.wire(out_port(&above), in_port(to));
            assert_eq!((wire.at(0.0), wire.at(1.0)), (out_port(&above), in_port(to)));
            let crossed = below.iter().filter(|card| crosses(&wire, card)).count();
            assert_eq!(crossed, 0, "{to:?}: {}", wire.path());
            assert!((0..=40).all(|part| wire.bounds().contains(wire.at(f64::from(part) / 40.0))));
        }
    }

    #[test]
    fn a_wire_goes_round_a_card_that_stands_alone_in_its_way() {
        let (above, between, below) = (card(0.0, 0.0), card(8.0, 144.0), card(0.0, 300.0));
        let cards = Cards::new(vec![above, between, below]);
        let wire = cards.wire(out_port(&above), in_port(&below));
        assert!(!crosses(&wire, &between), "{}", wire.path());
    }

    #[test]
    fn where_there_is_no_way_between_cards_a_wire_goes_behind_them() {
        // Cards that overlap the one that is aimed at.
        let (above, between, below) = (card(0.0, 0.0), card(8.0, 144.0), card(0.0, 200.0));
        let cards = Cards::new(vec![above, between, below]);
        let (from, to) = (out_port(&above), in_port(&below));
        assert_eq!(cards.wire(from, to), Wire::new(from, to));
    }
}

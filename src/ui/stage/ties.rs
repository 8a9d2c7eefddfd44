//! What ties cards together at a moment of a run: who waits at what, and the way that the last cancellation took. Above
//! the wires, which a scene has without any run.

use std::rc::Rc;

use yew::{AttrValue, Html};

use crate::layout::geometry::{Rect, in_port, out_port};
use crate::layout::picture::Picture;
use crate::layout::wire::Wire;
use crate::playback::StepKind;
use crate::program::fixed;
use crate::scene::{BlockId, Point};
use crate::ui::markup::{El, el, fragment};
use crate::ui::tale::{Link, Tale};

/// More numbers than that nobody reads.
const MOST_NUMBERS: usize = 60;
/// More ways than that are a tangle: as many as a program has cards, so that whoever cancels each of them is seen to.
const MOST_WAYS: usize = 400;
/// How far above a card something begins that comes from nowhere on the canvas.
const FALL: f64 = 44.0;
/// By how much the stamp that tells what became of a request sticks out above its card. What falls on the card ends there,
/// and does not cross the stamp's words.
const STAMP: f64 = 14.0;

/// What ties cards together: pairs of an upper and a lower card.
#[derive(Clone, Default)]
pub struct Ties {
    /// Who waits at what.
    pub waits: Rc<Vec<(BlockId, BlockId)>>,
    /// What hangs below what for as long as something between them is not there.
    pub bridges: Rc<Vec<(BlockId, BlockId)>>,
    /// The story of the last cancellation, for the ways that it took where there is no wire.
    pub tale: Rc<Tale>,
}

impl Ties {
    /// Whether both look alike.
    pub fn look_like(&self, other: &Ties) -> bool {
        Rc::ptr_eq(&self.waits, &other.waits)
            && Rc::ptr_eq(&self.bridges, &other.bridges)
            && (Rc::ptr_eq(&self.tale, &other.tale) || ways(&self.tale).eq(ways(&other.tale)))
    }
}

/// The ways that a cancellation took between cards without a wire, the first ones: finding a way takes time, and tasks that
/// cancel each other take one from each to each. They go below other cards.
fn ways(tale: &Tale) -> impl Iterator<Item = (StepKind, BlockId, BlockId)> + '_ {
    let is_free = |link: &&Link| link.wires.is_empty();
    let ends = |link: &Link| Some((link.kind, link.from?, link.to));
    tale.links.iter().filter(is_free).filter_map(ends).take(MOST_WAYS)
}

/// Whether two stories look alike: of a long one, only the beginning has numbers.
pub fn tales_look_alike(one: &Tale, other: &Tale) -> bool {
    let head = |tale: &Tale| (tale.begins(), tale.origin, tale.by);
    head(one) == head(other) && one.links.iter().take(MOST_NUMBERS).eq(other.links.iter().take(MOST_NUMBERS))
}

/// A line from each task that waits to where it waits.
pub struct WaitLayer<'a> {
    pub picture: &'a Picture,
    pub ties: &'a Ties,
}

impl WaitLayer<'_> {
    /// Draws it.
    pub fn draw(&self) -> Html {
        // One path for all that wait at the same card: there may be a thousand.
        let mut ties: Vec<(BlockId, String, String)> = Vec::new();
        for (from, to) in self.ties.waits.iter() {
            let Some(wire) = self.picture.wire_between(*from, *to) else { continue };
            let (path, head) = (wire.path(), arrow_head(wire.to));
            match ties.iter_mut().find(|(known, ..)| known == to) {
                Some((_, all, from_all)) => {
                    all.push_str(&path);
                    from_all.push_str(&format!(" {}", from.0));
                }
                None => ties.push((*to, head + &path, from.0.to_string())),
            }
        }
        let tie = |(to, path, from): (BlockId, String, String)| {
            el("path.tie").key(to.0).attr("data-at", to.0.to_string()).attr("data-from", from).attr("d", path)
        };
        let bridge = |(from, to): &(BlockId, BlockId)| {
            let wire = self.picture.bridge(*from, *to)?;
            Some(el("path.wire wire--starts").attr("d", AttrValue::from(wire.path())))
        };
        let way = |(kind, from, to): (StepKind, BlockId, BlockId)| {
            let path = self.picture.wire_between(from, to)?.path();
            Some(el("path.tale__way").attr("data-kind", kind.word()).attr("d", AttrValue::from(path)))
        };
        el("svg.wires[aria-hidden=true]")
            .child(el("g").each(self.ties.bridges.iter().filter_map(bridge)))
            .child(el("g").each(ties.into_iter().map(tie)))
            .child(el("g").each(ways(&self.ties.tale).filter_map(way)))
            .into()
    }
}

fn arrow_head(at: Point) -> String {
    let (x, y) = (fixed(at.x, 1), fixed(at.y - 1.0, 1));
    format!("M{x} {y}l-4.5 -8M{x} {y}l4.5 -8")
}

/// The way that the last cancellation took, with its origin and a number for every part of it.
pub struct TaleLayer<'a> {
    pub picture: &'a Picture,
    pub tale: &'a Tale,
}

impl TaleLayer<'_> {
    /// Draws it.
    pub fn draw(&self) -> Html {
        let TaleLayer { picture, tale } = self;
        let links = tale.links.iter().take(MOST_NUMBERS).filter_map(|link| self.link(link));
        let origin = origin_of(picture, tale).map(|at| {
            // Beside the point where it begins, so that the wire stays free, and on the side where no number is hidden. What
            // somebody outside asked for has its room on the right.
            let is_left =
                tale.origin.is_some() && self.numbers_beside(at, -1.0) < self.numbers_beside(at, 1.0);
            let (x, anchor) = if is_left { ("-12", "end") } else { ("12", "start") };
            let label = el("text.tale__by[y=4]").attr("x", x).attr("text-anchor", anchor).child(tale.by);
            let mark = el("path.tale__origin[d=M0 -7L7 0L0 7L-7 0Z]");
            el("g.tale__start").attr("transform", moved(at)).child(mark).child(label)
        });
        el("svg.wires wires--tale[aria-hidden=true]").child(el("g").each(links)).child(origin).into()
    }
}

impl TaleLayer<'_> {
    /// How many numbers would be hidden by what is written on one side of a point: on the right of it, or (-1) on the left.
    fn numbers_beside(&self, at: Point, side: f64) -> usize {
        const LABEL: f64 = 100.0;
        const HALF: f64 = 17.0;
        let numbers = self.tale.links.iter().take(MOST_NUMBERS).filter_map(|link| Some(self.way(link)?.1));
        let is_hidden = |number: &Point| {
            (4.0..LABEL).contains(&((number.x - at.x) * side)) && (number.y - at.y).abs() < HALF
        };
        numbers.filter(is_hidden).count()
    }

    /// The wire that a link takes, and where its number is.
    fn way(&self, link: &Link) -> Option<(Wire, Point)> {
        let picture = self.picture;
        let fall = |id| picture.faces.get(id).map(|face| fall(rects(picture), &face.rect));
        // The wire itself shows that it was taken.
        let (wire, number_at) = match (&*link.wires, link.from) {
            ([.., last], _) => (picture.wire(*last)?.wire, 0.5),
            // Near its end, where no other card is.
            ([], Some(from)) => (picture.wire_between(from, link.to)?, 0.75),
            ([], None) => (fall(&link.to)?, 0.5),
        };
        let at = match link.kind {
            // Beside the bar with which the shield stops it.
            StepKind::Held => Point { x: wire.at(0.26).x + 24.0, ..wire.at(0.26) },
            _ => wire.at(number_at),
        };
        // Beside where it begins, if there is no room between that and the card.
        let is_short = is_fall(link) && wire.to.y - wire.from.y < FALL;
        let at = if is_short { Point { x: wire.from.x - 20.0, ..wire.from } } else { at };
        Some((wire, at))
    }

    fn link(&self, link: &Link) -> Option<El> {
        let (wire, at) = self.way(link)?;
        let circle = el("circle.tale__dot[r=8.5]");
        let number = el("text.tale__number[y=3.5]").child(link.number.to_string());
        let path = is_fall(link).then(|| {
            let stamp = Point { y: (wire.to.y - STAMP).max(wire.from.y), ..wire.to };
            el("path.tale__way").attr("d", AttrValue::from(Wire::new(wire.from, stamp).path()))
        });
        let badge = el("g").attr("transform", moved(at)).child(circle).child(number);
        Some(
            el("g.tale__link")
                .key(link.number)
                .attr("data-kind", link.kind.word())
                .attr("data-number", link.number.to_string())
                .child(fragment().child(path))
                .child(badge),
        )
    }
}

/// Whether it falls on a card from outside.
fn is_fall(link: &Link) -> bool {
    link.wires.is_empty() && link.from.is_none()
}

/// Where a cancellation begins: below the card of who asked, or above the card that somebody outside asked.
fn origin_of(picture: &Picture, tale: &Tale) -> Option<Point> {
    if tale.is_empty() {
        return None;
    }
    match tale.origin {
        Some(origin) => {
            let port = out_port(&picture.faces.get(&origin)?.rect);
            Some(Point { y: port.y + 14.0, ..port })
        }
        None => {
            let first = tale.links.first()?;
            Some(fall(rects(picture), &picture.faces.get(&first.to)?.rect).from)
        }
    }
}

fn rects(picture: &Picture) -> impl Iterator<Item = Rect> + '_ {
    picture.faces.values().map(|face| face.rect)
}

/// How something falls on a card from outside: from so high that who asked can be told there, beside it, without hiding
/// the card above.
fn fall(cards: impl Iterator<Item = Rect>, card: &Rect) -> Wire {
    const MARK: f64 = 10.0;
    const LABEL: f64 = 120.0;
    let to = in_port(card);
    let told = Rect::between(
        Point { x: to.x - MARK, y: to.y - FALL - MARK },
        Point { x: to.x + LABEL, y: to.y - FALL + MARK },
    );
    let above = cards.filter(|other| other.bottom() <= card.y && other.touches(&told));
    let free = above.fold(f64::INFINITY, |free: f64, other| free.min(to.y - other.bottom()));
    Wire::new(Point { x: to.x, y: to.y - FALL.min(free * 0.55) }, to)
}

fn moved(at: Point) -> String {
    format!("translate({} {})", fixed(at.x, 1), fixed(at.y, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::Size;

    #[test]
    fn of_tasks_that_cancel_each_other_the_first_ways_are_drawn() {
        let link = |from: u32, to: u32| Link {
            number: from * 100 + to,
            kind: StepKind::Asked,
            from: Some(BlockId(from)),
            to: BlockId(to),
            wires: Vec::new().into(),
        };
        let mut tale = Tale::default();
        tale.links = (0..100).flat_map(|from| (100..200).map(move |to| link(from, to))).collect();
        let drawn: Vec<_> = ways(&tale).collect();
        assert_eq!(drawn.len(), MOST_WAYS);
        assert_eq!(drawn[150], (StepKind::Asked, BlockId(1), BlockId(150)));
    }

    #[test]
    fn what_comes_from_outside_begins_below_the_card_above() {
        let card = |x: f64, y: f64| Rect { x, y, size: Size { width: 208.0, height: 88.0 } };
        let asked = card(0.0, 124.0);
        let height = |cards: &[Rect]| {
            let wire = fall(cards.iter().copied(), &asked);
            wire.to.y - wire.from.y
        };
        assert_eq!(height(&[asked, card(240.0, 0.0)]), FALL, "there is room");
        let below = height(&[asked, card(0.0, 0.0)]);
        assert!((15.0..25.0).contains(&below), "between two cards that are 36 apart: {below}");
    }
}

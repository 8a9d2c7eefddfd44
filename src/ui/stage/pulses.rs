//! What moves on the stage, as shapes. What a shape is says what moves, its direction where that comes from, its colour
//! which state it brings. What travels does so among the wires, beneath the cards: it hides nothing of those that it passes,
//! and goes into the one that it comes to. What happens on a card is seen above it.

use std::cell::RefCell;

use web_sys::Element;

use super::route::{BREAK_AT, Map, Route, Sign, Track, line_of};
use crate::layout::geometry::Rect;
use crate::playback::Player;
use crate::program::fixed;
use crate::scene::Point;
use crate::trace::EventIndex;
use crate::web::document;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Where nothing is to move, what is on its way is shown in the middle of it, and what happens on a card as it has come
/// out.
const STILL: (f64, f64) = (0.5, 0.7);

/// From farthest off, of what moves in a crowd about so many are shown: nobody can follow more.
const CROWD: usize = 20;

const DIAMOND: &str = "M0 -8.5L8.5 0L0 8.5L-8.5 0Z";
const DISC: &str = "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z";
const ARROW: &str = "M0 -9L8.5 6H-8.5Z";
const TOKEN: &str = "M-8 -5H8V5H-8Z";
const CLOCK: &str = "M-7.5 0a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0ZM0 -4.5V0L3.2 2";
/// What becomes of a sign that a shield breaks.
pub const BROKEN: &str = "M-13 0H13M-9 -5L-13 -12M9 -5L13 -12M0 -6V-14";
/// What is around a sign that travels.
pub const HALO: &str = "M-12 0a12 12 0 1 0 24 0a12 12 0 1 0 -24 0Z";
const RING: &str = "M-24 0a24 24 0 1 0 48 0a24 24 0 1 0 -48 0Z";
const CUP: &str = "M-13 -3v3a13 13 0 0 0 26 0v-3";

/// The layers of what moves.
pub struct Pulses {
    above: Element,
    beneath: Element,
    moves_little: bool,
    pool: RefCell<Vec<Pulse>>,
}

/// One of what moves, as a canvas shows it from far off.
pub struct FarPulse {
    pub sign: Sign,
    pub at: Point,
    pub scale: f64,
    pub opacity: f64,
    pub is_broken: bool,
}

/// The elements of one of them, and what they show.
struct Pulse {
    group: Element,
    sign: Element,
    mark: Element,
    is_above: bool,
    shows: Option<(Route, bool)>,
}

/// Whether a motion stands for so many: always the same ones, from its beginning to its end.
fn is_one_in(event: EventIndex, many: usize) -> bool {
    // Mixed, for what moves in a crowd often has events at even distances.
    let mixed = (event.0.wrapping_mul(0x9E37_79B1) >> 16) as usize;
    many < 2 || mixed.is_multiple_of(many)
}

/// How a motion looks at a moment. Numbers are relative to `at`.
struct Pose {
    at: Point,
    scale: f64,
    opacity: f64,
    is_broken: bool,
    /// Where the sign is above `at`, and how large.
    sign: Option<(f64, f64)>,
    /// How wide and how high the mark is.
    mark: Option<(f64, f64)>,
}

impl Pulses {
    /// Of the layers above and beneath the cards; what is in them is used again.
    pub fn new([above, beneath]: [Element; 2], moves_little: bool) -> Self {
        let mut pool = Vec::new();
        for (layer, is_above) in [(&above, true), (&beneath, false)] {
            let known = layer.children();
            pool.extend((0..known.length()).filter_map(|position| {
                let group = known.item(position)?;
                let (sign, mark) = (group.last_element_child()?, group.first_element_child()?);
                Some(Pulse { group, sign, mark, is_above, shows: None })
            }));
        }
        Pulses { above, beneath, moves_little, pool: RefCell::new(pool) }
    }

    /// Nothing moves.
    pub fn clear(&self) {
        self.pool.borrow_mut().drain(..).for_each(|pulse| pulse.group.remove());
    }

    /// What moves at the moment at which a player is. From farthest off, what happens on cards is not seen, and the rest is
    /// for a canvas to paint.
    pub fn paint(&self, map: &Map, player: &Player, is_farthest: bool) -> Vec<FarPulse> {
        let mut pool = self.pool.borrow_mut();
        let (mut count, mut far) = (0, Vec::new());
        let motions = player.motions();
        let is_seen =
            |route: &Route| !(is_farthest && matches!(route.track, Track::Card(_) | Track::Across(..)));
        let routes = motions.iter().filter_map(|motion| {
            let (route, progress) = map.route(motion)?;
            is_seen(&route).then_some((motion.event, route, progress))
        });
        let routes: Vec<(EventIndex, Route, f64)> = routes.collect();
        let every = if is_farthest { routes.len().div_ceil(CROWD) } else { 1 };
        for (_, route, progress) in routes.into_iter().filter(|(event, ..)| is_one_in(*event, every)) {
            let pose = pose(&route, progress, self.moves_little);
            if is_farthest {
                let Pose { at, scale, opacity, is_broken, .. } = pose;
                far.push(FarPulse { sign: route.sign, at, scale, opacity, is_broken });
                continue;
            }
            if count == pool.len() {
                let Some(pulse) = self.make() else { break };
                pool.push(pulse);
            }
            let is_above = matches!(route.track, Track::Card(_) | Track::Across(..));
            pool[count].stand(is_above, if is_above { &self.above } else { &self.beneath });
            pool[count].show(&route, &pose);
            count += 1;
        }
        pool.drain(count..).for_each(|pulse| pulse.group.remove());
        far
    }

    fn make(&self) -> Option<Pulse> {
        let page = document();
        let make = |tag, class| {
            let element = page.create_element_ns(Some(SVG), tag).ok()?;
            set(&element, "class", class);
            Some(element)
        };
        let (group, mark, sign) =
            (make("g", "pulse")?, make("path", "pulse__mark")?, make("path", "pulse__sign")?);
        group.append_child(&mark).ok()?;
        group.append_child(&sign).ok()?;
        self.above.append_child(&group).ok()?;
        Some(Pulse { group, sign, mark, is_above: true, shows: None })
    }
}

impl Pulse {
    /// Is put into a layer.
    fn stand(&mut self, is_above: bool, layer: &Element) {
        if self.is_above != is_above {
            self.is_above = is_above;
            // What is in one layer can be in another.
            let _ = layer.append_child(&self.group);
        }
    }

    fn show(&mut self, route: &Route, pose: &Pose) {
        let track = match route.track {
            Track::Card(_) => route.track,
            // Where it is changes with every frame, what it looks like does not.
            _ => Track::Card(Rect::default()),
        };
        let shows = Some((Route { track, ..*route }, pose.is_broken));
        if self.shows != shows {
            self.shows = shows;
            set(&self.group, "data-kind", route.sign.word());
            let is_on_card = matches!(route.track, Track::Card(_));
            set(&self.group, "data-on", if is_on_card { "card" } else { "way" });
            set(&self.group, "data-broken", if pose.is_broken { "true" } else { "false" });
            set(&self.sign, "d", if pose.is_broken { BROKEN } else { sign_of(route.sign) });
            set(&self.mark, "d", &mark_of(route));
            // Those of what travels stay as they are.
            set(&self.sign, "transform", "");
            set(&self.mark, "transform", "");
        }
        let Pose { at, scale, opacity, .. } = pose;
        let moved = ["translate(", &fixed(at.x, 1), " ", &fixed(at.y, 1), ") scale(", &fixed(*scale, 2), ")"];
        set(&self.group, "transform", &moved.concat());
        set(&self.group, "opacity", &fixed(*opacity, 2));
        if let Some((y, scale)) = pose.sign {
            let moved = ["translate(0 ", &fixed(-y, 1), ") scale(", &fixed(scale, 2), ")"];
            set(&self.sign, "transform", &moved.concat());
        }
        if let Some((x, y)) = pose.mark {
            set(&self.mark, "transform", &["scale(", &fixed(x, 3), " ", &fixed(y, 3), ")"].concat());
        }
    }
}

/// The shape of a sign.
pub fn sign_of(sign: Sign) -> &'static str {
    match sign {
        Sign::Cancel | Sign::Refused | Sign::Delivered | Sign::Caught | Sign::Swallowed => DIAMOND,
        Sign::Result => DISC,
        Sign::Exception | Sign::Cancelled | Sign::Reraised | Sign::Converted => ARROW,
        Sign::Turn => TOKEN,
        Sign::Wake | Sign::Expired => CLOCK,
    }
}

/// What is around a sign, or around what it happens to.
fn mark_of(route: &Route) -> String {
    let Track::Card(card) = route.track else { return HALO.to_owned() };
    let (half, high) = (card.size.width / 2.0, card.size.height / 2.0);
    match route.sign {
        Sign::Delivered => box_of(half + 4.0, 16.0),
        Sign::Caught => {
            let (x, y) = (half + 6.0, high + 6.0);
            bracket(-x, 12.0 - x, y) + &bracket(x, x - 12.0, y)
        }
        Sign::Swallowed => RING.to_owned(),
        Sign::Reraised => CUP.to_owned(),
        _ => HALO.to_owned(),
    }
}

fn box_of(half: f64, high: f64) -> String {
    let (x, y) = (fixed(half, 1), fixed(high, 1));
    ["M-", &x, " -", &y, "H", &x, "V", &y, "H-", &x, "Z"].concat()
}

/// One of two brackets around a card: from its feet to its back.
fn bracket(back: f64, feet: f64, high: f64) -> String {
    let (back, feet, y) = (fixed(back, 1), fixed(feet, 1), fixed(high, 1));
    ["M", &feet, " -", &y, "H", &back, "V", &y, "H", &feet].concat()
}

fn pose(route: &Route, progress: f64, is_still: bool) -> Pose {
    let (on_way, on_card) = if is_still { STILL } else { (progress, progress) };
    let on = |at| Pose { at, scale: 1.0, opacity: 1.0, is_broken: false, sign: None, mark: None };
    match route.track {
        Track::Down(wire) => on(wire.at(eased(on_way))),
        Track::Up(wire) => on(wire.at(1.0 - eased(on_way))),
        Track::Across(from, to) => {
            let x = from.x + (to.x - from.x) * eased((on_way * 1.5).min(1.0));
            Pose { opacity: faded(on_way), ..on(Point { x, ..to }) }
        }
        // The first part is its way, the rest is the breaking.
        Track::Breaks(wire) => {
            let (way, is_broken) = ((on_way / 0.4).min(1.0), on_way > 0.4 || is_still);
            let pose = on(wire.at(way * BREAK_AT));
            if !is_broken {
                return pose;
            }
            let opacity = (1.6 * (1.0 - on_way)).min(1.0);
            Pose { scale: 0.8 + 0.7 * on_way, opacity, is_broken, ..pose }
        }
        Track::Card(card) => Pose { opacity: faded(on_card), ..on_its_card(route.sign, &card, on_card, on) },
    }
}

/// What becomes of a CancelledError in a task.
fn on_its_card(sign: Sign, card: &Rect, progress: f64, on: impl Fn(Point) -> Pose) -> Pose {
    let (line, centre) = (line_of(card), card.centre());
    let part = |from: f64, to: f64| eased(((progress - from) / (to - from)).clamp(0.0, 1.0));
    let high = line.y - card.y;
    match sign {
        // It falls on the line, which lights up.
        Sign::Delivered => {
            let falls = (high + 20.0) * (1.0 - part(0.0, 0.35));
            Pose {
                sign: Some((falls, 1.0 - part(0.35, 0.55))),
                mark: Some((part(0.3, 0.6), 1.0)),
                ..on(line)
            }
        }
        // Something closes around the card that holds it.
        Sign::Caught => {
            let closes = 1.0 + 0.16 * (1.0 - part(0.0, 0.5));
            Pose { sign: Some((centre.y - line.y, 1.0)), mark: Some((closes, 1.0)), ..on(centre) }
        }
        // It bounces out of the card.
        Sign::Reraised => {
            Pose { sign: Some(((high + 30.0) * part(0.1, 0.8), 1.0)), mark: Some((1.0, 1.0)), ..on(line) }
        }
        // It goes under.
        Sign::Swallowed => {
            let left = 1.0 - part(0.05, 0.8);
            Pose { sign: Some((-16.0 * (1.0 - left), 1.15 * left)), mark: Some((left, left)), ..on(line) }
        }
        // It becomes another exception, at the mark of the timeout.
        _ => {
            let grows = 0.5 + 0.7 * part(0.0, 0.6);
            let at = Point { x: card.x + 25.0, ..centre };
            Pose { sign: Some((0.0, grows)), mark: Some((grows * 1.5, grows * 1.5)), ..on(at) }
        }
    }
}

/// It goes out at the end.
fn faded(progress: f64) -> f64 {
    (5.0 * (1.0 - progress)).min(1.0)
}

/// Slow, fast, slow.
fn eased(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

fn set(element: &Element, name: &str, value: &str) {
    // A valid name can always be set.
    let _ = element.set_attribute(name, value);
}

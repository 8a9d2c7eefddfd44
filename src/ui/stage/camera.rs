//! Which part of the canvas is seen, and how large. Pure.

use crate::layout::geometry::{Rect, Size};
use crate::scene::Point;

/// The smallest and the largest zoom.
const ZOOM_RANGE: (f64, f64) = (0.1, 3.0);
/// Below this zoom a card's small print cannot be read, and cards show their name in large letters instead.
const FAR: f64 = 0.6;
/// Below this zoom no letter can be read, and cards show their state by colour and shape alone.
const FARTHEST: f64 = 0.26;
/// Height of the strip at the lower edge of the stage that its controls may cover, in screen pixels.
const CONTROLS: f64 = 36.0;
/// Cards are at most so large where they are presented.
const PRESENTED: f64 = 1.6;
/// From this zoom on the texts of cards can be read.
const READABLE: f64 = 0.75;
/// What is little too high to be read is made so much smaller at most, and seen whole.
const NEARLY: f64 = 0.8;
/// On a stage narrower than this, in screen pixels, cards cannot all be seen and read.
const NARROW: f64 = 600.0;
/// A stage lower than this that is narrow too is what a frame leaves beside a question: who reads that scrolls nothing else.
const LOW: f64 = 440.0;
/// From this zoom on what is most important on cards can be read.
const LEGIBLE: f64 = 0.6;
/// What can be seen whole from this zoom on is not made larger for the sake of its texts.
const NEARLY_LEGIBLE: f64 = 0.36;
/// What would reach over more stages than this is shown whole: nobody finds anything in it otherwise.
const MOST_STAGES: f64 = 3.0;
/// Space that fitting leaves above and below the content, in screen pixels.
const MARGIN: f64 = 40.0;
/// The same beside it, where every pixel makes cards easier to read.
const MARGIN_BESIDE: f64 = 24.0;
/// So far above the middle the content stands at most, in screen pixels.
const LIFT: f64 = 20.0;

/// How much of a stage what is fitted to it can fill; none of one that is not laid out yet.
pub fn room_on(stage: Size) -> Size {
    let height = (stage.height - CONTROLS).max(0.0);
    Size { width: free_beside(stage.width), height: height - 2.0 * MARGIN.min(height / 12.0) }
}

/// How much of a stage's width is free for cards: on a phone, nearly all of it.
fn free_beside(width: f64) -> f64 {
    width - 2.0 * MARGIN_BESIDE.min(width / 32.0)
}

/// Maps the canvas to the stage: `screen = world * zoom + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Where the origin of the world is on the stage, in screen pixels.
    pub offset: Point,
    /// Screen pixels to a world unit.
    ///
    /// Invariant: within the zoom range.
    pub zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Camera { offset: Point { x: 0.0, y: 0.0 }, zoom: 1.0 }
    }
}

impl Camera {
    /// How far off the canvas is, for the stylesheet: the farther, the less cards show. `None` from near.
    pub fn distance(&self) -> Option<&'static str> {
        match self.zoom {
            _ if self.is_farthest() => Some("farthest"),
            zoom if zoom < FAR => Some("far"),
            _ => None,
        }
    }

    /// Whether cards show nothing but their state.
    pub fn is_farthest(&self) -> bool {
        self.zoom < FARTHEST
    }

    /// The point of the world at a point of the stage.
    pub fn world_from_screen(&self, screen: Point) -> Point {
        Point { x: (screen.x - self.offset.x) / self.zoom, y: (screen.y - self.offset.y) / self.zoom }
    }

    /// The point of the stage at a point of the world.
    pub fn screen_from_world(&self, world: Point) -> Point {
        Point { x: world.x * self.zoom + self.offset.x, y: world.y * self.zoom + self.offset.y }
    }

    /// Moved by so many screen pixels.
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        Camera { offset: Point { x: self.offset.x + dx, y: self.offset.y + dy }, ..*self }
    }

    /// Zoomed by a factor around a point of the stage, which stays where it is.
    pub fn zoomed(&self, factor: f64, around: Point) -> Self {
        self.at_zoom(self.zoom * factor, around)
    }

    /// At a certain zoom, with a point of the stage that stays where it is.
    pub fn at_zoom(&self, zoom: f64, around: Point) -> Self {
        let zoom = zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1);
        let world = self.world_from_screen(around);
        Camera { zoom, offset: Point { x: around.x - world.x * zoom, y: around.y - world.y * zoom } }
    }

    /// Shows a rectangle as [`Camera::fitting`] does, but so that its texts can be read: what is too high for that
    /// begins at the upper edge, and what is too wide for a narrow stage is seen in its middle; the rest is to be scrolled
    /// to, or comes into view when something happens to it.
    pub fn reading(content: Rect, stage: Size) -> Self {
        let fitted = Camera::fitting(content, stage);
        if stage.width < NARROW && stage.height < LOW && fitted.zoom >= NEARLY_LEGIBLE {
            return fitted;
        }
        let free = free_beside(stage.width).max(1.0);
        let whole = free / content.size.width.max(1.0);
        let is_wide = stage.width < NARROW && content.size.width * LEGIBLE <= stage.width * MOST_STAGES;
        let least = if is_wide && whole < NEARLY_LEGIBLE { LEGIBLE } else { ZOOM_RANGE.0 };
        let zoom = whole.max(least).min(READABLE);
        let high = (stage.height - CONTROLS - MARGIN).max(1.0) / content.size.height.max(1.0);
        let zoom = if high >= zoom * NEARLY { zoom.min(high) } else { zoom };
        if fitted.zoom >= zoom {
            return fitted;
        }
        let x = stage.width / 2.0 - content.centre().x * zoom;
        let middle = (stage.height - CONTROLS) / 2.0 - content.centre().y * zoom;
        let y = middle.max(MARGIN / 2.0 - content.y * zoom);
        Camera { offset: Point { x: x.round(), y: y.round() }, zoom }
    }

    /// Shows all of a rectangle in the middle of the stage, above its controls, never larger than life.
    pub fn fitting(content: Rect, stage: Size) -> Self {
        Camera::fitting_up_to(content, stage, 1.0)
    }

    /// The same for those who sit far off.
    pub fn presenting(content: Rect, stage: Size) -> Self {
        Camera::fitting_up_to(content, stage, PRESENTED)
    }

    fn fitting_up_to(content: Rect, stage: Size, most: f64) -> Self {
        let room = room_on(stage);
        let stage = Size { height: (stage.height - CONTROLS).max(1.0), ..stage };
        let (width, height) = (content.size.width.max(1.0), content.size.height.max(1.0));
        let zoom = (room.width / width).min(room.height / height).clamp(ZOOM_RANGE.0, most);
        let centre = content.centre();
        // A little above the middle, where the eye looks for it; what is told at the lower edge has room.
        let lift = ((stage.height - height * zoom) / 8.0).clamp(0.0, LIFT);
        let offset =
            Point { x: stage.width / 2.0 - centre.x * zoom, y: stage.height / 2.0 - lift - centre.y * zoom };
        Camera { offset: Point { x: offset.x.round(), y: offset.y.round() }, zoom }
    }

    /// The part of the world that is seen on a stage of that size.
    pub fn seen(&self, stage: Size) -> Rect {
        Rect::between(
            self.world_from_screen(Point { x: 0.0, y: 0.0 }),
            self.world_from_screen(Point { x: stage.width, y: stage.height }),
        )
    }

    /// Moved by as little as it takes to see all of a rectangle.
    pub fn revealing(&self, content: Rect, stage: Size) -> Self {
        let room = content.grown(24.0 / self.zoom);
        let seen = self.seen(stage);
        let shift = |low: f64, high: f64, from: f64, to: f64| {
            if low < from {
                from - low
            } else if high > to {
                (to - high).max(from - low)
            } else {
                0.0
            }
        };
        let dx = shift(room.x, room.right(), seen.x, seen.right());
        let dy = shift(room.y, room.bottom(), seen.y, seen.bottom());
        self.panned(dx * self.zoom, dy * self.zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: Size = Size { width: 800.0, height: 600.0 };

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, size: Size { width, height } }
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let camera = Camera { offset: Point { x: 30.0, y: -12.0 }, zoom: 0.8 };
        let pointer = Point { x: 300.0, y: 200.0 };
        let before = camera.world_from_screen(pointer);
        let after = camera.zoomed(1.7, pointer).world_from_screen(pointer);
        assert!((before.x - after.x).abs() < 1e-9 && (before.y - after.y).abs() < 1e-9);
    }

    #[test]
    fn zoom_stays_in_its_range() {
        let camera = Camera::default().zoomed(1e9, Point::default());
        assert_eq!(camera.zoom, 3.0);
        assert_eq!(camera.zoomed(1e-9, Point::default()).zoom, 0.1);
    }

    #[test]
    fn fitting_shows_all_of_it_and_never_magnifies() {
        let content = rect(-500.0, 100.0, 4000.0, 300.0);
        let seen = Camera::fitting(content, STAGE).seen(STAGE);
        assert!(seen.x < content.x && seen.right() > content.right());
        assert_eq!(Camera::fitting(rect(0.0, 0.0, 10.0, 10.0), STAGE).zoom, 1.0);
    }

    #[test]
    fn what_is_too_high_to_be_read_begins_at_the_top_and_what_is_too_wide_is_shown_whole() {
        let high = Camera::reading(rect(0.0, 0.0, 208.0, 3000.0), STAGE);
        assert_eq!((high.zoom, high.offset.y), (0.75, 20.0));
        let wide = rect(0.0, 0.0, 3000.0, 300.0);
        assert_eq!(Camera::reading(wide, STAGE), Camera::fitting(wide, STAGE));
        let nearly = rect(0.0, 0.0, 600.0, 800.0);
        let camera = Camera::reading(nearly, STAGE);
        assert_eq!((camera.zoom, camera.offset.y), (0.655, 20.0), "all of what is a little too high is seen");
    }

    #[test]
    fn on_a_phone_cards_can_be_read_even_if_not_all_are_seen() {
        let phone = Size { width: 390.0, height: 680.0 };
        let camera = Camera::reading(rect(0.0, 0.0, 1100.0, 500.0), phone);
        assert_eq!(camera.zoom, LEGIBLE);
        let middle = camera.screen_from_world(Point { x: 550.0, y: 250.0 });
        assert_eq!((middle.x, middle.y), (195.0, (680.0 - CONTROLS) / 2.0));
        let hundreds = rect(0.0, 0.0, 9000.0, 5000.0);
        assert_eq!(Camera::reading(hundreds, phone), Camera::fitting(hundreds, phone));
    }

    #[test]
    fn beside_a_question_in_a_frame_all_is_seen_whose_names_can_be_read() {
        let beside = Size { width: 420.0, height: 376.0 };
        let content = rect(0.0, 0.0, 440.0, 620.0);
        let camera = Camera::reading(content, beside);
        assert_eq!(camera, Camera::fitting(content, beside));
        assert!(camera.screen_from_world(Point { x: 0.0, y: 620.0 }).y < beside.height - CONTROLS);
        let higher = rect(0.0, 0.0, 440.0, 1200.0);
        assert_eq!(Camera::reading(higher, beside).zoom, 0.75, "what could not be read begins at the top");
    }

    #[test]
    fn revealing_moves_only_as_far_as_needed() {
        let camera = Camera::default();
        assert_eq!(camera.revealing(rect(100.0, 100.0, 50.0, 50.0), STAGE), camera);
        let moved = camera.revealing(rect(900.0, 100.0, 50.0, 50.0), STAGE);
        assert_eq!(moved.offset, Point { x: -174.0, y: 0.0 });
    }
}

//! The chain of an explanation on the canvas: its numbers at the cards that it tells of, and the way between them.

use std::rc::Rc;

use yew::Html;

use crate::layout::geometry::Rect;
use crate::layout::picture::Picture;
use crate::scene::BlockId;
use crate::ui::markup::{El, Part, el};
use crate::ui::words::{number, px};
use crate::ui::workspace::Explained;

/// How far apart the numbers of one card stand.
const STEP: f64 = 24.0;

/// A number of the chain, and the card where it stands.
#[derive(Clone, Copy, PartialEq)]
struct Mark {
    number: usize,
    card: BlockId,
    /// The middle of the number.
    x: f64,
    y: f64,
    is_root: bool,
}

/// The chain.
#[derive(PartialEq)]
pub struct WhyLayer(Vec<Mark>);

impl WhyLayer {
    /// The chain that is shown, on the cards that are drawn.
    pub fn of(why: &Rc<Explained>, picture: &Picture) -> Self {
        let mut marks: Vec<Mark> = Vec::new();
        let last = why.cards.len();
        for (at, card) in why.cards.iter().enumerate() {
            let Some(face) = card.and_then(|card| picture.faces.get(&card)) else { continue };
            let before = marks.iter().filter(|mark| mark.card == face.id).count();
            let Rect { x, y, size } = face.rect;
            // As many as the card has room for; the later ones stand closer together.
            let room = (size.width / STEP).max(1.0) - 1.0;
            // Below: what the story of a cancellation says stands above.
            let (x, y) = (x + 12.0 + (before as f64).min(room) * STEP, y + size.height + 4.0);
            marks.push(Mark { number: at + 1, card: face.id, x, y, is_root: at + 1 == last && at > 0 });
        }
        WhyLayer(marks)
    }

    /// The way from one number to the next one at another card.
    fn paths(&self) -> impl Iterator<Item = El> {
        self.0.windows(2).filter(|pair| pair[0].card != pair[1].card).map(|pair| {
            let (from, to) = (&pair[0], &pair[1]);
            // A bow, so that the way there and back can be told apart.
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let (cx, cy) = ((from.x + to.x) / 2.0 - dy * 0.12, (from.y + to.y) / 2.0 + dx * 0.12);
            let points = [from.x, from.y, cx, cy, to.x, to.y].map(number);
            let [x1, y1, cx, cy, x2, y2] = points.each_ref().map(|point| &**point);
            let path = ["M", x1, " ", y1, "Q", cx, " ", cy, " ", x2, " ", y2].concat();
            el("path.why-path").attr("d", path)
        })
    }
}

impl Part for WhyLayer {
    fn draw(&self) -> Html {
        let mark = |mark: &Mark| {
            el("span.why-mark")
                .attr("style", ["left:", &px(mark.x), ";top:", &px(mark.y)].concat())
                .mark("data-root", mark.is_root)
                .child(mark.number.to_string())
        };
        el("div.why-layer[aria-hidden=true]")
            .child(el("svg.wires wires--above").child(el("g").each(self.paths())))
            .each(self.0.iter().map(mark))
            .into()
    }
}

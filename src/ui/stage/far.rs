//! Cards from far off, where each is nothing but its state: one canvas shows them all, and a frame paints those that
//! changed, and what moves. A state is told by its colours and by what is drawn with them.

use std::cell::OnceCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

use super::camera::Camera;
use super::far_brush::{Brush, LARGE, LOOKS, Look, Spot, is_held};
use super::pulses::FarPulse;
use crate::layout::geometry::Size;
use crate::layout::picture::{Face, FaceKind};
use crate::order::sort_by;
use crate::scene::{BlockId, Kind, Point};
use crate::ui::status::Statuses;
use crate::ui::timeline::palette::Palette;
use crate::ui::words::px;
use crate::web::listen::Listener;
use crate::web::{self, attributes};

/// How wide a border is, and what is around a card that runs, in units of the world.
const BORDER: f64 = 4.0;
const HALO: f64 = 8.0;
/// So far from its middle is painted of what moves, before it is enlarged.
const REACH: f64 = 15.0;

/// A canvas in the page.
struct Page {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    probe: HtmlElement,
    /// Its colour changes with the theme, and takes a moment to.
    _recolours: Listener,
}

/// The cards that the canvas shows.
#[derive(Default)]
pub struct FarCards {
    page: Option<Page>,
    palette: Option<Palette>,
    // Invariant: rises by id.
    faces: Vec<Rc<Face>>,
    // Of the faces, once they are painted.
    spots: Vec<Spot>,
    // Which of them are painted with which, once that was asked: nearly none.
    touching: OnceCell<Vec<(usize, usize)>>,
    seen: Option<(Camera, Size, f64)>,
    is_stale: bool,
    changed: Vec<BlockId>,
    pulses: Vec<FarPulse>,
    border: f64,
    halo: f64,
}

impl FarCards {
    /// From now on it shows these.
    pub fn show(&mut self, faces: Vec<Rc<Face>>) {
        self.faces = faces;
        self.is_stale = true;
    }

    /// Another state of a card is to be shown.
    pub fn changed(&mut self, id: BlockId) {
        self.changed.push(id);
    }

    /// Says on the canvas whether elements do not tell yet what it shows in their place.
    pub fn mark_late(&self, is_late: bool) {
        let Some(page) = &self.page else { return };
        if is_late {
            attributes::set_word(&page.canvas, "data-late", "true");
        } else {
            attributes::remove(&page.canvas, "data-late");
        }
    }

    /// The page has other colours.
    pub fn recolour(&mut self, statuses: &Statuses) {
        self.palette = None;
        self.paint_all(statuses);
    }

    /// What part of the world is seen on which canvas; paints what is not painted yet.
    pub fn look(
        &mut self,
        canvas: Option<Element>,
        (camera, stage): (Camera, Size),
        recolours: impl Fn() + 'static,
        statuses: &Statuses,
    ) {
        let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok()) else {
            // Colours may be others when it is looked at again.
            (self.page, self.palette, self.seen) = (None, None, None);
            return;
        };
        if self.page.as_ref().is_none_or(|page| page.canvas != canvas) {
            self.page = page(canvas, recolours);
            self.seen = None;
        }
        let seen = Some((camera, stage, web::window().device_pixel_ratio().max(1.0)));
        if self.is_stale || self.seen != seen {
            self.seen = seen;
            self.place();
            self.paint_all(statuses);
        }
    }

    /// Paints what has changed.
    pub fn paint(&mut self, statuses: &Statuses) {
        let changed = std::mem::take(&mut self.changed);
        // What is stale is painted as soon as it is known what is seen of it.
        if changed.is_empty() || self.is_stale || self.page.is_none() {
            return;
        }
        if changed.len() * 2 > self.faces.len() {
            return self.paint_all(statuses);
        }
        let position = |id: &BlockId| self.faces.binary_search_by(|face| face.id.cmp(id)).ok();
        let cards = changed.iter().filter_map(position).collect();
        self.paint_anew(&[], cards, statuses);
    }

    /// This is what moves now; nothing, if nothing does.
    pub fn pulse(&mut self, pulses: Vec<FarPulse>, statuses: &Statuses) {
        let before = std::mem::replace(&mut self.pulses, pulses);
        if self.is_stale || self.page.is_none() {
            return;
        }
        if !before.is_empty() {
            let gone: Vec<Spot> = before.iter().map(|pulse| self.spot_of(pulse)).collect();
            let touched = |spot: &Spot| gone.iter().any(|gone| gone.meets(spot, self.halo));
            let cards = self.spots.iter().enumerate().filter(|(_, spot)| touched(spot));
            let cards = cards.map(|(card, _)| card).collect();
            self.paint_anew(&gone, cards, statuses);
        }
        self.draw_pulses();
    }

    /// Erases what is gone, and draws some cards again, with all that is erased with them.
    fn paint_anew(&mut self, gone: &[Spot], mut open: Vec<usize>, statuses: &Statuses) {
        let touching = self.touching.get_or_init(|| touching(&self.spots, self.halo));
        let mut is_open = vec![false; self.spots.len()];
        let mut cards: Vec<usize> = Vec::new();
        while let Some(card) = open.pop() {
            if std::mem::replace(&mut is_open[card], true) {
                continue;
            }
            cards.push(card);
            let first = touching.partition_point(|(one, _)| *one < card);
            let touched = touching[first..].iter().take_while(|(one, _)| *one == card);
            open.extend(touched.map(|(_, other)| *other));
        }
        if let Some(page) = &self.page {
            let halo = self.halo;
            for Spot { left, top, right, bottom, .. } in
                cards.iter().map(|card| &self.spots[*card]).chain(gone)
            {
                let (width, height) = (right - left + 2.0 * halo, bottom - top + 2.0 * halo);
                page.context.clear_rect(left - halo, top - halo, width, height);
            }
        }
        self.draw(&cards, statuses);
    }

    /// Where something that moves is.
    fn spot_of(&self, pulse: &FarPulse) -> Spot {
        let Some((camera, _, ratio)) = &self.seen else { return Spot::default() };
        let Point { x, y } = camera.screen_from_world(pulse.at);
        let reach = (REACH * LARGE * pulse.scale * camera.zoom * ratio).ceil();
        let (x, y) = (x * ratio, y * ratio);
        let (left, top) = ((x - reach).floor(), (y - reach).floor());
        Spot { left, top, right: left + 2.0 * reach + 1.0, bottom: top + 2.0 * reach + 1.0, radius: 0.0 }
    }

    fn draw_pulses(&mut self) {
        let (Some(page), Some((camera, _, ratio)), Some(palette)) = (&self.page, &self.seen, &self.palette)
        else {
            return;
        };
        let brush = Brush { context: &page.context, palette, border: self.border, halo: self.halo };
        let spots: Vec<Spot> = self.pulses.iter().map(|pulse| self.spot_of(pulse)).collect();
        brush.pulses(&self.pulses, &spots, camera.zoom * ratio);
    }

    fn paint_all(&mut self, statuses: &Statuses) {
        self.changed.clear();
        self.is_stale = false;
        let Some(page) = &self.page else { return };
        let (width, height) = (page.canvas.width(), page.canvas.height());
        page.context.clear_rect(0.0, 0.0, width.into(), height.into());
        let all: Vec<usize> = (0..self.faces.len()).collect();
        self.draw(&all, statuses);
        self.draw_pulses();
    }

    /// Has the canvas cover the stage, and finds the places of the cards on it.
    fn place(&mut self) {
        let (Some(page), Some((camera, stage, ratio))) = (&self.page, &self.seen) else { return };
        let size = |side: f64| (side * ratio).ceil().max(1.0);
        let (width, height) = (size(stage.width), size(stage.height));
        // Setting them erases it.
        if (page.canvas.width(), page.canvas.height()) != (width as u32, height as u32) {
            page.canvas.set_width(width as u32);
            page.canvas.set_height(height as u32);
        }
        let corner = camera.seen(*stage);
        let place =
            [("left", corner.x), ("top", corner.y), ("width", width / ratio), ("height", height / ratio)];
        for (name, value) in place {
            // A property of a fixed, valid name can always be set.
            let _ = page.canvas.style().set_property(name, &px(value));
        }
        let scale = camera.zoom * ratio;
        self.border = (BORDER * scale).round().max(1.0);
        self.halo = (HALO * scale).round().max(1.0);
        let spot = |face: &Rc<Face>| {
            let rect = &face.rect;
            let x = |x: f64| ((x * camera.zoom + camera.offset.x) * ratio).round();
            let y = |y: f64| ((y * camera.zoom + camera.offset.y) * ratio).round();
            let radius = match face.kind {
                FaceKind::Block(Kind::Task) => 10.0,
                FaceKind::Block(_) => 28.0,
                FaceKind::Fixture(_) => 6.0,
            };
            let (left, top, right, bottom) = (x(rect.x), y(rect.y), x(rect.right()), y(rect.bottom()));
            Spot { left, top, right, bottom, radius: radius * scale }
        };
        self.spots = self.faces.iter().map(spot).collect();
        self.touching.take();
    }

    /// Draws some cards, by position, where nothing is.
    fn draw(&mut self, cards: &[usize], statuses: &Statuses) {
        let Some(page) = &self.page else { return };
        let palette = self.palette.get_or_insert_with(|| Palette::read(&page.probe, &page.context));
        let brush = Brush { context: &page.context, palette, border: self.border, halo: self.halo };
        let looks = cards.iter().filter_map(|&card| {
            let face = &self.faces[card];
            let status = statuses.cards.get(&face.id).map(|status| &**status);
            Some((Look::of(face, status)?, is_held(status), &self.spots[card]))
        });
        let looks: Vec<(Look, bool, &Spot)> = looks.collect();
        for look in LOOKS {
            let alike = looks.iter().filter(|(of, ..)| *of == look).map(|(.., spot)| *spot);
            brush.draw(look, &alike.collect::<Vec<_>>());
        }
        let held = looks.iter().filter(|(_, held, _)| *held).map(|(.., spot)| *spot);
        brush.draw(Look::Held, &held.collect::<Vec<_>>());
    }
}

/// All pairs of which the one is erased with the other, both ways, in order.
fn touching(spots: &[Spot], halo: f64) -> Vec<(usize, usize)> {
    let mut by_left: Vec<usize> = (0..spots.len()).collect();
    sort_by(&mut by_left, |one, other| spots[*one].left.total_cmp(&spots[*other].left));
    let mut pairs = Vec::new();
    for (position, &one) in by_left.iter().enumerate() {
        let end = spots[one].right + 2.0 * halo;
        let near = by_left[position + 1..].iter().take_while(|other| spots[**other].left < end);
        for &other in near.filter(|other| spots[one].meets(&spots[**other], halo)) {
            pairs.extend([(one, other), (other, one)]);
        }
    }
    sort_by(&mut pairs, Ord::cmp);
    pairs
}

fn page(canvas: HtmlCanvasElement, recolours: impl Fn() + 'static) -> Option<Page> {
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let probe = canvas.next_element_sibling()?.dyn_into().ok()?;
    let recolours = Listener::new(&canvas, "transitionend", move |_| recolours());
    Some(Page { canvas, context, probe, _recolours: recolours })
}

//! Clock and scrubber. They change with every frame: canvases show them, for a canvas that is painted has nothing laid out
//! and no layers of the page put together anew. Behind them stand a text and a slider, which follow a few times a second:
//! to be read, and to be taken hold of.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlInputElement};

use super::animator::{CLOCK_ID, ROOT_ID, SCRUBBER_ID};
use crate::program::fixed;
use crate::ui::words;
use crate::web::listen::{Listener, SizeWatch};
use crate::web::{self, document};

/// How old text and slider may be while a run plays.
const BEHIND_MS: f64 = 200.0;
/// Half of the scrubber's thumb, which a browser has the value follow, and how thick its track is.
const THUMB: f64 = 8.0;
const TRACK: f64 = 4.0;

/// When text and slider follow what the canvases show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Follow {
    /// At once.
    Now,
    /// A few times a second; it is so late by now.
    Soon(f64),
    /// When it is shown again.
    Later,
}

/// What clock and scrubber show: nothing is written twice.
#[derive(Clone, Default)]
pub struct Dials {
    time: String,
    clock: String,
    thousandths: String,
    told_ms: f64,
}

impl Dials {
    /// Shows a moment of the virtual clock, and how much of a run is over.
    pub fn show(&mut self, secs: f64, share: f64, follow: Follow) {
        let page = document();
        let time = words::number(secs);
        if time != self.time
            && let Some(root) = page.get_element_by_id(ROOT_ID)
        {
            // A valid name can always be set.
            let _ = root.set_attribute("data-time", &time);
        }
        self.time = time;
        let clock = words::clock(secs);
        FACES.with_borrow_mut(|faces| faces.show(share, &clock));
        match follow {
            Follow::Soon(now_ms) if now_ms - self.told_ms >= BEHIND_MS => self.told_ms = now_ms,
            Follow::Soon(_) | Follow::Later => return,
            Follow::Now => {}
        }
        let thousandths = fixed(share * 1000.0, 0);
        let (clock_moved, thumb_moved) = (self.clock != clock, self.thousandths != thousandths);
        if let Some(text) = page.get_element_by_id(CLOCK_ID).filter(|_| clock_moved) {
            text.set_text_content(Some(&clock));
        }
        let scrubber = page.get_element_by_id(SCRUBBER_ID).filter(|_| clock_moved || thumb_moved);
        if let Some(scrubber) = scrubber.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
            if thumb_moved {
                scrubber.set_value(&thousandths);
            }
            let _ = scrubber.set_attribute("aria-valuetext", &clock);
        }
        (self.clock, self.thousandths) = (clock, thousandths);
    }
}

thread_local! {
    static FACES: RefCell<Faces> = RefCell::default();
}

/// Has a canvas show the scrubber from now on.
pub fn begin_scrubber(canvas: Element) {
    FACES.with_borrow_mut(|faces| faces.scrubber = Face::of(canvas));
}

/// Has a canvas show the clock from now on.
pub fn begin_clock(canvas: Element) {
    FACES.with_borrow_mut(|faces| faces.clock = Face::of(canvas));
}

/// The canvases, and what is seen on them.
#[derive(Default)]
struct Faces {
    scrubber: Option<Face>,
    clock: Option<Face>,
    share: f64,
    text: String,
}

impl Faces {
    fn show(&mut self, share: f64, text: &str) {
        // Less than a part of a pixel is not seen.
        if (share - self.share).abs() > 1e-4 || share == 0.0 || share == 1.0 {
            self.share = share;
            self.paint_scrubber();
        }
        if text != self.text {
            text.clone_into(&mut self.text);
            self.paint_clock();
        }
    }

    /// Paints all of it: sizes or colours are others.
    fn repaint(&mut self, forget: fn(&mut Face)) {
        for face in [&mut self.scrubber, &mut self.clock].into_iter().flatten() {
            forget(face);
        }
        self.paint_scrubber();
        self.paint_clock();
    }

    fn paint_scrubber(&mut self) {
        let Some((context, style, [width, height])) = self.scrubber.as_mut().and_then(Face::open) else {
            return;
        };
        let (x, y) = (THUMB + self.share * (width - 2.0 * THUMB), height / 2.0);
        for (colour, until) in [(&style.track, width), (&style.ink, x)] {
            context.set_fill_style_str(colour);
            context.begin_path();
            // A radius that is not negative can always be drawn.
            let _ = context.round_rect_with_f64(0.0, y - TRACK / 2.0, until, TRACK, TRACK / 2.0);
            context.fill();
        }
        context.begin_path();
        let _ = context.arc(x, y, THUMB, 0.0, std::f64::consts::TAU);
        context.fill();
    }

    fn paint_clock(&mut self) {
        let Some((context, style, [width, height])) = self.clock.as_mut().and_then(Face::open) else {
            return;
        };
        context.set_fill_style_str(&style.ink);
        // What cannot be written is left out.
        let _ = context.fill_text(&self.text, width, height / 2.0);
    }
}

/// A canvas.
struct Face {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    style: Option<Style>,
    // In pixels of the stylesheet; nothing before it is known.
    size: Option<[f64; 2]>,
    _watches: (Option<SizeWatch>, Listener),
}

/// The stylesheet's.
struct Style {
    ink: String,
    track: String,
}

impl Face {
    fn of(canvas: Element) -> Option<Self> {
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let repaint = |forget: fn(&mut Face)| FACES.with_borrow_mut(|faces| faces.repaint(forget));
        // It calls at the start, too.
        let sizes = SizeWatch::new(&canvas, move |_, _| repaint(|face| face.size = None));
        // Its colour changes with the theme, and takes a moment to.
        let recolours = Listener::new(&canvas, "transitionend", move |_| repaint(|face| face.style = None));
        Some(Face { canvas, context, style: None, size: None, _watches: (sizes, recolours) })
    }

    /// An empty canvas, as large as its element.
    fn open(&mut self) -> Option<(&CanvasRenderingContext2d, &Style, [f64; 2])> {
        let Face { canvas, context, .. } = self;
        if self.size.is_none() {
            let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
            let ratio = web::window().device_pixel_ratio().max(1.0);
            canvas.set_width((width * ratio).round() as u32);
            canvas.set_height((height * ratio).round() as u32);
            // A finite transform can always be set.
            let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
            self.size = Some([width, height]);
            // What a canvas was told is lost with its size.
            self.style = None;
        }
        let size = self.size.filter(|[width, _]| *width > 2.0 * THUMB)?;
        let style = self.style.get_or_insert_with(|| Style::read(canvas, context));
        context.clear_rect(0.0, 0.0, size[0], size[1]);
        Some((context, style, size))
    }
}

impl Style {
    fn read(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d) -> Self {
        let computed = web::window().get_computed_style(canvas).ok().flatten();
        let value = |name: &str| {
            computed.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
        };
        let font = [value("font-weight"), value("font-size"), value("font-family")].join(" ");
        context.set_font(&font);
        context.set_text_baseline("middle");
        context.set_text_align("right");
        Style { ink: value("color"), track: value("outline-color") }
    }
}

//! What the timeline shows, and where: between its events and its canvas. It changes with every wheel and drag, which
//! is why it is no part of the workspace.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

use super::palette::Palette;
use super::pen::{CanvasPen, Widths};
use super::pointers::Drag;
use crate::layout::lanes::paint::{Charted, ROW, RULER, Scenery, paint};
use crate::layout::lanes::{Axis, Lanes, Rows, Window};
use crate::playback::{Player, Range, Recording};
use crate::program::Place;
use crate::scene::{BlockId, IdSet};
use crate::trace::{EventIndex, FutureId};
use crate::ui::words::number;
use crate::ui::workspace::Explained;
use crate::web;

/// So many rows of names are made before and behind those that are seen.
const AHEAD: usize = 6;

/// The elements that the chart sets by itself.
pub(super) struct Page {
    pub(super) canvas: HtmlCanvasElement,
    pub(super) context: CanvasRenderingContext2d,
    pub(super) scroller: HtmlElement,
    pub(super) now: HtmlCanvasElement,
    pub(super) now_context: CanvasRenderingContext2d,
    pub(super) tip: HtmlElement,
    pub(super) probe: HtmlElement,
    pub(super) plot: HtmlElement,
}

/// The timeline.
#[derive(Default)]
pub struct Chart {
    pub(super) page: Option<Page>,
    pub(super) palette: Option<Palette>,
    pub run: Option<Charted>,
    pub axis: Axis,
    pub window: Option<Window>,
    pub folded: Vec<FutureId>,
    /// The lanes that are selected.
    pub selected: Vec<usize>,
    /// The task that is selected here and has no card that could be.
    pub chosen: Option<FutureId>,
    /// Whether nothing is told of what comes after the moment that is shown.
    pub(super) hides: bool,
    /// What pointers are in the middle of.
    pub drag: Drag,
    pub(super) selection: Rc<IdSet>,
    pub(super) scrolls_to: Option<usize>,
    /// Something was shown that is not painted.
    pub(super) is_new: bool,
    /// The canvas knows how to write.
    is_lettered: bool,
    widths: Widths,
    pub(super) range: Option<Range>,
    /// The moments of an explanation, each with its number.
    pub(super) chain: Vec<(usize, EventIndex)>,
    /// Its moments are to be brought into sight.
    pub(super) reveals: bool,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) scrolled: f64,
    /// Where the player stood when the playhead was placed last: its cursor, and its place on the axis.
    pub(super) stands: (usize, f64),
    /// The person looks elsewhere: the timeline does not follow.
    pub(super) is_panned: bool,
    pub(super) was_running: bool,
}

impl Chart {
    /// The chart is in the page.
    pub fn begin(&mut self, root: &Element) -> Option<()> {
        self.is_lettered = false;
        let part = |class: &str| root.query_selector(class).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        let canvas: HtmlCanvasElement = part("canvas")?.dyn_into().ok()?;
        let now: HtmlCanvasElement = part(".timeline__now")?.dyn_into().ok()?;
        let context = |canvas: &HtmlCanvasElement| {
            canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()
        };
        self.page = Some(Page {
            context: context(&canvas)?,
            now_context: context(&now)?,
            canvas,
            now,
            scroller: part(".timeline__scroll")?,
            tip: part(".timeline__tip")?,
            probe: part(".timeline__probe")?,
            plot: part(".timeline__plot")?,
        });
        Some(())
    }

    /// Whether nothing is told of what comes after the moment that is shown.
    pub fn hide(&mut self, hides: bool) {
        self.is_new |= self.hides != hides;
        self.hides = hides;
    }

    /// What is shown from now on.
    pub fn show(&mut self, player: Option<&Player>, selection: &Rc<IdSet>, why: Option<&Explained>) {
        let Some(player) = player else {
            self.run = None;
            return;
        };
        let chain: Vec<_> = why.map(|why| why.events().collect()).unwrap_or_default();
        let recording = player.recording();
        let is_known = self.run.as_ref().is_some_and(|run| Rc::ptr_eq(&run.recording, recording));
        if !is_known {
            let lanes = Rc::new(Lanes::of(recording));
            // A run that goes on, or in which somebody intervened, is looked at as before.
            let goes_on = self
                .run
                .as_ref()
                .is_some_and(|run| run.recording.is_open() && run.recording.len() <= recording.len());
            if player.generation() == 0 && !goes_on {
                self.folded.clear();
                self.window = None;
                self.chosen = None;
                self.is_panned = false;
                self.scrolled = 0.0;
            }
            let rows = Rc::new(Rows::of(&lanes, &self.folded));
            self.run = Some(Charted { recording: recording.clone(), lanes, rows });
            if let Some(window) = self.window {
                self.window = Some(window.panned(0.0, recording));
            }
        }
        self.is_new |=
            !is_known || self.range != player.range() || self.selection != *selection || self.chain != chain;
        let is_asked = self.chain != chain && !chain.is_empty();
        self.chain = chain;
        self.range = player.range();
        if *selection != self.selection || !is_known {
            if !selection.is_empty() {
                self.chosen = None;
            }
            self.selection = selection.clone();
            self.select();
            self.scrolls_to = self.selected.first().copied();
        }
        if is_asked {
            // The player stands where it stood when it was asked, and is not followed back from there.
            self.stands = (player.cursor(), self.axis.of_player(player));
            self.was_running = false;
            self.reveals = true;
            let run = self.run.as_ref();
            let lane = run.and_then(|run| {
                let task = run.recording.log().get(self.chain.first()?.1)?.task()?;
                run.lanes.all().iter().position(|lane| lane.task == task)
            });
            self.scrolls_to = lane.or(self.scrolls_to);
        }
    }

    /// Finds the lanes of what is selected.
    fn select(&mut self) {
        let Some(run) = &self.run else { return };
        let is_selected = |task: FutureId| {
            self.chosen == Some(task)
                || block_of(&run.recording, task).is_some_and(|block| self.selection.contains(&block))
        };
        let lanes = run.lanes.all().iter().enumerate();
        self.selected =
            lanes.filter(|(_, lane)| is_selected(lane.task)).map(|(position, _)| position).collect();
    }

    /// Selects a task that has no card.
    pub fn choose(&mut self, task: FutureId) {
        self.chosen = Some(task);
        self.select();
    }

    /// Folds what is below a task away, or unfolds it.
    pub fn fold(&mut self, task: FutureId) {
        match self.folded.iter().position(|folded| *folded == task) {
            Some(position) => _ = self.folded.remove(position),
            None => self.folded.push(task),
        }
        if let Some(run) = &mut self.run {
            run.rows = Rc::new(Rows::of(&run.lanes, &self.folded));
        }
    }

    /// The rows whose names are to be made.
    pub fn named_rows(&self) -> std::ops::Range<usize> {
        let first = (self.scrolled / ROW).max(0.0) as usize;
        let count = (self.height / ROW).max(0.0) as usize + 2;
        first.saturating_sub(AHEAD)..first + count + AHEAD
    }

    /// Measures the page. Returns whether anything is different.
    pub fn measure(&mut self) -> bool {
        let Some(page) = &self.page else { return false };
        let (width, height) = (f64::from(page.plot.client_width()), f64::from(page.plot.client_height()));
        let is_new = (width, height) != (self.width, self.height);
        (self.width, self.height) = (width, height);
        if let (true, Some(window), Some(run)) = (is_new, self.window, &self.run) {
            self.window = Some(window.resized(width, &run.recording));
        }
        is_new
    }

    /// The lanes were scrolled. Returns whether names are to be made anew.
    pub fn scrolled_on(&mut self) -> bool {
        let Some(page) = &self.page else { return false };
        let before = self.named_rows();
        self.scrolled = f64::from(page.scroller.scroll_top());
        self.paint();
        before != self.named_rows()
    }

    /// Scrolls the lanes by so many pixels.
    pub fn scroll_by(&self, by: f64) {
        if let Some(page) = &self.page {
            page.scroller.set_scroll_top(page.scroller.scroll_top() + by.round() as i32);
        }
    }

    /// Scrolls to a lane if it is not seen.
    pub fn reveal_lane(&self, lane: usize) {
        let (Some(page), Some(run)) = (&self.page, &self.run) else { return };
        let top = run.rows.row_of(lane) as f64 * ROW;
        let room = (self.height - RULER).max(ROW);
        if top < self.scrolled {
            page.scroller.set_scroll_top(top as i32);
        } else if top + ROW > self.scrolled + room {
            page.scroller.set_scroll_top((top + ROW - room).ceil() as i32);
        }
    }

    /// Paints what is shown if it was not, and scrolls to what was selected elsewhere.
    pub fn paint_if_new(&mut self) {
        if std::mem::take(&mut self.is_new) {
            if let Some(lane) = self.scrolls_to.take() {
                self.reveal_lane(lane);
            }
            self.paint();
        }
    }

    /// Paints everything.
    pub fn paint(&mut self) {
        let Some(window) = self.open_window() else { return };
        let window = self.with_chain(window);
        let (Some(page), Some(run)) = (&self.page, &self.run) else { return };
        let ratio = web::window().device_pixel_ratio().max(1.0);
        let (width, height) = ((self.width * ratio).round() as u32, (self.height * ratio).round() as u32);
        if (page.canvas.width(), page.canvas.height()) != (width, height) {
            page.canvas.set_width(width);
            page.canvas.set_height(height);
            self.is_lettered = false;
        }
        // A finite transform can always be set.
        let _ = page.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        let palette = self.palette.get_or_insert_with(|| Palette::read(&page.probe, &page.context));
        let range = self.range.map(|range| {
            let at = |ms| self.axis.of_display(&run.recording, ms);
            (at(range.from_ms), at(range.to_ms))
        });
        let scenery = Scenery {
            window,
            height: self.height,
            scrolled: self.scrolled,
            selected: &self.selected,
            range,
            chain: &self.chain,
        };
        let pen = CanvasPen::new(&page.context, palette, &self.widths);
        if !std::mem::replace(&mut self.is_lettered, true) {
            pen.letter();
        }
        paint(&pen, run, &scenery);
        // What is seen, for whoever drives the page.
        let seen = number(window.start) + " " + &number(window.at(window.width));
        let _ = page.plot.set_attribute("data-seen", &seen);
        self.place_playhead();
    }

    /// The page has other colours.
    pub fn recolour(&mut self) {
        self.palette = None;
        self.is_lettered = false;
        self.paint();
    }

    /// What is played over and over.
    pub fn range(&self) -> Option<Range> {
        self.range
    }

    /// What there is, for those who do not see it.
    pub fn summary(&self) -> String {
        let Some(run) = &self.run else { return "Timeline".to_owned() };
        let recording = &run.recording;
        let secs = Axis::Seconds.end(recording);
        let last = recording.iterations().last().map_or(0, |iteration| iteration.number);
        let count = run.lanes.all().len();
        let mut text = "Timeline of ".to_owned() + &count.to_string();
        text += if count == 1 { " task" } else { " tasks" };
        if self.hides {
            return text;
        }
        text += ", ";
        text += &(last.to_string() + " iterations, " + &number(secs) + " seconds");
        text
    }
}

/// The card of a task, if it has one.
pub fn block_of(recording: &Recording, task: FutureId) -> Option<BlockId> {
    match recording.object(task)?.place? {
        Place::Block { block, step: None } => Some(BlockId(block)),
        Place::Block { step: Some(_), .. } | Place::Main => None,
    }
}

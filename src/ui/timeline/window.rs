//! Which part of a run the timeline looks at, and what is where in it.

use super::chart::{Chart, Page};
use super::pointers::Drag;
use crate::layout::lanes::paint::{ROW, RULER};
use crate::layout::lanes::{Axis, Window};
use crate::playback::{Player, Status};
use crate::program::fixed;
use crate::ui::words::px;
use crate::web;

/// Where the playhead is after the timeline has followed it, as a share of the width: while it plays, and otherwise.
const FOLLOWED: [f64; 2] = [0.12, 0.4];
/// So far before the plot the playhead can be.
const BEFORE: f64 = 6.0;

impl Chart {
    /// The window, once there is something to be seen through it.
    pub(super) fn open_window(&mut self) -> Option<Window> {
        let run = self.run.as_ref()?;
        if self.width < 1.0 {
            return None;
        }
        // Where the player stands is in it, though it has come there before there was a window to follow it.
        let window = self.window.unwrap_or_else(|| {
            let window = Window::reading(self.axis, &run.recording, self.width);
            window.revealing(self.stands.1, FOLLOWED[1], &run.recording)
        });
        self.window = Some(window);
        Some(window)
    }

    /// The window with the moments of an explanation in it, if it has just been asked for: that in question, and of those
    /// before it as many as there is room for.
    pub(super) fn with_chain(&mut self, window: Window) -> Window {
        let Some(run) = self.run.as_ref().filter(|_| std::mem::take(&mut self.reveals)) else {
            return window;
        };
        let moments = self.chain.iter().map(|(_, event)| self.axis.at(&run.recording, event.0 as usize + 1));
        let next = window.showing(moments, &run.recording);
        self.window = Some(next);
        self.is_panned = !(0.0..=next.width).contains(&next.x(self.stands.1));
        next
    }

    /// The playhead is put to where the player stands.
    pub(super) fn place_playhead(&self) {
        let (Some(page), Some(window)) = (&self.page, self.window) else { return };
        let x = window.x(self.stands.1).clamp(-2.0, window.width + 2.0);
        self.paint_playhead(page, x);
        if !self.was_running {
            // Where it is, for whoever drives the page. A valid name can always be set.
            let _ = page.plot.set_attribute("data-playhead", &fixed(x, 1));
        }
    }

    /// Playhead and veil on a canvas, which is as large as the plot, and a little larger on its left.
    fn paint_playhead(&self, page: &Page, x: f64) -> Option<()> {
        let palette = self.palette.as_ref()?;
        let ratio = web::window().device_pixel_ratio().max(1.0);
        let size = [self.width + BEFORE, self.height].map(|side| (side * ratio).round());
        let [width, height] = size.map(|side| side as u32);
        if (page.now.width(), page.now.height()) != (width, height) {
            page.now.set_width(width);
            page.now.set_height(height);
            for (name, side) in ["width", "height"].into_iter().zip(size) {
                // A property of a fixed, valid name can always be set.
                let _ = page.now.style().set_property(name, &px(side / ratio));
            }
        }
        let context = &page.now_context;
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, BEFORE * ratio, 0.0);
        context.clear_rect(-BEFORE, 0.0, self.width + BEFORE, self.height);
        let (top, alpha) = if self.hides { (0.0, 1.0) } else { (RULER, 0.62) };
        context.set_global_alpha(alpha);
        context.set_fill_style_str(&palette.surface);
        context.fill_rect(x.max(0.0), top, self.width, self.height - top);
        context.set_global_alpha(1.0);
        context.set_fill_style_str(&palette.ink);
        context.fill_rect(x - 1.0, 0.0, 2.0, self.height);
        context.begin_path();
        context.move_to(x - 5.0, 0.0);
        context.line_to(x + 5.0, 0.0);
        context.line_to(x, 5.0);
        context.fill();
        Some(())
    }

    /// The playhead goes to where a player stands, and the window follows it if it may, unless the person looks elsewhere.
    pub fn follow(&mut self, player: &Player, may_pan: bool) {
        let at = self.axis.of_player(player);
        let is_running = player.status() == Status::Running;
        if (is_running && !self.was_running) || (!is_running && player.cursor() != self.stands.0) {
            self.is_panned = false;
        }
        self.was_running = is_running;
        self.stands = (player.cursor(), at);
        let (Some(window), Some(run)) = (self.window, &self.run) else { return };
        let x = window.x(at);
        // While it plays, before it is out of sight.
        let edge = if is_running { window.width * 0.94 } else { window.width };
        let is_away = x > edge || x < 0.0;
        if may_pan && is_away && !self.is_panned && matches!(self.drag, Drag::None) {
            let [playing, still] = FOLLOWED;
            let share = if is_running { playing } else { still };
            let next = window.panned(x - share * window.width, &run.recording);
            if next != window {
                self.window = Some(next);
                self.paint();
                return;
            }
        }
        self.place_playhead();
    }

    /// Looks at another part of the time.
    pub fn look(&mut self, window: Window) {
        self.window = Some(window);
        self.is_panned = !(0.0..=window.width).contains(&window.x(self.stands.1));
        self.paint();
    }

    /// Zooms around a pixel, or around the playhead.
    pub fn zoom(&mut self, factor: f64, around_x: Option<f64>) {
        let (Some(window), Some(run)) = (self.window, &self.run) else { return };
        let playhead = window.x(self.stands.1);
        let is_seen = (0.0..=window.width).contains(&playhead);
        let around = around_x.unwrap_or(if is_seen { playhead } else { window.width / 2.0 });
        let next = window.zoomed(factor, around, &run.recording);
        self.look(next);
    }

    /// Pans by so many pixels.
    pub fn pan(&mut self, by_px: f64) {
        let (Some(window), Some(run)) = (self.window, &self.run) else { return };
        let next = window.panned(by_px, &run.recording);
        self.look(next);
    }

    /// Shows the whole run.
    pub fn fit(&mut self) {
        let Some(run) = &self.run else { return };
        let next = Window::fitting(self.axis, &run.recording, self.width);
        self.look(next);
    }

    /// Shows another axis, with the same moment at the playhead.
    pub fn turn_to(&mut self, axis: Axis) {
        let Some(run) = &self.run else {
            self.axis = axis;
            return;
        };
        let ms = self.axis.to_display(&run.recording, self.stands.1);
        self.axis = axis;
        self.stands.1 = axis.of_display(&run.recording, ms);
        let window = Window::reading(axis, &run.recording, self.width);
        self.window = Some(window.revealing(self.stands.1, 0.5, &run.recording));
        self.paint();
    }

    /// The moment of display time at a pixel.
    pub fn ms_at(&self, x: f64) -> Option<f64> {
        let (window, run) = (self.window?, self.run.as_ref()?);
        Some(self.axis.to_display(&run.recording, window.at(x)))
    }

    /// What is played over and over, in pixels.
    pub fn range_px(&self) -> Option<(f64, f64)> {
        let (window, run, range) = (self.window?, self.run.as_ref()?, self.range?);
        let x = |ms| window.x(self.axis.of_display(&run.recording, ms));
        Some((x(range.from_ms), x(range.to_ms)))
    }

    /// Whether a pixel is where nothing is told.
    pub fn is_hidden(&self, x: f64) -> bool {
        self.hides && self.window.is_some_and(|window| x > window.x(self.stands.1) + 1.0)
    }

    /// The lane at so many pixels from the top.
    pub fn lane_at(&self, y: f64) -> Option<usize> {
        if y < RULER {
            return None;
        }
        let row = (y - RULER + self.scrolled) / ROW;
        self.run.as_ref()?.rows.lane(row.max(0.0) as usize)
    }
}

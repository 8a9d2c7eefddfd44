//! What pointers, wheel and keys do on the timeline.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::chart::{Chart, RULER, block_of};
use super::tip;
use crate::layout::lanes::point_at;
use crate::playback::Command;
use crate::trace::{EventIndex, FutureId};
use crate::ui::workspace::{Action, Dispatch, Play, Select};
use crate::web::frames::now_ms;

/// A pointer that moves less is pressed, not dragged.
const THRESHOLD: f64 = 4.0;
/// A mark or an end of the range is hit within so many pixels.
const NEAR: f64 = 7.0;

/// What pointers are in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Drag {
    /// Nothing.
    #[default]
    None,
    /// One went down on a task's stretch and may yet be dragged.
    Press { x: f64, y: f64 },
    /// The time and the lanes move.
    Pan { x: f64, y: f64 },
    /// The player follows.
    Scrub,
    /// What is played over and over is being chosen, from a moment of display time.
    Range { from_ms: f64 },
    /// Two fingers: where each was, by its number.
    Pinch { one: (i32, f64), other: (i32, f64) },
}

/// The timeline, for whoever does something with it.
#[derive(Clone)]
pub struct Desk {
    pub chart: Rc<RefCell<Chart>>,
    pub dispatch: Dispatch,
    /// Draws the names anew.
    pub update: Rc<dyn Fn()>,
}

/// There is one for as long as the timeline is in the page.
impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.chart, &other.chart)
    }
}

impl Desk {
    /// Selects the task of a lane: its card, if it has one.
    pub fn select(&self, lane: usize) {
        let block = {
            let mut chart = self.chart.borrow_mut();
            let Some(run) = &chart.run else { return };
            let Some(task) = run.lanes.all().get(lane).map(|lane| lane.task) else { return };
            let block = block_of(&run.recording, task);
            if block.is_none() {
                chart.choose(task);
                chart.paint();
            }
            chart.reveal_lane(lane);
            block
        };
        match block {
            Some(block) => self.dispatch.dispatch(Action::Select(Select::Only(block))),
            None => (self.update)(),
        }
    }

    /// Folds what is below a task away, or unfolds it.
    pub fn fold(&self, task: FutureId) {
        {
            let mut chart = self.chart.borrow_mut();
            chart.fold(task);
            chart.paint();
        }
        (self.update)();
    }

    /// Does something with the chart.
    pub fn act(&self, act: impl FnOnce(&mut Chart)) {
        act(&mut self.chart.borrow_mut());
        (self.update)();
    }
}

/// The timeline as its listeners know it.
#[derive(Clone)]
pub struct Handles {
    pub desk: Desk,
    pub plot: HtmlElement,
}

impl std::ops::Deref for Handles {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Handles {
    fn place(&self, event: &MouseEvent) -> (f64, f64) {
        let frame = self.plot.get_bounding_client_rect();
        (f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top())
    }

    fn play(&self, command: Command) {
        self.dispatch.dispatch(Action::Play(now_ms(), Play::Command(command)));
    }

    fn seek(&self, x: f64) {
        let command = {
            let chart = self.chart.borrow();
            chart.window.map(|window| chart.axis.seek(window.at(x)))
        };
        if let Some(command) = command {
            self.play(command);
        }
    }

    /// A pointer goes down.
    pub fn down(&self, event: &PointerEvent) {
        if !matches!(event.button(), 0 | 1) {
            return;
        }
        let (x, y) = self.place(event);
        // A pointer that is gone already needs no capture.
        let _ = self.plot.set_pointer_capture(event.pointer_id());
        self.chart.borrow().tip(None);
        let drag = self.drag_at(event, x, y);
        self.chart.borrow_mut().drag = drag;
        if drag == Drag::Scrub {
            self.seek(x);
        }
    }

    fn drag_at(&self, event: &PointerEvent, x: f64, y: f64) -> Drag {
        let chart = self.chart.borrow();
        let is_touch = event.pointer_type() == "touch";
        match chart.drag {
            Drag::Press { x: other, .. } | Drag::Pan { x: other, .. } if is_touch && !event.is_primary() => {
                // The number of the first finger is learnt with its next move.
                return Drag::Pinch { one: (event.pointer_id(), x), other: (-1, other) };
            }
            _ => {}
        }
        if event.button() == 1 {
            return Drag::Pan { x, y };
        }
        if y < RULER {
            let ends = chart.range_px().zip(chart.range());
            let end = ends.and_then(|((from, to), range)| {
                if (x - from).abs() <= NEAR {
                    Some(range.to_ms)
                } else {
                    ((x - to).abs() <= NEAR).then_some(range.from_ms)
                }
            });
            return match (end, event.shift_key(), chart.ms_at(x)) {
                (Some(from_ms), _, _) | (None, true, Some(from_ms)) => Drag::Range { from_ms },
                _ => Drag::Scrub,
            };
        }
        if is_touch || self.hit(&chart, x, y).is_some() { Drag::Press { x, y } } else { Drag::Scrub }
    }

    /// A pointer moves.
    pub fn moved(&self, event: &PointerEvent) {
        let (x, y) = self.place(event);
        let drag = self.chart.borrow().drag;
        match drag {
            Drag::None => self.hover(x, y),
            Drag::Press { x: from_x, y: from_y } => {
                if (x - from_x).hypot(y - from_y) > THRESHOLD {
                    self.chart.borrow_mut().drag = Drag::Pan { x: from_x, y: from_y };
                    self.chart.borrow().cursor("grabbing");
                    self.moved(event);
                }
            }
            Drag::Pan { x: from_x, y: from_y } => {
                self.chart.borrow_mut().drag = Drag::Pan { x, y };
                self.chart.borrow_mut().pan(from_x - x);
                self.chart.borrow().scroll_by(from_y - y);
            }
            Drag::Scrub => self.seek(x),
            Drag::Range { from_ms } => {
                let to_ms = self.chart.borrow().ms_at(x);
                if let Some(to_ms) = to_ms {
                    self.play(Command::Loop(from_ms, to_ms));
                }
            }
            Drag::Pinch { one, other } => self.pinch(event.pointer_id(), x, one, other),
        }
    }

    fn pinch(&self, id: i32, x: f64, one: (i32, f64), other: (i32, f64)) {
        let (moved, still) = if id == one.0 { (one, other) } else { (other, one) };
        let before = (moved.1 - still.1).abs().max(8.0);
        let after = (x - still.1).abs().max(8.0);
        let mut chart = self.chart.borrow_mut();
        chart.drag = Drag::Pinch { one: (id, x), other: still };
        chart.zoom(after / before, Some(still.1));
    }

    /// A pointer goes up.
    pub fn up(&self, event: &PointerEvent) {
        let (x, y) = self.place(event);
        let drag = std::mem::take(&mut self.chart.borrow_mut().drag);
        self.chart.borrow().cursor("");
        match drag {
            Drag::Press { .. } => self.pressed(x, y),
            Drag::Range { from_ms } => {
                // Where it began: no range any more.
                let to_ms = self.chart.borrow().ms_at(x);
                if let Some(to_ms) = to_ms {
                    self.play(Command::Loop(from_ms, to_ms));
                }
            }
            _ => {}
        }
    }

    /// The browser takes the pointer away.
    pub fn lost(&self) {
        self.chart.borrow_mut().drag = Drag::None;
        self.chart.borrow().cursor("");
    }

    /// The pointer leaves.
    pub fn left(&self) {
        self.chart.borrow().tip(None);
    }

    /// A press on a lane selects its task and goes to that moment.
    fn pressed(&self, x: f64, y: f64) {
        let hit = {
            let chart = self.chart.borrow();
            self.hit(&chart, x, y)
        };
        match hit {
            Some(Hit::Mark { lane, cursor }) => {
                self.select(lane);
                self.play(Command::ToEvent(EventIndex(cursor.saturating_sub(1) as u32)));
            }
            Some(Hit::Point { lane, .. }) => {
                self.select(lane);
                self.seek(x);
            }
            None => self.seek(x),
        }
    }

    fn hit(&self, chart: &Chart, x: f64, y: f64) -> Option<Hit> {
        let lane = chart.lane_at(y).filter(|_| !chart.is_hidden(x))?;
        let (run, window) = (chart.run.as_ref()?, chart.window?);
        let shown = run.lanes.all().get(lane)?;
        let points = run.recording.lane(shown.task);
        let x_of = |cursor: usize| window.x(window.axis.at(&run.recording, cursor));
        let end = points.last().filter(|last| last.state.is_final()).map(|last| last.cursor);
        // Of many marks on one pixel, the nearest counts.
        let cursors = shown.marks.iter().map(|mark| mark.cursor).chain(end);
        let near = cursors.map(|cursor| ((x_of(cursor) - x).abs(), cursor)).filter(|(away, _)| *away <= NEAR);
        if let Some((_, cursor)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) {
            return Some(Hit::Mark { lane, cursor });
        }
        let point = point_at(points, window.axis.cursor_at(&run.recording, window.at(x)))?;
        (!points[point].state.is_final()).then_some(Hit::Point { lane, point })
    }

    fn hover(&self, x: f64, y: f64) {
        let chart = self.chart.borrow();
        let hit = self.hit(&chart, x, y);
        chart.cursor(match hit {
            Some(_) => "pointer",
            None if y < RULER && self.is_at_end(&chart, x) => "ew-resize",
            None => "",
        });
        let Some(run) = &chart.run else { return };
        let told = match hit {
            Some(Hit::Mark { cursor, .. }) => tip::of_event(&run.recording, cursor),
            Some(Hit::Point { lane, point }) => {
                let lane = run.lanes.all().get(lane);
                lane.and_then(|lane| tip::of_point(&run.recording, lane, point))
            }
            None => None,
        };
        chart.tip(told.as_ref().map(|told| (told, x, y)));
    }

    fn is_at_end(&self, chart: &Chart, x: f64) -> bool {
        chart.range_px().is_some_and(|(from, to)| (x - from).abs() <= NEAR || (x - to).abs() <= NEAR)
    }

    /// The wheel scrolls the lanes, pans with Shift, and zooms with Ctrl or Cmd (which is what a pinch on a touchpad
    /// sends).
    pub fn wheel(&self, event: &WheelEvent) {
        /// Pixels to a line, for mice that count lines.
        const LINE: f64 = 16.0;
        event.prevent_default();
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { LINE };
        let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
        self.chart.borrow().tip(None);
        if event.ctrl_key() || event.meta_key() {
            let (x, _) = self.place(event);
            let factor = (-dy.clamp(-60.0, 60.0) * 0.01).exp();
            self.chart.borrow_mut().zoom(factor, Some(x));
        } else if event.shift_key() && dx == 0.0 {
            self.chart.borrow_mut().pan(dy);
        } else {
            if dx != 0.0 {
                self.chart.borrow_mut().pan(dx);
            }
            self.chart.borrow().scroll_by(dy);
        }
    }

    /// A key, while the timeline has the focus.
    pub fn key(&self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || !self.takes(event) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn takes(&self, event: &KeyboardEvent) -> bool {
        let (key, shift) = (event.key(), event.shift_key());
        let width = self.chart.borrow().window.map_or(0.0, |window| window.width);
        let selected = self.chart.borrow().selected.first().copied();
        match (key.as_str(), shift) {
            ("ArrowLeft", true) => self.chart.borrow_mut().pan(-0.2 * width),
            ("ArrowRight", true) => self.chart.borrow_mut().pan(0.2 * width),
            ("ArrowLeft" | "ArrowRight", false) => {
                let task = {
                    let chart = self.chart.borrow();
                    let lanes = chart.run.as_ref().map(|run| run.lanes.clone());
                    lanes.and_then(|lanes| Some(lanes.all().get(selected?)?.task))
                };
                match task {
                    Some(task) if key == "ArrowLeft" => self.play(Command::ToPreviousChange(task)),
                    Some(task) => self.play(Command::ToNextChange(task)),
                    None if key == "ArrowLeft" => self.play(Command::StepEventBack),
                    None => self.play(Command::StepEvent),
                }
            }
            ("ArrowUp" | "ArrowDown", _) => {
                let lane = {
                    let chart = self.chart.borrow();
                    chart.run.as_ref().and_then(|run| {
                        let row = selected.map(|lane| run.rows.row_of(lane));
                        let next = match row {
                            None => 0,
                            Some(row) if key == "ArrowUp" => row.checked_sub(1)?,
                            Some(row) => row + 1,
                        };
                        run.rows.lane(next)
                    })
                };
                if let Some(lane) = lane {
                    self.select(lane);
                }
            }
            ("Enter", _) => {
                let task = {
                    let chart = self.chart.borrow();
                    let lanes = chart.run.as_ref().map(|run| run.lanes.clone());
                    lanes.and_then(|lanes| Some(lanes.all().get(selected?)?.task))
                };
                let Some(task) = task else { return false };
                self.fold(task);
            }
            ("+" | "=", _) => self.chart.borrow_mut().zoom(1.5, None),
            ("-" | "_", _) => self.chart.borrow_mut().zoom(1.0 / 1.5, None),
            ("0", _) => self.chart.borrow_mut().fit(),
            ("Home", _) => self.play(Command::ToStart),
            ("End", _) => self.play(Command::ToEnd),
            _ => return false,
        }
        true
    }
}

/// What is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hit {
    /// A mark, or the end of a task.
    Mark { lane: usize, cursor: usize },
    /// A stretch of a lane.
    Point { lane: usize, point: usize },
}

/// Hears an event as what it is.
pub fn hears<E: JsCast + 'static>(
    handles: &Handles,
    heard: fn(&Handles, &E),
) -> impl FnMut(web_sys::Event) + 'static {
    let handles = handles.clone();
    move |event| heard(&handles, event.unchecked_ref())
}

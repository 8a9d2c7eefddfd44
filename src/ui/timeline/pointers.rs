//! What pointers do on the timeline.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent, PointerEvent};

use super::desk::Desk;
use super::hits::{Hit, NEAR};
use crate::layout::lanes::paint::RULER;
use crate::playback::Command;
use crate::trace::EventIndex;
use crate::ui::stage::animator;
use crate::ui::workspace::{Action, Play};
use crate::web::frames::now_ms;

/// A pointer that moves less is pressed, not dragged.
const THRESHOLD: f64 = 4.0;

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
    pub(super) fn place(&self, event: &MouseEvent) -> (f64, f64) {
        let frame = self.plot.get_bounding_client_rect();
        (f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top())
    }

    pub(super) fn play(&self, command: Command) {
        self.dispatch.dispatch(Action::Play(now_ms(), Play::Command(command)));
    }

    fn seek(&self, x: f64) {
        let command = {
            let chart = self.chart.borrow();
            chart.window.map(|window| chart.axis.seek(window.at(x)))
        };
        if let Some(command) = command {
            animator::seek(&self.dispatch, command);
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
}

/// Hears an event as what it is.
pub fn hears<E: JsCast + 'static>(
    handles: &Handles,
    heard: fn(&Handles, &E),
) -> impl FnMut(web_sys::Event) + 'static {
    let handles = handles.clone();
    move |event| heard(&handles, event.unchecked_ref())
}

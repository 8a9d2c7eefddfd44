//! What wheel and keys do on the timeline.

use web_sys::{KeyboardEvent, WheelEvent};

use super::pointers::Handles;
use crate::playback::Command;
use crate::ui::stage::animator;

impl Handles {
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
            ("Home", _) => animator::seek(&self.dispatch, Command::ToStart),
            ("End", _) => animator::seek(&self.dispatch, Command::ToEnd),
            _ => return false,
        }
        true
    }
}

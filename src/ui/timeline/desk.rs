//! What can be done with the timeline, whoever does it.

use std::cell::RefCell;
use std::rc::Rc;

use super::chart::{Chart, block_of};
use crate::trace::FutureId;
use crate::ui::workspace::{Action, Dispatch, Select};

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

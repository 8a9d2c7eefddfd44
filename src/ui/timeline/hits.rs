//! What is under the pointer.

use super::chart::Chart;
use super::pointers::Handles;
use super::tip;
use crate::layout::lanes::paint::RULER;
use crate::layout::lanes::point_at;

/// A mark or an end of the range is hit within so many pixels.
pub const NEAR: f64 = 7.0;

/// What is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hit {
    /// A mark, or the end of a task.
    Mark { lane: usize, cursor: usize },
    /// A stretch of a lane.
    Point { lane: usize, point: usize },
}

impl Handles {
    /// What is at a pixel.
    pub fn hit(&self, chart: &Chart, x: f64, y: f64) -> Option<Hit> {
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

    /// Tells of what is at a pixel.
    pub fn hover(&self, x: f64, y: f64) {
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
}

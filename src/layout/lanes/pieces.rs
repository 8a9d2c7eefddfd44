//! What is to be drawn of a lane.

use super::{Lane, Window};
use crate::playback::{LanePoint, Recording, TaskState};

/// What is narrower than this many pixels is drawn as one with what is next to it.
const NARROW: f64 = 1.0;

/// A stretch of a lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Its left end, in pixels.
    pub from_x: f64,
    /// Its right end.
    pub to_x: f64,
    /// Its point, or the first of many, as a position in [`Recording::lane`].
    pub point: usize,
    /// The state; of many the one that matters most: running, then asked to cancel.
    pub state: TaskState,
    /// Whether the task cleans up.
    pub cleaning_up: bool,
    /// Whether it stands for more than one state.
    pub is_merged: bool,
}

/// What is seen of a lane, from left to right. What is too narrow to be seen by itself is merged, and found without
/// looking at each of it: the work is that of what is drawn.
pub fn pieces(recording: &Recording, lane: &Lane, window: &Window, into: &mut Vec<Piece>) {
    into.clear();
    let points = recording.lane(lane.task);
    let axis = window.axis;
    let end = axis.end(recording);
    let at = |position: usize| points.get(position).map_or(end, |point| axis.at(recording, point.cursor));
    let mut position = point_at(points, axis.cursor_at(recording, window.start)).unwrap_or(0);
    while let Some(point) = points.get(position) {
        let (from_x, to_x) = (window.x(at(position)), window.x(at(position + 1)));
        if point.state.is_final() || from_x > window.width {
            break;
        }
        if to_x - from_x >= NARROW || position + 1 == points.len() {
            push(
                into,
                Piece {
                    from_x,
                    to_x,
                    point: position,
                    state: point.state,
                    cleaning_up: point.cleaning_up,
                    is_merged: false,
                },
            );
            position += 1;
            continue;
        }
        // All that begins within the pixel, but for the last, which may be wide.
        let last_cursor = axis.cursor_at(recording, window.at(from_x + NARROW));
        let beyond = position + points[position..].partition_point(|point| point.cursor <= last_cursor);
        let next = (beyond - 1).max(position + 1);
        let (before, after) = (lane.counts[position], lane.counts[next]);
        let state = if after.running > before.running {
            TaskState::Running
        } else if after.cancelling > before.cancelling {
            TaskState::Cancelling
        } else {
            point.state
        };
        let to_x = window.x(at(next)).max(from_x + NARROW);
        let cleaning_up = point.cleaning_up;
        push(into, Piece { from_x, to_x, point: position, state, cleaning_up, is_merged: true });
        position = next;
    }
}

/// Adds a piece; one that looks like the merged one before it makes that longer.
fn push(into: &mut Vec<Piece>, piece: Piece) {
    match into.last_mut() {
        Some(last)
            if last.is_merged
                && piece.is_merged
                && (last.state, last.cleaning_up) == (piece.state, piece.cleaning_up)
                && piece.from_x <= last.to_x + NARROW =>
        {
            last.to_x = piece.to_x;
        }
        _ => into.push(piece),
    }
}

/// The point of a lane that holds at a cursor; `None` before the first.
pub fn point_at(points: &[LanePoint], cursor: usize) -> Option<usize> {
    points.partition_point(|point| point.cursor <= cursor).checked_sub(1)
}

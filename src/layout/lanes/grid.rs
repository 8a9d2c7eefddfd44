//! The ticks of virtual time and of iterations.

use super::{Axis, Lanes, Window};
use crate::playback::{Iteration, Recording};

/// Times need so many pixels to be read.
const TIME_PX: f64 = 64.0;
/// Short numbers of iterations need so many, and longer ones so many for each digit.
const NUMBER_PX: f64 = 30.0;
const DIGIT_PX: f64 = 8.0;
/// Lines that are closer than this are no grid.
const LINE_PX: f64 = 7.0;

/// A tick.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick<T> {
    /// Where, in pixels.
    pub x: f64,
    /// What it says.
    pub value: T,
}

/// The ticks that are seen in a window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Virtual times, in seconds.
    pub times: Vec<Tick<f64>>,
    /// The first and the last iteration at one place, where there is room to say so.
    pub iterations: Vec<Tick<(u32, u32)>>,
    /// Where iterations begin, where there is room for a line.
    pub lines: Vec<f64>,
}

impl Grid {
    /// The grid of a window.
    pub fn of(recording: &Recording, lanes: &Lanes, window: &Window) -> Self {
        match window.axis {
            Axis::Steps => Self::of_steps(recording, lanes, window),
            Axis::Seconds => Self::of_seconds(recording, lanes, window),
        }
    }

    fn of_steps(recording: &Recording, lanes: &Lanes, window: &Window) -> Self {
        let iterations = recording.iterations();
        let x = |position: usize| window.x(start(recording, window, &iterations[position]));
        let mut grid = Grid::default();

        let seen = positions(recording, window, iterations.len(), |position| position);
        let number_px = number_px(recording);
        let stride = stride(iterations.len(), window, recording, number_px);
        let mut labels = Spaced::new(number_px);
        let mut lines = Spaced::new(LINE_PX);
        let mut position = seen.0 / stride * stride;
        while position < seen.1 {
            let at = x(position);
            let iteration = &iterations[position];
            let number = iteration.in_loop.map_or(iteration.number, |in_loop| in_loop.1);
            if number > 0 && labels.has_room(at) {
                grid.iterations.push(Tick { x: at, value: (number, number) });
            }
            if lines.has_room(at) {
                grid.lines.push(at);
            }
            position += stride;
        }

        let seen = positions(recording, window, lanes.times.len(), |position| lanes.times[position]);
        let stride = self::stride(lanes.times.len(), window, recording, TIME_PX);
        let mut labels = Spaced::new(TIME_PX);
        let mut position = seen.0 / stride * stride;
        while position < seen.1 {
            let iteration = lanes.times[position];
            let at = x(iteration);
            if labels.has_room(at) {
                grid.times.push(Tick { x: at, value: iterations[iteration].time_secs });
            }
            position += stride;
        }
        grid
    }

    fn of_seconds(recording: &Recording, lanes: &Lanes, window: &Window) -> Self {
        let mut grid = Grid::default();
        let step = nice_step(TIME_PX / window.scale);
        let (begin, end) = (window.axis.begin(recording), window.axis.end(recording));
        let first = (window.start.max(begin) / step).ceil();
        let mut count = 0.0;
        while count < 1_000.0 {
            let secs = (first + count) * step;
            let x = window.x(secs);
            if x > window.width || secs > end * (1.0 + 1e-9) {
                break;
            }
            grid.times.push(Tick { x, value: secs });
            count += 1.0;
        }

        let iterations = recording.iterations();
        let times = &lanes.times;
        let seen = positions(recording, window, times.len(), |position| times[position]);
        let number_px = number_px(recording);
        let stride = stride(times.len(), window, recording, number_px);
        let mut labels = Spaced::new(number_px * 1.5);
        let mut lines = Spaced::new(LINE_PX);
        let mut position = seen.0 / stride * stride;
        while position < seen.1 {
            let end = times.get(position + 1).copied().unwrap_or(iterations.len());
            let (first, last) = (&iterations[times[position]], &iterations[end - 1]);
            let x = window.x(first.time_secs);
            // Those of several loops have no numbers in common.
            if last.number > 0 && last.in_loop.is_none() && labels.has_room(x) {
                grid.iterations.push(Tick { x, value: (first.number.max(1), last.number) });
            }
            if lines.has_room(x) {
                grid.lines.push(x);
            }
            position += stride;
        }
        grid
    }
}

/// So many pixels the numbers of iterations need; the last one is the longest.
fn number_px(recording: &Recording) -> f64 {
    let last = recording.iterations().last().map_or(0, |last| last.number);
    let digits = last.checked_ilog10().map_or(1, |log| log + 1);
    NUMBER_PX.max(f64::from(digits) * DIGIT_PX)
}

/// Where an iteration begins.
fn start(recording: &Recording, window: &Window, iteration: &Iteration) -> f64 {
    window.axis.at(recording, iteration.events.start + 1)
}

/// The first and the last but one of so many things that are seen, each of which begins with an iteration.
fn positions(
    recording: &Recording,
    window: &Window,
    count: usize,
    iteration: impl Fn(usize) -> usize,
) -> (usize, usize) {
    let iterations = recording.iterations();
    let beyond = |at: f64| {
        let (mut from, mut to) = (0, count);
        while from < to {
            let middle = from.midpoint(to);
            if start(recording, window, &iterations[iteration(middle)]) <= at {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    };
    (beyond(window.start).saturating_sub(1), beyond(window.at(window.width)))
}

/// Only one of so many is told, for all to have room on average: the same ones wherever the window is.
fn stride(count: usize, window: &Window, recording: &Recording, room_px: f64) -> usize {
    let length_px = window.axis.length(recording) * window.scale;
    // Half of the room: what is too close somewhere is left out there.
    let each_px = 2.0 * length_px / count.max(1) as f64;
    let mut stride = 1;
    while (stride as f64) * each_px < room_px && stride < count.max(1) {
        stride *= 2;
    }
    stride
}

/// 1, 2 or 5 times a power of ten: the smallest that is not below.
fn nice_step(least: f64) -> f64 {
    let mut step = 1e-9;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if step * factor >= least || step > 1e300 {
                return step * factor;
            }
        }
        step *= 10.0;
    }
}

/// Leaves out what is too close to what stands left of it.
struct Spaced {
    room_px: f64,
    last_x: f64,
}

impl Spaced {
    fn new(room_px: f64) -> Self {
        Spaced { room_px, last_x: f64::NEG_INFINITY }
    }

    fn has_room(&mut self, x: f64) -> bool {
        let has_room = x - self.last_x >= self.room_px;
        if has_room {
            self.last_x = x;
        }
        has_room
    }
}

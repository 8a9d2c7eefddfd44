//! What part of the time is seen, and how large.

use crate::playback::{Command, Player, Recording};
use crate::trace::EventIndex;

/// What the horizontal axis shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// Display time, in which every iteration has room: what the scrubber shows. In milliseconds.
    #[default]
    Steps,
    /// Virtual time, as it is. In seconds.
    Seconds,
}

impl Axis {
    /// Where a cursor is: the moment from which it is shown.
    pub fn at(self, recording: &Recording, cursor: usize) -> f64 {
        match self {
            Axis::Steps => recording.pacing().display_ms_of(cursor),
            Axis::Seconds => secs_of(recording, cursor),
        }
    }

    /// Where the run begins, or what is kept of it.
    pub fn begin(self, recording: &Recording) -> f64 {
        match recording.first() {
            0 => 0.0,
            first => self.at(recording, first),
        }
    }

    /// The last cursor that is not behind a place.
    pub fn cursor_at(self, recording: &Recording, at: f64) -> usize {
        match self {
            Axis::Steps => recording.pacing().cursor_at(at),
            Axis::Seconds => {
                let (mut cursor, mut beyond) = (recording.first(), recording.len());
                while cursor < beyond {
                    let middle = cursor.midpoint(beyond) + 1;
                    if middle <= beyond && secs_of(recording, middle) <= at {
                        cursor = middle;
                    } else {
                        beyond = middle - 1;
                    }
                }
                cursor
            }
        }
    }

    /// Where the run ends. Always behind where it begins.
    pub fn end(self, recording: &Recording) -> f64 {
        let end = match self {
            Axis::Steps => recording.pacing().total_ms(),
            Axis::Seconds => secs_of(recording, recording.len()),
        };
        let begin = self.begin(recording);
        if end > begin { end } else { begin + 1.0 }
    }

    /// How long the run is, or what is kept of it. More than nothing.
    pub fn length(self, recording: &Recording) -> f64 {
        self.end(recording) - self.begin(recording)
    }

    /// Where a player stands.
    pub fn of_player(self, player: &Player) -> f64 {
        match self {
            Axis::Steps => player.position_ms(),
            Axis::Seconds => player.clock_secs(),
        }
    }

    /// What goes to a place.
    pub fn seek(self, at: f64) -> Command {
        match self {
            Axis::Steps => Command::SeekMs(at),
            Axis::Seconds => Command::SeekSecs(at),
        }
    }

    /// A place on this axis for a moment of display time.
    pub fn of_display(self, recording: &Recording, ms: f64) -> f64 {
        match self {
            Axis::Steps => ms,
            Axis::Seconds => recording.pacing().clock_secs_at(ms),
        }
    }

    /// The moment of display time at which a place is reached first.
    pub fn to_display(self, recording: &Recording, at: f64) -> f64 {
        match self {
            Axis::Steps => at,
            Axis::Seconds => recording.pacing().display_ms_of_secs(at),
        }
    }

    /// No closer than so many pixels for one unit.
    fn largest_scale(self) -> f64 {
        match self {
            Axis::Steps => 4.0,
            Axis::Seconds => 1e7,
        }
    }
}

fn secs_of(recording: &Recording, cursor: usize) -> f64 {
    // Of what is no longer kept, the time of what is kept first is the nearest that is known.
    let index = cursor.checked_sub(1).map(|index| index.max(recording.first()));
    let event = index.and_then(|index| recording.log().get(EventIndex(index as u32)));
    event.map_or(0.0, |event| event.time)
}

/// What part of an axis is seen, between two edges of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// What the axis shows.
    pub axis: Axis,
    /// Where the axis is at the left edge.
    pub start: f64,
    /// Pixels for one unit of the axis.
    pub scale: f64,
    /// From edge to edge, in pixels.
    pub width: f64,
}

/// Free space in front of the run and behind it, in pixels.
const MARGIN: f64 = 12.0;
/// What is brought into sight is so far from the edges, as a share of the width.
const EDGE: f64 = 0.08;

impl Window {
    /// A window in which the whole run is seen.
    pub fn fitting(axis: Axis, recording: &Recording, width: f64) -> Self {
        let scale = smallest_scale(axis.length(recording), width).min(axis.largest_scale());
        Window { axis, start: axis.begin(recording) - MARGIN / scale, scale, width }
    }

    /// A window onto the beginning of a run, large enough for something to be told apart; the whole run if that is
    /// small.
    pub fn reading(axis: Axis, recording: &Recording, width: f64) -> Self {
        let fitting = Self::fitting(axis, recording, width);
        let readable = match axis {
            Axis::Steps => 0.045,
            Axis::Seconds => 0.0,
        };
        let scale = fitting.scale.max(readable);
        Window { scale, start: axis.begin(recording) - MARGIN / scale, ..fitting }
    }

    /// Where a place of the axis is seen, in pixels from the left edge.
    pub fn x(&self, at: f64) -> f64 {
        (at - self.start) * self.scale
    }

    /// The place of the axis at so many pixels from the left edge.
    pub fn at(&self, x: f64) -> f64 {
        self.start + x / self.scale
    }

    /// Larger by a factor around a pixel, as far as that makes sense.
    pub fn zoomed(self, factor: f64, around_x: f64, recording: &Recording) -> Self {
        let length = self.axis.length(recording);
        let smallest = smallest_scale(length, self.width);
        let largest = self.axis.largest_scale().max(smallest);
        let scale = (self.scale * factor).clamp(smallest, largest);
        let start = self.at(around_x) - around_x / scale;
        Window { start, scale, ..self }.within(recording)
    }

    /// Moved by so many pixels, to later times.
    pub fn panned(self, by_px: f64, recording: &Recording) -> Self {
        Window { start: self.start + by_px / self.scale, ..self }.within(recording)
    }

    /// Of another width.
    pub fn resized(self, width: f64, recording: &Recording) -> Self {
        let was_fitting = self.scale <= smallest_scale(self.axis.length(recording), self.width) * 1.000_1;
        if was_fitting || self.width <= 0.0 {
            return Self::fitting(self.axis, recording, width);
        }
        Window { width, ..self }.zoomed(1.0, 0.0, recording)
    }

    /// Moved so that a place is seen, if it is not: then at a share of the width.
    pub fn revealing(self, at: f64, share: f64, recording: &Recording) -> Self {
        let x = self.x(at);
        if (0.0..=self.width).contains(&x) { self } else { self.panned(x - share * self.width, recording) }
    }

    /// Moved as little as possible so that places are seen, clear of the edges: the first one, and of the others, in their
    /// order, those for which there is room beside it.
    pub fn showing(self, places: impl Iterator<Item = f64>, recording: &Recording) -> Self {
        let edge = self.width * EDGE;
        let room = (self.width - 2.0 * edge) / self.scale;
        let seen = places.fold(None, |seen: Option<(f64, f64)>, at| match seen {
            None => Some((at, at)),
            Some((from, to)) if to.max(at) - from.min(at) <= room => Some((from.min(at), to.max(at))),
            seen => seen,
        });
        let Some((from, to)) = seen.map(|(from, to)| (self.x(from), self.x(to))) else { return self };
        if from < edge {
            self.panned(from - edge, recording)
        } else if to > self.width - edge {
            self.panned(to - (self.width - edge), recording)
        } else {
            self
        }
    }

    /// Not beyond either end of the run.
    fn within(self, recording: &Recording) -> Self {
        let margin = MARGIN / self.scale;
        let first = self.axis.begin(recording) - margin;
        let last = (self.axis.end(recording) + margin - self.width / self.scale).max(first);
        Window { start: self.start.clamp(first, last), ..self }
    }
}

fn smallest_scale(length: f64, width: f64) -> f64 {
    (width - 2.0 * MARGIN).max(1.0) / length
}

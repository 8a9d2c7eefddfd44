//! What goes from lane to lane.

use super::{Lanes, Rows, Window};
use std::ops::Range;

use crate::playback::{Recording, TaskState};
use crate::trace::{Canceller, Event, EventIndex, EventKind, FutureId, FutureRole, Outcome};

/// Causes are followed so far back.
const DEEPEST: usize = 64;
/// More arrows than that are no picture: then only the strong ones are drawn.
const MOST: usize = 3_000;
/// So many arrows that arrive behind the right edge may begin before it.
const BEHIND: usize = 128;

/// Something that goes from one lane to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    /// What goes.
    pub kind: ArrowKind,
    /// Where it comes from: a lane and a cursor. `None` for what comes from outside of the program.
    pub from: Option<(usize, usize)>,
    /// The lane that it goes to.
    pub lane: usize,
    /// The cursor with which it arrives.
    pub to: usize,
}

/// What goes from lane to lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArrowKind {
    /// A task is created.
    Start,
    /// Something that a task waited on came true: a place, an item, an event.
    Wake,
    /// A result.
    Result,
    /// An exception.
    Exception,
    /// A CancelledError, on its way up.
    Cancelled,
    /// A request to cancel.
    Cancel,
    /// A request to cancel that `cancel()` refused.
    Refused,
    /// A request to cancel that ends at a shield.
    Held,
}

impl ArrowKind {
    /// Whether it is drawn even where there are too many arrows for a picture.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::Exception | Self::Cancel | Self::Refused | Self::Held)
    }
}

impl Lanes {
    /// The arrows that cross some of the rows within a window.
    pub fn arrows<'a>(
        &'a self,
        recording: &Recording,
        rows: &'a Rows,
        seen: Range<usize>,
        window: &Window,
    ) -> impl Iterator<Item = &'a Arrow> {
        let first = window.axis.cursor_at(recording, window.start);
        let last = window.axis.cursor_at(recording, window.at(window.width));
        let within = |arrows: &'a [Arrow]| {
            let from = arrows.partition_point(|arrow| arrow.to < first);
            let to = arrows.partition_point(|arrow| arrow.to <= last);
            &arrows[from..(to + BEHIND).min(arrows.len())]
        };
        let mut arrows = within(&self.arrows);
        if arrows.len() > MOST {
            arrows = within(&self.strong_arrows);
        }
        if arrows.len() > MOST {
            arrows = &[];
        }
        arrows.iter().filter(move |arrow| {
            let to = rows.row_of(arrow.lane);
            let from = arrow.from.map_or(to, |(lane, _)| rows.row_of(lane));
            let begins = arrow.from.is_none_or(|(_, cursor)| cursor <= last);
            begins
                && from.min(to) < seen.end
                && from.max(to) >= seen.start
                && (from != to || arrow.from.is_none())
        })
    }
}

/// All arrows of a run.
pub(super) fn of(recording: &Recording, lanes: &Lanes) -> Vec<Arrow> {
    let finder = Finder { recording, lanes, groups: Vec::new() };
    finder.all()
}

/// A lane and a cursor.
type Spot = (usize, usize);

struct Finder<'a> {
    recording: &'a Recording,
    lanes: &'a Lanes,
    /// Who entered each task group.
    groups: Vec<Option<FutureId>>,
}

impl Finder<'_> {
    fn all(mut self) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        for (index, event) in self.recording.log().iter() {
            if let EventKind::GroupEntered { group, task } = &event.kind {
                let at = group.0 as usize;
                if self.groups.len() <= at {
                    self.groups.resize(at + 1, None);
                }
                self.groups[at] = Some(*task);
            }
            let to = index.0 as usize + 1;
            let found = self.arrow(index, event).filter(|(_, from, lane)| {
                // What a task does to itself is no arrow.
                from.is_none_or(|(from, _)| from != *lane)
            });
            arrows.extend(found.map(|(kind, from, lane)| Arrow { kind, from, lane, to }));
        }
        arrows
    }

    /// What an event sends, from where, and to which lane.
    fn arrow(&self, index: EventIndex, event: &Event) -> Option<(ArrowKind, Option<Spot>, usize)> {
        let now = index.0 as usize + 1;
        match &event.kind {
            EventKind::TaskCreated { task, .. } => {
                let from = self.lane(event.task()?)?;
                Some((ArrowKind::Start, Some((from, now)), self.lane(*task)?))
            }
            EventKind::Woken { task, by } => {
                let lane = self.lane(*task)?;
                let kind = self.carried(*by)?;
                let from = match self.lane(*by) {
                    Some(from) => (from, self.recording.object(*by)?.done?.0 as usize + 1),
                    None => self.source(index, lane)?,
                };
                Some((kind, Some(from), lane))
            }
            EventKind::CancelRequested { target, by, accepted, .. } => {
                let lane = self.lane(*target)?;
                let kind = if *accepted { ArrowKind::Cancel } else { ArrowKind::Refused };
                let here = |task: FutureId| self.lane(task).map(|lane| (lane, now));
                let from = match by {
                    Canceller::Task { task } => here(*task),
                    Canceller::PassedOn { from } => here(*from).or_else(|| self.asked(index)),
                    // Its own, which is marked.
                    Canceller::Timeout { .. } => return None,
                    Canceller::Group { group } => {
                        self.groups.get(group.0 as usize).copied().flatten().and_then(here)
                    }
                    Canceller::Outside | Canceller::FinalCancel | Canceller::Callback => None,
                };
                Some((kind, from, lane))
            }
            EventKind::ShieldHeld { inner, .. } => {
                Some((ArrowKind::Held, Some(self.asked(index)?), self.lane(*inner)?))
            }
            _ => None,
        }
    }

    fn lane(&self, task: FutureId) -> Option<usize> {
        self.lanes.position(task)
    }

    /// What waking by a future brings; `None` for what comes from no other lane.
    fn carried(&self, by: FutureId) -> Option<ArrowKind> {
        let object = self.recording.object(by)?;
        let Some(EventKind::FutureDone { outcome, .. }) =
            object.done.and_then(|done| self.recording.log().get(done)).map(|event| &event.kind)
        else {
            return None;
        };
        let is_outcome = match &object.role {
            Some(FutureRole::Sleep) => return None,
            None | Some(FutureRole::Gather { .. } | FutureRole::Shield { .. } | FutureRole::Plain) => true,
            Some(_) => false,
        };
        match (is_outcome, outcome) {
            (true, Outcome::Result) => Some(ArrowKind::Result),
            (true, Outcome::Cancelled) => Some(ArrowKind::Cancelled),
            (true, Outcome::Failed { error }) if &*error.class == "CancelledError" => {
                Some(ArrowKind::Cancelled)
            }
            (true, Outcome::Failed { .. }) => Some(ArrowKind::Exception),
            (false, Outcome::Result) => Some(ArrowKind::Wake),
            // The request to cancel has an arrow of its own.
            (false, _) => None,
        }
    }

    /// The other lane that a wake-up comes from, along its causes.
    fn source(&self, index: EventIndex, target: usize) -> Option<(usize, usize)> {
        let causes = self.recording.log().causes(index).take(DEEPEST);
        let sources = causes.filter_map(|(index, event)| {
            let done = match &event.kind {
                EventKind::FutureDone { future, .. } => self.lane(*future),
                _ => None,
            };
            let lane = done.or_else(|| self.lane(event.task()?))?;
            Some((lane, index.0 as usize + 1))
        });
        let mut sources = sources.filter(|(lane, _)| *lane != target);
        sources.next()
    }

    /// The lane that was asked to cancel before, along the causes, and when.
    fn asked(&self, index: EventIndex) -> Option<(usize, usize)> {
        let mut causes = self.recording.log().causes(index).skip(1).take(DEEPEST);
        causes.find_map(|(index, event)| match &event.kind {
            EventKind::CancelRequested { target, .. } => Some((self.lane(*target)?, index.0 as usize + 1)),
            _ => None,
        })
    }
}

impl ArrowKind {
    /// The state whose colour it has; `None` for those that are no more than lines.
    pub fn state(self) -> Option<TaskState> {
        match self {
            Self::Start | Self::Wake => None,
            Self::Result => Some(TaskState::Done),
            Self::Exception => Some(TaskState::Failed),
            Self::Cancelled => Some(TaskState::Cancelled),
            Self::Cancel | Self::Refused | Self::Held => Some(TaskState::Cancelling),
        }
    }
}

//! Cancellations as stories: who asked first, which way that went, what stopped it, where it was delivered and what became
//! of it there. A story stays readable until the next one begins.

use crate::trace::{
    Canceller, EventIndex, EventKind, FutureId, FutureRole, GroupId, Log, Outcome, TimeoutId,
};

use super::motion::{Anchor, anchor};
use super::recording::{GroupInfo, Object, TimeoutInfo, is_hidden};
use super::view::TaskState;
use crate::scene::{BlockId, IdMap};

/// A cancellation from its origin to its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Who asked first.
    pub by: Canceller,
    /// Where on the canvas that is.
    pub origin: Anchor,
    // Invariant: not empty, rises by event.
    steps: Vec<StoryStep>,
}

/// One thing that happens in the story of a cancellation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryStep {
    /// What happens.
    pub kind: StepKind,
    /// Where it comes from: for a request, who asked; for a shield, the shield. Otherwise the same as `at`.
    pub from: Anchor,
    /// Where it happens.
    pub at: Anchor,
    /// The event.
    pub event: EventIndex,
}

/// What happens in the story of a cancellation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// `cancel()` was called, and accepted.
    Asked,
    /// `cancel()` was called on what was done already.
    Refused,
    /// A shield keeps it from what it shields.
    Held,
    /// CancelledError is thrown into a task, at its await.
    Delivered,
    /// An `except` or `finally` took it up.
    Caught,
    /// It was raised again.
    Reraised,
    /// It was caught and not raised again: the task goes on.
    Swallowed,
    /// A timeout made it a TimeoutError.
    Converted,
    /// A task, gather or shield ended by it.
    Cancelled,
}

impl StepKind {
    /// Its name in the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Delivered => "delivered",
            Self::Caught => "caught",
            Self::Reraised => "reraised",
            Self::Swallowed => "swallowed",
            Self::Converted => "converted",
            Self::Cancelled => "cancelled",
        }
    }

    /// What a card says of it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Asked => "asked to cancel",
            Self::Refused => "was done already",
            Self::Held => "held back",
            Self::Delivered => "CancelledError here",
            Self::Caught => "caught",
            Self::Reraised => "raised again",
            Self::Swallowed => "swallowed",
            Self::Converted => "made TimeoutError",
            Self::Cancelled => "ended cancelled",
        }
    }
}

impl Story {
    /// What of it has happened before a cursor, in order.
    pub fn until(&self, cursor: usize) -> &[StoryStep] {
        let end = self.steps.partition_point(|step| (step.event.0 as usize) < cursor);
        &self.steps[..end]
    }

    /// The event with which it begins.
    pub fn begins(&self) -> EventIndex {
        self.steps.first().map_or(EventIndex(0), |step| step.event)
    }
}

/// All stories of a run, in the order in which they begin.
pub(super) fn stories<'a>(
    log: &Log,
    object: impl Fn(FutureId) -> Option<&'a Object>,
    timeout: impl Fn(TimeoutId) -> Option<&'a TimeoutInfo>,
    group: impl Fn(GroupId) -> Option<&'a GroupInfo>,
    is_intervened: impl Fn(EventIndex) -> bool,
) -> Vec<Story> {
    let mut teller = Teller { stories: Vec::new(), futures: IdMap::new(), last_request: None };
    let mut main = None;
    for (index, event) in log.iter() {
        let tell = |teller: &mut Teller, story: Option<usize>, kind, from, at| {
            if let Some(story) = story.and_then(|story| teller.stories.get_mut(story)) {
                story.steps.push(StoryStep { kind, from, at, event: index });
            }
        };
        let at = |id: FutureId| anchor(id, &object);
        match &event.kind {
            // `run()` creates its task before any other.
            EventKind::TaskCreated { task, .. } => main = main.or(Some(*task)),
            EventKind::CancelRequested { target, by, accepted, .. } => {
                let inherited = match by {
                    Canceller::PassedOn { from } => teller.known(*from).asked,
                    Canceller::Task { task } => teller.known(*task).passing,
                    Canceller::Group { group: id } => group(*id).and_then(|group| {
                        let parent = teller.known(group.task);
                        parent.passing.or(parent.asked)
                    }),
                    // What is left when a cancellation has ended the main task.
                    Canceller::FinalCancel => main.and_then(|main| teller.known(main).asked),
                    _ => None,
                };
                let from = match by {
                    Canceller::Task { task } => at(*task),
                    Canceller::PassedOn { from } => at(*from),
                    Canceller::Timeout { timeout } => Anchor::Timeout(*timeout),
                    Canceller::Group { group } => Anchor::Group(*group),
                    Canceller::Outside | Canceller::FinalCancel | Canceller::Callback => Anchor::Outside,
                };
                let by = match by {
                    Canceller::Callback if is_intervened(index) => Canceller::Outside,
                    by => *by,
                };
                let story = inherited.unwrap_or_else(|| teller.begin(by, from, event.iteration));
                let shown = object(*target);
                if !is_hidden(shown) && !shown.is_some_and(|it| is_leaf(it.role.as_ref())) {
                    let kind = if *accepted { StepKind::Asked } else { StepKind::Refused };
                    tell(&mut teller, Some(story), kind, from, at(*target));
                }
                if *accepted {
                    teller.of(*target).asked = Some(story);
                }
            }
            EventKind::ShieldHeld { outer, inner } => {
                let story = teller.known(*outer).asked;
                tell(&mut teller, story, StepKind::Held, at(*outer), at(*inner));
            }
            EventKind::Woken { task, by } => teller.of(*task).woken_by = Some(*by),
            EventKind::CancelDelivered { task } => {
                let known = teller.known(*task);
                let awaited = known.woken_by.and_then(|by| teller.known(by).asked);
                let story = known.asked.or(awaited);
                teller.of(*task).passing = story;
                tell(&mut teller, story, StepKind::Delivered, at(*task), at(*task));
            }
            EventKind::CancelCaught { task } => {
                let story = teller.known(*task).passing;
                tell(&mut teller, story, StepKind::Caught, at(*task), at(*task));
            }
            EventKind::CancelReraised { task } => {
                let story = teller.known(*task).passing;
                tell(&mut teller, story, StepKind::Reraised, at(*task), at(*task));
            }
            EventKind::CancelSwallowed { task } => {
                let story = teller.known(*task).passing;
                tell(&mut teller, story, StepKind::Swallowed, at(*task), at(*task));
                teller.forget(*task);
            }
            EventKind::TimeoutConverted { timeout: id } => {
                let Some(task) = timeout(*id).map(|timeout| timeout.task) else { continue };
                let story = teller.known(task).passing;
                tell(&mut teller, story, StepKind::Converted, Anchor::Timeout(*id), Anchor::Timeout(*id));
                teller.forget(task);
            }
            EventKind::FutureDone { future, outcome } => {
                let known = teller.known(*future);
                let story = known.passing.or(known.asked);
                if !is_cancelled(outcome) {
                    teller.forget(*future);
                } else if story.is_some() {
                    let shown = object(*future);
                    if !is_hidden(shown) && !shown.is_some_and(|it| is_leaf(it.role.as_ref())) {
                        tell(&mut teller, story, StepKind::Cancelled, at(*future), at(*future));
                    }
                    // Whoever awaits it gets CancelledError from it.
                    teller.of(*future).asked = story;
                }
            }
            _ => {}
        }
    }
    let mut stories = teller.stories;
    stories.retain(|story| !story.steps.is_empty());
    stories
}

fn is_cancelled(outcome: &Outcome) -> bool {
    TaskState::of_outcome(outcome) == TaskState::Cancelled
}

/// What a task waits on in one of its own awaits: no station of its own.
fn is_leaf(role: Option<&FutureRole>) -> bool {
    matches!(role, Some(FutureRole::Sleep | FutureRole::GroupEnd { .. } | FutureRole::Wait { .. }))
}

/// What is known of a future.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The story in which it was asked to cancel, or by which it ended.
    asked: Option<usize>,
    /// The story whose CancelledError passes through it.
    passing: Option<usize>,
    woken_by: Option<FutureId>,
}

struct Teller {
    stories: Vec<Story>,
    futures: IdMap<Known>,
    /// Who asked last of its own accord, and in which iteration: what it asks for there is one story.
    last_request: Option<(Canceller, u32)>,
}

impl Teller {
    fn known(&self, id: FutureId) -> Known {
        self.futures.get(&BlockId(id.0)).copied().unwrap_or_default()
    }

    fn of(&mut self, id: FutureId) -> &mut Known {
        let id = BlockId(id.0);
        if !self.futures.contains_key(&id) {
            self.futures.insert(id, Known::default());
        }
        self.futures.get_mut(&id).expect("it was put there")
    }

    fn forget(&mut self, id: FutureId) {
        self.futures.remove(&BlockId(id.0));
    }

    fn begin(&mut self, by: Canceller, origin: Anchor, iteration: u32) -> usize {
        if self.last_request != Some((by, iteration)) || self.stories.is_empty() {
            self.last_request = Some((by, iteration));
            self.stories.push(Story { by, origin, steps: Vec::new() });
        }
        self.stories.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::recording::Recording;
    use crate::playback::testing::{BOSS, BOTH, FETCH, SHIELD, STORE, STORE_SLEEP, Script, cascade};

    fn told(recording: &Recording) -> Vec<Vec<(&'static str, Anchor)>> {
        let steps = |story: &Story| {
            story.until(usize::MAX).iter().map(|step| (step.kind.word(), step.at)).collect::<Vec<_>>()
        };
        recording.stories().iter().map(steps).collect()
    }

    fn boss_cancelled_beside_store() -> Script {
        let mut script = Script::new();
        script.create(BOSS, "boss");
        script.create(STORE, "store");
        script.cancel(BOSS, Canceller::Outside, 1);
        script
    }

    fn at(id: FutureId) -> Anchor {
        Anchor::Future(id)
    }

    #[test]
    fn a_cascade_is_one_story_from_its_origin_to_its_ends() {
        let recording = cascade().record();
        assert_eq!(
            told(&recording),
            [[
                ("asked", at(BOSS)),
                ("asked", at(BOTH)),
                ("asked", at(SHIELD)),
                ("cancelled", at(SHIELD)),
                ("held", at(FETCH)),
                ("asked", at(STORE)),
                ("delivered", at(STORE)),
                ("cancelled", at(STORE)),
                ("cancelled", at(BOTH)),
                ("delivered", at(BOSS)),
                ("cancelled", at(BOSS)),
            ]]
        );
        assert_eq!(recording.stories()[0].by, Canceller::Outside);
    }

    #[test]
    fn a_story_is_told_as_far_as_the_cursor() {
        let recording = cascade().record();
        let story = &recording.stories()[0];
        let begins = story.begins().0 as usize;
        assert_eq!(story.until(begins).len(), 0);
        assert_eq!(story.until(begins + 1).len(), 1);
        assert!(recording.story(begins).is_none());
        assert_eq!(recording.story(begins + 1), Some(story));
        assert_eq!(recording.story(recording.len()), Some(story), "it stays after the end");
    }

    #[test]
    fn what_a_task_cancels_while_it_is_cancelled_itself_belongs_to_the_story() {
        let mut script = boss_cancelled_beside_store();
        script.iteration(1).step(BOSS, |s| {
            s.emit(EventKind::CancelDelivered { task: BOSS });
            s.emit(EventKind::CancelCaught { task: BOSS });
            s.cancel(STORE, Canceller::Task { task: BOSS }, 1);
            s.emit(EventKind::CancelReraised { task: BOSS });
            s.done(BOSS, Outcome::Cancelled);
        });
        let words: Vec<_> = told(&script.record())[0].iter().map(|(word, _)| *word).collect();
        assert_eq!(words, ["asked", "delivered", "caught", "asked", "reraised", "cancelled"]);
    }

    #[test]
    fn what_run_cancels_since_main_was_cancelled_belongs_to_the_story() {
        let mut script = boss_cancelled_beside_store();
        script.iteration(1).step(BOSS, |s| {
            s.emit(EventKind::CancelDelivered { task: BOSS });
            s.done(BOSS, Outcome::Cancelled);
        });
        script.iteration(1).cancel(STORE, Canceller::FinalCancel, 1);
        let words: Vec<_> = told(&script.record())[0].iter().map(|(word, _)| *word).collect();
        assert_eq!(words, ["asked", "delivered", "cancelled", "asked"]);
    }

    #[test]
    fn after_a_task_has_swallowed_a_cancellation_its_requests_begin_another_story() {
        let mut script = boss_cancelled_beside_store();
        script.iteration(1).step(BOSS, |s| {
            s.emit(EventKind::CancelDelivered { task: BOSS });
            s.emit(EventKind::CancelSwallowed { task: BOSS });
            s.cancel(STORE, Canceller::Task { task: BOSS }, 1);
            s.cancel(FETCH, Canceller::Task { task: BOSS }, 1);
        });
        let told = told(&script.record());
        assert_eq!(told[0].last(), Some(&("swallowed", at(BOSS))));
        assert_eq!(told[1], [("asked", at(STORE)), ("asked", at(FETCH))], "one step, one story");
    }

    #[test]
    fn who_awaits_what_was_cancelled_is_reached_by_the_same_story() {
        let mut script = Script::new();
        script.create(BOSS, "boss");
        script.create(STORE, "store");
        script.iteration(1).step(BOSS, |s| s.wait(BOSS, STORE));
        script.step(STORE, |s| s.sleep(STORE, STORE_SLEEP, 2.0));
        script.cancel(STORE, Canceller::Outside, 1);
        script.iteration(1).step(STORE, |s| {
            s.emit(EventKind::CancelDelivered { task: STORE });
            s.done(STORE, Outcome::Cancelled);
        });
        script.wake(BOSS, STORE);
        script.iteration(1).step(BOSS, |s| {
            s.emit(EventKind::CancelDelivered { task: BOSS });
        });
        assert_eq!(told(&script.record())[0].last(), Some(&("delivered", at(BOSS))));
    }
}

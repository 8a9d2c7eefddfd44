//! Which lines of the console and which events are listed: those of one task, those with some words in them.

use std::rc::Rc;

use super::{Sheet, Tab, Workspace};
use crate::playback::{ConsoleLine, Recording, label, sentence};
use crate::scene::BlockId;
use crate::trace::{EventIndex, FutureId};

/// What is listed. A line or an event is if all of it is true of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// These words are in it as they stand here, whatever their case.
    pub words: Rc<str>,
    /// It is this task's, or tells of it; with its name.
    pub task: Option<(FutureId, Rc<str>)>,
    /// Whether somebody has just asked for the field, and wants to write in it.
    pub is_begun: bool,
}

/// What somebody does with it.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterBy {
    /// Asks for it.
    Open,
    /// By these words.
    Words(Rc<str>),
    /// By the task of this card.
    Task(BlockId),
    /// By no task any more.
    AnyTask,
    /// All is listed again.
    Close,
}

impl Filter {
    /// Whether everything is listed.
    pub fn is_empty(&self) -> bool {
        self.task.is_none() && self.words.trim().is_empty()
    }

    /// Whether a line is listed.
    pub fn has_line(&self, line: &ConsoleLine) -> bool {
        self.task.as_ref().is_none_or(|(task, _)| line.task == Some(*task))
            && self.has_words([&*line.name, " ", &*line.text].concat())
    }

    /// Whether an event is listed, which is told in a sentence.
    fn has_event(&self, recording: &Recording, event: EventIndex) -> bool {
        let told = sentence(recording, event);
        let is_of = |(task, name): &(FutureId, Rc<str>)| {
            let by = recording.log().get(event).and_then(|event| event.task());
            by == Some(*task) || names(&told, name)
        };
        self.task.as_ref().is_none_or(is_of) && self.has_words(told)
    }

    /// Whether the words are in a text.
    fn has_words(&self, mut text: String) -> bool {
        text.make_ascii_lowercase();
        text.contains(self.words.trim().to_ascii_lowercase().as_str())
    }
}

/// Whether a sentence names a task, and not one whose name begins or ends alike.
fn names(told: &str, name: &str) -> bool {
    // Every letter that is not ASCII counts as one of a name: tables of what letters there are weigh too much.
    let is_in_word =
        |byte: Option<&u8>| byte.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_' || *it >= 0x80);
    let (told, name) = (told.as_bytes(), name.as_bytes());
    told.windows(name.len().max(1)).enumerate().any(|(at, part)| {
        let before = at.checked_sub(1).and_then(|before| told.get(before));
        part == name && !is_in_word(before) && !is_in_word(told.get(at + name.len()))
    })
}

/// The events that are listed, found once for a run and looked at from all of its moments.
#[derive(Debug, Default)]
pub struct Found {
    recording: Option<Rc<Recording>>,
    filter: Filter,
    /// So many events of the recording were looked at.
    looked: usize,
    // Rises.
    events: Vec<EventIndex>,
}

impl Found {
    /// Those of a recording.
    pub fn of(&mut self, recording: &Rc<Recording>, filter: &Filter) -> &[EventIndex] {
        let when = |of: &Recording, event| of.log().get(event).map(|event| (event.time, event.task()));
        let goes_on = |before: &Rc<Recording>| {
            let is_same = |event: &EventIndex| when(before, *event) == when(recording, *event);
            let is_longer = before.is_open() && before.len() <= recording.len();
            Rc::ptr_eq(before, recording) || (is_longer && before.visible().last().is_none_or(is_same))
        };
        if self.filter != *filter || !self.recording.as_ref().is_some_and(goes_on) {
            *self = Found { filter: filter.clone(), ..Found::default() };
        }
        // What is no longer kept of a run without an end is not listed.
        let gone = self.events.partition_point(|event| (event.0 as usize) < recording.first());
        self.events.drain(..gone);
        let new = recording.visible();
        let from = new.partition_point(|event| (event.0 as usize) < self.looked);
        let new = new.get(from..).unwrap_or_default();
        self.events.extend(new.iter().copied().filter(|event| filter.has_event(recording, *event)));
        (self.looked, self.recording) = (recording.len(), Some(recording.clone()));
        &self.events
    }
}

impl Workspace {
    /// The filter is another one.
    #[inline(never)]
    pub(super) fn filter_by(&mut self, by: FilterBy) {
        let mut filter = self.filter.as_deref().cloned().unwrap_or_default();
        filter.is_begun = by == FilterBy::Open;
        match by {
            FilterBy::Open => {}
            FilterBy::Words(words) => filter.words = words,
            FilterBy::Task(card) => match self.task_of(card) {
                Some(task) => filter.task = Some(task),
                None => return,
            },
            FilterBy::AnyTask => filter.task = None,
            FilterBy::Close => {
                self.filter = None;
                return;
            }
        }
        self.filter = Some(Rc::new(filter));
        self.panels_folded = false;
        if !matches!(self.tab, Tab::Console | Tab::Events) {
            self.tab = Tab::Events;
        }
        if self.sheet.is_some() {
            self.sheet = Some(if self.tab == Tab::Console { Sheet::Console } else { Sheet::Events });
        }
    }

    /// The task of a card in the run that is shown, and its name.
    fn task_of(&self, card: BlockId) -> Option<(FutureId, Rc<str>)> {
        let player = &self.run.as_ref()?.player;
        let task = player.view().of_block(card.0)?.task?.id;
        Some((task, label(player.recording(), task).into()))
    }

    /// The card whose task the lists can be narrowed to: the selected one, unless they are already.
    pub fn offered_task(&self) -> Option<(BlockId, Rc<str>)> {
        let card = self.selected()?;
        let (task, name) = self.task_of(card)?;
        let known = self.filter.as_ref().and_then(|filter| filter.task.as_ref());
        known.is_none_or(|(known, _)| *known != task).then_some((card, name))
    }

    /// A task that is none of the run's that is shown now narrows nothing.
    pub(super) fn forget_filter(&mut self) {
        let (Some(filter), Some(run)) = (&self.filter, &self.run) else { return };
        let recording = run.player.recording();
        let is_gone = |(task, name): &(FutureId, Rc<str>)| label(recording, *task) != **name;
        if filter.task.as_ref().is_some_and(is_gone) {
            self.filter = Some(Rc::new(Filter { task: None, ..(**filter).clone() }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Event, EventKind, Log};

    fn created(task: u32, name: &str) -> EventKind {
        EventKind::TaskCreated { task: FutureId(task), name: name.into(), coroutine: "work".into() }
    }

    fn recording(kinds: &[(u32, EventKind)]) -> Rc<Recording> {
        let mut log = Log::new();
        for (task, kind) in kinds {
            log.push(Event::new((0.0, 1), Some(FutureId(*task)), None, None, kind.clone()));
        }
        Rc::new(Recording::new(log, Vec::new()))
    }

    fn listed(recording: &Rc<Recording>, filter: &Filter) -> Vec<String> {
        Found::default().of(recording, filter).iter().map(|event| sentence(recording, *event)).collect()
    }

    #[test]
    fn a_task_lists_what_it_does_and_what_tells_of_it_and_nothing_of_one_with_a_longer_name() {
        let recording = recording(&[
            (1, created(1, "Task-1")),
            (1, created(12, "Task-12")),
            (12, created(13, "Task-13")),
        ]);
        let of = |task: u32, name: &str| {
            let task = Some((FutureId(task), name.into()));
            listed(&recording, &Filter { task, ..Filter::default() })
        };
        assert_eq!(of(12, "Task-12"), ["Task-1 creates task Task-12", "Task-12 creates task Task-13"]);
        assert!(of(1, "Task-1").iter().all(|told| !told.contains("Task-13")));
    }

    #[test]
    fn the_words_are_in_what_is_listed_whatever_their_case() {
        let recording = recording(&[(1, created(1, "boss")), (1, created(2, "Worker"))]);
        let of = |words: &str| listed(&recording, &Filter { words: words.into(), ..Filter::default() });
        assert_eq!(of(" TASK worker"), ["boss creates task Worker"]);
        assert_eq!(of("worker task"), [""; 0]);
        assert_eq!(of(" ").len(), recording.visible().len());
    }

    #[test]
    fn the_same_is_found_again_for_another_run_or_another_filter() {
        let (one, other) = (recording(&[(1, created(1, "one"))]), recording(&[(1, created(1, "other"))]));
        let (all, by_one) = (Filter::default(), Filter { words: "one".into(), ..Filter::default() });
        let mut found = Found::default();
        assert_eq!(found.of(&one, &by_one).len(), 1);
        assert_eq!(found.of(&other, &by_one).len(), 0);
        assert_eq!(found.of(&other, &all).len(), other.visible().len());
    }
}

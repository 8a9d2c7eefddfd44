//! Why a line was not printed.

use std::rc::Rc;

use super::teller::{Goal, Teller};
use crate::playback::motion::Anchor;
use crate::program::{Place, Printable};
use crate::scene::{BlockId, BlockKind, Scene, Step, flatten};
use crate::trace::{EventIndex, EventKind, FutureId, Outcome};

/// The places of a scene that print.
pub fn printables_of(scene: &Scene) -> Vec<Printable> {
    let mut all = Vec::new();
    let label = |target: &BlockId, then: &str| -> Rc<str> {
        let label = scene.blocks.get(target).map_or("", |block| &block.label);
        [label, then].concat().into()
    };
    for (id, block) in &scene.blocks {
        let BlockKind::Task { steps } = &block.kind else { continue };
        for (line, step) in (0..).zip(flatten(steps)) {
            let (text, is_open) = match step {
                Step::Print { text } => (text.as_str().into(), false),
                Step::Await { target, print: true } => (label(target, ":"), true),
                Step::Cancel { target } => (label(target, ".cancel() ->"), true),
                Step::Look { target } => (label(target, ": done() is"), true),
                _ => continue,
            };
            let (block, function) = (Some(id.0), block.label.as_str().into());
            all.push(Printable { block, line, function, texts: vec![text], is_open: (false, is_open) });
        }
    }
    all
}

impl Teller<'_> {
    pub(super) fn ask_missing(&mut self, text: &str, printables: &[Printable]) -> (String, Option<Goal>) {
        let question = ["Why is “", text, "” not printed?"].concat();
        let printed = self.recording.log().iter().find(|(_, event)| match &event.kind {
            EventKind::Printed { text: line } | EventKind::ThreadPrinted { text: line, .. } => {
                &**line == text
            }
            _ => false,
        });
        if let Some((index, event)) = printed {
            let at = self.secs(event.time);
            self.say(Some(index), Anchor::Outside, &["it is printed, at ", &at]);
            return (question, Some(Goal::Act(index)));
        }
        let mut fitting: Vec<&Printable> =
            printables.iter().filter(|place| place.could_print(text)).collect();
        // One that can print nothing else says more than one that could print anything.
        crate::order::sort_by_key(&mut fitting, |place| (place.only().is_none(), place.texts.is_empty()));
        let Some(place) = fitting.first() else {
            self.say(None, Anchor::Outside, &["nothing in the program prints that"]);
            return (question, None);
        };
        let where_ = match place.block {
            Some(_) => ["only ", &*place.function, " would print that"].concat(),
            None => {
                ["only line ", &*place.line.to_string(), ", in ", &place.function, "(), could print that"]
                    .concat()
            }
        };
        let goal = self.tell_unreached(place, &where_, text);
        (question, goal)
    }

    /// Why nobody came to a place that prints.
    fn tell_unreached(&mut self, place: &Printable, only: &str, text: &str) -> Option<Goal> {
        let runs = |id: &FutureId| match place.block {
            Some(block) => self.recording.object(*id).is_some_and(
                |object| matches!(object.place, Some(Place::Block { block: of, .. }) if of == block),
            ),
            None => self.coroutine(*id) == Some(&place.function),
        };
        let mut tasks: Vec<FutureId> = self.recording.tasks().map(|(id, _)| id).filter(runs).collect();
        if tasks.is_empty() && place.block.is_none() {
            // A coroutine that another one awaits is part of that one's task: whoever was at one of its lines.
            tasks = self.at_lines_like(place);
        }
        let warned = self.recording.log().iter().find(|(_, event)| match &event.kind {
            EventKind::Warned { text, .. } => {
                !place.function.is_empty()
                    && text.contains("never awaited")
                    && text.contains(&*place.function)
            }
            _ => false,
        });
        if let Some((index, _)) = warned {
            let parts =
                [only, ", and a coroutine of it was only made and never awaited: that one has never run"];
            self.say(Some(index), Anchor::Outside, &parts);
            return None;
        }
        let printed = |task: Option<FutureId>| {
            self.recording.log().iter().rev().find_map(|(index, event)| match &event.kind {
                EventKind::Printed { text }
                    if self.is_at(event.origin(), place) && (task.is_none() || event.task() == task) =>
                {
                    Some((index, event.task(), text.clone()))
                }
                _ => None,
            })
        };
        let ended_well = |task: &FutureId| matches!(self.end_of(*task), Some((_, Outcome::Result)));
        // Of several the one that the line names, or else one that did not come to it.
        let names = |task: &FutureId| {
            let name = self.recording.object(*task).and_then(|object| object.name.clone());
            name.is_some_and(|name| place.only().is_none() && text.contains(&*name))
        };
        let rank = |task: &FutureId| (!names(task), printed(Some(*task)).is_some(), ended_well(task), *task);
        crate::order::sort_by_key(&mut tasks, rank);
        let last = match tasks.first() {
            Some(task) => printed(Some(*task)),
            None => printed(None),
        };
        if let Some((index, by, last)) = last {
            let goes_on = by.filter(|by| !ended_well(by));
            let tail = goes_on.and_then(|by| {
                let (_, outcome) = self.end_of(by)?;
                Some(["; then ", &self.name(by), " ", &self.ended_as(by, outcome)].concat())
            });
            let tail = tail.unwrap_or_default();
            let parts = [only, "; the last that it printed was “", &last, "”", &tail];
            self.say(Some(index), super::teller::anchor(by), &parts);
            return Some(goes_on.map_or(Goal::Act(index), Goal::Pending));
        }
        let Some(&task) = tasks.first() else {
            self.say(None, Anchor::Outside, &[only, ", and no task came to run it"]);
            return None;
        };
        let name = self.name(task);
        let end = self.end_of(task);
        let last = match end {
            Some((done, _)) => done,
            None => self.last_of(task, self.now(), |event| event.task() == Some(task))?,
        };
        let how = match end.map(|(_, outcome)| outcome) {
            None => " has not got there",
            Some(Outcome::Result) => " returned without getting there",
            Some(Outcome::Cancelled) => " was cancelled before it got there",
            Some(Outcome::Failed { .. }) => " failed before it got there",
        };
        self.say_of(task, last, &[only, ": ", &name, how]);
        match end {
            Some(_) => Some(Goal::Ended(task)),
            None => Some(Goal::Pending(task)),
        }
    }

    fn is_at(&self, origin: Option<crate::trace::Origin>, place: &Printable) -> bool {
        match self.recording.place(origin) {
            Some(Place::Block { block, step }) => match place.block {
                Some(of) => of == block && step == Some(place.line),
                None => step == Some(place.line),
            },
            _ => false,
        }
    }

    /// The tasks that did something between the beginning of a function and a line of it; the nearest one first.
    fn at_lines_like(&self, place: &Printable) -> Vec<FutureId> {
        let mut nearest: Option<(u32, EventIndex, FutureId)> = None;
        for (index, event) in self.recording.log().iter() {
            if let (Some(task), Some(Place::Block { step: Some(line), .. })) =
                (event.task(), self.recording.place(event.origin()))
                && line <= place.line
                && nearest.is_none_or(|(best, ..)| line >= best)
            {
                nearest = Some((line, index, task));
            }
        }
        nearest.map(|(.., task)| task).into_iter().collect()
    }
}

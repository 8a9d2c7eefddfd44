//! What is asked of a recording: the choices, the answer and when it is decided.

use std::rc::Rc;

use super::{Asked, Choices, Guess, Quiz, Unknown, names_of};
use crate::lesson::Question;
use crate::order;
use crate::playback::recording::Recording;
use crate::program::Place;
use crate::trace::{EventIndex, EventKind, FutureId, Outcome, RunEnd};

/// At most so many lines or tasks to choose from.
pub(super) const MAX_CHOICES: usize = 12;
/// Of so many different lines some are offered.
const MAX_LINES: usize = 200;
/// So many lines can be put in order if none are named.
const MAX_ORDER: usize = 8;
/// How a task can end.
const OUTCOMES: [&str; 4] = ["It returns", "It raises an exception", "It is cancelled", "It never ends"];
/// How a run can end.
const ENDS: [&str; 4] = ["Well", "With an exception", "In a deadlock", "At a limit"];

/// What of a [`Quiz`] follows from the question and the recording.
struct Found {
    choices: Choices,
    right: Guess,
    decided: usize,
    whys: Vec<Asked>,
}

/// A question that has one answer, and that one explanation.
fn one(choices: Choices, right: Guess, decided: usize, why: Asked) -> Found {
    Found { choices, right, decided, whys: vec![why] }
}

pub(super) fn asked(recording: &Recording, question: &Question, wording: String) -> Result<Quiz, Unknown> {
    let Found { choices, right, decided, whys } = found(recording, question, &wording)?;
    Ok(Quiz { wording, choices, right, decided, whys })
}

fn found(recording: &Recording, question: &Question, wording: &str) -> Result<Found, Unknown> {
    let end = recording.len();
    Ok(match question {
        Question::FirstLine => first_line(recording, wording)?,
        Question::LastLine => last_line(recording, wording)?,
        Question::Order(named) => order_of_lines(recording, named, wording)?,
        Question::Printed(text) => {
            let line = line_of(recording, text);
            let why = match &line {
                Some(line) => Asked::Event(line.event),
                None => Asked::MissingLine(text.as_str().into()),
            };
            let right = Guess::One(usize::from(line.is_none()));
            let decided = line.map_or(end, |line| after(line.event));
            one(Choices::One(["Yes", "No"].map(Rc::from).into()), right, decided, why)
        }
        Question::TimeOf(text) => {
            let Line { event, .. } = line_of(recording, text).ok_or_else(|| never(text))?;
            let right = Guess::Seconds(time_of(recording, event));
            one(Choices::Seconds, right, after(event), Asked::Event(event))
        }
        Question::TimeOfEnd => {
            let last = (end as u32).saturating_sub(1);
            let right = Guess::Seconds(time_of(recording, EventIndex(last)));
            one(Choices::Seconds, right, end, Asked::RunEnd)
        }
        Question::Outcome(name) => {
            let id = named(recording, name)?;
            let (outcome, decided) = outcome_of(recording, id);
            let right = match outcome {
                Some(Outcome::Result) => 0,
                Some(Outcome::Failed { .. }) => 1,
                Some(Outcome::Cancelled) => 2,
                None => 3,
            };
            let choices = Choices::One(OUTCOMES.map(Rc::from).into());
            one(choices, Guess::One(right), decided, Asked::Outcome(id))
        }
        Question::Cancelled(names) => cancelled(recording, names)?,
        Question::End => {
            let how = recording.log().iter().rev().find_map(|(_, event)| match &event.kind {
                EventKind::RunEnded { how } => Some(how),
                _ => None,
            });
            let right = match how {
                Some(RunEnd::Ok) => 0,
                Some(RunEnd::Failed { .. }) => 1,
                Some(RunEnd::Deadlock { .. }) => 2,
                Some(RunEnd::Limit { .. }) => 3,
                None => return Err("The run has no end".into()),
            };
            one(Choices::One(ENDS.map(Rc::from).into()), Guess::One(right), end, Asked::RunEnd)
        }
    })
}

fn first_line(recording: &Recording, wording: &str) -> Result<Found, Unknown> {
    let (event, text) = printed(recording).next().ok_or("Nothing is printed")?;
    Ok(line_among_others(recording, wording, (event, text), after(event)))
}

fn last_line(recording: &Recording, wording: &str) -> Result<Found, Unknown> {
    let line = printed(recording).next_back().ok_or("Nothing is printed")?;
    Ok(line_among_others(recording, wording, line, recording.len()))
}

/// Which line it is, of some that are printed.
fn line_among_others(
    recording: &Recording,
    wording: &str,
    (event, text): (EventIndex, &Rc<str>),
    decided: usize,
) -> Found {
    let mut texts: Vec<Rc<str>> = lines(recording).into_iter().map(|line| line.text).collect();
    if !texts.contains(text) {
        texts.push(text.clone());
    }
    let choices = few(texts, text, |text| shuffled(wording, text));
    let right = choices.iter().position(|choice| choice == text).unwrap_or_default();
    one(Choices::One(choices), Guess::One(right), decided, Asked::Event(event))
}

/// In which order lines are printed, those that are named or all.
fn order_of_lines(recording: &Recording, named: &[String], wording: &str) -> Result<Found, Unknown> {
    let mut chosen: Vec<Line> = Vec::new();
    for text in named {
        let line = line_of(recording, text).ok_or_else(|| never(text))?;
        if !chosen.contains(&line) {
            chosen.push(line);
        }
    }
    if named.is_empty() {
        chosen = lines(recording);
    }
    if chosen.len() > MAX_ORDER.max(named.len()) {
        return Err("There are more lines than can be put in order: name some".into());
    }
    if chosen.len() < 2 {
        return Err("There are no two lines to put in order".into());
    }
    order::sort_by_key(&mut chosen, |line| shuffled(wording, &line.text));
    let mut right: Vec<usize> = (0..chosen.len()).collect();
    order::sort_by_key(&mut right, |choice| chosen[*choice].event);
    let decided = chosen.iter().map(|line| after(line.event)).max().unwrap_or(recording.len());
    if let [line, other] = &*chosen {
        let then = |first: &Line, next: &Line| [&*first.text, ", then ", &*next.text].concat().into();
        let why = Asked::Event(if right.is_sorted() { line.event } else { other.event });
        let choices = Choices::One(vec![then(line, other), then(other, line)]);
        return Ok(one(choices, Guess::One(right[0]), decided, why));
    }
    // Who leaves all as it is has not answered.
    if right.is_sorted() {
        chosen.rotate_left(1);
        right.rotate_right(1);
    }
    let whys = chosen.iter().map(|line| Asked::Event(line.event)).collect();
    let texts = chosen.into_iter().map(|line| line.text).collect();
    Ok(Found { choices: Choices::Order(texts), right: Guess::Order(right), decided, whys })
}

/// Which tasks are cancelled, of those that are named or all.
fn cancelled(recording: &Recording, names: &[String]) -> Result<Found, Unknown> {
    let mut names = match names {
        [] => names_of(recording),
        named => named.iter().map(|name| Rc::from(name.as_str())).collect(),
    };
    names.truncate(MAX_CHOICES);
    order::sort(&mut names);
    names.dedup();
    let ids = names.iter().map(|name| named(recording, name)).collect::<Result<Vec<_>, _>>()?;
    if ids.is_empty() {
        return Err("There are no tasks to choose from".into());
    }
    let ends: Vec<_> = ids.iter().map(|id| outcome_of(recording, *id)).collect();
    let is_cancelled = |choice: &usize| matches!(ends[*choice].0, Some(Outcome::Cancelled));
    let right = (0..ends.len()).filter(is_cancelled).collect();
    let decided = ends.iter().map(|end| end.1).max().unwrap_or(recording.len());
    let whys = ids.into_iter().map(Asked::Outcome).collect();
    Ok(Found { choices: Choices::Any(names), right: Guess::Any(right), decided, whys })
}

/// A line and the event that printed it first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: Rc<str>,
    pub(super) event: EventIndex,
}

/// The different lines, in the order of their first printing.
pub(super) fn lines(recording: &Recording) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (event, text) in printed(recording) {
        // Who prints very much is asked about in other ways.
        if lines.len() < MAX_LINES && !lines.iter().any(|line| *line.text == **text) {
            lines.push(Line { text: text.clone(), event });
        }
    }
    lines
}

/// The first printing of a line.
pub(super) fn line_of(recording: &Recording, text: &str) -> Option<Line> {
    let (event, text) = printed(recording).find(|(_, printed)| ***printed == *text)?;
    Some(Line { text: text.clone(), event })
}

pub(super) fn printed(recording: &Recording) -> impl DoubleEndedIterator<Item = (EventIndex, &Rc<str>)> {
    recording.log().iter().filter_map(|(index, event)| match &event.kind {
        EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => Some((index, text)),
        _ => None,
    })
}

/// Not more lines than one likes to read, with the right one among them, in the order of their places.
pub(super) fn few(mut lines: Vec<Rc<str>>, right: &Rc<str>, place: impl Fn(&str) -> u32) -> Vec<Rc<str>> {
    order::sort_by_key(&mut lines, |line| place(line));
    let spacing = lines.len().div_ceil(MAX_CHOICES).max(1);
    let phase = lines.iter().position(|line| line == right).unwrap_or_default() % spacing;
    lines.into_iter().skip(phase).step_by(spacing).collect()
}

/// Where a choice of a question stands among the others: anywhere, but always there.
pub(super) fn shuffled(question: &str, choice: &str) -> u32 {
    let hashed = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = question.bytes().chain([0]).chain(choice.bytes()).fold(0x811c_9dc5, hashed);
    // Texts that differ in their last letter alone would stay together otherwise.
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35)
}

pub(super) fn never(text: &str) -> Unknown {
    ["\u{201c}", text, "\u{201d} is never printed in this run"].concat()
}

/// The cursor right after an event.
pub(super) fn after(event: EventIndex) -> usize {
    event.0 as usize + 1
}

pub(super) fn time_of(recording: &Recording, event: EventIndex) -> f64 {
    recording.log().get(event).map_or(0.0, |event| event.time)
}

/// How a task or other future ends, and the cursor from which on that is so.
pub(super) fn outcome_of(recording: &Recording, id: FutureId) -> (Option<Outcome>, usize) {
    let done = recording.object(id).and_then(|object| object.done);
    let outcome = done.and_then(|done| match &recording.log().get(done)?.kind {
        EventKind::FutureDone { outcome, .. } => Some(outcome.clone()),
        _ => None,
    });
    (outcome, done.map_or(recording.len(), after))
}

/// The first task of a name, or else what the card of that name stands for.
pub(super) fn named(recording: &Recording, name: &str) -> Result<FutureId, Unknown> {
    let is_named = |other: &Option<Rc<str>>| other.as_deref() == Some(name);
    let task = recording.tasks().find(|(_, object)| is_named(&object.name)).map(|(id, _)| id);
    let of_card = || {
        recording.log().iter().find_map(|(_, event)| match (&event.kind, recording.place(event.origin())?) {
            (EventKind::FutureCreated { future, .. }, Place::Block { block, step: None })
                if recording.block_label(block) == Some(name) =>
            {
                Some(*future)
            }
            _ => None,
        })
    };
    task.or_else(of_card).ok_or_else(|| ["Nothing is called \u{201c}", name, "\u{201d} in this run"].concat())
}

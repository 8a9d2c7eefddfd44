//! Questions to be answered before a run is shown: what can be chosen, and what is right. Everything is computed from the
//! recording, nothing is written down anywhere.
//!
//! Lines to choose from stand in an order that follows from the question and their texts alone: it says nothing about the
//! run, and is the same for all who are asked. Only lines to be put in order are never offered in the right one; of two lines
//! that would give the order away, so both orders are offered. Tasks are sorted by name.

mod asked;

use std::rc::Rc;

use self::asked::{asked, line_of, lines, named, never};
use super::recording::Recording;
use super::why::Question as Asked;
use crate::lesson::{Ask, Why};
use crate::trace::EventIndex;

/// A time is right if it is that near: half of what the clock shows.
const TOLERANCE_SECS: f64 = 0.005_1;

/// A question that can be asked about a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiz {
    /// What is asked, in words.
    pub wording: String,
    /// What can be answered.
    pub choices: Choices,
    /// What is right.
    pub right: Guess,
    /// The cursor from which on the run has decided it.
    pub decided: usize,
    /// What explains each choice, or the answer as a whole.
    whys: Vec<Asked>,
}

/// What can be answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Choices {
    /// One of these.
    One(Vec<Rc<str>>),
    /// Any number of these.
    Any(Vec<Rc<str>>),
    /// All of these, in some order.
    Order(Vec<Rc<str>>),
    /// A number of seconds.
    Seconds,
}

/// An answer. Choices are told by their positions.
#[derive(Debug, Clone, PartialEq)]
pub enum Guess {
    /// This one.
    One(usize),
    /// These, in rising order.
    Any(Vec<usize>),
    /// In this order.
    Order(Vec<usize>),
    /// So many seconds.
    Seconds(f64),
}

/// What of a lesson a run knows nothing of, as a sentence without its full stop.
pub type Unknown = String;

impl Quiz {
    /// The question as it can be asked of a run.
    ///
    /// # Errors
    ///
    /// Why it cannot be asked of this one.
    pub fn of(recording: &Recording, ask: &Ask) -> Result<Quiz, Unknown> {
        asked(recording, &ask.question, ask.wording())
    }

    /// Whether an answer is right.
    pub fn is_right(&self, guess: &Guess) -> bool {
        match (guess, &self.right) {
            (Guess::Seconds(guess), Guess::Seconds(right)) => (guess - right).abs() <= TOLERANCE_SECS,
            (guess, right) => guess == right,
        }
    }

    /// Whether an answer is one of those that can be given.
    pub fn fits(&self, guess: &Guess) -> bool {
        match (guess, &self.choices) {
            (Guess::One(choice), Choices::One(choices)) => *choice < choices.len(),
            (Guess::Any(some), Choices::Any(choices)) => some.iter().all(|choice| *choice < choices.len()),
            (Guess::Order(order), Choices::Order(choices)) => {
                order.len() == choices.len() && (0..choices.len()).all(|choice| order.contains(&choice))
            }
            (Guess::Seconds(_), Choices::Seconds) => true,
            _ => false,
        }
    }

    /// What to ask about the run to see why that is not the answer, or why it is.
    pub fn why(&self, guess: Option<&Guess>) -> &Asked {
        let differs = match (guess, &self.right) {
            (Some(Guess::Order(guess)), Guess::Order(right)) => {
                let place = guess.iter().zip(right).position(|(guess, right)| guess != right);
                place.and_then(|place| right.get(place).copied())
            }
            (Some(Guess::Any(guess)), Guess::Any(right)) => {
                (0..self.whys.len()).find(|choice| guess.contains(choice) != right.contains(choice))
            }
            _ => None,
        };
        let first = match &self.right {
            Guess::Order(right) | Guess::Any(right) => right.first().copied().unwrap_or_default(),
            Guess::One(_) | Guess::Seconds(_) => 0,
        };
        self.whys.get(differs.unwrap_or(first)).unwrap_or(&Asked::RunEnd)
    }

    /// An answer in words.
    pub fn words(&self, guess: &Guess) -> Vec<Rc<str>> {
        let named = |choices: &[Rc<str>], chosen: &[usize]| {
            chosen.iter().filter_map(|choice| choices.get(*choice).cloned()).collect()
        };
        match (guess, &self.choices) {
            (Guess::One(choice), Choices::One(choices)) => named(choices, &[*choice]),
            (Guess::Any(chosen), Choices::Any(choices)) => named(choices, chosen),
            (Guess::Order(order), Choices::Order(choices)) => named(choices, order),
            _ => Vec::new(),
        }
    }
}

/// What the author of a lesson thinks is worth asking, as it is asked about a run.
///
/// # Errors
///
/// What the run knows nothing of.
pub fn worth_asking(recording: &Recording, why: &Why) -> Result<Asked, Unknown> {
    match why {
        Why::Outcome(name) => named(recording, name).map(Asked::Outcome),
        Why::Line(text) => match line_of(recording, text) {
            Some(line) => Ok(Asked::Event(line.event)),
            None => Err(never(text)),
        },
        Why::NoLine(text) => Ok(Asked::MissingLine(text.as_str().into())),
        Why::Wait { name, at_secs } => {
            let id = named(recording, name)?;
            let at_secs = at_secs.unwrap_or(f64::INFINITY);
            let log = recording.log();
            let cursor = (0..log.len())
                .find(|at| log.get(EventIndex(*at as u32)).is_some_and(|event| event.time > at_secs));
            Ok(Asked::State(id, cursor.unwrap_or(log.len())))
        }
        Why::End => Ok(Asked::RunEnd),
    }
}

/// The different lines of a run, in the order of their first printing.
pub fn lines_of(recording: &Recording) -> Vec<Rc<str>> {
    lines(recording).into_iter().map(|line| line.text).collect()
}

/// The names of a run's tasks, in the order of their creation: those that somebody chose, or all if nobody did.
pub fn names_of(recording: &Recording) -> Vec<Rc<str>> {
    let mut all: Vec<Rc<str>> = Vec::new();
    for (_, object) in recording.tasks().filter(|(_, object)| !object.hidden) {
        if let Some(name) = &object.name
            && !all.contains(name)
        {
            all.push(name.clone());
        }
    }
    let chosen: Vec<Rc<str>> = all.iter().filter(|name| !is_made_up(name)).cloned().collect();
    if chosen.is_empty() { all } else { chosen }
}

/// Whether asyncio made a name up.
fn is_made_up(name: &str) -> bool {
    name.strip_prefix("Task-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests;

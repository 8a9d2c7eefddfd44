//! Questions to be answered before a run is shown: what can be chosen, and what is right. Everything is computed from the
//! recording, nothing is written down anywhere.
//!
//! Lines to choose from stand in an order that follows from the question and their texts alone: it says nothing about the
//! run, and is the same for all who are asked. Only lines to be put in order are never offered in the right one; of two lines
//! that would give the order away, so both orders are offered. Tasks are sorted by name.

use std::rc::Rc;

use super::recording::Recording;
use super::why::Question as Asked;
use crate::lesson::{Ask, Question, Why};
use crate::order;
use crate::program::Place;
use crate::trace::{EventIndex, EventKind, FutureId, Outcome, RunEnd};

/// At most so many lines or tasks to choose from.
const MAX_CHOICES: usize = 12;
/// Of so many different lines some are offered.
const MAX_LINES: usize = 200;
/// So many lines can be put in order if none are named.
const MAX_ORDER: usize = 8;
/// A time is right if it is that near: half of what the clock shows.
const TOLERANCE_SECS: f64 = 0.005_1;

/// How a task can end.
const OUTCOMES: [&str; 4] = ["It returns", "It raises an exception", "It is cancelled", "It never ends"];
/// How a run can end.
const ENDS: [&str; 4] = ["Well", "With an exception", "In a deadlock", "At a limit"];

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

fn asked(recording: &Recording, question: &Question, wording: String) -> Result<Quiz, Unknown> {
    let end = recording.len();
    let place = |text: &str| shuffled(&wording, text);
    let quiz =
        |choices, right, decided, whys| Quiz { wording: wording.clone(), choices, right, decided, whys };
    Ok(match question {
        Question::FirstLine | Question::LastLine => {
            let is_first = *question == Question::FirstLine;
            let mut both = printed(recording);
            let found = if is_first { both.next() } else { both.next_back() };
            let Some((event, text)) = found else { return Err("Nothing is printed".into()) };
            let decided = if is_first { after(event) } else { end };
            let mut texts: Vec<Rc<str>> = lines(recording).into_iter().map(|line| line.text).collect();
            if !texts.contains(text) {
                texts.push(text.clone());
            }
            let choices = few(texts, text, place);
            let right = choices.iter().position(|choice| choice == text).unwrap_or_default();
            quiz(Choices::One(choices), Guess::One(right), decided, vec![Asked::Event(event)])
        }
        Question::Order(named) => {
            let mut chosen: Vec<Line> = Vec::new();
            for text in named {
                let Some(line) = line_of(recording, text) else { return Err(never(text)) };
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
            order::sort_by_key(&mut chosen, |line| place(&line.text));
            let mut right: Vec<usize> = (0..chosen.len()).collect();
            order::sort_by_key(&mut right, |choice| chosen[*choice].event);
            let decided = chosen.iter().map(|line| after(line.event)).max().unwrap_or(end);
            if let [one, other] = &*chosen {
                let then = |first: &Line, next: &Line| [&*first.text, ", then ", &*next.text].concat().into();
                let why = Asked::Event(if right.is_sorted() { one.event } else { other.event });
                let choices = Choices::One(vec![then(one, other), then(other, one)]);
                return Ok(quiz(choices, Guess::One(right[0]), decided, vec![why]));
            }
            // Who leaves all as it is has not answered.
            if right.is_sorted() {
                chosen.rotate_left(1);
                right.rotate_right(1);
            }
            let whys = chosen.iter().map(|line| Asked::Event(line.event)).collect();
            let texts = chosen.iter().map(|line| line.text.clone()).collect();
            quiz(Choices::Order(texts), Guess::Order(right), decided, whys)
        }
        Question::Printed(text) => {
            let line = line_of(recording, text);
            let why = match &line {
                Some(line) => Asked::Event(line.event),
                None => Asked::MissingLine(text.as_str().into()),
            };
            let right = Guess::One(usize::from(line.is_none()));
            let decided = line.map_or(end, |line| after(line.event));
            quiz(Choices::One(["Yes", "No"].map(Rc::from).into()), right, decided, vec![why])
        }
        Question::TimeOf(text) => {
            let line = line_of(recording, text);
            let Some(Line { event, .. }) = line else { return Err(never(text)) };
            let right = Guess::Seconds(time_of(recording, event));
            quiz(Choices::Seconds, right, after(event), vec![Asked::Event(event)])
        }
        Question::TimeOfEnd => {
            let last = (end as u32).saturating_sub(1);
            let right = Guess::Seconds(time_of(recording, EventIndex(last)));
            quiz(Choices::Seconds, right, end, vec![Asked::RunEnd])
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
            quiz(choices, Guess::One(right), decided, vec![Asked::Outcome(id)])
        }
        Question::Cancelled(names) => {
            let mut names = match names.as_slice() {
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
            let decided = ends.iter().map(|end| end.1).max().unwrap_or(end);
            quiz(
                Choices::Any(names),
                Guess::Any(right),
                decided,
                ids.into_iter().map(Asked::Outcome).collect(),
            )
        }
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
            quiz(Choices::One(ENDS.map(Rc::from).into()), Guess::One(right), end, vec![Asked::RunEnd])
        }
    })
}

/// A line and the event that printed it first.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    text: Rc<str>,
    event: EventIndex,
}

/// The different lines, in the order of their first printing.
fn lines(recording: &Recording) -> Vec<Line> {
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
fn line_of(recording: &Recording, text: &str) -> Option<Line> {
    let (event, text) = printed(recording).find(|(_, printed)| ***printed == *text)?;
    Some(Line { text: text.clone(), event })
}

fn printed(recording: &Recording) -> impl DoubleEndedIterator<Item = (EventIndex, &Rc<str>)> {
    recording.log().iter().filter_map(|(index, event)| match &event.kind {
        EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => Some((index, text)),
        _ => None,
    })
}

/// Not more lines than one likes to read, with the right one among them, in the order of their places.
fn few(mut lines: Vec<Rc<str>>, right: &Rc<str>, place: impl Fn(&str) -> u32) -> Vec<Rc<str>> {
    order::sort_by_key(&mut lines, |line| place(line));
    let spacing = lines.len().div_ceil(MAX_CHOICES).max(1);
    let phase = lines.iter().position(|line| line == right).unwrap_or_default() % spacing;
    lines.into_iter().skip(phase).step_by(spacing).collect()
}

/// Where a choice of a question stands among the others: anywhere, but always there.
fn shuffled(question: &str, choice: &str) -> u32 {
    let hashed = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = question.bytes().chain([0]).chain(choice.bytes()).fold(0x811c_9dc5, hashed);
    // Texts that differ in their last letter alone would stay together otherwise.
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35)
}

fn never(text: &str) -> Unknown {
    ["\u{201c}", text, "\u{201d} is never printed in this run"].concat()
}

/// The cursor right after an event.
fn after(event: EventIndex) -> usize {
    event.0 as usize + 1
}

fn time_of(recording: &Recording, event: EventIndex) -> f64 {
    recording.log().get(event).map_or(0.0, |event| event.time)
}

/// How a task or other future ends, and the cursor from which on that is so.
fn outcome_of(recording: &Recording, id: FutureId) -> (Option<Outcome>, usize) {
    let done = recording.object(id).and_then(|object| object.done);
    let outcome = done.and_then(|done| match &recording.log().get(done)?.kind {
        EventKind::FutureDone { outcome, .. } => Some(outcome.clone()),
        _ => None,
    });
    (outcome, done.map_or(recording.len(), after))
}

/// The first task of a name, or else what the card of that name stands for.
fn named(recording: &Recording, name: &str) -> Result<FutureId, Unknown> {
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

#[cfg(test)]
mod tests {
    use super::super::testing::{FETCH, STORE, Script, cascade};
    use super::*;

    /// boss, fetch and store; boss and store end cancelled at 1, fetch returns at 3.
    fn quiz(line: &str) -> Result<Quiz, Unknown> {
        Quiz::of(&cascade().record(), &Ask::read(line).expect("a question"))
    }

    /// Prints b at 0, a at 1, c and b at 2.
    fn printing() -> Rc<Recording> {
        let mut script = Script::new();
        for (secs, text) in [(0.0, "b"), (1.0, "a"), (2.0, "c"), (2.0, "b")] {
            script.time(secs).emit(EventKind::Printed { text: text.into() });
        }
        script.time(2.5).end();
        script.take().record()
    }

    fn printed(line: &str) -> Quiz {
        Quiz::of(&printing(), &Ask::read(line).expect("a question")).expect("it can be asked")
    }

    fn texts(choices: &Choices) -> String {
        match choices {
            Choices::One(texts) | Choices::Any(texts) | Choices::Order(texts) => texts.join(", "),
            Choices::Seconds => "seconds".into(),
        }
    }

    /// These choices, as an order.
    fn in_order(quiz: &Quiz, texts: &str) -> Guess {
        let Choices::Order(choices) = &quiz.choices else { panic!("an order") };
        let place = |text: &str| choices.iter().position(|choice| **choice == *text).expect("a choice");
        Guess::Order(texts.split(' ').map(place).collect())
    }

    #[test]
    fn the_right_line_is_the_one_that_was_printed() {
        let first = printed("first line");
        assert_eq!((first.words(&first.right), first.decided), (vec!["b".into()], 1));
        let last = printed("last line");
        assert_eq!((last.words(&last.right), last.decided), (vec!["b".into()], 5));
        assert_eq!(last.why(None), &Asked::Event(EventIndex(3)));
        let order = printed("order of lines");
        assert_eq!((&order.right, order.decided), (&in_order(&order, "b a c"), 3));
    }

    #[test]
    fn where_a_choice_stands_follows_from_the_question_and_the_texts_alone() {
        let of = |lines: &[&str], question: &str| {
            let mut script = Script::new();
            for text in lines {
                script.emit(EventKind::Printed { text: (*text).into() });
            }
            script.end();
            let ask = Ask::read(question).expect("a question");
            Quiz::of(&script.take().record(), &ask).expect("it can be asked")
        };
        let all = ["a", "b", "c", "d"];
        let same = |question: &str| {
            let quiz = of(&all, question);
            assert_eq!(
                quiz.choices,
                of(&["d", "b", "a", "c"], question).choices,
                "whatever the run prints first"
            );
            quiz
        };
        let places: Vec<Guess> =
            (0..40).map(|n| same(&["first line -- Which? ", &n.to_string()].concat()).right).collect();
        for place in 0..4 {
            let count = places.iter().filter(|right| **right == Guess::One(place)).count();
            assert!((3..20).contains(&count), "the right one is at place {place} {count} times of 40");
        }
        let offered = |n: u32| of(&all, &["order of lines -- How? ", &n.to_string()].concat());
        assert!((0..10).any(|n| offered(n).choices != offered(0).choices));
        for n in 0..100 {
            let quiz = offered(n);
            assert_eq!(quiz.right, in_order(&quiz, "a b c d"));
            assert_ne!(texts(&quiz.choices), "a, b, c, d", "it is not offered in the right order");
        }
    }

    #[test]
    fn of_two_lines_both_orders_are_offered() {
        let order = printed("order of lines \"a\" \"b\"");
        let Choices::One(choices) = &order.choices else { panic!("one of two") };
        assert_eq!(choices.len(), 2);
        assert_eq!((order.words(&order.right), order.decided), (vec!["b, then a".into()], 2));
        assert_eq!(order.why(None), &Asked::Event(EventIndex(0)));
    }

    #[test]
    fn a_wrong_order_is_explained_by_the_first_line_that_stands_elsewhere() {
        let order = printed("order of lines");
        assert_eq!(order.why(Some(&in_order(&order, "b c a"))), &Asked::Event(EventIndex(1)));
        assert_eq!(order.why(Some(&in_order(&order, "a b c"))), &Asked::Event(EventIndex(0)));
        assert!(order.fits(&Guess::Order(vec![2, 1, 0])) && !order.fits(&Guess::Order(vec![1, 1, 0])));
        assert!(order.is_right(&in_order(&order, "b a c")));
    }

    #[test]
    fn times_are_right_as_far_as_the_clock_shows_them() {
        let time = printed("time of \"c\"");
        assert_eq!((&time.choices, time.decided), (&Choices::Seconds, 3));
        assert!(time.is_right(&Guess::Seconds(2.004)) && !time.is_right(&Guess::Seconds(2.01)));
        assert!(!time.is_right(&Guess::Seconds(f64::NAN)));
        assert_eq!(printed("time of end").right, Guess::Seconds(2.5));
    }

    #[test]
    fn what_is_never_printed_is_decided_at_the_end() {
        let no = printed("printed \"z\"");
        assert_eq!((&no.right, no.decided), (&Guess::One(1), 5));
        assert_eq!(no.why(None), &Asked::MissingLine("z".into()));
        assert_eq!((printed("printed \"a\"").right, printed("printed \"a\"").decided), (Guess::One(0), 2));
    }

    #[test]
    fn outcomes_are_those_of_tasks_and_cards() {
        let fetch = quiz("outcome of fetch").expect("it can be asked");
        assert_eq!((&fetch.right, fetch.why(None)), (&Guess::One(0), &Asked::Outcome(FETCH)));
        assert_eq!(quiz("outcome of store").map(|quiz| quiz.right), Ok(Guess::One(2)));
        assert_eq!(
            quiz("outcome of nobody"),
            Err("Nothing is called \u{201c}nobody\u{201d} in this run".into())
        );
    }

    #[test]
    fn whoever_is_judged_wrongly_is_explained() {
        let who = quiz("who is cancelled of store, fetch, boss").expect("it can be asked");
        assert_eq!(
            (texts(&who.choices).as_str(), &who.right),
            ("boss, fetch, store", &Guess::Any(vec![0, 2]))
        );
        assert_eq!(who.why(Some(&Guess::Any(vec![0]))), &Asked::Outcome(STORE));
        assert_eq!(who.why(Some(&Guess::Any(vec![0, 1, 2]))), &Asked::Outcome(FETCH));
        assert!(who.is_right(&Guess::Any(vec![0, 2])));
    }

    #[test]
    fn a_run_that_ends_well_ends_well() {
        let end = quiz("end").expect("it can be asked");
        assert_eq!((&end.right, end.words(&end.right)), (&Guess::One(0), vec!["Well".into()]));
    }

    #[test]
    fn of_many_lines_few_are_offered_and_the_right_one_is_among_them() {
        let mut script = Script::new();
        for number in 0..40 {
            script.emit(EventKind::Printed { text: format!("line {:02}", (number * 7 + 3) % 40).into() });
        }
        script.end();
        let recording = script.take().record();
        for line in ["first line", "last line"] {
            let quiz = Quiz::of(&recording, &Ask::read(line).expect("a question")).expect("it can be asked");
            let Choices::One(choices) = &quiz.choices else { panic!("one of several") };
            assert!(choices.len() <= MAX_CHOICES && choices.len() > 2);
            assert_eq!(quiz.words(&quiz.right).len(), 1);
        }
        assert!(Quiz::of(&recording, &Ask::of(Question::Order(vec![]))).is_err());
    }

    #[test]
    fn what_is_worth_asking_is_found_in_the_run() {
        let recording = printing();
        let ask = |line: &str| worth_asking(&recording, &Why::read(line).expect("an explanation"));
        assert_eq!(ask("line \"c\""), Ok(Asked::Event(EventIndex(2))));
        assert_eq!(ask("no line \"z\""), Ok(Asked::MissingLine("z".into())));
        assert_eq!(ask("end"), Ok(Asked::RunEnd));
        assert!(ask("line \"z\"").is_err() && ask("wait of x").is_err());
    }
}

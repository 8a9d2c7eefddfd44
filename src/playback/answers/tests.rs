//! Questions about small runs.

use super::super::testing::{FETCH, STORE, Script, cascade};
use super::asked::MAX_CHOICES;
use super::*;
use crate::lesson::Question;
use crate::trace::EventKind;

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
    assert_eq!(quiz("outcome of nobody"), Err("Nothing is called \u{201c}nobody\u{201d} in this run".into()));
}

#[test]
fn whoever_is_judged_wrongly_is_explained() {
    let who = quiz("who is cancelled of store, fetch, boss").expect("it can be asked");
    assert_eq!((texts(&who.choices).as_str(), &who.right), ("boss, fetch, store", &Guess::Any(vec![0, 2])));
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

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;

/// Texts as they may be printed, with everything in them that could be misread.
fn text() -> impl Strategy<Value = String> {
    "[ -~]{0,12}|[a-z\"\\\\,#' -]{0,12}|\\PC{0,8}"
}

fn name() -> impl Strategy<Value = String> {
    text().prop_filter("a name is not empty", |name| !name.is_empty())
}

fn wording() -> impl Strategy<Value = Option<String>> {
    option::of(
        text().prop_map(|text| text.trim().to_owned()).prop_filter("not empty", |text| !text.is_empty()),
    )
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        Just(Question::FirstLine),
        Just(Question::LastLine),
        vec(text(), 0..4).prop_map(Question::Order),
        text().prop_map(Question::Printed),
        text().prop_map(Question::TimeOf),
        Just(Question::TimeOfEnd),
        name().prop_map(Question::Outcome),
        vec(name(), 0..4).prop_map(Question::Cancelled),
        Just(Question::End),
    ]
}

fn why() -> impl Strategy<Value = Why> {
    let at_secs = option::of((0..40_000u32).prop_map(|quarters| f64::from(quarters) / 4.0));
    prop_oneof![
        name().prop_map(Why::Outcome),
        text().prop_map(Why::Line),
        text().prop_map(Why::NoLine),
        (name(), at_secs).prop_map(|(name, at_secs)| Why::Wait { name, at_secs }),
        Just(Why::End),
    ]
}

fn lesson() -> impl Strategy<Value = Lesson> {
    let ask = (question(), wording()).prop_map(|(question, wording)| Ask { question, wording }.line());
    (vec(ask, 0..4), vec(why().prop_map(|why| why.line()), 0..4)).prop_map(|(ask, why)| Lesson {
        ask,
        why,
        ..Lesson::default()
    })
}

fn any_notes() -> impl Strategy<Value = Notes> {
    let folded = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let about = vec("[a-z.,#\"']{1,12}", 0..40).prop_map(move |words| folded(words.join(" ")));
    let title = text().prop_map(|title| title.trim().to_owned());
    (title, about, lesson()).prop_map(|(title, about, lesson)| Notes { title, about, lesson })
}

/// Programs, some with notes in them, some with what looks like notes.
fn program() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("# title: one".to_owned()),
        Just("#about:   some words".to_owned()),
        Just("#    that go on".to_owned()),
        Just("    # ask: first line".to_owned()),
        Just("# ask: nonsense".to_owned()),
        Just("# why: end".to_owned()),
        Just("# title:".to_owned()),
        Just("#!/usr/bin/env python3".to_owned()),
        Just("# -*- coding: utf-8 -*-".to_owned()),
        Just("text = '''".to_owned()),
        Just("'''".to_owned()),
        Just("print(\"# ask: x\")  # why: not".to_owned()),
        Just(String::new()),
        "[ -~]{0,20}",
    ];
    (vec(line, 0..12), any::<bool>()).prop_map(|(lines, dos)| lines.join(if dos { "\r\n" } else { "\n" }))
}

/// The lines that are no notes.
fn rest(text: &str) -> Vec<String> {
    let bare = with_notes(text, &Notes::default());
    let kept = bare.lines().filter(|line| !line.trim().is_empty() && line.trim() != "#");
    kept.map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn a_question_that_is_written_is_read_as_it_was(question in question(), wording in wording()) {
        let ask = Ask { question, wording };
        prop_assert_eq!(Ask::read(&ask.line()), Ok(ask.clone()), "{}", ask.line());
    }

    #[test]
    fn an_explanation_that_is_written_is_read_as_it_was(why in why()) {
        prop_assert_eq!(Why::read(&why.line()), Ok(why.clone()), "{}", why.line());
    }

    #[test]
    fn no_line_is_too_much(line in "\\PC{0,40}|(first line|order of lines|who is cancelled of|wait of|--|\"|,| |a){0,9}") {
        let (asked, why) = (Ask::read(&line), Why::read(&line));
        if let Ok(ask) = asked {
            prop_assert_eq!(Ask::read(&ask.line()), Ok(ask));
        }
        if let Ok(why) = why {
            prop_assert_eq!(Why::read(&why.line()), Ok(why));
        }
    }

    #[test]
    fn no_text_is_too_much(text in "(\\PC|\n|\r|# ask:|\"\"\"|'|   ){0,60}") {
        let notes = notes(&text);
        remarks(&text);
        prop_assert_eq!(with_notes(&text, &notes), text);
    }

    #[test]
    fn notes_that_are_written_are_read_as_they_were(text in program(), wanted in any_notes()) {
        let written = with_notes(&text, &wanted);
        prop_assert_eq!(notes(&written), wanted, "{}", written);
    }

    #[test]
    fn nothing_but_the_notes_is_touched(text in program(), wanted in any_notes()) {
        let written = with_notes(&text, &wanted);
        prop_assert_eq!(rest(&written), rest(&text), "{}", written);
    }
}

#[test]
fn notes_are_found_anywhere_but_in_texts() {
    let text = "\
# title: cancel() is a request
# about: It returns True,
#   and nothing is cancelled yet.
import asyncio
doc = '''
# ask: first line
'''
async def main():
    # ask: outcome of worker -- How does it end?
    print('x')  # why: end
# why: line \"a \\\"b\\\"\"
";
    let notes = notes(text);
    assert_eq!(notes.title, "cancel() is a request");
    assert_eq!(notes.about, "It returns True, and nothing is cancelled yet.");
    let ask = Ask { question: Question::Outcome("worker".into()), wording: Some("How does it end?".into()) };
    assert_eq!(notes.lesson.questions().collect::<Vec<_>>(), [(0, ask)]);
    assert_eq!(notes.lesson.whys().collect::<Vec<_>>(), [Why::Line("a \"b\"".into())]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let text =
        "# title: one\n# title: two\n\n# ask: which colour\n# ask: printed x\n# why: wait of a at noon\n";
    let remarks = remarks(text);
    let lines: Vec<_> = remarks.iter().map(|remark| remark.line).collect();
    assert_eq!(lines, [2, 4, 5, 6]);
    assert_eq!(remarks[2].message, "a printed line stands in quotes: \"like this\"");
}

#[test]
fn the_program_begins_behind_the_notes_at_its_top() {
    assert_eq!(
        heading("# title: T\n# about: One\n#   and two.\n# ask: end\nimport asyncio\n# why: end\n"),
        4
    );
    assert_eq!(heading("# A remark\n# title: T\n"), 0);
    assert_eq!(heading(""), 0);
}

#[test]
fn new_notes_stand_at_the_top_behind_what_a_program_begins_with() {
    let notes = Notes {
        title: "T".into(),
        lesson: Lesson { ask: vec!["end".into()], why: vec![], compare: "group-failure".into() },
        ..Notes::default()
    };
    assert_eq!(
        with_notes("#!/usr/bin/python\nimport asyncio\n", &notes),
        "#!/usr/bin/python\n# title: T\n# ask: end\n# compare: group-failure\nimport asyncio\n"
    );
    assert_eq!(with_notes("", &notes), "# title: T\n# ask: end\n# compare: group-failure\n");
}

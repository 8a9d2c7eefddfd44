//! The gallery: each of its files says what it should, asks about lines and tasks that exist, and does what CPython does.
//! `tests/scene_gallery.rs` looks at its scenes and its index.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/gallery.rs"]
mod built_in;
#[path = "support/oracle.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod oracle;
#[path = "support/python.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod support;

use std::collections::BTreeSet;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::lesson::{self, Lesson, Notes, Question, Why};
use awaitscope::program::{Act, Intervention};
use awaitscope::scene::Scene;
use awaitscope::trace::{EventKind, Log};
use awaitscope::{program, python};

/// Characters of a title at most: it stands in a list.
const TITLE_CHARS: usize = 70;
/// Lines of a program at most, without what it says about itself: it stands on a projector.
const PROGRAM_LINES: usize = 35;
/// Columns of a program at most.
const COLUMNS: usize = 92;

/// The programs: names and texts.
fn programs() -> Vec<(String, String)> {
    let text = |slug: String| Some((built_in::file(&format!("{slug}.py"))?, slug));
    built_in::slugs().into_iter().filter_map(text).map(|(text, slug)| (slug, text)).collect()
}

fn run(slug: &str, text: &str) -> Log {
    let ran = python::run(text, "program.py", Limits::INTERACTIVE);
    ran.unwrap_or_else(|faults| panic!("{slug}: {}", faults[0])).log
}

fn run_scene(scene: &Scene) -> Log {
    program::run(&Rc::new(scene.lower().program), Limits::INTERACTIVE)
}

fn notes_of(scene: &Scene) -> Notes {
    let Scene { title, about, lesson, .. } = scene;
    Notes { title: title.clone(), about: about.clone(), lesson: lesson.clone() }
}

#[test]
fn every_file_says_what_it_is_about_and_asks_something() {
    let scenes = built_in::scenes().into_iter().map(|(slug, _, scene)| (slug, notes_of(&scene)));
    let programs = programs().into_iter().map(|(slug, text)| (slug, lesson::notes(&text)));
    let mut titles = BTreeSet::new();
    for (slug, Notes { title, about, lesson }) in scenes.chain(programs) {
        assert!((10..=TITLE_CHARS).contains(&title.chars().count()), "{slug}: {title}");
        assert!(titles.insert(title), "{slug}: another one has the same title");
        assert!(about.split(". ").count() >= 2 && about.ends_with('.'), "{slug}: two sentences or three");
        assert!((1..=3).contains(&lesson.ask.len()), "{slug}: one question, two or three");
        assert!(!lesson.why.is_empty(), "{slug}: something is worth explaining");
        let mistakes: Vec<_> = lesson.mistakes().map(|(line, mistake)| (line, mistake.0)).collect();
        assert_eq!(mistakes, [], "{slug}");
    }
}

#[test]
fn every_program_fits_on_a_screen() {
    for (slug, text) in programs() {
        let code = text.lines().skip_while(|line| line.starts_with('#'));
        assert!(code.clone().count() <= PROGRAM_LINES, "{slug}: {} lines", code.count());
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(COLUMNS), "{slug}: a line of {longest:?} characters");
    }
}

#[test]
fn programs_that_are_to_be_compared_exist() {
    let slugs: BTreeSet<_> = built_in::slugs().into_iter().collect();
    for (slug, text) in programs() {
        for other in text.lines().filter_map(|line| line.strip_prefix("# compare: ")) {
            assert!(slugs.contains(other) && other != slug, "{slug}: {other}");
        }
    }
}

/// What was printed, line by line, and the names of the tasks.
fn seen(log: &Log) -> (Vec<String>, BTreeSet<String>) {
    let (mut lines, mut names) = (Vec::new(), BTreeSet::new());
    for (_, event) in log.iter() {
        match &event.kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => {
                lines.extend(text.lines().map(str::to_owned));
            }
            EventKind::TaskCreated { name, .. } => _ = names.insert(name.to_string()),
            _ => {}
        }
    }
    (lines, names)
}

/// What of a lesson points at nothing in a run.
fn loose_ends(lesson: &Lesson, log: &Log) -> Vec<String> {
    let (lines, names) = seen(log);
    let is_printed = |text: &String| lines.contains(text);
    let end_secs = log.iter().next_back().map_or(0.0, |(_, event)| event.time);
    let mut loose = Vec::new();
    for (position, ask) in lesson.questions() {
        let holds = match &ask.question {
            Question::FirstLine | Question::LastLine => !lines.is_empty(),
            Question::Order(texts) if texts.is_empty() => (2..=8).contains(&lines.len()),
            Question::Order(texts) => texts.len() >= 2 && texts.iter().all(is_printed),
            Question::TimeOf(text) => is_printed(text),
            Question::Printed(_) | Question::TimeOfEnd | Question::End | Question::Outcome(_) => true,
            Question::Cancelled(_) => names.len() > 1,
        };
        if !holds {
            loose.push(lesson.ask[position].clone());
        }
    }
    for why in lesson.whys() {
        let holds = match &why {
            Why::Line(text) => is_printed(text),
            Why::NoLine(text) => !is_printed(text),
            Why::Wait { at_secs, .. } => at_secs.is_none_or(|secs| secs <= end_secs),
            Why::Outcome(_) | Why::End => true,
        };
        if !holds {
            loose.push(why.line());
        }
    }
    loose.extend(lesson.names().into_iter().filter(|name| !names.contains(name)));
    loose
}

#[test]
fn questions_and_explanations_are_about_lines_and_tasks_of_the_run() {
    support::on_a_large_stack(|| {
        let nothing = Vec::<String>::new();
        for (slug, _, scene) in built_in::scenes() {
            assert_eq!(loose_ends(&scene.lesson, &run_scene(&scene)), nothing, "{slug}");
        }
        for (slug, text) in programs() {
            assert_eq!(loose_ends(&lesson::notes(&text).lesson, &run(&slug, &text)), nothing, "{slug}");
        }
    });
}

/// What CPython gets: the program as it stands, unless the reference cannot do what is done to it from outside.
fn for_cpython(text: &str) -> String {
    let acts = text.lines().filter_map(Intervention::of_line).map(|found| found.act);
    if acts.into_iter().all(|act| matches!(act, Act::Cancel { .. } | Act::Interrupt)) {
        return text.to_owned();
    }
    python::export(text).expect("the program is sound")
}

#[test]
fn every_program_does_what_it_does_under_cpython() {
    support::on_a_large_stack(|| {
        let case = |(slug, text): (String, String)| {
            let log = run(&slug, &text);
            oracle::Case { python: for_cpython(&text), name: slug, log }
        };
        oracle::compare("gallery-programs", &programs().into_iter().map(case).collect::<Vec<_>>());
    });
}

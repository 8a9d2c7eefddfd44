//! The gallery: each of its files says what it should, asks about lines and tasks that exist, and does what CPython does.
//! `tests/scene_gallery.rs` looks at its scenes and its index.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/gallery.rs"]
mod built_in;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "support/python.rs"]
mod support;
#[path = "support/whys.rs"]
mod whys;

use std::collections::BTreeSet;

use awaitscope::engine::Limits;
use awaitscope::lesson::{self, Lesson, Notes, Why};
use awaitscope::playback::{Guess, Quiz, Recording, lines_of, worth_asking};
use awaitscope::program::{Act, Intervention};
use awaitscope::python;
use awaitscope::scene::Scene;
use awaitscope::trace::Log;

use support::on_a_large_stack;

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

/// What of a lesson a run cannot be asked, and what answers itself.
fn loose_ends(lesson: &Lesson, recording: &Recording) -> Vec<String> {
    let mut loose = Vec::new();
    for (position, ask) in lesson.questions() {
        match Quiz::of(recording, &ask) {
            // Choices are sorted: whoever leaves them so has not thought about them.
            Ok(Quiz { right: Guess::Order(order), .. }) if order.is_sorted() => {
                loose.push(format!("{}: the choices stand in order", lesson.ask[position]));
            }
            Ok(quiz) if quiz.decided > recording.len() => loose.push(quiz.wording),
            Ok(_) => {}
            Err(unknown) => loose.push(unknown),
        }
    }
    let end_secs = recording.log().iter().next_back().map_or(0.0, |(_, event)| event.time);
    let lines = lines_of(recording);
    for why in lesson.whys() {
        loose.extend(worth_asking(recording, &why).err());
        let holds = match &why {
            Why::NoLine(text) => !lines.iter().any(|line| **line == **text),
            Why::Wait { at_secs, .. } => at_secs.is_none_or(|secs| secs <= end_secs),
            _ => true,
        };
        if !holds {
            loose.push(why.line());
        }
    }
    loose
}

#[test]
fn questions_and_explanations_are_about_lines_and_tasks_of_the_run() {
    on_a_large_stack(|| {
        let nothing = Vec::<String>::new();
        for (slug, text, scene) in built_in::scenes() {
            assert_eq!(loose_ends(&scene.lesson, &whys::scene(&text).recording), nothing, "{slug}");
        }
        for (slug, text) in programs() {
            let recording = whys::program(&text).recording;
            assert_eq!(loose_ends(&lesson::notes(&text).lesson, &recording), nothing, "{slug}");
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
    on_a_large_stack(|| {
        let case = |(slug, text): (String, String)| {
            let log = run(&slug, &text);
            oracle::Case { python: for_cpython(&text), name: slug, log }
        };
        oracle::compare("gallery-programs", &programs().into_iter().map(case).collect::<Vec<_>>());
    });
}

//! The gallery: each of its files says what it should, asks about lines and tasks that exist, and does what CPython does.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/oracle.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod oracle;
#[path = "support/python.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use std::{fmt, fs};

use awaitscope::engine::Limits;
use awaitscope::lesson::{self, Lesson, Notes, Question, Why};
use awaitscope::scene::Scene;
use awaitscope::trace::{EventKind, Log};
use awaitscope::{program, python};

/// Characters of a title at most: it stands in a list.
const TITLE_CHARS: usize = 70;
/// Lines of a program at most, without what it says about itself: it stands on a projector.
const PROGRAM_LINES: usize = 38;

/// A file of the gallery.
struct File {
    slug: String,
    text: String,
    scene: Option<Scene>,
}

impl File {
    fn notes(&self) -> Notes {
        match &self.scene {
            Some(Scene { title, about, lesson, .. }) => {
                Notes { title: title.clone(), about: about.clone(), lesson: lesson.clone() }
            }
            None => lesson::notes(&self.text),
        }
    }

    /// The Python text that CPython gets.
    fn python(&self) -> String {
        match &self.scene {
            Some(scene) => python::print(&Rc::new(scene.lower().program)),
            None => self.text.clone(),
        }
    }

    fn run(&self) -> Log {
        match &self.scene {
            Some(scene) => program::run(&Rc::new(scene.lower().program), Limits::INTERACTIVE),
            None => match python::run(&self.text, "program.py", Limits::INTERACTIVE) {
                Ok(ran) => ran.log,
                Err(faults) => panic!("{self}: {}", faults[0]),
            },
        }
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.slug)
    }
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery"))
}

/// The slugs in the order in which they are to be read.
fn contents() -> Vec<String> {
    let text = fs::read_to_string(folder().join("contents.txt")).expect("there is a table of contents");
    text.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
}

fn files() -> Vec<File> {
    let read = |slug: String| {
        let path = folder().join(&slug);
        if let Ok(text) = fs::read_to_string(path.with_extension("json")) {
            let scene = Scene::from_json(&text).unwrap_or_else(|error| panic!("{slug}: {error}"));
            File { slug, text, scene: Some(scene) }
        } else {
            let text = fs::read_to_string(path.with_extension("py"));
            let text = text.unwrap_or_else(|error| panic!("{slug}: {error}"));
            File { slug, text, scene: None }
        }
    };
    contents().into_iter().map(read).collect()
}

#[test]
fn the_table_of_contents_has_every_file_once() {
    let mut listed = contents();
    listed.sort();
    let names = fs::read_dir(folder()).expect("the gallery can be read").map(|file| {
        let name = file.expect("a file can be listed").file_name();
        name.into_string().expect("names are plain")
    });
    let is_apparatus = |name: &str| name == "contents.txt" || name == "index.json";
    let mut there: Vec<_> = names
        .filter(|name| !is_apparatus(name))
        .map(|name| name.rsplit_once('.').expect("a file has an extension").0.to_owned())
        .collect();
    there.sort();
    assert_eq!(listed, there);
}

#[test]
fn every_file_says_what_it_is_about_and_asks_something() {
    let mut titles = BTreeSet::new();
    for file in files() {
        let Notes { title, about, lesson } = file.notes();
        assert!((10..=TITLE_CHARS).contains(&title.chars().count()), "{file}: {title}");
        assert!(titles.insert(title), "{file}: another one has the same title");
        assert!(about.split(". ").count() >= 2 && about.ends_with('.'), "{file}: two sentences or three");
        assert!((1..=3).contains(&lesson.ask.len()), "{file}: one question, two or three");
        assert!(!lesson.why.is_empty(), "{file}: something is worth explaining");
        let mistakes: Vec<_> = lesson.mistakes().map(|(line, mistake)| (line, mistake.0)).collect();
        assert_eq!(mistakes, [], "{file}");
    }
}

#[test]
fn every_scene_is_tidy_and_every_program_fits_on_a_screen() {
    for file in files() {
        if let Some(scene) = &file.scene {
            assert_eq!(scene.lower().diagnostics, [], "{file}");
            assert_eq!(scene.to_json(), file.text, "{file} is written as the program writes it");
        } else {
            let code = file.text.lines().skip_while(|line| line.starts_with('#'));
            assert!(code.clone().count() <= PROGRAM_LINES, "{file}: {} lines", code.count());
            assert!(file.text.lines().all(|line| line.chars().count() <= 92), "{file}: a long line");
        }
    }
}

#[test]
fn files_that_are_to_be_compared_exist() {
    let listed: BTreeSet<_> = contents().into_iter().collect();
    for file in files() {
        for other in file.text.lines().filter_map(|line| line.strip_prefix("# compare: ")) {
            assert!(listed.contains(other) && *other != *file.slug, "{file}: {other}");
        }
    }
}

/// What was printed, line by line, and the names of the tasks.
fn seen(log: &Log) -> (Vec<String>, BTreeSet<String>) {
    let (mut lines, mut names) = (Vec::new(), BTreeSet::new());
    for (_, event) in log.iter() {
        match &event.kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => {
                lines.extend(text.lines().map(str::to_owned))
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
        for file in files() {
            assert_eq!(loose_ends(&file.notes().lesson, &file.run()), Vec::<String>::new(), "{file}");
        }
    });
}

#[test]
fn every_file_runs_as_its_python_does_under_cpython() {
    support::on_a_large_stack(|| {
        let case =
            |file: &File| oracle::Case { name: file.slug.clone(), python: file.python(), log: file.run() };
        oracle::compare("gallery-files", &files().iter().map(case).collect::<Vec<_>>());
    });
}

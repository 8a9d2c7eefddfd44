//! Explanations: for every scene and program of the gallery the chains that its author thinks are worth asking for, and one
//! for the end of every task. What they say is in `tests/why`, and read: `AWAITSCOPE_UPDATE=1` writes it anew.
//!
//! And for programs of every sort: a chain is never empty, has an end, and does not run into the future.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod python;
#[path = "support/random_scene.rs"]
mod random_scene;
#[path = "support/whys.rs"]
mod whys;

use std::fs;
use std::path::{Path, PathBuf};

use awaitscope::lesson::{Lesson, notes};
use awaitscope::playback::{Question, Role, explain, worth_asking};
use awaitscope::scene::Scene;
use awaitscope::trace::{EventIndex, FutureId};
use proptest::prelude::*;
use whys::Told;

fn gallery() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery");
    let files = fs::read_dir(folder).expect("the gallery can be read");
    let mut files: Vec<_> = files.map(|file| file.expect("a file can be listed").path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|kind| kind == "py" || kind == "json") && !path.ends_with("index.json")
    });
    files.sort();
    files
}

fn told(path: &Path) -> (Told, Lesson) {
    let text = fs::read_to_string(path).expect("a file can be read");
    if path.extension().is_some_and(|kind| kind == "py") {
        (whys::program(&text), notes(&text).lesson)
    } else {
        let scene = Scene::from_json(&text).expect("it is a scene");
        (whys::of_scene(&scene), scene.lesson.clone())
    }
}

/// Everything that is asked of a run of the gallery, as text.
fn golden(path: &Path) -> String {
    let (told, lesson) = told(path);
    let mut asked: Vec<Question> = Vec::new();
    for why in lesson.whys() {
        asked.push(
            worth_asking(&told.recording, &why)
                .unwrap_or_else(|unknown| panic!("{}: {unknown}", path.display())),
        );
    }
    let outcomes = told.tasks().into_iter().map(|(id, _)| Question::Outcome(id));
    // Many that do the same are told by one of them.
    for question in outcomes.take(12).chain([Question::RunEnd]) {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    let chains: Vec<String> = asked.iter().map(|question| told.text(question)).collect();
    chains.join("\n")
}

#[test]
fn every_scene_of_the_gallery_is_explained_as_it_was_read() {
    python::on_a_large_stack(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/why");
        let updates = std::env::var_os("AWAITSCOPE_UPDATE").is_some();
        let mut differing = Vec::new();
        for path in gallery() {
            let name = path.with_extension("txt");
            let file = folder.join(name.file_name().expect("a file has a name"));
            let ours = golden(&path);
            if updates {
                fs::write(&file, ours).expect("the text can be written");
            } else if fs::read_to_string(&file).unwrap_or_default() != ours {
                differing.push((file.display().to_string(), format!("\n{ours}")));
            }
        }
        python::report(gallery().len(), &differing);
    });
}

/// What holds of every chain: it is finite and not empty, tells of nothing behind the cursor, and ends in its root.
fn check(told: &Told, question: &Question, cursor: usize) {
    let chain = explain(&told.recording, question, &told.printables);
    let show = || told.chain_text(&chain);
    assert!(!chain.steps.is_empty() && chain.steps.len() <= 32, "{question:?}\n{}", show());
    assert!(chain.question.ends_with('?'), "{}", show());
    for step in &chain.steps {
        assert!(!step.sentence.is_empty(), "{}", show());
        assert!(step.event.is_none_or(|event| (event.0 as usize) < cursor), "{cursor}\n{}", show());
    }
    assert_eq!(chain.steps.last().map(|step| step.role), Some(Role::Root), "{}", show());
    let roots = chain.steps.iter().filter(|step| step.role == Role::Root).count();
    assert_eq!(roots, 1, "{}", show());
}

fn check_all(told: &Told) {
    let end = told.recording.len();
    for (id, _) in told.tasks() {
        check(told, &Question::Outcome(id), end);
        for cursor in (0..=end).step_by(1 + end / 12) {
            if told.recording.object(id).is_some_and(|object| (object.created.0 as usize) < cursor) {
                check(told, &Question::State(id, cursor), cursor);
            }
        }
    }
    for index in (0..end).step_by(1 + end / 200) {
        check(told, &Question::Event(EventIndex(index as u32)), end);
    }
    check(told, &Question::RunEnd, end);
    check(told, &Question::MissingLine("no such line".into()), end);
    check(told, &Question::State(FutureId(9_999), end), end);
}

#[test]
fn every_program_of_the_corpus_has_chains_for_all_that_happens_in_it() {
    python::on_a_large_stack(|| {
        for path in python::programs("conformance") {
            let text = fs::read_to_string(&path).expect("a program can be read");
            if !text.is_empty() {
                check_all(&whys::program(&text));
            }
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_random_scene_has_chains_for_all_that_happens_in_it(seed in any::<u64>()) {
        check_all(&whys::of_scene(&random_scene::random_scene(seed)));
    }
}

//! What a scene does here is what its printed program does under CPython 3.14, to the single step of the scheduler.
//!
//! The reference runs all programs in one process: see `tests/oracle/transcribe.mjs`.

#[path = "support/gallery.rs"]
mod gallery;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "support/random_scene.rs"]
mod random_scene;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::scene::Scene;
use awaitscope::{program, python};

use oracle::{Case, compare, seeds};
use random_scene::random_scene;

fn case(name: impl Into<String>, scene: &Scene) -> Case {
    let program = Rc::new(scene.lower().program);
    Case {
        name: name.into(),
        python: python::print(&program),
        log: program::run(&program, Limits::INTERACTIVE),
    }
}

#[test]
fn every_built_in_scene_runs_as_its_python_does_under_cpython() {
    let cases: Vec<_> = gallery::scenes().iter().map(|(slug, _, scene)| case(slug, scene)).collect();
    compare("gallery", &cases);
}

#[test]
fn scenes_of_rare_cases_run_as_their_python_does_under_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenes");
    let files = fs::read_dir(folder).expect("the folder of scenes can be read");
    let mut files: Vec<_> = files.map(|file| file.expect("a file can be listed").path()).collect();
    files.sort();
    let cases = files.iter().map(|file| {
        let text = fs::read_to_string(file).expect("a scene can be read");
        let scene = Scene::from_json(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        case(file.file_stem().expect("a file has a name").to_string_lossy(), &scene)
    });
    compare("rare", &cases.collect::<Vec<_>>());
}

#[test]
fn random_scenes_run_as_their_python_does_under_cpython() {
    let cases: Vec<_> = seeds(0..300).map(|seed| case(format!("seed-{seed}"), &random_scene(seed))).collect();
    compare("random", &cases);
}

//! The built-in scenes and programs, for tests.

#![allow(dead_code, reason = "each test needs some of it")]

use std::fs;
use std::path::PathBuf;

use awaitscope::gallery;
use awaitscope::scene::Scene;

/// Where they are.
pub fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "static", "gallery"].iter().collect()
}

/// The text of a file of theirs, if it is there.
pub fn file(name: &str) -> Option<String> {
    fs::read_to_string(folder().join(name)).ok()
}

/// Their names, in order.
pub fn slugs() -> Vec<String> {
    let contents = gallery::contents(&file("contents.txt").expect("there is a table of contents"));
    contents.into_iter().map(|(_, slug)| slug).collect()
}

/// Their files, in order.
pub fn files() -> Vec<PathBuf> {
    let file_of = |slug: String| {
        let kinds = ["py", "json"].map(|kind| folder().join(format!("{slug}.{kind}")));
        kinds.into_iter().find(|path| path.exists()).unwrap_or_else(|| panic!("{slug} has a file"))
    };
    slugs().into_iter().map(file_of).collect()
}

/// The scenes among them: names, files and what is in those.
pub fn scenes() -> Vec<(String, String, Scene)> {
    let scenes = slugs().into_iter().filter_map(|slug| Some((file(&format!("{slug}.json"))?, slug)));
    let read = |(text, slug): (String, String)| {
        let scene = Scene::from_json(&text).unwrap_or_else(|error| panic!("{slug}: {error}"));
        (slug, text, scene)
    };
    scenes.map(read).collect()
}

//! What stays between visits: the scene that is worked on, and the drawings that were put aside.

use std::rc::Rc;

use super::workspace::{Document, Kept, Source, Work};
use super::{formats, words};
use crate::gallery;
use crate::program::parse_float;
use crate::scene::Scene;
use crate::web::storage;

/// The scene that is worked on.
const CURRENT: &str = "awaitscope.scene";
/// The name of the built-in scene that it was, if it was one.
const BUILT_IN: &str = "awaitscope.scene.built-in";
/// What was put aside, each with its position behind this.
const SHELF: &str = "awaitscope.shelf.";
/// A scene that could not be read is not overwritten but put here.
const UNREADABLE: &str = "awaitscope.unreadable";

/// How high console and events are.
const PANELS: &str = "awaitscope.panels";

/// The height that was chosen for console and events.
pub fn panels_height() -> Option<f64> {
    parse_float(&storage::read(PANELS)?)
}

/// Remembers it.
pub fn save_panels_height(height: f64) {
    storage::write(PANELS, &words::fixed(height, 0));
}

/// Everything that is saved.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The scene that is worked on.
    pub scene: Rc<Scene>,
    /// Where it came from.
    pub source: Source,
    /// What was put aside.
    pub shelf: Rc<Vec<Kept>>,
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
            && Rc::ptr_eq(&self.shelf, &other.shelf)
            && self.source == other.source
    }
}

impl Snapshot {
    /// Saves it.
    pub fn save(&self) {
        storage::write(CURRENT, &formats::write(&self.scene));
        match &self.source {
            Source::Own => storage::remove(BUILT_IN),
            Source::BuiltIn { name, .. } => {
                storage::write(BUILT_IN, name);
            }
        }
        let mut position = 0;
        for kept in self.shelf.iter() {
            storage::write(&format!("{SHELF}{position}"), &formats::write(&kept.document.scene));
            position += 1;
        }
        storage::remove(&format!("{SHELF}{position}"));
    }
}

/// What was saved.
pub fn restore() -> Work {
    let shelf = (0..)
        .map_while(|position: u32| storage::read(&format!("{SHELF}{position}")))
        .filter_map(|text| formats::read(&text).ok())
        .map(|scene| Kept { document: Document::new(scene), source: Source::Own })
        .collect();
    let Some(text) = storage::read(CURRENT) else { return Work { shelf, ..Work::default() } };
    match formats::read(&text) {
        Ok(scene) => Work { scene, source: restored_source(), shelf, problem: None },
        Err(problems) => {
            storage::write(UNREADABLE, &text);
            let first = problems.into_iter().next().unwrap_or_default();
            let problem =
                format!("Your last scene could not be read ({first}). It is still in the browser's storage.");
            Work { shelf, problem: Some(problem), ..Work::default() }
        }
    }
}

fn restored_source() -> Source {
    let name = storage::read(BUILT_IN);
    let entry = name.as_deref().and_then(gallery::find);
    entry.map_or(Source::Own, |entry| Source::BuiltIn { name: entry.slug, pristine: Rc::new(entry.scene()) })
}

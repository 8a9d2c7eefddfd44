//! What stays between visits: the scene that is worked on, and the drawings that were put aside.

use std::rc::Rc;

use super::formats;
use super::workspace::{
    BuiltIn, Document, Kept, Program, Python, SHELF_PLACES, Source, Work, Workspace, is_example,
};
use crate::program::{fixed, parse_float};
use crate::scene::Scene;
use crate::web::storage;

/// The scene that is worked on.
const CURRENT: &str = "awaitscope.scene";
/// The name of the built-in scene that it was, if it was one.
const BUILT_IN: &str = "awaitscope.scene.built-in";
/// That scene, as it was then.
const PRISTINE: &str = "awaitscope.scene.pristine";
/// What was put aside, each with its position behind this.
const SHELF: &str = "awaitscope.shelf.";
/// A scene that could not be read is not overwritten but put here.
const UNREADABLE: &str = "awaitscope.unreadable";

/// The Python program.
const PROGRAM: &str = "awaitscope.python";
/// The name of the built-in program that it was, if it was one.
const PROGRAM_BUILT_IN: &str = "awaitscope.python.built-in";
/// That program, as it was then.
const PROGRAM_PRISTINE: &str = "awaitscope.python.pristine";
/// Programs that were put aside, each with its position behind this.
const PROGRAMS: &str = "awaitscope.python.kept.";
/// Whether Python is open.
const MODE: &str = "awaitscope.mode";

/// How high the panels below the stage are, in pixels.
pub const PANELS_HEIGHT: &str = "awaitscope.panels";
/// How much of their width is the timeline's, in percent.
pub const PANELS_SPLIT: &str = "awaitscope.panels.split";

/// A measure that was chosen.
pub fn measure(name: &str) -> Option<f64> {
    parse_float(&storage::read(name)?)
}

/// Remembers it.
pub fn save_measure(name: &str, measure: f64) {
    storage::write(name, &fixed(measure, 0));
}

/// Whether keys that are single characters were switched off.
const LETTERS: &str = "awaitscope.letters";

/// Whether keys that are single characters do something.
pub fn has_letters() -> bool {
    storage::read(LETTERS).is_none()
}

/// Remembers it.
pub fn save_letters(has_letters: bool) {
    if has_letters {
        storage::remove(LETTERS);
    } else {
        storage::write(LETTERS, "off");
    }
}

/// Everything that is saved.
#[derive(Clone)]
pub struct Snapshot {
    /// The scene that is worked on.
    pub scene: Rc<Scene>,
    /// Where it came from.
    pub source: Source,
    /// What was put aside.
    pub shelf: Rc<Vec<Kept>>,
    /// The Python side.
    pub python: Python,
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.python.is_kept_as(&other.python)
            && Rc::ptr_eq(&self.scene, &other.scene)
            && Rc::ptr_eq(&self.shelf, &other.shelf)
            && self.source == other.source
    }
}

/// What another tab had saved, in whose place something of this tab was saved.
#[derive(Default)]
pub struct Found {
    /// Its program.
    pub program: Option<Rc<str>>,
    /// Its scene.
    pub scene: Option<Scene>,
}

impl Snapshot {
    /// What there is to save.
    pub fn of(state: &Workspace) -> Self {
        let (blocks, source) = state.blocks();
        Snapshot {
            scene: blocks.scene.clone(),
            source: source.clone(),
            shelf: state.shelf.clone(),
            python: state.python.clone(),
        }
    }

    /// Saves it. `known` is what this page found, or saved last: what is still the same is not written over what another tab
    /// saved. A program or scene of another tab that this one takes the place of is kept, and told.
    pub fn save(&self, known: &mut Snapshot) -> Found {
        let scene = self.save_scenes(known);
        let program = self.save_program(&known.python);
        *known = self.clone();
        Found { program, scene }
    }

    fn save_program(&self, known: &Python) -> Option<Rc<str>> {
        let python = &self.python;
        let is_other = python.text != known.text || python.built_in != known.built_in;
        let is_work = |saved: &String| {
            **saved != *known.text
                && **saved != *python.text
                && !is_example(saved)
                && storage::read(PROGRAM_PRISTINE).as_ref() != Some(saved)
        };
        let found = storage::read(PROGRAM).filter(|saved| is_other && is_work(saved)).map(Rc::from);
        keep(MODE, "python", python.is_open());
        if is_other {
            write_program(python);
        }
        match &found {
            Some(found) => write_kept(&python.kept_with(Rc::clone(found))),
            None if Rc::ptr_eq(&python.kept, &known.kept) => {}
            None => write_kept(&python.kept),
        }
        found
    }

    fn save_scenes(&self, known: &Snapshot) -> Option<Scene> {
        let is_other = self.scene != known.scene || self.source != known.source;
        let found = if is_other { self.write_scene(&known.scene) } else { None };
        if found.is_some() || !Rc::ptr_eq(&self.shelf, &known.shelf) {
            self.write_shelf(&known.shelf, found.as_ref());
        }
        found
    }

    /// Writes the scene, and gives the work of another tab that was there.
    fn write_scene(&self, known: &Scene) -> Option<Scene> {
        let text = formats::write(&self.scene);
        let saved = storage::read(CURRENT).filter(|saved| *saved != text && *saved != formats::write(known));
        let is_built_in = |saved: &String| {
            storage::read(BUILT_IN).is_some() && storage::read(PRISTINE).as_ref() == Some(saved)
        };
        let saved = saved.filter(|saved| !is_built_in(saved));
        storage::write(CURRENT, &text);
        match &self.source {
            Source::Own => storage::remove(BUILT_IN),
            Source::BuiltIn { name, pristine } => {
                storage::write(BUILT_IN, name);
                storage::write(PRISTINE, &formats::write(pristine));
            }
        }
        let is_work = |scene: &Scene| !scene.blocks.is_empty() && scene != known && *scene != *self.scene;
        formats::read(&saved?).ok().filter(is_work)
    }

    /// Writes what was put aside here, and what another tab put aside.
    fn write_shelf(&self, known: &[Kept], found: Option<&Scene>) {
        let text = |kept: &Kept| formats::write(&kept.document.scene);
        let mut texts: Vec<String> = found.map(formats::write).into_iter().collect();
        texts.extend(self.shelf.iter().map(text));
        let known: Vec<String> = known.iter().map(text).collect();
        for saved in on_shelf() {
            if !known.contains(&saved) && !texts.contains(&saved) {
                texts.push(saved);
            }
        }
        for position in 0..=SHELF_PLACES {
            let kept = texts.get(position).filter(|_| position < SHELF_PLACES);
            keep(&format!("{SHELF}{position}"), kept.map_or("", |kept| kept), kept.is_some());
        }
    }
}

/// What was put aside.
fn on_shelf() -> impl Iterator<Item = String> {
    (0..).map_while(|position: u32| storage::read(&format!("{SHELF}{position}")))
}

fn keep(key: &str, text: &str, is_kept: bool) {
    if is_kept {
        storage::write(key, text);
    } else {
        storage::remove(key);
    }
}

fn write_program(python: &Python) {
    keep(PROGRAM, &python.text, true);
    let built_in = python.built_in.as_ref();
    keep(PROGRAM_BUILT_IN, built_in.map_or("", |built_in| &built_in.name), built_in.is_some());
    keep(PROGRAM_PRISTINE, built_in.map_or("", |built_in| &built_in.pristine), built_in.is_some());
}

fn write_kept(programs: &[Rc<str>]) {
    for position in 0..=programs.len() {
        let kept = programs.get(position);
        keep(&format!("{PROGRAMS}{position}"), kept.map_or("", |kept| kept), kept.is_some());
    }
}

fn restored_program() -> Program {
    let kept = (0..).map_while(|position: u32| storage::read(&format!("{PROGRAMS}{position}")));
    let built_in = || {
        let name = storage::read(PROGRAM_BUILT_IN)?.into();
        Some(BuiltIn { name, pristine: storage::read(PROGRAM_PRISTINE)?.into() })
    };
    Program {
        is_open: storage::read(MODE).is_some(),
        text: storage::read(PROGRAM).map(Rc::from),
        built_in: built_in(),
        kept: kept.filter(|text| !is_example(text)).map(Rc::from).collect(),
    }
}

/// What was saved.
pub fn restore() -> Work {
    let shelf = on_shelf()
        .filter_map(|text| formats::read(&text).ok())
        .map(|scene| Kept { document: Document::new(scene), source: Source::Own })
        .collect();
    let program = restored_program();
    let Some(text) = storage::read(CURRENT) else { return Work { shelf, program, ..Work::default() } };
    match formats::read(&text) {
        Ok(scene) => Work { scene, source: restored_source(), shelf, problem: None, program },
        Err(problems) => {
            storage::write(UNREADABLE, &text);
            let first = problems.into_iter().next().unwrap_or_default();
            let problem =
                format!("Your last scene could not be read ({first}). It is still in the browser's storage.");
            Work { shelf, problem: Some(problem), program, ..Work::default() }
        }
    }
}

fn restored_source() -> Source {
    let built_in = || {
        let name = storage::read(BUILT_IN)?.into();
        let pristine = formats::read(&storage::read(PRISTINE)?).ok()?;
        Some(Source::BuiltIn { name, pristine: Rc::new(pristine) })
    };
    built_in().unwrap_or_default()
}

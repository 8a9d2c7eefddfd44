//! Scenes for the page: a module of its own, in a worker, that is fetched when the page is there. A scene goes in; its run, the
//! scene as Python, or what there is to remark about it comes out.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use awaitscope::engine::Limits;
use awaitscope::scene::Scene;
use awaitscope::{program, python};

mod outcome;

use outcome::{Outcome, numbers_of};

/// Runs a scene, given as its file. What somebody does to it is in the file.
#[wasm_bindgen]
pub fn run(scene: &str) -> Outcome {
    let Ok(scene) = Scene::from_json(scene) else { return Outcome::default() };
    let program = Rc::new(scene.lower().program);
    let log = program::run(&program, Limits::default());
    Outcome { trace: log.to_bytes(), places: numbers_of(&program.origins), ..Outcome::default() }
}

/// A scene as a Python program that does by itself what is done to it from outside.
#[wasm_bindgen]
pub fn print(scene: &str) -> Outcome {
    let text = Scene::from_json(scene).map(|scene| python::print_by_itself(&scene.lower().program));
    Outcome { text: text.unwrap_or_default(), ..Outcome::default() }
}

/// What there is to remark about a scene: for each remark a line `SEVERITY BLOCK MESSAGE`, with the number of the block that
/// it is about, or `-`.
#[wasm_bindgen]
pub fn remark(scene: &str) -> Outcome {
    let remarks = Scene::from_json(scene).map(|scene| scene.lower().diagnostics).unwrap_or_default();
    let lines = remarks.iter().map(|remark| {
        let block = remark.spot.block().map_or("-".into(), |id| id.0.to_string());
        format!("{} {block} {}\n", remark.severity, remark.message.replace('\n', " "))
    });
    Outcome { text: lines.collect(), ..Outcome::default() }
}

fn main() {}

//! Scenes as texts: files and Python.

use crate::scene::Scene;

/// Reads a scene's file.
///
/// # Errors
///
/// Everything that is wrong with it, each with its place, in sentences.
pub fn read(text: &str) -> Result<Scene, Vec<String>> {
    Scene::from_json(text).map_err(|error| error.to_string().lines().map(str::to_owned).collect())
}

/// A scene's file.
pub fn write(scene: &Scene) -> String {
    scene.to_json()
}

/// A scene as a Python program.
pub fn python(scene: &Scene) -> String {
    crate::python::print(&scene.lower().program)
}

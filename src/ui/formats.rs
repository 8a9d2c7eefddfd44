//! Scenes as texts.

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

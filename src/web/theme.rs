//! Light, dark, or what the system says.

use super::storage;

const KEY: &str = "awaitscope.theme";

/// Which colours the page uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

impl Theme {
    /// The one that the person chose before.
    pub fn remembered() -> Self {
        match storage::read(KEY).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    /// The next one, as one button goes through all.
    pub fn next(self) -> Self {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Puts it on the page and remembers it.
    pub fn show(self) {
        if let Some(root) = super::document().document_element() {
            // An attribute of a fixed, valid name can always be set.
            let _ = match self {
                Theme::System => root.remove_attribute("data-theme"),
                Theme::Light | Theme::Dark => root.set_attribute("data-theme", self.name()),
            };
        }
        match self {
            Theme::System => storage::remove(KEY),
            Theme::Light | Theme::Dark => {
                storage::write(KEY, self.name());
            }
        }
    }
}

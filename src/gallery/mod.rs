//! The built-in scenes and programs: one file each in `static/gallery`, and the index by which the page knows them. The
//! page fetches both when it needs them.

mod index;

use std::rc::Rc;

use crate::scene::json::{Kind as Json, Value};

pub use index::{contents, index};

/// A built-in scene or program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its name in links and files.
    pub slug: Rc<str>,
    /// What it belongs to.
    pub topic: Rc<str>,
    /// Its title, a question or a claim.
    pub title: Rc<str>,
    /// Two or three sentences about it.
    pub about: Rc<str>,
    /// How many questions it asks.
    pub questions: u32,
    /// Which of asyncio's names it uses.
    pub tags: Rc<str>,
    /// The name of the one that is worth comparing with; empty if there is none.
    pub compare: Rc<str>,
    /// Whether it is a Python program, and no scene.
    pub is_python: bool,
}

impl Entry {
    /// Its file, below the page.
    pub fn file(&self) -> String {
        ["gallery/", &self.slug, if self.is_python { ".py" } else { ".json" }].concat()
    }

    /// Whether each of these words is in it, whatever its case.
    pub fn matches(&self, search: &str) -> bool {
        let text = [&*self.title, &*self.about, &*self.topic, &*self.tags, &*self.slug]
            .join(" ")
            .to_ascii_lowercase();
        search.to_ascii_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

/// Where the index is, below the page.
pub const INDEX: &str = "gallery/index.json";

/// Reads the index; `None` if it is none.
pub fn read(text: &str) -> Option<Vec<Entry>> {
    let Json::List(entries) = Value::parse(text).ok()?.kind else { return None };
    entries.iter().map(entry).collect()
}

fn entry(value: &Value) -> Option<Entry> {
    let text = |name| match &value.field(name)?.kind {
        Json::Text(text) => Some(Rc::from(text.as_str())),
        _ => None,
    };
    let Json::Int(questions) = value.field("questions")?.kind else { return None };
    Some(Entry {
        slug: text("slug")?,
        topic: text("topic")?,
        title: text("title")?,
        about: text("about")?,
        questions: u32::try_from(questions).ok()?,
        tags: text("tags")?,
        compare: text("compare")?,
        is_python: &*text("kind")? == "python",
    })
}

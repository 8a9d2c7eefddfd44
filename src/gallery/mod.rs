//! The built-in scenes: one file each in `static/gallery`, and what they are called.

use crate::scene::Scene;

/// A built-in scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its name in links and files.
    pub slug: &'static str,
    /// Its title, a question or a claim; the scene's own.
    pub title: &'static str,
    /// What it belongs to.
    pub topic: Topic,
    /// What to predict before it runs.
    pub question: &'static str,
    /// The text of its file.
    pub source: &'static str,
}

/// What scenes are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum Topic {
    FirstSteps,
    Gathering,
    Cancellation,
    Timeouts,
}

impl Topic {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Topic::FirstSteps => "First steps",
            Topic::Gathering => "Gather, wait and groups",
            Topic::Cancellation => "Cancellation",
            Topic::Timeouts => "Timeouts",
        }
    }
}

impl Entry {
    /// The scene. A built-in scene that cannot be read is a bug of ours, which the tests of this module rule out.
    pub fn scene(&self) -> Scene {
        Scene::from_json(self.source).unwrap_or_default()
    }
}

/// The scene of that slug.
pub fn find(slug: &str) -> Option<&'static Entry> {
    SCENES.iter().find(|entry| entry.slug == slug)
}

/// All built-in scenes, in the order in which they are to be read.
pub fn scenes() -> &'static [Entry] {
    SCENES
}

const SCENES: &[Entry] = &[
    Entry {
        slug: "gather-order",
        title: "Gather returns results in argument order, whoever ends first",
        topic: Topic::FirstSteps,
        question: "The toast is ready first. What stands first in the list that gather returns?",
        source: include_str!("../../static/gallery/gather-order.json"),
    },
    Entry {
        slug: "gather-failure",
        title: "One child fails: gather raises at once, and the siblings run on",
        topic: Topic::Gathering,
        question: "The orders fail after one second. What becomes of the stock, which takes three?",
        source: include_str!("../../static/gallery/gather-failure.json"),
    },
    Entry {
        slug: "shared-task",
        title: "Cancel one who waits for a shared task, and the other falls too",
        topic: Topic::Gathering,
        question: "Ann is cancelled at 1 s and Cleo at 2 s. Which of the four get what they wait for?",
        source: include_str!("../../static/gallery/shared-task.json"),
    },
    Entry {
        slug: "cancel-is-a-request",
        title: "cancel() is a request: it returns True, and nothing is cancelled yet",
        topic: Topic::Cancellation,
        question: "Right after cancel() has returned True: is the worker done, and is it cancelled?",
        source: include_str!("../../static/gallery/cancel-is-a-request.json"),
    },
    Entry {
        slug: "shield",
        title: "Shield protects the work, not the one who waits for it",
        topic: Topic::Cancellation,
        question: "The customer is cancelled after one second. Who finishes: the customer, the payment, both?",
        source: include_str!("../../static/gallery/shield.json"),
    },
    Entry {
        slug: "nested-timeouts",
        title: "Inside a timeout it is CancelledError, outside it is TimeoutError",
        topic: Topic::Timeouts,
        question: "The outer timeout expires first. Which exception does each of the three tasks see?",
        source: include_str!("../../static/gallery/nested-timeouts.json"),
    },
];

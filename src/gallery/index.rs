//! Making the index, from the table of contents and the files.

use std::rc::Rc;

use super::Entry;
use crate::lesson;
use crate::python;
use crate::scene::Scene;
use crate::scene::json::quoted;

/// Names of asyncio's that are worth looking for.
const TAGS: &[&str] = &[
    "gather",
    "shield",
    "timeout",
    "timeout_at",
    "wait_for",
    "wait",
    "as_completed",
    "TaskGroup",
    "create_task",
    "eager_task_factory",
    "cancel",
    "uncancel",
    "cancelling",
    "CancelledError",
    "TimeoutError",
    "ExceptionGroup",
    "KeyboardInterrupt",
    "Lock",
    "Semaphore",
    "BoundedSemaphore",
    "Event",
    "Condition",
    "Barrier",
    "Queue",
    "PriorityQueue",
    "LifoQueue",
    "Future",
    "add_done_callback",
    "call_later",
    "call_soon",
    "call_soon_threadsafe",
    "run_coroutine_threadsafe",
    "run_in_executor",
    "to_thread",
    "add_signal_handler",
    "contextvars",
    "finally",
];

/// The table of contents: topics, and below each, indented, the names of what belongs to it.
pub fn contents(text: &str) -> Vec<(String, String)> {
    let mut topic = "";
    let mut all = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if line.starts_with(' ') {
            all.push((topic.to_owned(), line.trim().to_owned()));
        } else {
            topic = line;
        }
    }
    all
}

/// The index of what the table of contents lists. `file` gives the text of a file, if there is one.
///
/// # Errors
///
/// What is missing or cannot be read, in words.
pub fn index(table: &str, file: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let entries = contents(table).into_iter().map(|(topic, slug)| {
        let entry = entry(&topic, &slug, file)?;
        let fields = [
            ("slug", &entry.slug),
            ("topic", &entry.topic),
            ("title", &entry.title),
            ("about", &entry.about),
            ("tags", &entry.tags),
            ("compare", &entry.compare),
            ("kind", &Rc::from(if entry.is_python { "python" } else { "blocks" })),
        ];
        let texts = fields.map(|(name, text)| format!("\"{name}\": {}", quoted(text))).join(", ");
        Ok(format!("  {{{texts}, \"questions\": {}}}", entry.questions))
    });
    let entries = entries.collect::<Result<Vec<_>, String>>()?;
    Ok(format!("[\n{}\n]\n", entries.join(",\n")))
}

fn entry(topic: &str, slug: &str, file: &dyn Fn(&str) -> Option<String>) -> Result<Entry, String> {
    let (program, scene) = (file(&format!("{slug}.py")), file(&format!("{slug}.json")));
    let (notes, text, is_python) = match (program, scene) {
        (Some(program), None) => (lesson::notes(&program), program, true),
        (None, Some(scene)) => {
            let scene = Scene::from_json(&scene).map_err(|error| format!("{slug}.json: {error}"))?;
            let text = python::print(&scene.lower().program);
            (lesson::notes(&text), text, false)
        }
        (None, None) => return Err(format!("{slug}: there is neither {slug}.json nor {slug}.py")),
        (Some(_), Some(_)) => return Err(format!("{slug}: there are both {slug}.json and {slug}.py")),
    };
    if notes.title.is_empty() || notes.about.is_empty() {
        return Err(format!("{slug}: a title or a text about it is missing"));
    }
    Ok(Entry {
        slug: slug.into(),
        topic: topic.into(),
        title: notes.title.as_str().into(),
        about: notes.about.as_str().into(),
        questions: notes.lesson.questions().count() as u32,
        compare: notes.lesson.compare.as_str().into(),
        tags: tags(&text).join(" ").into(),
        is_python,
    })
}

/// The names that a program uses.
fn tags(text: &str) -> Vec<&'static str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let words: Vec<&str> =
        code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    TAGS.iter().copied().filter(|tag| words.contains(tag)).collect()
}

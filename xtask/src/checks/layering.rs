//! Which module may know which: the arrows that keep the engine free of everything drawn around it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::source::{code_of, line_of, rust_files, words};
use crate::error::{Error, InFile};
use crate::project::Project;

/// One top-level module of the crate.
struct Layer {
    name: &'static str,
    /// The modules it may name; itself goes without saying.
    knows: &'static [&'static str],
    /// Crates and paths it must do without.
    without: &'static [&'static [&'static str]],
}

/// What only code for the browser may name.
const BROWSER: &[&str] = &["yew", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_timers"];

/// Data formats and clocks of the host: what the engine must run without.
const HOST: &[&str] = &["serde", "serde_json", "SystemTime", "Instant"];

/// What the core does without.
const CORE: &[&[&str]] = &[BROWSER];
/// What the engine does without, and what it stands on.
const ENGINE: &[&[&str]] = &[BROWSER, HOST];

const LAYERS: &[Layer] = &[
    Layer { name: "order", knows: &[], without: ENGINE },
    Layer { name: "trace", knows: &["order"], without: CORE },
    Layer { name: "engine", knows: &["trace"], without: ENGINE },
    Layer { name: "program", knows: &["trace", "engine"], without: CORE },
    Layer { name: "vm", knows: &["order", "trace", "engine", "program"], without: CORE },
    Layer { name: "python", knows: &["order", "trace", "engine", "program", "vm"], without: CORE },
    Layer { name: "lesson", knows: &["program"], without: CORE },
    Layer { name: "scene", knows: &["order", "program", "lesson"], without: CORE },
    Layer { name: "gallery", knows: &["lesson", "python", "scene"], without: CORE },
    Layer { name: "playback", knows: &["order", "trace", "program", "lesson", "scene"], without: CORE },
    Layer { name: "layout", knows: &["order", "trace", "program", "scene", "playback"], without: CORE },
    Layer { name: "svg", knows: &["trace", "program", "scene", "playback", "layout"], without: CORE },
    Layer { name: "web", knows: &["layout"], without: &[] },
    Layer {
        name: "ui",
        // What runs programs is fetched for itself.
        knows: &["order", "trace", "program", "lesson", "scene", "gallery", "layout", "playback", "web"],
        without: &[],
    },
    Layer {
        name: "bin",
        knows: &[
            "trace", "engine", "program", "vm", "python", "lesson", "scene", "gallery", "layout", "playback",
            "svg",
        ],
        without: CORE,
    },
];

/// Every module keeps to its arrows, and needs them.
pub fn check(project: &Project) -> Result<(), Error> {
    let source = project.root.join("src");
    let mut findings = Vec::new();
    let mut taken = Arrows::new();
    for file in rust_files(&source)? {
        let inside = file.strip_prefix(&source).unwrap_or(&file);
        let text = fs::read_to_string(&file).in_file(&file)?;
        findings.extend(findings_in(inside, &text, &mut taken));
    }
    findings.extend(needless(&taken));
    super::report(
        "the arrows between modules are broken (the table is in xtask/src/checks/layering.rs)",
        &findings,
    )
}

/// Which module names which.
type Arrows = BTreeSet<(&'static str, &'static str)>;

/// What is wrong in one file, given by its path below src/. Its arrows are added to those that are taken.
fn findings_in(file: &Path, text: &str, taken: &mut Arrows) -> Vec<String> {
    let top = file.components().next().map(|part| part.as_os_str().to_string_lossy()).unwrap_or_default();
    let module = top.strip_suffix(".rs").unwrap_or(&top);
    // The root, the page's main and its workers see everything.
    if matches!(module, "lib" | "main" | "workers") {
        return Vec::new();
    }
    let place = |line| format!("src/{}:{line}", file.display());
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == module) else {
        return vec![format!("{}: module `{module}` has no row in the table", place(1))];
    };

    let code = code_of(text);
    let mut findings = BTreeSet::new();
    for (line, known) in named_modules(&code) {
        let Some(known) = LAYERS.iter().map(|other| other.name).find(|name| *name == known) else { continue };
        if known == layer.name {
            continue;
        }
        if !layer.knows.contains(&known) {
            findings.insert((line, format!("`{module}` must not know `{known}`")));
        }
        taken.insert((layer.name, known));
    }
    for forbidden in layer.without.iter().copied().flatten() {
        for at in words(&code, forbidden) {
            findings.insert((line_of(&code, at), format!("`{module}` must do without `{forbidden}`")));
        }
    }
    findings.into_iter().map(|(line, finding)| format!("{}: {finding}", place(line))).collect()
}

/// The arrows of the table that nobody takes: each would let in, unseen, what is not there yet.
fn needless(taken: &Arrows) -> Vec<String> {
    let arrows = LAYERS.iter().flat_map(|layer| layer.knows.iter().map(|known| (layer.name, *known)));
    let needless = arrows.filter(|arrow| !taken.contains(arrow));
    needless.map(|(module, known)| format!("`{module}` does not need to know `{known}`")).collect()
}

/// The top-level modules that code names, each with its line: `crate::name`, `awaitscope::name`, and both with braces.
fn named_modules(code: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for root in ["crate", "awaitscope"] {
        for at in words(code, root) {
            let rest = code[at + root.len()..].trim_start();
            let Some(path) = rest.strip_prefix("::") else { continue };
            let line = line_of(code, at);
            named.extend(first_segments(path.trim_start()).map(|name| (line, name)));
        }
    }
    named
}

/// The first segment of a path, or of each path in a group.
fn first_segments(path: &str) -> impl Iterator<Item = String> {
    let group = path.strip_prefix('{').map(top_level_items);
    let items = group.unwrap_or_else(|| vec![path.to_owned()]);
    items
        .into_iter()
        .map(|item| item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

/// Splits what stands between braces at the commas that are not in further braces.
fn top_level_items(group: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0_usize;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ if depth == 0 => items.last_mut().into_iter().for_each(|item| item.push(c)),
            _ => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, text: &str) -> Vec<String> {
        findings_in(Path::new(file), text, &mut Arrows::new())
    }

    #[test]
    fn an_arrow_against_the_direction_is_found_with_its_line() {
        assert_eq!(
            found("engine/task.rs", "use crate::trace::Event;\nuse crate::program::Program;\n"),
            ["src/engine/task.rs:2: `engine` must not know `program`"]
        );
    }

    #[test]
    fn groups_are_looked_into() {
        let text = "use crate::{trace::{Event, Cause}, scene::{self, Card}, ui};";
        assert_eq!(found("program/mod.rs", text).len(), 2);
    }

    #[test]
    fn documentation_may_mention_what_code_may_not() {
        assert_eq!(found("engine/mod.rs", "//! See [`crate::program`] and serde.\n"), [""; 0]);
    }

    #[test]
    fn the_engine_has_no_clock_and_no_serde() {
        assert_eq!(found("engine/mod.rs", "use std::time::Instant;\nuse serde::Serialize;\n").len(), 2);
    }

    #[test]
    fn an_arrow_that_nobody_takes_is_found() {
        let mut taken = Arrows::new();
        assert!(needless(&taken).contains(&"`engine` does not need to know `trace`".to_owned()));
        assert_eq!(findings_in(Path::new("engine/task.rs"), "use crate::trace::Event;", &mut taken), [""; 0]);
        assert!(!needless(&taken).contains(&"`engine` does not need to know `trace`".to_owned()));
    }

    #[test]
    fn a_module_without_a_row_is_found() {
        assert_eq!(found("helpers/mod.rs", "").len(), 1);
    }
}

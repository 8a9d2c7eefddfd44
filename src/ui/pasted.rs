//! What a pasted text is: a link, a scene or a program. Pure; [`use_clipboard`](super::clipboard::use_clipboard) listens.

/// What a pasted text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// A link to a scene, a program or one of the gallery: what stands behind its `#`.
    Link(String),
    /// A scene's file, by the looks of it.
    Scene,
    /// A program, without what pages and consoles put around it.
    Program(String),
    /// None of these.
    Other,
}

/// What stands in a link before what it holds.
const LINKED: [&str; 3] = ["s=1.", "p=1.", "gallery="];

impl Pasted {
    /// What a text is.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        if let Some(link) = link(text) {
            return Pasted::Link(link);
        }
        if text.starts_with('{') {
            return Pasted::Scene;
        }
        let program = program(text);
        if is_program(&program) { Pasted::Program(program) } else { Pasted::Other }
    }
}

/// What a link, or the frame of one, holds.
fn link(text: &str) -> Option<String> {
    let is_link = !text.contains(char::is_whitespace) || text.starts_with("<iframe");
    let behind = text.split_once('#').filter(|_| is_link)?.1;
    let behind = behind.split(['"', '\'', '<', '>', ' ']).next()?;
    let mut parts = behind.split('&').map(|part| part.strip_prefix("amp;").unwrap_or(part));
    parts.find(|part| LINKED.iter().any(|linked| part.starts_with(linked))).map(str::to_owned)
}

/// Whether a text looks like a program.
pub fn is_program(text: &str) -> bool {
    const BEGINNINGS: [&str; 8] =
        ["import ", "async ", "await ", "def ", "class ", "print(", "asyncio.", "if __name__"];
    text.lines().map(str::trim_start).any(|line| {
        BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
            || (line.starts_with("from ") && line.contains(" import "))
    })
}

/// A program without the fence of a code block, the prompts of a console and an indentation of all its lines.
fn program(text: &str) -> String {
    const PROMPTS: [&str; 4] = [">>> ", "... ", ">>>", "..."];
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if lines.first().is_some_and(|line| line.starts_with("```")) {
        lines.remove(0);
        lines.pop_if(|line| line.starts_with("```"));
    }
    if lines.first().is_some_and(|line| line.starts_with(">>>")) {
        // What the console answered is no part of the program.
        lines = lines.iter().filter_map(|line| PROMPTS.iter().find_map(|it| line.strip_prefix(it))).collect();
    }
    // The first line may have been copied from its first letter on.
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let first = lines.first().map_or(0, indent);
    let rest = lines.iter().skip(1).filter(|line| !line.is_empty());
    let opens = lines.first().is_some_and(|line| line.ends_with([':', '(', '[', '{', ',']));
    let common = rest.map(indent).min().unwrap_or(first);
    let common = if first == 0 && opens { 0 } else { common };
    let cut = |line: &&str| line.get(common.min(indent(line))..).unwrap_or_default().to_owned() + "\n";
    lines.iter().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str =
        "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n";

    fn pasted(text: &str) -> Option<String> {
        match Pasted::of(text) {
            Pasted::Program(text) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn a_program_is_taken_as_it_is() {
        assert_eq!(pasted(PROGRAM).as_deref(), Some(PROGRAM));
        assert_eq!(pasted(&PROGRAM.replace('\n', "\r\n")).as_deref(), Some(PROGRAM));
    }

    #[test]
    fn a_fence_and_an_indentation_are_taken_off() {
        assert_eq!(pasted(&format!("```python\n{PROGRAM}```\n")).as_deref(), Some(PROGRAM));
        let indented =
            PROGRAM.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("    {line}\n") });
        assert_eq!(pasted(&indented.collect::<String>()).as_deref(), Some(PROGRAM));
    }

    #[test]
    fn a_function_keeps_the_indentation_of_its_body() {
        let function = "async def work():\n    print(1)\n";
        assert_eq!(pasted(function).as_deref(), Some(function));
    }

    #[test]
    fn of_a_console_only_what_was_typed_is_taken() {
        let console =
            ">>> import asyncio\n>>> async def f():\n...     print(1)\n...\n>>> asyncio.run(f())\n1\n";
        assert_eq!(
            pasted(console).as_deref(),
            Some("import asyncio\nasync def f():\n    print(1)\n\nasyncio.run(f())\n")
        );
    }

    #[test]
    fn links_and_frames_are_what_they_hold() {
        let link = |text: &str| Pasted::of(text);
        let held = |text: &str| Pasted::Link(text.into());
        assert_eq!(link("https://example.org/a/#s=1.abc-_"), held("s=1.abc-_"));
        assert_eq!(
            link("<iframe title=\"x\" src=\"https://example.org/#p=1.abc&amp;embed\"></iframe>"),
            held("p=1.abc")
        );
        assert_eq!(link("https://example.org/#embed&gallery=shield&do=play"), held("gallery=shield"));
        assert_eq!(link("https://example.org/#top"), Pasted::Other);
        assert_eq!(link("{\"version\": 1}"), Pasted::Scene);
        assert_eq!(link("the house from which we came"), Pasted::Other);
        assert_eq!(link(""), Pasted::Other);
    }
}

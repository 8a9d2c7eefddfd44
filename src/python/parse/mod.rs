//! From text to a syntax tree, by ruff's parser; what is wrong with a text is told as CPython tells it.

mod details;
mod errors;
mod escapes;
pub(super) mod keywords;
pub(super) mod nesting;

use ruff_python_ast::{Mod, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use super::diagnostic::Diagnostic;
use super::lines::Lines;
use crate::vm::code::SyntaxWarning;

use errors::{SyntaxError, lone_surrogate, told, told_of_later, unclosed, unterminated};
use escapes::invalid_escapes;
use nesting::too_deep;

/// The longest text, in bytes.
pub(super) const LONGEST: usize = 1 << 20;

/// How many errors are told of one text.
pub(super) const MOST_ERRORS: usize = 20;

/// What a text is.
pub(super) struct Parsed {
    /// Its syntax tree.
    pub(super) module: ModModule,
    /// What CPython's parser warns of.
    pub(super) warnings: Vec<SyntaxWarning>,
}

/// The syntax tree of a text, or what is wrong with it.
pub(super) fn parse(text: &str, lines: &Lines<'_>) -> Result<Parsed, Vec<Diagnostic>> {
    if let Some(error) = too_much(text) {
        return Err(vec![diagnostic(lines, error)]);
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
    if parsed.has_syntax_errors() || lone_surrogate(parsed.tokens(), text).is_some() {
        return Err(mistakes(&parsed, text, lines));
    }
    let warnings = invalid_escapes(parsed.tokens(), text, lines);
    let module = parsed.try_into_module().map(ruff_python_parser::Parsed::into_syntax);
    // What is parsed as a module is one.
    module.map(|module| Parsed { module, warnings }).ok_or_else(Vec::new)
}

/// What the parser is not to be given.
fn too_much(text: &str) -> Option<SyntaxError> {
    let (range, message, hint) = if text.len() > LONGEST {
        (TextRange::default(), "the text is longer than 1 MB", Some("make it shorter"))
    } else if let Some(nul) = text.find('\0') {
        (TextRange::empty((nul as u32).into()), "source code cannot contain null bytes", None)
    } else {
        let found = too_deep(text)?;
        (found.range, found.message, Some("take parts of it out into variables or functions"))
    };
    Some(SyntaxError { range, message: message.to_owned(), hint })
}

/// What is wrong with a text. Apart from what sound texts need, so that it is fetched when it is needed.
#[inline(never)]
fn mistakes(parsed: &ruff_python_parser::Parsed<Mod>, text: &str, lines: &Lines<'_>) -> Vec<Diagnostic> {
    let syntax_errors = parsed.errors().iter().map(|error| told(error, text, parsed.tokens()));
    let later_versions = parsed.unsupported_syntax_errors().iter().map(|error| told_of_later(error, text));
    let open = unclosed(parsed.tokens(), parsed.errors(), text);
    // A string that is never closed swallows the bracket that closes.
    let in_field = open.as_ref().is_some_and(|open| open.message.contains("-string:"));
    let open = if in_field { open } else { unterminated(parsed.errors(), text).or(open) };
    let mut found: Vec<_> = match open {
        // What else there is comes of it.
        Some(open) => vec![open],
        None => syntax_errors.chain(later_versions).chain(lone_surrogate(parsed.tokens(), text)).collect(),
    };
    crate::order::sort_by_key(&mut found, |found| found.range.start());
    let mut errors: Vec<_> = found.into_iter().map(|found| diagnostic(lines, found)).collect();
    // Of those on one line the later ones mostly come of the first.
    errors.dedup_by_key(|error| error.span.line);
    drop_those_that_follow(&mut errors);
    errors.truncate(MOST_ERRORS);
    errors
}

fn diagnostic(lines: &Lines<'_>, error: SyntaxError) -> Diagnostic {
    Diagnostic { span: lines.span(error.range), message: error.message, hint: error.hint.map(str::to_owned) }
}

/// Drops what comes of an error in a line before: where that begins a block, the block seems not to belong there.
fn drop_those_that_follow(errors: &mut Vec<Diagnostic>) {
    let mut before = None;
    errors.retain(|error| {
        let line = error.span.line;
        let follows = before.replace(line).is_some_and(|before| {
            before + 1 == line && error.message == "unexpected indent"
                || error.message.contains("expected dedent")
        });
        !follows
    });
}

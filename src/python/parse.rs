//! From text to a syntax tree, by ruff's parser.

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use super::diagnostic::Diagnostic;
use super::escapes::invalid_escapes;
use super::lines::Lines;
use super::nesting::too_deep;
use super::syntax_errors::{lone_surrogate, told, told_of_later, unclosed, unterminated};
use crate::vm::code::SyntaxWarning;

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
    let at = |range, message: String, hint: Option<&str>| Diagnostic {
        span: lines.span(range),
        message,
        hint: hint.map(str::to_owned),
    };
    if text.len() > LONGEST {
        let hint = Some("make it shorter");
        return Err(vec![at(TextRange::default(), "the text is longer than 1 MB".to_owned(), hint)]);
    }
    if let Some(nul) = text.find('\0') {
        let message = "source code cannot contain null bytes".to_owned();
        return Err(vec![at(TextRange::empty((nul as u32).into()), message, None)]);
    }
    if let Some(found) = too_deep(text) {
        let hint = Some("take parts of it out into variables or functions");
        return Err(vec![at(found.range, found.message.to_owned(), hint)]);
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
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
    let mut errors: Vec<_> =
        found.into_iter().map(|found| at(found.range, found.message, found.hint)).collect();
    // Of those on one line the later ones mostly come of the first.
    errors.dedup_by_key(|error| error.span.line);
    errors.truncate(MOST_ERRORS);
    let warnings = invalid_escapes(parsed.tokens(), text, lines);
    match parsed.try_into_module() {
        Some(module) if errors.is_empty() => Ok(Parsed { module: module.into_syntax(), warnings }),
        _ => Err(errors),
    }
}

//! From text to a syntax tree, by ruff's parser.

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use super::diagnostic::Diagnostic;
use super::lines::Lines;
use super::nesting::too_deep;

/// The longest text, in bytes.
const LONGEST: usize = 1 << 20;

/// How many errors are told of one text.
pub(super) const MOST_ERRORS: usize = 20;

/// The syntax tree of a text, or what is wrong with it.
pub(super) fn parse(text: &str, lines: &Lines<'_>) -> Result<ModModule, Vec<Diagnostic>> {
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
    let syntax_errors = parsed.errors().iter().map(|error| {
        let (message, hint) = told(error, text);
        at(error.location, message, hint)
    });
    let later_versions = parsed
        .unsupported_syntax_errors()
        .iter()
        .map(|error| at(error.range(), format!("invalid syntax: {error}"), None));
    let mut errors: Vec<_> = syntax_errors.chain(later_versions).collect();
    errors.sort_by_key(|error| (error.span.line, error.span.column));
    errors.truncate(MOST_ERRORS);
    match parsed.try_into_module() {
        Some(module) if errors.is_empty() => Ok(module.into_syntax()),
        _ => Err(errors),
    }
}

/// An error of the parser's in words, and what to write instead.
fn told(error: &ParseError, text: &str) -> (String, Option<&'static str>) {
    let line = line_around(text, error.location);
    let hint = match &error.error {
        ParseErrorType::Lexical(LexicalErrorType::UnicodeError)
        | ParseErrorType::Lexical(LexicalErrorType::OtherError(_))
            if line.contains("\\N{") =>
        {
            return (
                "names of characters (`\\N{..}`) are not supported".to_owned(),
                Some("write the character itself, or its number as `\\u....`"),
            );
        }
        ParseErrorType::SimpleStatementsOnSameLine if line.trim_start().starts_with("print ") => {
            Some("print is a function: print(...)")
        }
        ParseErrorType::SimpleStatementsOnSameLine => Some("write one statement a line"),
        ParseErrorType::InvalidAssignmentTarget | ParseErrorType::InvalidNamedAssignmentTarget => {
            Some("to compare, write `==`")
        }
        ParseErrorType::UnexpectedIndentation => return ("unexpected indent".to_owned(), None),
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            return ("parameter without a default follows parameter with a default".to_owned(), None);
        }
        ParseErrorType::PositionalAfterKeywordArgument => {
            return ("positional argument follows keyword argument".to_owned(), None);
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            return ("positional argument follows keyword argument unpacking".to_owned(), None);
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            return ("iterable argument unpacking follows keyword argument unpacking".to_owned(), None);
        }
        ParseErrorType::IterableUnpackingInComprehension => {
            return ("iterable unpacking cannot be used in comprehension".to_owned(), None);
        }
        ParseErrorType::ExpectedKeywordParam => {
            return ("named arguments must follow bare *".to_owned(), None);
        }
        ParseErrorType::InvalidStarredExpressionUsage => {
            return ("can't use starred expression here".to_owned(), None);
        }
        _ => None,
    };
    (format!("invalid syntax: {}", in_a_sentence(&error.error.to_string())), hint)
}

/// The line in which a range begins.
fn line_around(text: &str, range: TextRange) -> &str {
    let at = text.floor_char_boundary(range.start().to_usize());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    &text[start..end]
}

/// A message without its capital letter.
fn in_a_sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

//! Errors of ruff's parser in CPython's words, where CPython has words for them, and what to write instead.

use ruff_python_ast::Expr;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind, parse_expression,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What is wrong with a text.
pub(super) struct SyntaxError {
    pub(super) range: TextRange,
    pub(super) message: String,
    pub(super) hint: Option<&'static str>,
}

/// An error of the parser's.
pub(super) fn told(error: &ParseError, text: &str) -> SyntaxError {
    let range = error.location;
    let line = line_around(text, range);
    let plain = |message: &str| SyntaxError { range, message: message.to_owned(), hint: None };
    let hinted = |message: &str, hint| SyntaxError { range, message: message.to_owned(), hint: Some(hint) };
    match &error.error {
        ParseErrorType::Lexical(error) => lexical(error, range, text, line),
        ParseErrorType::SimpleStatementsOnSameLine if line.trim_start().starts_with("print ") => {
            SyntaxError {
                range: TextRange::new(start_of(text, "print ", range), range.end()),
                ..hinted(
                    "Missing parentheses in call to 'print'. Did you mean print(...)?",
                    "print is a function",
                )
            }
        }
        ParseErrorType::SimpleStatementsOnSameLine => hinted("invalid syntax", "write one statement a line"),
        ParseErrorType::InvalidAssignmentTarget => cannot_assign(range, text),
        ParseErrorType::InvalidDeleteTarget => plain(&format!("cannot delete {}", what_is(range, text))),
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let message =
                format!("'{}' is an illegal expression for augmented assignment", what_is(range, text));
            plain(&message)
        }
        ParseErrorType::InvalidNamedAssignmentTarget => {
            let message = format!("cannot use assignment expressions with {}", what_is(range, text));
            plain(&message)
        }
        ParseErrorType::UnexpectedIndentation => plain("unexpected indent"),
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            plain("parameter without a default follows parameter with a default")
        }
        ParseErrorType::PositionalAfterKeywordArgument => {
            plain("positional argument follows keyword argument")
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            plain("positional argument follows keyword argument unpacking")
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            plain("iterable argument unpacking follows keyword argument unpacking")
        }
        ParseErrorType::IterableUnpackingInComprehension => {
            plain("iterable unpacking cannot be used in comprehension")
        }
        ParseErrorType::UnparenthesizedGeneratorExpression => {
            plain("Generator expression must be parenthesized")
        }
        ParseErrorType::ExpectedKeywordParam => plain("named arguments must follow bare *"),
        ParseErrorType::InvalidStarredExpressionUsage => plain("can't use starred expression here"),
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found: TokenKind::Equal } => {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            hinted(message, "to compare, write `==`")
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found: TokenKind::Newline } => {
            plain("expected ':'")
        }
        ParseErrorType::FStringError(InterpolatedStringErrorType::UnclosedLbrace) => {
            plain("f-string: expecting '}'")
        }
        ParseErrorType::OtherError(message) if message.starts_with("Expected an indented block after ") => {
            plain(&indented_block(message, text, range))
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Else, .. } => {
            plain("expected 'else' after 'if' expression")
        }
        ParseErrorType::EmptyImportNames => plain("Expected one or more names after 'import'"),
        ParseErrorType::OtherError(message) if message.starts_with("Expected `except` or `finally`") => {
            plain("expected 'except' or 'finally' block")
        }
        ParseErrorType::OtherError(message) if message == "Expected a parameter name" => {
            plain("expression cannot contain assignment, perhaps you meant \"==\"?")
        }
        other => plain(&in_a_sentence(&other.to_string())),
    }
}

fn lexical(error: &LexicalErrorType, range: TextRange, text: &str, line: &str) -> SyntaxError {
    let (message, hint) = match error {
        LexicalErrorType::UnicodeError if line.contains("\\N{") => (
            "names of characters (`\\N{..}`) are not supported".to_owned(),
            Some("write the character itself, or its number as `\\u....`"),
        ),
        LexicalErrorType::UnicodeError => ("(unicode error) truncated escape sequence".to_owned(), None),
        LexicalErrorType::UnclosedStringError => {
            let quotes = text.get(range.start().to_usize()..).unwrap_or_default();
            let quotes = quotes.trim_start_matches(|prefix: char| prefix.is_ascii_alphabetic());
            let tripled = quotes.starts_with("\"\"\"") || quotes.starts_with("'''");
            let seen = if tripled { text.trim_end_matches('\n') } else { &text[..range.start().to_usize()] };
            let found = seen.matches('\n').count() + 1;
            let kind = if tripled { "triple-quoted " } else { "" };
            (
                format!("unterminated {kind}string literal (detected at line {found})"),
                Some("close the string with the quote that opens it"),
            )
        }
        LexicalErrorType::IndentationError => {
            ("unindent does not match any outer indentation level".to_owned(), None)
        }
        LexicalErrorType::LineContinuationError => {
            ("unexpected character after line continuation character".to_owned(), None)
        }
        LexicalErrorType::UnrecognizedToken { tok } => {
            (format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok)), None)
        }
        LexicalErrorType::OtherError(message) if message.starts_with("Invalid decimal integer literal") => (
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".to_owned(),
            None,
        ),
        other => (in_a_sentence(&other.to_string()), None),
    };
    SyntaxError { range, message, hint }
}

/// Syntax of later versions than CPython 3.14.
pub(super) fn told_of_later(error: &UnsupportedSyntaxError) -> SyntaxError {
    let message = match error.kind {
        UnsupportedSyntaxErrorKind::ParenthesizedKeywordArgumentName => {
            "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned()
        }
        _ => in_a_sentence(&error.to_string()),
    };
    SyntaxError { range: error.range(), message, hint: None }
}

fn cannot_assign(range: TextRange, text: &str) -> SyntaxError {
    let what = what_is(range, text);
    let after = text.get(range.end().to_usize()..).unwrap_or_default().trim_start();
    let is_statement = after.starts_with('=') && !matches!(what, "None" | "True" | "False" | "ellipsis");
    if is_statement {
        let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        return SyntaxError { range, message, hint: Some("to compare, write `==`") };
    }
    SyntaxError { range, message: format!("cannot assign to {what}"), hint: None }
}

/// What CPython calls an expression.
fn what_is(range: TextRange, text: &str) -> &'static str {
    let source = text.get(range.to_std_range()).unwrap_or_default();
    let Ok(parsed) = parse_expression(source) else { return "expression" };
    match parsed.expr() {
        Expr::Call(_) => "function call",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::FString(_) => "f-string expression",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) => "list",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::Compare(_) => "comparison",
        Expr::Lambda(_) => "lambda",
        Expr::Await(_) => "await expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Generator(_) => "generator expression",
        _ => "expression",
    }
}

/// A bracket that is never closed, or that closes nothing, if that is what is wrong.
pub(super) fn unclosed(tokens: &Tokens, errors: &[ParseError]) -> Option<SyntaxError> {
    if errors.is_empty() {
        return None;
    }
    let mut open: Vec<(char, TextRange)> = Vec::new();
    let first = errors.iter().map(|error| error.location.start()).min()?;
    for token in tokens.iter() {
        let (opens, closes) = match token.kind() {
            TokenKind::Lpar => ('(', ' '),
            TokenKind::Lsqb => ('[', ' '),
            TokenKind::Lbrace => ('{', ' '),
            TokenKind::Rpar => ('(', ')'),
            TokenKind::Rsqb => ('[', ']'),
            TokenKind::Rbrace => ('{', '}'),
            _ => continue,
        };
        if closes == ' ' {
            open.push((opens, token.range()));
            continue;
        }
        let range = token.range();
        let message = match open.pop() {
            Some((bracket, _)) if bracket == opens => continue,
            _ if first < range.start() => return None,
            Some((bracket, _)) => {
                format!("closing parenthesis '{closes}' does not match opening parenthesis '{bracket}'")
            }
            None => format!("unmatched '{closes}'"),
        };
        return Some(SyntaxError { range, message, hint: None });
    }
    let (bracket, range) = open.pop()?;
    let message = format!("'{bracket}' was never closed");
    Some(SyntaxError { range, message, hint: None })
}

/// An escape like `\ud800`, which is half a character.
pub(super) fn lone_surrogate(tokens: &Tokens, text: &str) -> Option<SyntaxError> {
    if !["\\ud", "\\uD", "\\U0000d", "\\U0000D"].iter().any(|escape| text.contains(escape)) {
        return None;
    }
    tokens.iter().find_map(|token| {
        let is_text = matches!(token.kind(), TokenKind::String | TokenKind::FStringMiddle);
        let source = text.get(token.range().to_std_range()).filter(|_| is_text)?;
        let prefix = source.split(['"', '\'']).next().unwrap_or_default();
        let is_raw = token.kind() == TokenKind::String && prefix.contains(['r', 'R', 'b', 'B']);
        let at = surrogate_in(source).filter(|_| !is_raw)?;
        let start = token.start() + TextSize::new(at as u32);
        Some(SyntaxError {
            range: TextRange::new(start, token.end()),
            message: "surrogates in strings are not supported".to_owned(),
            hint: Some("write the whole character, or its number as `\\U........`"),
        })
    })
}

fn surrogate_in(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let digits = match bytes[at + 1] {
            b'u' => source.get(at + 2..at + 6),
            b'U' => source.get(at + 2..at + 10),
            _ => None,
        };
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if number.is_some_and(|number| (0xd800..0xe000).contains(&number)) {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// `expected an indented block after 'if' statement on line 1`
fn indented_block(message: &str, text: &str, range: TextRange) -> String {
    let before = text.get(..range.start().to_usize()).unwrap_or_default();
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let line =
        before.lines().enumerate().filter(|(_, line)| is_code(line)).last().map_or(1, |(at, _)| at + 1);
    let message = message.replace('`', "'").replace(" clause", " statement").replacen('E', "e", 1);
    format!("{} on line {line}", message.replace("'class' definition", "class definition"))
}

/// Where a word begins in the line of a range.
fn start_of(text: &str, word: &str, range: TextRange) -> TextSize {
    let before = text.get(..range.start().to_usize()).unwrap_or_default();
    before.rfind(word).map_or(range.start(), |at| TextSize::new(at as u32))
}

/// The line in which a range begins.
fn line_around(text: &str, range: TextRange) -> &str {
    let at = text.floor_char_boundary(range.start().to_usize());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    &text[start..end]
}

/// `Expected an expression`: as part of a sentence.
fn in_a_sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first: String = chars.next().map(|first| first.to_ascii_lowercase()).into_iter().collect();
    format!("invalid syntax: {first}{}", chars.as_str())
}

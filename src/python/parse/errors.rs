//! Errors of ruff's parser in CPython's words, where CPython has words for them, and what to write instead.
//! What has to be looked for in the text is in [`super::details`].

use super::details::{
    broken_field, cut_escape, field_of, forgotten_comma, in_a_field, in_words_of_cpython, is_augmented,
    is_called_without_brackets, is_keyword_argument, last_token, nothing_in_a_field, number_cut_short,
    opening, several_before_for, starts_statement, unclosed_field,
};
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{Expr, UnaryOp};
use ruff_python_parser::{
    LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind,
    parse_expression,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

const TABS_AND_SPACES: &str = "inconsistent use of tabs and spaces in indentation";

/// What is wrong with a text.
pub(super) struct SyntaxError {
    pub(super) range: TextRange,
    pub(super) message: String,
    pub(super) hint: Option<&'static str>,
}

/// An error of the parser's.
pub(super) fn told(error: &ParseError, text: &str, tokens: &Tokens) -> SyntaxError {
    let range = error.location;
    let line = line_around(text, range);
    let found = text.get(range.start().to_usize()..).unwrap_or_default();
    let before = text.get(..range.start().to_usize()).unwrap_or_default().trim_end();
    let plain = |message: &str| SyntaxError { range, message: message.to_owned(), hint: None };
    let hinted = |message: &str, hint| SyntaxError { range, message: message.to_owned(), hint: Some(hint) };
    match &error.error {
        _ if before.ends_with(" else")
            && line.contains(" if ")
            && (found.trim().is_empty() || starts_statement(found)) =>
        {
            plain("expected expression after 'else', but statement is given")
        }
        ParseErrorType::Lexical(error) => lexical(error, range, text, line),
        ParseErrorType::SimpleStatementsOnSameLine if let Some(error) = number_cut_short(text, range) => {
            error
        }
        ParseErrorType::SimpleStatementsOnSameLine
            if let Some(name) =
                ["print", "exec"].into_iter().find(|name| is_called_without_brackets(line, name)) =>
        {
            SyntaxError {
                range: TextRange::new(start_of(text, name, range), range.end()),
                message: format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"),
                hint: Some("it is a function"),
            }
        }
        ParseErrorType::SimpleStatementsOnSameLine
            if line.trim_start().starts_with("import ") && found.starts_with("from ") =>
        {
            SyntaxError {
                range: TextRange::new(start_of(text, "import", range), range.end()),
                ..plain("Did you mean to use 'from ... import ...' instead?")
            }
        }
        ParseErrorType::SimpleStatementsOnSameLine => hinted("invalid syntax", "write one statement a line"),
        ParseErrorType::InvalidAssignmentTarget => cannot_assign(range, text),
        ParseErrorType::InvalidDeleteTarget => plain(&format!("cannot delete {}", called(range, text))),
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let message =
                format!("'{}' is an illegal expression for augmented assignment", called(range, text));
            plain(&message)
        }
        ParseErrorType::InvalidNamedAssignmentTarget => {
            let message = format!("cannot use assignment expressions with {}", called(range, text));
            plain(&message)
        }
        ParseErrorType::UnexpectedIndentation if is_of_tabs_and_spaces(text, range) => plain(TABS_AND_SPACES),
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
        ParseErrorType::InvalidStarredExpressionUsage
            if before.ends_with(':') && opening(tokens, range).is_some() =>
        {
            plain("cannot use a starred expression in a dictionary value")
        }
        ParseErrorType::InvalidAnnotatedAssignmentTarget if found.starts_with("lambda (") => {
            plain("Lambda expression parameters cannot be parenthesized")
        }
        ParseErrorType::InvalidAnnotatedAssignmentTarget if !what_is(range, text).is_empty() => {
            plain("illegal target for annotation")
        }
        ParseErrorType::InvalidStarredExpressionUsage => plain("can't use starred expression here"),
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Colon | TokenKind::Rpar,
            found: TokenKind::Equal,
        } => assigned_condition(range, before),
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Comma | TokenKind::Rsqb,
            found: TokenKind::Equal,
        } => assigned_condition(range, before),
        ParseErrorType::OtherError(_) if found.starts_with('=') && opening(tokens, range).is_some() => {
            assigned_condition(range, before)
        }
        ParseErrorType::ExpectedToken { found: TokenKind::For, .. }
            if let Some(range) = several_before_for(tokens, range) =>
        {
            SyntaxError {
                range,
                ..hinted(
                    "did you forget parentheses around the comprehension target?",
                    "write `[(a, b) for ..]`",
                )
            }
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::In, .. } if opening(tokens, range).is_some() => {
            plain("'in' expected after for-loop variables")
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found: TokenKind::Newline } => {
            plain("expected ':'")
        }
        ParseErrorType::FStringError(error) => plain(&format!("f-string: {}", in_a_field(error, found))),
        ParseErrorType::TStringError(error) => plain(&format!("t-string: {}", in_a_field(error, found))),
        ParseErrorType::ExpectedExpression
            if let Some(error) = nothing_in_a_field(tokens, range, found, before) =>
        {
            error
        }
        ParseErrorType::ExpectedExpression | ParseErrorType::OtherError(_)
            if let Some(error) = broken_field(tokens, range, before) =>
        {
            error
        }
        ParseErrorType::ExpectedExpression if found.starts_with('>') && before.ends_with('<') => {
            SyntaxError { range: earlier(range, 1), ..hinted("invalid syntax", "to compare, write `!=`") }
        }
        ParseErrorType::ExpectedExpression
            if found.starts_with([')', ',']) && is_keyword_argument(before) =>
        {
            let name = before.trim_end_matches('=').trim_end();
            let name = name.trim_end_matches(|char: char| char.is_alphanumeric() || char == '_');
            let start = TextSize::new(name.len() as u32);
            SyntaxError {
                range: TextRange::new(start, range.start()),
                ..plain("expected argument value expression")
            }
        }
        ParseErrorType::ExpectedExpression if found.starts_with('}') && before.ends_with(':') => {
            SyntaxError {
                range: TextRange::at(TextSize::new(before.len() as u32 - 1), TextSize::new(1)),
                ..plain("expression expected after dictionary key and ':'")
            }
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found: kind }
            if *kind == TokenKind::Rbrace
                || *kind != TokenKind::Equal
                    && opening(tokens, range).is_some_and(|bracket| bracket.kind() == TokenKind::Lbrace) =>
        {
            SyntaxError { range: last_token(tokens, range), ..plain("':' expected after dictionary key") }
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, .. }
            if ["else", "try", "finally"].iter().any(|word| before.ends_with(word)) =>
        {
            plain("expected ':'")
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Lpar, found: TokenKind::Colon } => {
            plain("expected '('")
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Comma, found: TokenKind::Dot }
            if line.contains("import ") =>
        {
            SyntaxError { range: last_token(tokens, range), ..plain("cannot use attribute as import target") }
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Comma, found: kind } if is_augmented(*kind) => {
            let start = before.rfind('\n').map_or(0, |at| at + 1) + (line.len() - line.trim_start().len());
            SyntaxError {
                range: TextRange::new(TextSize::new(start as u32), range.start()),
                ..plain("'tuple' is an illegal expression for augmented assignment")
            }
        }
        ParseErrorType::OtherError(_)
            if line.contains("import ")
                && before.ends_with(" as")
                && found.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '"' | '\'')) =>
        {
            plain("cannot use literal as import target")
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Rpar, found: TokenKind::Lpar }
            if line.trim_start().starts_with("def ") =>
        {
            plain("Function parameters cannot be parenthesized")
        }
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Colon,
            ..
        } if let Some(range) = forgotten_comma(tokens, range) => SyntaxError {
            range,
            ..hinted("invalid syntax. Perhaps you forgot a comma?", "write a comma in between")
        },
        ParseErrorType::ParamAfterVarKeywordParam => plain("arguments cannot follow var-keyword argument"),
        ParseErrorType::OtherError(message) if message.starts_with("Expected an indented block after ") => {
            plain(&indented_block(message, text, range))
        }
        ParseErrorType::ExpectedToken { expected: TokenKind::Else, .. } => {
            plain("expected 'else' after 'if' expression")
        }
        ParseErrorType::EmptyImportNames
            if found.trim_start_matches([' ', '\t']).starts_with(['\n', '#', ';'])
                || found.trim().is_empty() =>
        {
            plain("Expected one or more names after 'import'")
        }
        ParseErrorType::OtherError(message) if message.starts_with("Expected `except` or `finally`") => {
            plain("expected 'except' or 'finally' block")
        }
        ParseErrorType::OtherError(message) if message == "Expected a parameter name" => {
            plain(&assigned_argument(found))
        }
        ParseErrorType::OtherError(message) if let Some(message) = in_words_of_cpython(message, line) => {
            plain(&message)
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
        LexicalErrorType::UnicodeError => return cut_escape(text, range),
        LexicalErrorType::FStringError(error) => {
            let found = text.get(range.start().to_usize()..).unwrap_or_default();
            (format!("f-string: {}", in_a_field(error, found)), None)
        }
        LexicalErrorType::InvalidByteLiteral => ("bytes can only contain ASCII literal characters".to_owned(), None),
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
        LexicalErrorType::IndentationError if is_of_tabs_and_spaces(text, range) => {
            (TABS_AND_SPACES.to_owned(), None)
        }
        LexicalErrorType::IndentationError => {
            ("unindent does not match any outer indentation level".to_owned(), None)
        }
        LexicalErrorType::LineContinuationError => {
            ("unexpected character after line continuation character".to_owned(), None)
        }
        LexicalErrorType::UnrecognizedToken { tok: '$' | '?' | '!' } => ("invalid syntax".to_owned(), None),
        LexicalErrorType::UnrecognizedToken { tok }
            if tok.is_whitespace() || tok.is_control() || matches!(tok, '\u{200b}'..='\u{200f}' | '\u{feff}') =>
        {
            (format!("invalid non-printable character U+{:04X}", u32::from(*tok)), None)
        }
        LexicalErrorType::UnrecognizedToken { tok } => {
            (format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok)), None)
        }
        LexicalErrorType::OtherError(_) if let Some(error) = number_cut_short(text, range) => return error,
        LexicalErrorType::OtherError(message) if message.starts_with("Invalid decimal integer literal") => (
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".to_owned(),
            None,
        ),
        other => (in_a_sentence(&other.to_string()), None),
    };
    SyntaxError { range, message, hint }
}

/// `if name = value:`
fn assigned_condition(range: TextRange, before: &str) -> SyntaxError {
    let is_of_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.');
    let start = before.trim_end_matches(is_of_name).len();
    let target = &before[start..];
    let is_first =
        ["if", "while", "(", "[", "{"].iter().any(|keyword| before[..start].trim_end().ends_with(keyword));
    let message = match target.contains('.') {
        _ if target.is_empty() || !is_first => "invalid syntax",
        true => "cannot assign to attribute here. Maybe you meant '==' instead of '='?",
        false => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
    };
    let start = if message == "invalid syntax" { range.start() } else { TextSize::new(start as u32) };
    let range = TextRange::new(start, range.end());
    SyntaxError { range, message: message.to_owned(), hint: Some("to compare, write `==`") }
}

/// Whether a line is indented less or more than the one before it depending on how wide a tab is.
fn is_of_tabs_and_spaces(text: &str, range: TextRange) -> bool {
    let line = line_around(text, range);
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let before = text[..start].lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let width = |line: &str, tab: usize| {
        let indent = line.chars().take_while(|char| matches!(char, ' ' | '\t'));
        indent.fold(0, |width, char| if char == '\t' { (width / tab + 1) * tab } else { width + 1 })
    };
    width(line, 8).cmp(&width(before, 8)) != width(line, 1).cmp(&width(before, 1))
}

/// Syntax of later versions than CPython 3.14.
pub(super) fn told_of_later(error: &UnsupportedSyntaxError, text: &str) -> SyntaxError {
    let source = text.get(error.range().to_std_range()).unwrap_or_default();
    let message = match error.kind {
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) if source.starts_with("**") => {
            "dict unpacking cannot be used in dict comprehension".to_owned()
        }
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
            "iterable unpacking cannot be used in comprehension".to_owned()
        }
        UnsupportedSyntaxErrorKind::ParenthesizedKeywordArgumentName => assigned_argument(source),
        _ => in_a_sentence(&error.to_string()),
    };
    SyntaxError { range: error.range(), message, hint: None }
}

/// `f(a + 1=2)`, `f(True=2)`
fn assigned_argument(source: &str) -> String {
    match ["True", "False", "None"].into_iter().find(|name| source.starts_with(name)) {
        Some(name) => format!("cannot assign to {name}"),
        None => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
    }
}

fn cannot_assign(range: TextRange, text: &str) -> SyntaxError {
    let what = what_is(range, text);
    if what.is_empty() {
        // What is no expression is told where it is cut short.
        let rest = text.get(range.end().to_usize()..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let range = TextRange::at(range.end() + TextSize::new(blank as u32), TextSize::new(1));
        return SyntaxError { range, message: "invalid syntax".to_owned(), hint: None };
    }
    let after = text.get(range.end().to_usize()..).unwrap_or_default();
    let in_brackets = text[..range.start().to_usize()].ends_with('(');
    let after = after.trim_start_matches(|char| char == ' ' || in_brackets && char == ')');
    let line = line_around(text, range);
    let column = text[..range.start().to_usize()]
        .rfind('\n')
        .map_or(range.start().to_usize(), |newline| range.start().to_usize() - newline - 1);
    let is_first = !line.get(..column).is_some_and(|before| before.contains('='));
    // What binds less than `|` is never taken for a comparison that was meant.
    let binds_less = [
        "None",
        "True",
        "False",
        "comparison",
        "conditional expression",
        "lambda",
        "generator expression",
        "operation",
    ];
    let is_statement = after.starts_with('=') && is_first && !binds_less.contains(&what);
    let what = if what == "operation" { "expression" } else { what };
    if is_statement {
        let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        return SyntaxError { range, message, hint: Some("to compare, write `==`") };
    }
    SyntaxError { range, message: format!("cannot assign to {what}"), hint: None }
}

/// What CPython calls an expression.
fn called(range: TextRange, text: &str) -> &'static str {
    match what_is(range, text) {
        "operation" | "" => "expression",
        what => what,
    }
}

/// As [`called`], with `operation` for what is made of `and`, `or` and `not`; empty if it is none.
fn what_is(range: TextRange, text: &str) -> &'static str {
    let source = text.get(range.to_std_range()).unwrap_or_default();
    if source.starts_with('*') {
        return "starred";
    }
    let Ok(parsed) = parse_expression(&format!("({source})")) else { return "" };
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
        Expr::BoolOp(_) => "operation",
        Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => "operation",
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

/// A string that is never closed: nothing after it can be told, and it is told before all else.
pub(super) fn unterminated(errors: &[ParseError], text: &str) -> Option<SyntaxError> {
    let lost = errors.iter().find(|error| {
        matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError))
    })?;
    let line = line_around(text, lost.location);
    let ParseErrorType::Lexical(error) = &lost.error else { return None };
    Some(lexical(error, lost.location, text, line))
}

/// A bracket that is never closed, or that closes nothing, if that is what is wrong.
pub(super) fn unclosed(tokens: &Tokens, errors: &[ParseError], text: &str) -> Option<SyntaxError> {
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
    if let Some(kind) = field_of(tokens, range) {
        return unclosed_field(kind, range, text);
    }
    // What is wrong on the line of the bracket is told before a bracket that is missing further on.
    let between = text.get(range.end().to_usize()..first.to_usize()).unwrap_or_default();
    if text.get(first.to_usize()..).is_some_and(|found| found.starts_with(':')) && !between.contains('\n') {
        let range = TextRange::at(first, TextSize::new(1));
        return Some(SyntaxError { range, message: "invalid syntax".to_owned(), hint: None });
    }
    let message = format!("'{bracket}' was never closed");
    Some(SyntaxError { range, message, hint: None })
}

/// An escape like `\ud800`, which is half a character.
pub(super) fn lone_surrogate(tokens: &Tokens, text: &str) -> Option<SyntaxError> {
    // Few texts have any escape.
    if !text.contains('\\') {
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
    let message = message
        .replace('`', "'")
        .replace(" clause", " statement")
        .replace("case' block", "case' statement")
        .replacen('E', "e", 1);
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

fn earlier(range: TextRange, by: u32) -> TextRange {
    TextRange::new(range.start() - TextSize::new(by), range.end())
}

/// `Expected an expression`: as part of a sentence.
fn in_a_sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first: String = chars.next().map(|first| first.to_ascii_lowercase()).into_iter().collect();
    format!("invalid syntax: {first}{}", chars.as_str())
}

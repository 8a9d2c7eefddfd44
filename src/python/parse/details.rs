//! What in a text is wrong, where the parser alone does not tell.

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_parser::InterpolatedStringErrorType;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::errors::SyntaxError;

fn at(start: usize, end: usize, message: String) -> SyntaxError {
    let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
    SyntaxError { range, message, hint: None }
}

/// A number that goes on with what is no part of one: `1a`, `0b12`, `1__0`.
pub(super) fn number_cut_short(text: &str, range: TextRange) -> Option<SyntaxError> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_' || char == '.';
    let found = range.start().to_usize();
    let start = found
        - text
            .get(..found)?
            .chars()
            .rev()
            .take_while(|char| is_part(*char))
            .map(char::len_utf8)
            .sum::<usize>();
    let number = &text[start..];
    let number = &number[..number.find(|char| !is_part(char)).unwrap_or(number.len())];
    if !number.starts_with(|char: char| char.is_ascii_digit()) || text[found..].starts_with('.') {
        return None;
    }
    let (base, kind) = match number.get(..2)?.to_ascii_lowercase().as_str() {
        "0b" => (2, "binary"),
        "0o" => (8, "octal"),
        "0x" => (16, "hexadecimal"),
        _ if found == start
            || number.starts_with('0') && number[1..].starts_with(|char: char| char.is_ascii_digit()) =>
        {
            return None;
        }
        _ => {
            // The underscore that nothing follows is told, or else the last of what is a number.
            let last = if text[found..].starts_with('_') { found } else { found - 1 };
            return Some(at(last, last + 1, "invalid decimal literal".to_owned()));
        }
    };
    let (place, wrong) =
        number.char_indices().skip(2).find(|(_, char)| !char.is_digit(base) && *char != '_')?;
    let place = start + place;
    Some(match wrong.is_ascii_digit() {
        true => at(place, place + 1, format!("invalid digit '{wrong}' in {kind} literal")),
        false => at(place - 1, place, format!("invalid {kind} literal")),
    })
}

/// Whether a line has `print x` or the like.
pub(super) fn is_called_without_brackets(line: &str, name: &str) -> bool {
    line.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
}

/// Whether a text ends with `(name=`.
pub(super) fn is_keyword_argument(before: &str) -> bool {
    let Some(name) = before.strip_suffix('=') else { return false };
    let rest = name.trim_end().trim_end_matches(|char: char| char.is_alphanumeric() || char == '_');
    rest.len() < name.trim_end().len() && rest.trim_end().ends_with(['(', ','])
}

/// What is wrong in a field of an f-string.
pub(super) fn in_a_field(error: &InterpolatedStringErrorType, found: &str) -> String {
    match error {
        InterpolatedStringErrorType::UnclosedLbrace => "expecting '}'".to_owned(),
        InterpolatedStringErrorType::SingleRbrace => "single '}' is not allowed".to_owned(),
        InterpolatedStringErrorType::InvalidConversionFlag if found.starts_with(['}', ':']) => {
            "missing conversion character".to_owned()
        }
        InterpolatedStringErrorType::InvalidConversionFlag => {
            let end = found.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(found.len());
            format!("invalid conversion character '{}': expected 's', 'r', or 'a'", &found[..end])
        }
        other => other.to_string(),
    }
}

/// `f"{}"`
pub(super) fn nothing_in_a_field(
    tokens: &Tokens,
    range: TextRange,
    found: &str,
    before: &str,
) -> Option<SyntaxError> {
    let sign = found.chars().next().filter(|sign| matches!(sign, '}' | '!' | ':' | '='))?;
    let brace = TextSize::new(before.strip_suffix('{')?.len() as u32);
    let kind = field_of(tokens, TextRange::at(brace, TextSize::new(1)))?;
    let start = range.start().to_usize();
    Some(at(start, start + 1, format!("{kind}: valid expression required before '{sign}'")))
}

/// Whether a `{` begins a field, and of what.
pub(super) fn field_of(tokens: &Tokens, brace: TextRange) -> Option<&'static str> {
    let before = tokens.iter().rfind(|token| token.end() <= brace.start())?;
    match before.kind() {
        TokenKind::FStringStart | TokenKind::FStringMiddle => Some("f-string"),
        TokenKind::TStringStart | TokenKind::TStringMiddle => Some("t-string"),
        _ => None,
    }
}

/// A field that is never closed is told at the end of its string; nothing if that is not found.
pub(super) fn unclosed_field(kind: &str, brace: TextRange, text: &str) -> Option<SyntaxError> {
    let rest = text.get(brace.end().to_usize()..)?;
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let (end, closed) = (line.find(['"', '\''])?, line.find('}'));
    if closed.is_some_and(|closed| closed < end) {
        let words = line[..closed?].trim();
        let start = brace.end().to_usize();
        let message = "invalid syntax. Perhaps you forgot a comma?".to_owned();
        return words.contains(' ').then(|| at(start, start + words.len(), message));
    }
    let end = brace.end().to_usize() + end;
    Some(at(end, end + 1, format!("{kind}: expecting '}}'")))
}

/// The bracket within which a place is, and what opens a field of an f-string too.
pub(super) fn opening(tokens: &Tokens, place: TextRange) -> Option<Token> {
    let mut depth = 0;
    let mut before = tokens.iter().filter(|token| token.end() <= place.start()).rev();
    before
        .find(|token| {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
                _ => {}
            }
            depth < 0
        })
        .copied()
}

/// `[a, b for ..]`: what stands before the `for`.
pub(super) fn several_before_for(tokens: &Tokens, place: TextRange) -> Option<TextRange> {
    let bracket = opening(tokens, place).filter(|bracket| bracket.kind() != TokenKind::Lpar)?;
    let first = tokens.iter().find(|token| token.start() >= bracket.end())?;
    let last = last_token(tokens, place);
    let between = tokens.iter().filter(|token| token.start() >= first.start() && token.end() <= last.end());
    between
        .clone()
        .any(|token| token.kind() == TokenKind::Comma)
        .then(|| TextRange::new(first.start(), last.end()))
}

/// Whether a text begins with a statement that is no expression.
pub(super) fn starts_statement(found: &str) -> bool {
    ["pass", "break", "continue", "return", "raise", "del", "assert", "global"].iter().any(|word| {
        found
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    })
}

/// An expression in a field of an f-string that is none, or is cut short.
pub(super) fn broken_field(tokens: &Tokens, place: TextRange, before: &str) -> Option<SyntaxError> {
    let brace = opening(tokens, place)?;
    let kind = field_of(tokens, brace.range())?;
    if before.ends_with('{') {
        let start = place.start().to_usize();
        return Some(at(start, start + 1, format!("{kind}: expecting a valid expression after '{{'")));
    }
    let last = last_token(tokens, place);
    let message = format!("{kind}: expecting '=', or '!', or ':', or '}}'");
    Some(at(last.start().to_usize(), last.end().to_usize(), message))
}

/// The token before a place.
pub(super) fn last_token(tokens: &Tokens, range: TextRange) -> TextRange {
    let before = tokens.iter().rfind(|token| token.end() <= range.start() && !token.range().is_empty());
    before.map_or(range, Ranged::range)
}

/// `+=` and the like.
pub(super) fn is_augmented(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::PlusEqual | TokenKind::MinusEqual | TokenKind::StarEqual | TokenKind::SlashEqual
    )
}

/// Two expressions beside each other within brackets: from the beginning of the first to the end of the second.
pub(super) fn forgotten_comma(tokens: &Tokens, second: TextRange) -> Option<TextRange> {
    let starts = |kind: TokenKind| {
        matches!(
            kind,
            TokenKind::Name
                | TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::String
                | TokenKind::FStringStart
                | TokenKind::Lpar
                | TokenKind::Lsqb
                | TokenKind::Lbrace
                | TokenKind::True
                | TokenKind::False
                | TokenKind::None
        )
    };
    let next = tokens.iter().find(|token| token.start() >= second.start())?;
    if !starts(next.kind()) {
        return None;
    }
    let (mut depth, mut start, mut last) = (0, None, None);
    let before: Vec<_> = tokens.iter().filter(|token| token.end() <= second.start()).collect();
    let level = |token: &&Token| match token.kind() {
        TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => 1,
        TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => -1,
        _ => 0,
    };
    if before.iter().map(level).sum::<i32>() <= 0 {
        return None;
    }
    for token in before.iter().rev() {
        match token.kind() {
            TokenKind::NonLogicalNewline | TokenKind::Comment => continue,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth > 0 => depth -= 1,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => break,
            TokenKind::Comma
            | TokenKind::Colon
            | TokenKind::Equal
            | TokenKind::Newline
            | TokenKind::In
            | TokenKind::If
            | TokenKind::For
                if depth == 0 =>
            {
                break;
            }
            _ => {}
        }
        last.get_or_insert(token.kind());
        start = Some(token.start());
    }
    let prefix = last == Some(TokenKind::Name) && next.kind() == TokenKind::String;
    (!prefix).then_some(TextRange::new(start?, next.end()))
}

/// An escape that is cut short in a string: told as of the whole string.
#[inline(never)]
pub(super) fn cut_escape(text: &str, range: TextRange) -> SyntaxError {
    let found = range.start().to_usize();
    let line = text[..found].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text[line..].find('\n').map_or(text.len(), |end| line + end);
    let escape = text[line..rest].char_indices().map(|(place, _)| line + place).filter_map(|place| {
        let kind = text[place..].strip_prefix('\\')?.chars().next()?;
        let (digits, shown) = match kind {
            'x' => (2, "\\xXX"),
            'u' => (4, "\\uXXXX"),
            'U' => (8, "\\UXXXXXXXX"),
            _ => return None,
        };
        let there = text[place + 2..].chars().take(digits).take_while(char::is_ascii_hexdigit).count();
        let escaped = text[..place].chars().rev().take_while(|char| *char == '\\').count() % 2 == 1;
        (there < digits && !escaped).then_some((place, there, shown))
    });
    let Some((place, there, shown)) = escape.min_by_key(|(place, ..)| place.abs_diff(found)) else {
        return at(found, found, "(unicode error) truncated escape sequence".to_owned());
    };
    let opening = text[line..place].rfind(['"', '\'']).map_or(line, |quote| line + quote);
    let prefix = text[line..opening].chars().rev().take_while(char::is_ascii_alphabetic).count();
    let from = place - opening - 1;
    let message = match text[opening - prefix..opening].contains(['b', 'B']) {
        true => format!("(value error) invalid \\x escape at position {from}"),
        false => format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{}: truncated {shown} escape",
            from + 1 + there,
        ),
    };
    at(opening - prefix, place + 2, message)
}

/// What ruff says in words of its own.
#[inline(never)]
pub(super) fn in_words_of_cpython(message: &str, line: &str) -> Option<String> {
    Some(match message {
        "Trailing comma not allowed" if line.trim_start().starts_with("from ") => {
            "trailing comma not allowed without surrounding parentheses".to_owned()
        }
        "Bytes literal cannot be mixed with non-bytes literals" => {
            "cannot mix bytes and nonbytes literals".to_owned()
        }
        "Only one '*' parameter allowed" => "* argument may appear only once".to_owned(),
        "Only one '/' separator allowed" => "/ may appear only once".to_owned(),
        "Positional patterns cannot follow keyword patterns" => {
            "positional patterns follow keyword patterns".to_owned()
        }
        "Cannot have both 'except' and 'except*' on the same 'try'"
        | "Expected one or more exception types"
        | "Multiple exception types must be parenthesized when using `as`" => {
            message.replacen(&message[..1], &message[..1].to_ascii_lowercase(), 1).replace('`', "'")
        }
        message if message.starts_with("Only single target") => message.replacen('O', "o", 1),
        _ => return None,
    })
}

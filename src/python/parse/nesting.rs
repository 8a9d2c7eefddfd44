//! Refuses texts that are nested too deeply, before the parser, the compiler or the freeing of the syntax tree could
//! run out of stack.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::TextRange;

/// How many levels of indentation there may be; CPython allows as many.
pub(in crate::python) const INDENTATION: usize = 100;

/// How deep brackets, blocks and operators may be nested in all. A bracket, a block or a prefix operator counts
/// [`NESTED`], an operator between operands, a call, a subscript or a dot 1: chains of those are cheaper.
const DEPTH: u32 = 1000;

/// What a bracket, a block or a prefix operator counts.
const NESTED: u32 = 8;

/// What is found wrong.
pub(super) struct TooDeep {
    pub(super) range: TextRange,
    pub(super) message: &'static str,
}

/// What is open at a place of the text.
#[derive(Default, Clone, Copy)]
struct Level {
    /// The depth that the operators since the last comma may have made.
    chain: u32,
    /// The same for those of lambdas, which a comma between parameters does not end (`lambda a, b: ..`).
    lambdas: u32,
    /// How many lambdas are still at their parameters.
    in_parameters: u32,
}

/// Whether a text is nested too deeply. It is judged by its tokens alone, so that it may count too much, but never too
/// little.
pub(super) fn too_deep(text: &str) -> Option<TooDeep> {
    if let Some(range) = too_indented(text) {
        return Some(TooDeep { range, message: "too many levels of indentation" });
    }
    if !exceeds(text) {
        return None;
    }
    // The lexer does not tell where it is: the shortest beginning of the text that is too deep ends there.
    let (mut fine, mut deep) = (0, text.len());
    while fine + 1 < deep {
        let middle = text.floor_char_boundary(fine.midpoint(deep));
        match middle > fine && exceeds(&text[..middle]) {
            true => deep = middle,
            false if middle > fine => fine = middle,
            false => break,
        }
    }
    let range = TextRange::empty((fine as u32).into());
    Some(TooDeep { range, message: "the text is nested too deeply" })
}

/// Whether the tokens of a text may make a tree that is deeper than is allowed.
fn exceeds(text: &str) -> bool {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut indents = 0_u32;
    // Of all levels but the last one.
    let mut outer = 0_u32;
    loop {
        let kind = lexer.next_token();
        let last = levels.len() - 1;
        let level = &mut levels[last];
        match kind {
            TokenKind::EndOfFile => return false,
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Newline => {
                levels.truncate(1);
                levels[0] = Level::default();
                outer = 0;
            }
            TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart => {
                level.chain += 1;
                outer += NESTED + level.chain + level.lambdas;
                levels.push(Level::default());
            }
            TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
                if last > 0 =>
            {
                levels.pop();
                let level = levels[last - 1];
                outer = outer.saturating_sub(NESTED + level.chain + level.lambdas);
            }
            TokenKind::Comma => {
                level.chain = 0;
                if level.in_parameters == 0 {
                    level.lambdas = 0;
                }
            }
            TokenKind::Colon => level.in_parameters = level.in_parameters.saturating_sub(1),
            TokenKind::Semi => *level = Level::default(),
            TokenKind::Lambda => {
                level.lambdas += NESTED;
                level.in_parameters += 1;
            }
            TokenKind::Not
            | TokenKind::Tilde
            | TokenKind::Await
            | TokenKind::Yield
            | TokenKind::If
            | TokenKind::Else
            | TokenKind::For
            | TokenKind::Async
            | TokenKind::DoubleStar
            | TokenKind::Star
            | TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::ColonEqual => level.chain += prefix_weight(kind),
            kind if kind.is_operator() || kind == TokenKind::Dot => level.chain += 1,
            _ => {}
        }
        let level = levels[levels.len() - 1];
        if outer + level.chain + level.lambdas + indents * NESTED > DEPTH {
            return true;
        }
    }
}

/// `+`, `-` and `*` are mostly between operands.
fn prefix_weight(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Plus | TokenKind::Minus | TokenKind::Star => 2,
        _ => NESTED,
    }
}

/// The first line that is indented too deeply. The parser may look at lines afresh after an error, so that brackets and
/// strings do not excuse them here.
fn too_indented(text: &str) -> Option<TextRange> {
    let mut open: Vec<usize> = vec![0];
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim_start_matches([' ', '\t', '\x0c']);
        let width = line.len() - content.len();
        if !content.trim_end().is_empty() {
            while open.last().is_some_and(|&last| last > width) {
                open.pop();
            }
            if open.last().is_none_or(|&last| last < width) {
                open.push(width);
            }
            if open.len() > INDENTATION {
                let start = (at + width) as u32;
                return Some(TextRange::at(start.into(), 0.into()));
            }
        }
        at += line.len();
    }
    None
}

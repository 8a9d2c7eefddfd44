//! What kinds of characters a text has.

use super::case::{is_cased, is_title};
use super::str_of;
use crate::vm::machine::{Vm, owe};
use crate::vm::value::{Result, Value};

/// Whether `split()` and `strip()` take it for a space.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Where the decimal digits of scripts begin.
const DIGITS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// Decimal digits of any script.
pub trait Decimal {
    /// The digit's value, if it is one.
    fn decimal(self) -> Option<u32>;
}

impl Decimal for char {
    fn decimal(self) -> Option<u32> {
        let code = self as u32;
        let start = DIGITS[..DIGITS.partition_point(|start| *start <= code)].last()?;
        Some(code - start).filter(|digit| *digit < 10)
    }
}

fn is_digit(c: char) -> bool {
    c.decimal().is_some()
        || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐')
}

/// The text, each of whose characters is looked at.
fn gone_through(args: &[Value]) -> Result<&str> {
    let text = str_of(&args[0])?;
    owe(text.len());
    Ok(text)
}

fn all(args: &[Value], is: impl Fn(char) -> bool) -> Result {
    let text = gone_through(args)?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(is)))
}

/// `isalnum()`
pub fn isalnum(_: &Vm, args: &[Value]) -> Result {
    all(args, char::is_alphanumeric)
}

/// `isalpha()`
pub fn isalpha(_: &Vm, args: &[Value]) -> Result {
    all(args, char::is_alphabetic)
}

/// `isdecimal()`
pub fn isdecimal(_: &Vm, args: &[Value]) -> Result {
    all(args, |c| c.decimal().is_some())
}

/// `isdigit()`
pub fn isdigit(_: &Vm, args: &[Value]) -> Result {
    all(args, is_digit)
}

/// `isnumeric()`
pub fn isnumeric(_: &Vm, args: &[Value]) -> Result {
    all(args, char::is_numeric)
}

/// `isspace()`
pub fn isspace(_: &Vm, args: &[Value]) -> Result {
    all(args, is_space)
}

/// `isprintable()`
pub fn isprintable(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::Bool(gone_through(args)?.chars().all(crate::vm::text::is_printable)))
}

/// `isidentifier()`
pub fn isidentifier(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::Bool(crate::vm::text::is_identifier(gone_through(args)?)))
}

/// `islower()`
pub fn islower(_: &Vm, args: &[Value]) -> Result {
    let text = gone_through(args)?;
    let other = text.chars().any(|c| c.is_uppercase() || is_title(c));
    Ok(Value::Bool(!other && text.chars().any(char::is_lowercase)))
}

/// `isupper()`
pub fn isupper(_: &Vm, args: &[Value]) -> Result {
    let text = gone_through(args)?;
    let other = text.chars().any(|c| c.is_lowercase() || is_title(c));
    Ok(Value::Bool(!other && text.chars().any(char::is_uppercase)))
}

/// `istitle()`
pub fn istitle(_: &Vm, args: &[Value]) -> Result {
    let (mut in_word, mut any) = (false, false);
    for c in gone_through(args)?.chars() {
        let first = c.is_uppercase() || is_title(c);
        if (first && in_word) || (c.is_lowercase() && !in_word) {
            return Ok(Value::Bool(false));
        }
        in_word = is_cased(c);
        any |= in_word;
    }
    Ok(Value::Bool(any))
}

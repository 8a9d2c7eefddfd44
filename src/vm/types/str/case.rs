//! Small and capital letters.

use super::str_of;
use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

/// Most texts are ASCII, which `ascii` changes without the tables of all letters.
fn changed(
    vm: &Vm,
    args: &[Value],
    ascii: impl FnOnce(&str) -> String,
    change: fn(&str) -> String,
) -> Result {
    let text = str_of(&args[0])?;
    vm.charge(text.len() * 2)?;
    Ok(if text.is_ascii() { ascii(text) } else { changed_by_tables(text, change) }.into())
}

/// Apart from what most texts take.
#[cold]
#[inline(never)]
fn changed_by_tables(text: &str, change: fn(&str) -> String) -> String {
    change(text)
}

/// `upper()`
pub fn upper(vm: &Vm, args: &[Value]) -> Result {
    changed(vm, args, str::to_ascii_uppercase, str::to_uppercase)
}

/// `lower()`
pub fn lower(vm: &Vm, args: &[Value]) -> Result {
    changed(vm, args, str::to_ascii_lowercase, str::to_lowercase)
}

/// `casefold()`
pub fn casefold(vm: &Vm, args: &[Value]) -> Result {
    changed(vm, args, str::to_ascii_lowercase, |text| {
        let fold = |c: char| match c {
            'ẞ' => "ss".to_owned(),
            // What has small letters of its own though its capital letters are others', or is folded to capital ones.
            'ı' => "ı".to_owned(),
            '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => c.to_uppercase().collect(),
            _ => c.to_uppercase().flat_map(char::to_lowercase).collect(),
        };
        text.chars().map(fold).collect()
    })
}

/// `swapcase()`
pub fn swapcase(vm: &Vm, args: &[Value]) -> Result {
    let ascii =
        |c: char| if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
    changed(
        vm,
        args,
        |text| text.chars().map(ascii).collect(),
        |text| {
            let mut swapped = String::with_capacity(text.len());
            for c in text.chars() {
                if c.is_uppercase() {
                    swapped.extend(c.to_lowercase());
                } else if c.is_lowercase() {
                    swapped.extend(c.to_uppercase());
                } else {
                    swapped.push(c);
                }
            }
            swapped
        },
    )
}

/// `capitalize()`
pub fn capitalize(vm: &Vm, args: &[Value]) -> Result {
    let ascii = |text: &str| {
        let mut text = text.to_ascii_lowercase();
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    };
    changed(vm, args, ascii, |text| {
        let mut chars = text.chars();
        let mut capitalized = String::with_capacity(text.len());
        if let Some(first) = chars.next() {
            push_title(&mut capitalized, first);
        }
        capitalized.push_str(&chars.as_str().to_lowercase());
        capitalized
    })
}

/// `title()`
pub fn title(vm: &Vm, args: &[Value]) -> Result {
    let ascii = |text: &str| {
        let mut in_word = false;
        let titled = text.chars().map(|c| {
            let was_in_word = std::mem::replace(&mut in_word, c.is_ascii_alphabetic());
            if was_in_word { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
        });
        titled.collect()
    };
    changed(vm, args, ascii, |text| {
        let mut titled = String::with_capacity(text.len());
        let mut in_word = false;
        for c in text.chars() {
            if in_word {
                titled.extend(c.to_lowercase());
            } else {
                push_title(&mut titled, c);
            }
            in_word = is_cased(c);
        }
        titled
    })
}

/// Whether there is a small and a capital form.
pub fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// Whether it is a letter of two, of which the first is a capital.
pub fn is_title(c: char) -> bool {
    matches!(c, '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}')
}

/// The form at the start of a word.
fn push_title(out: &mut String, c: char) {
    match c {
        '\u{1c4}'..='\u{1c6}' => out.push('\u{1c5}'),
        '\u{1c7}'..='\u{1c9}' => out.push('\u{1c8}'),
        '\u{1ca}'..='\u{1cc}' => out.push('\u{1cb}'),
        '\u{1f1}'..='\u{1f3}' => out.push('\u{1f2}'),
        c => {
            let mut upper = c.to_uppercase();
            out.extend(upper.next());
            out.extend(upper.flat_map(char::to_lowercase));
        }
    }
}

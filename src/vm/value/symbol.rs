//! Interned names: attributes, keywords and variables are compared by number.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use crate::vm::machine::owe;

/// A name. Two symbols of one text are equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// A map by symbol, or by another small number: hashed in next to no time, for nobody outside chooses the numbers.
pub type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<NameHasher>>;

/// Names are short, and come from the program's text.
#[derive(Default)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

struct Interner {
    numbers: HashMap<Rc<str>, u32, BuildHasherDefault<NameHasher>>,
    texts: Vec<Rc<str>>,
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new(Interner::with_known());
}

/// Names that the machine itself asks for all the time have symbols that are known beforehand.
macro_rules! known {
    ($($number:literal $name:ident $text:literal,)*) => {
        const KNOWN: &[&str] = &[$($text),*];

        impl Symbol {
            $(
                #[doc = concat!("`", $text, "`")]
                pub const $name: Self = Self($number);
            )*
        }
    };
}

known! {
    0 NEW "__new__",
    1 INIT "__init__",
    2 CALL "__call__",
    3 GETATTR "__getattr__",
    4 SETATTR "__setattr__",
    5 DELATTR "__delattr__",
    6 SLOTS "__slots__",
    7 ABSTRACT_METHODS "__abstractmethods__",
    8 GETATTRIBUTE "__getattribute__",
    9 GET "__get__",
    10 SET "__set__",
    11 CLASS "__class__",
}

impl Interner {
    fn with_known() -> Self {
        let mut interner = Self { numbers: HashMap::default(), texts: Vec::new() };
        for text in KNOWN {
            let (number, text): (u32, Rc<str>) = (interner.texts.len() as u32, (*text).into());
            interner.texts.push(text.clone());
            interner.numbers.insert(text, number);
        }
        interner
    }
}

impl Symbol {
    /// The symbol of a text.
    pub fn new(text: &str) -> Self {
        owe(text.len() / 2);
        INTERNER.with_borrow_mut(|interner| {
            if let Some(&number) = interner.numbers.get(text) {
                return Self(number);
            }
            let number = interner.texts.len() as u32;
            let text: Rc<str> = text.into();
            interner.texts.push(text.clone());
            interner.numbers.insert(text, number);
            Self(number)
        })
    }

    /// Its text.
    pub fn text(self) -> Rc<str> {
        INTERNER.with_borrow(|interner| interner.texts[self.0 as usize].clone())
    }

    /// How many there are.
    pub fn count() -> u32 {
        INTERNER.with_borrow(|interner| interner.texts.len() as u32)
    }

    /// The symbol of a text, if there is one.
    pub fn existing(text: &str) -> Option<Self> {
        INTERNER.with_borrow(|interner| interner.numbers.get(text).copied().map(Self))
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.text())
    }
}

/// A name as it is known inside a class: `__name` becomes `_Class__name`.
pub fn mangled<'a>(class: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let private = name.starts_with("__") && !name.ends_with("__");
    let class = class.map(|class| class.trim_start_matches('_')).filter(|class| !class.is_empty());
    match class {
        Some(class) if private => Cow::Owned(format!("_{class}{name}")),
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_carry_their_class() {
        assert_eq!(mangled(Some("_Pool"), "__size"), "_Pool__size");
        assert_eq!(mangled(Some("Pool"), "__init__"), "__init__");
        assert_eq!(mangled(Some("__"), "__size"), "__size");
        assert_eq!(mangled(None, "__size"), "__size");
    }
}

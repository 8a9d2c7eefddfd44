//! What names are called inside of classes.

use std::borrow::Cow;

use crate::vm::value::symbol::Symbol;

/// A name as it is known inside a class: `__name` becomes `_Class__name`.
pub(super) fn mangled<'a>(class: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let private = name.starts_with("__") && !name.ends_with("__");
    let class = class.map(|class| class.trim_start_matches('_')).filter(|class| !class.is_empty());
    match class {
        Some(class) if private => Cow::Owned(format!("_{class}{name}")),
        _ => Cow::Borrowed(name),
    }
}

/// The symbol of a name as it is known inside a class.
pub(super) fn symbol(class: Option<&str>, name: &str) -> Symbol {
    Symbol::new(&mangled(class, name))
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

//! Python identifiers for labels.

use super::taken::Taken;

/// Names that no function and no variable may have: keywords, what programs import, and what they might use of
/// Python's builtins.
const RESERVED: &str = "\
    False None True and as assert async await break case class continue def del elif else except finally \
    for from global if import in is lambda match nonlocal not or pass raise return try type while with \
    yield _ asyncio time main in_turns turns action abs aiter all anext any ascii bin bool breakpoint \
    bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod \
    enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id \
    input int isinstance issubclass iter len license list locals map max memoryview min next object oct \
    open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str \
    sum super tuple vars zip";

/// The identifiers of one program.
pub(super) struct Names(Taken);

impl Names {
    /// None but the reserved ones.
    pub(super) fn new() -> Names {
        let mut names = Taken::default();
        for name in RESERVED.split_ascii_whitespace() {
            names.insert(name);
        }
        Names(names)
    }

    /// An identifier that reads like the label and was not given before; `fallback` for a label without letters.
    pub(super) fn unique(&mut self, label: &str, fallback: &str) -> String {
        let stem = identifier(label, fallback);
        let mut name = stem.clone();
        let mut numbers = 2_u32..;
        while !self.0.insert(&name) {
            name = format!("{stem}_{}", numbers.next().unwrap_or_default());
        }
        name
    }
}

/// A label in Python's style of names: small letters, with underscores between words.
fn identifier(label: &str, fallback: &str) -> String {
    let mut name = String::new();
    for c in label.chars().map(small) {
        if c.is_ascii_alphanumeric() || is_plain_letter(c) {
            name.push(c);
        } else if !name.ends_with('_') && !name.is_empty() {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{fallback}_{name}"),
        // A class would hide the exception of that name, but small letters never make one.
        Some(_) => name.to_owned(),
    }
}

/// The small letter for a capital one, in the scripts that names can be in. Unicode has many more, and a long table.
fn small(c: char) -> char {
    let distance = match c {
        'А'..='Я' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'À'..='Ö' | 'Ø'..='Þ' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        'Έ'..='Ί' => 0x25,
        'Ά' => 0x26,
        'Ό' => 0x40,
        'Ύ' | 'Ώ' => 0x3f,
        _ => return c.to_ascii_lowercase(),
    };
    char::from_u32(u32::from(c) + distance).unwrap_or(c)
}

/// Small letters of western European, Greek and Cyrillic scripts that Python takes in names as they are.
fn is_plain_letter(c: char) -> bool {
    matches!(c, 'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_becomes_a_name_in_pythons_style() {
        let cases = [
            ("fetch", "fetch"),
            ("Make tea!", "make_tea"),
            ("  --a--b--  ", "a_b"),
            ("2 eggs", "task_2_eggs"),
            ("\u{1f375}", "task"),
            ("Tête-à-tête", "tête_à_tête"),
            ("чай", "чай"),
        ];
        for (label, name) in cases {
            assert_eq!(Names::new().unique(label, "task"), name, "{label}");
        }
    }

    #[test]
    fn capital_letters_become_small_ones_in_all_scripts_of_names() {
        for c in ('A'..='\u{5ff}').filter(|c| is_plain_letter(small(*c)) || c.is_ascii_uppercase()) {
            assert_eq!(c.to_lowercase().collect::<String>(), small(c).to_string());
        }
        let capitals = ('A'..='\u{5ff}').filter(|c| c.to_lowercase().all(is_plain_letter));
        let missed: String = capitals.filter(|c| !is_plain_letter(small(*c))).collect();
        assert_eq!(missed, "\u{178}\u{3f4}");
    }

    #[test]
    fn keywords_builtins_and_imports_are_left_alone() {
        for label in ["print", "Lambda", "asyncio", "main", "match"] {
            assert_eq!(Names::new().unique(label, "task"), format!("{}_2", label.to_lowercase()));
        }
    }

    #[test]
    fn labels_that_read_alike_get_different_names() {
        let mut names = Names::new();
        let given = ["fetch", "Fetch", "fetch!", "fetch 2"].map(|label| names.unique(label, "task"));
        assert_eq!(given, ["fetch", "fetch_2", "fetch_3", "fetch_2_2"]);
    }
}

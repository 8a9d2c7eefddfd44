//! What a misspelt name may have meant.

/// The cost of a character that is too many, absent or another one; half as much if it is small instead of capital.
const MOVE: usize = 2;

/// `. Did you mean 'NAME'?`, or nothing if no name is near (CPython: `_Py_CalculateSuggestions`).
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(nearest) => format!(". Did you mean '{nearest}'?"),
        None => String::new(),
    }
}

/// The name that is nearest to another one, if any is near enough.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.into_iter().filter(|candidate| *candidate != name).take(750) {
        let most = (name.len() + candidate.len() + 3) * MOVE / 6;
        let most = best.map_or(most, |(distance, _)| most.min(distance.saturating_sub(1)));
        let distance = distance(name.as_bytes(), candidate.as_bytes());
        if name.len().max(candidate.len()) <= 40
            && distance <= most
            && best.is_none_or(|(known, _)| distance < known)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The Levenshtein distance.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|n| n * MOVE).collect();
    for (i, x) in a.iter().take(40).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], (i + 1) * MOVE);
        for (j, y) in b.iter().enumerate() {
            let cost = match x {
                x if x == y => 0,
                x if x.eq_ignore_ascii_case(y) => 1,
                _ => MOVE,
            };
            let next = (diagonal + cost).min(row[j] + MOVE).min(row[j + 1] + MOVE);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

//! Tables as Markdown.

/// A table: the names of its columns, and its rows.
pub(super) fn table<const N: usize>(
    columns: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&columns.map(str::to_owned));
    text.push_str(&line(&columns.map(|_| "---".to_owned())));
    rows.into_iter().for_each(|row| text.push_str(&line(&row)));
    text
}

/// A piece of code as a cell, each of its lines on a line of its own.
pub(super) fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(code_line).collect::<Vec<_>>().join("<br>")
}

fn code_line(line: &str) -> String {
    let body = line.trim_start_matches(' ');
    // Spaces that no browser drops.
    let indentation = "\u{a0}".repeat(line.len() - body.len());
    let body = body.replace('|', "\\|");
    let fence = if body.contains('`') { "``" } else { "`" };
    format!("{fence}{indentation}{body}{fence}")
}

/// Words as a cell.
pub(super) fn words(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Names as a cell; empty if there are none.
pub(super) fn names<S: AsRef<str>>(names: &[S]) -> String {
    code(&names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

//! What is wrong with a file.

use crate::ui::markup::{El, el, fragment};

/// Each problem with its place in the file.
pub fn problems(problems: &[String]) -> El {
    let problem = |text: &String| {
        let (place, what) = match placed(text) {
            Some((line, column, what)) => (format!("line {line}, column {column}"), what),
            None => (String::new(), text.as_str()),
        };
        el("li").child(el("span.problem__place").child(place)).child(what.to_owned())
    };
    let text = "Your scene is as it was. This is wrong in the file:";
    fragment()
        .child(el("p.dialog__text").child(text))
        .child(el("ul.problems").each(problems.iter().map(problem)))
}

/// The line, the column and the text of a problem.
fn placed(text: &str) -> Option<(u32, u32, &str)> {
    let (line, rest) = text.split_once(':')?;
    let (column, what) = rest.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, what.trim()))
}

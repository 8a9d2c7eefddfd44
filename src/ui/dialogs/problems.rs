//! What is wrong with a file.

use yew::{Html, html};

/// Each problem with its place in the file.
pub fn problems(problems: &[String]) -> Html {
    let problem = |text: &String| {
        let (place, what) = match placed(text) {
            Some((line, column, what)) => (format!("line {line}, column {column}"), what),
            None => (String::new(), text.as_str()),
        };
        html! { <li><span class="problem__place">{ place }</span>{ what }</li> }
    };
    html! { <>
        <p class="dialog__text">{ "Your scene is as it was. This is wrong in the file:" }</p>
        <ul class="problems">{ for problems.iter().map(problem) }</ul>
    </> }
}

/// The line, the column and the text of a problem.
fn placed(text: &str) -> Option<(u32, u32, &str)> {
    let (line, rest) = text.split_once(':')?;
    let (column, what) = rest.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, what.trim()))
}

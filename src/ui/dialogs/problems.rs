//! What is wrong with a file.

use yew::{Callback, Html, Properties, function_component, html};

use super::Frame;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub name: String,
    pub problems: Vec<String>,
    pub onclose: Callback<()>,
}

/// Each problem with its place in the file.
#[function_component]
pub fn Problems(props: &Props) -> Html {
    let problem = |text: &String| {
        let place = text.splitn(3, ':').collect::<Vec<_>>();
        match place.as_slice() {
            [line, column, rest] if line.parse::<u32>().is_ok() && column.parse::<u32>().is_ok() => html! {
                <li><span class="problem__place">{ format!("line {line}, column {column}") }</span>{ rest.trim() }</li>
            },
            _ => html! { <li>{ text }</li> },
        }
    };
    html! {
        <Frame title={format!("{} was not opened", props.name)} onclose={props.onclose.clone()}>
            <p class="dialog__text">{ "Your scene is as it was. This is wrong in the file:" }</p>
            <ul class="problems">{ for props.problems.iter().map(problem) }</ul>
        </Frame>
    }
}

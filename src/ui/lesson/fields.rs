//! What a question is answered with.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

use super::order::{OrderProps, Ordered};
use crate::playback::{Choices, Guess, Quiz};
use crate::program::parse_float;
use crate::ui::markup::{El, component, el, fragment, hears};
use crate::ui::words;
use crate::ui::workspace::{Dispatch, PredictAction};

/// The question at a position, with the field for its answer.
pub fn field(at: usize, quiz: &Quiz, guess: Option<&Guess>, dispatch: &Dispatch) -> El {
    let answer = match &quiz.choices {
        Choices::One(choices) => one(at, choices, guess, dispatch),
        Choices::Any(choices) => any(at, choices, guess, dispatch),
        Choices::Order(choices) => {
            let order = match guess {
                Some(Guess::Order(order)) => Some(Rc::new(order.clone())),
                _ => None,
            };
            let props = OrderProps { at, choices: choices.clone().into(), order, dispatch: dispatch.clone() };
            fragment().child(component::<Ordered>(None, props))
        }
        Choices::Seconds => seconds(at, guess, dispatch),
    };
    el("fieldset.quiz__field").child(el("legend.quiz__wording").child(quiz.wording.clone())).child(answer)
}

fn choice(
    kind: &'static str,
    name: String,
    text: Rc<str>,
    is_chosen: bool,
    chosen: PredictAction,
    dispatch: &Dispatch,
) -> El {
    let input = el("input")
        .attr("type", kind)
        .attr("name", name)
        .checked(is_chosen)
        .on_change(super::predict(dispatch, chosen));
    el("label.quiz__choice").child(input).child(el("span").child(text))
}

fn one(at: usize, choices: &[Rc<str>], guess: Option<&Guess>, dispatch: &Dispatch) -> El {
    let row = |(number, text): (usize, &Rc<str>)| {
        let is_chosen = guess == Some(&Guess::One(number));
        let chosen = PredictAction::Guess(at, Some(Guess::One(number)));
        choice("radio", format!("quiz-{at}"), text.clone(), is_chosen, chosen, dispatch)
    };
    el("div.quiz__choices").each(choices.iter().enumerate().map(row))
}

fn any(at: usize, choices: &[Rc<str>], guess: Option<&Guess>, dispatch: &Dispatch) -> El {
    let chosen: &[usize] = match guess {
        Some(Guess::Any(chosen)) => chosen,
        _ => &[],
    };
    let row = |(number, text): (usize, &Rc<str>)| {
        let is_chosen = chosen.contains(&number);
        let next: Vec<usize> =
            (0..choices.len()).filter(|other| chosen.contains(other) != (*other == number)).collect();
        let next = PredictAction::Guess(at, (!next.is_empty()).then_some(Guess::Any(next)));
        choice("checkbox", format!("quiz-{at}-{number}"), text.clone(), is_chosen, next, dispatch)
    };
    let is_none = guess == Some(&Guess::Any(Vec::new()));
    let none = PredictAction::Guess(at, (!is_none).then_some(Guess::Any(Vec::new())));
    el("div.quiz__choices").each(choices.iter().enumerate().map(row)).child(choice(
        "checkbox",
        format!("quiz-{at}-none"),
        "None of them".into(),
        is_none,
        none,
        dispatch,
    ))
}

fn seconds(at: usize, guess: Option<&Guess>, dispatch: &Dispatch) -> El {
    let value = match guess {
        Some(Guess::Seconds(secs)) => words::number(*secs),
        _ => String::new(),
    };
    let typed = {
        let dispatch = dispatch.clone();
        hears(move |event: &Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let secs = parse_float(&text.trim().replace(',', ".")).filter(|secs| secs.is_finite());
            super::predict(&dispatch, PredictAction::Guess(at, secs.map(Guess::Seconds))).emit(event.clone());
        })
    };
    let input =
        el("input.field field--number[type=number][inputmode=decimal][step=any][min=0][aria-label=Seconds]")
            .value(value.into())
            .on_change(typed);
    el("label.quiz__seconds").child(input).child(el("span.unit").child("s"))
}

//! One set of controls for both runs.

use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::TargetCast;

use crate::playback::{Command, Comparison, Speed, Status};
use crate::ui::markup::{Callback, El, el, hears};
use crate::ui::parts::button;
use crate::ui::words;

/// The controls.
pub fn controls(comparison: &Comparison, tell: &Callback<Command>) -> El {
    let status = comparison.status();
    let at_start = comparison.position_ms() <= 0.0;
    let sends = |command| tell.reform(move |_: Event| command);
    let (name, icon) = match status {
        Status::Running => ("Pause", "pause"),
        _ => ("Run", "running"),
    };
    let reset = button("To the start").icon("reset").disabled(at_start);
    let back = button("Step back").key(",").icon("step-back").disabled(at_start);
    let run = button(name).key("P").icon(icon).text(name).class("button button--primary transport__run");
    let step = button("Step").key(".").icon("step").disabled(status == Status::Finished);
    let buttons = el("div.transport__buttons")
        .child(reset.calls(sends(Command::ToStart)))
        .child(back.calls(sends(Command::StepEventBack)))
        .child(run.calls(sends(Command::Toggle)))
        .child(step.calls(sends(Command::StepEvent)))
        .child(speed_menu(comparison.speed(), tell));
    let clock = el("output.duo__clock[title=Virtual time of both][aria-live=off]")
        .child(words::clock(comparison.clock_secs()));
    el("div.transport duo__controls[role=group][aria-label=Controls of both runs]")
        .child(buttons)
        .child(scrubber(comparison, tell))
        .child(clock)
}

fn speed_menu(speed: Speed, tell: &Callback<Command>) -> El {
    let tell = tell.clone();
    let change = hears(move |event: &Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(speed) = Speed::from_name(&name) {
            tell.emit(Command::SetSpeed(speed));
        }
    });
    crate::ui::transport::speed_select(speed, change)
}

fn scrubber(comparison: &Comparison, tell: &Callback<Command>) -> El {
    let (tell, total_ms) = (tell.clone(), comparison.axis().total_ms());
    let share = comparison.position_ms() / total_ms.max(1.0);
    let seek = hears(move |event: &Event| {
        let thousandths = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        tell.emit(Command::SeekMs(thousandths / 1000.0 * total_ms));
    });
    let input = el("input[type=range][min=0][max=1000][step=1][aria-label=Moment of both runs]")
        .attr("aria-valuetext", words::clock(comparison.clock_secs()))
        .value(((share * 1000.0) as u32).to_string().into())
        .on_input(seek);
    el("div.scrubber").child(input)
}

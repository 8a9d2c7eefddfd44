//! The run's controls: run, pause, step, back, speed, scrubber, clock.

mod more;

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::{Html, TargetCast};

use crate::playback::{Command, Range, Speed, Status, loop_name};
use crate::program::fixed;
use crate::trace::LoopId;
use crate::ui::markup::{Callback, El, Part, el, hears};
use crate::ui::parts::button;
use crate::ui::stage::animator::{self, CLOCK_ID, SCRUBBER_ID};
use crate::ui::stage::dials;
use crate::ui::workspace::{Action, Dispatch, Play};
use crate::web::frames::now_ms;

/// The run's controls.
#[derive(PartialEq)]
pub struct Transport {
    pub status: Status,
    /// Whether a run is shown.
    pub has_run: bool,
    /// Whether a run is being computed.
    pub is_computing: bool,
    /// Whether there is anything to run.
    pub can_run: bool,
    pub at_start: bool,
    pub iteration: (u32, Option<LoopId>),
    /// From when to when there is something to be shown, in milliseconds of display time.
    pub span_ms: (f64, f64),
    pub speed: Speed,
    /// What is played over and over.
    pub range: Option<Range>,
    /// Whether there is somewhere to go back to from a cause.
    pub can_return: bool,
    /// The name of the block that is selected.
    pub selected: Option<Rc<str>>,
    pub dispatch: Dispatch,
}

impl Part for Transport {
    fn draw(&self) -> Html {
        let Transport { status, has_run, can_run, at_start, iteration, dispatch, .. } = self;
        let waits = self.is_computing && !has_run;
        let can_run = *can_run && !waits;
        let (name, icon) = match status {
            _ if waits => ("Computing\u{2026}", "waiting"),
            Status::Running => ("Pause", "pause"),
            _ => ("Run", "running"),
        };
        let reset = button("Reset").icon("reset").disabled(!has_run && !waits);
        let back = button("Step back").key(",").icon("step-back").disabled(!has_run || *at_start);
        let run = button(name).key("P").icon(icon).text(name).disabled(!can_run);
        let step = button("Step").key(".").icon("step").disabled(!can_run || *status == Status::Finished);
        let buttons = el("div.transport__buttons")
            .child(reset.plays(dispatch, Play::Reset))
            .child(back.plays(dispatch, Play::Command(Command::StepEventBack)))
            .child(run.class("button button--primary transport__run").plays(dispatch, Play::Toggle))
            .child(step.plays(dispatch, Play::Command(Command::StepEvent)))
            .child(self.speed_menu())
            .child(self.more());
        let (number, event_loop) = iteration;
        let event_loop = event_loop.map_or_else(String::new, |event_loop| loop_name(event_loop) + ", ");
        let iteration = has_run.then(|| format!("{event_loop}iteration {number}"));
        let clock = el("div.transport__clock")
            .mark("data-loops", self.iteration.1.is_some())
            .child(el("span.transport__iteration").child(iteration))
            .child(el("span.transport__time[title=Virtual time]").attr("id", CLOCK_ID))
            .child(el("canvas.transport__face[aria-hidden=true]").on_begin(dials::begin_clock));
        el("div.transport[role=group][aria-label=Run controls]")
            .child(buttons)
            .child(self.scrubber())
            .child(clock)
            .into()
    }
}

/// A menu of speeds.
pub fn speed_select(chosen: Speed, change: Callback<Event>) -> El {
    let option = |speed: Speed| {
        el("option")
            .attr("value", speed.as_str())
            .flag("selected", speed == chosen)
            .child(speed.as_str())
            .child(if speed == Speed::Instant { "" } else { "\u{d7}" })
    };
    el("select.field transport__speed[aria-label=Speed][title=Speed]")
        .on_change(change)
        .each(Speed::ALL.into_iter().map(option))
}

impl Transport {
    fn speed_menu(&self) -> El {
        let dispatch = self.dispatch.clone();
        let change = hears(move |event: &Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(speed) = Speed::from_name(&name) {
                dispatch.dispatch(Action::Play(now_ms(), Play::Speed(speed)));
            }
        });
        speed_select(self.speed, change)
    }

    /// Goes to any moment of the run. Its value is set by the animator alone.
    fn scrubber(&self) -> El {
        let (dispatch, (start_ms, end_ms)) = (self.dispatch.clone(), self.span_ms);
        let length_ms = end_ms - start_ms;
        let seek = hears(move |event: &Event| {
            let thousandths = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            let command = Command::SeekMs(start_ms + thousandths / 1000.0 * length_ms);
            animator::seek(&dispatch, command);
        });
        let input = el("input[type=range][min=0][max=1000][step=1][aria-label=Moment of the run]")
            .attr("id", SCRUBBER_ID)
            .flag("disabled", !self.has_run)
            .on_input(seek);
        let style = self.range.filter(|_| length_ms > 0.0).map(|range| {
            let share = |ms: f64| fixed((ms - start_ms).max(0.0) / length_ms, 4);
            "--from:".to_owned() + &share(range.from_ms) + ";--to:" + &share(range.to_ms)
        });
        el("div.scrubber")
            .mark("data-loop", style.is_some())
            .mark("data-off", !self.has_run)
            .attr("style", style)
            .child(el("canvas.scrubber__face[aria-hidden=true]").on_begin(dials::begin_scrubber))
            .child(input)
    }
}

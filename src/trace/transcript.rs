//! The transcript of a run: one record a line, the same that the conformance oracle prints for the same program.
//!
//! The format is defined at the top of `tests/oracle/oracle.py`.

use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;

use super::event::{Event, EventKind};
use super::log::Log;
use super::subjects::{Canceller, FutureId, Outcome, RunEnd};

/// How much a transcript tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Output, how the run ended, and warnings.
    Output,
    /// The scheduler's steps too.
    Events,
}

/// The transcript of a run.
pub fn transcript(log: &Log, detail: Detail) -> String {
    let mut writer = Writer { detail, text: String::new(), names: HashMap::new(), cancels: Vec::new() };
    let mut warnings = Vec::new();
    for (_, event) in log.iter() {
        if let EventKind::Warned { text, .. } = &event.kind {
            warnings.push(text.replace('\n', "\\n"));
        }
        writer.event(event);
    }
    writer.flush_cancels();
    crate::order::sort(&mut warnings);
    // What a run that was cut short leaves behind says nothing of the program.
    let cut_short = log.iter().any(|(_, event)| {
        matches!(&event.kind, EventKind::RunEnded { how: RunEnd::Deadlock { .. } | RunEnd::Limit { .. } })
    });
    if !cut_short {
        for warning in warnings {
            _ = writeln!(writer.text, "warn {warning}");
        }
    }
    writer.text
}

struct Writer {
    detail: Detail,
    text: String,
    names: HashMap<FutureId, Rc<str>>,
    /// Calls of `cancel()` that have not returned: what each one was called on, and its line if that is a task. A call
    /// is told when it returns, after those that it made itself.
    cancels: Vec<(FutureId, Option<String>)>,
}

impl Writer {
    fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::CancelRequested { target, by, accepted, .. } => {
                let above = match by {
                    Canceller::PassedOn { from } => {
                        self.cancels.iter().rposition(|(caller, _)| caller == from)
                    }
                    _ => None,
                };
                self.return_cancels(above.map_or(0, |above| above + 1));
                let line = self.names.get(target).map(|name| {
                    let caller = self.name_of(event.task());
                    format!("{:.3} @{} cancel {name} by {caller} -> {accepted}", event.time, event.iteration)
                });
                self.cancels.push((*target, line));
            }
            EventKind::TaskCreated { task, name, coroutine } => {
                self.names.insert(*task, name.clone());
                let creator = self.name_of(event.task());
                self.step(event, format_args!("create {name} {coroutine} by {creator}"));
            }
            EventKind::StepBegan { task } => {
                let name = self.name_of(Some(*task));
                self.step(event, format_args!("step {name}"));
            }
            EventKind::FutureDone { future, outcome } => {
                let Some(name) = self.names.get(future).cloned() else { return };
                let how = match outcome {
                    Outcome::Result => "result",
                    Outcome::Cancelled => "cancelled",
                    Outcome::Failed { error } => &error.class,
                };
                self.step(event, format_args!("done {name} {how}"));
            }
            EventKind::Printed { text } => {
                self.flush_cancels();
                let name = self.name_of(event.task());
                _ = writeln!(self.text, "{:.3} {name} | {text}", event.time);
            }
            EventKind::ThreadPrinted { text, .. } => {
                self.flush_cancels();
                _ = writeln!(self.text, "{:.3} thread | {text}", event.time);
            }
            EventKind::TaskRenamed { task, name } => {
                self.names.insert(*task, name.clone());
            }
            EventKind::RunEnded { how } => {
                self.flush_cancels();
                match how {
                    RunEnd::Ok => self.text.push_str("exit ok\n"),
                    RunEnd::Failed { error } if error.message.is_empty() => {
                        _ = writeln!(self.text, "exit {}", error.class);
                    }
                    RunEnd::Failed { error } => {
                        _ = writeln!(
                            self.text,
                            "exit {}: {}",
                            error.class,
                            error.message.replace('\n', "\\n")
                        );
                    }
                    RunEnd::Deadlock { .. } => self.text.push_str("exit deadlock\n"),
                    RunEnd::Limit { message } => _ = writeln!(self.text, "exit limit: {message}"),
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, event: &Event, what: std::fmt::Arguments<'_>) {
        if self.detail == Detail::Events {
            self.flush_cancels();
            _ = writeln!(self.text, "{:.3} @{} {what}", event.time, event.iteration);
        }
    }

    fn name_of(&self, task: Option<FutureId>) -> Rc<str> {
        task.and_then(|task| self.names.get(&task).cloned()).unwrap_or_else(|| "-".into())
    }

    fn flush_cancels(&mut self) {
        self.return_cancels(0);
    }

    fn return_cancels(&mut self, to: usize) {
        while self.cancels.len() > to {
            if let Some((_, Some(line))) = self.cancels.pop()
                && self.detail == Detail::Events
            {
                _ = writeln!(self.text, "{line}");
            }
        }
    }
}

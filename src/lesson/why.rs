//! Explanations: what a scene's author thinks is worth asking after the run.

use super::Mistake;
use super::scan::{Line, push_name, push_quoted};
use crate::program::{decimal_text, parse_float};

/// Something that a run can be asked why it is so.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// Why a task ended as it did.
    Outcome(String),
    /// Why a line is printed, the first one that reads so.
    Line(String),
    /// Why a line is never printed.
    NoLine(String),
    /// Why a task waits.
    Wait {
        /// The task's name.
        name: String,
        /// At which time; none for the end of the run.
        at_secs: Option<f64>,
    },
    /// Why the run ended as it did.
    End,
}

impl Why {
    /// Reads a line.
    ///
    /// # Errors
    ///
    /// What cannot be read, and what to write instead.
    pub fn read(line: &str) -> Result<Self, Mistake> {
        const KINDS: Mistake = Mistake(
            "an explanation is one of: outcome of NAME, line \"TEXT\", no line \"TEXT\", wait of NAME at SECONDS, end",
        );
        let mut line = Line(line.trim());
        let why = if line.takes("outcome of") {
            Why::Outcome(line.name(&[])?)
        } else if line.takes("no line") {
            Why::NoLine(line.text()?)
        } else if line.takes("line") {
            Why::Line(line.text()?)
        } else if line.takes("wait of") {
            Self::wait(&mut line)?
        } else if line.takes("end") {
            Why::End
        } else {
            return Err(KINDS);
        };
        if line.0.is_empty() { Ok(why) } else { Err(Mistake("what follows is not understood")) }
    }

    fn wait(line: &mut Line<'_>) -> Result<Self, Mistake> {
        const SECONDS: Mistake = Mistake("behind \"at\" stands a number of seconds");
        let secs_of = |text: &str| parse_float(text.trim()).filter(|secs| secs.is_finite());
        if let Some(name) = line.quoted() {
            let at_secs = if line.takes("at") {
                let at = secs_of(line.0);
                line.0 = "";
                Some(at.ok_or(SECONDS)?)
            } else {
                None
            };
            return Ok(Why::Wait { name, at_secs });
        }
        let (name, at_secs) = match line.0.rsplit_once(" at ") {
            Some((name, at)) => (name, Some(secs_of(at).ok_or(SECONDS)?)),
            None => (line.0, None),
        };
        let name = Line(name).name(&[])?;
        line.0 = "";
        Ok(Why::Wait { name, at_secs })
    }

    /// How it is put.
    pub fn wording(&self) -> String {
        let about = |before: &str, what: &str, after: &str| [before, what, after].concat();
        match self {
            Why::Outcome(name) => about("Why does ", name, " end as it does?"),
            Why::Line(text) => about("Why is \u{201c}", text, "\u{201d} printed?"),
            Why::NoLine(text) => about("Why is \u{201c}", text, "\u{201d} never printed?"),
            Why::Wait { name, at_secs: None } => about("Why is ", name, " still waiting?"),
            Why::Wait { name, at_secs: Some(at_secs) } => {
                about("Why does ", name, &about(" wait at ", &decimal_text(*at_secs), " s?"))
            }
            Why::End => "Why does the run end as it does?".into(),
        }
    }

    /// The line that says this.
    pub fn line(&self) -> String {
        let mut line = String::from(match self {
            Why::Outcome(_) => "outcome of ",
            Why::Line(_) => "line ",
            Why::NoLine(_) => "no line ",
            Why::Wait { .. } => "wait of ",
            Why::End => "end",
        });
        match self {
            Why::Outcome(name) => push_name(&mut line, name),
            Why::Line(text) | Why::NoLine(text) => push_quoted(&mut line, text),
            Why::Wait { name, at_secs } => {
                push_name(&mut line, name);
                if let Some(at_secs) = at_secs {
                    line.push_str(" at ");
                    line.push_str(&decimal_text(*at_secs));
                }
            }
            Why::End => {}
        }
        line
    }
}

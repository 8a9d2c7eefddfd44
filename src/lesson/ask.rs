//! Questions: what somebody is asked before the run.

use super::Mistake;
use super::scan::{Line, push_name, push_quoted};

/// A question, perhaps in words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What is asked.
    pub question: Question,
    /// How its author puts it.
    pub wording: Option<String>,
}

/// What can be asked about a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Which line is printed first.
    FirstLine,
    /// Which line is printed last.
    LastLine,
    /// In which order these lines are printed; all lines of the run if none are named.
    Order(Vec<String>),
    /// Whether this line is ever printed.
    Printed(String),
    /// When this line is printed.
    TimeOf(String),
    /// When the run ends.
    TimeOfEnd,
    /// How the task of that name ends.
    Outcome(String),
    /// Which of these tasks end cancelled; of all if none are named.
    Cancelled(Vec<String>),
    /// How the run ends.
    End,
}

impl Ask {
    /// A question in its standard wording.
    pub fn of(question: Question) -> Self {
        Ask { question, wording: None }
    }

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// What cannot be read, and what to write instead.
    pub fn read(line: &str) -> Result<Self, Mistake> {
        let mut line = Line(line.trim());
        let question = Question::take(&mut line)?;
        Ok(Ask { question, wording: line.wording()? })
    }

    /// The line that says this.
    pub fn line(&self) -> String {
        let mut line = self.question.line();
        if let Some(wording) = &self.wording {
            line.push_str(" -- ");
            line.push_str(&wording.replace('\n', " "));
        }
        line
    }

    /// How it is put.
    pub fn wording(&self) -> String {
        self.wording.clone().unwrap_or_else(|| self.question.wording())
    }
}

impl Question {
    fn take(line: &mut Line<'_>) -> Result<Self, Mistake> {
        const KINDS: Mistake = Mistake(
            "a question is one of: first line, last line, order of lines \"A\" \"B\", printed \"TEXT\", \
             time of \"TEXT\", time of end, outcome of NAME, who is cancelled of A, B, end",
        );
        if line.takes("first line") {
            return Ok(Question::FirstLine);
        }
        if line.takes("last line") {
            return Ok(Question::LastLine);
        }
        if line.takes("order of lines") {
            let mut lines = Vec::new();
            while line.0.starts_with('"') {
                lines.push(line.text()?);
            }
            return Ok(Question::Order(lines));
        }
        if line.takes("printed") {
            return line.text().map(Question::Printed);
        }
        if line.takes("time of end") {
            return Ok(Question::TimeOfEnd);
        }
        if line.takes("time of") {
            return line.text().map(Question::TimeOf);
        }
        if line.takes("outcome of") {
            return line.name(&[]).map(Question::Outcome);
        }
        if line.takes("who is cancelled") {
            let mut names = Vec::new();
            if line.takes("of") {
                names.push(line.name(&[','])?);
                while let Some(rest) = line.0.strip_prefix(',') {
                    line.0 = rest.trim_start();
                    names.push(line.name(&[','])?);
                }
            }
            return Ok(Question::Cancelled(names));
        }
        if line.takes("end") {
            return Ok(Question::End);
        }
        Err(KINDS)
    }

    fn line(&self) -> String {
        let mut line = String::from(match self {
            Question::FirstLine => "first line",
            Question::LastLine => "last line",
            Question::Order(_) => "order of lines",
            Question::Printed(_) => "printed ",
            Question::TimeOf(_) => "time of ",
            Question::TimeOfEnd => "time of end",
            Question::Outcome(_) => "outcome of ",
            Question::Cancelled(_) => "who is cancelled",
            Question::End => "end",
        });
        match self {
            Question::Order(lines) => {
                for text in lines {
                    line.push(' ');
                    push_quoted(&mut line, text);
                }
            }
            Question::Printed(text) | Question::TimeOf(text) => push_quoted(&mut line, text),
            Question::Outcome(name) => push_name(&mut line, name),
            Question::Cancelled(names) => {
                let mut before = " of ";
                for name in names {
                    line.push_str(before);
                    push_name(&mut line, name);
                    before = ", ";
                }
            }
            _ => {}
        }
        line
    }

    /// How it is put if its author says nothing.
    pub fn wording(&self) -> String {
        let about = |before: &str, what: &str, after: &str| [before, what, after].concat();
        match self {
            Question::FirstLine => "What is printed first?".into(),
            Question::LastLine => "What is printed last?".into(),
            Question::Order(_) => "In which order are these lines printed?".into(),
            Question::Printed(text) => about("Is \u{201c}", text, "\u{201d} ever printed?"),
            Question::TimeOf(text) => about("When is \u{201c}", text, "\u{201d} printed?"),
            Question::TimeOfEnd => "When does the run end?".into(),
            Question::Outcome(name) => about("How does ", name, " end?"),
            Question::Cancelled(_) => "Which of these tasks end cancelled?".into(),
            Question::End => "How does the run end?".into(),
        }
    }
}

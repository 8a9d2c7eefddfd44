//! What a scene or a program carries besides itself: what to predict before it runs, and what is worth explaining
//! afterwards. Both are lines of text, `first line -- What is printed first?`, in a scene's file and in the comments of
//! a program alike. Lines that say nothing are kept as they are, and told of. Answers are never written down: they are
//! computed from the run.

mod ask;
mod comments;
mod scan;
#[cfg(test)]
mod tests;
mod why;

pub use ask::{Ask, Question};
pub use comments::{Notes, Remark, comments_of, heading, notes, remarks, with_notes};
pub use why::Why;

/// Questions and explanations, as lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lesson {
    /// What to predict, in order; [`Ask::read`] reads a line.
    pub ask: Vec<String>,
    /// What to explain, in order; [`Why::read`] reads a line.
    pub why: Vec<String>,
    /// The name of the scene or program of the gallery that is worth comparing with; may be empty.
    pub compare: String,
}

/// Why a line says nothing: what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake(pub &'static str);

impl Lesson {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.ask.is_empty() && self.why.is_empty() && self.compare.is_empty()
    }

    /// The questions that can be read, each with its position.
    pub fn questions(&self) -> impl Iterator<Item = (usize, Ask)> {
        self.ask.iter().enumerate().filter_map(|(position, line)| Some((position, Ask::read(line).ok()?)))
    }

    /// The explanations that can be read.
    pub fn whys(&self) -> impl Iterator<Item = Why> {
        self.why.iter().filter_map(|line| Why::read(line).ok())
    }

    /// The names of tasks in it.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (_, ask) in self.questions() {
            match ask.question {
                Question::Outcome(name) => names.push(name),
                Question::Cancelled(all) => names.extend(all),
                _ => {}
            }
        }
        for why in self.whys() {
            if let Why::Outcome(name) | Why::Wait { name, .. } = why {
                names.push(name);
            }
        }
        names
    }

    /// The lines that cannot be read, and why.
    pub fn mistakes(&self) -> impl Iterator<Item = (&str, Mistake)> {
        let asked = self.ask.iter().filter_map(|line| Some((line.as_str(), Ask::read(line).err()?)));
        let whys = self.why.iter().filter_map(|line| Some((line.as_str(), Why::read(line).err()?)));
        asked.chain(whys)
    }
}

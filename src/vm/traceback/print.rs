//! The text of tracebacks, with causes, contexts, groups and notes.

use crate::engine::Exception;
use crate::vm::exceptions::{ExceptionData, TracebackEntry, data_of};
use crate::vm::machine::{Vm, owe};
use crate::vm::types::exception::is_group;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

use super::{carets, meant, objects};

/// How many exceptions of a group are shown, and how deep groups within groups.
const MOST_MEMBERS: usize = 15;
const MOST_DEPTH: usize = 10;
/// How often the same line is shown when frames repeat.
const MOST_REPEATED: usize = 3;
/// How many causes and contexts are shown.
const MOST_LINKS: usize = 10_000;

impl Vm {
    /// What CPython prints for an exception that nobody caught.
    pub fn format_exception(&self, exception: &Exception) -> String {
        exception_lines(self, exception, true).concat()
    }
}

/// `traceback.format_exception()`: strings that end with newlines.
pub fn exception_lines(vm: &Vm, exception: &Exception, chain: bool) -> Vec<String> {
    limited_lines(vm, exception, chain, None)
}

/// The same, with so many frames of each exception at most: the first ones, or the last ones if there are fewer than none.
pub fn limited_lines(vm: &Vm, exception: &Exception, chain: bool, limit: Option<i64>) -> Vec<String> {
    let mut printer = Printer { vm, lines: Vec::new(), limit, depth: 0, need_close: false, seen: Vec::new() };
    printer.exception(exception, chain);
    printer.lines
}

struct Printer<'a> {
    vm: &'a Vm,
    lines: Vec<String>,
    limit: Option<i64>,
    /// How many groups are around what is printed.
    depth: usize,
    need_close: bool,
    /// The exceptions that were printed: causes and contexts may go round in circles.
    seen: Vec<usize>,
}

impl Printer<'_> {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn emit(&mut self, text: &str, margin: char) {
        owe(256 + text.len() * 4);
        if self.depth == 0 {
            return self.lines.push(text.to_owned());
        }
        let indent = self.indent();
        let lines = text.split_inclusive('\n').map(|line| format!("{indent}{margin} {line}"));
        self.lines.push(lines.collect());
    }

    fn exception(&mut self, exception: &Exception, chain: bool) {
        let mut chained = vec![(exception.clone(), "")];
        self.seen.push(exception.address());
        // Without `chain` it stands alone.
        let links = if chain { MOST_LINKS } else { 0 };
        for _ in 0..links {
            let data = data_of(&chained[chained.len() - 1].0);
            let (cause, context) = (data.cause.borrow().clone(), data.context.borrow().clone());
            let new = |exception: &Exception| !self.seen.contains(&exception.address());
            let (next, how) = match cause.filter(new) {
                Some(cause) => {
                    (cause, "\nThe above exception was the direct cause of the following exception:\n\n")
                }
                None => match context.filter(|context| !data.suppress_context.get() && new(context)) {
                    Some(context) => {
                        (context, "\nDuring handling of the above exception, another exception occurred:\n\n")
                    }
                    None => break,
                },
            };
            self.seen.push(next.address());
            chained.last_mut().expect("there is one").1 = how;
            chained.push((next, ""));
        }
        for (exception, how) in chained.iter().rev() {
            if !how.is_empty() {
                self.emit(how, '|');
            }
            self.one(exception, chain);
        }
    }

    fn one(&mut self, exception: &Exception, chain: bool) {
        let frames = objects::shown(&data_of(exception).traceback.borrow());
        let stack = stack_lines(self.vm, within(&frames, self.limit));
        let group = is_group(exception);
        if group && self.depth > MOST_DEPTH {
            return self.emit(&format!("... (max_group_depth is {MOST_DEPTH})\n"), '|');
        }
        let top = group && self.depth == 0;
        self.depth += usize::from(top);
        if !stack.is_empty() {
            if group {
                let margin = if top { '+' } else { '|' };
                self.emit("Exception Group Traceback (most recent call last):\n", margin);
            } else {
                self.emit("Traceback (most recent call last):\n", '|');
            }
        }
        for line in stack.iter().chain(&only_lines(self.vm, exception)) {
            self.emit(line, '|');
        }
        if group {
            self.members(exception.exceptions(), chain);
        }
        self.depth -= usize::from(top);
    }

    fn members(&mut self, members: &[Exception], chain: bool) {
        let shown = members.len().min(MOST_MEMBERS + 1);
        self.need_close = false;
        for (at, member) in members[..shown].iter().enumerate() {
            let last = at + 1 == shown;
            // The closing line may be drawn by a group within it.
            self.need_close |= last;
            let cut = at >= MOST_MEMBERS;
            let title = if cut { "...".to_owned() } else { (at + 1).to_string() };
            let start = if at == 0 { "+-" } else { "  " };
            self.lines.push(format!("{}{start}+---------------- {title} ----------------\n", self.indent()));
            self.depth += 1;
            if cut {
                let rest = members.len() - MOST_MEMBERS;
                let plural = if rest > 1 { "s" } else { "" };
                self.emit(&format!("and {rest} more exception{plural}\n"), '|');
            } else {
                self.exception(member, chain);
            }
            if last && self.need_close {
                self.lines.push(format!("{}+------------------------------------\n", self.indent()));
                self.need_close = false;
            }
            self.depth -= 1;
        }
    }
}

/// What a limit leaves of frames.
pub fn within(frames: &[TracebackEntry], limit: Option<i64>) -> &[TracebackEntry] {
    let most = |limit: i64| frames.len().min(limit.unsigned_abs() as usize);
    match limit {
        Some(limit @ 0..) => &frames[..most(limit)],
        Some(limit) => &frames[frames.len() - most(limit)..],
        None => frames,
    }
}

/// The lines for frames, the outermost first; frames that repeat are counted.
pub fn stack_lines(vm: &Vm, frames: &[TracebackEntry]) -> Vec<String> {
    let (file, text) = vm.source.borrow().clone();
    let mut lines = Vec::new();
    let (mut last, mut count) = (None, 0);
    let repeated = |lines: &mut Vec<String>, count: usize| {
        if count > MOST_REPEATED {
            let more = count - MOST_REPEATED;
            let plural = if more > 1 { "s" } else { "" };
            lines.push(format!("  [Previous line repeated {more} more time{plural}]\n"));
        }
    };
    owe(frames.len() * 256);
    for frame in frames {
        let key = (frame.span.line, frame.code.name.clone());
        if last.as_ref() != Some(&key) {
            repeated(&mut lines, count);
            (last, count) = (Some(key), 0);
        }
        count += 1;
        if count <= MOST_REPEATED {
            let (line, name) = (frame.span.line, &frame.code.name);
            let shown = carets::lines(&text, frame.span);
            lines.push(format!("  File \"{file}\", line {line}, in {name}\n{shown}"));
        }
    }
    repeated(&mut lines, count);
    lines
}

/// The class's name as a traceback gives it, with its module unless that is the program.
fn class_name(data: &ExceptionData) -> String {
    let class = data.class.borrow();
    let name = class.full_name();
    name.strip_prefix("__main__.").map(str::to_owned).unwrap_or(name)
}

/// `TYPE: MESSAGE`, or `TYPE` if there is no message.
pub fn summary(vm: &Vm, exception: &Exception) -> String {
    let name = class_name(data_of(exception));
    let message = vm.str(&Value::Exception(exception.clone()));
    match message.as_deref().unwrap_or("<exception str() failed>") {
        "" => name,
        message => format!("{name}: {message}"),
    }
}

/// `traceback.format_exception_only()`: the last line, and the notes.
pub fn only_lines(vm: &Vm, exception: &Exception) -> Vec<String> {
    let mut lines = vec![summary(vm, exception) + &meant::suggestion(vm, exception) + "\n"];
    match data_of(exception).attributes.get(Symbol::new("__notes__")) {
        Some(Value::List(notes)) => {
            let notes = notes.items.borrow().clone();
            for note in notes {
                let text = vm.str(&note).unwrap_or_else(|_| "<note str() failed>".to_owned());
                lines.extend(text.split('\n').map(|line| format!("{line}\n")));
            }
        }
        Some(other) if !other.is_none() => {
            let text = vm.repr(&other).unwrap_or_else(|_| "<__notes__ repr() failed>".to_owned());
            lines.push(format!("{text}\n"));
        }
        _ => {}
    }
    lines
}

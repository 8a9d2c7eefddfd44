//! A lesson in the comments of a Python program: `# title:`, `# about:`, `# ask:`, `# why:` and `# compare:`, anywhere. A comment
//! that begins with three blanks or more goes on with the one before. What is changed is written back without
//! touching anything else of the text.

use super::{Ask, Lesson, Why};

/// What a program says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// A name for people; may be empty.
    pub title: String,
    /// Two or three sentences; may be empty.
    pub about: String,
    /// What to predict, and what to explain.
    pub lesson: Lesson,
}

/// A comment that means nothing although it looks as if it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remark {
    /// Its line, from 1.
    pub line: u32,
    /// What to write instead.
    pub message: &'static str,
}

/// What a comment can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Title,
    About,
    Ask,
    Why,
    Compare,
}

impl Key {
    const ALL: [Key; 5] = [Key::Title, Key::About, Key::Ask, Key::Why, Key::Compare];

    fn word(self) -> &'static str {
        match self {
            Key::Title => "title:",
            Key::About => "about:",
            Key::Ask => "ask:",
            Key::Why => "why:",
            Key::Compare => "compare:",
        }
    }
}

/// A comment that was found, with those that go on with it.
struct Found {
    key: Key,
    /// Its first line, from 0.
    first: usize,
    /// The line behind its last one.
    end: usize,
    value: String,
}

/// Columns of a comment.
const WIDTH: usize = 100;

/// What the comments say.
pub fn notes(text: &str) -> Notes {
    let mut notes = Notes::default();
    for Found { key, value, .. } in found(text) {
        match key {
            Key::Title if notes.title.is_empty() => notes.title = value,
            Key::About if notes.about.is_empty() => notes.about = value,
            Key::Compare if notes.lesson.compare.is_empty() => notes.lesson.compare = value,
            Key::Title | Key::About | Key::Compare => {}
            Key::Ask => notes.lesson.ask.push(value),
            Key::Why => notes.lesson.why.push(value),
        }
    }
    notes
}

/// How many lines at the beginning of a text are such comments: what follows is the program.
pub fn heading(text: &str) -> usize {
    let comments: usize =
        text.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
    found(text.get(..comments).unwrap_or_default())
        .iter()
        .fold(0, |end, found| if found.first == end { found.end } else { end })
}

/// The comments that cannot be read.
pub fn remarks(text: &str) -> Vec<Remark> {
    let mut seen = Vec::new();
    let mut remarks = Vec::new();
    for Found { key, first, value, .. } in found(text) {
        let message = match key {
            Key::Ask => Ask::read(&value).err().map(|mistake| mistake.0),
            Key::Why => Why::read(&value).err().map(|mistake| mistake.0),
            Key::Title => seen.contains(&key).then_some("there is a title already"),
            Key::About => seen.contains(&key).then_some("there is a text about the program already"),
            Key::Compare => seen.contains(&key).then_some("there is something to compare with already"),
        };
        if !value.is_empty() {
            seen.push(key);
        }
        remarks.extend(message.map(|message| Remark { line: first as u32 + 1, message }));
    }
    remarks
}

/// The text with other notes; all the rest of it stays as it is.
pub fn with_notes(text: &str, notes: &Notes) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let found = found(text);
    // For each line, whether it goes, and what comes before it. One more for what comes behind the last one.
    let mut stays = vec![true; lines.len()];
    let mut before: Vec<Vec<String>> = vec![Vec::new(); lines.len() + 1];
    let carriage = if lines.first().is_some_and(|line| line.ends_with('\r')) { "\r" } else { "" };
    for key in Key::ALL {
        let wanted: Vec<&str> = match key {
            Key::Title => Vec::from_iter(some(&notes.title)),
            Key::About => Vec::from_iter(some(&notes.about)),
            Key::Ask => notes.lesson.ask.iter().map(String::as_str).collect(),
            Key::Why => notes.lesson.why.iter().map(String::as_str).collect(),
            Key::Compare => Vec::from_iter(some(&notes.lesson.compare)),
        };
        let is_single = matches!(key, Key::Title | Key::About | Key::Compare);
        // An empty title is none, and a second one means nothing while there is a first.
        let old = found.iter().filter(|found| found.key == key && !(is_single && found.value.is_empty()));
        let old: Vec<&Found> =
            old.take(if is_single && !wanted.is_empty() { 1 } else { usize::MAX }).collect();
        let mut place = old.last().map(|last| last.end);
        for (position, found) in old.iter().enumerate() {
            let value = wanted.get(position).copied();
            if value == Some(found.value.as_str()) {
                continue;
            }
            stays[found.first..found.end].fill(false);
            if let Some(value) = value {
                let indent = lines[found.first].split('#').next().unwrap_or_default();
                before[found.first].extend(printed(key, value, indent, carriage));
            }
        }
        let added = wanted.iter().skip(old.len());
        let place = place.get_or_insert_with(|| place_for(key, &found, &lines));
        before[*place].extend(added.flat_map(|value| printed(key, value, "", carriage)));
    }
    let mut written: Vec<String> = Vec::new();
    for (position, line) in lines.iter().enumerate() {
        let comes = std::mem::take(&mut before[position]);
        if !comes.is_empty() && stays[position] && continued(line).is_some() {
            written.extend(comes);
            written.push(["#", carriage].concat());
        } else {
            written.extend(comes);
        }
        if stays[position] {
            written.push((*line).to_owned());
        }
    }
    written.append(&mut before[lines.len()]);
    written.join("\n")
}

fn some(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}

/// Where a comment is put of which there is none yet: behind those that come before it, or at the top.
fn place_for(key: Key, found: &[Found], lines: &[&str]) -> usize {
    let earlier = found.iter().filter(|found| found.key < key).map(|found| found.end).max();
    earlier.or(found.iter().map(|found| found.first).min()).unwrap_or_else(|| {
        // A program may begin with how it is started and in what encoding it is written.
        let heads = lines.iter().enumerate().take(2);
        let is_head = |at: usize, line: &str| {
            line.starts_with('#') && (at == 0 && line.starts_with("#!") || line.contains("coding"))
        };
        heads.take_while(|(at, line)| is_head(*at, line)).count().min(lines.len() - 1)
    })
}

/// Notes as comments, without the `# ` before each line.
pub fn comments_of(notes: &Notes) -> Vec<String> {
    let texts = [(Key::Title, &notes.title), (Key::About, &notes.about)];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let ask = notes.lesson.ask.iter().map(|line| (Key::Ask, line));
    let why = notes.lesson.why.iter().map(|line| (Key::Why, line));
    let compare = some(&notes.lesson.compare).map(|_| (Key::Compare, &notes.lesson.compare));
    texts.chain(ask).chain(why).chain(compare).flat_map(|(key, text)| folded(key, text)).collect()
}

/// A note as lines. What a person reads is folded; what is read here stands on one line.
fn folded(key: Key, value: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::from(key.word());
    if key == Key::About {
        for word in value.split_whitespace() {
            // A line that begins with "at" could be a directive.
            if line.chars().count() + 1 + word.chars().count() > WIDTH && word != "at" {
                lines.push(std::mem::replace(&mut line, " ".into()));
            }
            line.push(' ');
            line.push_str(word);
        }
    } else if !value.is_empty() {
        line.push(' ');
        line.push_str(&value.replace('\n', " "));
    }
    lines.push(line);
    lines
}

fn printed(key: Key, value: &str, indent: &str, carriage: &str) -> Vec<String> {
    folded(key, value).into_iter().map(|line| [indent, "# ", &line, carriage].concat()).collect()
}

/// All comments that say something, in order.
fn found(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut quote = None;
    for (position, line) in text.split('\n').enumerate() {
        let begins = if quote.is_none() { comment(line) } else { None };
        if let Some(comment) = begins {
            let key = Key::ALL
                .into_iter()
                .find_map(|key| Some((key, comment.trim_start().strip_prefix(key.word())?)));
            if let Some(last) = all.last_mut()
                && last.end == position
                && let Some(more) = continued(line)
            {
                last.end += 1;
                if !last.value.is_empty() && !more.is_empty() {
                    last.value.push(' ');
                }
                last.value.push_str(more);
            } else if let Some((key, value)) = key {
                all.push(Found { key, first: position, end: position + 1, value: value.trim().into() });
            }
        } else {
            quote = quote_behind(line, quote);
        }
    }
    all
}

/// What stands behind the `#` of a line that is nothing but a comment.
fn comment(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('#')
}

/// What a comment says that goes on with the one before.
fn continued(line: &str) -> Option<&str> {
    comment(line)?.strip_prefix("   ").map(str::trim).filter(|more| !more.is_empty())
}

/// The quotes of the text that is open behind a line: one that goes over several lines.
fn quote_behind(line: &str, mut open: Option<&'static str>) -> Option<&'static str> {
    // Of nearly all lines, which are many while somebody writes, nothing more needs to be known.
    if !line.bytes().any(|byte| matches!(byte, b'"' | b'\'')) {
        return open;
    }
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(quotes) = open {
            if let Some(behind) = rest.strip_prefix(quotes) {
                open = None;
                rest = behind;
                continue;
            }
        } else if rest.starts_with('#') {
            break;
        } else if let Some((quotes, behind)) = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find_map(|quotes| Some((quotes, rest.strip_prefix(quotes)?)))
        {
            open = Some(quotes);
            rest = behind;
            continue;
        }
        let mut chars = rest.chars();
        if chars.next() == Some('\\') && open.is_some() {
            chars.next();
        }
        rest = chars.as_str();
    }
    // A text in single quotes ends with its line.
    open.filter(|quotes| quotes.len() == 3)
}

//! In what two runs differ, once both have ended.

use std::rc::Rc;

use crate::playback::Difference;
use crate::ui::inspector::{ending, fate};
use crate::ui::markup::{El, el, fragment};
use crate::ui::words;
use crate::ui::workspace::Compared;

/// So many tasks and lines are told one by one.
const MOST: usize = 40;

/// What differs, told as a table and lists.
pub fn what_differs(difference: &Difference, sides: &[Compared; 2]) -> El {
    let head = el("h3.heading").child("What differs");
    let all = el("section.duo__differences[aria-label=What differs]").child(head);
    if difference.is_empty() {
        return all.child(
            el("p.section__text").child("Nothing: every task ends alike, and the same lines are printed."),
        );
    }
    let row = |name: Rc<str>, ends: [String; 2]| {
        el("tr").child(el("th[scope=row]").child(name)).each(ends.map(|end| el("td").child(end)))
    };
    let titles = sides.each_ref().map(|side| el("th[scope=col]").child(side.title.clone()));
    let rows = difference
        .tasks
        .iter()
        .take(MOST)
        .map(|task| row(task.name.as_str().into(), task.fates.each_ref().map(fate)));
    let end = difference.end.as_ref().map(|ends| row("The run".into(), ends.each_ref().map(ending)));
    let table = el("table.duo__table")
        .child(el("thead").child(el("tr").child(el("th[scope=col]").child("Task")).each(titles)))
        .child(el("tbody").each(rows).child(end));
    let has_rows = !difference.tasks.is_empty() || difference.end.is_some();
    all.child(has_rows.then_some(table))
        .child(lines(&sides[0].title, &difference.lines_gone))
        .child(lines(&sides[1].title, &difference.lines_new))
}

/// The lines that only one of them prints.
fn lines(title: &str, lines: &[(f64, Rc<str>)]) -> Option<El> {
    let line = |(at_secs, text): &(f64, Rc<str>)| {
        el("li.duo__line")
            .child(el("span.line__time").child(words::clock(*at_secs)))
            .child(el("span").child(text.clone()))
    };
    (!lines.is_empty()).then(|| {
        let heading = ["Only \u{201c}", title, "\u{201d} prints"].concat();
        let more = lines.len().saturating_sub(MOST);
        let more = (more > 0).then(|| el("li").child(["and ", &more.to_string(), " more"].concat()));
        fragment()
            .child(el("h4.duo__heading").child(heading))
            .child(el("ul").each(lines.iter().take(MOST).map(line)).child(more))
    })
}

//! A scene as it is drawn: cards and wires.

use super::sheet::Sheet;
use crate::layout::geometry::Rect;
use crate::layout::lanes::paint::{Ink, Pen, Stroke};
use crate::layout::picture::{Face, FaceKind, Picture};
use crate::scene::{EdgeKind, Kind};

/// Free space on each side.
const MARGIN: f64 = 24.0;
/// Between the edge of a card and its text.
const PADDING: f64 = 14.0;
/// The corners of a task.
const CORNER: f64 = 10.0;
/// How far the lines of a text are from each other.
const LINE: f64 = 15.0;

/// The cards of a picture and the wires between them.
pub fn drawing(title: &str, picture: &Picture) -> String {
    let all = picture.bounds().unwrap_or_default().grown(MARGIN);
    let sheet = Sheet::new(title, (all.size.width, all.size.height));
    sheet.moved((-all.x, -all.y), || {
        for drawn in &picture.wires {
            let is_dashed = drawn.kind == EdgeKind::Starts || drawn.id.0.is_none();
            sheet.path(Stroke::new(Ink::LineStrong, 1.5).dashed(is_dashed), &drawn.wire.path());
        }
        if let Some(main) = &picture.main {
            card(&sheet, main, main.size.height / 2.0, "main", "");
        }
        for face in picture.faces.values() {
            card(&sheet, &face.rect, radius(face), &face.label, &about(face));
        }
    });
    sheet.finish()
}

/// What a card is about. What it is stands before that.
fn about(face: &Face) -> String {
    match face.summary.as_ref() {
        summary if summary.is_empty() || summary == face.kind.title() => face.kind.title().to_owned(),
        summary => format!("{}: {summary}", face.kind.title()),
    }
}

/// Tasks and what they meet at have corners; what waits for others is round.
fn radius(face: &Face) -> f64 {
    match face.kind {
        FaceKind::Block(Kind::Task) => CORNER,
        FaceKind::Block(_) => face.rect.size.height / 2.0,
        FaceKind::Fixture(_) => CORNER / 2.0,
    }
}

fn card(sheet: &Sheet, rect: &Rect, radius: f64, label: &str, about: &str) {
    let Rect { x, y, size } = *rect;
    sheet.card((x, y), (size.width, size.height), radius);
    let inset = if radius > CORNER { PADDING + 6.0 } else { PADDING };
    let room = ((size.width - 2.0 * inset) / sheet.width_of("n")) as usize;
    let lines = wrapped(about, room, ((size.height - 30.0) / LINE) as usize);
    let high = LINE * lines.len() as f64;
    let top = y + (size.height - LINE - high) / 2.0 + LINE / 2.0;
    let label: String = wrapped(label, room, 1).concat();
    sheet.bold(Ink::Text, &label, (x + inset, top));
    for (position, line) in lines.iter().enumerate() {
        sheet.text(Ink::Text2, line, (x + inset, top + LINE * (position as f64 + 1.0)), false);
    }
}

/// A text in lines of at most so many letters. The last one tells if there would be more.
fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let count = lines.len();
    for (position, line) in lines.iter_mut().enumerate() {
        let is_last = is_cut && position + 1 == count;
        if line.chars().count() > width || is_last {
            *line = line.chars().take(width.saturating_sub(1)).chain(['\u{2026}']).collect();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_text_is_wrapped_between_words_and_what_has_no_room_is_left_out() {
        assert_eq!(wrapped("sleep 1 then return 'ok'", 13, 3), ["sleep 1 then", "return 'ok'"]);
        assert_eq!(wrapped("one two three four", 9, 1), ["one two\u{2026}"]);
        assert_eq!(wrapped("unbreakable", 5, 2), ["unbr\u{2026}"]);
        assert_eq!(wrapped("", 5, 2), Vec::<String>::new());
    }
}

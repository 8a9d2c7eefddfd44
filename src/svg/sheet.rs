//! An SVG document that is being written.

use std::cell::RefCell;
use std::fmt::Write;

use crate::layout::lanes::paint::{At, BEND, Ink, Pen, Stroke};
use crate::program::rounded;

/// About the width of a letter of 11 pixels.
const LETTER: f64 = 6.2;

/// The classes of inks: fill and stroke in light and in dark. The colours are those of `static/styles/tokens.css`.
const COLOURS: [(Ink, &str, &str, &str); 13] = [
    (Ink::Surface, "surface", "#ffffff", "#191b1f"),
    (Ink::Line, "line", "#dcdfe5", "#2c2f36"),
    (Ink::LineStrong, "line-strong", "#868d99", "#6f7683"),
    (Ink::Hover, "hover", "#eceef2", "#272a31"),
    (Ink::Text, "text", "#14161a", "#eceef2"),
    (Ink::Text2, "text-2", "#4b515b", "#b1b7c2"),
    (Ink::Text3, "text-3", "#646b76", "#8f96a3"),
    (Ink::Running, "running", "#0062b5", "#62b5ff"),
    (Ink::OnRunning, "on-running", "#ffffff", "#04141f"),
    (Ink::Done, "done", "#006b4c", "#45cf9e"),
    (Ink::Failed, "failed", "#ad2e05", "#ff8d61"),
    (Ink::Cancel, "cancel", "#97297a", "#f091d2"),
    (Ink::Timer, "timer", "#805300", "#f2b83a"),
];

/// What waits, and what was asked to cancel: slanted and crossed lines.
const PATTERNS: &str = "\
<defs>
<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"s-line-strong\" d=\"M-1 7L7 -1\"/></pattern>
<pattern id=\"cross\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"s-cancel\" d=\"M-1 7L7 -1M-1 -1L7 7\"/></pattern>
</defs>
";

/// A document that is being written. Shapes lie above those before.
pub(super) struct Sheet {
    size: At,
    title: String,
    body: RefCell<String>,
}

impl Sheet {
    /// An empty one of that size, in pixels.
    pub fn new(title: &str, size: At) -> Self {
        Sheet { size, title: title.to_owned(), body: RefCell::default() }
    }

    /// What is drawn is drawn that much further to the right and down.
    pub fn moved(&self, by: At, draw: impl FnOnce()) {
        self.write(&format!("<g transform=\"translate({} {})\">\n", number(by.0), number(by.1)));
        draw();
        self.write("</g>\n");
    }

    /// A text that stands above others, from a point on.
    pub fn bold(&self, ink: Ink, text: &str, at: At) {
        self.letters(ink, text, at, " bold");
    }

    /// The outline of a card, filled.
    pub fn card(&self, corner: At, size: At, radius: f64) {
        self.write(&format!(
            "<rect class=\"f-surface s-line-strong\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>\n",
            number(corner.0),
            number(corner.1),
            number(size.0),
            number(size.1),
            number(radius),
        ));
    }

    /// A line with path data of its own.
    pub fn path(&self, stroke: Stroke, data: &str) {
        self.write(&format!(
            "<path class=\"none {}\"{} d=\"{data}\"/>\n",
            class("s", stroke.ink),
            width(stroke)
        ));
    }

    /// The document.
    pub fn finish(self) -> String {
        let (wide, high) = (number(self.size.0.ceil()), number(self.size.1.ceil()));
        let title = escaped(&self.title);
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"img\">\n<title>{title}</title>\n"
        );
        text.push_str(&styles());
        text.push_str(PATTERNS);
        text.push_str(&self.body.into_inner());
        text.push_str("</svg>\n");
        text
    }

    fn letters(&self, ink: Ink, text: &str, at: At, classes: &str) {
        let (x, y) = (number(at.0), number(at.1));
        let (class, text) = (class("f", ink), escaped(text));
        self.write(&format!("<text class=\"{class}{classes}\" x=\"{x}\" y=\"{y}\">{text}</text>\n"));
    }

    fn write(&self, text: &str) {
        self.body.borrow_mut().push_str(text);
    }
}

impl Pen for Sheet {
    fn fill(&self, ink: Ink, alpha: f64, corner: At, size: At) {
        let opacity = if alpha < 1.0 { format!(" opacity=\"{}\"", number(alpha)) } else { String::new() };
        self.write(&format!(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{opacity}/>\n",
            class("f", ink),
            number(corner.0),
            number(corner.1),
            number(size.0.max(0.0)),
            number(size.1.max(0.0)),
        ));
    }

    fn frame(&self, stroke: Stroke, corner: At, size: At) {
        let (right, bottom) = (corner.0 + size.0, corner.1 + size.1);
        self.lines(stroke, &[corner, (right, corner.1), (right, bottom), (corner.0, bottom), corner]);
    }

    fn lines(&self, stroke: Stroke, points: &[At]) {
        self.path(stroke, &through(points));
    }

    fn area(&self, ink: Ink, points: &[At]) {
        self.write(&format!("<path class=\"{}\" d=\"{}Z\"/>\n", class("f", ink), through(points)));
    }

    fn disc(&self, ink: Option<Ink>, stroke: Option<Stroke>, centre: At, radius: f64) {
        let fill = ink.map_or("none".to_owned(), |ink| class("f", ink));
        let line = stroke.map_or_else(String::new, |stroke| " ".to_owned() + &class("s", stroke.ink));
        self.write(&format!(
            "<circle class=\"{fill}{line}\"{} cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
            stroke.map_or_else(String::new, width),
            number(centre.0),
            number(centre.1),
            number(radius),
        ));
    }

    fn curve(&self, stroke: Stroke, from: At, to: At) {
        let bend = (to.1 - from.1) * BEND;
        let handles = through(&[(from.0, from.1 + bend), (to.0, to.1 - bend), to]);
        let data = through(&[from]) + "C" + handles[1..].replace('L', " ").as_str();
        self.path(stroke, &data);
    }

    fn text(&self, ink: Ink, text: &str, at: At, is_centred: bool) {
        self.letters(ink, text, at, if is_centred { " centred" } else { "" });
    }

    fn width_of(&self, text: &str) -> f64 {
        text.chars().count() as f64 * LETTER
    }
}

fn styles() -> String {
    let mut text = String::from(
        "<style>\ntext{font:11px system-ui,sans-serif;dominant-baseline:central}\n.bold{font-weight:600;font-size:13px}\n.centred{text-anchor:middle}\n.none{fill:none}\n.f-hatch{fill:url(#hatch)}\n.f-cross{fill:url(#cross)}\n",
    );
    let rules = |text: &mut String, colour: fn(&(Ink, &str, &'static str, &'static str)) -> &'static str| {
        for row in &COLOURS {
            // Writing to a string never fails.
            let _ = writeln!(text, ".f-{0}{{fill:{1}}}.s-{0}{{stroke:{1}}}", row.1, colour(row));
        }
    };
    rules(&mut text, |row| row.2);
    text.push_str("@media(prefers-color-scheme:dark){\n");
    rules(&mut text, |row| row.3);
    text.push_str("}\n</style>\n");
    text
}

fn class(what: &str, ink: Ink) -> String {
    let name = match ink {
        Ink::Hatch => "hatch",
        Ink::Cross => "cross",
        ink => COLOURS.iter().find(|row| row.0 == ink).map_or("text", |row| row.1),
    };
    format!("{what}-{name}")
}

fn width(stroke: Stroke) -> String {
    let dashes = if stroke.is_dashed { " stroke-dasharray=\"3 2\"" } else { "" };
    match stroke.width {
        1.0 => dashes.to_owned(),
        width => format!(" stroke-width=\"{}\"{dashes}", number(width)),
    }
}

fn through(points: &[At]) -> String {
    let point = |(position, (x, y)): (usize, &At)| {
        format!("{}{} {}", if position == 0 { "M" } else { "L" }, number(*x), number(*y))
    };
    points.iter().enumerate().map(point).collect()
}

/// A hundredth of a pixel is fine enough.
fn number(value: f64) -> String {
    rounded(value, 2)
}

/// As the content of an element. Characters that XML knows no way to write are shown as what is missing.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\t' | '\n' | '\r' => written.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => written.push('\u{fffd}'),
            other => written.push(other),
        }
    }
    written
}

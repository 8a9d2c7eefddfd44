//! What came of running a Python program: its drawing, the lines that its cards are about, and the recording.

use std::rc::Rc;

use super::asked::labels_of;
use super::{Runnable, Told};
use crate::layout::geometry::{SMALL_TASK_SIZE, Size, TASK_SIZE};
use crate::layout::{COMPACT, Fixture};
use crate::playback::Recording;
use crate::program::{Place, Printable};
use crate::scene::{BlockId, IdMap, Scene};
use crate::trace::LogBytes;

/// So many bytes are kept of what is written to stderr by a program that goes on and on.
const MOST_STDERR: usize = 100_000;
/// A trace of more bytes takes so long to be read that somebody would notice.
const MUCH_BYTES: usize = 200_000;
/// So many of its events are read at once: a few milliseconds' worth.
const AT_ONCE: usize = 5_000;

/// A run that was computed.
#[derive(Clone)]
pub struct Ran {
    pub(super) scene: Rc<Scene>,
    /// What each card is about.
    pub(super) summaries: IdMap<Rc<str>>,
    /// How large the cards of tasks are.
    pub(super) task_size: Size,
    /// At which line each card was made.
    lines: IdMap<u32>,
    /// What its tasks meet at.
    pub(super) fixtures: Vec<Fixture>,
    /// The run.
    pub(super) recording: Rc<Recording>,
    /// Which one it is.
    pub(super) id: u32,
    /// How many cards were left out.
    pub omitted: u32,
    /// What somebody was to do and does not: the line of the text, from 1, and why.
    pub left_out: Rc<Vec<(u32, Rc<str>)>>,
    /// What was written to stderr.
    pub stderr: Rc<str>,
    /// The line of the text at which it failed or was stopped, if it was.
    pub ended_at: Option<u32>,
    /// The places of the text that print.
    pub printables: Vec<Printable>,
}

impl Ran {
    /// Reads what came of a program. If that is much, it is done bit by bit, with pauses in which the page answers.
    pub async fn read(told: &Told, text: &str, id: u32, pause: impl AsyncFn()) -> Option<Ran> {
        let is_much = told.trace.len() > MUCH_BYTES;
        let rest = async || {
            if is_much {
                pause().await;
            }
        };
        let Drawn { scene, summaries, task_size, lines, fixtures, numbers } = drawn(told)?;
        rest().await;
        let mut bytes = LogBytes::of(&told.trace)?;
        while is_much && bytes.go_on(AT_ONCE)? {
            rest().await;
        }
        let mut reading = told.reading(bytes.finish()?)?;
        rest().await;
        while is_much && reading.go_on(AT_ONCE) {
            rest().await;
        }
        let recording = reading.finish().with_labels(labels_of(&scene));
        rest().await;
        Some(Ran {
            fixtures,
            scene: Rc::new(scene),
            summaries,
            task_size,
            lines,
            recording: Rc::new(recording.with_cards(numbers).with_source(text)),
            id,
            omitted: told.omitted,
            left_out: Rc::new(told.left_out.lines().filter_map(left_out).collect()),
            stderr: told.stderr.as_str().into(),
            ended_at: Some(told.ended_at).filter(|line| *line > 0),
            printables: told.prints.lines().filter_map(Printable::from_line).collect(),
        })
    }

    /// The run as it goes on; what is shown at a cursor stays. `None` if this is not what comes next.
    pub(super) fn extended(&self, told: &Told, shown: usize) -> Option<Ran> {
        let mut recording = told.extended(&self.recording, shown)?;
        let mut stderr = self.stderr.clone();
        if !told.stderr.is_empty() && stderr.len() < MOST_STDERR {
            stderr = [&*stderr, &told.stderr].concat().into();
        }
        let ended_at = Some(told.ended_at).filter(|line| *line > 0);
        let mut longer = Ran { omitted: told.omitted, stderr, ended_at, ..self.clone() };
        if !told.scene.is_empty() {
            let Drawn { scene, summaries, task_size, lines, fixtures, numbers } = drawn(told)?;
            recording = recording.with_labels(labels_of(&scene)).with_cards(numbers);
            longer = Ran { scene: Rc::new(scene), summaries, task_size, lines, fixtures, ..longer };
        }
        Some(Ran { recording: Rc::new(recording), ..longer })
    }

    /// The run with its cards elsewhere. `None` if they stay.
    pub(super) fn arranged(&self, told: &Told) -> Option<Ran> {
        let told = Some(told).filter(|told| !told.scene.is_empty());
        let Drawn { scene, summaries, task_size, lines, fixtures, .. } = drawn(told?)?;
        Some(Ran { scene: Rc::new(scene), summaries, task_size, lines, fixtures, ..self.clone() })
    }

    /// The line of the text that a place stands for.
    pub fn line_of(&self, place: Place) -> Option<u32> {
        match place {
            Place::Block { step: Some(line), .. } => Some(line),
            Place::Block { block, step: None } => self.lines.get(&BlockId(block)).copied(),
            Place::Main => None,
        }
    }
}

impl Told {
    /// The run of what was run, and what its places are about. `None` if it is damaged.
    pub async fn run_of(&self, what: &Runnable, pause: impl AsyncFn()) -> Option<(Rc<Scene>, Rc<Recording>)> {
        match what {
            Runnable::Scene(scene) => Some((scene.clone(), Rc::new(self.recording(scene)?))),
            Runnable::Python { text, .. } => {
                Ran::read(self, text, 0, pause).await.map(|ran| (ran.scene, ran.recording))
            }
            Runnable::Arranged { .. } | Runnable::More => None,
        }
    }

    /// A run and what its places are about, as it goes on. `None` if this is not what comes next.
    pub fn goes_on(
        &self,
        (scene, recording): &(Rc<Scene>, Rc<Recording>),
    ) -> Option<(Rc<Scene>, Rc<Recording>)> {
        let recording = self.extended(recording, usize::MAX)?;
        if self.scene.is_empty() {
            return Some((scene.clone(), Rc::new(recording)));
        }
        let Drawn { scene, numbers, .. } = drawn(self)?;
        let recording = recording.with_labels(labels_of(&scene)).with_cards(numbers);
        Some((Rc::new(scene), Rc::new(recording)))
    }
}

/// The drawing of a run.
struct Drawn {
    scene: Scene,
    summaries: IdMap<Rc<str>>,
    task_size: Size,
    lines: IdMap<u32>,
    fixtures: Vec<Fixture>,
    /// The cards of what has no block.
    numbers: IdMap<BlockId>,
}

fn drawn(told: &Told) -> Option<Drawn> {
    let scene = Scene::from_json(&told.scene).ok()?;
    let mut cards = (IdMap::new(), IdMap::new());
    let (mut fixtures, mut numbers) = (Vec::new(), IdMap::new());
    let mut task_size = TASK_SIZE;
    for card in told.summaries.lines() {
        if card == COMPACT {
            task_size = SMALL_TASK_SIZE;
            continue;
        }
        if let Some(fixture) = Fixture::from_line(card) {
            numbers.extend(fixture.parts.iter().map(|part| (*part, fixture.id)));
            numbers.insert(fixture.id, fixture.id);
            cards.0.insert(fixture.id, fixture.kind.title().into());
            fixture.line.map(|line| cards.1.insert(fixture.id, line));
            fixtures.push(fixture);
            continue;
        }
        let mut words = card.splitn(3, ' ');
        let id = BlockId(words.next()?.parse().ok()?);
        let line = words.next()?.parse().ok().filter(|line| *line > 0);
        cards.0.insert(id, words.next()?.into());
        line.map(|line: u32| cards.1.insert(id, line));
    }
    Some(Drawn { scene, summaries: cards.0, task_size, lines: cards.1, fixtures, numbers })
}

/// Reads `LINE WHY`.
fn left_out(line: &str) -> Option<(u32, Rc<str>)> {
    let (line, why) = line.split_once(' ')?;
    Some((line.parse().ok()?, why.into()))
}

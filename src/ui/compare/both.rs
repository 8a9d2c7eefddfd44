//! Two runs and what plays them.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use crate::gallery::Entry;
use crate::layout::geometry::Size;
use crate::playback::{Command, Comparison, Difference, Recording, TaskState};
use crate::scene::Scene;
use crate::trace::{EventIndex, FutureId};
use crate::ui::hearing;
use crate::ui::workspace::{Answer, Compared, Runnable, Whence};
use crate::web;

/// No frame takes longer: who looked away goes on where they were.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Two runs that are compared.
pub struct Both {
    /// What the places of each run are about.
    pub scenes: [Rc<Scene>; 2],
    /// In what they differ as a whole.
    pub difference: Difference,
    /// The lanes of the tasks of each pair.
    pub lanes: Vec<[Rc<Vec<Piece>>; 2]>,
    played: RefCell<(Comparison, f64)>,
}

/// A stretch of a lane in which a task is in one state.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// From where to where, in thousandths of all.
    pub span: [u32; 2],
    /// What the task is doing.
    pub state: TaskState,
    /// Whether it cleans up after a cancellation.
    pub cleans_up: bool,
}

impl Both {
    fn new(runs: [Ran; 2]) -> Self {
        let [(one, first), (other, second)] = runs;
        let difference = Difference::between(&first, &second);
        let comparison = Comparison::new([first, second]);
        let lanes = comparison.pairs().iter().map(|pair| {
            [0, 1]
                .map(|side| Rc::new(pair.tasks[side].map_or_else(Vec::new, |it| lane(&comparison, side, it))))
        });
        Both {
            scenes: [one, other],
            difference,
            lanes: lanes.collect(),
            played: RefCell::new((comparison, web::frames::now_ms())),
        }
    }

    /// Where both stand now.
    pub fn comparison(&self) -> Ref<'_, Comparison> {
        Ref::map(self.played.borrow(), |played| &played.0)
    }

    /// Does what is asked.
    pub fn command(&self, command: Command) {
        self.tick(web::frames::now_ms());
        self.played.borrow_mut().0.command(command);
    }

    /// Goes on to a moment of the page's clock.
    pub fn tick(&self, now_ms: f64) {
        let (comparison, before_ms) = &mut *self.played.borrow_mut();
        comparison.advance((now_ms - *before_ms).clamp(0.0, LONGEST_FRAME_MS));
        *before_ms = now_ms;
    }
}

/// Has both run.
///
/// # Errors
///
/// What could not be run, and why.
pub async fn run_both(sides: Rc<[Compared; 2]>, index: Rc<Vec<Entry>>) -> Result<Both, String> {
    let mut one = run(&sides[0], &index).await?;
    let other = run(&sides[1], &index).await?;
    let other = run_until(other, known_until_secs(&one)).await;
    // What runs programs goes on with the last one alone.
    if one.1.is_open() && known_until_secs(&one) < known_until_secs(&other) {
        one = run_until(run(&sides[0], &index).await?, known_until_secs(&other)).await;
    }
    Ok(Both::new([one, other]))
}

/// So many events of a run without an end are compared at most: well below what is kept of it.
const MOST_EVENTS: usize = 60_000;

type Ran = (Rc<Scene>, Rc<Recording>);

/// A run that was begun just now, as far as that virtual time, or as far as one likes to compare it.
async fn run_until(mut ran: Ran, secs: f64) -> Ran {
    while ran.1.is_open() && ran.1.len() < MOST_EVENTS && known_until_secs(&ran) < secs {
        match hearing::answer(Runnable::More).await {
            Answer::Ran(told) => match told.goes_on(&ran) {
                Some(longer) => ran = longer,
                None => break,
            },
            _ => break,
        }
    }
    ran
}

fn known_until_secs((_, recording): &Ran) -> f64 {
    let last = recording.len().checked_sub(1).map(|last| EventIndex(last as u32));
    last.and_then(|last| recording.log().get(last)).map_or(0.0, |event| event.time)
}

async fn run(compared: &Compared, index: &[Entry]) -> Result<Ran, String> {
    let failed = |why: &str| ["\u{201c}", &compared.title, "\u{201d} could not be run: ", why].concat();
    let what = match &compared.from {
        Whence::BuiltIn(name) => built_in(name, index).await.ok_or("it could not be fetched"),
        Whence::Open(what) => Ok(what.clone()),
        Whence::Kept(_, scene) | Whence::Variant(scene) => Ok(Runnable::Scene(scene.clone())),
    };
    let what = what.map_err(failed)?;
    match hearing::answer(what.clone()).await {
        Answer::Ran(told) => {
            let ran = told.run_of(&what, web::frames::pause).await;
            ran.ok_or_else(|| failed("its answer could not be read"))
        }
        Answer::Faults(_) => Err(failed("it is no program yet")),
        Answer::Failed(why) => Err(failed(&why)),
        Answer::Read(_) => Err(failed("it was read by another")),
    }
}

async fn built_in(name: &str, index: &[Entry]) -> Option<Runnable> {
    let entry = index.iter().find(|entry| &*entry.slug == name)?;
    let text = web::fetch::text(&entry.file()).await?;
    match entry.is_python {
        true => Some(Runnable::Python { text: text.into(), room: Size::default() }),
        false => Some(Runnable::Scene(Rc::new(Scene::from_json(&text).ok()?))),
    }
}

fn lane(comparison: &Comparison, side: usize, task: FutureId) -> Vec<Piece> {
    let (axis, recording) = (comparison.axis(), comparison.sides()[side].recording());
    let thousandths = |cursor| {
        let ms = axis.ms_of_side(side, recording.pacing().display_ms_of(cursor));
        (ms / axis.total_ms() * 1000.0) as u32
    };
    let points = recording.lane(task);
    let pieces = points.iter().enumerate().map(|(at, point)| {
        let until = points.get(at + 1).map_or(1000, |next| thousandths(next.cursor));
        let span = [thousandths(point.cursor), until];
        Piece { span, state: point.state, cleans_up: point.cleaning_up }
    });
    // At the end of a lane stands how the task ended.
    pieces.filter(|piece| piece.state.is_final() || piece.span[0] < piece.span[1]).collect()
}

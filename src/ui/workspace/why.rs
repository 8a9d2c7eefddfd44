//! "Why?": what was asked about the run that is shown, and the answer.

use std::rc::Rc;

use super::{Sheet, Workspace};
use crate::layout::picture::WireId;
use crate::playback::{Anchor, BlockRef, Chain, Command, Question, Recording, explain, printables_of};
use crate::program::{Place, Printable};
use crate::scene::BlockId;
use crate::trace::EventIndex;

/// What somebody can ask.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Why a card is in the state that it shows.
    Card(BlockId),
    /// What passed along a wire.
    Wire(WireId),
    /// Why something happened: an event, a line of output.
    Event(EventIndex),
    /// Why a line is not printed.
    Missing(Rc<str>),
    /// Why the run ended as it did.
    End,
    /// Anything else.
    Other(Question),
}

/// An answer that is shown. It is one about the run that is shown: another run has it forgotten.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The question and the sentences.
    pub chain: Chain,
    /// The card that each step is about, if it is about one that is drawn.
    pub cards: Vec<Option<BlockId>>,
    recording: Rc<Recording>,
}

impl Explained {
    /// The events that its steps tell of, with the number of the step, from 1.
    pub fn events(&self) -> impl Iterator<Item = (usize, EventIndex)> {
        self.chain.steps.iter().enumerate().filter_map(|(at, step)| Some((at + 1, step.event?)))
    }
}

impl PartialEq for Explained {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.recording, &other.recording) && self.chain == other.chain
    }
}

impl Workspace {
    /// Answers a question about the run that is shown. Nobody can read a chain while everything moves on: it pauses.
    #[inline(never)]
    pub(super) fn ask_why(&mut self, now_ms: f64, ask: Ask) {
        self.command(now_ms, Command::Pause);
        let Some(run) = &self.run else { return };
        let (player, view) = (&run.player, run.player.view());
        let cursor = player.cursor();
        let future_of = |id: BlockId| {
            let block = view.of_block(id.0)?;
            match block.shown {
                BlockRef::Task(id) | BlockRef::Future(id) => Some(id),
                BlockRef::Timeout(_) => Some(block.task?.id),
            }
        };
        let question = match ask {
            Ask::Card(id) => Question::Block(id.0, cursor),
            Ask::Wire((above, below)) => match (above.and_then(future_of), future_of(below)) {
                (Some(above), Some(below)) if above != below => Question::Link { above, below, cursor },
                _ => Question::Block(below.0, cursor),
            },
            Ask::Event(event) => Question::Event(event),
            Ask::Missing(text) => Question::MissingLine(text),
            Ask::End => Question::RunEnd,
            Ask::Other(question) => question,
        };
        let recording = player.recording().clone();
        let chain = explain(&recording, &question, &self.printables());
        let cards = chain.steps.iter().map(|step| self.card_of(&recording, step.about)).collect();
        self.why = Some(Rc::new(Explained { chain, cards, recording }));
        self.sheet = Some(Sheet::Inspect);
    }

    /// The places of what is open that print.
    pub fn printables(&self) -> Vec<Printable> {
        match &self.python.ran {
            Some(ran) if self.python.is_open() => ran.printables.clone(),
            _ if self.python.is_open() => Vec::new(),
            _ => printables_of(self.scene()),
        }
    }

    /// The lines that are written out in what is open, for whoever misses one.
    pub fn expected(&self) -> Rc<Vec<Rc<str>>> {
        let is_moving = self.run.as_ref().is_none_or(|run| run.player.is_moving());
        if is_moving {
            return Rc::default();
        }
        let only =
            |all: &[Printable]| Rc::new(all.iter().filter_map(|place| place.only().cloned()).collect());
        if self.python.is_open() {
            return only(&self.printables());
        }
        // A large scene is not gone through whenever another moment of its run is looked at.
        let scene = &self.document.scene;
        let mut known = self.expected_of.borrow_mut();
        match &*known {
            Some((of, lines)) if Rc::ptr_eq(of, scene) => lines.clone(),
            _ => {
                let lines: Rc<Vec<Rc<str>>> = only(&printables_of(scene));
                *known = Some((scene.clone(), lines.clone()));
                lines
            }
        }
    }

    /// The card that something is drawn as.
    fn card_of(&self, recording: &Recording, about: Anchor) -> Option<BlockId> {
        let id = match about {
            Anchor::Future(id) => match recording.object(id)?.place {
                Some(Place::Block { block, step: None }) => BlockId(block),
                _ => return None,
            },
            Anchor::Timeout(id) => match recording.timeout_place(id)? {
                Place::Block { block, step: None } => BlockId(block),
                _ => return None,
            },
            _ => return None,
        };
        self.picture.faces.contains_key(&id).then_some(id)
    }

    /// An answer about a run that is gone is gone too.
    pub(super) fn forget_why(&mut self) {
        let Some(why) = &self.why else { return };
        let shown = self.run.as_ref().map(|run| run.player.recording());
        if shown.is_none_or(|shown| !Rc::ptr_eq(shown, &why.recording)) {
            self.why = None;
        }
    }
}

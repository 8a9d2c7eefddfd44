//! What cards and wires show of the moment, apart from what Yew draws them from: a frame draws again those alone for
//! which the moment changed something, and looks at no other part of the page.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Html;

use super::card::{Card, CardMode};
use super::geometry::Rect;
use super::main_card::main_card;
use super::ties::{TaleLayer, Ties, WaitLayer};
use super::wires::WirePath;
use crate::scene::{BlockId, IdMap};
use crate::ui::markup::{Identical, LivePart, Part, Shows, Signal};
use crate::ui::picture::{Face, Picture, WireId};
use crate::ui::status::{CardStatus, Statuses, Trail};
use crate::ui::tale::Tale;
use crate::ui::workspace::Dispatch;

/// What a card shows; `None` without a run.
type Status = Option<Rc<CardStatus>>;

/// What a wire shows.
type WireSignal = (WireId, Signal<Option<Trail>>);

/// The moment as the stage shows it. There is one for as long as the stage is there; copies are the same.
#[derive(Clone)]
pub struct Moment(Rc<Signals>);

struct Signals {
    cards: RefCell<IdMap<Signal<Status>>>,
    main: Signal<Status>,
    // By the lower end of the wire.
    wires: RefCell<IdMap<Vec<WireSignal>>>,
    trails: Signal<Rc<Statuses>>,
    ties: Signal<Ties>,
    tale: Signal<Rc<Tale>>,
    shown: Signal<Rc<Statuses>>,
}

impl Default for Moment {
    fn default() -> Self {
        let (cards, wires, shown) = (RefCell::default(), RefCell::default(), Signal::new(Rc::default()));
        let (ties, tale) = (Signal::new(Ties::default()), Signal::new(Rc::default()));
        let trails = Signal::new(Rc::default());
        Moment(Rc::new(Signals { cards, main: Signal::new(None), wires, trails, ties, tale, shown }))
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Moment {
    /// What all of them show.
    pub fn shown(&self) -> Signal<Rc<Statuses>> {
        self.0.shown.clone()
    }

    /// What a card shows.
    pub fn card(&self, id: BlockId) -> Signal<Status> {
        let shown = || Signal::new(self.0.shown.get().cards.get(&id).cloned());
        self.0.cards.borrow_mut().get_or_insert_with(id, shown).clone()
    }

    /// What the card of the main coroutine shows.
    pub fn main(&self) -> Signal<Status> {
        self.0.main.clone()
    }

    /// What was left on all wires: another signal than that of what is shown, for it rarely changes.
    pub fn trails(&self) -> Signal<Rc<Statuses>> {
        self.0.trails.clone()
    }

    /// What ties cards together.
    pub fn ties(&self) -> Signal<Ties> {
        self.0.ties.clone()
    }

    /// The story of the last cancellation.
    pub fn tale(&self) -> Signal<Rc<Tale>> {
        self.0.tale.clone()
    }

    /// What was left on a wire.
    pub fn wire(&self, id: WireId) -> Signal<Option<Trail>> {
        let mut wires = self.0.wires.borrow_mut();
        let wires = wires.get_or_insert_with(id.1, Vec::new);
        match wires.iter().find(|(known, _)| *known == id) {
            Some((_, signal)) => signal.clone(),
            None => {
                let signal = Signal::new(self.0.shown.get().trail(id));
                wires.push((id, signal.clone()));
                signal
            }
        }
    }

    /// Has another moment shown.
    pub fn show(&self, statuses: &Rc<Statuses>) {
        let before = self.0.shown.get();
        if Rc::ptr_eq(&before, statuses) {
            return;
        }
        self.0.shown.set(statuses.clone());
        for (id, signal) in self.0.cards.borrow().iter() {
            show_status(signal, statuses.cards.get(id));
        }
        show_status(&self.0.main, statuses.main.as_ref());
        let ties = self.0.ties.get();
        let Statuses { waits, bridges, tale, .. } = &**statuses;
        let are_same = Rc::ptr_eq(&ties.waits, waits) && Rc::ptr_eq(&ties.bridges, bridges);
        if !are_same || !Rc::ptr_eq(&ties.tale, tale) {
            let (waits, bridges) = (waits.clone(), bridges.clone());
            self.0.ties.set(Ties { waits, bridges, tale: tale.clone() });
        }
        if !Rc::ptr_eq(&self.0.tale.get(), &statuses.tale) {
            self.0.tale.set(statuses.tale.clone());
        }
        if statuses.has_same_trails(&before) {
            return;
        }
        self.0.trails.set(statuses.clone());
        for (id, signal) in self.0.wires.borrow().values().flatten() {
            let trail = statuses.trail(*id);
            if signal.get() != trail {
                signal.set(trail);
            }
        }
    }
}

/// What shows the same is the same object.
fn show_status(signal: &Signal<Status>, status: Option<&Rc<CardStatus>>) {
    let shown = signal.get();
    if shown.as_ref().map(Rc::as_ptr) != status.map(Rc::as_ptr) {
        signal.set(status.cloned());
    }
}

/// A card and the moment's part of it.
#[derive(Clone, PartialEq)]
pub struct LiveCard {
    pub face: Identical<Face>,
    pub mode: CardMode,
    pub status: Signal<Status>,
    pub dispatch: Dispatch,
}

impl Part for LiveCard {
    fn draw(&self) -> Html {
        let LiveCard { face, mode, status, dispatch } = self;
        let (face, dispatch) = (face.0.clone(), dispatch.clone());
        Card { face, status: status.get(), mode: *mode, dispatch }.draw()
    }
}

impl LivePart for LiveCard {
    fn signal(&self) -> &dyn Shows {
        &self.status
    }
}

/// The card of the main coroutine and the moment's part of it.
#[derive(PartialEq)]
pub struct LiveMain {
    pub rect: Rect,
    pub status: Signal<Status>,
}

impl Part for LiveMain {
    fn draw(&self) -> Html {
        main_card(&self.rect, self.status.get().as_deref()).into()
    }
}

impl LivePart for LiveMain {
    fn signal(&self) -> &dyn Shows {
        &self.status
    }
}

/// A wire and what was left on it.
#[derive(PartialEq)]
pub struct LiveWire {
    pub path: WirePath,
    pub trail: Signal<Option<Trail>>,
}

impl Part for LiveWire {
    fn draw(&self) -> Html {
        self.path.draw(self.trail.get())
    }
}

impl LivePart for LiveWire {
    fn signal(&self) -> &dyn Shows {
        &self.trail
    }
}

/// What ties cards together at the moment.
#[derive(PartialEq)]
pub struct LiveTies {
    pub picture: Identical<Picture>,
    pub ties: Signal<Ties>,
}

impl Part for LiveTies {
    fn draw(&self) -> Html {
        WaitLayer { picture: &self.picture.0, ties: &self.ties.get() }.draw()
    }
}

impl LivePart for LiveTies {
    fn signal(&self) -> &dyn Shows {
        &self.ties
    }
}

/// The way of the last cancellation up to the moment.
#[derive(PartialEq)]
pub struct LiveTale {
    pub picture: Identical<Picture>,
    pub tale: Signal<Rc<Tale>>,
}

impl Part for LiveTale {
    fn draw(&self) -> Html {
        TaleLayer { picture: &self.picture.0, tale: &self.tale.get() }.draw()
    }
}

impl LivePart for LiveTale {
    fn signal(&self) -> &dyn Shows {
        &self.tale
    }
}

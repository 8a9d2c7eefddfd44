//! What cards and wires show of the moment, apart from what Yew draws them from: a frame draws again those alone for
//! which the moment changed something, and looks at no other part of the page.

use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::Html;

use super::camera::Camera;
use super::card::{Card, CardMode};
use super::far::FarCards;
use super::far_brush::look_alike;
use super::main_card::main_card;
use super::marks::{element_of, follow};
use super::pulses::FarPulse;
use super::ties::{TaleLayer, Ties, WaitLayer, tales_look_alike};
use super::wires::WirePath;
use crate::layout::geometry::{Rect, Size};
use crate::layout::picture::{Face, Picture, WireId};
use crate::scene::{BlockId, IdMap};
use crate::ui::markup::{Identical, LivePart, Part, Shows, Signal};
use crate::ui::status::{CardStatus, Statuses, Trail};
use crate::ui::tale::Tale;
use crate::ui::workspace::Dispatch;

/// From far off, what a canvas shows is told by the elements of so many cards at once, with a rest in between: of a thousand,
/// all would be a jolt.
const AT_ONCE: usize = 64;
const REST_MS: u32 = 16;

/// What a card shows; `None` without a run.
type Status = Option<Rc<CardStatus>>;

/// What a wire shows.
type WireSignal = (WireId, Signal<Option<Trail>>);

/// What was left on some wires, in their order.
pub type Trails = Rc<[Option<Trail>]>;

/// A card that is on the page.
struct CardSignal {
    status: Signal<Status>,
    /// What is drawn, if there is nothing inside: then that follows without being drawn again. And whether a canvas
    /// shows it.
    bare: Option<(Rc<Face>, bool)>,
    /// Its element, once that was looked for.
    element: OnceCell<Option<Element>>,
    /// What that tells, if it is not what is shown yet.
    told: Option<Status>,
}

/// Wires that are drawn as one.
struct WireTile {
    wires: Rc<[WireId]>,
    trails: Signal<Trails>,
}

/// The moment as the stage shows it. There is one for as long as the stage is there; copies are the same.
#[derive(Clone)]
pub struct Moment(Rc<Signals>);

struct Signals {
    cards: RefCell<IdMap<CardSignal>>,
    main: Signal<Status>,
    // By the lower end of the wire.
    wires: RefCell<IdMap<Vec<WireSignal>>>,
    // By number; empty from near.
    tiles: RefCell<Vec<WireTile>>,
    ties: Signal<Ties>,
    tale: Signal<Rc<Tale>>,
    shown: RefCell<Rc<Statuses>>,
    far: RefCell<FarCards>,
    late: RefCell<Late>,
}

/// Cards whose elements do not tell yet what the canvas shows in their place.
#[derive(Default)]
struct Late {
    cards: VecDeque<BlockId>,
    timer: Option<Timeout>,
}

impl Default for Moment {
    fn default() -> Self {
        Moment(Rc::new(Signals {
            cards: RefCell::default(),
            main: Signal::new(None),
            wires: RefCell::default(),
            tiles: RefCell::default(),
            ties: Signal::new(Ties::default()),
            tale: Signal::new(Rc::default()),
            shown: RefCell::default(),
            far: RefCell::default(),
            late: RefCell::default(),
        }))
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Moment {
    /// What a card shows. If it is bare, its element follows the moment by itself; if not, it is drawn again.
    pub fn card(&self, face: &Rc<Face>, mode: &CardMode) -> Signal<Status> {
        let mut cards = self.0.cards.borrow_mut();
        let status = || Signal::new(self.0.shown.borrow().cards.get(&face.id).cloned());
        let card = cards.get_or_insert_with(face.id, || CardSignal {
            status: status(),
            bare: None,
            element: OnceCell::new(),
            told: None,
        });
        // What is drawn next is compared with what was drawn, and not with what the element tells.
        card.tell();
        card.bare = mode.is_bare.then(|| (face.clone(), mode.is_painted()));
        // It is drawn: perhaps anew.
        card.element.take();
        card.status.clone()
    }

    /// From now on a canvas shows these cards, which rise.
    pub fn paints(&self, faces: Vec<Rc<Face>>) {
        self.0.far.borrow_mut().show(faces);
    }

    /// Whoever looks at the stage sees this part of it, and cards from far off on that canvas, if there is one.
    pub fn look(&self, canvas: Option<Element>, camera: Camera, stage: Size) {
        let moment = self.clone();
        let recolours = move || moment.0.far.borrow_mut().recolour(&moment.0.shown.borrow());
        self.0.far.borrow_mut().look(canvas, (camera, stage), recolours, &self.0.shown.borrow());
    }

    /// From far off, this is what moves now.
    pub fn pulse(&self, pulses: Vec<FarPulse>) {
        self.0.far.borrow_mut().pulse(pulses, &self.0.shown.borrow());
    }

    /// What the card of the main coroutine shows.
    pub fn main(&self) -> Signal<Status> {
        self.0.main.clone()
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
                let signal = Signal::new(self.0.shown.borrow().trail(id));
                wires.push((id, signal.clone()));
                signal
            }
        }
    }

    /// From now on these wires are drawn as one each; what was left on them.
    pub fn wire_tiles(&self, tiles: Vec<Rc<[WireId]>>) -> Vec<Signal<Trails>> {
        let shown = self.0.shown.borrow();
        let tile = |wires: Rc<[WireId]>| WireTile { trails: Signal::new(trails(&shown, &wires)), wires };
        let tiles: Vec<WireTile> = tiles.into_iter().map(tile).collect();
        let signals = tiles.iter().map(|tile| tile.trails.clone()).collect();
        *self.0.tiles.borrow_mut() = tiles;
        signals
    }

    /// Has another moment shown.
    pub fn show(&self, statuses: &Rc<Statuses>) {
        let before = self.0.shown.replace(statuses.clone());
        if Rc::ptr_eq(&before, statuses) {
            return;
        }
        self.show_cards(&before, statuses);
        self.0.far.borrow_mut().paint(statuses);
        self.catch_up();
        show_status(&self.0.main, statuses.main.as_ref());
        let Statuses { waits, bridges, tale, .. } = &**statuses;
        let ties = Ties { waits: waits.clone(), bridges: bridges.clone(), tale: tale.clone() };
        if !self.0.ties.get().look_like(&ties) {
            self.0.ties.set(ties);
        }
        let told = self.0.tale.get();
        if !Rc::ptr_eq(&told, tale) && !tales_look_alike(&told, tale) {
            self.0.tale.set(tale.clone());
        }
        if statuses.has_same_trails(&before) {
            return;
        }
        for (id, signal) in self.0.wires.borrow().values().flatten() {
            let trail = statuses.trail(*id);
            if signal.get() != trail {
                signal.set(trail);
            }
        }
        for tile in self.0.tiles.borrow().iter() {
            let trails = trails(statuses, &tile.wires);
            if tile.trails.get() != trails {
                tile.trails.set(trails);
            }
        }
    }

    /// Finds the cards that changed. Both moments have their cards in order, and what shows the same is the same object.
    fn show_cards(&self, before: &Statuses, now: &Statuses) {
        let mut known = before.cards.iter().peekable();
        for (id, status) in &now.cards {
            while let Some((gone, _)) = known.next_if(|(known, _)| *known < id) {
                self.show_card(*gone, None);
            }
            let known = known.next_if(|(known, _)| *known == id);
            if !known.is_some_and(|(_, known)| Rc::ptr_eq(known, status)) {
                self.show_card(*id, Some(status));
            }
        }
        known.for_each(|(gone, _)| self.show_card(*gone, None));
    }

    fn show_card(&self, id: BlockId, status: Option<&Rc<CardStatus>>) {
        let mut cards = self.0.cards.borrow_mut();
        let Some(card) = cards.get_mut(&id) else { return };
        let Some((face, is_painted)) = &card.bare else {
            let signal = card.status.clone();
            drop(cards);
            return show_status(&signal, status);
        };
        let before = card.status.replace(status.cloned());
        if *is_painted && !look_alike(face, before.as_deref(), status.map(Rc::as_ref)) {
            self.0.far.borrow_mut().changed(id);
        }
        let (is_painted, is_late) = (*is_painted, card.told.is_some());
        card.told.get_or_insert(before);
        // If there is no canvas, nothing but its element shows it.
        if !is_painted {
            card.tell();
        } else if !is_late {
            self.0.late.borrow_mut().cards.push_back(id);
        }
    }

    /// Has the elements of some cards tell what the canvas shows in their place, and those of the others after a rest.
    fn catch_up(&self) {
        let mut late = self.0.late.borrow_mut();
        if late.cards.is_empty() || late.timer.is_some() {
            return;
        }
        let weak = Rc::downgrade(&self.0);
        late.timer = Some(Timeout::new(REST_MS, move || {
            let Some(signals) = weak.upgrade() else { return };
            let moment = Moment(signals);
            moment.tell_late();
            moment.catch_up();
        }));
        self.0.far.borrow().mark_late(true);
    }

    fn tell_late(&self) {
        let mut late = self.0.late.borrow_mut();
        late.timer = None;
        let mut cards = self.0.cards.borrow_mut();
        let some = late.cards.len().min(AT_ONCE);
        for id in late.cards.drain(..some) {
            if let Some(card) = cards.get_mut(&id) {
                card.tell();
            }
        }
        if late.cards.is_empty() {
            self.0.far.borrow().mark_late(false);
        }
    }
}

impl CardSignal {
    /// Has the element tell what is shown.
    fn tell(&mut self) {
        let (Some(told), Some((face, is_painted))) = (self.told.take(), &self.bare) else { return };
        let now = self.status.get();
        let element = || self.element.get_or_init(|| element_of(face)).as_ref();
        follow(face, *is_painted, told.as_deref(), now.as_deref(), element);
    }
}

fn trails(statuses: &Statuses, wires: &[WireId]) -> Trails {
    wires.iter().map(|wire| statuses.trail(*wire)).collect()
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

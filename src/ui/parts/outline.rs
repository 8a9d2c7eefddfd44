//! The canvas as a list, for those who do not see it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use yew::{AttrValue, Html, Properties, function_component, use_memo};

use crate::layout::picture::{Face, Picture};
use crate::scene::{BlockId, IdMap};
use crate::ui::markup::{Identical, LivePart, Part, Shows, Signal, el, live_part, part, use_effect_of};
use crate::ui::send;
use crate::ui::status::Statuses;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

/// What was said of a run is brought up to date when nothing has changed for so long: nobody could listen to more.
const QUIET_MS: u32 = 500;
/// And then so many blocks at once, with a rest in between: of a thousand, all would be a jolt.
const AT_ONCE: usize = 24;
const REST_MS: u32 = 16;

/// What the outline is of.
#[derive(Clone, PartialEq, Properties)]
pub struct OutlineProps {
    /// The blocks.
    pub picture: Identical<Picture>,
    /// What they have come to.
    pub statuses: Option<Identical<Statuses>>,
    /// The workspace.
    pub dispatch: Dispatch,
}

/// What is said of a run at a block; `None` for nothing. A block that is not there is not listed.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Listed(Option<AttrValue>),
    Absent,
}

/// What is said of each block. Copies are the same.
#[derive(Clone, Default)]
struct AllSaid(Rc<RefCell<IdMap<Signal<Said>>>>);

impl PartialEq for AllSaid {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl AllSaid {
    fn of(&self, id: BlockId) -> Signal<Said> {
        self.0.borrow_mut().get_or_insert_with(id, || Signal::new(Said::Listed(None))).clone()
    }
}

/// The outline.
#[function_component]
pub fn Outline(props: &OutlineProps) -> Html {
    let OutlineProps { picture, statuses, dispatch } = props.clone();
    let said = (*use_memo((), |()| AllSaid::default())).clone();
    let (now, all) = (statuses.clone(), said.clone());
    use_effect_of((statuses, picture.clone()), move || Catching::up(now, all));
    part(Blocks { picture, said, dispatch })
}

/// What is said catches up with what is shown.
struct Catching {
    statuses: Option<Identical<Statuses>>,
    said: AllSaid,
    next: Cell<usize>,
    timer: RefCell<Option<Timeout>>,
}

impl Catching {
    /// Until it is dropped.
    fn up(statuses: Option<Identical<Statuses>>, said: AllSaid) -> Rc<Self> {
        let catching = Rc::new(Catching { statuses, said, next: Cell::new(0), timer: RefCell::default() });
        catching.wait(QUIET_MS);
        catching
    }

    fn wait(self: &Rc<Self>, ms: u32) {
        let weak = Rc::downgrade(self);
        let go_on = move || {
            if let Some(catching) = Weak::upgrade(&weak) {
                catching.go_on();
            }
        };
        *self.timer.borrow_mut() = Some(Timeout::new(ms, go_on));
    }

    fn go_on(self: &Rc<Self>) {
        let mut changed = 0;
        let said = self.said.0.borrow();
        for (id, signal) in said.iter().skip(self.next.get()) {
            if changed == AT_ONCE {
                return self.wait(REST_MS);
            }
            self.next.set(self.next.get() + 1);
            let status = self.statuses.as_ref().and_then(|statuses| statuses.0.cards.get(id));
            let said = match status {
                Some(status) if status.absent => Said::Absent,
                status => Said::Listed(status.map(|status| status.text.clone())),
            };
            if signal.get() != said {
                signal.set(said);
                changed += 1;
            }
        }
    }
}

/// All blocks as a list.
#[derive(PartialEq)]
struct Blocks {
    picture: Identical<Picture>,
    said: AllSaid,
    dispatch: Dispatch,
}

impl Part for Blocks {
    fn draw(&self) -> Html {
        let Blocks { picture: Identical(picture), said, dispatch } = self;
        let mut below: IdMap<Vec<&str>> = IdMap::new();
        for drawn in &picture.wires {
            if let (Some(above), Some(face)) = (drawn.id.0, picture.faces.get(&drawn.id.1)) {
                below.get_or_insert_with(above, Vec::new).push(&face.label);
            }
        }
        // What is no longer there is forgotten.
        let kept: IdMap<_> = picture.faces.keys().map(|id| (*id, said.of(*id))).collect();
        *said.0.borrow_mut() = kept;
        let item = |face: &Rc<Face>| {
            let below = below.get(&face.id).map(|labels| words::list(labels).into());
            let (face, said, dispatch) = (Identical(face.clone()), said.of(face.id), dispatch.clone());
            live_part(Some(face.0.id.0.into()), Block { face, below, said, dispatch })
        };
        el("nav.visually-hidden[aria-label=Outline of the scene]")
            .child(el("ul").each(picture.faces.values().map(item)))
            .into()
    }
}

/// A block in the list.
#[derive(PartialEq)]
struct Block {
    face: Identical<Face>,
    /// The names of what is below it.
    below: Option<AttrValue>,
    said: Signal<Said>,
    dispatch: Dispatch,
}

impl Part for Block {
    fn draw(&self) -> Html {
        let Said::Listed(said) = self.said.get() else { return Html::default() };
        let face = &self.face.0;
        let mut text = [face.kind.title(), " ", &face.label, ", ", &face.summary].concat();
        for (before, said) in [(", above ", &self.below), (": ", &said)] {
            if let Some(said) = said {
                text += before;
                text += said;
            }
        }
        let button = el("button[type=button][tabindex=-1]")
            .on_click(send::action(&self.dispatch, Action::Select(Select::Only(face.id))))
            .child(text);
        el("li").child(button).into()
    }
}

impl LivePart for Block {
    fn signal(&self) -> &dyn Shows {
        &self.said
    }
}

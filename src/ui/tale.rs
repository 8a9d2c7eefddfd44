//! The story of the last cancellation as the stage tells it: what it did at which card, and along which wires it went.
//! It stays until the next one begins.

use std::rc::Rc;

use super::status::way;
use super::waits::block_of;
use crate::layout::picture::WireId;
use crate::layout::{FixtureOf, fixture_of};
use crate::playback::{Recording, StepKind, StoryStep, View};
use crate::program::Place;
use crate::scene::{BlockId, IdMap, Scene};
use crate::trace::{Canceller, EventIndex};

/// What a cancellation did at a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fate {
    /// What it did there last.
    pub kind: StepKind,
    /// Its place in the story, from 1.
    pub number: u32,
}

/// A way that a cancellation took, or was kept from.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its place in the story.
    pub number: u32,
    /// `Asked`, `Refused` or `Held`.
    pub kind: StepKind,
    /// The card it came from; `None` for somebody outside.
    pub from: Option<BlockId>,
    /// The card it went to.
    pub to: BlockId,
    /// The wires in between, in its order. Empty if none connect the two. Shared, for a tale is copied whenever it grows.
    pub wires: Rc<[WireId]>,
}

/// The story of a cancellation, as far as it has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tale {
    begins: Option<EventIndex>,
    told: usize,
    /// The card at which it began; `None` for somebody outside, and before there is any.
    pub origin: Option<BlockId>,
    /// Who began it, in a word or two.
    pub by: &'static str,
    /// What it did at each card.
    pub fates: IdMap<Fate>,
    /// The ways that it took, in order.
    pub links: Vec<Link>,
    /// Where it was delivered: the awaits at which the tasks were suspended.
    pub delivered: Vec<Place>,
}

impl Tale {
    /// Nothing to tell.
    pub const NONE: &Tale = &Tale {
        begins: None,
        told: 0,
        origin: None,
        by: "",
        fates: IdMap::new(),
        links: Vec::new(),
        delivered: Vec::new(),
    };

    /// The event with which it begins.
    pub fn begins(&self) -> Option<EventIndex> {
        self.begins
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.begins.is_none()
    }

    /// What is to be told at the moment of a view; the same as before if nothing has been added.
    pub fn of(scene: &Scene, recording: &Recording, view: &View, before: &Tale) -> Option<Tale> {
        let Some(story) = recording.story(view.cursor()) else {
            return (!before.is_empty()).then(Tale::default);
        };
        let steps = story.until(view.cursor());
        let goes_on = before.begins == Some(story.begins()) && before.told <= steps.len();
        if goes_on && before.told == steps.len() {
            return None;
        }
        let mut tale = if goes_on {
            before.clone()
        } else {
            Tale {
                begins: Some(story.begins()),
                origin: block_of(recording, view, story.origin),
                by: who(&story.by),
                ..Tale::default()
            }
        };
        for (number, step) in (1u32..).zip(steps).skip(tale.told) {
            tale.tell(scene, recording, view, number, step);
        }
        tale.told = steps.len();
        Some(tale)
    }

    fn tell(&mut self, scene: &Scene, recording: &Recording, view: &View, number: u32, step: &StoryStep) {
        let (from, at) = (block_of(recording, view, step.from), block_of(recording, view, step.at));
        if step.kind == StepKind::Delivered {
            let origin = recording.log().get(step.event).and_then(|event| event.origin());
            self.delivered.extend(recording.place(origin));
        }
        let Some(at) = at else { return };
        let kind = step.kind;
        // What is cancelled at a lock or queue is somebody's waiting, and not the lock.
        let is_place = recording.card(at).is_some() && matches!(fixture_of(at), FixtureOf::Sync(_));
        if matches!(kind, StepKind::Asked | StepKind::Refused | StepKind::Held) && from != Some(at) {
            let wires = from.and_then(|from| way(scene, from, at)).map(|(wires, _)| wires);
            let wires = wires.unwrap_or_default().into();
            self.links.push(Link { number, kind, from, to: at, wires });
        }
        // A shield keeps the request to itself: that shows on the shield.
        let card = if kind == StepKind::Held { from.unwrap_or(at) } else { at };
        let known = self.fates.get(&card).map(|fate| fate.kind);
        // What was caught and then raised on ends cancelled: the state says that, and the mark how it came to it.
        let keeps = kind == StepKind::Cancelled && matches!(known, Some(StepKind::Reraised | StepKind::Held));
        if !keeps && !is_place {
            self.fates.insert(card, Fate { kind, number });
        }
    }
}

fn who(by: &Canceller) -> &'static str {
    match by {
        Canceller::Task { .. } => "cancel()",
        Canceller::PassedOn { .. } => "passed on",
        Canceller::Timeout { .. } => "time is up",
        Canceller::Group { .. } => "group aborts",
        Canceller::Outside => "from outside",
        Canceller::FinalCancel => "run() ends",
        Canceller::Callback => "a callback",
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn run(scene: &Scene) -> Recording {
        let lowered = scene.lower();
        let program = Rc::new(lowered.program);
        let log = crate::program::run(&program, Default::default());
        Recording::new(log, program.origins.clone())
    }

    /// boss awaits a gather of a shielded task and one that catches; somebody cancels boss at 1.
    fn scene() -> Scene {
        let text = r#"{"awaitscope": 1, "blocks": [
            {"id": "b1", "label": "boss", "task": [{"await": "b2"}]},
            {"id": "b2", "label": "both", "gather": ["b3", "b5"]},
            {"id": "b3", "label": "guard", "shield": "b4"},
            {"id": "b4", "label": "save", "task": [{"sleep": 3}]},
            {"id": "b5", "label": "fetch", "task": [{"sleep": 3}]}
        ], "interventions": [{"at": 1, "cancel": "b1"}]}"#;
        Scene::from_json(text).expect("the scene is sound")
    }

    fn words(tale: &Tale) -> Vec<(u32, &'static str, u32)> {
        tale.fates.iter().map(|(id, fate)| (id.0, fate.kind.word(), fate.number)).collect()
    }

    #[test]
    fn a_tale_says_what_became_of_a_cancellation_at_every_card() {
        let scene = scene();
        let recording = run(&scene);
        let view = recording.view_at(recording.len());
        let tale = Tale::of(&scene, &recording, &view, Tale::NONE).expect("there is one");
        let fates: Vec<_> = words(&tale).into_iter().map(|(id, word, _)| (id, word)).collect();
        let cancelled = [1, 2, 4, 5].map(|id| (id, "cancelled"));
        assert_eq!(fates, [cancelled[0], cancelled[1], (3, "held"), cancelled[2], cancelled[3]]);
        let links: Vec<_> = tale.links.iter().map(|link| (link.kind.word(), link.to.0)).collect();
        let first = [("asked", 1), ("asked", 2), ("asked", 3), ("held", 4), ("asked", 5)];
        assert_eq!(links[..5], first, "and then what run() cancels at the end");
        assert_eq!((tale.origin, tale.by), (None, "from outside"));
        assert!(tale.delivered.len() >= 2, "in fetch and in boss, and at the end in save");
    }

    #[test]
    fn what_somebody_cancels_in_the_middle_of_a_cascade_is_cancelled_from_outside() {
        let mut scene = scene();
        scene.interventions[0].turns = 1;
        let recording = run(&scene);
        let view = recording.view_at(recording.len());
        let tale = Tale::of(&scene, &recording, &view, Tale::NONE).expect("there is one");
        assert_eq!((tale.origin, tale.by), (None, "from outside"));
    }

    #[test]
    fn told_step_by_step_it_is_the_same_and_stepping_back_takes_it_back() {
        let scene = scene();
        let recording = run(&scene);
        let at = |cursor, before: &Tale| Tale::of(&scene, &recording, &recording.view_at(cursor), before);
        let mut tale = Tale::default();
        for cursor in 0..=recording.len() {
            let before = tale.clone();
            tale = at(cursor, &before).unwrap_or(before);
            let afresh = at(cursor, Tale::NONE).unwrap_or_default();
            assert_eq!(tale, afresh, "at {cursor}");
        }
        let back = at(0, &tale).expect("it changes");
        assert!(back.is_empty());
    }
}

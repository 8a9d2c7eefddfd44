use super::*;
use crate::playback::testing::{BOSS, BOTH, FETCH, SHIELD, STORE, Script, any_log, cascade};
use crate::playback::view::View;
use crate::trace::{Outcome, SyncId, SyncKind, Wants};
use proptest::prelude::*;

fn told(recording: &Recording, question: &Question) -> Vec<String> {
    explain(recording, question, &[]).steps.into_iter().map(|step| step.sentence).collect()
}

fn question(recording: &Recording, question: &Question) -> String {
    explain(recording, question, &[]).question
}

#[test]
fn a_cancellation_is_told_from_the_task_back_to_who_asked() {
    let recording = cascade().record();
    assert_eq!(question(&recording, &Question::Outcome(STORE)), "Why was store cancelled?");
    assert_eq!(
        told(&recording, &Question::Outcome(STORE)),
        [
            "store was cancelled: nothing in it caught the CancelledError",
            "CancelledError was thrown into store at its await",
            "gather(shield(fetch), store) was cancelled, and a gather cancels all that it gathers: so store was asked too",
            "boss was asked to cancel while it awaited gather(shield(fetch), store): Task.cancel() passes the request \
             on to what the task awaits",
            "somebody outside of the program cancelled boss",
        ]
    );
}

#[test]
fn a_shield_says_that_what_is_inside_goes_on() {
    let recording = cascade().record();
    let story = told(&recording, &Question::Outcome(SHIELD));
    assert_eq!(
        story[0],
        "the outer future of shield(fetch) was cancelled; fetch inside of it was not asked and goes on"
    );
    assert_eq!(story.last().unwrap(), "somebody outside of the program cancelled boss");
}

#[test]
fn what_a_shield_kept_from_a_task_is_told_with_its_end() {
    let story = told(&cascade().record(), &Question::Outcome(FETCH));
    assert_eq!(
        story[1],
        "gather(shield(fetch), store) was cancelled, and so was shield(fetch), which does not pass that on: fetch was not \
         asked"
    );
}

#[test]
fn who_waits_for_several_is_told_by_what_has_not_ended() {
    let recording = cascade().record();
    let waiting = recording
        .events_of(BOSS)
        .iter()
        .find(|event| matches!(recording.log().get(**event).unwrap().kind, EventKind::Waiting { .. }));
    let cursor = waiting.unwrap().0 as usize + 1;
    assert_eq!(question(&recording, &Question::State(BOSS, cursor)), "Why is boss still waiting?");
    assert_eq!(
        told(&recording, &Question::State(BOSS, cursor))[..2],
        [
            "boss waits for gather(shield(fetch), store), since 0 s",
            "gather(shield(fetch), store) is not done: shield(fetch) and store have not ended",
        ]
    );
}

#[test]
fn two_who_wait_for_each_other_are_a_circle() {
    let mut script = Script::new();
    let (a, b) = (FutureId(0), FutureId(1));
    script.create(a, "a");
    script.create(b, "b");
    let lock = |script: &mut Script, sync| {
        script.emit(EventKind::SyncCreated { sync: SyncId(sync), kind: SyncKind::Lock });
        script.emit(EventKind::Acquired { sync: SyncId(sync), left: 0 });
    };
    let wait = |script: &mut Script, task, future, sync| {
        let role = crate::trace::FutureRole::Waiter { sync: SyncId(sync), wants: Wants::Place };
        script.future(FutureId(future), role);
        script.wait(task, FutureId(future));
    };
    script.iteration(2).step(a, |s| lock(s, 0)).step(b, |s| lock(s, 1));
    script.iteration(2).step(a, |s| wait(s, a, 2, 1)).step(b, |s| wait(s, b, 3, 0));
    let recording = script.record();
    assert_eq!(
        told(&recording, &Question::Outcome(a)),
        [
            "a waits for Lock 2, since 0 s",
            "Lock 2 is held by b, since 0 s",
            "b waits for Lock 1, since 0 s",
            "Lock 1 is held by a, since 0 s",
            "a waits for that itself: a circle, in which nobody can go on",
        ]
    );
}

#[test]
fn what_does_not_exist_is_no_reason_to_panic() {
    let recording = cascade().record();
    let nobody = FutureId(999);
    for question in [
        Question::State(nobody, 3),
        Question::Outcome(nobody),
        Question::Event(EventIndex(99_999)),
        Question::Timeout(TimeoutId(7), 3),
        Question::Link { above: nobody, below: FETCH, cursor: usize::MAX },
        Question::MissingLine("x".into()),
    ] {
        assert!(!told(&recording, &question).is_empty(), "{question:?}");
    }
    assert_eq!(told(&recording, &Question::MissingLine("x".into())), ["nothing in the program prints that"]);
}

#[test]
fn a_gather_that_failed_tells_who_failed_first_and_who_runs_on() {
    let mut script = Script::new();
    script.create(BOSS, "boss");
    script.iteration(1).step(BOSS, |s| {
        s.create(FETCH, "fetch");
        s.create(STORE, "store");
        s.future(BOTH, crate::trace::FutureRole::Gather { children: [FETCH, STORE].into() });
        s.wait(BOSS, BOTH);
    });
    let error = crate::trace::Failure { class: "ValueError".into(), message: "no".into() };
    let failed = Outcome::Failed { error: error.clone() };
    let mut done = EventIndex(0);
    script.iteration(1).step(FETCH, |s| {
        s.emit(EventKind::ExceptionRaised { error });
        done = s.done(FETCH, failed.clone());
    });
    script.iteration(1).because_of(done).done(BOTH, failed);
    let recording = script.record();
    assert_eq!(
        told(&recording, &Question::Outcome(BOTH))[..3],
        [
            "gather(fetch, store) raised ValueError: no as soon as fetch failed; it cancels nobody, so store runs on",
            "fetch failed: nothing in it caught ValueError: no",
            "ValueError: no was raised here",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_events_at_all_are_told_without_panic_and_to_an_end(log in any_log(300), share in 0.0..1.0) {
        let recording = Recording::new(log, Vec::new());
        let cursor = (share * recording.len() as f64) as usize;
        let view: View = recording.view_at(cursor);
        for id in 0..12 {
            for question in [
                Question::State(FutureId(id), cursor),
                Question::Outcome(FutureId(id)),
                Question::Timeout(TimeoutId(id), cursor),
                Question::Link { above: FutureId(id), below: FutureId((id + 1) % 12), cursor },
            ] {
                let chain = explain(&recording, &question, &[]);
                prop_assert!(!chain.steps.is_empty() && chain.steps.len() <= 32);
                prop_assert!(!chain.question.is_empty());
            }
        }
        for index in 0..view.cursor() {
            let chain = explain(&recording, &Question::Event(EventIndex(index as u32)), &[]);
            prop_assert!(!chain.steps.is_empty() && chain.steps.len() <= 32);
            prop_assert_eq!(chain.steps.last().unwrap().role, Role::Root);
        }
    }
}

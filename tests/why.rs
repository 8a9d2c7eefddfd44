//! Explanations: for every scene and program of the gallery the chains that its author thinks are worth asking for, and one
//! for the end of every task. What they say is in `tests/why`, and read: `AWAITSCOPE_UPDATE=1` writes it anew.
//!
//! And for programs of every sort: a chain is never empty, has an end, and does not run into the future.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/gallery.rs"]
mod gallery;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "support/python.rs"]
mod python;
#[path = "support/random_scene.rs"]
mod random_scene;
#[path = "support/whys.rs"]
mod whys;

use std::fs;
use std::path::Path;

use awaitscope::lesson::{Lesson, notes};
use awaitscope::playback::{Question, Role, WhyStep, explain, worth_asking};
use awaitscope::scene::Scene;
use awaitscope::trace::{EventIndex, EventKind, FutureId, FutureRole};
use proptest::prelude::*;
use whys::Told;

fn told(path: &Path) -> (Told, Lesson) {
    let text = fs::read_to_string(path).expect("a file can be read");
    if path.extension().is_some_and(|kind| kind == "py") {
        (whys::program(&text), notes(&text).lesson)
    } else {
        let scene = Scene::from_json(&text).expect("it is a scene");
        (whys::of_scene(&scene), scene.lesson.clone())
    }
}

/// Everything that is asked of a run of the gallery, as text.
fn golden(path: &Path) -> String {
    let (told, lesson) = told(path);
    let mut asked: Vec<Question> = Vec::new();
    for why in lesson.whys() {
        asked.push(
            worth_asking(&told.recording, &why)
                .unwrap_or_else(|unknown| panic!("{}: {unknown}", path.display())),
        );
    }
    let outcomes = told.tasks().into_iter().map(|(id, _)| Question::Outcome(id));
    // Many that do the same are told by one of them.
    for question in outcomes.take(12).chain([Question::RunEnd]) {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    let chains: Vec<String> = asked.iter().map(|question| told.text(question)).collect();
    chains.join("\n")
}

#[test]
fn every_scene_of_the_gallery_is_explained_as_it_was_read() {
    python::on_a_large_stack(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/why");
        let updates = std::env::var_os("AWAITSCOPE_UPDATE").is_some();
        let mut differing = Vec::new();
        for path in gallery::files() {
            let name = path.with_extension("txt");
            let file = folder.join(name.file_name().expect("a file has a name"));
            let ours = golden(&path);
            if updates {
                fs::write(&file, ours).expect("the text can be written");
            } else if fs::read_to_string(&file).unwrap_or_default() != ours {
                differing.push((file.display().to_string(), format!("\n{ours}")));
            }
        }
        python::report(gallery::files().len(), &differing);
    });
}

/// What holds of every chain: it is finite and not empty, tells of nothing behind the cursor, and ends in its root, which is
/// something that the program, somebody outside or a timer did.
fn check(told: &Told, question: &Question, cursor: usize) {
    let chain = explain(&told.recording, question, &told.printables);
    let show = || told.chain_text(&chain);
    assert!(!chain.steps.is_empty() && chain.steps.len() <= 32, "{question:?}\n{}", show());
    assert!(chain.question.ends_with('?'), "{}", show());
    for step in &chain.steps {
        assert!(!step.sentence.is_empty(), "{}", show());
        assert!(step.event.is_none_or(|event| (event.0 as usize) < cursor), "{cursor}\n{}", show());
    }
    let root = chain.steps.last().expect("there is a step");
    assert_eq!(root.role, Role::Root, "{}", show());
    let roots = chain.steps.iter().filter(|step| step.role == Role::Root).count();
    assert_eq!(roots, 1, "{}", show());
    let is_all =
        chain.steps.len() == 1 && matches!(question, Question::Event(asked) if root.event == Some(*asked));
    assert!(is_root(told, root, is_all), "nobody did {:?}\n{}", told.kind_of(root), show());
}

/// What there is to say of what has no moment: why there is none.
const WITHOUT_MOMENT: [&str; 7] = [
    "a circle, in which nobody can go on",
    "does not exist yet",
    "nothing in the program prints",
    "could print",
    "the events of this run do not tell",
    "nothing in this run ever creates or awaits",
    "is never",
];

/// Whether somebody did that: the program in a task, a callback or outside of them; somebody outside; a timer. What the loop does
/// by itself is no root: to wake a task, to run what is ready, to begin an iteration. `is_all` says that the event was asked about,
/// and that there is nothing to say but that it happened.
fn is_root(told: &Told, root: &WhyStep, is_all: bool) -> bool {
    let Some(event) = root.event.and_then(|event| told.recording.log().get(event)) else {
        return WITHOUT_MOMENT.iter().any(|text| root.sentence.contains(text));
    };
    let is_deed = match &event.kind {
        // Who runs is the program.
        EventKind::StepBegan { .. } => root.sentence.contains(" is running: "),
        EventKind::Woken { .. }
        | EventKind::IterationBegan { .. }
        | EventKind::TimerFired { .. }
        | EventKind::CallbackRan { .. } => false,
        // A task's own deed: to sleep, or to give way.
        EventKind::Waiting { on: None, .. } => true,
        EventKind::Waiting { on: Some(on), .. } => {
            told.recording.object(*on).is_some_and(|on| on.role == Some(FutureRole::Sleep))
        }
        // Gathers, shields and the like end with what they consist of.
        EventKind::FutureDone { future, .. } => told.recording.object(*future).is_some_and(|done| {
            !matches!(
                done.role,
                Some(FutureRole::Gather { .. } | FutureRole::Shield { .. } | FutureRole::Wait { .. })
            )
        }),
        _ => true,
    };
    is_deed || (is_all && event.cause().is_none())
}

fn check_all(told: &Told) {
    let end = told.recording.len();
    for (id, _) in told.tasks() {
        check(told, &Question::Outcome(id), end);
        for cursor in (0..=end).step_by(1 + end / 12) {
            if told.recording.object(id).is_some_and(|object| (object.created.0 as usize) < cursor) {
                check(told, &Question::State(id, cursor), cursor);
            }
        }
    }
    for index in (0..end).step_by(1 + end / 200) {
        check(told, &Question::Event(EventIndex(index as u32)), end);
    }
    check(told, &Question::RunEnd, end);
    check(told, &Question::MissingLine("no such line".into()), end);
    check(told, &Question::State(FutureId(9_999), end), end);
}

#[test]
fn every_random_program_has_chains_for_all_that_happens_in_it() {
    let seeds = oracle::seeds(1..61);
    let folder = oracle::folder_for("why-random");
    let range = format!("{}..{}", seeds.start, seeds.end);
    oracle::transcribe(&["--seeds".as_ref(), range.as_ref(), folder.as_os_str()]);
    let there = folder.clone();
    python::on_a_large_stack(move || {
        for seed in seeds {
            let program = there.join(format!("seed-{seed}.py"));
            check_all(&whys::program(&fs::read_to_string(program).expect("the program was written")));
        }
    });
    _ = fs::remove_dir_all(&folder);
}

#[test]
fn every_program_of_the_corpus_has_chains_for_all_that_happens_in_it() {
    python::on_a_large_stack(|| {
        for path in ["conformance", "threads"].into_iter().flat_map(python::programs) {
            let text = fs::read_to_string(&path).expect("a program can be read");
            if !text.is_empty() {
                check_all(&whys::program(&text));
            }
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_random_scene_has_chains_for_all_that_happens_in_it(seed in any::<u64>()) {
        check_all(&whys::of_scene(&random_scene::random_scene(seed)));
    }
}

/// What is said of the task of that name, which never ends.
fn sentences(body: &str, name: &str) -> Vec<String> {
    let told = whys::program(&["import asyncio\n\n", body].concat());
    let id = told.task(name).expect("there is a task of that name");
    let chain = explain(&told.recording, &Question::Outcome(id), &told.printables);
    chain.steps.into_iter().map(|step| step.sentence).collect()
}

#[test]
fn of_a_task_that_runs_until_a_limit_it_is_told_which_one_that_was() {
    let spins = "async def main():
    await asyncio.sleep(1)
    while True: pass

asyncio.run(main())
";
    let said = sentences(spins, "Task-1");
    let stopped = "main was running when the run was stopped: more than 60,000,000 instructions ran without an await that \
                   gives way, in task Task-1";
    assert_eq!(said, [stopped, "before that, main slept 1 s"]);
}

#[test]
fn of_what_nobody_has_done_it_is_told_who_is_left_that_could() {
    let alone = "async def main():
    await asyncio.Event().wait()

asyncio.run(main())
";
    let said = sentences(alone, "Task-1");
    assert_eq!(said[1..], ["nobody has ever set Event 1, and no other task is left"]);

    let several = "async def eat(queue):
    await queue.get()

async def main():
    queue = asyncio.Queue()
    await asyncio.gather(asyncio.create_task(eat(queue), name='ann'), eat(queue))

asyncio.run(main())
";
    let said = sentences(several, "ann");
    let left = "Queue 1 is empty: nobody has ever put anything into it; of the others that are left (main) none has called \
                put() on it";
    assert_eq!(said[1..], [left]);

    let ended = "async def sleep(condition):
    async with condition:
        await condition.wait()

async def wake(condition):
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()

async def main():
    condition = asyncio.Condition()
    asyncio.create_task(wake(condition), name='clock')
    await sleep(condition)
    await sleep(condition)

asyncio.run(main())
";
    let said = sentences(ended, "Task-1");
    assert_eq!(
        said[1..3],
        [
            "nobody has notified Condition 1 since",
            "the last one to have notified it is clock, which has ended"
        ]
    );
}

//! What scenes mean: each is shown as the Python of the program that it is lowered to.

use awaitscope::program::Place;
use awaitscope::python;
use awaitscope::scene::{Appearance, BlockId, Scene, Severity};

fn scene_of(fields: &str) -> Scene {
    Scene::from_json(&format!("{{\"awaitscope\": 1, {fields}}}")).unwrap_or_else(|error| panic!("{error}"))
}

/// Checks the Python of a scene, and what is remarked about it.
fn check(fields: &str, remarks: &[&str], python: &str) {
    let lowered = scene_of(fields).lower();
    let printed = python::print(&lowered.program);
    assert_eq!(printed, python.trim_start_matches('\n'), "{printed}");
    let said: Vec<String> =
        lowered.diagnostics.iter().map(|d| format!("{}: {}", d.severity, d.message)).collect();
    assert_eq!(said, remarks);
}

#[test]
fn an_empty_scene_has_a_main_that_does_nothing() {
    check(
        r#""blocks": []"#,
        &[],
        "
import asyncio


async def main():
    pass


asyncio.run(main())
",
    );
}

#[test]
fn a_single_root_is_awaited_by_main() {
    check(
        r#""title": "Tea", "about": "One task.\nat 1: cancel tea", "blocks": [
            {"id": "b1", "label": "tea", "task": [
                {"sleep": 1}, {"work": 0.5}, {"print": "it's \"ready\"\n"}, {"return": "tea"}]}]"#,
        &[],
        r#"
# title: Tea
# about: One task. at 1: cancel tea

import asyncio
import time


async def tea():
    await asyncio.sleep(1)
    time.sleep(0.5)
    print("it's \"ready\"\n")
    return "tea"


async def main():
    tea_task = asyncio.create_task(tea(), name="tea")
    await tea_task


asyncio.run(main())
"#,
    );
}

#[test]
fn several_roots_run_together_each_to_its_own_end() {
    check(
        r#""blocks": [{"id": "b2", "label": "b", "task": []}, {"id": "b1", "label": "a", "task": [{"raise": "ValueError"}]}]"#,
        &[],
        r#"
import asyncio


async def a():
    raise ValueError()


async def b():
    pass


async def main():
    a_task = asyncio.create_task(a(), name="a")
    b_task = asyncio.create_task(b(), name="b")
    await asyncio.gather(a_task, b_task, return_exceptions=True)


asyncio.run(main())
"#,
    );
}

#[test]
fn what_is_below_a_gather_or_a_shield_is_created_just_before_it() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "cook", "task": [{"print": "go"}, {"print_await": "b2"}]},
            {"id": "b2", "label": "both", "gather": ["b3", "b5"]},
            {"id": "b3", "label": "shield 1", "shield": "b4"},
            {"id": "b4", "label": "a", "task": []},
            {"id": "b5", "label": "b", "task": []}]"#,
        &[],
        r#"
import asyncio


async def a():
    pass


async def b():
    pass


async def cook():
    print("go")
    a_task = asyncio.create_task(a(), name="a")
    shield_1 = asyncio.shield(a_task)
    b_task = asyncio.create_task(b(), name="b")
    both = asyncio.gather(shield_1, b_task)
    print("both:", await both)


async def main():
    cook_task = asyncio.create_task(cook(), name="cook")
    await cook_task


asyncio.run(main())
"#,
    );
}

#[test]
fn a_timeout_that_a_task_awaits_is_part_of_that_task() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "cook", "task": [{"try": [{"print_await": "b2"}],
                "except": [{"catch": "TimeoutError", "do": [{"print": "late"}]}, {"catch": "CancelledError", "do": []}],
                "finally": [{"print": "bye"}]}]},
            {"id": "b2", "label": "outer", "timeout": "b3", "delay": 2},
            {"id": "b3", "label": "inner", "timeout": "b4", "delay": 0.5},
            {"id": "b4", "label": "a", "task": []}]"#,
        &[],
        r#"
import asyncio


async def a():
    pass


async def cook():
    try:
        async with asyncio.timeout(2):
            async with asyncio.timeout(0.5):
                a_task = asyncio.create_task(a(), name="a")
                print("outer:", await a_task)
    except TimeoutError:
        print("late")
    except asyncio.CancelledError:
        pass
    finally:
        print("bye")


async def main():
    cook_task = asyncio.create_task(cook(), name="cook")
    await cook_task


asyncio.run(main())
"#,
    );
}

#[test]
fn a_timeout_anywhere_else_is_a_task() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "both", "gather": ["b2", "b4"]},
            {"id": "b2", "label": "in time", "timeout": "b3", "delay": 2},
            {"id": "b3", "label": "a", "task": []},
            {"id": "b4", "label": "print", "timeout": null, "delay": 1}]"#,
        &["warning: The timeout holds nothing, so it is over at once. Connect a block below it."],
        r#"
import asyncio


async def a():
    pass


async def in_time():
    async with asyncio.timeout(2):
        a_task = asyncio.create_task(a(), name="a")
        return await a_task


async def print_2():
    async with asyncio.timeout(1):
        pass


async def main():
    in_time_task = asyncio.create_task(in_time(), name="in time")
    print_2_task = asyncio.create_task(print_2(), name="print")
    both = asyncio.gather(in_time_task, print_2_task)
    await both


asyncio.run(main())
"#,
    );
}

#[test]
fn a_block_that_several_tasks_await_is_started_by_main_first() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "one", "task": [{"await": "b4"}]},
            {"id": "b2", "label": "two", "task": [{"start": "b4"}, {"await": "b3"}]},
            {"id": "b3", "label": "shield", "shield": "b4"},
            {"id": "b4", "label": "fetch", "task": [{"sleep": 1}]}]"#,
        &["warning: \u{201c}fetch\u{201d} is started already: several tasks share it, so main starts it."],
        r#"
import asyncio


async def fetch():
    await asyncio.sleep(1)


async def one():
    await fetch_task


async def two():
    shield = asyncio.shield(fetch_task)
    await shield


async def main():
    global fetch_task
    fetch_task = asyncio.create_task(fetch(), name="fetch")
    one_task = asyncio.create_task(one(), name="one")
    two_task = asyncio.create_task(two(), name="two")
    await asyncio.gather(one_task, two_task, return_exceptions=True)


asyncio.run(main())
"#,
    );
}

#[test]
fn starting_and_awaiting_in_one_task_is_one_run() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "cook", "task": [
                {"start": "b2"}, {"sleep": 1}, {"cancel": "b2"}, {"look": "b2"}, {"await": "b3"}, {"await": "b2"}]},
            {"id": "b2", "label": "tea", "task": []},
            {"id": "b3", "label": "both", "gather": ["b2"], "return_exceptions": true}]"#,
        &[],
        r#"
import asyncio


async def tea():
    pass


async def cook():
    tea_task = asyncio.create_task(tea(), name="tea")
    await asyncio.sleep(1)
    print("tea.cancel() ->", tea_task.cancel())
    print("tea: done() is", tea_task.done(), "and cancelled() is", tea_task.cancelled())
    both = asyncio.gather(tea_task, return_exceptions=True)
    await both
    await tea_task


async def main():
    cook_task = asyncio.create_task(cook(), name="cook")
    await cook_task


asyncio.run(main())
"#,
    );
}

#[test]
fn what_another_task_mentions_is_a_variable_of_the_module() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "cook", "task": [{"await": "b2"}]},
            {"id": "b2", "label": "tea", "task": []},
            {"id": "b3", "label": "guest", "task": [{"cancel": "b2"}, {"look": "b1"}]}]"#,
        &[],
        r#"
import asyncio


async def tea():
    pass


async def cook():
    global tea_task
    tea_task = asyncio.create_task(tea(), name="tea")
    await tea_task


async def guest():
    print("tea.cancel() ->", tea_task.cancel())
    print("cook: done() is", cook_task.done(), "and cancelled() is", cook_task.cancelled())


async def main():
    global cook_task
    cook_task = asyncio.create_task(cook(), name="cook")
    guest_task = asyncio.create_task(guest(), name="guest")
    await asyncio.gather(cook_task, guest_task, return_exceptions=True)


asyncio.run(main())
"#,
    );
}

#[test]
fn every_pass_of_a_repetition_starts_anew() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "cook", "task": [
                {"repeat": 3, "do": [{"try": [{"await": "b2"}], "except": [{"catch": "OSError", "do": [{"look": "b2"}]}]}]}]},
            {"id": "b2", "label": "fetch", "task": [{"raise": "OSError: gone"}]}]"#,
        &[],
        r#"
import asyncio


async def fetch():
    raise OSError("gone")


async def cook():
    for _ in range(3):
        try:
            fetch_task = asyncio.create_task(fetch(), name="fetch")
            await fetch_task
        except OSError:
            print("fetch: done() is", fetch_task.done(), "and cancelled() is", fetch_task.cancelled())


async def main():
    cook_task = asyncio.create_task(cook(), name="cook")
    await cook_task


asyncio.run(main())
"#,
    );
}

#[test]
fn interventions_are_directives_where_they_can_be_and_timers_otherwise() {
    check(
        r#""blocks": [
            {"id": "b1", "label": "both", "gather": ["b2", "b3"]},
            {"id": "b2", "label": "a", "task": []},
            {"id": "b3", "label": "the b", "task": []}],
            "interventions": [
                {"at": 1.5, "cancel": "b2"}, {"at": 2, "cancel": "b1"}, {"at": 2, "turns": 3, "cancel": "b1"},
                {"at": 0.00001, "cancel": "b3"}]"#,
        &[],
        r#"
# at 1.5: cancel a

import asyncio


async def a():
    pass


async def the_b():
    pass


def cancel_both():
    both.cancel()


def in_turns(turns, action):
    if turns:
        asyncio.get_running_loop().call_soon(in_turns, turns - 1, action)
    else:
        action()


def cancel_the_b_task():
    the_b_task.cancel()


async def main():
    global both, the_b_task
    asyncio.get_running_loop().call_at(2, cancel_both)
    asyncio.get_running_loop().call_at(2, in_turns, 3, cancel_both)
    asyncio.get_running_loop().call_at(1e-05, cancel_the_b_task)
    a_task = asyncio.create_task(a(), name="a")
    the_b_task = asyncio.create_task(the_b(), name="the b")
    both = asyncio.gather(a_task, the_b_task)
    await both


asyncio.run(main())
"#,
    );
}

/// Checks what is remarked about a scene.
fn remarks(fields: &str, expected: &[&str]) {
    let said: Vec<String> =
        scene_of(fields).lower().diagnostics.iter().map(|d| format!("{:?} {}", d.spot, d.message)).collect();
    assert_eq!(said, expected);
}

#[test]
fn what_cannot_be_asked_is_remarked_on() {
    remarks(
        r#""blocks": [{"id": "b1", "label": "a", "task": []}],
           "lesson": {"ask": ["outcome of a", "who is cancelled of a, b"], "why": ["line a"]}"#,
        &[
            "Scene \u{201c}line a\u{201d} says nothing: a printed line stands in quotes: \"like this\".",
            "Scene A question or explanation names \u{201c}b\u{201d}, which no block is called.",
        ],
    );
}

#[test]
fn a_shield_of_nothing_is_left_out_with_a_remark() {
    let nothing = "The shield holds nothing, so the program leaves it out. Connect a block below it.";
    remarks(
        r#""blocks": [{"id": "b1", "label": "a", "task": [{"await": "b2"}, {"cancel": "b2"}]},
                      {"id": "b2", "label": "s", "shield": "b3"}, {"id": "b3", "label": "t", "shield": null}],
           "interventions": [{"at": 1, "cancel": "b3"}]"#,
        &[
            &format!("Block(BlockId(2)) {nothing}"),
            &format!("Block(BlockId(3)) {nothing}"),
            "Step(BlockId(1), 1) \u{201c}s\u{201d} shields nothing, so there is nothing to cancel or look at.",
            "Block(BlockId(3)) \u{201c}t\u{201d} cannot be cancelled: it shields nothing.",
        ],
    );
}

#[test]
fn steps_that_cannot_do_what_they_say_are_remarked_on() {
    remarks(
        r#""blocks": [{"id": "b1", "label": "a", "task": [
                {"cancel": "b2"}, {"start": "b2"}, {"start": "b2"}, {"raise": null}, {"sleep": 1}, {"sleep": 1}]},
            {"id": "b2", "label": "b", "task": [{"try": []}]}]"#,
        &[
            "Step(BlockId(2), 0) This try has neither an except nor a finally, so it does nothing.",
            "Step(BlockId(1), 0) \u{201c}b\u{201d} is not started yet when this step is reached; Python raises NameError.",
            "Step(BlockId(1), 2) \u{201c}b\u{201d} is started already.",
            "Step(BlockId(1), 3) There is nothing to raise again here: only an except clause has caught an exception. \
             Python raises RuntimeError instead.",
            "Step(BlockId(1), 4) This step is never reached: the one before it ends the task.",
        ],
    );
}

#[test]
fn a_block_that_may_not_have_been_started_is_remarked_on() {
    remarks(
        r#""blocks": [{"id": "b1", "label": "a", "task": [
                {"try": [{"sleep": 1}, {"await": "b2"}], "except": [{"catch": "Exception", "do": [{"await": "b2"}]}]}]},
            {"id": "b2", "label": "b", "task": []}]"#,
        &[
            "Block(BlockId(1)) \u{201c}b\u{201d} may not have been started when it is awaited here: the step that starts \
           it can be passed over.",
        ],
    );
}

#[test]
fn an_intervention_on_a_timeout_within_a_task_is_refused() {
    remarks(
        r#""blocks": [{"id": "b1", "label": "a", "task": [{"await": "b2"}]},
                      {"id": "b2", "label": "t", "timeout": "b3", "delay": 1}, {"id": "b3", "label": "b", "task": []}],
           "interventions": [{"at": 1, "cancel": "b2"}]"#,
        &[
            "Block(BlockId(2)) \u{201c}t\u{201d} cannot be cancelled: a timeout is part of the task that awaits it. \
           Cancel that task, or what the timeout holds.",
        ],
    );
}

#[test]
fn every_statement_points_at_its_block_and_step() {
    let lowered = scene_of(
        r#""blocks": [{"id": "b7", "label": "a", "task": [{"repeat": 2, "do": [{"sleep": 1}]}, {"await": "b9"}]},
                      {"id": "b9", "label": "b", "task": []}]"#,
    )
    .lower();
    let places: Vec<String> = lowered
        .program
        .origins
        .iter()
        .map(|place| match place {
            Place::Block { block, step: None } => format!("b{block}"),
            Place::Block { block, step: Some(step) } => format!("b{block}.{step}"),
            Place::Main => "main".to_owned(),
        })
        .collect();
    assert_eq!(places, ["b7.0", "b7.1", "b7.2", "b9", "b7", "main"]);
    let task = |name: &str| Appearance::Task {
        name: name.to_owned(),
        function: name.to_owned(),
        variable: format!("{name}_task"),
    };
    assert_eq!(lowered.appearances, [(BlockId(7), task("a")), (BlockId(9), task("b"))].into());
}

#[test]
fn an_invalid_scene_is_lowered_to_a_main_that_does_nothing() {
    let mut scene = scene_of(r#""blocks": [{"id": "b1", "label": "a", "task": []}]"#);
    scene.blocks.get_mut(&BlockId(1)).unwrap().label.clear();
    let lowered = scene.lower();
    assert_eq!(lowered.program.functions.len(), 1);
    assert_eq!(lowered.diagnostics[0].severity, Severity::Error);
}

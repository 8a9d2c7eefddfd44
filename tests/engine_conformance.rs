//! Programs of the conformance corpus against the engine alone: every step of the scheduler, the number of every
//! iteration, and all output agree with the transcripts that CPython 3.14 printed.

mod engine;
#[path = "support/transcripts.rs"]
mod transcripts;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use awaitscope::engine::{EventLoop, Options, Stop};
use awaitscope::trace::{Detail, EventKind, Log, RunEnd, transcript};

use engine::python::Ran;
use engine::{
    callbacks, cancelling, gathering, grouping, locking, looping, queueing, shielding, threading, timing,
    waiting,
};

type Program = fn(&EventLoop) -> Ran;

/// Every translated program: the name of its files in `tests/conformance`, and its translation.
const PROGRAMS: &[(&str, Program)] = &[
    ("all-tasks-cancel-whatever-is-left", cancelling::all_tasks_cancel_whatever_is_left),
    ("as-completed-as-an-async-iterator", waiting::as_completed_as_an_async_iterator),
    ("as-completed-hands-out-the-earliest", waiting::as_completed_hands_out_the_earliest),
    ("blocking-functions-in-threads", threading::blocking_functions_in_threads),
    ("button-press-sets-an-event", locking::button_press_sets_an_event),
    ("call-soon-timers-and-tasks-in-order", callbacks::call_soon_timers_and_tasks_in_order),
    ("cancel-before-the-first-step", cancelling::cancel_before_the_first_step),
    ("cancel-in-the-tick-of-completion", cancelling::cancel_in_the_tick_of_completion),
    ("cancel-swallowed-in-a-loop", cancelling::cancel_swallowed_in_a_loop),
    (
        "cancel-while-waiting-on-event-condition-barrier",
        locking::cancel_while_waiting_on_event_condition_barrier,
    ),
    ("cancel-with-a-message", cancelling::cancel_with_a_message),
    ("cancelled-waiters-and-lock-hand-over", locking::cancelled_waiters_and_lock_hand_over),
    ("cancelling-a-gather", cancelling::cancelling_a_gather),
    ("cancelling-counts-and-uncancel", cancelling::cancelling_counts_and_uncancel),
    ("cleanup-awaits-in-finally", cancelling::cleanup_awaits_in_finally),
    ("condition-wakes-one-or-all", locking::condition_wakes_one_or_all),
    ("context-variables-follow-tasks-and-callbacks", looping::context_variables_follow_tasks_and_callbacks),
    ("ctrl-c-never-reaches-the-coroutine", looping::ctrl_c_never_reaches_the_coroutine),
    ("ctrl-c-then-run-the-loop-again-to-finalize", looping::ctrl_c_then_run_the_loop_again_to_finalize),
    (
        "data-lost-when-cancel-meets-a-finished-future",
        shielding::data_lost_when_cancel_meets_a_finished_future,
    ),
    ("deadlock-of-two-locks", locking::deadlock_of_two_locks),
    ("debug-mode-reports-slow-callbacks", looping::debug_mode_reports_slow_callbacks),
    ("eager-tasks-start-at-once", looping::eager_tasks_start_at_once),
    ("equal-deadlines-fire-in-creation-order", timing::equal_deadlines_fire_in_creation_order),
    ("exception-in-a-done-callback", looping::exception_in_a_done_callback),
    ("exception-out-of-run-cancels-the-rest", cancelling::exception_out_of_run_cancels_the_rest),
    ("future-resolved-by-somebody-else", callbacks::future_resolved_by_somebody_else),
    ("gather-cancel-after-failure-is-a-no-op", gathering::gather_cancel_after_failure_is_a_no_op),
    ("gather-letters-and-sleep-sort", gathering::gather_letters_and_sleep_sort),
    ("gather-of-none-of-twins-and-of-gathers", gathering::gather_of_none_of_twins_and_of_gathers),
    ("gather-results-that-are-coroutines", gathering::gather_results_that_are_coroutines),
    ("gather-that-cancels-the-others", gathering::gather_that_cancels_the_others),
    ("main-waits-for-critical-tasks-after-cancel", shielding::main_waits_for_critical_tasks_after_cancel),
    ("manager-cancels-and-awaits-its-children", shielding::manager_cancels_and_awaits_its_children),
    ("nested-timeouts-which-one-fires", timing::nested_timeouts_which_one_fires),
    ("now-then-later-and-a-periodic-task", timing::now_then_later_and_a_periodic_task),
    ("nursery-waits-for-both-children", grouping::nursery_waits_for_both_children),
    ("old-style-loop-and-the-pending-leftovers", looping::old_style_loop_and_the_pending_leftovers),
    (
        "put-cancelled-after-get-nowait-passes-the-slot-on",
        queueing::put_cancelled_after_get_nowait_passes_the_slot_on,
    ),
    ("query-groups-first-failure-cancels-rest", locking::query_groups_first_failure_cancels_rest),
    ("queue-flavours-fifo-priority-lifo", queueing::queue_flavours_fifo_priority_lifo),
    ("queue-shutdown-ends-the-consumers", queueing::queue_shutdown_ends_the_consumers),
    ("runner-keeps-one-loop-for-several-calls", looping::runner_keeps_one_loop_for_several_calls),
    ("second-cancel-during-cleanup", cancelling::second_cancel_during_cleanup),
    ("semaphore-two-at-a-time", locking::semaphore_two_at_a_time),
    ("sequential-awaits-versus-tasks", gathering::sequential_awaits_versus_tasks),
    ("shared-callee-dies-with-one-caller", shielding::shared_callee_dies_with_one_caller),
    ("shield-reverse-shield-and-shielding-yourself", shielding::shield_reverse_shield_and_shielding_yourself),
    ("shielded-task-fails-after-its-caller-left", shielding::shielded_task_fails_after_its_caller_left),
    (
        "shutdown-kills-shielded-work-when-main-leaves",
        shielding::shutdown_kills_shielded_work_when_main_leaves,
    ),
    ("silent-task-exceptions", callbacks::silent_task_exceptions),
    ("sleep-zero-ping-pong", timing::sleep_zero_ping_pong),
    ("sleepy-worker-and-a-full-queue", queueing::sleepy_worker_and_a_full_queue),
    ("sys-exit-inside-a-coroutine", cancelling::sys_exit_inside_a_coroutine),
    ("task-methods-from-creation-to-result", looping::task_methods_from_creation_to_result),
    ("taskgroup-cancelled-from-outside", grouping::taskgroup_cancelled_from_outside),
    ("taskgroup-children-and-body-that-fail", grouping::taskgroup_children_and_body_that_fail),
    ("taskgroups-nested-and-closed-for-business", grouping::taskgroups_nested_and_closed_for_business),
    ("thread-pool-with-two-workers", threading::thread_pool_with_two_workers),
    ("thread-talks-to-the-loop", threading::thread_talks_to_the_loop),
    ("three-coroutines-take-as-long-as-the-longest", gathering::three_coroutines_take_as_long_as_the_longest),
    ("timeout-rescheduled-and-switched-off", timing::timeout_rescheduled_and_switched_off),
    ("wait-for-inside-wait-tells-the-timeout", waiting::wait_for_inside_wait_tells_the_timeout),
    ("wait-for-runs-a-coroutine-in-the-calling-task", waiting::wait_for_runs_a_coroutine_in_the_calling_task),
    ("wait-for-something-that-refuses-to-die", timing::wait_for_something_that_refuses_to_die),
    ("wait-modes-and-timeout", waiting::wait_modes_and_timeout),
    ("who-runs-after-set-release-and-gather", locking::who_runs_after_set_release_and_gather),
    ("who-was-cancelled-me-or-my-child", cancelling::who_was_cancelled_me_or_my_child),
];

#[test]
fn the_engine_takes_the_steps_that_cpython_takes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut differing = 0;
    let mut report = String::new();
    for (name, program) in PROGRAMS {
        let log = record(*program);
        for (extension, detail) in [("events", Detail::Events), ("out", Detail::Output)] {
            let path = folder.join(name).with_extension(extension);
            let expected = fs::read_to_string(&path).expect("the transcript is in tests/conformance");
            let ours = transcript(&log, detail);
            if let Some(difference) = transcripts::first_difference(&ours, &expected) {
                differing += 1;
                _ = writeln!(report, "\n{name}.{extension}, {difference}");
                break;
            }
        }
    }
    assert!(differing == 0, "{differing} of {} programs differ from CPython:\n{report}", PROGRAMS.len());
}

fn record(program: Program) -> Log {
    let event_loop = EventLoop::new(Options { trace: true, ..Options::default() });
    let how = match program(&event_loop) {
        Ok(()) => RunEnd::Ok,
        Err(Stop::Raised(exception)) => RunEnd::Failed { error: exception.failure() },
        Err(Stop::Deadlock) => {
            RunEnd::Deadlock { waiting: event_loop.all_tasks().iter().map(|task| task.id()).collect() }
        }
        Err(Stop::Limit(limit)) => RunEnd::Limit { message: limit.to_string().into() },
    };
    event_loop.emit(|| EventKind::RunEnded { how });
    let log = event_loop.take_trace();
    event_loop.close();
    log
}

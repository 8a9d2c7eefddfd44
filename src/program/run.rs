//! Runs a program to its end and returns its trace.

use std::rc::Rc;

use crate::engine::{EventLoop, Limit, Limits, Options, Stop, TaskBuilder};
use crate::trace::{EventKind, Log, RunEnd};

use super::ast::Program;
use super::interpreter::Machine;
use super::outside::{Act, Intervention};
use super::value::{CoroutineCall, function_name};

/// Runs a program on a loop of its own, on virtual time, within limits. The trace ends with
/// [`EventKind::RunEnded`], which says how the run ended. The same program gives the same trace every time.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run(program: &Rc<Program>, limits: Limits) -> Log {
    let event_loop = EventLoop::new(Options { trace: true, limits });
    for directive in &program.directives {
        intervene(&event_loop, directive);
    }
    let machine = Machine::new(program.clone(), event_loop.clone());
    let settings = TaskBuilder::new().coroutine(function_name(program, program.main));
    let main = machine.clone().run_task(CoroutineCall::Function(program.main, Vec::new()));
    let result = event_loop.run_as(settings, main);
    let how = match result {
        Ok(Ok(_)) => RunEnd::Ok,
        Ok(Err(exception)) | Err(Stop::Raised(exception)) => RunEnd::Failed { error: exception.failure() },
        Err(Stop::Deadlock) => {
            RunEnd::Deadlock { waiting: event_loop.all_tasks().iter().map(|task| task.id()).collect() }
        }
        Err(Stop::Limit(limit)) => RunEnd::Limit { message: where_it_ran_out(&event_loop, limit) },
    };
    let over = matches!(how, RunEnd::Ok | RunEnd::Failed { .. });
    if over {
        // The module is gone now, and with it what its variables held: what nobody ever asked for is warned of.
        machine.clear_module();
        event_loop.close();
    }
    event_loop.emit(|| EventKind::RunEnded { how });
    let log = event_loop.take_trace();
    machine.clear_module();
    event_loop.abandon();
    log
}

/// Has somebody outside act. There is nothing in a scene but tasks that could be acted on.
fn intervene(event_loop: &EventLoop, Intervention { at_secs, turns, act }: &Intervention) {
    let (all, act) = (event_loop.clone(), act.clone());
    event_loop.intervene_by(*at_secs, *turns, move || {
        match act {
            Act::Cancel { task: name } => {
                let named = all.all_tasks().into_iter().filter(|task| *task.name() == *name);
                named.for_each(|task| _ = task.cancel());
            }
            Act::Interrupt => return all.interrupt(),
            Act::SetEvent { .. } | Act::PutItem { .. } | Act::Resolve { .. } | Act::Fail { .. } => {}
        }
        Ok(())
    });
}

/// Which budget ran out, and in whose hands.
fn where_it_ran_out(event_loop: &EventLoop, limit: Limit) -> Rc<str> {
    match event_loop.runaway() {
        Some(task) => format!("{limit}, in task {}", task.name()).into(),
        None => limit.to_string().into(),
    }
}

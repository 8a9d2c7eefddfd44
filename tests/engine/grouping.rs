//! Programs about task groups.

use std::future::Future as RustFuture;
use std::pin::Pin;

use awaitscope::engine::{Class, EventLoop, Exception, Queue, TaskBuilder, TaskGroup, sleep, task_group};

use super::python::{
    Outcome, Ran, class, error, list, me, message, quoted, repr, run, run_as, say, task, wait, yes,
};

fn called(coroutine: &str) -> TaskBuilder {
    TaskBuilder::new().coroutine(coroutine)
}

fn value_error(text: &str) -> Exception {
    Exception::with_message(Class::ValueError, text)
}

/// `except* CLASS as eg`: what stands in the group, and what is left of it.
fn except_star(e: &Exception, class: Class) -> (Vec<Exception>, Option<Exception>) {
    let (such, rest) = e.split(&|e| *e.class() == class);
    (
        such.map_or_else(Vec::new, |eg| {
            if eg.exceptions().is_empty() { vec![eg] } else { eg.exceptions().to_vec() }
        }),
        rest,
    )
}

pub fn taskgroup_cancelled_from_outside(event_loop: &EventLoop) -> Ran {
    async fn child(name: String, mood: &str) -> Outcome {
        let mut tries = 0;
        loop {
            let Err(e) = sleep(2.0).await else {
                say!("{name} finished");
                return Ok(());
            };
            tries += 1;
            say!("{name} cancelled ({tries})");
            match mood {
                "obey" => return Err(e),
                "fail" => return Err(Exception::runtime(format!("{name} broke"))),
                _ => {}
            }
        }
    }

    async fn parent(moods: &'static [&'static str]) -> Outcome {
        let ended = task_group(async |tg| {
            for (i, mood) in moods.iter().enumerate() {
                tg.spawn_as(called("child"), child(format!("{mood}-{i}"), mood))?;
            }
            say!("parent waits");
            Ok(())
        })
        .await;
        if let Err(e) = ended {
            let (errors, rest) = except_star(&e, Class::RuntimeError);
            if let Some(rest) = rest {
                return Err(rest);
            }
            say!("parent sees {}", list(errors.iter().map(|e| quoted(message(e)))));
        }
        say!("parent goes on, cancelling = {}", me().cancelling());
        match sleep(1.0).await {
            Ok(()) => say!("parent slept"),
            Err(e) => {
                say!("parent: the cancel arrives here");
                return Err(e);
            }
        }
        Ok(())
    }

    async fn scene(moods: &'static [&'static str], again: bool) -> Outcome {
        say!("-- {}", moods.join(" "));
        let t = task("parent", parent(moods));
        sleep(1.0).await?;
        t.cancel();
        if again {
            sleep(0.5).await?;
            t.cancel();
        }
        wait(std::slice::from_ref(&t)).await?;
        say!("parent cancelled: {}", yes(t.cancelled()));
        Ok(())
    }

    run(event_loop, async {
        scene(&["obey", "obey"], false).await?;
        scene(&["obey", "ignore"], false).await?;
        scene(&["ignore"], true).await?;
        scene(&["obey", "fail"], false).await
    })
}

pub fn taskgroup_children_and_body_that_fail(event_loop: &EventLoop) -> Ran {
    async fn ok(name: &'static str, seconds: f64) -> Outcome<&'static str> {
        match sleep(seconds).await {
            Ok(()) => {
                say!("{name} ok");
                Ok(name)
            }
            Err(e) => {
                say!("{name} cancelled");
                Err(e)
            }
        }
    }

    async fn bad(e: Exception, seconds: f64) -> Outcome {
        sleep(seconds).await?;
        Err(e)
    }

    async fn bad_while_dying(e: Exception) -> Outcome {
        let _ = sleep(100.0).await;
        Err(e)
    }

    async fn one_child() -> Outcome {
        task_group(async |tg| {
            tg.spawn_as(called("ok"), ok("fast", 0.5))?;
            tg.spawn_as(called("ok"), ok("slow", 5.0))?;
            tg.spawn_as(called("bad"), bad(value_error("v"), 1.0))?;
            sleep(3.0).await?;
            say!("body is not reached");
            Ok(())
        })
        .await
    }

    async fn two_children() -> Outcome {
        task_group(async |tg| {
            tg.spawn_as(called("bad_while_dying"), bad_while_dying(error("KeyError", "late")))?;
            tg.spawn_as(called("bad"), bad(value_error("early"), 1.0))?;
            tg.spawn_as(called("ok"), ok("bystander", 2.0))?;
            Ok(())
        })
        .await
    }

    async fn body() -> Outcome {
        task_group(async |tg| {
            tg.spawn_as(called("ok"), ok("child", 2.0))?;
            sleep(1.0).await?;
            Err(error("LookupError", "in the body"))
        })
        .await
    }

    run(event_loop, async {
        type Scene = fn() -> Pin<Box<dyn RustFuture<Output = Outcome>>>;
        let scenes: [(&str, Scene); 3] = [
            ("one_child", || Box::pin(one_child())),
            ("two_children", || Box::pin(two_children())),
            ("body", || Box::pin(body())),
        ];
        for (name, scene) in scenes {
            say!("-- {name}");
            if let Err(e) = scene().await {
                let (values, rest) = except_star(&e, Class::ValueError);
                if !values.is_empty() {
                    say!("ValueErrors: {}", list(values.iter().map(|e| quoted(message(e)))));
                }
                if let Some(rest) = rest {
                    // KeyError is a LookupError.
                    say!(
                        "LookupErrors: {}",
                        list(rest.exceptions().iter().map(|e| format!("\"{}\"", repr(e))))
                    );
                }
            }
            say!("cancelling: {}", me().cancelling());
        }
        if let Err(eg) = one_child().await {
            say!("{} {} {}", message(&eg), eg.exceptions().len(), repr(&eg.exceptions()[0]));
        }
        Ok(())
    })
}

pub fn taskgroups_nested_and_closed_for_business(event_loop: &EventLoop) -> Ran {
    async fn leaf(name: &str, seconds: f64, fails: Option<Exception>) -> Outcome {
        if let Err(e) = sleep(seconds).await {
            say!("{name} cancelled");
            return Err(e);
        }
        if let Some(e) = fails {
            say!("{name} fails");
            return Err(e);
        }
        say!("{name} done");
        Ok(())
    }

    async fn branch(name: &str, children: Vec<(&'static str, f64, Option<Exception>)>) -> Outcome {
        let ended = task_group(async |tg| {
            for (name, seconds, fails) in children {
                tg.spawn_as(called("leaf"), leaf(name, seconds, fails))?;
            }
            Ok(())
        })
        .await;
        match &ended {
            Ok(()) => say!("branch {name} complete"),
            Err(e) => say!("branch {name} ends with {}", class(e)),
        }
        ended
    }

    fn breeder(tg: TaskGroup, generation: u32) -> Pin<Box<dyn RustFuture<Output = Outcome>>> {
        Box::pin(async move {
            sleep(0.5).await?;
            say!("generation {generation}");
            if generation < 3 {
                tg.spawn_as(called("breeder"), breeder(tg.clone(), generation + 1))?;
            }
            Ok(())
        })
    }

    fn flatten(eg: &Exception, depth: usize) {
        for e in eg.exceptions() {
            if e.exceptions().is_empty() {
                say!("{}{}", "  ".repeat(depth), repr(e));
            } else {
                say!("{}{}", "  ".repeat(depth), message(e));
                flatten(e, depth + 1);
            }
        }
    }

    run(event_loop, async {
        let family = TaskGroup::new();
        family.enter()?;
        family.spawn_as(called("breeder"), breeder(family.clone(), 1))?;
        family.exit(None).await?;
        say!("family complete");

        let ended: Outcome = task_group(async |top| {
            let left = vec![("l1", 1.0, None), ("l2", 3.0, None)];
            top.spawn_as(called("branch"), branch("left", left))?;
            let right = vec![("r1", 2.0, Some(error("OSError", "r1"))), ("r2", 4.0, None)];
            top.spawn_as(called("branch"), branch("right", right))?;
            top.spawn_as(called("leaf"), leaf("own", 5.0, None))?;
            Ok(())
        })
        .await;
        if let Err(eg) = ended {
            flatten(&eg, 0);
        }

        if family.spawn(leaf("late", 1.0, None)).is_err() {
            say!("RuntimeError: the group is finished");
        }
        if TaskGroup::new().spawn(leaf("too early", 1.0, None)).is_err() {
            say!("RuntimeError: the group has not been entered");
        }

        let last = task_group(async |tg| {
            let last = tg.spawn_as(called("leaf"), leaf("cancelled alone", 3.0, None))?;
            tg.spawn_as(called("leaf"), leaf("companion", 1.0, None))?;
            sleep(0.5).await?;
            last.cancel();
            Ok(last)
        })
        .await?;
        say!("group ended without an error: {}", yes(last.cancelled()));
        Ok(())
    })
}

pub fn nursery_waits_for_both_children(event_loop: &EventLoop) -> Ran {
    async fn toddler(name: &str, naptime: f64) -> Outcome<String> {
        say!("  {name} falls asleep");
        sleep(naptime).await?;
        say!("  {name} is awake");
        Ok(name.to_uppercase())
    }

    async fn nanny() -> Outcome {
        say!("the nanny opens the nursery");
        let (one, two) = task_group(async |nursery| {
            let one = nursery.spawn_as(called("toddler"), toddler("Mia", 1.0))?;
            say!("Mia is in bed");
            let two = nursery.spawn_as(called("toddler"), toddler("Leo", 2.0))?;
            say!("Leo is in bed, the nanny sits down");
            Ok((one, two))
        })
        .await?;
        say!("nursery closed: {} {}", one.result()?, two.result()?);
        Ok(())
    }

    async fn receiver(queue: Queue<Option<&'static str>>) -> Outcome {
        while let Some(line) = queue.get().await? {
            say!("  received {line}");
        }
        say!("  nothing more to receive");
        Ok(())
    }

    async fn chatty(lines: [&'static str; 4]) -> Outcome {
        task_group(async |nursery| {
            let queue = Queue::new(0);
            nursery.spawn_as(called("receiver"), receiver(queue.clone()))?;
            for line in lines {
                queue.put(Some(line)).await?;
                sleep(0.5).await?;
            }
            queue.put(None).await
        })
        .await
    }

    run_as(event_loop, "nanny", nanny())?;
    let second = event_loop.sibling();
    let ran = run_as(&second, "chatty", chatty(["async", "can", "be", "fun"]));
    second.close();
    ran
}

//! Random programs: lists of operations that can be printed as Python and run on the engine.

use std::fmt::Write as _;
use std::pin::Pin;
use std::rc::Rc;

use awaitscope::engine::{
    Barrier, Class, Condition, Event, EventLoop, Exception, Lock, Options, Queue, ReturnWhen, Semaphore,
    Stop, Task, TaskBuilder, sleep, task_group, timeout, wait,
};
use awaitscope::trace::{EventKind, Log, RunEnd};

type Outcome = Result<(), Exception>;

/// Some tasks, and what each of them does.
pub struct Program {
    tasks: Vec<Rc<[Op]>>,
    semaphore: u32,
    queue: usize,
}

/// One operation. `k` is a number of its own, which shows in what it prints.
enum Op {
    Print { k: u32 },
    Sleep { halves: u32 },
    Fail { k: u32 },
    Cancel { task: usize },
    Lock { which: usize, body: Rc<[Op]> },
    Semaphore { body: Rc<[Op]> },
    EventWait,
    EventSet,
    EventClear,
    ConditionWait,
    Notify { n: usize },
    Put { k: u32 },
    Get,
    PutNowait { k: u32 },
    GetNowait,
    Shutdown,
    Barrier,
    BarrierReset,
    Wait { tasks: [usize; 2], halves: u32, mode: ReturnWhen },
    Timeout { k: u32, halves: u32, body: Rc<[Op]> },
    Catch { k: u32, reraise: bool, body: Rc<[Op]> },
    Group { k: u32, children: Vec<Rc<[Op]>>, body: Rc<[Op]> },
}

/// What the tasks share.
struct World {
    locks: [Lock; 2],
    semaphore: Semaphore,
    event: Event,
    condition: Condition,
    queue: Queue<u32>,
    barrier: Barrier,
    tasks: std::cell::RefCell<Vec<Task<()>>>,
}

struct Random {
    state: u64,
    next_k: u32,
    tasks: usize,
}

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % n
    }

    fn k(&mut self) -> u32 {
        self.next_k += 1;
        self.next_k
    }

    fn ops(&mut self, most: u64, depth: u32) -> Rc<[Op]> {
        (0..=self.below(most)).map(|_| self.op(depth)).collect()
    }

    fn op(&mut self, depth: u32) -> Op {
        let halves = self.below(5) as u32;
        if depth < 3 && self.below(3) == 0 {
            let (k, body) = (self.k(), self.ops(3, depth + 1));
            return match self.below(7) {
                0 | 1 => Op::Lock { which: self.below(2) as usize, body },
                2 => Op::Semaphore { body },
                3 => Op::Timeout { k, halves, body },
                4 | 5 => Op::Catch { k, reraise: self.below(2) == 0, body },
                _ => {
                    let children = (0..=self.below(3)).map(|_| self.ops(3, depth + 1)).collect();
                    Op::Group { k, children, body }
                }
            };
        }
        match self.below(25) {
            0 | 1 => Op::Print { k: self.k() },
            2..=6 => Op::Sleep { halves },
            7 => Op::Fail { k: self.k() },
            8..=10 => Op::Cancel { task: self.below(self.tasks as u64) as usize },
            11 => Op::EventWait,
            12 => Op::EventSet,
            13 => Op::EventClear,
            14 => Op::ConditionWait,
            15 => Op::Notify { n: 1 + self.below(2) as usize },
            16 | 17 => Op::Put { k: self.k() },
            18 | 19 => Op::Get,
            20 => Op::PutNowait { k: self.k() },
            21 => Op::GetNowait,
            22 => Op::Barrier,
            23 => match self.below(4) {
                0 => Op::Shutdown,
                _ => Op::BarrierReset,
            },
            _ => Op::Wait {
                tasks: [(); 2].map(|()| self.below(self.tasks as u64) as usize),
                halves,
                mode: [ReturnWhen::FirstCompleted, ReturnWhen::FirstException, ReturnWhen::AllCompleted]
                    [self.below(3) as usize],
            },
        }
    }
}

impl Program {
    /// The program of a seed.
    pub fn random(seed: u64) -> Self {
        let state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
        let mut random = Random { state, next_k: 0, tasks: 0 };
        random.below(2);
        random.tasks = 3 + random.below(4) as usize;
        let tasks = (0..random.tasks).map(|_| random.ops(6, 0)).collect();
        Self { tasks, semaphore: 1 + random.below(2) as u32, queue: 1 + random.below(2) as usize }
    }

    /// As Python text.
    pub fn to_python(&self) -> String {
        let mut text =
            "import asyncio\n\nTASKS = []\nL = [asyncio.Lock(), asyncio.Lock()]\nE = asyncio.Event()\n\
            C = asyncio.Condition()\nB = asyncio.Barrier(2)\n"
                .to_owned();
        _ = writeln!(text, "S = asyncio.Semaphore({})\nQ = asyncio.Queue({})", self.semaphore, self.queue);
        for (i, ops) in self.tasks.iter().enumerate() {
            _ = writeln!(text, "\n\nasync def t{i}():");
            print_ops(&mut text, ops, 1);
        }
        text.push_str("\n\nasync def main():\n");
        for i in 0..self.tasks.len() {
            _ = writeln!(text, "    TASKS.append(asyncio.create_task(t{i}(), name=\"t{i}\"))");
        }
        text.push_str(
            "    await asyncio.wait(TASKS, timeout=20)\n    for t in TASKS:\n        if not t.done():\n            \
             print(\"left\")\n        elif t.cancelled():\n            print(\"cancelled\")\n        else:\n            \
             print(\"ended\", t.exception() and type(t.exception()).__name__)\n\n\nasyncio.run(main())\n",
        );
        text
    }

    /// Runs it on the engine.
    pub fn run(&self) -> Log {
        let event_loop = EventLoop::new(Options { trace: true, ..Options::default() });
        let world = Rc::new(World {
            locks: Default::default(),
            semaphore: Semaphore::new(self.semaphore),
            event: Event::new(),
            condition: Condition::new(),
            queue: Queue::new(self.queue),
            barrier: Barrier::new(2).expect("two are enough"),
            tasks: Default::default(),
        });
        let (shared, programs) = (world.clone(), self.tasks.clone());
        let main = async move {
            for (i, ops) in programs.into_iter().enumerate() {
                let name = format!("t{i}");
                let settings = TaskBuilder::new().name(&*name).coroutine(&*name);
                let task = settings.spawn(run_ops(shared.clone(), ops));
                shared.tasks.borrow_mut().push(task);
            }
            let tasks = shared.tasks.borrow().clone();
            wait(tasks.clone(), Some(20.0), ReturnWhen::AllCompleted).await?;
            for task in tasks {
                if !task.done() {
                    say("left");
                } else if task.cancelled() {
                    say("cancelled");
                } else {
                    let failed = task.exception()?;
                    say(format!(
                        "ended {}",
                        failed.map_or("None".to_owned(), |e| e.class().name().to_owned())
                    ));
                }
            }
            Ok(())
        };
        let ran = event_loop.run_as(TaskBuilder::new().coroutine("main"), main);
        let tasks = world.tasks.take();
        if !matches!(ran, Err(Stop::Deadlock)) {
            event_loop.close();
        }
        // The module's variables live as long as the program does.
        drop(tasks);
        let how = match ran {
            Ok(Ok(())) => RunEnd::Ok,
            Ok(Err(e)) | Err(Stop::Raised(e)) => RunEnd::Failed { error: e.failure() },
            Err(Stop::Deadlock) => RunEnd::Deadlock { waiting: [].into() },
            Err(Stop::Limit(limit)) => RunEnd::Limit { message: limit.to_string().into() },
        };
        event_loop.emit(|| EventKind::RunEnded { how });
        let log = event_loop.take_trace();
        event_loop.abandon();
        log
    }
}

fn say(text: impl Into<Rc<str>>) {
    EventLoop::current().print(text);
}

fn run_ops(world: Rc<World>, ops: Rc<[Op]>) -> Pin<Box<dyn Future<Output = Outcome>>> {
    Box::pin(async move {
        for op in &*ops {
            op.run(&world).await?;
        }
        Ok(())
    })
}

fn secs(halves: u32) -> f64 {
    f64::from(halves) / 2.0
}

impl Op {
    async fn run(&self, world: &Rc<World>) -> Outcome {
        let body = |ops: &Rc<[Op]>| run_ops(world.clone(), ops.clone());
        match self {
            Self::Print { k } => say(format!("p{k}")),
            Self::Sleep { halves } => sleep(secs(*halves)).await?,
            Self::Fail { k } => return Err(Exception::value(format!("v{k}"))),
            Self::Cancel { task } => {
                let task = world.tasks.borrow()[*task].clone();
                task.cancel();
            }
            Self::Lock { which, body: ops } => {
                let _held = world.locks[*which].hold().await?;
                body(ops).await?;
            }
            Self::Semaphore { body: ops } => {
                let _held = world.semaphore.hold().await?;
                body(ops).await?;
            }
            Self::EventWait => world.event.wait().await?,
            Self::EventSet => world.event.set(),
            Self::EventClear => world.event.clear(),
            Self::ConditionWait => {
                let _held = world.condition.hold().await?;
                world.condition.wait().await?;
            }
            Self::Notify { n } => {
                let _held = world.condition.hold().await?;
                world.condition.notify(*n)?;
            }
            Self::Put { k } => world.queue.put(*k).await?,
            Self::Get => say(format!("got {}", world.queue.get().await?)),
            Self::PutNowait { k } => {
                if let Err(e) = world.queue.put_nowait(*k) {
                    say(e.class().name());
                }
            }
            Self::GetNowait => match world.queue.get_nowait() {
                Ok(item) => say(format!("took {item}")),
                Err(e) => say(e.class().name()),
            },
            Self::Shutdown => world.queue.shutdown(false)?,
            Self::Barrier => say(format!("place {}", world.barrier.wait().await?)),
            Self::BarrierReset => world.barrier.reset().await?,
            Self::Wait { tasks, halves, mode } => {
                let tasks = tasks.map(|i| world.tasks.borrow()[i].clone());
                let waited = wait(tasks, Some(secs(*halves)), *mode).await?;
                say(format!("waited {} {}", waited.done.len(), waited.pending.len()));
            }
            Self::Timeout { k, halves, body: ops } => match timeout(Some(secs(*halves)), body(ops)).await {
                Err(e) if *e.class() == Class::TimeoutError => say(format!("late {k}")),
                other => other?,
            },
            Self::Catch { k, reraise, body: ops } => match body(ops).await {
                Err(e) if e.is_cancelled() => {
                    say(format!("caught {k}"));
                    if *reraise {
                        return Err(e);
                    }
                }
                other => other?,
            },
            Self::Group { k, children, body: ops } => {
                let ended = task_group(async |group| {
                    for (i, child) in children.iter().enumerate() {
                        let name = format!("c{k}_{i}");
                        let settings = TaskBuilder::new().name(&*name).coroutine(&*name);
                        group.spawn_as(settings, body(child))?;
                    }
                    body(ops).await
                })
                .await;
                match ended {
                    Err(e) if *e.class() == Class::ExceptionGroup => {
                        say(format!("group {k} {}", e.message().cloned().unwrap_or_default()));
                    }
                    other => other?,
                }
            }
        }
        Ok(())
    }

    fn print(&self, text: &mut String, depth: usize) {
        let pad = "    ".repeat(depth);
        let line = match self {
            Self::Print { k } => format!("print(\"p{k}\")"),
            Self::Sleep { halves } => format!("await asyncio.sleep({})", secs(*halves)),
            Self::Fail { k } => format!("raise ValueError(\"v{k}\")"),
            Self::Cancel { task } => format!("TASKS[{task}].cancel()"),
            Self::EventWait => "await E.wait()".to_owned(),
            Self::EventSet => "E.set()".to_owned(),
            Self::EventClear => "E.clear()".to_owned(),
            Self::ConditionWait => format!("async with C:\n{pad}    await C.wait()"),
            Self::Notify { n } => format!("async with C:\n{pad}    C.notify({n})"),
            Self::Put { k } => format!("await Q.put({k})"),
            Self::Get => "print(\"got\", await Q.get())".to_owned(),
            Self::PutNowait { k } => nowait(&format!("Q.put_nowait({k})"), &pad),
            Self::GetNowait => nowait("print(\"took\", Q.get_nowait())", &pad),
            Self::Shutdown => "Q.shutdown()".to_owned(),
            Self::Barrier => "print(\"place\", await B.wait())".to_owned(),
            Self::BarrierReset => "await B.reset()".to_owned(),
            Self::Wait { tasks: [a, b], halves, mode } => {
                let mode = match mode {
                    ReturnWhen::FirstCompleted => "FIRST_COMPLETED",
                    ReturnWhen::FirstException => "FIRST_EXCEPTION",
                    ReturnWhen::AllCompleted => "ALL_COMPLETED",
                };
                format!(
                    "done, pending = await asyncio.wait([TASKS[{a}], TASKS[{b}]], timeout={}, return_when=asyncio.{mode})\n\
                     {pad}print(\"waited\", len(done), len(pending))",
                    secs(*halves)
                )
            }
            Self::Lock { which, body } => {
                return block(text, depth, &format!("async with L[{which}]:"), body);
            }
            Self::Semaphore { body } => return block(text, depth, "async with S:", body),
            Self::Timeout { k, halves, body } => {
                _ = writeln!(text, "{pad}try:");
                block(text, depth + 1, &format!("async with asyncio.timeout({}):", secs(*halves)), body);
                format!("except TimeoutError:\n{pad}    print(\"late {k}\")")
            }
            Self::Catch { k, reraise, body } => {
                block(text, depth, "try:", body);
                let raise = if *reraise { format!("\n{pad}    raise") } else { String::new() };
                format!("except asyncio.CancelledError:\n{pad}    print(\"caught {k}\"){raise}")
            }
            Self::Group { k, children, body } => {
                for (i, child) in children.iter().enumerate() {
                    block(text, depth, &format!("async def c{k}_{i}():"), child);
                }
                _ = writeln!(text, "{pad}try:\n{pad}    async with asyncio.TaskGroup() as tg:");
                for i in 0..children.len() {
                    _ = writeln!(text, "{pad}        tg.create_task(c{k}_{i}(), name=\"c{k}_{i}\")");
                }
                print_ops(text, body, depth + 2);
                format!("except ExceptionGroup as eg:\n{pad}    print(\"group {k}\", eg)")
            }
        };
        _ = writeln!(text, "{pad}{line}");
    }
}

fn nowait(call: &str, pad: &str) -> String {
    format!(
        "try:\n{pad}    {call}\n{pad}except (asyncio.QueueFull, asyncio.QueueEmpty, asyncio.QueueShutDown) as e:\n\
         {pad}    print(type(e).__name__)"
    )
}

fn block(text: &mut String, depth: usize, head: &str, ops: &[Op]) {
    _ = writeln!(text, "{}{head}", "    ".repeat(depth));
    print_ops(text, ops, depth + 1);
}

fn print_ops(text: &mut String, ops: &[Op], depth: usize) {
    for op in ops {
        op.print(text, depth);
    }
}

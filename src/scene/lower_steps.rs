//! Lowering of what a task does: its steps become statements.

use super::edges::flatten;
use super::flow::Flow;
use super::lower::{Body, Lowering, Severity, call, method, seconds};
use super::model::{BlockId, BlockKind, Handler, Step};
use super::plan::Owner;
use super::validate::Spot;
use crate::program::{Attribute, Builtin, Constant, ExceptClause, Expr, Stmt, StmtKind};

/// Where in a task's steps the lowering is.
struct Cursor {
    task: BlockId,
    /// The number of the next step in document order.
    next: u32,
    /// Whether it was said that a step cannot be reached.
    said_unreachable: bool,
}

impl Lowering<'_> {
    /// The body of a task's function.
    pub(super) fn task(&mut self, body: &mut Body, id: BlockId, steps: &[Step]) -> Vec<Stmt> {
        let mut cursor = Cursor { task: id, next: 0, said_unreachable: false };
        self.steps(body, &mut cursor, steps)
    }

    fn steps(&mut self, body: &mut Body, cursor: &mut Cursor, steps: &[Step]) -> Vec<Stmt> {
        let mut statements = Vec::new();
        for step in steps {
            let index = cursor.next;
            cursor.next += 1;
            if !body.flow.reachable && !cursor.said_unreachable {
                cursor.said_unreachable = true;
                let message = "This step is never reached: the one before it ends the task.".to_owned();
                self.remark(Severity::Warning, Spot::Step(cursor.task, index), message);
            }
            self.step(body, cursor, index, step, &mut statements);
        }
        statements
    }

    fn step(
        &mut self,
        body: &mut Body,
        cursor: &mut Cursor,
        index: u32,
        step: &Step,
        statements: &mut Vec<Stmt>,
    ) {
        let spot = Spot::Step(cursor.task, index);
        let origin = self.origin_of_step(cursor.task, index);
        let builtin = |builtin, argument| call(Expr::Builtin(builtin), vec![argument]);
        let kind = match step {
            Step::Sleep { secs } => {
                body.may_raise();
                let sleep = builtin(Builtin::Sleep, Expr::Constant(seconds(*secs)));
                StmtKind::Expr(Expr::Await(Box::new(sleep)))
            }
            Step::Work { secs } => {
                StmtKind::Expr(builtin(Builtin::TimeSleep, Expr::Constant(seconds(*secs))))
            }
            Step::Print { text } => StmtKind::Expr(builtin(Builtin::Print, text_constant(text))),
            Step::Await { target, print } => {
                let label = print.then(|| self.label(*target));
                self.await_block(body, *target, label, (cursor.task, index), statements);
                return;
            }
            Step::Start { target } => return self.start(body, spot, *target, statements),
            Step::Cancel { target } => {
                let Some(variable) = self.mention(body, spot, *target) else { return };
                let cancel = call(method(variable, Attribute::Cancel), vec![]);
                let said = format!("{}.cancel() ->", self.label(*target));
                StmtKind::Expr(call(Expr::Builtin(Builtin::Print), vec![text_constant(&said), cancel]))
            }
            Step::Look { target } => {
                let Some(variable) = self.mention(body, spot, *target) else { return };
                let ask = |name| call(method(variable.clone(), name), vec![]);
                let said = format!("{}: done() is", self.label(*target));
                let arguments = vec![
                    text_constant(&said),
                    ask(Attribute::Done),
                    text_constant("and cancelled() is"),
                    ask(Attribute::Cancelled),
                ];
                StmtKind::Expr(call(Expr::Builtin(Builtin::Print), arguments))
            }
            Step::Return { value } => {
                body.may_raise();
                body.flow.reachable = false;
                StmtKind::Return(Some(Expr::Constant(value.clone())))
            }
            Step::Raise { exception, message } => {
                body.may_raise();
                body.flow.reachable = false;
                let arguments = if message.is_empty() { vec![] } else { vec![text_constant(message)] };
                StmtKind::Raise(Some(call(Expr::Builtin(Builtin::Exception(*exception)), arguments)))
            }
            Step::Reraise => {
                if body.handlers == 0 {
                    let message = "There is nothing to raise again here: only an except clause has caught an \
                                   exception. Python raises RuntimeError instead.";
                    self.remark(Severity::Warning, spot, message.to_owned());
                }
                body.may_raise();
                body.flow.reachable = false;
                StmtKind::Raise(None)
            }
            Step::Try { body: tried, handlers, finally } => {
                if handlers.is_empty() && finally.is_empty() {
                    let message =
                        "This try has neither an except nor a finally, so it does nothing.".to_owned();
                    self.remark(Severity::Warning, spot, message);
                    statements.extend(self.steps(body, cursor, tried));
                    return;
                }
                self.try_(body, cursor, tried, handlers, finally)
            }
            Step::Repeat { times, body: repeated } => {
                let target = body.local("_");
                let iterable = builtin(Builtin::Range, Expr::Constant(Constant::Int((*times).into())));
                let repeated = self.steps(body, cursor, repeated);
                StmtKind::For { target, iterable, body: repeated }
            }
        };
        statements.push(Stmt { origin, kind });
    }

    fn try_(
        &mut self,
        body: &mut Body,
        cursor: &mut Cursor,
        tried: &[Step],
        handlers: &[Handler],
        finally: &[Step],
    ) -> StmtKind {
        let before = body.flow.clone();
        body.raising.push(None);
        let tried = self.steps(body, cursor, tried);
        let raised = body.raising.pop().flatten();
        let mut ends = body.flow.clone();
        body.raising.push(raised.clone());
        let mut clauses = Vec::new();
        for handler in handlers {
            body.flow = Flow { reachable: true, ..raised.clone().unwrap_or_else(|| before.clone()) };
            body.handlers += 1;
            let handled = self.steps(body, cursor, &handler.steps);
            body.handlers -= 1;
            ends = ends.join(&body.flow);
            clauses.push(ExceptClause {
                class: Expr::Builtin(Builtin::Exception(handler.catches)),
                body: handled,
            });
        }
        let escaping = body.raising.pop().flatten();
        body.flow = ends.clone();
        let mut finished = Vec::new();
        if !finally.is_empty() {
            if let Some(escaping) = &escaping {
                body.flow = ends.clone().join(escaping);
            }
            body.flow.reachable = true;
            finished = self.steps(body, cursor, finally);
            let after_finally = body.flow.clone();
            body.flow.surely.extend(ends.surely);
            body.flow.maybe.extend(ends.maybe);
            body.flow.reachable = ends.reachable && after_finally.reachable;
        }
        if let (Some(escaping), Some(around)) = (escaping, body.raising.last_mut()) {
            escaping.join_into(around);
        }
        StmtKind::Try { body: tried, handlers: clauses, finally: finished }
    }

    /// Awaits a block at a step, and prints what came of it if it is given a label.
    fn await_block(
        &mut self,
        body: &mut Body,
        target: BlockId,
        label: Option<String>,
        step: (BlockId, u32),
        statements: &mut Vec<Stmt>,
    ) {
        if self.plan.inline.contains(&target)
            && let BlockKind::Timeout { child, delay_secs } = self.scene.blocks[&target].kind
        {
            let with = self.timeout(body, target, child, delay_secs, &mut |lowering, body, child, inside| {
                lowering.await_block(body, child, label.clone(), step, inside);
            });
            statements.push(with);
            return;
        }
        let Some(variable) = self.create(body, target, statements) else { return };
        body.may_raise();
        let awaited = Expr::Await(Box::new(variable));
        let value = match label {
            Some(label) => {
                let said = text_constant(&format!("{label}:"));
                call(Expr::Builtin(Builtin::Print), vec![said, awaited])
            }
            None => awaited,
        };
        let origin = self.origin_of_step(step.0, step.1);
        statements.push(Stmt { origin, kind: StmtKind::Expr(value) });
    }

    fn start(&mut self, body: &mut Body, spot: Spot, target: BlockId, statements: &mut Vec<Stmt>) {
        let elsewhere = self.plan.owners[&target] != body.owner;
        if body.flow.surely.contains(&target) || elsewhere {
            let shared = if elsewhere { ": several tasks share it, so main starts it" } else { "" };
            let message = format!("\u{201c}{}\u{201d} is started already{shared}.", self.label(target));
            return self.remark(Severity::Warning, spot, message);
        }
        body.flow.maybe.remove(&target);
        self.create(body, target, statements);
    }

    /// The variable of a block that a step cancels or looks at.
    fn mention(&mut self, body: &mut Body, spot: Spot, target: BlockId) -> Option<Expr> {
        let variable = self.variable(body, target);
        let label = self.label(target);
        let Some(variable) = variable else {
            let message =
                format!("\u{201c}{label}\u{201d} shields nothing, so there is nothing to cancel or look at.");
            self.remark(Severity::Error, spot, message);
            return None;
        };
        body.may_raise();
        // The block on the way up from the target that this function creates.
        let mut mine = target;
        while let Owner::Block(above) = self.plan.owners[&mine]
            && body.owner != Owner::Block(above)
        {
            mine = above;
        }
        let created_here = self.plan.owners[&mine] == body.owner;
        if created_here && !body.flow.surely.contains(&mine) {
            let surely = !body.flow.maybe.contains(&mine);
            let how = if surely { "is not started yet" } else { "may not have been started" };
            let message =
                format!("\u{201c}{label}\u{201d} {how} when this step is reached; Python raises NameError.");
            // In a repetition an earlier pass may have started it.
            let in_repetition = self.is_in_repetition(spot);
            if !in_repetition {
                self.remark(Severity::Warning, spot, message);
            }
        }
        Some(Expr::Variable(variable))
    }

    fn is_in_repetition(&self, spot: Spot) -> bool {
        let Spot::Step(task, index) = spot else { return false };
        let all = flatten(self.scene.blocks[&task].steps());
        let before = all.iter().enumerate().take(index as usize);
        before.into_iter().any(|(at, step)| match step {
            Step::Repeat { body, .. } => at + flatten(body).len() >= index as usize,
            _ => false,
        })
    }
}

fn text_constant(text: &str) -> Expr {
    Expr::Constant(Constant::Str(text.to_owned()))
}

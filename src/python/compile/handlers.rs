//! What is to be done when a part of the text is left, in whatever way: `try`, `with`, and the unwinding that `return`, `break`
//! and `continue` cause.

use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Identifier, Stmt, StmtTry, StmtWith};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::emit::Label;
use crate::vm::code::Op;
use crate::vm::value::Value;

/// How many blocks may be nested in one function, as in CPython.
const MOST_BLOCKS: usize = 20;

/// A part of the text that has to be left in order.
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind<'a>,
    cover: Option<Cover>,
}

/// Where exceptions raised inside of a block go.
struct Cover {
    target: Label,
    depth: u32,
    /// Where the piece of code begins that is covered and not yet in the table.
    start: u32,
}

/// What a block is; in brackets what it keeps on the stack.
pub(super) enum BlockKind<'a> {
    /// A loop. `[iterator]` if it is a `for`.
    Loop { is_for: bool, start: Label, end: Label },
    /// Only that exceptions go elsewhere.
    Covered,
    /// What a `finally` belongs to.
    Finally(&'a [Stmt]),
    /// A `finally` that runs because of an exception. `[outer exception]`
    FinallyEnd,
    /// The body of a `with`. `[exit]`
    With { is_async: bool, range: TextRange },
    /// The body of an `except` clause; the block around it is `Covered`. `[outer]`
    Handler { name: Option<&'a Identifier> },
    /// The body of an `except*` clause, which must not be left by a jump.
    StarHandler,
    /// A `finally` that runs on the way to a `return`, whose value waits. `[value]`
    Returning,
}

impl<'a> Compiler<'a> {
    /// Opens a block; exceptions go to a label, with the stack as it is now. Whether there is room for it.
    pub(super) fn open(&mut self, kind: BlockKind<'a>, target: Option<Label>, range: TextRange) -> bool {
        let counted =
            self.unit.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Covered)).count();
        if counted > MOST_BLOCKS {
            self.refuse(range, "too many statically nested blocks", None);
            return false;
        }
        let depth = self.unit.depth;
        self.open_at(kind, target, depth);
        true
    }

    /// Opens a block; exceptions go to a label, with the stack cut back to a depth.
    fn open_at(&mut self, kind: BlockKind<'a>, target: Option<Label>, depth: u32) {
        let start = self.unit.here();
        let cover = target.map(|target| Cover { target, depth, start });
        self.unit.blocks.push(Block { kind, cover });
    }

    /// Closes the innermost block.
    pub(super) fn close(&mut self) {
        if let Some(block) = self.unit.blocks.pop() {
            self.flush(&block);
        }
    }

    /// Notes what a block covers up to here.
    fn flush(&mut self, block: &Block<'a>) {
        if let Some(cover) = &block.cover {
            self.unit.cover(cover.start, cover.target, cover.depth);
        }
    }

    /// Leaves all blocks but the outermost `keep`, with a value on the stack to be kept or without. What is left is to
    /// be given to [`resume`](Self::resume) once the jump is emitted.
    pub(super) fn unwind(&mut self, keep: usize, has_value: bool, range: TextRange) -> Vec<Block<'a>> {
        let mut left = Vec::new();
        while self.unit.blocks.len() > keep {
            let Some(block) = self.unit.blocks.pop() else { break };
            self.flush(&block);
            // What goes wrong in a clause is seen to by the block around it, until the handling has ended.
            let partner = match block.kind {
                BlockKind::Handler { .. } => self.unit.blocks.pop(),
                _ => None,
            };
            if let Some(partner) = &partner {
                self.flush(partner);
            }
            self.leave(&block.kind, has_value, range);
            left.push(block);
            left.extend(partner);
        }
        left
    }

    /// After a jump out of blocks: the text goes on inside of them.
    pub(super) fn resume(&mut self, left: Vec<Block<'a>>) {
        for mut block in left.into_iter().rev() {
            if let Some(cover) = &mut block.cover {
                cover.start = self.unit.here();
            }
            self.unit.blocks.push(block);
        }
    }

    fn leave(&mut self, kind: &BlockKind<'a>, has_value: bool, range: TextRange) {
        match *kind {
            BlockKind::Covered => {}
            BlockKind::Loop { is_for: false, .. } => {}
            BlockKind::Loop { is_for: true, .. } | BlockKind::Returning => {
                if has_value {
                    self.emit(Op::Swap(2), range);
                }
                self.emit(Op::Pop, range);
            }
            BlockKind::Finally(body) => {
                if has_value {
                    self.open_at(BlockKind::Returning, None, 0);
                }
                self.body(body);
                if has_value {
                    self.close();
                }
            }
            BlockKind::FinallyEnd => {
                // [outer exception value] -> [value]
                if has_value {
                    self.emit(Op::Swap(2), range);
                }
                self.emit(Op::Pop, range);
                if has_value {
                    self.emit(Op::Swap(2), range);
                }
                self.emit(Op::PopHandled, range);
            }
            BlockKind::With { is_async, range } => {
                if has_value {
                    self.emit(Op::Swap(2), range);
                }
                self.call_exit(is_async, range);
            }
            BlockKind::Handler { name } => {
                if has_value {
                    self.emit(Op::Swap(2), range);
                }
                self.emit(Op::PopHandled, range);
                self.forget(name);
            }
            BlockKind::StarHandler => {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                self.refuse(range, message, None);
            }
        }
    }

    /// `name = None; del name`
    fn forget(&mut self, name: Option<&'a Identifier>) {
        if let Some(name) = name {
            self.load_const(Value::None, name.range());
            self.store_name(name.as_str(), name.range());
            self.delete_name(name.as_str(), name.range());
        }
    }

    /// `[exit] -> []`: calls it with three times None.
    fn call_exit(&mut self, is_async: bool, range: TextRange) {
        for _ in 0..3 {
            self.load_const(Value::None, range);
        }
        self.emit(Op::Call(3), range);
        if is_async {
            self.emit(Op::Await, range);
        }
        self.emit(Op::Pop, range);
    }

    /// `[outer exception]`: ends the handling of an exception by raising one.
    fn reraise(&mut self) {
        self.follow(Op::Swap(2));
        self.follow(Op::PopHandled);
        self.follow(Op::Reraise);
    }

    pub(super) fn try_statement(&mut self, stmt: &'a StmtTry) {
        if stmt.finalbody.is_empty() {
            self.try_except(stmt);
        } else {
            self.try_finally(stmt);
        }
    }

    #[inline(never)]
    fn try_finally(&mut self, stmt: &'a StmtTry) {
        let (raised, end) = (self.label(), self.label());
        let base = self.unit.depth;
        if !self.open(BlockKind::Finally(&stmt.finalbody), Some(raised), stmt.range) {
            return;
        }
        if stmt.handlers.is_empty() {
            self.body(&stmt.body);
        } else {
            self.try_except(stmt);
        }
        self.close();
        self.body(&stmt.finalbody);
        self.jump_on(end);

        self.unit.place_handler(raised, base);
        self.follow(Op::PushHandled);
        self.follow(Op::TellCaught);
        let cleanup = self.label();
        self.open_at(BlockKind::FinallyEnd, Some(cleanup), base + 1);
        self.body(&stmt.finalbody);
        self.close();
        // With what was raised first, or else with what the body raised.
        self.unit.place_handler(cleanup, base + 1);
        self.reraise();
        self.place_at(end, base);
    }

    fn try_except(&mut self, stmt: &'a StmtTry) {
        let (raised, end) = (self.label(), self.label());
        let base = self.unit.depth;
        if !self.open(BlockKind::Covered, Some(raised), stmt.range) {
            return;
        }
        self.body(&stmt.body);
        self.close();
        self.body(&stmt.orelse);
        self.jump_on(end);

        self.unit.place_handler(raised, base);
        self.follow(Op::PushHandled);
        let cleanup = self.label();
        self.open_at(BlockKind::Covered, Some(cleanup), base + 1);
        if stmt.is_star {
            // It closes the block itself.
            self.star_clauses(stmt, base, cleanup, end);
        } else {
            let last = stmt.handlers.len().saturating_sub(1);
            for (at, ExceptHandler::ExceptHandler(clause)) in stmt.handlers.iter().enumerate() {
                if clause.type_.is_none() && at < last {
                    self.refuse(clause.range, "default 'except:' must be last", None);
                }
                self.clause(clause, cleanup, end);
            }
            self.close();
        }
        self.unit.place_handler(cleanup, base + 1);
        self.reraise();
        self.place_at(end, base);
    }

    /// `[outer exception]`: an `except` clause; goes on with the same below it if the clause is not for the exception.
    fn clause(&mut self, clause: &'a ExceptHandlerExceptHandler, cleanup: Label, end: Label) {
        let next = self.label();
        let base = self.unit.depth.saturating_sub(2);
        if let Some(class) = &clause.type_ {
            self.expr(class);
            self.emit(Op::MatchException, clause.range);
            self.jump(Op::PopJumpIfFalse, next, class.range());
        }
        self.emit(Op::TellCaught, clause.range);
        let name = clause.name.as_ref();
        match name {
            Some(name) => self.store_name(name.as_str(), name.range()),
            None => self.emit(Op::Pop, clause.range),
        }
        let raised = self.label();
        let target = name.map(|_| raised);
        if self.open(BlockKind::Handler { name }, target, clause.range) {
            self.body(&clause.body);
            self.close();
        }
        self.close();
        self.follow(Op::PopHandled);
        self.forget(name);
        self.jump_on(end);
        self.open_at(BlockKind::Covered, Some(cleanup), base + 1);
        if name.is_some() {
            self.unit.place_handler(raised, base + 1);
            self.forget(name);
            self.jump_on(cleanup);
        }
        self.unit.depth = base + 2;
        self.place(next);
    }

    /// `[outer exception]`: the `except*` clauses. Each takes its part of the group; what they raise is collected in a
    /// list.
    #[inline(never)]
    fn star_clauses(&mut self, stmt: &'a StmtTry, base: u32, cleanup: Label, end: Label) {
        self.follow(Op::BuildList(0));
        self.follow(Op::Copy(2));
        for ExceptHandler::ExceptHandler(clause) in &stmt.handlers {
            // [outer original raised rest]
            let (no_match, next, raised) = (self.label(), self.label(), self.label());
            match &clause.type_ {
                Some(classes) => {
                    self.expr(classes);
                    self.emit(Op::MatchGroup, clause.range);
                }
                None => {
                    self.refuse(clause.range, "expected one or more exception types", None);
                    self.emit(Op::Copy(1), clause.range);
                }
            }
            self.emit(Op::Copy(1), clause.range);
            self.jump(Op::PopJumpIfNone, no_match, clause.range);
            let name = clause.name.as_ref();
            match name {
                Some(name) => self.store_name(name.as_str(), name.range()),
                None => self.emit(Op::Pop, clause.range),
            }
            if self.open(BlockKind::StarHandler, Some(raised), clause.range) {
                self.body(&clause.body);
                self.close();
            }
            self.forget(name);
            self.jump_on(next);

            self.unit.place_handler(raised, base + 4);
            self.forget(name);
            self.follow(Op::ListAppend(2));
            self.jump_on(next);

            self.place_at(no_match, base + 5);
            self.emit(Op::Pop, clause.range);
            self.place_at(next, base + 4);
        }
        let nothing = self.label();
        self.follow(Op::ListAppend(1));
        self.follow(Op::JoinGroups);
        self.follow(Op::Copy(1));
        let span = self.unit.last_span();
        self.unit.jump(Op::PopJumpIfNone, nothing, span);
        self.jump_on(cleanup);
        self.close();
        self.place(nothing);
        self.follow(Op::Pop);
        self.follow(Op::PopHandled);
        self.jump_on(end);
        self.unit.depth = base + 2;
    }

    pub(super) fn with_statement(&mut self, stmt: &'a StmtWith) {
        self.with_items(stmt, 0);
    }

    fn with_items(&mut self, stmt: &'a StmtWith, at: usize) {
        let Some(item) = stmt.items.get(at) else { return self.body(&stmt.body) };
        let (raised, end, cleanup, suppressed) = (self.label(), self.label(), self.label(), self.label());
        let base = self.unit.depth;
        let range = item.context_expr.range();
        self.expr(&item.context_expr);
        if stmt.is_async {
            self.emit(Op::BeforeAsyncWith, range);
            self.emit(Op::Await, range);
        } else {
            self.emit(Op::BeforeWith, range);
        }
        self.unit.depth = base + 1;
        let opened = self.open(BlockKind::With { is_async: stmt.is_async, range }, Some(raised), stmt.range);
        self.unit.depth = base + 2;
        match &item.optional_vars {
            Some(target) => self.store(target),
            None => self.emit(Op::Pop, range),
        }
        if opened {
            self.with_items(stmt, at + 1);
            self.close();
        }
        self.call_exit(stmt.is_async, range);
        self.jump_on(end);

        self.unit.place_handler(raised, base + 1);
        self.emit(Op::PushHandled, range);
        self.open_at(BlockKind::Covered, Some(cleanup), base + 2);
        self.emit(Op::WithExceptStart, range);
        if stmt.is_async {
            self.emit(Op::Await, range);
        }
        self.jump(Op::PopJumpIfTrue, suppressed, range);
        self.close();
        self.unit.place_handler(cleanup, base + 2);
        self.reraise();

        self.place_at(suppressed, base + 3);
        self.follow(Op::TellCaught);
        self.follow(Op::Pop);
        self.follow(Op::PopHandled);
        self.follow(Op::Pop);
        self.place_at(end, base);
    }

    /// A label is here, where the stack is known to be so high.
    fn place_at(&mut self, label: Label, depth: u32) {
        self.unit.depth = depth;
        self.place(label);
    }
}

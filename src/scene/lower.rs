//! From a scene to the program that it stands for.
//!
//! Lowering never fails: what cannot be said in a program is left out, with a [`Diagnostic`] that points at its place.
//! The rules:
//!
//! - **Main.** A scene has a main coroutine without showing it. It starts every root, in the order of their ids, and
//!   awaits it; several roots in a `gather(..., return_exceptions=True)`, so that each runs to its own end.
//! - **A task** is an `async def`, started by `create_task()` with its label as its name; gathers and shields are calls.
//!   A block is created where it is first reached, directly before the statement that awaits or starts it, after the
//!   blocks below it, and every block has a variable. In a repetition each pass creates it anew.
//! - **Several uses in one function** are uses of the same variable. A block that several *functions* await or start
//!   is shared: main creates it before the roots, in a variable of the module.
//! - **Mentions.** A task can cancel or look at a block that another function creates; its variable is then one of the
//!   module. To mention what is not created yet is a NameError, in Python as here.
//! - **A timeout** that is awaited at one step of one task, or by such a timeout, is an `async with` there, with the
//!   creation of what is below it inside. Anywhere else, or where it is mentioned, it is a task of its own that
//!   consists of this `async with`. Three deep at most; a fourth is a task.
//! - **Nothing below:** a timeout does `pass`, a gather gathers nothing, a shield is left out.
//! - **Interventions** on what runs as a task are directives. All others are timers that main sets as its first act:
//!   on gathers and shields, some turns later, or on a name with blanks, which a directive cannot have.
//! - **Origins.** What creates or belongs to a block has the block as its origin, what a step does has the step, and
//!   the rest of main has main.

use std::fmt;

use super::edges::MAIN_TASK_NAME;
use super::flow::Flow;
use super::ids::IdMap;
use super::model::{Block, BlockId, BlockKind, Intervention, Scene};
use super::plan::{Owner, Plan};
use super::validate::Spot;
use crate::lesson::{Notes, comments_of};
use crate::program::{
    self, Act, Attribute, Builtin, Call, Constant, Expr, Function, FunctionId, GlobalId, Keyword, LocalId,
    OriginId, Place, Program, Stmt, StmtKind, Variable,
};

/// A scene as a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The program.
    pub program: Program,
    /// What deserves a remark, in the order in which it was found.
    pub diagnostics: Vec<Diagnostic>,
    /// How each block appears in the program.
    pub appearances: IdMap<Appearance>,
}

/// A remark about a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub spot: Spot,
    /// A sentence for people.
    pub message: String,
}

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It runs, but perhaps not as meant.
    Warning,
    /// It is left out.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// How a block appears in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appearance {
    /// As a task.
    Task {
        /// Its asyncio name.
        name: String,
        /// The name of its coroutine function.
        function: String,
        /// The variable that holds it.
        variable: String,
    },
    /// As a future that a gather or a shield returns.
    Future {
        /// The variable that holds it.
        variable: String,
    },
    /// As an `async with` in the function of the task above.
    Inline,
    /// Not at all: a shield of nothing.
    Absent,
}

impl Scene {
    /// The program that the scene stands for.
    pub fn lower(&self) -> Lowered {
        let problems = self.problems();
        if problems.is_empty() {
            let mut lowered = Lowering::new(self).lower();
            lowered.diagnostics.extend(lesson_remarks(self));
            return lowered;
        }
        let diagnostics = problems.into_iter().map(|problem| Diagnostic {
            severity: Severity::Error,
            spot: problem.spot,
            message: format!("The scene is not valid: {}.", problem.kind),
        });
        let diagnostics = diagnostics.collect();
        Lowered { diagnostics, ..Lowering::new(&Scene::default()).lower() }
    }
}

/// The state of lowering one scene.
pub(super) struct Lowering<'a> {
    pub(super) scene: &'a Scene,
    pub(super) plan: Plan,
    program: Program,
    /// The places in `program.origins`, to give each one origin: of each block, first itself, then its steps.
    origins: IdMap<Vec<Option<OriginId>>>,
    main_origin: Option<OriginId>,
    /// The functions of blocks. They have their ids before they have bodies.
    functions: IdMap<FunctionId>,
    globals: IdMap<GlobalId>,
    diagnostics: Vec<Diagnostic>,
}

/// Writes the statements about a timeout's child.
type Inside<'f, 'a> = dyn FnMut(&mut Lowering<'a>, &mut Body, BlockId, &mut Vec<Stmt>) + 'f;

/// The function that is being written.
pub(super) struct Body {
    pub(super) owner: Owner,
    pub(super) locals: Vec<String>,
    local_ids: IdMap<LocalId>,
    pub(super) flow: Flow,
    /// For each `try` around the current place, what is known wherever an exception could leave its body.
    pub(super) raising: Vec<Option<Flow>>,
    /// How many handlers are around the current place.
    pub(super) handlers: usize,
}

impl Body {
    fn new(owner: Owner) -> Body {
        Body {
            owner,
            locals: Vec::new(),
            local_ids: IdMap::new(),
            flow: Flow::start(),
            raising: Vec::new(),
            handlers: 0,
        }
    }

    /// The next statement may raise an exception.
    pub(super) fn may_raise(&mut self) {
        if let Some(known) = self.raising.last_mut() {
            self.flow.join_into(known);
        }
    }

    /// A variable of the function by name.
    pub(super) fn local(&mut self, name: &str) -> Variable {
        let index = self.locals.iter().position(|local| local == name).unwrap_or_else(|| {
            self.locals.push(name.to_owned());
            self.locals.len() - 1
        });
        Variable::Local(LocalId(index as u32))
    }
}

impl<'a> Lowering<'a> {
    fn new(scene: &'a Scene) -> Lowering<'a> {
        let mut plan = Plan::of(scene);
        for intervention in &scene.interventions {
            if needs_variable(scene, &plan, intervention) {
                plan.global.extend(intervention.cancel);
            }
        }
        let mut lowering = Lowering {
            scene,
            plan,
            program: Program { about: about(scene), ..Program::default() },
            origins: IdMap::new(),
            main_origin: None,
            functions: IdMap::new(),
            globals: IdMap::new(),
            diagnostics: Vec::new(),
        };
        for &id in &lowering.plan.bottom_up {
            if let Some(name) = lowering.plan.functions.get(&id) {
                lowering.functions.insert(id, FunctionId(lowering.program.functions.len() as u32));
                let function = Function { name: name.clone(), is_async: true, ..Function::default() };
                lowering.program.functions.push(function);
            }
        }
        for id in &lowering.plan.global {
            if let Some(name) = lowering.plan.variables.get(id) {
                lowering.globals.insert(*id, GlobalId(lowering.program.globals.len() as u32));
                lowering.program.globals.push(name.clone());
            }
        }
        lowering
    }

    fn lower(mut self) -> Lowered {
        self.remark_on_blocks();
        for id in self.plan.bottom_up.clone() {
            let block = &self.scene.blocks[&id];
            if !self.plan.is_task(id) {
                continue;
            }
            let mut body = Body::new(Owner::Block(id));
            let statements = match &block.kind {
                BlockKind::Task { steps } => self.task(&mut body, id, steps),
                BlockKind::Timeout { child, delay_secs } => {
                    vec![self.timeout(
                        &mut body,
                        id,
                        *child,
                        *delay_secs,
                        &mut |lowering, body, child, statements| {
                            let value = lowering.create(body, child, statements);
                            let origin = lowering.origin_of_block(id);
                            let kind = StmtKind::Return(value.map(|value| Expr::Await(Box::new(value))));
                            statements.push(Stmt { origin, kind });
                        },
                    )]
                }
                _ => Vec::new(),
            };
            self.finish(self.functions[&id], body, statements);
        }
        let mut before = Vec::new();
        for intervention in &self.scene.interventions {
            self.intervention(intervention, &mut before);
        }
        self.main(before);
        let appearances =
            self.scene.blocks.iter().map(|(&id, block)| (id, self.appearance(id, block))).collect();
        Lowered { program: self.program, diagnostics: self.diagnostics, appearances }
    }

    fn finish(&mut self, id: FunctionId, body: Body, statements: Vec<Stmt>) {
        let function = &mut self.program.functions[id.0 as usize];
        function.locals = body.locals;
        function.body = statements;
    }

    fn appearance(&self, id: BlockId, block: &Block) -> Appearance {
        match (self.plan.functions.get(&id), self.plan.variables.get(&id)) {
            (Some(function), Some(variable)) => Appearance::Task {
                name: block.label.clone(),
                function: function.clone(),
                variable: variable.clone(),
            },
            (None, Some(variable)) => Appearance::Future { variable: variable.clone() },
            _ if self.plan.absent.contains(&id) => Appearance::Absent,
            _ => Appearance::Inline,
        }
    }

    fn main(&mut self, before: Vec<Stmt>) {
        let mut body = Body::new(Owner::Main);
        let mut statements = before;
        for id in self.plan.shared.clone() {
            self.create(&mut body, id, &mut statements);
        }
        let roots = self.scene.roots().into_iter();
        let mut roots: Vec<Expr> =
            roots.filter_map(|root| self.create(&mut body, root, &mut statements)).collect();
        let origin = self.origin(Place::Main);
        let awaited = match roots.len() {
            0 | 1 => roots.pop(),
            _ => Some(gather(roots, true)),
        };
        let kind = match awaited {
            Some(awaited) => StmtKind::Expr(Expr::Await(Box::new(awaited))),
            None => StmtKind::Pass,
        };
        statements.push(Stmt { origin, kind });
        let id = FunctionId(self.program.functions.len() as u32);
        self.program.functions.push(Function {
            name: "main".to_owned(),
            is_async: true,
            ..Function::default()
        });
        self.program.main = id;
        self.finish(id, body, statements);
    }

    fn intervention(&mut self, intervention: &Intervention, statements: &mut Vec<Stmt>) {
        let (at_secs, turns) = (intervention.at_secs, intervention.turns);
        let Some(id) = intervention.cancel else {
            let act = Act::Interrupt;
            return self.program.directives.push(program::Intervention { at_secs, turns, act });
        };
        let label = self.label(id);
        if self.plan.inline.contains(&id) {
            let message = format!(
                "\u{201c}{label}\u{201d} cannot be cancelled: a timeout is part of the task that awaits it. \
                 Cancel that task, or what the timeout holds."
            );
            return self.remark(Severity::Error, Spot::Block(id), message);
        }
        if self.plan.absent.contains(&id) {
            let message = format!("\u{201c}{label}\u{201d} cannot be cancelled: it shields nothing.");
            return self.remark(Severity::Error, Spot::Block(id), message);
        }
        if !needs_variable(self.scene, &self.plan, intervention) {
            let act = Act::Cancel { task: label.into() };
            return self.program.directives.push(program::Intervention { at_secs, turns, act });
        }
        let action = Expr::Function(self.cancel_function(id));
        let at = Expr::Constant(seconds(at_secs));
        let arguments = match intervention.turns {
            0 => vec![at, action],
            turns => {
                let turns = Expr::Constant(Constant::Int(turns.into()));
                vec![at, Expr::Function(self.in_turns_function()), turns, action]
            }
        };
        let call_at = call(method(running_loop(), Attribute::CallAt), arguments);
        let origin = self.origin(Place::Main);
        statements.push(Stmt { origin, kind: StmtKind::Expr(call_at) });
    }

    /// `def cancel_both(): both.cancel()`
    fn cancel_function(&mut self, id: BlockId) -> FunctionId {
        let origin = self.origin_of_block(id);
        let variable = Expr::Variable(Variable::Global(self.globals[&id]));
        let cancel = Stmt { origin, kind: StmtKind::Expr(call(method(variable, Attribute::Cancel), vec![])) };
        let functions = &mut self.program.functions;
        if let Some(known) = functions.iter().position(|f| !f.is_async && f.body == [cancel.clone()]) {
            return FunctionId(known as u32);
        }
        let name = self.plan.names.unique(&format!("cancel_{}", self.plan.variables[&id]), "cancel");
        functions.push(Function { name, body: vec![cancel], ..Function::default() });
        FunctionId(functions.len() as u32 - 1)
    }

    /// `def in_turns(turns, action)`: calls `action` some turns of the loop later.
    fn in_turns_function(&mut self) -> FunctionId {
        let origin = self.origin(Place::Main);
        let functions = &mut self.program.functions;
        if let Some(known) = functions.iter().position(|function| function.name == "in_turns") {
            return FunctionId(known as u32);
        }
        let id = FunctionId(functions.len() as u32);
        let turns = Expr::Variable(Variable::Local(LocalId(0)));
        let action = Expr::Variable(Variable::Local(LocalId(1)));
        let fewer = Expr::Subtract(Box::new(turns.clone()), Box::new(Expr::Constant(Constant::Int(1))));
        let arguments = vec![Expr::Function(id), fewer, action.clone()];
        let again = call(method(running_loop(), Attribute::CallSoon), arguments);
        let statement = |expr| vec![Stmt { origin, kind: StmtKind::Expr(expr) }];
        let body =
            StmtKind::If { test: turns, body: statement(again), orelse: statement(call(action, vec![])) };
        functions.push(Function {
            name: "in_turns".to_owned(),
            is_async: false,
            parameters: 2,
            locals: vec!["turns".to_owned(), "action".to_owned()],
            body: vec![Stmt { origin, kind: body }],
        });
        id
    }

    /// Sees to it that a block runs, and returns the variable that holds it. `None` for a block that is left out, or
    /// has no variable.
    pub(super) fn create(
        &mut self,
        body: &mut Body,
        id: BlockId,
        statements: &mut Vec<Stmt>,
    ) -> Option<Expr> {
        let variable = Expr::Variable(self.variable(body, id)?);
        let created_elsewhere = self.plan.owners[&id] != body.owner;
        if created_elsewhere || body.flow.surely.contains(&id) {
            return Some(variable);
        }
        if body.flow.maybe.contains(&id) {
            let message = format!(
                "\u{201c}{}\u{201d} may not have been started when it is awaited here: \
                 the step that starts it can be passed over.",
                self.label(id)
            );
            self.remark(Severity::Warning, self.spot_of(body.owner), message);
            return Some(variable);
        }
        self.create_anew(body, id, statements);
        Some(variable)
    }

    /// Creates a block that has a variable and belongs to this function.
    fn create_anew(&mut self, body: &mut Body, id: BlockId, statements: &mut Vec<Stmt>) {
        let scene = self.scene;
        let Some(target) = self.variable(body, id) else { return };
        let value = match &scene.blocks[&id].kind {
            BlockKind::Task { .. } | BlockKind::Timeout { .. } => {
                let coroutine = call(Expr::Function(self.functions[&id]), vec![]);
                let name = (Keyword::Name, Expr::Constant(Constant::Str(self.label(id))));
                call_with(Expr::Builtin(Builtin::CreateTask), vec![coroutine], vec![name])
            }
            BlockKind::Gather { children, return_exceptions } => {
                let children = children.iter();
                let children = children.filter_map(|&child| self.create(body, child, statements)).collect();
                gather(children, *return_exceptions)
            }
            BlockKind::Shield { child } => {
                let child = child.and_then(|child| self.create(body, child, statements));
                call(Expr::Builtin(Builtin::Shield), child.into_iter().collect())
            }
        };
        body.flow.assign(id);
        let origin = self.origin_of_block(id);
        statements.push(Stmt { origin, kind: StmtKind::Assign { target, value } });
    }

    /// `async with asyncio.timeout():` with what `inside` writes about the timeout's child, or `pass`.
    pub(super) fn timeout(
        &mut self,
        body: &mut Body,
        id: BlockId,
        child: Option<BlockId>,
        delay_secs: f64,
        inside: &mut Inside<'_, 'a>,
    ) -> Stmt {
        let origin = self.origin_of_block(id);
        let context = call(Expr::Builtin(Builtin::Timeout), vec![Expr::Constant(seconds(delay_secs))]);
        let mut statements = Vec::new();
        if let Some(child) = child.filter(|child| !self.plan.absent.contains(child)) {
            inside(self, body, child, &mut statements);
        }
        // Leaving the block may raise TimeoutError.
        body.may_raise();
        Stmt { origin, kind: StmtKind::AsyncWith { context, body: statements } }
    }

    /// The variable of a block as this function sees it; `None` if the block has none.
    pub(super) fn variable(&self, body: &mut Body, id: BlockId) -> Option<Variable> {
        let name = self.plan.variables.get(&id)?;
        if let Some(global) = self.globals.get(&id) {
            return Some(Variable::Global(*global));
        }
        let local = body.local_ids.get_or_insert_with(id, || {
            body.locals.push(name.clone());
            LocalId(body.locals.len() as u32 - 1)
        });
        Some(Variable::Local(*local))
    }

    pub(super) fn label(&self, id: BlockId) -> String {
        self.scene.blocks[&id].label.clone()
    }

    pub(super) fn remark(&mut self, severity: Severity, spot: Spot, message: String) {
        self.diagnostics.push(Diagnostic { severity, spot, message });
    }

    fn spot_of(&self, owner: Owner) -> Spot {
        match owner {
            Owner::Main => Spot::Scene,
            Owner::Block(id) => Spot::Block(id),
        }
    }

    fn remark_on_blocks(&mut self) {
        for (&id, block) in &self.scene.blocks {
            let absent = |child: &BlockId| self.plan.absent.contains(child);
            let message = match &block.kind {
                BlockKind::Shield { .. } if absent(&id) => {
                    "The shield holds nothing, so the program leaves it out. Connect a block below it."
                }
                BlockKind::Timeout { child, .. } if child.as_ref().is_none_or(absent) => {
                    "The timeout holds nothing, so it is over at once. Connect a block below it."
                }
                BlockKind::Gather { children, .. } if children.iter().all(absent) => {
                    "The gather gathers nothing, so it is done at once. Connect blocks below it."
                }
                _ => continue,
            };
            self.remark(Severity::Warning, Spot::Block(id), message.to_owned());
        }
    }

    pub(super) fn origin_of_block(&mut self, id: BlockId) -> OriginId {
        self.origin(Place::Block { block: id.0, step: None })
    }

    pub(super) fn origin_of_step(&mut self, id: BlockId, step: u32) -> OriginId {
        self.origin(Place::Block { block: id.0, step: Some(step) })
    }

    fn origin(&mut self, place: Place) -> OriginId {
        let known = match place {
            Place::Main => &mut self.main_origin,
            Place::Block { block, step } => {
                let position = step.map_or(0, |step| step as usize + 1);
                let of_block = self.origins.get_or_insert_with(BlockId(block), Vec::new);
                if of_block.len() <= position {
                    of_block.resize(position + 1, None);
                }
                &mut of_block[position]
            }
        };
        *known.get_or_insert_with(|| {
            self.program.origins.push(place);
            OriginId(self.program.origins.len() as u32 - 1)
        })
    }
}

/// Whether an intervention cannot be a directive.
fn needs_variable(scene: &Scene, plan: &Plan, intervention: &Intervention) -> bool {
    intervention.cancel.is_some_and(|id| {
        let blank = scene.blocks[&id].label.contains(char::is_whitespace);
        intervention.turns > 0 || blank || !plan.is_task(id)
    })
}

/// What cannot be asked or explained.
fn lesson_remarks(scene: &Scene) -> impl Iterator<Item = Diagnostic> {
    let unread = scene.lesson.mistakes().map(|(line, mistake)| {
        let message = ["\u{201c}", line, "\u{201d} says nothing: ", mistake.0, "."].concat();
        Diagnostic { severity: Severity::Warning, spot: Spot::Scene, message }
    });
    let is_unknown =
        |name: &String| name != MAIN_TASK_NAME && !scene.blocks.values().any(|block| block.label == *name);
    let unknown = scene.lesson.names().into_iter().filter(is_unknown).map(|name| {
        let message =
            ["A question or explanation names \u{201c}", &name, "\u{201d}, which no block is called."];
        Diagnostic { severity: Severity::Warning, spot: Spot::Scene, message: message.concat() }
    });
    unread.chain(unknown.collect::<Vec<_>>())
}

/// What the scene says about itself, as comments.
fn about(scene: &Scene) -> Vec<String> {
    let Scene { title, about, lesson, .. } = scene;
    comments_of(&Notes { title: title.trim().into(), about: about.clone(), lesson: lesson.clone() })
}

/// A number of seconds as a person would write it: whole if it is.
pub(super) fn seconds(secs: f64) -> Constant {
    let is_whole = secs.fract() == 0.0 && secs.abs() < 1e9;
    if is_whole { Constant::Int(secs as i64) } else { Constant::Float(secs) }
}

pub(super) fn call(function: Expr, arguments: Vec<Expr>) -> Expr {
    call_with(function, arguments, vec![])
}

fn call_with(function: Expr, arguments: Vec<Expr>, keywords: Vec<(Keyword, Expr)>) -> Expr {
    Expr::Call(Box::new(Call { origin: None, function, arguments, keywords }))
}

pub(super) fn method(value: Expr, name: Attribute) -> Expr {
    Expr::Attribute { value: Box::new(value), name }
}

fn gather(children: Vec<Expr>, return_exceptions: bool) -> Expr {
    let keyword = (Keyword::ReturnExceptions, Expr::Constant(Constant::Bool(true)));
    let keywords = if return_exceptions { vec![keyword] } else { vec![] };
    call_with(Expr::Builtin(Builtin::Gather), children, keywords)
}

fn running_loop() -> Expr {
    call(Expr::Builtin(Builtin::GetRunningLoop), vec![])
}

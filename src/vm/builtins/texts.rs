//! `eval()`, `exec()` and `compile()`: texts that a program runs. Their lines are not shown, as those of the library are not.

use std::rc::Rc;

use crate::vm::class::class_of;
use crate::vm::code::{Code, ModuleCode, Op};
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::exception::{INDENTATION_ERROR, SYNTAX_ERROR, TAB_ERROR};
use crate::vm::value::dict::Dict;
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] = &[
    Native::new(
        "compile",
        "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
        compile,
    ),
    Native::new("eval", "source, /, globals=None, locals=None", |vm, args| with_variables(vm, args, true)),
    Native::new("exec", "source, /, globals=None, locals=None, *, closure=None", |vm, args| {
        with_variables(vm, args, false)
    }),
];

/// What `compile()` returns.
static CODE: NativeType = NativeType::new(
    "code",
    "builtins",
    &[Native::new("__repr__", "self, /", |_, args| {
        let Some(text) = args[0].data::<Text>() else { return Ok(Value::None) };
        Ok(format!("<code object <module> at {:#x}, file \"{}\", line 1>", args[0].id(), text.file).into())
    })],
)
.properties(&[
    Property {
        name: "co_filename",
        get: |_, this| Ok(this.data::<Text>().map_or(Value::None, |text| text.file.clone().into())),
        set: None,
    },
    Property { name: "co_name", get: |_, _| Ok("<module>".into()), set: None },
]);

/// A text that can be run.
struct Text {
    text: Rc<str>,
    file: Rc<str>,
    is_expression: bool,
}

fn compile(vm: &Vm, args: &[Value]) -> Result {
    let is_expression = match args[2].as_str() {
        Some("eval") => true,
        Some("exec" | "single") => false,
        _ => return Err(value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let text = Text { text: text_of(&args[0], "compile")?, file: vm.str(&args[1])?.into(), is_expression };
    vm.compiled(&text)?;
    Ok(Value::native(CODE.class(), text))
}

fn text_of(source: &Value, function: &str) -> Result<Rc<str>> {
    match source.as_str() {
        Some(text) => Ok(text.into()),
        None => Err(type_error(format!("{function}() arg 1 must be a string, bytes or code object"))),
    }
}

/// Runs a text in variables that were given; no value if there are none, for the frame that asks to give its own.
fn with_variables(vm: &Vm, args: &[Value], is_expression: bool) -> Result {
    let (globals, locals) = (args[1].given(), args[2].given());
    let space = match globals {
        None if locals.is_none() => return Ok(Value::Unbound),
        None => vm.main.clone(),
        Some(Value::Dict(globals)) => vm.globals_of(globals),
        Some(other) => {
            let class = other.type_name();
            return Err(type_error(match is_expression {
                true => "globals must be a dict".to_owned(),
                false => format!("exec() globals must be a dict, not {class}"),
            }));
        }
    };
    let locals = match (locals, globals) {
        (Some(Value::Dict(locals)), Some(Value::Dict(globals))) if Rc::ptr_eq(locals, globals) => None,
        (locals, _) => locals,
    };
    vm.run_text(&args[0], &space, locals, is_expression)
}

impl Vm {
    /// `eval(source)` and `exec(source)`, where these are the variables of the frame that asks.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn run_text_in_frame(
        &self,
        execution: &Execution,
        source: &Value,
        function: &str,
    ) -> Result {
        let is_expression = function == "eval";
        let Some(frame) = execution.frames.last() else {
            return self.run_text(source, &self.main.clone(), None, is_expression);
        };
        let variables = frame.variables(&execution.stack);
        let globals = frame.globals.clone();
        let is_module = Rc::ptr_eq(&variables, &globals.dict());
        let locals = (!is_module).then(|| Value::Dict(variables));
        self.run_text(source, &globals, locals.as_ref(), is_expression)
    }

    fn run_text(
        &self,
        source: &Value,
        globals: &Rc<Globals>,
        locals: Option<&Value>,
        is_expression: bool,
    ) -> Result {
        let function = if is_expression { "eval" } else { "exec" };
        let compiled = match source.data::<Text>() {
            Some(text) => self.compiled(text)?,
            None => {
                let text = text_of(source, function)?;
                self.compiled(&Text { text, file: "<string>".into(), is_expression })?
            }
        };
        let Some(locals) = locals else { return self.run_compiled(compiled, globals, globals) };
        // The variables of both, as one: those that the text has set are written back.
        let space = Rc::<Globals>::default();
        let known = globals.entries();
        self.charge(known.len() * 8)?;
        known.into_iter().for_each(|(name, value)| space.set(name, value));
        let keys = match locals {
            Value::Dict(locals) => locals.keys(),
            other => self.collect(&self.call_method(other, "keys", &[])?)?,
        };
        for key in keys {
            let value = self.get_item(locals, &key)?;
            if let Some(name) = key.as_str() {
                space.set(Symbol::new(name), value);
            }
        }
        let before = space.entries();
        let result = self.run_compiled(compiled, &space, globals)?;
        for (name, value) in space.entries() {
            let known = before.iter().find(|(known, _)| *known == name);
            if known.is_none_or(|(_, known)| !known.is(&value)) {
                self.set_item(locals, &name.text().into(), value)?;
            }
        }
        Ok(result)
    }

    /// Compiles a text.
    fn compiled(&self, text: &Text) -> Result<ModuleCode> {
        self.charge(2048 + text.text.len() * 64)?;
        let plain = text.text.trim_matches([' ', '\t']);
        let compile = |text: &str| (self.compile)(text, "<string>");
        let compiled = match text.is_expression {
            // Whatever is wrong is told as of the text alone; what is no expression is wrong in brackets.
            true => compile(plain).and_then(|_| {
                compile(&format!("lambda: (\n{plain}\n)")).map_err(|_| "1:1:invalid syntax".to_owned())
            }),
            false => compile(&text.text),
        };
        let mut compiled = compiled.map_err(|problem| self.syntax_error(&problem, text))?;
        if text.is_expression {
            name_as_of_module(&mut compiled.body);
        } else {
            self.tell_syntax_warnings(&compiled, &text.file, "");
        }
        Ok(compiled)
    }

    /// A SyntaxError of `LINE:COLUMN:MESSAGE`.
    fn syntax_error(&self, problem: &str, text: &Text) -> crate::engine::Exception {
        let mut parts = problem.splitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(1_i64);
        let (line, column) = (number(), number());
        let message = parts.next().unwrap_or("invalid syntax");
        let message = if message.starts_with("invalid syntax: ") { "invalid syntax" } else { message };
        let shown = text.text.lines().nth(usize::try_from(line - 1).unwrap_or(0)).unwrap_or_default();
        let shown = format!("{shown}\n");
        let place = Value::tuple([text.file.clone().into(), line.into(), column.into(), shown.into()]);
        let class = match message {
            "unexpected indent" | "unindent does not match any outer indentation level" => &INDENTATION_ERROR,
            "inconsistent use of tabs and spaces in indentation" => &TAB_ERROR,
            _ if message.starts_with("expected an indented block") => &INDENTATION_ERROR,
            _ => &SYNTAX_ERROR,
        };
        match self.call(&Value::Class(class.class()), &[message.into(), place]) {
            Ok(Value::Exception(error)) => error,
            Ok(_) => type_error(message),
            Err(error) => error,
        }
    }

    /// Runs what was compiled in variables; `outer` are those of the program, which know what builtins there are.
    fn run_compiled(&self, compiled: ModuleCode, globals: &Rc<Globals>, outer: &Rc<Globals>) -> Result {
        let ModuleCode { mut body, globals: names, .. } = compiled;
        let own = outer.get(Symbol::new("__builtins__"));
        let builtin = |name: Symbol| match &own {
            Some(Value::Dict(own)) => own.get_str(&name.text()).unwrap_or_default(),
            _ => self.builtins.borrow().get(&name).cloned().unwrap_or_default(),
        };
        let places: Vec<u32> = names.iter().map(|name| globals.declare(*name, || builtin(*name))).collect();
        self.knows_builtins(globals);
        move_globals(&mut body, &places);
        // Of an expression the code of a lambda is run, which returns it.
        let is_lambda = |code: &&Rc<Code>| &*code.name == "<lambda>" && body.ops.len() <= 5;
        let code = body.codes.first().filter(is_lambda).cloned().unwrap_or(body);
        let mut slots = Vec::new();
        slots.resize(code.slots.len(), Value::Unbound);
        self.nest(|| self.run_to_end(Execution::of_code(code, globals.clone(), slots)))
    }

    /// The variables that a dict holds.
    fn globals_of(&self, dict: &Rc<Dict>) -> Rc<Globals> {
        if let Some(known) = dict.mirrored() {
            return known;
        }
        let name = Symbol::new("__builtins__");
        if dict.get_str(&name.text()).is_none()
            && let Ok(builtins) = self.import("builtins")
        {
            dict.set_symbol(name, Value::Module(builtins));
        }
        Globals::of_dict(dict)
    }
}

/// What an expression defines is not named after the lambda that is around it here.
fn name_as_of_module(code: &mut Rc<Code>) {
    let Some(code) = Rc::get_mut(code) else { return };
    if let Some(name) = code.qualname.strip_prefix("<lambda>.<locals>.") {
        code.qualname = name.into();
    }
    code.codes.iter_mut().for_each(name_as_of_module);
}

/// Has the code refer to variables by the places that they have.
fn move_globals(code: &mut Rc<Code>, places: &[u32]) {
    // Nothing else refers to what was just compiled.
    let Some(code) = Rc::get_mut(code) else { return };
    for op in &mut code.ops {
        match op {
            Op::LoadGlobal(at)
            | Op::StoreGlobal(at)
            | Op::DeleteGlobal(at)
            | Op::LoadName { global: at, .. } => {
                *at = places[*at as usize];
            }
            _ => {}
        }
    }
    code.codes.iter_mut().for_each(|inner| move_globals(inner, places));
}

/// `ast.literal_eval()`: evaluates a text in which there is nothing but literals; nothing if there is more.
pub(in crate::vm) fn literal(vm: &Vm, args: &[Value]) -> Result {
    let text = text_of(&args[0], "literal_eval")?;
    let compiled = vm.compiled(&Text { text, file: "<unknown>".into(), is_expression: true })?;
    let is_literal = |op: &Op| {
        use Op::*;
        matches!(
            op,
            LoadConst(_)
                | Return
                | Negative
                | Positive
                | BuildTuple(_)
                | BuildList(_)
                | BuildSet(_)
                | BuildDict(_)
                | ListToTuple
        )
    };
    match compiled.body.codes.first() {
        Some(code) if code.ops.iter().all(is_literal) => {
            vm.run_compiled(compiled, &Rc::default(), &Rc::default())
        }
        _ => {
            let class = class_of(&args[0]);
            Err(value_error(format!(
                "malformed node or string on line 1: {} {}",
                class.name(),
                vm.repr(&args[0])?
            )))
        }
    }
}

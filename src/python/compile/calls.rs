//! Calls, and `super()` without arguments.

use ruff_python_ast::{Arguments, Expr, ExprAttribute, ExprCall, Keyword};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::expressions::Sequence;
use super::scopes::{Place, ScopeKind, Variable};
use crate::vm::code::Op;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, expression: &'a ExprCall) {
        let arguments = &expression.arguments;
        self.repeated_keywords(arguments);
        self.check_called(expression);
        let range = expression.range();
        if has_starred(arguments) {
            self.expr(&expression.func);
            return self.starred_call(arguments, range);
        }
        let count = (arguments.args.len() + arguments.keywords.len()) as u32;
        match &*expression.func {
            Expr::Attribute(attribute) if !self.is_super_attribute(attribute) => {
                self.expr(&attribute.value);
                let name = self.name(&attribute.attr);
                let place = self.attribute_place(attribute);
                self.emit(Op::LoadMethod(name), place);
                // Where the traceback shows it: on the line of the method's name.
                let starts = TextRange::new(place.start(), range.end());
                match self.arguments(arguments) {
                    Some(names) => self.emit(Op::CallMethodKeywords { count, names }, starts),
                    None => self.emit(Op::CallMethod(count), starts),
                }
            }
            Expr::Name(name) if name.id.as_str() == "super" && count == 0 => {
                self.plain_super(name.range, range)
            }
            function => {
                self.expr(function);
                match self.arguments(arguments) {
                    Some(names) => self.emit(Op::CallKeywords { count, names }, range),
                    None => self.emit(Op::Call(count), range),
                }
            }
        }
    }

    fn repeated_keywords(&mut self, arguments: &'a Arguments) {
        for (at, keyword) in arguments.keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            let mut earlier = arguments.keywords[..at].iter().filter_map(|keyword| keyword.arg.as_ref());
            // Few calls have more than a handful.
            if at < 256 && earlier.any(|earlier| earlier.as_str() == name.as_str()) {
                self.refuse(keyword.range, format!("keyword argument repeated: {name}"), None);
            }
        }
    }

    /// Pushes arguments without stars; the constant with the names of those by keyword, if there are any.
    fn arguments(&mut self, arguments: &'a Arguments) -> Option<u32> {
        arguments.args.iter().for_each(|argument| self.expr(argument));
        arguments.keywords.iter().for_each(|keyword| self.expr(&keyword.value));
        (!arguments.keywords.is_empty()).then(|| self.keyword_names(&arguments.keywords))
    }

    /// The constant with the names of the arguments by keyword.
    pub(super) fn keyword_names(&mut self, keywords: &'a [Keyword]) -> u32 {
        let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
        let names: Vec<_> = names.map(|name| Value::str(name.as_str())).collect();
        self.unit.constant(Value::tuple(names))
    }

    /// `[callee] -> [result]`: a call with `*args` or `**kwargs`.
    fn starred_call(&mut self, arguments: &'a Arguments, range: TextRange) {
        self.positional(&arguments.args, range);
        let keywords = self.keywords(arguments, range);
        self.emit(Op::CallStarred { keywords }, range);
    }

    /// Pushes one iterable of the positional arguments.
    pub(super) fn positional(&mut self, args: &'a [Expr], range: TextRange) {
        match args {
            [Expr::Starred(only)] => self.expr(&only.value),
            _ if args.iter().any(Expr::is_starred_expr) => self.sequence(args, Sequence::List, range),
            _ => self.sequence(args, Sequence::Tuple, range),
        }
    }

    /// Pushes a dict of the keyword arguments, if there are any. Below it are the callee and the positional ones.
    pub(super) fn keywords(&mut self, arguments: &'a Arguments, range: TextRange) -> bool {
        if arguments.keywords.is_empty() {
            return false;
        }
        let starred = arguments.keywords.iter().position(|keyword| keyword.arg.is_none());
        let plain = starred.unwrap_or(arguments.keywords.len());
        let (before, mut after) = arguments.keywords.split_at(plain);
        for keyword in before {
            self.keyword(keyword.arg.as_deref().unwrap_or_default(), &keyword.value);
        }
        self.emit(Op::BuildDict(plain as u32), range);
        while let Some((next, rest)) = after.split_first() {
            match &next.arg {
                None => {
                    self.expr(&next.value);
                    self.emit(Op::DictMerge, range);
                    after = rest;
                }
                Some(_) => {
                    let named = after.iter().take_while(|keyword| keyword.arg.is_some()).count();
                    let (group, rest) = after.split_at(named);
                    for keyword in group {
                        self.keyword(keyword.arg.as_deref().unwrap_or_default(), &keyword.value);
                    }
                    self.emit(Op::BuildDict(named as u32), range);
                    self.emit(Op::DictMerge, range);
                    after = rest;
                }
            }
        }
        true
    }

    fn keyword(&mut self, name: &str, value: &'a Expr) {
        self.load_const(Value::str(name), value.range());
        self.expr(value);
    }

    /// The variable `__class__` and the first parameter, if this is a method and `super` is the builtin.
    fn method(&mut self) -> Option<(Variable, Variable)> {
        let Place::Global = self.place_of(Symbol::new("super")) else { return None };
        let Place::Variable(class) = self.place_of(Symbol::new("__class__")) else { return None };
        let frame = self.scopes.get(self.unit.scope);
        let is_function = matches!(frame.kind, ScopeKind::Function { .. } | ScopeKind::Lambda);
        let first = *frame.locals.first()?;
        let is_param = frame.uses.get(&first.name).is_some_and(|uses| uses.param);
        (is_function && is_param).then_some((class, first))
    }

    fn load_variable(&mut self, variable: Variable, range: TextRange) {
        let (slot, is_cell) = self.slot(variable);
        self.emit(if is_cell { Op::LoadCell(slot) } else { Op::LoadLocal(slot) }, range);
    }

    fn is_super_attribute(&mut self, expression: &ExprAttribute) -> bool {
        let Expr::Call(call) = &*expression.value else { return false };
        let Expr::Name(name) = &*call.func else { return false };
        name.id.as_str() == "super" && call.arguments.is_empty() && self.method().is_some()
    }

    /// `super().name` in a method. Whether it is that.
    #[inline(never)]
    pub(super) fn super_attribute(&mut self, expression: &'a ExprAttribute) -> bool {
        if !self.is_super_attribute(expression) {
            return false;
        }
        let Some((class, first)) = self.method() else { return false };
        let range = expression.value.range();
        self.load_variable(class, range);
        self.load_variable(first, range);
        let name = self.name(&expression.attr);
        let range = self.attribute_place(expression);
        self.emit(Op::LoadSuperAttr(name), range);
        true
    }

    /// `super()`: in a method `super(__class__, self)`.
    fn plain_super(&mut self, name: TextRange, range: TextRange) {
        self.load_name("super", name);
        match self.method() {
            Some((class, first)) => {
                self.load_variable(class, range);
                self.load_variable(first, range);
                self.emit(Op::Call(2), range);
            }
            None => self.emit(Op::Call(0), range),
        }
    }
}

/// Whether there is an `*args` or a `**kwargs` among them.
pub(super) fn has_starred(arguments: &Arguments) -> bool {
    arguments.args.iter().any(Expr::is_starred_expr)
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
}

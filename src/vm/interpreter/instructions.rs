//! What each instruction does: one match, since LLVM makes one table of jumps of it. What takes more than a few lines, or is
//! seldom needed, stands with its subject (`displays.rs`, `exceptions/raising.rs`, `calls/` ..).

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::class::body::annotate;
use crate::vm::class::class_of;
use crate::vm::code::{BinaryOp, Op};
use crate::vm::coroutine::Resume;
use crate::vm::coroutine::awaiting::Awaited;
use crate::vm::exceptions::{is, runtime_error};
use crate::vm::frames::entering::{Called, namespace};
use crate::vm::frames::unwinding::{unbound_cell, unbound_local, undefined};
use crate::vm::frames::{Execution, Outcome};
use crate::vm::iteration::iterator::quick_next;
use crate::vm::machine::Vm;
use crate::vm::operators::holds;
use crate::vm::types::exception as classes;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Slice, Value};

/// Why the instructions of a frame are left.
pub(super) enum Left {
    /// Another frame is on top now, or this one stands elsewhere in its code.
    Frame,
    /// An exception is raised; `again` if its traceback knows this frame already.
    Raised { exception: Exception, again: bool },
    /// The execution ends, or waits.
    Out(Outcome),
}

impl Vm {
    /// Carries out the innermost frame's instructions, from where it stands, until that is left.
    #[inline(always)]
    pub(super) fn run_frame(&self, execution: &mut Execution) -> Left {
        let frame = execution.top();
        let (code, globals, base) = (frame.code.clone(), frame.globals.clone(), frame.base);
        let mut pc = frame.pc;

        macro_rules! raise {
            ($exception:expr) => {{
                let exception = $exception;
                execution.top().pc = pc;
                return Left::Raised { exception, again: false };
            }};
        }
        macro_rules! raise_again {
            ($exception:expr) => {{
                let exception = $exception;
                execution.top().pc = pc;
                return Left::Raised { exception, again: true };
            }};
        }
        // Yields the value, or leaves with the exception.
        macro_rules! attempt {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(exception) => raise!(exception),
                }
            };
        }
        macro_rules! push {
            ($value:expr) => {{
                let value = $value;
                execution.push(value);
            }};
        }
        // What is not bound raises the exception.
        macro_rules! push_bound {
            ($value:expr, $exception:expr) => {{
                let value = $value;
                if !value.is_bound() {
                    raise!($exception);
                }
                execution.push(value);
            }};
        }
        // Calls what stands at `$callee`; the result goes to `$at`.
        macro_rules! call {
            ($callee:expr, $at:expr, $keywords:expr) => {
                match attempt!(self.call_on_stack(execution, $callee, $at, $keywords)) {
                    Called::Done => {}
                    Called::Frame => return Left::Frame,
                    Called::Pending => return Left::Out(Outcome::Pending),
                }
            };
        }
        // A jump back costs by the code that it goes over.
        macro_rules! jump {
            ($target:expr) => {{
                let target = $target as usize;
                if target < pc {
                    attempt!(self.tick_code(target, pc));
                }
                pc = target;
            }};
        }
        macro_rules! local {
            ($slot:expr) => {
                execution.stack[base + $slot as usize]
            };
        }
        macro_rules! name {
            ($index:expr) => {
                code.names[$index as usize]
            };
        }

        loop {
            let op = code.ops[pc];
            pc += 1;
            match op {
                Op::Nop => {}
                Op::LoadConst(index) => execution.push(code.consts[index as usize].clone()),
                Op::Pop => drop(execution.pop()),
                Op::Copy(n) => {
                    let value = execution.peek(n as usize).clone();
                    execution.push(value);
                }
                Op::Swap(n) => {
                    let len = execution.stack.len();
                    execution.stack.swap(len - 1, len - n as usize);
                }

                Op::LoadLocal(slot) => {
                    push_bound!(local!(slot).clone(), unbound_local(code.slots[slot as usize]))
                }
                Op::StoreLocal(slot) => {
                    let value = execution.pop();
                    let before = std::mem::replace(&mut local!(slot), value);
                    drop(before);
                }
                Op::DeleteLocal(slot) => {
                    let before = std::mem::take(&mut local!(slot));
                    if !before.is_bound() {
                        raise!(unbound_local(code.slots[slot as usize]));
                    }
                }
                Op::ClearLocal(slot) => {
                    let before = std::mem::take(&mut local!(slot));
                    drop(before);
                }
                Op::MakeCell(slot) => {
                    let value = std::mem::take(&mut local!(slot));
                    // A comprehension in a loop finds the cell of its last round.
                    let value = if matches!(value, Value::Cell(_)) { Value::Unbound } else { value };
                    local!(slot) = Value::Cell(Rc::new(RefCell::new(value)));
                }
                Op::LoadClosure(slot) => {
                    let cell = local!(slot).clone();
                    execution.push(cell);
                }
                Op::LoadCell(slot) => push_bound!(cell_value(&local!(slot)), unbound_cell(&code, slot)),
                Op::StoreCell(slot) => {
                    let value = execution.pop();
                    if let Value::Cell(cell) = &local!(slot) {
                        let before = cell.replace(value);
                        drop(before);
                    }
                }
                Op::DeleteCell(slot) => {
                    let before = match &local!(slot) {
                        Value::Cell(cell) => cell.take(),
                        _ => Value::Unbound,
                    };
                    if !before.is_bound() {
                        raise!(unbound_cell(&code, slot));
                    }
                }
                Op::LoadNameOrCell { name, slot } => {
                    let own = attempt!(self.load_name(execution, name!(name)));
                    let value = if own.is_bound() { own } else { cell_value(&local!(slot)) };
                    push_bound!(value, unbound_cell(&code, slot));
                }
                Op::LoadGlobal(index) => push_bound!(globals.load(index), undefined(globals.name(index))),
                Op::StoreGlobal(index) => {
                    let value = execution.pop();
                    globals.store(index, value);
                }
                Op::DeleteGlobal(index) => {
                    let before = globals.take(index);
                    if !before.is_bound() {
                        raise!(undefined(globals.name(index)));
                    }
                }
                Op::LoadName { name, global } => {
                    let own = attempt!(self.load_name(execution, name!(name)));
                    let value = if own.is_bound() { own } else { globals.load(global) };
                    push_bound!(value, undefined(name!(name)));
                }
                Op::StoreName(name) => {
                    let value = execution.pop();
                    attempt!(self.store_name(execution, name!(name), value));
                }
                Op::DeleteName(name) => {
                    let before = namespace(execution).and_then(|space| space.namespace.remove(name!(name)));
                    if before.is_none() {
                        raise!(undefined(name!(name)));
                    }
                }
                Op::Annotate { name, text } => {
                    annotate(execution, name!(name), code.consts[text as usize].clone());
                }

                Op::LoadAttr(name) => {
                    let object = execution.pop();
                    // What is deprecated of a module is told where it is asked for; a property is a call.
                    if let Value::Module(_) | Value::Instance(_) = object {
                        self.mark(&code, pc);
                    }
                    push!(attempt!(self.get_attr(&object, name!(name))));
                }
                Op::StoreAttr(name) => {
                    let object = execution.pop();
                    let value = execution.pop();
                    attempt!(self.set_attr(&object, name!(name), value));
                }
                Op::DeleteAttr(name) => {
                    let object = execution.pop();
                    attempt!(self.delete_attr(&object, name!(name)));
                }
                Op::LoadMethod(name) => {
                    let object = execution.pop();
                    if let Value::Module(_) = object {
                        self.mark(&code, pc);
                    }
                    let (function, receiver) = attempt!(self.find_method(object, name!(name)));
                    execution.push(function);
                    execution.push(receiver);
                }
                Op::LoadSuperAttr(name) => {
                    let receiver = execution.pop();
                    let class = execution.pop();
                    push!(attempt!(self.super_attr(&class, &receiver, name!(name))));
                }
                Op::LoadItem => {
                    let key = execution.pop();
                    let object = execution.pop();
                    if let Value::Instance(_) = object {
                        self.mark(&code, pc);
                    }
                    push!(attempt!(self.get_item(&object, &key)));
                }
                Op::StoreItem => {
                    let key = execution.pop();
                    let object = execution.pop();
                    let value = execution.pop();
                    attempt!(self.set_item(&object, &key, value));
                }
                Op::DeleteItem => {
                    let key = execution.pop();
                    let object = execution.pop();
                    attempt!(self.delete_item(&object, &key));
                }

                Op::Not => {
                    let value = execution.pop();
                    let truth = attempt!(self.truth(&value));
                    execution.push(Value::Bool(!truth));
                }
                Op::Negative => {
                    let value = execution.pop();
                    push!(attempt!(self.negative(&value)));
                }
                Op::Positive => {
                    let value = execution.pop();
                    push!(attempt!(self.positive(&value)));
                }
                Op::Invert => {
                    let value = execution.pop();
                    if let Value::Bool(_) = value {
                        // It is warned of.
                        self.mark(&code, pc);
                    }
                    push!(attempt!(self.invert(&value)));
                }
                Op::Binary(op) | Op::InPlace(op) => {
                    let right = execution.pop();
                    let left = execution.pop();
                    let quick = match (op, &left, &right) {
                        (BinaryOp::Add, Value::Int(a), Value::Int(b)) => a.checked_add(*b),
                        (BinaryOp::Sub, Value::Int(a), Value::Int(b)) => a.checked_sub(*b),
                        (BinaryOp::Mul, Value::Int(a), Value::Int(b)) => a.checked_mul(*b),
                        _ => None,
                    };
                    let result = match quick {
                        Some(number) => Value::Int(number),
                        None => {
                            self.mark(&code, pc);
                            match code.ops[pc - 1] {
                                Op::InPlace(_) => attempt!(self.in_place(op, &left, &right)),
                                _ => attempt!(self.binary(op, &left, &right)),
                            }
                        }
                    };
                    execution.push(result);
                }
                Op::Compare(op) => {
                    let right = execution.pop();
                    let left = execution.pop();
                    let result = match (&left, &right) {
                        (Value::Int(a), Value::Int(b)) => Value::Bool(holds(op, a, b)),
                        _ => {
                            self.mark(&code, pc);
                            attempt!(self.compare(op, &left, &right))
                        }
                    };
                    execution.push(result);
                }
                Op::Is { negated } => {
                    let right = execution.pop();
                    let left = execution.pop();
                    execution.push(Value::Bool(left.is(&right) != negated));
                }
                Op::In { negated } => {
                    let container = execution.pop();
                    let item = execution.pop();
                    let is_in = attempt!(self.contains(&container, &item));
                    execution.push(Value::Bool(is_in != negated));
                }

                Op::Jump(target) => jump!(target),
                Op::PopJumpIfFalse(target) | Op::PopJumpIfTrue(target) => {
                    let value = execution.pop();
                    let truth = match value {
                        Value::Bool(truth) => truth,
                        Value::None => false,
                        value => attempt!(self.truth(&value)),
                    };
                    if truth == matches!(op, Op::PopJumpIfTrue(_)) {
                        jump!(target);
                    }
                }
                Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                    let value = execution.peek(1).clone();
                    if attempt!(self.truth(&value)) == matches!(op, Op::JumpIfTrueOrPop(_)) {
                        pc = target as usize;
                    } else {
                        drop(execution.pop());
                    }
                }
                Op::PopJumpIfNone(target) => {
                    if execution.pop().is_none() {
                        pc = target as usize;
                    }
                }

                Op::BuildTuple(n) => {
                    attempt!(self.charge(8 + n as usize));
                    let items = execution.pop_many(n as usize);
                    execution.push(Value::tuple(items));
                }
                Op::BuildList(n) => {
                    attempt!(self.charge(8 + n as usize));
                    let items = execution.pop_many(n as usize);
                    execution.push(Value::list(items));
                }
                Op::BuildSet(n) => push!(attempt!(self.build_set(execution, n as usize))),
                Op::BuildDict(n) => push!(attempt!(self.build_dict(execution, n as usize))),
                Op::BuildString(n) => attempt!(self.build_string(execution, n as usize)),
                Op::BuildSlice { step } => {
                    let step = if step { execution.pop() } else { Value::None };
                    let stop = execution.pop();
                    let start = execution.pop();
                    execution.push(Value::Slice(Rc::new(Slice { start, stop, step })));
                }
                Op::ListAppend(n) => {
                    let value = execution.pop();
                    if let Value::List(list) = execution.peek(n as usize) {
                        list.items.borrow_mut().push(value);
                    }
                }
                Op::SetAdd(n) => {
                    let value = execution.pop();
                    if let Value::Set(set) = execution.peek(n as usize).clone() {
                        attempt!(set.add(self, value));
                    }
                }
                Op::DictAdd(n) => {
                    let value = execution.pop();
                    let key = execution.pop();
                    if let Value::Dict(dict) = execution.peek(n as usize).clone() {
                        attempt!(dict.set(self, key, value));
                    }
                }
                Op::ListExtend => attempt!(self.extend_list(execution)),
                Op::SetUpdate => attempt!(self.extend_set(execution)),
                Op::DictUpdate => attempt!(self.extend_dict(execution)),
                Op::DictMerge => attempt!(self.merge_keywords(execution)),
                Op::ListToTuple => {
                    if let Value::List(list) = execution.pop() {
                        execution.push(Value::tuple(list.items.borrow().as_slice()));
                    }
                }
                Op::Format { conversion, spec } => {
                    let spec = if spec { execution.pop() } else { Value::Unbound };
                    let value = execution.pop();
                    self.mark(&code, pc);
                    push!(attempt!(self.format_field(&value, conversion, &spec)));
                }

                Op::GetIter => {
                    let iterable = execution.pop();
                    push!(attempt!(self.iter(&iterable)));
                }
                Op::ForIter(target) => {
                    let quick = match execution.peek(1) {
                        Value::Iterator(iterator) => quick_next(&mut iterator.state.borrow_mut()),
                        _ => None,
                    };
                    let next = match quick {
                        Some(next) => next,
                        None => {
                            self.mark(&code, pc);
                            attempt!(self.next_of_for(execution))
                        }
                    };
                    match next {
                        Some(value) => {
                            attempt!(self.tick());
                            execution.push(value);
                        }
                        None => {
                            drop(execution.pop());
                            pc = target as usize;
                        }
                    }
                }
                Op::UnpackSequence(n) => {
                    let value = execution.pop();
                    match &value {
                        Value::Tuple(items) if items.len() == n as usize => {
                            execution.stack.extend(items.iter().rev().cloned());
                        }
                        _ => {
                            let items = attempt!(self.unpack(&value, n as usize));
                            execution.stack.extend(items.into_iter().rev());
                        }
                    }
                }
                Op::UnpackEx { before, after } => {
                    let value = execution.pop();
                    let items = attempt!(self.unpack_star(&value, before as usize, after as usize));
                    execution.stack.extend(items.into_iter().rev());
                }

                Op::Call(n) => {
                    let at = execution.stack.len() - n as usize - 1;
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    call!(at, at, &[]);
                }
                Op::CallMethod(n) => {
                    let at = execution.stack.len() - n as usize - 2;
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    // `function self args`, or `self` is the function.
                    let callee = if execution.stack[at].is_bound() { at } else { at + 1 };
                    call!(callee, at, &[]);
                }
                Op::CallKeywords { count, names } => {
                    let at = execution.stack.len() - count as usize - 1;
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    let keywords = take_keywords(execution, &code.keyword_names(names));
                    call!(at, at, &keywords);
                }
                Op::CallMethodKeywords { count, names } => {
                    let at = execution.stack.len() - count as usize - 2;
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    let keywords = take_keywords(execution, &code.keyword_names(names));
                    let callee = if execution.stack[at].is_bound() { at } else { at + 1 };
                    call!(callee, at, &keywords);
                }
                Op::CallStarred { keywords } => {
                    let keywords = if keywords { execution.pop() } else { Value::Unbound };
                    let args = execution.pop();
                    let at = execution.stack.len() - 1;
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    let keywords = attempt!(self.keywords_of(&keywords));
                    let args = attempt!(self.starred_args(execution, &args));
                    execution.stack.extend(args);
                    call!(at, at, &keywords);
                }
                Op::Return => {
                    attempt!(self.tick_code(0, pc));
                    let value = execution.pop();
                    execution.top().pc = pc;
                    match self.leave_frame(execution, value) {
                        Ok(Some(result)) => return Left::Out(Outcome::Returned(result)),
                        Ok(None) => return Left::Frame,
                        Err(exception) => {
                            // Of the frame that goes on now, which knows where it stands.
                            return Left::Raised { exception, again: false };
                        }
                    }
                }
                Op::MakeFunction { code: index, parts } => {
                    let made = code.codes[index as usize].clone();
                    let function = self.make_function(execution, made, &globals, parts);
                    execution.push(function);
                }
                Op::BuildClass { count, names } => {
                    execution.top().pc = pc;
                    let keywords = take_keywords(execution, &code.keyword_names(names));
                    let bases = execution.pop_many(count as usize - keywords.len());
                    attempt!(self.begin_class(execution, bases, keywords));
                    return Left::Frame;
                }
                Op::BuildClassStarred => {
                    execution.top().pc = pc;
                    let keywords = execution.pop();
                    let bases = execution.pop();
                    let keywords = attempt!(self.keywords_of(&keywords));
                    let bases = attempt!(self.collect_starred(&bases));
                    attempt!(self.begin_class(execution, bases, keywords));
                    return Left::Frame;
                }

                Op::ImportTop(name) => {
                    let dotted = name!(name).text();
                    attempt!(self.import(&dotted));
                    let top = dotted.split('.').next().unwrap_or(&dotted);
                    let module = attempt!(self.import(top));
                    execution.push(Value::Module(module));
                }
                Op::ImportModule(name) => {
                    let module = attempt!(self.import(&name!(name).text()));
                    execution.push(Value::Module(module));
                }
                Op::ImportFrom(name) => {
                    self.mark(&code, pc);
                    let module = execution.peek(1).clone();
                    push!(attempt!(self.import_from(&module, name!(name), execution)));
                }

                Op::PushHandled => self.push_handled(execution),
                Op::PopHandled => {
                    let raises = matches!(code.ops.get(pc), Some(Op::Reraise));
                    self.pop_handled(execution, raises);
                }
                Op::TellCaught => self.tell_caught(execution, &code, pc),
                Op::RaiseHandled => {
                    let handled = self.handled.borrow().clone();
                    match handled {
                        Some(exception) => raise_again!(exception),
                        None => raise!(runtime_error("No active exception to reraise")),
                    }
                }
                Op::Raise => {
                    let value = execution.pop();
                    let exception = attempt!(self.to_exception(&value));
                    raise!(Self::raised_by_statement(exception));
                }
                Op::RaiseFrom => {
                    let cause = execution.pop();
                    let value = execution.pop();
                    let exception = attempt!(self.to_exception_from(&value, &cause));
                    raise!(Self::raised_by_statement(exception));
                }
                Op::Reraise => {
                    if let Value::Exception(exception) = execution.pop() {
                        raise_again!(exception);
                    }
                }
                Op::MatchException => {
                    let class = execution.pop();
                    let matches = attempt!(self.exception_matches(execution.peek(1), &class));
                    execution.push(Value::Bool(matches));
                }
                Op::MatchGroup => attempt!(self.take_group(execution, code.spans.get(pc - 1))),
                Op::JoinGroups => {
                    let raised = attempt!(self.collect_starred(&execution.pop()));
                    let original = execution.pop();
                    push!(attempt!(self.join_groups(&original, &raised)));
                }
                Op::LoadAssertionError => {
                    execution.push(Value::Class(classes::ASSERTION_ERROR.class()));
                }

                Op::BeforeWith | Op::BeforeAsyncWith => {
                    let manager = execution.pop();
                    self.mark(&code, pc);
                    let asynchronous = matches!(op, Op::BeforeAsyncWith);
                    let (exit, enter) = attempt!(self.enter_with(&manager, asynchronous));
                    execution.push(exit);
                    execution.push(enter);
                    execution.top().pc = pc;
                    let at = execution.stack.len() - 1;
                    call!(at, at, &[]);
                }
                Op::WithExceptStart => {
                    let exception = execution.peek(1).clone();
                    let exit = execution.peek(3).clone();
                    self.mark(&code, pc);
                    let class = Value::Class(class_of(&exception));
                    let traceback = attempt!(self.attr(&exception, "__traceback__"));
                    push!(attempt!(self.call(&exit, &[class, exception, traceback])));
                }

                Op::Await => {
                    let awaitable = execution.pop();
                    execution.top().pc = pc;
                    self.mark(&code, pc);
                    if !matches!(awaitable, Value::Coroutine(_) | Value::Future(_)) {
                        attempt!(self.must_be_awaitable(&code, pc, &awaitable));
                    }
                    match attempt!(self.begin_await(execution, awaitable)) {
                        Awaited::Frame => return Left::Frame,
                        Awaited::Done(value) => execution.push(value),
                        Awaited::Pending => return Left::Out(Outcome::Pending),
                    }
                }
                Op::Yield => {
                    let value = execution.pop();
                    execution.top().pc = pc;
                    return Left::Out(Outcome::Yielded(value));
                }
                Op::YieldFrom => {
                    let iterable = execution.pop();
                    push!(attempt!(self.delegate_to(&iterable, execution.is_coroutine)));
                    execution.delegating = true;
                    execution.top().pc = pc;
                    match attempt!(self.delegate(execution, Resume::Send(Value::None))) {
                        Some(value) => return Left::Out(Outcome::Yielded(value)),
                        None => return Left::Frame,
                    }
                }
                Op::GetAsyncIter => {
                    let iterable = execution.pop();
                    push!(attempt!(self.async_iter(&iterable)));
                }
                Op::GetAsyncNext => {
                    let iterator = execution.peek(1).clone();
                    push!(attempt!(self.async_next(&iterator)));
                }
                Op::EndAsyncFor => {
                    let Value::Exception(exception) = execution.pop() else { continue };
                    if is(&exception, &classes::STOP_ASYNC_ITERATION) {
                        drop(execution.pop());
                    } else {
                        raise_again!(exception);
                    }
                }

                Op::MatchClass(n) => {
                    let names = execution.pop();
                    let class = execution.pop();
                    let subject = execution.pop();
                    push!(attempt!(self.match_class(&subject, &class, n as usize, &names)));
                }
                Op::MatchMapping => {
                    let is_mapping = self.is_mapping(execution.peek(1));
                    execution.push(Value::Bool(is_mapping));
                }
                Op::MatchSequence => {
                    let is_sequence = self.is_sequence(execution.peek(1));
                    execution.push(Value::Bool(is_sequence));
                }
                Op::MatchKeys => {
                    let (subject, keys) = (execution.peek(2).clone(), execution.peek(1).clone());
                    push!(attempt!(self.match_keys(&subject, &keys)));
                }
                Op::GetLen => {
                    let subject = execution.peek(1).clone();
                    let len = attempt!(self.len(&subject));
                    execution.push(Value::from(len));
                }
            }
        }
    }
}

fn cell_value(cell: &Value) -> Value {
    match cell {
        Value::Cell(cell) => cell.borrow().clone(),
        _ => Value::Unbound,
    }
}

fn take_keywords(execution: &mut Execution, names: &[Symbol]) -> Vec<(Symbol, Value)> {
    let values = execution.pop_many(names.len());
    names.iter().copied().zip(values).collect()
}

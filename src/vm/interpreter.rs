//! The loop that carries out instructions.

use std::cell::RefCell;
use std::rc::Rc;

use crate::trace::Origin;

use super::code::{BinaryOp, CompareOp, Op};
use super::coroutine::Resume;
use super::dict::Dict;
use super::exceptions::{Flight, data_of, runtime_error, type_error};
use super::execution::{Execution, Outcome};
use super::frames::{Called, namespace};
use super::function::Function;
use super::generator::Yielded;
use super::iterator::quick_next;
use super::machine::{MOST_NESTED, Vm};
use super::set::Set;
use super::symbol::Symbol;
use super::types::exception as classes;
use super::unwinding::{too_deep, unbound_cell, unbound_local, undefined};
use super::value::{Slice, Value};

impl Vm {
    /// Runs the frames of an execution until it ends, yields, or awaits something that is not done.
    pub(super) fn run(&self, execution: &mut Execution, how: Option<Resume>) -> Outcome {
        if self.nested.get() >= MOST_NESTED {
            return Outcome::Raised(too_deep());
        }
        self.nested.set(self.nested.get() + 1);
        self.frames.set(self.frames.get() + execution.frames.len() as u32);
        let outer = self.handled.borrow().clone();
        let own_handled = execution.handled.is_some();
        if let Some(own) = execution.handled.take() {
            self.handled.replace(Some(own));
        }
        let outcome = self.run_frames(execution, how, own_handled);
        let own = self.handled.replace(outer.clone());
        execution.handled = own.filter(|own| !outer.is_some_and(|outer| outer.is(own)));
        self.frames.set(self.frames.get() - execution.frames.len() as u32);
        self.nested.set(self.nested.get() - 1);
        outcome
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each instruction reads best in one place")]
    fn run_frames(&self, execution: &mut Execution, how: Option<Resume>, own_handled: bool) -> Outcome {
        let mut raised = None;
        // Whether it goes on being raised here, and its traceback knows this frame.
        let mut again = false;
        let mut thrown = false;
        // Whether it was raised elsewhere.
        let mut comes_in = false;
        match how {
            None => {}
            Some(how) if execution.delegating => match self.delegate(execution, how) {
                Ok(Some(value)) => return Outcome::Yielded(value),
                Ok(None) => {}
                Err(exception) => raised = Some(exception),
            },
            Some(Resume::Send(value)) => execution.push(value),
            Some(Resume::Throw(exception)) => {
                raised = Some(exception);
                comes_in = true;
                // What is handled outside is no context of what is thrown in.
                thrown = !own_handled;
            }
        }
        'frame: loop {
            if let Some(exception) = raised.take() {
                let again = std::mem::take(&mut again);
                if std::mem::take(&mut thrown) || again {
                    data_of(&exception).flight.set(Flight::Raised);
                } else {
                    self.add_context(&exception);
                }
                if self.tracing && !std::mem::take(&mut comes_in) && !again {
                    self.tell_raised(execution, &exception);
                }
                if let Err(exception) = self.unwind(execution, exception, again) {
                    return Outcome::Raised(exception);
                }
            }
            let frame = execution.top();
            let (code, globals, base) = (frame.code.clone(), frame.globals.clone(), frame.base);
            let mut pc = frame.pc;

            // Yields the value, or goes on with the exception in this frame.
            macro_rules! attempt {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(exception) => {
                            execution.top().pc = pc;
                            raised = Some(exception);
                            continue 'frame;
                        }
                    }
                };
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
                        let value = local!(slot).clone();
                        if !value.is_bound() {
                            attempt!(Err::<(), _>(unbound_local(code.slots[slot as usize])));
                        }
                        execution.push(value);
                    }
                    Op::StoreLocal(slot) => {
                        let value = execution.pop();
                        let before = std::mem::replace(&mut local!(slot), value);
                        drop(before);
                    }
                    Op::DeleteLocal(slot) => {
                        let before = std::mem::take(&mut local!(slot));
                        if !before.is_bound() {
                            attempt!(Err::<(), _>(unbound_local(code.slots[slot as usize])));
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
                    Op::LoadCell(slot) => {
                        let value = cell_value(&local!(slot));
                        if !value.is_bound() {
                            attempt!(Err::<(), _>(unbound_cell(&code, slot)));
                        }
                        execution.push(value);
                    }
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
                            attempt!(Err::<(), _>(unbound_cell(&code, slot)));
                        }
                    }
                    Op::LoadNameOrCell { name, slot } => {
                        let own = attempt!(self.load_name(execution, name!(name)));
                        let value = if own.is_bound() { own } else { cell_value(&local!(slot)) };
                        if !value.is_bound() {
                            attempt!(Err::<(), _>(unbound_cell(&code, slot)));
                        }
                        execution.push(value);
                    }
                    Op::LoadGlobal(index) => {
                        let value = globals.load(index);
                        if !value.is_bound() {
                            attempt!(Err::<(), _>(undefined(globals.name(index))));
                        }
                        execution.push(value);
                    }
                    Op::StoreGlobal(index) => {
                        let value = execution.pop();
                        globals.store(index, value);
                    }
                    Op::DeleteGlobal(index) => {
                        let before = globals.take(index);
                        if !before.is_bound() {
                            attempt!(Err::<(), _>(undefined(globals.name(index))));
                        }
                    }
                    Op::LoadName { name, global } => {
                        let own = attempt!(self.load_name(execution, name!(name)));
                        let value = if own.is_bound() { own } else { globals.load(global) };
                        if !value.is_bound() {
                            attempt!(Err::<(), _>(undefined(name!(name))));
                        }
                        execution.push(value);
                    }
                    Op::StoreName(name) => {
                        let value = execution.pop();
                        attempt!(self.store_name(execution, name!(name), value));
                    }
                    Op::DeleteName(name) => {
                        let before =
                            namespace(execution).and_then(|space| space.namespace.remove(name!(name)));
                        if before.is_none() {
                            attempt!(Err::<(), _>(undefined(name!(name))));
                        }
                    }
                    Op::Annotate { name, text } => {
                        if let Some(space) = namespace(execution) {
                            let key = Symbol::new("__annotations__");
                            let known = space.namespace.get(key).unwrap_or_else(|| {
                                let made = Value::dict(Dict::default());
                                space.namespace.set(key, made.clone());
                                made
                            });
                            if let Value::Dict(annotations) = known {
                                annotations.set_symbol(name!(name), code.consts[text as usize].clone());
                            }
                        }
                    }

                    Op::LoadAttr(name) => {
                        let object = execution.pop();
                        let value = attempt!(self.get_attr(&object, name!(name)));
                        execution.push(value);
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
                        let (function, receiver) = attempt!(self.find_method(object, name!(name)));
                        execution.push(function);
                        execution.push(receiver);
                    }
                    Op::LoadSuperAttr(name) => {
                        let receiver = execution.pop();
                        let class = execution.pop();
                        let value = attempt!(self.super_attr(&class, &receiver, name!(name)));
                        execution.push(value);
                    }
                    Op::LoadItem => {
                        let key = execution.pop();
                        let object = execution.pop();
                        let value = attempt!(self.get_item(&object, &key));
                        execution.push(value);
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
                        let result = attempt!(self.negative(&value));
                        execution.push(result);
                    }
                    Op::Positive => {
                        let value = execution.pop();
                        let result = attempt!(self.positive(&value));
                        execution.push(result);
                    }
                    Op::Invert => {
                        let value = execution.pop();
                        let result = attempt!(self.invert(&value));
                        execution.push(result);
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
                            None if matches!(code.ops[pc - 1], Op::InPlace(_)) => {
                                attempt!(self.in_place(op, &left, &right))
                            }
                            None => attempt!(self.binary(op, &left, &right)),
                        };
                        execution.push(result);
                    }
                    Op::Compare(op) => {
                        let right = execution.pop();
                        let left = execution.pop();
                        let result = match (&left, &right) {
                            (Value::Int(a), Value::Int(b)) => Value::Bool(match op {
                                CompareOp::Eq => a == b,
                                CompareOp::Ne => a != b,
                                CompareOp::Lt => a < b,
                                CompareOp::Le => a <= b,
                                CompareOp::Gt => a > b,
                                CompareOp::Ge => a >= b,
                            }),
                            _ => attempt!(self.compare(op, &left, &right)),
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

                    Op::Jump(target) => {
                        if (target as usize) < pc {
                            attempt!(self.tick_code(target as usize, pc));
                        }
                        pc = target as usize;
                    }
                    Op::PopJumpIfFalse(target) | Op::PopJumpIfTrue(target) => {
                        let value = execution.pop();
                        let truth = match value {
                            Value::Bool(truth) => truth,
                            Value::None => false,
                            value => attempt!(self.truth(&value)),
                        };
                        if truth == matches!(op, Op::PopJumpIfTrue(_)) {
                            if (target as usize) < pc {
                                attempt!(self.tick_code(target as usize, pc));
                            }
                            pc = target as usize;
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
                        let items = execution.stack.split_off(execution.stack.len() - n as usize);
                        execution.push(Value::tuple(items));
                    }
                    Op::BuildList(n) => {
                        attempt!(self.charge(8 + n as usize));
                        let items = execution.stack.split_off(execution.stack.len() - n as usize);
                        execution.push(Value::list(items));
                    }
                    Op::BuildSet(n) => {
                        attempt!(self.charge(8 + 8 * n as usize));
                        let items = execution.stack.split_off(execution.stack.len() - n as usize);
                        let set = Set::new(false);
                        for item in items {
                            attempt!(set.add(self, item));
                        }
                        execution.push(Value::Set(Rc::new(set)));
                    }
                    Op::BuildDict(n) => {
                        attempt!(self.charge(8 + 8 * n as usize));
                        let items = execution.stack.split_off(execution.stack.len() - 2 * n as usize);
                        let dict = Dict::default();
                        let mut items = items.into_iter();
                        while let (Some(key), Some(value)) = (items.next(), items.next()) {
                            attempt!(dict.set(self, key, value));
                        }
                        execution.push(Value::dict(dict));
                    }
                    Op::BuildString(n) => {
                        let at = execution.stack.len() - n as usize;
                        let text: String = execution.stack[at..].iter().filter_map(Value::as_str).collect();
                        attempt!(self.charge_bytes(text.len() as u64));
                        execution.truncate(at);
                        execution.push(Value::str(text));
                    }
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
                    Op::ListExtend => {
                        let iterable = execution.pop();
                        let items = attempt!(self.collect_starred(&iterable));
                        if let Value::List(list) = execution.peek(1) {
                            list.items.borrow_mut().extend(items);
                        }
                    }
                    Op::SetUpdate => {
                        let iterable = execution.pop();
                        if let Value::Set(set) = execution.peek(1).clone() {
                            attempt!(super::types::set::update(self, &set, &iterable));
                        }
                    }
                    Op::DictUpdate | Op::DictMerge => {
                        let mapping = execution.pop();
                        let strict = matches!(op, Op::DictMerge);
                        let items = match self.mapping_items(&mapping) {
                            // Of a call: below the dict are the positional arguments and the callee.
                            Err(_) if strict && self.is_no_mapping(&mapping) => {
                                let callee = execution.peek(3).clone();
                                Err(self.wrong_starred(&callee, "** must be a mapping", &mapping))
                            }
                            items => items,
                        };
                        let items = attempt!(items);
                        if let Value::Dict(dict) = execution.peek(1).clone() {
                            for (key, value) in items {
                                if strict && attempt!(dict.get(self, &key)).is_some() {
                                    let text = format!(
                                        "{} got multiple values for keyword argument '{}'",
                                        attempt!(self.callee_name(&execution.peek(3).clone())),
                                        key.as_str().unwrap_or_default()
                                    );
                                    attempt!(Err::<(), _>(type_error(text)));
                                }
                                attempt!(dict.set(self, key, value));
                            }
                        }
                    }
                    Op::ListToTuple => {
                        if let Value::List(list) = execution.pop() {
                            execution.push(Value::tuple(list.items.borrow().as_slice()));
                        }
                    }
                    Op::Format { conversion, spec } => {
                        let spec = if spec { execution.pop() } else { Value::Unbound };
                        let value = execution.pop();
                        let text = attempt!(self.format_field(&value, conversion, &spec));
                        execution.push(text);
                    }

                    Op::GetIter => {
                        let iterable = execution.pop();
                        let iterator = attempt!(self.iter(&iterable));
                        execution.push(iterator);
                    }
                    Op::ForIter(target) => {
                        let next = match execution.peek(1) {
                            Value::Iterator(iterator) => match quick_next(&mut iterator.state.borrow_mut()) {
                                Some(next) => Ok(next),
                                None => Err(()),
                            },
                            _ => Err(()),
                        };
                        let next = match next {
                            Ok(next) => next,
                            Err(()) => {
                                let iterator = execution.peek(1).clone();
                                match &iterator {
                                    Value::Generator(generator) => {
                                        let how = Resume::Send(Value::None);
                                        match attempt!(self.resume_generator(generator, how)) {
                                            Yielded::Value(value) => Some(value),
                                            Yielded::Returned(_) => None,
                                        }
                                    }
                                    _ => attempt!(self.next(&iterator)),
                                }
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
                        match attempt!(self.call_on_stack(execution, at, at, &[])) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::CallMethod(n) => {
                        let at = execution.stack.len() - n as usize - 2;
                        execution.top().pc = pc;
                        self.mark(&code, pc);
                        // `function self args`, or `self` is the function.
                        let callee = if execution.stack[at].is_bound() { at } else { at + 1 };
                        match attempt!(self.call_on_stack(execution, callee, at, &[])) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::CallKeywords { count, names } => {
                        let at = execution.stack.len() - count as usize - 1;
                        execution.top().pc = pc;
                        self.mark(&code, pc);
                        let keywords = take_keywords(execution, &code.keyword_names(names));
                        match attempt!(self.call_on_stack(execution, at, at, &keywords)) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::CallMethodKeywords { count, names } => {
                        let at = execution.stack.len() - count as usize - 2;
                        execution.top().pc = pc;
                        self.mark(&code, pc);
                        let keywords = take_keywords(execution, &code.keyword_names(names));
                        let callee = if execution.stack[at].is_bound() { at } else { at + 1 };
                        match attempt!(self.call_on_stack(execution, callee, at, &keywords)) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::CallStarred { keywords } => {
                        let keywords = if keywords { execution.pop() } else { Value::Unbound };
                        let args = execution.pop();
                        let at = execution.stack.len() - 1;
                        execution.top().pc = pc;
                        self.mark(&code, pc);
                        let keywords = attempt!(self.keywords_of(&keywords));
                        let args = match self.collect_starred(&args) {
                            Err(_) if self.is_no_iterable(&args) => {
                                let callee = execution.peek(1).clone();
                                Err(self.wrong_starred(&callee, "* must be an iterable", &args))
                            }
                            args => args,
                        };
                        let args = attempt!(args);
                        execution.stack.extend(args);
                        match attempt!(self.call_on_stack(execution, at, at, &keywords)) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::Return => {
                        attempt!(self.tick_code(0, pc));
                        let value = execution.pop();
                        execution.top().pc = pc;
                        match self.leave_frame(execution, value) {
                            Ok(Some(result)) => return Outcome::Returned(result),
                            Ok(None) => continue 'frame,
                            Err(exception) => {
                                // Of the frame that goes on now, which knows where it stands.
                                raised = Some(exception);
                                continue 'frame;
                            }
                        }
                    }
                    Op::MakeFunction { code: index, parts } => {
                        let closure = if parts.closure { execution.pop() } else { Value::Unbound };
                        let annotations = if parts.annotations { execution.pop() } else { Value::Unbound };
                        let keyword_defaults =
                            if parts.keyword_defaults { execution.pop() } else { Value::Unbound };
                        let defaults = if parts.defaults { execution.pop() } else { Value::Unbound };
                        let function = Function::make(
                            code.codes[index as usize].clone(),
                            globals.clone(),
                            [defaults, keyword_defaults, annotations, closure],
                        );
                        let function = Rc::new(function);
                        if parts.closure && self.tells_made.get() {
                            self.note_closure(&function);
                        }
                        execution.push(Value::Function(function));
                    }
                    Op::BuildClass { count, names } => {
                        execution.top().pc = pc;
                        let keywords = take_keywords(execution, &code.keyword_names(names));
                        let bases = execution
                            .stack
                            .split_off(execution.stack.len() - (count as usize - keywords.len()));
                        attempt!(self.begin_class(execution, bases, keywords));
                        continue 'frame;
                    }
                    Op::BuildClassStarred => {
                        execution.top().pc = pc;
                        let keywords = execution.pop();
                        let bases = execution.pop();
                        let keywords = attempt!(self.keywords_of(&keywords));
                        let bases = attempt!(self.collect_starred(&bases));
                        attempt!(self.begin_class(execution, bases, keywords));
                        continue 'frame;
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
                        let module = execution.peek(1).clone();
                        let value = attempt!(self.import_from(&module, name!(name), execution));
                        execution.push(value);
                    }

                    Op::PushHandled => {
                        let exception = execution.pop();
                        if let Value::Exception(handled) = &exception {
                            let outer = self.handled.replace(Some(handled.clone()));
                            execution.push(outer.map_or(Value::None, Value::Exception));
                        }
                        execution.push(exception);
                    }
                    Op::PopHandled => {
                        let outer = match execution.pop() {
                            Value::Exception(outer) => Some(outer),
                            _ => None,
                        };
                        let before = self.handled.replace(outer);
                        if !execution.caught.is_empty() {
                            let raises = matches!(code.ops.get(pc), Some(Op::Reraise));
                            self.tell_left(execution, before.as_ref(), raises);
                        }
                        drop(before);
                    }
                    Op::TellCaught => self.tell_caught(execution, &code, pc),
                    Op::RaiseHandled => {
                        let handled = self.handled.borrow().clone();
                        again = handled.is_some();
                        let exception =
                            handled.unwrap_or_else(|| runtime_error("No active exception to reraise"));
                        attempt!(Err::<(), _>(exception));
                    }
                    Op::Raise => {
                        let value = execution.pop();
                        let exception = attempt!(self.to_exception(&value));
                        attempt!(Err::<(), _>(Self::raised_by_statement(exception)));
                    }
                    Op::RaiseFrom => {
                        let cause = execution.pop();
                        let value = execution.pop();
                        let exception = attempt!(self.to_exception_from(&value, &cause));
                        attempt!(Err::<(), _>(Self::raised_by_statement(exception)));
                    }
                    Op::Reraise => {
                        if let Value::Exception(exception) = execution.pop() {
                            execution.top().pc = pc;
                            again = true;
                            raised = Some(exception);
                            continue 'frame;
                        }
                    }
                    Op::MatchException => {
                        let class = execution.pop();
                        let matches = attempt!(self.exception_matches(execution.peek(1), &class));
                        execution.push(Value::Bool(matches));
                    }
                    Op::MatchGroup => {
                        let class = execution.pop();
                        let exception = execution.pop();
                        let (matching, rest) =
                            attempt!(self.match_group(&exception, &class, code.spans.get(pc - 1)));
                        if let Value::Exception(matching) = &matching {
                            let before = self.handled.replace(Some(matching.clone()));
                            drop(before);
                        }
                        execution.push(rest);
                        execution.push(matching);
                    }
                    Op::JoinGroups => {
                        let raised = attempt!(self.collect_starred(&execution.pop()));
                        let original = execution.pop();
                        let joined = attempt!(self.join_groups(&original, &raised));
                        execution.push(joined);
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
                        match attempt!(self.call_on_stack(execution, at, at, &[])) {
                            Called::Done => {}
                            Called::Frame => continue 'frame,
                            Called::Pending => return Outcome::Pending,
                        }
                    }
                    Op::WithExceptStart => {
                        let exception = execution.peek(1).clone();
                        let exit = execution.peek(3).clone();
                        self.mark(&code, pc);
                        let class = Value::Class(super::class::class_of(&exception));
                        let traceback = attempt!(self.attr(&exception, "__traceback__"));
                        let result = attempt!(self.call(&exit, &[class, exception, traceback]));
                        execution.push(result);
                    }

                    Op::Await => {
                        let awaitable = execution.pop();
                        execution.top().pc = pc;
                        self.mark(&code, pc);
                        if !matches!(awaitable, Value::Coroutine(_) | Value::Future(_)) {
                            attempt!(self.must_be_awaitable(&code, pc, &awaitable));
                        }
                        match attempt!(self.begin_await(execution, awaitable)) {
                            Awaited::Frame => continue 'frame,
                            Awaited::Done(value) => execution.push(value),
                            Awaited::Pending => return Outcome::Pending,
                        }
                    }
                    Op::Yield => {
                        let value = execution.pop();
                        execution.top().pc = pc;
                        return Outcome::Yielded(value);
                    }
                    Op::YieldFrom => {
                        let iterable = execution.pop();
                        let iterator = attempt!(self.delegate_to(&iterable));
                        execution.push(iterator);
                        execution.delegating = true;
                        execution.top().pc = pc;
                        match attempt!(self.delegate(execution, Resume::Send(Value::None))) {
                            Some(value) => return Outcome::Yielded(value),
                            None => continue 'frame,
                        }
                    }
                    Op::GetAsyncIter => {
                        let iterable = execution.pop();
                        let iterator = attempt!(self.async_iter(&iterable));
                        execution.push(iterator);
                    }
                    Op::GetAsyncNext => {
                        let iterator = execution.peek(1).clone();
                        let awaitable = attempt!(self.async_next(&iterator));
                        execution.push(awaitable);
                    }
                    Op::EndAsyncFor => {
                        let Value::Exception(exception) = execution.pop() else { continue };
                        if super::exceptions::is(&exception, &classes::STOP_ASYNC_ITERATION) {
                            drop(execution.pop());
                        } else {
                            execution.top().pc = pc;
                            again = true;
                            raised = Some(exception);
                            continue 'frame;
                        }
                    }

                    Op::MatchClass(n) => {
                        let names = execution.pop();
                        let class = execution.pop();
                        let subject = execution.pop();
                        let values = attempt!(self.match_class(&subject, &class, n as usize, &names));
                        execution.push(values);
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
                        let values = attempt!(self.match_keys(&subject, &keys));
                        execution.push(values);
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

    /// Events are marked with the line of the instruction before `pc` from now on.
    #[inline]
    pub(super) fn mark(&self, code: &super::code::Code, pc: usize) {
        if self.tracing && !code.library {
            self.event_loop.set_origin(Some(Origin(code.spans[pc - 1].line)));
        }
    }
}

/// What awaiting something has come to.
pub(super) enum Awaited {
    /// A frame was pushed.
    Frame,
    /// It was done.
    Done(Value),
    /// It is the leaf now.
    Pending,
}

fn cell_value(cell: &Value) -> Value {
    match cell {
        Value::Cell(cell) => cell.borrow().clone(),
        _ => Value::Unbound,
    }
}

fn take_keywords(execution: &mut Execution, names: &[Symbol]) -> Vec<(Symbol, Value)> {
    let values = execution.stack.split_off(execution.stack.len() - names.len());
    names.iter().copied().zip(values).collect()
}

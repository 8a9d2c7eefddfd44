//! `match` statements. The names of a pattern are bound once all of it matches; until then their values wait in slots of
//! their own.

use ruff_python_ast::{
    Expr, Identifier, MatchCase, Pattern, PatternMatchClass, PatternMatchMapping, PatternMatchOr, Singleton,
    StmtMatch,
};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::constants::constant;
use super::emit::Label;
use crate::vm::code::{BinaryOp, CompareOp, Op};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// A pattern that is being compiled.
struct Matching<'a> {
    /// How high the stack is when it has failed.
    base: u32,
    /// Where it fails, by how many values are still to be popped then.
    fails: Vec<Label>,
    /// The names it binds, and the slots where their values wait.
    names: Vec<(&'a Identifier, u32)>,
}

impl<'a> Compiler<'a> {
    #[inline(never)]
    pub(super) fn match_statement(&mut self, stmt: &'a StmtMatch) {
        self.expr(&stmt.subject);
        let end = self.label();
        let last = stmt.cases.len().saturating_sub(1);
        for (at, case) in stmt.cases.iter().enumerate() {
            if at < last && case.guard.is_none() {
                self.refuse_irrefutable(&case.pattern);
            }
            self.case(case, end);
        }
        self.emit(Op::Pop, stmt.subject.range());
        self.place(end);
    }

    /// `[subject]`: goes on with the same if the pattern does not match.
    fn case(&mut self, case: &'a MatchCase, end: Label) {
        let base = self.unit.depth;
        let range = case.pattern.range();
        let mut matching = Matching { base, fails: Vec::new(), names: Vec::new() };
        self.emit(Op::Copy(1), range);
        self.pattern(&case.pattern, &mut matching);
        for &(name, slot) in &matching.names {
            self.emit(Op::LoadLocal(slot), name.range());
            self.store_name(name, name.range());
            self.emit(Op::ClearLocal(slot), name.range());
        }
        if let Some(guard) = &case.guard {
            let fail = self.fail(&mut matching, 0);
            self.jump_if(guard, fail, false);
        }
        self.emit(Op::Pop, range);
        self.body(&case.body);
        self.jump_on(end);
        self.unit.depth = base;
        self.failed(&matching, range);
        for (_, slot) in matching.names {
            self.emit(Op::ClearLocal(slot), range);
        }
    }

    /// The place of all ways to fail; pops what they leave.
    fn failed(&mut self, matching: &Matching<'a>, range: TextRange) {
        for (extra, &label) in matching.fails.iter().enumerate().rev() {
            self.unit.depth = matching.base + extra as u32;
            self.place(label);
            if extra > 0 {
                self.emit(Op::Pop, range);
            }
        }
    }

    /// Where to fail with so many values to be popped.
    fn fail(&mut self, matching: &mut Matching<'a>, extra: u32) -> Label {
        while matching.fails.len() <= extra as usize {
            let label = self.label();
            matching.fails.push(label);
        }
        matching.fails[extra as usize]
    }

    /// Fails by a conditional jump, which pops its condition.
    fn fail_if(&mut self, make: fn(u32) -> Op, matching: &mut Matching<'a>, range: TextRange) {
        let extra = self.unit.depth.saturating_sub(1 + matching.base);
        let label = self.fail(matching, extra);
        self.jump(make, label, range);
    }

    /// `[subject] -> []`
    fn pattern(&mut self, pattern: &'a Pattern, matching: &mut Matching<'a>) {
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(value) => {
                self.expr(&value.value);
                self.emit(Op::Compare(CompareOp::Eq), range);
                self.fail_if(Op::PopJumpIfFalse, matching, range);
            }
            Pattern::MatchSingleton(singleton) => {
                let value = match singleton.value {
                    Singleton::None => Value::None,
                    Singleton::True => Value::Bool(true),
                    Singleton::False => Value::Bool(false),
                };
                self.load_const(value, range);
                self.emit(Op::Is { negated: false }, range);
                self.fail_if(Op::PopJumpIfFalse, matching, range);
            }
            Pattern::MatchAs(bound) => {
                if let Some(pattern) = &bound.pattern {
                    self.emit(Op::Copy(1), range);
                    self.pattern(pattern, matching);
                }
                self.capture(bound.name.as_ref(), matching, range);
            }
            Pattern::MatchStar(star) => self.capture(star.name.as_ref(), matching, range),
            Pattern::MatchSequence(sequence) => self.sequence_pattern(&sequence.patterns, matching, range),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, matching),
            Pattern::MatchClass(class) => self.class_pattern(class, matching),
            Pattern::MatchOr(alternatives) => self.or_pattern(alternatives, matching),
        }
    }

    /// `[value] -> []`: keeps it for a name, or drops it for `_`.
    fn capture(&mut self, name: Option<&'a Identifier>, matching: &mut Matching<'a>, range: TextRange) {
        let Some(name) = name else { return self.emit(Op::Pop, range) };
        if matching.names.iter().any(|(other, _)| other.as_str() == name.as_str()) {
            self.refuse(name.range(), format!("multiple assignments to name '{name}' in pattern"), None);
        }
        let slot = self.unit.add_slot(Symbol::new(name));
        matching.names.push((name, slot));
        self.emit(Op::StoreLocal(slot), range);
    }

    fn sequence_pattern(&mut self, patterns: &'a [Pattern], matching: &mut Matching<'a>, range: TextRange) {
        let count = patterns.len() as u32;
        let star = patterns.iter().position(Pattern::is_match_star);
        if patterns.iter().filter(|pattern| pattern.is_match_star()).count() > 1 {
            self.refuse(range, "multiple starred names in sequence pattern", None);
        }
        self.emit(Op::MatchSequence, range);
        self.fail_if(Op::PopJumpIfFalse, matching, range);
        let (least, compare) = match star {
            None => (count, CompareOp::Eq),
            Some(_) => (count - 1, CompareOp::Ge),
        };
        if star.is_none() || least > 0 {
            self.emit(Op::GetLen, range);
            self.load_const(Value::Int(least.into()), range);
            self.emit(Op::Compare(compare), range);
            self.fail_if(Op::PopJumpIfFalse, matching, range);
        }
        let star_is_wildcard = star.is_some_and(|at| is_wildcard(&patterns[at]));
        if patterns.iter().all(is_wildcard) {
            self.emit(Op::Pop, range);
        } else if star_is_wildcard {
            self.indexed_patterns(patterns, star.unwrap_or_default(), matching, range);
        } else {
            match star {
                None => self.emit(Op::UnpackSequence(count), range),
                Some(at) => {
                    let before = at as u32;
                    self.emit(Op::UnpackEx { before, after: least - before }, range);
                }
            }
            patterns.iter().for_each(|pattern| self.pattern(pattern, matching));
        }
    }

    /// `[subject] -> []`: `[a, *_, b]`, of which only the items that matter are looked at.
    fn indexed_patterns(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        matching: &mut Matching<'a>,
        range: TextRange,
    ) {
        for (at, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| !is_wildcard(pattern)) {
            self.emit(Op::Copy(1), range);
            if at < star {
                self.load_const(Value::from(at), range);
            } else {
                self.emit(Op::GetLen, range);
                self.load_const(Value::from(patterns.len() - at), range);
                self.emit(Op::Binary(BinaryOp::Sub), range);
            }
            self.emit(Op::LoadItem, range);
            self.pattern(pattern, matching);
        }
        self.emit(Op::Pop, range);
    }

    fn mapping_pattern(&mut self, mapping: &'a PatternMatchMapping, matching: &mut Matching<'a>) {
        let range = mapping.range;
        self.emit(Op::MatchMapping, range);
        self.fail_if(Op::PopJumpIfFalse, matching, range);
        let count = mapping.keys.len() as u32;
        if count == 0 && mapping.rest.is_none() {
            return self.emit(Op::Pop, range);
        }
        if count > 0 {
            self.emit(Op::GetLen, range);
            self.load_const(Value::Int(count.into()), range);
            self.emit(Op::Compare(CompareOp::Ge), range);
            self.fail_if(Op::PopJumpIfFalse, matching, range);
        }
        self.repeated_keys(&mapping.keys, range);
        mapping.keys.iter().for_each(|key| self.expr(key));
        self.emit(Op::BuildTuple(count), range);
        self.emit(Op::MatchKeys, range);
        self.emit(Op::Copy(1), range);
        self.fail_if(Op::PopJumpIfNone, matching, range);
        self.emit(Op::UnpackSequence(count), range);
        mapping.patterns.iter().for_each(|pattern| self.pattern(pattern, matching));
        // [subject keys]
        let Some(rest) = &mapping.rest else {
            self.emit(Op::Pop, range);
            return self.emit(Op::Pop, range);
        };
        self.emit(Op::Swap(2), range);
        self.emit(Op::BuildDict(0), range);
        self.emit(Op::Swap(2), range);
        self.emit(Op::DictUpdate, range);
        // [keys rest]
        self.emit(Op::Swap(2), range);
        self.emit(Op::UnpackSequence(count), range);
        for left in (1..=count).rev() {
            // [rest key(left) .. key(1)]
            self.emit(Op::Copy(left + 1), range);
            self.emit(Op::Swap(2), range);
            self.emit(Op::DeleteItem, range);
        }
        self.capture(Some(rest), matching, range);
    }

    fn repeated_keys(&mut self, keys: &'a [Expr], range: TextRange) {
        let mut seen = Vec::new();
        for key in keys.iter().filter_map(constant) {
            let shown = format!("{key:?}");
            if seen.contains(&shown) {
                self.refuse(range, format!("mapping pattern checks duplicate key ({shown})"), None);
            }
            if seen.len() < 256 {
                seen.push(shown);
            }
        }
    }

    fn class_pattern(&mut self, class: &'a PatternMatchClass, matching: &mut Matching<'a>) {
        let range = class.range;
        let (patterns, keywords) = (&class.arguments.patterns, &class.arguments.keywords);
        let mut attributes: Vec<&str> = Vec::new();
        for keyword in keywords {
            let name = keyword.attr.as_str();
            if attributes.len() < 256 && attributes.contains(&name) {
                let message = format!("attribute name repeated in class pattern: {name}");
                self.refuse(keyword.range, message, None);
            }
            attributes.push(name);
        }
        self.expr(&class.cls);
        let names: Vec<_> = attributes.into_iter().map(Value::str).collect();
        let count = (patterns.len() + names.len()) as u32;
        self.load_const(Value::tuple(names), range);
        self.emit(Op::MatchClass(patterns.len() as u32), range);
        self.emit(Op::Copy(1), range);
        self.fail_if(Op::PopJumpIfNone, matching, range);
        self.emit(Op::UnpackSequence(count), range);
        let all = patterns.iter().chain(keywords.iter().map(|keyword| &keyword.pattern));
        all.for_each(|pattern| self.pattern(pattern, matching));
    }

    fn or_pattern(&mut self, alternatives: &'a PatternMatchOr, matching: &mut Matching<'a>) {
        let range = alternatives.range;
        let matched = self.label();
        let base = self.unit.depth;
        let mut names: Option<Vec<(&'a Identifier, u32)>> = None;
        let last = alternatives.patterns.len().saturating_sub(1);
        for (at, pattern) in alternatives.patterns.iter().enumerate() {
            if at < last {
                self.refuse_irrefutable(pattern);
            }
            let mut alternative = Matching { base, fails: Vec::new(), names: Vec::new() };
            self.emit(Op::Copy(1), range);
            self.pattern(pattern, &mut alternative);
            match &names {
                None => names = Some(alternative.names.clone()),
                Some(names) => self.same_names(names, &alternative.names, range),
            }
            self.jump(Op::Jump, matched, range);
            self.failed(&alternative, range);
            self.unit.depth = base;
        }
        // None of them: fails with the subject dropped.
        self.emit(Op::Pop, range);
        let extra = self.unit.depth.saturating_sub(matching.base);
        let fail = self.fail(matching, extra);
        self.jump(Op::Jump, fail, range);
        self.unit.depth = base;
        self.place(matched);
        self.emit(Op::Pop, range);
        for (name, slot) in names.unwrap_or_default() {
            if matching.names.iter().any(|(other, _)| other.as_str() == name.as_str()) {
                self.refuse(name.range(), format!("multiple assignments to name '{name}' in pattern"), None);
            }
            matching.names.push((name, slot));
        }
    }

    /// Moves the values of an alternative's names to where the first alternative keeps them.
    fn same_names(
        &mut self,
        names: &[(&'a Identifier, u32)],
        others: &[(&'a Identifier, u32)],
        range: TextRange,
    ) {
        let same = names.len() == others.len()
            && names.iter().all(|(name, _)| others.iter().any(|(other, _)| other.as_str() == name.as_str()));
        if !same {
            return self.refuse(range, "alternative patterns bind different names", None);
        }
        for (name, slot) in names {
            let other = others.iter().find(|(other, _)| other.as_str() == name.as_str());
            if let Some((_, from)) = other {
                self.emit(Op::LoadLocal(*from), range);
                self.emit(Op::StoreLocal(*slot), range);
                self.emit(Op::ClearLocal(*from), range);
            }
        }
    }

    /// A pattern that always matches must be the last one.
    fn refuse_irrefutable(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(bound) if bound.pattern.is_none() => match &bound.name {
                Some(name) => {
                    let message = format!("name capture '{name}' makes remaining patterns unreachable");
                    self.refuse(bound.range, message, None);
                }
                None => self.refuse(bound.range, "wildcard makes remaining patterns unreachable", None),
            },
            Pattern::MatchOr(alternatives) => {
                if let Some(last) = alternatives.patterns.last() {
                    self.refuse_irrefutable(last);
                }
            }
            _ => {}
        }
    }
}

/// Whether it is `_` or `*_`.
fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(bound) => bound.pattern.is_none() && bound.name.is_none(),
        Pattern::MatchStar(star) => star.name.is_none(),
        _ => false,
    }
}

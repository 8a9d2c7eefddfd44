//! f-strings.

use ruff_python_ast::{
    ConversionFlag, ExprFString, ExprTString, FStringPart, InterpolatedElement, InterpolatedStringElement,
};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use crate::vm::code::{Conversion, Op};
use crate::vm::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn f_string(&mut self, expression: &'a ExprFString) {
        let mut parts = Parts::default();
        for part in &expression.value {
            match part {
                FStringPart::Literal(literal) => parts.literal.push_str(&literal.value),
                FStringPart::FString(f_string) => {
                    f_string.elements.iter().for_each(|element| self.element(element, &mut parts));
                }
            }
        }
        self.joined(parts, expression.range);
    }

    fn element(&mut self, element: &'a InterpolatedStringElement, parts: &mut Parts) {
        match element {
            InterpolatedStringElement::Literal(literal) => parts.literal.push_str(&literal.value),
            InterpolatedStringElement::Interpolation(field) => {
                if let Some(debug) = &field.debug_text {
                    parts.literal.push_str(debug.as_str());
                }
                self.literal(parts, field.range);
                self.field(field);
                parts.count += 1;
            }
        }
    }

    /// `t"..{value!r:spec}.."`: `string.templatelib` makes an object of its parts, which are strings and tuples.
    #[inline(never)]
    pub(super) fn t_string(&mut self, expression: &'a ExprTString) {
        self.push_from("string.templatelib", "_template", expression.range);
        let (mut literal, mut count) = (String::new(), 0);
        for element in expression.value.elements() {
            match element {
                InterpolatedStringElement::Literal(text) => literal.push_str(&text.value),
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        literal.push_str(debug.as_str());
                    }
                    self.load_const(Value::str(std::mem::take(&mut literal)), field.range);
                    self.interpolation(field);
                    count += 2;
                }
            }
        }
        self.load_const(Value::str(literal), expression.range);
        self.emit(Op::Call(count + 1), expression.range);
    }

    fn interpolation(&mut self, field: &'a InterpolatedElement) {
        self.expr(&field.expression);
        // With the brackets that may be around it.
        let text = self.text;
        let before = &text[field.range.start().to_usize() + 1..field.expression.start().to_usize()];
        let after = text[field.expression.end().to_usize()..field.range.end().to_usize()]
            .find(|c: char| c != ')' && !c.is_whitespace())
            .unwrap_or(0);
        let inner = &text[field.expression.start().to_usize()..field.expression.end().to_usize() + after];
        self.load_const(Value::str(format!("{before}{inner}").trim()), field.range);
        let conversion = match field.conversion {
            ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => {
                Value::str("r")
            }
            ConversionFlag::None => Value::None,
            ConversionFlag::Str => Value::str("s"),
            ConversionFlag::Repr => Value::str("r"),
            ConversionFlag::Ascii => Value::str("a"),
        };
        self.load_const(conversion, field.range);
        let mut parts = Parts::default();
        if let Some(spec) = &field.format_spec {
            spec.elements.iter().for_each(|element| self.element(element, &mut parts));
        }
        self.joined(parts, field.range);
        self.emit(Op::BuildTuple(4), field.range);
    }

    /// `{value!r:spec}`
    fn field(&mut self, field: &'a InterpolatedElement) {
        self.expr(&field.expression);
        let conversion = match field.conversion {
            ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => {
                Conversion::Repr
            }
            ConversionFlag::None => Conversion::None,
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Repr => Conversion::Repr,
            ConversionFlag::Ascii => Conversion::Ascii,
        };
        if let Some(spec) = &field.format_spec {
            let mut parts = Parts::default();
            spec.elements.iter().for_each(|element| self.element(element, &mut parts));
            self.joined(parts, spec.range);
        }
        self.emit(Op::Format { conversion, spec: field.format_spec.is_some() }, field.range());
    }

    /// Pushes the literal text that has come together.
    fn literal(&mut self, parts: &mut Parts, range: TextRange) {
        if !parts.literal.is_empty() {
            self.load_const(Value::str(std::mem::take(&mut parts.literal)), range);
            parts.count += 1;
        }
    }

    /// Makes one str of what is on the stack.
    fn joined(&mut self, mut parts: Parts, range: TextRange) {
        self.literal(&mut parts, range);
        match parts.count {
            0 => self.load_const(Value::str(""), range),
            1 => {}
            count => self.emit(Op::BuildString(count), range),
        }
    }
}

/// The parts of a string that is being put together.
#[derive(Default)]
struct Parts {
    /// Text that is not on the stack yet.
    literal: String,
    /// How many strings are on the stack.
    count: u32,
}

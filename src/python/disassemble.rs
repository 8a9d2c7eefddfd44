//! Code objects as text, for tests.

use std::fmt::Write;

use crate::vm::code::{Code, Op};

/// The instructions of a code object and of those in it, one a line: index, line of the text, instruction, and what its
/// operand stands for; then the table of handlers.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    write_code(code, &mut text);
    text
}

fn write_code(code: &Code, text: &mut String) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{} {:?} slots {:?} free {}", code.qualname, code.kind, code.slots, code.free);
    for (at, (op, span)) in code.ops.iter().zip(&code.spans).enumerate() {
        let _ = write!(text, "  {at:3} @{:<3} {op:?}", span.line);
        if let Some(operand) = operand(code, *op) {
            let _ = write!(text, "  {operand}");
        }
        text.push('\n');
    }
    for handler in &code.handlers {
        let (start, end) = (handler.start, handler.end);
        let _ = writeln!(text, "  {start}..{end} -> {} depth {}", handler.target, handler.depth);
    }
    for inner in &code.codes {
        write_code(inner, text);
    }
}

fn operand(code: &Code, op: Op) -> Option<String> {
    match op {
        Op::LoadConst(at) => Some(format!("{:?}", code.consts.get(at as usize)?)),
        Op::LoadLocal(at)
        | Op::StoreLocal(at)
        | Op::DeleteLocal(at)
        | Op::ClearLocal(at)
        | Op::MakeCell(at)
        | Op::LoadClosure(at)
        | Op::LoadCell(at)
        | Op::StoreCell(at)
        | Op::DeleteCell(at) => Some(code.slots.get(at as usize)?.to_string()),
        Op::LoadName { name: at, .. }
        | Op::LoadNameOrCell { name: at, .. }
        | Op::StoreName(at)
        | Op::DeleteName(at)
        | Op::LoadAttr(at)
        | Op::StoreAttr(at)
        | Op::DeleteAttr(at)
        | Op::LoadMethod(at)
        | Op::LoadSuperAttr(at)
        | Op::ImportTop(at)
        | Op::ImportModule(at)
        | Op::ImportFrom(at)
        | Op::Annotate { name: at, .. } => Some(code.names.get(at as usize)?.to_string()),
        _ => None,
    }
}

//! Texts as bytes, and back.

use super::change::lookup_error;
use super::text_of;
use super::wide::{self, Wide};
use crate::engine::Exception;
use crate::vm::exceptions::{new_exception, not_supported, type_error};
use crate::vm::machine::Vm;
use crate::vm::types::exception::{UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR};
use crate::vm::value::{Result, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
    /// UTF-8 with a mark at the beginning.
    Utf8Marked,
    Wide(Wide),
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

fn encoding(value: &Value) -> Result<Encoding> {
    let name = value.as_str().unwrap_or("utf-8");
    let plain = name.to_ascii_lowercase().replace(['_', ' '], "-");
    if let Some(wide) = wide::of_name(&plain) {
        return Ok(Encoding::Wide(wide));
    }
    match plain.as_str() {
        "utf-8-sig" => Ok(Encoding::Utf8Marked),
        "utf-8" | "utf8" | "u8" | "utf" => Ok(Encoding::Utf8),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" => Ok(Encoding::Latin1),
        "ascii" | "us-ascii" | "646" => Ok(Encoding::Ascii),
        known if known.starts_with("utf") || known.starts_with("cp") || known.starts_with("iso") => {
            Err(not_supported(format!(
                "the encoding {name} is not supported: use utf-8, utf-16, latin-1 or ascii"
            )))
        }
        _ => Err(lookup_error(format!("unknown encoding: {name}"))),
    }
}

/// The names of the encoding in messages, and of what it cannot encode.
fn names(encoding: Encoding) -> (&'static str, &'static str) {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Marked => ("utf-8", "surrogates not allowed"),
        Encoding::Wide(wide) => (wide.name, "surrogates not allowed"),
        Encoding::Latin1 => ("latin-1", "ordinal not in range(256)"),
        Encoding::Ascii => ("ascii", "ordinal not in range(128)"),
    }
}

/// That encoding and errors are names.
pub fn check_names(function: &str, names: &[Value]) -> Result<()> {
    for (value, what) in names.iter().zip(["encoding", "errors"]) {
        if value.is_bound() && value.as_str().is_none() {
            let found = value.type_name();
            return Err(type_error(format!("{function}() argument '{what}' must be str, not {found}")));
        }
    }
    Ok(())
}

/// `text.encode(encoding, errors)`
pub fn encode(vm: &Vm, value: &Value, name: &Value, errors: &Value) -> Result {
    let text = text_of(value)?;
    let encoding = encoding(name)?;
    vm.charge_text(text.as_str().len())?;
    match encoding {
        Encoding::Wide(wide) => {
            vm.charge_text(text.as_str().len() * 4)?;
            return Ok(Value::bytes(wide.encode(text.as_str())));
        }
        Encoding::Utf8Marked => return Ok(Value::bytes([UTF8_MARK, text.as_str().as_bytes()].concat())),
        _ => {}
    }
    if encoding == Encoding::Utf8 || text.is_ascii() {
        return Ok(Value::bytes(text.as_str().as_bytes()));
    }
    let limit = if encoding == Encoding::Ascii { 0x80 } else { 0x100 };
    let mut bytes = Vec::with_capacity(text.as_str().len());
    for (at, c) in text.as_str().chars().enumerate() {
        let code = c as u32;
        if code < limit {
            bytes.push(code as u8);
            continue;
        }
        match errors.as_str().unwrap_or("strict") {
            "strict" => {
                let wrong = text.as_str().chars().skip(at).take_while(|c| *c as u32 >= limit).count();
                let args = [at, at + wrong].map(Value::from);
                let (name, reason) = names(encoding);
                return Err(unicode_error(&UNICODE_ENCODE_ERROR, name, value.plain().clone(), args, reason));
            }
            "ignore" => {}
            "replace" => bytes.push(b'?'),
            "xmlcharrefreplace" => bytes.extend(format!("&#{code};").bytes()),
            "backslashreplace" => {
                let mut escaped = String::new();
                crate::vm::text::escape(&mut escaped, c);
                bytes.extend(escaped.bytes());
            }
            other => return Err(lookup_error(format!("unknown error handler name '{other}'"))),
        }
    }
    Ok(Value::bytes(bytes))
}

/// `bytes.decode(encoding, errors)`
pub fn decode(vm: &Vm, bytes: &[u8], name: &Value, errors: &Value) -> Result {
    let encoding = encoding(name)?;
    vm.charge_text(bytes.len())?;
    let errors = errors.as_str().unwrap_or("strict");
    if let Encoding::Wide(wide) = encoding {
        return wide.decode(bytes).map(Value::from).map_err(|(start, end, reason)| {
            let span = [start, end].map(Value::from);
            unicode_error(&UNICODE_DECODE_ERROR, wide.name, Value::bytes(bytes), span, reason)
        });
    }
    let mut text = String::with_capacity(bytes.len());
    let marked = encoding == Encoding::Utf8Marked && bytes.starts_with(UTF8_MARK);
    let mut at = if marked { UTF8_MARK.len() } else { 0 };
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (len, reason) = match encoding {
            Encoding::Latin1 => {
                text.extend(rest.iter().map(|byte| char::from(*byte)));
                break;
            }
            Encoding::Ascii => {
                let good = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
                text.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
                at += good;
                (1, names(encoding).1)
            }
            // It was handled above.
            Encoding::Wide(_) => break,
            Encoding::Utf8 | Encoding::Utf8Marked => match std::str::from_utf8(rest) {
                Ok(good) => {
                    text.push_str(good);
                    break;
                }
                Err(error) => {
                    let good = error.valid_up_to();
                    text.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
                    at += good;
                    match (error.error_len(), bytes[at]) {
                        (None, _) => (bytes.len() - at, "unexpected end of data"),
                        (Some(_), 0x80..=0xc1 | 0xf5..) => (1, "invalid start byte"),
                        (Some(len), _) => (len, "invalid continuation byte"),
                    }
                }
            },
        };
        if at >= bytes.len() {
            break;
        }
        match errors {
            "strict" => {
                let span = [at, at + len].map(Value::from);
                let object = Value::bytes(bytes);
                return Err(unicode_error(&UNICODE_DECODE_ERROR, names(encoding).0, object, span, reason));
            }
            "ignore" => {}
            "replace" => text.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in &bytes[at..at + len] {
                    crate::vm::text::escape(&mut text, char::from(*byte));
                }
            }
            other => return Err(lookup_error(format!("unknown error handler name '{other}'"))),
        }
        at += len;
    }
    Ok(text.into())
}

fn unicode_error(
    class: &'static crate::vm::native::NativeType,
    encoding: &str,
    object: Value,
    [start, end]: [Value; 2],
    reason: &str,
) -> Exception {
    new_exception(class.class(), vec![encoding.into(), object, start, end, reason.into()])
}

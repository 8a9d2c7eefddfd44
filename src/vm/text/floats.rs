//! Floats as text.

use super::decimal;
use crate::program::number;
use crate::vm::machine::owe;

/// `repr()` of a float: the fewest digits that give the same number back.
pub fn float_repr(float: f64) -> String {
    owe_digits(float);
    if let Some(text) = short_repr(float) {
        return text;
    }
    owe(256);
    number::repr_float(float)
}

/// Of most floats that programs show: those of at most 15 digits, and not too small. Such a decimal is the only one of so
/// few digits that gives the float, and the quotient of two exact numbers is rounded as the decimal's text is.
fn short_repr(float: f64) -> Option<String> {
    let size = float.abs();
    if !(1e-4..1e15).contains(&size) {
        return None;
    }
    let mut scale = 1.0_f64;
    for places in 0..=17 {
        let whole = (size * scale).round();
        if whole >= 1e15 {
            return None;
        }
        if whole / scale == size {
            let mut text = (whole as u64).to_string();
            if places == 0 {
                text.push_str(".0");
            } else {
                if text.len() <= places {
                    text.insert_str(0, &"0".repeat(places + 1 - text.len()));
                }
                text.insert(text.len() - places, '.');
            }
            if float < 0.0 {
                text.insert(0, '-');
            }
            return Some(text);
        }
        scale *= 10.0;
    }
    None
}

/// Takes writing the digits of what is very large or very small from the budget.
fn owe_digits(float: f64) {
    let exponent = (float.to_bits() >> 52 & 0x7ff) as usize;
    owe(exponent.abs_diff(1023));
}

/// How a float is shown.
#[derive(Clone, Copy)]
pub struct Style {
    /// `e`, `f`, `g`, or `r` for `repr()`'s digits.
    pub kind: char,
    /// Digits after the point; for `g` all of them.
    pub precision: usize,
    /// Whether there is always a point, and `g` keeps its zeros (`#`).
    pub alternate: bool,
    /// Whether a number without a fraction gets `.0` (no type letter).
    pub with_point_zero: bool,
}

/// A float that is not negative (or not finite) in a style, without a sign.
pub fn write(float: f64, style: Style) -> String {
    owe_digits(float);
    if float.is_nan() {
        return "nan".to_owned();
    }
    if float.is_infinite() {
        return "inf".to_owned();
    }
    let point = if style.alternate { "." } else { "" };
    match style.kind {
        'r' => {
            let mut text = float_repr(float);
            if style.alternate && !text.contains('.') {
                let at = text.find('e').unwrap_or(text.len());
                text.insert(at, '.');
            }
            text
        }
        'f' => {
            let mut text = decimal::fixed(float, style.precision);
            if style.precision == 0 {
                text.push_str(point);
            }
            text
        }
        'e' => {
            let (mut digits, exponent) = decimal::significant(float, style.precision);
            if style.precision > 0 {
                digits.insert(1, '.');
            } else {
                digits.push_str(point);
            }
            push_exponent(&mut digits, exponent);
            digits
        }
        _ => general(float, style),
    }
}

/// `g`: with an exponent if it is below -4 or not below the number of digits.
fn general(float: f64, style: Style) -> String {
    let precision = style.precision.max(1);
    let (mut digits, exponent) = decimal::significant(float, precision - 1);
    let limit = precision as i32 - i32::from(style.with_point_zero);
    let with_exponent = exponent < -4 || exponent >= limit;
    if !style.alternate {
        let needed = if with_exponent { 1 } else { exponent.max(0) as usize + 1 };
        while digits.len() > needed && digits.ends_with('0') {
            digits.pop();
        }
    }
    if with_exponent {
        if digits.len() > 1 || style.alternate {
            digits.insert(1, '.');
        }
        push_exponent(&mut digits, exponent);
        return digits;
    }
    if exponent < 0 {
        digits.insert_str(0, &"0".repeat(-exponent as usize));
        digits.insert(1, '.');
    } else {
        let at = exponent as usize + 1;
        if digits.len() > at || style.alternate {
            digits.insert(at, '.');
        } else if style.with_point_zero {
            digits.push_str(".0");
        }
    }
    digits
}

fn push_exponent(text: &mut String, exponent: i32) {
    let sign = if exponent < 0 { '-' } else { '+' };
    text.push('e');
    text.push(sign);
    if exponent.abs() < 10 {
        text.push('0');
    }
    text.push_str(&exponent.abs().to_string());
}

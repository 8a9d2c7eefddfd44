//! The format specs of numbers and strs: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use num_bigint::BigInt;

use crate::engine::Exception;
use crate::vm::exceptions::{overflow_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::numbers::Number;
use crate::vm::value::{Result, Value};

use super::floats::{self, Style};

/// A format spec, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    pub fill: char,
    pub align: char,
    /// `\0` for none.
    pub sign: char,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    /// What stands between groups of digits.
    pub grouping: Option<char>,
    pub fraction_grouping: Option<char>,
    pub precision: Option<usize>,
    /// `\0` for none.
    pub kind: char,
}

impl Spec {
    fn parse(text: &str, default_align: char, type_name: &str) -> Result<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut spec = Self { align: default_align, ..plain_spec('\0') };
        let is_align = |at: usize| chars.get(at).is_some_and(|c| matches!(c, '<' | '>' | '=' | '^'));
        let mut at = 0;
        let (mut filled, mut aligned) = (false, false);
        if is_align(1) {
            (spec.fill, spec.align, filled, aligned, at) = (chars[0], chars[1], true, true, 2);
        } else if is_align(0) {
            (spec.align, aligned, at) = (chars[0], true, 1);
        }
        let take = |at: &mut usize, wanted: &[char]| {
            let found = chars.get(*at).copied().filter(|c| wanted.contains(c));
            *at += usize::from(found.is_some());
            found
        };
        if let Some(sign) = take(&mut at, &['+', '-', ' ']) {
            spec.sign = sign;
        }
        spec.no_negative_zero = take(&mut at, &['z']).is_some();
        spec.alternate = take(&mut at, &['#']).is_some();
        if !filled && take(&mut at, &['0']).is_some() {
            spec.fill = '0';
            if !aligned && default_align == '>' {
                spec.align = '=';
            }
        }
        spec.width = digits(&chars, &mut at)?.unwrap_or(0);
        spec.grouping = take_grouping(&chars, &mut at)?;
        if chars.get(at) == Some(&'.') {
            at += 1;
            spec.precision = digits(&chars, &mut at)?;
            spec.fraction_grouping = take_grouping(&chars, &mut at)?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(value_error("Format specifier missing precision"));
            }
        }
        match chars.get(at..).unwrap_or_default() {
            [] => {}
            [kind] => spec.kind = *kind,
            _ => {
                let message = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
                return Err(value_error(message));
            }
        }
        let of_locale = spec.fraction_grouping.filter(|_| spec.kind == 'n');
        if let Some(separator) = spec.grouping.or(of_locale) {
            let allowed = match spec.kind {
                'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' => true,
                '\0' => type_name != "str",
                'b' | 'o' | 'x' | 'X' => separator == '_',
                _ => false,
            };
            if !allowed {
                let kind = if spec.kind == '\0' { 's' } else { spec.kind };
                return Err(value_error(format!("Cannot specify '{separator}' with '{kind}'.")));
            }
        }
        Ok(spec)
    }
}

fn take_grouping(chars: &[char], at: &mut usize) -> Result<Option<char>> {
    let grouping = chars.get(*at).copied().filter(|c| matches!(c, ',' | '_'));
    if grouping.is_some() {
        *at += 1;
        match chars.get(*at) {
            Some(',' | '_') if chars.get(*at) != chars.get(*at - 1) => {
                return Err(value_error("Cannot specify both ',' and '_'."));
            }
            // Anything more is no spec at all.
            Some(&c @ (',' | '_')) if chars.len() == *at + 1 => {
                return Err(value_error(format!("Cannot specify '{c}' with '{c}'.")));
            }
            _ => {}
        }
    }
    Ok(grouping)
}

fn digits(chars: &[char], at: &mut usize) -> Result<Option<usize>> {
    let mut number = None;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        let next = number.unwrap_or(0_usize).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
        match next.filter(|next| *next <= isize::MAX as usize) {
            Some(next) => number = Some(next),
            None => return Err(value_error("Too many decimal digits in format string")),
        }
        *at += 1;
    }
    Ok(number)
}

fn unknown(kind: char, type_name: &str) -> Exception {
    let shown = if (' '..='~').contains(&kind) { kind.to_string() } else { format!("\\x{:x}", kind as u32) };
    value_error(format!("Unknown format code '{shown}' for object of type '{type_name}'"))
}

impl Vm {
    /// `format(value, spec)` of a number or a str; nothing for other values.
    pub(super) fn format_builtin(&self, value: &Value, text: &str) -> Result<Option<String>> {
        self.charge(text.len() * 8)?;
        if let Value::Str(str) = value {
            return self.format_str(str.as_str(), text).map(Some);
        }
        let Some(number) = Number::of(value) else { return Ok(None) };
        let type_name = value.type_name();
        let spec = Spec::parse(text, '>', &type_name)?;
        self.charge_text(spec.width.saturating_add(spec.precision.unwrap_or(0)))?;
        // Digits after the point are computed one by one.
        self.charge(spec.precision.unwrap_or(0).saturating_mul(3))?;
        match (number, spec.kind) {
            (Number::Float(float), '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => {
                Ok(Some(format_float(float, &spec)))
            }
            (Number::Float(_), kind) => Err(unknown(kind, &type_name)),
            (number, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                Ok(Some(format_float(number.float()?, &spec)))
            }
            (number, '\0' | 'd' | 'n' | 'b' | 'o' | 'x' | 'X' | 'c') => {
                self.charge_int_text(&number)?;
                format_int(number, &spec, self.most_digits.get()).map(Some)
            }
            (_, kind) => Err(unknown(kind, &type_name)),
        }
    }

    /// Takes writing an int's digits from the budget.
    pub(super) fn charge_int_text(&self, number: &Number) -> Result<()> {
        match number {
            Number::Big(big) => {
                self.charge_digits(big.bits())?;
                self.charge((big.bits() / 4) as usize)?;
                self.charge_text(big.bits() as usize)
            }
            _ => Ok(()),
        }
    }

    fn format_str(&self, value: &str, text: &str) -> Result<String> {
        let spec = Spec::parse(text, '<', "str")?;
        self.charge_text(spec.width)?;
        if !matches!(spec.kind, '\0' | 's') {
            return Err(unknown(spec.kind, "str"));
        }
        let refused = match spec {
            Spec { sign: ' ', .. } => "Space not allowed in string format specifier",
            Spec { sign: '+' | '-', .. } => "Sign not allowed in string format specifier",
            Spec { no_negative_zero: true, .. } => {
                "Negative zero coercion (z) not allowed in string format specifier"
            }
            Spec { alternate: true, .. } => "Alternate form (#) not allowed in string format specifier",
            Spec { align: '=', .. } => "'=' alignment not allowed in string format specifier",
            _ => {
                let cut = match spec.precision {
                    Some(most) => &value[..value.char_indices().nth(most).map_or(value.len(), |(at, _)| at)],
                    None => value,
                };
                return Ok(pad("", cut.to_owned(), &spec));
            }
        };
        Err(value_error(refused))
    }
}

/// Fills up to the width; `sign` stands before what `=` fills in.
fn pad(sign: &str, body: String, spec: &Spec) -> String {
    let len = sign.chars().count() + if body.is_ascii() { body.len() } else { body.chars().count() };
    if len >= spec.width {
        return if sign.is_empty() { body } else { [sign, &body].concat() };
    }
    let missing = spec.width - len;
    let fill = |count: usize| spec.fill.to_string().repeat(count);
    match spec.align {
        '<' => [sign, &body, &fill(missing)].concat(),
        '^' => [&fill(missing / 2), sign, &body, &fill(missing - missing / 2)].concat(),
        '=' => [sign, &fill(missing), &body].concat(),
        _ => [&fill(missing), sign, &body].concat(),
    }
}

/// Puts a separator between groups of digits, and zeros before them up to a width.
fn group(digits: &str, separator: char, every: usize, width: usize) -> String {
    let mut count = digits.len();
    while count + (count.max(1) - 1) / every < width {
        count += 1;
    }
    let mut grouped = String::with_capacity(count + count / every);
    for at in 0..count {
        if at > 0 && (count - at).is_multiple_of(every) {
            grouped.push(separator);
        }
        match (at + digits.len()).checked_sub(count) {
            Some(at) => grouped.push_str(&digits[at..=at]),
            None => grouped.push('0'),
        }
    }
    grouped
}

pub(super) fn sign_text(negative: bool, sign: char) -> &'static str {
    match (negative, sign) {
        (true, _) => "-",
        (_, '+') => "+",
        (_, ' ') => " ",
        _ => "",
    }
}

#[inline(never)]
pub(super) fn format_int(number: Number, spec: &Spec, most: usize) -> Result<String> {
    let refused = match spec {
        Spec { precision: Some(_), .. } => Some("Precision not allowed in integer format specifier"),
        Spec { no_negative_zero: true, .. } => {
            Some("Negative zero coercion (z) not allowed in integer format specifier")
        }
        Spec { kind: 'c', sign: '+' | '-' | ' ', .. } => {
            Some("Sign not allowed with integer format specifier 'c'")
        }
        Spec { kind: 'c', alternate: true, .. } => {
            Some("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        _ => None,
    };
    if let Some(refused) = refused {
        return Err(value_error(refused));
    }
    if spec.kind == 'c' {
        let c = match number {
            Number::Int(code) => u32::try_from(code).ok().and_then(char::from_u32),
            _ => None,
        };
        return match c {
            Some(c) => Ok(pad("", c.to_string(), spec)),
            None => Err(overflow_error("%c arg not in range(0x110000)")),
        };
    }
    let (negative, mut digits) = int_digits(number, spec.kind, most)?;
    let mut sign = sign_text(negative, spec.sign).to_owned();
    if spec.alternate && matches!(spec.kind, 'b' | 'o' | 'x' | 'X') {
        sign.push('0');
        sign.push(spec.kind);
    }
    if let Some(separator) = spec.grouping {
        let every = if matches!(spec.kind, 'b' | 'o' | 'x' | 'X') { 4 } else { 3 };
        let zeros = spec.fill == '0' && spec.align == '=';
        let width = if zeros { spec.width.saturating_sub(sign.len()) } else { 0 };
        digits = group(&digits, separator, every, width);
    }
    Ok(pad(&sign, digits, spec))
}

/// Whether an int is negative, and the digits of its size.
pub(super) fn int_digits(number: Number, kind: char, most: usize) -> Result<(bool, String)> {
    let radix = match kind {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    };
    let text = match (number, radix) {
        (Number::Int(int), 10) => int.to_string(),
        (Number::Big(big), 10) => super::decimal::int_text(big, most)?,
        (Number::Big(big), radix) => big.to_str_radix(radix),
        (Number::Int(int), radix) => BigInt::from(int).to_str_radix(radix),
        (Number::Float(_), _) => String::new(),
    };
    let digits = text.trim_start_matches('-');
    let digits = if kind == 'X' { digits.to_ascii_uppercase() } else { digits.to_owned() };
    Ok((text.starts_with('-'), digits))
}

pub(super) fn format_float(float: f64, spec: &Spec) -> String {
    let (kind, style_kind) = match (spec.kind, spec.precision) {
        ('\0', None) => ('r', 'r'),
        ('\0', Some(_)) => ('\0', 'g'),
        ('n', _) => ('g', 'g'),
        ('%', _) => ('%', 'f'),
        (kind, _) => (kind, kind.to_ascii_lowercase()),
    };
    let shown = if kind == '%' { float * 100.0 } else { float };
    let mut body = floats::write(
        shown.abs(),
        Style {
            kind: style_kind,
            precision: spec.precision.unwrap_or(6),
            alternate: spec.alternate,
            with_point_zero: kind == '\0',
        },
    );
    if kind.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    let zero = spec.no_negative_zero && !body.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let negative = shown.is_sign_negative() && !shown.is_nan() && !(zero && shown.is_finite());
    if kind == '%' {
        body.push('%');
    }
    let sign = sign_text(negative, spec.sign);
    if shown.is_finite() && (spec.grouping.is_some() || spec.fraction_grouping.is_some()) {
        let end = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
        let (whole, rest) = body.split_at(end);
        let rest = match spec.fraction_grouping {
            Some(separator) => group_fraction(rest, separator),
            None => rest.to_owned(),
        };
        if let Some(separator) = spec.grouping {
            let zeros = spec.fill == '0' && spec.align == '=';
            let width = if zeros { spec.width.saturating_sub(sign.len() + rest.len()) } else { 0 };
            body = group(whole, separator, 3, width) + &rest;
        } else {
            body = whole.to_owned() + &rest;
        }
    }
    pad(sign, body, spec)
}

/// Groups the digits after the point, from the left.
fn group_fraction(rest: &str, separator: char) -> String {
    let Some(digits) = rest.strip_prefix('.') else { return rest.to_owned() };
    let mut grouped = String::from(".");
    for (at, c) in digits.char_indices() {
        if at > 0 && at.is_multiple_of(3) && digits[..=at].bytes().all(|byte| byte.is_ascii_digit()) {
            grouped.push(separator);
        }
        grouped.push(c);
    }
    grouped
}

/// A spec that asks for nothing but a kind; `%`-formatting starts from it too.
pub(super) fn plain_spec(kind: char) -> Spec {
    Spec {
        fill: ' ',
        align: '>',
        sign: '\0',
        no_negative_zero: false,
        alternate: false,
        width: 0,
        grouping: None,
        fraction_grouping: None,
        precision: None,
        kind,
    }
}

/// Fills a text up to a spec's width.
pub(super) fn pad_with(sign: &str, body: String, spec: &Spec) -> String {
    pad(sign, body, spec)
}

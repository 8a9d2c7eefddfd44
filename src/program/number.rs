//! Numbers as texts and back, both exactly: the shortest text of a number, and the number that is nearest to a text.
//!
//! The library does the same, faster and with tables of 20 kB. A page has few numbers, and its size counts.

/// The number that is nearest to a decimal text, such as `-12.5e-3`; infinite if it is beyond all. `None` for any
/// other text.
pub fn parse_float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut decimal = Decimal { digits: Vec::new(), point: exponent };
    for byte in whole.bytes() {
        decimal.push(byte)?;
        decimal.point = decimal.point.saturating_add(1);
    }
    for byte in fraction.bytes() {
        decimal.push(byte)?;
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let magnitude = decimal.nearest();
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// An exponent; one that no number can have stands for all that are larger.
fn parse_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    let mut exponent = 0_i32;
    for c in digits.chars() {
        exponent = exponent.saturating_mul(10).saturating_add(c.to_digit(10)? as i32);
    }
    Some(if text.starts_with('-') { -exponent } else { exponent })
}

/// A number without an exponent, in as few digits as tell it from all others: `0.1`, `-3`, `10000000`.
pub fn decimal_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let mut text = sign_or_name(value);
    if value.is_finite() {
        Decimal::shortest(value.abs()).write_plain(&mut text);
    }
    text
}

/// `repr()` of a float: the shortest digits that give the same number back, with an exponent from 1e16 on and below
/// 1e-4 (CPython: `float_repr_style` "short", `PyOS_double_to_string`).
pub fn repr_float(value: f64) -> String {
    let mut text = sign_or_name(value);
    if !value.is_finite() {
        return text;
    }
    let decimal = Decimal::shortest(value.abs());
    if value == 0.0 || (-3..=16).contains(&decimal.point) {
        decimal.write_plain(&mut text);
        if decimal.digits.len() as i32 <= decimal.point || value == 0.0 {
            text.push_str(".0");
        }
        return text;
    }
    for (position, digit) in decimal.digits.iter().enumerate() {
        if position == 1 {
            text.push('.');
        }
        text.push(char::from(b'0' + digit));
    }
    let exponent = decimal.point - 1;
    let (sign, padding) = (if exponent < 0 { '-' } else { '+' }, if exponent.abs() < 10 { "0" } else { "" });
    text.push_str(&format!("e{sign}{padding}{}", exponent.abs()));
    text
}

/// A number with at most so many digits behind the point, for people.
pub fn rounded(value: f64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let scaled = (value.abs() * scale as f64).round();
    if scaled >= 1e15 {
        return decimal_text(value.round());
    }
    let scaled = scaled as u64;
    let mut digits = Vec::new();
    let mut rest = scaled;
    while rest > 0 {
        digits.insert(0, (rest % 10) as u8);
        rest /= 10;
    }
    let mut text = String::from(if value < 0.0 && scaled > 0 { "-" } else { "" });
    let mut decimal = Decimal { point: digits.len() as i32 - places as i32, digits };
    while decimal.digits.last() == Some(&0) {
        decimal.digits.pop();
    }
    decimal.write_plain(&mut text);
    text
}

/// A number with exactly so many digits behind the point.
pub fn fixed(value: f64, places: usize) -> String {
    let scale = 10_u64.pow(places as u32);
    let scaled = (value.abs() * scale as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    match places {
        0 => format!("{sign}{scaled}"),
        _ => format!("{sign}{}.{:0places$}", scaled / scale, scaled % scale),
    }
}

fn sign_or_name(value: f64) -> String {
    let text = match (value.is_nan(), value.is_infinite(), value.is_sign_negative()) {
        (true, _, _) => "nan",
        (_, true, false) => "inf",
        (_, true, true) => "-inf",
        (_, false, true) => "-",
        (_, false, false) => "",
    };
    text.to_owned()
}

/// A number that is not negative: `0.digits` times ten to the power of `point`.
struct Decimal {
    // Invariant: none is above 9, and the first one is not 0.
    digits: Vec<u8>,
    point: i32,
}

/// More digits than this never decide to which side a number is rounded.
const MAX_DIGITS: usize = 800;

impl Decimal {
    /// Adds a digit at the end. `None` if it is none.
    fn push(&mut self, byte: u8) -> Option<()> {
        let digit = byte.is_ascii_digit().then(|| byte - b'0')?;
        if digit == 0 && self.digits.is_empty() {
            self.point = self.point.saturating_sub(1);
        } else if self.digits.len() < MAX_DIGITS {
            self.digits.push(digit);
        } else if digit > 0 {
            // It is not nothing, and that is all that counts.
            self.digits[MAX_DIGITS - 1] |= 1;
        }
        Some(())
    }

    /// The nearest number; of two that are as near, the even one.
    fn nearest(&self) -> f64 {
        if self.digits.is_empty() || self.point < -330 {
            return 0.0;
        }
        if self.point > 310 {
            return f64::INFINITY;
        }
        // The number is a fraction of integers. It is scaled by a power of two so that the quotient has 63 or 64 bits.
        let (mut above, mut below) = (Big::from(0), Big::from(1));
        for digit in &self.digits {
            above.multiply(10);
            above.add(u32::from(*digit));
        }
        let exponent = self.point - self.digits.len() as i32;
        if exponent < 0 { &mut below } else { &mut above }.scale(exponent.unsigned_abs());
        let shift = 63 - (above.bits() as i32 - below.bits() as i32);
        if shift < 0 { &mut below } else { &mut above }.shift(shift.unsigned_abs());
        below.shift(63);
        let mut quotient = 0_u64;
        for _ in 0..64 {
            quotient = quotient << 1 | u64::from(above.take(&below));
            above.shift(1);
        }
        // As many bits of the quotient as a number has, at the place that the smallest numbers leave.
        let bits = 64 - quotient.leading_zeros() as i32;
        let dropped = (bits - 53).max(shift - 1074);
        if dropped > 64 {
            return 0.0;
        }
        let mantissa = quotient.checked_shr(dropped.unsigned_abs()).unwrap_or(0);
        let rest = quotient << (64 - dropped);
        let rest = if dropped == 64 { quotient } else { rest };
        let half = 1 << 63;
        let is_up = rest > half || (rest == half && (above.bits() > 0 || mantissa % 2 == 1));
        let mantissa = mantissa + u64::from(is_up);
        // The first bit of the mantissa is counted by the exponent, which it raises by one.
        let biased = (dropped - shift + 1074) as u64;
        f64::from_bits(((biased << 52) + mantissa).min(f64::INFINITY.to_bits()))
    }

    /// The fewest digits that are nearer to a number than to any other one, and of these the nearest (Steele and
    /// White).
    fn shortest(value: f64) -> Decimal {
        let mut decimal = Decimal { digits: Vec::new(), point: 0 };
        if value == 0.0 {
            return decimal;
        }
        let (field, fraction) = (value.to_bits() >> 52, value.to_bits() & ((1 << 52) - 1));
        let is_normal = field > 0;
        let mantissa = if is_normal { fraction | 1 << 52 } else { fraction };
        let exponent = field.max(1) as i32 - 1075;
        let is_even = mantissa % 2 == 0;
        // The number is rest / unit; half the way to the next numbers is up / unit and down / unit.
        let (mut rest, mut unit, mut up, mut down) =
            (Big::from(mantissa), Big::from(1), Big::from(1), Big::from(1));
        let doubled = if fraction == 0 && field > 1 { 2 } else { 1 };
        rest.shift(doubled);
        unit.shift(doubled);
        up.shift(doubled - 1);
        if exponent < 0 {
            unit.shift(exponent.unsigned_abs());
        } else {
            for number in [&mut rest, &mut up, &mut down] {
                number.shift(exponent.unsigned_abs());
            }
        }
        // Scaled so that the first digit stands right behind the point; the guess may be one too low.
        let log2 = exponent + 63 - mantissa.leading_zeros() as i32;
        decimal.point = (f64::from(log2) * std::f64::consts::LOG10_2).floor() as i32;
        if decimal.point < 0 {
            for number in [&mut rest, &mut up, &mut down] {
                number.scale(decimal.point.unsigned_abs());
            }
        } else {
            unit.scale(decimal.point.unsigned_abs());
        }
        while reaches(&rest, &up, &unit, is_even) {
            unit.multiply(10);
            decimal.point += 1;
        }
        loop {
            for number in [&mut rest, &mut up, &mut down] {
                number.multiply(10);
            }
            let mut digit = 0;
            while rest.take(&unit) {
                digit += 1;
            }
            let is_low = if is_even { rest <= down } else { rest < down };
            let is_high = reaches(&rest, &up, &unit, is_even);
            if is_low || is_high {
                rest.shift(1);
                // Of two texts that are as near, the even one, as CPython and JavaScript have it.
                let is_above = rest > unit || (rest == unit && digit % 2 == 1);
                decimal.digits.push(if is_high && (!is_low || is_above) { digit + 1 } else { digit });
                return decimal;
            }
            decimal.digits.push(digit);
        }
    }

    /// Writes it without an exponent, and without a point if it is whole.
    fn write_plain(&self, text: &mut String) {
        let whole = self.point.max(0) as usize;
        if whole == 0 {
            text.push('0');
        }
        for position in 0..whole {
            let digit = self.digits.get(position).copied().unwrap_or(0);
            text.push(char::from(b'0' + digit));
        }
        let Some(fraction @ [_, ..]) = self.digits.get(whole..) else { return };
        text.push('.');
        text.extend(std::iter::repeat_n('0', self.point.min(0).unsigned_abs() as usize));
        text.extend(fraction.iter().map(|digit| char::from(b'0' + digit)));
    }
}

/// Whether a number and what it may be off by come to the unit.
fn reaches(number: &Big, off: &Big, unit: &Big, or_equal: bool) -> bool {
    let mut sum = number.clone();
    sum.add_big(off);
    sum > *unit || (or_equal && sum == *unit)
}

/// A whole number of any size.
#[derive(Clone, PartialEq, Eq)]
struct Big {
    // The lowest first. Invariant: the last one is not 0.
    limbs: Vec<u32>,
}

impl Big {
    fn from(value: u64) -> Big {
        let mut big = Big { limbs: vec![value as u32, (value >> 32) as u32] };
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
    }

    fn bits(&self) -> usize {
        self.limbs.last().map_or(0, |last| self.limbs.len() * 32 - last.leading_zeros() as usize)
    }

    fn multiply(&mut self, by: u32) {
        let mut carry = 0;
        for limb in &mut self.limbs {
            let product = u64::from(*limb) * u64::from(by) + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            self.limbs.push(carry as u32);
        }
    }

    /// Multiplies by a power of ten.
    fn scale(&mut self, power: u32) {
        for _ in 0..power {
            self.multiply(10);
        }
    }

    /// Multiplies by a power of two.
    fn shift(&mut self, power: u32) {
        self.multiply(1 << (power % 32));
        if !self.limbs.is_empty() {
            self.limbs.splice(0..0, std::iter::repeat_n(0, power as usize / 32));
        }
    }

    fn add(&mut self, other: u32) {
        self.add_big(&Big::from(other.into()));
    }

    fn add_big(&mut self, other: &Big) {
        let mut carry = 0;
        for position in 0..self.limbs.len().max(other.limbs.len()) {
            if position == self.limbs.len() {
                self.limbs.push(0);
            }
            let limb = &mut self.limbs[position];
            carry += u64::from(*limb) + u64::from(other.limbs.get(position).copied().unwrap_or(0));
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.limbs.push(carry as u32);
        }
    }

    /// Subtracts a number if it is not larger. Returns whether it did.
    fn take(&mut self, other: &Big) -> bool {
        if *self < *other {
            return false;
        }
        let mut borrow = 0;
        for (position, limb) in self.limbs.iter_mut().enumerate() {
            borrow += i64::from(*limb) - i64::from(other.limbs.get(position).copied().unwrap_or(0));
            *limb = borrow as u32;
            borrow >>= 32;
        }
        self.trim();
        true
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Big) -> Option<std::cmp::Ordering> {
        let by_length = self.limbs.len().cmp(&other.limbs.len());
        Some(by_length.then_with(|| self.limbs.iter().rev().cmp(other.limbs.iter().rev())))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    #[expect(clippy::excessive_precision, reason = "the text is what is tested")]
    fn floats_are_written_as_python_writes_them() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1.5, "1.5"),
            (1e16, "1e+16"),
            (123_456_789_012_345.6, "123456789012345.6"),
            (1e15, "1000000000000000.0"),
            (83_295_225_523_662.625, "83295225523662.62"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.25e-7, "1.25e-07"),
            (1e300, "1e+300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ];
        for (value, expected) in cases {
            assert_eq!(repr_float(value), expected);
        }
    }

    #[test]
    fn numbers_for_people_are_rounded() {
        let cases = [
            (0.0, "0"),
            (1.0, "1"),
            (0.1, "0.1"),
            (-0.0004, "0"),
            (-2.5, "-2.5"),
            (1.23456, "1.235"),
            (0.05, "0.05"),
            (1e20, "100000000000000000000"),
        ];
        for (value, expected) in cases {
            assert_eq!(rounded(value, 3), expected);
        }
    }

    /// Numbers of all sizes, those where rounding is hard among them.
    fn numbers() -> impl Strategy<Value = f64> {
        let any_finite =
            any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |number| number.is_finite());
        let powers = (0u64..2047, 0i64..3)
            .prop_map(|(field, off)| f64::from_bits((field << 52).wrapping_add_signed(off - 1) & !(1 << 63)));
        let powers = powers.prop_filter("finite", |number| number.is_finite());
        let short = (0u64..100_000, -8i32..8).prop_map(|(digits, power)| digits as f64 * 10f64.powi(power));
        prop_oneof![any_finite, powers, short]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_number_is_written_in_the_digits_of_the_library(number in numbers()) {
            let (ours, theirs) = (decimal_text(number), number.to_string());
            if ours != theirs {
                // Of two texts that are as near the library takes the greater one.
                let even = ours.trim_end_matches('0').ends_with(['2', '4', '6', '8']);
                prop_assert!(even && ours.len() == theirs.len(), "{} {}", ours, theirs);
                prop_assert_eq!(ours.parse::<f64>().map(f64::to_bits), Ok(number.to_bits()));
            }
            prop_assert_eq!(parse_float(&repr_float(number)).map(f64::to_bits), Some(number.to_bits()));
        }

        #[test]
        fn a_text_is_read_as_the_library_reads_it(text in "[-+]?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][-+]?[0-9]{1,3})?") {
            prop_assert_eq!(parse_float(&text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{}", text);
        }

        #[test]
        fn what_lies_half_way_is_rounded_as_the_library_rounds_it(
            whole in (1u64 << 52)..(1 << 53),
            tail in prop::sample::select(vec!["5", "50", "4999999999999999999999", "5000000000000000000000001"]),
            zeros in 0usize..1000,
            power in -300i32..280,
        ) {
            for text in [format!("{whole}.{tail}"), format!("{whole}.5{}1", "0".repeat(zeros)), format!("{whole}e{power}")] {
                prop_assert_eq!(parse_float(&text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{}", text);
            }
        }
    }
}

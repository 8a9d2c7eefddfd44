//! UTF-16 and UTF-32, in either order of bytes.

/// How characters are written in units of several bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide {
    /// Its name in messages.
    pub name: &'static str,
    /// Bytes of a unit: 2 or 4.
    unit: usize,
    big: bool,
    /// Whether the order of bytes stands at the beginning.
    marked: bool,
}

const ALL: [(&str, Wide); 6] = [
    ("utf-16", Wide { name: "utf-16", unit: 2, big: false, marked: true }),
    ("utf-16-le", Wide { name: "utf-16-le", unit: 2, big: false, marked: false }),
    ("utf-16-be", Wide { name: "utf-16-be", unit: 2, big: true, marked: false }),
    ("utf-32", Wide { name: "utf-32", unit: 4, big: false, marked: true }),
    ("utf-32-le", Wide { name: "utf-32-le", unit: 4, big: false, marked: false }),
    ("utf-32-be", Wide { name: "utf-32-be", unit: 4, big: true, marked: false }),
];

/// What begins with the order of bytes, where it is marked.
const MARK: u32 = 0xfeff;

/// The encoding of a name.
pub(super) fn of_name(name: &str) -> Option<Wide> {
    let name = name.replace("utf16", "utf-16").replace("utf32", "utf-32");
    let name = name.replace("16le", "16-le").replace("16be", "16-be");
    ALL.iter().find(|(known, _)| *known == name).map(|(_, wide)| *wide)
}

impl Wide {
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * self.unit + self.unit);
        let mut push = |unit: u32| {
            let all = if self.big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            bytes.extend_from_slice(if self.big { &all[4 - self.unit..] } else { &all[..self.unit] });
        };
        if self.marked {
            push(MARK);
        }
        if self.unit == 4 {
            text.chars().for_each(|c| push(c.into()));
        } else {
            text.encode_utf16().for_each(|unit| push(unit.into()));
        }
        bytes
    }

    /// The text and where it begins, or where it fails: the bytes that are wrong there, and why.
    pub(super) fn decode(mut self, bytes: &[u8]) -> Result<String, (usize, usize, &'static str)> {
        let mut at = 0;
        if self.marked && bytes.len() >= self.unit {
            self.big = self.read(bytes, 0) == MARK.swap_bytes() >> (32 - 8 * self.unit as u32);
            at = if self.read(bytes, 0) == MARK { self.unit } else { 0 };
        }
        let mut text = String::with_capacity(bytes.len() / self.unit);
        while at < bytes.len() {
            if bytes.len() - at < self.unit {
                return Err((at, bytes.len(), "truncated data"));
            }
            let unit = self.read(bytes, at);
            let code = match unit {
                0xd800..0xdc00 if self.unit == 2 => {
                    if bytes.len() - at < 4 {
                        return Err((at, bytes.len(), "unexpected end of data"));
                    }
                    let second = self.read(bytes, at + 2);
                    if !(0xdc00..0xe000).contains(&second) {
                        return Err((at, at + 2, "illegal UTF-16 surrogate"));
                    }
                    at += 2;
                    0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00)
                }
                unit => unit,
            };
            let reason = match (self.unit, code) {
                (2, _) => "illegal encoding",
                (_, 0xd800..0xe000) => "code point in surrogate code point range(0xd800, 0xe000)",
                _ => "code point not in range(0x110000)",
            };
            text.push(char::from_u32(code).ok_or((at, at + self.unit, reason))?);
            at += self.unit;
        }
        Ok(text)
    }

    fn read(self, bytes: &[u8], at: usize) -> u32 {
        let unit = bytes[at..at + self.unit].iter();
        let add = |all: u32, byte: &u8| all << 8 | u32::from(*byte);
        if self.big { unit.fold(0, add) } else { unit.rev().fold(0, add) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_and_the_order_of_bytes_is_found() {
        for (name, _) in ALL {
            let wide = of_name(name).expect(name);
            assert_eq!(wide.decode(&wide.encode("aé😀")), Ok("aé😀".to_owned()), "{name}");
        }
        let marked = of_name("utf16").expect("it is known");
        assert_eq!(marked.encode("a"), b"\xff\xfea\0");
        assert_eq!(marked.decode(b"\xfe\xff\0a"), Ok("a".to_owned()));
        assert_eq!(marked.decode(b"a\0b"), Err((2, 3, "truncated data")));
    }
}

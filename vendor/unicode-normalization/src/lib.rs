//! Stands in for the crate `unicode-normalization`, whose tables would be a third of the parser's size.

/// What a text is in its normal form: here always the text itself.
pub trait UnicodeNormalization<'a> {
    /// Its characters.
    fn nfkc(self) -> std::str::Chars<'a>;
}

impl<'a> UnicodeNormalization<'a> for &'a str {
    fn nfkc(self) -> std::str::Chars<'a> {
        self.chars()
    }
}

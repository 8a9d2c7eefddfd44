//! Texts that are in use.

/// A set of texts.
#[derive(Default)]
pub(super) struct Taken {
    // Invariant: sorted, no text twice.
    texts: Vec<String>,
}

impl Taken {
    /// Takes a text; false if it was taken before.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        let place = self.find(text);
        if let Err(place) = place {
            self.texts.insert(place, text.to_owned());
        }
        place.is_err()
    }

    /// Whether a text is taken.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.find(text).is_ok()
    }

    fn find(&self, text: &str) -> Result<usize, usize> {
        self.texts.binary_search_by(|known| known.as_str().cmp(text))
    }
}

//! What the person's system prefers.

fn matches(query: &str) -> bool {
    super::window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether things should move as little as possible.
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether there is a key called Cmd rather than Ctrl.
pub fn is_apple() -> bool {
    super::window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

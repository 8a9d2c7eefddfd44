//! What the person's system prefers.

thread_local! {
    // Asking for it takes longer than asking it.
    static REDUCED_MOTION: Option<web_sys::MediaQueryList> =
        super::window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    static SMALL: Option<web_sys::MediaQueryList> =
        super::window().match_media("(max-width: 820px), (max-height: 460px)").ok().flatten();
}

/// Whether things should move as little as possible.
pub fn prefers_reduced_motion() -> bool {
    REDUCED_MOTION.with(|list| list.as_ref().is_some_and(|list| list.matches()))
}

/// Whether the window is a small one, for which the style sheets (`compact.css`) put the page together otherwise.
pub fn is_small() -> bool {
    SMALL.with(|list| list.as_ref().is_some_and(|list| list.matches()))
}

/// Whether there is a key called Cmd rather than Ctrl.
pub fn is_apple() -> bool {
    super::window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

//! What stands behind the `#` of the page's address: `NAME=VALUE`, several of them with `&` between.

/// The value of a name; empty for a name that stands there alone.
pub fn hash_value(name: &str) -> Option<String> {
    let hash = super::window().location().hash().ok()?;
    let mut parts = hash.strip_prefix('#')?.split('&').map(|part| part.split_once('=').unwrap_or((part, "")));
    parts.find(|part| part.0 == name).map(|part| part.1.to_owned())
}

/// Sets the value of a name, or takes it away; what else stands there stays. No step in the browser's history.
pub fn set_hash_value(name: &str, value: Option<&str>) {
    let window = super::window();
    let hash = window.location().hash().unwrap_or_default();
    let is_other = |part: &&str| !part.is_empty() && part.split('=').next() != Some(name);
    let mut parts: Vec<&str> = hash.trim_start_matches('#').split('&').filter(is_other).collect();
    let own = value.map(|value| if value.is_empty() { name.to_owned() } else { [name, "=", value].concat() });
    parts.extend(own.as_deref());
    let wanted = ["#", &parts.join("&")].concat();
    // A lone # would stay in the address; in a frame without an origin the history may be closed.
    let address =
        if parts.is_empty() { window.location().pathname().unwrap_or_default() } else { wanted.clone() };
    if wanted != hash && !(parts.is_empty() && hash.is_empty()) {
        let _ = window.history().and_then(|history| {
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address))
        });
    }
}

/// Goes to what stands behind a `#`, as following a link does.
pub fn set_hash(hash: &str) {
    // What is no part of an address is not gone to.
    let _ = super::window().location().set_hash(hash);
}

/// What stands behind the `#`.
pub fn hash() -> String {
    super::window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The address of the page, without what stands behind the `#`.
pub fn page() -> String {
    let address = super::window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

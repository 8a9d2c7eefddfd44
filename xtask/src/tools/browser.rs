//! A Chromium to test in, and its driver.

use std::env;
use std::path::PathBuf;

use super::system;
use crate::error::Error;
use crate::process;

/// The names that Chromium and Chrome go by.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where they are installed without being on the path.
const USUAL_PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/// A browser and the driver of the same major version.
#[derive(Debug)]
pub struct Browser {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    pub fn ensure() -> Result<Self, Error> {
        let mut mismatch = String::new();
        for installs_left in [1, 0] {
            match (find_browser(), find_driver()) {
                (Some(browser), Some(driver)) => match (major(&browser), major(&driver)) {
                    // Some browsers do not tell their version; the driver will complain if it has to.
                    (Some(ours), Some(its)) if ours != its => {
                        mismatch = format!(" (the browser has version {ours}, the driver {its})");
                    }
                    _ => return Ok(Browser { browser, driver }),
                },
                _ => mismatch.clear(),
            }
            if installs_left == 0 || !system::apt_install(&["chromium", "chromium-driver"]) {
                break;
            }
        }
        Err(Error::Missing {
            what: format!("Chromium or Chrome with a chromedriver of the same version{mismatch}"),
            remedy: "install both, or name them in CHROMIUM and CHROMEDRIVER".to_owned(),
        })
    }
}

/// A browser without a driver: Playwright needs none.
pub fn ensure_browser() -> Result<PathBuf, Error> {
    let found = find_browser().or_else(|| {
        system::apt_install(&["chromium", "chromium-driver"]);
        find_browser()
    });
    found.ok_or_else(|| Error::Missing {
        what: "Chromium or Chrome".to_owned(),
        remedy: "install one, or name it in CHROMIUM".to_owned(),
    })
}

fn find_browser() -> Option<PathBuf> {
    named_in("CHROMIUM")
        .or_else(|| NAMES.iter().find_map(|name| process::on_path(name).next()))
        .or_else(|| USUAL_PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn find_driver() -> Option<PathBuf> {
    named_in("CHROMEDRIVER").or_else(|| process::on_path("chromedriver").next())
}

fn named_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn major(program: &PathBuf) -> Option<u32> {
    // On Windows the browser opens a window instead.
    if cfg!(windows) && program.file_stem().is_some_and(|name| name == "chrome") {
        return None;
    }
    first_major(&process::version_text(program)?)
}

fn first_major(text: &str) -> Option<u32> {
    let version =
        text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browsers_print() {
        assert_eq!(first_major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(first_major("ChromeDriver 141.0.7390.54 (0a1b2c-refs/heads/main@{#7})"), Some(141));
        assert_eq!(first_major("Google Chrome"), None);
    }
}

//! Nothing unfinished, nothing switched off, nothing of the machine it was written on.

use std::env;
use std::fs;
use std::path::Path;

use super::source::{code_of, line_of};
use crate::error::Error;
use crate::process;
use crate::project::Project;

/// What code must not contain.
const IN_CODE: [(&str, &str); 3] =
    [("todo!", "unfinished"), ("unimplemented!", "unfinished"), ("#[ignore", "a test that is switched off")];

/// Every tracked file is tidy.
pub fn check(project: &Project) -> Result<(), Error> {
    let machine = machine_paths(project);
    let list = process::capture(project.command("git").args(["ls-files", "-z"]))?;
    let mut findings = Vec::new();
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let path = project.root.join(name);
        // A file that was deleted but is still tracked, and a picture, have nothing to check.
        let Ok(bytes) = fs::read(&path) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        findings.extend(findings_in(name, &text, &machine));
    }
    super::report("files are untidy", &findings)
}

fn findings_in(name: &str, text: &str, machine: &[String]) -> Vec<String> {
    let mut findings = Vec::new();
    if name.ends_with(".rs") {
        let code = code_of(text);
        for (needle, complaint) in IN_CODE {
            let found = code.match_indices(needle).map(|(at, _)| line_of(&code, at));
            findings.extend(found.map(|line| format!("{name}:{line}: {complaint} (`{needle}`)")));
        }
    }
    if name.ends_with("package-lock.json") {
        let found = text.match_indices("\"resolved\"").map(|(at, _)| line_of(text, at));
        findings.extend(found.map(|line| format!("{name}:{line}: the address of a registry")));
    }
    for path in machine {
        let found = text.match_indices(path.as_str()).map(|(at, _)| line_of(text, at));
        findings.extend(found.map(|line| format!("{name}:{line}: a path of this machine ({path})")));
    }
    findings
}

/// Folders that mean something on this machine alone. A folder right under the root is too common a name to search for.
fn machine_paths(project: &Project) -> Vec<String> {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let folders = [Some(project.root.clone()), home.map(Into::into)];
    let means_something = |path: &std::path::PathBuf| path.parent().and_then(Path::parent).is_some();
    let folders = folders.into_iter().flatten().filter(means_something);
    folders.map(|path| format!("{}{}", path.display(), std::path::MAIN_SEPARATOR)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_code_is_found_and_comments_are_not() {
        let text = "// todo! is a macro\nfn f() { todo!() }\n#[ignore]\nfn g() {}\n";
        assert_eq!(findings_in("src/lib.rs", text, &[]).len(), 2);
    }

    #[test]
    fn paths_of_the_machine_are_found_in_any_file() {
        let machine = ["/home/somebody/".to_owned()];
        assert_eq!(
            findings_in("README.md", "see\n/home/somebody/x\n", &machine),
            ["README.md:2: a path of this machine (/home/somebody/)"]
        );
    }
}

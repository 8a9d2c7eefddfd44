//! Packages of the operating system, where they can be installed without asking anyone.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::process;

/// Installs packages with apt. False where there is no apt, no right to use it, or it fails.
pub fn apt_install(packages: &[&str]) -> bool {
    let Some(apt) = process::on_path("apt-get").next() else { return false };
    let Some(mut update) = privileged(&apt) else { return false };
    let Some(mut install) = privileged(&apt) else { return false };
    eprintln!("Installing {} with apt", packages.join(", "));
    // Old package lists are no obstacle as long as the packages are in them.
    let _ = process::run(update.args(["update", "--quiet=2"]));
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    process::run(&mut install).is_ok()
}

/// A command run as root, if that takes no password.
fn privileged(program: &PathBuf) -> Option<Command> {
    let mut command = if is_root() {
        Command::new(program)
    } else {
        let mut probe = Command::new("sudo");
        let quiet =
            probe.args(["-n", "true"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().ok().filter(|status| status.success())?;
        let mut sudo = Command::new("sudo");
        sudo.arg("-n").arg("--preserve-env=DEBIAN_FRONTEND").arg(program);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    Some(command)
}

fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

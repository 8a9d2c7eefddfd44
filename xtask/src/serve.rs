//! `cargo xtask serve`.

use std::net::{Ipv4Addr, TcpListener};

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Where Trunk serves when nobody says otherwise.
const USUAL_PORT: u16 = 8080;

#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    pub release: bool,
    pub open: bool,
    pub port: Option<u16>,
}

/// Builds the playground, serves it and opens it; rebuilds when a file changes; ends with Ctrl-C.
pub fn run(project: &Project, options: &ServeOptions) -> Result<(), Error> {
    let path = Toolbox::new(project).for_page()?;
    let port = options.port.unwrap_or_else(free_port);
    let mut trunk = page::trunk(project, &path)?;
    // Not into dist/: that is the release build, which tests may be reading.
    trunk.arg("serve").arg("--port").arg(port.to_string());
    trunk.arg("--dist").arg(project.web_target().join("serve"));
    if options.release {
        page::release(&mut trunk);
    }
    if options.open {
        trunk.arg("--open");
    }
    eprintln!("Building the playground; it will be at http://127.0.0.1:{port}/");
    process::run(&mut trunk)
}

/// The usual port, or any other if something else is using it.
fn free_port() -> u16 {
    let port_of =
        |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|socket| socket.local_addr());
    port_of(USUAL_PORT).or_else(|_| port_of(0)).map_or(USUAL_PORT, |address| address.port())
}

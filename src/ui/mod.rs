//! The playground: Yew components, and the plain state that they show.
//!
//! [`workspace`] is that state and what can happen to it; it is pure. Components send it
//! [`Action`](workspace::Action)s and draw what comes of them; what moves within a frame is the business of
//! [`stage::animator`] alone.

mod app;
mod clipboard;
mod compare;
mod dialogs;
mod fixtures;
pub mod formats;
mod gallery;
mod hearing;
mod inspector;
mod keys;
mod lesson;
mod link;
mod markup;
mod panels;
mod parts;
pub mod pasted;
mod present;
pub mod python;
mod saving;
mod send;
mod side;
mod sound;
pub mod stage;
pub mod status;
mod tale;
mod teller;
mod timeline;
mod topbar;
mod transport;
mod waits;
pub mod words;
pub mod workspace;

pub use app::App;

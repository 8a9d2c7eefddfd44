//! The canvas: cards and wires, the pointer on them, and what moves.

pub mod animator;
mod beyond;
pub mod camera;
mod card;
pub mod dials;
mod empty;
mod far;
mod far_brush;
mod live;
mod main_card;
mod marks;
mod menu;
mod overlays;
pub mod pointers;
mod pulses;
mod route;
mod ties;
mod view;
mod why;
mod wires;
mod world;

pub use card::state_icon;
pub use view::{Stage, StageProps};

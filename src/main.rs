//! The page: mounts the playground.

fn main() {
    yew::Renderer::<awaitscope::ui::App>::new().render();
}

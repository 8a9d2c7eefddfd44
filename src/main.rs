//! The page: mounts the playground.

use awaitscope::ui::App;

fn main() {
    let page =
        awaitscope::web::document().get_element_by_id("page").expect("index.html has a place for the app");
    yew::Renderer::<App>::with_root(page).render();
}

//! What must hold in a real browser, below the page as a whole: `cargo xtask test --only browser`.
#![cfg(all(target_arch = "wasm32", feature = "web"))]

use awaitscope::engine::{EventLoop, Options, gather, sleep, spawn};
use awaitscope::ui::App;
use awaitscope::web::document;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_engine_needs_no_time_but_its_own() {
    let event_loop = EventLoop::new(Options { trace: true, ..Options::default() });
    let result = event_loop.run(async {
        let naps = (1..=3).map(|hours| {
            spawn(async move {
                sleep(f64::from(hours) * 3600.0).await?;
                Ok(hours)
            })
        });
        gather(naps).await
    });
    assert_eq!(result.expect("it ends").expect("nothing fails"), [1, 2, 3]);
    assert_eq!(event_loop.time(), 3.0 * 3600.0);
}

#[wasm_bindgen_test]
async fn the_playground_mounts_into_any_element() {
    let place = document().create_element("div").expect("a div");
    document().body().expect("a body").append_child(&place).expect("the div goes into it");
    yew::Renderer::<App>::with_root(place.clone()).render();
    // Yew renders in a turn of the browser's own loop.
    TimeoutFuture::new(0).await;
    let app = place.query_selector("[data-run]").expect("a valid selector").expect("the app has a root");
    assert_eq!(app.get_attribute("data-run").as_deref(), Some("idle"));
}

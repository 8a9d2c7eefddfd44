//! What is done beside drawing.

use yew::use_effect_with;

use super::same::Same;

/// What an effect is about.
struct Cause(Box<dyn Same>);

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&*other.0)
    }
}

/// What stays until an effect is had again, or the component goes: a listener, a timer.
trait Held {}

impl<T> Held for T {}

type Effect = Box<dyn FnOnce() -> Box<dyn Held>>;

/// Does something after drawing, but only if the cause is another than before, and keeps what comes of it until then.
#[yew::hook]
pub fn use_effect_of<C, H>(cause: C, effect: impl FnOnce() -> H + 'static)
where
    C: PartialEq + 'static,
    H: 'static,
{
    use_any_effect(Cause(Box::new(cause)), Box::new(move || Box::new(effect())));
}

/// One effect for Yew, whatever it is about.
#[yew::hook]
fn use_any_effect(cause: Cause, effect: Effect) {
    use_effect_with(cause, move |_| {
        let held = effect();
        move || drop(held)
    });
}

//! On a narrow stage: that there are more cards than are seen, on which side, and the way to the nearest of them.

use crate::layout::geometry::{Rect, Size};
use crate::scene::BlockId;
use crate::ui::markup::{El, el, fragment};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Look, Workspace};

/// A stage of so many pixels has room for what is to be seen, or the person has chosen what to look at.
const LARGE: Size = Size { width: 600.0, height: 420.0 };
/// What lacks no more than so much of a card, in pixels, is seen.
const EDGE: f64 = 10.0;

/// The sides as the stylesheet calls them, and the names of their buttons.
const SIDES: [(&str, &str); 4] = [
    ("left", "More cards to the left"),
    ("right", "More cards to the right"),
    ("above", "More cards above"),
    ("below", "More cards below"),
];

/// The buttons on the sides where there is more.
pub fn beyond(state: &Workspace, dispatch: &Dispatch) -> Option<El> {
    let is_large = state.stage.width >= LARGE.width && state.stage.height >= LARGE.height;
    if is_large || state.camera.is_farthest() {
        return None;
    }
    // What a sheet hides is no farther than that.
    let sides = if state.sheet.is_some() { 2 } else { 4 };
    let seen = state.camera.seen(state.stage).grown(EDGE / state.camera.zoom);
    let cards = state.picture.faces.values().map(|face| (face.id, face.rect));
    let buttons =
        hidden(cards, seen).into_iter().zip(SIDES).take(sides).filter_map(|(nearest, (side, name))| {
            let button = el("button.beyond[type=button]").attr("data-side", side).attr("aria-label", name);
            let look = Action::Look(Look::At(nearest?));
            Some(button.on_click(send::action(dispatch, look)).child(icon("down")))
        });
    Some(fragment().each(buttons))
}

/// The nearest card that is not seen as a whole on each side.
fn hidden(cards: impl Iterator<Item = (BlockId, Rect)>, seen: Rect) -> [Option<BlockId>; 4] {
    let mut nearest: [Option<(f64, BlockId)>; 4] = [None; 4];
    for (id, rect) in cards {
        let over =
            [seen.x - rect.x, rect.right() - seen.right(), seen.y - rect.y, rect.bottom() - seen.bottom()];
        for (side, over) in nearest.iter_mut().zip(over) {
            if over > 0.0 && side.is_none_or(|(known, _)| over < known) {
                *side = Some((over, id));
            }
        }
    }
    nearest.map(|side| side.map(|(_, id)| id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_card_that_is_cut_off_is_named_on_each_side() {
        let rect = |x: f64, y: f64| Rect { x, y, size: Size { width: 100.0, height: 50.0 } };
        let cards =
            [(1, rect(0.0, 0.0)), (2, rect(-50.0, 0.0)), (3, rect(-400.0, 0.0)), (4, rect(50.0, 380.0))];
        let seen = Rect { x: 0.0, y: 0.0, size: Size { width: 300.0, height: 400.0 } };
        let found = hidden(cards.into_iter().map(|(id, rect)| (BlockId(id), rect)), seen);
        assert_eq!(found, [Some(BlockId(2)), None, None, Some(BlockId(4))]);
    }
}

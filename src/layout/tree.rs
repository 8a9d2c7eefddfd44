//! A forest from top to bottom: every parent above the middle of its children, nothing overlapping. Many children stand in
//! rows below each other instead of one that never ends.

use crate::scene::Point;

/// Between cards side by side, in world units.
const GAP_X: f64 = 24.0;
/// Between a card and those below it.
const GAP_Y: f64 = 56.0;
/// The same where height is what lacks.
const TIGHT_Y: f64 = 36.0;
/// Between rows of children that belong to one parent.
const GAP_ROW: f64 = 24.0;
/// So many children of one parent stand side by side, however wide they are.
const ALWAYS_A_ROW: usize = 5;
/// What is drawn no larger than this can hardly be read.
const SMALL: f64 = 0.7;
/// What many children fill is so much wider than high.
const ASPECT: f64 = 1.8;

/// A card to be placed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// How wide it is, in world units.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// The indices of the nodes below it, from left to right. Every node is below at most one other, and none below itself.
    pub children: Vec<usize>,
}

/// The upper left corners of the nodes.
pub fn arrange(nodes: &[Node]) -> Vec<Point> {
    arrange_within(nodes, Limits { within: None, leaves: None, gap_y: GAP_Y })
}

/// What an arrangement keeps to.
#[derive(Clone, Copy)]
struct Limits {
    /// How wide it is at most, as far as that is possible.
    within: Option<f64>,
    /// How wide the leaves below one parent are at most.
    leaves: Option<f64>,
    /// Between a card and those below it.
    gap_y: f64,
}

/// The arrangement that can be drawn largest on a stage; `zoom_of` tells how large. What would not be larger by the factor
/// `better` stays as it is on a stage with room for everything. Where height lacks, cards stand closer together.
pub(super) fn arrange_for(
    nodes: &[Node],
    better: f64,
    is_low: bool,
    zoom_of: impl Fn(&[Point]) -> f64,
) -> Vec<Point> {
    /// So many cards stand side by side, at least and at most.
    const COLUMNS: std::ops::Range<u32> = 2..13;
    /// The same for what is not the first any more.
    const STILL_BETTER: f64 = 1.02;
    /// The leaves below one parent stand in so many columns where there is little room.
    const FEW: std::ops::Range<u32> = 1..4;
    let widest = nodes.iter().fold(0.0, |widest: f64, node| node.width.max(widest));
    let wide = |columns: u32| Some(f64::from(columns) * (widest + GAP_X) - GAP_X);
    let gap_y = if is_low { TIGHT_Y } else { GAP_Y };
    let plain = Limits { within: None, leaves: None, gap_y };
    let mut best = arrange_within(nodes, plain);
    let mut zoom = zoom_of(&best) * better;
    let mut find = |limits: Limits| {
        let other = arrange_within(nodes, limits);
        let other_zoom = zoom_of(&other);
        if other_zoom > zoom {
            (best, zoom) = (other, other_zoom * STILL_BETTER);
        }
        zoom
    };
    let widths = || COLUMNS.rev().map(wide);
    let found = widths().fold(0.0, |_, within| find(Limits { within, ..plain }));
    if found < SMALL {
        for leaves in FEW.rev().map(wide) {
            find(Limits { leaves, ..plain });
            widths().for_each(|within| _ = find(Limits { within, leaves, ..plain }));
        }
    }
    best
}

fn arrange_within(nodes: &[Node], limits: Limits) -> Vec<Point> {
    let mut is_child = vec![false; nodes.len()];
    for child in nodes.iter().flat_map(|node| &node.children) {
        is_child[*child] = true;
    }
    let mut placed = vec![Point::default(); nodes.len()];
    let mut at = Point::default();
    let mut bottom = 0.0f64;
    for root in (0..nodes.len()).filter(|node| !is_child[*node]) {
        let (width, height) = place(nodes, root, at, &mut placed, limits, 0);
        if at.x > 0.0 && limits.within.is_some_and(|within| at.x + width > within) {
            let next = Point { x: 0.0, y: bottom + limits.gap_y };
            shift(nodes, root, next.x - at.x, next.y - at.y, &mut placed, 0);
            at = next;
        }
        bottom = bottom.max(at.y + height);
        at.x += width + GAP_X;
    }
    placed
}

/// Places a node and all below it to the right of and below a point; how wide and how high that is.
fn place(
    nodes: &[Node],
    node: usize,
    at: Point,
    placed: &mut [Point],
    limits: Limits,
    depth: u32,
) -> (f64, f64) {
    let Limits { within, leaves, gap_y } = limits;
    const DEEPEST: u32 = 500;
    let own = &nodes[node];
    placed[node] = at;
    if own.children.is_empty() || depth >= DEEPEST {
        return (own.width, own.height);
    }
    let below = Point { x: at.x, y: at.y + own.height + gap_y };
    let extents: Vec<(f64, f64)> =
        own.children.iter().map(|&child| place(nodes, child, below, placed, limits, depth + 1)).collect();
    // Subtrees need more room between them than cards.
    let is_card = |child: &usize| nodes[*child].children.is_empty();
    let within = match leaves.filter(|_| own.children.iter().all(is_card)) {
        Some(leaves) => Some(within.map_or(leaves, |within| within.min(leaves))),
        None => within,
    };
    let widest = within.unwrap_or_else(|| row_width(&extents));
    // The second of two rows stands below the gaps of the first, through which its wires come. With more rows, there are
    // columns, and the wires of all rows go down between these.
    let half = (extents[0].0 + GAP_X) / 2.0;
    let first_row = in_row(&extents, widest);
    let rest = &extents[first_row..];
    let room = if within.is_some() { widest - half } else { f64::INFINITY };
    let is_second_shifted = !rest.is_empty()
        && (within.is_none() || 6.0 * half <= widest + GAP_X)
        && in_row(rest, room.min(widest)) == rest.len();
    let mut y = below.y;
    let (mut width, mut bottom) = (0.0f64, 0.0f64);
    let mut first = 0;
    while first < extents.len() {
        let end = first + in_row(&extents[first..], widest);
        let are_cards = own.children[first..end].iter().all(is_card);
        let mut x = at.x + if first > 0 && is_second_shifted && are_cards { half } else { 0.0 };
        let mut height = 0.0f64;
        for (&child, extent) in own.children[first..end].iter().zip(&extents[first..end]) {
            shift(nodes, child, x - at.x, y - below.y, placed, depth);
            x += extent.0 + GAP_X;
            height = height.max(extent.1);
        }
        width = width.max(x - GAP_X - at.x);
        bottom = y + height;
        y += height + if are_cards { GAP_ROW } else { gap_y };
        first = end;
    }
    let indent = (own.width - width).max(0.0) / 2.0;
    if indent > 0.0 {
        own.children.iter().for_each(|&child| shift(nodes, child, indent, 0.0, placed, depth));
    }
    width = width.max(own.width);
    placed[node].x = at.x + (width - own.width) / 2.0;
    (width, bottom - at.y)
}

/// How wide a row of such children may become.
fn row_width(extents: &[(f64, f64)]) -> f64 {
    let sum = |extents: &[(f64, f64)]| extents.iter().map(|extent| extent.0 + GAP_X).sum::<f64>() - GAP_X;
    if extents.len() <= ALWAYS_A_ROW {
        return f64::INFINITY;
    }
    let area: f64 = extents.iter().map(|(width, height)| (width + GAP_X) * (height + GAP_ROW)).sum();
    let in_a_row = sum(&extents[..ALWAYS_A_ROW]);
    let widest = (area * ASPECT).sqrt().max(in_a_row);
    // As many rows as that makes, and no wider than it takes: six stand in two rows of three.
    let rows = rows_of(extents, widest);
    let mut width = sum(extents) / rows as f64;
    while width < widest && rows_of(extents, width) > rows {
        width += GAP_X;
    }
    width.min(widest)
}

/// How many children stand in the first row, if it is no wider than that.
fn in_row(extents: &[(f64, f64)], widest: f64) -> usize {
    let mut x = 0.0;
    let more = extents.iter().skip(1).take_while(|(width, _)| {
        x += width + GAP_X;
        x + extents[0].0 <= widest
    });
    1 + more.count()
}

/// In how many rows they stand.
fn rows_of(extents: &[(f64, f64)], widest: f64) -> usize {
    let (mut rows, mut first) = (0, 0);
    while first < extents.len() {
        first += in_row(&extents[first..], widest);
        rows += 1;
    }
    rows
}

fn shift(nodes: &[Node], node: usize, dx: f64, dy: f64, placed: &mut [Point], depth: u32) {
    if depth > 600 || (dx == 0.0 && dy == 0.0) {
        return;
    }
    placed[node].x += dx;
    placed[node].y += dy;
    for &child in &nodes[node].children {
        shift(nodes, child, dx, dy, placed, depth + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(children: &[usize]) -> Node {
        Node { width: 200.0, height: 80.0, children: children.to_vec() }
    }

    /// A root above so many leaves.
    fn fan(leaves: usize) -> Vec<Node> {
        let children: Vec<usize> = (1..=leaves).collect();
        let mut nodes = vec![node(&children)];
        nodes.resize(leaves + 1, node(&[]));
        nodes
    }

    fn overlap(nodes: &[Node], placed: &[Point]) -> bool {
        (0..nodes.len()).any(|a| {
            (0..a).any(|b| {
                let apart_x = placed[a].x >= placed[b].x + nodes[b].width
                    || placed[b].x >= placed[a].x + nodes[a].width;
                let apart_y = placed[a].y >= placed[b].y + nodes[b].height
                    || placed[b].y >= placed[a].y + nodes[a].height;
                !apart_x && !apart_y
            })
        })
    }

    fn extent(placed: &[Point]) -> (f64, f64) {
        let far = |of: fn(&Point) -> f64, size| placed.iter().map(|at| of(at) + size).fold(0.0, f64::max);
        (far(|at| at.x, 200.0), far(|at| at.y, 80.0))
    }

    #[test]
    fn a_parent_stands_above_the_middle_of_its_children() {
        let nodes = [node(&[1, 2, 3]), node(&[]), node(&[]), node(&[])];
        let placed = arrange(&nodes);
        assert_eq!(placed[0].x, placed[2].x);
        assert!(placed[0].y + 80.0 < placed[1].y);
        assert!(!overlap(&nodes, &placed));
    }

    #[test]
    fn five_children_stand_in_one_row_and_six_in_two_rows_of_three() {
        let placed = arrange(&fan(5));
        assert!(placed[1..].iter().all(|at| at.y == placed[1].y));
        let placed = arrange(&fan(6));
        assert!(placed[1..4].iter().all(|at| at.y == placed[1].y));
        assert!(placed[4..].iter().all(|at| at.y == placed[4].y && at.y > placed[1].y));
        // Each stands below a gap of the row above.
        assert_eq!(placed[4].x, (placed[1].x + placed[2].x) / 2.0);
    }

    #[test]
    fn more_than_two_rows_stand_in_columns_between_which_their_wires_go_down() {
        let placed = arrange_for(&fan(24), 1.1, false, zoom_on((690.0, 460.0)));
        let mut columns: Vec<i64> = placed[1..].iter().map(|at| at.x as i64).collect();
        columns.sort_unstable();
        columns.dedup();
        assert!(columns.len() <= 6, "{columns:?}");
    }

    #[test]
    fn leaves_stand_in_columns_of_their_parents_where_that_makes_all_of_it_larger() {
        // Six branches of four leaves each.
        let mut nodes = vec![node(&(1..=6).collect::<Vec<_>>())];
        nodes.extend((0..6).map(|branch| node(&[0, 1, 2, 3].map(|leaf| 7 + 4 * branch + leaf))));
        nodes.resize(31, node(&[]));
        let zoom = zoom_on((690.0, 460.0));
        let placed = arrange_for(&nodes, 1.1, false, &zoom);
        assert!(!overlap(&nodes, &placed));
        assert!(zoom(&placed) > 0.48, "{}", zoom(&placed));
    }

    /// How large it can be drawn on a stage.
    fn zoom_on(stage: (f64, f64)) -> impl Fn(&[Point]) -> f64 {
        move |placed| {
            let (width, height) = extent(placed);
            (stage.0 / width).min(stage.1 / height).min(1.0)
        }
    }

    #[test]
    fn what_has_room_on_the_stage_stands_as_it_does_without_one() {
        for leaves in [1, 3, 5, 8] {
            let nodes = fan(leaves);
            assert_eq!(arrange_for(&nodes, 1.1, false, zoom_on((2000.0, 1000.0))), arrange(&nodes));
        }
    }

    #[test]
    fn five_leaves_stand_in_two_rows_where_one_would_be_too_wide_to_be_read() {
        let nodes = fan(5);
        let zoom = zoom_on((690.0, 460.0));
        let placed = arrange_for(&nodes, 1.1, false, &zoom);
        assert!(zoom(&arrange(&nodes)) < 0.65);
        assert_eq!(zoom(&placed), 1.0);
        assert!(placed[1..4].iter().all(|at| at.y == placed[1].y));
        // The two of the second row stand below the gaps of the first.
        assert_eq!(placed[4].x, (placed[1].x + placed[2].x) / 2.0);
        assert!(!overlap(&nodes, &placed));
    }

    #[test]
    fn cards_stand_closer_together_where_height_lacks() {
        let nodes = fan(3);
        let zoom = zoom_on((900.0, 180.0));
        let [low, high] = [true, false].map(|is_low| arrange_for(&nodes, 1.1, is_low, &zoom));
        assert!(zoom(&low) > zoom(&high) && !overlap(&nodes, &low));
    }

    #[test]
    fn on_a_phone_cards_stand_in_two_columns_so_that_all_are_seen() {
        let nodes = fan(6);
        let zoom = zoom_on((342.0, 600.0));
        let placed = arrange_for(&nodes, 1.1, false, &zoom);
        assert!(zoom(&placed) > 0.75, "{}", zoom(&placed));
        let mut columns: Vec<i64> = placed[1..].iter().map(|at| at.x as i64).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), 2);
        assert!(!overlap(&nodes, &placed));
    }

    #[test]
    fn trees_beside_each_other_stand_in_rows_where_the_stage_is_narrow() {
        // Six trees of three.
        let mut nodes = Vec::new();
        for tree in 0..6 {
            nodes.push(node(&[3 * tree + 1, 3 * tree + 2]));
            nodes.extend([node(&[]), node(&[])]);
        }
        let zoom = zoom_on((690.0, 690.0));
        let placed = arrange_for(&nodes, 1.1, false, &zoom);
        assert!(zoom(&placed) > 1.5 * zoom(&arrange(&nodes)));
        assert!(!overlap(&nodes, &placed));
    }

    #[test]
    fn many_leaves_stand_in_rows() {
        let nodes = fan(20);
        let placed = arrange(&nodes);
        assert!(!overlap(&nodes, &placed));
        assert!(extent(&placed).0 <= 6.0 * 232.0, "no wider than a row: {:?}", extent(&placed));
    }

    #[test]
    fn hundreds_of_leaves_fill_about_a_screen_and_not_a_strip() {
        for leaves in [100, 400] {
            let (width, height) = extent(&arrange(&fan(leaves)));
            assert!((1.0..2.6).contains(&(width / height)), "{leaves}: {width} x {height}");
        }
    }

    #[test]
    fn many_children_with_children_of_their_own_stand_in_rows_too() {
        // Forty workers, each with a task of its own.
        let mut nodes = vec![node(&(1..=40).collect::<Vec<_>>())];
        nodes.extend((1..=40).map(|worker| node(&[40 + worker])));
        nodes.resize(81, node(&[]));
        let placed = arrange(&nodes);
        assert!(!overlap(&nodes, &placed));
        let (width, height) = extent(&placed);
        assert!(width / height < 2.6, "{width} x {height}");
        assert!((1..=40).all(|worker| placed[worker].x == placed[40 + worker].x));
    }

    #[test]
    fn nothing_overlaps_in_a_forest() {
        let nodes = [
            node(&[1, 2]),
            node(&[3]),
            node(&[4, 5, 6]),
            node(&[]),
            node(&[]),
            node(&[7, 8]),
            node(&[]),
            node(&[]),
            node(&[]),
            node(&[]),
        ];
        assert!(!overlap(&nodes, &arrange(&nodes)));
    }
}

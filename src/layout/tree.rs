//! A forest from top to bottom: every parent above the middle of its children, nothing overlapping.

use crate::scene::Point;

/// Between cards side by side, in world units.
const GAP_X: f64 = 24.0;
/// Between a card and those below it.
const GAP_Y: f64 = 56.0;
/// Between rows of leaves that belong to one parent.
const GAP_ROW: f64 = 24.0;
/// So many leaves stand side by side; more of them make further rows.
const LEAVES_IN_ROW: usize = 6;

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
    let mut is_child = vec![false; nodes.len()];
    for child in nodes.iter().flat_map(|node| &node.children) {
        is_child[*child] = true;
    }
    let mut placed = vec![Point::default(); nodes.len()];
    let mut x = 0.0;
    for root in (0..nodes.len()).filter(|node| !is_child[*node]) {
        let width = place(nodes, root, Point { x, y: 0.0 }, &mut placed, 0);
        x += width + GAP_X;
    }
    placed
}

/// Places a node and all below it to the right of and below a point; how wide that is.
fn place(nodes: &[Node], node: usize, at: Point, placed: &mut [Point], depth: u32) -> f64 {
    const DEEPEST: u32 = 500;
    let own = &nodes[node];
    let below = at.y + own.height + GAP_Y;
    let is_leaf = |child: &usize| nodes[*child].children.is_empty();
    let many_leaves = own.children.len() > LEAVES_IN_ROW && own.children.iter().all(is_leaf);
    let mut width = 0.0f64;
    if many_leaves {
        let mut y = below;
        for row in own.children.chunks(LEAVES_IN_ROW) {
            let mut x = at.x;
            let mut height = 0.0f64;
            for &child in row {
                placed[child] = Point { x, y };
                x += nodes[child].width + GAP_X;
                height = height.max(nodes[child].height);
            }
            width = width.max(x - GAP_X - at.x);
            y += height + GAP_ROW;
        }
    } else if depth < DEEPEST {
        let mut x = at.x;
        for &child in &own.children {
            x += place(nodes, child, Point { x, y: below }, placed, depth + 1) + GAP_X;
        }
        width = (x - GAP_X - at.x).max(0.0);
    }
    let shift = (own.width - width).max(0.0) / 2.0;
    if shift > 0.0 && !own.children.is_empty() {
        move_below(nodes, node, shift, placed, depth);
    }
    width = width.max(own.width);
    placed[node] = Point { x: at.x + (width - own.width) / 2.0, y: at.y };
    width
}

fn move_below(nodes: &[Node], node: usize, by: f64, placed: &mut [Point], depth: u32) {
    if depth > 600 {
        return;
    }
    for &child in &nodes[node].children {
        placed[child].x += by;
        move_below(nodes, child, by, placed, depth + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(children: &[usize]) -> Node {
        Node { width: 200.0, height: 80.0, children: children.to_vec() }
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

    #[test]
    fn a_parent_stands_above_the_middle_of_its_children() {
        let nodes = [node(&[1, 2, 3]), node(&[]), node(&[]), node(&[])];
        let placed = arrange(&nodes);
        assert_eq!(placed[0].x, placed[2].x);
        assert!(placed[0].y + 80.0 < placed[1].y);
        assert!(!overlap(&nodes, &placed));
    }

    #[test]
    fn many_leaves_stand_in_rows() {
        let children: Vec<usize> = (1..=20).collect();
        let mut nodes = vec![node(&children)];
        nodes.resize(21, node(&[]));
        let placed = arrange(&nodes);
        assert!(!overlap(&nodes, &placed));
        let right = placed.iter().map(|point| point.x + 200.0).fold(0.0, f64::max);
        assert!(right < 6.0 * 224.0, "no wider than a row: {right}");
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

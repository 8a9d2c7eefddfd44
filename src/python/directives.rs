//! Comments that act on a program from outside: [`Intervention::of_line`] says which.

use crate::program::{Act, Intervention};

use super::text::{Options, compile};

/// What happens to a program from outside, and where its text says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Directive {
    /// What happens, and when.
    pub intervention: Intervention,
    /// The line of the comment, from 1.
    pub line: u32,
}

/// The directives of a text, in its order.
pub(super) fn directives(text: &str) -> Vec<Directive> {
    let numbered = (1..).zip(text.lines());
    let directive = |(line, text)| Some(Directive { intervention: Intervention::of_line(text)?, line });
    numbered.filter_map(directive).filter(|found| is_sound(&found.intervention.act)).collect()
}

/// What looks like a directive and is none, since what it gives is no expression: its line, and what there is to say.
pub fn left_out(text: &str) -> Vec<(u32, String)> {
    let found = (1..).zip(text.lines()).filter_map(|(line, text)| {
        let act = Intervention::of_line(text)?.act;
        let expression = act.expression().filter(|_| !is_sound(&act))?;
        Some((line, ["not done: \u{201c}", expression, "\u{201d} is no expression"].concat()))
    });
    found.collect()
}

/// Whether the expression in it, if there is one, is an expression and nothing else.
fn is_sound(act: &Act) -> bool {
    act.expression().is_none_or(|text| {
        // A parenthesis that closes ours would let anything follow.
        let is_one = |text: &str| compile(text, Options { library: true }).is_ok();
        is_one(&Act::assignment(text)) && is_one(&["value = [", text, "\n]\n"].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_start_a_line_are_read() {
        let found = directives(
            "x = 1\n  # at 1.5: cancel worker-1\n#at 2 :SIGINT\n# at noon: SIGINT\ny # at 3: SIGINT\n",
        );
        let one =
            |at_secs, act, line| Directive { intervention: Intervention { at_secs, turns: 0, act }, line };
        assert_eq!(
            found,
            [one(1.5, Act::Cancel { task: "worker-1".into() }, 2), one(2.0, Act::Interrupt, 3)]
        );
    }

    #[test]
    fn what_is_no_expression_makes_no_directive() {
        for line in [
            "# at 1: put 1) or (2 into Queue 1",
            "# at 1: put x = 1 into Queue 1",
            "# at 1: put  into Queue 1",
            "# at 1: resolve Future 1 with import os",
        ] {
            assert_eq!(directives(line), [], "{line}");
        }
        assert_eq!(directives("# at 1: put (1, 2) into Queue 1").len(), 1);
    }

    #[test]
    fn what_is_left_out_is_told_with_its_line() {
        let text = "x = 1\n# at 1: put 1 + into Queue 1\n# at 1: put 1 into Queue 1\n# at 2: SIGINT\n";
        assert_eq!(left_out(text), [(2, "not done: \u{201c}1 +\u{201d} is no expression".to_owned())]);
    }
}

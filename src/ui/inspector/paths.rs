//! Where a step is within a task, and what is done to it. Pure.

use crate::scene::Step;

/// Leads to a step: its position in the outermost list, then by turns which list of that step and the position in it.
pub type Path = Vec<usize>;

/// Something done to the steps of a task.
#[derive(Debug, Clone, PartialEq)]
pub enum StepEdit {
    /// Puts another step in the place of one.
    Set(Path, Step),
    /// Puts a step before the one that is at this place, or at the end.
    Insert(Path, Step),
    /// Takes a step away.
    Remove(Path),
    /// Exchanges a step with the one before it.
    Raise(Path),
}

impl StepEdit {
    /// The steps after it. A path that leads nowhere changes nothing.
    pub fn applied(&self, steps: &[Step]) -> Vec<Step> {
        let mut steps = steps.to_vec();
        let path = match self {
            StepEdit::Set(path, _)
            | StepEdit::Insert(path, _)
            | StepEdit::Remove(path)
            | StepEdit::Raise(path) => path,
        };
        let Some((&last, way)) = path.split_last() else { return steps };
        let Some(list) = list_at(&mut steps, way) else { return steps };
        match self {
            StepEdit::Set(_, step) => {
                if let Some(slot) = list.get_mut(last) {
                    *slot = step.clone();
                }
            }
            StepEdit::Insert(_, step) => list.insert(last.min(list.len()), step.clone()),
            StepEdit::Remove(_) if last < list.len() => {
                list.remove(last);
            }
            StepEdit::Raise(_) if last > 0 && last < list.len() => list.swap(last - 1, last),
            StepEdit::Remove(_) | StepEdit::Raise(_) => {}
        }
        steps
    }
}

fn list_at<'a>(steps: &'a mut Vec<Step>, way: &[usize]) -> Option<&'a mut Vec<Step>> {
    match way {
        [] => Some(steps),
        [position, body, rest @ ..] => {
            let inner = steps.get_mut(*position)?.bodies_mut().into_iter().nth(*body)?;
            list_at(inner, rest)
        }
        [_] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleep(secs: f64) -> Step {
        Step::Sleep { secs }
    }

    #[test]
    fn a_path_leads_into_a_repetition() {
        let steps = vec![sleep(1.0), Step::Repeat { times: 2, body: vec![sleep(2.0)] }];
        let edited = StepEdit::Insert(vec![1, 0, 1], sleep(3.0)).applied(&steps);
        assert_eq!(edited[1], Step::Repeat { times: 2, body: vec![sleep(2.0), sleep(3.0)] });
    }

    #[test]
    fn raising_exchanges_neighbours_and_stops_at_the_top() {
        let steps = vec![sleep(1.0), sleep(2.0)];
        assert_eq!(StepEdit::Raise(vec![1]).applied(&steps), [sleep(2.0), sleep(1.0)]);
        assert_eq!(StepEdit::Raise(vec![0]).applied(&steps), steps);
    }

    #[test]
    fn a_path_that_leads_nowhere_changes_nothing() {
        let steps = vec![sleep(1.0)];
        assert_eq!(StepEdit::Remove(vec![0, 0, 0]).applied(&steps), steps);
        assert_eq!(StepEdit::Set(vec![4], sleep(2.0)).applied(&steps), steps);
    }
}

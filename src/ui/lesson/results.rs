//! What was answered, and what the run says.

use std::rc::Rc;

use yew::Html;

use crate::lesson::Notes;
use crate::playback::{Guess, Quiz, Recording, Unknown, worth_asking};
use crate::ui::markup::{El, Part, el, fragment};
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, PredictAction, Sheet, Show, Stage, Workspace};

/// The card with the answers.
#[derive(PartialEq)]
pub struct Results {
    quizzes: Rc<Vec<(usize, Result<Quiz, Unknown>)>>,
    guesses: Rc<Vec<Option<Guess>>>,
    /// Which of them the run has decided.
    decided: Vec<bool>,
    /// Whether a run is shown, of which more can be asked.
    has_run: bool,
    dispatch: Dispatch,
}

impl Results {
    /// The answers as far as the run has come.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let predict = &state.predict;
        let is_decided = |quiz: &Quiz| quiz.decided <= predict.seen;
        Results {
            quizzes: predict.quizzes.clone(),
            guesses: predict.guesses.clone(),
            decided: predict.quizzes.iter().map(|(_, quiz)| quiz.as_ref().is_ok_and(is_decided)).collect(),
            has_run: state.run.is_some(),
            dispatch: dispatch.clone(),
        }
    }

    /// The way to the answers, for small screens: there they are behind a tab.
    pub fn pill(state: &Workspace, dispatch: &Dispatch) -> Option<El> {
        let is_told = state.predict.stage == Stage::Answered && state.run.is_some();
        is_told.then(|| {
            let results = Results::of(state, dispatch);
            let score = results.score();
            el("button.predict__pill[type=button]")
                .on_click(send::action(dispatch, Action::Show(Show::Sheet(Sheet::Inspect))))
                .child(icon("inspect"))
                .child(score.unwrap_or_else(|| results.title().into()))
        })
    }

    fn title(&self) -> &'static str {
        if self.guesses.iter().any(Option::is_some) { "Your predictions" } else { "What happens" }
    }

    fn score(&self) -> Option<String> {
        let all = self.quizzes.iter().filter(|(_, quiz)| quiz.is_ok()).count();
        let is_right = |((_, quiz), guess): (&(usize, Result<Quiz, Unknown>), &Option<Guess>)| matches!((quiz, guess), (Ok(quiz), Some(guess)) if quiz.is_right(guess));
        let decided = self.decided.iter().filter(|decided| **decided).count();
        let right = self.quizzes.iter().zip(&*self.guesses).filter(|pair| is_right(*pair)).count();
        let is_answered = self.guesses.iter().any(Option::is_some);
        (decided == all && is_answered).then(|| format!("{right} of {all} right"))
    }
}

impl Part for Results {
    fn draw(&self) -> Html {
        let all = self.quizzes.iter().zip(&*self.guesses).zip(&self.decided).enumerate();
        let rows = all.map(|(at, (((_, quiz), guess), is_decided))| {
            el("li.quiz").key(at).child(match quiz {
                Ok(quiz) => self.result(quiz, guess.as_ref(), *is_decided),
                Err(why) => el("p.section__text").child(why.clone() + "."),
            })
        });
        let again = button("Ask me again").icon("reset").text("Ask me again").class(OUTLINED);
        let close = button("Put the answers away").icon("close").class(SMALL);
        let head = el("div.section__head")
            .child(el("h2.predict__title").child(self.title()))
            .child(el("span.predict__score").child(self.score()))
            .child(close.calls(super::predict(&self.dispatch, PredictAction::Close)));
        let again = again.calls(super::predict(&self.dispatch, PredictAction::Again));
        el("section.predict[aria-label=Your predictions]")
            .child(head)
            .child(el("ol.predict__list[aria-live=polite]").each(rows))
            .child(el("div.predict__actions").child(again))
            .into()
    }
}

impl Results {
    fn result(&self, quiz: &Quiz, guess: Option<&Guess>, is_decided: bool) -> El {
        let side = |name: &'static str, words: Vec<Rc<str>>| {
            let is_list = words.len() > 1;
            let list = el(if is_list { "ol.result__words" } else { "div.result__words" });
            let item = if is_list { "li" } else { "span" };
            el("div.result__side")
                .child(el("span.result__name").child(name))
                .child(list.each(words.into_iter().map(|word| el(item).child(word))))
        };
        let yours = guess.map(|guess| side("You", in_words(quiz, guess)));
        let run = is_decided.then(|| side("The run", in_words(quiz, &quiz.right)));
        // Where nothing was answered, there is nothing to judge: what the run says stands beside the way to why.
        let verdict = match guess {
            _ if !is_decided => Some(("open", "scheduled", "Not decided yet")),
            None => None,
            Some(guess) if quiz.is_right(guess) => Some(("right", "check", "Right")),
            Some(_) => Some(("wrong", "close", "Not so")),
        };
        let why = (is_decided && self.has_run).then(|| {
            let why = button(format!("Why? {}", quiz.wording)).icon("help").text("Why?").class(OUTLINED);
            why.calls(super::ask_why(&self.dispatch, quiz.why(guess)))
        });
        let (word, told) = match verdict {
            None => ("none", el("div.result__head").child(run).child(why)),
            Some((word, image, text)) => {
                let verdict = el("span.result__verdict").child(icon(image)).child(text);
                let is_any = yours.is_some() || run.is_some();
                let sides = is_any.then(|| el("div.result__sides").child(yours).child(run));
                (word, fragment().child(el("div.result__head").child(verdict).child(why)).child(sides))
            }
        };
        el("div.result")
            .attr("data-verdict", word)
            .child(el("p.quiz__wording").child(quiz.wording.clone()))
            .child(told)
    }
}

fn in_words(quiz: &Quiz, guess: &Guess) -> Vec<Rc<str>> {
    match guess {
        Guess::Seconds(secs) => vec![(words::number(*secs) + " s").into()],
        Guess::Any(chosen) if chosen.is_empty() => vec!["none of them".into()],
        guess => quiz.words(guess),
    }
}

/// What the author thinks is worth asking about the run.
#[derive(PartialEq)]
pub struct WorthAsking {
    notes: Rc<Notes>,
    recording: Kept,
    dispatch: Dispatch,
}

/// Two are equal if they are the same.
struct Kept(Rc<Recording>);

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl WorthAsking {
    /// What there is to ask of the run that is shown, once it is over.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Option<Self> {
        let notes = &state.predict.notes;
        let run = state.run.as_ref().filter(|run| run.player.cursor() == run.player.recording().len())?;
        let recording = Kept(run.player.recording().clone());
        notes.lesson.whys().next()?;
        Some(WorthAsking { notes: notes.clone(), recording, dispatch: dispatch.clone() })
    }
}

impl Part for WorthAsking {
    fn draw(&self) -> Html {
        let row = |why: crate::lesson::Why| {
            let asked = worth_asking(&self.recording.0, &why).ok()?;
            let ask = el("button.worth[type=button]").on_click(super::ask_why(&self.dispatch, &asked));
            Some(el("li").child(ask.child(icon("help")).child(el("span").child(why.wording()))))
        };
        let rows: Vec<El> = self.notes.lesson.whys().filter_map(row).collect();
        if rows.is_empty() {
            return Html::default();
        }
        el("section.section[aria-label=Worth asking]")
            .child(el("h2.heading").child("Worth asking"))
            .child(el("ul.worths").each(rows))
            .into()
    }
}

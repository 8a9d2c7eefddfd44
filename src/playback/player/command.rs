//! All that can be asked of a player, and how it is written in links.

use crate::program::{decimal_text, parse_float};
use crate::trace::{EventIndex, FutureId};

/// All that can be asked of a player. Buttons, keys, links and embeds translate to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Command {
    /// Play from here; from the start if the end is reached. The Run button, a link or an embed that starts
    /// by itself.
    Play,
    /// Stop here. The Pause button; whoever opens a dialog.
    Pause,
    /// Play or pause. The space bar.
    Toggle,
    /// On to just after the next visible event, and pause. The Step button.
    StepEvent,
    /// Back to just after the visible event before the last one, and pause. The Step back button.
    StepEventBack,
    /// On to the end of the iteration (of the next one with something to see, if this one has ended), and
    /// pause. The Step button with Shift.
    StepIteration,
    /// Back to the end of the iteration before, and pause. The Step back button with Shift.
    StepIterationBack,
    /// To before the first event, and pause. The Reset button, the Home key.
    ToStart,
    /// To after the last event, and pause. The End key.
    ToEnd,
    /// To just after the visible event that caused the last visible event, and pause. A key.
    ToCause,
    /// Back to where one was before the last [`Command::ToCause`] or [`Command::ToEvent`], and pause. A key.
    Return,
    /// To just after the next change of state of a task, and pause. Keys, for the selected task.
    ToNextChange(FutureId),
    /// To just after the change of state of a task before this moment, and pause. Keys, for the selected
    /// task.
    ToPreviousChange(FutureId),
    /// To just after an event, and pause. The event list and "why?".
    ToEvent(EventIndex),
    /// To a cursor; playing goes on if it does. Links.
    Seek(usize),
    /// To a moment of display time; playing goes on if it does. The scrubber.
    SeekMs(f64),
    /// To the first moment at which the virtual clock shows this; playing goes on if it does. The timeline,
    /// links.
    SeekSecs(f64),
    /// Play faster or slower from here on. The speed menu.
    SetSpeed(Speed),
    /// What is played over and over begins here, and lasts to where it ended or to the end. A key.
    LoopFrom,
    /// What is played over and over ends here, and begins where it began or at the start. A key.
    LoopTo,
    /// This stretch of display time is played over and over, in milliseconds; none if it is too short to be
    /// seen. A drag on the timeline, links.
    Loop(f64, f64),
    /// Nothing is played over and over. A key.
    LoopOff,
}

/// The commands that are one word.
const WORDS: [(&str, Command); 14] = [
    ("play", Command::Play),
    ("pause", Command::Pause),
    ("toggle", Command::Toggle),
    ("step", Command::StepEvent),
    ("step-back", Command::StepEventBack),
    ("iteration", Command::StepIteration),
    ("iteration-back", Command::StepIterationBack),
    ("start", Command::ToStart),
    ("end", Command::ToEnd),
    ("cause", Command::ToCause),
    ("return", Command::Return),
    ("loop-from", Command::LoopFrom),
    ("loop-to", Command::LoopTo),
    ("loop-off", Command::LoopOff),
];

impl Command {
    /// How links and embeds write it: a word, and what belongs to it behind it, such as `seek 12`.
    pub fn to_text(self) -> String {
        let (word, rest) = match self {
            Command::ToNextChange(task) => ("next", task.0.to_string()),
            Command::ToPreviousChange(task) => ("previous", task.0.to_string()),
            Command::ToEvent(event) => ("event", event.0.to_string()),
            Command::Seek(cursor) => ("seek", cursor.to_string()),
            Command::SeekMs(ms) => ("moment", decimal_text(ms)),
            Command::SeekSecs(secs) => ("time", decimal_text(secs)),
            Command::SetSpeed(speed) => ("speed", speed.as_str().to_owned()),
            Command::Loop(from_ms, to_ms) => ("loop", decimal_text(from_ms) + " " + &decimal_text(to_ms)),
            plain => {
                let named = WORDS.iter().find(|(_, command)| *command == plain);
                return named.map_or("", |(word, _)| word).to_owned();
            }
        };
        word.to_owned() + " " + &rest
    }

    /// The command that is written like that; `None` if none is.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let (word, rest) = (words.next()?, words.next());
        let second = words.next();
        if words.next().is_some() || (second.is_some() && word != "loop") {
            return None;
        }
        let Some(rest) = rest else {
            return WORDS.iter().find(|(name, _)| *name == word).map(|(_, command)| *command);
        };
        let number = || rest.parse::<u32>().ok();
        let float = |text: &str| parse_float(text).filter(|number| number.is_finite());
        match word {
            "next" => Some(Command::ToNextChange(FutureId(number()?))),
            "previous" => Some(Command::ToPreviousChange(FutureId(number()?))),
            "event" => Some(Command::ToEvent(EventIndex(number()?))),
            "seek" => Some(Command::Seek(number()? as usize)),
            "moment" => Some(Command::SeekMs(float(rest)?)),
            "time" => Some(Command::SeekSecs(float(rest)?)),
            "speed" => Some(Command::SetSpeed(Speed::from_name(rest)?)),
            "loop" => Some(Command::Loop(float(rest)?, float(second?)?)),
            _ => None,
        }
    }
}

/// How fast display time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum Speed {
    Eighth,
    Quarter,
    Half,
    #[default]
    Normal,
    Double,
    Quadruple,
    Eightfold,
    Sixteenfold,
    /// Playing jumps to the end.
    Instant,
}

impl Speed {
    /// All speeds, slowest first.
    pub const ALL: [Self; 9] = [
        Self::Eighth,
        Self::Quarter,
        Self::Half,
        Self::Normal,
        Self::Double,
        Self::Quadruple,
        Self::Eightfold,
        Self::Sixteenfold,
        Self::Instant,
    ];

    /// How many milliseconds of display time pass in one; infinitely many for [`Speed::Instant`].
    pub fn factor(self) -> f64 {
        match self {
            Self::Eighth => 0.125,
            Self::Quarter => 0.25,
            Self::Half => 0.5,
            Self::Normal => 1.0,
            Self::Double => 2.0,
            Self::Quadruple => 4.0,
            Self::Eightfold => 8.0,
            Self::Sixteenfold => 16.0,
            Self::Instant => f64::INFINITY,
        }
    }

    /// How it is called in a menu, a link and an embed's attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eighth => "1/8",
            Self::Quarter => "1/4",
            Self::Half => "1/2",
            Self::Normal => "1",
            Self::Double => "2",
            Self::Quadruple => "4",
            Self::Eightfold => "8",
            Self::Sixteenfold => "16",
            Self::Instant => "instant",
        }
    }

    /// The speed of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.as_str() == name)
    }

    /// The next faster one, if there is one.
    pub fn faster(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|&speed| speed != self).nth(1)
    }

    /// The next slower one, if there is one.
    pub fn slower(self) -> Option<Self> {
        Self::ALL.into_iter().rev().skip_while(|&speed| speed != self).nth(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_command() -> impl Strategy<Value = Command> {
        let float = || prop_oneof![Just(0.0), Just(1e-7), Just(1e21), -1e6..1e6, 0.0..1.0];
        prop_oneof![
            (0..WORDS.len()).prop_map(|position| WORDS[position].1),
            any::<u32>().prop_map(|id| Command::ToNextChange(FutureId(id))),
            any::<u32>().prop_map(|id| Command::ToPreviousChange(FutureId(id))),
            any::<u32>().prop_map(|index| Command::ToEvent(EventIndex(index))),
            any::<u32>().prop_map(|cursor| Command::Seek(cursor as usize)),
            float().prop_map(Command::SeekMs),
            float().prop_map(Command::SeekSecs),
            (0..Speed::ALL.len()).prop_map(|position| Command::SetSpeed(Speed::ALL[position])),
            (float(), float()).prop_map(|(from, to)| Command::Loop(from, to)),
        ]
    }

    proptest! {
        #[test]
        fn every_command_can_be_written_and_read_back(command in any_command()) {
            prop_assert_eq!(Command::from_text(&command.to_text()), Some(command));
        }

        #[test]
        fn no_text_is_bad_enough_to_panic(text in "[a-z0-9 ./-]{0,24}") {
            if let Some(command) = Command::from_text(&text) {
                prop_assert_eq!(Command::from_text(&command.to_text()), Some(command));
            }
        }
    }

    #[test]
    fn what_is_no_command_is_none() {
        for text in [
            "",
            " ",
            "plays",
            "play 1",
            "seek",
            "seek x",
            "seek -1",
            "seek 1 2",
            "time nan",
            "time inf",
            "speed 3",
            "loop 1",
            "loop 1 2 3",
            "event 4294967296",
        ] {
            assert_eq!(Command::from_text(text), None, "{text:?}");
        }
        assert_eq!(Command::from_text(" seek   12 "), Some(Command::Seek(12)));
    }
}

//! Moments in the calendar, and how `strftime()` writes them.

/// Names of the days, Monday first.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Names of the months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment as a calendar and a clock show it, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The year.
    pub year: i64,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
    /// The hour.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second.
    pub second: u32,
}

impl Moment {
    /// The moment so many seconds after the epoch.
    pub(super) fn at(seconds: i64) -> Self {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400) as u32);
        // Days since 1 March 0000, by eras of 400 years.
        let z = days + 719_468;
        let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let shifted = (5 * doy + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        Self {
            year: yoe + era * 400 + i64::from(month <= 2),
            month: month as u32,
            day: (doy - (153 * shifted + 2) / 5 + 1) as u32,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }

    /// Days since the epoch.
    fn days(&self) -> i64 {
        let (year, month) = (self.year - i64::from(self.month <= 2), i64::from(self.month));
        let (era, yoe) = (year.div_euclid(400), year.rem_euclid(400));
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let doy = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    /// Seconds since the epoch.
    pub(super) fn seconds(&self) -> i64 {
        self.days() * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
    }

    /// 0 for Monday.
    pub(super) fn weekday(&self) -> usize {
        (self.days() + 3).rem_euclid(7) as usize
    }

    /// From 1.
    pub(super) fn day_of_year(&self) -> i64 {
        self.days() - Self { month: 1, day: 1, ..*self }.days() + 1
    }

    /// The year and the number of the week, as ISO 8601 counts: a week is of the year that has its Thursday.
    fn iso_week(&self) -> (i64, i64) {
        let last_of =
            |year: i64| (year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)) % 7;
        let weeks_of = |year: i64| if last_of(year) == 4 || last_of(year - 1) == 3 { 53 } else { 52 };
        let year = self.year;
        match (self.day_of_year() - self.weekday() as i64 + 9) / 7 {
            0 => (year - 1, weeks_of(year - 1)),
            week if week > weeks_of(year) => (year + 1, 1),
            week => (year, week),
        }
    }
}

/// `time.strftime()`: a moment as a format says.
pub(super) fn strftime(format: &str, moment: &Moment) -> String {
    let mut text = String::with_capacity(format.len() * 2);
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        let Some(mut code) = rest.next() else {
            text.push('%');
            break;
        };
        // `%-d`: without the padding.
        let bare = code == '-';
        if bare {
            code = rest.next().unwrap_or('-');
        }
        let from = text.len();
        directive(code, moment, &mut text);
        if bare {
            let padded = text[from..].trim_start_matches(['0', ' ']).to_owned();
            text.truncate(from);
            text.push_str(if padded.is_empty() { "0" } else { &padded });
        }
    }
    text
}

fn directive(code: char, moment: &Moment, text: &mut String) {
    let (weekday, month) = (moment.weekday(), moment.month as usize - 1);
    let day_of_year = moment.day_of_year();
    let hour12 = (moment.hour + 11) % 12 + 1;
    let shown = match code {
        'Y' => moment.year.to_string(),
        'C' => format!("{:02}", moment.year.div_euclid(100)),
        'y' => format!("{:02}", moment.year.rem_euclid(100)),
        'm' => format!("{:02}", moment.month),
        'd' => format!("{:02}", moment.day),
        'e' => format!("{:2}", moment.day),
        'H' => format!("{:02}", moment.hour),
        'I' => format!("{hour12:02}"),
        'M' => format!("{:02}", moment.minute),
        'S' => format!("{:02}", moment.second),
        'p' => if moment.hour < 12 { "AM" } else { "PM" }.to_owned(),
        'a' => DAYS[weekday][..3].to_owned(),
        'A' => DAYS[weekday].to_owned(),
        'b' | 'h' => MONTHS[month][..3].to_owned(),
        'B' => MONTHS[month].to_owned(),
        'j' => format!("{day_of_year:03}"),
        'G' => moment.iso_week().0.to_string(),
        'g' => format!("{:02}", moment.iso_week().0.rem_euclid(100)),
        'V' => format!("{:02}", moment.iso_week().1),
        'u' => (weekday + 1).to_string(),
        'w' => ((weekday + 1) % 7).to_string(),
        'U' => format!("{:02}", (day_of_year + 6 - (weekday as i64 + 1) % 7) / 7),
        'W' => format!("{:02}", (day_of_year + 6 - weekday as i64) / 7),
        's' => moment.seconds().to_string(),
        'Z' => "UTC".to_owned(),
        'z' => "+0000".to_owned(),
        'n' => "\n".to_owned(),
        't' => "\t".to_owned(),
        '%' => "%".to_owned(),
        'x' | 'D' => strftime("%m/%d/%y", moment),
        'X' | 'T' => strftime("%H:%M:%S", moment),
        'F' => strftime("%Y-%m-%d", moment),
        'R' => strftime("%H:%M", moment),
        'r' => strftime("%I:%M:%S %p", moment),
        'c' => strftime("%a %b %e %H:%M:%S %Y", moment),
        other => format!("%{other}"),
    };
    text.push_str(&shown);
}

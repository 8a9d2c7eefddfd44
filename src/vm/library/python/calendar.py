import datetime
from enum import IntEnum, global_enum


@global_enum
class Day(IntEnum):
    MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@global_enum
class Month(IntEnum):
    JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = range(1, 13)


for _day in (*Day, *Month):
    globals()[_day.name] = _day
day_name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
day_abbr = [name[:3] for name in day_name]
month_name = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"]
month_abbr = [name[:3] for name in month_name]


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    return sum(map(isleap, range(y1, y2)))


def weekday(year, month, day):
    return Day(datetime.date(year, month, day).weekday())


class IllegalMonthError(ValueError, IndexError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    first = datetime.date(year, month, 1)
    return Day(first.weekday()), (after - first).days


def timegm(tuple):
    return int((datetime.datetime(*tuple[:6]) - datetime.datetime(1970, 1, 1)).total_seconds())


class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday % 7

    def iterweekdays(self):
        for day in range(self.firstweekday, self.firstweekday + 7):
            yield day % 7

    def itermonthdays(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from [0] * before
        yield from range(1, days + 1)
        yield from [0] * (-(before + days) % 7)

    def itermonthdays2(self, year, month):
        for at, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, at % 7

    def monthdayscalendar(self, year, month):
        days = list(self.itermonthdays(year, month))
        return [days[at:at + 7] for at in range(0, len(days), 7)]

    def monthdays2calendar(self, year, month):
        days = list(self.itermonthdays2(year, month))
        return [days[at:at + 7] for at in range(0, len(days), 7)]

    def itermonthdates(self, year, month):
        first = datetime.date(year, month, 1)
        weeks = len(self.monthdayscalendar(year, month))
        start = first - datetime.timedelta((first.weekday() - self.firstweekday) % 7)
        for day in range(weeks * 7):
            yield start + datetime.timedelta(day)

    def monthdatescalendar(self, year, month):
        dates = list(self.itermonthdates(year, month))
        return [dates[at:at + 7] for at in range(0, len(dates), 7)]


class TextCalendar(Calendar):
    def formatday(self, day, weekday, width):
        return ("" if day == 0 else f"{day:2d}").center(width)

    def formatweek(self, theweek, width):
        return " ".join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def formatweekday(self, day, width):
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        return " ".join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        return (f"{month_name[themonth]} {theyear}" if withyear else month_name[themonth]).center(width)

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1).rstrip(), self.formatweekheader(w).rstrip()]
        lines += [self.formatweek(week, w).rstrip() for week in self.monthdays2calendar(theyear, themonth)]
        return "".join([line + "\n" * l for line in lines])

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")


_calendar = TextCalendar()
month = _calendar.formatmonth
prmonth = _calendar.prmonth


def setfirstweekday(firstweekday):
    _calendar.firstweekday = firstweekday


def firstweekday():
    return _calendar.firstweekday


def monthcalendar(year, month):
    return _calendar.monthdayscalendar(year, month)

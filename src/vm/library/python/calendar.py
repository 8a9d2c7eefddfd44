import datetime
from enum import IntEnum, global_enum


@global_enum
class Day(IntEnum):
    MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


for _day in Day:
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


def monthcalendar(year, month):
    first, days = monthrange(year, month)
    flat = [0] * first + list(range(1, days + 1))
    flat += [0] * (-len(flat) % 7)
    return [flat[at:at + 7] for at in range(0, len(flat), 7)]


def timegm(tuple):
    return int((datetime.datetime(*tuple[:6]) - datetime.datetime(1970, 1, 1)).total_seconds())

# How dates and times are read and written: imported by `datetime` when that is asked for.
from datetime import _days_in_month, _from_ordinal, _offset_text, _to_ordinal, date, datetime, time, timedelta, timezone

_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def strftime(obj, form):
    d = obj if isinstance(obj, date) else datetime(1900, 1, 1)
    t = obj if isinstance(obj, (time, datetime)) else time()
    weekday = d.weekday()
    day_of_year = d.toordinal() - _to_ordinal(d.year, 1, 1) + 1
    out = []
    at = 0
    while at < len(form):
        c = form[at]
        at += 1
        if c != "%" or at >= len(form):
            out.append(c)
            continue
        c = form[at]
        at += 1
        plain = c == "-" and at < len(form)
        colon = c == ":" and form[at:at + 1] == "z"
        if plain or colon:
            c = form[at]
            at += 1
        if c == "Y":
            text = f"{d.year:04d}"
        elif c == "m":
            text = f"{d.month:02d}"
        elif c == "d":
            text = f"{d.day:02d}"
        elif c == "H":
            text = f"{t.hour:02d}"
        elif c == "M":
            text = f"{t.minute:02d}"
        elif c == "S":
            text = f"{t.second:02d}"
        elif c == "f":
            text = f"{t.microsecond:06d}"
        elif c == "I":
            text = f"{t.hour % 12 or 12:02d}"
        elif c == "p":
            text = "AM" if t.hour < 12 else "PM"
        elif c == "P":
            text = "am" if t.hour < 12 else "pm"
        elif c == "k":
            text = f"{t.hour:2d}"
        elif c == "l":
            text = f"{t.hour % 12 or 12:2d}"
        elif c == "y":
            text = f"{d.year % 100:02d}"
        elif c == "C":
            text = f"{d.year // 100:02d}"
        elif c == "j":
            text = f"{day_of_year:03d}"
        elif c == "a":
            text = _WEEKDAYS[weekday][:3]
        elif c == "A":
            text = _WEEKDAYS[weekday]
        elif c in "bh":
            text = _MONTHS[d.month][:3]
        elif c == "B":
            text = _MONTHS[d.month]
        elif c == "e":
            text = f"{d.day:2d}"
        elif c == "u":
            text = str(weekday + 1)
        elif c == "w":
            text = str((weekday + 1) % 7)
        elif c == "U":
            text = f"{(day_of_year + 6 - (weekday + 1) % 7) // 7:02d}"
        elif c == "W":
            text = f"{(day_of_year + 6 - weekday) // 7:02d}"
        elif c == "G":
            text = f"{d.isocalendar()[0]:04d}"
        elif c == "V":
            text = f"{d.isocalendar()[1]:02d}"
        elif c == "z":
            text = _offset_text(obj.utcoffset(), ":" if colon else "") if t is obj else ""
        elif c == "Z":
            text = (obj.tzname() if t is obj else None) or ""
        elif c == "s":
            text = str(int(obj.timestamp())) if isinstance(obj, datetime) else str((d.toordinal() - 719163) * 86400)
        elif c in "cDFRTxXr":
            text = strftime(obj, {"c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M",
                                   "T": "%H:%M:%S", "x": "%m/%d/%y", "X": "%H:%M:%S", "r": "%I:%M:%S %p"}[c])
        elif c in "%nt":
            text = {"%": "%", "n": "\n", "t": "\t"}[c]
        else:
            text = "%" + c
        if plain:
            text = text.lstrip("0 ") or "0"
        out.append(text)
    return "".join(out)


def _number(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def iso_date_end(text):
    """Where the date ends in the text of a date and time."""
    if len(text) < 7:
        raise ValueError
    if text[4] == "-":
        if text[5] != "W":
            return 10
        return 10 if text[8:9] == "-" and text[9:10].isdigit() else 8
    if text[4] == "W":
        # How long the digits are says whether a day of the week is among them.
        at = 7
        while text[at:at + 1].isdigit():
            at += 1
        return at if at < 9 else 8 - (at % 2 == 0)
    return 8


def parse_iso_date(text):
    dashes = text[4:5] == "-"
    year = _number(text[:4])
    rest = text[5:] if dashes else text[4:]
    if rest[:1] == "W":
        week = _number(rest[1:3])
        day = 1
        if len(rest) > 3:
            if (rest[3] == "-") != dashes:
                raise ValueError
            day = _number(rest[4:] if dashes else rest[3:])
        found = date.fromisocalendar(year, week, day)
        return found.year, found.month, found.day
    if dashes:
        if len(text) != 10 or rest[2] != "-":
            raise ValueError
        return year, _number(rest[:2]), _number(rest[3:])
    if len(text) != 8:
        raise ValueError
    return year, _number(rest[:2]), _number(rest[2:])


def _parse_clock(text):
    """Hours to microseconds, of `HH[:MM[:SS[.fraction]]]`, with or without colons."""
    values = [0, 0, 0, 0]
    colons = text[2:3] == ":"
    at = 0
    for place in range(3):
        values[place] = _number(text[at:at + 2])
        if len(text[at:at + 2]) != 2:
            raise ValueError
        at += 2
        if at == len(text):
            return values
        if place == 2:
            break
        if colons:
            if text[at] != ":":
                raise ValueError
            at += 1
    if text[at] not in ".,":
        raise ValueError
    digits = text[at + 1:]
    _number(digits)
    values[3] = int(digits[:6].ljust(6, "0"))
    return values


def parse_iso_time(text):
    at = max(text.find("+"), text.find("-"), text.find("Z"))
    zone = None
    if at >= 0:
        text, mark, rest = text[:at], text[at], text[at + 1:]
        if mark == "Z":
            if rest:
                raise ValueError
            zone = timezone.utc
        else:
            h, m, s, us = _parse_clock(rest)
            offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
            zone = timezone(-offset if mark == "-" else offset)
    clock = _parse_clock(text)
    if clock[0] == 24 and any(clock[1:]):
        raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
    return (*clock, zone)


_warned_of = set()


class _Reader:
    """Reads a text by a format of `strptime()`."""

    def __init__(self, text, form):
        self.text = text
        self.form = form
        self.at = 0
        self.found = {}

    def fail(self):
        raise ValueError(f"time data {self.text!r} does not match format {self.form!r}")

    def digits(self, most, least=1):
        start = end = self.at
        text = self.text
        while end < len(text) and end - start < most and text[end].isascii() and text[end].isdigit():
            end += 1
        if end - start < least:
            self.fail()
        self.at = end
        return text[start:end]

    def number(self, most, low, high):
        start = self.at
        value = int(self.digits(most))
        while value > high and self.at - start > 1:
            # Fewer digits make a number that fits.
            self.at -= 1
            value = int(self.text[start:self.at])
        if not low <= value <= high:
            self.fail()
        return value

    def word(self, names):
        best = None
        for place, name in enumerate(names):
            if name and self.text[self.at:self.at + len(name)].lower() == name.lower():
                if best is None or len(name) > len(names[best]):
                    best = place
        if best is None:
            self.fail()
        self.at += len(names[best])
        return best

    def read(self, form):
        i = 0
        while i < len(form):
            c = form[i]
            i += 1
            if c.isspace():
                while self.at < len(self.text) and self.text[self.at].isspace():
                    self.at += 1
            elif c == "%":
                if i >= len(form):
                    raise ValueError(f"stray %% in format '{self.form}'")
                if form[i] == ":" and form[i + 1:i + 2] == "z":
                    i += 1
                self.directive(form[i])
                i += 1
            elif self.text[self.at:self.at + 1].lower() == c.lower():
                self.at += 1
            else:
                self.fail()

    def directive(self, c):
        found = self.found
        if c == "Y":
            found["year"] = int(self.digits(4, 4))
        elif c == "y":
            year = int(self.digits(2, 2))
            found["year"] = year + (2000 if year <= 68 else 1900)
        elif c == "m":
            found["month"] = self.number(2, 1, 12)
        elif c in "de":
            found["day"] = self.number(2, 1, 31)
        elif c == "H":
            found["hour"] = self.number(2, 0, 23)
        elif c == "I":
            found["hour12"] = self.number(2, 1, 12)
        elif c == "M":
            found["minute"] = self.number(2, 0, 59)
        elif c == "S":
            found["second"] = self.number(2, 0, 61)
        elif c == "f":
            found["micros"] = int(self.digits(6).ljust(6, "0"))
        elif c == "j":
            found["yday"] = self.number(3, 1, 366)
        elif c == "p":
            found["pm"] = self.word(("AM", "PM"))
        elif c in "bh":
            found["month"] = self.word([name[:3] for name in _MONTHS])
        elif c == "B":
            found["month"] = self.word(_MONTHS)
        elif c == "a":
            found["weekday"] = self.word([name[:3] for name in _WEEKDAYS])
        elif c == "A":
            found["weekday"] = self.word(_WEEKDAYS)
        elif c == "w":
            found["weekday"] = (self.number(1, 0, 6) + 6) % 7
        elif c == "u":
            found["weekday"] = self.number(1, 1, 7) - 1
        elif c in "UW":
            found["week"] = self.number(2, 0, 53)
            found["week_from"] = (6, 0)[c == "W"]
        elif c == "G":
            found["iso_year"] = int(self.digits(4, 4))
        elif c == "V":
            found["iso_week"] = self.number(2, 1, 53)
        elif c == "Z":
            found["name"] = ("UTC", "GMT")[self.word(("UTC", "GMT"))]
        elif c == "z":
            self.zone()
        elif c == "%":
            if self.text[self.at:self.at + 1] != "%":
                self.fail()
            self.at += 1
        elif c in "cDFRTxX":
            self.read({"c": "%a %b %d %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "T": "%H:%M:%S",
                       "x": "%m/%d/%y", "X": "%H:%M:%S"}[c])
        else:
            raise ValueError(f"'{c}' is a bad directive in format '{self.form}'")

    def zone(self):
        mark = self.text[self.at:self.at + 1]
        self.at += 1
        if mark == "Z":
            self.found["zone"] = timedelta(0)
            return
        if mark not in ("+", "-"):
            self.fail()
        hours = int(self.digits(2, 2))
        colon = self.text[self.at:self.at + 1] == ":"
        self.at += colon
        offset = timedelta(hours=hours, minutes=int(self.digits(2, 2)))
        after = self.text[self.at:self.at + 1]
        if after == ":" if colon else after.isdigit():
            self.at += colon
            offset += timedelta(seconds=int(self.digits(2, 2)))
            if self.text[self.at:self.at + 1] == ".":
                self.at += 1
                offset += timedelta(microseconds=int(self.digits(6).ljust(6, "0")))
        self.found["zone"] = -offset if mark == "-" else offset


def strptime(cls, text, form):
    for place, value in ((1, text), (2, form)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {place} must be str, not {type(value).__name__}")
    reader = _Reader(text, form)
    reader.read(form)
    if "day" in reader.found and "year" not in reader.found and "iso_year" not in reader.found and form not in _warned_of:
        import warnings

        _warned_of.add(form)
        warnings.warn("""\
Parsing dates involving a day of month without a year specified is ambiguous
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647.""", DeprecationWarning)
    if reader.at < len(text):
        raise ValueError(f"unconverted data remains: {text[reader.at:]}")
    found = reader.found.get
    hour = found("hour", 0)
    if found("hour12") is not None:
        hour = found("hour12") % 12 + 12 * found("pm", 0)
    year, month, day = found("year", 1900), found("month", 1), found("day", 1)
    if found("iso_year") is not None and found("iso_week") is not None and found("weekday") is not None:
        there = date.fromisocalendar(found("iso_year"), found("iso_week"), found("weekday") + 1)
        year, month, day = there._key()
    elif found("week") is not None and found("weekday") is not None:
        # Days since the week's first, and the one on which the year's first whole week begins.
        start = found("week_from")
        new_year = (_to_ordinal(year, 1, 1) + 6 - start) % 7
        there = _to_ordinal(year, 1, 1) - new_year + (found("weekday") - start) % 7 + 7 * (found("week") - (new_year == 0 < found("week")))
        year, month, day = _from_ordinal(there)
    elif found("yday") is not None and found("month") is None:
        year, month, day = _from_ordinal(_to_ordinal(year, 1, 1) + found("yday") - 1)
    elif day > _days_in_month(year, month):
        if found("year") is None and month == 2 and day == 29:
            year = 1904
        raise ValueError(f"day {day} must be in range 1..{_days_in_month(year, month)} for month {month} in year {year}")
    zone = None
    if found("zone") is not None:
        zone = timezone(found("zone"), found("name")) if found("name") else timezone(found("zone"))
    return cls(year, month, day, hour, found("minute", 0), found("second", 0), found("micros", 0), zone)

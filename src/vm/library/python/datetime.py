import math as _math
import time as _time

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999

_DAY = 86_400_000_000
_SECOND = 1_000_000
_DAYS_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)


def _text():
    import _datetime_text
    return _datetime_text


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _to_ordinal(year, month, day):
    y = year - 1
    leap = month > 2 and _is_leap(year)
    return y * 365 + y // 4 - y // 100 + y // 400 + _DAYS_BEFORE[month] + leap + day


def _from_ordinal(n):
    # Cycles of 400, 100, 4 and 1 years.
    n -= 1
    cycles400, n = divmod(n, 146097)
    cycles100, n = divmod(n, 36524)
    cycles4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year = cycles400 * 400 + cycles100 * 100 + cycles4 * 4 + years + 1
    if years == 4 or cycles100 == 4:
        return year - 1, 12, 31
    month = 12
    while _DAYS_BEFORE[month] + (month > 2 and _is_leap(year)) > n:
        month -= 1
    return year, month, n - _DAYS_BEFORE[month] - (month > 2 and _is_leap(year)) + 1


def _integer(value):
    if isinstance(value, int):
        return int(value)
    if hasattr(type(value), "__index__"):
        return value.__index__()
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _nearest(a, b):
    """a / b as an int, halves to the even one."""
    q, r = divmod(a, b)
    r *= 2
    greater = r > b if b > 0 else r < b
    return q + 1 if greater or r == b and q % 2 == 1 else q


def _name(obj):
    return _name_of(type(obj))


def _name_of(cls):
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__name__


def _warn_deprecated(text):
    import warnings

    warnings.warn(text, DeprecationWarning)


def _refuse(name, most, more, others, by_keyword=0):
    """Raises what C raises for too many arguments (`most` by position, some more by keyword alone) and for unknown ones."""
    if more:
        given = most + len(more)
        kind = "positional " if given <= most + by_keyword else ""
        most += 0 if kind else by_keyword
        raise TypeError(f"{name} takes at most {most} {kind}arguments ({given} given)")
    if others:
        raise TypeError(f"this function got an unexpected keyword argument {next(iter(others))!r}")


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0, *more):
        if more:
            _refuse("__new__()", 7, more, {})
        total = 0
        rest = 0.0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                    ("seconds", seconds, _SECOND), ("minutes", minutes, 60 * _SECOND),
                                    ("hours", hours, 3600 * _SECOND), ("days", days, _DAY), ("weeks", weeks, 7 * _DAY)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                fraction, whole = _math.modf(value)
                total += int(whole) * factor
                fraction, whole = _math.modf(fraction * factor)
                total += int(whole)
                rest += fraction
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            whole = _math.floor(abs(rest) + 0.5)
            if abs(rest) + 0.5 == whole:
                # Half a microsecond: to the even total.
                whole -= (total + whole) % 2
            total += whole if rest > 0 else -whole
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        days = total // _DAY
        if not -999999999 <= days <= 999999999:
            if abs(days) >= 1 << 31:
                raise OverflowError("Python int too large to convert to C int")
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._total = total
        return self

    @property
    def days(self):
        return self._total // _DAY

    @property
    def seconds(self):
        return self._total % _DAY // _SECOND

    @property
    def microseconds(self):
        return self._total % _SECOND

    def total_seconds(self):
        return self._total / _SECOND

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)) if value]
        return f"{_name(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        days = self.days
        if days:
            text = f"{days} day{'' if abs(days) == 1 else 's'}, {text}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        return text

    def __add__(self, other):
        return timedelta._of(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._total - self._total) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total)

    def __pos__(self):
        return timedelta._of(self._total)

    def __abs__(self):
        return timedelta._of(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_nearest(self._total * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            return timedelta._of(_nearest(self._total, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_nearest(b * self._total, a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        if isinstance(other, int):
            return timedelta._of(self._total // other)
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total % other._total) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total, other._total)
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._total != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _offset_text(offset, separator=":"):
    if offset is None:
        return ""
    total = offset._total
    sign = "-" if total < 0 else "+"
    minutes, rest = divmod(abs(total), 60 * _SECOND)
    text = f"{sign}{minutes // 60:02d}{separator}{minutes % 60:02d}"
    if rest:
        text += f"{separator}{rest // _SECOND:02d}"
        if rest % _SECOND:
            text += f".{rest % _SECOND:06d}"
    return text


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saving = dt.dst()
        if saving is None:
            raise ValueError("fromutc: non-None dst() result required")
        if offset != saving:
            dt += offset - saving
            saving = dt.dst()
            if saving is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + saving


def _check_moment(name, moment):
    if moment is not None and not isinstance(moment, datetime):
        raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(moment).__name__}")


def _check_offset(offset):
    if abs(offset._total) >= _DAY:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                         f"timedelta(hours=24), not {offset!r}")


class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        _check_offset(offset)
        if name is None and not offset and "utc" in cls.__dict__:
            return cls.utc
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def utcoffset(self, dt, /):
        _check_moment("utcoffset", dt)
        return self._offset

    def dst(self, dt, /):
        _check_moment("dst", dt)
        return None

    def tzname(self, dt, /):
        _check_moment("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"{_name(self)}({self._offset!r})"
        return f"{_name(self)}({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


class _IsoCalendarDate(tuple):
    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _first_iso_day(year):
    """The ordinal of the Monday of a year's first week."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


timedelta.__new__.__qualname__ = "__new__"

_MISSING = object()


def _check_date(year, month, day):
    given = []
    for place, value in enumerate((year, month, day)):
        if value is _MISSING:
            name = ("year", "month", "day")[place]
            raise TypeError(f"function missing required argument '{name}' (pos {place + 1})")
        given.append(_integer(value))
    year, month, day = given
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    most = _days_in_month(year, month)
    if not 1 <= day <= most:
        raise ValueError(f"day {day} must be in range 1..{most} for month {month} in year {year}")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    values = []
    for name, value, most in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59),
                              ("microsecond", microsecond, 999999)):
        value = _integer(value)
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}, not {value}")
        values.append(value)
    if fold not in (0, 1):
        raise ValueError(f"fold must be either 0 or 1, not {fold}")
    return values


class date:
    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING, *more, **others):
        if more:
            _refuse("function", 3, more, others)
        year, month, day = _check_date(year, month, day)
        if others:
            _refuse("function", 3, more, others)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls.fromordinal(719163 + _math.floor(timestamp) // 86400)

    @classmethod
    def fromordinal(cls, ordinal, /):
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > 3652059:
            raise ValueError("year 10000 is out of range")
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, string, /):
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(string) not in (7, 8, 10):
                raise ValueError
            return cls(*_text().parse_iso_date(string))
        except ValueError as error:
            if str(error):
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        if not 1 <= week <= 53 or week == 53 and _first_iso_day(year) + 52 * 7 >= _first_iso_day(year + 1):
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(_first_iso_day(year) + (week - 1) * 7 + day - 1)

    @classmethod
    def strptime(cls, date_string, format, /):
        return datetime.strptime(date_string, format).date()

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f"{_name(self)}({self._year}, {self._month}, {self._day})"

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def strftime(self, format):
        return _text().strftime(self, format)

    def ctime(self):
        return _text().strftime(self, "%a %b %e %H:%M:%S %Y")

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def timetuple(self):
        return _struct_time(self, 0, 0, 0, -1)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        today = self.toordinal()
        year = self._year + 1
        while year > MAXYEAR or today < _first_iso_day(year):
            year -= 1
        week, day = divmod(today - _first_iso_day(year), 7)
        return _IsoCalendarDate(year, week + 1, day + 1)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def _key(self):
        return self._year, self._month, self._day

    def _other(self, other):
        """Whether it is a date to compare with: a datetime is none."""
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._other(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._other(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._other(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._other(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._other(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 1 <= ordinal <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if self._other(other):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _struct_time(d, hour, minute, second, dst):
    values = (d.year, d.month, d.day, hour, minute, second, d.weekday(),
              d.toordinal() - _to_ordinal(d.year, 1, 1) + 1, dst)
    return _time.struct_time(values) if hasattr(_time, "struct_time") else values


class _HasTime:
    """What `time` and `datetime` have in common."""

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _set_time(self, hour, minute, second, microsecond, tzinfo, fold):
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._tzinfo = tzinfo
        self._fold = fold

    def _time_text(self, timespec):
        if timespec == "auto":
            timespec = "microseconds" if self._microsecond else "seconds"
        text = f"{self._hour:02d}"
        if timespec == "hours":
            return text
        text += f":{self._minute:02d}"
        if timespec == "minutes":
            return text
        text += f":{self._second:02d}"
        if timespec == "seconds":
            return text
        if timespec == "milliseconds":
            return f"{text}.{self._microsecond // 1000:03d}"
        if timespec == "microseconds":
            return f"{text}.{self._microsecond:06d}"
        raise ValueError("Unknown timespec value")

    def _time_repr(self):
        """The last arguments of a repr."""
        text = ""
        if self._microsecond:
            text = f", {self._second}, {self._microsecond}"
        elif self._second:
            text = f", {self._second}"
        if self._fold:
            text += ", fold=1"
        return text + (")" if self._tzinfo is None else f", tzinfo={self._tzinfo!r})")

    def _ask_zone(self, name, argument):
        if self._tzinfo is None:
            return None
        offset = getattr(self._tzinfo, name)(argument)
        if offset is not None and not isinstance(offset, timedelta):
            raise TypeError(f"tzinfo.{name}() must return None or timedelta, not '{type(offset).__name__}'")
        if offset is not None:
            _check_offset(offset)
        return offset

    def _ask_name(self, argument):
        name = None if self._tzinfo is None else self._tzinfo.tzname(argument)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
        return name

    def _compare(self, other, for_eq=False):
        """-1, 0 or 1. With one zone for both it is the clocks that are compared; in two, moments, and what its fold decides equals none."""
        a, b = self._total(), other._total()
        if self._tzinfo is not other._tzinfo:
            here, there = self.utcoffset(), other.utcoffset()
            if for_eq and isinstance(self, date) and any(
                moment.replace(fold=1 - moment._fold).utcoffset() != offset for moment, offset in ((self, here), (other, there))
            ):
                return 2
            if here != there:
                if here is None or there is None:
                    if for_eq:
                        return 2
                    raise TypeError(f"can't compare offset-naive and offset-aware {type(self)._kind}")
                a -= here._total
                b -= there._total
        return (a > b) - (a < b)

    def __hash__(self):
        offset = (self.replace(fold=0) if self._fold else self).utcoffset()
        return hash(self._total() - (offset._total if offset is not None else 0))

    def _micros(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * _SECOND + self._microsecond

    def strftime(self, format):
        return _text().strftime(self, format)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class time(_HasTime):
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *more, fold=0, **others):
        if more or others:
            _refuse("function", 5, more, others, 1)
        self = object.__new__(cls)
        self._set_time(hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def fromisoformat(cls, string, /):
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            hour, *rest = _text().parse_iso_time(string.removeprefix("T"))
            return cls(0 if hour == 24 else hour, *rest)
        except ValueError as error:
            if str(error):
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None

    @classmethod
    def strptime(cls, date_string, format, /):
        return datetime.strptime(date_string, format).timetz()

    def utcoffset(self):
        return self._ask_zone("utcoffset", None)

    def dst(self):
        return self._ask_zone("dst", None)

    def tzname(self):
        return self._ask_name(None)

    def isoformat(self, timespec="auto"):
        return self._time_text(timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f"{_name(self)}({self._hour}, {self._minute}{self._time_repr()}"

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def _total(self):
        return self._micros()

    __hash__ = _HasTime.__hash__
    _kind = "times"


_date, _time_of_day = date, time


class datetime(_HasTime, date):
    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None, *more, fold=0, **others):
        if more:
            _refuse("function", 8, more, others, 1)
        year, month, day = _check_date(year, month, day)
        if others:
            _refuse("function", 8, more, others, 1)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._set_time(hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def _of(cls, total, zone=None):
        """That of so many microseconds since the day before year 1."""
        days, micros = divmod(total, _DAY)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, micros = divmod(micros, _SECOND)
        return cls(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micros, zone)

    def _total(self):
        return self.toordinal() * _DAY + self._micros()

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        _warn_deprecated(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware "
            "objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC)."
        )
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        if not isinstance(timestamp, (int, float)):
            raise TypeError(f"argument must be int or float, not {type(timestamp).__name__}")
        if isinstance(timestamp, int):
            total = timestamp * _SECOND
        else:
            if timestamp != timestamp:
                raise ValueError("Invalid value NaN (not a number)")
            if abs(timestamp) >= 2.0 ** 63:
                raise OverflowError("timestamp out of range for platform time_t")
            # As CPython rounds: the fraction in microseconds, halves to the even one.
            fraction, whole = _math.modf(timestamp)
            total = int(whole) * _SECOND + round(fraction * 1e6)
        total += 719163 * _DAY
        if not _DAY <= total < 3652060 * _DAY:
            raise ValueError(f"year {total // _DAY // 365} is out of range")
        result = cls._of(total, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        _warn_deprecated(
            "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware "
            "objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC)."
        )
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        for place, value, kind in (1, date, _date), (2, time, _time_of_day):
            if not isinstance(value, kind):
                raise TypeError(f"combine() argument {place} must be {_name_of(kind)}, not {_name(value)}")
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, string, /):
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            end = _text().iso_date_end(string)
            day = _text().parse_iso_date(string[:end])
            if len(string) == end:
                return cls(*day)
            if len(string) == end + 1:
                raise ValueError
            hour, *rest = _text().parse_iso_time(string[end + 1:])
            if hour == 24:
                if day == (MAXYEAR, 12, 31):
                    raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {MAXYEAR + 1}")
                return cls(*day, 0, *rest) + timedelta(days=1)
            return cls(*day, hour, *rest)
        except ValueError as error:
            if str(error):
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None

    @classmethod
    def strptime(cls, date_string, format, /):
        return _text().strptime(cls, date_string, format)

    def utcoffset(self):
        return self._ask_zone("utcoffset", self)

    def dst(self):
        return self._ask_zone("dst", self)

    def tzname(self):
        return self._ask_name(self)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def timetuple(self):
        saving = self.dst()
        return _struct_time(self, self._hour, self._minute, self._second, -1 if saving is None else bool(saving) + 0)

    def utctimetuple(self):
        offset = self.utcoffset()
        there = self - offset if offset else self
        return _struct_time(there, there._hour, there._minute, there._second, 0)

    def timestamp(self):
        offset = self.utcoffset()
        total = self._total() - 719163 * _DAY - (offset._total if offset is not None else 0)
        return total / _SECOND

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        _check_zone(tz)
        offset = self.utcoffset()
        if tz is self._tzinfo and offset is not None:
            return self
        utc = self._total() - (offset._total if offset is not None else 0)
        return tz.fromutc(type(self)._of(utc, tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(sep).__name__}")
        return f"{date.isoformat(self)}{sep}{self._time_text(timespec)}{_offset_text(self.utcoffset())}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        return (f"{_name(self)}({self._year}, {self._month}, {self._day}, {self._hour}, {self._minute}"
                f"{self._time_repr()}")

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, datetime) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, datetime) else NotImplemented

    __hash__ = _HasTime.__hash__
    _kind = "datetimes"

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._total() + other._total, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._total() - other._total, self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        between = self._total() - other._total()
        if self._tzinfo is not other._tzinfo:
            a, b = self.utcoffset(), other.utcoffset()
            if (a is None) != (b is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if a is not None:
                between += b._total - a._total
        return timedelta._of(between)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution

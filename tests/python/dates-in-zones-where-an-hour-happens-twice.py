from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Summer(tzinfo):
    """An hour ahead from April to October, and the hour before the end of it happens twice."""

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        if dt is None or not 4 <= dt.month <= 10:
            return timedelta(0)
        last = dt.replace(tzinfo=None) >= datetime(dt.year, 10, 31, 1)
        return timedelta(0) if last and dt.fold else timedelta(hours=1)

    def tzname(self, dt):
        return "summer" if self.dst(dt) else "winter"

    def __repr__(self):
        return "Summer()"


class Wrong(tzinfo):
    def __init__(self, offset, name):
        self.offset, self.name = offset, name

    def utcoffset(self, dt):
        return self.offset

    def dst(self, dt):
        return self.offset

    def tzname(self, dt):
        return self.name


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


zone = Summer()
first, again = datetime(2024, 10, 31, 1, 30, tzinfo=zone), datetime(2024, 10, 31, 1, 30, tzinfo=zone, fold=1)
print(first == again, hash(first) == hash(again), first - again, first.utcoffset(), again.utcoffset())
print(first.astimezone(timezone.utc) == again.astimezone(timezone.utc), first == first.astimezone(timezone.utc), first < again.astimezone(timezone.utc))
july = datetime(2024, 7, 1, 12, tzinfo=zone)
print(july == july.astimezone(timezone.utc), hash(july) == hash(july.astimezone(timezone.utc)), july.astimezone(timezone.utc).astimezone(zone), {july: 1}[july.astimezone(timezone.utc)])
print(datetime(2024, 1, 1, tzinfo=zone) == datetime(2024, 1, 1), time(1, tzinfo=timezone.utc) == time(1), time(1, tzinfo=zone) < time(2, tzinfo=zone))
attempt(lambda: datetime(2024, 1, 1, tzinfo=zone) < datetime(2024, 1, 1))
attempt(lambda: time(1, tzinfo=timezone.utc) < time(1))
for offset, name in (timedelta(days=1), "far"), (3, "number"), (None, 5), (timedelta(hours=2), None):
    wrong = datetime(2024, 1, 1, tzinfo=Wrong(offset, name))
    attempt(wrong.utcoffset)
    attempt(wrong.tzname)
    attempt(wrong.timetuple)
    attempt(lambda: str(wrong))
attempt(lambda: timezone.utc.utcoffset("now"))
attempt(lambda: timezone.utc.tzname(5))
attempt(lambda: timezone.utc.fromutc(5))
attempt(lambda: type("Zone", (timezone,), {}))
attempt(lambda: datetime.combine(time(1), date(2024, 1, 1)))
attempt(lambda: datetime.combine(date(2024, 1, 1), "noon"))
attempt(lambda: datetime.combine(datetime(2024, 1, 1, 5), time(1, fold=1)))
for text in "2022W527520", "2022-W52-7T20:10", "2022W52", "2022W521", "9999-12-31T24:00", "2023-12-31T24:00:00", "20220102T03":
    attempt(lambda: datetime.fromisoformat(text))
for text, form in (("2024 10 1", "%Y %U %w"), ("2024 10 1", "%Y %W %w"), ("2024 00 Mon", "%Y %W %a"), ("2023 00 Sun", "%Y %U %a"), ("2024 53 2", "%Y %W %u"), ("0/2/2", "%w/%U/%y")):
    attempt(lambda: datetime.strptime(text, form))

import asyncio
import time
from datetime import date, datetime, timedelta, timezone

print(datetime.now(), datetime.now(timezone.utc), date(1970, 1, 1), time.time(), time.strftime("%X"))
d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, d.isoformat(), d.date(), d.time(), d.year, d.weekday(), d.isoweekday(), d.replace(year=2023, day=1), d.strftime("%A %d %B %Y, %I:%M:%S %p %j %U %f %y %b %a %%"), d.timetuple().tm_yday, d.isoformat(" ", "minutes"))
delta = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5)
print(delta, repr(delta), delta.total_seconds(), delta.days, delta.seconds, delta.microseconds, -delta, delta * 2, delta / 2, delta // timedelta(hours=1), abs(-delta), timedelta(0), timedelta(seconds=90), timedelta(days=-1, seconds=5))
print(d + delta, d - delta, d - datetime(2024, 1, 1), d > datetime(2024, 1, 1), date(2024, 3, 1) - date(2024, 2, 1), date(2024, 12, 31) + timedelta(days=1), date(2024, 5, 6).strftime("%d.%m.%y"), date(2024, 1, 1).isocalendar()[1])
print(datetime.fromisoformat("2024-01-02T03:04:05"), date.fromisoformat("2024-01-02"), datetime.strptime("05/06/2024 10:20", "%d/%m/%Y %H:%M"), datetime.fromtimestamp(86400, timezone.utc), datetime.combine(date(2024, 1, 1), d.time()))
utc = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
cet = timezone(timedelta(hours=1), "CET")
print(utc, utc.astimezone(cet), utc.astimezone(cet).tzname(), utc == utc.astimezone(cet), utc.timestamp(), utc.isoformat(), timezone.utc, timezone(timedelta(hours=-5, minutes=-30)))
for bad in (lambda: datetime(2024, 13, 1), lambda: datetime(2023, 2, 29), lambda: date(2024, 1, 32), lambda: d.date() + 5, lambda: d < utc, lambda: datetime.strptime("x", "%Y"), lambda: datetime.fromisoformat("nope"), lambda: datetime(2024), lambda: d - utc, lambda: timedelta("a")):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sorted([date(2024, 5, 1), date(2023, 1, 1)]), {date(2024, 1, 1): 1}[date(2024, 1, 1)], max(timedelta(1), timedelta(2)), sum([timedelta(1), timedelta(2)], timedelta()), f"{d:%H:%M}", f"{timedelta(hours=5)}", timedelta(hours=1) == timedelta(minutes=60))
print(time.gmtime(0).tm_year, time.strftime("%Y-%m-%d", time.gmtime(86400)), time.monotonic(), time.perf_counter(), time.ctime(0), time.localtime().tm_hour)


async def main():
    start, t0 = datetime.now(), time.perf_counter()
    await asyncio.sleep(1.5)
    print(datetime.now() - start, time.perf_counter() - t0, (datetime.now() - start).total_seconds(), f"{datetime.now():%H:%M:%S.%f}", time.strftime("%H:%M:%S"), time.time())
    time.sleep(0.25)
    print(time.monotonic(), asyncio.get_running_loop().time(), datetime.now().isoformat(), datetime.now().strftime("%S"), round(time.time() - t0, 3))


asyncio.run(main())

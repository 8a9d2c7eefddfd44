"""What dates, times, durations and decimals say of arguments that are too many, unknown, missing or of another type."""
import functools
import queue
from datetime import date, datetime, time, timedelta
from decimal import Decimal, getcontext

CALLS = {
    "date": (date, [(), (2024,), (2024, 1), (2024, 1, 1, 5), ("a",), ("a", 1), (2024, None), (1.5, 2, 3), (2024, 13, 1)]),
    "datetime": (datetime, [(), ("2024-01-01",), (2024, 1, 1, 0, 0, 0, 0, None, 1), (1,) * 10, (2024, 1, "x"), (2024, 1, 32)]),
    "time": (time, [(1, 2, 3, 4, None, 0), (1,) * 9, ("a",), (25,)]),
    "timedelta": (timedelta, [(1,) * 8, (1,) * 9, ("a",), (None,)]),
    "Decimal": (Decimal, [(1, 2), (1, 2, 3), ("1.5", getcontext()), ("a", 1), ([1], "b"), (None,)]),
}
for name, (cls, arguments) in CALLS.items():
    for given in arguments:
        try:
            print(name, repr(cls(*given)))
        except (TypeError, ValueError) as error:
            print(name, type(error).__name__, error)
    for keywords in ({"nokey": 1}, {"day": 3}, {"hour": 1, "nope": 2}):
        try:
            print(name, repr(cls(**keywords)))
        except TypeError as error:
            print(name, error)
print(date(day=3, year=2024, month=2), datetime(2024, 1, 1, fold=1).fold, time(1, fold=1).fold, timedelta(weeks=1, hours=2))
for wrong in (1, None, "a"):
    try:
        functools.cache(wrong)
    except TypeError as error:
        print(error)
q = queue.SimpleQueue()
q.put(1)
print(type(q).__name__, q.qsize(), q.get(), q.empty())

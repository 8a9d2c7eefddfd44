# Numbers, times and texts of the library where they are nearly wrong.
import calendar
import math
import operator
import pprint
import statistics
import textwrap
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction


def tell(label, function):
    try:
        print(label, repr(function()))
    except Exception as error:
        print(label, type(error).__name__, error)


for number in ["0", "-0", "0.00", "1", "0.005", "1E3", "0E3", "-12.50", "NaN", "1234567.891", "-Infinity"]:
    for spec in ["%", ".1%", "f", "e", "g", ".3e", ".2f", ".2g", "+%", ",", "012,.1f", "*^14"]:
        tell(f"{number} {spec}", lambda: format(Decimal(number), spec))
for text in ["2024-01-02T24:00", "2024-12-31 24:00:00", "2024-01-02T24:01", "2024-01-02T24:00+01:00", "2024-01-02T25:00"]:
    tell(text, lambda: str(datetime.fromisoformat(text)))
    tell(text[11:], lambda: str(time.fromisoformat(text[11:])))
for text in ["7/-1", "-1/7", " 1/2 ", "1/", "3/0"]:
    tell(text, lambda: Fraction(text))
tell("by nothing", lambda: Fraction(-1, 3) / 0)
for numbers in [[1, 0, -1], [1, -1, 0], [4, 9], [0, 2]]:
    tell(f"geometric {numbers}", lambda: statistics.geometric_mean(numbers))
    tell(f"harmonic {numbers}", lambda: statistics.harmonic_mean(numbers))
for number in [7, 0.1, 10, -100.125]:
    print(math.cbrt(number), math.erf(number), math.erfc(-number))
print(Decimal(255).exp(), Decimal("1e3").exp(), Decimal("0.1").exp())
tell("month", lambda: calendar.monthrange(2024, 13))
print(issubclass(calendar.IllegalMonthError, (ValueError, IndexError)))
print(textwrap.wrap("  lead and  double  ", 5), textwrap.wrap("a-very-long-word", 3, break_on_hyphens=False))
print(pprint.pformat({"b": 1, 1: [1.5], "a": None, (2,): {3, 1}}, sort_dicts=True))
print(operator.ilshift(1, 4), operator.irshift(256, 4))
tell("matrix", lambda: operator.imatmul(1, None))

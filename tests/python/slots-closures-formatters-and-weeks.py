# Operators called by their names with too few arguments, the order of closures, formatters that are derived, weeks of ISO years.
import functools
import inspect
import operator
import string
import time

for call in (
    lambda: (1).__add__(),
    lambda: (1).__add__(1, 2),
    lambda: "a".__len__(1),
    lambda: (1).__pow__(),
    lambda: [].__iadd__(),
    lambda: {}.__getitem__(),
    lambda: [1].__contains__(),
    lambda: (1).__lt__(),
    lambda: "x".__format__(),
    lambda: [].append(),
):
    try:
        print(call())
    except TypeError as error:
        print(error)


def outer(b, a):
    x = 1

    def inner():
        return x, b, a

    return inner


print([cell.cell_contents for cell in outer("b", "a").__closure__], outer(1, 2).__code__.co_freevars)
print(inspect.ismethod([].append), inspect.ismethod(string.Formatter().format), inspect.isbuiltin([].append))


def annotated(a: int, *, b: str = "") -> bool: ...


print(inspect.getfullargspec(annotated))


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint


for hint in (5, NotImplemented, -1, "x"):
    try:
        print(operator.length_hint(Hinted(hint), 7))
    except (TypeError, ValueError) as error:
        print(error)
print(operator.length_hint([1, 2]), operator.length_hint(object(), 3), operator.length_hint(iter([1, 2, 3])))

formatter = string.Formatter()
print(list(formatter.parse("a{b!r:>{w}}c{}{{x}} {d[0].e}")))
print(formatter.format("{0} {x} {0!r:>5} {1:{width}}", "a", 2, x=3, width=4), formatter.vformat("{a}", (), {"a": 1}))


class Shout(string.Formatter):
    def get_value(self, key, args, kwargs):
        return f"<{key}>" if isinstance(key, str) else super().get_value(key, args, kwargs)

    def format_field(self, value, spec):
        return f"[{super().format_field(value, spec)}]"

    def convert_field(self, value, conversion):
        return value.upper() if conversion == "u" else super().convert_field(value, conversion)

    def check_unused_args(self, used, args, kwargs):
        print("used", sorted(used, key=str), "of", len(args), sorted(kwargs))


print(Shout().format("{0} {name} {1!u:>5} {0!r} {0.real}", 1, "x", y=3))
print(Shout().format("{} {}{{", 1, "x"), formatter.get_field("0.real", (3,), {}))
for text in ("{", "}", "{0} {}", "{} {0}", "{x}", "{0!z}", "{0!", "{a[}", "{9}"):
    try:
        print(formatter.format(text, 1, 2))
    except (ValueError, KeyError, IndexError) as error:
        print(repr(text), type(error).__name__, error)

for days in (0, 364, 365, 1095, 14245, 18630, 18993, 19722, 20088):
    print(time.strftime("%G-W%V-%u %g", time.gmtime(days * 86400)), end="; ")
print()
print(functools._make_key((1,), {}, False), functools._make_key((1, 2), {"a": 3}, False)[:2], functools._make_key((1.5,), {}, True))
keys = {functools._make_key((1, "a"), {}, False): "kept"}
print(keys[functools._make_key((1, "a"), {}, False)], functools._make_key(("s",), {}, False))

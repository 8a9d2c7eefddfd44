"""StopIteration from functions that iterators call, TypeErrors of operators in place, of super() and of modules that are called."""
import math
import time


def heads(of):
    yield from map(next, of)
    yield "after"


print(list(map(next, [iter([])])), list(heads([iter([1]), iter([]), iter([2])])), len(list(filter(next, [iter([1]), iter([])]))))
for x in map(next, [iter("a"), iter(""), iter("b")]):
    print(x)
pairs = map(next, [iter([]), iter([5])])
print(next(pairs, "none"), next(pairs, "none"))

n = 5
text = "a"
for change in ("n @= 2", "n += 'a'", "n -= None", "n **= 'a'", "n //= []", "text += 1", "text -= 'b'"):
    try:
        exec(change)
    except TypeError as error:
        print(change, "|", error)
real = 1.5
for change in ("real |= 2.5", "real <<= 1.0", "real @= 2.0", "real &= 1"):
    try:
        exec(change)
    except TypeError as error:
        print(change, "|", error)


class Base:
    def hello(self):
        return "base"


class Derived(Base):
    def hello(self):
        return "derived " + super().hello()

    def nothing(self):
        return super().nothing()


print(Derived().hello(), super(Derived, Derived()).hello())
for bad in (
    lambda: super(Derived, 5),
    lambda: super(Derived, int),
    lambda: super(Derived, Base()),
    lambda: super(5),
    lambda: Derived.hello(Base()),
    lambda: Derived().nothing(),
    lambda: time(),
    lambda: math(2),
    lambda: map(),
    lambda: map(len),
):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(error)

table = {
    "a": lambda x, y=1: x + y, "b": lambda *x: x, "c": lambda: 0, "d": lambda x: lambda y: x + y, "e": lambda **k: k,
}
print(table["a"](1), table["b"](1, 2), table["c"](), table["d"](1)(2), table["e"](z=1))
print([f() for f in (lambda: 1, lambda: 2, lambda: 3, lambda: 4, lambda: 5, lambda: 6, lambda: 7, lambda: 8, lambda: 9,
    lambda: 10, lambda: 11, lambda: 12, lambda: 13, lambda: 14, lambda: 15, lambda: 16, lambda: 17, lambda: 18, lambda: 19,
    lambda: 20, lambda: 21, lambda: 22, lambda: 23, lambda: 24, lambda: 25, lambda: 26, lambda: 27, lambda: 28, lambda: 29,
    lambda: 30, lambda: 31, lambda: 32, lambda: 33, lambda: 34, lambda: 35, lambda: 36, lambda: 37, lambda: 38, lambda: 39,
    lambda: 40, lambda: 41, lambda: 42, lambda: 43, lambda: 44, lambda: 45, lambda: 46, lambda: 47, lambda: 48, lambda: 49,
    lambda: 50, lambda: 51, lambda: 52, lambda: 53, lambda: 54, lambda: 55, lambda: 56, lambda: 57, lambda: 58, lambda: 59,
    lambda: 60, lambda: 61, lambda: 62, lambda: 63, lambda: 64, lambda: 65, lambda: 66, lambda: 67, lambda: 68, lambda: 69,
    lambda: 70, lambda: 71, lambda: 72, lambda: 73, lambda: 74, lambda: 75, lambda: 76, lambda: 77, lambda: 78, lambda: 79,
    lambda: 80, lambda: 81, lambda: 82, lambda: 83, lambda: 84, lambda: 85, lambda: 86, lambda: 87, lambda: 88, lambda: 89,
    lambda: 90, lambda: 91, lambda: 92, lambda: 93, lambda: 94, lambda: 95, lambda: 96, lambda: 97, lambda: 98, lambda: 99,
    lambda: 100, lambda: 101, lambda: 102, lambda: 103, lambda: 104, lambda: 105, lambda: 106, lambda: 107, lambda: 108,
    lambda: 109, lambda: 110, lambda: 111, lambda: 112, lambda: 113, lambda: 114, lambda: 115, lambda: 116, lambda: 117)][-1])

class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), [*Countdown(2)], tuple(Countdown(1)), sum(Countdown(5)))
it = Countdown(3)
for value in it:
    print(value)
    if value == 1:
        break
print(list(it), next(it, "done"))
a, b = Countdown(2)
print(a, b)
try:
    a, b, c = Countdown(2)
except ValueError as error:
    print(error)
try:
    a, b = Countdown(5)
except ValueError as error:
    print(error)
numbers = iter([1, 2, 3, 4, 5, 6])
print(list(zip(numbers, numbers)))
print(list(zip("abc", range(10), [True, False])), list(zip()), list(zip("ab", "cd", strict=True)))
try:
    list(zip("ab", "c", strict=True))
except ValueError as error:
    print(error)
try:
    list(zip("a", "bc", strict=True))
except ValueError as error:
    print(error)
print(list(enumerate("ab", start=1)), list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "a"])))
print(list(filter(lambda x: x % 2, range(6))), list(reversed([1, 2, 3])), list(reversed(range(4))), list(reversed("abc")))
queue = [1, 2, 3]
print(list(iter(queue.pop, 1)), queue)
print(next(iter([])  , "empty"))
try:
    next(iter([]))
except StopIteration as stop:
    print(repr(stop), stop.value)
for bad in (5, None, 3.5, len, object):
    try:
        iter(bad)
    except TypeError as error:
        print(error)
for bad in (5, [1], "a"):
    try:
        next(bad)
    except TypeError as error:
        print(error)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
try:
    a, b = 5
except TypeError as error:
    print(error)
grown = [1, 2]
for x in grown:
    if len(grown) < 6:
        grown.append(x * 10)
print(grown)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
print(iter([1]).__next__(), [2].__iter__().__next__())
print(type(iter([])).__name__, type(iter(())).__name__, type(iter("")).__name__, type(iter({})).__name__, type(iter(range(0))).__name__,
      type(zip()).__name__, type(map(abs, [])).__name__, type(enumerate([])).__name__, type(reversed([])).__name__)
print(all([]), any([]), all(x > 0 for x in [1, 2]), any(x > 1 for x in [1, 2]))
seen = []


def noisy(values):
    for v in values:
        seen.append(v)
        yield v


print(any(v > 1 for v in noisy([1, 2, 3])), seen)
print(min(3, 1, 2), max([4, 9, 2], key=lambda v: -v), min([], default="none"), max("apple", "fig", key=len), min("b", "a"))
for call in (lambda: min([]), lambda: max(), lambda: max(1), lambda: min(1, "a"), lambda: sum(["a"]), lambda: sum("ab", "")):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(sum([1, 2.5, 3]), sum([[1], [2]], []), sum(range(101)), sum([0.1] * 10), sum([True, True]))

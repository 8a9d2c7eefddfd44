# Keys and items whose methods change the container that asks them.
import functools


class Key:
    def __init__(self, n, then=None):
        self.n, self.then = n, then

    def __hash__(self):
        return 7

    def __eq__(self, other):
        then, self.then = self.then, None
        if then is not None:
            then()
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


table = {Key(n): n for n in range(12)}
small = {Key(n): n for n in range(3)}
for dict_ in (table, small):
    print(Key(99, dict_.clear) in dict_, dict_)
    dict_.update((Key(n), n) for n in range(4))
    try:
        del dict_[Key(2, lambda: dict_.pop(next(iter(dict_))))]
    except KeyError as error:
        print("KeyError", error)
    print(dict_)
    dict_[Key(3, dict_.clear)] = "new"
    print(dict_)
    print(dict_.setdefault(Key(3, lambda: dict_.update({5: 6})), "other"), dict_)

items = {Key(1), Key(2), Key(3)}
print(Key(2, items.clear) in items, items)
items |= {Key(1), Key(2)}
items -= {Key(2, items.clear)}
print(len(items) < 2)

calls = []


class Argument(Key):
    def __eq__(self, other):
        if len(calls) < 20:
            calls.append(self.n)
            cached.cache_clear()
        return self.n == other.n

    __hash__ = Key.__hash__


@functools.lru_cache(maxsize=3)
def cached(argument):
    return argument.n


print([cached(Argument(n)) for n in (1, 2, 3, 1, 2, 3, 4, 1)])
numbers = [3, 1, 2]
try:
    numbers.sort(key=lambda number: (numbers.append(9), number)[1])
except ValueError as error:
    print(error, numbers)


def exchange(view):
    keys = {1: 1, 2: 2}
    try:
        for number, key in enumerate(view(keys)):
            print(key)
            keys.pop(next(iter(keys)))
            keys[number + 10] = number
            if number > 5:
                break
    except RuntimeError as error:
        print("RuntimeError:", error)


for view in (iter, dict.keys, dict.values, dict.items, reversed, lambda keys: reversed(keys.items())):
    exchange(view)

keys = {1: 1}
rest = iter(keys)
print(rest.__length_hint__())
next(rest)
print(rest.__length_hint__())
del keys[1]
keys[5] = 5
print(rest.__length_hint__())
for _ in range(2):
    try:
        print(next(rest))
    except Exception as error:
        print(repr(error))
keys[6] = 6
print(rest.__length_hint__())

"""What contains itself is shown once; copies of values that are not plain; and how deep calls may go."""

import collections
import copy
import sys

ring = collections.deque([1])
ring.append(ring)
print(ring)
table = collections.defaultdict(list, a=1)
table["self"] = table
print(table)
ordered = collections.OrderedDict(a=1)
ordered["self"] = ordered
print(ordered)


class Own(collections.OrderedDict):
    pass


own = Own()
own["list"] = [own]
print(own)


class Tree(collections.defaultdict):
    def __init__(self):
        super().__init__(self.grow)

    def grow(self):
        return Tree()

    def __repr__(self):
        return super().__repr__().split("(")[0]


print(Tree()["a"])

print(copy.copy(bytearray(b"abc")), copy.deepcopy(bytearray(b"abc")))
cut = slice([1], [2])
print(copy.copy(cut) is cut, copy.deepcopy(cut), copy.deepcopy(cut).start is cut.start)


class State:
    def __init__(self, number):
        self.number = number

    def __getstate__(self):
        return self.number

    def __setstate__(self, number):
        self.number = number


print(copy.copy(State(0)).number, copy.deepcopy(State([])).number, copy.copy(State(42)).number)


class Tagged(int):
    def __new__(cls, tag):
        made = int.__new__(cls, 7)
        made.tag = tag
        return made

    def __getnewargs__(self):
        return (self.tag,)


tagged = Tagged(["x"])
again = copy.deepcopy(tagged)
print(again, again.tag, again.tag is tagged.tag)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


sys.setrecursionlimit(50)
deepest = 0
try:
    while True:
        deep(deepest)
        deepest += 1
except RecursionError as error:
    print(40 < deepest < 50, error)


def too_low():
    sys.setrecursionlimit(1)


try:
    too_low()
except RecursionError as error:
    print(str(error).partition(" at ")[0])
try:
    sys.setrecursionlimit(0)
except ValueError as error:
    print(error)
print(sys.getrecursionlimit())
sys.setrecursionlimit(1000)

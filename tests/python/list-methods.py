x = [3, 1, 2]
x.append(4)
x.extend([5, 6])
x.insert(0, 0)
x.insert(-1, 9)
x.insert(100, 7)
print(x, x.pop(), x.pop(0), x.pop(-2), x)
x.remove(5)
print(x, x.index(2), x.count(1), x.index(4, 1), 3 in x)
x.sort()
print(x)
x.reverse()
print(x, x.copy() is x, x.copy() == x)
x.sort(key=lambda v: v % 3, reverse=True)
print(x)
y = x
y += [10]
print(x is y, x, x + [1], x * 2, 2 * [0], [] + [], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [1, 2] != [1, 2])
x.clear()
print(x, bool(x), len(y))
for bad in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(9), lambda: [1] + (2,), lambda: [1] * "a", lambda: [1, "a"].sort(),
            lambda: [1] < 5, lambda: [1].insert("a", 1), lambda: [].extend(5), lambda: [3, 1].sort(5), lambda: list(5), lambda: [1] + None, lambda: [1].append(),
            lambda: [1].append(1, 2), lambda: [1].nope, lambda: [].sort(ky=1), lambda: hash([])):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(list("abc"), list((1, 2)), list({"a": 1}), list(range(3)), list(), [*"ab"], list(x for x in "q"))
recursive = [1]
recursive.append(recursive)
print(recursive, recursive[1][1][0])
print([1, [2, [3, [4]]]], [(), {}, set(), [], ""], [True, None, 1.0, "a'b"])
a = [1, 2, 3]
b = a[:]
b.append(4)
print(a, b, a is not b)
a[0], a[-1] = a[-1], a[0]
print(a, sum(a), max(a), min(a), sorted(a, reverse=True), list(reversed(a)), any(a), all(a), len(a), a.index(max(a)))
words = ["banana", "apple", "Cherry", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)))
pairs = [(1, "b"), (0, "z"), (1, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), min(pairs), sorted(pairs, key=lambda p: p[0], reverse=True))
grades = [("x", 3), ("y", 1), ("z", 3), ("w", 1)]
grades.sort(key=lambda g: g[1])
print(grades)
print(a.__len__(), a.__contains__(2), [1, 2].__add__([3]))


class Weird:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return self.v > other.v

    def __repr__(self):
        return f"W{self.v}"


print(sorted([Weird(1), Weird(3), Weird(2)]), max([Weird(1), Weird(3)], key=lambda w: w.v))
try:
    sorted([1, None, 2])
except TypeError as error:
    print(error)


def raising(v):
    raise KeyError(v)


z = [3, 1]
try:
    z.sort(key=raising)
except KeyError as error:
    print(error, z)
stack, queue = [], [1, 2, 3]
while queue:
    stack.append(queue.pop(0))
print(stack, queue)
m = [[1, 2, 3], [4, 5, 6]]
print([*zip(*m)], [sum(r) for r in m], [r[::-1] for r in m])
import copy
deep = copy.deepcopy(m)
deep[0][0] = 99
shallow = copy.copy(m)
shallow[1][1] = 55
print(m, deep, shallow)

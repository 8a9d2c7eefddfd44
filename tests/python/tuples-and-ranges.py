t = (1, "a", None)
print(t, t[0], t[-1], t[1:], len(t), t + (2,), t * 2, "a" in t, t.index("a"), t.count(1), (), (1,), tuple("ab"), tuple([1]), 1 in (1, 2), hash((1, 2)) == hash((1, 2)))
print((1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1, 2) == [1, 2], max((1, 5), (2, 0)), sorted([(2, "b"), (1, "z"), (2, "a")]), {(1, 2): 3}[1, 2])
r = range(2, 20, 3)
print(r, list(r), r[1], r[-1], r[1:3], len(r), 5 in r, 6 in r, r.start, r.stop, r.step, r.index(8), r.count(5), list(reversed(r)), r == range(2, 18, 3), range(0) == range(5, 1))
print(range(3), range(5, 0, -2), list(range(5, 0, -2)), list(range(0)), list(range(-3, 3)), len(range(10**8)), 10**17 in range(10**18), range(10)[::-2], sum(range(10)), bool(range(0)), 5.0 in range(10), "a" in range(3))
for bad in (lambda: (1, 2)[2], lambda: (1,).index(9), lambda: range(0, 1, 0), lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(5).index(9), lambda: (1,) + [2], lambda: (1,) < 5,
            lambda: tuple(5), lambda: hash(([],)), lambda: range(3)[5], lambda: range(1.0)):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    r[0] = 5
except TypeError as error:
    print(error)
x = 1,
print(x, type(x).__name__, (1), ((1, 2), (3,)), [(i, j) for i, j in zip("ab", (1, 2))])
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
print(min(range(3, 9)), max(range(0, 10, 4)), hash(range(3)) == hash(range(3)), range(1, 4) == range(1, 4, 1), divmod(17, 5), *range(3))
print(isinstance((1,), tuple), tuple(x * 2 for x in range(3)), tuple({"k": 1}.items()), (lambda *a: a)(1, 2), (1, 2, 3)[::-1])

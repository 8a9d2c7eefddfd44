def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# sets
print({5, 3, 1, 20, 33, 17}, set(range(40, 0, -3)))
s = set()
import_order = [i * 37 % 101 for i in range(60)]
for i in import_order: s.add(i)
print(s)
for i in import_order[:50]: s.discard(i)
print(s, s.pop(), s.pop(), s)
for i in range(1000, 1100, 7): s.add(i)
print(s)
a, b = set(range(0, 60, 3)), set(range(0, 100, 5))
print(a | b, a & b, a - b, a ^ b, b - a)
print(a.union([1000, 2], (7,)), a.intersection(range(20)), a.difference(range(40)), a.symmetric_difference(range(10)))
c = set(a); c |= b; print(c); c &= a; print(c); c -= set(range(10)); print(c); c ^= {1, 2, 33}; print(c)
c.update(range(5), [77]); print(c); c.difference_update([77, 1], {2}); print(c); c.intersection_update(range(30)); print(c)
c.symmetric_difference_update([1, 2, 3]); print(c)
print(a <= a, a < a, {1} < a, {0} < a, a >= {0, 3}, a.issubset(range(100)), a.issuperset([0]), a.isdisjoint([1, 2]))
print(set(), frozenset(), frozenset([1, 2]), set([1]) == frozenset([1]), frozenset([1]) | {2})
print({frozenset([1]), frozenset([1])}, {1} in {frozenset([1])}, len({(1, 2), (1, 2.0)}))
t(lambda: {1}.remove(2))
t(lambda: set().pop())
t(lambda: {1} | [2])
t(lambda: set(5))
print([x for x in {i for i in range(30, 10, -2)}])
x = {i * i for i in range(20)}
for i in range(10): x.add(i * 1000 + 7)
y = x.copy(); print(x); print(y); y.remove(0); print(set(y))
print({True, 1, 1.0}, {0, False}, {0})

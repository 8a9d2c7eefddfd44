a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, {1} < a, a <= a, a >= {1}, a == {3, 2, 1}, a.isdisjoint({9}), a.issubset([1, 2, 3, 4]), a.issuperset({1}))
a.add(5)
a.add(5)
a.discard(99)
a.remove(1)
print(a, len(a), 5 in a, a.union([7], (8,)), a.intersection([2, 5]), a.difference([2]), a.symmetric_difference([2, 9]), a.copy())
a.update([10], {11})
a -= {2}
a |= {1}
a &= {1, 3, 10}
a ^= {3, 4}
print(sorted(a), set(), set("aab") == {"a", "b"}, frozenset([1]), frozenset(), repr({1}), {frozenset([1]): "f"}[frozenset([1])])
a.intersection_update([1, 4]), a.difference_update([1]), a.symmetric_difference_update([8])
print(sorted(a), a.pop() in (4, 8), len(a))
a.clear()
print(a)
for bad in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: {1} < [1], lambda: set(5), lambda: frozenset([1]).add(2), lambda: {1} + {2},
            lambda: {1}[0], lambda: hash({1}), lambda: {1}.nope, lambda: {{}}):
    try:
        print(bad())
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(sorted({x % 3 for x in range(10)}), {1, 1.0, True}, {0, False}, sum({1, 2, 3}), max({5, 2}), sorted(set("hello")), list({7}), set(range(5)) - {0}, set([1, 2]) == frozenset([2, 1]))
print(type(frozenset([1]) | {2}).__name__, type({2} | frozenset([1])).__name__, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), frozenset([1, 2]) & {2}, bool(set()), {1, 2} != {1})
seen = set()
print([x for x in [3, 1, 3, 2, 1] if not (x in seen or seen.add(x))])
print(set([(1, 2), (1, 2)]), {None}, {"x"}, {*[1], *[1]}, {1, 2}.__contains__(1), set() == set(), {1} == {1.0}, isinstance({1}, set))
for item in {42}:
    print(item)
small = {3, 1, 2, 0}
print(small, {8, 0}, {5, 3, 10})

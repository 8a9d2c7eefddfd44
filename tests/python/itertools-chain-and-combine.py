import itertools
from itertools import (accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations,
                       product, repeat, starmap, takewhile, tee, zip_longest)

print(list(islice(count(5), 3)), list(islice(count(0, 0.5), 3)), list(islice(count(10, -2), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 2)), count(3), repeat(1, 2), next(count()))
print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate("abc")), list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])))
print(list(compress("abcd", [1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 4, 2])), list(takewhile(lambda x: x < 3, [1, 4, 2])), list(filterfalse(lambda x: x % 2, range(5))), list(filterfalse(None, [0, 1])))
print([(k, list(g)) for k, g in groupby("aabbba")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)])
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", 1, None)), list(pairwise("abcd")), list(batched("abcde", 2)))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", [1], fillvalue="-")), list(zip_longest([1], [2, 3])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(permutations([1, 2, 3], 2)), len(list(permutations(range(4)))), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)))
print(list(product()), list(permutations([])), list(combinations("ab", 3)))
ids = count(1)
print([next(ids) for _ in range(3)], next(ids))
for bad in (lambda: list(islice("a", -1)), lambda: count("a"), lambda: chain(5).__next__(), lambda: list(batched("a", 0)), lambda: list(permutations("a", -1)), lambda: repeat(), lambda: next(iter(cycle([]))),
            lambda: list(batched("abc", 2, strict=True))):
    try:
        print(bad())
    except (ValueError, TypeError, StopIteration) as error:
        print(type(error).__name__, error)
print(type(count()).__name__, type(chain()).__name__, type(itertools.islice([], 1)).__name__)


def primes():
    yield 2
    for n in itertools.count(3, 2):
        if all(n % p for p in itertools.takewhile(lambda p: p * p <= n, primes())):
            yield n


print(list(islice(primes(), 12)))
lazy = chain.from_iterable([i] * i for i in count())
print(list(islice(lazy, 6)))
g = groupby([1, 1, 2])
k1, group1 = next(g)
k2, group2 = next(g)
print(k1, list(group1), k2, list(group2))

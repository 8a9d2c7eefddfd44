"""Functions that CPython has in C name their module in messages, and tell what is missing before what is too much."""
import heapq, itertools, math, operator
from functools import wraps

CALLS = [lambda f: f(), lambda f: f(1, 2), lambda f: f(1, 2, 3, 4, 5), lambda f: f(nokey=1), lambda f: f(1, nokey=1)]
FUNCTIONS = [
    math.sqrt, math.sin, math.floor, math.factorial, math.isqrt, math.degrees, math.isnan, math.fsum,
    operator.neg, operator.truth, operator.index, operator.not_, operator.inv,
    heapq.heapify, heapq.heappop, len, abs, ord, globals,
    itertools.combinations, itertools.permutations, itertools.accumulate, itertools.compress,
]
for function in FUNCTIONS:
    for call in CALLS:
        try:
            call(function)
        except TypeError as error:
            print(function.__name__, "-", error)

print(math.sqrt.__module__, operator.neg.__module__, heapq.heapify.__module__, itertools.tee.__module__, len.__module__)
print(wraps(math.sqrt)(lambda x: x).__module__)

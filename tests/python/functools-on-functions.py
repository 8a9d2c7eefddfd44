import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, total_ordering, wraps

add = lambda *a, **k: (a, sorted(k.items()))
p = partial(add, 1, 2, x=3)
print(p(4, y=5), p(x=9), p.args, p.keywords, p.func is add, partial(p, 7)(8), partial(int, base=2)("101"))
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, [3, 9, 2]))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2, 2)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(5), square.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@lru_cache
def bare(a, b=1):
    return a + b


print(bare(1), bare(1, b=2), bare(a=1), bare.cache_info())
try:
    bare([])
except TypeError as error:
    print(error)


class Data:
    def __init__(self):
        self.computed = 0

    @cached_property
    def value(self):
        self.computed += 1
        return 42

    def scale(self, factor, x):
        return factor * x

    double = partialmethod(scale, 2)


d = Data()
print(d.value, d.value, d.computed, d.double(5))
d.value = 7
print(d.value)
del d.value
print(d.value, d.computed)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Version(1) <= Version(2), Version(2) >= Version(3), Version(2) > Version(1), Version(1) != Version(1))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted(["bb", "a"], key=cmp_to_key(lambda a, b: len(a) - len(b))))


@singledispatch
def show(value):
    return f"something {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list of {len(value)}"


print(show(1), show([1, 2]), show("x"), show(True))


def decorator(f):
    @wraps(f)
    def inner(*args):
        """Inner."""
        return f(*args)
    return inner


@decorator
def documented(x: int):
    """Documented."""
    return x


print(documented.__name__, documented.__doc__, documented.__qualname__, documented.__wrapped__(3), documented.__module__)
print(functools.update_wrapper(lambda: 1, documented).__name__)

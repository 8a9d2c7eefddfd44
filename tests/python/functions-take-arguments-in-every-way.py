def plain(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


print(plain(1, c=3))
print(plain(1, 5, 6, 7, c=3, e=9, f=10))
print(plain(*[1, 2, 3], **{"c": 4, "z": 5}))
print(plain(1, *(2, 3), 4, *[5], c=6, **{"d": 7}, **{"q": 8}))


def only(a, /, b, *, c):
    return a, b, c


print(only(1, 2, c=3), only(1, b=2, c=3))


def swallow(a, /, **kwargs):
    return a, kwargs


print(swallow(1, a=2))

for call in (
    lambda: only(a=1, b=2, c=3),
    lambda: only(1, 2, 3),
    lambda: only(1, 2),
    lambda: only(1, c=1),
    lambda: only(),
    lambda: plain(),
    lambda: plain(1, 2, a=1, c=1),
    lambda: only(1, 2, c=3, d=4),
    lambda: plain(1, c=1, **{"c": 2}),
    lambda: (lambda x: x)(),
    lambda: (lambda x: x)(1, 2),
    lambda: (lambda x, y=1: x)(1, 2, 3),
    lambda: (lambda: 1)(1),
    lambda: 5(),
    lambda: plain(*5),
    lambda: plain(**5),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(5),
    lambda: int("1", bse=2),
    lambda: sorted([1], None),
    lambda: isinstance(1),
):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


def mutable(item, into=[]):
    into.append(item)
    return into


print(mutable(1), mutable(2), mutable(3, []))
print(plain.__name__, plain.__defaults__, plain.__kwdefaults__, plain.__qualname__)


def documented():
    """What it does."""


print(documented.__doc__, plain.__doc__, (lambda: 0).__name__)
documented.extra = 5
print(documented.extra, documented.__dict__)


def annotated(a: int, b: "text" = 1) -> float:
    return a


print(sorted(annotated.__annotations__))


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


print(recursive(20))

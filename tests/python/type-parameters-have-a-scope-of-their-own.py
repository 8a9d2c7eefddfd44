from dataclasses import dataclass, fields
from typing import TypeVar, get_type_hints

T = TypeVar("T")
K = "the K of the module"


class Box[T]:
    made = T

    def __init__(self, item: T):
        self.item = item

    def param(self):
        return T

    def annotated(self, other: T, *more: "int") -> list[T]:
        return [other, *more]


print(T is Box.made, T.__infer_variance__, Box.made.__infer_variance__)
print(Box.__type_params__, Box.__parameters__, Box.__type_params__[0] is Box.made, Box(1).param() is Box.made)
print(Box[int], Box.__orig_bases__, "T" in vars(Box))
print(Box.annotated.__annotations__["other"] is Box.made, Box.annotated.__annotations__["return"])


class Pair[K, V: (int, str) = int](Box[K]):
    first: K
    second: V

    def keys(self):
        return K, V


print(K, Pair.keys(None), Pair.__orig_bases__, Pair.__annotations__)
print(Pair.__type_params__[1].__constraints__, Pair.__type_params__[1].__default__)
try:
    V
except NameError as error:
    print(error)


def first[K](items: list[K], otherwise: K | None = None) -> K:
    return K, first.__type_params__


made, params = first([1])
print(made, params, made is params[0], K)
print(get_type_hints(first)["items"].__args__[0] is made)


def unused[X]():
    return sorted(locals())


print(unused(), unused.__type_params__)


def shadowing[T](T=T):
    return T


print(shadowing() is T, shadowing(2), shadowing.__type_params__)


def maker():
    class Made[T]:
        mine = T

        def inner[U](self):
            def deeper():
                return T, U
            return deeper

    return Made, sorted(locals())


(one, names), (other, _) = maker(), maker()
print(names, one.mine is other.mine, one.mine, one().inner()())
print(one.__qualname__, one.inner.__qualname__, one().inner().__qualname__)


class Outer:
    Base = Box
    S = "the S of the class"

    class Inner[T](Base[T]):
        mine = T
        local = Box

    def method[S](self) -> S:
        return S, __class__.__name__, super().__str__ is not None

    after = S


print(Outer.after, Outer.Inner.mine, Outer.Inner.__mro__[1].__name__, Outer().method())

type Alias[T] = dict[str, T]
type Many[*Ts] = tuple[*Ts]
print(Alias, Alias.__type_params__, Alias.__value__, Alias[int], T, Many.__type_params__)


@dataclass
class Entry[N: int]:
    value: N
    size: int = 0


print([(field.name, field.type) for field in fields(Entry)], Entry(3))
print(Entry.__type_params__[0].__bound__)


def spread[*Ts, **P](*args: *Ts):
    return Ts, P


print(spread(1))


def counting[C]():
    def again():
        nonlocal_names = C
        return nonlocal_names
    yield again()


print(list(counting()), [kind.__name__ for kind in (lambda: [Box, Pair])()])
for text in ("class A[T](x := 1): pass", "def g():\n class A[T]((yield)): pass", "class A[T]:\n def f(self):\n  nonlocal Q"):
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg)

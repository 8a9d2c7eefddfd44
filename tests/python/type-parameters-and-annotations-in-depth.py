# type parameters
from typing import TypeVar, ParamSpec, Generic, Callable
class Box[T: (int, str), *Ts, **P]:
    def __init__(self, v: T): self.v = v
    def map[U](self, f: Callable[[T], U]) -> "Box[U]":
        print(self.map.__type_params__, U)
        return Box(f(self.v))
print(Box.__type_params__, Box[int, str, [int]], Box.__mro__)
print(Box(3).map(str).v)
type Alias[K, V = int] = dict[K, list[V]]
print(Alias, Alias.__value__, Alias.__type_params__, Alias[str], Alias[str].__origin__)
def first[T: int](x: T = 3) -> T:
    def inner(): return T
    return inner().__bound__
print(first(), first.__type_params__[0].__bound__)
T = TypeVar("T", bound=int, covariant=True)
print(repr(T), T.__bound__, T.__covariant__)
class G(Generic[T]): pass
print(G[int], G.__parameters__, G.__orig_bases__)
class Stack[T]:
    items: list[T]
    def __init__(self) -> None: self.items = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(1); print(s.pop(), type(s), s.__orig_class__)
type Rec = list[Rec] | int
print(Rec.__value__)
def outer():
    type Local = int
    class In[Q]:
        def m(self): return Q
    return Local, In().m().__name__
print(outer())
# deferred annotations
import annotationlib
import typing
from annotationlib import Format

class A:
    x: Later
    y: list[Later] = []
    def f(self, a: Later, b: int = 3) -> Missing: ...

print(annotationlib.get_annotations(A, format=Format.STRING))
print(annotationlib.get_annotations(A.f, format=Format.FORWARDREF)["b"])
try:
    A.__annotations__
except NameError as e:
    print(e)
class Later: pass
print(A.__annotations__["x"] is Later, A.__annotations__["y"])
print(annotationlib.get_annotations(A.f, format=Format.STRING))
try:
    A.f.__annotations__
except NameError as e:
    print(e)
z: int = 4
print(__annotations__ if "__annotations__" in globals() else "lazy")
print(typing.get_type_hints(A))
def h(a: "int", *b: str, c: "list[int]" = None, **d: float) -> "A": ...
print(typing.get_type_hints(h), h.__annotations__)


from typing import get_type_hints, Optional, List
def f(x: int, y: "str" = "a", *args: float, k: Optional[int] = None, **kw: List[int]) -> bool: return True
print(f.__annotations__)
print(get_type_hints(f))
class A:
    x: int = 1
    y: "A"
    z: list[str]
    def m(self, a: int): pass
print(A.__annotations__, A.m.__annotations__)
print(get_type_hints(A))
def g(a: Undefined): return a
print(g(1))
try: g.__annotations__
except NameError as e: print(e)
n: int = 5
m: str
print(__annotations__ if "__annotations__" in globals() else "lazy")
try: m
except NameError as e: print(e)
import inspect
print(inspect.signature(f))
def typed(fn):
    def w(*a):
        for v, (n, t) in zip(a, fn.__annotations__.items()):
            if n != "return" and not isinstance(v, t): raise TypeError(f"{n} must be {t.__name__}")
        return fn(*a)
    return w
@typed
def add(a: int, b: int) -> int: return a + b
print(add(1, 2))
try: add(1, "x")
except TypeError as e: print(e)
class B(A):
    w: int
print(B.__annotations__)
class E: pass
print(E.__annotations__, (lambda: 0).__annotations__)
from dataclasses import dataclass, fields
@dataclass
class D:
    a: int
    b: "str" = ""
    c: list[int] | None = None
print([(f.name, f.type) for f in fields(D)])
for f in fields(D):
    if f.type is int: print("int field", f.name)

"""Unions made in every way are the same, names of classes that are to come are resolved, and encodings of wide characters."""
import types
import typing
from abc import ABC
from typing import (Annotated, Callable, ClassVar, Dict, ForwardRef, List, Literal, NotRequired, Optional, Protocol, Required, TypedDict,
                    TypeVar, Union, get_args, get_origin, get_type_hints, runtime_checkable)

T = TypeVar("T")
print(Union[int, str] == (int | str), Optional[int] == (int | None), Union[int, str] == Union[str, int], Union[int], Union[int, None, str, int], Union[Union[int, str], float])
print((int | None).__args__, get_origin(int | str), get_origin(Optional[int]), get_args(Optional[int]), type(None) | int, None | int, Union is types.UnionType, isinstance(int | str, Union))
print({int | str: 1}[Union[str, int]], list[int] | None, Optional[list[int]] == (list[int] | None), Optional["Node"], Union[T, str], Union[T, str][int], Union[T, str].__parameters__, Union[None])
print(isinstance(3, Union[int, str]), isinstance(None, Optional[int]), isinstance(2.5, int | str), issubclass(bool, int | str), Literal[1, 2] == Literal[2, 1], int | ForwardRef("X"))
for bad in (lambda: Union[()], lambda: Optional[int, str], lambda: isinstance(1, list[int] | str)):
    try: print(bad())
    except TypeError as e: print(e)

class Node:
    nxt: Optional["Node"]
    kids: "list[Node]"
    many: List["Node"]
    m: Dict[str, "Node | None"]
    z: "Annotated[int, 5]"
    cb: Callable[["Node"], None]
class Sub(Node):
    extra: ClassVar[int] = 3
class Movie(TypedDict):
    a: Required[int]
    b: NotRequired["str"]
def f(a: Optional["Node"] = None, *, b: "int" = 3) -> "Node": ...
def order(x: int, /, y: str, *z: float, k: bool = True, **kw: bytes) -> None: ...
print(get_type_hints(Node)); print(Node.__annotations__); print(get_type_hints(Node, include_extras=True)["z"]); print(list(get_type_hints(Sub)))
print(get_type_hints(f), f.__annotations__); print(get_type_hints(Movie), get_type_hints(Movie, include_extras=True)); print(order.__annotations__)

@runtime_checkable
class Sized(Protocol):
    x: int
    def close(self): ...
@runtime_checkable
class Closing(Protocol):
    def close(self): ...
class Door:
    x = 1
    def close(self): pass
print(isinstance(Door(), Sized), issubclass(Door, Closing))
class Shape(ABC): pass
for bad in (lambda: issubclass(Door, Sized), lambda: Shape.register(3)):
    try: print(bad())
    except TypeError as e: print(e)

for name in ("utf-16", "utf_16_le", "UTF-16BE", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig", "utf8"):
    coded = "aé😀".encode(name); print(name, coded, coded.decode(name))
print(b"\xfe\xff\x00a".decode("utf-16"), b"a\x00".decode("utf-16"), b"\xef\xbb\xbfa".decode("utf-8-sig"), b"a".decode("utf-8-sig"), "".encode("utf-16"))
for data, name in ((b"a\x00b", "utf-16-le"), (b"\x00\xd8", "utf-16-le"), (b"\x00\xd8a\x00", "utf-16-le"), (b"\x00\xdc", "utf-16-le"), (b"a\x00\x00", "utf-32-le"), (b"\x00\x00\x11\x00", "utf-32-le")):
    try: print(data.decode(name))
    except UnicodeDecodeError as e: print(e)
print(b"banana".count(97), b"banana".count(b"an"), bytearray(b"aab").count(97))
class A: pass
class B(A):
    def own(self): return repr(super()), repr(super(A, B)), repr(super(A))
print(B().own())

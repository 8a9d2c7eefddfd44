from __future__ import annotations

import typing
from abc import ABC, ABCMeta, abstractmethod
from typing import (TYPE_CHECKING, Any, Awaitable, Callable, ClassVar, Coroutine, Dict, Final, Generic, Iterable, Iterator, List, Literal, NamedTuple, NewType, NoReturn, Optional, ParamSpec, Protocol, Self, Sequence,
                    Set, Tuple, Type, TypeVar, TypedDict, Union, cast, overload, runtime_checkable)

if TYPE_CHECKING:
    from nowhere import Nothing

T = TypeVar("T")
P = ParamSpec("P")
UserId = NewType("UserId", int)
print(UserId(5) + 1, cast(int, "text"), T, Any, Optional[int], Union[int, str], List[int], Callable[[int], str], Dict[str, Any], Literal["a", 1], Tuple[int, ...])


class Stack(Generic[T]):
    items: list[T]

    def __init__(self) -> None:
        self.items = []

    def push(self, item: T) -> Self:
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()


print(Stack[int]().push(1).push(2).pop(), Stack.__name__)


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closes), isinstance(5, Closes))


class Movie(TypedDict, total=False):
    name: str
    year: int


print(Movie(name="x", year=1), type(Movie(name="y")).__name__)


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


print(Square(3).describe())
for cls in (Shape, type("Half", (Shape,), {"area": lambda self: 1})):
    try:
        cls()
    except TypeError as error:
        print(error)


def annotated(a: Undefined, *args: int, k: dict[str, Missing] = {}) -> Whatever:
    local: AlsoUndefined = 5
    return local


print(annotated(1), annotated.__annotations__)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(f(5), f("a"))


class Meta2(metaclass=ABCMeta):
    @abstractmethod
    async def run(self): ...


try:
    Meta2()
except TypeError as error:
    print(error)
x: int | None = None
LIMIT: Final = 5
print(x, LIMIT, typing.get_type_hints(File.close) == {})
